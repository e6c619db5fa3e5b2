"""What received messages do to this party's own file, in one transaction with their receipts.

A refused message leaves its kop, its receipt and a journal line, and nothing of its content.
Messages that come in together are judged, written and recorded in one way (``bundel``): as many
common ones as there are in a row (``gewoon``), or else one, judged in the transaction that stores
it, with what it does besides on top (``verwerking``). The file afterwards is as if they had come
one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.apart.begrippen import te_bekijken
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.ontvangen.weigering import Weigering
from shared.bestand.toegang.spoor import meld_tegen_regels
from shared.innemen.bericht import Gelezen, Ingenomen, TeBewaren, Voorbereid
from shared.innemen.bewaren.bundel import Over
from shared.innemen.bewaren.gewoon import als_gewoon, voorop
from shared.innemen.bewaren.werk import Innamewerk
from shared.innemen.fouten import BerichtAnders
from shared.innemen.oordelen.kennis import verbinding_van
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.opslag.sessies import SessieMaker, transactie, transactie_zonder_orm
from shared.opslag.vast import VasteVerzameling
from shared.partij.fouten import Conflict
from shared.verzenden.journaal.berichtenboek import Lezer
from shared.web.beschrijving.operaties import Operatie, eigen_operatie, onder_operatie

Uitkomst: TypeAlias = Ingenomen | Exception
_HANDELING = ("neemBerichtIn", "ontvangsten")
_EERDERE = VasteVerzameling(
    lambda binnen: select(
        InkomendRij.bericht_id, InkomendRij.digest, InkomendRij.status, InkomendRij.ontvangst,
        InkomendRij.handtekening,
    ).where(binnen(InkomendRij.bericht_id))
)  # fmt: skip


class Innameopslag:
    """Inbox rows and what follows from them."""

    def __init__(self, engine: Engine, schrijven: SessieMaker, werk: Innamewerk) -> None:
        """``schrijven``: sessions on the same file whose reads and writes are recorded."""
        self._engine = engine
        self._lezen = lezend(engine)
        self._schrijven = schrijven
        self._werk = werk

    def bewaar_samen(self, berichten: Sequence[Gelezen]) -> list[Uitkomst]:
        """The receipt of each message, stored; or why it could not be, for that one alone.

        A message stored before gives the receipt of then; under another digest ``BerichtAnders``.
        ``DatabankNietBeschikbaar``: nothing of that message was stored, and it may come again.
        """
        over = [self._kijk_na(een) for een in berichten]
        uitkomsten: list[Uitkomst] = []
        while over:
            gedaan = self._bewaar_eerste(over)
            uitkomsten += gedaan
            over = over[len(gedaan) :]
        return uitkomsten

    def _kijk_na(self, een: Gelezen) -> Gelezen:
        """Sets apart what points at somebody. Here, because the detector takes its time."""
        if een.apart is not None and een.operatie is not None:
            return een
        apart = () if een.inhoud is None else te_bekijken(een.inhoud, self._werk.regels)
        return replace(een, apart=apart, operatie=een.operatie or _eigen_operatie())

    def _bewaar_eerste(self, berichten: Sequence[Gelezen]) -> list[Uitkomst]:
        """Stores the common ones that come first together; without any the first one alone."""
        samen = voorop(self._werk.regels, berichten)
        try:
            gedaan = self._bewaar_gewone(samen) if samen else []
        except IntegrityError:
            # Another process was first with one of them: each looks for itself.
            return [self.bewaar_alleen(een) for een in samen]
        except Exception as fout:  # noqa: BLE001 - everybody who waits must hear of it
            return [fout for _ in berichten]
        return gedaan or [self.bewaar_alleen(berichten[0])]

    def _bewaar_gewone(self, berichten: Sequence[Gelezen]) -> list[Uitkomst]:
        """Stores them up to the first that turns out not to be common; what came of each."""
        with transactie_zonder_orm(self._lezen) as verbinding:
            eerdere = _lees_eerdere(verbinding, [een.kop["id"] for een in berichten])
            nieuwe = [een for een in berichten if een.kop["id"] not in eerdere]
            kennis = self._werk.kennis.lees(verbinding, nieuwe)
        uitkomsten: list[Uitkomst] = []
        te_bewaren: list[tuple[TeBewaren, Over]] = []
        for een in berichten:
            eerder = eerdere.get(een.kop["id"])
            if eerder is not None:
                uitkomsten.append(_herhaling(een, eerder))
                continue
            weigering = self._werk.oordeel.over(een, kennis)
            over = als_gewoon(self._werk.regels, een, weigering, kennis)
            if over is None:
                break
            voorbereid = self._onderteken(een, weigering)
            te_bewaren.append((voorbereid, over))
            uitkomsten.append(voorbereid.ingenomen)
        if te_bewaren:
            # Sealing and recording ask other databases; no write lock is held meanwhile.
            bundel = self._werk.inboeker.maak(te_bewaren)
            with transactie_zonder_orm(self._engine) as verbinding:
                self._werk.inboeker.schrijf(verbinding, bundel)
        return uitkomsten

    def bewaar_alleen(self, een: Gelezen) -> Uitkomst:
        """One message, judged in the transaction that stores it; what came of it, as above."""
        een = self._kijk_na(een)
        try:
            with onder_operatie(een.operatie or _eigen_operatie()):
                return self._bewaar_of_herhaal(een)
        except Exception as fout:  # noqa: BLE001 - one message's fault must not touch the others
            return fout

    def _bewaar_of_herhaal(self, een: Gelezen) -> Uitkomst:
        kenmerk = een.kop["id"]
        try:
            with transactie(self._schrijven) as sessie:
                eerder = _lees_eerdere(sessie, [kenmerk]).get(kenmerk)
                return (
                    self._bewaar_nieuw(sessie, een) if eerder is None else _herhaling(een, eerder)
                )
        except (IntegrityError, Conflict) as fout:
            with transactie_zonder_orm(self._lezen) as verbinding:
                eerder = _lees_eerdere(verbinding, [kenmerk]).get(kenmerk)
            if eerder is None:
                # Somebody changed the same member or person at this moment; next time it fits.
                raise DatabankNietBeschikbaar("twee wijzigingen zaten elkaar in de weg") from fout
            return _herhaling(een, eerder)

    def _bewaar_nieuw(self, sessie: Session, een: Gelezen) -> Ingenomen:
        werk = self._werk
        weigering = werk.oordeel.over(een, werk.kennis.lees(sessie, [een]))
        voorbereid = self._onderteken(een, weigering or werk.verwerker.bezwaar(sessie, een.kop))
        over = werk.verwerker.over(sessie, voorbereid)
        werk.inboeker.schrijf_een(sessie, voorbereid, over)
        if voorbereid.weigering is None and not een.mondeling:
            werk.verwerker.verwerk(sessie, voorbereid, over)
        elif voorbereid.weigering is not None and voorbereid.weigering.alarm:
            meld_tegen_regels(sessie, een.nu, een.kop["afzender"])
        return voorbereid.ingenomen

    def _onderteken(self, een: Gelezen, weigering: Weigering | None) -> Voorbereid:
        ingenomen = self._werk.bewijzen.geef(
            een.kop["id"], een.bericht.digest, weigering, een.nu, apart=bool(een.apart)
        )
        return Voorbereid(een, weigering, ingenomen)


def _lees_eerdere(lezer: Lezer, ids: Sequence[str]) -> dict[str, Ingenomen]:
    """The receipts already given for these messages."""
    return {rij[0]: Ingenomen(*rij) for rij in _EERDERE.alle(verbinding_van(lezer), ids)}


def _herhaling(een: Gelezen, eerder: Ingenomen) -> Uitkomst:
    """The same message again gets the same receipt."""
    if eerder.digest != een.bericht.digest:
        return BerichtAnders("Dit bericht-id is al ontvangen met een andere inhoud.")
    return eerder


def _eigen_operatie() -> Operatie:
    """Where nobody's request brought it."""
    with eigen_operatie(*_HANDELING) as operatie:
        return operatie

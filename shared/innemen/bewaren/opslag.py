"""What received messages do to this party's own file, in one transaction with their receipts.

A refused message leaves its kop, its receipt and a journal line, and nothing of its content.
Messages that come in together are judged and stored together (``bundel``); what is not
common, or did not fit with the others, goes one at a time, judged in the transaction that stores
it. Either way the same is judged, by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.apart.begrippen import wijst_iemand_aan
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.spoor import meld_tegen_regels
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.dataverwerkingen.regels import persoon
from shared.innemen.bericht import Gelezen, Ingenomen, Voorbereid, inbakwaarden, journaalwaarden
from shared.innemen.bewaren.bundel import Bundel, lees_eerdere, stel_bundel_samen
from shared.innemen.bewaren.werk import Innamewerk
from shared.innemen.fouten import BerichtAnders
from shared.innemen.oordelen.kennis import Kennis
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.opslag.sessies import SessieMaker, transactie, transactie_zonder_orm
from shared.partij.fouten import Conflict
from shared.partij.poorten.seingever import Seingever
from shared.verzenden.journaal.tabellen import JournaalRij
from shared.web.beschrijving.operaties import onder_operatie

Uitkomst: TypeAlias = Ingenomen | Exception


class Innameopslag:
    """Inbox rows and what follows from them."""

    def __init__(
        self,
        engine: Engine,
        schrijven: SessieMaker,
        werk: Innamewerk,
        meeschrijver: Meeschrijver,
        seingever: Seingever,
    ) -> None:
        """``schrijven``: sessions on the same file whose reads and writes are recorded."""
        self._engine = engine
        self._lezen = lezend(engine)
        self._schrijven = schrijven
        self._werk = werk
        self._seingever = seingever
        self._meeschrijver = meeschrijver

    def bewaar_samen(self, berichten: Sequence[Gelezen]) -> list[Uitkomst]:
        """The receipt of each message, stored; or why it could not be, for that one alone.

        A message stored before gives the receipt of then; under another digest ``BerichtAnders``.
        ``DatabankNietBeschikbaar``: nothing of that message was stored, and it may come again.
        """
        nagekeken = [self._kijk_na(een) for een in berichten]
        per_id = {een.kop["id"]: een for een in nagekeken}
        if len(per_id) < len(berichten):
            # The same message twice at once: one after the other, so that the second finds it.
            return [self._bewaar_of_fout(een) for een in nagekeken]
        try:
            uitkomsten, over = self._bewaar_gewone(list(per_id.values()))
        except IntegrityError:
            return [self._bewaar_of_fout(een) for een in nagekeken]
        uitkomsten |= {een.kop["id"]: self._bewaar_of_fout(een) for een in over}
        return [uitkomsten[een.kop["id"]] for een in nagekeken]

    def _kijk_na(self, een: Gelezen) -> Gelezen:
        """Sets apart what points at somebody. Here, because the detector takes its time."""
        if een.inhoud is None:
            return een
        return replace(een, apart=wijst_iemand_aan(een.inhoud, self._werk.regels))

    def _bewaar_gewone(self, berichten: list[Gelezen]) -> tuple[dict[str, Uitkomst], list[Gelezen]]:
        """Stores the common ones; what came of them, and what is left to do."""
        with transactie_zonder_orm(self._lezen) as verbinding:
            eerdere = lees_eerdere(verbinding, [een.kop["id"] for een in berichten])
            nieuwe = [een for een in berichten if een.kop["id"] not in eerdere]
            kennis = self._werk.kennis.lees(verbinding, nieuwe)
        uitkomsten: dict[str, Uitkomst] = {
            een.kop["id"]: _herhaling(een, eerdere[een.kop["id"]])
            for een in berichten
            if een.kop["id"] in eerdere
        }
        # Sealing asks another database; no write lock is held meanwhile.
        bundel = stel_bundel_samen(nieuwe, kennis, self._werk)
        if bundel:
            self._leg_verwerkingen_vast(bundel)
            with transactie_zonder_orm(self._engine) as verbinding:
                bundel.voeg_in(verbinding)
                self._seingever.meld_journaal(verbinding, bundel.journaalregels)
        return uitkomsten | bundel.ingenomen, bundel.over

    def _bewaar_of_fout(self, een: Gelezen) -> Uitkomst:
        try:
            if een.operatie is None:
                return self._bewaar(een)
            with onder_operatie(een.operatie):
                return self._bewaar(een)
        except Exception as fout:  # noqa: BLE001 - one message's fault must not touch the others
            return fout

    def _leg_verwerkingen_vast(self, bundel: Bundel) -> None:
        """Every message of a bundle is an operation of its own; all are recorded at once."""
        log = self._meeschrijver.log
        log.schrijf(
            [
                regel
                for bericht, persoon_id in bundel.personen
                if bericht.operatie is not None
                for regel in log.verwerkingen_van(bericht.operatie, [persoon(persoon_id)])
            ]
        )

    def _bewaar(self, een: Gelezen) -> Ingenomen:
        """One message, the careful way."""
        try:
            with transactie(self._schrijven) as sessie:
                bekend = lees_eerdere(sessie, [een.kop["id"]]).get(een.kop["id"])
                uitkomst = self._bewaar_nieuw(sessie, een) if bekend is None else None
        except (IntegrityError, Conflict) as fout:
            with transactie_zonder_orm(self._lezen) as verbinding:
                bekend = lees_eerdere(verbinding, [een.kop["id"]]).get(een.kop["id"])
            if bekend is None:
                # Somebody changed the same member or person at this moment; next time it fits.
                raise DatabankNietBeschikbaar("twee wijzigingen zaten elkaar in de weg") from fout
            uitkomst = None
        if uitkomst is not None:
            return uitkomst
        assert bekend is not None  # noqa: S101 - for the type checker: one of the two
        herhaling = _herhaling(een, bekend)
        if isinstance(herhaling, Exception):
            raise herhaling
        return herhaling

    def _bewaar_nieuw(self, sessie: Session, een: Gelezen) -> Ingenomen:
        kennis = self._werk.kennis.lees(sessie, [een])
        voorbereid = self._beoordeel(sessie, een, kennis)
        rij = InkomendRij(**inbakwaarden(voorbereid))
        sessie.add(rij)
        sessie.flush()
        if voorbereid.weigering is None and not een.mondeling:
            self._werk.verwerker.verwerk(sessie, rij, een.inhoud, een.apart, een.nu)
        elif voorbereid.weigering is not None and voorbereid.weigering.alarm:
            meld_tegen_regels(sessie, een.nu, een.kop["afzender"])
        sessie.add(JournaalRij(**journaalwaarden(voorbereid)))
        return voorbereid.ingenomen

    def _beoordeel(self, sessie: Session, een: Gelezen, kennis: Kennis) -> Voorbereid:
        """By the rules and the file, and in this transaction by the items themselves."""
        weigering = self._werk.oordeel.over(een, kennis)
        weigering = weigering or self._werk.verwerker.bezwaar(sessie, een.kop)
        digest = een.bericht.digest
        ingenomen = self._werk.bewijzen.geef(
            een.kop["id"], digest, weigering, een.nu, apart=bool(een.apart)
        )
        return Voorbereid(een, weigering, ingenomen)


def _herhaling(een: Gelezen, eerder: Ingenomen) -> Uitkomst:
    """The same message again gets the same receipt."""
    if eerder.digest != een.bericht.digest:
        return BerichtAnders("Dit bericht-id is al ontvangen met een andere inhoud.")
    return eerder

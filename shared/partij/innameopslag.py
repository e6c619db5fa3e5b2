"""What received messages do to this party's own file, in one transaction with their receipts.

A refused message leaves its kop, its receipt and a journal line, and nothing of its content.
Messages that come in together are stored together (``innamebundel``); what is not common, or did
not fit with the others, goes one at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.convenant.regels import Convenantregels
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.dataverwerkingen.regels import persoon
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.opslag.sessies import (
    lees_sessie_maker,
    sessie_maker,
    transactie,
    transactie_zonder_orm,
)
from shared.partij import informatieverzoeken, ontvangen_gegevens
from shared.partij.fouten import Conflict
from shared.partij.inbak import verzegel_geheim
from shared.partij.innamebundel import (
    Bundel,
    Bundelkluis,
    lees_bekenden,
    lees_eerdere,
    stel_bundel_samen,
)
from shared.partij.innamevormen import Ingenomen, Voorbereid, inbakwaarden, journaalwaarden
from shared.partij.kenmerk import Klok
from shared.partij.lijsten import ontvangst as lijstontvangst
from shared.partij.ontvangen_personen import Personenkoppeling
from shared.partij.personen import Persoon
from shared.partij.seinen.seingever import Seingever
from shared.partij.uitbak_zegel import Geheim, Lagen
from shared.partij.uitwisseling_fouten import BerichtAnders
from shared.partij.uitwisseling_modellen import InkomendRij, JournaalRij
from shared.partij.verbetering.ontvangst import Verbeterontvangst, is_verbetering, niets_meer
from shared.partij.verbetering.opslag import bij_bericht
from shared.web.operaties import onder_operatie

_INTREKKING = "intrekking"
Uitkomst: TypeAlias = Ingenomen | Exception


class Innameopslag:
    """Inbox rows and what follows from them."""

    def __init__(
        self,
        engine: Engine,
        kluis: Bundelkluis,
        regels: Convenantregels,
        klok: Klok,
        meeschrijver: Meeschrijver,
        seingever: Seingever,
    ) -> None:
        self._engine = engine
        self._lezen = lezend(engine)
        self._schrijven = seingever.volg(meeschrijver.volg(sessie_maker(engine)))
        self._seingever = seingever
        self._meeschrijver = meeschrijver
        self._sessies_lezen = lees_sessie_maker(engine)
        self._kluis = kluis
        self._lagen = Lagen(kluis)
        self._regels = regels
        self._klok = klok

    def bewaar_samen(self, berichten: Sequence[Voorbereid]) -> list[Uitkomst]:
        """The receipt of each message, stored; or why it could not be, for that one alone.

        A message stored before gives the receipt of then; under another digest ``BerichtAnders``.
        ``DatabankNietBeschikbaar``: nothing of that message was stored, and it may come again.
        """
        per_id = {een.kop["id"]: een for een in berichten}
        if len(per_id) < len(berichten):
            # The same message twice at once: one after the other, so that the second finds it.
            return [self._bewaar_of_fout(een) for een in berichten]
        try:
            eerdere, over = self._bewaar_gewone(list(per_id.values()))
        except IntegrityError:
            return [self._bewaar_of_fout(een) for een in berichten]
        uitkomsten: dict[str, Uitkomst] = {
            kenmerk: _herhaling(per_id[kenmerk], eerder) for kenmerk, eerder in eerdere.items()
        }
        uitkomsten |= {een.kop["id"]: self._bewaar_of_fout(een) for een in over}
        return [uitkomsten.get(een.kop["id"], een.ingenomen) for een in berichten]

    def niets_meer(self, kop: Mapping[str, Any]) -> bool:
        """Whether a correction comes too late: what it is about is destroyed here."""
        if not is_verbetering(kop):
            return False
        with transactie(self._sessies_lezen) as sessie:
            return niets_meer(sessie, kop)

    def _bewaar_gewone(
        self, berichten: list[Voorbereid]
    ) -> tuple[dict[str, Ingenomen], list[Voorbereid]]:
        """Stores the common ones; returns what was there already, and what is left to do."""
        with transactie_zonder_orm(self._lezen) as verbinding:
            eerdere = lees_eerdere(verbinding, [een.kop["id"] for een in berichten])
            nieuwe = [een for een in berichten if een.kop["id"] not in eerdere]
            bekenden = lees_bekenden(verbinding, nieuwe)
        # Sealing asks another database; no write lock is held meanwhile.
        bundel = stel_bundel_samen(nieuwe, bekenden, self._kluis, self._regels)
        if bundel:
            self._leg_verwerkingen_vast(bundel)
            with transactie_zonder_orm(self._engine) as verbinding:
                bundel.voeg_in(verbinding)
                self._seingever.meld_journaal(verbinding, bundel.journaalregels)
        return eerdere, bundel.over

    def _bewaar_of_fout(self, een: Voorbereid) -> Uitkomst:
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

    def _bewaar(self, een: Voorbereid) -> Ingenomen:
        """One message, the careful way."""
        try:
            with transactie(self._schrijven) as sessie:
                rij = InkomendRij(**inbakwaarden(een))
                sessie.add(rij)
                sessie.flush()
                if een.reden is None:
                    self._verwerk(sessie, rij, een)
                sessie.add(JournaalRij(**journaalwaarden(een)))
        except (IntegrityError, Conflict) as fout:
            with transactie_zonder_orm(self._lezen) as verbinding:
                eerder = lees_eerdere(verbinding, [een.kop["id"]]).get(een.kop["id"])
            if eerder is None:
                # Somebody changed the same member or person at this moment; next time it fits.
                raise DatabankNietBeschikbaar("twee wijzigingen zaten elkaar in de weg") from fout
            uitkomst = _herhaling(een, eerder)
            if isinstance(uitkomst, Exception):
                raise uitkomst from fout
            return uitkomst
        return een.ingenomen

    def _verwerk(self, sessie: Session, rij: InkomendRij, een: Voorbereid) -> None:
        kop, inhoud = een.kop, een.inhoud
        if niets_meer(sessie, kop):
            raise Conflict("Deze gegevens zijn zojuist vernietigd.")
        personen = Personenkoppeling(sessie, self._kluis, self._klok).koppel(kop, inhoud)
        rij.sleutels = self._lagen.sleutels(persoon.sleutel_id for persoon in personen.values())
        if inhoud is not None:
            geheim = Geheim(inhoud.motivering, inhoud.zout)
            rij.geheim = verzegel_geheim(self._lagen, rij.sleutels, rij.bericht_id, geheim)
            self._bewaar_gegevens(sessie, kop, inhoud, personen, een.nu)
        if kop["soort"] == informatieverzoeken.SOORT:
            informatieverzoeken.leg_vast(sessie, kop, "in", een.nu)
        if kop["soort"] == _INTREKKING:
            ontvangen_gegevens.trek_in(sessie, kop)
        informatieverzoeken.markeer_beantwoord(sessie, kop, een.nu)
        lijstontvangst.verwerk(sessie, self._regels, kop, inhoud, een.nu)

    def _bewaar_gegevens(
        self,
        sessie: Session,
        kop: Mapping[str, Any],
        inhoud: Inhoud,
        personen: Mapping[str, Persoon],
        nu: datetime,
    ) -> None:
        if not is_verbetering(kop):
            ontvangen_gegevens.bewaar(sessie, self._kluis, self._regels, kop, inhoud, personen, nu)
            return
        verbetering = Verbeterontvangst(sessie, self._kluis, self._regels, self._klok, kop, inhoud)
        verwerkt = verbetering.voor_het_bewaren(personen, nu)
        if verwerkt.inhoud is not None:
            ontvangen_gegevens.bewaar(
                sessie, self._kluis, self._regels, kop, verwerkt.inhoud, personen, nu,
                verwerkt.vervangt,
            )  # fmt: skip
            verbetering.na_het_bewaren(nu)
        elif not bij_bericht(sessie, kop["id"]):
            # It changed nothing here, so nothing here would ever take its words along.
            sessie.get_one(InkomendRij, kop["id"]).geheim = None


def _herhaling(een: Voorbereid, eerder: Ingenomen) -> Uitkomst:
    """The same message again gets the same receipt."""
    if eerder.digest != een.bericht.digest:
        return BerichtAnders("Dit bericht-id is al ontvangen met een andere inhoud.")
    return eerder

"""What a message that is taken in does to the own file besides being stored (``bundel``).

In the transaction that stores it: who it is about is found or made before its rows, and what it
changes of what was here already comes after them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels
from shared.bestand.apart import opslag as apartopslag
from shared.bestand.apart.begrippen import MOTIVERING
from shared.bestand.ontvangen.gegevens import zegt_geboortedatum
from shared.bestand.ontvangen.personen import Personenkoppeling
from shared.bestand.ontvangen.weigering import Weigering
from shared.bestand.personen.geboortewijziging import meld_geboortewijziging
from shared.convenant.berichtsoorten import (
    deelnemercategorie,
    geeft_gegevens,
    is_correctie,
    is_intrekking,
    is_verzoek,
)
from shared.convenant.regels.laden import Convenantregels
from shared.innemen.bericht import TeBewaren
from shared.innemen.bewaren.bundel import NIEMAND, Over, Wie
from shared.partij.poorten.stukvastlegger import Stukvastleggers
from shared.partij.zegel import Kluispoort
from shared.partij.zegellagen import Lagen
from shared.tijd.klok import Klok
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.stukken import verloop as stukverloop
from shared.zaak.incidenten import ontvangst as incidentontvangst
from shared.zaak.lijsten import ontvangst as lijstontvangst
from shared.zaak.rechten import ontvangst as rechtenontvangst
from shared.zaak.stukken.ontvangst import Stukontvangst
from shared.zaak.verbetering.intrekking import Ontvangenintrekking
from shared.zaak.verbetering.ontvangst import Verbeterontvangst


class Verwerker:
    """Carries it out, and says beforehand what stands in the way. Never commits."""

    def __init__(
        self,
        partij: str,
        kluis: Kluispoort,
        regels: Convenantregels,
        klok: Klok,
        vastleggers: Stukvastleggers,
    ) -> None:
        self._partij = partij
        self._vastleggers = vastleggers
        self._kluis = kluis
        self._lagen = Lagen(kluis)
        self._regels = regels
        self._klok = klok

    def bezwaar(self, sessie: Session, kop: Mapping[str, Any]) -> Weigering | None:
        """A correction is only about an item that is here, or that was given from here."""
        if not is_correctie(self._regels, kop["soort"]):
            return None
        return self._verbetering(sessie, kop).bezwaar()

    def over(self, sessie: Session, een: TeBewaren) -> Over:
        """Whom it is about, before its rows are written; who is not in the file yet is made."""
        inhoud = _openbaar(een)
        if inhoud is None:
            return NIEMAND
        if is_correctie(self._regels, een.kop["soort"]):
            sleutels = self._verbetering(sessie, een.kop).sleutels()
            return Over({}, self._lagen.sleutels(sleutels))
        if not een.kop["onderdelen"] or not geeft_gegevens(self._regels, een.kop["soort"]):
            return Over({}, self._lagen.sleutels(()))
        personen = self._personen(sessie, een.kop, inhoud)
        return Over(personen, self._lagen.sleutels(wie.sleutel_id for wie in personen.values()))

    def _personen(self, sessie: Session, kop: Mapping[str, Any], inhoud: Inhoud) -> dict[str, Wie]:
        """By pseudonym, each with the key for what this group's approach brings about him."""
        koppeling = Personenkoppeling(sessie, self._kluis, self._klok, self._regels)
        over = {b: persoon.id for b, persoon in koppeling.koppel(kop, inhoud).items()}
        deelnemers = self._deelnemers(kop)
        sleutels = Aanpaksleutels(sessie, self._kluis, self._klok).van(
            kop["groep"], {*over.values(), *deelnemers}, Doel.ONTVANGEN
        )
        personen = {wie: Wie(persoon, sleutels[persoon]) for wie, persoon in over.items()}
        return personen | {een: Wie(een, sleutels[een], deelnemer=True) for een in deelnemers}

    def _deelnemers(self, kop: Mapping[str, Any]) -> list[str]:
        """Officials of the sender: in no register of persons."""
        deelnemer = deelnemercategorie(self._regels)
        return sorted({d["betrokkene"] for d in kop["onderdelen"] if d["categorie"] == deelnemer})

    def verwerk(self, sessie: Session, een: TeBewaren, over: Over) -> None:
        """Everything that follows from it, on top of the rows of the message itself."""
        kop, soort, nu = een.kop, een.kop["soort"], een.nu
        inhoud = _openbaar(een)
        apartopslag.bewaar(sessie, self._lagen, kop, over.sleutels, een.apart, nu)
        if inhoud is not None and is_correctie(self._regels, soort):
            self._verbetering(sessie, kop).verwerk(inhoud, nu)
        self._meld_geboortedata(sessie, kop, over)
        if is_verzoek(self._regels, soort):
            informatieverzoeken.leg_vast(sessie, kop, "in", nu)
        stukken = Stukontvangst(sessie, self._kluis, self._regels, self._vastleggers)
        if is_intrekking(self._regels, soort):
            Ontvangenintrekking(sessie, self._kluis, self._regels, self._klok, kop).verwerk(nu)
            informatieverzoeken.markeer_ingetrokken(sessie, kop, nu)
            if not kop["onderdelen"]:
                stukken.trek_in(kop, nu)
        if inhoud is not None and inhoud.stuk is not None:
            stukken.neem_op(kop, inhoud.stuk, nu, apart=bool(een.apart))
            rechtenontvangst.neem_op(sessie, self._regels, kop, inhoud.stuk, nu)
            incidentontvangst.neem_op(
                sessie, self._regels, kop, inhoud.stuk, nu, apart=bool(een.apart)
            )
        if kop.get("vernietigd") is not None:
            lijstontvangst.houder_vernietigde(sessie, kop, nu)
            stukverloop.vernietigd(sessie, kop, nu)

    def _meld_geboortedata(self, sessie: Session, kop: Mapping[str, Any], over: Over) -> None:
        for deel in kop["onderdelen"] if over.personen else ():
            if zegt_geboortedatum(self._regels, deel):
                meld_geboortewijziging(sessie, over.personen[deel["betrokkene"]].persoon_id)

    def _verbetering(self, sessie: Session, kop: Mapping[str, Any]) -> Verbeterontvangst:
        return Verbeterontvangst(sessie, self._kluis, self._regels, self._klok, self._partij, kop)


def _openbaar(een: TeBewaren) -> Inhoud | None:
    """The content without a motivation that is kept apart."""
    if een.inhoud is None or not any(tekst.pad == MOTIVERING for tekst in een.apart):
        return een.inhoud
    return replace(een.inhoud, motivering=None)

"""What a message that is taken in does to the own file, in the transaction that stores it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.bestand.apart import opslag as apartopslag
from shared.bestand.apart.begrippen import MOTIVERING, AparteTekst
from shared.bestand.ontvangen import gegevens as ontvangen_gegevens
from shared.bestand.ontvangen.personen import Personenkoppeling
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.ontvangen.weigering import Weigering
from shared.bestand.ontvangen.zegel import Inboxgeheim, verzegel_geheim
from shared.convenant.berichtsoorten import (
    geeft_gegevens,
    is_correctie,
    is_intrekking,
    is_verzoek,
)
from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.stukvastlegger import Stukvastlegger
from shared.partij.zegel import Kluispoort
from shared.partij.zegellagen import Lagen
from shared.tijd.klok import Klok
from shared.verzenden.journaal import verzoeken as informatieverzoeken
from shared.verzenden.stukken import verloop as stukverloop
from shared.zaak.lijsten import ontvangst as lijstontvangst
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
        vastlegger: Stukvastlegger | None,
    ) -> None:
        self._partij = partij
        self._vastlegger = vastlegger
        self._kluis = kluis
        self._lagen = Lagen(kluis)
        self._regels = regels
        self._klok = klok

    def bezwaar(self, sessie: Session, kop: Mapping[str, Any]) -> Weigering | None:
        """A correction is only about an item that is here, or that was given from here."""
        if not is_correctie(self._regels, kop["soort"]):
            return None
        return self._verbetering(sessie, kop).bezwaar()

    def verwerk(
        self,
        sessie: Session,
        rij: InkomendRij,
        inhoud: Inhoud | None,
        apart: Sequence[AparteTekst],
        nu: datetime,
    ) -> None:
        """Everything that follows from the message of this inbox row."""
        kop, soort = rij.kop, rij.kop["soort"]
        sleutels = self._over_personen(sessie, kop, _openbaar(inhoud, apart), nu)
        rij.sleutels = self._lagen.sleutels(sleutels) if inhoud is not None else []
        if inhoud is not None:
            geheim = Inboxgeheim.van(inhoud, apart)
            rij.geheim = verzegel_geheim(self._lagen, rij.sleutels, rij.bericht_id, geheim)
            apartopslag.bewaar(sessie, self._lagen, kop, rij.sleutels, apart, nu)
        if is_verzoek(self._regels, soort):
            informatieverzoeken.leg_vast(sessie, kop, "in", nu)
        stukken = Stukontvangst(sessie, self._kluis, self._regels, self._vastlegger)
        if is_intrekking(self._regels, soort):
            Ontvangenintrekking(sessie, self._kluis, self._regels, self._klok, kop).verwerk(nu)
            informatieverzoeken.markeer_ingetrokken(sessie, kop, nu)
            if not kop["onderdelen"]:
                stukken.trek_in(kop, nu)
        else:
            informatieverzoeken.markeer_beantwoord(sessie, kop, nu)
        if inhoud is not None and inhoud.stuk is not None:
            stukken.neem_op(kop, inhoud.stuk, nu, apart=bool(apart))
        if kop.get("vernietigd") is not None:
            lijstontvangst.houder_vernietigde(sessie, kop, nu)
            stukverloop.vernietigd(sessie, kop, nu)

    def _over_personen(
        self, sessie: Session, kop: Mapping[str, Any], inhoud: Inhoud | None, nu: datetime
    ) -> Iterable[str]:
        """Stores what is said about people; the keys of everybody in it."""
        if inhoud is None or not kop["onderdelen"]:
            return ()
        if is_correctie(self._regels, kop["soort"]):
            return self._verbetering(sessie, kop).verwerk(inhoud, nu)
        if not geeft_gegevens(self._regels, kop["soort"]):
            return ()
        personen = Personenkoppeling(sessie, self._kluis, self._klok, self._regels).koppel(
            kop, inhoud
        )
        ontvangen_gegevens.bewaar(sessie, self._kluis, self._regels, kop, inhoud, personen, nu)
        return [persoon.sleutel_id for persoon in personen.values()]

    def _verbetering(self, sessie: Session, kop: Mapping[str, Any]) -> Verbeterontvangst:
        return Verbeterontvangst(sessie, self._kluis, self._regels, self._klok, self._partij, kop)


def _openbaar(inhoud: Inhoud | None, apart: Sequence[AparteTekst]) -> Inhoud | None:
    """The content without a motivation that is kept apart."""
    if inhoud is None or not any(een.pad == MOTIVERING for een in apart):
        return inhoud
    return replace(inhoud, motivering=None)

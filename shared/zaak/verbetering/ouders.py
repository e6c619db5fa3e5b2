"""Parents that are held for a child, looked at again when the child's date of birth is corrected.

A parent is here because a child is of an age the covenant names (4.1, 4.3). When the source says
that the child is of another age, or takes back how old it is, what is held about the parent is no
longer used from that moment, though the message was about somebody else. Says the source later that
the age was right after all, then it is used again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import Geboortedatum
from shared.bericht.personen.leeftijd import mogelijke_klassen
from shared.bericht.personen.persoonscontrole import is_te_jong_als_ouder
from shared.bericht.vergelijking import LEEFTIJD
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.ontvangen.gegevens import Gegevenstatus, open_gegeven, van_persoon
from shared.bestand.ontvangen.personen import datum_of_niets
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.bestand.leeftijd import past
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok
from shared.verzenden.journaal.journaal import IN, noteer
from shared.zaak.verbetering import opslag

OPGESCHORT, WEER_IN_GEBRUIK = "ouder-opgeschort", "ouder-weer-in-gebruik"


class Oudercontrole:
    """Suspends or frees what is held about parents, in the caller's transaction."""

    def __init__(
        self, sessie: Session, kluis: Kluispoort, regels: Convenantregels, klok: Klok, groep: str
    ) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._regels = regels
        self._groep = groep
        self._leden = Groepsleden(sessie, klok)
        self._personen = PersonenRegister(sessie, kluis, klok)

    def kijk_opnieuw(self, kinderen: Iterable[str], nu: datetime) -> None:
        """Looks at every parent held for one of these children (pseudonyms of the group)."""
        for kind in sorted(set(kinderen)):
            ouders = self._ouders(kind)
            # Most people have no parent here, and reading a date of birth opens what is sealed.
            geboren = self._geboren(kind) if ouders else frozenset()
            for ouder in ouders:
                self._pas_toe(ouder, past=self._past(ouder, geboren, datum_nl(nu)), nu=nu)

    def _ouders(self, kind: str) -> list[GroepslidRij]:
        vraag = select(GroepslidRij).where(
            GroepslidRij.groep == self._groep, GroepslidRij.kind == kind
        )
        return list(self._sessie.scalars(vraag.order_by(GroepslidRij.id)))

    def _past(self, ouder: GroepslidRij, van_kind: frozenset[Geboortedatum], dag: date) -> bool:
        """Whether every date that is known of the child allows the parent; one has to be known."""
        categorie = self._regels.categorieen[ouder.categorie]
        eigen = self._geboren(ouder.betrokkene)
        return bool(van_kind) and all(
            # Of a date known in part: whichever day it turns out to be.
            past(categorie, mogelijke_klassen(een, dag))
            and not any(is_te_jong_als_ouder(zelf, een, categorie, dag) for zelf in eigen)
            for een in van_kind
        )

    def _pas_toe(self, ouder: GroepslidRij, *, past: bool, nu: datetime) -> None:
        vraag = select(OntvangenGegevenRij, InkomendRij.kop).join(
            InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id
        )
        vraag = vraag.where(
            OntvangenGegevenRij.groep == self._groep,
            OntvangenGegevenRij.betrokkene == ouder.betrokkene,
            OntvangenGegevenRij.categorie == ouder.categorie,
        )
        for rij, kop in self._sessie.execute(vraag.order_by(OntvangenGegevenRij.id)).all():
            if past:
                self._geef_vrij(rij, kop, nu)
            elif rij.status == Gegevenstatus.ACTIEF:
                rij.status = Gegevenstatus.OPGESCHORT
                self._noteer(kop, OPGESCHORT, nu)

    def _geef_vrij(self, rij: OntvangenGegevenRij, kop: Mapping[str, Any], nu: datetime) -> None:
        """Unless somebody contests the item itself: that is for its source to judge."""
        if rij.status != Gegevenstatus.OPGESCHORT:
            return
        if opslag.open_over_ontvangen(self._sessie, [rij.id]) is None:
            rij.status = Gegevenstatus.ACTIEF
            self._noteer(kop, WEER_IN_GEBRUIK, nu)

    def _noteer(self, kop: Mapping[str, Any], handeling: str, nu: datetime) -> None:
        """On the journal, with the message that brought the item, and why."""
        noteer(
            self._sessie, kop, richting=IN, handeling=handeling, nu=nu, digest=None,
            besluit=LEEFTIJD,
        )  # fmt: skip

    def _geboren(self, betrokkene: str) -> frozenset[Geboortedatum]:
        """The dates of birth in use here: of the person in the file, and as each source gave it."""
        lid = self._leden.bij_betrokkene(self._groep, betrokkene)
        if lid is None:
            return frozenset()
        try:
            bekend: set[Geboortedatum | None] = {self._personen.lees(lid.persoon_id).geboortedatum}
        except (NietGevonden, Vernietigd):
            return frozenset()
        for rij in van_persoon(self._sessie, lid.persoon_id):
            soort = self._regels.gegevenssoorten.get(rij.gegevenssoort)
            if rij.status == Gegevenstatus.ACTIEF and soort is not None and soort.geboortedatum:
                inhoud = open_gegeven(self._kluis, rij) or {}
                bekend.add(datum_of_niets(inhoud.get(soort.geboortedatum)))
        return frozenset(een for een in bekend if een is not None)

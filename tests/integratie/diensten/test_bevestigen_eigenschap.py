"""Wat één beheerder ook achter elkaar doet: er komt niets tot gelding dat niemand bevestigde.

Elke reeks loopt in één transactie die daarna niet doorgaat, zodat elke reeks hetzelfde begin heeft.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.convenant.termijnen import datum_nl
from shared.partij.autorisaties import Autorisatiegegevens, Autorisaties
from shared.partij.bevestigen.dienst import Bevestigen
from shared.partij.bevestigen.opslag import Stand, Verzoeken
from shared.partij.bevoegdheid import ontbrekende_waarborgen, rechten_van
from shared.partij.dossier_tabellen import AutorisatieRij
from shared.partij.fouten import PartijFout
from shared.partij.kenmerk import nieuw_id
from shared.partij.toegang import BEHEREN, Medewerker
from shared.partij.toegang import als_beheerder as zoek_beheerder
from shared.partij.zegel import bind_klok, bind_kluis
from tests.integratie.diensten.opstelling import (
    BEHEERDER,
    BEVESTIGER,
    TWEEDE_BEHEERDER,
    Opstelling,
)

ANALIST, VERLOPEN, NIEUW = "analist@partij.example", "oud@partij.example", "n@partij.example"
ACCOUNTS = (BEHEERDER, TWEEDE_BEHEERDER, BEVESTIGER, ANALIST, VERLOPEN, NIEUW)
GROEP, ANDERE = nieuw_id(), nieuw_id()
NIEUWE_IDS = {sub: nieuw_id() for sub in ACCOUNTS}

WAARDEN: dict[str, st.SearchStrategy[Any]] = {
    "functie": st.sampled_from(
        ["teamchef", "analist", "wijkagent", "privacyfunctionaris", "beheerder", "auditor"]
    ),
    "aangewezen": st.booleans(),
    "vog": st.sampled_from([None, date(2026, 1, 10)]),
    "geldig_tot": st.sampled_from([date(2026, 11, 24), date(2030, 1, 1)]),
    "groepen": st.sampled_from([None, frozenset(), frozenset({GROEP}), frozenset({ANDERE})]),
    "uitgever": st.just("https://elders.example"),
}
# Meestal een ding tegelijk: daarin zit wat er te winnen is.
een_ding = st.sampled_from(sorted(WAARDEN)).flatmap(
    lambda naam: st.fixed_dictionaries({naam: WAARDEN[naam]})
)
registreren = st.tuples(
    st.just("registreer"),
    st.sampled_from((*ACCOUNTS, ANALIST, BEVESTIGER, BEVESTIGER)),
    st.one_of(een_ding, een_ding, st.fixed_dictionaries({}, optional=WAARDEN)),
)
stappen = st.one_of(
    registreren,
    registreren,
    st.tuples(st.just("bevestig"), st.none(), st.none()),
    st.tuples(st.just("trek in"), st.none(), st.none()),
    st.tuples(st.just("wacht"), st.sampled_from([1, 20, 400]), st.none()),
)


class Eenling:
    """Eén beheerder, met alles wat de dienst hem laat doen."""

    def __init__(self, opstelling: Opstelling, sessie: Session) -> None:
        self.dienst, self.sessie = opstelling.dienst, sessie
        self.klok, self.uitgever = opstelling.klok, opstelling.uitgever.url
        self.register = Autorisaties(sessie, self.dienst.kluis, self.dienst.klok)

    def doe(self, wat: str, op: Any, anders: Any) -> None:
        if wat == "wacht":
            self.klok.vooruit(days=op)
            return
        try:
            with self.sessie.begin_nested():
                getattr(self, f"_{wat.replace(' ', '_')}")(op, anders)
        except PartijFout:
            pass

    def _registreer(self, sub: str, anders: dict[str, Any]) -> None:
        rijen = {rij.sub: rij.id for rij in self._rijen()}
        kenmerk = rijen.get(sub, NIEUWE_IDS[sub])
        basis = self.register.lees(kenmerk).gegevens if sub in rijen else self._leeg(sub)
        wie = zoek_beheerder(self.sessie, self.dienst, self.uitgever, BEHEERDER)
        if wie is not None:
            Bevestigen(self.dienst, self.sessie).registreer(kenmerk, replace(basis, **anders), wie)

    def _bevestig(self, *_: Any) -> None:
        for verzoek in self._open():
            rij = next(rij for rij in self._rijen() if rij.sub == BEHEERDER)
            rechten = rechten_van(self.dienst.regels, self.dienst.partij.code, rij.functie)
            wie = Medewerker(rij.id, rij.functie, rechten, None)
            Bevestigen(self.dienst, self.sessie).bevestig([verzoek.id], wie)

    def _trek_in(self, *_: Any) -> None:
        wie = zoek_beheerder(self.sessie, self.dienst, self.uitgever, BEHEERDER)
        for verzoek in self._open():
            if wie is not None:
                Bevestigen(self.dienst, self.sessie).trek_in(verzoek.id, wie)

    def geldend(self) -> dict[tuple[str, str], Autorisatiegegevens]:
        """Wat er vandaag geldt van wie meer doet dan beheren, per account."""
        vandaag, regels = datum_nl(self.klok()), self.dienst.regels
        return {
            (rij.uitgever, rij.sub): self.register.lees(rij.id).gegevens
            for rij in self._rijen()
            if not ontbrekende_waarborgen(rij, vandaag)
            and rechten_van(regels, self.dienst.partij.code, rij.functie)
            and BEHEREN not in rechten_van(regels, self.dienst.partij.code, rij.functie)
        }

    def _rijen(self) -> list[AutorisatieRij]:
        return list(self.sessie.scalars(select(AutorisatieRij)))

    def _open(self) -> list[Any]:
        return Verzoeken(self.sessie, self.dienst.kluis, self.klok).lijst(
            na=None, limiet=50, stand=Stand.OPEN
        )

    def _leeg(self, sub: str) -> Autorisatiegegevens:
        return Autorisatiegegevens(
            uitgever=self.uitgever, sub=sub, naam="Mare Verzonnenstein", functie="teamchef",
            aangewezen=True, geautoriseerd=True, geheimhouding=date(2026, 1, 15),
            vog=date(2026, 1, 10), geldig_tot=date(2030, 1, 1), groepen=None,
        )  # fmt: skip


def _begin(opstelling: Opstelling) -> None:
    """Alleen hij en de tweede die de configuratie noemt; er is nog niemand die bevestigt."""
    opstelling._registreer(opstelling.klant(BEHEERDER), BEHEERDER, "beheerder")
    opstelling._registreer(opstelling.klant(BEHEERDER), TWEEDE_BEHEERDER, "beheerder")


def _lopend(opstelling: Opstelling) -> None:
    """Er wordt gewerkt: een bevestigt, een werkt in een groep, en van een is de tijd om."""
    opstelling.beheerder()
    opstelling.autoriseer(ANALIST, "analist", alleGroepen=False, groepen=[GROEP])
    opstelling.autoriseer(VERLOPEN, "teamchef", geldigTot="2026-11-22")


class Kantoor:
    """De dienst waar het gebeurt."""

    def __init__(self, opstelling: Opstelling) -> None:
        self.opstelling = opstelling

    @contextmanager
    def dag(self) -> Iterator[Eenling]:
        """Een beheerder in een transactie die niet doorgaat."""
        dienst, klok = self.opstelling.dienst, self.opstelling.klok
        begin = klok()
        with dienst.sessie_maker() as sessie:
            bind_kluis(sessie, dienst.kluis)
            bind_klok(sessie, klok)
            try:
                yield Eenling(self.opstelling, sessie)
            finally:
                sessie.rollback()
                klok.nu = begin


@pytest.fixture(params=[_begin, _lopend], ids=["begin", "lopend"])
def kantoor(politie: Opstelling, request: pytest.FixtureRequest) -> Kantoor:
    request.param(politie)
    return Kantoor(politie)


def _binnen(nu: Autorisatiegegevens, toen: Autorisatiegegevens) -> bool:
    groepen = toen.groepen is None or (nu.groepen is not None and nu.groepen <= toen.groepen)
    return nu.functie == toen.functie and nu.geldig_tot <= toen.geldig_tot and groepen


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(reeks=st.lists(stappen, min_size=4, max_size=20))
def test_een_beheerder_alleen_laat_niets_gelden_wat_niemand_bevestigde(
    kantoor: Kantoor, reeks: list[tuple[str, Any, Any]]
) -> None:
    with kantoor.dag() as eenling:
        eerst = eenling.geldend()
        for stap in reeks:
            eenling.doe(*stap)
            for account, nu in eenling.geldend().items():
                assert account in eerst
                assert _binnen(nu, eerst[account])
        # En wie als enige bevestigt, is er nog zolang hij er zou zijn.
        vandaag, nog = datum_nl(eenling.klok()), eenling.geldend()
        for account, toen in eerst.items():
            if account[1] == BEVESTIGER and toen.geldig_tot >= vandaag:
                assert account in nog

"""Wat één beheerder ook achter elkaar doet: er komt niets tot gelding dat niemand bevestigde.

Elke reeks loopt in één transactie die daarna niet doorgaat, zodat elke reeks hetzelfde begin heeft.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.bevestigen.dienst import Bevestigen
from shared.bestand.bevestigen.opslag import Stand, Verzoeken
from shared.bestand.toegang.autorisaties import Autorisatiegegevens, Autorisaties
from shared.bestand.toegang.bevoegdheid import (
    BEHEREN,
    BEVESTIGEN,
    ontbrekende_waarborgen,
    rechten_van,
)
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.medewerker import als_beheerder as zoek_beheerder
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import PartijFout
from shared.partij.zegel import bind_klok, bind_kluis
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import (
    BEHEERDER,
    BEVESTIGER,
    TWEEDE_BEHEERDER,
    Opstelling,
)

ANALIST, VERLOPEN, NIEUW = "analist@partij.example", "oud@partij.example", "n@partij.example"
CHEF = "chef@partij.example"
ACCOUNTS = (BEHEERDER, TWEEDE_BEHEERDER, BEVESTIGER, CHEF, ANALIST, VERLOPEN, NIEUW)
GROEP, ANDERE = nieuw_id(), nieuw_id()
NIEUWE_IDS = {sub: nieuw_id() for sub in ACCOUNTS}

WAARDEN: dict[str, st.SearchStrategy[Any]] = {
    "functie": st.sampled_from(
        ["teamchef", "analist", "wijkagent", "privacyfunctionaris", "beheerder", "auditor"]
    ),
    "aangewezen": st.booleans(),
    "vog": st.sampled_from([None, date(2026, 1, 10)]),
    # In dagen vanaf de dag zelf: tot vandaag, tot overmorgen, of veel langer.
    "geldig_tot": st.sampled_from([0, 2, 2000]),
    "groepen": st.sampled_from([None, frozenset(), frozenset({GROEP}), frozenset({ANDERE})]),
    "uitgever": st.just("https://elders.example"),
}
# Meestal een ding tegelijk: daarin zit wat er te winnen is.
een_ding = st.sampled_from(sorted(WAARDEN)).flatmap(
    lambda naam: st.fixed_dictionaries({naam: WAARDEN[naam]})
)
registreren = st.tuples(
    st.just("registreer"),
    st.sampled_from((*ACCOUNTS, BEHEERDER, ANALIST, BEVESTIGER, BEVESTIGER)),
    st.one_of(een_ding, een_ding, st.fixed_dictionaries({}, optional=WAARDEN)),
)
stappen = st.one_of(
    registreren,
    registreren,
    st.tuples(st.just("bevestig"), st.none(), st.none()),
    st.tuples(st.just("trek in"), st.none(), st.none()),
    st.tuples(st.just("wacht"), st.sampled_from([1, 3, 20, 150, 400]), st.none()),
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
        if "geldig_tot" in anders:
            dag = datum_nl(self.klok()) + timedelta(days=anders["geldig_tot"])
            anders = {**anders, "geldig_tot": dag}
        rijen = {rij.sub: rij.id for rij in self._rijen()}
        kenmerk = rijen.get(sub, NIEUWE_IDS[sub])
        basis = self.register.lees(kenmerk).gegevens if sub in rijen else self._leeg(sub)
        wie = zoek_beheerder(self.sessie, self.dienst, self.uitgever, BEHEERDER)
        if wie is not None:
            Bevestigen(self.dienst, self.sessie).registreer(kenmerk, replace(basis, **anders), wie)

    def _bevestig(self, *_: Any) -> None:
        for verzoek in self._open():
            rij = next(rij for rij in self._rijen() if rij.sub == BEHEERDER)
            wie = Medewerker(rij.id, rij.functie, self._rechten(rij.functie), None)
            Bevestigen(self.dienst, self.sessie).bevestig([verzoek.id], wie)

    def _trek_in(self, *_: Any) -> None:
        wie = zoek_beheerder(self.sessie, self.dienst, self.uitgever, BEHEERDER)
        for verzoek in self._open():
            if wie is not None:
                Bevestigen(self.dienst, self.sessie).trek_in(verzoek.id, wie)

    def geldend(self) -> dict[tuple[str, str], Autorisatiegegevens]:
        """Wat er vandaag geldt van wie iets mag, per account."""
        vandaag = datum_nl(self.klok())
        return {
            (rij.uitgever, rij.sub): self.register.lees(rij.id).gegevens
            for rij in self._rijen()
            if not ontbrekende_waarborgen(rij, vandaag) and self._rechten(rij.functie)
        }

    def beheert(self, nu: Autorisatiegegevens) -> bool:
        return BEHEREN in self._rechten(nu.functie)

    def laatste_dag(self, geldend: dict[tuple[str, str], Autorisatiegegevens]) -> date:
        """Tot wanneer er iemand bevestigt; is dat niemand, dan de eerste dag die er is."""
        bevestigt = (nu for nu in geldend.values() if BEVESTIGEN in self._rechten(nu.functie))
        return max((nu.geldig_tot for nu in bevestigt), default=date.min)

    def _rechten(self, functie: str) -> frozenset[str]:
        return rechten_van(self.dienst.regels, self.dienst.partij.code, functie)

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
    """Er wordt gewerkt: twee bevestigen, een werkt in een groep, en van een is de tijd om."""
    opstelling.beheerder()
    opstelling.autoriseer(CHEF, "teamchef", geldigTot="2027-03-31")
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
def kantoor(lege_politie: Opstelling, request: pytest.FixtureRequest) -> Kantoor:
    request.param(lege_politie)
    return Kantoor(lege_politie)


def _binnen(nu: Autorisatiegegevens, toen: Autorisatiegegevens) -> bool:
    groepen = toen.groepen is None or (nu.groepen is not None and nu.groepen <= toen.groepen)
    return nu.functie == toen.functie and nu.geldig_tot <= toen.geldig_tot and groepen


# Zo ging het eens mis: wie langer bevestigt eindigt vandaag, want de ander bevestigt nog; en wie
# dat afwacht, begint alleen.
_KORTER = ("registreer", BEVESTIGER, {"geldig_tot": 0})
_LANGER = ("registreer", BEHEERDER, {"geldig_tot": 2000})


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(later=0, reeks=[_KORTER])
@example(later=250, reeks=[_LANGER])
@given(later=st.sampled_from([0, 0, 150, 250]), reeks=st.lists(stappen, min_size=4, max_size=14))
def test_een_beheerder_alleen_laat_niets_gelden_wat_niemand_bevestigde(
    kantoor: Kantoor, later: int, reeks: list[tuple[str, Any, Any]]
) -> None:
    with kantoor.dag() as eenling:
        tot = eenling.laatste_dag(eenling.geldend())
        eenling.doe("wacht", later, None)
        eerst = eenling.geldend()
        for stap in reeks:
            eenling.doe(*stap)
            geldend = eenling.geldend()
            for account, nu in geldend.items():
                # Voor er ooit iemand bevestigde, regelen de genoemde beheerders hun eigen begin.
                if tot == date.min and eenling.beheert(nu):
                    continue
                assert account in eerst
                assert _binnen(nu, eerst[account])
            # Het einde van wie het langst bevestigt komt niet dichterbij.
            assert datum_nl(eenling.klok()) > tot or eenling.laatste_dag(geldend) == tot

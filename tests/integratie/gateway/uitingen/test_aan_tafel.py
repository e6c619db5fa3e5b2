"""Aan tafel hoort ieder hetzelfde, alles, en pas als het overleg is begonnen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.opstelling import Opstelling
from tests.integratie.gateway.zeggen import (
    GEMEENTE,
    OM,
    POLITIE,
    Spreker,
    gepland,
    overlegdocument,
    registreer,
)


def _kop(gateway: Opstelling, naar: str) -> dict[str, Any]:
    return koppen.verstrekking(gateway.klok(), "politie", naar, ["NAW"], stap=3)


@pytest.fixture
def met_drie(gateway: Opstelling) -> Spreker:
    """De politie wil iets zeggen in een overleg waar ook het OM bij zit."""
    gateway.onderzoek(van="2026-11-01", tot="2026-12-31")
    gateway.naar_stap_3()
    return Spreker(gateway, gepland(gateway, deelnemers=[POLITIE, GEMEENTE, OM]))


def test_wat_aan_tafel_is_gezegd_hoorde_ieder_die_er_zat(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    aan_gemeente = met_drie.vraag(_kop(gateway, "gemeente"))
    met_drie.vraag(_kop(gateway, "om"))
    gateway.klok.vooruit(hours=1, minutes=10)
    assert met_drie.stand()["magGezegd"] is True
    assert met_drie.gezegd(berichten=[aan_gemeente])["zonderToestemming"] is True
    for bericht in met_drie.berichten:
        assert met_drie.lever(bericht).status_code == 409


@pytest.mark.parametrize(("seconden", "zonder"), [(-1, True), (0, False)])
def test_voor_het_begin_is_er_in_een_overleg_niets_gezegd(
    met_drie: Spreker, seconden: int, zonder: bool
) -> None:
    gateway = met_drie.gateway
    for naar in ("gemeente", "om"):
        met_drie.vraag(_kop(gateway, naar))
    gateway.klok.vooruit(hours=1, seconds=seconden)
    assert met_drie.gezegd()["zonderToestemming"] is zonder
    status = 409 if zonder else 201
    assert [met_drie.lever(een).status_code for een in met_drie.berichten] == [status] * 2


def test_een_overleg_waarin_iets_is_gezegd_wordt_niet_meer_afgelast(met_drie: Spreker) -> None:
    gateway = met_drie.gateway
    document = overlegdocument(gateway, deelnemers=[POLITIE, GEMEENTE, OM])
    for naar in ("gemeente", "om"):
        met_drie.vraag(_kop(gateway, naar))
    gateway.klok.vooruit(minutes=55)
    # Gezegd zodra het begint; de klok van wie het vertelt loopt vijf minuten voor.
    begin = document["begin"]
    assert met_drie.gezegd(gezegdOp=begin)["zonderToestemming"] is False
    later = utc_tekst(gateway.klok() + timedelta(minutes=30))
    for anders in ({"afgelast": True}, {"begin": later}, {"deelnemers": [POLITIE, GEMEENTE]}):
        antwoord = registreer(gateway, {**document, **anders}, met_drie.overleg or "")
        assert antwoord.status_code == 409, antwoord.text
        assert antwoord.json()["type"].endswith("overleg-ligt-vast")


# --- andere woorden onder hetzelfde kenmerk -------------------------------------------------------


def test_een_ander_stuk_of_een_andere_soort_is_iets_anders(balie: Opstelling) -> None:
    """Een bericht zonder onderdelen gaat over zijn soort en zijn stuk."""
    balie.naar_stap_3()
    nu = balie.klok()
    for ander in (
        koppen.groepsbericht(nu, "gemeente", "om", "terugkoppeling", stap=3),
        koppen.verzoek(nu, "gemeente", "om", stap=3),
    ):
        spreker = Spreker(balie)
        spreker.vraag(koppen.groepsbericht(nu, "gemeente", "politie", "signaal", stap=3))
        aantal = len(bladen_van(balie, "besluit"))
        antwoord = spreker.bied_aan(ander)
        assert antwoord.status_code == 409, antwoord.text
        assert antwoord.json()["type"].endswith("uiting-botst")
        assert len(bladen_van(balie, "besluit")) == aantal

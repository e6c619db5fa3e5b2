"""Niemand brengt een groep alleen van openen naar afsluiten, ook niet met een nieuwe functie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import BEHEERDER, Klant
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import groep_in_stap


@pytest.fixture
def beslissend(kantoor: Kantoor) -> Iterator[Kantoor]:
    kantoor.wereld.gateway.groepsbesluiten.beslist = True
    yield kantoor
    kantoor.wereld.gateway.groepsbesluiten.beslist = False


def _concept(regisseur: Klant, groep: str) -> dict[str, Any]:
    etag = regisseur.vraag("GET", f"/groepen/{groep}/afsluiting").headers["etag"]
    antwoord = regisseur.vraag(
        "POST",
        f"/groepen/{groep}/afsluitingen",
        json={
            "eindcriterium": "overlast_gestopt",
            "motivering": "Al drie maanden geen melding meer over deze groep.",
            "bevestigdZonderPersonen": True,
        },
        headers={"If-Match": etag},
    )
    assert antwoord.status_code == 201, antwoord.text
    concept: dict[str, Any] = antwoord.json()
    return concept


def _word_burgemeester(kantoor: Kantoor, wie: str) -> None:
    """De regisseur neemt waar als burgemeester; zij blijft dezelfde mens."""
    pad = f"/autorisaties/{wie}"
    beheerder = kantoor.gemeente._klant_van(BEHEERDER)
    gelezen = beheerder.vraag("GET", pad)
    velden = ("sub", "naam", "aangewezen", "geautoriseerd", "geheimhouding", "vog", "geldigTot")
    invoer = {naam: gelezen.json()[naam] for naam in velden}
    kantoor.gemeente.zet_autorisatie(
        pad,
        {**invoer, "functie": "burgemeester", "alleGroepen": True},
        200,
        headers={"If-Match": gelezen.headers["etag"]},
    )
    kantoor.gemeente.meld()


@pytest.mark.parametrize("zelf_voorbereid", [True, False])
def test_wie_opende_of_klaarzette_sluit_als_waarnemer_niet_af(
    beslissend: Kantoor, *, zelf_voorbereid: bool
) -> None:
    bureau = beslissend.gemeente
    zij, wie = bureau.medewerker("regisseur", f"regisseur.{nieuw_id()}@gemeente.example")
    bureau.meld()
    groep = str(zij.maak("/groepen", {})["groep"]["id"])
    beslissend.wereld.gateway.groepen[groep] = groep_in_stap(groep, 6, prioritering="ja")
    concept = _concept(zij if zelf_voorbereid else beslissend.regisseur, groep)
    _word_burgemeester(beslissend, wie)
    pad = f"/besluitconcepten/{concept['id']}/_onderteken"
    geweigerd = zij.vraag("POST", pad, json={"digest": concept["digest"]})
    assert geweigerd.status_code == 403
    waarom = "zelf klaar" if zelf_voorbereid else "groep openen"
    assert waarom in geweigerd.json()["detail"]
    assert beslissend.wereld.gateway.groepen[groep]["status"] == "actief"
    # Een ander neemt het besluit wel.
    antwoord = beslissend.burgemeester.vraag("POST", pad, json={"digest": concept["digest"]})
    assert antwoord.status_code == 200, antwoord.text
    assert beslissend.wereld.gateway.groepen[groep]["status"] == "afgesloten"

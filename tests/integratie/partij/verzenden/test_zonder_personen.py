"""In een motivering of een vraag staat niemand: de afzender ziet het voordat er iets weggaat."""

from __future__ import annotations

from typing import Any

import pytest

from shared.vrijetekst.detectie import vind
from tests.integratie.partij.kantoor import Kantoor

WEGEN = pytest.mark.parametrize("pad", ["/verstrekkingen/_voorbeeld", "/verstrekkingen"])
ZACHT = "Gezien bij Zirvano op het plein."
HARD = [
    "Zorivanio B. gooide de ruit in.",
    "Bel 0612345678 terug.",
    "Zie iemand@voorbeeld.example voor meer.",
    "Jan de Vries was erbij.",
]


@pytest.fixture
def persoon(kantoor: Kantoor) -> str:
    return kantoor.persoon()


def _met_tekst(kantoor: Kantoor, persoon: str, tekst: str, **anders: Any) -> dict[str, Any]:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), **anders)
    opdracht["afweging"]["motivering"] = tekst
    return opdracht


def _vraag(kantoor: Kantoor, tekst: str, **anders: Any) -> dict[str, Any]:
    return {
        "groep": kantoor.groep,
        "ontvanger": "politie",
        "ontvangendeMedewerker": kantoor.analist_id,
        "vraag": tekst,
        **anders,
    }


@WEGEN
@pytest.mark.parametrize("tekst", [*HARD, ZACHT])
def test_wie_iemand_noemt_leest_precies_waar(
    kantoor: Kantoor, persoon: str, pad: str, tekst: str
) -> None:
    opdracht = _met_tekst(kantoor, persoon, tekst)
    aangeboden = len(kantoor.wereld.gateway.aangeboden)
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    assert antwoord.status_code == 400
    (vondst,) = vind(tekst)
    plek = f"teken {vondst.begin + 1} tot en met {vondst.einde}: {vondst.uitleg}"
    assert antwoord.json()["fouten"] == [{"pad": "/afweging/motivering", "melding": plek}]
    # Wat gevonden is staat nergens in het antwoord, en er is niets beloofd.
    assert tekst[vondst.begin : vondst.einde] not in antwoord.text
    assert len(kantoor.wereld.gateway.aangeboden) == aangeboden
    assert kantoor.analist.haal(f"/verstrekkingen?groep={kantoor.groep}")["verstrekkingen"] == []


@WEGEN
@pytest.mark.parametrize("tekst", HARD)
def test_wat_zeker_iemand_is_heft_geen_bevestiging_op(
    kantoor: Kantoor, persoon: str, pad: str, tekst: str
) -> None:
    opdracht = _met_tekst(kantoor, persoon, tekst, bevestigdZonderPersonen=True)
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/afweging/motivering"]


def test_over_een_woord_dat_een_naam_kan_zijn_staat_de_schrijver_in(
    kantoor: Kantoor, persoon: str
) -> None:
    opdracht = _met_tekst(kantoor, persoon, ZACHT, bevestigdZonderPersonen=True)
    assert kantoor.analist.maak("/verstrekkingen/_voorbeeld", opdracht, 200)["magWeg"]
    stand = kantoor.analist.maak("/verstrekkingen", opdracht)
    assert stand["status"] == "afgeleverd"
    regels = kantoor.analist.haal(f"/journaal?bericht={stand['id']}")["journaal"]
    assert [(r["handeling"], r["medewerker"]) for r in regels] == [
        ("toegezegd", kantoor.analist_id),
        ("zonder_personen", kantoor.analist_id),
        ("afgeleverd", kantoor.analist_id),
    ]


def test_wie_niets_te_bevestigen_had_staat_nergens_voor_in(kantoor: Kantoor, persoon: str) -> None:
    opdracht = _met_tekst(kantoor, persoon, "Drie meldingen.", bevestigdZonderPersonen=True)
    stand = kantoor.analist.maak("/verstrekkingen", opdracht)
    regels = kantoor.analist.haal(f"/journaal?bericht={stand['id']}")["journaal"]
    assert "zonder_personen" not in [regel["handeling"] for regel in regels]


@pytest.mark.parametrize("bevestigd", [False, True])
@pytest.mark.parametrize("tekst", HARD)
def test_ook_een_vraag_noemt_niemand(kantoor: Kantoor, tekst: str, bevestigd: bool) -> None:
    vraag = _vraag(kantoor, tekst, bevestigdZonderPersonen=bevestigd)
    antwoord = kantoor.regisseur.vraag("POST", "/informatieverzoeken", json=vraag)
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert fout["pad"] == "/vraag"
    assert fout["melding"].startswith("teken ")
    pad = f"/informatieverzoeken?groep={kantoor.groep}&richting=in"
    assert kantoor.analist.haal(pad)["informatieverzoeken"] == []


def test_een_vraag_met_een_onbekend_woord_gaat_als_de_schrijver_ervoor_instaat(
    kantoor: Kantoor,
) -> None:
    antwoord = kantoor.regisseur.vraag("POST", "/informatieverzoeken", json=_vraag(kantoor, ZACHT))
    assert antwoord.status_code == 400
    stand = kantoor.regisseur.maak(
        "/informatieverzoeken", _vraag(kantoor, ZACHT, bevestigdZonderPersonen=True)
    )
    assert stand["status"] == "afgeleverd"
    regels = kantoor.regisseur.haal(f"/journaal?bericht={stand['id']}")["journaal"]
    assert ("zonder_personen", kantoor.regisseur_id) in [
        (regel["handeling"], regel["medewerker"]) for regel in regels
    ]

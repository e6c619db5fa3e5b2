"""Wie een lijst of een overleg verkeerd vraagt hoort dat, en krijgt niet iets anders."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor


def _fouten(klant: Klant, methode: str, pad: str, **opties: Any) -> dict[str, str]:
    antwoord = klant.vraag(methode, pad, **opties)
    assert antwoord.status_code == 400, antwoord.text
    return {fout["pad"]: fout["melding"] for fout in antwoord.json()["fouten"]}


@pytest.mark.parametrize("onzin", ["on", "1", "yes", "True", ""])
def test_lopend_is_waar_of_onwaar(kantoor: Kantoor, onzin: str) -> None:
    fouten = _fouten(kantoor.regisseur, "GET", f"/verbeteringen?lopend={onzin}")
    assert fouten == {"query:lopend": "moet true of false zijn"}
    assert kantoor.regisseur.vraag("GET", "/verbeteringen?lopend=true").status_code == 200


def test_een_tikfout_geeft_niet_alles_en_een_onbekende_stand_niet_niets(kantoor: Kantoor) -> None:
    tik = _fouten(kantoor.regisseur, "GET", "/verbeteringen?stadn=open")
    assert tik == {"query:stadn": "is hier onbekend; bedoelt u 'stand'?"}
    assert list(_fouten(kantoor.regisseur, "GET", "/verbeteringen?stand=onzin")) == ["query:stand"]
    dubbel = _fouten(kantoor.regisseur, "GET", "/verbeteringen?lopend=true&lopend=false")
    assert dubbel == {"query:lopend": "mag maar één keer voorkomen"}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:30:00-01:00"])
def test_een_overleg_buiten_de_kalender_is_geen_storing(kantoor: Kantoor, moment: str) -> None:
    invoer = {"begin": moment, "einde": moment, "afgelast": "no"}
    fouten = _fouten(kantoor.regisseur, "PUT", f"/overleggen/{uuid.uuid4()}", json=invoer)
    assert fouten["/begin"] == fouten["/einde"] == "ligt buiten de kalender"
    assert fouten["/afgelast"] == "moet true of false zijn"

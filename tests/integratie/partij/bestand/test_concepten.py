"""Wat iemand invulde en niet verstuurde: van hem alleen, zeven dagen, en weg met wie erin staat."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from shared.bestand.concepten.tabellen import ConceptpersoonRij, ConceptRij
from shared.partijdienst.onderhoud import draai_onderhoud
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor

SLOT = timedelta(minutes=15)
TEKST = {"doelen": ["De overlast op het plein stopt (verzonnen)."]}


def _bewaar(klant: Klant, onderwerp: str, status: int = 200, **anders: Any) -> Any:
    antwoord = klant.vraag("PUT", f"/concepten/plan/{onderwerp}", json={"velden": TEKST, **anders})
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def _lees(klant: Klant, onderwerp: str, status: int = 200) -> Any:
    antwoord = klant.vraag("GET", f"/concepten/plan/{onderwerp}")
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def test_wie_terugkomt_vindt_wat_hij_schreef_en_het_laatste_telt(kantoor: Kantoor) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep)
    nieuw = {"doelen": ["Een", "Twee"]}
    bewaard = _bewaar(kantoor.regisseur, kantoor.groep, velden=nieuw)
    assert _lees(kantoor.regisseur, kantoor.groep) == bewaard
    assert bewaard["velden"] == nieuw
    assert bewaard["personen"] == []


def test_een_collega_ziet_er_niets_van(kantoor: Kantoor) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep)
    _lees(kantoor.burgemeester, kantoor.groep, 404)
    kantoor.burgemeester.vraag("DELETE", f"/concepten/plan/{kantoor.groep}")
    assert _lees(kantoor.regisseur, kantoor.groep)["velden"] == TEKST


def test_weggooien_mag_twee_keer(kantoor: Kantoor) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep)
    for _ in range(2):
        weg = kantoor.regisseur.vraag("DELETE", f"/concepten/plan/{kantoor.groep}")
        assert weg.status_code == 204, weg.text
    _lees(kantoor.regisseur, kantoor.groep, 404)


def test_wat_iemand_schrijft_staat_nergens_open(kantoor: Kantoor) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep)
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        rij = sessie.scalars(select(ConceptRij).where(ConceptRij.onderwerp == kantoor.groep)).one()
        assert b"overlast" not in rij.zegel


def test_na_zeven_dagen_is_het_weg_en_het_onderhoud_ruimt_de_rij(kantoor: Kantoor) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep)
    kantoor.wereld.klok.nu += timedelta(days=7, seconds=1)
    _lees(kantoor.regisseur, kantoor.groep, 404)
    gedaan = kantoor.wereld.doe(draai_onderhoud(kantoor.gemeente.geheel, SLOT))
    assert gedaan["concepten"] >= 1
    assert _rijen(kantoor, kantoor.groep) == 0


def test_wie_wordt_vernietigd_neemt_elk_concept_mee_waar_hij_in_staat(kantoor: Kantoor) -> None:
    wie = kantoor.gemeente.persoon(
        kantoor.regisseur, kantoor.groep, "Fenne Verzonnen", "2009-01-02"
    )
    ander = kantoor.gemeente.persoon(
        kantoor.regisseur, kantoor.groep, "Roan Verzonnen", "2009-02-03"
    )
    _bewaar(kantoor.regisseur, "samen", personen=[wie, ander])
    _bewaar(kantoor.regisseur, wie)
    _bewaar(kantoor.regisseur, "alleen-de-ander", personen=[ander])
    kantoor.gemeente.vernietig(wie)
    _lees(kantoor.regisseur, "samen", 404)
    _lees(kantoor.regisseur, wie, 404)
    assert _rijen(kantoor, "samen") == _rijen(kantoor, wie) == 0
    assert _lees(kantoor.regisseur, "alleen-de-ander")["personen"] == [ander]
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        over = set(sessie.scalars(select(ConceptpersoonRij.persoon_id)))
    assert wie not in over
    assert ander in over
    _bewaar(kantoor.regisseur, "samen", 404, personen=[wie])


def test_over_wie_buiten_de_taak_valt_bewaart_niemand_iets(kantoor: Kantoor) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep, 404, personen=[nieuw_id()])
    _lees(kantoor.regisseur, kantoor.groep, 404)


@pytest.mark.parametrize(
    ("invoer", "zegt"),
    [
        ({"velden": {"tekst": ["x" * 33_000, "y" * 33_000]}}, "64 kB"),
        ({"velden": {"tekst": ["Zijn nummer is 111222333."]}}, "burgerservicenummer"),
        ({"velden": {"tekst": "geen lijst"}}, "velden"),
        ({"velden": {}, "onbekend": 1}, "onbekend"),
    ],
    ids=["te groot", "een nummer", "geen lijst", "een lid te veel"],
)
def test_wat_niet_kan_wordt_gezegd_en_wat_er_stond_blijft(
    kantoor: Kantoor, invoer: dict[str, Any], zegt: str
) -> None:
    _bewaar(kantoor.regisseur, kantoor.groep)
    antwoord = kantoor.regisseur.vraag("PUT", f"/concepten/plan/{kantoor.groep}", json=invoer)
    assert antwoord.status_code == 400, antwoord.text
    assert zegt in json.dumps(antwoord.json()["fouten"])
    assert "111222333" not in antwoord.text
    assert _lees(kantoor.regisseur, kantoor.groep)["velden"] == TEKST


@pytest.mark.parametrize("onderwerp", ["-x", "a" * 81, "a%20b"])
def test_een_onderwerp_dat_er_geen_kan_zijn_is_een_fout(kantoor: Kantoor, onderwerp: str) -> None:
    _bewaar(kantoor.regisseur, onderwerp, 400)


@pytest.mark.parametrize("onderwerp", ["111222333", "Wimpel.111222333", "bsn-0111222333"])
def test_onder_een_burgerservicenummer_wordt_niets_bewaard(
    kantoor: Kantoor, onderwerp: str
) -> None:
    """Waarover iemand schrijft staat open in de databank; wat hij schrijft niet."""
    (fout,) = _bewaar(kantoor.regisseur, onderwerp, 400)["fouten"]
    assert fout["pad"] == "pad:onderwerp"
    assert "111222333" not in json.dumps(fout)
    assert _rijen(kantoor, onderwerp) == 0


def _rijen(kantoor: Kantoor, onderwerp: str) -> int:
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        vraag = select(ConceptRij.id).where(ConceptRij.onderwerp == onderwerp)
        return len(sessie.scalars(vraag).all())

"""Wat iemand invulde en niet verstuurde: van hem alleen, zeven dagen, en weg met wie erin staat.

En wat hij twee keer verstuurde, door twee keer te klikken of zonder antwoord: dat is er een keer.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services.gemeente.start.vormen import VOORBEELD_INTERVENTIE_IN
from shared.bestand.concepten.tabellen import ConceptpersoonRij, ConceptRij
from shared.bestand.eenmaal.tabellen import EenmaligRij
from shared.partijdienst.onderhoud import draai_onderhoud
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.test_dossiers import GEBEURTENIS
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


# --- Twee keer verstuurd -------------------------------------------------------------------------


def _opdrachten(kantoor: Kantoor) -> dict[str, dict[str, Any]]:
    """Alles wat de regisseur nieuw vastlegt, en waarvan er anders twee zouden zijn."""
    wie = kantoor.gemeente.persoon(
        kantoor.regisseur, kantoor.groep, "Fenne Verzonnen", "2009-01-02"
    )
    gelezen = {"bevestigdZonderPersonen": True}
    groep = f"/groepen/{kantoor.groep}"
    return {
        "/personen": {"naam": "Roan Verzonnen", "geboortedatum": "2009-02-03"},
        f"/personen/{wie}/overlastgegevens": GEBEURTENIS,
        "/intakes": {"organisatie": "jongerenwerk", "groep": kantoor.groep},
        "/taken": {
            "groep": kantoor.groep, "titel": "Plan een schouw", "uiterlijk": "2027-03-01", **gelezen
        },
        f"{groep}/interventies": VOORBEELD_INTERVENTIE_IN,
        f"{groep}/maatwerk": {"omschrijving": "Extra toezicht op het plein.", **gelezen},
    }  # fmt: skip


def _onder_sleutel(kantoor: Kantoor, pad: str, inhoud: dict[str, Any], sleutel: str) -> Any:
    koppen = {"Idempotency-Key": sleutel}
    return kantoor.regisseur.vraag("POST", pad, json=inhoud, headers=koppen)


def test_wat_onder_dezelfde_sleutel_twee_keer_komt_is_er_een_keer(kantoor: Kantoor) -> None:
    for pad, inhoud in _opdrachten(kantoor).items():
        sleutel = nieuw_id()
        vraag = ("POST", pad, {"json": inhoud, "headers": {"Idempotency-Key": sleutel}})
        antwoorden = kantoor.regisseur.tegelijk(vraag, vraag)
        assert [een.status_code for een in antwoorden] == [201, 201], (pad, antwoorden[0].text)
        (kenmerk,) = {een.json()["id"] for een in antwoorden}
        anders = {**inhoud, **_ANDERS[pad.rpartition("/")[2]]}
        botst = _onder_sleutel(kantoor, pad, anders, sleutel)
        assert botst.status_code == 409, pad
        assert "al gebruikt voor een andere opdracht" in botst.json()["detail"]
        nieuw = _onder_sleutel(kantoor, pad, inhoud, nieuw_id())
        assert (nieuw.status_code, nieuw.json()["id"] == kenmerk) == (201, False), pad


_ANDERS: dict[str, dict[str, Any]] = {
    "personen": {"naam": "Sanne Verzonnen"},
    "overlastgegevens": {"datum": "2026-10-04"},
    "intakes": {"organisatie": "stadsbeheer"},
    "taken": {"titel": "Plan een tweede schouw"},
    "interventies": {"datum": "2026-06-02"},
    "maatwerk": {"omschrijving": "Extra licht op het plein."},
}


def test_van_een_intake_werkt_alleen_de_code_die_het_laatst_is_gegeven(kantoor: Kantoor) -> None:
    """Wie geen antwoord kreeg, kent de eerste niet; en er is er maar een open."""
    inhoud, sleutel = {"organisatie": "jongerenwerk", "groep": kantoor.groep}, nieuw_id()
    eerste, laatste = (
        _onder_sleutel(kantoor, "/intakes", inhoud, sleutel).json() for _ in range(2)
    )
    assert (eerste["id"], eerste["code"] == laatste["code"]) == (laatste["id"], False)
    melding = {
        "soort": "waarneming", "datum": "2026-11-20", "plek": "het plein",
        "omschrijving": "Er is veel lawaai op het plein.", "bevestigdZonderPersonen": True,
    }  # fmt: skip
    for code, status in ((eerste["code"], 403), (laatste["code"], 204)):
        gegeven = kantoor.regisseur.vraag("POST", "/intakesignalen", json={**melding, "code": code})
        assert gegeven.status_code == status, gegeven.text
    op = _onder_sleutel(kantoor, "/intakes", inhoud, sleutel)
    assert (op.status_code, "niet meer te gebruiken" in op.json()["detail"]) == (409, True)


def test_wat_iemand_verstuurde_staat_in_geen_kolom_en_is_na_zeven_dagen_vergeten(
    kantoor: Kantoor,
) -> None:
    sleutel = nieuw_id()
    persoon = {"naam": "Roan Verzonnen", "geboortedatum": "2009-02-03"}
    gemaakt = _onder_sleutel(kantoor, "/personen", persoon, sleutel).json()["id"]
    kantoor.gemeente.vernietig(gemaakt)
    weg = _onder_sleutel(kantoor, "/personen", persoon, sleutel)
    assert (weg.status_code, "is er niet meer" in weg.json()["detail"]) == (409, True)
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.scalars(select(EenmaligRij)).all()
        assert gemaakt not in {een.kenmerk for een in rijen}
        assert sleutel not in {een.sleutel for een in rijen}
    kantoor.wereld.klok.nu += timedelta(days=7, seconds=1)
    assert kantoor.wereld.doe(draai_onderhoud(kantoor.gemeente.geheel, SLOT))[
        "eenmalige opdrachten"
    ]
    assert _onder_sleutel(kantoor, "/personen", persoon, sleutel).status_code == 201

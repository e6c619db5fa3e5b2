"""Een stuk met een tekst die misschien iemand aanwijst telt pas als daarover is beslist."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from shared.bestand.tabellen import GroepslidRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.driehoek import STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import (
    ZACHT,
    aan,
    bij,
    geef,
    lees,
    nieuwe_dag,
    signaal,
    trek_in,
)

REDEN = {"reden": "Nakijken of hier iemand in staat."}


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _signalen(driehoek: Driehoek) -> list[dict[str, Any]]:
    pagina = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/signalen")
    rijen: list[dict[str, Any]] = pagina["signalen"]
    return rijen


def _teksten(driehoek: Driehoek) -> list[dict[str, Any]]:
    pad = f"/aparte-teksten?groep={driehoek.groep}&stand=open"
    rijen: list[dict[str, Any]] = driehoek.kantoor.regisseur.haal(pad)["aparteTeksten"]
    return rijen


def _beslis(driehoek: Driehoek, besluit: str) -> None:
    """De regisseur leest de eerste tekst die wacht, en beslist."""
    regisseur = driehoek.kantoor.regisseur
    pad = f"/aparte-teksten/{_teksten(driehoek)[0]['id']}"
    regisseur.maak(f"{pad}/_bekijk", REDEN, 200)
    regisseur.maak(f"{pad}/{besluit}", REDEN, 200)


def _ruim_op(driehoek: Driehoek) -> None:
    driehoek.wereld.doe(driehoek.bureau("gemeente").geheel.opruimer.ronde())
    driehoek.bureau("gemeente").ronde()


def test_de_afzender_hoort_het_meteen_en_bij_de_ontvanger_leest_niemand_het(
    driehoek: Driehoek,
) -> None:
    gegeven = geef(driehoek, "politie", signaal(driehoek, omschrijving=ZACHT))
    assert [een["apart"] for een in gegeven["ontvangers"]] == [True]
    assert bij(driehoek, "gemeente") == _signalen(driehoek) == []
    (wacht,) = bij(driehoek, "gemeente", "&stand=apart")
    gelezen = lees(driehoek, "gemeente", wacht["id"])
    assert (gelezen["gegevens"], gelezen["gelezenOp"]) == (None, None)
    assert [een["plek"] for een in _teksten(driehoek)] == ["/stuk/gegevens/omschrijving"]


def test_wat_niemand_aanwijst_staat_nergens_apart(driehoek: Driehoek) -> None:
    gegeven = geef(driehoek, "politie", signaal(driehoek))
    assert [een["apart"] for een in gegeven["ontvangers"]] == [False]
    assert _teksten(driehoek) == []


def test_pas_als_elke_tekst_is_vrijgegeven_telt_het(driehoek: Driehoek) -> None:
    geef(driehoek, "politie", signaal(driehoek, omschrijving=ZACHT, plek="bij Zirvano"))
    _beslis(driehoek, "_vrijgeven")
    assert _signalen(driehoek) == []
    _beslis(driehoek, "_vrijgeven")
    (rij,) = _signalen(driehoek)
    assert (rij["omschrijving"], rij["plek"]) == (ZACHT, "bij Zirvano")
    (stuk,) = bij(driehoek, "gemeente")
    assert stuk["stand"] == "geldt"
    assert lees(driehoek, "gemeente", stuk["id"])["gegevens"]["omschrijving"] == ZACHT


def test_wordt_er_een_afgewezen_dan_is_het_hele_stuk_weg_en_hoort_wie_het_gaf_dat(
    driehoek: Driehoek,
) -> None:
    gegeven = geef(driehoek, "politie", signaal(driehoek, omschrijving=ZACHT))
    _beslis(driehoek, "_afwijzen")
    _ruim_op(driehoek)
    assert _signalen(driehoek) == []
    (weg,) = bij(driehoek, "gemeente", "&stand=afgewezen")
    assert lees(driehoek, "gemeente", weg["id"])["gegevens"] is None
    na = lees(driehoek, "politie", gegeven["id"])
    assert na["stand"] == "vernietigd"
    (ontvanger,) = na["ontvangers"]
    assert ontvanger["vernietigdOp"] is not None
    # De melding ging als bericht langs de gateway, en nog eens opruimen meldt niets nieuws.
    aangeboden = len(driehoek.wereld.gateway.aangeboden)
    _ruim_op(driehoek)
    assert len(driehoek.wereld.gateway.aangeboden) == aangeboden


def test_een_versie_die_apart_staat_vervangt_niets_tot_zij_telt(driehoek: Driehoek) -> None:
    een = geef(driehoek, "politie", signaal(driehoek))
    geef(driehoek, "politie", signaal(driehoek, inReactieOp=een["id"], omschrijving=ZACHT))
    (rij,) = _signalen(driehoek)
    assert (rij["versie"], "lawaai" in rij["omschrijving"]) == (1, True)
    assert [s["versie"] for s in bij(driehoek, "gemeente")] == [1]
    _beslis(driehoek, "_vrijgeven")
    (na,) = _signalen(driehoek)
    assert (na["id"], na["omschrijving"]) == (rij["id"], ZACHT)
    assert [s["versie"] for s in bij(driehoek, "gemeente")] == [2]


def test_een_oudere_versie_die_later_wordt_vrijgegeven_komt_er_niet_meer_voor(
    driehoek: Driehoek,
) -> None:
    een = geef(driehoek, "politie", signaal(driehoek, omschrijving=ZACHT))
    geef(driehoek, "politie", signaal(driehoek, inReactieOp=een["id"], plek="het station"))
    _beslis(driehoek, "_vrijgeven")
    (rij,) = _signalen(driehoek)
    assert (rij["plek"], rij["versie"]) == ("het station", 1)
    assert [s["versie"] for s in bij(driehoek, "gemeente")] == [2]


def test_wat_apart_staat_en_wordt_teruggenomen_hoeft_niemand_meer_te_lezen(
    driehoek: Driehoek,
) -> None:
    gegeven = geef(driehoek, "politie", signaal(driehoek, omschrijving=ZACHT))
    (tekst,) = _teksten(driehoek)
    trek_in(driehoek, "politie", gegeven["id"])
    (stuk,) = bij(driehoek, "gemeente")
    assert stuk["stand"] == "ingetrokken"
    pad = f"/aparte-teksten/{tekst['id']}/_bekijk"
    assert driehoek.kantoor.regisseur.vraag("POST", pad, json=REDEN).status_code == 410
    assert _signalen(driehoek) == []


def _actie(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    gegevens = {
        "actie": nieuw_id(),
        "doel": "G1",
        "omschrijving": "Er komt vaker toezicht op het plein.",
        "uiterlijk": "2026-12-20",
    }
    return {
        "stuk": "actie",
        "groep": driehoek.groep,
        "ontvangers": aan(driehoek, "om"),
        "gegevens": {**gegevens, **anders},
        "bevestigdZonderPersonen": True,
    }


def _geweigerd(driehoek: Driehoek, opdracht: dict[str, Any]) -> str:
    antwoord = driehoek.klant("politie")[0].vraag("POST", "/stukken", json=opdracht)
    assert antwoord.status_code == 400, antwoord.text
    return str(antwoord.json())


def test_een_naam_past_niet_in_een_code(driehoek: Driehoek) -> None:
    naam = "Zirvan Testerman, geboren 3-4-2009, Kerkstraat 12"
    fout = _geweigerd(driehoek, _actie(driehoek, doel=naam))
    assert "/gegevens/doel" in fout
    assert "Testerman" not in fout


@pytest.mark.parametrize("lid", ["actie", "eigenaar", "omschrijving"])
def test_een_pseudoniem_staat_nergens_in_een_stuk(driehoek: Driehoek, lid: str) -> None:
    klant = driehoek.klant("politie")[0]
    driehoek.bureau("politie").persoon(klant, driehoek.groep, *STERRIN)
    with driehoek.bureau("politie").uitwisseling.dienst.lezend() as sessie:
        vraag = select(GroepslidRij.betrokkene).where(GroepslidRij.groep == driehoek.groep)
        wie = sessie.scalars(vraag).one()
    waarde = f"Gesprek met {wie} voeren." if lid == "omschrijving" else wie
    fout = _geweigerd(driehoek, _actie(driehoek, **{lid: waarde}))
    assert f"/gegevens/{lid}" in fout
    assert wie not in fout

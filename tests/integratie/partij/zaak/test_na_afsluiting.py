"""Wie na het afsluiten blijft en tot wanneer, en wat het bestand daarover zegt (8.1, H1-H3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.pki import Pki
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.diensten.test_dossiers import ART8
from tests.integratie.partij.bewaarwerk import (
    PARTIJEN,
    betrek,
    bewaardagen,
    leden,
    meld,
    naar_dag,
    onderhoud,
    resten,
    sluit_na_lange_aanpak,
)
from tests.integratie.partij.driehoek import DROMER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import wereld


@pytest.fixture
def driehoek(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Driehoek]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


def test_na_een_lange_aanpak_bewaart_alleen_de_gemeente_per_persoon_van_zijn_laatste_melding(
    driehoek: Driehoek,
) -> None:
    sluit_na_lange_aanpak(driehoek)
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert resten(driehoek, "politie") == resten(driehoek, "om") == (0, 0)
    # Dromer kwam voor het laatst meer dan twee jaar geleden voor; de groep zelf vorige maand nog.
    assert leden(driehoek) == {STERRIN[0]}
    naar_dag(driehoek, "2030-12-19")
    assert onderhoud(driehoek, "gemeente")["opruimingen"] == 0
    assert leden(driehoek) == {STERRIN[0]}
    naar_dag(driehoek, "2030-12-20")
    assert onderhoud(driehoek, "gemeente")["opruimingen"] == 1
    assert resten(driehoek, "gemeente") == (0, 0)
    assert onderhoud(driehoek, "gemeente")["opruimingen"] == 0


def test_een_ronde_die_weken_te_laat_komt_telt_van_de_dag_van_sluiten(driehoek: Driehoek) -> None:
    sluit_na_lange_aanpak(driehoek)
    naar_dag(driehoek, "2029-04-20")
    los = driehoek.wereld.gateway.groepsbesluiten.afgesloten[driehoek.groep]
    assert los == "2029-03-01"
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert resten(driehoek, "politie") == resten(driehoek, "om") == (0, 0)
    assert leden(driehoek) == {STERRIN[0]}
    naar_dag(driehoek, "2031-02-01")
    onderhoud(driehoek, "gemeente")
    assert resten(driehoek, "gemeente") == (0, 0)


def test_wat_na_het_sluiten_wordt_vastgelegd_houdt_niemand_langer(driehoek: Driehoek) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    eerder = meld(driehoek, "2026-11-01", STERRIN[0])
    van_de_politie = politie_legt_iets_vast(driehoek)
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    driehoek.wereld.klok.vooruit(days=1)
    betrek(driehoek, eerder, DROMER[0])
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == {STERRIN[0]}
    # Wat de politie zelf vastlegde volgt de Wpg, ook over wie zij uit een bericht kende (H3).
    onderhoud(driehoek, "politie")
    assert resten(driehoek, "politie") == (0, 0)
    assert len(driehoek.klant("politie")[0].haal(van_de_politie)["items"]) == 1


def politie_legt_iets_vast(driehoek: Driehoek) -> str:
    """Over Dromer, die zij alleen van de gemeente kent; waar dat staat."""
    analist = driehoek.klant("politie")[0]
    vraag = {"naam": DROMER[0], "geboortedatum": DROMER[1]}
    (dromer,) = analist.maak("/personen/_zoek", vraag, 200)["personen"]
    pad = f"/personen/{dromer['id']}/politiegegevens"
    analist.maak(pad, ART8)
    return pad


def test_na_het_sluiten_maakt_niemand_alleen_korter_hoe_lang_iemand_blijft(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    melding = meld(driehoek, "2026-11-01", STERRIN[0], DROMER[0])
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    onderhoud(driehoek, "gemeente")
    voor, klant = bewaardagen(driehoek), driehoek.kantoor.regisseur
    pad = f"/meldingen/{melding}"
    etag = {"If-Match": klant.vraag("GET", pad).headers["ETag"]}
    waarom = {"reden": "De bron trok haar in.", "bevestigdZonderPersonen": True}
    persoon = driehoek.personen[f"gemeente:{STERRIN[0]}"]
    for methode, waar, invoer in (
        ("DELETE", f"{pad}/betrokkenen/{persoon}", None),
        ("POST", f"{pad}/_intrekken", waarom),
        ("PATCH", pad, {**waarom, "datum": "2026-01-02"}),
    ):
        antwoord = klant.vraag(methode, waar, json=invoer, headers=etag)
        assert antwoord.status_code == 409, (methode, antwoord.text)
        assert "vernietigingsplan" in antwoord.json()["detail"]
    assert bewaardagen(driehoek) == voor
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == {STERRIN[0], DROMER[0]}


def test_eindigt_het_convenant_dan_geldt_wat_loopt_die_dag_als_gesloten(
    driehoek: Driehoek,
) -> None:
    """Niemand sluit de groep: zonder convenant is er geen aanpak meer (H14)."""
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    meld(driehoek, "2026-11-01", STERRIN[0])
    driehoek.wereld.gateway.groepsbesluiten.beeindigd_per = "2026-12-15"
    naar_dag(driehoek, "2026-12-14")
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert leden(driehoek) == {STERRIN[0], DROMER[0]}
    assert bewaardagen(driehoek)[STERRIN[0]]["vertrektOp"] is None
    # Ook wie weken later pas kijkt, telt van de laatste dag van het convenant.
    naar_dag(driehoek, "2027-01-20")
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert resten(driehoek, "politie") == resten(driehoek, "om") == (0, 0)
    assert leden(driehoek) == {STERRIN[0]}
    assert bewaardagen(driehoek)[STERRIN[0]]["vertrektOp"] == "2028-11-01"
    pad = f"/groepen/{driehoek.groep}/bewaardagen"
    assert driehoek.kantoor.regisseur.haal(pad)["geslotenOp"] == "2026-12-15"


def test_voor_wie_opzegt_is_het_dan_voorbij_en_gaan_de_anderen_door(driehoek: Driehoek) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    meld(driehoek, "2026-11-01", STERRIN[0])
    opzegging = {"partij": "om", "per": "2026-12-15", "voortgezet": True}
    driehoek.wereld.gateway.groepsbesluiten.opzeggingen = [opzegging]
    assert resten(driehoek, "om")[0] > 0
    naar_dag(driehoek, "2026-12-15")
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert resten(driehoek, "om") == (0, 0)
    assert leden(driehoek) == {STERRIN[0], DROMER[0]}


def test_een_ingetrokken_melding_of_een_vergissing_bewaart_niemand(driehoek: Driehoek) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    klant = driehoek.kantoor.regisseur
    fout = meld(driehoek, "2026-11-01", STERRIN[0], DROMER[0])
    persoon = driehoek.personen[f"gemeente:{STERRIN[0]}"]
    klant.vraag("DELETE", f"/meldingen/{fout}/betrokkenen/{persoon}")
    lid = f"/meldingen/{fout}/betrokkenen"
    assert klant.haal(lid)["personen"] == [driehoek.personen[f"gemeente:{DROMER[0]}"]]
    etag = klant.vraag("GET", f"/meldingen/{fout}").headers["ETag"]
    reden = {"reden": "De bron heeft de melding ingetrokken.", "bevestigdZonderPersonen": True}
    antwoord = klant.vraag(
        "POST", f"/meldingen/{fout}/_intrekken", json=reden, headers={"If-Match": etag}
    )
    assert antwoord.status_code == 200, antwoord.text
    betrek(driehoek, fout, STERRIN[0], 409)
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    onderhoud(driehoek, "gemeente")
    assert resten(driehoek, "gemeente") == (0, 0)


def test_vastgelegde_overlast_is_een_melding_over_die_persoon(driehoek: Driehoek) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    persoon = driehoek.personen[f"gemeente:{DROMER[0]}"]
    driehoek.kantoor.regisseur.maak(
        f"/personen/{persoon}/overlastgegevens",
        {
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
            "datum": "2026-11-10",
            "omschrijving": "Herhaald geluidsoverlast op het plein (verzonnen).",
            "extraMotivering": None,
        },
    )
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == {DROMER[0]}
    naar_dag(driehoek, "2028-11-10")
    onderhoud(driehoek, "gemeente")
    assert resten(driehoek, "gemeente") == (0, 0)


def test_zolang_de_aanpak_loopt_ziet_men_wie_er_bij_sluiten_zou_gaan(driehoek: Driehoek) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    meld(driehoek, "2026-11-20", STERRIN[0])
    dagen = bewaardagen(driehoek)
    assert {een["reden"]["code"] for een in dagen.values()} == {"loopt"}
    assert {een["vertrektOp"] for een in dagen.values()} == {None}
    assert dagen[STERRIN[0]]["bijSluitenVandaag"] == "2028-11-20"
    assert dagen[DROMER[0]]["bijSluitenVandaag"] == "2026-11-23"
    # Ook van elk ontvangen gegeven staat er welke regel de dag geeft: hier kijkt een mens opnieuw.
    termijnen = [t for gegeven in dagen[STERRIN[0]]["gegevens"] for t in gegeven["termijnen"]]
    assert {(t["dag"], t["bijAfloop"], t["convenant"]) for t in termijnen} == {
        ("2027-05-23", "herzien", "8.1")
    }
    assert {g["uiterlijk"] for g in dagen[STERRIN[0]]["gegevens"]} == {"2027-05-23"}


def test_waarom_staat_deze_datum_er(driehoek: Driehoek) -> None:
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    meld(driehoek, "2026-11-20", STERRIN[0])
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    dagen = bewaardagen(driehoek)
    sterrin, dromer = dagen[STERRIN[0]], dagen[DROMER[0]]
    assert (sterrin["vertrektOp"], sterrin["reden"]["code"]) == ("2028-11-20", "laatste-melding")
    assert sterrin["reden"]["uitleg"] == (
        "De groep is afgesloten op 23 november 2026. De laatste melding waarin deze persoon "
        "voorkomt is van 20 november 2026; de termijn die daar begint eindigt op 20 november 2028."
    )
    assert "twee jaar na de laatste melding" in sterrin["reden"]["interpretatie"]
    assert (dromer["vertrektOp"], dromer["reden"]["code"]) == ("2026-11-23", "geen-melding")
    (om,) = bewaardagen(driehoek, "om").values()
    assert (om["vertrektOp"], om["reden"]["code"]) == ("2026-11-23", "bewaart-niet")
    assert "de burgemeester" in om["reden"]["uitleg"].lower()
    # Wat er staat is wat er gebeurt.
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert leden(driehoek) == {STERRIN[0]}
    assert resten(driehoek, "om") == (0, 0)


def test_de_uitleg_van_een_groep_buiten_de_taak_krijgt_niemand(driehoek: Driehoek) -> None:
    andere = "0193aaaa-0000-7000-8000-00000000ffff"
    bureau = driehoek.bureau("om")
    sub = f"elders.{driehoek.groep}@om.example"
    klant, _ = bureau.medewerker("parketsecretaris", sub, alleGroepen=False, groepen=[andere])
    pad = f"/groepen/{driehoek.groep}/bewaardagen"
    assert klant.vraag("GET", pad).status_code == 403


def test_wie_naar_de_groepen_kijkt_ruimt_dezelfde_dag_al_op(driehoek: Driehoek) -> None:
    """Zonder op het onderhoud te wachten: bij wie niet bewaart is het weg zodra hij het ziet."""
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    for code in ("politie", "om"):
        dienst = driehoek.bureau(code).geheel
        driehoek.wereld.doe(dienst.uitwisseling.groepskijker.kijk())
        driehoek.wereld.doe(dienst.opruimer.ronde())
        assert resten(driehoek, code) == (0, 0)


def test_zegt_de_gateway_niet_wanneer_dan_verzint_niemand_een_dag(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    driehoek.wereld.gateway.groepsbesluiten.afgesloten.clear()
    voor = resten(driehoek, "om")
    assert onderhoud(driehoek, "om")["opruimingen"] == 0
    assert resten(driehoek, "om") == voor != (0, 0)


def test_is_het_einde_eenmaal_bekend_dan_hoeft_de_gateway_er_niet_te_zijn(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    meld(driehoek, "2026-11-01", STERRIN[0])
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == {STERRIN[0]}
    naar_dag(driehoek, "2028-11-01")
    driehoek.wereld.gateway.weg = True
    assert onderhoud(driehoek, "gemeente")["groepenOnbekend"] == 1
    driehoek.wereld.gateway.weg = False
    assert resten(driehoek, "gemeente") == (0, 0)


def test_wie_al_twee_jaar_in_geen_melding_voorkomt_blijft_zolang_de_aanpak_loopt(
    driehoek: Driehoek,
) -> None:
    """Niets gaat weg zolang een groepsaanpak loopt (5.1; H15): de termijn begint bij het einde."""
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    meld(driehoek, "2026-11-20", STERRIN[0], DROMER[0])
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    for dag in ("2027-06-15", "2028-06-01", "2029-01-15", "2029-03-01"):
        naar_dag(driehoek, dag)
        for code in PARTIJEN:
            onderhoud(driehoek, code)
    assert leden(driehoek) == {STERRIN[0], DROMER[0]}
    assert all(resten(driehoek, code)[0] > 0 for code in PARTIJEN)

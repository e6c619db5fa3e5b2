"""Wat vanzelf weg moet gaat vanzelf weg, op zijn dag, ook na een onderbreking (8.1, H1-H16)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.partij.lijsten.onderhoud import OnderhoudLooptAl, draai_onderhoud
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.opstelling import wereld

PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
SLOT = timedelta(minutes=15)


@pytest.fixture
def driehoek(
    nieuwe_databank: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Driehoek]:
    with wereld(PARTIJEN, nieuwe_databank, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


def onderhoud(driehoek: Driehoek, code: str) -> Mapping[str, int]:
    uitwisseling = driehoek.bureau(code).uitwisseling
    return driehoek.wereld.doe(draai_onderhoud(uitwisseling, SLOT))


def namen(driehoek: Driehoek, code: str) -> set[str]:
    klant = driehoek.klant(code)[0]
    personen = klant.haal("/personen")["personen"]
    levend = [p["id"] for p in personen if p["vernietigdOp"] is None]
    return {klant.haal(f"/personen/{persoon}")["naam"] for persoon in levend}


def resten(driehoek: Driehoek, code: str) -> tuple[int, int]:
    """Hoeveel leden en ontvangen gegevens een partij van de groep nog heeft."""
    klant = driehoek.klant(code)[0]
    leden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    gegevens = klant.haal(f"/ontvangen-gegevens?groep={driehoek.groep}")["ontvangenGegevens"]
    return len(leden), len(gegevens)


def test_zonder_nettolijst_is_de_brutolijst_na_dertig_dagen_weg(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.stel_samen("gemeente")
    driehoek.wereld.klok.vooruit(days=30)
    for code in PARTIJEN:
        assert onderhoud(driehoek, code)["opruimingen"] == 0, "de laatste dag telt nog mee"
    assert namen(driehoek, "om") == {STERRIN[0], KNIKKER[0]}
    driehoek.wereld.klok.vooruit(days=1)
    for code in PARTIJEN:
        onderhoud(driehoek, code)
    assert namen(driehoek, "om") == set()
    assert resten(driehoek, "om") == resten(driehoek, "politie") == (0, 0)
    assert resten(driehoek, "gemeente") == (0, 0)
    # Wat van henzelf is blijft van henzelf.
    assert namen(driehoek, "politie") == {STERRIN[0], KNIKKER[0]}
    assert namen(driehoek, "gemeente") == {STERRIN[0], DROMER[0]}
    gronden = {
        een["grond"]
        for een in driehoek.secretaris.haal(f"/groepen/{driehoek.groep}/vernietigingen")[
            "vernietigingen"
        ]
    }
    assert gronden == {"termijn"}


def test_wie_op_de_nettolijst_staat_blijft_zolang_de_aanpak_loopt(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    driehoek.wereld.klok.vooruit(days=200)
    for code in PARTIJEN:
        uitkomst = onderhoud(driehoek, code)
        assert (uitkomst["opruimingen"], uitkomst["verlopenGegevens"]) == (0, 0)
        assert uitkomst["teHerzien"] > 0, "na een half jaar kijkt een mens opnieuw"
    assert STERRIN[0] in namen(driehoek, "om")


def test_een_nieuwe_brutolijst_die_nergens_toe_leidt_laat_de_nettolijst_staan(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    driehoek.persoon("politie", ("Nieuweling Verzinsel", "2010-08-09"))
    nieuw = driehoek.stel_samen("politie")
    assert len(nieuw["regels"]) == 2
    driehoek.wereld.klok.vooruit(days=31)
    assert onderhoud(driehoek, "politie")["opruimingen"] == 1
    assert onderhoud(driehoek, "politie")["opruimingen"] == 0
    leden = driehoek.kantoor.analist.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    assert {lid["persoonId"] for lid in leden} == {driehoek.personen[f"politie:{STERRIN[0]}"]}
    standen = driehoek.kantoor.analist.haal(driehoek.pad)["namenlijsten"]
    assert {een["stand"] for een in standen} == {"opgeruimd"}


def test_niet_geprioriteerd_is_weg(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(4, status="niet_geprioriteerd", prioritering="nee")
    for code in PARTIJEN:
        onderhoud(driehoek, code)
        assert resten(driehoek, code) == (0, 0)
    assert namen(driehoek, "om") == set()
    (lijst,) = driehoek.kantoor.regisseur.haal(driehoek.pad)["namenlijsten"]
    assert lijst["stand"] == "opgeruimd"


def meld(driehoek: Driehoek, datum: str, *namen: str) -> str:
    """De gemeente legt een melding vast waarin deze leden voorkomen; het id."""
    klant = driehoek.kantoor.regisseur
    melding: str = klant.maak(
        f"/groepen/{driehoek.groep}/meldingen",
        {
            "bron": "stadsbeheer",
            "datum": datum,
            "plek": "het winkelcentrum",
            "omschrijving": "Banken vernield na een avond met harde muziek.",
            "bevestigdZonderPersonen": True,
        },
    )["id"]
    for naam in namen:
        betrek(driehoek, melding, naam)
    return melding


def betrek(driehoek: Driehoek, melding: str, naam: str, status: int = 200) -> None:
    persoon = driehoek.personen[f"gemeente:{naam}"]
    pad = f"/meldingen/{melding}/betrokkenen/{persoon}"
    assert driehoek.kantoor.regisseur.vraag("PUT", pad).status_code == status


def naar_dag(driehoek: Driehoek, dag: str) -> None:
    klok = driehoek.wereld.klok
    klok.vooruit(days=(date.fromisoformat(dag) - klok().date()).days)
    verleng_autorisaties(driehoek)


def sluit_na_lange_aanpak(driehoek: Driehoek) -> None:
    """Ruim twee jaar na het startbesluit; over Sterrin is er dan een melding van vorige maand."""
    driehoek.naar_netto(blijft=(STERRIN[0], DROMER[0]))
    driehoek.ruim_op()
    meld(driehoek, "2026-11-20", STERRIN[0], DROMER[0])
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    naar_dag(driehoek, "2029-01-15")
    meld(driehoek, "2028-12-20", STERRIN[0])
    meld(driehoek, "2029-01-10")
    naar_dag(driehoek, "2029-03-01")
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")


def leden(driehoek: Driehoek, code: str = "gemeente") -> set[str]:
    """Wie er volgens het bestand van een partij in de groep zit."""
    klant = driehoek.klant(code)[0]
    gevonden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    return {klant.haal(f"/personen/{lid['persoonId']}")["naam"] for lid in gevonden}


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
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    driehoek.wereld.klok.vooruit(days=1)
    betrek(driehoek, eerder, DROMER[0])
    onderhoud(driehoek, "gemeente")
    assert leden(driehoek) == {STERRIN[0]}


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


def bewaardagen(driehoek: Driehoek, code: str = "gemeente") -> dict[str, dict[str, Any]]:
    """Wat een partij over het vertrek van ieder zegt, per naam in haar bestand."""
    klant = driehoek.klant(code)[0]
    uit = klant.haal(f"/groepen/{driehoek.groep}/bewaardagen")
    return {klant.haal(f"/personen/{een['persoonId']}")["naam"]: een for een in uit["mensen"]}


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
        u = driehoek.bureau(code).uitwisseling
        driehoek.wereld.doe(u.groepskijker.kijk())
        driehoek.wereld.doe(u.opruimer.ronde())
        assert resten(driehoek, code) == (0, 0)


def test_zegt_de_gateway_niet_wanneer_dan_verzint_niemand_een_dag(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
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


def verleng_autorisaties(driehoek: Driehoek) -> None:
    """Anders mag over jaren niemand meer kijken."""
    for code in PARTIJEN:
        beheer = driehoek.bureau(code).klant("beheer@partij.example")
        pad = f"/autorisaties/{driehoek.klant(code)[1]}"
        oud = beheer.vraag("GET", pad)
        velden = (
            "sub", "functie", "naam", "aangewezen", "geautoriseerd", "geheimhouding", "vog",
            "alleGroepen", "groepen",
        )  # fmt: skip
        antwoord = beheer.vraag(
            "PUT",
            pad,
            json={**{veld: oud.json()[veld] for veld in velden}, "geldigTot": "2035-06-30"},
            headers={"If-Match": oud.headers["ETag"]},
        )
        assert antwoord.status_code == 200, antwoord.text


def test_een_beurt_die_niet_kon_vragen_hoe_een_groep_ervoor_staat_doet_de_termijnen_wel(
    driehoek: Driehoek,
) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.wereld.klok.vooruit(days=31)
    driehoek.wereld.gateway.weg = True
    uitkomst = onderhoud(driehoek, "om")
    assert uitkomst["groepenOnbekend"] == 1
    assert uitkomst["verlopenGegevens"] == 6
    assert namen(driehoek, "om") == set()


def test_twee_beurten_tegelijk_kan_niet_en_een_gesneuvelde_wordt_overgenomen(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="geen-overlast")
    u = driehoek.bureau("om").uitwisseling
    (sterrin,) = (
        p["id"]
        for p in driehoek.secretaris.haal("/personen")["personen"]
        if p["vernietigdOp"] is None
    )
    kapot = replace(u, dienst=replace(u.dienst, kluis=Uitvallend(u.dienst.kluis)))
    with pytest.raises(Stroomuitval):
        driehoek.wereld.doe(draai_onderhoud(kapot, SLOT))
    # De sleutel is al weg, de rijen nog niet: niemand kan Sterrin nog lezen.
    assert driehoek.secretaris.vraag("GET", f"/personen/{sterrin}").status_code == 410
    assert resten(driehoek, "om") != (0, 0)
    with pytest.raises(OnderhoudLooptAl):
        onderhoud(driehoek, "om")
    driehoek.wereld.klok.vooruit(minutes=16)
    assert onderhoud(driehoek, "om")["opruimingen"] == 1
    assert onderhoud(driehoek, "om")["opruimingen"] == 0
    assert resten(driehoek, "om") == (0, 0)
    verklaringen = driehoek.secretaris.haal(f"/groepen/{driehoek.groep}/vernietigingen")
    gronden = [(v["grond"], v["aantallen"]["personen"]) for v in verklaringen["vernietigingen"]]
    assert gronden == [("nettolijst", 1), ("afgesloten", 1)]


class Stroomuitval(BaseException):
    """Het proces houdt op."""


class Uitvallend:
    """Een kluis waarvan het proces sneuvelt zodra de sleutels weg zijn."""

    def __init__(self, echte: Any) -> None:
        self._echte = echte

    def vernietig_alle(self, sleutel_ids: Iterable[str]) -> object:
        self._echte.vernietig_alle(sleutel_ids)
        raise Stroomuitval

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._echte, naam)

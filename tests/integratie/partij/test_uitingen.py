"""Wat wordt gezegd: eerst mag het van iedereen die het hoort, dan gaat de inhoud erachteraan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.partij.kenmerk import nieuw_id
from tests.integratie.partij.driehoek import AFWEGING, STERRIN, Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import NAAR, NU, Tafel, aan_tafel, tot_rust

VREEMD = "00000000-0000-4000-8000-00000000f00d"

RECENT_VERVOLGD = {
    "aard": "feit",
    "bijzonder": False,
    "derdenVerwijderd": True,
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
    "vervolgingsdatum": "2026-06-15",
    "delictcategorie": "vernieling",
    "relevantVoorGroepsaanpak": True,
    "relevantie": "Hangt samen met het verzonnen gedrag van de groep.",
}


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Iterator[Tafel]:
    with aan_tafel(gedeelde_driehoek) as gevonden:
        yield gevonden


def test_als_het_van_iedereen_mag_mag_het_worden_gezegd(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    assert (uiting["magGezegd"], uiting["wachtOp"], uiting["stand"]) == (True, [], "open")
    assert {b["ontvanger"]: (b["status"], b["besluit"]) for b in uiting["berichten"]} == {
        "om": ("aangekondigd", "toegestaan"),
        "politie": ("aangekondigd", "toegestaan"),
    }
    assert uiting["geldigTot"] == "2026-11-23T22:59:59Z"
    # Er is beslist en aangekondigd; de inhoud is nog hier, en nergens anders.
    gateway = tafel.driehoek.wereld.gateway
    for bericht in uiting["berichten"]:
        ontvangen = gateway.berichten[bericht["id"]].ontvangen
        assert (ontvangen.kop_json["uiting"], ontvangen.inhoud) == (uiting["id"], None)
        assert tafel.handelingen(bericht["id"]) == ["toegezegd", "aangekondigd"]
    assert [tafel.ontvangen(code) for code in NAAR] == [[], []]


def test_na_het_zeggen_gaat_de_inhoud_naar_wie_het_hoorde(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    verteld = tafel.bevestig(uiting)
    assert verteld.status_code == 200, verteld.text
    assert (verteld.json()["stand"], verteld.json()["zonderToestemming"]) == ("bevestigd", False)
    tafel.lever()
    assert tafel.standen(uiting) == {"om": "afgeleverd", "politie": "afgeleverd"}
    for code in NAAR:
        assert [g["gegevens"] for g in tafel.ontvangen(code)] == [
            {"naam": STERRIN[0], "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen"},
            {"geboortedatum": STERRIN[1]},
        ]
    for bericht in uiting["berichten"]:
        assert tafel.handelingen(bericht["id"]) == [
            "toegezegd", "aangekondigd", "gezegd", "afgeleverd",
        ]  # fmt: skip


def test_zolang_een_ander_het_niet_heeft_mag_het_niet(tafel: Tafel) -> None:
    tafel.driehoek.wereld.sluit_af("om")
    uiting = tafel.vraag()
    assert (uiting["magGezegd"], uiting["wachtOp"]) == (False, ["om"])
    assert tafel.standen(uiting) == {"om": "wachtend", "politie": "aangekondigd"}
    tafel.driehoek.wereld.sluit_aan("om")
    tafel.later(seconds=60)
    assert tafel.stand(uiting)["magGezegd"]


def test_mag_een_van_hen_het_niet_horen_dan_mag_het_niet_worden_gezegd(tafel: Tafel) -> None:
    """Zonder onderzoek geeft niemand het OM context; ook de politie hoort het dan niet."""
    tafel.driehoek.kantoor.naar_stap(5, prioritering="ja")
    uiting = tafel.vraag()
    assert not uiting["magGezegd"]
    assert tafel.standen(uiting)["om"] == "geweigerd"


def test_wie_het_zonder_toestemming_zei_vertelt_dat_en_er_volgt_geen_inhoud(tafel: Tafel) -> None:
    tafel.driehoek.kantoor.naar_stap(5, prioritering="ja")
    uiting = tafel.vraag()
    verteld = tafel.bevestig(uiting)
    assert verteld.status_code == 200
    assert (verteld.json()["stand"], verteld.json()["zonderToestemming"]) == ("bevestigd", True)
    tafel.lever()
    assert [tafel.ontvangen(code) for code in NAAR] == [[], []]
    assert tafel.bewaard(uiting) == 0


def test_wat_is_verteld_wordt_niet_anders_verteld(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    een = uiting["berichten"][0]["id"]
    assert tafel.bevestig(uiting).status_code == 200
    assert tafel.bevestig(uiting).status_code == 200, "hetzelfde nog eens"
    assert tafel.bevestig(uiting, een).status_code == 409
    nietgezegd = f"/uitingen/{uiting['id']}/_nietgezegd"
    assert tafel.spreker.vraag("POST", nietgezegd).status_code == 409


def test_wat_niet_is_gezegd_is_weg_en_niemand_krijgt_het(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    assert tafel.bewaard(uiting) > 0
    pad = f"/uitingen/{uiting['id']}/_nietgezegd"
    assert tafel.spreker.maak(pad, {}, 200)["stand"] == "niet_gezegd"
    assert tafel.spreker.maak(pad, {}, 200)["stand"] == "niet_gezegd"
    assert tafel.standen(uiting) == {"om": "vervallen", "politie": "vervallen"}
    assert tafel.bewaard(uiting) == 0
    assert tafel.bevestig(uiting).status_code == 409
    tafel.lever()
    assert [tafel.ontvangen(code) for code in NAAR] == [[], []]
    bericht = uiting["berichten"][0]["id"]
    assert tafel.spreker.vraag("GET", f"/verstrekkingen/{bericht}/inhoud").status_code == 410


def test_alleen_wat_is_gezegd_volgt(tafel: Tafel) -> None:
    """Twee uitingen aan een tafel; van de ene is niets gezegd."""
    eerste, tweede = tafel.vraag(soorten=("NAW",)), tafel.vraag(soorten=("GEBOORTEDATUM",))
    assert tafel.bevestig(tweede).status_code == 200
    tafel.lever()
    for code in NAAR:
        assert [g["gegevenssoort"] for g in tafel.ontvangen(code)] == ["GEBOORTEDATUM"]
    assert set(tafel.standen(eerste).values()) == {"aangekondigd"}


def test_een_fout_bij_een_ontvanger_houdt_alles_tegen(tafel: Tafel) -> None:
    opdracht = tafel.opdracht()
    opdracht["ontvangers"][1]["onderdelen"][0]["persoon"] = nieuw_id()
    opdracht["ontvangers"][0]["onderdelen"][1]["gegevens"] = {"geboortedatum": "2011-01-01"}
    aangeboden = len(tafel.driehoek.wereld.gateway.aangeboden)
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=opdracht)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [
        "/ontvangers/0/onderdelen/1/gegevens",
        "/ontvangers/1/onderdelen/0/persoon",
    ]
    assert len(tafel.driehoek.wereld.gateway.aangeboden) == aangeboden


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"kanaal": "koppelvlak"}, "/kanaal"),
        ({"kanaal": "postduif"}, "/kanaal"),
        ({"afweging": {**AFWEGING, "motivering": "Bel 0612345678."}}, "/afweging/motivering"),
    ],
)
def test_een_fout_in_wat_voor_allen_geldt_staat_er_een_keer(
    tafel: Tafel, anders: dict[str, Any], pad: str
) -> None:
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=tafel.opdracht(**anders))
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]


def test_iedereen_hoort_hetzelfde_en_een_keer(tafel: Tafel) -> None:
    opdracht = tafel.opdracht()
    opdracht["ontvangers"][1]["onderdelen"].pop()
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=opdracht)
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/ontvangers/1/onderdelen"]
    dubbel = tafel.opdracht("politie", "politie")
    antwoord = tafel.spreker.vraag("POST", "/uitingen", json=dubbel)
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/ontvangers/1/ontvanger"]


def test_dezelfde_vraag_met_dezelfde_sleutel_is_dezelfde_uiting(tafel: Tafel) -> None:
    koppen = {"Idempotency-Key": nieuw_id()}
    een, ander = (
        tafel.spreker.vraag("POST", "/uitingen", json=tafel.opdracht(), headers=koppen)
        for _ in range(2)
    )
    assert (een.status_code, ander.status_code) == (201, 201)
    assert een.json() == ander.json()
    anders = tafel.opdracht(soorten=("NAW",))
    botst = tafel.spreker.vraag("POST", "/uitingen", json=anders, headers=koppen)
    assert botst.status_code == 409


def test_een_uiting_blijft_binnen_de_taak(tafel: Tafel) -> None:
    uiting = tafel.vraag()
    ander, _ = tafel.driehoek.bureau("gemeente").medewerker(
        "regisseur", f"ander.{tafel.driehoek.groep}@gemeente.example", alleGroepen=False, groepen=[]
    )
    pad = f"/uitingen/{uiting['id']}"
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("POST", f"{pad}/_nietgezegd").status_code == 403
    verteld = {"gezegdOp": NU, "berichten": [uiting["berichten"][0]["id"]]}
    assert ander.vraag("POST", f"{pad}/_bevestig", json=verteld).status_code == 403
    assert ander.vraag("POST", "/uitingen", json=tafel.opdracht()).status_code == 403
    assert tafel.spreker.vraag("GET", f"/uitingen/{nieuw_id()}").status_code == 404


@pytest.mark.parametrize(
    ("op", "bericht", "pad"),
    [("2026-11-23T11:00:00Z", None, "/gezegdOp"), (NU, VREEMD, "/berichten")],
)
def test_wat_niet_gebeurd_kan_zijn_is_niet_te_vertellen(
    tafel: Tafel, op: str, bericht: str | None, pad: str
) -> None:
    uiting = tafel.vraag()
    antwoord = tafel.bevestig(uiting, *([bericht] if bericht else []), op=op)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]
    assert tafel.stand(uiting)["stand"] == "open"


def test_aan_de_telefoon_geldt_het_een_uur(tafel: Tafel) -> None:
    uiting = tafel.vraag("politie", overleg=None, kanaal="telefoon")
    assert uiting["magGezegd"]
    assert uiting["geldigTot"] == "2026-11-23T11:00:00Z"
    tafel.driehoek.wereld.klok.vooruit(minutes=61)
    assert not tafel.stand(uiting)["magGezegd"]
    # Op tijd gezegd en later verteld: dat mocht.
    assert not tafel.bevestig(uiting).json()["zonderToestemming"]


def test_een_correctie_kan_ook_aan_de_telefoon(tafel: Tafel) -> None:
    """Wat alleen gezegd mag worden, wordt ook alleen aan de telefoon verbeterd."""
    d = tafel.driehoek
    d.kantoor.naar_stap(2)
    persoon = d.persoon("om", ("Wimpel Proefkonijn", "2010-02-03"))
    pad = f"/personen/{persoon}/recente-vervolgingen"
    gegeven = d.secretaris.maak(pad, RECENT_VERVOLGD)["id"]
    opdracht: dict[str, Any] = {
        "groep": d.groep,
        "kanaal": "telefoon",
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": d.kantoor.regisseur_id,
        "onderdelen": [
            {"persoon": persoon, "gegevenssoort": "RECENT_VERVOLGD", "gegeven": gegeven}
        ],
    }
    eerste = {
        **opdracht,
        "doel": "D1",
        "inReactieOp": d.vraag("gemeente", "om"),
        "afweging": {**AFWEGING, "zwaarwegendAlgemeenBelang": True},
        "onderdelen": [{**opdracht["onderdelen"][0], "grondslag": "WJSG39F_B"}],
    }
    gezegd = _zeg(d, eerste)
    correctie = {**opdracht, "soort": "correctie", "inReactieOp": gezegd}
    _zeg(d, correctie)
    assert [g["status"] for g in d.kantoor.ontvangen()] == ["vervangen", "actief"]


def _zeg(d: Driehoek, opdracht: dict[str, Any]) -> str:
    """Het OM vraagt of het mag, zegt het, en vertelt dat; het bericht."""
    stand = d.secretaris.maak("/verstrekkingen", opdracht)
    assert stand["status"] == "aangekondigd", stand
    bericht, uiting = str(stand["id"]), stand["uiting"]
    assert d.secretaris.haal(f"/uitingen/{uiting}")["magGezegd"]
    verteld = {"gezegdOp": NU, "berichten": [bericht]}
    d.secretaris.maak(f"/uitingen/{uiting}/_bevestig", verteld, 200)
    tot_rust(d, "om")
    assert d.secretaris.haal(f"/verstrekkingen/{bericht}")["status"] == "afgeleverd"
    return bericht

"""Wat er precies weggaat: de kop van profiel 2, en alleen wat een ontvanger ook zou aannemen."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bericht.jsonvorm import jcs
from shared.convenant.verzoek import lees_kop
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepregister import REGELS

WEGEN = pytest.mark.parametrize("pad", ["/verstrekkingen/_voorbeeld", "/verstrekkingen"])
LEDEN = {
    "versie", "id", "tijdstip", "convenant", "soort", "afzender", "ontvanger", "medewerker",
    "ontvangendeMedewerker", "groep", "stap", "doel", "kanaal", "overleg", "uiting", "stuk",
    "onderdelen", "afweging", "inReactieOp", "inhoudCommitment", "vernietigd",
}  # fmt: skip


@pytest.fixture
def persoon(kantoor: Kantoor) -> str:
    return kantoor.persoon()


def _kop(kantoor: Kantoor, bericht: str) -> dict[str, Any]:
    kop: dict[str, Any] = kantoor.wereld.gateway.berichten[bericht].ontvangen.kop_json
    return kop


def test_een_verstrekking_heeft_de_kop_van_profiel_2(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    kop = _kop(kantoor, stand["id"])
    assert kop.keys() == LEDEN
    leeg = {naam for naam in LEDEN if kop[naam] is None}
    assert leeg == {"overleg", "uiting", "stuk", "vernietigd"}
    assert (kop["versie"], kop["soort"], kop["kanaal"]) == ("2", "verstrekking", "koppelvlak")
    assert kop["afweging"]["motivering"] != "Drie meldingen op het plein."
    assert [deel["vervangt"] for deel in kop["onderdelen"]] == [None, None]
    assert b"Drie meldingen" not in jcs(kop)
    lees_kop(kop, REGELS)


def test_wat_verzegeld_weggaat_verraadt_zijn_lengte_niet(kantoor: Kantoor) -> None:
    kort = kantoor.persoon("Wim P.", adres="A 1", woonplaats="B")
    lang = kantoor.persoon("Wimpel " + "Proefkonijn " * 8, adres="Verzonnenlaan 1234567")
    maten = set()
    for iemand in (kort, lang):
        stand = kantoor.verstrek(iemand, soorten=("NAW",))
        ontvangen = kantoor.wereld.gateway.berichten[stand["id"]].ontvangen
        maten.add(len(str(ontvangen.inhoud)))
    assert len(maten) == 1


@WEGEN
def test_wat_niet_in_de_vorm_past_gaat_nergens_heen(
    kantoor: Kantoor, persoon: str, pad: str
) -> None:
    """Wie een fout meldt zegt welk lid en welke fout, en geeft nooit een eigen waarde."""
    stand = kantoor.verstrek(persoon, soorten=("GEBOORTEDATUM",))
    (gegeven,) = kantoor.ontvangen()
    melding = {
        "soort": "correctie",
        "ontvanger": "politie",
        "ontvangendeMedewerker": kantoor.analist_id,
        "groep": kantoor.groep,
        "inReactieOp": stand["id"],
        "onderdelen": [
            {
                "persoon": gegeven["persoon"],
                "gegevenssoort": "GEBOORTEDATUM",
                "gegeven": gegeven["id"],
                "gegevens": {"geboortedatum": "2011-02-03"},
            }
        ],
    }
    antwoord = kantoor.regisseur.vraag("POST", pad, json=melding)
    assert antwoord.status_code == 400
    paden = {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert paden == {"/onderdelen/0/gegevens", "/onderdelen/0/gegevens/fout"}
    assert "2011-02-03" not in antwoord.text


@WEGEN
@pytest.mark.parametrize("ontvanger", ["politie", "provincie"])
def test_een_bericht_aan_niemand_of_aan_uzelf_is_er_niet(
    kantoor: Kantoor, persoon: str, pad: str, ontvanger: str
) -> None:
    opdracht = kantoor.opdracht(persoon, None, ontvanger=ontvanger)
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert (fout["pad"], "gemeente" in fout["melding"]) == ("/ontvanger", True)


@WEGEN
@pytest.mark.parametrize(
    ("anders", "pad_van_fout"),
    [
        ({"soort": "verzonnen"}, "/soort"),
        ({"soort": "informatieverzoek"}, "/soort"),
        ({"kanaal": "postduif"}, "/kanaal"),
        ({"doel": "D99"}, "/doel"),
        ({"uiting": "01a22351-0000-7000-8000-000000000001"}, "/uiting"),
    ],
)
def test_een_woord_dat_het_convenant_niet_kent_wordt_genoemd(
    kantoor: Kantoor, persoon: str, pad: str, anders: dict[str, Any], pad_van_fout: str
) -> None:
    antwoord = kantoor.analist.vraag("POST", pad, json=kantoor.opdracht(persoon, None, **anders))
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad_van_fout]


def test_een_correctie_weegt_niet_opnieuw(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    correctie = {
        "soort": "correctie",
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": kantoor.regisseur_id,
        "groep": kantoor.groep,
        "inReactieOp": stand["id"],
        "onderdelen": [{"persoon": persoon, "gegevenssoort": "NAW"}],
    }
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json={**correctie, "doel": "D1"})
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/doel"]
    verstuurd = kantoor.analist.maak("/verstrekkingen", correctie)
    kop = _kop(kantoor, verstuurd["id"])
    assert (kop["doel"], kop["afweging"], kop["onderdelen"][0]["grondslag"]) == (None, None, None)
    assert [deel["vervangt"] for deel in kop["onderdelen"]] == [0]


def test_een_aanvulling_gaat_over_wie_er_al_in_stond(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon, soorten=("NAW",))
    nieuw = kantoor.persoon("Dromer Fabelaar", "2009-06-07")
    opdracht = kantoor.opdracht(nieuw, stand["id"], soort="aanvulling")
    voorbeeld = kantoor.analist.maak("/verstrekkingen/_voorbeeld", opdracht, 200)
    assert not voorbeeld["magWeg"]
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code == 403
    assert antwoord.json()["redenen"] == voorbeeld["besluit"]["redenen"]


def test_op_wat_is_teruggenomen_wordt_niet_aangevuld(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon, soorten=("NAW",))
    terug = {"soort": "intrekking", "ontvanger": "gemeente", "groep": kantoor.groep}
    kantoor.analist.maak("/verstrekkingen", {**terug, "inReactieOp": stand["id"]})
    opdracht = kantoor.opdracht(
        persoon, stand["id"], soort="aanvulling", soorten=("GEBOORTEDATUM",)
    )
    assert kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht).status_code == 403
    onbekend = {**opdracht, "inReactieOp": nieuw_id()}
    assert kantoor.analist.vraag("POST", "/verstrekkingen", json=onbekend).status_code == 403


@WEGEN
def test_van_een_persoon_gaat_geen_soort_twee_keer_mee_waar_er_maar_een_kan_zijn(
    kantoor: Kantoor, persoon: str, pad: str
) -> None:
    soorten = ("NAW", "GEBOORTEDATUM", "NAW", "GEBOORTEDATUM")
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), soorten=soorten)
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    assert antwoord.status_code == 400
    assert [(fout["pad"], "plaats" in fout["melding"]) for fout in antwoord.json()["fouten"]] == [
        ("/onderdelen/2", True),
        ("/onderdelen/3", True),
    ]
    assert kantoor.ontvangen() == []


@WEGEN
@pytest.mark.parametrize("soort", ["NAW", "GEBOORTEDATUM"])
@pytest.mark.parametrize(("geboren", "mag"), [("2001-06-02", False), ("2001-06-01", True)])
def test_over_een_kind_als_ouder_gaat_niets_weg(
    kantoor: Kantoor, pad: str, soort: str, geboren: str, mag: bool
) -> None:
    kind = kantoor.persoon("Pimpel Bedenksel", "2013-06-01")
    kantoor.verstrek(kind)
    ouder = kantoor.analist.maak("/personen", {"naam": "Pumpel Bedenksel"})["id"]
    vertegenwoordigers = f"/personen/{kind}/vertegenwoordigers"
    kantoor.analist.maak(vertegenwoordigers, {"ouderId": ouder, "soort": "ouder"})
    lid = {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind}
    kantoor.analist.maak(f"/groepen/{kantoor.groep}/leden", lid)
    # Wie al te jong was toen hij werd vastgelegd, werd geen ouder: zijn datum blijkt later.
    hij = f"/personen/{ouder}"
    etag = {"If-Match": kantoor.analist.vraag("GET", hij).headers["ETag"]}
    blijkt = {"geboortedatum": geboren, "reden": "Blijkt later (verzonnen)."}
    assert kantoor.analist.vraag("PATCH", hij, json=blijkt, headers=etag).status_code == 200
    opdracht = kantoor.opdracht(ouder, kantoor.vraag_om_informatie(), soorten=(soort,))
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    if mag:
        assert antwoord.status_code in (200, 201), antwoord.text
        return
    assert antwoord.status_code == 400
    (fout,) = antwoord.json()["fouten"]
    assert fout["pad"] == "/onderdelen/0/persoon"
    assert geboren not in antwoord.text

"""Werk dat een mens zelf afmaakt: vertellen of het is gezegd, en zeggen dat iets klaar is.

De dienst erachter antwoordt met een vast antwoord: of hij dat ook doet, bewijst de dienst.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.leesbaar.begrippen import begrippen_van
from shared.overzicht.werklijst.vormen import VOORBEELD_LIJST, VOORBEELD_WERK
from shared.portaal.overleg.agenda import kenmerk_van
from shared.verzenden.uitingen.vormen import UitingUit
from shared.zaak.lijstinzicht.beletsel import WachtOp
from shared.zaak.lijstinzicht.vernietigrouter import VOORBEELD as VERNIETIGD
from tests.integratie.partij.nepregister import REGELS
from tests.portaal.test_schermen import woordfouten
from tests.portaal.test_storing import GROEP, Alleen, alleen
from tests.portaal.test_werk import NU, antwoordt
from tests.portaal.zaal import tekst_van

__all__ = ["alleen"]
VERNIETIGING = f"/groepen/{GROEP}/vernietigingen/{GROEP}"
ANDER = "0193cccc-0000-7000-8000-000000000001"
UITING: dict[str, Any] = {
    "id": GROEP, "groep": GROEP, "kanaal": "overleg", "overleg": ANDER, "stand": "open",
    "gezegdOp": None, "gezegdDoor": None, "gezegd": [], "zonderToestemming": None,
    "bladnummer": None, "magGezegd": True, "geldigTot": NU, "wachtOp": [], "zegNiet": [],
    "waarschuwing": None,
    "berichten": [
        {
            "id": ANDER, "ontvanger": "politie", "medewerker": None, "status": "aangekondigd",
            "besluit": None, "redenen": [], "grondslagen": [], "fout": None,
        }
    ],
}  # fmt: skip
HIER = f"/uitingen/{GROEP}"


@pytest.mark.parametrize(
    ("anders", "zin", "doen"),
    [
        ({}, "Vertel of dat is gedaan", {"wel", "niet"}),
        ({"magGezegd": False, "wachtOp": ["om"]}, "Wij wachten nog op", {"niet", "toch"}),
        ({"magGezegd": False, "stand": "niet_gezegd"}, "Het overleg is afgelast", {"toch"}),
        (
            {"magGezegd": False, "stand": "niet_gezegd", "gezegdDoor": ANDER},
            "Het is niet gezegd", {"toch"},
        ),
        ({"magGezegd": False, "stand": "bevestigd", "gezegdOp": NU}, "staat in het log", set()),
        (
            {"magGezegd": False, "stand": "bevestigd", "gezegdOp": NU, "zonderToestemming": True},
            "terwijl het niet mocht", set(),
        ),
    ],
)  # fmt: skip
def test_of_het_is_gezegd_vertelt_wie_er_bij_was_ook_als_het_niet_mocht(
    alleen: Alleen, anders: dict[str, Any], zin: str, doen: set[str]
) -> None:
    UitingUit.model_validate({**UITING, **anders})
    antwoordt(alleen, {HIER: (200, {**UITING, **anders})}, "overleggen")
    blad = alleen.vraag("GET", HIER).text
    assert zin in tekst_van(blad)
    naar = {een for een in ("wel", "niet", "toch") if f'action="{HIER}/vertellen/{een}"' in blad}
    assert naar == doen
    assert f'href="/berichten/{ANDER}"' in blad
    assert woordfouten(tekst_van(blad)) == []


def test_wat_is_gezegd_gaat_met_de_tijd_en_wie_het_hoorde_naar_de_dienst(alleen: Alleen) -> None:
    paden = {HIER: (200, UITING), f"{HIER}/_bevestig": (200, UITING)}
    gevraagd = antwoordt(alleen, {**paden, f"{HIER}/_nietgezegd": (200, UITING)}, "overleggen")
    leeg = alleen.vraag("POST", f"{HIER}/vertellen/wel", _csrf="teken", gezegdOp="straks")
    assert leeg.status_code == 422
    assert 'href="#wel-berichten"' in leeg.text
    velden = {"gezegdOp": "23-11-2026 14.05", "berichten": ANDER}
    for wat, getypt in (("wel", velden), ("niet", {})):
        klaar = alleen.vraag("POST", f"{HIER}/vertellen/{wat}", _csrf="teken", **getypt)
        assert klaar.headers["location"] == HIER
    gestuurd = [een for een in gevraagd if een.method == "POST"]
    assert json.loads(gestuurd[0].content) == {
        "gezegdOp": "2026-11-23T13:05:00Z", "berichten": [ANDER],
    }  # fmt: skip
    assert gestuurd[1].url.path.endswith("/_nietgezegd")


def test_wat_niet_vanzelf_van_de_lijst_gaat_haalt_iemand_eraf_en_zegt_waarom(
    alleen: Alleen,
) -> None:
    werk = [
        {**VOORBEELD_WERK, "afvinken": True, "onderwerp": een, "pad": f"/verstrekkingen/{een}"}
        for een in (GROEP, ANDER)
    ]
    alles = {**VOORBEELD_LIJST, "werk": [*werk, {**VOORBEELD_WERK, "titel": "Iets anders"}]}
    af = f"/werklijst/{VOORBEELD_WERK['soort']}/{ANDER}/_afhandelen"
    delen = [alles, {"voorkeuren": []}, {"groepen": []}]
    samen = [{"status": 200, "inhoud": een} for een in delen]
    gevraagd = antwoordt(
        alleen,
        {"/werklijst": (200, alles), "/_samen": (200, {"antwoorden": samen}), af: (204, None)},
    )
    lijst = alleen.vraag("GET", "/werklijst").text
    assert lijst.count("Zeg dat dit klaar is") == 1
    rij = lijst.split('· <a class="nl-link" href="')[1].split('"')[0]
    nummers = alleen.vraag("GET", rij.replace("&amp;", "&")).text
    tweede = nummers.split('">Zeg dat nummer 2')[0].rpartition('href="')[2]
    assert "Haal dit van de werklijst" in alleen.vraag("GET", tweede).text
    assert alleen.vraag("POST", tweede, _csrf="teken").status_code == 422
    klaar = alleen.vraag("POST", tweede, _csrf="teken", reden="Het wachtwoord is gebeld.")
    assert klaar.headers["location"] == "/werklijst"
    assert gevraagd[-1].url.path.endswith(af)
    assert json.loads(gevraagd[-1].content) == {"reden": "Het wachtwoord is gebeld."}
    assert alleen.vraag("GET", "/werklijst/klaar/0123456789abcdef").status_code == 404


@pytest.mark.parametrize("wacht", [*WachtOp, None])
def test_een_vernietiging_zegt_waar_zij_op_wacht_en_wat_men_doet(
    alleen: Alleen, wacht: WachtOp | None
) -> None:
    antwoord = {**VERNIETIGD, "wachtOp": wacht, "begonnenOp": None}
    antwoordt(alleen, {VERNIETIGING: (200, antwoord)}, "ontvangen")
    blad = alleen.vraag("GET", VERNIETIGING)
    tekst = tekst_van(blad.text)
    assert woordfouten(tekst) == []
    assert "onbekend." not in tekst
    assert ("Alles is weg, en wie het moest weten weet het" in tekst) is (wacht is None)
    assert "Niet aangekomen" in tekst
    assert f'href="/berichten/{VERNIETIGD["bericht"]}"' in blad.text
    # Wie beheert leest geen berichten en geen groepen, en ziet wel of de dienst draait.
    alleen.sessie.rechten = ["beheren"]
    alleen.bewaar()
    beheer = alleen.vraag("GET", VERNIETIGING).text
    assert "/berichten/" not in beheer.split("<main")[1]
    assert 'href="/beheer/gezondheid"' in beheer


def test_gaat_het_plannen_mis_dan_blijven_alle_vragen_staan_en_telt_wat_er_nu_staat(
    alleen: Alleen,
) -> None:
    """De reeks is dan al vastgelegd: zij wordt verbeterd, en niet nog een keer gemaakt."""
    begrippen = begrippen_van(REGELS).model_dump(by_alias=True)
    soort, locatie = (
        next(een["code"] for een in begrippen["soorten"][lijst]["begrippen"] if een["mag"])
        for lijst in ("overlegsoorten", "overleglocaties")
    )
    collegas = [
        {"id": een, "partij": partij, "functie": functie, "geldig": True, "naam": None}
        for een, partij, functie in (
            (GROEP, "gemeente", "regisseur"),
            (ANDER, "politie", "analist"),
        )
    ]
    reeks, overleg = (kenmerk_van("0123456789abcdef", een) for een in ("reeks", "overleg"))
    laat = {"fouten": [{"pad": "/einde", "melding": "ligt voor het begin"}]}
    paden = {
        "/begrippen": (200, begrippen), "/collegas": (200, {"collegas": collegas}),
        "/overlegreeksen": (200, {"overlegreeksen": [{"id": reeks}]}),
        f"/overlegreeksen/{reeks}": (200, {"id": reeks}), f"/overleggen/{overleg}": (400, laat),
    }  # fmt: skip
    gevraagd = antwoordt(alleen, paden, "overleggen")
    velden = {
        "_csrf": "teken", "_sleutel": "0123456789abcdef", "reeks.doel": "Bespreken wat er speelt.",
        "reeks.frequentie": "elke maand", "soort": soort, "locatie": locatie, "dag": "31-12-2026",
        "van": "14.00", "tot": "13.00", "deelnemers": GROEP, "nagelezen": "ja",
    }  # fmt: skip
    pad = f"/groepen/{GROEP}/overleg"
    nee = alleen.vraag("POST", pad, **velden)
    assert nee.status_code == 400
    assert "Bespreken wat er speelt." in nee.text
    assert "Waarvoor dient dit overleg?" in nee.text
    assert 'href="#tot"' in nee.text
    gezet = [een for een in gevraagd if een.method == "PUT" and "overlegreeksen" in een.url.path]
    assert [json.loads(een.content)["doel"] for een in gezet] == ["Bespreken wat er speelt."]
    # Met een ander formulier is het een overleg in een reeks die er al is.
    antwoordt(alleen, {**paden, f"/concepten/overleg/{GROEP}": (404, {})}, "overleggen")
    assert "Waarvoor dient dit overleg?" not in alleen.vraag("GET", pad).text

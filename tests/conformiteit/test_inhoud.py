"""Wat de gateway niet ziet, ziet de ontvanger: hij weigert, tekent daarvoor en bewaart niets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    Bericht,
    Buitenstaander,
    controleer_ontvangst,
    maak_bericht,
    onderdeel,
)
from tests.conformiteit.probleem import eis_probleem


def test_inhoud_die_niet_is_wat_de_kop_zegt_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    """De gateway kan het niet zien; de ontvanger wel, en hij tekent voor zijn weigering."""
    geleverd = [
        {
            "betrokkene": profiel.uuid7(),
            "gegevenssoort": "NAW",
            "gegevens": {"naam": "Iemand Anders-Verzinsel"},
        }
    ]
    bericht = buiten.verstrekking(groep, vraag, geleverd=geleverd)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
    assert ontvangst["reden"]
    assert "Verzinsel" not in antwoord.text


def test_geboortedatum_die_niet_bij_de_leeftijdsklasse_past_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    vandaag = datetime.now(UTC).date()
    deel = onderdeel(profiel.uuid7(), "GEBOORTEDATUM")
    geboren = vandaag.replace(year=vandaag.year - 13, day=1)
    geleverd = [
        {
            "betrokkene": deel["betrokkene"],
            "gegevenssoort": "GEBOORTEDATUM",
            "gegevens": {"geboortedatum": geboren.isoformat()},
        }
    ]
    bericht = buiten.verstrekking(groep, vraag, onderdelen=[deel], geleverd=geleverd)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
    assert geboren.isoformat() not in antwoord.text


def test_inhoud_voor_een_ander_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    goed = buiten.verstrekking(groep, vraag)
    kop, jwe = profiel.verzegel(
        {**goed.kop, "id": profiel.uuid7()},
        [
            {
                "betrokkene": goed.kop["onderdelen"][0]["betrokkene"],
                "gegevenssoort": "NAW",
                "gegevens": {"naam": "Ravi Verzinsel"},
            }
        ],
        None,
        buiten.doel.partijen["om"].versleuteling,
    )
    bericht = maak_bericht(kop, jwe, buiten.doel.partijen["politie"].ondertekening)
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"


def _met_jwe(buiten: Buitenstaander, groep: str, vraag: str, jwe: str) -> Bericht:
    kop = buiten.verstrekking(groep, vraag).kop
    return maak_bericht(kop, jwe, buiten.doel.partijen["politie"].ondertekening)


def _eis_geweigerd_door_de_ontvanger(buiten: Buitenstaander, bericht: Bericht) -> None:
    """A signed refusal, the same one when asked again; or no message at all (400)."""
    antwoord = buiten.stuur(bericht)
    if antwoord.status_code == 400:
        eis_probleem(antwoord, 400)
        return
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
    assert ontvangst["reden"]
    assert buiten.stuur(bericht).json() == antwoord.json()


@pytest.mark.parametrize(
    "anders",
    [
        {"enc": "A128GCM"},
        {"enc": "A256CBC-HS512"},
        {"zip": "DEF"},
        {"crit": ["exp"], "exp": 1},
        {"alg": "RSA1_5"},
        {"alg": "dir"},
        {"alg": "none"},
        {"typ": "JOSE"},
        {"x5t#S256": profiel.b64u(bytes(32))},
        {"jku": "https://kwaad.example/sleutels"},
    ],
    ids=lambda anders: "-".join(f"{naam}" for naam in anders),
)
def test_versleuteling_buiten_het_profiel_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str, anders: dict[str, Any]
) -> None:
    gemeente = buiten.doel.partijen["gemeente"].versleuteling
    jwe = profiel.jwe(b"{}", gemeente, kop=anders)
    _eis_geweigerd_door_de_ontvanger(buiten, _met_jwe(buiten, groep, vraag, jwe))


@pytest.mark.parametrize(
    "plat",
    [b"", b"geen json", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 20_000, b"9" * 20_000],
    ids=["leeg", "geen-json", "lijst", "null", "leeg-object", "geen-utf8", "diep", "lang-getal"],
)
def test_inhoud_die_na_openen_niets_is_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str, plat: bytes
) -> None:
    jwe = profiel.jwe(plat, buiten.doel.partijen["gemeente"].versleuteling)
    _eis_geweigerd_door_de_ontvanger(buiten, _met_jwe(buiten, groep, vraag, jwe))


@pytest.mark.parametrize("segment", [1, 2, 3, 4])
def test_een_byte_anders_in_de_versleuteling_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, vraag: str, segment: int
) -> None:
    goed = buiten.verstrekking(groep, vraag)
    delen = json.loads(goed.body)["inhoud"].split(".")
    bytes_ = bytearray(profiel.ont_b64u(delen[segment]))
    bytes_[0] ^= 1
    delen[segment] = profiel.b64u(bytes(bytes_))
    bericht = maak_bericht(goed.kop, ".".join(delen), buiten.doel.partijen["politie"].ondertekening)
    _eis_geweigerd_door_de_ontvanger(buiten, bericht)


def test_inhoud_van_een_eerder_bericht_past_niet_in_een_nieuw(
    buiten: Buitenstaander, groep: str, vraag: str
) -> None:
    """Wie oude inhoud onder een nieuwe kop hangt, wordt door de ontvanger betrapt."""
    eerder = buiten.verstrekking(groep, vraag)
    assert buiten.stuur(eerder).status_code == 201
    kop = {**eerder.kop, "id": profiel.uuid7(), "doel": "D2"}
    bericht = maak_bericht(
        kop, json.loads(eerder.body)["inhoud"], buiten.doel.partijen["politie"].ondertekening
    )
    _eis_geweigerd_door_de_ontvanger(buiten, bericht)

"""Wat de gateway niet ziet, ziet de ontvanger: hij weigert, tekent daarvoor en bewaart niets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import (
    Bericht,
    inhoud_bij,
    maak_bericht,
    onderdeel,
)
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.controle import controleer_ontvangst
from tests.conformiteit.probleem import eis_probleem


def _eis_geweigerd(buiten: Buitenstaander, bericht: Bericht, *codes: str) -> str:
    """The gateway cannot see it; the receiver can, and signs for refusing it."""
    antwoord = buiten.stuur(bericht)
    assert antwoord.status_code == 201, antwoord.text
    ontvangst = controleer_ontvangst(buiten.doel, bericht, antwoord.json()["ontvangst"])
    assert ontvangst["status"] == "geweigerd"
    assert ontvangst["reden"] in codes, ontvangst
    assert buiten.stuur(bericht).json() == antwoord.json(), "nog eens: hetzelfde antwoord"
    return antwoord.text


def test_inhoud_die_niet_is_wat_de_kop_zegt_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str
) -> None:
    geleverd = [
        {
            "betrokkene": profiel.uuid4(),
            "gegevenssoort": "NAW",
            "gegevens": {"naam": "Iemand Anders-Verzinsel"},
        }
    ]
    bericht = buiten.verstrekking(groep, geleverd=geleverd)
    assert "Verzinsel" not in _eis_geweigerd(buiten, bericht, "INHOUD_WIJKT_AF")


@pytest.mark.parametrize(
    "gegevens",
    [
        {},
        {"naam": "Ravi Verzinsel", "bsn": "(geen echt nummer)"},
        {"naam": ["Ravi", "Verzinsel"]},
        {"naam": "Ravi\nVerzinsel"},
        {"adres": "Bedachtepad 7"},
        {"naam": "Ravi Verzinsel", "opmerking": "Zijn broer doet ook mee (verzonnen)."},
    ],
    ids=["leeg", "nummer", "lijst", "twee-regels", "zonder-naam", "iets-erbij"],
)
def test_een_lid_dat_niet_bij_de_soort_hoort_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, gegevens: dict[str, Any]
) -> None:
    deel = onderdeel(profiel.uuid4())
    geleverd = [{"betrokkene": deel["betrokkene"], "gegevenssoort": "NAW", "gegevens": gegevens}]
    bericht = buiten.verstrekking(groep, onderdelen=[deel], geleverd=geleverd)
    _eis_geweigerd(buiten, bericht, "VORM")


@pytest.mark.parametrize("jaren", [11, 13, 24])
def test_geboortedatum_die_niet_bij_de_leeftijdsklasse_past_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, jaren: int
) -> None:
    vandaag = datetime.now(UTC).date()
    deel = onderdeel(profiel.uuid4(), "GEBOORTEDATUM")
    geboren = vandaag.replace(year=vandaag.year - jaren, day=1).isoformat()
    geleverd = [
        {
            "betrokkene": deel["betrokkene"],
            "gegevenssoort": "GEBOORTEDATUM",
            "gegevens": {"geboortedatum": geboren},
        }
    ]
    bericht = buiten.verstrekking(groep, onderdelen=[deel], geleverd=geleverd)
    assert geboren not in _eis_geweigerd(buiten, bericht, "LEEFTIJD")


def test_een_ouder_van_een_onbekend_kind_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str
) -> None:
    """Van het kind moet de ontvanger de leeftijd zelf kunnen nagaan."""
    ouder = onderdeel(profiel.uuid4(), categorie=2, kind=profiel.uuid4(), leeftijdsklasse="12-15")
    _eis_geweigerd(buiten, buiten.verstrekking(groep, onderdelen=[ouder]), "LEEFTIJD")


def test_inhoud_voor_een_ander_weigert_de_ontvanger(buiten: Buitenstaander, groep: str) -> None:
    goed = buiten.verstrekking(groep)
    verzegeld = profiel.verzegel(
        {**goed.kop, "id": profiel.uuid7()},
        inhoud_bij(goed.kop, "Waarom niet."),
        buiten.doel.partijen["om"].versleuteling,
    )
    bericht = maak_bericht(verzegeld.kop, verzegeld.jwe, buiten.sleutels("politie"))
    _eis_geweigerd(buiten, bericht, "ONLEESBAAR")


def test_een_andere_kop_dan_waar_de_inhoud_bij_hoort_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str
) -> None:
    """Doel en motivering horen bij deze inhoud; onder een andere kop is zij niets waard."""
    goed = buiten.verstrekking(groep)
    for anders in ({"doel": "D2"}, {"inhoudCommitment": profiel.commitment(b"iets")}):
        kop = {**goed.kop, "id": profiel.uuid7(), **anders}
        bericht = maak_bericht(kop, goed.jwe, buiten.sleutels("politie"))
        _eis_geweigerd(buiten, bericht, "INHOUD_WIJKT_AF")


def test_inhoud_zonder_opvulling_weigert_de_ontvanger(buiten: Buitenstaander, groep: str) -> None:
    """De lengte zou verraden wat erin staat."""
    goed = buiten.verstrekking(groep)
    zout = profiel.b64u(bytes(32))
    inhoud = inhoud_bij(goed.kop, "Waarom niet.")
    kop = profiel.bind(goed.kop, inhoud, bytes(32))
    kaal = {**inhoud, "kopDigest": profiel.commitment(profiel.jcs(kop)), "zout": zout}
    ontvanger = buiten.doel.partijen["gemeente"].versleuteling
    jwe = profiel.jwe(json.dumps(kaal).encode(), ontvanger)
    bericht = maak_bericht(kop, jwe, buiten.sleutels("politie"))
    _eis_geweigerd(buiten, bericht, "ONLEESBAAR", "INHOUD_WIJKT_AF")


def test_een_antwoord_op_een_vraag_die_de_ontvanger_niet_stelde_weigert_hij(
    buiten: Buitenstaander,
) -> None:
    """Met de sleutels van de gemeente is buiten haar dienst om gevraagd: zij weet van niets."""
    groep = buiten.nieuwe_groep(2)
    vraag = buiten.verzoek(groep, stap=2)
    buiten.geef(vraag)
    bericht = buiten.verstrekking(groep, stap=2, inReactieOp=vraag.id)
    _eis_geweigerd(buiten, bericht, "REGELS")


def _met_jwe(buiten: Buitenstaander, groep: str, jwe: str) -> Bericht:
    kop = buiten.verstrekking(groep).kop
    return maak_bericht(kop, jwe, buiten.sleutels("politie"))


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
    buiten: Buitenstaander, groep: str, anders: dict[str, Any]
) -> None:
    gemeente = buiten.doel.partijen["gemeente"].versleuteling
    jwe = profiel.jwe(b"{}", gemeente, kop=anders)
    _eis_geweigerd_door_de_ontvanger(buiten, _met_jwe(buiten, groep, jwe))


@pytest.mark.parametrize(
    "plat",
    [b"", b"geen json", b"[]", b"null", b"{}", b"\xff\xfe", b"[" * 20_000, b"9" * 20_000],
    ids=["leeg", "geen-json", "lijst", "null", "leeg-object", "geen-utf8", "diep", "lang-getal"],
)
def test_inhoud_die_na_openen_niets_is_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, plat: bytes
) -> None:
    jwe = profiel.jwe(plat, buiten.doel.partijen["gemeente"].versleuteling)
    _eis_geweigerd_door_de_ontvanger(buiten, _met_jwe(buiten, groep, jwe))


@pytest.mark.parametrize("segment", [1, 2, 3, 4])
def test_een_byte_anders_in_de_versleuteling_weigert_de_ontvanger(
    buiten: Buitenstaander, groep: str, segment: int
) -> None:
    goed = buiten.verstrekking(groep)
    delen = json.loads(goed.body)["inhoud"].split(".")
    bytes_ = bytearray(profiel.ont_b64u(delen[segment]))
    bytes_[0] ^= 1
    delen[segment] = profiel.b64u(bytes(bytes_))
    bericht = maak_bericht(goed.kop, ".".join(delen), buiten.sleutels("politie"))
    _eis_geweigerd_door_de_ontvanger(buiten, bericht)


def test_inhoud_van_een_eerder_bericht_past_niet_in_een_nieuw(
    buiten: Buitenstaander, groep: str
) -> None:
    """Wie oude inhoud onder een nieuwe kop hangt, wordt door de ontvanger betrapt."""
    eerder = buiten.verstrekking(groep)
    assert buiten.stuur(eerder).status_code == 201
    kop = {**eerder.kop, "id": profiel.uuid7(), "doel": "D2"}
    bericht = maak_bericht(kop, json.loads(eerder.body)["inhoud"], buiten.sleutels("politie"))
    _eis_geweigerd_door_de_ontvanger(buiten, bericht)

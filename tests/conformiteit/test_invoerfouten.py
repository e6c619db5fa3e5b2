"""Wat geen bericht is: een 400 die elke fout noemt, niets vastgelegd, en wel geteld."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformiteit import profiel
from tests.conformiteit.afzender import Bericht, onderdeel
from tests.conformiteit.boek import bladen_over, stand
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.probleem import eis_probleem, fouten, poorten

ZIN = "Jaap-woont-op-Nergenslaan-4"
"""Words somebody would want to smuggle into a log that is kept for years."""

NIETS_WEG: dict[str, Any] = {"berichten": [], "betrokkenen": [], "heleGroep": True}
KOPPEN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("/kop/doel", {"doel": ZIN}, {}),
    ("/kop/kanaal", {"kanaal": ZIN}, {}),
    ("/kop/stuk", {"stuk": ZIN}, {}),
    ("/kop/groep", {"groep": ZIN}, {}),
    ("/kop/inReactieOp", {"inReactieOp": ZIN}, {}),
    ("/kop/uiting", {"uiting": ZIN}, {}),
    ("/kop/medewerker", {"medewerker": ZIN}, {}),
    ("/kop/vernietigd", {"vernietigd": NIETS_WEG}, {}),
    ("/kop/opmerking", {"opmerking": ZIN}, {}),
    ("/kop/onderdelen/0/betrokkene", {}, {"betrokkene": ZIN}),
    ("/kop/onderdelen/0/gegevenssoort", {}, {"gegevenssoort": "KLEUR_OGEN"}),
    ("/kop/onderdelen/0/grondslag", {}, {"grondslag": "AVG9_2_G"}),
    ("/kop/onderdelen/0/kind", {}, {"kind": profiel.uuid4()}),
    ("/kop/onderdelen/0/vervangt", {}, {"vervangt": 0}),
    ("/kop/onderdelen/0/informatie", {}, {"informatie": {"status": "geinformeerd"}}),
    ("/kop/onderdelen/0/naam", {}, {"naam": ZIN}),
    ("/kop/onderdelen/0/kenmerken/zaak", {}, {"kenmerken": {"zaak": ZIN}}),
    ("/kop/onderdelen/0/leeftijdsklasse", {}, {"leeftijdsklasse": "12-23"}),
]  # fmt: skip


def _met(buiten: Buitenstaander, groep: str, kop: dict[str, Any], deel: dict[str, Any]) -> Bericht:
    onderdelen = [{**onderdeel(profiel.uuid4()), **deel}]
    return buiten.verstrekking(kop.get("groep", groep), onderdelen=onderdelen, **_zonder_groep(kop))


def _zonder_groep(kop: dict[str, Any]) -> dict[str, Any]:
    return {lid: waarde for lid, waarde in kop.items() if lid != "groep"}


def _geteld(buiten: Buitenstaander) -> dict[str, int]:
    gelezen = buiten.als("politie").get("/v1/invoerfouten")
    assert gelezen.status_code == 200, gelezen.text
    return {rij["plaats"]: rij["aantal"] for rij in gelezen.json()["invoerfouten"]}


@pytest.mark.parametrize(("plaats", "kop", "deel"), KOPPEN, ids=[plaats for plaats, *_ in KOPPEN])
def test_een_code_of_lid_dat_niemand_kent_is_geen_bericht(
    buiten: Buitenstaander,
    groep: str,
    plaats: str,
    kop: dict[str, Any],
    deel: dict[str, Any],
) -> None:
    bericht = _met(buiten, groep, kop, deel)
    voor, maat = _geteld(buiten), stand(buiten).grootte
    antwoord = buiten.stuur(bericht)
    probleem = eis_probleem(antwoord, 400)
    assert any(pad == plaats or pad.startswith(f"{plaats}/") for pad in fouten(probleem)), probleem
    assert ZIN not in antwoord.text, "een antwoord herhaalt niet wat iemand stuurde"
    # Niets in het log, ook geen weigering; alleen geteld, zonder wat er stond.
    assert bladen_over(buiten, bericht.id, maat) == []
    weg = buiten.als("politie").post("/v1/bewijsbundels", json={"bericht": bericht.id})
    assert weg.status_code == 404, weg.text
    na = _geteld(buiten)
    assert sum(na.values()) > sum(voor.values())
    assert ZIN not in str(na)


def test_alle_fouten_staan_er_in_een_keer(buiten: Buitenstaander, groep: str) -> None:
    bericht = _met(
        buiten, groep, {"doel": "D9", "kanaal": "postduif"},
        {"gegevenssoort": "KLEUR_OGEN", "grondslag": "GEEN", "kind": profiel.uuid4()},
    )  # fmt: skip
    gemeld = fouten(eis_probleem(buiten.stuur(bericht), 400))
    assert {
        "/kop/doel", "/kop/kanaal", "/kop/onderdelen/0/gegevenssoort",
        "/kop/onderdelen/0/grondslag", "/kop/onderdelen/0/kind",
    } <= set(gemeld)  # fmt: skip


@pytest.mark.parametrize(
    ("kop", "deel", "poort"),
    [
        ({}, {"gegevenssoort": "BSN"}, 8),
        ({}, {"gegevenssoort": "FOTO"}, 8),
        ({}, {"gegevenssoort": "GROEPSSCAN"}, 8),
        ({}, {"grondslag": "WPG20"}, 11),
        ({"kanaal": "email"}, {}, 14),
        ({"kanaal": "usb"}, {}, 14),
    ],
)
def test_wat_het_convenant_kent_en_weigert_is_een_besluit(
    buiten: Buitenstaander, groep: str, kop: dict[str, Any], deel: dict[str, Any], poort: int
) -> None:
    """Wie om een burgerservicenummer vraagt, leest waarom dat niet mag; en het staat in het log."""
    bericht = _met(buiten, groep, kop, deel)
    probleem = eis_probleem(buiten.stuur(bericht), 403)
    assert poorten(probleem) == [poort]
    for reden in probleem["redenen"]:
        assert reden["uitleg"].endswith(".")
    assert isinstance(probleem["bladnummer"], int)


def test_een_onbekende_functie_wordt_niet_geregistreerd(buiten: Buitenstaander) -> None:
    invoer = {
        "partij": "politie", "functie": "groepsoppas", "aangewezen": True, "geautoriseerd": True,
        "geheimhouding": True, "vog": True, "geldigTot": "2030-01-01",
    }  # fmt: skip
    antwoord = buiten.registreer("politie", f"/v1/autorisaties/{profiel.uuid7()}", invoer)
    assert "/functie" in fouten(eis_probleem(antwoord, 400))

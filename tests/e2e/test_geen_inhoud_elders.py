"""Na een hele zaak staat nergens een woord over een persoon, behalve verzegeld bij wie het aangaat.

Gezocht wordt in elk bestand dat de processen schreven: databanken met hun WAL, kluizen, sleutels en
uitvoer; als tekst, zonder accenten, in JSON-reeksen, in hex en in base64 op elke plek in een reeks.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from tests.e2e.kantoor import ANALIST, REGISSEUR
from tests.e2e.verloop import QUIRIËN, Verloop
from tests.e2e.zoeken import VERSLEUTELDE_INHOUD, gevonden, naalden


@pytest.fixture(scope="module")
def geschreven(verloop: Verloop) -> dict[str, list[Path]]:
    """Every file the processes wrote, by whose it is."""
    map_ = verloop.wereld.omgeving.paden.map
    alle = [pad for deel in ("data", "uitvoer", "sleutels") for pad in (map_ / deel).rglob("*")]
    bestanden = [pad for pad in alle if pad.is_file()]
    namen = {pad.name for pad in bestanden}
    assert {"gateway.sqlite", "politie.sqlite", "politie-kluis.sqlite", "om.log"} <= namen
    wie = ("gateway", "gemeente", "politie", "om", "inlog")
    return {een: [pad for pad in bestanden if pad.name.startswith(een)] for een in wie}


def test_de_zaak_kwam_echt_aan(verloop: Verloop) -> None:
    """Zonder dit zou niets vinden niets zeggen."""
    rijen = verloop.zaak.ontvangen(REGISSEUR, verloop.berichten["antwoord"]["id"])
    assert QUIRIËN["naam"] in json.dumps(rijen, ensure_ascii=False)
    persoon = verloop.bij["politie", "quirien"]
    assert verloop.wereld.als(ANALIST).haal(f"/personen/{persoon}")["naam"] == QUIRIËN["naam"]


@pytest.mark.parametrize("als", ["tekst", "json", "base64", "hex", "zonder-accent"])
def test_wie_zoekt_zou_vinden(verloop: Verloop, tmp_path: Path, als: str) -> None:
    """Proef op het zoeken zelf: een bestand waar het wel in staat, op een willekeurige plek."""
    naam = QUIRIËN["naam"]
    in_bestand = {
        "tekst": naam.encode(),
        "json": json.dumps({"x": naam}).encode(),
        "base64": base64.b64encode(b"#" + naam.encode() + b"en nog iets"),
        "hex": naam.encode().hex().encode(),
        "zonder-accent": b"quirien zandloper-verzonnen",
    }[als]
    bestand = tmp_path / "lek.bin"
    bestand.write_bytes(bytes(1000) + in_bestand + bytes(1000))
    assert any(naam in treffer for treffer in gevonden([bestand], naalden(verloop)))


@pytest.mark.parametrize("wie", ["gateway", "gemeente", "politie", "om", "inlog"])
def test_nergens_staat_iets_leesbaars_over_een_persoon(
    verloop: Verloop, geschreven: dict[str, list[Path]], wie: str
) -> None:
    assert geschreven[wie]
    assert gevonden(geschreven[wie], naalden(verloop)) == []


def test_de_gateway_bewaart_ook_geen_versleutelde_inhoud(
    geschreven: dict[str, list[Path]],
) -> None:
    """Wat niet bewaard wordt, kan later ook niet alsnog worden geopend."""
    assert VERSLEUTELDE_INHOUD.startswith(b"eyJhbGciOiJSU0EtT0FF")
    assert gevonden(geschreven["gateway"], {VERSLEUTELDE_INHOUD: "een JWE"}) == []


def test_bij_een_partij_ligt_geen_bericht_dat_zij_niet_verzond_of_kreeg(
    verloop: Verloop, geschreven: dict[str, list[Path]]
) -> None:
    """Het kenmerk van een bericht tussen twee anderen komt bij de derde niet voor."""
    partijen = {"gemeente", "politie", "om"}
    for naam, stand in verloop.berichten.items():
        afzender = {"bekendheid-om": "om", "strafzaak": "om", "bekendheid": "gemeente",
                    "overlast": "gemeente"}.get(naam, "politie")  # fmt: skip
        (derde,) = partijen - {afzender, stand["ontvanger"]}
        kenmerk = {stand["id"].encode(): naam}
        assert gevonden(geschreven[afzender], kenmerk), "bij de afzender wel"
        if naam != "brutolijst":
            # Het OM noemt de brutolijst in zijn aanvulling aan de gemeente: een verwijzing.
            assert gevonden(geschreven[derde], kenmerk) == []

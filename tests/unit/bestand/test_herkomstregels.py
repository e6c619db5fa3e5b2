"""Wat de ontvanger bewaart heeft dezelfde laatste dag als het besluit noemt."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.om.context.regels import is_context
from shared.bestand.ontvangen.herkomst import bewaren_tot, herkomst_van
from shared.convenant.poorten.toetsing import toets
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import lees_toetsverzoek
from tests.hulp.profiel import gevallen, profiel

REGELS = standaard_convenant()
MAG = [pad for pad in gevallen("gevallen") if pad.name.startswith("mag-")]


def _verzoek(pad: Path) -> dict[str, Any]:
    verzoek: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))["toetsverzoek"]
    return verzoek


@pytest.mark.parametrize("pad", MAG, ids=lambda pad: pad.stem)
def test_de_laatste_bewaardag_is_die_van_de_plicht_in_het_besluit(pad: Path) -> None:
    document = _verzoek(pad)
    verzoek = lees_toetsverzoek(document, REGELS)
    plichten = toets(verzoek, REGELS).plichten
    verwacht = {p.onderdeel: p.uiterlijk for p in plichten if p.code == "BEWAARTERMIJN"}
    assert len(verwacht) == len(document["kop"]["onderdelen"])
    gevonden = {
        nummer: herkomst_van(REGELS, document["kop"], deel, verzoek.toestand.nu).vervalt_op
        for nummer, deel in enumerate(document["kop"]["onderdelen"])
    }
    assert gevonden == verwacht


def test_zonder_stap_geldt_de_strengste_termijn() -> None:
    document = _verzoek(profiel() / "gevallen" / "mag-politie-gemeente-stap2.json")
    kop, deel = document["kop"], document["kop"]["onderdelen"][0]
    nu = lees_toetsverzoek(document, REGELS).toestand.nu.date()
    dagen = [bewaren_tot(REGELS, {**kop, "stap": stap}, deel, nu) for stap in range(2, 8)]
    zonder = bewaren_tot(REGELS, {**kop, "stap": None}, deel, nu)
    assert zonder == min(dag for dag in dagen if dag is not None)


def test_regime_en_artikel_komen_uit_het_convenant() -> None:
    document = _verzoek(profiel() / "gevallen" / "mag-om-gemeente-justitieel.json")
    kop, deel = document["kop"], document["kop"]["onderdelen"][0]
    herkomst = herkomst_van(REGELS, kop, deel, lees_toetsverzoek(document, REGELS).toestand.nu)
    assert (herkomst.regime, herkomst.convenantartikel) == ("Wjsg", "4.2")
    vreemd = herkomst_van(
        REGELS, {**kop, "afzender": "provincie"}, {**deel, "gegevenssoort": "ONBEKEND"},
        lees_toetsverzoek(document, REGELS).toestand.nu,
    )  # fmt: skip
    assert (vreemd.regime, vreemd.convenantartikel) == ("onbekend", None)
    assert vreemd.vervalt_op is not None


@pytest.mark.parametrize(
    ("van", "stap", "kanaal", "categorie", "context"),
    [
        ("gemeente", 5, "koppelvlak", 1, True),
        ("gemeente", 5, "koppelvlak", 2, True),
        ("gemeente", 3, "koppelvlak", 1, False),
        ("gemeente", 5, "koppelvlak", 3, False),
        ("politie", 5, "koppelvlak", 1, True),
        ("politie", 3, "koppelvlak", 1, False),
        ("politie", 5, "overleg", 1, True),
        ("gemeente", 3, "overleg", 1, True),
        ("politie", 5, "overleg", 3, False),
    ],
)
def test_wat_context_bij_een_zaak_is_blijft_hoogstens_dertig_dagen(
    van: str, stap: int, kanaal: str, categorie: int, context: bool
) -> None:
    kop = {"afzender": van, "ontvanger": "om", "stap": stap, "kanaal": kanaal}
    deel = {"gegevenssoort": "NAW", "categorie": categorie, "kenmerken": None}
    ontvangen = date(2026, 11, 23)
    assert is_context(REGELS, kop, deel, ontvangen) is context
    if context:
        assert bewaren_tot(REGELS, kop, deel, ontvangen) == date(2026, 12, 23)
    naar_ander = {**kop, "afzender": "om", "ontvanger": "gemeente"}
    assert not is_context(REGELS, naar_ander, deel, ontvangen)

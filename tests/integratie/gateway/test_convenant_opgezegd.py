"""Wat er doorgaat als een partij het convenant opzegt: de anderen, als zij dat bevestigden (K7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.pki import Pki
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.omgeving import schrijf_partijen
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import draaiende_gateway
from tests.integratie.gateway.sjabloon import SqliteSjabloon


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ('{ partij = "om", per = 2026-11-20 }', {"CONVENANT_NIET_VOORTGEZET"}),
        ('{ partij = "om", per = 2026-11-20, voortgezet = false }', {"CONVENANT_NIET_VOORTGEZET"}),
        ('{ partij = "om", per = 2026-11-20, voortgezet = true }', set()),
        ('{ partij = "politie", per = 2026-11-20, voortgezet = true }', {"CONVENANT_OPGEZEGD"}),
        ('{ partij = "om", per = 2026-11-24 }', set()),
    ],
)
def test_na_een_opzegging(
    pki: Pki, tmp_path: Path, sqlite_sjabloon: SqliteSjabloon, vaste_klok: VasteKlok, net: Net,
    rij: str, reden: set[str],
) -> None:  # fmt: skip
    bestand = schrijf_partijen(pki, tmp_path / "partijen.toml")
    bestand.write_text(f"[convenant]\nopzeggingen = [{rij}]\n\n{bestand.read_text()}")
    url = sqlite_sjabloon.kopie(tmp_path)
    with draaiende_gateway(pki, tmp_path, url, vaste_klok, net, migreren=False) as gateway:
        kop = koppen.groepsbericht(vaste_klok(), "politie", "gemeente")
        if reden:
            assert gateway.redenen(kop) == reden
        else:
            gateway.geef(kop)
        (opzegging,) = bladen_van(gateway, "besluit")[-1]["toestand"]["convenant"]["opzeggingen"]
        assert opzegging["voortgezet"] is ("true" in rij)

"""De journalen van de partijen naast het log van een zaak die echt is gespeeld."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.bewijs import DRIEHOEK, alles_tot_nu, haal_bundel
from tests.e2e.kantoor import ANALIST, PARKETSECRETARIS, REGISSEUR
from tests.e2e.verloop import Verloop

LEZERS = {"politie": ANALIST, "gemeente": REGISSEUR, "om": PARKETSECRETARIS}


@pytest.fixture(scope="module")
def stukken(verloop: Verloop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Eerst de journalen en dan de bundel: wat intussen gebeurt staat in elk geval in het log."""
    map_ = tmp_path_factory.mktemp("vergelijken")
    paden = {"bundel": map_ / "bewijs.zip"}
    haal_bundel(verloop.wereld, alles_tot_nu(), paden["bundel"])
    for partij, wie in LEZERS.items():
        regels = verloop.wereld.alles(wie, "/journaal", "journaal")
        paden[partij] = map_ / f"{partij}.jsonl"
        paden[partij].write_text("\n".join(map(json.dumps, regels)), encoding="utf-8")
    return paden


def _vergelijk(stukken: dict[str, Path], *opties: str) -> subprocess.CompletedProcess[str]:
    journalen = [f"--journaal={partij}={stukken[partij]}" for partij in LEZERS]
    return subprocess.run(
        [DRIEHOEK, "bewijs", "vergelijk", str(stukken["bundel"]), *journalen, *opties],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_de_journalen_en_het_log_zeggen_hetzelfde(
    verloop: Verloop, stukken: dict[str, Path]
) -> None:
    klaar = _vergelijk(stukken, "--json")
    zaak = {stand["id"] for stand in verloop.berichten.values()}
    verschillen = [json.loads(regel) for regel in klaar.stdout.splitlines()]
    assert [een for een in verschillen if een["bericht"] in zaak] == [], klaar.stderr
    assert len(zaak) > 3


def test_een_regel_die_uit_een_journaal_is_gehaald_valt_op(
    verloop: Verloop, stukken: dict[str, Path], tmp_path: Path
) -> None:
    weg = next(s["id"] for s in verloop.berichten.values() if s["status"] == "afgeleverd")
    paden = dict(stukken)
    for partij in LEZERS:
        regels = stukken[partij].read_text(encoding="utf-8").splitlines()
        paden[partij] = tmp_path / f"{partij}.jsonl"
        over = [regel for regel in regels if json.loads(regel)["bericht"] != weg]
        paden[partij].write_text("\n".join(over), encoding="utf-8")
    klaar = _vergelijk(paden)
    assert klaar.returncode == 1
    assert f"[niet-bij-afzender] bericht {weg}" in klaar.stdout
    assert f"[niet-bij-ontvanger] bericht {weg}" in klaar.stdout

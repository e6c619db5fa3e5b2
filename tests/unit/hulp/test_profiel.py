"""De tests vinden het profiel, of zeggen waar zij het zochten; overslaan doen zij nooit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hulp.profiel import INSTELLING, ProfielOntbreekt, gevallen, lees, zoek_profiel


def _profiel_in(map_: Path) -> Path:
    profiel = map_ / "shared" / "profiel"
    (profiel / "vectoren").mkdir(parents=True)
    for naam in ("toetsverzoek.schema.json", "besluit.schema.json", "vectoren/uitwisseling.json"):
        (profiel / naam).write_text("{}", encoding="utf-8")
    return profiel


def test_het_profiel_staat_naast_het_project(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    profiel = _profiel_in(tmp_path)
    assert zoek_profiel({}, project) == profiel


def test_een_werkboom_kijkt_naast_het_project_waar_hij_bij_hoort(tmp_path: Path) -> None:
    profiel = _profiel_in(tmp_path)
    boom = tmp_path / "elders" / "boom"
    boom.mkdir(parents=True)
    gitmap = tmp_path / "project" / ".git" / "worktrees" / "boom"
    (boom / ".git").write_text(f"gitdir: {gitmap}\n", encoding="utf-8")
    assert zoek_profiel({}, boom) == profiel


def test_de_instelling_gaat_voor(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    _profiel_in(tmp_path)
    elders = _profiel_in(tmp_path / "elders")
    assert zoek_profiel({INSTELLING: str(elders)}, project) == elders


@pytest.mark.parametrize("omgeving", [{}, {INSTELLING: "nergens"}])
def test_zonder_profiel_is_er_een_zin_en_geen_overgeslagen_test(
    omgeving: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(ProfielOntbreekt, match=r"staat niet .* DRIEHOEK_PROFIEL"):
        zoek_profiel(omgeving, tmp_path / "project")


def test_een_half_profiel_is_geen_profiel(tmp_path: Path) -> None:
    (_profiel_in(tmp_path) / "besluit.schema.json").unlink()
    with pytest.raises(ProfielOntbreekt):
        zoek_profiel({}, tmp_path / "project")


def test_dit_profiel_heeft_gevallen_en_invoerfouten() -> None:
    assert len(gevallen("gevallen")) >= 44
    assert len(gevallen("ongeldig")) >= 9
    assert lees("toetsverzoek.schema.json")["type"] == "object"

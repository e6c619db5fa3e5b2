"""Elke opdracht die de uitleg aan een controleur voorschrijft, bestaat en heeft deze opties."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest

from shared.cli.hoofd import maak_lezer
from shared.convenant.regels import standaard_convenant
from tests.unit.logboek.hulp import logsleutel
from tests.unit.logboek.proefbundel import wortels

WORTEL = Path(__file__).resolve().parents[3]
UITLEG = ("README.md", "docs/audit.md")


def _opdrachten(naam: str) -> Iterator[str]:
    tekst = (WORTEL / naam).read_text(encoding="utf-8")
    for blok in re.findall(r"```sh\n(.*?)```", tekst, re.DOTALL):
        for regel in blok.replace("\\\n", " ").splitlines():
            kaal = regel.strip().removeprefix(".venv/bin/").removesuffix("; do")
            if kaal.startswith("driehoek "):
                yield kaal


@pytest.mark.parametrize("naam", UITLEG)
def test_elke_opdracht_in_de_uitleg_wordt_begrepen(
    naam: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wortels.pem").write_bytes(wortels())
    (tmp_path / "ander.toml").write_bytes(standaard_convenant().bron)
    monkeypatch.chdir(tmp_path)
    invullen = {
        "LOGSLEUTEL": logsleutel().vkey,
        "CA": "wortels.pem",
        "CRL": "wortels.pem",
        "GATEWAY": "https://localhost:8440/v1",
        "bundel": "bewijs.zip",
    }
    opdrachten = list(_opdrachten(naam))
    assert opdrachten
    for opdracht in opdrachten:
        woorden = shlex.split(Template(opdracht).substitute(invullen), comments=True)
        assert callable(maak_lezer().parse_args(woorden[1:]).voer_uit), opdracht

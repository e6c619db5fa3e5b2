"""Wat README en docs noemen bestaat: elk pad, elk maakdoel, elke opdracht met haar opties."""

from __future__ import annotations

import argparse
import importlib.util
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Template

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.oefenca import open_ca
from shared.cli.hoofd import maak_lezer
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.notitie import Notitiesleutel, Soort
from tests.hulp.handleiding import WORTEL, opdrachten
from tests.unit.logboek.hulp import logsleutel

DOCUMENTEN = sorted(
    str(pad.relative_to(WORTEL))
    for pad in (*WORTEL.glob("*.md"), *(WORTEL / "docs").glob("*.md"))
    if pad.name != "CHANGELOG.md"
)
TOP = ("shared/", "gateway/", "services/", "deploy/", "docs/", "tests/", "requirements/")
HELE_OPDRACHT = maak_lezer()
MAAKDOELEN = set(re.findall(r"^([a-z]+):", (WORTEL / "Makefile").read_text(), re.MULTILINE))
_GEEN_PAD = re.compile(r"[\s<>{}*$…|()=@\"']")


def _code(document: str) -> Iterator[str]:
    """Everything set in a fixed font: between backticks, and every line of a block."""
    tekst = (WORTEL / document).read_text(encoding="utf-8")
    for blok in re.findall(r"^```[^\n]*\n(.*?)^```$", tekst, re.DOTALL | re.MULTILINE):
        yield from blok.replace("\\\n", " ").splitlines()
    zonder = re.sub(r"^```[^\n]*\n.*?^```$", "", tekst, flags=re.DOTALL | re.MULTILINE)
    yield from (stuk.replace("\n", " ") for stuk in re.findall(r"`([^`]+)`", zonder))


def _ontbrekende_paden(stuk: str) -> Iterator[str]:
    for woord in stuk.split():
        kaal = woord.rstrip(".,:;").partition("#")[0].partition("::")[0]
        if kaal.startswith(TOP) and not _GEEN_PAD.search(kaal) and not (WORTEL / kaal).exists():
            yield f"pad {kaal}"


def _ontbrekende_doelen(stuk: str) -> Iterator[str]:
    for doel in re.findall(r"(?:^|[\s`])make ([a-z]+)", stuk):
        if doel not in MAAKDOELEN:
            yield f"make {doel}"


def _ontbrekende_opdrachten(stuk: str) -> Iterator[str]:
    """Sub-commands of `driehoek`, as deep as they go."""
    gevonden = re.match(r"(?:\.venv/bin/)?driehoek ((?:[a-z][a-z-]* ?)+)", stuk)
    lezer = HELE_OPDRACHT
    for woord in (gevonden[1] if gevonden else "").split():
        keuzes = _keuzes(lezer)
        if keuzes is None:
            return
        if woord not in keuzes:
            yield f"driehoek … {woord}"
            return
        lezer = keuzes[woord]


def _keuzes(lezer: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser] | None:
    for actie in lezer._actions:
        if isinstance(actie, argparse._SubParsersAction):
            return dict(actie.choices)
    return None


def _ontbrekende_modules(stuk: str) -> Iterator[str]:
    for module in re.findall(r"python -m ([a-z_.]+[a-z_])(?=[\s`]|$)", stuk):
        if importlib.util.find_spec(module) is None:
            yield f"python -m {module}"


ZOEKERS = (
    _ontbrekende_paden, _ontbrekende_doelen, _ontbrekende_opdrachten, _ontbrekende_modules,
)  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTEN)
def test_alles_wat_een_document_noemt_bestaat(document: str) -> None:
    weg = {wat for stuk in _code(document) for zoeker in ZOEKERS for wat in zoeker(stuk)}
    assert not weg


@pytest.mark.parametrize(
    ("stuk", "wat"),
    [
        ("docs/weg.md", "pad docs/weg.md"),
        ("make weg", "make weg"),
        ("driehoek bewijs weg a.zip", "driehoek … weg"),
        ("python -m deploy.weg x", "python -m deploy.weg"),
    ],
)
def test_wat_er_niet_is_valt_op(stuk: str, wat: str) -> None:
    assert [een for zoeker in ZOEKERS for een in zoeker(stuk)] == [wat]


_VKEY = Notitiesleutel("getuige", Ed25519PrivateKey.generate(), Soort.COSIGNATURE).vkey
MET_OPDRACHTEN = [naam for naam in DOCUMENTEN if list(opdrachten(naam, "driehoek"))]


@pytest.mark.parametrize("document", MET_OPDRACHTEN)
def test_elke_opdracht_in_de_uitleg_wordt_begrepen(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ca(tmp_path, datetime.now(UTC))
    (tmp_path / "ander.toml").write_bytes(standaard_convenant().bron)
    monkeypatch.chdir(tmp_path)
    invullen = {
        "LOGSLEUTEL": logsleutel().vkey,
        "CA": "vertrouwen.pem",
        "CRL": "intrekkingen.pem",
        "GATEWAY": "https://localhost:8440/v1",
        "bundel": "bewijs.zip",
        "CODE": "politie",
        "NAAM": "Eenheid",
        "OIN": "00000099000000010001",
        "HOST": "politie.example",
        "LOG": "driehoek.example/log",
        "ADRES": "https://politie.example",
        "DPIA": "2026-10-01",
        "PROEF": "--proef",
    }
    for opdracht in opdrachten(document, "driehoek"):
        ingevuld = re.sub(r"\$\([^)]*\)", _VKEY, opdracht)
        woorden = shlex.split(Template(ingevuld).substitute(invullen), comments=True)
        assert callable(maak_lezer().parse_args(woorden[1:]).voer_uit), opdracht

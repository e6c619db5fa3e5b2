"""In wat we uitgeven staat niets van de machine waarop het gemaakt is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architectuur.bron import WORTEL, alle_paden, meld

# Uit delen samengesteld, anders vindt deze test zichzelf.
_MAPPEN = "|".join(("work", "farm", "root", "Users", "home/[a-z]+"))
MACHINEPAD = re.compile(rf"(?:^|[^A-Za-z0-9._/-])/(?:{_MAPPEN})/")
TIJDELIJK = re.compile(r"(?:^|[\s\"'=(])/(?:var/)?tm" + r"p/")
_PUNT = r"\."
REGISTERS = re.compile(
    "|".join(
        _PUNT.join(delen)
        for delen in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry", "npmjs", "org"),
            ("registry", "yarnpkg", "com"),
            ("proxy", "golang", "org"),
        )
    )
    + r"|(?:extra-)?index-ur"
    + r"l\s*[=\s]\s*https?:"
)


def sporen(pad: Path, patroon: re.Pattern[str]) -> list[str]:
    """Regels van een tekstbestand waar het patroon op past."""
    try:
        tekst = pad.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [
        f"{pad}:{nummer} {regel.strip()[:100]}"
        for nummer, regel in enumerate(tekst.splitlines(), 1)
        if patroon.search(regel)
    ]


def _overal(patroon: re.Pattern[str]) -> list[str]:
    gevonden = [spoor for pad in alle_paden() for spoor in sporen(pad, patroon)]
    return [spoor.removeprefix(f"{WORTEL}/") for spoor in gevonden]


def test_er_staat_geen_pad_van_een_machine_in() -> None:
    fouten = _overal(MACHINEPAD) + _overal(TIJDELIJK)
    assert not fouten, meld(
        "Gebruik een pad ten opzichte van het bestand, een instelling, of tmp_path in een test.",
        fouten,
    )


def test_er_staat_geen_adres_van_een_pakketregister_in() -> None:
    fouten = _overal(REGISTERS)
    assert not fouten, meld(
        "Waar een pakket vandaan komt kiest wie installeert: vergrendel met hashes, zonder adres.",
        fouten,
    )


def test_git_houdt_gemaakte_bestanden_buiten() -> None:
    soorten = (".sqlite", ".sqlite-wal", ".pyc", ".log", ".slot")
    fouten = [
        pad.relative_to(WORTEL).as_posix() for pad in alle_paden() if pad.name.endswith(soorten)
    ]
    assert not fouten, meld("Haal deze bestanden uit git; zij ontstaan vanzelf.", fouten)


@pytest.mark.parametrize(
    ("patroon", "regel"),
    [
        (MACHINEPAD, "pad = '/" + "work/main/x'"),
        (MACHINEPAD, "/" + "root/.ssh"),
        (MACHINEPAD, "open('/" + "home/jan/x')"),
        (TIJDELIJK, 'pad = "/' + 'tmp/x"'),
        (REGISTERS, "https://files." + "pythonhosted" + ".org/x"),
        (REGISTERS, "--index-" + "url https://spiegel.example/simple"),
    ],
)
def test_de_regel_ziet_een_spoor(tmp_path: Path, patroon: re.Pattern[str], regel: str) -> None:
    bestand = tmp_path / "x.md"
    bestand.write_text(f"eerste\n{regel}\n")
    assert len(sporen(bestand, patroon)) == 1


@pytest.mark.parametrize("regel", ["https://voorbeeld.example/work/stuk", "../work/x", "a/root/b"])
def test_de_regel_laat_het_goede_met_rust(tmp_path: Path, regel: str) -> None:
    bestand = tmp_path / "x.md"
    bestand.write_text(regel)
    assert sporen(bestand, MACHINEPAD) == []

"""De opdracht `driehoek bewijs vergelijk-log`: is er sinds toen iets weg of veranderd?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shared.cli.hoofd import main
from shared.logboek.notitie import Notitiesleutel
from tests.unit.bewijsbundel.proefbundel import NU, Proefbundel
from tests.unit.logboek.hulp import blad_bytes, logsleutel

Uitvoer = pytest.CaptureFixture[str]
TOEN = tuple(
    blad_bytes("configuratie", NU, omgeving="ontwikkeling", nummer=nummer) for nummer in range(13)
)
LATER = (*TOEN, *(blad_bytes("configuratie", NU, omgeving="test", nummer=n) for n in range(8)))


@dataclass
class Kant:
    """Wat iemand van het log heeft: een bundel met deze nummers, of alleen het checkpoint."""

    bladen: Sequence[bytes]
    nummers: Sequence[int] | None = None
    checkpoint: bool = False
    log: Notitiesleutel = field(default_factory=logsleutel)

    def schrijf(self, pad: Path) -> str:
        proef = Proefbundel(bladen=self.bladen, nummers=self.nummers, log=self.log)
        if self.checkpoint:
            pad.write_text(proef.checkpoint())
        else:
            proef.schrijf(pad)
        return str(pad)


ANDERS = [*LATER[:5], LATER[20], *LATER[6:]]
ZONDER = [*LATER[:5], *LATER[6:]]
GEVALLEN: dict[str, tuple[Kant, Kant, int, str]] = {
    "twee hele bundels": (
        Kant(TOEN),
        Kant(LATER),
        0,
        "Sindsdien kwamen er 8 bladen bij. 13 bladen staan in OUD en in NIEUW",
    ),
    "een checkpoint en een bundel": (Kant(TOEN, checkpoint=True), Kant(LATER), 0, "8 bladen"),
    "genoeg is het laatste blad van toen": (Kant(TOEN), Kant(LATER, [12, 20]), 0, "HETZELFDE"),
    "het laatste blad van toen zit er niet in": (Kant(TOEN), Kant(LATER, [14]), 1, "--gateway"),
    "alleen checkpoints van gelijke grootte": (
        Kant(TOEN),
        Kant(TOEN, checkpoint=True),
        0,
        "Sindsdien kwam er geen blad bij. Geen blad staat zelf",
    ),
    "een blad gewijzigd": (Kant(TOEN), Kant(ANDERS), 1, "VERSCHIL  Blad 5 is gewijzigd."),
    "een gewijzigd blad dat niet in de bundel zit": (
        Kant(TOEN),
        Kant(ANDERS, [12]),
        1,
        "De eerste 13 bladen zijn nu niet meer die van toen",
    ),
    "een blad weggehaald": (Kant(TOEN), Kant(ZONDER), 1, "VERSCHIL  Blad 5 is gewijzigd."),
    "een blad ertussen": (
        Kant(TOEN),
        Kant([*TOEN[:2], LATER[20], *TOEN[2:]]),
        1,
        "VERSCHIL  Blad 2 is gewijzigd.",
    ),
    "even groot en anders": (
        Kant(TOEN, checkpoint=True),
        Kant(ANDERS[:13], [12]),
        1,
        "niet meer die van toen",
    ),
    "kleiner geworden": (Kant(LATER), Kant(TOEN), 1, "21 bladen en nu 13"),
    "een ander log": (Kant(TOEN), Kant(LATER, log=logsleutel(zaad=9)), 1, "verschillende logs"),
}


@pytest.mark.parametrize(("oud", "nieuw", "uitgang", "zin"), GEVALLEN.values(), ids=GEVALLEN)
def test_een_log_van_toen_naast_dat_van_later(
    tmp_path: Path, capsys: Uitvoer, oud: Kant, nieuw: Kant, uitgang: int, zin: str
) -> None:
    paden = [oud.schrijf(tmp_path / "oud"), nieuw.schrijf(tmp_path / "nieuw")]
    assert main(["bewijs", "vergelijk-log", *paden]) == uitgang
    uitvoer = capsys.readouterr().out
    assert zin in uitvoer
    assert ("VERSCHIL" in uitvoer) == bool(uitgang)


def test_twee_checkpoints_zijn_te_lezen_met_de_sleutel_van_het_log(
    tmp_path: Path, capsys: Uitvoer
) -> None:
    paden = [Kant(TOEN, checkpoint=True).schrijf(tmp_path / naam) for naam in ("a", "b")]
    opdracht = ["bewijs", "vergelijk-log", *paden]
    assert main(opdracht) == 1
    assert "geef de sleutel van het log" in capsys.readouterr().err
    assert main([*opdracht, "--log-sleutel", logsleutel().vkey]) == 0
    assert "Let op" not in capsys.readouterr().out
    assert main([*opdracht, "--log-sleutel", logsleutel(zaad=9).vkey]) == 1


@pytest.mark.parametrize(("wat", "uitgang"), [("ontbreekt", 2), ("onzin", 1)])
def test_wat_niet_te_lezen_is_wordt_genoemd(
    tmp_path: Path, capsys: Uitvoer, wat: str, uitgang: int
) -> None:
    goed, pad = Kant(TOEN).schrijf(tmp_path / "goed"), tmp_path / wat
    if wat == "onzin":
        pad.write_bytes(b"\xff\x00")
    assert main(["bewijs", "vergelijk-log", goed, str(pad)]) == uitgang
    assert wat in capsys.readouterr().err

"""Picture 5: the months ahead as columns, each kind a row, in every box how many end. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shared.portaal.beeld.tekening import Tekening

_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_LANG = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_SMALST = 320
_LINKS, _VAK, _RIJ, _BOVEN = 190, 40, 34, 46
_SMAL_LINKS, _SMAL_VAK = 70, 84


@dataclass(frozen=True)
class Kalender:
    """Which months, which kinds, and how many of each kind go in each month."""

    maanden: tuple[str, ...]
    soorten: tuple[tuple[str, str], ...]
    aantallen: dict[tuple[str, str], int]

    def van(self, soort: str, maand: str) -> int:
        """How many of this kind go in this month."""
        return self.aantallen.get((soort, maand), 0)

    def in_maand(self, maand: str) -> int:
        """How many go in this month."""
        return sum(self.van(soort, maand) for soort, _ in self.soorten)

    @property
    def totaal(self) -> int:
        """How many go in all."""
        return sum(self.aantallen.values())


def maanden_van(van: date, tot: date) -> tuple[str, ...]:
    """Every month from the first to the last: `2027-03`."""
    aantal = (tot.year - van.year) * 12 + tot.month - van.month + 1
    begin = van.year * 12 + van.month - 1
    return tuple(f"{nu // 12}-{nu % 12 + 1:02}" for nu in range(begin, begin + aantal))


def korte_maand(maand: str) -> str:
    """`mrt 27`."""
    jaar, nummer = maand.split("-")
    return f"{_KORT[int(nummer) - 1]} {jaar[2:]}"


def lange_maand(maand: str) -> str:
    """`maart 2027`."""
    jaar, nummer = maand.split("-")
    return f"{_LANG[int(nummer) - 1]} {jaar}"


def zin_van(kalender: Kalender) -> str:
    """The whole picture in a sentence."""
    if not kalender.totaal:
        return "In deze maanden gaat er niets weg."
    drukste = max(kalender.maanden, key=kalender.in_maand)
    return (
        f"Er gaan {kalender.totaal} gegevens weg of een mens kijkt ernaar; het meeste in "
        f"{lange_maand(drukste)}: {kalender.in_maand(drukste)}."
    )


def teken_kalender(kalender: Kalender, *, smal: bool = False) -> str:
    """As SVG: months to the right, on a narrow screen downwards. Today is the first month."""
    return _smal(kalender) if smal else _breed(kalender)


def _breed(kalender: Kalender) -> str:
    breedte = _LINKS + len(kalender.maanden) * (_VAK + 4)
    tekening = Tekening(breedte, _BOVEN + len(kalender.soorten) * _RIJ + 8)
    vandaag = _LINKS - 2
    tekening.lijn(vandaag, 8, vandaag, tekening.hoogte - 4)
    for plek, maand in enumerate(kalender.maanden):
        jaar = korte_maand(maand).split(" ")
        x = _LINKS + plek * (_VAK + 4) + _VAK // 2
        tekening.midden(x, 18, jaar[0])
        tekening.midden(x, 36, f"'{jaar[1]}")
    for rij, (soort, titel) in enumerate(kalender.soorten):
        y = _BOVEN + rij * _RIJ
        tekening.woord(_LINKS - 12, y + 20, titel, True)
        for plek, maand in enumerate(kalender.maanden):
            _vak(tekening, _LINKS + plek * (_VAK + 4), y, _VAK, kalender.van(soort, maand))
    return tekening.svg("Bewaarkalender", zin_van(kalender))


def _smal(kalender: Kalender) -> str:
    """Only the months in which something goes: a row each, the kinds as numbered columns."""
    maanden = [maand for maand in kalender.maanden if kalender.in_maand(maand)]
    kolommen: Sequence[tuple[str, str]] = kalender.soorten
    breed = max(28, min(_SMAL_VAK, 250 // max(1, len(kolommen))))
    breedte = max(_SMALST, _SMAL_LINKS + max(1, len(kolommen)) * (breed + 4))
    tekening = Tekening(breedte, _BOVEN + max(1, len(maanden)) * _RIJ)
    for plek in range(len(kolommen)):
        tekening.midden(_SMAL_LINKS + plek * (breed + 4) + breed // 2, 24, str(plek + 1))
    for rij, maand in enumerate(maanden):
        y = _BOVEN + rij * _RIJ
        tekening.woord(0, y + 20, korte_maand(maand), False)
        for plek, (soort, _) in enumerate(kolommen):
            _vak(tekening, _SMAL_LINKS + plek * (breed + 4), y, breed, kalender.van(soort, maand))
    return tekening.svg("Bewaarkalender", zin_van(kalender))


def _vak(tekening: Tekening, x: int, y: int, breed: int, aantal: int) -> None:
    soort = "begin" if aantal else "gegeven"
    tekening.vak(x, y, breed, _RIJ - 6, str(aantal) if aantal else "", soort=soort)

"""De cijfers van het huis als tabel, zoals zij in docs/cijfers.md staan (`make kaart`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.architectuur import graaf
from tests.architectuur.bron import WORTEL
from tests.architectuur.graaf import Maat
from tests.architectuur.test_importregels import KAMERS
from tests.architectuur.test_onderwerpen import ONDERWERPEN, verdiepingen

STUK = WORTEL / "docs/cijfers.md"
BEGIN, EINDE = "<!-- gemeten -->\n", "<!-- einde -->\n"
KOLOMMEN = ("", "dozen", "verdiepingen", "pijlen", "terug", "kringen", "gemiddeld")
KOP = f"| {' | '.join(KOLOMMEN)} |\n{'|---' * len(KOLOMMEN)}|"
Regel = tuple[int | float, ...]
_WEG = re.compile(r"^- \*\*(\d+)\*\* ", re.MULTILINE)
_REGEL = re.compile(r"^\| (?P<naam>[^|]+) \| (?P<rest>[\d.,| ]+) \|$", re.MULTILINE)


def volgorde_van_kamers() -> dict[str, int]:
    """De verdieping die elke kamer volgens de wet heeft; daarboven wat de kamers gebruikt."""
    wet = {f"shared/{een}": frozenset(f"shared/{k}" for k in mag) for een, mag in KAMERS.items()}
    hoogte = graaf.hoogten(wet)
    dak = max(hoogte.values()) + 1
    return {een: dak + (een == "deploy") for een in graaf.kamergraaf()} | hoogte


def _regel(maat: Maat, gemiddeld: float) -> Regel:
    telling = (maat.dozen, maat.verdiepingen, maat.pijlen, maat.terug, maat.kringen)
    return (*telling, round(gemiddeld, 2))


def gemeten() -> dict[str, Regel]:
    """Elke regel van de tabel: het huis, shared, elke kamer, elke dienst, de gateway."""
    alle = sorted(graaf.kamergraaf())
    gedeeld = [een for een in alle if een.startswith("shared/")]
    volgorde = volgorde_van_kamers()
    uit = {
        "het huis": _regel(
            graaf.meet(graaf.kamergraaf(), volgorde), graaf.gemiddelde_hoogte(*alle)
        ),
        "shared": _regel(
            graaf.meet(graaf.binnen(graaf.kamergraaf(), gedeeld), volgorde),
            graaf.gemiddelde_hoogte(*gedeeld),
        ),
        "alle bestanden": _regel(graaf.meet(graaf.huis()), _gemiddeld(graaf.hoogten(graaf.huis()))),
    }
    for kamer in alle:
        orde = ONDERWERPEN.get(kamer)
        maat = graaf.meet(graaf.onderwerpen_in(kamer), verdiepingen(orde) if orde else None)
        uit[f"`{kamer}`"] = _regel(maat, graaf.gemiddelde_hoogte(kamer))
    return uit


def _gemiddeld(hoogte: Mapping[str, int]) -> float:
    return sum(hoogte.values()) / len(hoogte)


def als_tabel(regels: Mapping[str, Regel]) -> str:
    """De tabel, in markdown."""
    rijen = [
        f"| {naam} | " + " | ".join(f"{een}".replace(".", ",") for een in regel) + " |"
        for naam, regel in regels.items()
    ]
    return "\n".join([KOP, *rijen, ""])


def opgeschreven(tekst: str) -> dict[str, Regel]:
    """De regels die in een stuk staan."""
    return {
        gevonden["naam"]: tuple(
            float(een.replace(",", ".")) if "," in een else int(een)
            for een in gevonden["rest"].replace(" ", "").split("|")
        )
        for gevonden in _REGEL.finditer(tekst)
    }


def verschillen(staat: Mapping[str, Regel], is_: Mapping[str, Regel]) -> list[str]:
    """Wat er niet meer klopt. Een aantal mag een tiende verschillen, en nooit een nul."""
    fouten = [f"{naam} staat er niet, of bestaat niet meer" for naam in staat.keys() ^ is_.keys()]
    for naam in staat.keys() & is_.keys():
        fouten += [
            f"{naam}: er staat {een:g}, het is {ander:g}"
            for een, ander in zip(staat[naam], is_[naam], strict=True)
            if not klopt_ongeveer(een, ander)
        ]
    return sorted(fouten)


def weg_in(tekst: str) -> tuple[int, ...]:
    """De drie getallen over de weg van een bericht die in een stuk staan."""
    return tuple(int(aantal) for aantal in _WEG.findall(tekst))


def klopt_ongeveer(staat: float, is_: float) -> bool:
    """Of een opgeschreven cijfer op een tiende na klopt; van een klein aantal: op twee na."""
    if not staat or not is_:
        return staat == is_
    return abs(staat - is_) <= max(2 if isinstance(staat, int) else 0.2, is_ / 10)


def schrijf() -> None:
    """Zet de tabel van nu in het stuk."""
    voor, rest = STUK.read_text(encoding="utf-8").split(BEGIN)
    _, na = rest.split(EINDE)
    STUK.write_text(voor + BEGIN + als_tabel(gemeten()) + EINDE + na, encoding="utf-8")

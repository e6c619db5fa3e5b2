"""Wat een README van een kamer over de wet zegt: geschreven uit de wet zelf (`make kaart`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architectuur import cijfers
from tests.architectuur.bron import WORTEL
from tests.architectuur.test_importregels import GATEWAY, KAMERS
from tests.architectuur.test_onderwerpen import ONDERWERPEN

BEGIN, EINDE = "<!-- wet -->\n", "<!-- einde -->\n"
MEESTE_REGELS = 40
# Wat er niet in een rij van KAMERS staat, omdat een andere regel het zegt.
_ANDERS = {
    "services": "`shared`, en elke dienst zichzelf",
    "frontends": "`shared/portaal`, en elk portaal zichzelf",
    "deploy": "`shared`",
    "tests": "alles, maar van het product alleen wat openbaar is",
}
_NAAM = re.compile(r"`([a-z0-9_]+(?:/[a-z0-9_]+)*(?:/|\.(?:py|toml)))`")
_EERST = re.compile(r"^Lees eerst `([^`]+)`: ", re.MULTILINE)


def kamers() -> list[str]:
    """Elke map met een README aan het hoofd."""
    diensten = [f"services/{pad.name}" for pad in _mappen(WORTEL / "services")]
    gedeeld = [f"shared/{een}" for een in sorted(KAMERS)]
    return [*gedeeld, "gateway", "services", *diensten, "frontends", "deploy", "tests"]


def _mappen(map_: Path) -> Iterator[Path]:
    return (pad for pad in sorted(map_.iterdir()) if (pad / "partij.py").is_file())


def wet(kamer: str) -> str:
    """Wat deze kamer mag importeren, en welk onderwerp erin welk kent."""
    if kamer in _ANDERS:
        mag = _ANDERS[kamer]
    elif kamer.startswith("services/"):
        mag = "alles van `shared`, geen andere dienst"
    else:
        rij = GATEWAY if kamer == "gateway" else KAMERS[kamer.removeprefix("shared/")]
        mag = "van `shared` " + " · ".join(f"`{een}`" for een in sorted(rij)) if rij else "niets"
    tekst = f"Importeert: {mag}.\n"
    if orde := ONDERWERPEN.get(kamer):
        lagen = "\n".join(f"    {laag.strip()}" for laag in orde.replace(" < ", "\n< ").split("\n"))
        tekst += f"\nEen onderwerp kent alleen wat boven zijn regel staat:\n\n{lagen}\n"
    return tekst


def schrijf() -> None:
    """Zet in elke README de wet van nu."""
    for kamer in kamers():
        pad = WORTEL / kamer / "README.md"
        voor, rest = pad.read_text(encoding="utf-8").split(BEGIN)
        na = rest.split(EINDE)[1]
        pad.write_text(f"{voor}{BEGIN}{wet(kamer)}{EINDE}{na}", encoding="utf-8")


def fouten_in(kamer: str, tekst: str) -> list[str]:
    """Wat er aan een README niet klopt: de wet, een bestand dat er niet is, of te veel tekst."""
    fouten = []
    if f"{BEGIN}{wet(kamer)}{EINDE}" not in tekst:
        fouten.append("de wet erin is niet die van de tests: draai `make kaart`")
    if not tekst.startswith(f"# {kamer}\n"):
        fouten.append(f"begint niet met '# {kamer}'")
    if _EERST.search(tekst) is None:
        fouten.append("zegt niet wat iemand eerst leest")
    wil = {naam for naam in _NAAM.findall(tekst) if not _bestaat(kamer, naam)}
    fouten += [f"noemt `{naam}`, dat er niet is" for naam in sorted(wil)]
    eigen = tekst.replace(wet(kamer), "")
    if len(eigen.splitlines()) > MEESTE_REGELS:
        fouten.append(f"heeft meer dan {MEESTE_REGELS} regels: de rest hoort in een docstring")
    return [f"{kamer}/README.md {fout}" for fout in fouten]


def _bestaat(kamer: str, naam: str) -> bool:
    """Vanaf de wortel, vanaf de kamer, of als bestand van een van haar onderwerpen."""
    return (
        any((begin / naam).exists() for begin in (WORTEL, WORTEL / kamer))
        or next((WORTEL / kamer).glob(f"*/{naam}"), None) is not None
    )


if __name__ == "__main__":
    cijfers.schrijf()
    schrijf()

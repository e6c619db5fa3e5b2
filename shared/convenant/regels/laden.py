"""The covenant as rules: read from a file, checked as a whole, made quick to look things up in.

``laad_convenant`` refuses a file with any fault and says where each one is; what it returns is
immutable and may be shared between threads.
"""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from pydantic import ValidationError

from shared.convenant.begrippen import (
    Convenantregels,
    Gegevensregel,
    Gegevenssoort,
    Grondslagregel,
    Overlegregel,
    Partij,
    Plichtregel,
    Startcriteria,
)
from shared.convenant.bestand.model import (
    Berichtsoort,
    Categorie,
    Convenantbestand,
    Functie,
    Kanaal,
    Stap,
)
from shared.convenant.bestand.rijen import GroepsbesluitRij, Redentekst
from shared.convenant.regels.bouw import bouw
from shared.convenant.regels.controle import controleer
from shared.convenant.regels.tomlfout import toml_fout
from shared.convenant.vorm import Fout, fouten_uit

__all__ = [
    "Berichtsoort",
    "Categorie",
    "Convenantregels",
    "Fout",
    "Functie",
    "Gegevensregel",
    "Gegevenssoort",
    "GroepsbesluitRij",
    "Grondslagregel",
    "InconsistentConvenant",
    "Kanaal",
    "Overlegregel",
    "Partij",
    "Plichtregel",
    "Redentekst",
    "Stap",
    "Startcriteria",
    "laad_convenant",
    "lees_convenantbestand",
    "standaard_convenant",
]

_STANDAARD: Final = "rotterdam-groepsaanpak-2019.toml"


class InconsistentConvenant(ValueError):
    """The covenant file has faults; ``fouten`` has every one with its place in the file."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


@lru_cache(maxsize=4)
def laad_convenant(bron: bytes) -> Convenantregels:
    """Read and check a covenant file; ``InconsistentConvenant`` lists every fault and its place.

    A process that starts meets the same bytes a few times: in its library, its settings, its
    registers.
    """
    return bouw(lees_convenantbestand(bron), bron)


@cache
def standaard_convenant() -> Convenantregels:
    """The covenant that comes with the library."""
    return laad_convenant(files("shared.convenant").joinpath(_STANDAARD).read_bytes())


def lees_convenantbestand(bron: bytes) -> Convenantbestand:
    """The file as it is written, checked as a whole; faults as of `laad_convenant`."""
    try:
        ruw = tomllib.loads(bron.decode("utf-8"))
    except UnicodeDecodeError as fout:
        melding = f"het bestand is geen UTF-8 (byte {fout.start})"
        raise InconsistentConvenant((Fout("", melding),)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as fout:
        melding = f"het bestand is geen TOML: {toml_fout(fout)}"
        raise InconsistentConvenant((Fout("", melding),)) from None
    try:
        bestand = Convenantbestand.model_validate(ruw)
    except ValidationError as fout:
        vormfouten = fouten_uit(
            fout.errors(include_url=False, include_input=False),
            vreemd="komt in een convenantbestand niet voor; verbeter de naam of haal dit weg",
        )
        raise InconsistentConvenant(vormfouten) from None
    fouten = tuple(controleer(bestand, ruw))
    if fouten:
        raise InconsistentConvenant(fouten)
    return bestand

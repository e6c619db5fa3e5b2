"""The parties' file of the gateway (`partijen.toml`), as it is written.

The text under a field is what an operator reads about it in the example, so it is in Dutch; see
`instellingtabellen`. What the file means, and whether what it names holds, is the gateway's.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.bericht.tomlfout import toml_fout
from shared.opslag.bestandsfout import waarom_niet
from shared.web.instellingen.bezorging import Meldingbestemming
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout, melding, toml_plaats


class _Rij(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Partijrij(_Rij):
    """One party: who is meant, and where what it says about itself is."""

    code: str = Field(pattern=r"^[a-z][a-z0-9-]{0,62}$", examples=["{partij}"])
    """De code van de partij in het convenant."""
    oin: str = Field(pattern=r"^[0-9]{20}$", examples=["00000000000000000000"])
    """Haar OIN, langs een andere weg van haarzelf gekregen."""
    document: str = Field(min_length=1, examples=["partijen/{partij}.json"])
    """Wat zij over zichzelf tekende (`driehoek partijdocument`)."""
    alarmen: Meldingbestemming | None = Field(
        default=None, strict=False, examples=[{"webhook": "https://meldingen.{partij}.example"}]
    )
    """Waar zij een alarm hoort: webhook, mail of allebei. Verplicht in productie."""


class Opzeggingrij(_Rij):
    """A party that gave notice (besluit of the parties, K7 of the covenant's interpretation)."""

    partij: str = Field(examples=["{partij}"])
    """Wie opzegde."""
    per: date = Field(examples=["2099-01-01"])
    """Met ingang van welke dag."""
    voortgezet: bool = False
    """De anderen zetten het convenant zonder haar voort."""


class Convenantrij(_Rij):
    """Which covenant holds, and until when."""

    bestand: str | None = None
    """Een ander convenantbestand dan dat van het programma."""
    beeindigd_per: date | None = None
    """De dag waarop het convenant is beëindigd."""
    opzeggingen: list[Opzeggingrij] = Field(default_factory=list)
    """Wie opzegde: een lijst van { partij, per, voortgezet }."""


class Partijenbestand(_Rij):
    """The whole file."""

    convenant: Convenantrij = Field(default_factory=Convenantrij)
    """Welk convenant geldt; zonder: dat van het programma."""
    partij: list[Partijrij] = Field(min_length=1, examples=[{}])
    """Elke partij die meedoet of meedeed."""


def lees_partijenbestand(pad: Path) -> Partijenbestand:
    """Read the file; `OngeldigeInstellingen` lists every fault in its form."""
    document: dict[str, Any] = {}
    try:
        document = tomllib.loads(pad.read_text(encoding="utf-8"))
        return Partijenbestand.model_validate(document)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fout:
        zin = (
            f"is niet te lezen: {waarom_niet(fout)}"
            if isinstance(fout, OSError)
            else f"is geen geldige TOML: {toml_fout(fout)}"
        )
        raise OngeldigeInstellingen(str(pad), (Invoerfout("(het bestand)", zin),)) from fout
    except ValidationError as fout:
        raise OngeldigeInstellingen(
            str(pad),
            tuple(Invoerfout(_plaats(f["loc"], document), melding(f)) for f in fout.errors()),
        ) from None


def _plaats(delen: Sequence[int | str], document: Mapping[str, Any]) -> str:
    """A row by the code it gives itself, as everywhere else; without one it is counted from 1."""
    match delen:
        case ["partij", int(nummer), *rest]:
            rij = document["partij"][nummer]
            code = rij.get("code") if isinstance(rij, dict) else None
            if isinstance(code, str) and rest:
                return f"partij {code}, {toml_plaats(delen[2:])}"
    return toml_plaats(delen)

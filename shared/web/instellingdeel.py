"""What every table of the configuration file is made of."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

_LOKAAL = frozenset({"localhost", "127.0.0.1", "::1"})


def _bij_het_bestand(pad: Path, info: ValidationInfo) -> Path:
    map_ = (info.context or {}).get("map")
    return pad if map_ is None else (Path(map_) / pad).resolve()


Bestand = Annotated[Path, AfterValidator(_bij_het_bestand)]
"""A path to a file, made absolute against the folder of the configuration file."""


class Deel(BaseModel):
    """One table of the file: frozen, and an unknown name is a fault (a typo must not go by)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def is_lokaal(url: str) -> bool:
    """Whether an address is on this very machine."""
    return urlsplit(url).hostname in _LOKAAL

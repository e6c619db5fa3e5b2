"""What every table of the configuration file is made of."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
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
    """Whether an address is surely on this very machine: what development may do without TLS."""
    return urlsplit(url).hostname in _LOKAAL


def kan_lokaal_zijn(url: str) -> bool:
    """Whether an address could be on this very machine, in any spelling: what production refuses.

    Every name under `localhost`, with or without the dot of the root; and every address of the
    loopback, link-local and unspecified ranges, also as IPv6 and as the short and octal forms that
    the C library takes.
    """
    naam = (urlsplit(url).hostname or "").rstrip(".").lower()
    if not naam or naam == "localhost" or naam.endswith((".localhost", ".localdomain")):
        return True
    adres = _als_adres(naam)
    if adres is None:
        return False
    if isinstance(adres, IPv6Address) and adres.ipv4_mapped is not None:
        adres = adres.ipv4_mapped
    return adres.is_loopback or adres.is_link_local or adres.is_unspecified


def _als_adres(naam: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(naam.partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(naam))
    except OSError:
        return None

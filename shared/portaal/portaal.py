"""The declaration of one portal: what differs between portals, and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.responses import Response

Doe: TypeAlias = Callable[[Any], Awaitable[Response]]
"""What a screen does with a `Verzoek`, which knows this declaration."""


class _Nummer(IntegerConvertor):
    """A number in an address, and none longer than anything here is numbered."""

    regex = "[0-9]{1,15}"


register_url_convertor("nummer", _Nummer())


@dataclass(frozen=True)
class Scherm:
    """One screen: its address, what it does, and what it may cost.

    `recht`: who may come here at all; the service decides about everything in it. `hoogstens`: how
    many questions to the API one opening may take. `gaat_door`: the server may answer it while
    somebody is silent, so it is no sign of life. `bron`: another API than that of the portal.
    `bestand`: how large a file somebody may send with its form, in bytes; without it, none.
    """

    naam: str
    methode: str
    pad: str
    doe: Doe
    recht: str | None = None
    hoogstens: int = 2
    gaat_door: bool = False
    bron: str | None = None
    bestand: int = 0


@dataclass(frozen=True)
class Menupunt:
    """One word of the menu, for who has the right.

    `eerst`: who has it begins here. `telt`: where the number beside it is counted anew. `groep`:
    under which heading it goes for who has more than fits beside each other.
    """

    tekst: str
    pad: str
    recht: str | None = None
    eerst: bool = False
    telt: str | None = None
    groep: str = ""


MEESTE_NAAST_ELKAAR = 12


@dataclass(frozen=True)
class Menukop:
    """A heading of a long menu, with what stands under it; of one thing, the thing itself."""

    titel: str
    punten: tuple[Menupunt, ...]


def menukoppen(menu: Sequence[Menupunt]) -> list[Menukop]:
    """The menu of somebody by heading; a short one as it is."""
    kort = len(menu) <= MEESTE_NAAST_ELKAAR
    per: dict[str, list[Menupunt]] = {}
    for een in menu:
        per.setdefault(een.tekst if kort or not een.groep else een.groep, []).append(een)
    return [Menukop(titel, tuple(punten)) for titel, punten in per.items()]


@dataclass(frozen=True)
class Weg:
    """From an address of the API to the screen where it is done.

    In `api`, `{kenmerk}` and `{nummer}` are what fills the `{}` of `scherm`, in order; `{rest}` is
    whatever follows. `persoon`: the first of them is somebody, and stands there as a handle.
    """

    api: str
    scherm: str
    persoon: bool = False


@dataclass(frozen=True)
class Persoonsdeel:
    """A part of the page of a person: `toon` gives what its template shows, and asks the service
    at most once."""

    naam: str
    titel: str
    uitleg: str
    toon: Callable[[Any, str], Awaitable[Mapping[str, Any]]]
    sjabloon: str
    recht: str | None = None


@dataclass(frozen=True)
class Besluitdeel:
    """What lies under a kind of decision at this party: `toon` gives what its template shows, and
    asks the service at most twice."""

    sjabloon: str
    toon: Callable[[Any, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Portaal:
    """One portal.

    `bron`: the API its screens ask. `partij`: whose code that API uses for "us"; none for a portal
    of no party. `begin`: where somebody lands, by function; others land on the first of the menu.
    `sjablonen`: folders with templates of its own. `persoonsdelen`: what only this party has on the
    page of a person. `keuzewoorden`: by member, what its choices are called in its records.
    `openbaar`: pages for who has no account; they get a `Bezoek`. `wegwijzer`: to which of these
    the page before the login leads, text and address. `wegen`: where work is done that only this
    party has.
    """

    code: str
    naam: str
    bron: str
    menu: tuple[Menupunt, ...]
    schermen: tuple[Scherm, ...]
    thema: Path
    partij: str | None = None
    sjablonen: tuple[Path, ...] = ()
    persoonsdelen: tuple[Persoonsdeel, ...] = ()
    besluitdelen: Mapping[str, Besluitdeel] = field(default_factory=dict)
    keuzewoorden: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    begin: Mapping[str, str] = field(default_factory=dict)
    openbaar: tuple[Scherm, ...] = ()
    wegwijzer: tuple[str, str] | None = None
    wegen: tuple[Weg, ...] = ()

    @property
    def bronnen(self) -> list[str]:
        """Every API its screens ask, its own first."""
        return list(dict.fromkeys([self.bron, *(een.bron or self.bron for een in self.schermen)]))

    @property
    def onderdeel(self) -> str:
        """How the process of this portal is called."""
        return f"portaal-{self.code}"

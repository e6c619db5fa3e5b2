"""The packaged data file of the register of processing activities: shape and reading."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, ValidationError

from shared.convenant.bestand.typen import Tekst, Teksten, TekstenVol
from shared.convenant.regels.tomlfout import toml_fout
from shared.convenant.vorm import Fout, Vorm, fouten_uit

_STANDAARD: Final = "verwerkingsregister.toml"
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]


class OngeldigRegisterbestand(ValueError):
    """The data file has faults; ``fouten`` has every one with its place in the file."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


class Contact(Vorm):
    """Whom somebody may write to."""

    naam: Tekst
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]


class Publicatierij(Vorm):
    """Where a party published the covenant, and when (10.1)."""

    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$", max_length=500)]
    datum: date


class Verklaringrij(Vorm):
    """What a party says it does where no program sees it, by whom, and when it looks again."""

    onderwerp: Code
    tekst: Tekst
    door: Tekst
    op: date
    herzien: date


class Onderwerprij(Vorm):
    """What every party says something about, and the covenant article that asks it."""

    titel: Tekst
    convenant: Tekst


class Taakrij(Vorm):
    """Who takes one duty of the arrangement. ``recht``: the right of the covenant file it is."""

    wat: Tekst
    partijen: TekstenVol
    recht: Tekst | None = None
    convenant: Tekst
    wet: Tekst | None = None


class Regelingrij(Vorm):
    """The arrangement between joint controllers (3.5)."""

    kern: Tekst
    convenant: Tekst
    wet: Tekst
    taken: Annotated[tuple[Taakrij, ...], Field(strict=False, min_length=1)]


class Onderdeelrij(Vorm):
    """A deployable: controller of its own file, or processor for the controllers.

    ``titel``, ``naam`` and ``regime`` only for one that the covenant does not know as a party;
    ``publicatie`` and ``verklaringen`` only for one that it does.
    """

    rol: Literal["verantwoordelijke", "verwerker"]
    titel: Tekst | None = None
    naam: Tekst | None = None
    regime: Tekst | None = None
    contact: Contact
    fg: Contact
    publicatie: Publicatierij | None = None
    verklaringen: Annotated[tuple[Verklaringrij, ...], Field(strict=False)] = ()


class Regimerij(Vorm):
    """Which article asks for the register, and on what a party keeps its own file."""

    register_: Tekst = Field(alias="register")
    grondslag: Tekst


class Activiteitrij(Vorm):
    """A processing activity as the data file has it; see the comment above that file."""

    code: Code
    naam: Tekst
    omschrijving: Tekst
    partijen: TekstenVol
    bron: Literal["eigen", "verstrekt", "ontvangen", "gedeeld", "pseudoniem"]
    rechten: Teksten
    labels: Teksten


class Beveiliging(Vorm):
    """``maatregelen``: of all; ``bestand``: of who keeps a file; ``doorgeven``: of who does not."""

    maatregelen: TekstenVol
    bestand: TekstenVol
    doorgeven: TekstenVol
    convenant: Tekst


class Pseudoniem(Vorm):
    """What is processed where people are known under a pseudonym only."""

    gegevens: TekstenVol


class Bewaren(Vorm):
    eigen: Tekst


class Doorgifte(Vorm):
    derde_landen: Tekst


class Profilering(Vorm):
    toegepast: bool
    uitleg: Tekst


class Registerbestand(Vorm):
    """The whole file. ``rest``: the activity of what has no activity of its own."""

    convenant: Tekst
    rest: Code
    beveiliging: Beveiliging
    pseudoniem: Pseudoniem
    bewaren: Bewaren
    doorgifte: Doorgifte
    profilering: Profilering
    regimes: dict[str, Regimerij]
    regeling: Regelingrij
    verklaringen: dict[Code, Onderwerprij]
    onderdelen: dict[str, Onderdeelrij]
    activiteiten: Annotated[tuple[Activiteitrij, ...], Field(strict=False, min_length=1)]


@lru_cache(maxsize=4)
def lees_registerbestand(bron: bytes) -> Registerbestand:
    """Read the data file; ``OngeldigRegisterbestand`` lists every fault and its place."""
    try:
        ruw = tomllib.loads(bron.decode("utf-8"))
        return Registerbestand.model_validate(ruw)
    except ValidationError as fout:
        vormfouten = fouten_uit(
            fout.errors(include_url=False, include_input=False),
            vreemd="komt in een registerbestand niet voor; verbeter de naam of haal dit weg",
        )
        raise OngeldigRegisterbestand(vormfouten) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as fout:
        raise OngeldigRegisterbestand(
            (Fout("", f"het bestand is geen TOML: {toml_fout(fout)}"),)
        ) from None


@cache
def standaard_bron() -> bytes:
    """The exact bytes of the data file that comes with the library."""
    return files("shared.dataverwerkingen").joinpath(_STANDAARD).read_bytes()

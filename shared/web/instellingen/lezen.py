"""Reading the one TOML file of a process into a frozen form, with every fault at once."""

import tomllib
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from pydantic import BaseModel, PrivateAttr, ValidationError

from shared.bericht.tomlfout import toml_fout
from shared.opslag.bestandsfout import waarom_niet
from shared.web.instellingen.deel import Deel
from shared.web.meldingen import Invoerfout, melding, toml_plaats

# Hoe code die alleen de gelezen instellingen kent, het bestand noemt waar ze uit komen.
_ONGENOEMD = frozenset({"deze configuratie", "deze partij", "de gateway"})


class OngeldigeInstellingen(Exception):
    """The configuration cannot be used; `fouten` lists every fault with its place in the file."""

    def __init__(self, bron: str, fouten: tuple[Invoerfout, ...]) -> None:
        self.bron = bron
        self.fouten = fouten
        regels = "\n".join(f"  {fout.pad}: {fout.melding}" for fout in fouten)
        super().__init__(f"De instellingen in {bron} kloppen niet:\n{regels}")

    def in_bestand(self, bestand: Path | None) -> "OngeldigeInstellingen":
        """The same, with the name of the configuration file where its reader did not know it."""
        if bestand is None or self.bron not in _ONGENOEMD:
            return self
        return OngeldigeInstellingen(str(bestand), self.fouten)


class Ingesteld(Deel):
    """What the settings of every process know: which environment, and which file they are from."""

    omgeving: Literal["ontwikkeling", "productie"]

    _bestand: Path | None = PrivateAttr(default=None)

    @property
    def bestand(self) -> Path | None:
        """The file these were read from; None when they were not."""
        return self._bestand

    @property
    def productie(self) -> bool:
        """Whether real personal data may be handled here."""
        return self.omgeving == "productie"


_Vorm = TypeVar("_Vorm", bound=Ingesteld)


def lees_instellingen(pad: Path, vorm: type[_Vorm]) -> _Vorm:
    """The settings in the file at `pad`. Raises `OngeldigeInstellingen` with every fault."""
    try:
        document = tomllib.loads(pad.read_text(encoding="utf-8"))
    except OSError as fout:
        raise _onleesbaar(pad, f"is niet te lezen: {waarom_niet(fout)}") from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fout:
        raise _onleesbaar(pad, f"is geen geldige TOML: {toml_fout(fout)}") from fout
    try:
        gelezen = vorm.model_validate(document, context={"map": pad.resolve().parent})
    except ValidationError as fout:
        fouten = tuple(Invoerfout(toml_plaats(f["loc"]), melding(f)) for f in fout.errors())
        raise OngeldigeInstellingen(str(pad), fouten) from None
    weg = tuple(
        Invoerfout(plaats, f"het bestand {bestand} bestaat niet")
        for plaats, bestand in bestanden(gelezen)
        if not bestand.is_file()
    )
    if weg:
        raise OngeldigeInstellingen(str(pad), weg)
    gelezen._bestand = pad
    return gelezen


def _onleesbaar(pad: Path, zin: str) -> OngeldigeInstellingen:
    return OngeldigeInstellingen(str(pad), (Invoerfout("(het bestand)", zin),))


Plaats: TypeAlias = tuple[str | int, ...]


def bestanden(deel: BaseModel, plaats: Plaats = ()) -> list[tuple[str, Path]]:
    """Every file the configuration names, with its place in the file."""
    gevonden: list[tuple[str, Path]] = []
    for naam, veld in type(deel).model_fields.items():
        waarde = getattr(deel, naam)
        hier = (*plaats, veld.alias or naam)
        for plek, een in _een_of_meer(hier, waarde):
            if isinstance(een, Path):
                gevonden.append((toml_plaats(plek), een))
            elif isinstance(een, BaseModel):
                gevonden += bestanden(een, plek)
    return gevonden


def _een_of_meer(plaats: Plaats, waarde: object) -> list[tuple[Plaats, object]]:
    """A value, or each of the values in a list or a table of tables."""
    if isinstance(waarde, tuple):
        return [((*plaats, nummer), een) for nummer, een in enumerate(waarde)]
    if isinstance(waarde, dict):
        return [((*plaats, str(naam)), een) for naam, een in waarde.items()]
    return [(plaats, waarde)]

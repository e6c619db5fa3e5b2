"""How long what stays, as rows: `bewaren.toml` beside the covenant file, joined with its terms.

Pure but for reading its own file. A term the covenant file has is pointed at and never repeated;
its rows on received items and on leaves of the log get their sentence here, and one without a
sentence is a fault in the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import Field

from shared.convenant.begrippen import Convenantregels, Plichtregel
from shared.convenant.berichtsoorten import ledencategorie
from shared.convenant.bestand.rijen import Bladtermijn
from shared.convenant.bestand.typen import Bronverwijzing
from shared.convenant.logtermijnen import langste_bladtermijn
from shared.convenant.termijnen import Termijn
from shared.convenant.vorm import Vorm

VERNIETIGEN: Final = "vernietigen"
BEWAREN: Final = "bewaren"
MENS: Final = "mens"
Afloop = Literal["vernietigen", "afschermen", "bewaren", "herzien", "herinneren"]
_Rijen = Annotated[tuple[str, ...], Field(strict=False, min_length=1)]
_PER_RIJ = frozenset({"bewaartermijnen", "logboek"})


class OngeldigeBewaarregels(ValueError):
    """The rows do not fit the covenant; says which one."""


class _Rij(Bronverwijzing):
    code: str
    wat: str
    titel: str
    termijn: str | None = None
    termijn_uit: str | None = None
    vanaf: str
    wie: Literal["vastlegger", "ontvanger", "bewaarder", "ander", "elke", "logboek"]
    gegevenssoorten: _Rijen | None = None
    regimes: _Rijen | None = None
    tijdens_aanpak: bool = True
    archivaris: bool = False
    bij_afloop: Afloop
    uitvoering: Literal["vanzelf", "mens", "logboek"]
    omdat: str
    uitleg: str | None = None
    mens: str | None = None


class _Bestand(Vorm):
    versie: str
    regels: Annotated[tuple[_Rij, ...], Field(strict=False, min_length=1)]
    soorten: Mapping[str, str]
    vanaf: Mapping[str, str]
    wie: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bewaarregel:
    """One row, with its term found. ``termijn``: ``None`` where there is no fixed one.

    ``tijdens_aanpak``: whether the term runs while the approach it is needed for does (H15).
    ``archivaris``: no law says this term, so nothing goes before an archivist agreed (H10).
    ``mens``: why no program can do it, where a human does.
    ``omdat``: why, with the day it counts from as ``{begin}`` and the term as ``{termijn}``.
    """

    code: str
    wat: str
    titel: str
    termijn: Termijn | None
    vanaf: str
    wie: str
    gegevenssoorten: frozenset[str] | None
    regimes: frozenset[str] | None
    tijdens_aanpak: bool
    bij_afloop: str
    uitvoering: str
    convenant: str | None
    wet: str | None
    interpretatie: str | None
    omdat: str
    uitleg: str | None = None
    archivaris: bool = False
    mens: str | None = None


@dataclass(frozen=True)
class Bewaarregels:
    """Every row of a covenant. ``plichten``: the row of each term of a received item."""

    versie: str
    regels: Mapping[str, Bewaarregel]
    plichten: Mapping[Plichtregel, Bewaarregel]
    soorten: Mapping[str, str]
    vanaf: Mapping[str, str]
    wie: Mapping[str, str]

    def over(self, wat: str) -> tuple[Bewaarregel, ...]:
        """The rows on this kind of thing."""
        return tuple(regel for regel in self.regels.values() if regel.wat == wat)


def bewaarregels(regels: Convenantregels) -> Bewaarregels:
    """The rows that go with this covenant. Raises ``OngeldigeBewaarregels``."""
    bestand = _lees()
    gevonden: dict[str, Bewaarregel] = {}
    plichten: dict[Plichtregel, Bewaarregel] = {}
    for rij in bestand.regels:
        if rij.termijn_uit == "bewaartermijnen":
            plichten |= dict(_van_plichten(regels, rij))
        for regel in _uit_rij(regels, rij):
            if regel.code in gevonden:
                raise OngeldigeBewaarregels(f"{regel.code} staat er twee keer")
            gevonden[regel.code] = regel
    zonder = [een.interpretatie for een in regels.bewaartermijnen if een not in plichten]
    if zonder:
        raise OngeldigeBewaarregels(f"een bewaartermijn heeft geen zin: {zonder}")
    return Bewaarregels(
        bestand.versie, gevonden | {een.code: een for een in plichten.values()}, plichten,
        bestand.soorten, bestand.vanaf, bestand.wie,
    )  # fmt: skip


def _uit_rij(regels: Convenantregels, rij: _Rij) -> Iterator[Bewaarregel]:
    if rij.termijn_uit == "logboek":
        for nummer, blad in enumerate(regels.logboek.termijnen, 1):
            yield _van_blad(regels, rij, blad, nummer)
    elif rij.termijn_uit not in _PER_RIJ:
        yield _maak(regels, rij, _termijn(regels, rij))


def _van_plichten(regels: Convenantregels, rij: _Rij) -> Iterator[tuple[Plichtregel, Bewaarregel]]:
    """The covenant's terms of received items that this sentence is of; by their reading."""
    passend = [een for een in regels.bewaartermijnen if een.interpretatie == rij.interpretatie]
    for nummer, plicht in enumerate(passend, 1):
        if plicht.bij_afloop != rij.bij_afloop:
            raise OngeldigeBewaarregels(f"{rij.code} loopt anders af dan het convenant zegt")
        code = rij.code if len(passend) == 1 else f"{rij.code}-{nummer}"
        anders = {"code": code, "convenant": plicht.convenant, "wet": plicht.wet}
        yield plicht, _maak(regels, rij.model_copy(update=anders), plicht.termijn)


def _van_blad(regels: Convenantregels, rij: _Rij, blad: Bladtermijn, nummer: int) -> Bewaarregel:
    welk = "" if blad.besluit is None else f" ({blad.besluit})"
    anders = {
        "code": f"{rij.code}-{nummer}",
        "titel": f"{rij.titel}: {', '.join(blad.soorten)}{welk}",
        "vanaf": blad.vanaf,
    }
    return _maak(regels, rij.model_copy(update=anders), Termijn.lees(blad.termijn))


def _maak(regels: Convenantregels, rij: _Rij, termijn: Termijn | None) -> Bewaarregel:
    if rij.interpretatie is not None and rij.interpretatie not in regels.interpretaties:
        raise OngeldigeBewaarregels(f"{rij.code}: lezing {rij.interpretatie} is er niet")
    bestand = _lees()
    if not (rij.wat in bestand.soorten and rij.vanaf in bestand.vanaf and rij.wie in bestand.wie):
        raise OngeldigeBewaarregels(f"{rij.code}: wat, vanaf of wie heeft geen titel")
    if (rij.mens is None) != (rij.uitvoering != MENS):
        raise OngeldigeBewaarregels(f"{rij.code}: zonder reden blijft niets aan een mens over")
    return Bewaarregel(
        code=rij.code,
        wat=rij.wat,
        titel=rij.titel,
        termijn=termijn,
        vanaf=rij.vanaf,
        wie=rij.wie,
        gegevenssoorten=None if rij.gegevenssoorten is None else frozenset(rij.gegevenssoorten),
        regimes=None if rij.regimes is None else frozenset(rij.regimes),
        tijdens_aanpak=rij.tijdens_aanpak,
        bij_afloop=rij.bij_afloop,
        uitvoering=rij.uitvoering,
        convenant=rij.convenant,
        wet=rij.wet,
        interpretatie=rij.interpretatie,
        omdat=rij.omdat,
        uitleg=rij.uitleg,
        archivaris=rij.archivaris,
        mens=rij.mens,
    )


def _termijn(regels: Convenantregels, rij: _Rij) -> Termijn | None:
    if rij.termijn_uit is None:
        return None if rij.termijn is None else Termijn.lees(rij.termijn)
    if rij.termijn_uit not in _ELDERS:
        raise OngeldigeBewaarregels(f"{rij.code}: {rij.termijn_uit} wijst nergens naar")
    gevonden = _ELDERS[rij.termijn_uit](regels)
    return Termijn.lees(gevonden) if isinstance(gevonden, str) else gevonden


def _brutolijst(regels: Convenantregels) -> Termijn | None:
    """The term of what is gathered in the step of the first list (H7)."""
    eerste = min(stap.nummer for stap in regels.stappen.values() if stap.persoonsgegevens)
    lid = ledencategorie(regels)
    return next(
        (
            rij.termijn
            for rij in regels.bewaartermijnen
            if rij.stappen == frozenset({eerste}) and lid in (rij.categorieen or ())
        ),
        None,
    )


def _na_leeftijd(regels: Convenantregels, *, ouder: bool) -> str | None:
    return next(
        (
            een.na_leeftijd
            for een in regels.categorieen.values()
            if een.kind_verplicht == ouder and een.na_leeftijd is not None
        ),
        None,
    )


_ELDERS: Final[Mapping[str, Callable[[Convenantregels], str | Termijn | None]]] = {
    "naAfsluiting": lambda regels: regels.namenlijsten.na_afsluiting.termijn,
    "naLeeftijd": lambda regels: _na_leeftijd(regels, ouder=True),
    "naLeeftijdLid": lambda regels: _na_leeftijd(regels, ouder=False),
    "brutolijst": _brutolijst,
    "signalen": lambda regels: regels.signalen.termijn,
    "langsteBlad": langste_bladtermijn,
}


@cache
def _lees() -> _Bestand:
    tekst = files(__package__).joinpath("bewaren.toml").read_text(encoding="utf-8")
    return _Bestand.model_validate(tomllib.loads(tekst))

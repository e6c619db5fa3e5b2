"""When something stands out, as data: `alarmregels.toml` and what an environment sharpens in it.

Pure. A rule is a row; an environment may only make one stricter (a lower threshold, a longer
window), so that no setting can quietly switch a signal off.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_BESTAND = Path(__file__).with_name("alarmregels.toml")

Bron = Literal["log", "bestand"]
Ernst = Literal["laag", "midden", "hoog"]
PER_GEBEURTENIS = "gebeurtenissen"


class OngeldigeAlarmregels(Exception):
    """The rules, or what an environment changes in them, cannot be used; says why, in Dutch."""


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Werktijd(_Deel):
    """When people work: ISO days of the week, local times, and days nobody works."""

    zone: str
    dagen: tuple[int, ...]
    begin: time
    einde: time
    feestdagen: tuple[str, ...] = ()
    rond_pasen: tuple[int, ...] = ()


class _Rij(_Deel):
    naam: str = Field(pattern=r"^[a-z][a-z0-9-]{2,50}$")
    titel: str = Field(min_length=1, max_length=100)
    wat_te_doen: str = Field(min_length=1, max_length=300)
    bron: Bron
    gebeurtenissen: tuple[str, ...] = Field(min_length=1)
    per: Literal["medewerker", "partij", "groep", "lezer", "uiting"]
    telt: Literal["gebeurtenissen", "groep", "persoon"]
    venster_minuten: int = Field(ge=1, le=7 * 24 * 60)
    drempel: int = Field(ge=1, le=100_000)
    buiten_werktijd: bool = False
    ernst: Ernst
    horen: Literal["betrokken", "alle"]


class _Bestand(_Deel):
    versie: str
    werktijd: Werktijd
    regel: tuple[_Rij, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Alarmregel:
    """One rule. `telt`: every event, or the different values of one of its marks."""

    naam: str
    titel: str
    wat_te_doen: str
    bron: Bron
    gebeurtenissen: tuple[str, ...]
    per: str
    telt: str
    venster: timedelta
    drempel: int
    buiten_werktijd: bool
    ernst: Ernst
    horen: str


@dataclass(frozen=True, slots=True)
class Alarmregels:
    """All rules of a file. `hash`: SHA-256 in hex of its bytes; `scherper`: what was changed."""

    versie: str
    hash: str
    werktijd: Werktijd
    regels: tuple[Alarmregel, ...]
    scherper: Mapping[str, Mapping[str, int]]

    def van(self, bron: Bron) -> tuple[Alarmregel, ...]:
        """The rules on one source of events."""
        return tuple(regel for regel in self.regels if regel.bron == bron)

    def regel(self, naam: str) -> Alarmregel | None:
        """The rule of this name."""
        return next((regel for regel in self.regels if regel.naam == naam), None)


def laad_alarmregels(
    inhoud: bytes, scherper: Mapping[str, Mapping[str, int]] | None = None
) -> Alarmregels:
    """The rules of a file, sharpened. Raises `OngeldigeAlarmregels` with every fault."""
    try:
        bestand = _lees(inhoud)
    except (ValidationError, ValueError, ZoneInfoNotFoundError) as fout:
        raise OngeldigeAlarmregels(f"de alarmregels kloppen niet: {fout}") from fout
    namen = [rij.naam for rij in bestand.regel]
    if len(set(namen)) < len(namen):
        raise OngeldigeAlarmregels("een alarmregel komt twee keer voor")
    wijzigingen = {naam: dict(velden) for naam, velden in (scherper or {}).items()}
    fouten = [f"[alarmen.{naam}] bestaat niet" for naam in wijzigingen.keys() - set(namen)]
    regels = []
    for rij in bestand.regel:
        regel = _regel(rij)
        fouten += _te_soepel(regel, wijzigingen.get(rij.naam, {}))
        regels.append(_scherper(regel, wijzigingen.get(rij.naam, {})))
    if fouten:
        raise OngeldigeAlarmregels("; ".join(fouten))
    hash_ = hashlib.sha256(inhoud).hexdigest()
    return Alarmregels(bestand.versie, hash_, bestand.werktijd, tuple(regels), wijzigingen)


@lru_cache(maxsize=4)
def _lees(inhoud: bytes) -> _Bestand:
    bestand = _Bestand.model_validate(tomllib.loads(inhoud.decode("utf-8")))
    ZoneInfo(bestand.werktijd.zone)
    return bestand


def standaard_alarmregels(
    scherper: Mapping[str, Mapping[str, int]] | None = None,
) -> Alarmregels:
    """The rules that come with the library."""
    return laad_alarmregels(_BESTAND.read_bytes(), scherper)


def _regel(rij: _Rij) -> Alarmregel:
    velden: dict[str, Any] = rij.model_dump(exclude={"venster_minuten"})
    return Alarmregel(**velden, venster=timedelta(minutes=rij.venster_minuten))


def _te_soepel(regel: Alarmregel, anders: Mapping[str, int]) -> list[str]:
    plaats = f"[alarmen.{regel.naam}]"
    fouten = []
    if not 1 <= anders.get("drempel", regel.drempel) <= regel.drempel:
        fouten.append(f"{plaats} drempel mag alleen lager dan {regel.drempel}")
    minuten = int(regel.venster.total_seconds() // 60)
    if not minuten <= anders.get("venster_minuten", minuten) <= 7 * 24 * 60:
        fouten.append(f"{plaats} venster_minuten mag alleen langer dan {minuten}, tot een week")
    return fouten


def _scherper(regel: Alarmregel, anders: Mapping[str, int]) -> Alarmregel:
    minuten = anders.get("venster_minuten")
    return replace(
        regel,
        drempel=anders.get("drempel", regel.drempel),
        venster=regel.venster if minuten is None else timedelta(minutes=minuten),
    )

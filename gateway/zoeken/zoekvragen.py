"""Questions people ask often: rows of `zoekvragen.toml`, with their blanks filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gateway.fouten import InvoerOngeldig, NietGevonden
from gateway.zoeken.bladvormen import Bladfilters
from gateway.zoeken.vormen import Zoekfilters, Zoekperiode
from gateway.zoekregister.bladvraag import Bladfacet
from gateway.zoekregister.facetten import Facet
from shared.convenant.termijnen import datum_nl
from shared.web.meldingen import melding

_VANDAAG = "vandaag"
_BLADEN = "bladen"
_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


class Zoekvraag(BaseModel):
    """One row. Values of `vraag` that begin with `$` are blanks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    naam: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    titel: str
    uitleg: str
    over: Literal["uitwisselingen", "bladen"] = "uitwisselingen"
    periode: Literal["deze-maand", "alles"]
    facetten: list[str]
    vraag: dict[str, Any]
    parameters: dict[str, str] = {}

    @property
    def uitwisselingfacetten(self) -> list[Facet]:
        """On what exchanges are counted."""
        return [Facet(facet) for facet in self.facetten]

    @property
    def bladfacetten(self) -> list[Bladfacet]:
        """On what leaves are counted."""
        return [Bladfacet(facet) for facet in self.facetten]

    @model_validator(mode="after")
    def _facetten_bestaan(self) -> Zoekvraag:  # noqa: N804 - after-validators get the model
        _ = self.bladfacetten if self.over == _BLADEN else self.uitwisselingfacetten
        return self

    def vul_in(
        self, parameters: Mapping[str, str], periode: Zoekperiode | None, nu: datetime
    ) -> Zoekfilters | Bladfilters:
        """The question with its blanks filled in; `InvoerOngeldig` lists what is wrong."""
        fouten = [
            (f"/parameters/{naam}", "moet worden ingevuld")
            for naam in self.parameters
            if naam not in parameters
        ]
        fouten += [
            (f"/parameters/{naam}", "kent deze zoekvraag niet")
            for naam in parameters
            if naam not in self.parameters
        ]
        if fouten:
            raise InvoerOngeldig("De zoekvraag is niet goed ingevuld.", tuple(fouten))
        ingevuld = {**parameters, _VANDAAG: datum_nl(nu).isoformat()}
        filters = {naam: _waarde(waarde, ingevuld) for naam, waarde in self.vraag.items()}
        gekozen = periode or _periode(self.periode, nu)
        try:
            soort = Bladfilters if self.over == _BLADEN else Zoekfilters
            return soort.model_validate({"periode": gekozen, **filters})
        except ValidationError as fout:
            raise InvoerOngeldig(
                "De zoekvraag is niet goed ingevuld.",
                tuple((self._plaats(f["loc"]), melding(f)) for f in fout.errors()),
            ) from fout

    def _plaats(self, loc: tuple[int | str, ...]) -> str:
        waarde = self.vraag.get(str(loc[0])) if loc else None
        if isinstance(waarde, str) and waarde.startswith("$"):
            return f"/parameters/{waarde[1:]}"
        return ""


class _Bestand(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    zoekvraag: list[Zoekvraag]


@cache
def _lees() -> _Bestand:
    tekst = files(__package__).joinpath("zoekvragen.toml").read_text(encoding="utf-8")
    return _Bestand.model_validate(tomllib.loads(tekst))


class Zoekvragen:
    """The questions that come with the gateway."""

    def __init__(self) -> None:
        self._op_naam = {rij.naam: rij for rij in _lees().zoekvraag}

    def alle(self) -> list[Zoekvraag]:
        """All of them, in the order of the file."""
        return list(self._op_naam.values())

    def een(self, naam: str) -> Zoekvraag:
        """The one with this name, or `NietGevonden`."""
        gevonden = self._op_naam.get(naam)
        if gevonden is None:
            raise NietGevonden("Deze zoekvraag is er niet.")
        return gevonden


def _waarde(waarde: object, ingevuld: Mapping[str, str]) -> object:
    if isinstance(waarde, str) and waarde.startswith("$"):
        return ingevuld[waarde[1:]]
    return waarde


def _periode(soort: str, nu: datetime) -> Zoekperiode:
    vandaag = datum_nl(nu)
    if soort == "deze-maand":
        eerste = vandaag.replace(day=1)
        volgende = (eerste + timedelta(days=32)).replace(day=1)
        return Zoekperiode(van=_middernacht(eerste), tot=_middernacht(volgende))
    return Zoekperiode(van=_BEGIN, tot=_middernacht(vandaag + timedelta(days=1)))


def _middernacht(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, tzinfo=ZoneInfo("Europe/Amsterdam"))

"""The fields of a kind of own record, as whoever makes a form of it needs them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shared.bestand.dossier.bronnen import Dossierbron
from shared.bestand.dossier.dossier import Dossiersoort
from shared.partij.poorten.gegevensbron import Gegevensbron
from shared.partij.web.vormen import Invoermodel

_KORT = 200


class Veldsoort(StrEnum):
    """What somebody fills in."""

    TEKST = "tekst"
    REGEL = "regel"
    DAG = "dag"
    JA_NEE = "janee"
    KEUZE = "keuze"


@dataclass(frozen=True)
class Soortveld:
    """One field: its member on the wire, what it asks, and what one can fill in."""

    lid: str
    soort: Veldsoort
    verplicht: bool
    uitleg: str
    keuzes: tuple[str, ...]


def eigen_soorten(bronnen: Mapping[str, Gegevensbron]) -> list[Dossiersoort[Any, Any]]:
    """Every kind of own record behind these sources, each once, in the order of its path."""
    gevonden = {
        bron.soort.pad: bron.soort for bron in bronnen.values() if isinstance(bron, Dossierbron)
    }
    return [gevonden[pad] for pad in sorted(gevonden)]


def soorten_van(soort: Dossiersoort[Any, Any]) -> tuple[str, ...]:
    """Which kinds of data of the covenant it holds."""
    if isinstance(soort.gegevenssoort, str):
        return (soort.gegevenssoort,)
    return tuple(soort.gegevenssoort.soorten.values())


def velden_van(invoer: type[Invoermodel]) -> list[Soortveld]:
    """The fields of an input, those that must be filled in first."""
    schema = invoer.model_json_schema(by_alias=True)
    verplicht = frozenset(schema.get("required", ()))
    velden = [
        _veld(lid, vorm, lid in verplicht, schema.get("$defs", {}))
        for lid, vorm in schema["properties"].items()
    ]
    return sorted(velden, key=lambda een: not een.verplicht)


def _veld(
    lid: str, vorm: Mapping[str, Any], verplicht: bool, gedeeld: Mapping[str, Any]
) -> Soortveld:
    vormen = list(_vormen(vorm, gedeeld))
    keuzes = tuple(str(een) for deel in vormen for een in deel.get("enum", ()) if een is not None)
    return Soortveld(
        lid=lid,
        soort=_soort(vormen, keuzes),
        verplicht=verplicht,
        uitleg=str(vorm.get("description") or ""),
        keuzes=keuzes,
    )


def _vormen(vorm: Mapping[str, Any], gedeeld: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What it can be, without what says only that it may be empty."""
    if "$ref" in vorm:
        vorm = gedeeld[vorm["$ref"].rsplit("/", 1)[-1]]
    if "anyOf" in vorm:
        for deel in vorm["anyOf"]:
            yield from _vormen(deel, gedeeld)
    elif vorm.get("type") != "null":
        yield vorm


def _soort(vormen: Iterable[Mapping[str, Any]], keuzes: tuple[str, ...]) -> Veldsoort:
    if keuzes:
        return Veldsoort.KEUZE
    for vorm in vormen:
        if vorm.get("type") == "boolean":
            return Veldsoort.JA_NEE
        if vorm.get("format") == "date":
            return Veldsoort.DAG
        if vorm.get("maxLength", _KORT + 1) <= _KORT:
            return Veldsoort.REGEL
    return Veldsoort.TEKST

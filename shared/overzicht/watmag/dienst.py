"""Asks the toetsing about everything this party can give, and tells it in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.regels.laden import laad_convenant
from shared.overzicht.watmag.vormen import (
    GegevenMogelijkUit,
    GrondUit,
    NaarPartijUit,
    StukMogelijkUit,
    WatMagUit,
    mogelijk_uit,
    plicht_uit,
)
from shared.partij.web.redenvorm import oorzaak_uit
from shared.verzenden.mogelijk.denkbeeldig import Denkbeeldig, Stand
from shared.verzenden.mogelijk.mogelijkheden import over_gegeven, over_stuk, stromen
from shared.verzenden.stukken.vlaggen import zelf_te_geven


def wat_mag(regels: Convenantregels, partij: str, ontvangers: list[str], stand: Stand) -> WatMagUit:
    """What this party may give these others about the group as it stands."""
    stap = regels.stappen[stand.groep["stap"]]
    vraag = Standvraag(sleutel_van(stand), stand)
    return WatMagUit(
        groep=stand.groep["id"],
        stap=stap.nummer,
        stapnaam=stap.naam,
        op=stand.nu,
        ontvangers=[_naar(regels.bron, partij, naar, vraag) for naar in ontvangers],
    )


@dataclass(frozen=True)
class Standvraag:
    """How things stand; two that say the same on one day are one."""

    sleutel: str
    stand: Stand = field(compare=False)


def sleutel_van(stand: Stand) -> str:
    """Everything the toetsing gets to know of how things stand: of the moment only the day."""
    alles = [stand.vandaag.isoformat(), stand.groep, stand.partijen, stand.convenant]
    return json.dumps(alles, sort_keys=True, default=dict)


@lru_cache(maxsize=64)
def _naar(bron: bytes, partij: str, naar: str, vraag: Standvraag) -> NaarPartijUit:
    """Of the rules and of how things stand, and of nobody: so of the same it is asked once."""
    regels = laad_convenant(bron)
    toetsing = Denkbeeldig(regels, partij, naar, vraag.stand)
    return NaarPartijUit(
        partij=naar,
        titel=regels.titel_van(naar),
        gegevens=list(_gegevens(toetsing)),
        stukken=list(_stukken(toetsing)),
    )


def _gegevens(toetsing: Denkbeeldig) -> Iterator[GegevenMogelijkUit]:
    regels, partij, naar = toetsing.regels, toetsing.van, toetsing.naar
    for code, categorie in stromen(regels, partij):
        mogelijk = over_gegeven(toetsing, code, categorie)
        yield GegevenMogelijkUit(
            **mogelijk_uit(mogelijk),
            gegevenssoort=code,
            titel=regels.gegevenssoorten[code].titel,
            categorie=categorie,
            over_wie=regels.categorieen[categorie].titel,
            gronden=[
                GrondUit(**_grond(regels, (partij, naar, code), een)) for een in mogelijk.gronden
            ],
            doelen=list(mogelijk.doelen),
            vastleggen=[oorzaak_uit(een) for een in mogelijk.vastleggen],
            bewaren=None if mogelijk.bewaren is None else plicht_uit(mogelijk.bewaren),
        )


def _grond(regels: Convenantregels, stroom: tuple[str, str, str], code: str) -> Mapping[str, Any]:
    grond = regels.grondslagregels[stroom][code]
    return {
        "code": code,
        "convenant": grond.convenant,
        "wet": grond.wet,
        "taakgrondslagen": dict(grond.taakgrondslagen),
    }


def _stukken(toetsing: Denkbeeldig) -> Iterator[StukMogelijkUit]:
    regels, partij, naar = toetsing.regels, toetsing.van, toetsing.naar
    for code in zelf_te_geven(regels, partij):
        if (partij, naar) in regels.stukregels[code]:
            yield StukMogelijkUit(
                **mogelijk_uit(over_stuk(toetsing, code)),
                stuk=code,
                titel=regels.stukken[code].titel,
            )

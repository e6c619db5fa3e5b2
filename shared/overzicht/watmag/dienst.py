"""Asks the toetsing about everything this party can give, and tells it in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shared.convenant.begrippen import Convenantregels
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
from shared.verzenden.mogelijk.denkbeeldig import Stand
from shared.verzenden.mogelijk.mogelijkheden import over_gegeven, over_stuk, stromen
from shared.zaak.stukken.vlaggen import zelf_te_geven


def wat_mag(regels: Convenantregels, partij: str, ontvangers: list[str], stand: Stand) -> WatMagUit:
    """What this party may give these others about the group as it stands."""
    stap = regels.stappen[stand.groep["stap"]]
    return WatMagUit(
        groep=stand.groep["id"],
        stap=stap.nummer,
        stapnaam=stap.naam,
        op=stand.nu,
        ontvangers=[
            NaarPartijUit(
                partij=naar,
                titel=regels.titel_van(naar),
                gegevens=list(_gegevens(regels, partij, naar, stand)),
                stukken=list(_stukken(regels, partij, naar, stand)),
            )
            for naar in ontvangers
        ],
    )


def _gegevens(
    regels: Convenantregels, partij: str, naar: str, stand: Stand
) -> Iterator[GegevenMogelijkUit]:
    for code, categorie in stromen(regels, partij):
        mogelijk = over_gegeven(regels, partij, naar, code, categorie, stand)
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


def _stukken(
    regels: Convenantregels, partij: str, naar: str, stand: Stand
) -> Iterator[StukMogelijkUit]:
    for code in zelf_te_geven(regels, partij):
        if (partij, naar) in regels.stukregels[code]:
            yield StukMogelijkUit(
                **mogelijk_uit(over_stuk(regels, partij, naar, code, stand)),
                stuk=code,
                titel=regels.stukken[code].titel,
            )

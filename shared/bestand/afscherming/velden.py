"""What stands with a person himself and nobody uses now: by field, and who may be such a person.

Below the register of persons, so that also what reads there can ask it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import kan_zelfde_dag_zijn
from shared.bestand.afscherming.opslag import (
    beperkte_soorten,
    beperkten_per_soort,
    iets_beperkt,
    mensen_met_beperking,
)
from shared.bestand.persoonssoorten import soort_per_veld, velden_van
from shared.convenant.regels.laden import Convenantregels, standaard_convenant
from shared.kluis.blindeindex import OngeldigeNaam, normaliseer_naam
from shared.partij.persoon import VELDEN, Persoon, Persoonsgegevens

LeesMeer = Callable[[Collection[str]], Mapping[str, Persoon]]


def beperkt_per_veld(sessie: Session, regels: Convenantregels) -> Mapping[str, frozenset[str]]:
    """Of each field whose is restricted now: all of the person, or the kind of data it is."""
    per_soort = beperkten_per_soort(sessie)
    soorten = soort_per_veld(regels)
    return {
        veld: per_soort.get(None, frozenset()) | per_soort.get(soorten.get(veld), frozenset())
        for veld in VELDEN
    }


def zonder_beperkt(sessie: Session, regels: Convenantregels, persoon: Persoon) -> Persoon:
    """The person without what nobody uses now, whoever asks: to say something that follows from
    it, such as an age, is to use it (11.1, c)."""
    if not iets_beperkt(sessie):
        return persoon
    dicht = velden_van(beperkte_soorten(sessie, persoon.id), regels)
    return replace(persoon, **dict.fromkeys(dicht))  # type: ignore[arg-type]


def beperkten_met(
    sessie: Session, lees_meer: LeesMeer, gegevens: Persoonsgegevens, behalve: str | None = None
) -> list[str]:
    """Of whom something is restricted now and who this may be, oldest record first.

    By the name, as a search compares it: a second record of him would be used as if nothing were
    restricted. A date of birth that nobody reads, or that is not known, makes nobody another.
    """
    naam = _genormaliseerd(gegevens.naam)
    wie = mensen_met_beperking(sessie) if naam is not None else frozenset()
    if not wie:
        return []
    zonder_datum = beperkt_per_veld(sessie, standaard_convenant())["geboortedatum"]
    geboren = gegevens.geboortedatum
    return [
        een
        for een, ander in sorted(lees_meer(wie - {behalve or ""}).items())
        if _genormaliseerd(ander.naam) == naam
        and (
            geboren is None
            or ander.geboortedatum is None
            or een in zonder_datum
            or kan_zelfde_dag_zijn(geboren, ander.geboortedatum)
        )
    ]


def _genormaliseerd(naam: str | None) -> str | None:
    try:
        return None if naam is None else normaliseer_naam(naam)
    except OngeldigeNaam:
        # A received name of signs only is nobody's.
        return None

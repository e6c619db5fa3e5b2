"""Of whom nothing received is left once some items are gone: asked of many people at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.nodig.oordeel import Gaat, Nut, nog_nodig
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import PersoonRij
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst

_ALS_ONTVANGEN = frozenset({Nut.ONTVANGEN, Nut.LIJST})
"""By these somebody keeps the places that came with messages."""


@dataclass(frozen=True)
class Zonder:
    """Received persons of whom nothing received is left: ``weg`` whole; ``los`` keep what this
    party recorded itself. ``sleutels``: all to destroy, also of whom a group gave all that goes."""

    weg: frozenset[str]
    los: frozenset[str]
    sleutels: frozenset[str] = field(repr=False)


def zonder_rest(
    sessie: Session,
    dienst: Dienst,
    gaan: Sequence[OntvangenGegevenRij],
    vast: Set[str] = frozenset(),
    groep: str | None = None,
) -> Zonder:
    """Who goes with these items, and which keys. ``vast``: of whom something is held: he stays.
    ``groep``: of which all there is about them goes."""
    ids = {rij.id for rij in gaan}
    wie = sorted({rij.persoon_id for rij in gaan})
    nodig = nog_nodig(sessie, dienst, wie, Gaat(ontvangen=ids, groep=groep), vast=vast)
    weg: set[str] = set()
    los: set[str] = set()
    sleutels: set[str] = set()
    for mensen in porties(wie):
        for persoon, sleutel in _ontvangen_personen(sessie, mensen).items():
            if persoon not in nodig:
                weg.add(persoon)
                sleutels.add(sleutel)
            elif not nodig[persoon] & _ALS_ONTVANGEN:
                los.add(persoon)
        gaat = {(rij.groep, rij.persoon_id) for rij in gaan} - _met_inhoud(sessie, mensen, ids)
        for van, persoon, doel, sleutel in _aanpaksleutels(sessie, mensen):
            van_de_aanpak = doel == Doel.ONTVANGEN and (van, persoon) in gaat
            if van_de_aanpak or persoon in weg:
                sleutels.add(sleutel)
    return Zonder(frozenset(weg), frozenset(los), frozenset(sleutels))


def _ontvangen_personen(sessie: Session, mensen: Sequence[str]) -> Mapping[str, str]:
    """Of who came with a message and is not destroyed yet, the own key."""
    vraag = select(PersoonRij.id, PersoonRij.sleutel_id).where(
        PersoonRij.id.in_(mensen),
        PersoonRij.herkomst != "eigen",
        PersoonRij.sleutel_id.is_not(None),
    )
    return {persoon: sleutel for persoon, sleutel in sessie.execute(vraag) if sleutel is not None}


def _met_inhoud(sessie: Session, mensen: Sequence[str], gaan: Set[str]) -> set[tuple[str, str]]:
    """In which group who of these keeps an item that still says something."""
    rij = OntvangenGegevenRij
    vraag = select(rij.id, rij.groep, rij.persoon_id).where(
        rij.persoon_id.in_(mensen), rij.inhoud.is_not(None)
    )
    blijft = sessie.execute(vraag)
    return {(groep, persoon) for kenmerk, groep, persoon in blijft if kenmerk not in gaan}


def _aanpaksleutels(sessie: Session, mensen: Sequence[str]) -> Sequence[tuple[str, str, str, str]]:
    k = AanpaksleutelRij
    vraag = select(k.groep, k.persoon_id, k.doel, k.sleutel_id).where(k.persoon_id.in_(mensen))
    return [(groep, persoon, doel, s) for groep, persoon, doel, s in sessie.execute(vraag)]

"""Of whom nothing received is left once some items are gone: asked of many people at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.dossier.tabellen import Dossierrij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import PersoonRij
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.zaak.lijsten.tabellen import LijstregelRij


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
) -> Zonder:
    """Who goes with these items, and which keys. ``vast``: of whom something is held: he stays."""
    ids = {rij.id for rij in gaan}
    weg: set[str] = set()
    los: set[str] = set()
    sleutels: set[str] = set()
    for mensen in porties(sorted({rij.persoon_id for rij in gaan})):
        eigen_sleutel = _ontvangen_personen(sessie, mensen)
        blijft, inhoud = _rest(sessie, mensen, ids)
        blijft |= set(
            sessie.scalars(
                select(LijstregelRij.persoon_id).where(LijstregelRij.persoon_id.in_(mensen))
            )
        )
        leeg = eigen_sleutel.keys() - blijft
        bewaart = _met_eigen(sessie, dienst, mensen) | vast
        los |= leeg & bewaart
        weg |= leeg - bewaart
        sleutels |= {eigen_sleutel[persoon] for persoon in leeg - bewaart}
        gaat = {(rij.groep, rij.persoon_id) for rij in gaan} - inhoud
        for groep, persoon, doel, sleutel in _aanpaksleutels(sessie, mensen):
            van_de_aanpak = doel == Doel.ONTVANGEN and (groep, persoon) in gaat
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


def _rest(
    sessie: Session, mensen: Sequence[str], gaan: set[str]
) -> tuple[set[str], set[tuple[str, str]]]:
    """Who keeps another item, and in which group somebody keeps one that still says something."""
    rij = OntvangenGegevenRij
    vraag = select(rij.id, rij.groep, rij.persoon_id, rij.inhoud.is_not(None)).where(
        rij.persoon_id.in_(mensen)
    )
    blijft: set[str] = set()
    inhoud: set[tuple[str, str]] = set()
    for kenmerk, groep, persoon, zegt_iets in sessie.execute(vraag):
        if kenmerk not in gaan:
            blijft.add(persoon)
            if zegt_iets:
                inhoud.add((groep, persoon))
    return blijft, inhoud


def _met_eigen(sessie: Session, dienst: Dienst, mensen: Sequence[str]) -> set[str]:
    """About whom this party recorded something for its own task."""
    gevonden: set[str] = set()
    for tabel in dienst.bijdragen.dossiers:
        if issubclass(tabel, Dossierrij):
            k = tabel.__table__.c
            gevonden |= set(sessie.scalars(select(k.persoon_id).where(k.persoon_id.in_(mensen))))
    return gevonden


def _aanpaksleutels(sessie: Session, mensen: Sequence[str]) -> Sequence[tuple[str, str, str, str]]:
    k = AanpaksleutelRij
    vraag = select(k.groep, k.persoon_id, k.doel, k.sleutel_id).where(k.persoon_id.in_(mensen))
    return [(groep, persoon, doel, s) for groep, persoon, doel, s in sessie.execute(vraag)]

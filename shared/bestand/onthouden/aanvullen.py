"""Lays the file and what is remembered beside it next to each other, and makes both good.

Before the service serves, in every maintenance, and after an older copy was put back. It takes
nothing out of the file: what is remembered and not there is put back, also where nobody said that
an older copy was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.onthouden.beeld import beeld_van, herinnering_van
from shared.kluis.geheugen import Herinnering, Sleutel
from shared.partij.dienst import Dienst
from shared.partij.onthouden.bron import Onthoudbron, Thuis


def vul_aan(dienst: Dienst, *, uit_kopie: bool = False) -> Mapping[str, int]:
    """How much was put back, by kind. Repeatable.

    ``uit_kopie``: an older copy of the file was put back. Then also what may not have been in the
    file when the process stopped comes back: better a restriction too many.
    """
    with scherm_opzij():
        uitkomst = _naar_het_bestand(dienst, uit_kopie=uit_kopie)
        _naar_het_geheugen(dienst)
    return uitkomst


def _naar_het_bestand(dienst: Dienst, *, uit_kopie: bool) -> dict[str, int]:
    geheugen, bronnen = dienst.kluis.geheugen, dienst.bijdragen.onthoudbron
    herinnerd = geheugen.herinner()
    uitkomst: dict[str, int] = {}
    thuis = Thuis(dienst.partij.code, dienst.regels)
    nooit: list[Sleutel] = []
    if not herinnerd:
        return uitkomst
    with dienst.transactie() as sessie:
        for een in herinnerd:
            bron = bronnen.get(een.soort)
            if bron is None:
                continue
            if not (een.vast or uit_kopie or _is_er(sessie, bron, een)):
                nooit.append(een.sleutel)
            elif bron.leg_terug(sessie, thuis, beeld_van(een)):
                naam = f"{een.soort}Teruggelegd"
                uitkomst[naam] = uitkomst.get(naam, 0) + 1
    geheugen.vergeet(nooit)
    return uitkomst


def _naar_het_geheugen(dienst: Dienst) -> None:
    """What was not written down when it changed: of before there was a memory, or after a fault."""
    geheugen = dienst.kluis.geheugen
    herinnerd = {een.sleutel: een for een in geheugen.herinner()}
    weg: list[Sleutel] = []
    anders: list[Herinnering] = []
    with dienst.lezend() as sessie:
        for sleutel, nu in _van_het_bestand(sessie, dienst):
            if nu is None and sleutel in herinnerd:
                weg.append(sleutel)
            elif nu is not None and nu != herinnerd.get(sleutel):
                anders.append(nu)
    geheugen.onthoud(anders)
    geheugen.vergeet(weg)


def _van_het_bestand(
    sessie: Session, dienst: Dienst
) -> Iterator[tuple[Sleutel, Herinnering | None]]:
    for bron in dienst.bijdragen.onthoudbronnen:
        # Columns and not rows: nobody looks at anybody here.
        for rij in sessie.execute(select(*bron.rij.__table__.c)).all():
            yield (bron.soort, rij.id), herinnering_van(sessie, bron, rij)


def _is_er(sessie: Session, bron: Onthoudbron, een: Herinnering) -> bool:
    kolommen = bron.rij.__table__.c
    return sessie.scalar(select(kolommen.id).where(kolommen.id == een.kenmerk)) is not None

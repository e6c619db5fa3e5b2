"""Carrying out the same order once: a double click, or who heard nothing and asks again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.eenmaal import opslag
from shared.bestand.eenmaal.begrippen import BEWAARD
from shared.bestand.eenmaal.tabellen import EenmaligRij
from shared.partij.dienst import Dienst
from shared.partij.web.herhaling import Opdracht, eis_zelfde
from shared.partij.zegel import klok_van

T = TypeVar("T")


def een_keer(opdracht: Opdracht | None, doe: Callable[[], T]) -> T:
    """Does it, in a transaction of its own. Of two at once the second finds what the first did."""
    try:
        return doe()
    except IntegrityError:
        if opdracht is None:
            raise
        return doe()


def al_gedaan(sessie: Session, opdracht: Opdracht | None) -> str | None:
    """What this order brought before. Raises ``Conflict`` where the key was for something else."""
    if opdracht is None:
        return None
    rij = opslag.zoek(sessie, opdracht.door, opdracht.sleutel)
    if rij is None:
        return None
    eis_zelfde(opdracht, rij.opdracht)
    return rij.kenmerk


def onthoud(
    sessie: Session, opdracht: Opdracht | None, kenmerk: str, persoon_id: str | None = None
) -> None:
    """What came of it, with whom it is about; in the transaction that records it."""
    if opdracht is not None:
        sessie.add(
            EenmaligRij(
                autorisatie_id=opdracht.door,
                sleutel=opdracht.sleutel,
                opdracht=opdracht.vingerafdruk,
                kenmerk=kenmerk,
                persoon_id=persoon_id,
                gedaan_op=klok_van(sessie)(),
            )
        )
        sessie.flush()


def ruim_eenmalig(dienst: Dienst) -> Mapping[str, int]:
    """Part of the periodic work: what nobody repeats any more."""
    with dienst.transactie() as sessie:
        return {"eenmalige opdrachten": opslag.ruim(sessie, dienst.klok() - BEWAARD)}

"""A key that is somebody else's tells that he is in the file: that is a reading of him."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shared.bestand.personen.register import SOORT
from shared.bestand.personen.sleutelregister import SleutelBezet
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst


@contextmanager
def botsing_in_spoor(dienst: Dienst, wie: Medewerker) -> Iterator[None]:
    """Around the transaction in which keys are given: whose key it was, keeps who tried it.

    In a transaction of its own, because the other is gone by then; without it no answer leaves.
    """
    try:
        yield
    except SleutelBezet as fout:
        with dienst.transactie() as sessie:
            geraakt = [Geraadpleegd(fout.persoon_id, fout.persoon_id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "zoeken", SOORT, geraakt)
        raise

"""Leaves of any kind as the lines of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from gateway.fouten import NietGevonden
from gateway.logboek.betrokkenen import van_bladen
from gateway.logboek.inzage import zichtbaar_blad
from gateway.toegang.zicht import Raadpleger
from gateway.zoeken.dienst import Leeswijze, Zoeken
from gateway.zoekregister.bladvraag import Bladopdracht
from shared.dataverwerkingen.regels import Betrokkene
from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.fouten import BladOpgeschoond


@dataclass(frozen=True, slots=True)
class Gevondenblad:
    """A leaf of an answer."""

    bladnummer: int
    inhoud: bytes

    @property
    def blad(self) -> GelezenBlad:
        """What it says."""
        return lees_blad(self.inhoud)


class Bladzoeken(Zoeken[Bladopdracht, Gevondenblad]):
    """Questions about leaves."""


def _lees(
    verbinding: Connection, nummers: Sequence[int], _grootte: int, wie: Raadpleger
) -> list[Gevondenblad]:
    """These leaves, each looked at once more: only what is this reader's to see."""
    bladen = []
    for nummer in nummers:
        try:
            bladen.append(Gevondenblad(nummer, zichtbaar_blad(verbinding, nummer, wie)))
        except (NietGevonden, BladOpgeschoond):
            # Tussen het zoeken en het lezen geleegd, of toch niet van deze lezer.
            continue
    return bladen


def _over(bladen: Iterable[Gevondenblad]) -> Iterable[Betrokkene]:
    return van_bladen(een.inhoud for een in bladen)


BLADEN: Leeswijze[Gevondenblad] = Leeswijze(_lees, _over)

"""Of a message that may not go: which of its onderdelen may, and what to leave out. Pure.

The toetsing is asked about each onderdeel as if it were sent alone, in the same state; and about
what is left, whether that may go as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Besluit, Grondslag
from shared.convenant.kopvorm import Kop
from shared.convenant.poorten.redenzin import Oorzaak, oorzaken
from shared.convenant.poorten.toetsing import toets
from shared.convenant.verzoek import Toestand, lees_kop, lees_toestand, stel_samen_in


@dataclass(frozen=True)
class Deeloordeel:
    """About one onderdeel, sent alone. ``oorzaken``: why not, without what holds for them all."""

    mag: bool
    grond: Grondslag | None
    oorzaken: tuple[Oorzaak, ...]


@dataclass(frozen=True)
class Delen:
    """``voor_alles``: what is against the message whatever is in it. ``weglaten``: the places to
    leave out, so that the rest may go; None: nothing is left then, or it may go as it is."""

    per_deel: tuple[Deeloordeel, ...]
    voor_alles: tuple[Oorzaak, ...]
    weglaten: tuple[int, ...] | None


def oordeel_per_deel(regels: Convenantregels, kop: Kop, toestand: Mapping[str, Any]) -> Delen:
    """What the toetsing says of each onderdeel of this kop."""
    vraag = _Vraag(regels, kop, lees_toestand(toestand))
    alleen = [vraag.over([plaats]) for plaats in range(len(kop.onderdelen))]
    geheel = vraag.over(range(len(kop.onderdelen)))
    voor_alles = _in_elk([geheel, *alleen])
    overal = {(een.code, een.zin) for een in voor_alles}
    return Delen(
        per_deel=tuple(
            Deeloordeel(
                mag=een.toegestaan,
                grond=een.grondslagen[0] if een.grondslagen else None,
                oorzaken=tuple(
                    oorzaak for oorzaak in oorzaken(een.redenen)
                    if (oorzaak.code, oorzaak.zin) not in overal
                ),
            )
            for een in alleen
        ),
        voor_alles=voor_alles,
        weglaten=None if geheel.toegestaan else vraag.weglaten(alleen),
    )  # fmt: skip


class _Vraag:
    """Asks about a choice of the onderdelen of one kop."""

    def __init__(self, regels: Convenantregels, kop: Kop, toestand: Toestand) -> None:
        self._regels = regels
        self._kop = kop.als_json()
        self._toestand = toestand

    def over(self, plaatsen: Iterable[int]) -> Besluit:
        kop = {**self._kop, "onderdelen": [self._kop["onderdelen"][een] for een in plaatsen]}
        verzoek = stel_samen_in(lees_kop(kop), kop, self._toestand, self._regels)
        return toets(verzoek, self._regels)

    def weglaten(self, alleen: list[Besluit]) -> tuple[int, ...] | None:
        """Those that may not go alone, and of the rest those that keep the others from going."""
        over = [plaats for plaats, besluit in enumerate(alleen) if besluit.toegestaan]
        while over:
            besluit = self.over(over)
            if besluit.toegestaan:
                return tuple(plaats for plaats in range(len(alleen)) if plaats not in over)
            genoemd = {over[een.onderdeel] for een in besluit.redenen if een.onderdeel is not None}
            if not genoemd:
                return None
            over = [plaats for plaats in over if plaats not in genoemd]
        return None


def _in_elk(besluiten: list[Besluit]) -> tuple[Oorzaak, ...]:
    """What is against the message itself, and against each part of it."""
    eerste, *andere = ([r for r in een.redenen if r.onderdeel is None] for een in besluiten)
    gemeen = [reden for reden in eerste if all(reden in ander for ander in andere)]
    return oorzaken(gemeen)

"""Finding a person as a human looks: by name, with as much of a date of birth as is known.

The blind index finds only who has exactly this name and this whole date. Who is written otherwise,
or was born on a day nobody knows, is found by opening the names of everybody within the task, in
one round. So the time it takes says nothing about who was found, and no index on a name alone
exists (`shared/kluis/blindeindex.py` says why).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import (
    Geboortedatum,
    kan_zelfde_dag_zijn,
    lees_geboortedatum,
)
from shared.bestand.afscherming.velden import beperkt_per_veld
from shared.bestand.personen.naamgelijkenis import Gezocht
from shared.bestand.personen.register import PersonenRegister, persoonplaats
from shared.bestand.tabellen import PersoonRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.convenant.regels.laden import standaard_convenant
from shared.kluis.blindeindex import OngeldigeNaam, normaliseer_naam
from shared.kluis.zegel import Zegelstuk
from shared.partij.fouten import Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.zegel import Kluispoort

_BLADZIJDE = 500


@dataclass(frozen=True)
class Vondst:
    """``personen``: this name, and a birth date that can be the same. ``voorstellen``: alike.
    ``beperkt``: how many more there are of either, whose data nobody uses now."""

    personen: list[Persoon] = field(repr=False)
    voorstellen: list[Persoon] = field(repr=False)
    beperkt: int = 0


class _Naam(NamedTuple):
    """``geboren`` as it was sealed."""

    persoon_id: str
    naam: str | None
    geboren: str | None


class Naamzoeker:
    """Searches in the caller's transaction."""

    def __init__(self, sessie: Session, kluis: Kluispoort, personen: PersonenRegister) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._personen = personen

    def zoek(self, naam: str, geboren: Geboortedatum | None, wie: Medewerker) -> Vondst:
        """Who it can be, oldest record first; ``geboren`` None: whenever born.

        Only who belongs to the task; nobody else is opened. Of who is restricted only the name is
        compared, so that nobody is put in the file twice: a date that nobody reads makes nobody
        found, and nobody left out, or who tries enough of them reads it after all.
        """
        gezocht = Gezocht(naam)
        precies, gelijkend = [], []
        dicht, zonder_datum = self._verborgen(wie)
        for een in self._namen(wie.taak):
            zelfde_dag = een.persoon_id in zonder_datum or _kan_kloppen(geboren, een.geboren)
            if een.naam is None or not zelfde_dag:
                continue
            ander = _genormaliseerd(een.naam)
            if ander == gezocht.genormaliseerd:
                precies.append(een.persoon_id)
            elif ander is not None and gezocht.lijkt_op(ander):
                gelijkend.append(een.persoon_id)
        open_ = [[een for een in lijst if een not in dicht] for lijst in (precies, gelijkend)]
        gevonden = len(precies) + len(gelijkend)
        over = len(open_[0]) + len(open_[1])
        return Vondst(self._open(open_[0]), self._open(open_[1]), gevonden - over)

    def _verborgen(self, wie: Medewerker) -> tuple[frozenset[str], frozenset[str]]:
        """Who is not shown to this reader when his name is asked, and whose date is not compared:
        all of him is restricted, or of his name or date of birth the kind of data."""
        if wie.ziet_beperkt:
            return frozenset(), frozenset()
        per_veld = beperkt_per_veld(self._sessie, standaard_convenant())
        return per_veld["naam"], per_veld["geboortedatum"]

    def _open(self, persoon_ids: list[str]) -> list[Persoon]:
        geopend = []
        for persoon_id in persoon_ids:
            try:
                geopend.append(self._personen.lees(persoon_id))
            except Vernietigd:
                # Since its name was read.
                continue
        return geopend

    def _namen(self, taak: Taakgrens) -> Iterator[_Naam]:
        na = None
        while rijen := self._rijen(na, taak):
            na = rijen[-1][0]
            stukken = [
                Zegelstuk(sleutel, zegel, persoonplaats(persoon_id).encode())
                for persoon_id, sleutel, zegel in rijen
            ]
            geopend = self._kluis.open_alle(stukken)
            for (persoon_id, _, _), plat in zip(rijen, geopend, strict=True):
                # Destroyed but the tombstone not yet written: unreadable is gone.
                if plat is not None:
                    yield _lees(persoon_id, plat)

    def _rijen(self, na: str | None, taak: Taakgrens) -> list[tuple[str, str, bytes]]:
        vraag = (
            select(PersoonRij.id, PersoonRij.sleutel_id, PersoonRij.zegel)
            .where(
                PersoonRij.sleutel_id.is_not(None),
                PersoonRij.zegel.is_not(None),
                taak.personen(PersoonRij.id),
            )
            .order_by(PersoonRij.id)
            .limit(_BLADZIJDE)
        )
        if na is not None:
            vraag = vraag.where(PersoonRij.id > na)
        return [(str(p), str(s), bytes(z)) for p, s, z in self._sessie.execute(vraag) if z]


def _lees(persoon_id: str, plat: bytes) -> _Naam:
    waarden = json.loads(plat)
    return _Naam(persoon_id, waarden["naam"], waarden["geboortedatum"])


def _kan_kloppen(een: Geboortedatum | None, ander: str | None) -> bool:
    return een is None or ander is None or kan_zelfde_dag_zijn(een, lees_geboortedatum(ander))


def _genormaliseerd(naam: str) -> str | None:
    try:
        return normaliseer_naam(naam)
    except OngeldigeNaam:
        # A received name of signs only is nobody's.
        return None

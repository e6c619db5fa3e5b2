"""History of corrections: who, when and why, with the values that were replaced (sealed)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.tabellen import CorrectieRij
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.kenmerk import uuid7


@dataclass(frozen=True)
class Correctie:
    """One correction. ``versie`` is the version it led to; ``oud`` the replaced values."""

    soort: str
    object_id: str
    persoon_id: str
    versie: int
    tijdstip: datetime
    door: str | None
    reden: str = field(repr=False)
    oud: Mapping[str, Any] = field(repr=False)


def leg_correctie_vast(
    sessie: Session, kluis: Kluispoort, sleutel_id: str, correctie: Correctie
) -> None:
    """Adds a correction to the history, sealed under the key of the person it is about."""
    inhoud = {"reden": correctie.reden, "oud": dict(correctie.oud)}
    correctie_id = uuid7(correctie.tijdstip)
    rij = CorrectieRij(
        id=correctie_id,
        persoon_id=correctie.persoon_id,
        soort=correctie.soort,
        object_id=correctie.object_id,
        versie=correctie.versie,
        tijdstip=correctie.tijdstip,
        door=correctie.door,
        velden=sorted(correctie.oud),
        zegel=verzegel_json(kluis, sleutel_id, _context(correctie_id), inhoud),
    )
    sessie.add(rij)


def lees_historie(
    sessie: Session, kluis: Kluispoort, sleutel_id: str, soort: str, object_id: str
) -> list[Correctie]:
    """All corrections of one object, oldest first."""
    vraag = (
        select(CorrectieRij)
        .where(CorrectieRij.soort == soort, CorrectieRij.object_id == object_id)
        .order_by(CorrectieRij.versie)
    )
    return [_open(kluis, sleutel_id, rij) for rij in sessie.scalars(vraag) if rij.zegel is not None]


def _open(kluis: Kluispoort, sleutel_id: str, rij: CorrectieRij) -> Correctie:
    inhoud = open_json(kluis, sleutel_id, _context(rij.id), rij.zegel or b"")
    return Correctie(
        soort=rij.soort,
        object_id=rij.object_id,
        persoon_id=rij.persoon_id,
        versie=rij.versie,
        tijdstip=rij.tijdstip,
        door=rij.door,
        reden=inhoud["reden"],
        oud=inhoud["oud"],
    )


def _context(correctie_id: str) -> str:
    return f"correctie/{correctie_id}"

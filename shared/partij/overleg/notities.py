"""The verslag of what was said outside a meeting: one note per call (readings E7 and F2).

Like that of a meeting it follows from what was decided and spoken, and holds no content. Who said
it also gets the salt: with note and salt anyone can see that the log binds to exactly this note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import b64url
from shared.convenant.regels import Convenantregels
from shared.partij.overleg.modellen import MondelingRij
from shared.partij.overleg.verslagregel import verslagregel
from shared.partij.uitwisseling_modellen import InkomendRij, UitgaandRij

INTREKKING = "intrekking"


@dataclass(frozen=True)
class Notitie:
    """What was said, to or by this party. ``zout`` and ``verslag`` are the sayer's alone."""

    bericht: str
    regel: dict[str, Any]
    verslag: str | None = None
    zout: str | None = None
    bladnummer: int | None = None


def gezegd(*, groep: str, na: str | None, hoogstens: int) -> Select[MondelingRij, dict[str, Any]]:
    """What this party said outside a meeting, with its kop, in order of message."""
    vraag = (
        select(MondelingRij, UitgaandRij.kop)
        .join(UitgaandRij, UitgaandRij.bericht_id == MondelingRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            MondelingRij.overleg.is_(None),
            MondelingRij.gedeeld.is_(True),
        )
    )
    if na is not None:
        vraag = vraag.where(MondelingRij.bericht_id > na)
    return vraag.order_by(MondelingRij.bericht_id).limit(hoogstens)


def ontvangen(*, groep: str, na: str | None, hoogstens: int) -> Select[InkomendRij]:
    """Messages with items that came in about a group; which were said, ``gehoord`` tells."""
    vraag = select(InkomendRij).where(InkomendRij.groep == groep)
    if na is not None:
        vraag = vraag.where(InkomendRij.bericht_id > na)
    return vraag.order_by(InkomendRij.bericht_id).limit(hoogstens)


def van_gezegd(rij: MondelingRij, kop: Mapping[str, Any]) -> Notitie:
    """The note of who said it."""
    zout = b64url(rij.zout)
    return Notitie(rij.bericht_id, verslagregel(kop), rij.verslag, zout, rij.bladnummer)


def gehoord(sessie: Session, regels: Convenantregels, rij: InkomendRij) -> Notitie | None:
    """The note of who was told; None for what was written, said in a meeting, or left unsaid."""
    kanaal = regels.kanalen.get(rij.kop["kanaal"])
    if kanaal is None or not kanaal.mondeling or kanaal.overleg or not rij.kop["onderdelen"]:
        return None
    terug = select(InkomendRij.bericht_id).where(
        InkomendRij.in_reactie_op == rij.bericht_id,
        InkomendRij.soort == INTREKKING,
        InkomendRij.afzender == rij.afzender,
    )
    if sessie.scalars(terug).first() is not None:
        return None
    return Notitie(rij.bericht_id, verslagregel(rij.kop))

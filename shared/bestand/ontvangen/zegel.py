"""The seals of a received message: what the sender wrote with it, readable while nobody in it was
destroyed. What points at somebody is kept apart until somebody has decided (``apart``).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud, Stuk
from shared.bestand.apart import opslag as apartopslag
from shared.bestand.apart.begrippen import MOTIVERING, AparteTekst, met, zonder
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.partij.zegel import Kluispoort
from shared.partij.zegellagen import Lagen


@dataclass(frozen=True)
class Inboxgeheim:
    """What a message brought besides its items. The salt proves later what was sent."""

    motivering: str | None = field(repr=False)
    stuk: Stuk | None = field(repr=False)
    zout: bytes = field(repr=False)

    @classmethod
    def van(cls, inhoud: Inhoud, apart: Sequence[AparteTekst] = ()) -> Inboxgeheim:
        """Of a content, without the texts that are kept apart."""
        paden = {een.pad for een in apart}
        stuk = inhoud.stuk
        if stuk is not None and apart:
            stuk = Stuk(stuk.soort, stuk.versie, zonder(stuk.gegevens, apart))
        motivering = None if MOTIVERING in paden else inhoud.motivering
        return cls(motivering, stuk, inhoud.zout)

    def als_bytes(self) -> bytes:
        """The form that is sealed."""
        stuk = None if self.stuk is None else self.stuk.als_dict()
        zout = base64.b64encode(self.zout).decode()
        vorm = {"motivering": self.motivering, "stuk": stuk, "zout": zout}
        return json.dumps(vorm, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def uit_bytes(cls, data: bytes) -> Inboxgeheim:
        """What ``als_bytes`` made."""
        vorm: dict[str, Any] = json.loads(data)
        stuk = None if vorm["stuk"] is None else Stuk(**vorm["stuk"])
        return cls(vorm["motivering"], stuk, base64.b64decode(vorm["zout"]))


def open_motivering(sessie: Session, kluis: Kluispoort, bericht_id: str) -> str | None:
    """What the sender wrote; ``None`` when nothing, or kept apart. Raises ``Vernietigd``."""
    geheim = _open(sessie, kluis, bericht_id)
    if geheim is None or geheim.motivering is not None:
        return None if geheim is None else geheim.motivering
    return apartopslag.vrijgegeven(sessie, Lagen(kluis), bericht_id).get(MOTIVERING)


def open_stuk(sessie: Session, kluis: Kluispoort, bericht_id: str) -> Stuk | None:
    """The stuk that came with a message; ``None`` without one. Raises ``Vernietigd``.

    A text that is kept apart is null in it.
    """
    geheim = _open(sessie, kluis, bericht_id)
    if geheim is None or geheim.stuk is None:
        return None
    vrij = apartopslag.vrijgegeven(sessie, Lagen(kluis), bericht_id)
    return Stuk(geheim.stuk.soort, geheim.stuk.versie, met(geheim.stuk.gegevens, vrij))


def sluit_geheim(sessie: Session, berichten: Collection[str]) -> None:
    """Empties what was written along with these messages, what is kept apart included."""
    sessie.execute(
        update(InkomendRij)
        .where(InkomendRij.bericht_id.in_(berichten))
        .values(geheim=None, sleutels=[])
        .execution_options(synchronize_session=False)
    )
    apartopslag.sluit(sessie, berichten)


def geheimplaats(bericht_id: str) -> str:
    """Where what came with a message is sealed for."""
    return f"inkomend/{bericht_id}/geheim"


def _open(sessie: Session, kluis: Kluispoort, bericht_id: str) -> Inboxgeheim | None:
    rij = sessie.get(InkomendRij, bericht_id)
    if rij is None or rij.geheim is None:
        return None
    plat = Lagen(kluis).open(rij.sleutels, rij.geheim, geheimplaats(bericht_id))
    return Inboxgeheim.uit_bytes(plat)

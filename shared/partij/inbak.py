"""The seals of a received message: what the sender wrote with it, readable while nobody in it was
destroyed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from shared.partij.uitbak_zegel import Geheim, Lagen
from shared.partij.uitwisseling_modellen import InkomendRij
from shared.partij.zegel import Kluispoort


def verzegel_geheim(
    lagen: Lagen, sleutels: Sequence[str], bericht_id: str, geheim: Geheim
) -> bytes:
    """Motivation and salt of a received message, under the keys of everybody in it."""
    return lagen.verzegel(sleutels, geheim.als_bytes(), geheimplaats(bericht_id))


def open_motivering(sessie: Session, kluis: Kluispoort, bericht_id: str) -> str | None:
    """What the sender wrote; ``None`` when nothing. Raises ``Vernietigd``."""
    rij = sessie.get(InkomendRij, bericht_id)
    if rij is None or rij.geheim is None:
        return None
    plat = Lagen(kluis).open(rij.sleutels, rij.geheim, geheimplaats(bericht_id))
    return Geheim.uit_bytes(plat).motivering


def geheimplaats(bericht_id: str) -> str:
    """Where motivation and salt of a message are sealed for."""
    return f"inkomend/{bericht_id}/geheim"

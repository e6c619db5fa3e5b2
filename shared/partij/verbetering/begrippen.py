"""Words of a correction (covenant 6.5, Wpg 4.4; reading F5), and what travels inside a message.

Whoever finds an item wrong or incomplete says so; the source judges; meanwhile nobody uses it.
The kop of a message stays as the profile has it: what a correction is about, and how far it is,
stands in one member of the encrypted content, which the gateway cannot read. A sender without
that member is understood too: then a correction of an own record is its new value. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from shared.bericht.inhoud import Inhoud, InhoudOnderdeel

MERK: Final = "verbetering"
"""The member of an item's content that this room adds and takes off again."""

CORRECTIE: Final = "correctie"
AANVULLING: Final = "aanvulling"

NIETS_MEER: Final = "Deze gegevens zijn hier vernietigd: er is niets meer om te verbeteren."
"""What a receiver answers that holds nothing of it any more; that too ends the duty to tell it."""


class Kant(StrEnum):
    """On whose side this party stands: it gave the item (``bron``), or received it."""

    BRON = "bron"
    ONTVANGER = "ontvanger"


class Aard(StrEnum):
    """What is the matter with the item."""

    ONJUIST = "onjuist"
    ONVOLLEDIG = "onvolledig"


class Stand(StrEnum):
    """How far the judgement is. While it is open the item is not used."""

    OPEN = "open"
    BEVESTIGD = "bevestigd"
    AFGEWEZEN = "afgewezen"


class Fase(StrEnum):
    """What one message of a correction says."""

    MELDING = "melding"
    ONDERZOEK = "onderzoek"
    BEVESTIGD = "bevestigd"
    AFGEWEZEN = "afgewezen"


@dataclass(frozen=True)
class Merk:
    """What a message of a correction says about itself.

    ``volgnummer``  which onderdeel of the message named in ``inReactieOp`` it is about
    ``bron``        whose record it is
    """

    fase: Fase
    aard: Aard
    bron: str
    volgnummer: int

    def als_json(self) -> dict[str, Any]:
        """The member as it goes into the content."""
        return {
            "fase": str(self.fase),
            "aard": str(self.aard),
            "bron": self.bron,
            "volgnummer": self.volgnummer,
        }


def lees_merk(inhoud: Inhoud | None) -> Merk | None:
    """The mark of a message about exactly one item; ``None`` without one we know."""
    if inhoud is None or len(inhoud.onderdelen) != 1:
        return None
    waarde = inhoud.onderdelen[0].gegevens.get(MERK)
    if not isinstance(waarde, Mapping):
        return None
    bron, nummer = waarde.get("bron"), waarde.get("volgnummer")
    if not isinstance(bron, str) or not isinstance(nummer, int):
        return None
    try:
        return Merk(Fase(str(waarde.get("fase"))), Aard(str(waarde.get("aard"))), bron, nummer)
    except ValueError:
        return None


def draagt_merk(inhoud: Inhoud | None) -> bool:
    """Whether this message belongs to a correction; then it is taken in one at a time."""
    return lees_merk(inhoud) is not None


def zonder_merk(gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """The item itself."""
    return {naam: waarde for naam, waarde in gegevens.items() if naam != MERK}


def inhoud_zonder_merk(inhoud: Inhoud) -> Inhoud:
    """The content as it is stored: the items themselves, with the salt they came with."""
    delen = tuple(
        InhoudOnderdeel(deel.betrokkene, deel.gegevenssoort, zonder_merk(deel.gegevens))
        for deel in inhoud.onderdelen
    )
    return Inhoud(delen, inhoud.motivering, inhoud.zout)


def redenplaats(verbetering_id: str, welke: str) -> str:
    """Where a reason (``reden``, ``besluit``) of a correction is sealed for."""
    return f"verbetering/{verbetering_id}/{welke}"


def berichtsoort(fase: Fase, aard: Aard, als: str | None) -> str:
    """Which kind of message says this: an addition only where the source confirms a gap."""
    if fase == Fase.BEVESTIGD:
        return als or (AANVULLING if aard == Aard.ONVOLLEDIG else CORRECTIE)
    return CORRECTIE

"""One attempt at one message: what is posted, and what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from shared.bericht.inhoud import Stuk
from shared.convenant.verzoek import Kop
from shared.verzenden.samenstellen.samenstelling import Deel, Samenstelling
from shared.verzenden.tabellen import Fase, Verzendstatus

S = Verzendstatus
RUSTEND = (S.AANGEKONDIGD, S.AFGELEVERD, S.GEWEIGERD, S.DOOD, S.VERVALLEN)
"""States in which nothing happens until somebody acts, or any more."""


@dataclass(frozen=True)
class Gereed:
    """The bytes to post, with the kop they belong to (commitments filled in) and the salt."""

    kop: Kop
    zout: bytes = field(repr=False)
    body: bytes = field(repr=False)
    koppen: Mapping[str, str]

    @property
    def digest(self) -> str:
        return self.koppen["Digest"]

    @property
    def payload_signature(self) -> str:
        return self.koppen["Payload-Signature"]


@dataclass(frozen=True)
class Geopend:
    """A message as it stands in the outbox, opened to be read, whatever profile its kop is of."""

    kop: Mapping[str, Any]
    delen: tuple[Deel, ...]
    motivering: str | None = field(repr=False)
    stuk: Stuk | None


@dataclass(frozen=True)
class Zending:
    """One attempt at one message.

    ``gereed`` is ``None`` while it could not yet be sealed (the receiver's certificate was not at
    hand). ``poging`` counts from 1; ``houder`` is the mark of this attempt's lease. ``fase``: what
    is posted now. When that is the content of what was said, ``zout`` is what the kop was bound
    with, and ``aangekondigd`` are the headers under which the message itself went.
    """

    samenstelling: Samenstelling
    gereed: Gereed | None
    poging: int
    houder: str
    fase: str = Fase.BERICHT
    zout: bytes | None = field(default=None, repr=False)
    aangekondigd: Mapping[str, str] | None = None

    @property
    def bericht_id(self) -> str:
        return self.samenstelling.kop.id

    @property
    def ontvanger(self) -> str:
        return self.samenstelling.kop.ontvanger

    def met(self, gereed: Gereed) -> Zending:
        """The same attempt with other bytes."""
        return replace(self, gereed=gereed)


@dataclass(frozen=True)
class Aanleiding:
    """What a message was made for, so that asking the same again finds it.

    ``verzoek`` recognises the order. ``sleutel`` is the caller's idempotency key: his own, and he
    may choose any. ``opnieuw_van`` is the message that did not arrive and that this one replaces:
    everybody's.
    """

    verzoek: str | None = None
    sleutel: str | None = None
    opnieuw_van: str | None = None


@dataclass(frozen=True)
class Uitkomst:
    """What an attempt came to. ``wacht`` seconds until the next one; ``None`` when it rests.

    ``ontvangstreden``: the code the receiver's receipt gives, where there is a receipt.
    """

    status: Verzendstatus
    fout: str | None = None
    ontvangstreden: str | None = None
    wacht: float | None = None
    besluit: Mapping[str, Any] | None = None
    bladnummer: int | None = None
    antwoord: Mapping[str, Any] | None = None


def nieuwe_houder() -> str:
    """The mark of one attempt's lease; never used twice."""
    return secrets.token_hex(8)

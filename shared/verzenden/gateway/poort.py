"""The port to the gateway: what the exchange asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from shared.bericht.jsonvorm import JsonWaarde

Document = dict[str, Any]


Zetting = Mapping[str, str]
"""A party's signature under a group decision: ``medewerker`` (who decided for it) and
``handtekening`` (over the decision and that reference)."""


class Gateway(Protocol):
    """What the exchange half asks of the gateway. Every call may raise ``GatewayFout``."""

    async def verstuur(self, body: bytes, koppen: Mapping[str, str]) -> Document:
        """``POST /v1/berichten`` with exactly these bytes; the 201 document, unverified."""
        ...

    async def lever_inhoud(
        self, bericht_id: str, body: bytes, koppen: Mapping[str, str]
    ) -> Document:
        """``PUT /v1/berichten/{id}/inhoud`` with exactly these bytes: content of what was said."""
        ...

    async def uiting(self, uiting: str) -> Document:
        """What is said in one go: whether it may be said, and what was told of it.

        Raises ``NietGevonden``.
        """
        ...

    async def uitingen(self, groep: str, na: str | None, aantal: int) -> Document:
        """What was said about a group outside any meeting: a page ``{"uitingen", "volgende"}``."""
        ...

    async def bevestig_uiting(self, uiting: str, document: Mapping[str, Any]) -> None:
        """Signed word of what was said, and when. The same again is no other word."""
        ...

    async def evalueer(self, kop: Mapping[str, Any]) -> Document:
        """What the gateway would decide now: ``{"decision", "context"}``. Nothing is sent."""
        ...

    async def partijen(self) -> list[Document]:
        """The registered parties with their certificates."""
        ...

    async def groepen(self) -> list[Document]:
        """The groups this party takes part in."""
        ...

    async def groep(self, groep_id: str) -> Document:
        """One group's state. Raises ``NietGevonden``."""
        ...

    async def groepsbesluit(
        self, besluit: Document, handtekeningen: Mapping[str, Zetting]
    ) -> Document:
        """Hands in a group decision with the signatures collected."""
        ...

    async def teken_voorstel(self, besluit: Document, handtekening: Zetting) -> Document:
        """This party's signature under a proposed decision: the proposal, and what it became."""
        ...

    async def voorstellen(self) -> list[Document]:
        """The proposed decisions this party signs that still wait."""
        ...

    async def trek_voorstel_in(self, voorstel: str) -> None:
        """Takes a proposal back. Raises ``NietGevonden``."""
        ...

    async def aanstellingen(self) -> list[Document]:
        """Auditors over all parties: every appointment, with all its versions."""
        ...

    async def aanstelling(self, kenmerk: str) -> list[Document]:
        """One appointment, its oldest version first. Raises ``NietGevonden``."""
        ...

    async def teken_aanstelling(self, document: Document, handtekening: Zetting) -> Document:
        """This party's signature under an appointment: how it stands then."""
        ...

    async def beeindig_aanstelling(self, kenmerk: str, document: Document) -> Document:
        """Signed word that this party ends an appointment: how it stands then."""
        ...

    async def blad(self, bladnummer: int) -> Document:
        """One leaf of the log with its inclusion proof."""
        ...

    async def bladreeks(self, vanaf: int) -> Document:
        """A stretch of the log: the leaves about this party's own messages, unverified."""
        ...

    async def checkpoint(self) -> str:
        """The log's newest checkpoint: a signed note, unverified."""
        ...

    async def consistentie(self, van: int, tot: int) -> list[bytes]:
        """The proof that the log of size ``van`` is a prefix of the one of size ``tot``."""
        ...

    async def meld_autorisatie(
        self, autorisatie_id: str, autorisatie: Mapping[str, JsonWaarde]
    ) -> int | None:
        """Registers an authorisation; the leaf's number."""
        ...

    async def collegas(self) -> list[Document]:
        """Everybody's registered authorisations: reference, party and function; no names."""
        ...

    async def meld_alarm(self, document: Mapping[str, JsonWaarde]) -> int:
        """Signed report of an alarm about the own file; the leaf's number."""
        ...

    async def registreer_overleg(self, overleg: str, document: Document) -> int:
        """Signed registration of a meeting before it begins; the leaf's number."""
        ...

    async def overleg(self, overleg: str) -> Document:
        """A meeting this party belongs to today. Raises ``NietGevonden``."""
        ...

    async def overleggen(self, groep: str) -> list[Document]:
        """The meetings about a group to which this party belongs today."""
        ...

"""Shapes on the wire: a message, and the answer to it."""

from __future__ import annotations

from pydantic import Field

from gateway.logboek.vormen import Bladbewijs
from gateway.web.vormen import Document, Kenmerk, Vorm
from shared.convenant.verzoek import Kop


class Bericht(Vorm):
    """The body of a message, for the description; it is read by `shared.bericht`."""

    kop: Kop
    inhoud: str | None = Field(description="Compacte JWE voor de ontvanger, of null.")


class Ontvangst(Vorm):
    inhoud: str = Field(description="De exacte tekst van de ontvangst.")
    handtekening: str = Field(description="De Payload-Signature van de ontvanger erover.")


class Uitwisseling(Vorm):
    """The answer on a message that was exchanged."""

    id: Kenmerk
    besluit: Document = Field(description="Wat de toetsing besloot, met grondslagen en plichten.")
    ontvangst: Ontvangst
    logboek: Bladbewijs

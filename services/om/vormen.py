"""What the OM's kinds of record have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from secrets import token_bytes
from typing import Any, Literal

from pydantic import Field

from shared.bericht.jsonvorm import b64url, ontb64url
from shared.partij.bronnen import Gegevens
from shared.partij.dossier import Dossierinvoer, Dossierstuk

Uitkomst = Literal["overig", "sepot", "vrijspraak"]
ZOUT_BYTES = 32


class Ominvoer(Dossierinvoer):
    """Every item carries the attestation of Wjsg 39f(2)(b) and 51c(3)(b)."""

    herleiding_anderen_voorkomen: bool = Field(
        description="In deze vorm is het gegeven redelijkerwijs niet te herleiden tot een ander."
    )


def attestatie(stuk: Dossierstuk[Any]) -> Gegevens:
    """The kenmerk every item of the OM carries."""
    return {"herleidingAnderenVoorkomen": stuk.invoer.herleiding_anderen_voorkomen}


def nieuw_zaakzout() -> Mapping[str, Any]:
    """The salt of a commitment to a case number; sealed with the record, shown to nobody."""
    return {"zaakzout": b64url(token_bytes(ZOUT_BYTES))}


def zaakcommitment(zout: str, zaaknummer: str) -> str:
    """Commitment to a case number: it can be opened later, but the number cannot be guessed.

    base64url without padding of SHA-256 over salt and number.
    """
    return b64url(hashlib.sha256(ontb64url(zout) + zaaknummer.encode()).digest())

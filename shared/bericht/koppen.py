"""The headers of a message, read from the raw list so that a doubled one shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from shared.bericht.sleutels.handtekening import is_digest

DIGEST = "Digest"
PAYLOAD_SIGNATURE = "Payload-Signature"
TRANSACTIE_ID = "Fsc-Transaction-Id"
GATEWAY_BESLUIT = "Gateway-Besluit"

RuweKoppen: TypeAlias = Iterable[tuple[str | bytes, str | bytes]]
"""Header lines as they came; a mapping would already have dropped the second of two."""

_GELEZEN = (DIGEST, PAYLOAD_SIGNATURE, TRANSACTIE_ID, GATEWAY_BESLUIT)


@dataclass(frozen=True, slots=True)
class Berichtkoppen:
    """Each header of the profile at most once; None when absent."""

    digest: str | None
    payload_signature: str | None
    transactie_id: str | None
    gateway_besluit: str | None


def lees_koppen(
    koppen: RuweKoppen, verplicht: Collection[str]
) -> tuple[Berichtkoppen, list[tuple[str, str]]]:
    """The profile's headers and every fault in them: absent, doubled, or a malformed Digest.

    Two header lines of one name, also when they say the same, are a fault: which of the two was
    signed is a question that must not arise.
    """
    waarden: dict[str, list[str]] = {naam.lower(): [] for naam in _GELEZEN}
    for naam, waarde in koppen:
        gevonden = waarden.get(_als_tekst(naam).lower())
        if gevonden is not None:
            gevonden.append(_als_tekst(waarde))
    fouten = []
    for naam in _GELEZEN:
        aantal = len(waarden[naam.lower()])
        if aantal > 1:
            fouten.append((naam, f"de kop {naam} staat er {aantal} keer in; één keer mag"))
        elif aantal == 0 and naam in verplicht:
            fouten.append((naam, f"de kop {naam} ontbreekt"))
    enige = {naam: lijst[0] if len(lijst) == 1 else None for naam, lijst in waarden.items()}
    digest = enige[DIGEST.lower()]
    if digest is not None and not is_digest(digest):
        fouten.append((DIGEST, "de kop Digest heeft niet de vorm SHA-256=<base64>"))
    gelezen = Berichtkoppen(
        digest=digest,
        payload_signature=enige[PAYLOAD_SIGNATURE.lower()],
        transactie_id=enige[TRANSACTIE_ID.lower()],
        gateway_besluit=enige[GATEWAY_BESLUIT.lower()],
    )
    return gelezen, fouten


def _als_tekst(deel: str | bytes) -> str:
    # HTTP header bytes that are no ASCII are opaque (RFC 9110, 5.5); latin-1 keeps every byte.
    return deel.decode("latin-1") if isinstance(deel, bytes) else deel

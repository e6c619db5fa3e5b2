"""The signatures a leaf carries, found in one place for whoever writes or checks a bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.bericht.fouten import BerichtFout, OngeldigeJson
from shared.bericht.handtekening import digest_header
from shared.bericht.jsonvorm import JsonWaarde, jcs
from shared.bericht.jws import drie_segmenten, lees_kop
from shared.bericht.limieten import BERICHTLIMIETEN
from shared.logboek.bladen import Bladsoort


@dataclass(frozen=True, slots=True)
class Bladhandtekening:
    """A signature in a leaf, not verified.

    veld: where it stands. digest: the `Digest` value it must hold over. partij: whose it should
    be, None when the leaf does not say.
    """

    veld: str
    digest: str
    handtekening: str
    partij: str | None


def handtekeningen_in(
    soort: Bladsoort, velden: Mapping[str, JsonWaarde]
) -> Iterator[Bladhandtekening]:
    """Every signature in a leaf; members of another type are left to whoever checks shapes."""
    payload, digest = velden.get("payloadSignature"), velden.get("digest")
    if isinstance(payload, str) and isinstance(digest, str):
        yield Bladhandtekening("payloadSignature", digest, payload, _ondertekenaar(velden))
    if soort is Bladsoort.BEVESTIGING:
        tekst, handtekening = velden.get("ontvangst"), velden.get("handtekening")
        if isinstance(tekst, str) and isinstance(handtekening, str):
            digest = digest_header(tekst.encode("utf-8", "surrogatepass"))
            yield Bladhandtekening("handtekening", digest, handtekening, None)
    if soort is Bladsoort.GROEPSBESLUIT:
        yield from _groepshandtekeningen(velden)


def genoemd_certificaat(handtekening: str) -> str | None:
    """The x5t#S256 that a signature names, None when it cannot be read."""
    try:
        kop = lees_kop(drie_segmenten(handtekening, BERICHTLIMIETEN.max_handtekening_tekens)[0])
    except BerichtFout:
        return None
    naam = kop.get("x5t#S256")
    return naam if isinstance(naam, str) else None


def _ondertekenaar(velden: Mapping[str, JsonWaarde]) -> str | None:
    """The sender of a message; of a leaf without a message the party it names."""
    kop = velden.get("kop")
    partij = kop.get("afzender") if isinstance(kop, dict) else velden.get("partij")
    return partij if isinstance(partij, str) else None


def _groepshandtekeningen(velden: Mapping[str, JsonWaarde]) -> Iterator[Bladhandtekening]:
    handtekeningen = velden.get("handtekeningen")
    if not isinstance(handtekeningen, dict):
        return
    try:
        digest = digest_header(jcs(velden.get("besluit")))
    except OngeldigeJson:
        return
    for partij, handtekening in handtekeningen.items():
        if isinstance(handtekening, str):
            yield Bladhandtekening(f"handtekeningen/{partij}", digest, handtekening, partij)

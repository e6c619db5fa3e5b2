"""The signatures a leaf carries, found in one place for whoever writes or checks a bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.bericht.fouten import BerichtFout, OngeldigeJson
from shared.bericht.handtekening import digest_header
from shared.bericht.jsonvorm import JsonWaarde, jcs
from shared.bericht.jws import drie_segmenten, lees_kop
from shared.bericht.limieten import BERICHTLIMIETEN
from shared.convenant.groepsbesluit import ondertekening
from shared.logboek.bladen import Bladsoort, GelezenBlad

AANSTELLING = "aanstelling"
"""Member of an `autorisatie` leaf that holds an appointment as the parties signed it."""


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
        yield from _van_partijen(velden, velden.get("besluit"))
    if soort is Bladsoort.AUTORISATIE and AANSTELLING in velden:
        yield from _van_partijen(velden, velden[AANSTELLING])


def is_aanstelling(blad: GelezenBlad) -> bool:
    """Whether the leaf is an auditor's appointment by all parties together."""
    return blad.soort is Bladsoort.AUTORISATIE and AANSTELLING in blad.velden


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


def _van_partijen(
    velden: Mapping[str, JsonWaarde], document: JsonWaarde
) -> Iterator[Bladhandtekening]:
    """Of each party: over the document and who signed for it (`ondertekening`)."""
    handtekeningen = velden.get("handtekeningen")
    if not isinstance(handtekeningen, dict):
        return
    try:
        digest = digest_header(jcs(document))
    except OngeldigeJson:
        return
    for partij, rij in handtekeningen.items():
        lid = rij if isinstance(rij, dict) else {}
        medewerker, handtekening = lid.get("medewerker"), lid.get("handtekening")
        if isinstance(medewerker, str) and isinstance(handtekening, str):
            getekend = digest_header(jcs(ondertekening(digest, medewerker)))
            yield Bladhandtekening(f"handtekeningen/{partij}", getekend, handtekening, partij)

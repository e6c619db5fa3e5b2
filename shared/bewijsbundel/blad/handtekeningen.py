"""The signatures a leaf carries, found in one place for whoever writes or checks a bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, jcs
from shared.bericht.sleutels.handtekening import digest_header, genoemd_certificaat
from shared.bericht.tijd import lees_utc
from shared.convenant.besluiten.groepsbesluit import ondertekening
from shared.logboek.bladen import Bladsoort, GelezenBlad

AANSTELLING = "aanstelling"
"""Member of an `autorisatie` leaf that holds an appointment as the parties signed it."""


@dataclass(frozen=True, slots=True)
class Bladhandtekening:
    """A signature in a leaf, not verified.

    veld: where it stands. digest: the `Digest` value it must hold over. partij: whose it should
    be, None when the leaf does not say. niet_voor: the time that what is signed states, None where
    it states none.
    """

    veld: str
    digest: str
    handtekening: str
    partij: str | None
    niet_voor: datetime | None = None


def handtekeningen_in(
    soort: Bladsoort, velden: Mapping[str, JsonWaarde]
) -> Iterator[Bladhandtekening]:
    """Every signature in a leaf; members of another type are left to whoever checks shapes."""
    payload, digest = velden.get("payloadSignature"), velden.get("digest")
    if isinstance(payload, str) and isinstance(digest, str):
        moment = _opgesteld(soort, velden)
        yield Bladhandtekening("payloadSignature", digest, payload, _ondertekenaar(velden), moment)
    if soort is Bladsoort.BEVESTIGING:
        tekst, handtekening = velden.get("ontvangst"), velden.get("handtekening")
        if isinstance(tekst, str) and isinstance(handtekening, str):
            digest = digest_header(tekst.encode("utf-8", "surrogatepass"))
            yield Bladhandtekening("handtekening", digest, handtekening, None)
    if soort is Bladsoort.GROEPSBESLUIT:
        yield from _van_partijen(velden, velden.get("besluit"))
    if soort is Bladsoort.AUTORISATIE and AANSTELLING in velden:
        yield from _van_partijen(velden, velden[AANSTELLING])


def genoemde_certificaten(blad: GelezenBlad) -> Iterator[str]:
    """The x5t#S256 of every certificate that whoever checks the leaf, or what follows it, needs."""
    for h in handtekeningen_in(blad.soort, blad.velden):
        if naam := genoemd_certificaat(h.handtekening):
            yield naam


def is_aanstelling(blad: GelezenBlad) -> bool:
    """Whether the leaf is an auditor's appointment by all parties together."""
    return blad.soort is Bladsoort.AUTORISATIE and AANSTELLING in blad.velden


def _ondertekenaar(velden: Mapping[str, JsonWaarde]) -> str | None:
    """The sender of a message; of a leaf without a message the party it names."""
    kop = velden.get("kop")
    partij = kop.get("afzender") if isinstance(kop, dict) else velden.get("partij")
    return partij if isinstance(partij, str) else None


def _opgesteld(soort: Bladsoort, velden: Mapping[str, JsonWaarde]) -> datetime | None:
    """When what is signed was made up, in whichever member a leaf of this soort says so."""
    for lid in ("kop", "beeindiging"):
        document = velden.get(lid)
        if isinstance(document, dict):
            return _moment(document.get("tijdstip"))
    return _moment(velden.get("gezegdOp" if soort is Bladsoort.MONDELING else "opgesteldOp"))


def _moment(waarde: JsonWaarde) -> datetime | None:
    """None for what is no moment: whoever checks shapes says so."""
    try:
        return lees_utc(waarde)
    except ValueError:
        return None


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
    moment = _moment(document.get("tijdstip")) if isinstance(document, dict) else None
    for partij, rij in handtekeningen.items():
        lid = rij if isinstance(rij, dict) else {}
        medewerker, handtekening = lid.get("medewerker"), lid.get("handtekening")
        if isinstance(medewerker, str) and isinstance(handtekening, str):
            getekend = digest_header(jcs(ondertekening(digest, medewerker)))
            yield Bladhandtekening(
                f"handtekeningen/{partij}", getekend, handtekening, partij, moment
            )

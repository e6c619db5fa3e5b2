"""Leaves: what the log records, as bytes (JCS of an object with `v`, `soort` and `tijdstip`).

Pure. A leaf's bytes are hashed into the tree and can never change.

What a leaf must not hold: a name, an address, a date of birth, a number of a person, or any free
text about a person. References (UUIDs), kinds, digests, commitments, and codes of the covenant's
vocabulary only. A pseudonym with what is known about it is still a personal datum: a leaf's body is
shown to the sender and the receiver of its message and to an auditor the parties appointed, each
reading is a leaf too, and every soort has a term after which the body is pruned. Whoever copied
it before keeps it.

Members by soort, besides `v`, `soort` and `tijdstip`:

    besluit         kop, digest, payloadSignature, toestand, besluit
    bevestiging     id, status (aanvaard, geweigerd, onbereikbaar), ontvangst, handtekening;
                    the last two are null when the receiver could not be reached. Of what was
                    said a second one follows: the receipt of its content, about that digest
    mondeling       uiting, overleg (or null), berichten [id], gezegdOp, medewerker,
                    zonderToestemming, digest, payloadSignature (by the sender)
    overleg         what toestand.overleg says of a registered meeting, and who registered it
    groepsbesluit   besluit (the signed object), handtekeningen {party: {medewerker, functie,
                    handtekening}}: JAdES over the digest of what `ondertekening` makes
    autorisatie     what a party attests about one employee; or an aanstelling of an auditor by all
                    parties (aanstelling, handtekeningen as of a groepsbesluit), or its ending
    convenant       id, versie, hash (SHA-256 in hex of the covenant file's bytes)
    others          what the gateway records; the same ban on personal data holds
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonLimieten, JsonWaarde, jcs, lees_json
from shared.convenant.bladsoorten import Bladsoort as Bladsoort
from shared.logboek.fouten import BladOngeldig
from shared.logboek.tegels import MAX_BLAD_BYTES

BLADVERSIE = 2
BLADLIMIETEN = JsonLimieten(max_bytes=MAX_BLAD_BYTES)

_VAST = frozenset({"v", "soort", "tijdstip"})
# In canonieke tekst staat voor elk getal een van deze drie tekens; in een string mag dat ook.
_BUITEN_BMP_OF_GEBROKEN = re.compile(rb"[\xf0-\xff]|[:\[,]-?[0-9]+[.eE]")
_GROOT_GETAL = re.compile(rb"[:\[,]-?(?:[0-9]{16}|[0-9.]+e)")
_TIJDSTIP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Blad:
    """A leaf that may be appended. `sleutel`: the id by which the store finds it again, if any."""

    soort: Bladsoort
    tijdstip: datetime
    inhoud: bytes
    sleutel: str | None = None


@dataclass(frozen=True, slots=True)
class GelezenBlad:
    """A leaf read back: its bytes were canonical; `velden` is the whole object."""

    soort: Bladsoort
    tijdstip: datetime
    velden: Mapping[str, JsonWaarde]


def maak_blad(
    soort: str, tijdstip: datetime | str, *, sleutel: str | None = None, **velden: object
) -> Blad:
    """Make a leaf. `tijdstip`: aware datetime, or the UTC text with `Z` that must stand in it.

    Faults: `BladOngeldig` for an unknown soort, a tijdstip without UTC, a reserved or
    unserialisable member, or 64 KiB and more.
    """
    bladsoort, moment, inhoud = _vorm(soort, tijdstip, velden)
    return Blad(bladsoort, moment, inhoud, sleutel)


def lees_blad(inhoud: bytes) -> GelezenBlad:
    """Read leaf bytes strictly; `BladOngeldig` when they are not exactly what `maak_blad` makes."""
    if len(inhoud) > MAX_BLAD_BYTES:
        raise BladOngeldig("Het blad is 64 KiB of groter.")
    try:
        waarde = lees_json(inhoud, limieten=BLADLIMIETEN)
        canoniek = _is_canoniek(waarde, inhoud)
    except OngeldigeJson as fout:
        raise BladOngeldig(f"Het blad is niet te lezen: {fout}") from fout
    if not isinstance(waarde, dict):
        raise BladOngeldig("Het blad is geen JSON-object.")
    if not canoniek:
        raise BladOngeldig("Het blad staat niet in de canonieke JSON-vorm.")
    if waarde.get("v") != BLADVERSIE or isinstance(waarde.get("v"), bool):
        raise BladOngeldig(f"Het blad heeft een andere versie dan {BLADVERSIE}.")
    soort, tijdstip = _lees_soort(waarde.get("soort")), _lees_tijdstip(waarde.get("tijdstip"))
    return GelezenBlad(soort, tijdstip, waarde)


def _is_canoniek(waarde: JsonWaarde, inhoud: bytes) -> bool:
    """Whether these bytes are the JCS form of what was read from them.

    The standard encoder writes the same bytes several times faster, but for two things: numbers
    with a fraction or exponent, and the order of names outside the BMP (RFC 8785, 3.2.2 and
    3.2.3). Where either may occur, JCS itself is the judge.
    """
    if not _BUITEN_BMP_OF_GEBROKEN.search(inhoud):
        snel = json.dumps(waarde, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if snel.encode() == inhoud:
            return True
    return jcs(waarde) == inhoud


def tijdstip_tekst(moment: datetime) -> str:
    """UTC text with `Z`; milliseconds only when there are any."""
    if moment.tzinfo is None:
        raise BladOngeldig("Het tijdstip van een blad heeft een tijdzone.")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    fijn = "milliseconds" if utc.microsecond >= 1000 else "seconds"
    return utc.isoformat(timespec=fijn) + "Z"


def _vorm(
    soort: str, tijdstip: datetime | str, velden: Mapping[str, object]
) -> tuple[Bladsoort, datetime, bytes]:
    tekst = tijdstip if isinstance(tijdstip, str) else tijdstip_tekst(tijdstip)
    bladsoort, moment = _lees_soort(soort), _lees_tijdstip(tekst)
    if _VAST & velden.keys():
        raise BladOngeldig("v, soort en tijdstip van een blad staan vast.")
    try:
        inhoud = jcs({**velden, "v": BLADVERSIE, "soort": bladsoort.value, "tijdstip": tekst})
        if _GROOT_GETAL.search(inhoud):
            # Een getal zo groot dat het niet meer precies is, schrijft JCS wel maar leest niemand.
            lees_json(inhoud, limieten=BLADLIMIETEN)
    except OngeldigeJson as fout:
        raise BladOngeldig(f"Dit kan geen blad worden: {fout}") from fout
    if len(inhoud) > MAX_BLAD_BYTES:
        raise BladOngeldig(f"Het blad is {len(inhoud)} bytes; minder dan 64 KiB mag.")
    return bladsoort, moment, inhoud


def _lees_soort(soort: object) -> Bladsoort:
    try:
        return Bladsoort(soort)  # type: ignore[arg-type]
    except ValueError as fout:
        raise BladOngeldig("Een blad van deze soort bestaat niet.") from fout


def _lees_tijdstip(tekst: object) -> datetime:
    if not isinstance(tekst, str) or not _TIJDSTIP.fullmatch(tekst):
        raise BladOngeldig("Het tijdstip van een blad staat in UTC met een Z.")
    try:
        return datetime.fromisoformat(tekst)
    except ValueError as fout:
        raise BladOngeldig("Het tijdstip van het blad bestaat niet.") from fout


@dataclass(frozen=True, slots=True)
class BewezenBlad:
    """A leaf with its inclusion proof against the tree of a bundle's checkpoint."""

    nummer: int
    inhoud: bytes
    bewijs: tuple[bytes, ...]

"""What a message carries inside its encryption, and what the kop commits to of it.

The plaintext names the kop it belongs to (`kopDigest`), so content cannot be set under another
kop; the kop names the content (`inhoudCommitment`), so a sender cannot later claim to have sent
something else. The salt makes a commitment say nothing to whoever has not got the content, and
the padding makes its length say nothing. Source: profile, section 2.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from shared.bericht.fouten import OngeldigBericht, OngeldigeJson
from shared.bericht.jsonvorm import b64url, jcs, lees_json, ontb64url
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.convenant.verzoek import Kop

__all__ = [
    "BLOK_BYTES",
    "ZOUT_BYTES",
    "Inhoud",
    "InhoudOnderdeel",
    "PlatteTekst",
    "Stuk",
    "commitment",
    "kenmerk_commitment",
    "kop_digest",
    "lees_platte_tekst",
    "motivering_commitment",
    "platte_tekst",
    "stel_inhoud_op",
]

ZOUT_BYTES = 32
BLOK_BYTES = 1024
"""A plaintext is a whole number of these, so that its length gives nothing away."""

_VASTE_NAMEN = frozenset({"kopDigest", "zout", "opvulling"})
_KERNNAMEN = ("motivering", "onderdelen", "stuk")
_ALLE_NAMEN = _VASTE_NAMEN.union(_KERNNAMEN)
_ONDERDEEL_NAMEN = frozenset({"betrokkene", "gegevenssoort", "gegevens"})
_STUK_NAMEN = frozenset({"soort", "versie", "gegevens"})
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
MAX_VERSIE = 1_000_000


@dataclass(frozen=True, slots=True)
class InhoudOnderdeel:
    """The data of one kind about one betrokkene. `gegevens` never shows in a `repr`."""

    betrokkene: str
    gegevenssoort: str
    gegevens: Mapping[str, Any] = field(repr=False)

    def als_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "betrokkene": self.betrokkene,
            "gegevenssoort": self.gegevenssoort,
            "gegevens": dict(self.gegevens),
        }


@dataclass(frozen=True, slots=True)
class Stuk:
    """What a message without persons is about. `versie`: from 1; a later one replaces it."""

    soort: str
    versie: int
    gegevens: Mapping[str, Any] = field(repr=False)

    def als_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"soort": self.soort, "versie": self.versie, "gegevens": dict(self.gegevens)}

    @property
    def digest(self) -> str:
        """b64url(SHA-256(JCS(stuk))): the same with everybody who got it, whatever the salt."""
        return b64url(hashlib.sha256(jcs(self.als_dict())).digest())


@dataclass(frozen=True, slots=True)
class Inhoud:
    """Everything that goes inside the encryption. `zout`: 32 random bytes, once per message.

    `onderdelen` None: the member is not there (as somebody else may leave it out). `kern`: the
    canonical form of what is committed to, made once; `OngeldigeJson` for content without one.
    """

    onderdelen: tuple[InhoudOnderdeel, ...] | None
    motivering: str | None = field(repr=False)
    zout: bytes = field(repr=False)
    stuk: Stuk | None = None
    _delen: tuple[tuple[str, bytes], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.zout) != ZOUT_BYTES:
            raise ValueError(f"Het zout is niet {ZOUT_BYTES} bytes.")
        leden: dict[str, Any] = {
            "motivering": self.motivering,
            "onderdelen": None
            if self.onderdelen is None
            else [onderdeel.als_dict() for onderdeel in self.onderdelen],
            "stuk": None if self.stuk is None else self.stuk.als_dict(),
        }
        delen = tuple((naam, jcs(leden[naam])) for naam in _KERNNAMEN if leden[naam] is not None)
        object.__setattr__(self, "_delen", delen)

    @property
    def kern(self) -> bytes:
        """JCS of onderdelen, motivering and stuk; members that are not there are left out."""
        return b"{" + b",".join(_lid(naam, waarde) for naam, waarde in self._delen) + b"}"

    @property
    def over(self) -> tuple[InhoudOnderdeel, ...]:
        """The onderdelen; none where there are none."""
        return self.onderdelen or ()

    def met(self, naam: str, waarde: bytes) -> bytes:
        """The members of the core with another one among them, in canonical order, comma-joined."""
        alle = sorted((*self._delen, (naam, waarde)))
        return b",".join(_lid(*lid) for lid in alle)

    def bind(self, kop: Kop, gebonden: Mapping[str, Mapping[str, str]]) -> Kop:
        """The kop with the commitments on this content filled in.

        `gebonden`: per kind of data which member of its content the kop binds to, as which kenmerk.
        """
        kenmerken = {}
        for plaats, deel in enumerate(self.over):
            leden = gebonden.get(deel.gegevenssoort, {})
            extra = {
                kenmerk: kenmerk_commitment(self.zout, kenmerk, plaats, str(deel.gegevens[lid]))
                for lid, kenmerk in leden.items()
                if deel.gegevens.get(lid) is not None
            }
            if extra:
                kenmerken[plaats] = extra
        tekst = self.motivering
        motivering = None if tekst is None else motivering_commitment(self.zout, tekst)
        return kop.gebonden(commitment(self), motivering, kenmerken)


class PlatteTekst(NamedTuple):
    """What came out of the encryption: the kop it says it belongs to, and the content."""

    kop_digest: str
    inhoud: Inhoud


def stel_inhoud_op(
    onderdelen: Iterable[InhoudOnderdeel],
    motivering: str | None = None,
    stuk: Stuk | None = None,
    *,
    zout: bytes | None = None,
) -> Inhoud:
    """Content with a fresh salt. `zout` is for reproducing a known message, as a test does."""
    vers_zout = secrets.token_bytes(ZOUT_BYTES) if zout is None else zout
    return Inhoud(tuple(onderdelen), motivering, vers_zout, stuk)


def kop_digest(kop_json: Mapping[str, Any]) -> str:
    """b64url(SHA-256(JCS(kop))), over the kop as JSON, not over a model of it."""
    return b64url(hashlib.sha256(jcs(dict(kop_json))).digest())


def commitment(inhoud: Inhoud) -> str:
    """b64url(SHA-256(zout ‖ JCS({onderdelen, motivering, stuk})))."""
    return b64url(hashlib.sha256(inhoud.zout + inhoud.kern).digest())


def motivering_commitment(zout: bytes, motivering: str) -> str:
    """`afweging.motivering`: b64url(SHA-256(zout ‖ "motivering" ‖ JCS(text)))."""
    return b64url(hashlib.sha256(zout + b"motivering" + jcs(motivering)).digest())


def kenmerk_commitment(zout: bytes, naam: str, plaats: int, waarde: str) -> str:
    """`kenmerken.<naam>` of one onderdeel: b64url(SHA-256(zout ‖ name ‖ place ‖ JCS(value))).

    `plaats`: of the onderdeel in the kop, from 0, in digits.
    """
    return b64url(
        hashlib.sha256(zout + naam.encode() + str(plaats).encode() + jcs(waarde)).digest()
    )


def platte_tekst(kop_json: Mapping[str, Any], inhoud: Inhoud) -> bytes:
    """The plaintext that belongs to this kop: canonical JSON, padded to whole blocks."""
    # In canonical order kopDigest comes before the members of the core and zout after them.
    begin = f'{{"kopDigest":"{kop_digest(kop_json)}",'.encode("ascii")
    einde = f',"zout":"{b64url(inhoud.zout)}"}}'.encode("ascii")
    zonder = len(begin) + len(inhoud.met("opvulling", b'""')) + len(einde)
    spaties = b'"' + b" " * (-zonder % BLOK_BYTES) + b'"'
    return begin + inhoud.met("opvulling", spaties) + einde


def lees_platte_tekst(data: bytes, limieten: Berichtlimieten = BERICHTLIMIETEN) -> PlatteTekst:
    """Read decrypted content; `OngeldigBericht` lists every fault, and none repeats a value."""
    try:
        document = lees_json(data, max_diepte=limieten.max_json_diepte)
    except OngeldigeJson:
        # The reader's own sentence may name a member, and members here are content.
        raise OngeldigBericht((("", "De inhoud is geen geldige JSON."),)) from None
    namen = frozenset(document) if isinstance(document, dict) else frozenset()
    if not isinstance(document, dict) or not _VASTE_NAMEN <= namen <= _VASTE_NAMEN.union(
        _KERNNAMEN
    ):
        wel = "kopDigest, zout, opvulling en daarnaast alleen onderdelen, motivering en stuk"
        raise OngeldigBericht((("", f"De inhoud heeft {wel}."),))
    fouten = [*_fouten_in_vast(document, len(data)), *_fouten_in_kern(document)]
    if fouten:
        raise OngeldigBericht(tuple(fouten))
    return PlatteTekst(str(document["kopDigest"]), _als_inhoud(document))


def _lid(naam: str, waarde: bytes) -> bytes:
    return b'"' + naam.encode("ascii") + b'":' + waarde


def _fouten_in_vast(document: Mapping[str, Any], lengte: int) -> Iterable[tuple[str, str]]:
    if not _is_b64url_van(document["kopDigest"], hashlib.sha256().digest_size):
        yield "/kopDigest", "is geen base64url van 32 bytes"
    if not _is_b64url_van(document["zout"], ZOUT_BYTES):
        yield "/zout", "is geen base64url van 32 bytes"
    opvulling = document["opvulling"]
    if not isinstance(opvulling, str) or opvulling.strip(" "):
        yield "/opvulling", "bestaat uit spaties"
    if lengte % BLOK_BYTES:
        yield "/opvulling", f"vult de inhoud niet aan tot een veelvoud van {BLOK_BYTES} bytes"


def _fouten_in_kern(document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if "motivering" in document and not isinstance(document["motivering"], str):
        yield "/motivering", "moet tekst zijn"
    if "onderdelen" in document:
        yield from _fouten_in_onderdelen(document["onderdelen"])
    if "stuk" in document:
        yield from _fouten_in_stuk(document["stuk"])


def _fouten_in_stuk(stuk: object) -> Iterable[tuple[str, str]]:
    if not isinstance(stuk, dict) or stuk.keys() != _STUK_NAMEN:
        yield "/stuk", "heeft precies soort, versie en gegevens"
        return
    if not _past(_CODE, stuk["soort"]):
        yield "/stuk/soort", "is geen code"
    versie = stuk["versie"]
    if isinstance(versie, bool) or not isinstance(versie, int) or not 1 <= versie <= MAX_VERSIE:
        yield "/stuk/versie", "is geen geheel getal vanaf 1"
    if not isinstance(stuk["gegevens"], dict):
        yield "/stuk/gegevens", "moet een object zijn"


def _fouten_in_onderdelen(onderdelen: object) -> Iterable[tuple[str, str]]:
    if not isinstance(onderdelen, list):
        yield "/onderdelen", "moet een lijst zijn"
        return
    for nummer, onderdeel in enumerate(onderdelen):
        pad = f"/onderdelen/{nummer}"
        if not isinstance(onderdeel, dict) or onderdeel.keys() != _ONDERDEEL_NAMEN:
            yield pad, "heeft precies betrokkene, gegevenssoort en gegevens"
            continue
        if not _past(_UUID, onderdeel["betrokkene"]):
            yield f"{pad}/betrokkene", "is geen UUID in kleine letters"
        if not _past(_CODE, onderdeel["gegevenssoort"]):
            yield f"{pad}/gegevenssoort", "is geen code"
        if not isinstance(onderdeel["gegevens"], dict):
            yield f"{pad}/gegevens", "moet een object zijn"


def _past(vorm: re.Pattern[str], waarde: object) -> bool:
    return isinstance(waarde, str) and vorm.fullmatch(waarde) is not None


def _is_b64url_van(waarde: object, aantal_bytes: int) -> bool:
    try:
        return isinstance(waarde, str) and len(ontb64url(waarde)) == aantal_bytes
    except ValueError:
        return False


def _als_inhoud(document: Mapping[str, Any]) -> Inhoud:
    onderdelen, stuk = document.get("onderdelen"), document.get("stuk")
    return Inhoud(
        None
        if onderdelen is None
        else tuple(
            InhoudOnderdeel(o["betrokkene"], o["gegevenssoort"], o["gegevens"]) for o in onderdelen
        ),
        document.get("motivering"),
        ontb64url(document["zout"]),
        None if stuk is None else Stuk(stuk["soort"], stuk["versie"], stuk["gegevens"]),
    )

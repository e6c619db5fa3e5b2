"""What a message carries inside its encryption, and whether it is what the kop declared.

The plaintext names the kop it belongs to (`kopDigest`), so content cannot be set under another
kop; the kop names the content (`inhoudCommitment`), so a sender cannot later claim to have sent
something else. The salt makes the commitment say nothing to whoever has not got the content.
Source: profile, section 2.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from shared.bericht.fouten import InhoudKomtNietOvereen, OngeldigBericht, OngeldigeJson
from shared.bericht.jsonvorm import b64url, jcs, lees_json, ontb64url
from shared.bericht.leeftijd import leeftijdsklasse
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.convenant.termijnen import datum_nl

__all__ = [
    "GEBOORTEDATUM",
    "ZOUT_BYTES",
    "Inhoud",
    "InhoudOnderdeel",
    "PlatteTekst",
    "commitment",
    "kop_digest",
    "kop_met_inhoud",
    "leeftijdsklasse",
    "lees_platte_tekst",
    "motivering_commitment",
    "platte_tekst",
    "stel_inhoud_op",
    "vergelijk",
    "verschillen_met_kop",
]

ZOUT_BYTES = 32
GEBOORTEDATUM = "GEBOORTEDATUM"
"""The kind whose `gegevens.geboortedatum` is held against the declared age class."""

_DOELGROEP = 1
_PLATTE_NAMEN = frozenset({"kopDigest", "zout", "onderdelen", "motivering"})
_ONDERDEEL_NAMEN = frozenset({"betrokkene", "gegevenssoort", "gegevens"})
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SOORT = re.compile(r"[A-Z0-9_]{1,40}")
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


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
class Inhoud:
    """Everything that goes inside the encryption. `zout`: 32 random bytes, once per message.

    kern: the canonical form of onderdelen and motivering, made once; `OngeldigeJson` for content
    that has none.
    """

    onderdelen: tuple[InhoudOnderdeel, ...]
    motivering: str | None = field(repr=False)
    zout: bytes = field(repr=False)
    kern: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.zout) != ZOUT_BYTES:
            raise ValueError(f"Het zout is niet {ZOUT_BYTES} bytes.")
        onderdelen = [onderdeel.als_dict() for onderdeel in self.onderdelen]
        kern = jcs({"onderdelen": onderdelen, "motivering": self.motivering})
        object.__setattr__(self, "kern", kern)


class PlatteTekst(NamedTuple):
    """What came out of the encryption: the kop it says it belongs to, and the content."""

    kop_digest: str
    inhoud: Inhoud


def stel_inhoud_op(
    onderdelen: Iterable[InhoudOnderdeel], motivering: str | None, *, zout: bytes | None = None
) -> Inhoud:
    """Content with a fresh salt. `zout` is for reproducing a known message, as a test does."""
    vers_zout = secrets.token_bytes(ZOUT_BYTES) if zout is None else zout
    return Inhoud(tuple(onderdelen), motivering, vers_zout)


def kop_digest(kop_json: Mapping[str, Any]) -> str:
    """b64url(SHA-256(JCS(kop))), over the kop as JSON, not over a model of it."""
    return b64url(hashlib.sha256(jcs(dict(kop_json))).digest())


def commitment(inhoud: Inhoud) -> str:
    """b64url(SHA-256(zout ‖ JCS({onderdelen, motivering})))."""
    return b64url(hashlib.sha256(inhoud.zout + inhoud.kern).digest())


def motivering_commitment(zout: bytes, motivering: str) -> str:
    """What we put in `kop.afweging.motivering`: b64url(SHA-256(zout ‖ UTF-8 of the text)).

    The profile calls that member a commitment without giving its formula, so on receipt any value
    is accepted; the text itself is held by `inhoudCommitment` either way.
    """
    return b64url(hashlib.sha256(zout + motivering.encode("utf-8")).digest())


def kop_met_inhoud(kop_json: Mapping[str, Any], inhoud: Inhoud | None) -> dict[str, Any]:
    """A copy of a kop with the commitments on this content filled in."""
    kop = dict(kop_json)
    kop["inhoudCommitment"] = None if inhoud is None else commitment(inhoud)
    afweging = kop.get("afweging")
    if isinstance(afweging, Mapping) and inhoud is not None and inhoud.motivering is not None:
        motivering = motivering_commitment(inhoud.zout, inhoud.motivering)
        kop["afweging"] = {**afweging, "motivering": motivering}
    return kop


def platte_tekst(kop_json: Mapping[str, Any], inhoud: Inhoud) -> bytes:
    """The plaintext that belongs to this kop, in canonical JSON."""
    # In canonical order kopDigest comes before the two members of the core and zout after them.
    begin = f'{{"kopDigest":"{kop_digest(kop_json)}",'.encode("ascii")
    einde = f',"zout":"{b64url(inhoud.zout)}"}}'.encode("ascii")
    return begin + inhoud.kern[1:-1] + einde


def lees_platte_tekst(data: bytes, limieten: Berichtlimieten = BERICHTLIMIETEN) -> PlatteTekst:
    """Read decrypted content; `OngeldigBericht` lists every fault, and none repeats a value."""
    try:
        document = lees_json(data, max_diepte=limieten.max_json_diepte)
    except OngeldigeJson:
        # The reader's own sentence may name a member, and members here are content.
        raise OngeldigBericht((("", "De inhoud is geen geldige JSON."),)) from None
    if not isinstance(document, dict) or document.keys() != _PLATTE_NAMEN:
        raise OngeldigBericht(
            (("", "De inhoud heeft precies kopDigest, zout, onderdelen en motivering."),)
        )
    fouten = [*_fouten_in_kern(document), *_fouten_in_onderdelen(document["onderdelen"])]
    if fouten:
        raise OngeldigBericht(tuple(fouten))
    return PlatteTekst(str(document["kopDigest"]), _als_inhoud(document))


def vergelijk(
    kop_json: Mapping[str, Any], gelezen_kop_digest: str, inhoud: Inhoud, tijdstip: datetime
) -> None:
    """Hold delivered content against its kop; `InhoudKomtNietOvereen` names every difference.

    1. `kopDigest` is that of this kop.
    2. `inhoudCommitment` is that of this content.
    3. The pairs of betrokkene and kind are the same, each as often.
    4. A date of birth falls in the age class the kop gives for that betrokkene, on the day of
       `tijdstip` in Amsterdam. For category 1 only: for category 2 the class is the child's.

    `kop_json` has passed `lees_kop`; `tijdstip` is that kop's. `afweging.motivering` is not
    compared (see `motivering_commitment`).
    """
    verschillen = []
    if gelezen_kop_digest != kop_digest(kop_json):
        verschillen.append("De inhoud hoort bij een andere kop (kopDigest).")
    if kop_json.get("inhoudCommitment") != commitment(inhoud):
        verschillen.append("De inhoud is niet de inhoud waaraan de kop zich bindt (commitment).")
    verschillen += verschillen_met_kop(kop_json, inhoud, tijdstip)
    if verschillen:
        raise InhoudKomtNietOvereen(tuple(verschillen))


def verschillen_met_kop(
    kop_json: Mapping[str, Any], inhoud: Inhoud, tijdstip: datetime
) -> list[str]:
    """Points 3 and 4 of `vergelijk`: what both sides can see without any digest."""
    aangekondigd = Counter((o["betrokkene"], o["gegevenssoort"]) for o in kop_json["onderdelen"])
    geleverd = Counter((o.betrokkene, o.gegevenssoort) for o in inhoud.onderdelen)
    verschillen = [
        f"{soort} over {betrokkene} is aangekondigd maar niet geleverd."
        for betrokkene, soort in sorted((aangekondigd - geleverd).elements())
    ]
    verschillen += [
        f"{soort} over {betrokkene} is geleverd maar niet aangekondigd."
        for betrokkene, soort in sorted((geleverd - aangekondigd).elements())
    ]
    return verschillen + _leeftijdsverschillen(kop_json, inhoud, datum_nl(tijdstip))


def _leeftijdsverschillen(kop_json: Mapping[str, Any], inhoud: Inhoud, op: date) -> list[str]:
    klassen: dict[str, set[str]] = {}
    for onderdeel in kop_json["onderdelen"]:
        klasse = onderdeel.get("leeftijdsklasse")
        if onderdeel["categorie"] == _DOELGROEP and klasse is not None:
            klassen.setdefault(onderdeel["betrokkene"], set()).add(klasse)
    verschillen = []
    for geleverd in inhoud.onderdelen:
        aangekondigd = klassen.get(geleverd.betrokkene)
        if geleverd.gegevenssoort != GEBOORTEDATUM or aangekondigd is None:
            continue
        geboren = _geboortedatum(geleverd)
        if geboren is None:
            verschillen.append(
                f"GEBOORTEDATUM over {geleverd.betrokkene} bevat geen datum in geboortedatum."
            )
        elif aangekondigd != {leeftijdsklasse(geboren, op)}:
            verschillen.append(
                f"De geboortedatum van {geleverd.betrokkene} past niet bij de leeftijdsklasse "
                f"in de kop."
            )
    return verschillen


def _geboortedatum(onderdeel: InhoudOnderdeel) -> date | None:
    waarde = onderdeel.gegevens.get("geboortedatum")
    if not isinstance(waarde, str) or not _DATUM.fullmatch(waarde):
        return None
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        return None


def _fouten_in_kern(document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if not _is_b64url_van(document["kopDigest"], hashlib.sha256().digest_size):
        yield "/kopDigest", "is geen base64url van 32 bytes"
    if not _is_b64url_van(document["zout"], ZOUT_BYTES):
        yield "/zout", "is geen base64url van 32 bytes"
    if not isinstance(document["motivering"], str | None):
        yield "/motivering", "moet tekst zijn"


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
            yield f"{pad}/betrokkene", "is geen UUID"
        if not _past(_SOORT, onderdeel["gegevenssoort"]):
            yield f"{pad}/gegevenssoort", "is geen code van hoofdletters, cijfers en _"
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
    return Inhoud(
        tuple(
            InhoudOnderdeel(o["betrokkene"], o["gegevenssoort"], o["gegevens"])
            for o in document["onderdelen"]
        ),
        document["motivering"],
        ontb64url(document["zout"]),
    )

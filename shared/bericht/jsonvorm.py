"""Strict JSON in, canonical JSON out, and base64url without leeway.

Two programs that read one text differently can be played against each other: one decides on the
first `soort`, the other stores the last. So a text that has more than one reading is refused
here, before anything looks at it. Sources: RFC 8259, RFC 7493 (I-JSON), RFC 8785 (JCS),
RFC 4648 section 5, RFC 7515 section 2 (no padding).
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from json.encoder import encode_basestring
from typing import NoReturn, TypeAlias, cast

import rfc8785

from shared.bericht.fouten import OngeldigeJson

__all__ = [
    "JSON_LIMIETEN",
    "JsonLimieten",
    "JsonWaarde",
    "OngeldigeJson",
    "b64url",
    "is_b64url",
    "jcs",
    "lees_json",
    "ontb64url",
]

JsonWaarde: TypeAlias = (
    bool | int | float | str | list["JsonWaarde"] | dict[str, "JsonWaarde"] | None
)
"""What `lees_json` returns."""


@dataclass(frozen=True, slots=True)
class JsonLimieten:
    """Bounds of one JSON text.

    max_bytes: length of the text; a caller with a tighter bound of its own checks that first.
    max_diepte: nested objects and arrays; the deepest document of the profile has seven.
    max_getal_tekens: characters of one number; a double needs 24 at most.
    """

    max_bytes: int = 4 * 1024 * 1024
    max_diepte: int = 32
    max_getal_tekens: int = 40


JSON_LIMIETEN = JsonLimieten()

_GROOTSTE_GEHEEL_GETAL = 2**53 - 1
# Strings, and whatever else is no bracket. The closing quote is optional so that an unclosed string
# is passed in one go: trying each quote inside it as a new beginning would take quadratic time.
_GEEN_HAAK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[^"\[\]{}]+', re.DOTALL)
_ANDERE_BYTES = bytes(range(256)).translate(None, b"[]{}")
_WOORDEN: dict[bool | None, str] = {None: "null", True: "true", False: "false"}
_ALFABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LAATSTE_TEKENS: tuple[str | None, ...] = (None, "", "AQgw", "AEIMQUYcgkosw048")
"""Per length modulo 4: what the last character may be, so that no bit is left over."""


def lees_json(
    data: bytes,
    *,
    max_diepte: int | None = None,
    limieten: JsonLimieten = JSON_LIMIETEN,
) -> JsonWaarde:
    """Read one JSON text, or raise `OngeldigeJson` with a Dutch sentence.

    Refused: bytes that are not UTF-8, a byte order mark, a name twice in one object, NaN and
    Infinity, a number beyond ±(2^53-1) however it is written (JCS cannot carry it exactly), a
    lone surrogate, U+0000 (no store of ours can hold it in text), and anything beyond the limits.
    `max_diepte` overrides the limit of that name. What is accepted has a canonical form, and that
    form is accepted again.
    """
    if len(data) > limieten.max_bytes:
        raise OngeldigeJson(
            f"De JSON is {len(data)} bytes; ten hoogste {limieten.max_bytes} bytes mag."
        )
    tekst = _als_tekst(data)
    _controleer_diepte(tekst, limieten.max_diepte if max_diepte is None else max_diepte)
    try:
        waarde: JsonWaarde = _ontleder(limieten.max_getal_tekens).decode(tekst)
    except json.JSONDecodeError as fout:
        raise OngeldigeJson(
            f"De tekst is geen geldige JSON: fout op regel {fout.lineno}, teken {fout.colno}."
        ) from None
    if "\\u" in tekst:
        _controleer_tekens(waarde)
    return waarde


def jcs(obj: object) -> bytes:
    """The canonical bytes (RFC 8785) of a value; `OngeldigeJson` when it has none."""
    try:
        return _canoniek(obj).encode("utf-8")
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, TypeError):
        raise OngeldigeJson(
            "De waarde heeft geen canonieke JSON-vorm (getal te groot of teken ongeldig)."
        ) from None


def b64url(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def ontb64url(tekst: str) -> bytes:
    """The inverse of `b64url`, for exactly the texts `b64url` makes; `ValueError` otherwise.

    No padding, no other alphabet, no white space, no set bits after the last byte: one value has
    one text, so a signature or digest cannot be rewritten into a second valid spelling.
    """
    if not is_b64url(tekst):
        raise ValueError("De tekst is geen base64url zonder opvulling.")
    return base64.urlsafe_b64decode(tekst + "=" * (-len(tekst) % 4))


def is_b64url(tekst: str) -> bool:
    """Whether `ontb64url` would read it, without reading it."""
    if not tekst.isascii() or tekst.encode("ascii").translate(None, _ALFABET):
        return False
    laatste_tekens = _LAATSTE_TEKENS[len(tekst) % 4]
    return laatste_tekens is None or tekst[-1] in laatste_tekens


def _canoniek(waarde: object) -> str:
    """RFC 8785 for the values JSON knows; four times as fast as `rfc8785`, which does the floats.

    The tests hold the two against each other.
    """
    if isinstance(waarde, str):
        return encode_basestring(waarde)
    if isinstance(waarde, dict):
        namen = sorted(waarde)
        if not "".join(namen).isascii():
            namen.sort(key=_utf16)
        leden = [f"{encode_basestring(naam)}:{_canoniek(waarde[naam])}" for naam in namen]
        return "{" + ",".join(leden) + "}"
    if isinstance(waarde, list | tuple):
        return "[" + ",".join([_canoniek(lid) for lid in waarde]) + "]"
    if waarde is None or isinstance(waarde, bool):
        return _WOORDEN[waarde]
    if isinstance(waarde, int) and abs(waarde) <= _GROOTSTE_GEHEEL_GETAL:
        return int.__repr__(waarde)
    return rfc8785.dumps(cast(JsonWaarde, waarde)).decode("utf-8")


def _utf16(naam: str) -> bytes:
    # RFC 8785, 3.2.3: names are sorted by their UTF-16 code units.
    return naam.encode("utf-16-be")


@lru_cache(maxsize=8)
def _ontleder(max_getal_tekens: int) -> json.JSONDecoder:
    getallen = _Getallenlezer(max_getal_tekens)
    return json.JSONDecoder(
        object_pairs_hook=_object_zonder_dubbele_namen,
        parse_int=getallen.geheel,
        parse_float=getallen.gebroken,
        parse_constant=_weiger_constante,
    )


def _als_tekst(data: bytes) -> str:
    try:
        tekst = data.decode("utf-8")
    except UnicodeDecodeError as fout:
        raise OngeldigeJson(f"De JSON is geen geldige UTF-8 vanaf byte {fout.start}.") from None
    if tekst.startswith("\ufeff"):
        raise OngeldigeJson("De JSON begint met een byte order mark; laat die weg.")
    return tekst


def _controleer_diepte(tekst: str, grens: int) -> None:
    """Count nesting before the parser runs: the parser's own bound is the interpreter's stack."""
    if tekst.count("[") + tekst.count("{") <= grens:
        return
    diepte = 0
    for haak in _haken(tekst):
        if haak in b"[{":
            diepte += 1
            if diepte > grens:
                raise OngeldigeJson(f"De JSON is dieper genest dan {grens} niveaus.")
        else:
            diepte -= 1


def _haken(tekst: str) -> bytes:
    """The brackets that stand in no string, in order."""
    if "\\" in tekst:
        return _GEEN_HAAK.sub("", tekst).encode()
    # Without an escape each quote begins or ends a string, and every other part lies outside.
    return "".join(tekst.split('"')[::2]).encode().translate(None, _ANDERE_BYTES)


def _object_zonder_dubbele_namen(paren: list[tuple[str, JsonWaarde]]) -> dict[str, JsonWaarde]:
    uitkomst = dict(paren)
    if len(uitkomst) != len(paren):
        gezien: set[str] = set()
        for naam, _ in paren:
            if naam in gezien:
                raise OngeldigeJson(f"De naam {_kort(naam)} staat twee keer in hetzelfde object.")
            gezien.add(naam)
    return uitkomst


def _weiger_constante(naam: str) -> NoReturn:
    raise OngeldigeJson(f"De JSON bevat {naam}; dat is geen getal in JSON.")


@dataclass(frozen=True, slots=True)
class _Getallenlezer:
    max_tekens: int

    def geheel(self, tekst: str) -> int:
        self._controleer_lengte(tekst)
        getal = int(tekst)
        if abs(getal) > _GROOTSTE_GEHEEL_GETAL:
            raise OngeldigeJson(
                f"Het gehele getal {tekst} is te groot; ten hoogste {_GROOTSTE_GEHEEL_GETAL} mag."
            )
        return getal

    def gebroken(self, tekst: str) -> float:
        self._controleer_lengte(tekst)
        getal = float(tekst)
        # From here on every double is a whole number, and JCS would write it as one.
        if abs(getal) > _GROOTSTE_GEHEEL_GETAL:
            raise OngeldigeJson(f"Het getal {tekst} is te groot.")
        return getal

    def _controleer_lengte(self, tekst: str) -> None:
        # Reading a number of a million digits takes time quadratic in its length.
        if len(tekst) > self.max_tekens:
            raise OngeldigeJson(f"Een getal heeft meer dan {self.max_tekens} tekens.")


def _controleer_tekens(waarde: JsonWaarde) -> None:
    """Only an escape can put a lone surrogate or U+0000 in a string that was valid UTF-8."""
    stapel: list[JsonWaarde] = [waarde]
    while stapel:
        huidige = stapel.pop()
        if isinstance(huidige, str):
            _controleer_string(huidige)
        elif isinstance(huidige, list):
            stapel.extend(huidige)
        elif isinstance(huidige, dict):
            stapel.extend(huidige)
            stapel.extend(huidige.values())


def _controleer_string(tekst: str) -> None:
    if "\x00" in tekst:
        raise OngeldigeJson("Een tekst bevat het teken U+0000; dat mag niet.")
    try:
        tekst.encode("utf-8")
    except UnicodeEncodeError:
        raise OngeldigeJson("Een tekst bevat een los surrogaat; dat is geen teken.") from None


def _kort(naam: str) -> str:
    """A name of the sender's making, safe to print: bounded, and without loose surrogates."""
    leesbaar = naam.encode("ascii", "backslashreplace").decode("ascii")
    return f"'{leesbaar[:60]}'"

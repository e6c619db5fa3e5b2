"""Strict JSON in, canonical JSON out, and base64url without leeway.

Two programs that read one text differently can be played against each other: one decides on the
first `soort`, the other stores the last. So a text that has more than one reading is refused
here, before anything looks at it. Sources: RFC 8259, RFC 7493 (I-JSON), RFC 8785 (JCS),
RFC 4648 section 5, RFC 7515 section 2 (no padding).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import NoReturn, TypeAlias, cast

import rfc8785

from shared.bericht.fouten import OngeldigeJson

__all__ = [
    "JSON_LIMIETEN",
    "JsonLimieten",
    "JsonWaarde",
    "OngeldigeJson",
    "b64url",
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
# The closing quote is optional so that an unclosed string is passed in one go: trying each quote
# inside it as a new beginning would take time quadratic in its length.
_STRING_OF_HAAK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
_B64URL = re.compile(r"[A-Za-z0-9_-]*\Z")


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
    lezer = _Getallenlezer(limieten.max_getal_tekens)
    try:
        waarde: JsonWaarde = json.loads(
            tekst,
            object_pairs_hook=_object_zonder_dubbele_namen,
            parse_int=lezer.geheel,
            parse_float=lezer.gebroken,
            parse_constant=_weiger_constante,
        )
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
        return rfc8785.dumps(cast(JsonWaarde, obj))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
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
    if not _B64URL.match(tekst):
        raise ValueError("De tekst is geen base64url zonder opvulling.")
    try:
        data = base64.urlsafe_b64decode(tekst + "=" * (-len(tekst) % 4))
    except (binascii.Error, ValueError):
        raise ValueError("De tekst is geen base64url zonder opvulling.") from None
    if b64url(data) != tekst:
        raise ValueError("De laatste tekens van de base64url dragen bits die niet meetellen.")
    return data


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
    for treffer in _STRING_OF_HAAK.finditer(tekst):
        haak = treffer.group()
        if haak in ("[", "{"):
            diepte += 1
            if diepte > grens:
                raise OngeldigeJson(f"De JSON is dieper genest dan {grens} niveaus.")
        elif haak in ("]", "}"):
            diepte -= 1


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

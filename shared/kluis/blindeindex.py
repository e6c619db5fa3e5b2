"""Find a person again without storing the name: keyed hashes of a normalised form.

Normalisation of a name: Unicode NFKD, case folded, accents and what nobody sees taken off (soft
hyphen, zero width, tatweel), signs that are letters to Unicode but an apostrophe to who types them
(ʼ ʿ ʾ ˈ) read as one, letters that Unicode does not take apart written out (ø→o, ł→l, ı→i, …),
everything but letters and digits a space, spaces collapsed. Prefixes stay ("van der Berg" is not
"Berg"). A name is in the order it is spoken in; one comma says that the surname goes first, so that
"Berg, Jan van der" is "Jan van der Berg". This is the one place that says when two names are one.

What an index leaks to somebody who has the database but not the key: which rows are equal, so
how often a value occurs. That is why there is no index on a name alone (how common a Dutch
surname is, is public) and why the sound index carries the year of birth. Somebody who also has
the key can test whether a given person is in the database, in an older copy of it too. So there
are many keys, and the one a person is under is destroyed with him (`shared/bestand/zoekvakken`).
"""

from __future__ import annotations

import base64
import hmac
import re
import unicodedata
from datetime import date
from typing import Protocol

from shared.kluis.zegel import samen

_UITGESCHREVEN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_WEG = ("Mn", "Me", "Cf")
_LEESTEKENS = str.maketrans(
    dict.fromkeys("ʹʺʻʼʽʾʿˀˁˈˊˋ\ua78b\ua78c", " ")
    | dict.fromkeys("\u0640\u07fa\u115f\u1160\u3164\uffa0", "")
)
"""Letters to Unicode that stand for an apostrophe, or for nothing anybody sees."""
_GEEN_LETTER_OF_CIJFER = re.compile(r"[\W_]+")

# Dutch spellings of one sound, applied in this order.
_KLANKEN = (
    ("ij", "y"), ("sch", "sk"), ("ch", "g"), ("ck", "k"), ("ph", "f"), ("th", "t"), ("dt", "t"),
    ("sj", "s"), ("sh", "s"), ("dj", "j"), ("oe", "u"), ("ou", "u"), ("au", "u"), ("q", "k"),
    ("c", "k"), ("x", "ks"), ("z", "s"), ("v", "f"), ("w", "f"),
)  # fmt: skip
_KLINKERS = re.compile(r"(?<=.)[aeiouyh]")
_DUBBEL = re.compile(r"(.)\1+")


class OngeldigeNaam(ValueError):
    """A name without a single letter or digit would be equal to every other such name."""

    def __init__(self) -> None:
        super().__init__("Een naam moet minstens een letter of cijfer bevatten.")


class Dagtekst(Protocol):
    """A day, or what is known of one, that says itself as text."""

    def isoformat(self) -> str:
        """As ISO 8601 writes it."""
        ...


class BlindeIndex:
    """HMAC-SHA-256 over a label and the normalised values, as 43 characters of base64url.

    The label keeps the indexes apart: a value of one says nothing next to a value of another.
    """

    def __init__(self, sleutel: bytes) -> None:
        self._sleutel = sleutel

    def persoon(self, naam: str, geboortedatum: Dagtekst) -> str:
        """The same person: normalised name and date of birth."""
        return self._hash("persoon", normaliseer_naam(naam), geboortedatum.isoformat())

    def geboortedatum(self, geboortedatum: date) -> str:
        """Born on the same day: candidates whose name is spelled quite differently."""
        return self._hash("geboortedatum", geboortedatum.isoformat())

    def klank(self, naam: str, geboortedatum: date) -> str:
        """Last word of the name sounds alike and the same year of birth: spelling variants."""
        return self._hash("klank", klank(naam), str(geboortedatum.year))

    def externe_sleutel(self, systeem: str, sleutel: str) -> str:
        """Exactly this key of exactly this system; nothing is normalised."""
        return self._hash("externe-sleutel", systeem, sleutel)

    def _hash(self, soort: str, *waarden: str) -> str:
        return blinde_index(self._sleutel, soort, *waarden)


def blinde_index(sleutel: bytes, soort: str, *waarden: str) -> str:
    """The hash itself; `soort` names the index and its version is part of the label."""
    bericht = samen(b"driehoek/blinde-index/1", soort.encode(), *(w.encode() for w in waarden))
    return base64.urlsafe_b64encode(hmac.digest(sleutel, bericht, "sha256")).rstrip(b"=").decode()


def normaliseer_naam(naam: str) -> str:
    """See the module. Faults: `OngeldigeNaam`."""
    if naam.isascii():
        # Nothing to take apart or to write out: most names, at a fifth of the price.
        return _op_volgorde(naam.lower())
    # Twice, since folding case can bring back composed letters and marks (İ, ß).
    ontleed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", naam).casefold())
    kaal = "".join(teken for teken in ontleed if unicodedata.category(teken) not in _WEG)
    return _op_volgorde(kaal.translate(_LEESTEKENS).translate(_UITGESCHREVEN))


def _op_volgorde(tekst: str) -> str:
    delen = [_GEEN_LETTER_OF_CIJFER.sub(" ", deel).strip() for deel in tekst.split(",")]
    # One comma turns the two around; more of them are a list, and say nothing about order.
    woorden = " ".join(filter(None, reversed(delen) if len(delen) == 2 else delen))
    if not woorden:
        raise OngeldigeNaam
    return woorden


def klank(naam: str) -> str:
    """A coarse sound key of the last word: spellings of one sound together, vowels dropped."""
    return woordklank(normaliseer_naam(naam).split(" ")[-1])


def woordklank(woord: str) -> str:
    """That of one normalised word."""
    for spelling, geluid in _KLANKEN:
        woord = woord.replace(spelling, geluid)
    return _DUBBEL.sub(r"\1", _KLINKERS.sub("", woord))

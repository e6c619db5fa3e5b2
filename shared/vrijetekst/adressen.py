"""Where somebody lives: a street with a number, a postcode, a room. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.vrijetekst.lezing import reeks
from shared.vrijetekst.patroon import AANTAL, MAAND, Blad, Treffer, maak
from shared.vrijetekst.woorden import Woord

_SOORTEN = (
    "straat", "laan", "weg", "plein", "kade", "singel", "dijk", "hof", "pad", "steeg", "gracht",
    "plaats", "markt", "dreef", "boulevard", "haven", "ring", "zoom", "werf", "veld", "burg",
    "oord", "park", "hoek", "baan", "oever", "wal", "vest", "gaarde", "passage", "erf",
    "plantsoen", "str", "strt", "ln", "pln", "sngl",
)  # fmt: skip
_KORTSTE_NAAM = 4
"""The name of a street has more letters than this."""
_HUIS = r"(?:huis)?(?:nr|nummer|no)\b\.?"
_NA_STRAAT = re.compile(
    rf"\.?\)?,?\s{{1,3}}({_HUIS}\s?)?(\d{{1,4}})(?!\d)"
    r"(\s?-?\s?[a-z]{1,2}(?:[\s-]?\d{1,2})?\b|\s?-\s?(?:\d{1,3}|[ivx]{1,4})\b|"
    r"\s(?:bis|hs|huis|zwart|rood|boven|beneden|[ivx]{1,4})\b)?",
    re.ASCII,
)
_TIENTAL = re.compile(
    r"\s(?:[a-z]{3,10}(?:en))?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)\b"
    rf"(?!\s{AANTAL})"
)
_EENTAL = re.compile(
    r"\s(?:nummer\s)?(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
    r"vijftien|zestien|zeventien|achttien|negentien)"
    r"(?=\s?(?:[.,;:!?)\n]|$)|\s(?:is|was|woont|wonen|verblijft|boven|beneden|hoog|bis)\b)"
)
"""A number in words that counts nothing: the sentence ends with it, or somebody lives there."""
_VERVOLG = re.compile(
    rf"\s{{0,2}}(?:[.:]\d|{AANTAL}|{MAAND}|tot\b|t/m|à|a\s\d{{1,3}}\s[a-z]{{3}}|[-/]\d{{1,2}}[-/]\d|/\d{{1,2}}\b|"
    rf"-\s?\d{{1,3}}\s?{AANTAL}|(?:,\s|\sen\s)\d{{1,2}}\s(?:en\s\d{{1,2}}\s)?{MAAND})"
)
"""What follows a number that is no house number: a time, a row, a count, a date."""
_RIJ = re.compile(r"\)")
_WOORDJES = reeks("al de en er in is na nu of om op te zo we ze je ik af ex bv as u m x")
_JAAR = re.compile(r"(?:19|20)\d\d$")
_EENHEID = re.compile(r"\d{4} (?:km|cm|mm|kg|gr|ml|st|pp|jr|wk|eu)$")
_LOSSE_STRAAT = re.compile(r"(?:[A-Z][a-z'-]{1,20}\s){1,3}(\d{1,4})(\s?[a-zA-Z])?\b", re.ASCII)
_OPMAAT = reeks("de het")
_WONEN = reeks(
    "aan woont woonachtig wonend wonende verblijft adres bewoner bewoners bew ingeschreven"
)


def is_straat(woord: Woord) -> bool:
    """Whether it has the form of the name of a street."""
    return woord.kaal.endswith(_SOORTEN) and len(woord.kaal) > _KORTSTE_NAAM


def vind_adres(blad: Blad, plek: int) -> Iterator[Treffer]:
    """The address that starts at the word at this place."""
    woord = blad.woorden[plek]
    if is_straat(woord):
        treffer = _NA_STRAAT.match(blad.laag, woord.einde)
        if treffer is not None:
            if _is_huisnummer(treffer):
                yield Treffer("adres", woord.begin, _einde(treffer))
            return
        tiental = _TIENTAL.match(blad.laag, woord.einde) or _EENTAL.match(blad.laag, woord.einde)
        if tiental is not None:
            yield Treffer("adres", woord.begin, tiental.end())
    elif woord.hoofdletter and plek and _na_wonen(blad.woorden, plek):
        los = _LOSSE_STRAAT.match(blad.tekst, woord.begin)
        if los is not None and not _JAAR.match(los[1]) and not _telt(blad.laag, los.end(1)):
            yield Treffer("adres", *los.span())


def _na_wonen(woorden: list[Woord], plek: int) -> bool:
    """After "woont op de", "aan het": with a number, what is named is where somebody lives."""
    vorige = plek - 1
    while vorige > 0 and woorden[vorige].kaal in _OPMAAT | {"op", "van"}:
        vorige -= 1
        if plek - vorige > len("dan"):
            return False
    return woorden[vorige].kaal in _WONEN


def _is_huisnummer(treffer: re.Match[str]) -> bool:
    """What stands after the number does not make it a count, a time, a date or a row."""
    if treffer[1]:
        return True
    if _JAAR.match(treffer[2]) and not (treffer[3] or "").strip():
        return False
    if _telt(treffer.string, treffer.end(2)) or _telt(treffer.string, _einde(treffer)):
        return False
    sluit = _RIJ.match(treffer.string, treffer.end(2)) is not None
    return not sluit or _staat_tussen_haken(treffer)


def _telt(laag: str, einde: int) -> bool:
    return _VERVOLG.match(laag, einde) is not None


def _einde(treffer: re.Match[str]) -> int:
    """Where the address ends: a short word after the number is no addition to it."""
    toevoeging = (treffer[3] or "").strip(" -")
    return treffer.end(2) if toevoeging in _WOORDJES else treffer.end()


def _staat_tussen_haken(treffer: re.Match[str]) -> bool:
    ervoor = treffer.string[max(0, treffer.start() - 60) : treffer.start()]
    return ervoor.rfind("(") > ervoor.rfind(")")


def _is_postcode(treffer: re.Match[str]) -> bool:
    return not _EENHEID.match(treffer[0])


PATRONEN = (
    maak("adres", r"huisn(?:r|ummer)\.?\s?:?\s?\d{1,4}", vanaf="huisnr huisnummer"),
    maak("adres", r"nr\.?\s\d{1,4}(?:[a-z]\b|\s(?:op|aan|in)\sde\s)", vanaf="nr"),
    maak(
        "adres",
        rf"(?:woont|wonend|wonende|woonachtig|verblijft|woning|gezin|adres)\s(?:op|aan|van)\s"
        rf"{_HUIS}\s?\d{{1,4}}",
        vanaf="woont wonend wonende woonachtig verblijft woning gezin adres",
    ),
    maak(
        "adres",
        rf"(?:op|van|bij)\s{_HUIS}\s\d{{1,4}}[a-z]?\b(?!\s?(?:staat|van\sde|in\sde))",
        vanaf="op van bij",
    ),
    maak(
        "adres",
        rf"(?:op|van|bij|aan)\s{_HUIS}\s?\d{{1,4}}[a-z]?\s(?:in|aan|op|van)\s(?:de|het)\s"
        rf"(?:[a-z'.-]{{1,20}}\s){{0,3}}?[a-z]{{2,30}}(?:{'|'.join(_SOORTEN)})\b",
        vanaf="op van bij aan",
    ),
    maak(
        "adres",
        rf"(?:flat|gebouw|woning|portiek|pand|app|appartement|complex)\b[^.!?\n]{{0,30}}?"
        rf"\b{_HUIS}\s?\d{{1,4}}[a-z]?\b",
        vanaf="flat gebouw woning portiek pand app appartement complex",
    ),
    maak(
        "adres",
        r"(?:azc|opvang|opvanglocatie|pension|hotel|hostel|instelling|internaat)\b[^.!?\n]{0,25}?"
        r"\bkamer(?:nummer|nr)?\.?\s\d{1,4}\b",
        vanaf="azc opvang opvanglocatie pension hotel hostel instelling internaat",
    ),
    maak(
        "postcode",
        r"(?<![\w.,€-])[1-9]\d{3}(?!(?:km|cm|mm|kg|gr|ml|st|pp|jr|wk|eu|mb|gb))[a-z]{2}[ -]?"
        r"\d{1,4}[a-z]?(?!\w)",
        vanaf_cijfer=True,
    ),
    maak(
        "postcode",
        r"(?<![\w.,€-])[1-9]\d{3}(?! (?:al|de|en|er|in|is|na|nu|of|om|op|te|zo|we|ze|je|ik|af|ex|"
        r"bv|uw|ja|ga|ma|di|wo|do|vr|za|va|ca|dd|ad)\b)(?:[ -]|\.(?=[A-Z]{2}\b)| - )?"
        r"(?!(?i:s[ads])\b)[A-Za-z]{2}\b"
        r"(?! ?\d{3})(?!-\d)",
        vanaf_cijfer=True,
        in_hoofdletters=True,
        mits=_is_postcode,
    ),
)

"""What can be recognised by its form: numbers, addresses, dates of birth, accounts. Pure.

Every pattern is linear: no nested repetition that can be cut up in more than one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared.vrijetekst.aanwijzingen import AANWIJZINGEN, TELWOORD

Treffer = tuple[str, int, int]

_STRAAT = (
    r"[a-z]{2,30}(?:straat|laan|weg|plein|kade|singel|dijk|hof|pad|steeg|gracht|plaats|markt|dreef|"
    r"boulevard|haven|ring|zoom|werf|veld|burg|oord)"
)
_GEEN_HUISNUMMER = (
    r"(?!\s*(?:jongeren|jongens|meisjes|leden|personen|mensen|keer|maal|uur|meldingen|man|klachten|"
    r"auto|scooters|avonden|dagen|weken|meter|minuten|jaar|tot|à))"
)
_MAAND = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|jun[i]?|jul[i]?|aug(?:ustus)?|"
    r"sep(?:t(?:ember)?)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_GEBOORTEJAAR = r"(?:19[4-9]\d|200\d|201\d)"
_GEEN_JAAR = r"(?! (?-i:al|de|en|er|in|is|na|nu|of|om|op|te|zo)\b)"
"""After a year or a number stands a word: "sinds 2025 op het plein" has no postcode."""
_EEN_MENS = r"(?:jongen|meisje|slachtoffer|verdachte|dader|leider|broer|zus|zoon|dochter|hij|zij)"
_L, _C = "[a-z]", r"\d"
_ZIJCODES = (
    (2, 2, -2), (-2, -2, 2), (-2, 2, -2), (2, -2, 2), (2, 2, -2), (-2, 2, 2), (-2, 3, -1),
    (-1, 3, -2), (2, -3, 1), (1, -3, 2), (3, -2, 1), (1, -2, 3), (-1, 2, -3), (-3, 2, -1),
)  # fmt: skip
"""Sidecodes of Dutch plates: a positive number is so many letters, a negative so many digits."""


def _zijcode(delen: tuple[int, ...], scheiding: str) -> str:
    return scheiding.join(f"{_L if deel > 0 else _C}{{{abs(deel)}}}" for deel in delen)


_KENTEKENS = "|".join(_zijcode(delen, r"[-\u2010-\u2015]") for delen in _ZIJCODES)
_KENTEKENS_DICHT = "|".join(_zijcode(delen, " ?") for delen in _ZIJCODES)

_PATRONEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (soort, re.compile(patroon, re.IGNORECASE | re.ASCII))
    for soort, patroon in (
        *AANWIJZINGEN,
        ("e-mail", r"\b[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b"),
        ("sociale-media", r"(?<![\w.])@[a-z0-9][a-z0-9._]{2,30}"),
        ("sociale-media", r"\b(?:https?://|www\.)\S{3,200}"),
        (
            "sociale-media",
            r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|facebook|discord)(?:account|naam)?"
            r"\s?(?:[:=]|\sis\s)\s?[a-z0-9._-]{3,40}",
        ),
        ("iban", r"\b[a-z]{2}\d{2} ?[a-z]{4} ?(?:\d ?){9}\d\b"),
        (
            "telefoon",
            r"(?<![\d])(?:\+ ?31|0031|0)[ .\-]{0,3}(?:\(0\) ?)?(?:[1-9])(?:[ .\-]{0,3}\d){8}(?!\d)",
        ),
        ("telefoon", r"(?<!\d)06(?:[ .\-]{0,3}\d){6,8}(?!\d)"),
        (
            "burgerservicenummer",
            r"(?<![\d.])(?!20[12]\d[01]\d[0-3]\d\b)\d{3}[. ]?\d{3}[. ]?\d{2,3}(?![\d.]?\d)",
        ),
        ("burgerservicenummer", r"(?<![\d.])\d{4}[. ]\d{2}[. ]\d{3}(?!\d)"),
        ("ip-adres", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
        ("postcode", rf"\b[1-9]\d{{3}}{_GEEN_JAAR} ?(?!s[ads]\b)[a-z]{{2}}\b(?! ?\d{{3}})"),
        (
            "adres",
            rf"\b{_STRAAT}\s{{1,3}}\d{{1,4}}[ -]?[a-z]?\b(?![.:]\d\d)(?!\)){_GEEN_HUISNUMMER}",
        ),
        (
            "geboortedatum",
            rf"\b\d{{1,2}}[ ./-]{{1,2}}(?:\d{{1,2}}|{_MAAND})[ ./-]{{1,2}}{_GEBOORTEJAAR}\b",
        ),
        ("geboortedatum", rf"\b{_GEBOORTEJAAR}-\d{{2}}-\d{{2}}\b"),
        (
            "geboortedatum",
            r"\b(?:geb\.?|geboren|geboortedatum|jarig|verjaart)\s{1,3}(?:op|:|is)?\s?\d{1,2}[ ./-]"
            rf"{{1,2}}(?:\d{{1,2}}|{_MAAND})(?:[ ./-]{{1,2}}\d{{2,4}})?",
        ),
        (
            "leeftijd",
            r"\b\d{1,2}[- ]?jarige?\s{1,3}(?:jongen|meisje|man|vrouw|knul|gast|dader|leider|broer|"
            r"zus|zoon|dochter|scholier|buurtbewoner)\b",
        ),
        (
            "leeftijd",
            r"\b(?:jongen|meisje|knul|gast|broer|broertje|zus|zusje|zoon|dochter|leider)\s"
            r"(?:\([^)]{0,3})?(?:van\s)?\(?\d{1,2}(?:\sjaar|\))",
        ),
        (
            "leeftijd",
            r"\b(?:hij|zij|leider|dader|melder|verdachte)\s(?:is|wordt)\s\d{1,2}"
            r"(?:\sjaar\b|(?=[\s.,]{1,2}(?:en\b|$)))",
        ),
        ("leeftijd", r"(?<!\w)een\s\d{1,2}-?jarige\b"),
        ("leeftijd", rf"\b{_EEN_MENS}\s(?:\w{{2,12}}\s)?(?:van\s)?{TELWOORD}\sjaar\b"),
        ("leeftijd", rf"\b{TELWOORD}jarige\b"),
        ("leeftijd", rf"\b{_EEN_MENS}\s\(\d{{1,2}}\)"),
        (
            "adres",
            r"\b(?:woont|woonachtig|wonend)\s(?:op|aan)\s(?:huis)?(?:nummer|nr\.?)\s\d{1,4}",
        ),
        ("geboortedatum", rf"\bgeboren\s(?:in|te)\s[^.]{{0,30}}?{_GEBOORTEJAAR}\b"),
        ("sociale-media", r"(?<![\w.@])[a-z][a-z0-9.]{1,20}_[a-z0-9._]{1,30}"),
        ("sociale-media", r"(?<!\w)[a-z0-9._]{2,30}#\d{4}\b"),
        ("kenteken", rf"(?<![\w-])(?:{_KENTEKENS})(?![\w-])"),
    )
)
_KENTEKEN_DICHT = re.compile(rf"(?<![\w-])(?:{_KENTEKENS_DICHT.replace('a-z', 'A-Z')})(?![\w-])")
_DOCUMENT = re.compile(r"(?<!\w)[A-Z]{2}(?=[A-Z0-9]{0,6}\d)[A-Z0-9]{6}\d(?!\w)")


def vind_patronen(tekst: str) -> Iterator[Treffer]:
    """Kind, begin and end of everything that has the form of something personal."""
    for soort, patroon in _PATRONEN:
        for treffer in patroon.finditer(tekst):
            yield soort, treffer.start(), treffer.end()
    for treffer in _KENTEKEN_DICHT.finditer(tekst):
        yield "kenteken", treffer.start(), treffer.end()
    for treffer in _DOCUMENT.finditer(tekst):
        yield "documentnummer", treffer.start(), treffer.end()

"""How a name stands in a sentence: after a title, before an age, between quotes. Pure.

Every pattern is linear.
"""

from __future__ import annotations

import re

_INITIALEN = re.compile(
    r"(?<!lijn )(?<!mast )(?<!blok )(?<!hal )\b(?:[A-Z]\. ?){1,4}"
    r"(?:van |de |der |den |el |al |ter |ten ){0,3}[A-Z][a-z]{2,30}"
)
_NAAM_EN_LETTER = re.compile(r"\b([A-Z][a-z]{2,30}) [A-Z]\.(?=[\s,;:)]|$)")
_AANHALING = re.compile(r"[\"“”„‘']([A-Z][a-z]{2,20})[\"“”’']")
_RELATIE = re.compile(
    r"\b(?:broer|broertje|zus|zusje|zoon|dochter|vriend|vriendin|neef|nicht|moeder|vader)\s"
    r"(?:van|genaamd)\s([^\W\d_]{3,30})",
    re.IGNORECASE,
)
_AANLOOP = re.compile(
    r"\b(?:heet|heten|genaamd|geheten|bijgenaamd|alias|bijnaam|voornaam|achternaam|roepnaam|noemen)"
    r"(?:\sis|\shem|\shaar|\szich|:)?\s[\"“'‘]?([^\W\d_]{2,30})",
    re.IGNORECASE,
)
_NAAM_ERVOOR = re.compile(
    r"([^\W\d_]{3,30})[\"”’]?,?\s(?:genaamd|heet\s?(?:ie|hij|ze|zij)|"
    r"is\sde\s(?:roep|bij|straat|voor)naam)\b",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"\b(?:alias|bijgenaamd)\s[\"“'‘]?(?:de|het|el|la)\s([^\W\d_]{2,30})", re.IGNORECASE
)
_INITIALEN_KLEIN = re.compile(
    r"(?<![\w.])(?!(?:o\.a|e\.d|t\.a|i\.v\.m|b\.v|d\.d|m\.n|p\.m|m\.i|o\.i|a\.s|j\.l|u\.a|e\.a)\.)"
    r"(?:[a-z]\.){2} ?[^\W\d_]{4,30}"
)
_GEPUNT = re.compile(r"(?<!\w)(?:[^\W\d_][.\-_ ]){4,30}[^\W\d_](?!\w)")
_AANSPREKING = re.compile(
    r"\b(?:[Dd]e heer|[Dd]hr\.?|[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Ff]amilie)\s"
    r"(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|[Ee]l)\s){1,3}([A-Z][\w-]{1,30})"
)
_AFGEKORTE_AANSPREKING = re.compile(
    r"\b(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]ej)\.\s"
    r"(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|[Ee]l)\s){0,3}([A-Z][\w-]{1,30})"
)
_MET_LEEFTIJD = re.compile(r"\b([A-Z][a-z]{2,20})(?<!en) \((?:[89]|1\d|2[0-3])\)")
_NOEMEN = re.compile(
    r"\bdie\s(?:ze|we|zij|wij|iedereen)\s([^\W\d_]{3,30})\snoem(?:en|t|den)\b", re.IGNORECASE
)
_LETTER_EN_NAAM = re.compile(
    r"(?<!lijn )(?<!metro )(?<!vak )(?<!blok )(?<!hal )(?<!plan )\b[A-Z] ([A-Z][a-z]{3,30})\b"
)
_GEEN_MENS = (
    r"(?!(?:Eentje|Iemand|Niemand|Iedereen|Hij|Zij|Ze|Die|Deze|Dat|Dit|Wie|Men|Een|De|Het|Moeder|"
    r"Vader|Oma|Opa|Jeugd|Niets|Wat|Er|Wij|Daar|Hier|Nu|Toen)\b)"
)
_DOET_IETS = re.compile(
    rf"(?:^|[.!?\n] ?){_GEEN_MENS}([A-Z][a-z]{{2,20}})(?<!en) "
    r"(?:is (?:het|de) (?:enige|leider|aanjager|oudste|jongste|broer|zus|zoon|dochter)|"
    r"woont (?:bij|op|aan|in)|wordt (?:daar |er )?gezien als|"
    r"was er (?:\w+ ){0,3}(?:niet )?bij|weer voorop|"
    r"loopt (?:altijd |weer |steeds )?voorop|scheldt|spuugde|dreigde)\b"
)
MET_NAAM = (
    _RELATIE, _AANLOOP, _AANSPREKING, _AFGEKORTE_AANSPREKING, _NAAM_EN_LETTER, _AANHALING,
    _NAAM_ERVOOR, _ALIAS, _MET_LEEFTIJD, _NOEMEN, _LETTER_EN_NAAM, _DOET_IETS,
)  # fmt: skip
"""Each has the name as its first group; the word itself may still turn out to be ordinary."""

ZELF_NAAM = (_INITIALEN, _INITIALEN_KLEIN, _GEPUNT)
"""What is a name by its form alone."""

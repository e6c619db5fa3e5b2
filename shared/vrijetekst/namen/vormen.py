"""How a name stands in a sentence: with initials, before an age, after "genaamd". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from shared.vrijetekst.lezing import reeks

_TUSSEN = r"(?:[Vv]an|[Dd]e[nr]?|[Ee]l|[Aa]l|[Tt]e[nr]?|'t|[Vv]d|[Vv]\.d\.)"
_ACHTER = r"[A-Z][\w'-]{1,30}"
_VOORLETTER = r"(?:[A-Z]\.|(?:Th|Chr|Ph|Fr|Joh|Wm|IJ|Ij|Jac|Corn)\.)"
_GEEN_LETTER = r"(?<!lijn )(?<!metro )(?<!mast )(?<!vak )(?<!blok )(?<!hal )(?<!plan )(?<!zaal )"
_LETTER_SCHRIFT = r"[^\W\d_]"


class Begin(Enum):
    """Where a form can start: that word alone is tried."""

    HOOFDLETTER = "hoofdletter"
    LETTER = "letter"


@dataclass(frozen=True)
class Naamvorm:
    """A form of a name; group 1 is the name, absent where the form alone says enough.

    `vanaf`: the words it starts at, or the kind of word; without it, the whole text is searched
    when a word of `bij` is there. `zeker`: what it finds may be a name also if it is an ordinary
    word with a capital; `ook_gewoon`: without a capital too.
    """

    uitdrukking: str
    vanaf: frozenset[str] | Begin | None = None
    bij: frozenset[str] = frozenset()
    zeker: bool = False
    ook_gewoon: bool = False
    hoofdletters: bool = True

    @cached_property
    def vorm(self) -> re.Pattern[str]:
        """Made at the first text that may have it."""
        return re.compile(self.uitdrukking, re.NOFLAG if self.hoofdletters else re.IGNORECASE)


def _maak(
    vorm: str,
    vanaf: str | Begin = "",
    *,
    bij: str = "",
    zeker: bool = False,
    ook_gewoon: bool = False,
    hoofdletters: bool = True,
) -> Naamvorm:
    begin = reeks(vanaf) if isinstance(vanaf, str) else vanaf
    return Naamvorm(vorm, begin or None, reeks(bij), zeker, ook_gewoon, hoofdletters)


_FAMILIE = (
    "kind kinderen ouders broers zussen neven gezin vrienden broer broertje zus zusje zoon zoontje "
    "dochter dochtertje vriend vriendin neef neefje nicht nichtje moeder vader maat oom tante opa "
    "oma"
)
_ERTUSSEN = (
    r"(?:\s(?:is|hij|zij|ze|ie|wij|we|hem|haar|zich|zichzelf|hier|dus|ook|wel|eigenlijk|altijd|"
    r"onderling|iedereen|men|onder|elkaar)\b){0,3}:?\s"
)

MET_NAAM = (
    _maak(
        rf"\b(?:{_FAMILIE.replace(' ', '|')})\s(?:van|genaamd)\s"
        rf"({_LETTER_SCHRIFT}{{3,30}})",
        _FAMILIE,
        hoofdletters=False,
        zeker=True,
    ),
    _maak(
        r"\b(?:heet|heten|heette|genaamd|geheten|bijgenaamd|alias|bijnaam|voornaam|achternaam|"
        r"roepnaam|noemen|noemt|noemden|noem|roepen|roept|riepen|a\.?k\.?a\.?|tnv|t\.n\.v\.)"
        rf"{_ERTUSSEN}[\"']?(?:(?:de|het|el|la|lil|kid|baby|mc)\s)?({_LETTER_SCHRIFT}{{2,30}})",
        "heet heten heette genaamd geheten bijgenaamd alias bijnaam voornaam achternaam roepnaam "
        "noemen noemt noemden noem roepen roept riepen aka a tnv t",
        hoofdletters=False,
        zeker=True,
    ),
    _maak(
        rf"\bop\snaam\sv(?:an|\.)\s(?:dhr\.?\s|mw\.?\s)?({_LETTER_SCHRIFT}{{3,30}})",
        "op",
        hoofdletters=False,
        zeker=True,
    ),
    _maak(
        r"\b([A-Z][a-z'-]{1,30})(?: (?:van|de|den|der|el|al)){0,2} [A-Z]\.(?=[\s,;:)]|$)",
        Begin.HOOFDLETTER,
        zeker=True,
    ),
    _maak(
        rf"\b(?:bij|roep|straat|artiesten|schuil|rap|achter|voor)naam(?:\sis|:|\svan\s[^\W\d_]{{2,20}}\sis)?\s[\"']?(?:(?:lil|kid|baby|mc|big|kleine|grote|dikke|lange)\s)?"
        rf"({_LETTER_SCHRIFT}{{3,30}})[\"']?(?=\s?(?:[.,;)\n]|$))",
        "bijnaam roepnaam straatnaam artiestennaam schuilnaam rapnaam achternaam voornaam",
        hoofdletters=False,
        ook_gewoon=True,
    ),
    _maak(
        rf"\b(?:die|wel|ook|wordt)\s(?:de\s|het\s)?({_LETTER_SCHRIFT}{{3,30}})\sgenoemd\b",
        "die wel ook wordt",
        hoofdletters=False,
        zeker=True,
    ),
    _maak(
        rf"\b[b-z]\. ?({_LETTER_SCHRIFT}{{4,30}})(?=[\s,;.)]|$)",
        Begin.LETTER,
    ),
    _maak(r"(?<!: )[\"']([A-Z][a-z]{2,20})[\"']", zeker=True),
    _maak(
        rf"({_LETTER_SCHRIFT}{{3,30}})[\"']?,?\s(?:genaamd|heet\s?(?:ie|hij|ze|zij)|"
        r"is\sde\s(?:roep|bij|straat|voor)naam)\b",
        bij="genaamd heet roepnaam bijnaam straatnaam voornaam",
        hoofdletters=False,
    ),
    _maak(
        rf"\b(?:alias|bijgenaamd)\s[\"']?(?:de|het|el|la)\s({_LETTER_SCHRIFT}{{2,30}})",
        "alias bijgenaamd",
        hoofdletters=False,
        zeker=True,
    ),
    _maak(
        r"\b([A-Z][a-z]{2,20})(?<!en) \((?:[4-9]|[1-9]\d)(?: ?jaar| ?jr\.?)?\)", Begin.HOOFDLETTER
    ),
    _maak(
        rf"\bdie\s(?:ze|we|zij|wij|iedereen)\s({_LETTER_SCHRIFT}{{3,30}})\snoem(?:en|t|den)\b",
        "die",
        hoofdletters=False,
    ),
    _maak(
        rf"\b(?:ken|kennen|kent|bekend)\s(?:ik\s|wij\s|we\s|staat\s|hem\s|haar\s){{0,2}}als\s[\"']?(?:de\s|het\s|el\s)?"
        rf"({_LETTER_SCHRIFT}{{3,30}})[\"']?",
        "ken kennen kent bekend",
        hoofdletters=False,
        zeker=True,
    ),
    _maak(
        rf"\bals\s[\"']?({_LETTER_SCHRIFT}{{3,30}})[\"']?\s(?:kennen|ken|kent|bekend\sstaat)\b",
        "als",
        hoofdletters=False,
        zeker=True,
    ),
    _maak(r"\b(?:Van|Vd)(?: de[rn]?| 't| het)? ([A-Z][\w'-]{2,30})", "van vd", zeker=True),
    _maak(rf"{_GEEN_LETTER}\b[A-Z] ([A-Z][a-z]{{3,30}})\b", Begin.LETTER),
    _maak(
        rf"\b([A-Z][A-Za-z'-]{{2,30}}), (?:{_VOORLETTER} ?){{1,4}}(?!\w)",
        Begin.HOOFDLETTER,
        zeker=True,
    ),
    _maak(
        r"\b([A-Z][a-z'-]{3,30}) (?:[A-Z]\.?){1,3}(?= \(|, | \w)(?<![a-z]{2}\.)", Begin.HOOFDLETTER
    ),
    _maak(
        r"\b([A-Z][A-Za-z'-]{2,30}), (?:van de[rn]|van 't|ten|ter|el)\b",
        Begin.HOOFDLETTER,
        zeker=True,
    ),
)
"""Each has the name as its first group; the word itself may still turn out to be ordinary."""

_VOORLETTERS_KLEIN = (
    r"(?<![\w.])(?!(?:o\.a|e\.d|t\.a|i\.v\.m|b\.v|d\.d|m\.n|p\.m|m\.i|o\.i|a\.s|j\.l|u\.a|e\.a|a\.u|"
    r"n\.a|t\.b|i\.h|m\.b|t\.k|t\.n|o\.v|i\.p|v\.d|z\.o|o\.l|n\.v|o\.w)\.)"
    r"(?:[a-z]\.|th\.|chr\.|ph\.|ij\.){2,4} ?"
    rf"(?:van |de |der |den ){{0,3}}{_LETTER_SCHRIFT}{{4,30}}"
)
ZELF_NAAM = (
    _maak(
        rf"{_GEEN_LETTER}\b(?:{_VOORLETTER} ?){{1,5}}(?:-[A-Z]\. ?)?(?:{_TUSSEN} ){{0,3}}{_ACHTER}",
        vanaf=Begin.LETTER,
        zeker=True,
    ),
    _maak(
        rf"{_GEEN_LETTER}\b(?:{_VOORLETTER} ?){{1,3}}(?:{_TUSSEN} ){{1,3}}[A-Z]\.(?!\w)",
        vanaf=Begin.LETTER,
        zeker=True,
    ),
    _maak(_VOORLETTERS_KLEIN, vanaf=Begin.LETTER, zeker=True),
    _maak(
        r"(?<![\w.])[b-z]\. ?(?:(?:van|de|der|den|el|ter|ten|'t) ){1,3}[^\W\d_]{4,30}",
        vanaf=Begin.LETTER,
        zeker=True,
    ),
    _maak(
        r"(?<![\w.])[a-z]\. (?:van|el|ter|ten) (?:(?:de|der|den|het) )?[^\W\d_]{4,30}",
        vanaf=Begin.LETTER,
        zeker=True,
    ),
    _maak(r"(?<!\w)(?:[^\W\d_][.\-_ ]){4,30}[^\W\d_](?!\w)", Begin.LETTER),
)
"""What is a name by its form alone."""

VOORLETTERS = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,4}|[A-Z]\.[A-Z])(?![\w])(?! ?[A-Z][a-z])")
GEEN_VOORLETTERS = reeks(
    "om bv nv vof ps nb apv ggd ggz zoz wo hks pv pw ao os ov po vo hbo mbo tbs vog bsn ret boa ns "
    "avg ovj ovd ms tk sr sv awb vve vn eu vs nvt id"
)

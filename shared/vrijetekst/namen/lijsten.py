"""The lists of names and of what is no name (`namen.toml`). Pure."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from shared.vrijetekst.lezing import kaal, ontcijferd, reeks
from shared.vrijetekst.woorden import Woord, staat_in_lijst

_PLAATSVORM = re.compile(
    r"(?:straat|laan|weg|plein|kade|singel|dijk|steeg|gracht|park|plaats|markt|dreef|haven|"
    r"wijk|buurt|polder|brug|tunnel|station|centrum|zoom|plantsoen|eiland|ziekenhuis|buurthuis|"
    r"clubhuis|winkels?|boulevard|passage|kwartier|moskee|flat|toren|gasthuis|college|kliniek|stadion|molen|silo|gemaal|"
    r"veer|sluis|poort|viaduct|ers)$"
)
_PLAATSVORM_OOK_NAAM = re.compile(r"(?:hof|pad|kerk|school|ring|bos|veld|oord|dorp|land|bad|hal|"
                                  r"zijde|se)$")  # fmt: skip
_DELEN = re.compile(r"[-']|(?<=[a-z])(?=[A-Z])")
LANGSTE_ACRONIEM = 6


@cache
def _lijsten() -> dict[str, frozenset[str]]:
    bron = Path(__file__).with_name("namen.toml").read_text(encoding="utf-8")
    return {naam: reeks(woorden) for naam, woorden in tomllib.loads(bron).items()}


def lijst(naam: str) -> frozenset[str]:
    """One of the lists, bare forms."""
    return _lijsten()[naam]


@cache
def _namen() -> frozenset[str]:
    lijsten = _lijsten()
    return (lijsten["voornamen"] | lijsten["achternamen"]) - lijsten["dubbelzinnig"]


def is_naam(vorm: str) -> bool:
    """Whether a bare form is a name, and nothing else."""
    return vorm in _namen()


def bevat_naam(woord: Woord) -> bool:
    """Whether a word is a known name, one with a hyphen, one of somebody's, or one in disguise."""
    vorm = woord.kaal
    namen = _namen()
    if vorm in namen or (vorm[-1] == "s" and _bezit(vorm) in namen):
        return True
    if vorm.endswith("je") and (vorm[:-2] in namen or vorm.removesuffix("tje") in namen):
        return True
    tekst = woord.tekst
    if tekst.isalpha() and (tekst.islower() or tekst[1:].islower() or tekst.isupper()):
        return False
    if any(teken.isdigit() or teken in "$@" for teken in tekst):
        return is_naam(ontcijferd(tekst))
    return any(is_naam(kaal(deel)) for deel in _DELEN.split(tekst) if len(deel) > 1)


def _bezit(vorm: str) -> str:
    """`kevins` is of `kevin`; only a longer word, so that no ordinary one becomes a name."""
    return vorm[:-1] if len(vorm) > 5 and vorm.endswith("s") else vorm


def is_afkorting(woord: str) -> bool:
    """Capitals only, and short."""
    return woord.isupper() and len(woord) <= LANGSTE_ACRONIEM


def staat_op_lijst(woord: str) -> bool:
    """Whether it is a place, a day, an organisation or an abbreviation of the list."""
    vorm, toegestaan = kaal(woord), _lijsten()["toegestaan"]
    return vorm in toegestaan or all(deel in toegestaan for deel in vorm.split("-"))


def mag(woord: str) -> bool:
    """Whether a capitalised word is a place, a day, an organisation or an abbreviation."""
    return staat_op_lijst(woord) or is_afkorting(woord) or bool(_PLAATSVORM.search(kaal(woord)))


def is_plek(woord: Woord) -> bool:
    """Whether it is a place or organisation, so that the next word belongs to it."""
    return staat_op_lijst(woord.tekst) or (
        bool(_PLAATSVORM.search(woord.kaal)) and not staat_in_lijst(woord.kaal)
    )


def mag_aan_het_begin(woord: str) -> bool:
    """The same for the first word of a sentence, which has its capital anyway."""
    return mag(woord) or bool(_PLAATSVORM_OOK_NAAM.search(kaal(woord)))

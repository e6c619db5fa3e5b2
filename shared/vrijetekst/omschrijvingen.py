"""One person described so that whoever knows the neighbourhood knows who it is. Pure.

All of it may be wrong, so each is soft: the writer may confirm that nobody is meant.
"""

from __future__ import annotations

import re

from shared.vrijetekst.lezing import reeks
from shared.vrijetekst.patroon import maak

_FAMILIE = (
    r"(?:zoon(?:tje)?|dochter(?:tje)?|broer(?:tje)?|zus(?:je)?|neef(?:je)?|nicht(?:je)?|vader|"
    r"moeder|opa|oma|oom|tante|man|vrouw|weduwe|weduwnaar|vriendin|vriend|kleinzoon|kleindochter|"
    r"stiefzoon|stiefvader|ex|partner|echtgenoot|echtgenote)"
)
_BIJ_FAMILIE = (
    "zoon zoontje dochter dochtertje broer broertje zus zusje neef neefje nicht nichtje vader "
    "moeder opa oma oom tante man vrouw weduwe weduwnaar vriendin vriend kleinzoon kleindochter "
    "stiefzoon stiefvader ex partner echtgenoot echtgenote"
)
_GROEP = reeks(
    "groep groepen jongeren jongens meisjes leden buurt wijk straat school flat verdachte "
    "verdachten slachtoffer dader daders betrokkene betrokkenen melder jongen meisje kinderen "
    "gezinnen plein kern stad klas club ouders buren bewoners leider hele andere meeste"
)
_EEN_MENS = r"(?:jongen|meisje|man|vrouw|gozer|gast|knul|kerel|hij|zij|die|lid|jongere)"
_KENMERK = (
    r"(?:litteken|gouden\stand|tattoo|tatoeage|kunstbeen|kunstarm|rolstoel|enkelband|prothese|"
    r"hoorapparaat|blindenstok|krukken|glazen\soog|hazenlip|wijnvlek)"
)


def _is_een_mens(treffer: re.Match[str]) -> bool:
    """A son of the baker, not of the group."""
    return treffer[1] not in _GROEP and not treffer[1].endswith(("en", "straat", "plein"))


PATRONEN = (
    maak(
        "omschrijving",
        rf"\b{_FAMILIE}\svan\s(?:de|het|onze|een\sbekende)\s([a-z]{{3,30}}(?:-[a-z]{{3,30}})?)\b",
        vanaf=_BIJ_FAMILIE,
        mits=_is_een_mens,
        hard=False,
    ),
    maak(
        "omschrijving",
        rf"\b{_EEN_MENS}\b[^.!?\n]{{0,45}}?\b{_KENMERK}\b",
        bij="litteken tand tattoo tatoeage kunstbeen kunstarm rolstoel enkelband prothese "
        "hoorapparaat blindenstok krukken oog hazenlip wijnvlek",
        hard=False,
    ),
    maak(
        "omschrijving",
        r"(?:als|is|was)\s(?:[a-z]{2,12}\s)?(?:de\s)?enige\s(?:van\sde\sgroep\s)?"
        r"(?:met\s(?:een|die)|die|in\seen|uit\sde\sklas)\b",
        vanaf="als is was",
        hard=False,
    ),
    maak(
        "omschrijving",
        r"\b(?:leraar|lerares|juf|meester|docent|docente|conducteur|imam|dominee|trainer|"
        r"voorzitter|penningmeester|directrice)\s(?:van|op|bij)\s(?:groep\s[1-8]\b|klas\s\d|"
        r"de\s(?:[a-z]{3,25}school)\b)",
        vanaf="leraar lerares juf meester docent docente conducteur imam dominee trainer "
        "voorzitter penningmeester directrice",
        hard=False,
    ),
)

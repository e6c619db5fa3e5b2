"""A name after "mevrouw", "dhr." or "familie", with capitals or without. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from shared.vrijetekst.lezing import reeks
from shared.vrijetekst.namen.kaders import is_gewoon, kader
from shared.vrijetekst.namen.lijsten import bevat_naam, lijst, staat_op_lijst
from shared.vrijetekst.patroon import Blad, Treffer
from shared.vrijetekst.woorden import Woord, is_woord, staat_in_lijst

_MEESTE_TUSSENWOORDEN = 4
_ALLEEN_IN_EEN_NAAM = reeks("der den ter ten el ben bin ait ibn von abu")
_LOSSE_LETTERS = ("s", "t")
_TEKENS_ERTUSSEN = frozenset(" .'\t\u00a0")


def vind_na_titel(blad: Blad) -> Iterator[Treffer]:
    """From the title to the end of the name, for every title that a name follows."""
    titels = kader("titels")
    if blad.vormen.isdisjoint(titels):
        return
    for plek, woord in enumerate(blad.woorden):
        if woord.kaal in titels:
            naam = _naam_na(blad.woorden, plek + 1)
            if naam is not None:
                hard = naam.hoofdletter or not is_woord(naam.kaal)
                yield Treffer("naam", woord.begin, naam.einde, hard)


def _naam_na(woorden: list[Woord], plek: int) -> Woord | None:
    """The word that is the name: after initials and particles, with nothing else between."""
    tussen: str | None = None
    for woord in woorden[plek : plek + _MEESTE_TUSSENWOORDEN + 1]:
        if not _TEKENS_ERTUSSEN.issuperset(woord.tussen):
            return None
        if woord.kaal in kader("tussenvoegsels") or woord.kaal in _LOSSE_LETTERS:
            tussen = woord.kaal
            continue
        if (len(woord.tekst) == 1 and woord.hoofdletter) or woord.kaal in kader("titels"):
            continue
        return woord if _is_achternaam(woord, tussen) else None
    return None


def _is_achternaam(woord: Woord, na_tussenvoegsel: str | None) -> bool:
    if staat_op_lijst(woord.tekst):
        return False
    if woord.hoofdletter:
        return na_tussenvoegsel is not None or not is_gewoon(woord.tekst)
    if bevat_naam(woord):
        return True
    if woord.kaal in lijst("dubbelzinnig"):
        return na_tussenvoegsel is not None
    if na_tussenvoegsel in _ALLEEN_IN_EEN_NAAM:
        return True
    return len(woord.tekst) > 2 and not staat_in_lijst(woord.kaal)

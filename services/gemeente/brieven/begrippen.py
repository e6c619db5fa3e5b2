"""Which letters somebody is to get, and how a letter stands. Pure (AVG 14; readings J2, J4, J5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from shared.bericht.personen.geboortedatum import Geboortedatum, laatst, vroegst
from shared.convenant.bestand.leeftijd import ONBEKEND, leeftijdsklasse

Wijze = Literal["overhandigd", "verzonden"]


class Briefontvanger(StrEnum):
    """To whom a kind of letter is written."""

    BETROKKENE = "betrokkene"
    VERTEGENWOORDIGER = "vertegenwoordiger"
    OUDER = "ouder"


class Stand(StrEnum):
    """How a letter stands. Of one that is superseded or came back another has to be made."""

    GEREED = "gereed"
    VERSTUURD = "verstuurd"
    ONBESTELBAAR = "onbestelbaar"
    VERVALLEN = "vervallen"


class Informeerstand(StrEnum):
    """How informing somebody stands, as the overview of a group counts it."""

    OPEN = "open"
    GEREED = "gereed"
    ONBESTELBAAR = "onbestelbaar"
    UITZONDERING = "uitzondering"
    GEINFORMEERD = "geinformeerd"


AF = frozenset({Informeerstand.UITZONDERING, Informeerstand.GEINFORMEERD})
"""What is done, as long as it lasts."""


@dataclass(frozen=True, slots=True)
class Briefregel:
    """For whom a kind of letter is: a row of the language file."""

    soort: str
    aan: Briefontvanger
    leeftijd: frozenset[str]


@dataclass(frozen=True, slots=True)
class Briefwens:
    """A letter that has to go: which, and to whom."""

    soort: str
    ontvanger: str


@dataclass(frozen=True, slots=True)
class Betreft:
    """About whom: as member of a group himself, as parent of one, or both; and how old."""

    persoon: str
    lid: bool
    ouder: bool
    klassen: frozenset[str]
    vertegenwoordigers: Sequence[str]


class GeenBrief(Exception):
    """Why no letter can be made yet; ``zin`` is for who asked."""

    def __init__(self, zin: str) -> None:
        self.zin = zin
        super().__init__(zin)


def klassen_op(geboren: Geboortedatum | None, dag: date) -> frozenset[str]:
    """Every age class somebody can be in: of a date known in part more than one."""
    if geboren is None:
        return frozenset({ONBEKEND})
    return frozenset(leeftijdsklasse(een, dag) for een in (vroegst(geboren), laatst(geboren)))


def brieven_voor(betreft: Betreft, regels: Iterable[Briefregel]) -> tuple[Briefwens, ...]:
    """Every letter that has to go about somebody.

    Raises ``GeenBrief`` while it is not known which: without a date of birth, for whom no letter
    exists, or without anybody who represents a child.
    """
    wensen: list[Briefwens] = []
    alle = tuple(regels)
    if betreft.ouder:
        wensen += [
            Briefwens(een.soort, betreft.persoon) for een in alle if een.aan is Briefontvanger.OUDER
        ]
    if betreft.lid:
        wensen += _van_een_lid(betreft, [een for een in alle if een.leeftijd])
    return tuple(dict.fromkeys(wensen))


def _van_een_lid(betreft: Betreft, regels: Sequence[Briefregel]) -> list[Briefwens]:
    passend = [een for een in regels if betreft.klassen <= een.leeftijd]
    if not any(een.aan is Briefontvanger.BETROKKENE for een in passend):
        raise GeenBrief(
            "Er is geen brief voor deze leeftijd. Leg eerst de geboortedatum vast, of kijk of deze "
            "persoon wel op de lijst hoort."
        )
    wensen = []
    for een in passend:
        if een.aan is Briefontvanger.BETROKKENE:
            wensen.append(Briefwens(een.soort, betreft.persoon))
        elif not betreft.vertegenwoordigers:
            raise GeenBrief(
                "Bij een kind van deze leeftijd krijgt ook de ouder of voogd een brief. Leg eerst "
                "vast wie dat is."
            )
        else:
            wensen += [Briefwens(een.soort, ouder) for ouder in betreft.vertegenwoordigers]
    return wensen


@dataclass(frozen=True, slots=True)
class Briefstand:
    """What is known of one letter that was made."""

    soort: str
    ontvanger: str
    stand: Stand
    verstuurd_op: date | None
    wijze: Wijze | None


def gekregen(
    wensen: Sequence[Briefwens], brieven: Iterable[Briefstand]
) -> tuple[date, Wijze] | None:
    """When and how the last letter that was needed went; ``None`` while one still has to go."""
    gegaan: Mapping[tuple[str, str], Briefstand] = {
        (een.soort, een.ontvanger): een for een in brieven if een.stand is Stand.VERSTUURD
    }
    zijn = [gegaan.get((wens.soort, wens.ontvanger)) for wens in wensen]
    dagen = [
        (een.verstuurd_op, een.wijze)
        for een in zijn
        if een is not None and een.verstuurd_op is not None and een.wijze is not None
    ]
    return max(dagen) if dagen and len(dagen) == len(wensen) else None


def weet_het(
    betreft: Betreft, weg: Collection[tuple[str, str]], regels: Iterable[Briefregel]
) -> bool:
    """Whether the letters that went say that somebody knows: each that has to go today went (J5).

    A letter to who does not represent a child, or no longer does, counts for nothing, and a child
    whom nobody represents was not informed. Who was told as a child and is none any more knows;
    who turns out to be a child after all was not told by a letter for who is older.
    """
    alle = tuple(regels)
    try:
        wensen = brieven_voor(betreft, alle)
    except GeenBrief:
        return False
    van_een_kind = kindklassen(alle)
    zelf = [een for een in alle if een.aan is Briefontvanger.BETROKKENE]
    als_kind = {een.soort for een in zelf if een.leeftijd <= van_een_kind}
    ouder = {een.soort for een in zelf} - als_kind
    eerder = any((soort, betreft.persoon) in weg for soort in als_kind)
    return bool(wensen) and all(
        (een.soort, een.ontvanger) in weg or (eerder and een.soort in ouder) for een in wensen
    )


def kindklassen(regels: Iterable[Briefregel]) -> frozenset[str]:
    """The age classes in which who represents somebody gets a letter too."""
    aan_ouder = (een for een in regels if een.aan is Briefontvanger.VERTEGENWOORDIGER)
    return frozenset[str]().union(*(een.leeftijd for een in aan_ouder))

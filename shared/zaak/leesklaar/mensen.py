"""Who is meant in a text: himself, somebody who shares a group with him, or nobody known. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from shared.leesbaar.tijd import MAANDEN
from shared.vrijetekst.detectie import Vondst
from shared.vrijetekst.lezing import kaal
from shared.vrijetekst.woorden import is_woord

_WOORD: Final = re.compile(r"[^\W\d_](?:[^\W_]|[-'’](?=[^\W_]))*")
_TEKENS: Final = re.compile(r"\w+")
_TUSSENVOEGSELS: Final = frozenset({
    "van", "de", "der", "den", "het", "ter", "ten", "te", "'t", "el", "al", "bin", "ben", "la",
    "le", "du", "da", "dos", "von", "op", "in",
})  # fmt: skip
_KORTSTE_NAAM: Final = 3
_VAN_IEMAND: Final = re.compile(r"['’]s$")
_MIDDENIN: Final = re.compile(r"[\w,][ \t]+$")
_LIDWOORD: Final = re.compile(r"\b((?:[Dd]e|[Ee]en) )$")
_ALLEEN_SPATIE: Final = re.compile(r"[ \t]+|-")


@dataclass(frozen=True)
class Mens:
    """What is known of another."""

    naam: str | None = field(default=None, repr=False)
    adres: str | None = field(default=None, repr=False)


class Mensen:
    """``eigen``: what is said of himself; ``anderen``: who shares a group with him."""

    def __init__(self, eigen: Sequence[str], anderen: Sequence[Mens]) -> None:
        self._eigen = {woord for tekst in eigen for woord in _TEKENS.findall(tekst.lower())}
        self._nummers = {nummer for tekst in eigen if (nummer := _telefoon(tekst))}
        self._dagen = {een for tekst in eigen if (een := _dag(tekst)) is not None}
        kale = {kaal(een) for een in self._eigen}
        self._namen = {
            kaal(woord)
            for mens in anderen
            for woord in _WOORD.findall(mens.naam or "")
            if len(woord) >= _KORTSTE_NAAM
        } - _TUSSENVOEGSELS - kale  # fmt: skip
        adressen = {" ".join(een.adres.split()) for een in anderen if een.adres}
        zelf = {" ".join(een.lower().split()) for een in eigen}
        self._adressen = [
            re.compile(r"\s+".join(map(re.escape, een.split())) + r"(?!\w)", re.IGNORECASE)
            for een in sorted(adressen)
            if een.lower() not in zelf
        ]

    def is_zelf(self, stuk: str) -> bool:
        """Whether what was found is about himself: also his number or day, written otherwise."""
        if _telefoon(stuk) in self._nummers or _dag(stuk) in self._dagen:
            return True
        woorden = set(_TEKENS.findall(stuk.lower()))
        return bool(woorden) and woorden <= self._eigen

    def bekenden_in(self, tekst: str) -> Iterator[Vondst]:
        """Names and addresses of who shares a group with him.

        A name that is a word too (``Wolk``) counts with a capital inside a sentence.
        """
        for patroon in self._adressen:
            for gevonden in patroon.finditer(tekst):
                yield Vondst("adres", *gevonden.span())
        for gevonden in _WOORD.finditer(tekst):
            stam = _VAN_IEMAND.sub("", gevonden[0])
            begin, einde = gevonden.start(), gevonden.start() + len(stam)
            if kaal(stam) not in self._namen and kaal(stam).removesuffix("s") not in self._namen:
                continue
            if not is_woord(kaal(stam)):
                yield Vondst("naam", begin, einde)
            elif stam[0].isupper():
                yield Vondst("naam", begin, einde, hard=bool(_MIDDENIN.search(tekst[:begin])))

    def hele_naam(self, tekst: str, vondst: Vondst) -> Vondst:
        """The name with what follows of it: no tail (``ter Fantasie``, ``achahbar``) stays."""
        titel = _LIDWOORD.search(tekst[: vondst.begin])
        met_titel = titel is not None and tekst[vondst.begin].islower()
        begin = titel.start(1) if titel is not None and met_titel else vondst.begin
        verder = einde = vondst.einde
        for gevonden in _WOORD.finditer(tekst, einde):
            if not _ALLEEN_SPATIE.fullmatch(tekst[verder : gevonden.start()]):
                break
            woord, vorm, verder = gevonden[0], kaal(gevonden[0]), gevonden.end()
            if woord.lower() in _TUSSENVOEGSELS:
                continue
            if woord.lower() in self._eigen or not (woord[0].isupper() or not is_woord(vorm)):
                break
            einde = verder
        return Vondst(vondst.soort, begin, einde, hard=vondst.hard)


def _telefoon(tekst: str) -> str:
    """The digits of a phone number as it is dialled here; empty for what is none."""
    cijfers = re.sub(r"\D", "", tekst)
    for begin in ("0031", "31"):
        if cijfers.startswith(begin):
            cijfers = "0" + cijfers.removeprefix(begin).removeprefix("0")
    return cijfers if len(cijfers) >= 9 and not re.search(r"[A-Za-z]{3}", tekst) else ""


def _dag(tekst: str) -> tuple[int, int, int] | None:
    """The day somebody wrote, in whatever way people write days: year, month, day."""
    getallen = [int(een) for een in re.findall(r"[0-9]{1,4}", tekst)]
    maand = next(
        (nr for nr, naam in enumerate(MAANDEN, 1) if re.search(rf"\b{naam[:3]}", tekst.lower())), 0
    )
    match getallen:
        case [dag, jaar] if maand:
            gevonden = (jaar, maand, dag)
        case [jaar, andere_maand, dag] if jaar > 31:
            gevonden = (jaar, andere_maand, dag)
        case [dag, andere_maand, jaar]:
            gevonden = (jaar, andere_maand, dag)
        case _:
            return None
    return (gevonden[0] % 100, gevonden[1], gevonden[2])

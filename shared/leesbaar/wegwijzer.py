"""Who may say what a reference in the log stands for, and how one asks. Pure.

The log holds no names, and nobody who only reads the log can find them. Who is meant is in the file
of the parties that exchanged something about it, and only who has the right there may look it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.convenant.begrippen import Convenantregels
from shared.leesbaar.rijen import bladwoorden


@dataclass(frozen=True, slots=True)
class Wegwijzer:
    """How to find out who is behind references of one kind that the same parties know.

    soort: key of `[wie]` in the rows. wat: what such a reference is called. verwijzingen: which of
    them. partijen: codes of the parties whose file says it. hoe: whom to ask there, in words.
    """

    soort: str
    wat: str
    verwijzingen: tuple[str, ...]
    partijen: tuple[str, ...]
    hoe: str


def wegwijzers(
    genoemd: Iterable[tuple[str, str, Sequence[str]]], regels: Convenantregels
) -> list[Wegwijzer]:
    """One signpost per kind and parties. ``genoemd``: kind, reference and who exchanged it.

    A reference that comes by more than once is known to all of those parties together.
    """
    kenners: dict[tuple[str, str], set[str]] = {}
    for soort, verwijzing, partijen in genoemd:
        kenners.setdefault((soort, verwijzing), set()).update(partijen)
    samen: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (soort, verwijzing), wie in kenners.items():
        op_volgorde = tuple(partij for partij in regels.partijen if partij in wie)
        samen.setdefault((soort, op_volgorde), []).append(verwijzing)
    return [
        _wegwijzer(soort, tuple(verwijzingen), wie, regels)
        for (soort, wie), verwijzingen in sorted(samen.items())
        if wie
    ]


def _wegwijzer(
    soort: str, verwijzingen: tuple[str, ...], partijen: tuple[str, ...], regels: Convenantregels
) -> Wegwijzer:
    rij = bladwoorden().wie[soort]
    functies = dict.fromkeys(
        functie.titel
        for partij in partijen
        for functie in regels.functies[partij].values()
        if set(rij.rechten) <= set(functie.rechten)
    )
    hoe = rij.hoe.replace("{partijen}", _of([regels.partijen[een].titel for een in partijen]))
    return Wegwijzer(
        soort, rij.wat, verwijzingen, partijen, hoe.replace("{functies}", _of(list(functies)))
    )


def _of(namen: Sequence[str]) -> str:
    """Such as *de politie, de burgemeester of het Openbaar Ministerie*."""
    if len(namen) < 2:
        return "".join(namen)
    return f"{', '.join(namen[:-1])} of {namen[-1]}"

"""Does a stuk name somebody by the pseudonym the own file knows him under?

A kenmerk in a stuk is of an act, a request or an incident; only where the covenant file says so may
it be somebody's pseudonym (profile 1.4). In any group: a pseudonym of another one names him too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.inhoudsvorm import Genoemdkenmerk, kenmerken

_PER_VRAAG: Final = 500
"""A database takes only so many values in one question."""


def noemt_mensen(
    lezer: Connection | Session, regels: Convenantregels, stuk: Stuk
) -> Iterator[Genoemdkenmerk]:
    """Every kenmerk in it that is the pseudonym of somebody known here, with its place."""
    genoemd = list(kenmerken(stuk.gegevens, regels.stukken[stuk.soort].vorm))
    for begin in range(0, len(genoemd), _PER_VRAAG):
        deel = genoemd[begin : begin + _PER_VRAAG]
        vraag = select(GroepslidRij.betrokkene).where(
            GroepslidRij.betrokkene.in_({een.kenmerk for een in deel})
        )
        bekend = {rij[0] for rij in lezer.execute(vraag)}
        yield from (een for een in deel if een.kenmerk in bekend)

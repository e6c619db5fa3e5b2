"""What the registers know of messages goes when the leaves about them lose their body.

A place is a pseudonym with what is known about it: it stays no longer than the decision it comes
from can be read. That a message with this id was decided on stays, so that no other takes its id.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from gateway.logboek import sleutels as bladsleutels
from gateway.registers.tabellen import BerichtonderdeelRij
from gateway.uitingen.tabellen import UitingRij
from shared.logboek.opslag import LOG_BLAD


def vergeet_opgeschoond(verbinding: Connection, nummers: Sequence[int]) -> None:
    """Forget the places and the words of these leaves; their bodies are gone already.

    Of a message that was decided on more than once the last body counts.
    """
    vraag = select(LOG_BLAD.c.sleutel).where(
        LOG_BLAD.c.nummer.in_(nummers), LOG_BLAD.c.sleutel.is_not(None)
    )
    weg = set(verbinding.scalars(vraag))
    over = select(LOG_BLAD.c.sleutel).where(
        LOG_BLAD.c.sleutel.in_(weg), LOG_BLAD.c.inhoud.is_not(None)
    )
    weg -= set(verbinding.scalars(over))
    for tabel, begin in (
        (BerichtonderdeelRij.bericht, bladsleutels.besluit("")),
        (UitingRij.id, bladsleutels.mondeling("")),
    ):
        kenmerken = [sleutel.removeprefix(begin) for sleutel in weg if sleutel.startswith(begin)]
        if kenmerken:
            verbinding.execute(delete(tabel.class_).where(tabel.in_(kenmerken)))

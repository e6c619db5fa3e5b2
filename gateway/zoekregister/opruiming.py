"""Taking leaves out of the search register when their bodies go.

What is left is what a rebuild would make of the leaves that still have a body, and more: that a
duty was fulfilled stays known, also when the leaf that said so is emptied. That somebody was told
(`zoekinformatie`) or destroyed (`zoekvernietiging`) is forgotten with the leaf that first said so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, Select, delete, func, select, update

from gateway.zoekregister.bits import BLOK, naar_bytes, uit_bytes
from gateway.zoekregister.opslag import Registeropslag
from gateway.zoekregister.tabellen import (
    UitwisselingRij,
    ZoekbitsRij,
    ZoekblokRij,
    ZoekgebeurtenisRij,
    ZoekinformatieRij,
    ZoektermRij,
    ZoekvernietigingRij,
)
from shared.logboek.opslag import LOG_BLAD


def bladen_met_besluit(besluit: str) -> Select[int]:
    """The decision leaves that turned out like this."""
    return select(UitwisselingRij.bladnummer).where(UitwisselingRij.besluit == besluit)


def verwijder_uit_register(verbinding: Connection, nummers: Sequence[int]) -> None:
    """Forget these leaves, which were emptied just before in the same transaction."""
    # Wie het register intussen bijwerkt, schrijft in dezelfde blokken.
    Registeropslag(verbinding).grootte(slot=True)
    per_blok: dict[int, int] = defaultdict(int)
    for nummer in nummers:
        blok, plaats = divmod(nummer, BLOK)
        per_blok[blok] |= 1 << plaats
    verbinding.execute(
        delete(ZoekgebeurtenisRij).where(ZoekgebeurtenisRij.uitwisseling.in_(nummers))
    )
    verbinding.execute(delete(ZoekinformatieRij).where(ZoekinformatieRij.bladnummer.in_(nummers)))
    weg_ook = ZoekvernietigingRij.bladnummer.in_(nummers)
    verbinding.execute(delete(ZoekvernietigingRij).where(weg_ook))
    verbinding.execute(delete(UitwisselingRij).where(UitwisselingRij.bladnummer.in_(nummers)))
    for blok, weg in per_blok.items():
        _verwijder_bits(verbinding, blok, weg)
        _herzie_tijden(verbinding, blok)
    # Een term kan een pseudoniem zijn: zonder besluit erbij heeft die geen reden meer.
    in_gebruik = select(ZoekbitsRij.term)
    verbinding.execute(delete(ZoektermRij).where(ZoektermRij.term.not_in(in_gebruik)))


def _verwijder_bits(verbinding: Connection, blok: int, weg: int) -> None:
    vraag = select(ZoekbitsRij.term, ZoekbitsRij.bits).where(ZoekbitsRij.blok == blok)
    for rij in verbinding.execute(vraag).all():
        oud = uit_bytes(bytes(rij.bits))
        over = oud & ~weg
        deze = (ZoekbitsRij.term == rij.term, ZoekbitsRij.blok == blok)
        if not over:
            verbinding.execute(delete(ZoekbitsRij).where(*deze))
        elif over != oud:
            verbinding.execute(update(ZoekbitsRij).where(*deze).values(bits=naar_bytes(over)))


def _herzie_tijden(verbinding: Connection, blok: int) -> None:
    """The times between which the leaves of a block that still say something were written."""
    blad = LOG_BLAD.c
    aantal, eerste, laatste = verbinding.execute(
        select(func.count(), func.min(blad.tijdstip), func.max(blad.tijdstip)).where(
            blad.nummer >= blok * BLOK, blad.nummer < (blok + 1) * BLOK, blad.inhoud.is_not(None)
        )
    ).one()
    if aantal == 0:
        verbinding.execute(delete(ZoekblokRij).where(ZoekblokRij.blok == blok))
        return
    verbinding.execute(
        update(ZoekblokRij).where(ZoekblokRij.blok == blok).values(eerste=eerste, laatste=laatste)
    )

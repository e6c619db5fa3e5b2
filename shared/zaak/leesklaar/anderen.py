"""Who in the own file shares a group with somebody: of them nothing may stand in what he gets."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij, VertegenwoordigerRij
from shared.partij.dienst import Dienst
from shared.zaak.leesklaar.mensen import Mens


def anderen_bij(sessie: Session, dienst: Dienst, persoon_id: str) -> list[Mens]:
    """Fellow members of every group he is or was in, and who represents them, or is represented by
    them; also who is shown to nobody now."""
    with scherm_opzij():
        lid, wie = GroepslidRij, VertegenwoordigerRij
        groepen = select(lid.groep).where(lid.persoon_id == persoon_id)
        mensen = set(sessie.scalars(select(lid.persoon_id).where(lid.groep.in_(groepen))))
        mensen.add(persoon_id)
        for van, naar in ((wie.kind_id, wie.ouder_id), (wie.ouder_id, wie.kind_id)):
            mensen |= set(sessie.scalars(select(naar).where(van.in_(sorted(mensen)))))
        mensen.discard(persoon_id)
        gevonden = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees_meer(mensen)
        return [Mens(een.naam, een.adres) for _, een in sorted(gevonden.items())]

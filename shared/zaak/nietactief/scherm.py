"""Rows that say in their own way of which group they are: they are shielded with it (8.1)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, select

from shared.bestand.afscherming.grens import afgeschermd, in_beeindigde_groep
from shared.bestand.afscherming.scherm import Voorwaarde
from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.apart.tabellen import AparteTekstRij
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, UitingRij
from shared.zaak.lijsten.tabellen import LijstregelRij, NamenlijstRij
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from shared.zaak.vernietigen.tabellen import PlanpersoonRij

_LIJST = NamenlijstRij.__table__.c
_BERICHT = UitgaandRij.__table__.c

BLIJFT: Final = tuple(
    rij.__tablename__ for rij in (RechtenverzoekRij, BeperkingRij, PlanpersoonRij)
)
"""What somebody asked about himself, and what follows from it, goes on (11); and who is about to be
destroyed is to be seen by who decides on that."""
VAN_GROEPEN: Final[tuple[Voorwaarde, ...]] = (
    (
        LijstregelRij,
        LijstregelRij.lijst_id.not_in(select(_LIJST.id).where(in_beeindigde_groep(_LIJST.groep))),
    ),
    (
        UitgaandOnderdeelRij,
        and_(
            ~afgeschermd(UitgaandOnderdeelRij.persoon_id),
            UitgaandOnderdeelRij.bericht_id.not_in(
                select(_BERICHT.bericht_id).where(in_beeindigde_groep(_BERICHT.groep))
            ),
        ),
    ),
    (UitingRij, ~in_beeindigde_groep(UitingRij.groep)),
    (AparteTekstRij, ~in_beeindigde_groep(AparteTekstRij.groep)),
)

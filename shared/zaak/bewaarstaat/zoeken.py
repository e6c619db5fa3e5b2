"""One own record as a thing that is kept."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.dossier.bewaring import eigen_dingen, eigen_soorten
from shared.convenant.bewaren.oordeel import Ding
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden
from shared.zaak.bewaren.eigen import wie_een_aanpak_houdt


def zoek_ding(sessie: Session, dienst: Dienst, kenmerk: str) -> tuple[str, Ding]:
    """With the code of its kind. Raises ``NietGevonden``."""
    for soort in eigen_soorten(dienst):
        vraag = select(soort.tabel.persoon_id).where(soort.tabel.id == kenmerk)
        persoon = sessie.scalar(vraag)
        if persoon is not None:
            houdt = wie_een_aanpak_houdt(sessie)
            for _, ding in eigen_dingen(sessie, dienst, houdt, [persoon]):
                if ding.id == kenmerk:
                    return soort.code, ding
    raise NietGevonden("Dit gegeven staat niet in uw eigen bestand.")

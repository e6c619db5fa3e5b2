"""Recording that an archivist approved destroying a category of own records (reading H10)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.partij.web.teksten import keur
from shared.web.meldingen import Invoerfout
from shared.zaak.vernietigen.proef import categorieen, namen_van
from shared.zaak.vernietigen.tabellen import SelectielijstakkoordRij
from shared.zaak.vernietigen.vormen import Akkoordinvoer


def lees_akkoord(
    sessie: Session, dienst: Dienst, categorie: str, *, slot: bool = False
) -> SelectielijstakkoordRij | None:
    """The approval of a category; ``None`` without one. Raises ``NietGevonden``."""
    if categorie not in categorieen(dienst):
        wel = ", ".join(namen_van(dienst))
        raise NietGevonden(f"Deze soort legt uw partij zelf niet vast; wel: {wel}.")
    return sessie.get(SelectielijstakkoordRij, categorie, with_for_update=slot or None)


def versie_van(rij: SelectielijstakkoordRij | None) -> str:
    """Which approval somebody read: the moment it was recorded; nothing without one."""
    return "" if rij is None else rij.vastgelegd_op.isoformat()


def leg_akkoord_vast(
    sessie: Session,
    dienst: Dienst,
    wie: Medewerker,
    categorie: str,
    invoer: Akkoordinvoer,
    verwacht: Callable[[str], bool],
) -> None:
    """Records an approval; it replaces the one that was read. Raises ``OngeldigeInvoer``."""
    bestaand = lees_akkoord(sessie, dienst, categorie, slot=True)
    if bestaand is not None:
        verwacht(versie_van(bestaand))
    vandaag = datum_nl(dienst.klok())
    fouten = [
        *keur("/selectielijst", invoer.selectielijst),
        *keur("/nummer", invoer.nummer),
        *keur("/archivaris", invoer.archivaris),
    ]
    if invoer.akkoord_op > vandaag:
        fouten.append(Invoerfout("/akkoordOp", "ligt in de toekomst"))
    if invoer.geldig_tot is not None and invoer.geldig_tot < invoer.akkoord_op:
        fouten.append(Invoerfout("/geldigTot", "ligt voor de dag van het akkoord"))
    if fouten:
        raise OngeldigeInvoer(fouten)
    sessie.merge(
        SelectielijstakkoordRij(
            categorie=categorie,
            vastgelegd_op=dienst.klok(),
            vastgelegd_door=wie.autorisatie_id,
            **invoer.model_dump(),
        )
    )
    sessie.flush()

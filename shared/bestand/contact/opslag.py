"""How own officials can be reached; in the caller's transaction, never a commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.bestand.contact.tabellen import AutorisatiecontactRij
from shared.bestand.toegang.autorisaties import Autorisaties
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.klok import Klok


@dataclass(frozen=True)
class Contact:
    """How an official can be reached. ``versie`` 0: as the administrator registered it."""

    naam: str
    functie: str
    email: str | None
    telefoon: str | None
    versie: int
    gewijzigd_op: datetime


def lees_contact(sessie: Session, kluis: Kluispoort, klok: Klok, autorisatie_id: str) -> Contact:
    """What he gave himself; until then what was registered. Raises ``NietGevonden``."""
    register = Autorisaties(sessie, kluis, klok)
    autorisatie = register.lees(autorisatie_id)
    wie = autorisatie.gegevens
    rij = sessie.get(AutorisatiecontactRij, autorisatie_id)
    if rij is None:
        return Contact(wie.naam, wie.functie, wie.email, wie.telefoon, 0, autorisatie.gewijzigd_op)
    sleutel = register.sleutel_van(autorisatie_id)
    eigen = open_json(kluis, sleutel, _context(autorisatie_id), rij.zegel)
    return Contact(
        wie.naam, wie.functie, eigen["email"], eigen["telefoon"], rij.versie, rij.gewijzigd_op
    )


def zet_contact(
    sessie: Session,
    kluis: Kluispoort,
    klok: Klok,
    autorisatie_id: str,
    bereik: dict[str, str | None],
    eis: Callable[[int], bool],
) -> None:
    """Replaces it. ``eis``: a condition on the version that stands; the same changes nothing."""
    sleutel = Autorisaties(sessie, kluis, klok).sleutel_van(autorisatie_id)
    rij = sessie.get(AutorisatiecontactRij, autorisatie_id, with_for_update=True)
    if rij is None:
        rij = AutorisatiecontactRij(autorisatie_id=autorisatie_id, versie=0)
        sessie.add(rij)
    else:
        eis(rij.versie)
        if open_json(kluis, sleutel, _context(autorisatie_id), rij.zegel) == bereik:
            return
    rij.zegel = verzegel_json(kluis, sleutel, _context(autorisatie_id), bereik)
    rij.versie += 1
    rij.gewijzigd_op = klok()
    sessie.flush()


def gewijzigd_op(sessie: Session, autorisatie_id: str) -> datetime | None:
    """When he last changed it himself."""
    rij = sessie.get(AutorisatiecontactRij, autorisatie_id)
    return None if rij is None else rij.gewijzigd_op


def _context(autorisatie_id: str) -> str:
    return f"contact/{autorisatie_id}"

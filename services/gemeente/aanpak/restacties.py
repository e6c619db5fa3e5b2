"""Which rest actions there are, and whose: every party gets the whole list once it changed (4.1).

Each action goes to the party whose it is by itself, as before the closing. This list says to all of
them who does what; the same list is not given twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.aanpak.geven import OPNIEUW
from services.gemeente.acties.begrippen import Actiestatus
from services.gemeente.acties.tabellen import ActieRij
from shared.bericht.jsonvorm import jcs
from shared.bestand.toegang.medewerker import Medewerker
from shared.verzenden.stukken.begrippen import Richting, wie_krijgt
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.stukken import lezen
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending

STUK = "restacties"


@dataclass(frozen=True)
class Restlijst:
    """The rest actions of a group as they are now. ``sleutel``: of this list, and no other."""

    acties: Sequence[dict[str, Any]]
    sleutel: str


def te_geven(sessie: Session, groep: str) -> Restlijst | None:
    """The list the others do not have yet; None where there is none, or they have it."""
    vraag = select(ActieRij).where(
        ActieRij.groep == groep,
        ActieRij.restactie.is_(True),
        ActieRij.status != Actiestatus.VERVALLEN,
    )
    acties = [
        {
            "actie": rij.id,
            "omschrijving": rij.omschrijving,
            "partij": rij.partij,
            "uiterlijk": rij.uiterlijk.isoformat(),
        }
        for rij in sessie.scalars(vraag.order_by(ActieRij.id))
    ]
    if not acties:
        return None
    merk = sha256(jcs({"groep": groep, "acties": acties})).hexdigest()
    eerder = _eerder(sessie, groep, merk)
    if any(stuk.stand not in OPNIEUW for stuk in eerder):
        return None
    return Restlijst(acties, f"{merk}.{len(eerder)}")


async def geef(u: Uitwisseling, wie: Medewerker, groep: str) -> str | None:
    """Gives the list to every party, if it is time and they do not have it; the stuk's id.

    Raises ``ToetsingWeigert``, ``NietBezorgd``.
    """
    wie.eis_groep(groep)
    stap = (await u.gateway.groep(groep))["stap"]
    partijen = wie_krijgt(u.dienst.regels, STUK, u.dienst.partij.code, stap)
    lijst = await asyncio.to_thread(_lijst, u, groep) if partijen else None
    if lijst is None:
        return None
    opdracht = Stukopdracht.model_validate(
        {
            "stuk": STUK,
            "groep": groep,
            "ontvangers": [{"partij": een} for een in partijen],
            "gegevens": {"acties": lijst.acties},
            # Whoever wrote each of them confirmed so, and that is on record with the action.
            "bevestigd_zonder_personen": True,
        },
        by_name=True,
    )
    stuk = await Stukverzending(u, wie).deel(opdracht, lijst.sleutel)
    await asyncio.to_thread(lezen.stand_na_versturen, u, stuk)
    return stuk


def _lijst(u: Uitwisseling, groep: str) -> Restlijst | None:
    with u.dienst.lezend() as sessie:
        return te_geven(sessie, groep)


def _eerder(sessie: Session, groep: str, merk: str) -> Sequence[GroepsstukRij]:
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.richting == Richting.UIT,
        GroepsstukRij.soort == STUK,
        GroepsstukRij.groep == groep,
        GroepsstukRij.idempotentiesleutel.startswith(merk),
    )
    return sessie.scalars(vraag).all()

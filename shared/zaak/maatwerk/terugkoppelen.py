"""Telling that own tailor-made work was done, and nothing else (covenant 5.1; reading E1).

What is told is the one content the covenant file gives it: no word of what was done, or of whom.
"""

from __future__ import annotations

import asyncio
from typing import Protocol, TypeAlias

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import maatwerkstuk
from shared.partij.fouten import Conflict, NietGevonden
from shared.verzenden.stukken.begrippen import Stukstand, wie_krijgt
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import Gegevenstuk
from shared.zaak.stukken import lezen
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending


class Maatwerk(Protocol):
    """A row of recorded work, of whatever table."""

    id: str
    groep: str
    stuk: str | None


Maatwerktabel: TypeAlias = type[Maatwerk]


async def koppel_terug(
    u: Uitwisseling, wie: Medewerker, tabel: Maatwerktabel, kenmerk: str
) -> bool:
    """Tells who has to know; whether it arrived. Once: what was told is not told again.

    Raises ``NietGevonden``, or ``Conflict`` where it was told, or this party tells nobody.
    """
    regels, eigen = u.dienst.regels, u.dienst.partij.code
    code = maatwerkstuk(regels)
    naar = wie_krijgt(regels, code, eigen)
    if not naar:
        raise Conflict(
            f"{regels.titel_van(eigen)} vertelt aan geen partij apart dat maatwerk is gedaan."
        )
    groep = await asyncio.to_thread(_groep, u, wie, tabel, kenmerk)
    opdracht = Stukopdracht.model_validate(
        {
            "stuk": code,
            "groep": groep,
            "ontvangers": [{"partij": een} for een in naar],
            "gegevens": dict(regels.stukken[code].maatwerk or {}),
        },
        by_name=True,
    )

    def mee(sessie: Session, gegeven: Gegevenstuk) -> None:
        rij = _rij(sessie, tabel, kenmerk, slot=True)
        _eis_nieuw(sessie, rij)
        rij.stuk = gegeven.id

    stuk = await Stukverzending(u, wie, mee=mee).deel(opdracht, None)
    _, rust = await asyncio.to_thread(lezen.stand_na_versturen, u, stuk)
    return rust


def _groep(u: Uitwisseling, wie: Medewerker, tabel: Maatwerktabel, kenmerk: str) -> str:
    with u.dienst.lezend() as sessie:
        rij = _rij(sessie, tabel, kenmerk)
        wie.eis_groep(rij.groep)
        _eis_nieuw(sessie, rij)
        return rij.groep


def _rij(sessie: Session, tabel: Maatwerktabel, kenmerk: str, *, slot: bool = False) -> Maatwerk:
    rij = sessie.get(tabel, kenmerk, with_for_update=slot or None)
    if rij is None:
        raise NietGevonden("Dit maatwerk staat hier niet.")
    return rij


def _eis_nieuw(sessie: Session, rij: Maatwerk) -> None:
    stuk = None if rij.stuk is None else sessie.get(GroepsstukRij, rij.stuk)
    if stuk is not None and stuk.stand != Stukstand.NIET_GEGEVEN:
        raise Conflict("Van dit maatwerk is al verteld dat het is gedaan.")

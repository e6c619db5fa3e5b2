"""Giving a document that was laid down to the other parties: the version as it stands, once.

A later version takes the place of the earlier one with all of them; the earlier stays readable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.aanpak.geven import OPNIEUW
from services.gemeente.acties.dienst import kale_doelen
from services.gemeente.groepsdocumenten.dienst import Document, Documenten
from services.gemeente.groepsdocumenten.soorten import PLAN, Documentsoort
from services.gemeente.groepsdocumenten.tabellen import GroepsdocumentRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import Conflict
from shared.verzenden.stukken.begrippen import Richting, wie_krijgt
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending, probeer_nu


@dataclass(frozen=True)
class _Gegeven:
    """The version to be given, or the stuk with which it was."""

    inhoud: Mapping[str, Any]
    sleutel: str
    stuk: str | None


class Documentgever:
    """The use case of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._regels = u.dienst.regels

    async def deel(self, groep: str, soort: Documentsoort, wacht: float | None = None) -> str:
        """Gives it to every party it goes to; the stuk's id. What was given is not given again.

        Raises ``Conflict`` for what is not laid down, ``NietGevonden`` for what is not there.
        """
        self._wie.eis_groep(groep)
        wat = await asyncio.to_thread(self._lees, groep, soort)
        if wat.stuk is not None:
            await probeer_nu(self._u, wat.stuk, wacht)
            return wat.stuk
        vorm = self._regels.stukken[soort.stuk].vorm
        naar = wie_krijgt(self._regels, soort.stuk, self._u.dienst.partij.code)
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": soort.stuk,
                "groep": groep,
                "ontvangers": [{"partij": een} for een in naar],
                "gegevens": {naam: een for naam, een in wat.inhoud.items() if naam in vorm},
                # Whoever wrote it confirmed so, and that is on record with the document.
                "bevestigd_zonder_personen": True,
            },
            by_name=True,
        )
        return await Stukverzending(self._u, self._wie).deel(opdracht, wat.sleutel, wacht)

    def lees(self, groep: str, soort: Documentsoort) -> tuple[Document, bool, list[str]]:
        """A document as it is now, whether this version was given, and for which of its goals
        nothing was agreed."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            document = Documenten(sessie, self._u.dienst.klok()).lees(groep, soort.code)
            doelen = document.inhoud.get("doelen", ()) if soort.code == PLAN else ()
            return document, is_gegeven(sessie, document), kale_doelen(sessie, groep, doelen)

    def _lees(self, groep: str, soort: Documentsoort) -> _Gegeven:
        with self._u.dienst.lezend() as sessie:
            document = Documenten(sessie, self._u.dienst.klok()).lees(groep, soort.code)
            if not document.vastgesteld:
                raise Conflict("Dit document is een concept. Stel het eerst vast.")
            eerder = gegeven(sessie, document)
            goed = [stuk.id for stuk in eerder if stuk.stand not in OPNIEUW]
            sleutel = f"{_merk(document)}.{len(eerder)}"
            return _Gegeven(document.inhoud, sleutel, goed[0] if goed else None)


def is_gegeven(sessie: Session, document: Document | GroepsdocumentRij) -> bool:
    """Whether this version is, or may still get, where it goes."""
    return any(stuk.stand not in OPNIEUW for stuk in gegeven(sessie, document))


def gegeven(sessie: Session, document: Document | GroepsdocumentRij) -> Sequence[GroepsstukRij]:
    """The stukken with which this version was given."""
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.richting == Richting.UIT,
        GroepsstukRij.groep == document.groep,
        GroepsstukRij.idempotentiesleutel.startswith(_merk(document)),
    )
    return sessie.scalars(vraag.order_by(GroepsstukRij.id)).all()


def _merk(document: Document | GroepsdocumentRij) -> str:
    return f"{document.soort}.{document.groep}.{document.versie}"

"""``/v1/gespreksnotities``: what was said by telephone, as the verslag of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from sqlalchemy.orm import Session

from shared.partij import voorbeelden
from shared.partij.modelbasis import Kenmerk, Uitvoermodel
from shared.partij.overleg import notities
from shared.partij.overleg.notities import Notitie
from shared.partij.paginering import Pagina, PaginaAfh
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.partij.verstrekkingen_modellen import VOORBEELD_BERICHT
from shared.web.routes import maak_router, operatie

Deelnemer = Annotated[Medewerker, Depends(medewerker("overleggen"))]
Richting = Literal["gezegd", "gehoord"]
SOORT = "gespreksnotitie"

_WIE = ("0193aaaa-0000-7000-8000-000000000011", "0193aaaa-0000-7000-8000-000000000012")
VOORBEELD: dict[str, Any] = {
    "bericht": VOORBEELD_BERICHT,
    "regel": {
        "bericht": VOORBEELD_BERICHT,
        "tijdstip": "2026-11-30T09:00:00Z",
        "kanaal": "telefoon",
        "afzender": voorbeelden.AFZENDER,
        "medewerker": _WIE[0],
        "ontvanger": voorbeelden.ONTVANGER,
        "ontvangendeMedewerker": _WIE[1],
        "doel": "D1",
        "gedeeld": [
            {
                "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
                "categorie": 1,
                "gegevenssoort": "NAW",
                "grondslag": voorbeelden.GRONDSLAG,
                "aard": "feit",
            }
        ],
    },
    "verslag": "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
    "zout": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE",
    "bladnummer": 44,
}


class NotitieUit(Uitvoermodel):
    """The note of one call."""

    bericht: str
    regel: dict[str, Any] = Field(description="Welke soorten gegevens, over wie, aan wie, waarop.")
    verslag: str | None = Field(description="Waarmee het log aan deze regel bindt.")
    zout: str | None = Field(
        description="Bij wie het zei: verslag = b64url(SHA-256(zout || JCS(regel)))."
    )
    bladnummer: int | None


class NotitiesUit(Uitvoermodel):
    """A page of notes."""

    gespreksnotities: list[NotitieUit]
    volgende: str | None


def gespreksnotities_router() -> APIRouter:
    """The operation on notes."""
    router = maak_router("overleggen")

    @router.get(
        "/gespreksnotities",
        response_model=NotitiesUit,
        **operatie(
            "lijstGespreksnotities",
            "Geeft wat er per telefoon is gedeeld: het verslag van elk gesprek",
            antwoord={"gespreksnotities": [VOORBEELD], "volgende": None},
            beschrijving="Zonder inhoud. Het inzien wordt vastgelegd.",
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Deelnemer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
        richting: Annotated[
            Richting, Query(description="Wat deze partij zei, of wat zij te horen kreeg.")
        ] = "gezegd",
    ) -> NotitiesUit:
        wie.eis_groep(groep)
        zoek = _gezegd if richting == "gezegd" else _gehoord
        with u.dienst.transactie() as sessie:
            gevonden, volgende = zoek(u, sessie, groep, pagina)
            gelezen = [Geraadpleegd(een.bericht, None) for een in gevonden]
            leg_raadpleging_vast(sessie, u.dienst.klok, wie, "lijst", SOORT, gelezen)
        return NotitiesUit(gespreksnotities=[_uit(een) for een in gevonden], volgende=volgende)

    return router


def _gezegd(
    _: Uitwisseling, sessie: Session, groep: str, pagina: Pagina
) -> tuple[list[Notitie], str | None]:
    vraag = notities.gezegd(groep=groep, na=pagina.na, hoogstens=pagina.een_meer())
    gevonden = [(rij, kop) for rij, kop in sessie.execute(vraag)]
    rijen, volgende = pagina.snijd(gevonden, lambda een: een[0].bericht_id)
    return [notities.van_gezegd(rij, kop) for rij, kop in rijen], volgende


def _gehoord(
    u: Uitwisseling, sessie: Session, groep: str, pagina: Pagina
) -> tuple[list[Notitie], str | None]:
    """A page may hold fewer notes than asked: not everything that came in was said."""
    vraag = notities.ontvangen(groep=groep, na=pagina.na, hoogstens=pagina.een_meer())
    rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.bericht_id)
    gehoord = (notities.gehoord(sessie, u.dienst.regels, rij) for rij in rijen)
    return [een for een in gehoord if een is not None], volgende


def _uit(notitie: Notitie) -> NotitieUit:
    return NotitieUit(**{naam: getattr(notitie, naam) for naam in NotitieUit.model_fields})

"""``/v1/groepen/{groepId}/bewaardagen``: when and why everybody leaves a group's file."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.partij.fouten import NietGevonden
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.web.afhankelijkheden import GroepId
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.bewaren.einden import einde_uit
from shared.zaak.bewaren.klok import Einde
from shared.zaak.bewaren.uitleg import Gegeventermijn, Groepsvertrek, Vertrek, vertrek_uit

Lezer = Annotated[Medewerker, Depends(medewerker("groepsleden.lezen"))]
SOORT = "bewaardag"
VERNIETIGEN = "personen.vernietigen"


class BewaarredenUit(Uitvoermodel):
    """Why, in a sentence, and where that comes from."""

    code: str
    uitleg: str
    zin: str = Field(description="Wanneer en waarom, in één zin.")
    convenant: str | None
    interpretatie: str | None


class BewaartermijnUit(Uitvoermodel):
    """One row of the covenant that holds for an item."""

    dag: date = Field(description="De laatste dag volgens deze regel.")
    bij_afloop: str = Field(description="vernietigen, of herzien: dan kijkt een mens opnieuw.")
    zin: str = Field(description="Wat er daarna gebeurt, wanneer, en waarom.")
    convenant: str | None
    wet: str | None
    interpretatie: str | None


class BewaardGegevenUit(Uitvoermodel):
    """A received item and the rows that hold for it."""

    id: str
    gegevenssoort: str
    uiterlijk: date | None
    termijnen: list[BewaartermijnUit]
    vastgehouden: str | None = Field(
        description="Waarom het nu niet vanzelf weggaat, wat een termijn ook zegt; meestal leeg."
    )


class VertrekUit(Uitvoermodel):
    """When and why one person leaves."""

    persoon_id: str
    betrokkenen: list[str] = Field(description="De pseudoniemen van deze persoon in de groep.")
    vertrekt_op: date | None = Field(
        description="Leeg zolang de aanpak loopt, of iets de persoon vasthoudt."
    )
    bij_sluiten_vandaag: date | None = Field(
        description="Loopt de aanpak nog: de dag waarop iemand zou gaan als de groep nu sluit."
    )
    reden: BewaarredenUit
    gegevens: list[BewaardGegevenUit] = Field(
        description="De ontvangen gegevens van een soort die uw functie leest."
    )


class BewaardagenUit(Uitvoermodel):
    """A group: since when it is closed, and when and why everybody leaves."""

    groep: str
    gesloten_op: date | None
    mensen: list[VertrekUit]


_VOORBEELD: dict[str, Any] = {
    "groep": VOORBEELD_ID,
    "geslotenOp": "2026-11-23",
    "mensen": [
        {
            "persoonId": VOORBEELD_ID,
            "betrokkenen": ["4f0c1f5e-3c55-4b0e-9d39-0d5a3d0a6f11"],
            "vertrektOp": "2028-09-01",
            "bijSluitenVandaag": None,
            "reden": {
                "code": "laatste-melding",
                "uitleg": "De groep is afgesloten op 23 november 2026. De laatste melding waarin "
                "deze persoon voorkomt is van 1 september 2026; de termijn die daar begint eindigt "
                "op 1 september 2028.",
                "zin": "Wordt vernietigd op 1 september 2028, omdat de laatste melding waarin deze "
                "persoon voorkomt van 1 september 2026 is en de groep op 23 november 2026 is "
                "afgesloten.",
                "convenant": "5.1 en 8.1",
                "interpretatie": "Zo leest het convenant die termijn.",
            },
            "gegevens": [],
        }
    ],
}


def bewaardagen_router() -> APIRouter:
    """The one operation on retention days."""
    router = maak_router("bewaren")

    @router.get(
        "/groepen/{groepId}/bewaardagen",
        response_model=BewaardagenUit,
        **operatie(
            "leesBewaardagen",
            "Zegt van iedereen in een groep wanneer en waarom hij uit dit bestand gaat",
            antwoord=_VOORBEELD,
            beschrijving="Dezelfde berekening als waarmee het onderhoud vernietigt. Het inzien "
            "wordt vastgelegd.",
        ),
    )
    async def lees(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> BewaardagenUit:
        wie.eis_groep(groep)
        return await asyncio.to_thread(_lees, u, wie, groep, await _einde(u, groep))

    return router


async def _einde(u: Uitwisseling, groep: str) -> Einde | None:
    """Who looks just after the closing sees it, and why; that alone makes nobody leave."""
    try:
        return einde_uit(u.dienst, await u.gateway.groep(groep))
    except (GatewayFout, NietGevonden):
        return None


def _lees(u: Uitwisseling, wie: Medewerker, groep: str, gezien: Einde | None) -> BewaardagenUit:
    dienst = u.dienst
    # Who destroys has to know when and why, also of whom nobody else sees any more.
    opzij = scherm_opzij() if VERNIETIGEN in wie.rechten else nullcontext()
    with opzij, dienst.transactie() as sessie:
        vertrek = vertrek_uit(sessie, dienst, u.partij.meldingen, wie, groep, gezien)
        gelezen = [Geraadpleegd(groep, een.persoon) for een in vertrek.mensen]
        leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
    return _uit(groep, vertrek, dienst.regels)


def _uit(groep: str, vertrek: Groepsvertrek, regels: Convenantregels) -> BewaardagenUit:
    return BewaardagenUit(
        groep=groep,
        gesloten_op=vertrek.gesloten_op,
        mensen=[_vertrek_uit(een, regels) for een in vertrek.mensen],
    )


def _vertrek_uit(een: Vertrek, regels: Convenantregels) -> VertrekUit:
    reden = een.reden
    return VertrekUit(
        persoon_id=een.persoon,
        betrokkenen=list(een.betrokkenen),
        vertrekt_op=een.dag,
        bij_sluiten_vandaag=een.bij_sluiten_vandaag,
        reden=BewaarredenUit(
            code=reden.code,
            uitleg=reden.uitleg,
            zin=reden.zin,
            convenant=reden.convenant,
            interpretatie=reden.interpretatie,
        ),
        gegevens=[_gegeven_uit(gegeven, regels) for gegeven in een.gegevens],
    )


def _gegeven_uit(gegeven: Gegeventermijn, regels: Convenantregels) -> BewaardGegevenUit:
    return BewaardGegevenUit(
        id=gegeven.id,
        gegevenssoort=gegeven.gegevenssoort,
        uiterlijk=gegeven.uiterlijk,
        vastgehouden=gegeven.houdt,
        termijnen=[
            BewaartermijnUit(
                dag=dag,
                bij_afloop=rij.bij_afloop,
                zin=zin,
                convenant=rij.convenant,
                wet=rij.wet,
                interpretatie=regels.interpretaties.get(rij.interpretatie or ""),
            )
            for rij, dag, zin in gegeven.rijen
        ],
    )

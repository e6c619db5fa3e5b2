"""``/v1/personen/{persoonId}/verstrekt``: who got what about somebody, without its content."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.overzicht.verstrekt.opslag import berichten_over, soorten_over
from shared.partij.web import voorbeelden
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("personen.lezen"))]
SOORT = "verstrekt-over"
_VOORBEELD: dict[str, Any] = {
    "bericht": voorbeelden.VOORBEELD_BERICHT,
    "soort": "verstrekking",
    "ontvanger": voorbeelden.ONTVANGER,
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "gegevenssoorten": [voorbeelden.GEGEVENSSOORT],
    "status": "afgeleverd",
    "op": voorbeelden.VOORBEELD_ONTVANGEN,
}


class VerstrektUit(Uitvoermodel):
    """One message in which something about this person was."""

    bericht: str
    soort: str
    ontvanger: str
    groep: str | None
    gegevenssoorten: list[str] = Field(description="Wat er van deze persoon in zat.")
    status: str = Field(description="De stand van het bericht; afgeleverd: de ander heeft het.")
    op: datetime


class VerstrektOverUit(Uitvoermodel):
    """A page of them, in the order in which they were sent."""

    verstrekt: list[VerstrektUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def verstrekt_router() -> APIRouter:
    """Who got what."""
    router = maak_router("verstrekkingen")

    @router.get(
        "/personen/{persoonId}/verstrekt",
        **operatie(
            "lijstVerstrektOverPersoon",
            "Zegt wie wat over een persoon kreeg, zonder de inhoud",
            antwoord={"verstrekt": [_VOORBEELD], "volgende": None},
            beschrijving="Het inzien wordt vastgelegd. Groepen buiten uw taak, en soorten die uw "
            "functie niet leest, staan er niet bij.",
        ),
    )
    def lijst(
        persoonId: Kenmerk,  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
    ) -> VerstrektOverUit:
        vraag = berichten_over(persoonId, na=pagina.na, hoogstens=pagina.een_meer(), wie=wie)
        with u.dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.bericht_id)
            soorten = soorten_over(sessie, persoonId, [rij.bericht_id for rij in rijen], wie)
            leg_raadpleging_vast(
                sessie, u.dienst.klok, wie, "lijst", SOORT, [Geraadpleegd(None, persoonId)],
                gericht=True,
            )  # fmt: skip
            return VerstrektOverUit(
                verstrekt=[
                    VerstrektUit(
                        bericht=rij.bericht_id,
                        soort=rij.soort,
                        ontvanger=rij.ontvanger,
                        groep=rij.groep,
                        gegevenssoorten=soorten[rij.bericht_id],
                        status=rij.status,
                        op=rij.gemaakt_op,
                    )
                    for rij in rijen
                ],
                volgende=volgende,
            )

    return router

"""``/v1/incidententijdlijn``, and the report to the supervisor on paper."""

from __future__ import annotations

import asyncio
import base64
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.tijd import lees_utc, utc_tekst
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.drukwerk.opgemaakt import druk_document
from shared.partij.web.paginering import paginagrootte_van
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.paginering import Cursors
from shared.zaak.incidentbehandeling.document import als_document, regels_van
from shared.zaak.incidentbehandeling.voorbeelden import AFDRUK, TIJDLIJN
from shared.zaak.incidentbehandeling.vormen import (
    IncidententijdlijnUit,
    IncidentfeitUit,
    ToezichtafdrukUit,
)
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import LEZEN
from shared.zaak.incidenten.inzicht import bekijk

Registerlezer = Annotated[Medewerker, Depends(medewerker(LEZEN))]


def incidentregister_router() -> APIRouter:
    """What is read of the register as a whole, and taken along of one of it."""
    router = maak_router("incidenten")
    _voeg_tijdlijn_toe(router)
    _voeg_afdruk_toe(router)
    return router


def _voeg_tijdlijn_toe(router: APIRouter) -> None:
    @router.get(
        "/incidententijdlijn",
        response_model=IncidententijdlijnUit,
        **operatie(
            "leesIncidententijdlijn",
            "Geeft wat er met alle incidenten van het register gebeurde, het nieuwste eerst",
            antwoord=TIJDLIJN,
            beschrijving="Gemeld, ontvangen, besloten, gemeld bij de toezichthouder, afgerond en "
            "gesloten, in een lijn; zonder tekst. Wat erin stond leest u bij het incident.",
        ),
    )
    def tijdlijn(
        u: UitwisselingAfh,
        wie: Registerlezer,
        cursor: Annotated[
            str | None, Query(max_length=1024, description="'volgende' van de vorige pagina.")
        ] = None,
        paginagrootte: Annotated[
            int | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
        ] = None,
    ) -> IncidententijdlijnUit:
        grootte = paginagrootte_van(u.dienst, paginagrootte)
        cursors = Cursors.uit_instellingen(u.dienst.instellingen)
        binding: JsonWaarde = {"lijst": "incidententijdlijn", "wie": wie.autorisatie_id}
        na = None if cursor is None else _plek(cursors.lees(cursor, binding))
        with u.dienst.lezend() as sessie:
            gevonden = opslag.registertijdlijn(sessie, na=na, hoogstens=grootte + 1)
            feiten = [
                IncidentfeitUit(
                    **{
                        naam: getattr(rij, naam)
                        for naam in IncidentfeitUit.model_fields
                        if naam not in ("van", "aard", "pad")
                    },
                    van=incident.van,
                    aard=incident.aard,
                    pad=f"/incidenten/{incident.id}",
                )
                for rij, incident in gevonden[:grootte]
            ]
        volgende = None
        if len(gevonden) > grootte:
            laatste = feiten[-1]
            plek: JsonWaarde = [utc_tekst(laatste.tijdstip), laatste.incident, laatste.versie]
            volgende = cursors.geef(plek, binding)
        return IncidententijdlijnUit(feiten=feiten, volgende=volgende)


def _plek(waarde: Any) -> tuple[datetime, str, int]:  # noqa: ANN401 - out of a cursor of our own
    tijdstip, incident, versie = waarde
    return lees_utc(tijdstip), incident, versie


def _voeg_afdruk_toe(router: APIRouter) -> None:
    @router.get(
        "/incidenten/{id}/toezichtdocument/afdruk",
        response_model=ToezichtafdrukUit,
        **operatie(
            "drukToezichtdocument",
            "Geeft de melding aan de toezichthouder als PDF dat een schermlezer kan lezen",
            antwoord=AFDRUK,
            beschrijving="Hetzelfde als het toezichtdocument, op papier. Het wordt niet bewaard.",
        ),
    )
    async def afdruk(id: Kenmerk, u: UitwisselingAfh, wie: Registerlezer) -> ToezichtafdrukUit:  # noqa: ARG001 - who may ask
        return await asyncio.to_thread(_afdruk, u, id)


def _afdruk(u: UitwisselingAfh, kenmerk: str) -> ToezichtafdrukUit:
    partij, regels, nu = u.dienst.partij.code, u.dienst.regels, u.dienst.klok()
    with u.dienst.lezend() as sessie:
        (blik,) = bekijk(sessie, regels, partij, [opslag.lees(sessie, kenmerk)], nu)
        gevonden = list(regels_van(blik, regels, partij))
    pdf = druk_document(als_document(kenmerk, gevonden, regels.partijen[partij].naam, nu), nu)
    return ToezichtafdrukUit(
        incident=kenmerk,
        opgesteld_op=nu,
        bestandsnaam=f"melding-toezichthouder-{kenmerk}.pdf",
        document=base64.b64encode(pdf).decode("ascii"),
    )

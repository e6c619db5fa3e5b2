"""``/v1/incidentvoorstellen``: what was said without permission and is not an incident yet."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import NietGevonden
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.tabellen import UitingRij
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import MELDEN
from shared.zaak.incidenten.voorbeelden import VOORSTEL
from shared.zaak.incidenten.vormen import IncidentvoorstellenUit, IncidentvoorstelUit

Melder = Annotated[Medewerker, Depends(medewerker(MELDEN))]


def incidentvoorstellen_router() -> APIRouter:
    """Reading what may be reported with one look."""
    router = maak_router("incidenten")

    @router.get(
        "/incidentvoorstellen",
        response_model=IncidentvoorstellenUit,
        **operatie(
            "lijstIncidentvoorstellen",
            "Geeft wat is gezegd zonder dat het mocht en nog niet is gemeld, klaar om te melden",
            antwoord={"voorstellen": [VOORSTEL]},
            beschrijving="Elk is een ingevulde melding. Lees haar na, vul aan wat u weet, en doe "
            "`POST /incidenten` met `uiting`; dan staat zij hier niet meer.",
        ),
    )
    def lijst(dienst: DienstAfh, wie: Melder) -> IncidentvoorstellenUit:
        with dienst.lezend() as sessie:
            rijen = opslag.te_melden(sessie, wie.taak)
            return IncidentvoorstellenUit(voorstellen=[_uit(dienst, rij) for rij in rijen])

    @router.get(
        "/incidentvoorstellen/{uiting}",
        response_model=IncidentvoorstelUit,
        **operatie("leesIncidentvoorstel", "Geeft zo'n ingevulde melding", antwoord=VOORSTEL),
    )
    def lees(uiting: Kenmerk, dienst: DienstAfh, wie: Melder) -> IncidentvoorstelUit:
        with dienst.lezend() as sessie:
            rijen = opslag.te_melden(sessie, wie.taak, uiting)
            if not rijen:
                raise NietGevonden("Hier is niets te melden: het mocht, of het is al gemeld.")
            return _uit(dienst, rijen[0])

    return router


def _uit(dienst: Dienst, rij: UitingRij) -> IncidentvoorstelUit:
    gezegd = dienst.regels.incidenten.gezegd
    return IncidentvoorstelUit(
        uiting=rij.id,
        groep=rij.groep,
        overleg=rij.overleg,
        aard=gezegd.aard,
        ontdekt_op=rij.gezegd_op or rij.gemaakt_op,
        omschrijving=gezegd.omschrijving,
    )

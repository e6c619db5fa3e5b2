"""``/v1/personen/{persoonId}/vertegenwoordigers``: parents of that specific person."""

from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from shared.bestand.leden.leeftijd import meld_ouder_gaat, te_jong_als_ouder
from shared.bestand.leden.vertegenwoordigers import Vertegenwoordiger, Vertegenwoordigers
from shared.bestand.leden.vormen import (
    VOORBEELD_VERTEGENWOORDIGER,
    VertegenwoordigerInvoer,
    VertegenwoordigersUit,
    VertegenwoordigerUit,
)
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.web.voorbeelden import VOORBEELD_OUDER
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout

Lezer = Annotated[Medewerker, Depends(medewerker("personen.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("personen.schrijven"))]
SOORT = "vertegenwoordiger"
PAD = "/personen/{persoonId}/vertegenwoordigers"


def vertegenwoordigers_router() -> APIRouter:
    """The operations on parents and legal representatives."""
    router = maak_router("vertegenwoordigers")

    @router.post(
        PAD,
        response_model=VertegenwoordigerUit,
        **operatie(
            "maakVertegenwoordiger",
            "Legt vast wie ouder of wettelijk vertegenwoordiger is",
            status=201,
            verzoek={"ouderId": VOORBEELD_OUDER, "soort": "ouder"},
            antwoord=VOORBEELD_VERTEGENWOORDIGER,
            fouten=(409, 410),
        ),
    )
    def maak(
        persoonId: Kenmerk,  # noqa: N803
        invoer: VertegenwoordigerInvoer,
        dienst: DienstAfh,
        wie: Schrijver,
    ) -> VertegenwoordigerUit:
        with dienst.transactie() as sessie:
            _eis_persoon(dienst, sessie, wie, persoonId)
            wie.eis_persoon(sessie, invoer.ouder_id)
            if not PersonenRegister(sessie, dienst.kluis, dienst.klok).bestaat(invoer.ouder_id):
                raise OngeldigeInvoer([Invoerfout("/ouderId", "staat niet in uw bestand")])
            relatie = Vertegenwoordigers(sessie, dienst.klok).leg_vast(
                persoonId, invoer.ouder_id, invoer.soort, door=wie.autorisatie_id
            )
            te_jong = te_jong_als_ouder(sessie, dienst, invoer.ouder_id, persoonId)
            if te_jong is not None:
                raise OngeldigeInvoer([Invoerfout("/ouderId", te_jong)])
        return _uit(relatie)

    @router.get(
        PAD,
        response_model=VertegenwoordigersUit,
        **operatie(
            "lijstVertegenwoordigers",
            "Toont de ouders en wettelijk vertegenwoordigers van een persoon",
            antwoord={"vertegenwoordigers": [VOORBEELD_VERTEGENWOORDIGER]},
            fouten=(410,),
        ),
    )
    def lijst(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
    ) -> VertegenwoordigersUit:
        with dienst.transactie() as sessie:
            _eis_persoon(dienst, sessie, wie, persoonId)
            relaties = Vertegenwoordigers(sessie, dienst.klok).van(persoonId)
            gelezen = [Geraadpleegd(relatie.ouder_id, persoonId) for relatie in relaties]
            gelezen = gelezen or [Geraadpleegd(None, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen, gericht=True)
        return VertegenwoordigersUit(vertegenwoordigers=[_uit(relatie) for relatie in relaties])

    @router.delete(
        PAD + "/{ouderId}",
        **operatie("verwijderVertegenwoordiger", "Verwijdert de relatie", status=204),
    )
    def verwijder(
        persoonId: Kenmerk,  # noqa: N803
        ouderId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Schrijver,
    ) -> None:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            wie.eis_persoon(sessie, ouderId)
            meld_ouder_gaat(sessie, dienst, persoonId, wie.autorisatie_id)
            Vertegenwoordigers(sessie, dienst.klok).verwijder(persoonId, ouderId)

    return router


def _eis_persoon(dienst: Dienst, sessie: Session, wie: Medewerker, persoon_id: str) -> None:
    wie.eis_persoon(sessie, persoon_id)
    PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon_id)


def _uit(relatie: Vertegenwoordiger) -> VertegenwoordigerUit:
    return VertegenwoordigerUit(
        kind_id=relatie.kind_id, ouder_id=relatie.ouder_id, soort=relatie.soort
    )

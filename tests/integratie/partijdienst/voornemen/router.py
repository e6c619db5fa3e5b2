"""``/v1/groepen/{groepId}/voornemens``."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.partij.dienst import DienstAfh
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partijdienst.voornemen.opslag import van_persoon
from tests.integratie.partijdienst.voornemen.problemen import AlVoorgenomen
from tests.integratie.partijdienst.voornemen.tabellen import VoornemenRij

GroepId = Annotated[Kenmerk, Path(alias="groepId", description="De groep.")]
VOORBEELD = {"persoon": "0193aaaa-0000-7000-8000-000000000001"}
DUUR = timedelta(days=30)


class Voornemeninvoer(Invoermodel):
    """Met wie."""

    persoon: Kenmerk


class VoornemenUit(Uitvoermodel):
    """Wat er is vastgelegd."""

    persoon: str


def voornemens_router() -> APIRouter:
    router = maak_router("voornemens")

    @router.post(
        "/groepen/{groepId}/voornemens",
        response_model=VoornemenUit,
        **operatie(
            "neemVoor",
            "Legt een voornemen vast",
            status=201,
            verzoek=VOORBEELD,
            antwoord=VOORBEELD,
            fouten=(409,),
        ),
    )
    def neem_voor(
        groep: GroepId, invoer: Voornemeninvoer, dienst: DienstAfh, wie: Lezer
    ) -> VoornemenUit:
        wie.eis_groep(groep)
        nu = dienst.klok()
        with dienst.transactie() as sessie:
            if van_persoon(sessie, invoer.persoon) is not None:
                raise AlVoorgenomen("Over deze persoon is er al een voornemen.")
            sessie.add(
                VoornemenRij(
                    id=nieuw_id(),
                    groep=groep,
                    persoon_id=invoer.persoon,
                    vastgelegd_op=nu,
                    vervalt_op=nu + DUUR,
                )
            )
        return VoornemenUit(persoon=invoer.persoon)

    return router

"""``/v1/personen/externe-sleutels/_zoek``: who this is, for the system that has its own name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.personen.register import SOORT
from shared.bestand.personen.sleutelregister import Sleutelregister
from shared.bestand.personen.sleutelvormen import VOORBEELD, ExterneSleutel, SleutelvondstUit
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import DienstAfh
from shared.partij.fouten import NietGevonden
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.web.beschrijving.routes import maak_router, operatie

Zoeker = Annotated[Medewerker, Depends(medewerker("personen.lezen", zoekt=True))]


def externesleutels_router() -> APIRouter:
    """Find a person by an external key."""
    router = maak_router("personen")

    @router.post(
        "/personen/externe-sleutels/_zoek",
        response_model=SleutelvondstUit,
        **operatie(
            "zoekExterneSleutel",
            "Zegt welke persoon een eigen systeem met deze sleutel kent",
            verzoek=VOORBEELD,
            antwoord={"persoonId": VOORBEELD_ID},
            fouten=(404,),
            beschrijving=(
                "Precies deze sleutel van precies dit systeem. Ook wie hem heeft buiten uw taak "
                "is hier niet te vinden. De sleutel staat in de inhoud, niet in het adres."
            ),
        ),
    )
    def zoek(vraag: ExterneSleutel, dienst: DienstAfh, wie: Zoeker) -> SleutelvondstUit:
        with dienst.transactie() as sessie:
            register = Sleutelregister(sessie, dienst.kluis, dienst.klok)
            # Also who is restricted: the refusal says so, and nobody puts him in the file twice.
            with scherm_opzij():
                gevonden = register.zoek(vraag, wie.taak)
            if gevonden is not None:
                wie.eis_persoon(sessie, gevonden)
            gelezen = [] if gevonden is None else [Geraadpleegd(gevonden, gevonden)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "zoeken", SOORT, gelezen)
        if gevonden is None:
            raise NietGevonden("Niemand in uw bestand en uw taak heeft deze externe sleutel.")
        return SleutelvondstUit(persoon_id=gevonden)

    return router

"""``/v1/groepen/{groepId}/leden``: reading who belongs to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.leden.groepsleden import Groepsleden
from shared.bestand.ledenlijst.lijst import Liddeel, eis_delen, lees, opent_personen
from shared.bestand.ledenlijst.vormen import VOORBEELD, LedenUit, lid_uit
from shared.bestand.toegang.medewerker import Medewerker, medewerker, zeg_beperkt
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import DienstAfh
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

Lezer = Annotated[Medewerker, Depends(medewerker("groepsleden.lezen"))]
_KEUZES = ", ".join(Liddeel)


def ledenlijst_router() -> APIRouter:
    """The one list."""
    router = maak_router("groepsleden")

    @router.get(
        "/groepen/{groepId}/leden",
        response_model=LedenUit,
        response_model_exclude_unset=True,
        **operatie(
            "lijstGroepsleden",
            "Toont wie er volgens het eigen bestand bij de groep horen, met wat u erbij vraagt",
            antwoord=VOORBEELD,
            beschrijving=(
                "Met naam of leeftijd is het lezen van deze personen: uw functie moet dat mogen, "
                "en het wordt van elk van hen vastgelegd."
            ),
        ),
    )
    def lijst(
        groepId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        met: Annotated[
            str | None,
            Query(max_length=60, description=f"Wat erbij komt, met komma's ertussen: {_KEUZES}."),
        ] = None,
    ) -> LedenUit:
        delen = _delen(met)
        wie.eis_groep(groepId)
        eis_delen(wie, dienst, delen)
        with dienst.transactie() as sessie:
            register = Groepsleden(sessie, dienst.klok)
            gevonden = register.leden(groepId, na=pagina.na, limiet=pagina.een_meer())
            leden, volgende = pagina.snijd(gevonden, lambda lid: lid.betrokkene)
            beelden = lees(sessie, dienst, leden, delen)
            with scherm_opzij():
                beperkt = 0 if wie.ziet_beperkt else register.beperkten(groepId)
            in_groep = [Geraadpleegd(groepId, lid.persoon_id) for lid in leden]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", "groepslid", in_groep)
            if opent_personen(delen) and leden:
                # Names in a list are no opened dossiers: the alarm rules count those.
                zelf = [Geraadpleegd(lid.persoon_id, lid.persoon_id) for lid in leden]
                leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", "persoon", zelf)
        uit = [lid_uit(een, delen) for een in beelden]
        return LedenUit(leden=uit, beperkt=zeg_beperkt(beperkt), volgende=volgende)

    return router


def _delen(met: str | None) -> frozenset[Liddeel]:
    genoemd = [] if met is None else [een.strip() for een in met.split(",")]
    for een in genoemd:
        eis_keuze("met", een, list(Liddeel))
    return frozenset(Liddeel(een) for een in genoemd)

"""``/v1/selectielijst``: for which own records an archivist approved destroying (reading H10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.partij.web.teksten import keur
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout
from shared.zaak.vernietigen import opslag, vormen
from shared.zaak.vernietigen.begrippen import RAADPLEGEN, VERNIETIGEN, Akkoord
from shared.zaak.vernietigen.proef import categorieen
from shared.zaak.vernietigen.tabellen import SelectielijstakkoordRij
from shared.zaak.vernietigen.vormen import (
    Akkoordinvoer,
    AkkoordUit,
    SelectielijstUit,
    Vastgelegd,
)

Vastlegger = Annotated[Medewerker, Depends(medewerker(VERNIETIGEN))]
Lezer = Annotated[Medewerker, Depends(medewerker(RAADPLEGEN))]


def leg_akkoord_vast(
    sessie: Session, dienst: Dienst, wie: Medewerker, categorie: str, invoer: Akkoordinvoer
) -> None:
    """Records an approval; it replaces an earlier one. Raises ``OngeldigeInvoer``."""
    if categorie not in categorieen(dienst):
        wel = ", ".join(sorted(categorieen(dienst)))
        raise NietGevonden(f"Deze soort legt uw partij zelf niet vast; kies uit: {wel}.")
    vandaag = datum_nl(dienst.klok())
    fouten = [
        *keur("/selectielijst", invoer.selectielijst),
        *keur("/nummer", invoer.nummer),
        *keur("/archivaris", invoer.archivaris),
    ]
    if invoer.akkoord_op > vandaag:
        fouten.append(Invoerfout("/akkoordOp", "ligt in de toekomst"))
    if invoer.geldig_tot is not None and invoer.geldig_tot < invoer.akkoord_op:
        fouten.append(Invoerfout("/geldigTot", "ligt voor de dag van het akkoord"))
    if fouten:
        raise OngeldigeInvoer(fouten)
    sessie.merge(
        SelectielijstakkoordRij(
            categorie=categorie,
            vastgelegd_op=dienst.klok(),
            vastgelegd_door=wie.autorisatie_id,
            **invoer.model_dump(),
        )
    )
    sessie.flush()


def selectielijst_router() -> APIRouter:
    """The operations on what an archivist approved."""
    router = maak_router("personen")

    @router.get(
        "/selectielijst",
        response_model=SelectielijstUit,
        **operatie(
            "leesSelectielijst",
            "Voor welke eigen gegevens de archivaris instemde met vernietigen",
            antwoord={
                "categorieen": [
                    {"categorie": "gegeven", "geldt": True, "akkoord": vormen.AKKOORD_IN}
                ]
            },
        ),
    )
    def lees(dienst: DienstAfh, _: Lezer) -> SelectielijstUit:
        with dienst.transactie() as sessie:
            akkoorden = opslag.akkoorden(sessie)
        vandaag = datum_nl(dienst.klok())
        soorten = sorted(categorieen(dienst))
        return SelectielijstUit(categorieen=[_uit(een, akkoorden, vandaag) for een in soorten])

    @router.put(
        "/selectielijst/{categorie}",
        response_model=AkkoordUit,
        **operatie(
            "legSelectielijstakkoordVast",
            "Legt vast dat de archivaris instemde: wie, wanneer, welke lijst en welke categorie",
            verzoek=vormen.AKKOORD_IN,
            antwoord={"categorie": "gegeven", "geldt": True, "akkoord": vormen.AKKOORD_IN},
        ),
    )
    def leg_vast(
        categorie: str, invoer: Akkoordinvoer, dienst: DienstAfh, wie: Vastlegger
    ) -> AkkoordUit:
        with dienst.transactie() as sessie:
            leg_akkoord_vast(sessie, dienst, wie, categorie, invoer)
            return _uit(categorie, opslag.akkoorden(sessie), datum_nl(dienst.klok()))

    return router


def _uit(categorie: str, akkoorden: Mapping[str, Akkoord], dag: date) -> AkkoordUit:
    akkoord = akkoorden.get(categorie)
    if akkoord is None:
        return AkkoordUit(categorie=categorie, geldt=False, akkoord=None)
    vast = Vastgelegd(**{naam: getattr(akkoord, naam) for naam in Vastgelegd.model_fields})
    return AkkoordUit(categorie=categorie, geldt=akkoord.geldt(dag), akkoord=vast)

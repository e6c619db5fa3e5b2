"""``/v1/aansluiting``: whether the own file and the log agree, for who checks this party's file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.bevoegdheid import CONTROLEREN
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.overzicht.aansluiting.begrippen import UITLEG, Soort
from shared.overzicht.aansluiting.opslag import lees_stand, lees_verschillen
from shared.overzicht.aansluiting.tabellen import AansluitverschilRij
from shared.partij.dienst import DienstAfh
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.getuigen.afhankelijkheden import GetuigenAfh
from shared.web.beschrijving.routes import maak_router, operatie

Controleur = Annotated[Medewerker, Depends(medewerker(CONTROLEREN))]
_VERSCHIL: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000e11",
    "soort": Soort.ONTBREEKT.value,
    "uitleg": UITLEG[Soort.ONTBREEKT],
    "bericht": "0193aaaa-0000-7000-8000-000000000900",
    "bladnummer": 41,
    "partij": "partij-b",
    "gevondenOp": "2026-11-23T12:10:00Z",
    "herstelOp": None,
    "gatewayBesluit": "eyJhbGciOiJFUzI1NiJ9.e30.c2ln",
    "checkpoint": "driehoek.example/rotterdam\n42\nSNwzCjsAPDvgXc/mcVcKfHVU2b8Tf4g45cV4mlYuq7Y=\n",
}
_STAND: dict[str, Any] = {
    "log": "driehoek.example/rotterdam",
    "nagekekenTot": 42,
    "bijgewerktOp": "2026-11-23T12:10:00Z",
    "aangesloten": 17,
    "wachtend": 0,
    "oudsteWachtend": None,
    "openVerschillen": 1,
    "verschillen": [_VERSCHIL],
    "volgende": None,
}


class VerschilUit(Uitvoermodel):
    """One difference, with what proves it without us."""

    id: str
    soort: str
    uitleg: str
    bericht: str
    bladnummer: int
    partij: str = Field(description="Van wie het bericht zegt te zijn.")
    gevonden_op: datetime
    herstel_op: datetime | None = Field(description="Wanneer het blad er toch bleek te zijn.")
    gateway_besluit: str | None = Field(
        description="Het ondertekende woord van de gateway waarmee het bericht kwam."
    )
    checkpoint: str | None = Field(description="Wat het log op dat moment ondertekende.")


class AansluitingUit(Uitvoermodel):
    """How far the own file lies beside the log, and a page of differences, oldest first."""

    log: str
    nagekeken_tot: int = Field(description="Tot welk blad het log is nagekeken.")
    bijgewerkt_op: datetime | None
    aangesloten: int = Field(description="Ingenomen berichten waarvan het blad is gezien.")
    wachtend: int = Field(description="Ingenomen berichten waarvan het blad nog niet is gezien.")
    oudste_wachtend: datetime | None
    open_verschillen: int
    verschillen: list[VerschilUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def aansluiting_router() -> APIRouter:
    """Reading how it stands."""
    router = maak_router("aansluiting")

    @router.get(
        "/aansluiting",
        response_model=AansluitingUit,
        **operatie(
            "leesAansluiting",
            "Toont of het eigen bestand en het logboek hetzelfde zeggen",
            antwoord=_STAND,
            beschrijving=(
                "Elk bericht dat hier is ingenomen staat in het logboek dat deze partij mede "
                "ondertekent, en wat daar over deze partij staat is ook gebeurd. Wat niet klopt, "
                "geeft een alarm en staat hier met het bewijs."
            ),
        ),
    )
    def lees(
        dienst: DienstAfh, getuigen: GetuigenAfh, _: Controleur, pagina: PaginaAfh
    ) -> AansluitingUit:
        with dienst.lezend() as sessie:
            stand = lees_stand(sessie, getuigen.logsleutel.naam)
            rijen = lees_verschillen(sessie, pagina.na, pagina.een_meer())
            gevonden = [_verschil(sessie, rij) for rij in rijen]
        verschillen, volgende = pagina.snijd(gevonden, lambda een: een.id)
        return AansluitingUit(
            log=getuigen.logsleutel.naam,
            nagekeken_tot=stand.nagekeken_tot,
            bijgewerkt_op=stand.bijgewerkt_op,
            aangesloten=stand.aangesloten,
            wachtend=stand.wachtend,
            oudste_wachtend=stand.oudste_wachtend,
            open_verschillen=stand.verschillen,
            verschillen=verschillen,
            volgende=volgende,
        )

    return router


def _verschil(sessie: Session, rij: AansluitverschilRij) -> VerschilUit:
    bericht = sessie.get(InkomendRij, rij.bericht_id)
    return VerschilUit(
        id=rij.id,
        soort=rij.soort,
        uitleg=UITLEG[Soort(rij.soort)],
        bericht=rij.bericht_id,
        bladnummer=rij.bladnummer,
        partij=rij.partij,
        gevonden_op=rij.gevonden_op,
        herstel_op=rij.hersteld_op,
        gateway_besluit=None if bericht is None else bericht.gateway_besluit,
        checkpoint=rij.checkpoint,
    )

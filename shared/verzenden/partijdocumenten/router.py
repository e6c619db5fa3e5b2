"""``/v1/partijdocumenten``: what the parties said about themselves; what is decided on it here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from shared.bericht.partijen.partijdocument import Partijdocument
from shared.bestand.toegang.medewerker import Beheerder, beheerder
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Partijcode, Tekst, Uitvoermodel
from shared.verzenden.partijdocumenten.afhankelijkheden import DocumentenAfh
from shared.verzenden.partijdocumenten.geheugen import (
    alle_afwijkingen,
    alle_documenten,
    beoordeel,
    keten_uit,
)
from shared.verzenden.partijdocumenten.ketens import geldend, wijzigingen
from shared.verzenden.partijdocumenten.tabellen import PartijdocumentRij, Stand
from shared.web.beschrijving.routes import maak_router, operatie

BeheerderAfh = Annotated[Beheerder, Depends(beheerder)]
_DIGEST = "SHA-256=dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q="
_DOCUMENT: dict[str, Any] = {
    "partij": voorbeelden.ONTVANGER,
    "versie": 2,
    "oin": "00000099000000002000",
    "naam": "Partij B (test)",
    "tijdstip": "2026-11-23T10:00:00Z",
    "digest": _DIGEST,
    "actief": True,
    "dpia": "2026-10-01",
    "endpoint": "https://partij-b.example",
    "getuige": "partij-a.example/getuige+0a1b2c3d+BEZ…",
    "certificaten": {
        "transport": ["0" * 43],
        "ondertekening": ["1" * 43],
        "versleuteling": ["2" * 43],
    },
    "wijzigingen": ["certificaten.ondertekening"],
    "geldt": True,
    "stand": "gezien",
    "gezienOp": "2026-11-23T10:05:00Z",
    "beoordeeldOp": None,
    "beoordeeldDoor": None,
    "reden": None,
}
_AFWIJKING = {
    "partij": voorbeelden.ONTVANGER,
    "melding": "De gateway toont minder dan deze partij eerder ondertekende.",
    "gezienOp": "2026-11-23T10:05:00Z",
}
_LIJST = {"partijdocumenten": [_DOCUMENT], "afwijkingen": [_AFWIJKING]}
_BESLUIT = {"reden": "Gebeld met de partij: zij heeft haar sleutel vervangen."}


class PartijdocumentUit(Uitvoermodel):
    """One version of what a party says about itself."""

    partij: str
    versie: int
    oin: str
    naam: str
    tijdstip: datetime = Field(description="Wanneer de partij het maakte en tekende.")
    digest: str
    actief: bool
    dpia: date | None = Field(description="De dag waarop haar DPIA is goedgekeurd.")
    endpoint: str
    getuige: str | None = Field(description="De sleutel (vkey) van haar getuige.")
    certificaten: dict[str, list[str]] = Field(description="x5t#S256 per doel; de eerste eerst.")
    wijzigingen: list[str] = Field(description="Wat anders is dan in de vorige versie.")
    geldt: bool = Field(description="Of dit het document is waar deze partij nu op afgaat.")
    stand: str = Field(description="gezien, aanvaard of geweigerd; gezien telt.")
    gezien_op: datetime
    beoordeeld_op: datetime | None
    beoordeeld_door: str | None
    reden: str | None


class AfwijkingUit(Uitvoermodel):
    """Something the gateway showed that the party did not say."""

    partij: str
    melding: str
    gezien_op: datetime


class PartijdocumentenUit(Uitvoermodel):
    """Everything known of the parties, oldest version first, and what did not hold."""

    partijdocumenten: list[PartijdocumentUit]
    afwijkingen: list[AfwijkingUit]


class Beoordeling(Invoermodel):
    """Why somebody decides so."""

    reden: Tekst = Field(description="Wat er is nagevraagd, en bij wie.")


Versie = Annotated[int, Path(ge=1, le=1000, description="Het nummer van het document.")]
Code = Annotated[Partijcode, Path(description="De code van de partij.")]


def partijdocumenten_router() -> APIRouter:
    """The operations on what parties say about themselves."""
    router = maak_router("partijdocumenten")

    @router.get(
        "/partijdocumenten",
        response_model=PartijdocumentenUit,
        **operatie(
            "toonPartijdocumenten",
            "Toont wat de partijen over zichzelf ondertekenden, en wat daarvan niet klopte",
            antwoord=_LIJST,
        ),
    )
    def toon(dienst: DienstAfh, _: BeheerderAfh) -> PartijdocumentenUit:
        with dienst.lezend() as sessie:
            return PartijdocumentenUit(
                partijdocumenten=_documenten(alle_documenten(sessie)),
                afwijkingen=[
                    AfwijkingUit(partij=rij.partij, melding=rij.melding, gezien_op=rij.gezien_op)
                    for rij in alle_afwijkingen(sessie)
                ],
            )

    _voeg_besluiten_toe(router)
    return router


def _voeg_besluiten_toe(router: APIRouter) -> None:
    def besluit(wat: str, naam: str, zin: str) -> dict[str, Any]:
        return {
            "path": f"/partijdocumenten/{{partij}}/{{versie}}/_{wat}",
            "response_model": PartijdocumentUit,
            **operatie(naam, zin, verzoek=_BESLUIT, antwoord=_DOCUMENT, fouten=(409,)),
        }

    @router.post(
        **besluit(
            "weiger",
            "weigerPartijdocument",
            "Weigert een nieuw document van een partij; tot het is aanvaard telt het vorige",
        )
    )
    def weiger(
        partij: Code,
        versie: Versie,
        invoer: Beoordeling,
        dienst: DienstAfh,
        documenten: DocumentenAfh,
        wie: BeheerderAfh,
    ) -> PartijdocumentUit:
        uit = _beslis(dienst, (partij, versie), Stand.GEWEIGERD, wie, invoer)
        documenten.na_oordeel()
        return uit

    @router.post(
        **besluit(
            "aanvaard",
            "aanvaardPartijdocument",
            "Aanvaardt een document van een partij, ook een dat eerder werd geweigerd",
        )
    )
    def aanvaard(
        partij: Code,
        versie: Versie,
        invoer: Beoordeling,
        dienst: DienstAfh,
        documenten: DocumentenAfh,
        wie: BeheerderAfh,
    ) -> PartijdocumentUit:
        uit = _beslis(dienst, (partij, versie), Stand.AANVAARD, wie, invoer)
        documenten.na_oordeel()
        return uit


def _beslis(
    dienst: Dienst, welk: tuple[str, int], stand: Stand, wie: Beheerder, invoer: Beoordeling
) -> PartijdocumentUit:
    with dienst.transactie() as sessie:
        beoordeel(sessie, *welk, stand, wie.sub, invoer.reden, dienst.klok())
        sessie.flush()
        rijen = [rij for rij in alle_documenten(sessie) if rij.partij == welk[0]]
        return _van_partij(rijen)[welk[1] - 1]


def _documenten(rijen: list[PartijdocumentRij]) -> list[PartijdocumentUit]:
    codes = dict.fromkeys(rij.partij for rij in rijen)
    per_partij = ([rij for rij in rijen if rij.partij == code] for code in codes)
    return [een for van_partij in per_partij for een in _van_partij(van_partij)]


def _van_partij(rijen: list[PartijdocumentRij]) -> list[PartijdocumentUit]:
    keten = keten_uit(rijen)
    telt = geldend(keten)
    return [
        _uit(rij, een.schakel.document, wijzigingen(keten, plaats), geldt=een is telt)
        for plaats, (rij, een) in enumerate(zip(rijen, keten, strict=True))
    ]


def _uit(
    rij: PartijdocumentRij, document: Partijdocument, anders: list[str], *, geldt: bool
) -> PartijdocumentUit:
    per_rol = document.certificaten.per_rol()
    return PartijdocumentUit(
        partij=rij.partij,
        versie=rij.versie,
        oin=document.oin,
        naam=document.naam,
        tijdstip=document.tijdstip,
        digest=rij.digest,
        actief=document.actief,
        dpia=document.dpia,
        endpoint=document.endpoint,
        getuige=document.getuige,
        certificaten={rol: list(namen) for rol, namen in per_rol.items()},
        wijzigingen=anders,
        geldt=geldt,
        stand=rij.stand,
        gezien_op=rij.gezien_op,
        beoordeeld_op=rij.beoordeeld_op,
        beoordeeld_door=rij.beoordeeld_door,
        reden=rij.reden,
    )

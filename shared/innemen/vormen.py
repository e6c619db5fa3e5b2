"""Shapes and examples of the answers about receiving."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Uitvoermodel
from shared.verzenden.uitbak.tabellen import JournaalRij, OntvangenGegevenRij
from shared.verzenden.versturen.vormen import VOORBEELD_KOP
from shared.zaak.verbetering.begrippen import Verbeterstand
from shared.zaak.verbetering.tabellen import VerbeteringRij

_ID = "0193aaaa-0000-7000-8000-000000000900"
_MOMENT = "2026-11-23T12:00:01Z"

VOORBEELD_BERICHT: dict[str, Any] = {"kop": VOORBEELD_KOP, "inhoud": None}
VOORBEELD_ONTVANGST: dict[str, Any] = {
    "id": _ID,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "status": "aanvaard",
    "reden": None,
    "ontvangen": _MOMENT,
}
VOORBEELD_LEVERING: dict[str, Any] = {"id": _ID, "inhoud": "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d"}
VOORBEELD_GEGEVEN: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000c1",
    "bericht": _ID,
    "persoon": "0193aaaa-0000-7000-8000-0000000000a1",
    "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "categorie": 1,
    "bron": voorbeelden.GEVER,
    "regime": voorbeelden.GEVER_REGIME,
    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
    "grondslag": voorbeelden.GEVER_GRONDSLAG,
    "convenantartikel": voorbeelden.GEVER_CONVENANT,
    "doel": "D1",
    "aard": "feit",
    "eersteVerwerking": None,
    "status": "actief",
    "vervangenDoor": None,
    "verbetering": None,
    "betwist": False,
    "vervaltOp": "2026-12-23",
    "ontvangenOp": _MOMENT,
    "gegevens": {"geboortedatum": "2010-02-03"},
}
VOORBEELD_REGEL: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000d1",
    "tijdstip": _MOMENT,
    "richting": "uit",
    "handeling": "afgeleverd",
    "bericht": _ID,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "tegenpartij": voorbeelden.ONTVANGER,
    "soort": "verstrekking",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "besluit": "toegestaan",
    "bladnummer": 41,
    "checkpoint": "driehoek.example/rotterdam\n42\nSNwzCjsAPDvgXc/mcVcKfHVU2b8Tf4g45cV4mlYuq7Y=\n",
    "ontvangst": '{"status": "aanvaard"}',
    "handtekening": "eyJhbGciOiJQUzI1NiJ9..c2ln",
}


class Bericht(Invoermodel):
    """A message on the wire (profile, 2); read from the exact bytes, this is its description."""

    kop: dict[str, Any] = Field(description="De kop volgens het uitwisselprofiel.")
    inhoud: str | None = Field(description="JWE in compacte vorm voor deze partij, of null.")


class Inhoudlevering(Invoermodel):
    """The content of what was said, on the wire (profile, 2); read from the exact bytes."""

    id: str = Field(description="Het bericht zoals het is aangekondigd.")
    inhoud: str = Field(description="JWE in compacte vorm voor deze partij.")


class OntvangstbewijsUit(Uitvoermodel):
    """The receipt; its exact bytes are signed."""

    id: str
    digest: str
    status: str = Field(description="aanvaard of geweigerd.")
    reden: str | None = Field(description="Een code uit het convenant, bij een weigering.")
    ontvangen: datetime


class OntvangenGegevenUit(Uitvoermodel):
    """One received item with what binds its use."""

    id: str
    bericht: str
    persoon: str
    betrokkene: str
    groep: str
    categorie: int
    bron: str = Field(description="De partij van wie het gegeven is.")
    regime: str = Field(description="De wet waaronder de bron het verwerkte.")
    gegevenssoort: str
    grondslag: str | None = Field(description="Alleen leeg als het is ingetrokken.")
    convenantartikel: str | None
    doel: str | None = Field(description="Het enige doel waarvoor het gebruikt mag worden.")
    aard: str | None
    eerste_verwerking: date | None
    status: str = Field(description="actief, opgeschort, vervangen of ingetrokken.")
    vervangen_door: str | None
    verbetering: str | None = Field(description="De laatste verbetering hiervan, als die er is.")
    betwist: bool = Field(
        description="Iemand vond dit onjuist of onvolledig; de bron wijzigde het niet."
    )
    vervalt_op: date | None = Field(description="De laatste dag dat het bewaard mag worden.")
    ontvangen_op: datetime
    gegevens: dict[str, Any] | None = Field(
        description="Leeg als het is ingetrokken of als de persoon is vernietigd."
    )


class OntvangenGegevensUit(Uitvoermodel):
    """A page of received items."""

    ontvangen_gegevens: list[OntvangenGegevenUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class JournaalregelUit(Uitvoermodel):
    """One line of the journal."""

    id: str
    tijdstip: datetime
    richting: str
    handeling: str
    bericht: str
    digest: str | None
    tegenpartij: str
    soort: str
    groep: str | None
    medewerker: str | None
    besluit: str | None
    bladnummer: int | None
    checkpoint: str | None
    ontvangst: str | None
    handtekening: str | None


class JournaalUit(Uitvoermodel):
    """A page of the journal."""

    journaal: list[JournaalregelUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def gegeven_uit(
    rij: OntvangenGegevenRij,
    gegevens: dict[str, Any] | None,
    verbetering: VerbeteringRij | None = None,
) -> OntvangenGegevenUit:
    """From row and opened content to answer, with what was found wrong with it."""
    return OntvangenGegevenUit(
        id=rij.id,
        bericht=rij.bericht_id,
        persoon=rij.persoon_id,
        betrokkene=rij.betrokkene,
        groep=rij.groep,
        categorie=rij.categorie,
        bron=rij.bron,
        regime=rij.regime,
        gegevenssoort=rij.gegevenssoort,
        grondslag=rij.grondslag,
        convenantartikel=rij.convenantartikel,
        doel=rij.doel,
        aard=rij.aard,
        eerste_verwerking=rij.eerste_verwerking,
        status=rij.status,
        vervangen_door=rij.vervangen_door,
        verbetering=None if verbetering is None else verbetering.id,
        betwist=verbetering is not None and verbetering.stand == Verbeterstand.AFGEWEZEN,
        vervalt_op=rij.vervalt_op,
        ontvangen_op=rij.ontvangen_op,
        gegevens=gegevens,
    )


def regel_uit(rij: JournaalRij) -> JournaalregelUit:
    """From row to answer."""
    return JournaalregelUit(
        id=rij.id,
        tijdstip=rij.tijdstip,
        richting=rij.richting,
        handeling=rij.handeling,
        bericht=rij.bericht_id,
        digest=rij.digest,
        tegenpartij=rij.tegenpartij,
        soort=rij.soort,
        groep=rij.groep,
        medewerker=rij.medewerker,
        besluit=rij.besluit,
        bladnummer=rij.bladnummer,
        checkpoint=rij.checkpoint,
        ontvangst=rij.ontvangst,
        handtekening=rij.handtekening,
    )

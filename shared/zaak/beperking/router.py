"""``/v1/personen/{persoonId}/beperkingen``: whose data are not used, and until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.web.voorbeelden import (
    GEGEVENSSOORT,
    VOORBEELD_ID,
    VOORBEELD_MEDEWERKER,
    VOORBEELD_TIJD,
)
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.beperking.dienst import Beperken
from shared.zaak.rechten.begrippen import BEHANDELEN, BEVESTIGEN

Lezer = Annotated[Medewerker, Depends(medewerker("personen.lezen"))]
Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
Tweedelezer = Annotated[Medewerker, Depends(medewerker(BEVESTIGEN))]


class Beperkinvoer(Invoermodel):
    """What is not used any more, and because of which request."""

    verzoek: Kenmerk
    gegevenssoort: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        default=None, description="Alleen deze soort; leeg: alles van deze persoon."
    )
    gegeven: Kenmerk | None = Field(default=None, description="Alleen dit eigen gegeven.")


class Opheffing(Invoermodel):
    """When the betrokkene was told that it ends (AVG 18, third paragraph)."""

    verteld_op: date


class Eindebevestigd(Invoermodel):
    """What the second finds of ending it."""

    akkoord: bool


class BeperkingUit(Uitvoermodel):
    """A restriction."""

    id: str
    persoon_id: str
    gegevenssoort: str | None
    gegeven_id: str | None
    verzoek: str
    sinds: datetime
    door: str
    verteld_op: date | None
    einde_gevraagd_door: str | None = Field(
        description="Wie vroeg om haar op te heffen; een ander beslist daarover."
    )
    opgeheven_op: datetime | None = Field(description="Leeg: zij geldt.")
    opgeheven_door: str | None


class BeperkingenUit(Uitvoermodel):
    """All restrictions of a person."""

    beperkingen: list[BeperkingUit]


def _uit(rij: BeperkingRij) -> BeperkingUit:
    return BeperkingUit(**{naam: getattr(rij, naam) for naam in BeperkingUit.model_fields})


_INVOER: dict[str, Any] = {
    "verzoek": "0193aaaa-0000-7000-8000-0000000000e1",
    "gegevenssoort": GEGEVENSSOORT,
    "gegeven": None,
}
_UIT: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000e2",
    "persoonId": VOORBEELD_ID,
    "gegevenssoort": GEGEVENSSOORT,
    "gegevenId": None,
    "verzoek": _INVOER["verzoek"],
    "sinds": VOORBEELD_TIJD,
    "door": VOORBEELD_MEDEWERKER,
    "verteldOp": None,
    "eindeGevraagdDoor": None,
    "opgehevenOp": None,
    "opgehevenDoor": None,
}


def beperkingen_router() -> APIRouter:
    """The operations on restrictions."""
    router = maak_router("rechtenverzoeken")

    @router.post(
        "/personen/{persoonId}/beperkingen",
        response_model=BeperkingUit,
        **operatie(
            "beperkPersoon",
            "Beperkt het gebruik van iemands gegevens: zij gaan in geen enkel bericht meer mee",
            status=201,
            verzoek=_INVOER,
            antwoord=_UIT,
        ),
    )
    def beperk(
        persoonId: Kenmerk,  # noqa: N803
        invoer: Beperkinvoer,
        dienst: DienstAfh,
        wie: Behandelaar,
    ) -> BeperkingUit:
        with dienst.transactie() as sessie:
            beperken = Beperken(sessie, dienst, wie)
            soort, gegeven = invoer.gegevenssoort, invoer.gegeven
            return _uit(beperken.beperk(persoonId, invoer.verzoek, soort, gegeven))

    @router.get(
        "/personen/{persoonId}/beperkingen",
        response_model=BeperkingenUit,
        **operatie(
            "lijstBeperkingen",
            "Geeft de beperkingen van iemand, ook de opgeheven",
            antwoord={"beperkingen": [_UIT]},
        ),
    )
    def lijst(persoonId: Kenmerk, dienst: DienstAfh, wie: Lezer) -> BeperkingenUit:  # noqa: N803
        with dienst.transactie() as sessie:
            rijen = Beperken(sessie, dienst, wie).lijst(persoonId)
            return BeperkingenUit(beperkingen=[_uit(rij) for rij in rijen])

    @router.post(
        "/beperkingen/{id}/_opheffen",
        response_model=BeperkingUit,
        **operatie(
            "hefBeperkingOp",
            "Vraagt een beperking op te heffen, nadat het de betrokkene is verteld",
            verzoek={"verteldOp": "2026-12-20"},
            antwoord={
                **_UIT, "verteldOp": "2026-12-20", "eindeGevraagdDoor": VOORBEELD_MEDEWERKER,
            },
            fouten=(409,),
            beschrijving="Zij geldt tot een ander ermee instemt.",
        ),
    )  # fmt: skip
    def hef_op(id: Kenmerk, invoer: Opheffing, dienst: DienstAfh, wie: Behandelaar) -> BeperkingUit:
        with dienst.transactie() as sessie:
            return _uit(Beperken(sessie, dienst, wie).vraag_einde(id, invoer.verteld_op))

    @router.post(
        "/beperkingen/{id}/_bevestigopheffen",
        response_model=BeperkingUit,
        **operatie(
            "bevestigOpheffen",
            "Beslist als tweede of een beperking eindigt",
            verzoek={"akkoord": True},
            antwoord={
                **_UIT, "verteldOp": "2026-12-20", "eindeGevraagdDoor": VOORBEELD_MEDEWERKER,
                "opgehevenOp": "2026-12-21T09:00:00Z",
                "opgehevenDoor": "0193aaaa-0000-7000-8000-000000000012",
            },
            fouten=(409,),
        ),
    )  # fmt: skip
    def bevestig(
        id: Kenmerk, invoer: Eindebevestigd, dienst: DienstAfh, wie: Tweedelezer
    ) -> BeperkingUit:
        with dienst.transactie() as sessie:
            return _uit(Beperken(sessie, dienst, wie).bevestig_einde(id, akkoord=invoer.akkoord))

    return router

"""``/v1/personen/{persoonId}/beperkingen``: whose data are not used, and until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.voorbeelden import (
    GEGEVENSSOORT,
    VOORBEELD_ID,
    VOORBEELD_MEDEWERKER,
    VOORBEELD_TIJD,
)
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.beperking import opslag
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


class OpheffingUit(Uitvoermodel):
    """What a second needs to decide whether a restriction ends; not whom it is about."""

    id: str
    gegevenssoort: str | None = Field(description="Leeg: alles van deze persoon is beperkt.")
    een_gegeven: bool = Field(description="Of het om één gegeven van die soort gaat.")
    sinds: datetime
    verteld_op: date | None = Field(
        description="De dag waarop het de betrokkene is verteld, volgens wie erom vroeg."
    )
    gevraagd_op: datetime | None
    gevraagd_door: str | None
    opgeheven_op: datetime | None = Field(description="Leeg: zij geldt nog.")


def _opheffing(rij: BeperkingRij) -> OpheffingUit:
    return OpheffingUit(
        id=rij.id,
        gegevenssoort=rij.gegevenssoort,
        een_gegeven=rij.gegeven_id is not None,
        sinds=rij.sinds,
        verteld_op=rij.verteld_op,
        gevraagd_op=rij.einde_gevraagd_op,
        gevraagd_door=rij.einde_gevraagd_door,
        opgeheven_op=rij.opgeheven_op,
    )


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
_OPHEFFING: dict[str, Any] = {
    "id": _UIT["id"],
    "gegevenssoort": GEGEVENSSOORT,
    "eenGegeven": False,
    "sinds": VOORBEELD_TIJD,
    "verteldOp": "2026-12-20",
    "gevraagdOp": "2026-12-20T09:00:00Z",
    "gevraagdDoor": VOORBEELD_MEDEWERKER,
    "opgehevenOp": None,
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
        sleutel: Idempotentiesleutel = None,
    ) -> BeperkingUit:
        opdracht = eenmalig(wie.autorisatie_id, sleutel, f"beperkingen/{persoonId}", invoer)

        def doe() -> BeperkingUit:
            with dienst.transactie() as sessie:
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    return _uit(opslag.bekijk(sessie, eerder))
                beperken = Beperken(sessie, dienst, wie)
                soort, gegeven = invoer.gegevenssoort, invoer.gegeven
                rij = beperken.beperk(persoonId, invoer.verzoek, soort, gegeven)
                onthoud(sessie, opdracht, rij.id, persoonId)
                return _uit(rij)

        return een_keer(opdracht, doe)

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

    @router.get(
        "/beperkingen/{id}",
        response_model=OpheffingUit,
        **operatie(
            "leesOpheffing",
            "Geeft wie als tweede beslist wat er beperkt is en of het de betrokkene is verteld",
            antwoord=_OPHEFFING,
            beschrijving="Over wie het gaat staat er niet bij. Zolang niemand vroeg om haar op te "
            "heffen is er niets te lezen.",
        ),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Tweedelezer) -> OpheffingUit:
        with dienst.transactie() as sessie:
            return _opheffing(Beperken(sessie, dienst, wie).lees_einde(id))

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

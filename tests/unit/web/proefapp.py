"""An app with an endpoint for every convention, and a caller for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, FastAPI, Header, Query
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.bericht.fouten import HandtekeningOngeldig, OngeldigBericht
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.problemen import Foutrij, Uitleg, foutrij
from shared.web.proces.app import maak_app

GEHEIM = "Bartje Verzonnen"
OORSPRONG = "https://scherm.gemeente.example"


class Melding(BaseModel):
    model_config = ConfigDict(extra="forbid")

    naam: str = Field(max_length=20)
    aantal: int = Field(ge=0, le=9)


class OpenstaandeZaak(Exception):
    pass


PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        OpenstaandeZaak,
        409,
        "Zaak staat open",
        lambda fout: Uitleg(detail=f"De zaak {fout} staat nog open.", extra={"zaak": str(fout)}),
        naam="zaak-staat-open",
    ),
)

FOUTEN: dict[str, Exception] = {
    "domein": OpenstaandeZaak("7"),
    "onbekend": RuntimeError(GEHEIM),
    "databank": DatabankNietBeschikbaar("de schijf is vol"),
    "handtekening": HandtekeningOngeldig("De handtekening klopt niet."),
    "bericht": OngeldigBericht((("/kop/id", "ontbreekt"), ("Digest", "klopt niet"))),
}


def proefrouter() -> APIRouter:
    router = maak_router("meldingen")
    voorbeeld = {"naam": "Proef", "aantal": 1}

    @router.post(
        "/meldingen",
        **operatie("maakMelding", "Maak", status=201, verzoek=voorbeeld, antwoord=voorbeeld),
    )
    async def maak(melding: Melding) -> Melding:
        return melding

    @router.get("/meldingen", **operatie("zoekMeldingen", "Zoek", antwoord=voorbeeld))
    async def zoek(
        aantal: Annotated[int, Query(le=5)] = 1,
        x_soort: Annotated[str, Header(max_length=3)] = "a",
    ) -> Melding:
        return Melding(naam=x_soort, aantal=aantal)

    @router.get("/meldingen/{nummer}", **operatie("leesMelding", "Lees", antwoord=voorbeeld))
    async def lees(nummer: int) -> Melding:
        return Melding(naam=str(nummer), aantal=1)

    @router.get("/fouten/{naam}", **operatie("leesFout", "Faal", antwoord=voorbeeld))
    async def faal(naam: str) -> Melding:
        raise FOUTEN[naam]

    @router.get("/wie", **operatie("leesWie", "Wie", antwoord={"oin": "0"}))
    async def wie(organisatie: OrganisatieAfh) -> dict[str, str]:
        return {"oin": organisatie.oin}

    @router.get(
        "/tekst", **operatie("leesTekst", "Tekst", antwoord="x", vorm="text/plain"),
        response_class=PlainTextResponse,
    )  # fmt: skip
    async def tekst() -> str:
        return "tekst"

    return router


def bouw(instellingen: Instellingen, **anders: Any) -> FastAPI:
    return maak_app(
        "Proef",
        "Een API om te proeven.",
        "1.2.3",
        instellingen,
        routers=[proefrouter()],
        problemen=PROBLEMEN,
        **anders,
    )


Vraag = Callable[..., httpx.Response]


def vrager(app: Any) -> Vraag:
    def vraag(methode: str, pad: str, **opties: Any) -> httpx.Response:
        async def doe() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
                return await client.request(methode, pad, **opties)

        return asyncio.run(doe())

    return vraag


def is_probleem(antwoord: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of an answer, which must be one of this status."""
    assert antwoord.status_code == status
    assert antwoord.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = antwoord.json()
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document

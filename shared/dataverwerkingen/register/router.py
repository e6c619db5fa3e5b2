"""`GET /v1/verwerkingsactiviteiten`: the register, public as the description of the API is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from shared.dataverwerkingen.register.register import (
    PAD,
    Verwerkingsactiviteit,
    Verwerkingsregister,
)
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.problemen import ProbleemFout

Eerder = Callable[[str], Mapping[str, object] | None]
"""Looks an entry of an earlier version up; None when it never was."""
_ONBEKEND = "Deze verwerkingsactiviteit staat niet in het register. Kijk in de lijst welke er zijn."


class _Vorm(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Bereikbaar(_Vorm):
    """Where somebody can be reached."""

    naam: str
    email: str


class Verantwoordelijke(_Vorm):
    """Who answers for the processing."""

    code: str
    naam: str
    verantwoordelijke: str = Field(description="Wie voor deze verwerking verantwoordelijk is.")
    rol: str = Field(description="verantwoordelijke of verwerker")
    contact: Bereikbaar
    fg: Bereikbaar = Field(description="De functionaris gegevensbescherming.")


class Gegevensstroom(_Vorm):
    """What goes to or comes from another party."""

    richting: str = Field(description="aan of van")
    met: str | None
    gegevens: list[str]
    grondslagen: list[str]


class Activiteit(_Vorm):
    """An entry of the register."""

    id: str = Field(description="Kenmerk van deze activiteit in deze versie; verandert nooit.")
    uri: str = Field(description="Adres van deze activiteit; staat in elke logregel.")
    code: str
    versie: str = Field(description="Versie van het convenant en een vingerafdruk van de inhoud.")
    naam: str
    omschrijving: str
    wettelijk_register: str = Field(description="Welk wetsartikel dit register vraagt.")
    wie: Verantwoordelijke
    gezamenlijk_met: list[str]
    doelen: list[str]
    grondslag: str
    betrokkenen: list[str]
    gegevens: list[str]
    stromen: list[Gegevensstroom]
    termijnen: list[str]
    autorisaties: list[str] = Field(description="Functies die hierbij kunnen.")
    beveiliging: list[str]
    doorgifte: str
    profilering: str


class VerdeeldetaakUit(_Vorm):
    """One right of a betrokkene or duty, and who takes it."""

    wat: str
    wie: list[str]
    recht: str | None = Field(description="Welk recht van een betrokkene het is; leeg: een plicht.")
    convenant: str
    wet: str | None


class TaakverdelingUit(_Vorm):
    """The arrangement between the joint controllers."""

    kern: str
    convenant: str
    wet: str
    taken: list[VerdeeldetaakUit]


class PublicatieUit(_Vorm):
    """Where one party published the covenant."""

    partij: str
    url: str | None
    datum: date | None


class PartijverklaringUit(_Vorm):
    """What this party says it does outside this system."""

    onderwerp: str
    titel: str
    convenant: str
    tekst: str | None
    door: str | None = Field(description="Wie het voor de partij zegt, naar functie.")
    op: date | None
    herzien: date | None = Field(description="Voor deze dag kijkt de partij er opnieuw naar.")


class VerantwoordingUit(_Vorm):
    """What the parties answer for where no program can see it."""

    regeling: TaakverdelingUit
    publicaties: list[PublicatieUit]
    verklaringen: list[PartijverklaringUit]
    waarschuwingen: list[str] = Field(description="Wat ontbreekt of opnieuw bekeken moest zijn.")


class Activiteiten(_Vorm):
    """The register in its current version."""

    versie: str
    verwerkingsactiviteiten: list[Activiteit]
    verantwoording: VerantwoordingUit


def maak_registerrouter(
    register: Verwerkingsregister, vandaag: Callable[[], date], eerder: Eerder | None = None
) -> APIRouter:
    """The router of one deployable's register; ``eerder`` knows the entries of past versions."""
    router = maak_router("verwerkingsregister")
    voorbeeld = _vorm(register.activiteiten[0]).model_dump(by_alias=True)

    def verantwoording(dag: date) -> VerantwoordingUit:
        return VerantwoordingUit.model_validate(register.verantwoording.als_dict(dag))

    @router.get(
        f"/{PAD}",
        **operatie(
            "lijstVerwerkingsactiviteiten",
            "Lees het register van verwerkingsactiviteiten",
            beschrijving=(
                "Openbaar. Volgt uit het convenant; een nieuwe versie krijgt nieuwe kenmerken. Ook "
                "wie welk recht en welke informatieplicht op zich neemt waar "
                "elke partij het convenant publiceerde, en wat deze partij zelf verklaart."
            ),
            antwoord={
                "versie": register.versie,
                "verwerkingsactiviteiten": [voorbeeld],
                "verantwoording": verantwoording(date.min).model_dump(mode="json", by_alias=True),
            },
        ),
    )
    async def lijst() -> Activiteiten:
        return Activiteiten(
            versie=register.versie,
            verwerkingsactiviteiten=[_vorm(een) for een in register.activiteiten],
            verantwoording=verantwoording(vandaag()),
        )

    @router.get(
        f"/{PAD}/{{activiteitId}}",
        **operatie(
            "leesVerwerkingsactiviteit",
            "Lees een verwerkingsactiviteit",
            beschrijving="Ook een activiteit uit een eerdere versie blijft hier te lezen.",
            antwoord=voorbeeld,
        ),
    )
    def een(
        activiteit_id: Annotated[
            str,
            Path(alias="activiteitId", max_length=100, description="Kenmerk met versie."),
        ],
    ) -> Activiteit:
        huidig = register.met_id(activiteit_id)
        if huidig is not None:
            return _vorm(huidig)
        oud = None if eerder is None else eerder(activiteit_id)
        if oud is None:
            raise ProbleemFout(404, _ONBEKEND)
        return Activiteit.model_validate(oud)

    return router


def _vorm(een: Verwerkingsactiviteit) -> Activiteit:
    return Activiteit.model_validate(een.als_dict())

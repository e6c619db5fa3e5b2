"""Reading the records: extension Lezen of Logboek Dataverwerkingen. Shapes and the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from shared.dataverwerkingen.log import Verwerkingenlog
from shared.dataverwerkingen.regels import Betrokkene, Verwerking
from shared.web.beschrijving.operaties import huidige_operatie
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout

PAD = "/processing-activities"
BESCHRIJVING = (
    "Extensie Lezen van Logboek Dataverwerkingen. Noem ten minste een spoor, een "
    "verwerkingsactiviteit of een betrokkene; wat u noemt, moet allemaal kloppen. Ook dit lezen "
    "is een verwerking en wordt vastgelegd."
)
VOORBEELD_SPOOR = "4bf92f3577b34da6a3ce929d0e0e4736"
VOORBEELD_URI = "https://partij.example/v1/verwerkingsactiviteiten/dossier-1.0.0-53ab16ee5226"
Grootte = Annotated[int, Field(ge=1, le=500, description="Hoeveel regels er op een pagina staan.")]


class Leesvorm(BaseModel):
    """Base of what goes in and comes out here."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Leesvraag(Leesvorm):
    """What somebody wants to see; the deployable adds how it names a person."""

    trace_id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")] | None = Field(
        default=None, description="Het spoor (Trace Context), 32 tekens hex."
    )
    processing_activity_id: Annotated[str, Field(max_length=255)] | None = Field(
        default=None, description="Het adres van een verwerkingsactiviteit, met haar versie."
    )
    na: Annotated[int, Field(ge=0, le=2**62)] = Field(
        default=0, description="Toon wat hierna komt: 'volgende' van de vorige pagina."
    )
    paginagrootte: Grootte = 100


class Regel(Leesvorm):
    """One record, with the names of the standard inside ``attributes``."""

    trace_id: str
    span_id: str
    parent_span_id: str | None
    name: str
    status: str
    start_time: int = Field(description="Milliseconden sinds 1970.")
    end_time: int = Field(description="Milliseconden sinds 1970.")
    attributes: dict[str, str]


class Regels(Leesvorm):
    """A page of records."""

    processing_activities: list[Regel]
    volgende: int | None


VOORBEELD_REGELS: dict[str, Any] = {
    "processingActivities": [
        {
            "traceId": VOORBEELD_SPOOR,
            "spanId": "00f067aa0ba902b7",
            "parentSpanId": None,
            "name": "leesPersoon",
            "status": "Ok",
            "startTime": 1795000000000,
            "endTime": 1795000000012,
            "attributes": {
                "dpl.core.processing_activity_id": VOORBEELD_URI,
                "dpl.core.data_subject_id": "q3" * 21 + "A",
                "dpl.core.data_subject_id_type": "persoon",
            },
        }
    ],
    "volgende": None,
}


@dataclass(frozen=True)
class Lezer:
    """Answers the question from one log."""

    log: Verwerkingenlog

    def lees(self, vraag: Leesvraag, betrokkene: Betrokkene | None) -> Regels:
        """A page. A question that names nothing to look for is a 400."""
        if (vraag.trace_id, vraag.processing_activity_id, betrokkene) == (None, None, None):
            zin = "noem traceId, processingActivityId of een betrokkene"
            raise ProbleemFout(
                400, "Het verzoek noemt niets om op te zoeken.", fouten=[Invoerfout("", zin)]
            )
        gevonden = self.log.lees(
            na=vraag.na,
            limiet=vraag.paginagrootte + 1,
            trace_id=vraag.trace_id,
            activiteit=vraag.processing_activity_id,
            betrokkene=None if betrokkene is None else self.log.pseudoniem(betrokkene),
        )
        pagina = gevonden[: vraag.paginagrootte]
        self._leg_vast([een for _, een in pagina], betrokkene)
        meer = len(gevonden) > len(pagina)
        return Regels(
            processing_activities=_regels([een for _, een in pagina]),
            volgende=pagina[-1][0] if meer else None,
        )

    def _leg_vast(self, gelezen: Sequence[Verwerking], gevraagd: Betrokkene | None) -> None:
        """Who was looked for and who was seen, before it is shown."""
        operatie = huidige_operatie.get()
        if operatie is None:
            raise RuntimeError("lezen hoort bij een verzoek")
        gezien = [(een.betrokkene, een.betrokkene_type) for een in gelezen]
        eerst = [] if gevraagd is None else [(self.log.pseudoniem(gevraagd), gevraagd.soort)]
        self.log.noteer_lezing(operatie, [*eerst, *gezien])


def _regels(verwerkingen: Sequence[Verwerking]) -> list[Regel]:
    return [
        Regel(
            trace_id=een.trace_id,
            span_id=een.span_id,
            parent_span_id=een.ouder_id,
            name=een.naam,
            status=een.status.value,
            start_time=een.begin_ms,
            end_time=een.einde_ms,
            attributes=een.attributen(),
        )
        for een in verwerkingen
    ]

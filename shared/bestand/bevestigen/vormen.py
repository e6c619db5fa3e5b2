"""Shapes of requests to confirm an authorisation: bodies, answers and examples (all invented)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from shared.bestand.bevestigen.opslag import Stand, Verzoek
from shared.bestand.toegang.vormen import (
    VOORBEELD_BEVESTIGER,
    VOORBEELD_INVOER,
    Toekenning,
    toekenning,
)
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst, Uitvoermodel

_MAX_TEGELIJK = 100
_VOORBEELD_ID = "0193aaaa-0000-7000-8000-0000000000b1"
_VOORBEELD_BEHEERDER = "0193aaaa-0000-7000-8000-0000000000b3"


class Bevestigvraag(Invoermodel):
    """The requests somebody read and confirms, together."""

    autorisatieverzoeken: Annotated[
        list[Kenmerk],
        Field(min_length=1, max_length=_MAX_TEGELIJK, description="Wat u las en bevestigt."),
    ]


class Weigervraag(Invoermodel):
    """Why somebody does not confirm."""

    reden: Tekst = Field(description="Waarom niet, zonder namen.")


class AutorisatieverzoekUit(Toekenning):
    """What was asked and what became of it. While it waits it is not an authorisation."""

    id: str
    autorisatie: str = Field(description="De autorisatie die er komt of verandert.")
    stand: Stand
    sub: str | None = Field(description="Het account; alleen zolang het wacht.")
    naam: str | None = Field(description="Alleen zolang het wacht.")
    ontneemt_laatste: bool = Field(
        description="Na deze wijziging bevestigt niemand anders zo lang; daarom vraagt zij er twee."
    )
    gevraagd_door: str | None = Field(
        description="De autorisatie van wie het vroeg; leeg als hij er nog geen had."
    )
    gevraagd_op: datetime
    uiterlijk: date = Field(description="De laatste dag waarop het te bevestigen is.")
    afgedaan_op: datetime | None
    afgedaan_door: str | None = Field(description="De autorisatie van wie bevestigde of weigerde.")
    reden: str | None = Field(description="Waarom het is geweigerd.")


class AutorisatieverzoekenUit(Uitvoermodel):
    """A page of requests, in the order they were made."""

    autorisatieverzoeken: list[AutorisatieverzoekUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class BevestigdUit(Uitvoermodel):
    """What was confirmed."""

    autorisatieverzoeken: list[AutorisatieverzoekUit]


def verzoek_uit(verzoek: Verzoek) -> AutorisatieverzoekUit:
    """A request as the API shows it."""
    vraag, gegevens = verzoek.vraag, verzoek.vraag.gegevens
    wacht = verzoek.stand is Stand.OPEN
    return AutorisatieverzoekUit(
        id=verzoek.id,
        autorisatie=vraag.autorisatie_id,
        stand=verzoek.stand,
        **toekenning(gegevens),
        sub=gegevens.sub if wacht else None,
        naam=gegevens.naam if wacht else None,
        ontneemt_laatste=vraag.ontneemt,
        gevraagd_door=verzoek.gevraagd_door,
        gevraagd_op=verzoek.gevraagd_op,
        uiterlijk=verzoek.uiterlijk,
        afgedaan_op=verzoek.afgedaan_op,
        afgedaan_door=verzoek.afgedaan_door,
        reden=verzoek.reden,
    )


VOORBEELD_VERZOEK: dict[str, Any] = {
    "id": _VOORBEELD_ID,
    "autorisatie": VOORBEELD_MEDEWERKER,
    "stand": "open",
    "uitgever": "https://inloggen.voorbeeld.example",
    **{naam: w for naam, w in VOORBEELD_INVOER.items() if naam not in ("email", "telefoon")},
    "verantwoordelijke": None,
    "ontneemtLaatste": False,
    "gevraagdDoor": _VOORBEELD_BEHEERDER,
    "gevraagdOp": VOORBEELD_TIJD,
    "uiterlijk": "2026-12-07",
    "afgedaanOp": None,
    "afgedaanDoor": None,
    "reden": None,
}
VOORBEELD_BEVESTIGD: dict[str, Any] = {
    **VOORBEELD_VERZOEK,
    "stand": "bevestigd",
    "sub": None,
    "naam": None,
    "afgedaanOp": VOORBEELD_TIJD,
    "afgedaanDoor": VOORBEELD_BEVESTIGER,
}
VOORBEELD_GEWEIGERD: dict[str, Any] = {
    **VOORBEELD_BEVESTIGD,
    "stand": "geweigerd",
    "reden": "Deze taak hoort bij een andere afdeling.",
}
VOORBEELD_BEVESTIGVRAAG: dict[str, Any] = {"autorisatieverzoeken": [_VOORBEELD_ID]}

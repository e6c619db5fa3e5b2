"""``/v1/bekendmakingen``: the register of what went to a derde, and on what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.begrippen import Convenantregels
from shared.partij.dienst import DienstAfh
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.voorbeelden import (
    GEGEVENSSOORT,
    VOORBEELD_ID,
    VOORBEELD_MEDEWERKER,
    VOORBEELD_TIJD,
)
from shared.partij.web.vormen import Kenmerk, Regel, Tekst, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.bekendmaking.begrippen import VASTLEGGEN, Bekendgemaakt
from shared.zaak.bekendmaking.dienst import Bekendmaken
from shared.zaak.bekendmaking.tabellen import BekendmakingRij

Vastlegger = Annotated[Medewerker, Depends(medewerker(VASTLEGGEN))]
Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Bekendmakinginvoer(Groepstekstinvoer):
    """Who got what, on what, when, by whose order, and about whom."""

    soort: Code = Field(description="Een van de gronden in het convenant (7.1 en 7.3).")
    derde: Regel = Field(description="De organisatie die het kreeg.")
    voorschrift: Tekst = Field(description="Het wettelijk voorschrift of de grond, met artikel.")
    gegevenssoorten: list[Code] = Field(min_length=1, max_length=20)
    gegeven_op: date
    opdrachtgever: Kenmerk = Field(description="De autorisatie van de collega die het opdroeg.")
    personen: list[Kenmerk] = Field(min_length=1, max_length=200)
    geheimhouding: Tekst | None = Field(
        default=None, description="Hoe de derde het even geheim houdt; nodig bij 7.3."
    )
    beveiliging: Tekst | None = Field(
        default=None, description="Hoe de derde het even goed beveiligt; nodig bij 7.3."
    )


class BekendmakingUit(Uitvoermodel):
    """A line of the register; about whom is with those people themselves."""

    id: str
    soort: str
    derde: str
    voorschrift: str
    gegevenssoorten: list[str]
    gegeven_op: date
    opdrachtgever: str
    geheimhouding: str | None
    beveiliging: str | None
    personen: int
    ontvanger: bool = Field(
        description="Onwaar: een overheid in een bijzonder onderzoek; geen ontvanger (1.18)."
    )
    gemaakt_op: datetime
    gemaakt_door: str


class BekendmakingenUit(Uitvoermodel):
    """A page of the register."""

    bekendmakingen: list[BekendmakingUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


_INVOER: dict[str, Any] = {
    "soort": "voorschrift",
    "derde": "Rechtbank Verzonnenwaard",
    "voorschrift": "Een vordering op grond van de wet, met het artikel erbij (verzonnen).",
    "gegevenssoorten": [GEGEVENSSOORT],
    "gegevenOp": "2026-11-20",
    "opdrachtgever": VOORBEELD_MEDEWERKER,
    "personen": [VOORBEELD_ID],
    "geheimhouding": None,
    "beveiliging": None,
    "bevestigdZonderPersonen": True,
}
_UIT: dict[str, Any] = {
    **{naam: waarde for naam, waarde in _INVOER.items() if naam != "bevestigdZonderPersonen"},
    "id": VOORBEELD_ID,
    "personen": 1,
    "ontvanger": True,
    "gemaaktOp": VOORBEELD_TIJD,
    "gemaaktDoor": VOORBEELD_MEDEWERKER,
}


def _uit(rij: BekendmakingRij, regels: Convenantregels) -> BekendmakingUit:
    soort = regels.bekendmakingen.soorten.get(rij.soort)
    velden = {
        naam: getattr(rij, naam) for naam in BekendmakingUit.model_fields if naam != "ontvanger"
    }
    return BekendmakingUit(**velden, ontvanger=soort is None or soort.ontvanger)


def bekendmakingen_router() -> APIRouter:
    """Record, and read the register."""
    router = maak_router("bekendmakingen")

    @router.post(
        "/bekendmakingen",
        response_model=BekendmakingUit,
        **operatie(
            "legBekendmakingVast",
            "Legt vast dat iets aan een derde is gegeven; de dienst zelf geeft een derde niets",
            status=201,
            verzoek=_INVOER,
            antwoord=_UIT,
        ),
    )
    def leg_vast(
        invoer: Bekendmakinginvoer, dienst: DienstAfh, wie: Vastlegger,
        sleutel: Idempotentiesleutel = None,
    ) -> BekendmakingUit:  # fmt: skip
        opdracht = eenmalig(wie.autorisatie_id, sleutel, "bekendmakingen", invoer)
        wat = Bekendgemaakt(
            soort=invoer.soort,
            derde=invoer.derde,
            voorschrift=invoer.voorschrift,
            gegevenssoorten=tuple(invoer.gegevenssoorten),
            gegeven_op=invoer.gegeven_op,
            opdrachtgever=invoer.opdrachtgever,
            personen=tuple(invoer.personen),
            geheimhouding=invoer.geheimhouding,
            beveiliging=invoer.beveiliging,
        )

        def doe() -> BekendmakingUit:
            with dienst.transactie() as sessie:
                bekend = Bekendmaken(sessie, dienst, wie)
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    return _uit(bekend.lees(eerder), dienst.regels)
                rij = bekend.leg_vast(wat, bevestigd=invoer.bevestigd_zonder_personen)
                onthoud(sessie, opdracht, rij.id)
                return _uit(rij, dienst.regels)

        return een_keer(opdracht, doe)

    @router.get(
        "/bekendmakingen",
        response_model=BekendmakingenUit,
        **operatie(
            "lijstBekendmakingen",
            "Geeft wat er aan derden is gegeven, waarop en onder welke voorwaarden",
            antwoord={"bekendmakingen": [_UIT], "volgende": None},
        ),
    )
    def lijst(
        dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> BekendmakingenUit:  # fmt: skip
        with dienst.lezend() as sessie:
            bekend = Bekendmaken(sessie, dienst, wie)
            rijen = bekend.lijst(
                na=pagina.na, limiet=pagina.een_meer(), nieuwste=volgorde is Volgorde.NIEUWSTE
            )
            gesneden, volgende = pagina.snijd(rijen, lambda rij: rij.id)
            return BekendmakingenUit(
                bekendmakingen=[_uit(rij, dienst.regels) for rij in gesneden], volgende=volgende
            )

    @router.get(
        "/bekendmakingen/{id}",
        response_model=BekendmakingUit,
        **operatie("leesBekendmaking", "Geeft één bekendmaking aan een derde", antwoord=_UIT),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> BekendmakingUit:
        with dienst.lezend() as sessie:
            return _uit(Bekendmaken(sessie, dienst, wie).lees(id), dienst.regels)

    return router

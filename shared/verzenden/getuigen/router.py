"""``/v1/getuige``: the party's witness, for the log; and what it signed or caught, for people."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field, StringConstraints
from starlette.responses import PlainTextResponse, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.logboek.getuigenis import GROOTTE_TYPE
from shared.logboek.notitie import MAX_NOTITIE_BYTES
from shared.partij.dienst import DienstAfh
from shared.partij.fouten import GeenToegang, NietGevonden
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst, Uitvoermodel
from shared.verzenden.getuigen.afhankelijkheden import GetuigenAfh, Getuigendienst
from shared.verzenden.getuigen.logalarmen import Oordeel, erken
from shared.verzenden.getuigen.medeondertekenaar import AndereStand, Medeondertekenaar
from shared.verzenden.getuigen.tabellen import LogalarmRij
from shared.verzenden.getuigen.tegenspraak import eis_twijfel, lees_tegenspraak
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import leest_tekst, maak_router, operatie

Notitie = Annotated[str, StringConstraints(min_length=1, max_length=MAX_NOTITIE_BYTES)]
Controleur = Annotated[Medewerker, Depends(medewerker("controleren"))]
Erkenner = Annotated[Medewerker, Depends(medewerker("logalarmen.erkennen"))]

_NOTITIE = "driehoek.example/rotterdam\n3\nSNwzCjsAPDvgXc/mcVcKfHVU2b8Tf4g45cV4mlYuq7Y=\n"
_REGEL = "— partij-a.example/getuige nwYGVWT1y6j6o7D8uVzMejQx0PMUfeUb\n"
_ALARM = {
    "id": "0193aaaa-0000-7000-8000-000000000e01",
    "tijdstip": "2026-11-23T12:00:00Z",
    "log": "driehoek.example/rotterdam",
    "eerder": _NOTITIE,
    "later": _NOTITIE,
    "melding": "Het checkpoint bouwt niet voort op het vorige dat hier gezien is.",
    "erkendOp": None,
    "erkendDoor": None,
    "reden": None,
    "gemeldDoor": None,
    "bewezen": True,
    "voorgesteldOp": None,
    "voorgesteldDoor": None,
    "voorgesteldVerderMet": None,
    "voorgesteldeReden": None,
}


class LogalarmUit(Uitvoermodel):
    """Two notes of the log that contradict each other."""

    id: str
    tijdstip: datetime
    log: str
    eerder: str = Field(description="Het checkpoint dat deze partij eerder zag.")
    later: str = Field(description="Het checkpoint dat daarmee in tegenspraak is.")
    melding: str
    erkend_op: datetime | None
    erkend_door: str | None
    reden: str | None
    gemeld_door: str | None = Field(description="De partij die het meldde; null: zelf gezien.")
    bewezen: bool = Field(description="Of het vaststaat; dan verstuurt deze partij niets meer.")
    voorgesteld_op: datetime | None
    voorgesteld_door: str | None = Field(
        description="Wie als eerste oordeelde; een ander moet tot hetzelfde komen."
    )
    voorgesteld_verder_met: Literal["eerder", "later"] | None
    voorgestelde_reden: str | None


class GetuigeUit(Uitvoermodel):
    """What the witness signed last, and what it caught the log at."""

    vkey: str = Field(description="De sleutel van deze getuige (C2SP).")
    grootte: int = Field(description="Hoeveel bladen het log had toen deze getuige het tekende.")
    checkpoint: str | None
    alarmen: list[LogalarmUit]


class Erkenning(Invoermodel):
    """Why sending may go on."""

    verder_met: Literal["eerder", "later"] = Field(
        description="Met welke van de twee geschiedenissen deze partij verdergaat."
    )
    reden: Tekst = Field(description="Wat er is uitgezocht en waarom het verder kan.")


class TegenspraakIn(Invoermodel):
    """Two notes of the log, as another party has them."""

    eerder: Notitie
    later: Notitie
    melding: Tekst = Field(description="Wat die partij zag, in een zin.")


class TegenspraakUit(Uitvoermodel):
    """Under which alarm it is kept here."""

    id: str


def getuige_router() -> APIRouter:
    """The witness and its alarms."""
    router = maak_router("getuige")
    _voeg_tekenen_toe(router)
    _voeg_tegenspraken_toe(router)
    _voeg_inzien_toe(router)
    return router


def _voeg_tekenen_toe(router: APIRouter) -> None:
    @router.post(
        "/getuige/add-checkpoint",
        response_class=PlainTextResponse,
        **operatie(
            "ondertekenCheckpointMede",
            "Ondertekent een checkpoint mede, als het voortbouwt op wat deze partij zag",
            antwoord=_REGEL,
            vorm="text/plain",
            fouten=(409, 502),
            beschrijving=(
                "C2SP tlog-witness. De inhoud is tekst: `old <grootte>`, het consistentiebewijs, "
                "een lege regel en het ondertekende checkpoint. Een 409 noemt de grootte die deze "
                "getuige het laatst ondertekende. Alleen voor de gateway."
            ),
        ),
    )
    @leest_tekst
    async def teken(request: Request, wie: OrganisatieAfh, getuigen: GetuigenAfh) -> Response:
        if wie.oin != getuigen.gateway_oin:
            raise GeenToegang("Alleen de gateway vraagt deze partij om mede te ondertekenen.")
        try:
            return PlainTextResponse(await _getuige(getuigen).teken(await request.body()))
        except AndereStand as fout:
            # Precies dit type, zonder charset: zo vergelijken de klanten van de norm het.
            koppen = {"Content-Type": GROOTTE_TYPE}
            return Response(f"{fout.grootte}\n", status_code=409, headers=koppen)


def _voeg_tegenspraken_toe(router: APIRouter) -> None:
    @router.post(
        "/getuige/tegenspraken",
        response_model=TegenspraakUit,
        **operatie(
            "meldTegenspraak",
            "Neemt van een andere partij aan dat het log zichzelf tegenspreekt",
            status=201,
            verzoek={"eerder": _NOTITIE, "later": _NOTITIE, "melding": _ALARM["melding"]},
            antwoord={"id": _ALARM["id"]},
            fouten=(409,),
            beschrijving=(
                "Van partij tot partij, buiten de gateway om. Beide checkpoints zijn door het log "
                "ondertekend. Zijn ze even groot met een andere wortel, dan staat het vast en "
                "verstuurt deze partij niets meer. Anders blijft het een melding: op iemands woord "
                "alleen stopt niemand de uitwisseling. Alleen voor de partijen in de configuratie."
            ),
        ),
    )
    async def ontvang(
        tegenspraak: TegenspraakIn, wie: OrganisatieAfh, dienst: DienstAfh, getuigen: GetuigenAfh
    ) -> TegenspraakUit:
        anderen = dienst.instellingen.getuigen
        van = next((code for code, ander in anderen.items() if ander.oin == wie.oin), None)
        if van is None:
            raise GeenToegang("Alleen een partij uit de configuratie meldt hier een tegenspraak.")
        eerder, later = tegenspraak.eerder, tegenspraak.later
        gelezen = lees_tegenspraak(eerder, later, getuigen.logsleutel)
        await eis_twijfel(gelezen, getuigen.bron)
        kenmerk = await asyncio.to_thread(getuigen.alarmboek.ontvang, gelezen, eerder, later, van)
        getuigen.meld_verder()
        return TegenspraakUit(id=kenmerk)


def _voeg_inzien_toe(router: APIRouter) -> None:
    @router.get(
        "/getuige",
        response_model=GetuigeUit,
        **operatie(
            "leesGetuige",
            "Geeft wat de getuige het laatst tekende, en waarop zij het log betrapte",
            antwoord={
                "vkey": "partij-a.example/getuige+0a1b2c3d+BEZ…",
                "grootte": 3,
                "checkpoint": _NOTITIE,
                "alarmen": [_ALARM],
            },
        ),
    )
    def lees(getuigen: GetuigenAfh, _: Controleur) -> GetuigeUit:
        getuige = _getuige(getuigen)
        stand = getuige.stand()
        return GetuigeUit(
            vkey=getuige.sleutel.vkey,
            grootte=0 if stand is None else stand.grootte,
            checkpoint=None if stand is None else stand.notitie,
            alarmen=[_alarm(rij) for rij in getuigen.alarmboek.alle()],
        )

    @router.get(
        "/logalarmen/{id}",
        response_model=LogalarmUit,
        **operatie(
            "leesLogalarm",
            "Toont een alarm over het log, met beide checkpoints en wie er al over oordeelde",
            antwoord=_ALARM,
        ),
    )
    def lees_alarm(id: Kenmerk, dienst: DienstAfh, _: Erkenner) -> LogalarmUit:
        with dienst.lezend() as sessie:
            rij = sessie.get(LogalarmRij, id)
            if rij is None:
                raise NietGevonden("Dit alarm over het log is hier niet bekend.")
            return _alarm(rij)

    @router.post(
        "/logalarmen/{id}/_erken",
        response_model=LogalarmUit,
        **operatie(
            "erkenLogalarm",
            "Beoordeelt een alarm over het log; na twee gelijke oordelen verstuurt de partij weer",
            verzoek={
                "verderMet": "later",
                "reden": "De gateway is hersteld uit een back-up; zie het incident.",
            },
            antwoord=_ALARM,
            fouten=(409,),
            beschrijving=(
                "Een bewezen tegenspraak houdt alles tegen, en die stop heft niemand alleen op: "
                "het eerste oordeel is een voorstel, en telt als een ander met dit recht tot "
                "hetzelfde komt. Voor een melding die niet is bewezen is één oordeel genoeg."
            ),
        ),
    )
    def beoordeel(
        id: Kenmerk, erkenning: Erkenning, dienst: DienstAfh, getuigen: GetuigenAfh, wie: Erkenner
    ) -> LogalarmUit:
        oordeel = Oordeel(erkenning.reden, aanvaard_later=erkenning.verder_met == "later")
        with dienst.transactie() as sessie:
            uit = _alarm(erken(sessie, id, wie, oordeel, dienst.klok))
        getuigen.getuige.vergeet()
        getuigen.hervat()
        return uit


def _getuige(getuigen: Getuigendienst) -> Medeondertekenaar:
    if getuigen.medeondertekenaar is None:
        raise NietGevonden("Deze partij heeft geen getuige ingesteld.")
    return getuigen.medeondertekenaar


def _alarm(rij: LogalarmRij) -> LogalarmUit:
    eigen = {"voorgesteld_verder_met"}
    velden = {naam: getattr(rij, naam) for naam in LogalarmUit.model_fields if naam not in eigen}
    keuze = {None: None, True: "later", False: "eerder"}[rij.voorgesteld_later]
    return LogalarmUit(**velden, voorgesteld_verder_met=keuze)

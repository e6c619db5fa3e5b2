"""Alarms: what stood out, who deals with it, and what it turned out to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

from fastapi import Depends, Header, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from gateway.alarmen import vormen
from gateway.alarmen.aangifte import Gemeld
from gateway.alarmen.begrippen import Alarmstand, Handeling, Overgang, Status
from gateway.alarmen.dienst import Alarmen
from gateway.alarmen.opslag import Filter
from gateway.alarmen.vormen import (
    Afhandeling,
    Alarmlijst,
    Alarmmelding,
    Alarmmeldingantwoord,
    Alarmregellijst,
    Alarmregelvorm,
    Alarmvorm,
    Heropening,
    Overname,
    Venstervorm,
)
from gateway.fouten import InvoerOngeldig
from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, lees_ondertekend
from gateway.toegang.zicht import Raadpleger
from gateway.web.paginering import PaginagrootteAfh
from gateway.web.vormen import Kenmerk, Moment, Partijcode
from shared.alarmen.regels import Alarmregels
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze
from shared.web.verzoek.onderdelen import van
from shared.web.verzoek.paginering import eis_if_match, etag

router = maak_router("alarmen")

AlarmenAfh = Annotated[Alarmen, Depends(van(Alarmen))]

AlarmId = Annotated[Kenmerk, Path(description="Het kenmerk van het alarm.")]
IfMatch = Annotated[str | None, Header(description="De ETag van het alarm zoals u het las.")]
_ETAG = {"ETag": "De stand van dit alarm, voor If-Match."}
_WIJZIGEN = (409, 412, 428)


@router.get(
    "/alarmregels",
    **operatie(
        "leesAlarmregels",
        "Wanneer er een alarm komt: de regels, en wat hier strenger staat",
        antwoord=vormen.REGELS,
        beveiliging=LEZERS,
    ),
)
def lees_alarmregels(alarmen: AlarmenAfh, _: RaadplegerAfh) -> Alarmregellijst:
    regels = alarmen.regels
    return Alarmregellijst(
        versie=regels.versie,
        hash=regels.hash,
        scherper={naam: dict(velden) for naam, velden in regels.scherper.items()},
        regels=[
            Alarmregelvorm.model_validate(
                {
                    **{naam: w for naam, w in asdict(regel).items() if naam != "venster"},
                    "venster_minuten": int(regel.venster.total_seconds() // 60),
                }
            )
            for regel in regels.regels
        ],
    )


@router.get(
    "/alarmen",
    **operatie(
        "leesAlarmen",
        "De alarmen die u aangaan, het nieuwste eerst",
        antwoord={"alarmen": [vormen.ALARM], "volgende": None},
        beveiliging=LEZERS,
    ),
)
def lees_alarmen(
    alarmen: AlarmenAfh,
    vertaling: VertalingAfh,
    wie: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    status: Annotated[Status | None, Query(description="Hoever het is.")] = None,
    regel: Annotated[str | None, Query(max_length=51, description="Van deze regel.")] = None,
    partij: Annotated[Partijcode | None, Query(description="Waar deze partij van hoort.")] = None,
    van: Annotated[Moment | None, Query(description="Vanaf dit moment.")] = None,
    tot: Annotated[Moment | None, Query(description="Tot, en niet op, dit moment.")] = None,
    na: Annotated[
        str | None, Query(max_length=1024, description="'volgende' van de vorige pagina.")
    ] = None,
) -> Alarmlijst:
    eis_keuze("regel", regel, [een.naam for een in alarmen.regels.regels])
    eis_keuze("partij", partij, vertaling.regels().partijen)
    if van is not None and tot is not None and van >= tot:
        raise InvoerOngeldig(
            "Het verzoek klopt niet; zie fouten.", (("query:van", "ligt niet voor tot"),)
        )
    filter_ = Filter(wie.partij, status, regel, partij, van, tot)
    gevonden, volgende = alarmen.pagina(filter_, wie, na, paginagrootte)
    regels = alarmen.regels
    return Alarmlijst(alarmen=[_vorm(een, regels) for een in gevonden], volgende=volgende)


@router.post(
    "/alarmen",
    **operatie(
        "meldAlarm",
        "Meld een alarm over het lezen in het eigen bestand van uw partij",
        status=201,
        beschrijving=(
            "Een verwijzing en een aantal, niets over de persoon die gelezen werd. Onderteken de "
            "body: koppen `Digest` en `Payload-Signature`."
        ),
        verzoek=vormen.MELDING,
        antwoord={"id": vormen.MELDING["id"], "bladnummer": 42},
        fouten=(409,),
    ),
)
async def meld_alarm(
    request: Request, organisatie: OrganisatieAfh, alarmen: AlarmenAfh, invoer: Alarmmelding
) -> Alarmmeldingantwoord:
    alarm = await alarmen.meld(
        Gemeld(**invoer.model_dump()), await lees_ondertekend(request), organisatie.oin
    )
    return Alarmmeldingantwoord(id=alarm.id, bladnummer=alarm.bladnummer)


@router.get(
    "/alarmen/{id}",
    **operatie("leesAlarm", "Eén alarm", antwoord=vormen.ALARM, koppen=_ETAG, beveiliging=LEZERS),
)
def lees_alarm(
    alarmen: AlarmenAfh, wie: RaadplegerAfh, response: Response, id: AlarmId
) -> Alarmvorm:
    return _met_etag(response, alarmen.een(id, wie), alarmen.regels)


@router.post(
    "/alarmen/{id}/_overnemen",
    **operatie(
        "neemAlarmOver",
        "Neem een alarm in behandeling, of geef het aan een collega",
        beschrijving=(
            "Wie een alarm behandelt, heeft het recht 'controleren' en is niet degene om wie het "
            "gaat."
        ),
        verzoek={"eigenaar": None},
        antwoord=vormen.OVERGENOMEN,
        koppen=_ETAG,
        fouten=_WIJZIGEN,
        beveiliging=LEZERS,
    ),
)
async def neem_over(
    alarmen: AlarmenAfh,
    wie: RaadplegerAfh,
    response: Response,
    id: AlarmId,
    invoer: Overname,
    if_match: IfMatch = None,
) -> Alarmvorm:
    overgang = Overgang(Handeling.NEEM_OVER, eigenaar=_eigenaar(invoer, wie))
    return _met_etag(
        response, await alarmen.wijzig(id, overgang, wie, _eis(if_match)), alarmen.regels
    )


@router.post(
    "/alarmen/{id}/_afhandelen",
    **operatie(
        "handelAlarmAf",
        "Zeg wat het was; daarmee is het alarm afgehandeld",
        verzoek={"uitkomst": "vals", "toelichting": vormen.AFGEHANDELD["toelichting"]},
        antwoord=vormen.AFGEHANDELD,
        koppen=_ETAG,
        fouten=_WIJZIGEN,
        beveiliging=LEZERS,
    ),
)
async def handel_af(
    alarmen: AlarmenAfh,
    wie: RaadplegerAfh,
    response: Response,
    id: AlarmId,
    invoer: Afhandeling,
    if_match: IfMatch = None,
) -> Alarmvorm:
    overgang = Overgang(
        Handeling.HANDEL_AF, uitkomst=invoer.uitkomst, toelichting=invoer.toelichting
    )
    return _met_etag(
        response, await alarmen.wijzig(id, overgang, wie, _eis(if_match)), alarmen.regels
    )


@router.post(
    "/alarmen/{id}/_heropen",
    **operatie(
        "heropenAlarm",
        "Open een afgehandeld alarm opnieuw, met een reden",
        verzoek={"reden": "Er kwam een tweede signaal over hetzelfde."},
        antwoord={**vormen.ALARM, "toelichting": "Er kwam een tweede signaal over hetzelfde."},
        koppen=_ETAG,
        fouten=_WIJZIGEN,
        beveiliging=LEZERS,
    ),
)
async def heropen(
    alarmen: AlarmenAfh,
    wie: RaadplegerAfh,
    response: Response,
    id: AlarmId,
    invoer: Heropening,
    if_match: IfMatch = None,
) -> Alarmvorm:
    overgang = Overgang(Handeling.HEROPEN, toelichting=invoer.reden)
    return _met_etag(
        response, await alarmen.wijzig(id, overgang, wie, _eis(if_match)), alarmen.regels
    )


def _eigenaar(invoer: Overname, wie: Raadpleger) -> str:
    eigenaar = invoer.eigenaar or wie.autorisatie
    if eigenaar is None:
        zin = "noem de autorisatie van wie het gaat behandelen; een systeem doet dat niet zelf"
        raise InvoerOngeldig("Het verzoek klopt niet.", (("/eigenaar", zin),))
    return eigenaar


def _etag_van(alarm: Alarmstand) -> str:
    return etag("alarm", alarm.id, alarm.versie)


def _eis(if_match: str | None) -> Callable[[Alarmstand], None]:
    return lambda alarm: eis_if_match(if_match, _etag_van(alarm))


def _met_etag(response: Response, alarm: Alarmstand, regels: Alarmregels) -> Alarmvorm:
    response.headers["ETag"] = _etag_van(alarm)
    return _vorm(alarm, regels)


def _vorm(alarm: Alarmstand, regels: Alarmregels) -> Alarmvorm:
    regel = regels.regel(alarm.regel)
    velden = asdict(alarm)
    for naam in ("digest", "stil_tot", "versie", "begin", "einde"):
        del velden[naam]
    return Alarmvorm(
        **velden,
        titel=alarm.regel if regel is None else regel.titel,
        wat_te_doen="Bekijk het alarm." if regel is None else regel.wat_te_doen,
        venster=Venstervorm(van=alarm.begin, tot=alarm.einde),
    )

"""``/v1/alarmen`` and decoys: for who checks this party's own file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.bewaking.lokrecords import Lokrecord, Lokrecords, eis_beheer
from shared.bestand.bewaking.opslag import lees_alarmen
from shared.bestand.bewaking.tabellen import EigenalarmRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.bevoegdheid import CONTROLEREN
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.fouten import NietGevonden
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie

Controleur = Annotated[Medewerker, Depends(medewerker(CONTROLEREN))]
_ID = "0193aaaa-0000-7000-8000-000000000f01"
_ALARM: dict[str, Any] = {
    "id": _ID,
    "tijdstip": "2026-11-23T10:00:00Z",
    "regel": "lokrecord-geraakt",
    "ernst": "hoog",
    "per": "medewerker",
    "onderwerp": "0193aaaa-0000-7000-8000-000000000f02",
    "begin": "2026-11-23T10:00:00Z",
    "einde": "2026-11-23T10:00:00Z",
    "aantal": 1,
}
_LOKRECORD = {
    "persoonId": "0193aaaa-0000-7000-8000-000000000f03",
    "gezetOp": "2026-11-23T10:00:00Z",
    "gezetDoor": "0193aaaa-0000-7000-8000-000000000f04",
}


class EigenalarmUit(Uitvoermodel):
    """An alarm of this party."""

    id: str = Field(description="Onder dit kenmerk staat het ook bij de gateway.")
    tijdstip: datetime
    regel: str
    ernst: str
    per: str = Field(description="Wat het onderwerp is: een medewerker van hier, of een partij.")
    onderwerp: str = Field(description="De autorisatie van de medewerker, of de partij.")
    begin: datetime
    einde: datetime
    aantal: int


class EigenalarmenUit(Uitvoermodel):
    """A page of alarms, oldest first."""

    alarmen: list[EigenalarmUit]
    volgende: str | None


class LokrecordUit(Uitvoermodel):
    """A person that is a decoy."""

    persoon_id: str
    gezet_op: datetime
    gezet_door: str


class LokrecordsUit(Uitvoermodel):
    """All decoys."""

    lokrecords: list[LokrecordUit]


def alarmen_router() -> APIRouter:
    """Alarms about the own file, and the decoys in it."""
    router = maak_router("alarmen")
    _voeg_alarmen_toe(router)
    _voeg_lokrecords_toe(router)
    return router


def _voeg_alarmen_toe(router: APIRouter) -> None:
    @router.get(
        "/alarmen",
        response_model=EigenalarmenUit,
        **operatie(
            "lijstAlarmen",
            "Toont wat opviel in het eigen bestand; behandelen gebeurt bij de gateway",
            antwoord={"alarmen": [_ALARM], "volgende": None},
        ),
    )
    def lijst(dienst: DienstAfh, _: Controleur, pagina: PaginaAfh) -> EigenalarmenUit:
        with dienst.transactie() as sessie:
            rijen = lees_alarmen(sessie, pagina.na, pagina.een_meer())
            gevonden = [_alarm(rij) for rij in rijen]
        alarmen, volgende = pagina.snijd(gevonden, lambda een: een.id)
        return EigenalarmenUit(alarmen=alarmen, volgende=volgende)

    @router.get(
        "/alarmen/{id}",
        response_model=EigenalarmUit,
        **operatie("leesEigenAlarm", "Toont één alarm", antwoord=_ALARM),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, _: Controleur) -> EigenalarmUit:
        with dienst.transactie() as sessie:
            rij = sessie.get(EigenalarmRij, id)
            if rij is None:
                raise NietGevonden("Dit alarm is hier niet bekend.")
            return _alarm(rij)


def _voeg_lokrecords_toe(router: APIRouter) -> None:
    @router.put(
        "/personen/{persoonId}/lokrecord",
        response_model=LokrecordUit,
        **operatie(
            "zetLokrecord",
            "Maakt van een verzonnen persoon een lokrecord",
            antwoord=_LOKRECORD,
            beschrijving=(
                "Wie een lokrecord opent, vindt of probeert te verstrekken, geeft meteen een "
                "alarm. Alleen voor wie lokrecords beheert is het van een gewone persoon te "
                "onderscheiden. Gebruik alleen verzonnen personen."
            ),
            fouten=(409, 410),
        ),
    )
    def zet(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Controleur,
    ) -> LokrecordUit:
        eis_beheer(wie)
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            personen = PersonenRegister(sessie, dienst.kluis, dienst.klok)
            gezet = Lokrecords(sessie, dienst.klok).zet(personen, persoonId, wie.autorisatie_id)
        return _lokrecord(gezet)

    @router.delete(
        "/personen/{persoonId}/lokrecord",
        **operatie("verwijderLokrecord", "Maakt van een lokrecord een gewone persoon", status=204),
    )
    def haal_weg(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Controleur,
    ) -> None:
        eis_beheer(wie)
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            Lokrecords(sessie, dienst.klok).haal_weg(persoonId)

    @router.get(
        "/lokrecords",
        response_model=LokrecordsUit,
        **operatie(
            "lijstLokrecords", "Toont alle lokrecords", antwoord={"lokrecords": [_LOKRECORD]}
        ),
    )
    def lokrecords(dienst: DienstAfh, wie: Controleur) -> LokrecordsUit:
        eis_beheer(wie)
        with dienst.transactie() as sessie:
            alle = Lokrecords(sessie, dienst.klok).alle(wie.taak)
        return LokrecordsUit(lokrecords=[_lokrecord(een) for een in alle])


def _alarm(rij: EigenalarmRij) -> EigenalarmUit:
    return EigenalarmUit(**{naam: getattr(rij, naam) for naam in EigenalarmUit.model_fields})


def _lokrecord(een: Lokrecord) -> LokrecordUit:
    return LokrecordUit(persoon_id=een.persoon_id, gezet_op=een.gezet_op, gezet_door=een.gezet_door)

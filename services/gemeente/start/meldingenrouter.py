"""``/v1/groepen/{groepId}/meldingen`` and ``/v1/meldingen/{id}``: reports of nuisance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from services.gemeente.aanpak.router import Lezer, Schrijver
from services.gemeente.start.begrippen import zelfde_incident
from services.gemeente.start.dienst import Start
from services.gemeente.start.opslag import Meldingenblad, Startboek, als_melding
from services.gemeente.start.tabellen import MeldingRij
from services.gemeente.start.vormen import (
    BEVESTIGD,
    VOORBEELD_MELDING,
    VOORBEELD_MELDING_IN,
    Incidentkeuze,
    Meldinginvoer,
    MeldingversiesUit,
    MeldingversieUit,
    Meldingwijziging,
    Startmelding,
    Startmeldingen,
    Startreden,
    Startvoorstel,
    Startvoorstellen,
)
from shared.partij.web.afhankelijkheden import ETAG, GroepId, Idempotentiesleutel, IfMatch
from shared.partij.web.herhaling import opdracht_van
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

_VERANDERD: dict[str, Any] = {"fouten": (409, 412, 428), "koppen": ETAG}
_TWEEDE = {**VOORBEELD_MELDING, "versie": 2}
_REDEN = "De bron heeft de melding verbeterd."
_BEVESTIGING = {"bevestigd_zonder_personen"}
_BUITEN_INHOUD = {"reden", *_BEVESTIGING}


def meldingen_router() -> APIRouter:
    """The operations on reports."""
    router = maak_router("meldingen")
    _voeg_vastleggen_toe(router)
    _voeg_wijzigen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_vastleggen_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen/{groepId}/meldingen",
        response_model=Startmelding,
        **operatie(
            "legMeldingVast",
            "Legt een melding van overlast door een groep vast",
            status=201,
            verzoek=VOORBEELD_MELDING_IN,
            antwoord=VOORBEELD_MELDING,
            fouten=(409,),
            koppen=ETAG,
            beschrijving="Wijst de tekst een mens aan, dan staat in fouten precies waar.",
        ),
    )
    def meld(
        groep: GroepId, invoer: Meldinginvoer, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> Startmelding:  # fmt: skip
        inhoud = invoer.model_dump(exclude=_BEVESTIGING)
        bevestigd = invoer.bevestigd_zonder_personen
        opdracht = opdracht_van(wie.autorisatie_id, sleutel, groep, invoer)
        return _uit(Start(u, wie).meld(groep, inhoud, opdracht, bevestigd=bevestigd), uit)


def _voeg_wijzigen_toe(router: APIRouter) -> None:
    @router.patch(
        "/meldingen/{id}",
        response_model=Startmelding,
        **operatie(
            "verbeterMelding",
            "Verbetert een melding, met de reden",
            verzoek={"datum": "2026-10-11", "reden": _REDEN, **BEVESTIGD},
            antwoord={**_TWEEDE, "datum": "2026-10-11"},
            **_VERANDERD,
        ),
    )
    def verbeter(
        id: Kenmerk, invoer: Meldingwijziging, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> Startmelding:  # fmt: skip
        anders = invoer.model_dump(exclude_none=True, exclude=_BUITEN_INHOUD)
        return _wijzig(u, wie, id, if_match, invoer, anders, uit)

    @router.post(
        "/meldingen/{id}/_intrekken",
        response_model=Startmelding,
        **operatie(
            "trekMeldingIn",
            "Trekt een melding in; zij blijft te zien en telt niet meer",
            verzoek={"reden": "De melding ging over een andere groep.", **BEVESTIGD},
            antwoord={**_TWEEDE, "ingetrokken": True},
            beschrijving="Rust het startbesluit erop, dan ontstaat er zo nodig een herbeoordeling.",
            **_VERANDERD,
        ),
    )
    def trek_in(
        id: Kenmerk, invoer: Startreden, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> Startmelding:  # fmt: skip
        return _wijzig(u, wie, id, if_match, invoer, {"ingetrokken": True}, uit)

    @router.put(
        "/meldingen/{id}/incident",
        response_model=Startmelding,
        **operatie(
            "kiesIncident",
            "Zegt bij welk incident een melding hoort; hetzelfde incident telt één keer",
            verzoek={
                "incident": "incident-000000000e10",
                "reden": "Zelfde avond, zelfde plein.",
                **BEVESTIGD,
            },
            antwoord={**_TWEEDE, "incident": "incident-000000000e10"},
            beschrijving="Het eigen incident van de melding maakt de keuze ongedaan.",
            **_VERANDERD,
        ),
    )
    def kies(
        id: Kenmerk, invoer: Incidentkeuze, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> Startmelding:  # fmt: skip
        return _wijzig(u, wie, id, if_match, invoer, {"incident": invoer.incident}, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/meldingen",
        response_model=Startmeldingen,
        **operatie(
            "lijstMeldingen",
            "Geeft de meldingen over een groep",
            antwoord={"meldingen": [VOORBEELD_MELDING], "volgende": None},
        ),
    )
    def lijst(groep: GroepId, u: UitwisselingAfh, wie: Lezer, pagina: PaginaAfh) -> Startmeldingen:
        wie.eis_groep(groep)
        with u.dienst.lezend() as sessie:
            boek = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id)
            gevonden = boek.meldingen(groep, Meldingenblad(pagina.na, pagina.een_meer()))
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return Startmeldingen(meldingen=[_vorm(rij) for rij in rijen], volgende=volgende)

    @router.get(
        "/groepen/{groepId}/meldingen/samenvoegvoorstellen",
        response_model=Startvoorstellen,
        **operatie(
            "stelSamenvoegenVoor",
            "Wijst meldingen aan die misschien over hetzelfde incident gaan",
            antwoord={
                "voorstellen": [
                    {
                        "meldingen": [VOORBEELD_MELDING["id"], VOORBEELD_MELDING["groep"]],
                        "uitleg": "Zelfde plek, hoogstens een dag na elkaar.",
                    }
                ]
            },
        ),
    )
    def voorstellen(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> Startvoorstellen:
        wie.eis_groep(groep)
        with u.dienst.lezend() as sessie:
            boek = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id)
            paren = zelfde_incident([als_melding(rij) for rij in boek.meldingen(groep)])
        uitleg = "Zelfde plek, hoogstens een dag na elkaar."
        return Startvoorstellen(
            voorstellen=[Startvoorstel(meldingen=[a.id, b.id], uitleg=uitleg) for a, b in paren]
        )

    @router.get(
        "/meldingen/{id}",
        response_model=Startmelding,
        **operatie("leesMelding", "Geeft een melding", antwoord=VOORBEELD_MELDING, koppen=ETAG),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> Startmelding:
        with u.dienst.lezend() as sessie:
            rij = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id).melding(id)
            wie.eis_groep(rij.groep)
            return _uit(rij, uit)

    @router.get(
        "/meldingen/{id}/versies",
        response_model=MeldingversiesUit,
        **operatie(
            "lijstMeldingversies",
            "Geeft elke versie van een melding, met wie haar waarom veranderde",
            antwoord={
                "versies": [
                    {
                        "versie": 1,
                        "inhoud": VOORBEELD_MELDING_IN,
                        "reden": None,
                        "tijdstip": VOORBEELD_MELDING["gewijzigdOp"],
                        "door": VOORBEELD_MELDING["groep"],
                    }
                ]
            },
        ),
    )
    def versies(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> MeldingversiesUit:
        with u.dienst.lezend() as sessie:
            boek = Startboek(sessie, u.dienst.klok(), wie.autorisatie_id)
            wie.eis_groep(boek.melding(id).groep)
            velden = MeldingversieUit.model_fields
            return MeldingversiesUit(
                versies=[
                    MeldingversieUit(**{naam: getattr(rij, naam) for naam in velden})
                    for rij in boek.versies(id)
                ]
            )


def _wijzig(
    u: Uitwisseling,
    wie: Schrijver,
    kenmerk: str,
    if_match: str | None,
    invoer: Meldingwijziging | Startreden | Incidentkeuze,
    anders: Mapping[str, Any],
    uit: Response,
) -> Startmelding:
    eis, bevestigd = versie_eis(if_match, kenmerk), invoer.bevestigd_zonder_personen
    rij = Start(u, wie).wijzig(kenmerk, eis, invoer.reden, anders, bevestigd=bevestigd)
    return _uit(rij, uit)


def _vorm(rij: MeldingRij) -> Startmelding:
    return Startmelding(**{naam: getattr(rij, naam) for naam in Startmelding.model_fields})


def _uit(rij: MeldingRij, uit: Response) -> Startmelding:
    uit.headers["ETag"] = etag_van(rij.id, rij.versie)
    return _vorm(rij)

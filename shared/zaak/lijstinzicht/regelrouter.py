"""The entries of a list: weigh a person, and say that two entries are one person."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import Vernietigd
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Regelstand
from shared.zaak.lijsten.lijst import Namenlijsten
from shared.zaak.lijstinzicht.afhankelijkheden import lijstlezer
from shared.zaak.lijstinzicht.inzicht import Inzicht
from shared.zaak.lijstinzicht.voorbeelden import VOORBEELD_REGEL
from shared.zaak.lijstinzicht.vormen import (
    RegelUit,
    VoorstellenUit,
    VoorstelUit,
    Wegingsbesluit,
    ZelfdePersoon,
    regel_uit,
)

Lezer = Annotated[Medewerker, Depends(lijstlezer("namenlijsten.lezen"))]
Schrijver = Annotated[Medewerker, Depends(lijstlezer("namenlijsten.schrijven"))]
SOORT = "namenlijst"
_PAD = "/groepen/{groepId}/namenlijsten"
_REGEL = _PAD + "/{lijstId}/regels/{regelId}"


def lijstregels_router() -> APIRouter:
    """The operations on entries of lists."""
    router = maak_router("namenlijsten")
    _voeg_voorstellen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_wegen_toe(router)
    _voeg_zelfde_toe(router)
    return router


def _voeg_voorstellen_toe(router: APIRouter) -> None:
    @router.get(
        _PAD + "/{lijstId}/samenvoegvoorstellen",
        response_model=VoorstellenUit,
        **operatie(
            "lijstSamenvoegvoorstellen",
            "Wijst regels aan die misschien over dezelfde persoon gaan",
            antwoord={
                "voorstellen": [
                    {
                        "regel": VOORBEELD_REGEL,
                        "andereRegel": VOORBEELD_REGEL,
                        "gelijkIn": ["geboortedatum", "klank"],
                    }
                ]
            },
            beschrijving="Een mens besluit; er wordt niets vanzelf samengevoegd.",
        ),
    )
    def voorstellen(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
    ) -> VoorstellenUit:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            opslag.lijst(sessie, groepId, lijstId)
            paren = Inzicht(sessie, dienst).voorstellen(groepId, lijstId)
            gelezen = [Geraadpleegd(lijstId, b.persoon.id) for a, c, _ in paren for b in (a, c)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
            return VoorstellenUit(
                voorstellen=[
                    VoorstelUit(regel=regel_uit(a), andere_regel=regel_uit(b), gelijk_in=waarin)
                    for a, b, waarin in paren
                ]
            )


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        _REGEL,
        response_model=RegelUit,
        **operatie(
            "leesNamenlijstregel",
            "Geeft een persoon op een namenlijst, en niemand anders van die lijst",
            antwoord=VOORBEELD_REGEL,
            fouten=(410,),
            koppen=ETAG,
            beschrijving="Wie een voor een weegt, leest zo alleen wie hij weegt. Het inzien wordt "
            "vastgelegd.",
        ),
    )
    def lees(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        regelId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
        uit: Response,
    ) -> RegelUit:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            opslag.lijst(sessie, groepId, lijstId)
            antwoord = _een_regel(dienst, sessie, wie, groepId, lijstId, regelId)
        uit.headers["ETag"] = antwoord.etag
        return antwoord


def _voeg_wegen_toe(router: APIRouter) -> None:
    @router.put(
        _REGEL + "/weging",
        response_model=RegelUit,
        **operatie(
            "weegPersoon",
            "Besluit of een persoon op de lijst blijft of eraf gaat, met de reden",
            verzoek={"besluit": "blijft", "reden": "Bij drie meldingen gezien (verzonnen)."},
            antwoord=VOORBEELD_REGEL,
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
        ),
    )
    def weeg(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        regelId: Kenmerk,  # noqa: N803
        invoer: Wegingsbesluit,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> RegelUit:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            Namenlijsten(sessie, dienst, wie).weeg(
                groepId, lijstId, regelId, Regelstand(invoer.besluit), invoer.reden,
                versie_eis(if_match, regelId),
            )  # fmt: skip
            antwoord = _een_regel(dienst, sessie, wie, groepId, lijstId, regelId)
        uit.headers["ETag"] = antwoord.etag
        return antwoord


def _voeg_zelfde_toe(router: APIRouter) -> None:
    @router.put(
        _REGEL + "/zelfde-persoon",
        response_model=RegelUit,
        **operatie(
            "neemRegelsSamen",
            "Besluit dat twee regels over dezelfde persoon gaan, of toch niet",
            verzoek={"andereRegel": None, "reden": "Toch twee neven (verzonnen)."},
            antwoord=VOORBEELD_REGEL,
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
        ),
    )
    def zelfde(
        groepId: Kenmerk,  # noqa: N803
        lijstId: Kenmerk,  # noqa: N803
        regelId: Kenmerk,  # noqa: N803
        invoer: ZelfdePersoon,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> RegelUit:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            Namenlijsten(sessie, dienst, wie).zelfde_persoon(
                groepId, lijstId, regelId, invoer.andere_regel, invoer.reden,
                versie_eis(if_match, regelId),
            )  # fmt: skip
            antwoord = _een_regel(dienst, sessie, wie, groepId, lijstId, regelId)
        uit.headers["ETag"] = antwoord.etag
        return antwoord


def _een_regel(
    dienst: Dienst, sessie: Session, wie: Medewerker, groep: str, lijst_id: str, regel_id: str
) -> RegelUit:
    """The entry with who it is about: also an answer to who changed nothing is a read."""
    beeld = Inzicht(sessie, dienst).regel(groep, opslag.regel(sessie, lijst_id, regel_id))
    if beeld is None:
        raise Vernietigd("Deze persoon is vernietigd.")
    gelezen = [Geraadpleegd(regel_id, beeld.persoon.id)]
    leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
    return regel_uit(beeld)

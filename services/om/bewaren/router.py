"""``/v1/personen/{persoonId}/wjsg-termijnen``: how long an own record may stay at the OM (8.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.om.bewaren.soorten import SOORTEN
from services.om.bewaren.tabellen import WjsgtermijnRij, WjsgvernietigingRij
from services.om.bewaren.termijnen import wjsgtermijnen
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Regel, Uitvoermodel
from shared.partij.zegel import open_json, verzegel_json
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
Raadpleger = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
IfMatch = Annotated[str | None, Header(alias="If-Match", description="De ETag bij een wijziging.")]
PersoonId = Annotated[Kenmerk, Path(alias="persoonId", description="De persoon.")]
SOORT = "wjsg-termijn"


class Termijninvoer(Invoermodel):
    """From when which term counts."""

    categorie: Regel = Field(description="Een rij uit de tabel met Wjsg-termijnen.")
    afgedaan_op: date = Field(
        description="Beslissing om niet te vervolgen, einduitspraak of volledige tenuitvoerlegging."
    )
    overleden_op: date | None = Field(default=None, description="Als de persoon is overleden.")


class TermijnUit(Termijninvoer, Uitvoermodel):
    """A recorded term."""

    gegeven: str
    soort: str
    wet: str
    vernietigen_na: date = Field(description="De laatste dag; daarna vernietigt onderhoud het.")
    versie: int


class TermijnenUit(Uitvoermodel):
    """The terms of one person's records."""

    termijnen: list[TermijnUit]


class VernietigingUit(Uitvoermodel):
    """What one run destroyed."""

    id: str
    gedaan_op: datetime
    gegevens: int
    personen: int


class VernietigingenUit(Uitvoermodel):
    """A page of them."""

    vernietigingen: list[VernietigingUit]
    volgende: str | None


INVOER: dict[str, Any] = {
    "categorie": "overtreding",
    "afgedaanOp": "2026-10-01",
    "overledenOp": None,
}
UIT: dict[str, Any] = {
    **INVOER,
    "gegeven": VOORBEELD_ID,
    "soort": "strafvorderlijk",
    "wet": "art. 6 Wjsg",
    "vernietigenNa": "2031-10-01",
    "versie": 1,
}
_VERNIETIGING: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000e01",
    "gedaanOp": VOORBEELD_TIJD,
    "gegevens": 2,
    "personen": 1,
}


def wjsgtermijnen_router() -> APIRouter:
    """The operations on Wjsg terms."""
    router = maak_router("bewaartermijnen")
    _voeg_zetten_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_zetten_toe(router: APIRouter) -> None:
    @router.put(
        "/personen/{persoonId}/wjsg-termijnen/{gegeven}",
        response_model=TermijnUit,
        **operatie(
            "legWjsgtermijnVast",
            "Legt vast vanaf wanneer welke Wjsg-termijn voor een eigen gegeven telt",
            verzoek=INVOER,
            antwoord=UIT,
            fouten=(409, 410, 412, 428),
            koppen={"ETag": "De versie, voor If-Match bij een wijziging."},
            beschrijving="Na de laatste dag vernietigt het dagelijks onderhoud het vanzelf.",
        ),
    )
    def leg_vast(
        persoonId: PersoonId,  # noqa: N803
        gegeven: Kenmerk,
        invoer: Termijninvoer,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> TermijnUit:
        _keur(invoer, datum_nl(dienst.klok()))
        with dienst.transactie() as sessie:
            persoon = _persoon(dienst, sessie, wie, persoonId)
            soort = _soort_van(sessie, persoon, gegeven)
            rij = sessie.get(WjsgtermijnRij, gegeven, with_for_update=True)
            if rij is None:
                rij = WjsgtermijnRij(id=gegeven, soort=soort, persoon_id=persoon.id, versie=0)
                sessie.add(rij)
            else:
                versie_eis(if_match, gegeven)(rij.versie)
            _vul(rij, dienst, persoon, invoer, wie)
            gewijzigd = [Geraadpleegd(gegeven, persoon.id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "wijzigen", SOORT, gewijzigd)
            sessie.flush()
            uit.headers["ETag"] = etag_van(gegeven, rij.versie)
            return _uit(rij, invoer)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/personen/{persoonId}/wjsg-termijnen",
        response_model=TermijnenUit,
        **operatie(
            "lijstWjsgtermijnen",
            "Geeft de Wjsg-termijnen van de eigen gegevens over een persoon",
            antwoord={"termijnen": [UIT]},
            fouten=(410,),
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lijst(persoonId: PersoonId, dienst: DienstAfh, wie: Lezer) -> TermijnenUit:  # noqa: N803
        with dienst.transactie() as sessie:
            persoon = _persoon(dienst, sessie, wie, persoonId)
            vraag = select(WjsgtermijnRij).where(WjsgtermijnRij.persoon_id == persoon.id)
            rijen = sessie.scalars(vraag.order_by(WjsgtermijnRij.id)).all()
            gelezen = [Geraadpleegd(rij.id, persoon.id) for rij in rijen]
            gelezen = gelezen or [Geraadpleegd(None, persoon.id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen, gericht=True)
            return TermijnenUit(termijnen=[_uit(rij, _open(dienst, persoon, rij)) for rij in rijen])

    @router.get(
        "/wjsg-vernietigingen",
        response_model=VernietigingenUit,
        **operatie(
            "lijstWjsgvernietigingen",
            "Geeft wat door een Wjsg-termijn is vernietigd, in aantallen",
            antwoord={"vernietigingen": [_VERNIETIGING], "volgende": None},
        ),
    )
    def vernietigd(dienst: DienstAfh, _: Raadpleger, pagina: PaginaAfh) -> VernietigingenUit:
        vraag = select(WjsgvernietigingRij).order_by(WjsgvernietigingRij.id)
        if pagina.na is not None:
            vraag = vraag.where(WjsgvernietigingRij.id > pagina.na)
        with dienst.transactie() as sessie:
            gevonden = sessie.scalars(vraag.limit(pagina.een_meer())).all()
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            uit = [
                VernietigingUit(**{n: getattr(rij, n) for n in VernietigingUit.model_fields})
                for rij in rijen
            ]
        return VernietigingenUit(vernietigingen=uit, volgende=volgende)


def _keur(invoer: Termijninvoer, vandaag: date) -> None:
    fouten = []
    if invoer.categorie not in wjsgtermijnen():
        wel = ", ".join(wjsgtermijnen())
        fouten.append(Invoerfout("/categorie", f"staat niet in de tabel; wel: {wel}"))
    for pad, dag in (("/afgedaanOp", invoer.afgedaan_op), ("/overledenOp", invoer.overleden_op)):
        if dag is not None and dag > vandaag:
            fouten.append(Invoerfout(pad, "ligt in de toekomst"))
    if fouten:
        raise OngeldigeInvoer(fouten)


def _persoon(dienst: Dienst, sessie: Session, wie: Medewerker, persoon: str) -> Persoon:
    wie.eis_persoon(sessie, persoon)
    return PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon)


def _soort_van(sessie: Session, persoon: Persoon, gegeven: str) -> str:
    """The kind of this person's record; only kinds to which the Wjsg terms apply."""
    for code, soort in SOORTEN.items():
        rij = sessie.get(soort.tabel, gegeven)
        if rij is not None and rij.persoon_id == persoon.id:
            return code
    raise NietGevonden("Dit gegeven staat hier niet bij deze persoon.")


def _vul(
    rij: WjsgtermijnRij, dienst: Dienst, persoon: Persoon, invoer: Termijninvoer, wie: Medewerker
) -> None:
    termijn = wjsgtermijnen()[invoer.categorie]
    inhoud = invoer.model_dump(mode="json", by_alias=True)
    rij.zegel = verzegel_json(dienst.kluis, persoon.sleutel_id, _plaats(rij.id), inhoud)
    rij.vernietigen_na = termijn.laatste_dag(invoer.afgedaan_op, invoer.overleden_op)
    rij.versie += 1
    rij.gewijzigd_op, rij.gewijzigd_door = dienst.klok(), wie.autorisatie_id


def _open(dienst: Dienst, persoon: Persoon, rij: WjsgtermijnRij) -> Termijninvoer:
    return Termijninvoer.model_validate(
        open_json(dienst.kluis, persoon.sleutel_id, _plaats(rij.id), rij.zegel)
    )


def _plaats(gegeven: str) -> str:
    return f"{SOORT}/{gegeven}"


def _uit(rij: WjsgtermijnRij, invoer: Termijninvoer) -> TermijnUit:
    return TermijnUit(
        **dict(invoer),
        gegeven=rij.id,
        soort=rij.soort,
        wet=wjsgtermijnen()[invoer.categorie].wet,
        vernietigen_na=rij.vernietigen_na,
        versie=rij.versie,
    )

"""``/v1/groepen/{groepId}/signalen``: what people notice about a group (covenant 4.1, step 1).

No personal data at all: a text that points at somebody is refused with the exact spot (D4).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from pydantic import Field, StringConstraints
from sqlalchemy import select

from services.gemeente.signalering.tabellen import SignaalRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import OngeldigeInvoer
from shared.partij.groep_bekend import eis_lopende_groep
from shared.partij.kenmerk import nieuw_id
from shared.partij.modelbasis import Invoermodel, Kenmerk, Regel, Uitvoermodel
from shared.partij.paginering import PaginaAfh
from shared.partij.personen_modellen import VOORBEELD_TIJD
from shared.partij.teksten import keur
from shared.partij.toegang import Medewerker, medewerker
from shared.web.meldingen import Invoerfout
from shared.web.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
GroepId = Annotated[Kenmerk, Path(alias="groepId", description="De groep.")]
Soort = Literal["signaal", "waarneming"]
Bron = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,39}$")]
Groepstekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]


class Signaalinvoer(Invoermodel):
    """What was noticed, where and when."""

    soort: Soort = Field(description="Een los signaal, of een waarneming uit werk en wijk.")
    bron: Bron = Field(description="Van wie het komt: een organisatie, geen mens.")
    datum: date
    plek: Regel = Field(description="Een plein, straat of buurt; geen adres.")
    omschrijving: Groepstekst = Field(description="Wat de groep doet; over niemand herkenbaar.")


class SignaalUit(Signaalinvoer):
    """A recorded signal."""

    id: str
    groep: str
    vastgelegd_op: datetime
    vastgelegd_door: str


class SignalenUit(Uitvoermodel):
    """A page of signals."""

    signalen: list[SignaalUit]
    volgende: str | None


INVOER: dict[str, Any] = {
    "soort": "waarneming",
    "bron": "jongerenwerk",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
}
UIT: dict[str, Any] = {
    **INVOER,
    "id": "0193aaaa-0000-7000-8000-000000000d01",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "vastgelegdOp": VOORBEELD_TIJD,
    "vastgelegdDoor": "0193aaaa-0000-7000-8000-000000000012",
}


def signalen_router() -> APIRouter:
    """The operations on signals and observations."""
    router = maak_router("signalen")

    @router.post(
        "/groepen/{groepId}/signalen",
        response_model=SignaalUit,
        **operatie(
            "legSignaalVast",
            "Legt een signaal of waarneming over groepsgedrag vast",
            status=201,
            verzoek=INVOER,
            antwoord=UIT,
            beschrijving="Wijst de tekst een mens aan, dan staat in fouten precies waar.",
            fouten=(409,),
        ),
    )
    def leg_vast(
        groep: GroepId, invoer: Signaalinvoer, dienst: DienstAfh, wie: Schrijver
    ) -> SignaalUit:
        eis_lopende_groep(dienst, wie, groep)
        _keur(invoer, dienst)
        rij = SignaalRij(
            id=nieuw_id(),
            groep=groep,
            vastgelegd_op=dienst.klok(),
            vastgelegd_door=wie.autorisatie_id,
            **invoer.model_dump(),
        )
        with dienst.transactie() as sessie:
            sessie.add(rij)
            sessie.flush()
            return _uit(rij)

    @router.get(
        "/groepen/{groepId}/signalen",
        response_model=SignalenUit,
        **operatie(
            "lijstSignalen",
            "Geeft de signalen en waarnemingen over een groep",
            antwoord={"signalen": [UIT], "volgende": None},
        ),
    )
    def lijst(
        groep: GroepId, dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh,
        soort: Annotated[Soort | None, Query(description="Signaal of waarneming.")] = None,
    ) -> SignalenUit:  # fmt: skip
        wie.eis_groep(groep)
        vraag = select(SignaalRij).where(SignaalRij.groep == groep).order_by(SignaalRij.id)
        if soort is not None:
            vraag = vraag.where(SignaalRij.soort == soort)
        if pagina.na is not None:
            vraag = vraag.where(SignaalRij.id > pagina.na)
        with dienst.transactie() as sessie:
            gevonden = sessie.scalars(vraag.limit(pagina.een_meer())).all()
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return SignalenUit(signalen=[_uit(rij) for rij in rijen], volgende=volgende)

    return router


def _keur(invoer: Signaalinvoer, dienst: Dienst) -> None:
    fouten = [*keur("/plek", invoer.plek), *keur("/omschrijving", invoer.omschrijving)]
    if invoer.datum > datum_nl(dienst.klok()):
        fouten.append(Invoerfout("/datum", "ligt in de toekomst"))
    if fouten:
        raise OngeldigeInvoer(fouten)


def _uit(rij: SignaalRij) -> SignaalUit:
    waarden = {naam: getattr(rij, naam) for naam in SignaalUit.model_fields}
    return SignaalUit.model_construct(**waarden)

"""``/v1/groepen/{groepId}/leden`` and the representatives of a person."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.leden.groepsleden import Groepsleden, Groepslid
from shared.bestand.leden.leeftijd import (
    Leeftijdsgrens,
    leeftijdsgrenzen,
    meld_ouder_gaat,
    te_jong_als_ouder,
)
from shared.bestand.leden.vertegenwoordigers import Vertegenwoordigers
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout

Lezer = Annotated[Medewerker, Depends(medewerker("groepsleden.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("groepsleden.schrijven"))]
Categorienummer = Annotated[int, Field(strict=True, ge=1, le=99)]
SOORT = "groepslid"
VOORBEELD: dict[str, Any] = {
    "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
    "persoonId": VOORBEELD_ID,
    "categorie": 1,
    "kind": None,
}


class GroepslidInvoer(Invoermodel):
    """A person becomes a member of the group, or is involved as a parent."""

    persoon_id: Kenmerk
    categorie: Categorienummer = Field(
        description="De categorie uit het convenant. Een deelnemer is een medewerker, geen persoon."
    )
    kind_persoon_id: Kenmerk | None = Field(
        default=None, description="Alleen bij een ouder: het kind, dat zelf lid is."
    )


class GroepslidUit(Uitvoermodel):
    """A member: the person here, the pseudonym (betrokkene) towards the others."""

    betrokkene: str
    persoon_id: str
    categorie: int
    kind: str | None = Field(description="Het pseudoniem van het kind.")


class LeeftijdsgrensUit(Uitvoermodel):
    """A task: somebody no longer fits the covenant's age."""

    betrokkene: str
    persoon_id: str
    categorie: int
    leeftijdsklasse: str = Field(description="Van het lid zelf; bij een ouder van het kind.")
    sinds: date = Field(description="Vanaf deze dag wordt er niets meer over gegeven.")
    uiterlijk: date | None = Field(
        description="De laatste dag dat het ontvangene blijft; leeg: u beslist, uiterlijk bij de "
        "herziening van de nettolijst."
    )
    taak: str


class LeeftijdsgrenzenUit(Uitvoermodel):
    """Everybody of the group about whom something has to be done."""

    leeftijdsgrenzen: list[LeeftijdsgrensUit]


VOORBEELD_GRENS: dict[str, Any] = {
    "betrokkene": VOORBEELD["betrokkene"],
    "persoonId": VOORBEELD_ID,
    "categorie": 1,
    "leeftijdsklasse": "24+",
    "sinds": "2026-11-24",
    "uiterlijk": None,
    "taak": "Haal dit lid uit de groep; de aanpak is er niet meer voor.",
}
_BLIJFT = (
    "Over deze persoon geldt een beperking: hij blijft waar hij staat tot zij eindigt (11.1, c). "
    "Wie verzoeken van betrokkenen behandelt kan vragen haar op te heffen."
)
_TAKEN = {
    1: "Haal dit lid uit de groep; de aanpak is er niet meer voor.",
    2: "Haal deze ouder uit de groep; het kind is er te oud voor. Brieven gaan naar het kind zelf.",
}


def groepsleden_router() -> APIRouter:
    """The operations on members of a group."""
    router = maak_router("groepsleden")

    @router.post(
        "/groepen/{groepId}/leden",
        response_model=GroepslidUit,
        **operatie(
            "maakGroepslid",
            "Maakt een persoon lid van een groep, onder een pseudoniem",
            status=201,
            verzoek={"persoonId": VOORBEELD_ID, "categorie": 1},
            antwoord=VOORBEELD,
            fouten=(409,),
            koppen={"Location": "Het adres van het lidmaatschap."},
        ),
    )
    def maak(
        groepId: Kenmerk,  # noqa: N803
        invoer: GroepslidInvoer,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
    ) -> GroepslidUit:
        eis_lopende_groep(dienst, wie, groepId)
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, invoer.persoon_id)
            lid = _koppel(dienst, sessie, groepId, invoer, wie.autorisatie_id)
        basis = dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/groepen/{groepId}/leden/{lid.betrokkene}"
        return _uit(lid)

    @router.get(
        "/groepen/{groepId}/leeftijdsgrenzen",
        response_model=LeeftijdsgrenzenUit,
        **operatie(
            "lijstLeeftijdsgrenzen",
            "Toont wie door zijn leeftijd niet meer bij de aanpak hoort, en wat u moet doen",
            antwoord={"leeftijdsgrenzen": [VOORBEELD_GRENS]},
        ),
    )
    def grenzen(
        groepId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
    ) -> LeeftijdsgrenzenUit:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            gevonden = leeftijdsgrenzen(sessie, dienst, groepId)
            gelezen = [Geraadpleegd(groepId, een.lid.persoon_id) for een in gevonden]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", SOORT, gelezen)
        return LeeftijdsgrenzenUit(leeftijdsgrenzen=[_grens_uit(een) for een in gevonden])

    @router.delete(
        "/groepen/{groepId}/leden/{betrokkene}",
        **operatie(
            "beeindigGroepslid",
            "Beëindigt een lidmaatschap",
            status=204,
            beschrijving="Niet van wie zijn gegevens zijn beperkt: die blijft tot dat eindigt.",
        ),
    )
    def beeindig(
        groepId: Kenmerk,  # noqa: N803
        betrokkene: Kenmerk,
        dienst: DienstAfh,
        wie: Schrijver,
    ) -> None:
        wie.eis_groep(groepId)
        with dienst.transactie() as sessie:
            leden = Groepsleden(sessie, dienst.klok)
            lid = leden.bij_betrokkene(groepId, betrokkene)
            if lid is not None and is_beperkt(sessie, lid.persoon_id):
                raise GeenToegang(_BLIJFT)
            kind = None if lid is None else lid.kind
            van = None if kind is None else leden.bij_betrokkene(groepId, kind)
            if van is not None:
                meld_ouder_gaat(sessie, dienst, van.persoon_id, wie.autorisatie_id)
            leden.beeindig(groepId, betrokkene)

    return router


def _koppel(
    dienst: Dienst, sessie: Session, groep: str, invoer: GroepslidInvoer, door: str
) -> Groepslid:
    leden = Groepsleden(sessie, dienst.klok)
    fouten = _categoriefouten(dienst, invoer.categorie)
    if fouten:
        raise OngeldigeInvoer(fouten)
    if not PersonenRegister(sessie, dienst.kluis, dienst.klok).bestaat(invoer.persoon_id):
        fouten.append(Invoerfout("/persoonId", "staat niet in uw bestand"))
    kind, over_kind = _kind(dienst, sessie, leden, groep, invoer)
    fouten += over_kind
    if fouten:
        raise OngeldigeInvoer(fouten)
    return leden.koppel(groep, invoer.persoon_id, None, invoer.categorie, kind, door=door)


def _categoriefouten(dienst: Dienst, nummer: int) -> list[Invoerfout]:
    """Who takes part in a meeting is an official with an authorisation, and no person (4.4)."""
    categorieen = dienst.regels.categorieen
    mag = {code: een.titel for code, een in categorieen.items() if not een.deelnemer}
    if nummer in mag:
        return []
    wel = ", ".join(f"{code} ({titel})" for code, titel in mag.items())
    return [Invoerfout("/categorie", f"kies een van: {wel}")]


def _kind(
    dienst: Dienst, sessie: Session, leden: Groepsleden, groep: str, invoer: GroepslidInvoer
) -> tuple[str | None, list[Invoerfout]]:
    """The child's pseudonym: a parent is involved for that specific member only."""
    pad = "/kindPersoonId"
    if not dienst.regels.categorieen[invoer.categorie].kind_verplicht:
        onnodig = invoer.kind_persoon_id is not None
        return None, [Invoerfout(pad, "hoort alleen bij een ouder")] if onnodig else []
    if invoer.kind_persoon_id is None:
        return None, [Invoerfout(pad, "ontbreekt; een ouder hoort bij een bepaald lid")]
    relaties = Vertegenwoordigers(sessie, dienst.klok)
    if not relaties.is_vertegenwoordiger(invoer.kind_persoon_id, invoer.persoon_id):
        zin = "heeft deze persoon niet als vastgelegde ouder of wettelijk vertegenwoordiger"
        return None, [Invoerfout(pad, zin)]
    try:
        kind = leden.pseudoniem(groep, invoer.kind_persoon_id)
    except NietGevonden:
        return None, [Invoerfout(pad, "is geen lid van deze groep")]
    if dienst.regels.categorieen[kind.categorie].kind_verplicht:
        return None, [Invoerfout(pad, "is zelf als ouder bij deze groep betrokken")]
    te_jong = te_jong_als_ouder(sessie, dienst, invoer.persoon_id, invoer.kind_persoon_id)
    if te_jong is not None:
        return None, [Invoerfout("/persoonId", te_jong)]
    return kind.betrokkene, []


def _grens_uit(grens: Leeftijdsgrens) -> LeeftijdsgrensUit:
    lid = grens.lid
    return LeeftijdsgrensUit(
        betrokkene=lid.betrokkene,
        persoon_id=lid.persoon_id,
        categorie=lid.categorie,
        leeftijdsklasse=grens.klasse,
        sinds=grens.sinds,
        uiterlijk=grens.uiterlijk,
        taak=_TAKEN[lid.categorie],
    )


def _uit(lid: Groepslid) -> GroepslidUit:
    return GroepslidUit(
        betrokkene=lid.betrokkene,
        persoon_id=lid.persoon_id,
        categorie=lid.categorie,
        kind=lid.kind,
    )

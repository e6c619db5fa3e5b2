"""The operations every kind of own record has, made from its description.

``POST/GET /personen/{persoonId}/<soort>``, ``GET/PATCH …/{id}``, ``GET …/{id}/correcties``.
"""

from collections.abc import Callable
from types import GenericAlias
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field, create_model
from sqlalchemy.orm import Session

from shared.bestand.correctievormen import VOORBEELD_CORRECTIES, CorrectiesUit, correctie_uit
from shared.bestand.dossier.dossier import Dossier, Dossierinvoer, Dossiersoort, Dossierstuk
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.persoon import Persoon
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_MOMENT
from shared.partij.web.vormen import WEGGELATEN, Invoermodel, Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie

Soort = Dossiersoort[Any, Any]
Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
VOORBEELD_STUK = "0193aaaa-0000-7000-8000-0000000000b1"


def dossier_router(soort: Soort) -> APIRouter:
    """The router of one kind of own record."""
    router = maak_router(soort.naam_meervoud)
    _voeg_maken_toe(router, soort)
    _voeg_corrigeren_toe(router, soort)
    _voeg_lijst_toe(router, soort)
    _voeg_lezen_toe(router, soort)
    _voeg_historie_toe(router, soort)
    return router


def _voeg_maken_toe(router: APIRouter, soort: Soort) -> None:
    def maak(
        persoonId: Kenmerk,  # noqa: N803
        invoer: Dossierinvoer,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> Uitvoermodel:
        waar = f"personen/{persoonId}/{soort.pad}"
        opdracht = eenmalig(wie.autorisatie_id, sleutel, waar, invoer)

        def leg_vast() -> Dossierstuk[Any]:
            with dienst.transactie() as sessie:
                persoon = _persoon(dienst, sessie, wie, persoonId)
                dossier = _dossier(dienst, sessie, soort, wie)
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    gelezen = [Geraadpleegd(eerder, persoonId)]
                    leg_raadpleging_vast(
                        sessie, dienst.klok, wie, "raadplegen", soort.code, gelezen
                    )
                    return dossier.lees(persoon, eerder)
                stuk = dossier.maak(persoon, invoer, door=wie.autorisatie_id)
                onthoud(sessie, opdracht, stuk.id, persoonId)
                return stuk

        stuk = een_keer(opdracht, leg_vast)
        uit.headers["ETag"] = etag_van(stuk.id, stuk.versie)
        basis = dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/personen/{persoonId}/{soort.pad}/{stuk.id}"
        return _uit(dienst, soort, stuk)

    router.post(
        f"/personen/{{persoonId}}/{soort.pad}",
        response_model=soort.uitvoer,
        **operatie(
            f"maak{_naam(soort)}",
            f"Legt een {soort.naam} vast bij een persoon",
            status=201,
            verzoek=dict(soort.voorbeeld),
            antwoord=_voorbeeld(soort),
            fouten=(409, 410),
            koppen={**ETAG, "Location": "Het adres van het nieuwe gegeven."},
        ),
    )(_met_invoer(maak, soort.invoer))


def _voeg_corrigeren_toe(router: APIRouter, soort: Soort) -> None:
    def corrigeer(
        persoonId: Kenmerk,  # noqa: N803
        id: Kenmerk,
        invoer: Invoermodel,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> Uitvoermodel:
        eis = versie_eis(if_match, id)
        velden = {naam: getattr(invoer, naam) for naam in invoer.model_fields_set}
        reden = velden.pop("reden")
        with dienst.transactie() as sessie:
            persoon = _persoon(dienst, sessie, wie, persoonId)
            stuk = _dossier(dienst, sessie, soort, wie).corrigeer(
                persoon, id, velden, reden=reden, door=wie.autorisatie_id, verwachte_versies=eis
            )
            # The answer shows the whole record: also a correction that changes nothing is a read.
            gelezen = [Geraadpleegd(id, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", soort.code, gelezen)
        uit.headers["ETag"] = etag_van(stuk.id, stuk.versie)
        return _uit(dienst, soort, stuk)

    router.patch(
        f"/personen/{{persoonId}}/{soort.pad}/{{id}}",
        response_model=soort.uitvoer,
        **operatie(
            f"corrigeer{_naam(soort)}",
            f"Verbetert een {soort.naam}, met reden",
            verzoek={"aard": soort.voorbeeld["aard"], "reden": "Verkeerd overgenomen."},
            antwoord={**_voorbeeld(soort), "versie": 2},
            fouten=(410, 412, 428),
            koppen=ETAG,
        ),
    )(_met_invoer(corrigeer, soort.wijziging()))


def _voeg_lijst_toe(router: APIRouter, soort: Soort) -> None:
    pagina_model = _paginamodel(soort)

    def lijst(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
    ) -> Uitvoermodel:
        with dienst.transactie() as sessie:
            persoon = _persoon(dienst, sessie, wie, persoonId)
            dossier = _dossier(dienst, sessie, soort, wie)
            gevonden = dossier.lijst(persoon, na=pagina.na, limiet=pagina.een_meer())
            weggelaten = dossier.weggelaten(persoon)
            stukken, volgende = pagina.snijd(gevonden, lambda stuk: stuk.id)
            gelezen = [Geraadpleegd(stuk.id, persoonId) for stuk in stukken]
            gelezen = gelezen or [Geraadpleegd(None, persoonId)]
            leg_raadpleging_vast(
                sessie, dienst.klok, wie, "lijst", soort.code, gelezen, gericht=True
            )
        items = [_uit(dienst, soort, stuk) for stuk in stukken]
        return pagina_model(items=items, volgende=volgende, weggelaten=weggelaten)

    router.get(
        f"/personen/{{persoonId}}/{soort.pad}",
        response_model=pagina_model,
        **operatie(
            f"lijst{_naam(soort)}",
            f"Toont de {soort.naam_meervoud} van een persoon",
            antwoord={"items": [_voorbeeld(soort)], "volgende": None, "weggelaten": 0},
            fouten=(410,),
        ),
    )(lijst)


def _voeg_lezen_toe(router: APIRouter, soort: Soort) -> None:
    def lees(
        persoonId: Kenmerk,  # noqa: N803
        id: Kenmerk,
        dienst: DienstAfh,
        wie: Lezer,
        uit: Response,
    ) -> Uitvoermodel:
        with dienst.transactie() as sessie:
            persoon = _persoon(dienst, sessie, wie, persoonId)
            stuk = _dossier(dienst, sessie, soort, wie).lees(persoon, id)
            gelezen = [Geraadpleegd(id, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", soort.code, gelezen)
        uit.headers["ETag"] = etag_van(stuk.id, stuk.versie)
        return _uit(dienst, soort, stuk)

    router.get(
        f"/personen/{{persoonId}}/{soort.pad}/{{id}}",
        response_model=soort.uitvoer,
        **operatie(
            f"lees{_naam(soort)}",
            f"Toont een {soort.naam}",
            antwoord=_voorbeeld(soort),
            fouten=(410,),
            koppen=ETAG,
        ),
    )(lees)


def _voeg_historie_toe(router: APIRouter, soort: Soort) -> None:
    def correcties(
        persoonId: Kenmerk,  # noqa: N803
        id: Kenmerk,
        dienst: DienstAfh,
        wie: Lezer,
    ) -> CorrectiesUit:
        with dienst.transactie() as sessie:
            persoon = _persoon(dienst, sessie, wie, persoonId)
            historie = _dossier(dienst, sessie, soort, wie).historie(persoon, id)
            gelezen = [Geraadpleegd(id, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "historie", soort.code, gelezen)
        return CorrectiesUit(correcties=[correctie_uit(een) for een in historie])

    router.get(
        f"/personen/{{persoonId}}/{soort.pad}/{{id}}/correcties",
        response_model=CorrectiesUit,
        **operatie(
            f"lijstCorrecties{_naam(soort)}",
            "Toont wie wat wanneer en waarom verbeterde",
            antwoord=VOORBEELD_CORRECTIES,
            fouten=(410,),
        ),
    )(correcties)


def _persoon(dienst: Dienst, sessie: Session, wie: Medewerker, persoon_id: str) -> Persoon:
    """The person the record belongs to, if the employee's task covers this person."""
    wie.eis_persoon(sessie, persoon_id)
    return PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon_id)


def _dossier(dienst: Dienst, sessie: Session, soort: Soort, wie: Medewerker) -> Dossier[Any, Any]:
    return Dossier(sessie, dienst.kluis, dienst.klok, soort, wie)


def _uit(dienst: Dienst, soort: Soort, stuk: Dossierstuk[Any]) -> Uitvoermodel:
    return soort.uitvoer(
        **dict(stuk.invoer),
        **soort.afgeleid(stuk.invoer, datum_nl(dienst.klok())),
        id=stuk.id,
        persoon_id=stuk.persoon_id,
        versie=stuk.versie,
        aangemaakt_op=stuk.aangemaakt_op,
        gewijzigd_op=stuk.gewijzigd_op,
    )


def _voorbeeld(soort: Soort) -> dict[str, Any]:
    """An example of the answer: the example of the input, completed with what the file adds."""
    invoer = soort.invoer.model_validate(soort.voorbeeld)
    uit = soort.uitvoer(
        **dict(invoer),
        **soort.afgeleid(invoer, datum_nl(VOORBEELD_MOMENT)),
        id=VOORBEELD_STUK,
        persoon_id=VOORBEELD_ID,
        versie=1,
        aangemaakt_op=VOORBEELD_MOMENT,
        gewijzigd_op=VOORBEELD_MOMENT,
    )
    document: dict[str, Any] = uit.model_dump(mode="json", by_alias=True)
    return document


def _naam(soort: Soort) -> str:
    """Part of the operationId: `Politiegegeven` of `PolitiegegevenInvoer`."""
    return str(soort.invoer.__name__).removesuffix("Invoer")


def _paginamodel(soort: Soort) -> type[Uitvoermodel]:
    uitleg = "Geef dit mee als 'na' voor de volgende pagina."
    velden: dict[str, Any] = {
        "items": (GenericAlias(list, (soort.uitvoer,)), ...),
        "volgende": (str | None, Field(description=uitleg)),
        "weggelaten": (int, Field(description=WEGGELATEN)),
    }
    return create_model(f"{_naam(soort)}Pagina", __base__=Uitvoermodel, **velden)


def _met_invoer(functie: Callable[..., Any], model: type[Invoermodel]) -> Callable[..., Any]:
    """Tells FastAPI the body of this kind of record; a type made at run time fits no annotation."""
    functie.__annotations__["invoer"] = model
    return functie

"""``/v1/autorisaties``: who may act for this party."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Response
from sqlalchemy.orm import Session

from shared.convenant.termijnen import datum_nl
from shared.partij.autorisaties import Autorisaties
from shared.partij.autorisaties_modellen import (
    VOORBEELD_INVOER,
    VOORBEELD_UIT,
    AutorisatieInvoer,
    AutorisatiesUit,
    AutorisatieUit,
    EigenAutorisatieUit,
    autorisatie_uit,
    velden,
)
from shared.partij.bevoegdheid import functies_van, is_systeem, rechten_van
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.dossier_tabellen import AutorisatieRij
from shared.partij.fouten import GeenToegang, OngeldigeInvoer
from shared.partij.modelbasis import Kenmerk
from shared.partij.paginering import PaginaAfh
from shared.partij.systemen import eis_eigen_token, registratiefouten, staat_in, wat_mag
from shared.partij.toegang import (
    BEHEREN,
    Beheerder,
    lezer_van_autorisaties,
    registrerende_beheerder,
    zoek_autorisatie,
)
from shared.partij.versies import etag_van, versie_eis
from shared.web.meldingen import Invoerfout
from shared.web.routes import maak_router, operatie
from shared.web.tokens import AanmeldingAfh

BeheerderAfh = Annotated[Beheerder, Depends(registrerende_beheerder)]
IfMatch = Annotated[str | None, Header(description="De ETag van de versie die u las.")]
ETAG = {"ETag": "De versie; geef die in If-Match mee bij een wijziging."}


def autorisaties_router() -> APIRouter:
    """The operations on authorisations."""
    router = maak_router("autorisaties")
    _voeg_registreren_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_registreren_toe(router: APIRouter) -> None:
    @router.put(
        "/autorisaties/{autorisatieId}",
        response_model=AutorisatieUit,
        **operatie(
            "registreerAutorisatie",
            "Registreert of wijzigt de autorisatie van een medewerker of een programma",
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_UIT,
            fouten=(409, 412, 428),
            ook={201: "Nieuw geregistreerd."},
            koppen=ETAG,
            beschrijving=(
                "Een programma krijgt een functie die het convenant voor systemen kent, met zijn "
                "`client_id` als `sub` en met `verantwoordelijke`: de collega die ervoor instaat. "
                "Het leest alleen, en nooit meer dan die collega zelf."
            ),
        ),
    )
    def registreer(
        autorisatieId: Kenmerk,  # noqa: N803
        invoer: AutorisatieInvoer,
        dienst: DienstAfh,
        wie: BeheerderAfh,
        uit: Response,
        if_match: IfMatch = None,
    ) -> AutorisatieUit:
        gegevens = invoer.als_gegevens(wie.uitgever)
        eis = versie_eis(if_match, autorisatieId)
        with dienst.transactie() as sessie:
            _toets(dienst, sessie, wie, invoer)
            register = Autorisaties(sessie, dienst.kluis, dienst.klok)
            autorisatie, nieuw = register.registreer(
                autorisatieId, gegevens, door=wie.sub, verwachte_versies=eis
            )
        uit.status_code = 201 if nieuw else 200
        uit.headers["ETag"] = etag_van(autorisatie.id, autorisatie.versie)
        return autorisatie_uit(autorisatie)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/autorisaties",
        response_model=AutorisatiesUit,
        dependencies=[Depends(lezer_van_autorisaties)],
        **operatie(
            "lijstAutorisaties",
            "Toont de autorisaties van deze partij en of de gateway ze kent",
            antwoord={"autorisaties": [VOORBEELD_UIT], "volgende": None},
        ),
    )
    def lijst(dienst: DienstAfh, pagina: PaginaAfh) -> AutorisatiesUit:
        with dienst.transactie() as sessie:
            register = Autorisaties(sessie, dienst.kluis, dienst.klok)
            gevonden = register.lijst(na=pagina.na, limiet=pagina.een_meer())
        autorisaties, volgende = pagina.snijd(gevonden, lambda een: een.id)
        return AutorisatiesUit(
            autorisaties=[autorisatie_uit(een) for een in autorisaties], volgende=volgende
        )

    @router.get(
        "/autorisaties/mij",
        response_model=EigenAutorisatieUit,
        **operatie(
            "leesEigenAutorisatie",
            "Toont de eigen autorisatie: wat mag ik, en wat ontbreekt er nog",
            antwoord={**VOORBEELD_UIT, "rechten": ["personen.lezen"], "ontbreekt": []},
        ),
    )
    def mij(dienst: DienstAfh, wie: AanmeldingAfh) -> EigenAutorisatieUit:
        with dienst.transactie() as sessie:
            rij = zoek_autorisatie(sessie, wie.uitgever, wie.sub)
            if rij is None:
                raise GeenToegang(
                    "Voor uw account is geen autorisatie geregistreerd. Vraag uw beheerder om u "
                    "te autoriseren."
                )
            systeem = is_systeem(dienst.regels, dienst.partij.code, rij.functie)
            eis_eigen_token(systeem=systeem, van_programma=wie.van_programma)
            autorisatie = Autorisaties(sessie, dienst.kluis, dienst.klok).lees(rij.id)
            rechten, ontbreekt = wat_mag(sessie, dienst, rij)
        return EigenAutorisatieUit(
            **velden(autorisatie), rechten=sorted(rechten), ontbreekt=ontbreekt
        )

    @router.get(
        "/autorisaties/{autorisatieId}",
        response_model=AutorisatieUit,
        dependencies=[Depends(lezer_van_autorisaties)],
        **operatie(
            "leesAutorisatie",
            "Toont een autorisatie en of de gateway haar kent",
            antwoord=VOORBEELD_UIT,
            koppen=ETAG,
        ),
    )
    def lees(
        autorisatieId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        uit: Response,
    ) -> AutorisatieUit:
        with dienst.transactie() as sessie:
            autorisatie = Autorisaties(sessie, dienst.kluis, dienst.klok).lees(autorisatieId)
        uit.headers["ETag"] = etag_van(autorisatie.id, autorisatie.versie)
        return autorisatie_uit(autorisatie)


def _toets(dienst: Dienst, sessie: Session, wie: Beheerder, invoer: AutorisatieInvoer) -> None:
    """Every rule an authorisation breaks, at once."""
    rechten = rechten_van(dienst.regels, dienst.partij.code, invoer.functie)
    if wie.eerste and BEHEREN not in rechten:
        raise GeenToegang(
            "Registreer eerst uw eigen autorisatie als beheerder, met uw verklaringen. Daarna "
            "registreert u de anderen."
        )
    zichzelf = (invoer.uitgever or wie.uitgever, invoer.sub) == (wie.uitgever, wie.sub)
    if zichzelf and BEHEREN not in rechten:
        raise GeenToegang(
            "Niemand geeft zichzelf een functie met toegang tot gegevens. Vraag een andere "
            "beheerder om dit te doen."
        )
    fouten = []
    functies = functies_van(dienst.regels, dienst.partij.code)
    if invoer.functie not in functies:
        zin = f"is geen functie van deze partij; wel: {', '.join(sorted(functies))}"
        fouten.append(Invoerfout("/functie", zin))
    vandaag = _vandaag(dienst)
    if invoer.geheimhouding is not None and invoer.geheimhouding > vandaag:
        fouten.append(Invoerfout("/geheimhouding", "ligt in de toekomst"))
    if invoer.vog is not None and invoer.vog > vandaag:
        fouten.append(Invoerfout("/vog", "ligt in de toekomst"))
    if invoer.alle_groepen and invoer.groepen:
        fouten.append(Invoerfout("/groepen", "moet leeg zijn als de taak alle groepen omvat"))
    borg = sessie.get(AutorisatieRij, invoer.verantwoordelijke or "")
    fouten += registratiefouten(
        invoer.als_gegevens(wie.uitgever),
        systeem=is_systeem(dienst.regels, dienst.partij.code, invoer.functie),
        staat_ervoor=borg is not None and staat_in(borg, dienst),
    )
    if fouten:
        raise OngeldigeInvoer(fouten)


def _vandaag(dienst: Dienst) -> date:
    return datum_nl(dienst.klok())

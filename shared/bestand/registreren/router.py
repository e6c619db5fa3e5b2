"""``/v1/autorisaties``: who may act for this party."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import JSONResponse

from shared.bestand.bevestigen.dienst import Bevestigen
from shared.bestand.bevestigen.opslag import Verzoek
from shared.bestand.bevestigen.vormen import VOORBEELD_VERZOEK, AutorisatieverzoekUit, verzoek_uit
from shared.bestand.toegang.autorisaties import Autorisaties
from shared.bestand.toegang.bevoegdheid import is_systeem
from shared.bestand.toegang.medewerker import (
    Beheerder,
    lezer_van_autorisaties,
    registrerende_beheerder,
)
from shared.bestand.toegang.opslag import zoek_autorisatie
from shared.bestand.toegang.systemen import eis_eigen_token, wat_mag
from shared.bestand.toegang.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_UIT,
    AutorisatieInvoer,
    AutorisatiesUit,
    AutorisatieUit,
    EigenAutorisatieUit,
    autorisatie_uit,
    velden,
)
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.fouten import GeenToegang, OngeldigeInvoer
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.web.aanmelding.tokens import AanmeldingAfh
from shared.web.beschrijving.routes import Ander, maak_router, operatie
from shared.web.meldingen import Invoerfout

BeheerderAfh = Annotated[Beheerder, Depends(registrerende_beheerder)]
WACHT_OP_EEN_TWEEDE = Ander(
    "Wacht op bevestiging door een tweede; er is nog niets veranderd.",
    AutorisatieverzoekUit,
    VOORBEELD_VERZOEK,
)


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
            anders={202: WACHT_OP_EEN_TWEEDE},
            koppen=ETAG,
            beschrijving=(
                "Wie meer mag dan vandaag, mag dat pas als een tweede het bevestigt: dan is het "
                "antwoord een 202 met de vraag die wacht. Wat minder wordt, geldt meteen. "
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
    ) -> AutorisatieUit | Response:
        _toets_groepen(invoer)
        gegevens = invoer.als_gegevens(wie.uitgever)
        eis = versie_eis(if_match, autorisatieId)
        with dienst.transactie() as sessie:
            uitkomst = Bevestigen(dienst, sessie).registreer(autorisatieId, gegevens, wie, eis)
        if isinstance(uitkomst, Verzoek):
            return _wacht(verzoek_uit(uitkomst))
        autorisatie, nieuw = uitkomst
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
            autorisatie = Bevestigen(dienst, sessie).lees(autorisatieId)
        uit.headers["ETag"] = etag_van(autorisatie.id, autorisatie.versie)
        return autorisatie_uit(autorisatie)


def _wacht(verzoek: AutorisatieverzoekUit) -> Response:
    """Accepted, not done: nobody may do anything by this yet."""
    return JSONResponse(verzoek.model_dump(mode="json", by_alias=True), status_code=202)


def _toets_groepen(invoer: AutorisatieInvoer) -> None:
    """A task is all groups or these; the register keeps one of the two."""
    if invoer.alle_groepen and invoer.groepen:
        zin = "moet leeg zijn als de taak alle groepen omvat"
        raise OngeldigeInvoer([Invoerfout("/groepen", zin)])


def _vandaag(dienst: Dienst) -> date:
    return datum_nl(dienst.klok())

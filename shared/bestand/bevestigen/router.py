"""``/v1/autorisatieverzoeken``: what a second person confirms before it is an authorisation."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from shared.bestand.bevestigen.afhankelijkheden import lezer, tweede
from shared.bestand.bevestigen.dienst import Bevestigen
from shared.bestand.bevestigen.opslag import Stand, Verzoeken
from shared.bestand.bevestigen.vormen import (
    VOORBEELD_BEVESTIGD,
    VOORBEELD_BEVESTIGVRAAG,
    VOORBEELD_GEWEIGERD,
    VOORBEELD_VERZOEK,
    AutorisatieverzoekenUit,
    AutorisatieverzoekUit,
    BevestigdUit,
    Bevestigvraag,
    Weigervraag,
    verzoek_uit,
)
from shared.bestand.toegang.medewerker import Beheerder, Medewerker, registrerende_beheerder
from shared.partij.dienst import DienstAfh
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie

Verzoekpad = Annotated[
    Kenmerk, Path(alias="id", description="Het verzoek: `id` uit de lijst of de werklijst.")
]
Collega = Annotated[Medewerker, Depends(tweede)]
BeheerderAfh = Annotated[Beheerder, Depends(registrerende_beheerder)]


def autorisatieverzoeken_router() -> APIRouter:
    """See what waits, confirm, refuse, take back."""
    router = maak_router("autorisaties")
    _voeg_lezen_toe(router)
    _voeg_afdoen_toe(router)
    return router


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/autorisatieverzoeken",
        response_model=AutorisatieverzoekenUit,
        dependencies=[Depends(lezer)],
        **operatie(
            "lijstAutorisatieverzoeken",
            "Toont welke autorisaties een tweede moest bevestigen, en wat daarvan kwam",
            antwoord={"autorisatieverzoeken": [VOORBEELD_VERZOEK], "volgende": None},
        ),
    )
    def lijst(
        dienst: DienstAfh,
        pagina: PaginaAfh,
        stand: Annotated[Stand | None, Query(description="Alleen wat zo staat.")] = None,
    ) -> AutorisatieverzoekenUit:
        with dienst.transactie() as sessie:
            verzoeken = Verzoeken(sessie, dienst.kluis, dienst.klok)
            gevonden = verzoeken.lijst(na=pagina.na, limiet=pagina.een_meer(), stand=stand)
        getoond, volgende = pagina.snijd(gevonden, lambda een: een.id)
        return AutorisatieverzoekenUit(
            autorisatieverzoeken=[verzoek_uit(een) for een in getoond], volgende=volgende
        )

    @router.get(
        "/autorisatieverzoeken/{id}",
        response_model=AutorisatieverzoekUit,
        dependencies=[Depends(lezer)],
        **operatie(
            "leesAutorisatieverzoek",
            "Toont een autorisatie die een tweede moet bevestigen",
            antwoord=VOORBEELD_VERZOEK,
        ),
    )
    def lees(kenmerk: Verzoekpad, dienst: DienstAfh) -> AutorisatieverzoekUit:
        with dienst.transactie() as sessie:
            return verzoek_uit(Verzoeken(sessie, dienst.kluis, dienst.klok).lees(kenmerk))


def _voeg_afdoen_toe(router: APIRouter) -> None:
    @router.post(
        "/autorisatieverzoeken/_bevestig",
        response_model=BevestigdUit,
        **operatie(
            "bevestigAutorisaties",
            "Bevestigt als tweede wat een beheerder vroeg; pas dan geldt het",
            verzoek=VOORBEELD_BEVESTIGVRAAG,
            antwoord={"autorisatieverzoeken": [VOORBEELD_BEVESTIGD]},
            beschrijving=(
                "Alles of niets. Alles wat bij het vragen is nagegaan, wordt opnieuw nagegaan. "
                "Wie het vroeg en over wie het gaat, bevestigen niet."
            ),
            fouten=(409,),
        ),
    )
    def bevestig(vraag: Bevestigvraag, dienst: DienstAfh, wie: Collega) -> BevestigdUit:
        with dienst.transactie() as sessie:
            bevestigd = Bevestigen(dienst, sessie).bevestig(vraag.autorisatieverzoeken, wie)
        return BevestigdUit(autorisatieverzoeken=[verzoek_uit(een) for een in bevestigd])

    @router.post(
        "/autorisatieverzoeken/{id}/_weiger",
        response_model=AutorisatieverzoekUit,
        **operatie(
            "weigerAutorisatieverzoek",
            "Weigert te bevestigen, met de reden",
            verzoek={"reden": VOORBEELD_GEWEIGERD["reden"]},
            antwoord=VOORBEELD_GEWEIGERD,
            fouten=(409,),
        ),
    )
    def weiger(
        kenmerk: Verzoekpad, vraag: Weigervraag, dienst: DienstAfh, wie: Collega
    ) -> AutorisatieverzoekUit:
        with dienst.transactie() as sessie:
            return verzoek_uit(Bevestigen(dienst, sessie).weiger(kenmerk, wie, vraag.reden))

    @router.delete(
        "/autorisatieverzoeken/{id}",
        **operatie(
            "trekAutorisatieverzoekIn",
            "Trekt in wat u zelf vroeg en nog wacht",
            status=204,
            fouten=(409,),
        ),
    )
    def trek_in(kenmerk: Verzoekpad, dienst: DienstAfh, wie: BeheerderAfh) -> None:
        with dienst.transactie() as sessie:
            Bevestigen(dienst, sessie).trek_in(kenmerk, wie)

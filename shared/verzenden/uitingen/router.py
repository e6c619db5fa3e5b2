"""``/v1/uitingen``: what is said in one go, to everybody who hears it (6.2 to 6.4)."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.tabellen import Uitingstand
from shared.verzenden.uitbak import uitingen as opslag
from shared.verzenden.uitingen.afhankelijkheden import SprekenAfh
from shared.verzenden.uitingen.uitvoer import (
    VOORBEELD_BEVESTIGING,
    VOORBEELD_GEZEGD,
    VOORBEELD_KORT,
    VOORBEELD_OPDRACHT,
    VOORBEELD_STAND,
    VOORBEELD_VOORBEELD,
    eis_toegestaan,
    kort_uit,
    uiting_uit,
    zegvoorbeeld_uit,
)
from shared.verzenden.uitingen.vormen import (
    Bevestigopdracht,
    UitingenUit,
    UitingUit,
    Zegopdracht,
    ZegvoorbeeldUit,
)
from shared.verzenden.versturen.router import LOCATION
from shared.web.beschrijving.routes import maak_router, operatie

Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
Spreker = Annotated[Medewerker, Depends(medewerker("overleggen"))]


def uitingen_router() -> APIRouter:
    """Ask whether something may be said, follow it, and tell that it was."""
    router = maak_router("uitingen")
    _voeg_vragen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_vertellen_toe(router)
    return router


def _voeg_vragen_toe(router: APIRouter) -> None:
    @router.post(
        "/uitingen/_voorbeeld",
        response_model=ZegvoorbeeldUit,
        **operatie(
            "toonUitingvoorbeeld",
            "Toont per partij die het hoort of u het mag zeggen, en waarom niet",
            verzoek=VOORBEELD_OPDRACHT,
            antwoord=VOORBEELD_VOORBEELD,
            fouten=(410, 502),
            beschrijving="Er wordt niets gevraagd en niets bewaard; het inzien is vastgelegd.",
        ),
    )
    async def voorbeeld(
        opdracht: Zegopdracht, spreken: SprekenAfh, wie: Verstrekker
    ) -> ZegvoorbeeldUit:
        getoond = await spreken.zeggen(wie).voorbeeld(opdracht)
        aan_tafel = opdracht.overleg is not None
        return zegvoorbeeld_uit(getoond, spreken.titel_van, aan_tafel=aan_tafel)

    @router.post(
        "/uitingen",
        response_model=UitingUit,
        **operatie(
            "vraagUiting",
            "Vraagt of iets gezegd mag worden, voor iedereen die het hoort",
            status=201,
            verzoek=VOORBEELD_OPDRACHT,
            antwoord=VOORBEELD_STAND,
            fouten=(409, 410, 502),
            koppen=LOCATION,
            beschrijving=(
                "U wijst één keer aan wat u wilt zeggen. In een overleg hoort elke andere partij "
                "aan tafel het, aan de telefoon wie u noemt; voor elk is er een eigen bericht op "
                "eigen grond. Zeg het alleen als magGezegd waar is, en voor geldigTot. Mag een van "
                "hen het niet horen, dan is het antwoord een 403 met alle redenen, en hoort "
                "niemand iets; `zegNiet` zegt waarom, en onder `id` blijft de vraag te volgen. "
                "Wacht er nog iemand, dan is het een 201 met magGezegd false."
            ),
        ),
    )
    async def vraag(
        opdracht: Zegopdracht,
        spreken: SprekenAfh,
        dienst: DienstAfh,
        wie: Verstrekker,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> UitingUit:
        kenmerk = await spreken.zeggen(wie).vraag(opdracht, sleutel)
        uit.headers["Location"] = f"{dienst.instellingen.server.publieke_url}/uitingen/{kenmerk}"
        stand = await spreken.uitingen(wie).stand(kenmerk)
        eis_toegestaan(stand, spreken.titel_van)
        return uiting_uit(stand, spreken.titel_van)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/uitingen",
        response_model=UitingenUit,
        **operatie(
            "lijstUitingen",
            "Geeft wat deze partij over een groep zei of wilde zeggen, en wat ervan is verteld",
            antwoord={"uitingen": [VOORBEELD_KORT], "volgende": None},
        ),
    )
    def lijst(
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
        overleg: Annotated[Kenmerk | None, Query(description="Het overleg.")] = None,
        stand: Annotated[Uitingstand | None, Query(description="Wat ervan is verteld.")] = None,
    ) -> UitingenUit:
        wie.eis_groep(groep)
        waarden = {"groep": groep, "overleg": overleg, "stand": stand}
        vraag = opslag.zoek(na=pagina.na, hoogstens=pagina.een_meer(), waarden=waarden)
        with dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return UitingenUit(uitingen=[kort_uit(rij) for rij in rijen], volgende=volgende)

    @router.get(
        "/uitingen/{id}",
        response_model=UitingUit,
        **operatie(
            "leesUiting",
            "Geeft of iets gezegd mag worden, en wat ervan is verteld",
            antwoord=VOORBEELD_STAND,
            fouten=(502,),
        ),
    )
    async def lees(id: Kenmerk, spreken: SprekenAfh, wie: Lezer) -> UitingUit:
        stand = await spreken.uitingen(wie).stand(id)
        return uiting_uit(stand, spreken.titel_van)


def _voeg_vertellen_toe(router: APIRouter) -> None:
    @router.post(
        "/uitingen/{id}/_bevestig",
        response_model=UitingUit,
        **operatie(
            "bevestigUiting",
            "Vertelt wat er is gezegd; de inhoud daarvan gaat dan naar wie het hoorde",
            verzoek=VOORBEELD_BEVESTIGING,
            antwoord=VOORBEELD_GEZEGD,
            fouten=(409, 502),
            beschrijving=(
                "Ook wat zonder toestemming is gezegd vertelt u hier, en dat kan altijd: dan volgt "
                "er geen inhoud en is het een incident."
            ),
        ),
    )
    async def bevestig(
        id: Kenmerk, verteld: Bevestigopdracht, spreken: SprekenAfh, wie: Spreker
    ) -> UitingUit:
        stand = await spreken.uitingen(wie).bevestig(id, verteld)
        return uiting_uit(stand, spreken.titel_van)

    @router.post(
        "/uitingen/{id}/_nietgezegd",
        response_model=UitingUit,
        **operatie(
            "meldUitingNietGezegd",
            "Vertelt dat er niets van is gezegd: het wordt teruggenomen en hier vernietigd",
            antwoord={
                **VOORBEELD_STAND,
                "stand": "niet_gezegd",
                "magGezegd": False,
                "geldigTot": None,
            },
            fouten=(409,),
        ),
    )
    async def niet_gezegd(id: Kenmerk, spreken: SprekenAfh, wie: Spreker) -> UitingUit:
        stand = await spreken.uitingen(wie).niet_gezegd(id)
        return uiting_uit(stand, spreken.titel_van)

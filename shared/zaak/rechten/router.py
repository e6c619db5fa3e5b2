"""``/v1/rechtenverzoeken``: requests of people whose data are processed (covenant 11, 12.1)."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel, IfMatch
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk, Partijcode
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.verstrekken import vingerafdruk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze
from shared.zaak.rechten import opslag, voorbeelden
from shared.zaak.rechten.aannemen import Aannemen
from shared.zaak.rechten.begrippen import (
    BEHANDELEN,
    BEVESTIGEN,
    LEZEN,
    RAADPLEEGSOORT,
    Verzoekstand,
)
from shared.zaak.rechten.inzicht import bekijk
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.vertellen import Vertellen
from shared.zaak.rechten.vormen import (
    Afstemminginvoer,
    VerzoekenUit,
    Verzoekinvoer,
    VerzoekUit,
    VerzoekverloopUit,
    Wieinvoer,
    gebeurtenis_uit,
    verzoek_uit,
)

Behandelaar = Annotated[Medewerker, Depends(medewerker(BEHANDELEN))]
Lezer = Annotated[Medewerker, Depends(medewerker(LEZEN))]
# Also who looks along as a second, and reads no more than what he looks at.
Kijker = Annotated[Medewerker, Depends(medewerker(LEZEN, BEVESTIGEN))]


def rechtenverzoeken_router() -> APIRouter:
    """The operations on requests."""
    router = maak_router("rechtenverzoeken")
    _voeg_aannemen_toe(router)
    _voeg_vertellen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_aannemen_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken",
        response_model=VerzoekUit,
        **operatie(
            "neemRechtenverzoekAan",
            "Neemt een verzoek aan van iemand van wie gegevens worden verwerkt",
            status=201,
            verzoek=voorbeelden.VERZOEK,
            antwoord=voorbeelden.UIT,
            fouten=(409,),
            koppen={**ETAG, "Location": "Waar het verzoek staat."},
        ),
    )
    def neem_aan(
        invoer: Verzoekinvoer, dienst: DienstAfh, wie: Behandelaar, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> VerzoekUit:  # fmt: skip
        aannemen = Aannemen(dienst, wie)
        kenmerk = aannemen.neem_aan(invoer.als_verzoek(), sleutel, vingerafdruk(invoer))
        basis = dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/rechtenverzoeken/{kenmerk}"
        return toon(dienst, wie, kenmerk, uit)

    @router.put(
        "/rechtenverzoeken/{id}/wie",
        response_model=VerzoekUit,
        **operatie(
            "zegWieRechtVraagt",
            "Legt vast van wie een verzoek is, en hoe dat is vastgesteld",
            beschrijving=(
                "Elke partij zegt het van haar eigen bestand. Zonder persoon staat hij er niet in: "
                "ook dat ligt vast, en het antwoord zegt het. Wie weet wie het is, vertelt het ook "
                "aan wie hem onder hetzelfde pseudoniem kent."
            ),
            verzoek=voorbeelden.WIE,
            antwoord={**voorbeelden.UIT, "versie": 2},
            fouten=(409, 412, 428),
            koppen=ETAG,
        ),
    )
    async def zeg_wie(
        id: Kenmerk, invoer: Wieinvoer, u: UitwisselingAfh, wie: Behandelaar, uit: Response,
        if_match: IfMatch = None,
    ) -> VerzoekUit:  # fmt: skip
        eis = versie_eis(if_match, id)
        await asyncio.to_thread(Aannemen(u.dienst, wie).vul_aan, id, invoer.als_wie(), eis)
        await Vertellen(u, wie).geef_door(id)
        return await asyncio.to_thread(toon, u.dienst, wie, id, uit)


def _voeg_vertellen_toe(router: APIRouter) -> None:
    @router.post(
        "/rechtenverzoeken/{id}/_vertel",
        response_model=VerzoekUit,
        **operatie(
            "vertelRechtenverzoek",
            "Vertelt de andere partijen van een verzoek",
            antwoord=voorbeelden.UIT,
            fouten=(409,),
            koppen=ETAG,
            beschrijving=(
                "Alleen wie gegevens over de betrokkene gaf of kreeg hoort van wie het is, onder "
                "het pseudoniem dat hij kent. Een partij die het verzoek niet aannam vertelt "
                "alleen dat. Nog eens vragen vertelt het aan wie het nog niet weet."
            ),
        ),
    )
    async def vertel(
        id: Kenmerk, u: UitwisselingAfh, wie: Behandelaar, uit: Response
    ) -> VerzoekUit:
        await Vertellen(u, wie).meld(id)
        return await asyncio.to_thread(toon, u.dienst, wie, id, uit)

    @router.post(
        "/rechtenverzoeken/{id}/_afstemmen",
        response_model=VerzoekUit,
        **operatie(
            "stemRechtenverzoekAf",
            "Stelt de andere partijen voor wat deze partij antwoordt",
            verzoek=voorbeelden.AFSTEMMING,
            antwoord=voorbeelden.UIT,
            fouten=(409,),
            koppen=ETAG,
            beschrijving="Afstemmen stopt geen termijn.",
        ),
    )
    async def stem_af(
        id: Kenmerk, invoer: Afstemminginvoer, u: UitwisselingAfh, wie: Behandelaar, uit: Response
    ) -> VerzoekUit:
        bevestigd = invoer.bevestigd_zonder_personen
        await Vertellen(u, wie).stem_af(id, invoer.als_voorstel(), bevestigd=bevestigd)
        return await asyncio.to_thread(toon, u.dienst, wie, id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/rechtenverzoeken",
        response_model=VerzoekenUit,
        **operatie(
            "lijstRechtenverzoeken",
            "Geeft het register van verzoeken, ook de afgehandelde",
            antwoord={"rechtenverzoeken": [voorbeelden.UIT], "volgende": None},
        ),
    )
    def lijst(
        dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh,
        stand: Annotated[Verzoekstand | None, Query(description="De stand.")] = None,
        van: Annotated[Partijcode | None, Query(description="Wie het aannam.")] = None,
        klokVoor: Annotated[  # noqa: N803
            date | None, Query(description="Met een klok die nog loopt, en voor deze dag eindigt.")
        ] = None,
        teLaat: Annotated[  # noqa: N803
            bool | None, Query(description="Alleen waarvan een klok is verlopen.")
        ] = None,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> VerzoekenUit:  # fmt: skip
        eis_keuze("van", van, dienst.regels.partijen)
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), stand=stand, van=van, taak=wie.taak,
            klok_voor=_klok_voor(dienst, klokVoor, te_laat=teLaat is True),
            nieuwste=volgorde is Volgorde.NIEUWSTE,
        )  # fmt: skip
        with dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            gelezen = [Geraadpleegd(rij.id, rij.persoon_id) for rij in rijen]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "lijst", RAADPLEEGSOORT, gelezen)
            blikken = bekijk(sessie, dienst, rijen)
            return VerzoekenUit(
                rechtenverzoeken=[verzoek_uit(een, dienst.regels) for een in blikken],
                volgende=volgende,
            )

    @router.get(
        "/rechtenverzoeken/{id}",
        response_model=VerzoekUit,
        **operatie(
            "leesRechtenverzoek",
            "Geeft een verzoek, met het deel en de klokken van elke partij",
            antwoord=voorbeelden.UIT,
            koppen=ETAG,
        ),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Kijker, uit: Response) -> VerzoekUit:
        return toon(dienst, wie, id, uit)

    @router.get(
        "/rechtenverzoeken/{id}/verloop",
        response_model=VerzoekverloopUit,
        **operatie(
            "leesRechtenverzoekverloop",
            "Geeft alles wat er met een verzoek is gebeurd, en door wie",
            antwoord={"verloop": [voorbeelden.VERLOOP]},
        ),
    )
    def verloop(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> VerzoekverloopUit:
        with dienst.transactie() as sessie:
            rij = opslag.lees(sessie, id)
            eis_in_taak(sessie, wie, rij)
            gelezen = [Geraadpleegd(id, rij.persoon_id)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "historie", RAADPLEEGSOORT, gelezen)
            rijen = opslag.verloop(sessie, id)
            return VerzoekverloopUit(verloop=[gebeurtenis_uit(een) for een in rijen])


def _klok_voor(dienst: Dienst, voor: date | None, *, te_laat: bool) -> date | None:
    """Before which day its clock ends; what is late ended before today."""
    dagen = [voor, datum_nl(dienst.klok()) if te_laat else None]
    return min((dag for dag in dagen if dag is not None), default=None)


def toon(dienst: Dienst, wie: Medewerker, kenmerk: str, uit: Response) -> VerzoekUit:
    """The request as it is now, with its ETag; that it was read is recorded."""
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        eis_in_taak(sessie, wie, rij)
        opslag.eis_van_belang(sessie, dienst, wie, rij)
        gelezen = [Geraadpleegd(kenmerk, rij.persoon_id)]
        leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", RAADPLEEGSOORT, gelezen)
        uit.headers["ETag"] = etag_van(rij.id, rij.versie)
        (blik,) = bekijk(sessie, dienst, [rij])
        return verzoek_uit(blik, dienst.regels)

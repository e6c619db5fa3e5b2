"""``/v1/verstrekkingen``: preview, send, and follow messages."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import BEPERKT, Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import (
    intrekkingssoort,
    is_terug_te_nemen,
    rechten_op_functie_alleen,
    soorten_van,
)
from shared.partij.fouten import Conflict, GeenToegang, NietGevonden
from shared.partij.gatewayfouten import ToetsingWeigert
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.fouten import NietBezorgd
from shared.verzenden.mogelijk.delen import oordeel_per_deel
from shared.verzenden.samenstellen.afgeschermd import noemt_beperkten
from shared.verzenden.samenstellen.opdracht import Verzendopdracht
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitbak import uitbak
from shared.verzenden.uitbak.zending import RUSTEND
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import VersturenAfh
from shared.verzenden.versturen.herstellen import Herstelopdracht
from shared.verzenden.versturen.voorbeeldvormen import VOORBEELD_VOORAF, VoorafUit, vooraf_uit
from shared.verzenden.versturen.vormen import (
    VOORBEELD_INHOUD,
    VOORBEELD_OPDRACHT,
    VOORBEELD_STAND,
    VOORBEELD_VOLGT,
    InhoudUit,
    VerzendingenUit,
    VerzendingMetVervolgUit,
    VerzendingUit,
    inhoud_uit,
    verzending_met_vervolg_uit,
    verzending_uit,
)
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
_WEIGERING = (
    "Een weigering is een 403 met alle redenen. Is het nog niet klaar, dan is het antwoord een 202 "
    "en gaat de bezorging door."
)
LOCATION = {"Location": "Waar de stand van het bericht te volgen is."}
ONDERWEG = {202: "Nog onderweg; de bezorging gaat vanzelf door."}


def verstrekkingen_router() -> APIRouter:
    """The operations on messages to be sent."""
    router = maak_router("verstrekkingen")
    _voeg_versturen_toe(router)
    _voeg_herstellen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_versturen_toe(router: APIRouter) -> None:
    @router.post(
        "/verstrekkingen/_voorbeeld",
        response_model=VoorafUit,
        **operatie(
            "toonVoorbeeld",
            "Toont wat de ontvanger zou krijgen, op welke grond, en wat eraan in de weg staat",
            verzoek=VOORBEELD_OPDRACHT,
            antwoord=VOORBEELD_VOORAF,
            fouten=(410, 502),
            beschrijving=(
                "Er wordt niets verstuurd en niets bewaard; het inzien is vastgelegd. Elk deel "
                "zegt of het alleen zou mogen; mag het geheel niet, dan is `zonder` de opdracht "
                "die wel door mag."
            ),
        ),
    )
    async def voorbeeld(
        opdracht: Verzendopdracht, versturen: VersturenAfh, wie: Verstrekker
    ) -> VoorafUit:
        gevonden = await versturen.verstrekken(wie).voorbeeld(opdracht)
        delen = await asyncio.to_thread(
            oordeel_per_deel, versturen.dienst.regels, gevonden.samenstelling.kop, gevonden.toestand
        )
        return vooraf_uit(gevonden, delen, opdracht)

    @router.post(
        "/verstrekkingen",
        response_model=VerzendingUit,
        **operatie(
            "verstuurVerstrekking",
            "Verstuurt gegevens, vult ze aan, verbetert ze of neemt ze terug",
            status=201,
            ook=ONDERWEG,
            verzoek=VOORBEELD_OPDRACHT,
            antwoord=VOORBEELD_STAND,
            fouten=(409, 410, 502),
            koppen=LOCATION,
            beschrijving=_WEIGERING,
        ),
    )
    async def verstuur(
        opdracht: Verzendopdracht,
        versturen: VersturenAfh,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> VerzendingUit:
        bericht_id = await versturen.verstrekken(wie).verstuur(opdracht, sleutel)
        return await stand_na_versturen(u, bericht_id, uit)

    @router.post(
        "/verstrekkingen/{id}/_opnieuw",
        response_model=VerzendingUit,
        **operatie(
            "probeerOpnieuw",
            "Zet een bericht dat is opgegeven weer in de rij",
            beschrijving=(
                "Ook alles wat aan dezelfde ontvanger na te veel pogingen is opgegeven gaat weer "
                "in de rij: die was voor elk van die berichten weg."
            ),
            status=202,
            antwoord={**VOORBEELD_STAND, "status": "wachtend", "bladnummer": None},
            fouten=(409,),
        ),
    )
    async def opnieuw(id: Kenmerk, u: UitwisselingAfh, wie: Verstrekker) -> VerzendingUit:
        stand = await asyncio.to_thread(_wek, u, wie, id)
        u.verzender.wek()
        return stand


def _voeg_herstellen_toe(router: APIRouter) -> None:
    @router.post(
        "/verstrekkingen/{id}/_hersamenstellen",
        response_model=VerzendingUit,
        **operatie(
            "stelOpnieuwSamen",
            "Stelt een bericht dat niet aankwam opnieuw samen uit het bestand van nu",
            status=201,
            ook=ONDERWEG,
            verzoek={"kenmerken": None},
            antwoord={**VOORBEELD_STAND, "opnieuwVan": VOORBEELD_STAND["id"]},
            fouten=(409, 410, 502),
            koppen=LOCATION,
            beschrijving=(
                "Nooit gaat de oude inhoud nog een keer weg. Wie niet meer bij de groep hoort of "
                f"wat er niet meer is, wordt genoemd. Twee keer vragen is één bericht. {_WEIGERING}"
            ),
        ),
    )
    async def stel_opnieuw_samen(
        id: Kenmerk,
        anders: Herstelopdracht,
        versturen: VersturenAfh,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
    ) -> VerzendingUit:
        bericht_id = await versturen.herstellen(wie).stel_opnieuw_samen(id, anders)
        return await stand_na_versturen(u, bericht_id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/verstrekkingen",
        response_model=VerzendingenUit,
        **operatie(
            "lijstVerstrekkingen",
            "Geeft de verstuurde berichten en hun stand, zonder inhoud",
            antwoord={"verstrekkingen": [VOORBEELD_STAND], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        status: Annotated[Verzendstatus | None, Query(description="De stand.")] = None,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        ontvanger: Annotated[str | None, Query(max_length=63, description="De partij.")] = None,
        soort: Annotated[str | None, Query(max_length=32, description="De berichtsoort.")] = None,
        uiting: Annotated[Kenmerk | None, Query(description="Wat samen wordt gezegd.")] = None,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> VerzendingenUit:
        eis_keuze("ontvanger", ontvanger, u.dienst.regels.partijen)
        eis_keuze("soort", soort, u.dienst.regels.soorten)
        waarden = {
            "status": status, "groep": groep, "ontvanger": ontvanger, "soort": soort,
            "uiting": uiting,
        }  # fmt: skip
        vraag = uitbak.zoek(
            na=pagina.na,
            hoogstens=pagina.een_meer(),
            waarden=waarden,
            taak=wie.taak,
            zonder_groep=soorten_van(u.dienst.regels, wie.rechten),
            nieuwste=volgorde is Volgorde.NIEUWSTE,
        )
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.bericht_id)
            return VerzendingenUit(
                verstrekkingen=[verzending_uit(rij) for rij in rijen], volgende=volgende
            )

    @router.get(
        "/verstrekkingen/{id}",
        response_model=VerzendingMetVervolgUit,
        **operatie(
            "leesVerstrekking",
            "Geeft de stand van een bericht, en wat ervan is teruggenomen",
            antwoord=VOORBEELD_VOLGT,
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> VerzendingMetVervolgUit:
        with u.dienst.lezend() as sessie:
            rij = _eis_leesbaar(sessie, wie, id, u.dienst.regels)
            soort = intrekkingssoort(u.dienst.regels)
            aangekomen = rij.status == Verzendstatus.AFGELEVERD
            terug = uitbak.zoek_vervolg(sessie, id, soort)
            kan = aangekomen and is_terug_te_nemen(u.dienst.regels, rij.soort)
            return verzending_met_vervolg_uit(rij, terug, soort if kan else None)

    @router.get(
        "/verstrekkingen/{id}/inhoud",
        response_model=InhoudUit,
        **operatie(
            "leesInhoudVerstrekking",
            "Geeft wat er precies verstuurd is",
            antwoord=VOORBEELD_INHOUD,
            fouten=(410,),
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def inhoud(id: Kenmerk, u: UitwisselingAfh, wie: Verstrekker) -> InhoudUit:
        _eis_zicht(u, wie, id, inhoud=True)
        return _inhoud(u, wie, id)


async def stand_na_versturen(u: Uitwisseling, bericht_id: str, uit: Response) -> VerzendingUit:
    """201 with the final state, 202 while it is under way; a refusal is raised."""
    stand = await asyncio.to_thread(_stand, u, bericht_id)
    uit.headers["Location"] = (
        f"{u.dienst.instellingen.server.publieke_url}/verstrekkingen/{stand.id}"
    )
    if stand.status == Verzendstatus.GEWEIGERD and not _toegestaan(stand.besluit):
        raise ToetsingWeigert(stand.besluit or {}, stand.bladnummer, stand.id)
    if stand.status == Verzendstatus.DOOD:
        raise NietBezorgd(stand.laatste_fout or "Het bericht is niet bezorgd.", stand.id)
    if stand.status not in RUSTEND:
        uit.status_code = 202
    return stand


def _toegestaan(besluit: dict[str, Any] | None) -> bool:
    return besluit is not None and besluit.get("besluit") == "toegestaan"


def _stand(u: Uitwisseling, bericht_id: str) -> VerzendingUit:
    with u.dienst.lezend() as sessie:
        return verzending_uit(sessie.get_one(UitgaandRij, bericht_id))


def _eis_leesbaar(
    sessie: Session,
    wie: Medewerker,
    bericht_id: str,
    regels: Convenantregels,
    *,
    inhoud: bool = False,
) -> UitgaandRij:
    """What is about no group is the work of who has the right of its kind. What everybody may send
    is read by whoever deals with it, there where that is done."""
    rij = sessie.get(UitgaandRij, bericht_id)
    if rij is None:
        raise NietGevonden("Dit bericht is hier niet verstuurd.")
    if rij.groep is not None:
        wie.eis_groep(rij.groep)
    elif not wie.taak.alles:
        raise GeenToegang("Dit bericht hoort niet bij een groep van uw taak.")
    else:
        mag = set(wie.rechten)
        if inhoud:
            mag -= rechten_op_functie_alleen(regels)
        if rij.soort not in soorten_van(regels, mag):
            titel = regels.soorten[rij.soort].titel
            raise GeenToegang(f"Een {titel} is het werk van een collega; die leest het daar.")
    return rij


def _eis_zicht(u: Uitwisseling, wie: Medewerker, bericht_id: str, *, inhoud: bool = False) -> None:
    with u.dienst.lezend() as sessie:
        _eis_leesbaar(sessie, wie, bericht_id, u.dienst.regels, inhoud=inhoud)


def _inhoud(u: Uitwisseling, wie: Medewerker, bericht_id: str) -> InhoudUit:
    with u.dienst.lezend() as sessie:
        if not wie.ziet_beperkt and noemt_beperkten(sessie, bericht_id):
            raise GeenToegang(BEPERKT)
    bericht = u.opslag.open(bericht_id)
    delen = bericht.delen
    wie.eis_soort(*(deel.gegevenssoort for deel in delen if deel.gegevenssoort is not None))
    with u.dienst.transactie() as sessie:
        gelezen = [Geraadpleegd(bericht_id, deel.persoon_id) for deel in delen]
        leg_raadpleging_vast(sessie, u.dienst.klok, wie, "raadplegen", "verstrekking", gelezen)
    return inhoud_uit(bericht)


def _wek(u: Uitwisseling, wie: Medewerker, bericht_id: str) -> VerzendingUit:
    _eis_zicht(u, wie, bericht_id)
    uitgeput = u.dienst.instellingen.verzending.maximale_pogingen
    if not u.opslag.wek_dode(bericht_id, u.dienst.klok(), uitgeput):
        raise Conflict(
            "Alleen een bericht dat is opgegeven, en niet opnieuw is samengesteld, kan weer "
            "in de rij."
        )
    return _stand(u, bericht_id)

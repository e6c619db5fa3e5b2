"""``/v1/verbeteringen``: what is wrong or incomplete, who judges it, and who was told."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import een_keer
from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.fouten import Vernietigd
from shared.partij.poorten.tijdlijnfeit import Volgorde
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel, IfMatch
from shared.partij.web.paginering import PaginaAfh, Volgordevraag
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import FOUT, LID, Kant, Verbeterstand
from shared.zaak.verbetering.tabellen import VerbeteringRij, VerbetermeldingRij
from shared.zaak.verbetertraject.starten import Starten
from shared.zaak.verbetertraject.telling import tel_buiten
from shared.zaak.verbetertraject.toezeggingen import Toezegger
from shared.zaak.verbetertraject.traject import Verbeteringen
from shared.zaak.verbetertraject.voorbeelden import (
    VOORBEELD_BESLUIT,
    VOORBEELD_START,
    VOORBEELD_VERBETERING,
    VOORBEELD_VERTEL,
    VOORBEELD_VOLLEDIG,
)
from shared.zaak.verbetertraject.vormen import (
    Besluit,
    MeldingUit,
    Start,
    VerbeteringenUit,
    Vertel,
    VolledigeVerbeteringUit,
    verbetering_uit,
)

Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
SOORT = "verbetering"
_UITLEG = "Wie het kreeg hoort dit via de gateway; wie niet bereikt wordt, blijft zichtbaar."


def verbeteringen_router() -> APIRouter:
    """The operations on corrections."""
    router = maak_router("verbeteringen")
    _voeg_starten_toe(router)
    _voeg_beslissen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_starten_toe(router: APIRouter) -> None:
    @router.post(
        "/verbeteringen",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "startVerbetering",
            "Meldt dat een eigen of ontvangen gegeven onjuist of onvolledig is",
            status=201,
            verzoek=VOORBEELD_START,
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(409, 410),
            koppen={**ETAG, "Location": "Waar de verbetering te volgen is."},
            beschrijving=f"Tot de bron heeft beslist wordt het gegeven niet gebruikt. {_UITLEG}",
        ),
    )
    def start(
        start: Start, u: UitwisselingAfh, wie: Verstrekker, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> VolledigeVerbeteringUit:  # fmt: skip
        opdracht = eenmalig(wie.autorisatie_id, sleutel, "verbeteringen", start)
        verbetering_id = een_keer(opdracht, lambda: Starten(u, wie, opdracht).start(start))
        basis = u.dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/verbeteringen/{verbetering_id}"
        return _volledig(u, wie, verbetering_id, uit)

    @router.post(
        "/verbeteringen/{id}/_vertel",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "vertelVerbetering",
            "Licht in wie het laatste nog niet weet, met het gegeven zoals het nu is",
            verzoek=VOORBEELD_VERTEL,
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(409, 410),
            koppen=ETAG,
        ),
    )
    def vertel(
        id: Kenmerk, vertel: Vertel, u: UitwisselingAfh, wie: Verstrekker, uit: Response
    ) -> VolledigeVerbeteringUit:
        _eis_soort(u, wie, id)
        Verbeteringen(u, wie).vertel(id, vertel.medewerkers)
        return _volledig(u, wie, id, uit)


def _voeg_beslissen_toe(router: APIRouter) -> None:
    @router.post(
        "/verbeteringen/{id}/_bevestig",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "bevestigVerbetering",
            "Bevestigt als bron dat het gegeven niet klopte, en geeft het door zoals het nu is",
            verzoek=VOORBEELD_BESLUIT,
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=(
                f"Verbeter eerst het eigen bestand. {_UITLEG} Wat niet meer verbeterd mag worden, "
                "wordt bij hen ingetrokken."
            ),
        ),
    )
    def bevestig(
        id: Kenmerk,
        besluit: Besluit,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        if_match: IfMatch = None,
    ) -> VolledigeVerbeteringUit:
        _eis_soort(u, wie, id)
        Verbeteringen(u, wie).beslis(id, Verbeterstand.BEVESTIGD, besluit, versie_eis(if_match, id))
        return _volledig(u, wie, id, uit)

    @router.post(
        "/verbeteringen/{id}/_afwijzen",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "wijsVerbeteringAf",
            "Besluit als bron dat het gegeven blijft zoals het is",
            verzoek=VOORBEELD_BESLUIT,
            antwoord={**VOORBEELD_VOLLEDIG, "stand": "afgewezen"},
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=f"Bij de anderen staat erbij dat het betwist is. {_UITLEG}",
        ),
    )
    def wijs_af(
        id: Kenmerk,
        besluit: Besluit,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        if_match: IfMatch = None,
    ) -> VolledigeVerbeteringUit:
        _eis_soort(u, wie, id)
        Verbeteringen(u, wie).beslis(id, Verbeterstand.AFGEWEZEN, besluit, versie_eis(if_match, id))
        return _volledig(u, wie, id, uit)

    @router.post(
        "/verbeteringen/{id}/_intrekken",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "trekGegevenIn",
            "Besluit als bron dat het gegeven niet gegeven had mogen worden, en neemt het terug",
            verzoek=VOORBEELD_BESLUIT,
            antwoord={**VOORBEELD_VOLLEDIG, "stand": "ingetrokken"},
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=f"Bij wie het kreeg, verdwijnt het. {_UITLEG}",
        ),
    )
    def trek_in(
        id: Kenmerk,
        besluit: Besluit,
        u: UitwisselingAfh,
        wie: Verstrekker,
        uit: Response,
        if_match: IfMatch = None,
    ) -> VolledigeVerbeteringUit:
        _eis_soort(u, wie, id)
        Verbeteringen(u, wie).beslis(
            id, Verbeterstand.INGETROKKEN, besluit, versie_eis(if_match, id)
        )
        return _volledig(u, wie, id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/verbeteringen",
        response_model=VerbeteringenUit,
        **operatie(
            "lijstVerbeteringen",
            "Geeft de verbeteringen en wie wat heeft gehoord, zonder redenen",
            antwoord={"verbeteringen": [VOORBEELD_VERBETERING], "volgende": None, "weggelaten": 0},
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        stand: Annotated[Verbeterstand | None, Query(description="De stand.")] = None,
        kant: Annotated[Kant | None, Query(description="Eigen gegeven of ontvangen.")] = None,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        persoon: Annotated[Kenmerk | None, Query(description="De persoon.")] = None,
        gegeven: Annotated[Kenmerk | None, Query(description="Het gegeven.")] = None,
        lopend: Annotated[
            bool | None, Query(description="Nog niet beslist of niet door iedereen bevestigd.")
        ] = None,
        volgorde: Volgordevraag = Volgorde.OUDSTE,
    ) -> VerbeteringenUit:
        waarden = {
            "stand": stand, "kant": kant, "groep": groep, "persoon_id": persoon,
            "gegeven_id": gegeven,
        }  # fmt: skip
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), waarden=waarden, lopend=lopend,
            taak=wie.taak, nieuwste=volgorde is Volgorde.NIEUWSTE,
        )  # fmt: skip
        gelezen = vraag.where(wie.gelezen(VerbeteringRij.gegevenssoort))
        with u.dienst.transactie() as sessie:
            weggelaten = tel_buiten(sessie, wie, waarden, lopend)
            rijen, volgende = pagina.snijd(sessie.scalars(gelezen).all(), lambda r: r.id)
            ids = [rij.id for rij in rijen]
            over = [Geraadpleegd(rij.id, rij.persoon_id) for rij in rijen]
            leg_raadpleging_vast(
                sessie, u.dienst.klok, wie, "lijst", SOORT,
                over or [Geraadpleegd(None, persoon)], gericht=persoon is not None,
            )  # fmt: skip
            ontvangers = opslag.ontvangers_van(sessie, ids)
            berichten = opslag.berichten_van(sessie, ids)
            return VerbeteringenUit(
                verbeteringen=[verbetering_uit(rij, ontvangers, berichten) for rij in rijen],
                volgende=volgende,
                weggelaten=weggelaten,
            )

    @router.get(
        "/verbeteringen/{id}",
        response_model=VolledigeVerbeteringUit,
        **operatie(
            "leesVerbetering",
            "Geeft een verbetering met haar redenen en elk bericht dat erover ging",
            antwoord=VOORBEELD_VOLLEDIG,
            fouten=(410,),
            koppen=ETAG,
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> VolledigeVerbeteringUit:
        return _volledig(u, wie, id, uit)


def _eis_soort(u: Uitwisseling, wie: Medewerker, verbetering_id: str) -> None:
    """Nobody decides about a kind that the function does not read."""
    with u.dienst.lezend() as sessie:
        rij = opslag.lees(sessie, verbetering_id)
        wie.eis_groep(rij.groep)
        wie.eis_soort(rij.gegevenssoort)


def _volledig(
    u: Uitwisseling, wie: Medewerker, verbetering_id: str, uit: Response
) -> VolledigeVerbeteringUit:
    with u.dienst.transactie() as sessie:
        rij = opslag.lees(sessie, verbetering_id)
        wie.eis_groep(rij.groep)
        wie.eis_soort(rij.gegevenssoort)
        kort = verbetering_uit(
            rij, opslag.ontvangers_van(sessie, [rij.id]), opslag.berichten_van(sessie, [rij.id])
        )
        gelezen = [Geraadpleegd(rij.id, rij.persoon_id)]
        leg_raadpleging_vast(sessie, u.dienst.klok, wie, "raadplegen", SOORT, gelezen)
        toezegger = Toezegger(u, wie)
        reden = _of_niets(partial(toezegger.open_reden, rij, "reden"))
        besluit = _of_niets(partial(toezegger.open_reden, rij, "besluit"))
        meldingen = [
            _melding_uit(melding, _of_niets(partial(toezegger.open_melding, rij, melding)))
            for melding in opslag.meldingen_van(sessie, rij.id)
        ]
    uit.headers["ETag"] = etag_van(rij.id, rij.versie)
    return VolledigeVerbeteringUit(
        **kort.model_dump(), lid=reden.get(LID), reden=reden.get("reden"),
        besluitreden=besluit.get("reden"), meldingen=meldingen,
    )  # fmt: skip


def _melding_uit(melding: VerbetermeldingRij, wat: Mapping[str, Any]) -> MeldingUit:
    return MeldingUit(
        partij=melding.partij,
        bericht=melding.bericht_id,
        ontvangen_op=melding.ontvangen_op,
        lid=wat.get(LID),
        fout=wat.get(FOUT),
        reden=wat.get("reden"),
    )


def _of_niets(open_: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """What is still readable: nothing of what was destroyed."""
    try:
        return open_()
    except Vernietigd:
        return {}

"""``/v1/probleemdefinities`` and its siblings, ``/v1/stapantwoorden`` and the figures."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response

from services.gemeente.aanpak.delen import Documentgever
from services.gemeente.aanpak.dienst import Aanpak
from services.gemeente.aanpak.vormen import (
    VOORBEELD_CIJFERS,
    GroepscijfersUit,
    Plandocument,
    PlandocumentNu,
    Planversies,
    StapantwoordenUit,
    voorbeeld_document,
)
from services.gemeente.groepsdocumenten.begrippen import ANTWOORDEN, NIET_VAN_TOEPASSING
from services.gemeente.groepsdocumenten.dienst import Document
from services.gemeente.groepsdocumenten.soorten import (
    SOORTEN,
    Documentsoort,
    Stapantwoorden,
    stapcode,
)
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.werkzaamheden.afhankelijkheden import LangwerkAfh
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.einde import groep_loopt
from shared.partij.web.afhankelijkheden import ETAG, GroepId, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.verzenden.stukken.begrippen import DELEN
from shared.verzenden.stukken.voortgang import GEEFVOORTGANG
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.langwerk.onderweg import LANG_WERK
from shared.zaak.stukken.lezen import stand_na_versturen
from shared.zaak.stukken.voorbeelden import STUK
from shared.zaak.stukken.vormen import StukUit

# Over de groep, over niemand herkenbaar: ook wie alleen over de groep beslist leest mee.
Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
Gever = Annotated[Medewerker, Depends(medewerker(DELEN))]
Stapnummer = Annotated[int, Path(ge=1, le=7, description="De stap.")]
_VRAAG = "Kan dit een problematische groep zijn?"


def aanpak_router() -> APIRouter:
    """Documents, answers and figures about a group."""
    router = maak_router("aanpak")
    for soort in SOORTEN:
        _voeg_schrijven_toe(router, soort)
        _voeg_delen_toe(router, soort)
        _voeg_lezen_toe(router, soort)
    _voeg_antwoorden_toe(router)
    _voeg_cijfers_toe(router)
    return router


def _voeg_schrijven_toe(router: APIRouter, soort: Documentsoort) -> None:
    async def schrijf(
        groep: GroepId, invoer: Groepstekstinvoer, u: UitwisselingAfh, wie: Schrijver,
        uit: Response, if_match: IfMatch = None,
    ) -> Plandocument:  # fmt: skip
        eis = versie_eis(if_match, _kenmerk(groep, soort.code))
        buiten, bevestigd = {"bevestigd_zonder_personen"}, invoer.bevestigd_zonder_personen
        inhoud = invoer.model_dump(mode="json", by_alias=True, exclude=buiten)
        document = await Aanpak(u, wie).schrijf(groep, soort, inhoud, eis, bevestigd=bevestigd)
        return _uit(document, uit)

    schrijf.__annotations__["invoer"] = soort.model
    router.put(
        f"/{soort.pad}/{{groepId}}",
        response_model=Plandocument,
        **operatie(
            f"schrijf{soort.naam}",
            f"Schrijft het document ({soort.code}) of een nieuwe versie ervan",
            verzoek={**soort.voorbeeld, "bevestigdZonderPersonen": True},
            antwoord=_voorbeeld(soort),
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving="Over de groep, nooit over een herkenbaar mens; elke vondst staat erbij.",
        ),
    )(schrijf)

    async def stel_vast(
        groep: GroepId, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> Plandocument:  # fmt: skip
        eis = versie_eis(if_match, _kenmerk(groep, soort.code))
        return _uit(await Aanpak(u, wie).stel_vast(groep, soort, eis), uit)

    router.post(
        f"/{soort.pad}/{{groepId}}/_vaststellen",
        response_model=Plandocument,
        **operatie(
            f"stel{soort.naam}Vast",
            f"Stelt de gelezen versie van het document ({soort.code}) vast",
            antwoord={**_voorbeeld(soort), "versie": 2, "vastgesteld": True},
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
        ),
    )(stel_vast)


def _voeg_delen_toe(router: APIRouter, soort: Documentsoort) -> None:
    async def deel(
        groep: GroepId, u: UitwisselingAfh, wie: Gever, uit: Response, lang: LangwerkAfh
    ) -> StukUit:
        kenmerk = await Documentgever(u, wie).deel(groep, soort, lang.wacht)
        stuk, rust = await asyncio.to_thread(stand_na_versturen, u, kenmerk)
        if not rust:
            uit.status_code = 202
            await lang.volg(GEEFVOORTGANG, kenmerk, wie)
        return stuk

    router.post(
        f"/{soort.pad}/{{groepId}}/_deel",
        response_model=StukUit,
        **operatie(
            f"deel{soort.naam}",
            f"Geeft het vastgestelde document ({soort.code}) aan de andere partijen",
            status=201,
            ook=ONDERWEG,
            antwoord={**STUK, "stuk": soort.stuk, "titel": soort.stuk},
            fouten=(409, 502),
            koppen=LANG_WERK,
            beschrijving="Een volgende versie komt bij iedereen in de plaats van de vorige. Deze "
            "versie nog eens geven geeft niets nieuws.",
        ),
    )(deel)


def _voeg_lezen_toe(router: APIRouter, soort: Documentsoort) -> None:
    def lees(groep: GroepId, u: UitwisselingAfh, wie: Lezer, uit: Response) -> PlandocumentNu:
        document, gegeven, kaal = Documentgever(u, wie).lees(groep, soort)
        kop = _uit(document, uit)
        return PlandocumentNu(**kop.model_dump(), gegeven=gegeven, doelen_zonder_actie=kaal)

    router.get(
        f"/{soort.pad}/{{groepId}}",
        response_model=PlandocumentNu,
        **operatie(
            f"lees{soort.naam}",
            f"Geeft het document ({soort.code}) zoals het nu is",
            antwoord={**_voorbeeld(soort), "gegeven": False, "doelenZonderActie": []},
            koppen=ETAG,
        ),
    )(lees)

    def versies(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> Planversies:
        return Planversies(
            versies=[_vorm(een) for een in Aanpak(u, wie).versies(groep, soort.code)]
        )

    router.get(
        f"/{soort.pad}/{{groepId}}/versies",
        response_model=Planversies,
        **operatie(
            f"lees{soort.naam}Versies",
            f"Geeft elke versie van het document ({soort.code})",
            antwoord={"versies": [_voorbeeld(soort)]},
        ),
    )(versies)


def _voeg_antwoorden_toe(router: APIRouter) -> None:
    antwoorden = {
        ANTWOORDEN: ["Overlast op het plein.", None],
        NIET_VAN_TOEPASSING: [{"vraag": 2, "reden": "Er is één melding, en die is oud."}],
    }
    voorbeeld = {**voorbeeld_document("stap-1", antwoorden), "vragen": [_VRAAG, _VRAAG]}

    @router.put(
        "/stapantwoorden/{groepId}/{stap}",
        response_model=StapantwoordenUit,
        **operatie(
            "beantwoordStapvragen",
            "Beantwoordt de vragen van de stap waarin de groep is",
            verzoek={**antwoorden, "bevestigdZonderPersonen": True},
            antwoord=voorbeeld,
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving=(
                "Een stap is klaar als elke vraag een antwoord heeft, of een reden waarom zij niet "
                "van toepassing is; eerder kan de groep er niet uit. Na een afsluiting kan alleen "
                "nog wat er van de laatste stap openstond."
            ),
        ),
    )
    async def beantwoord(
        groep: GroepId, stap: Stapnummer, invoer: Stapantwoorden, u: UitwisselingAfh,
        wie: Schrijver, uit: Response, if_match: IfMatch = None,
    ) -> StapantwoordenUit:  # fmt: skip
        eis = versie_eis(if_match, _kenmerk(groep, stapcode(stap)))
        document = await Aanpak(u, wie).beantwoord(
            groep,
            stap,
            invoer.model_dump(mode="json", by_alias=True, exclude={"bevestigd_zonder_personen"}),
            eis,
            bevestigd=invoer.bevestigd_zonder_personen,
        )
        return _met_vragen(u, stap, _uit(document, uit))

    @router.get(
        "/stapantwoorden/{groepId}/{stap}",
        response_model=StapantwoordenUit,
        **operatie(
            "leesStapantwoorden",
            "Geeft de vragen van een stap met de antwoorden",
            antwoord=voorbeeld,
            koppen=ETAG,
        ),
    )
    def lees(
        groep: GroepId, stap: Stapnummer, u: UitwisselingAfh, wie: Lezer, uit: Response
    ) -> StapantwoordenUit:
        document = Aanpak(u, wie).zoek(groep, stapcode(stap))
        if document is None:
            return _onbeantwoord(u, groep, stap)
        return _met_vragen(u, stap, _uit(document, uit))


def _voeg_cijfers_toe(router: APIRouter) -> None:
    @router.get(
        "/groepscijfers",
        response_model=GroepscijfersUit,
        **operatie(
            "leesGroepscijfers",
            "Geeft cijfers over alle groepen, om tussen groepen te wegen",
            antwoord=VOORBEELD_CIJFERS,
            fouten=(502,),
            beschrijving="Alleen aantallen: geen groep en geen mens is erin te herkennen.",
        ),
    )
    async def cijfers(u: UitwisselingAfh, _: Lezer) -> GroepscijfersUit:
        groepen = await u.gateway.groepen()
        actief = [groep for groep in groepen if groep_loopt(groep)]
        statussen = Counter(str(groep.get("status")) for groep in groepen)
        return GroepscijfersUit(
            per_stap=dict(sorted(Counter(str(groep.get("stap")) for groep in actief).items())),
            geprioriteerd=sum(1 for groep in actief if groep.get("prioritering") == "ja"),
            niet_geprioriteerd=statussen["niet_geprioriteerd"],
            afgesloten=statussen["afgesloten"],
        )


def _kenmerk(groep: str, soort: str) -> str:
    return f"{groep}/{soort}"


def _vorm(document: Document) -> Plandocument:
    return Plandocument(**{naam: getattr(document, naam) for naam in Plandocument.model_fields})


def _uit(document: Document, uit: Response) -> Plandocument:
    uit.headers["ETag"] = etag_van(_kenmerk(document.groep, document.soort), document.versie)
    return _vorm(document)


def _met_vragen(u: UitwisselingAfh, stap: int, document: Plandocument) -> StapantwoordenUit:
    vragen = list(u.dienst.regels.stappen[stap].vragen)
    return StapantwoordenUit(vragen=vragen, **document.model_dump())


def _onbeantwoord(u: UitwisselingAfh, groep: str, stap: int) -> StapantwoordenUit:
    vragen = list(u.dienst.regels.stappen[stap].vragen)
    return StapantwoordenUit(
        groep=groep,
        soort=stapcode(stap),
        inhoud={ANTWOORDEN: [None] * len(vragen), NIET_VAN_TOEPASSING: []},
        versie=0,
        vastgesteld=False,
        tijdstip=None,
        door=None,
        vragen=vragen,
    )


def _voorbeeld(soort: Documentsoort) -> dict[str, Any]:
    return voorbeeld_document(soort.code, dict(soort.voorbeeld))

"""``/v1/werklijst``: what awaits me, by when, and where it is done."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.toegang.medewerker import Medewerker, elke_medewerker
from shared.convenant.termijnen import datum_nl
from shared.overzicht.werklijst.lijst import Overzicht, Werklijst
from shared.overzicht.werklijst.vormen import (
    VOORBEELD_LIJST,
    AantallenUit,
    Afhandeling,
    WerklijstUit,
    WerkstukUit,
)
from shared.partij.bladeren import Plek, blader
from shared.partij.dienst import Dienst
from shared.partij.poorten.werkstuk import Urgentie, Werkfilter, Werkstuk, tel, urgentie
from shared.partij.web.paginering import paginagrootte_van
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze
from shared.web.verzoek.paginering import Cursors

Iedereen = Annotated[Medewerker, Depends(elke_medewerker)]
Cursor = Annotated[
    str | None,
    Query(max_length=1024, description="positie, volgende of vorige van een eerdere pagina."),
]
Soortcode = Annotated[str, Path(pattern=r"^[a-z][a-z-]{1,39}$", description="De soort werk.")]
Onderwerp = Annotated[str, Path(max_length=120, description="Waar het over gaat.")]


def werklijst_router() -> APIRouter:
    """The operations on the work list."""
    router = maak_router("werklijst")
    _voeg_tonen_toe(router)
    _voeg_afhandelen_toe(router)
    return router


def _voeg_tonen_toe(router: APIRouter) -> None:
    @router.get(
        "/werklijst",
        response_model=WerklijstUit,
        **operatie(
            "toonWerklijst",
            "Geeft wat er op u wacht, op volgorde van de dag waarop het klaar moet zijn",
            antwoord=VOORBEELD_LIJST,
            beschrijving=(
                "Alles volgt uit het bestand zelf: wat gedaan is, staat er niet meer. U ziet wat "
                "uw functie mag doen, in de groepen van uw taak. Met `positie` als cursor komt u "
                "op dezelfde plek terug, ook als alles daarvoor intussen is gedaan."
            ),
        ),
    )
    async def toon(
        u: UitwisselingAfh,
        wie: Iedereen,
        cursor: Cursor = None,
        soort: Annotated[str | None, Query(max_length=40, description="Alleen dit werk.")] = None,
        groep: Annotated[Kenmerk | None, Query(description="Alleen deze groep.")] = None,
        urgentie: Annotated[Urgentie | None, Query(description="Hoe snel het moet.")] = None,
        van: Annotated[
            Literal["mij", "functie"],
            Query(description="Alleen wat op uw naam staat, of alles wat uw functie mag doen."),
        ] = "functie",
        paginagrootte: Annotated[
            int | None, Query(ge=1, description="Hoeveel er op een pagina staan.")
        ] = None,
    ) -> WerklijstUit:
        eis_keuze("soort", soort, u.dienst.bijdragen.werksoorten)
        filter_ = Werkfilter(soort, groep, urgentie, wie.autorisatie_id if van == "mij" else None)
        grootte = paginagrootte_van(u.dienst, paginagrootte)
        binding = _binding(wie, filter_)
        cursors = Cursors.uit_instellingen(u.dienst.instellingen)
        plek = None if cursor is None else Plek.uit_json(cursors.lees(cursor, binding))
        overzicht = await Werklijst(u, wie).toon()
        return _uit(u, overzicht, filter_, plek, grootte, cursors, binding)


def _voeg_afhandelen_toe(router: APIRouter) -> None:
    @router.post(
        "/werklijst/{soort}/{onderwerp}/_afhandelen",
        **operatie(
            "handelWerkAf",
            "Zegt dat iets is afgehandeld dat niet vanzelf van de lijst verdwijnt",
            status=204,
            verzoek={"reden": "De weigering is terecht; er gaat geen nieuw bericht."},
            fouten=(409,),
        ),
    )
    async def handel_af(
        soort: Soortcode,
        onderwerp: Onderwerp,
        invoer: Afhandeling,
        u: UitwisselingAfh,
        wie: Iedereen,
    ) -> None:
        await Werklijst(u, wie).handel_af(soort, onderwerp, invoer.reden)


def _binding(wie: Medewerker, filter_: Werkfilter) -> dict[str, JsonWaarde]:
    return {
        "lijst": "werklijst",
        "wie": wie.autorisatie_id,
        "filter": [filter_.soort, filter_.groep, filter_.urgentie, filter_.van],
    }


def _uit(
    u: Uitwisseling,
    overzicht: Overzicht,
    filter_: Werkfilter,
    plek: Plek | None,
    grootte: int,
    cursors: Cursors,
    binding: dict[str, JsonWaarde],
) -> WerklijstUit:
    vandaag = datum_nl(u.dienst.klok())
    breed = Werkfilter(groep=filter_.groep, van=filter_.van)
    binnen = [stuk for stuk in overzicht.stukken if breed.past(stuk, vandaag)]
    per_soort, per_urgentie = tel(binnen, vandaag)
    blad = blader([stuk for stuk in binnen if filter_.past(stuk, vandaag)], plek, grootte)

    def cursor(een: Plek | None) -> str | None:
        return None if een is None else cursors.geef(een.als_json(), binding)

    return WerklijstUit(
        werk=[_stuk_uit(u.dienst, overzicht, stuk) for stuk in blad.stukken],
        aantallen=AantallenUit(
            totaal=len(binnen), per_soort=dict(per_soort), per_urgentie=dict(per_urgentie)
        ),
        volledig=overzicht.groepen is not None,
        positie=cursor(blad.positie),
        volgende=cursor(blad.volgende),
        vorige=cursor(blad.vorige),
    )


def _stuk_uit(dienst: Dienst, overzicht: Overzicht, stuk: Werkstuk) -> WerkstukUit:
    functies = dienst.regels.functies.get(dienst.partij.code, {})
    stand = (overzicht.groepen or {}).get(stuk.groep or "", {})
    return WerkstukUit(
        id=f"{stuk.soort}/{stuk.onderwerp}",
        soort=stuk.soort,
        onderwerp=stuk.onderwerp,
        titel=stuk.titel,
        groep=stuk.groep,
        groepscode=stand.get("code"),
        functies=sorted(
            code
            for code, een in functies.items()
            if stuk.recht in een.rechten and (stuk.functies is None or code in stuk.functies)
        ),
        eigenaar=stuk.eigenaar,
        uiterlijk=stuk.uiterlijk,
        urgentie=urgentie(stuk.uiterlijk, datum_nl(dienst.klok())),
        sinds=stuk.sinds,
        pad=stuk.pad,
        afvinken=overzicht.soorten[stuk.soort].afvinken,
    )

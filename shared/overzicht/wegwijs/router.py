"""``/v1/collegas``, ``/v1/keuzelijsten`` and ``/v1/begrippen``: what to choose from, in words."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, elke_medewerker
from shared.leesbaar.begrippen import BESCHRIJVING, Begrippen, begrippen_van
from shared.leesbaar.begrippen import VOORBEELD as VOORBEELD_BEGRIPPEN
from shared.overzicht.wegwijs.keuzes import keuzelijsten
from shared.partij.web import voorbeelden
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Regel, Uitvoermodel
from shared.verzenden.uitingen.collegas import collegas, na
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

Iedereen = Annotated[Medewerker, Depends(elke_medewerker)]

_COLLEGA: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000012",
    "partij": voorbeelden.ONTVANGER,
    "functie": "functie-a",
    "geldigTot": "2027-06-30",
    "geldig": True,
    "naam": None,
}
_VOORBEELD: dict[str, Any] = {
    "convenant": "voorbeeld-2026",
    "versie": "1.0.0",
    "partijen": {"partij-a": "partij a", "partij-b": "partij b"},
    "functies": {"partij-a": {"functie-a": "medewerker"}},
    "stappen": {"1": "Signalen over groepsgedrag delen"},
    "doelen": {"D1": "criminaliteit en overlast aanpakken en terugdringen"},
    "afweging": ["noodzaak", "proportionaliteit", "subsidiariteit"],
    "kanalen": {"koppelvlak": "het koppelvlak"},
    "overleglocaties": {"partij-a": "een vergaderlocatie van partij a"},
    "categorieen": {"1": "lid van de groep"},
    "lidsoorten": [{"categorie": 1, "titel": "lid van de groep", "bijKind": False}],
    "gegevens": [
        {
            "gegevenssoort": "NAW",
            "titel": "naam, adres en woonplaats",
            "naar": "partij-b",
            "deelnemer": False,
            "stappen": [2, 3],
            "grondslagen": [
                {"code": "GROND_A", "convenant": "1.1", "wet": "de wet", "taakgrondslagen": {}}
            ],
        }
    ],
    "stukken": [
        {
            "stuk": "stuk-a",
            "titel": "een stuk over de groep",
            "naar": "partij-b",
            "stappen": [3, 4],
            "zonderGroep": False,
        }
    ],
    "stukwaarden": {"stuk-a": {"soort": ["waarde-a", "waarde-b"]}},
    "verbeteraard": {"onjuist": "het klopt niet"},
    "aanstellingsopdrachten": {"evaluatie": "de evaluatie van het convenant"},
    "meldingbronnen": ["jongerenwerk"],
    "randvoorwaarden": {"maandelijks-overleg": "elke maand overleg"},
    "eindcriteria": {"overlast-gestopt": "de overlast is gestopt"},
    "uitzonderingsgronden": {},
    "uitzonderingspunten": {},
    "incidentaarden": ["vertrouwelijkheid"],
    "incidentgronden": {"GROND_A": "de opsporing van strafbare feiten (de wet)"},
    "rechtenverzoeken": {
        "rechten": {"inzage": "inzage"},
        "wijzen": {"getoond": "heeft een identiteitsbewijs getoond"},
        "vertegenwoordigers": {"ouder": "ouder met gezag"},
        "voorstellen": ["toewijzen"],
        "nietNoemen": ["GROND_B"],
        "uitkomsten": {"toegewezen": "geeft u wat u vraagt"},
        "gronden": {"GROND_B": "de rechten van anderen (de wet)"},
        "gevolgen": {"inzage": "afschrift"},
        "vervolg": {"klacht": {"bevestigd": "de ontvangst is hem bevestigd"}},
    },
    "vernietigingsgronden": {"termijn": "de termijn is om"},
    "nietActief": {
        "aanleidingen": {
            "aanleiding-a": {"titel": "het begint opnieuw", "vanDeGroep": True, "nieuweGroep": True}
        },
        "uitslagen": {"juist": {"titel": "klopt nog", "blijft": True, "verbetert": False}},
    },
    "bekendmakingsgronden": {"grond-a": "een wettelijk voorschrift verplicht ertoe"},
}


class CollegaUit(Uitvoermodel):
    """Somebody a message, a task or a meeting can name."""

    id: str = Field(description="Voor ontvangendeMedewerker, deelnemers, eigenaar of zaakofficier.")
    partij: str
    functie: str
    geldig_tot: date
    geldig: bool = Field(description="Of vandaag aan alle voorwaarden is voldaan.")
    naam: str | None = Field(description="Alleen van de eigen partij; anderen geven geen namen.")


class CollegasUit(Uitvoermodel):
    """A page of colleagues."""

    collegas: list[CollegaUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class GrondslagUit(Uitvoermodel):
    """A legal basis that can be named."""

    code: str
    convenant: str
    wet: str
    taakgrondslagen: dict[str, str] = Field(
        description="Noem er een in kenmerken.taakgrondslag; leeg: niet nodig."
    )


class GegevenskeuzeUit(Uitvoermodel):
    """A kind of data this party can give to a receiver."""

    gegevenssoort: str
    titel: str
    naar: str = Field(description="De ontvanger.")
    deelnemer: bool = Field(
        description="Of het over een eigen medewerker gaat: noem dan deelnemer en geen persoon."
    )
    stappen: list[int] = Field(description="In welke stappen het kan gaan.")
    grondslagen: list[GrondslagUit]


class StukkeuzeUit(Uitvoermodel):
    """A stuk an official of this party can give to a receiver."""

    stuk: str
    titel: str
    naar: str = Field(description="De ontvanger.")
    stappen: list[int] = Field(description="In welke stappen van de groep het kan gaan.")
    zonder_groep: bool = Field(description="Of het ook kan als er nog geen groep is.")


class RechtenverzoekkeuzesUit(Uitvoermodel):
    """What goes with a request about one's own data, at this party."""

    rechten: dict[str, str] = Field(description="Wat iemand kan vragen.")
    wijzen: dict[str, str] = Field(description="Hoe is vastgesteld wie het vraagt.")
    vertegenwoordigers: dict[str, str] = Field(description="Als wat iemand voor een ander vraagt.")
    voorstellen: list[str] = Field(description="Wat u bij het afstemmen kunt voorstellen.")
    niet_noemen: list[str] = Field(
        description="Op welke van de gronden u zegt dat het antwoord u niet noemt."
    )
    uitkomsten: dict[str, str]
    gronden: dict[str, str] = Field(description="Waarop u onder uw eigen wet iets afwijst.")
    gevolgen: dict[str, str] = Field(
        description="Wat er gebeurt als een recht wordt toegewezen: afschrift, verbeteren, "
        "vernietigen of beperken."
    )
    vervolg: dict[str, dict[str, str]] = Field(description="Wat er na een klacht of claim volgt.")


class AanleidingUit(Uitvoermodel):
    """Why one may look back into what is kept, and what one names then."""

    titel: str
    van_de_groep: bool = Field(
        description="Of het gaat om wie in een groep zat; anders om een naam met geboortedatum."
    )
    nieuwe_groep: bool = Field(description="Of u de groep noemt die nu loopt.")


class UitslagUit(Uitvoermodel):
    """What one can find of something that is kept."""

    titel: str
    blijft: bool = Field(description="Anders is het meteen weg.")
    verbetert: bool = Field(description="Alleen van eigen gegevens, met wat er hoort te staan.")


class NietActiefUit(Uitvoermodel):
    """Looking back into what is kept after a group closed."""

    aanleidingen: dict[str, AanleidingUit]
    uitslagen: dict[str, UitslagUit]


class LidsoortUit(Uitvoermodel):
    """As what a person can belong to a group."""

    categorie: int
    titel: str
    bij_kind: bool = Field(description="Of hij er alleen bij hoort met een kind, dat zelf lid is.")


class KeuzelijstenUit(Uitvoermodel):
    """The covenant's codes with what they mean, for this party."""

    convenant: str
    versie: str
    partijen: dict[str, str]
    functies: dict[str, dict[str, str]] = Field(description="Per partij.")
    stappen: dict[str, str]
    doelen: dict[str, str] = Field(description="Waarvoor deze partij mag verstrekken.")
    afweging: list[str] = Field(description="Wat deze partij bij elk bericht bevestigt.")
    kanalen: dict[str, str]
    overleglocaties: dict[str, str]
    categorieen: dict[str, str]
    lidsoorten: list[LidsoortUit] = Field(
        description="Als wat iemand bij een groep kan horen. Geef de categorie bij het lid mee."
    )
    gegevens: list[GegevenskeuzeUit] = Field(
        description="Wat deze partij aan wie kan geven, en op welke grond."
    )
    stukken: list[StukkeuzeUit] = Field(
        description="Wat deze partij over een groep aan wie kan geven."
    )
    stukwaarden: dict[str, dict[str, list[str]]] = Field(
        description="Per stuk wat in een lid met vaste waarden kan staan, ook bij het antwoord op "
        "een vraag en bij een signaal dat u vastlegt."
    )
    verbeteraard: dict[str, str] = Field(description="Wat er aan een gegeven niet klopt.")
    aanstellingsopdrachten: dict[str, str] = Field(description="Waarvoor men een auditor aanstelt.")
    meldingbronnen: list[str] = Field(description="Bronnen die tellen voor het startbesluit.")
    randvoorwaarden: dict[str, str]
    eindcriteria: dict[str, str]
    uitzonderingsgronden: dict[str, str] = Field(description="Om iemand niet te informeren.")
    incidentaarden: list[str] = Field(description="Wat er met gegevens kan zijn gebeurd.")
    incidentgronden: dict[str, str] = Field(
        description="Waarop u onder uw eigen wet iemand niet of later van een incident vertelt."
    )
    rechtenverzoeken: RechtenverzoekkeuzesUit
    vernietigingsgronden: dict[str, str] = Field(
        description="Waarop een mens kan voorstellen om iemand te vernietigen."
    )
    niet_actief: NietActiefUit = Field(
        description="Waarom u terugkijkt in wat is bewaard, en wat u ervan vindt."
    )
    bekendmakingsgronden: dict[str, str] = Field(
        description="Waarop u vastlegt dat iets aan een derde is gegeven."
    )
    uitzonderingspunten: dict[str, dict[str, str]] = Field(
        description="Wat u bij zo'n grond weegt: elk punt krijgt een eigen antwoord."
    )


def wegwijs_router() -> APIRouter:
    """Whom one can write to, and what one can choose from."""
    router = maak_router("keuzes")

    @router.get(
        "/collegas",
        response_model=CollegasUit,
        **operatie(
            "lijstCollegas",
            "Geeft aan wie een bericht, taak of uitnodiging gericht kan worden, bij elke partij",
            antwoord={"collegas": [_COLLEGA], "volgende": None},
            fouten=(502,),
        ),
    )
    async def lijst(
        u: UitwisselingAfh, _: Lezer, pagina: PaginaAfh,
        partij: Annotated[Regel | None, Query(description="Alleen van deze partij.")] = None,
        functie: Annotated[Regel | None, Query(description="Alleen met deze functie.")] = None,
    ) -> CollegasUit:  # fmt: skip
        per_partij = u.dienst.regels.functies
        eis_keuze("partij", partij, per_partij)
        eis_keuze("functie", functie, {een for van in per_partij.values() for een in van})
        gevonden = na(await collegas(u.dienst, u.gateway, partij, functie), pagina.na)
        deel, volgende = pagina.snijd(gevonden[: pagina.een_meer()], lambda een: een.id)
        rijen = [CollegaUit(**vars(een)) for een in deel]
        return CollegasUit(collegas=rijen, volgende=volgende)

    @router.get(
        "/keuzelijsten",
        response_model=KeuzelijstenUit,
        **operatie(
            "toonKeuzelijsten",
            "Geeft de codes waaruit u kunt kiezen, met wat ze betekenen",
            antwoord=_VOORBEELD,
            beschrijving=(
                "Uit het convenant dat deze dienst toepast. Of iets in een bepaald geval mag, zegt "
                "verstrekkingen/_voorbeeld."
            ),
        ),
    )
    def toon(u: UitwisselingAfh, _: Iedereen) -> KeuzelijstenUit:
        partij = u.dienst.partij
        keuzes = keuzelijsten(u.dienst.regels, partij.code, partij.bronnen)
        return KeuzelijstenUit.model_validate(keuzes)

    @router.get(
        "/begrippen",
        **operatie(
            "leesBegrippen",
            "Geeft elke code van het convenant en van het logboek, met wat zij betekent",
            antwoord=VOORBEELD_BEGRIPPEN,
            beschrijving=f"{BESCHRIJVING} Wat u zelf kunt kiezen zegt keuzelijsten.",
        ),
    )
    def toon_begrippen(
        u: UitwisselingAfh,
        _: Iedereen,
        soort: Annotated[
            Regel | None, Query(description="Alleen deze soort, zoals redenen.")
        ] = None,
    ) -> Begrippen:
        begrippen = begrippen_van(u.dienst.regels)
        eis_keuze("soort", soort, begrippen.soorten)
        return begrippen.van_soort(soort)

    return router

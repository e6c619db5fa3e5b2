"""S10: put together what one party gets, on one page; what may not is shown beside the choice.

What was chosen waits in the sealed session under a short name, as codes and identifiers only: no
value and no name of anybody. Every opening asks the service again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.woorden import Woordenlijst

AFWEGING = ("noodzaak", "proportionaliteit", "subsidiariteit", "zwaarwegendAlgemeenBelang")
_SOORT = "geven"
_TITEL = "Gegevens geven"
LEDEN_SCHRIJVEN = "groepsleden.schrijven"
_MEESTE_CONCEPTEN = 20
_NAMEN = "naam,leeftijd"


def leg_concept_aan(verzoek: Verzoek, concept: Mapping[str, Any]) -> str:
    """Keep a message that is being put together; its short name. The oldest make room."""
    vragen = verzoek.sessie.vragen
    sleutel = secrets.token_hex(4)
    vragen[sleutel] = {"soort": _SOORT, **concept}
    for oud in list(vragen)[: max(0, len(vragen) - _MEESTE_CONCEPTEN)]:
        del vragen[oud]
    return sleutel


def concept_van(verzoek: Verzoek) -> dict[str, Any]:
    """What stands under the name in the address. Faults: `NietGevonden`."""
    concept: dict[str, Any] | None = verzoek.sessie.vragen.get(verzoek.deel("concept"))
    if concept is None or concept["soort"] != _SOORT:
        raise NietGevonden
    return concept


def toon_niemand(verzoek: Verzoek, groep: str, titel: str) -> Response:
    """Instead of a form about people, in a group in which nobody is."""
    erbij = f"/groepen/{groep}/leden/erbij" if verzoek.sessie.mag(LEDEN_SCHRIJVEN) else ""
    return verzoek.toon(
        "niemand.html", titel, kruimels=[("Groepen", "/groepen")], erbij=erbij,
        terug=f"/groepen/{groep}",
    )  # fmt: skip


async def kies_ontvanger(verzoek: Verzoek) -> Response:
    """First: to whom. The rest of the page follows from it."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand = await verzoek.api.haal(f"/groepen/{groep}")
    if not toestand["aantallen"]["leden"]:
        return toon_niemand(verzoek, groep, _TITEL)
    eigen = verzoek.bediening.portaal.partij
    return verzoek.toon(
        "ontvanger.html",
        _TITEL,
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        partijen=[
            (code, begrippen.partij(code))
            for code in begrippen.soorten.get("partijen", {})
            if code != eigen
        ],
    )


async def begin(verzoek: Verzoek) -> Response:
    """A new message to this party."""
    groep = verzoek.deel("groep")
    toestand = await verzoek.api.haal(f"/groepen/{groep}")
    concept = {
        "groep": groep,
        "code": toestand["code"],
        "aan": verzoek.veld("aan"),
        "antwoord_op": verzoek.veld("antwoord_op"),
        "opdracht": None,
        "keuze": {},
        "sleutel": secrets.token_hex(16),
    }
    sleutel = leg_concept_aan(verzoek, concept)
    await verzoek.bewaar()
    return verzoek.naar(f"/geven/{sleutel}")


async def stel_samen(verzoek: Verzoek, fouten: list[tuple[str, str]] | None = None) -> Response:
    """The page with every choice, and what was chosen before."""
    concept, api = concept_van(verzoek), verzoek.api
    groep, aan = concept["groep"], concept["aan"]
    begrippen = await verzoek.begrippen()
    leden, collegas, vragen, watmag = await api.samen(
        f"/groepen/{groep}/leden?met={_NAMEN}",
        f"/collegas?partij={quote(aan, safe='')}&paginagrootte=100",
        f"/informatieverzoeken?groep={groep}&richting=in&paginagrootte=100",
        f"/groepen/{groep}/wat-mag?naar={quote(aan, safe='')}",
    )
    personen = [een["persoonId"] for een in leden["leden"] if een["persoonId"]]
    if not personen:
        return toon_niemand(verzoek, groep, _TITEL)
    mogelijk = await api.stuur(
        "POST",
        "/verstrekkingen/_mogelijkheden",
        {"groep": groep, "ontvanger": aan, "personen": personen},
    )
    gegevens = [een for ontvanger in watmag["ontvangers"] for een in ontvanger["gegevens"]]
    return verzoek.toon(
        "geven.html",
        _TITEL,
        422 if fouten else 200,
        kruimels=[("Groepen", "/groepen"), (concept["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        concept=concept,
        naam=verzoek.deel("concept"),
        keuze=concept["keuze"],
        fouten=fouten or [],
        aan=begrippen.partij(aan),
        stap=watmag["stap"],
        mensen=_mensen(mogelijk["personen"], leden["leden"], begrippen, verzoek),
        ontvangers=ontvangers(collegas["collegas"], begrippen),
        doelen=_doelen(mogelijk["personen"], begrippen),
        taken=_taken(gegevens),
        vragen=[een for een in vragen["informatieverzoeken"] if _staat_open(een, aan)],
    )


def _staat_open(vraag: Mapping[str, Any], aan: str) -> bool:
    """Whether one may still answer: also once more, to what was answered before."""
    return vraag["van"] == aan and not vraag["teruggenomenOp"] and not vraag["vervallen"]


def ontvangers(
    collegas: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[tuple[str, str]]:
    """Who there may receive: by function; of two with one function, the second is called so."""
    namen: dict[str, int] = {}
    lijst = []
    for een in collegas:
        rij = begrippen.rij("functies", een["functie"])
        if not een["geldig"] or "ontvangen" not in rij.get("rechten", ()):
            continue
        kort = begrippen.kort("functies", een["functie"])
        namen[kort] = namen.get(kort, 0) + 1
        lijst.append((een["id"], kort if namen[kort] == 1 else f"{kort} {namen[kort]}"))
    return lijst


def _mensen(
    personen: Iterable[Mapping[str, Any]],
    leden: Iterable[Mapping[str, Any]],
    begrippen: Woordenlijst,
    verzoek: Verzoek,
) -> list[dict[str, Any]]:
    wie = {een["persoonId"]: een for een in leden}
    mensen = []
    for persoon in personen:
        lid = wie[persoon["persoon"]]
        mag, niet = [], []
        for soort in persoon["soorten"]:
            for nummer, een in enumerate(soort["gegevens"], 1):
                titel = soort["titel"]
                if len(soort["gegevens"]) > 1:
                    titel = f"{titel}, nummer {nummer} van {len(soort['gegevens'])}"
                if een["mag"]:
                    waarde = json.dumps(
                        [persoon["persoon"], soort["gegevenssoort"], een["gegeven"], een["gronden"]]
                    )
                    mag.append((verzoek.handvat(waarde), titel))
                else:
                    zinnen = [begrippen.in_woorden(reden["zin"]) for reden in een["redenen"]]
                    niet.append((titel, zinnen))
        mensen.append(
            {
                "naam": lid.get("naam") or "Naam onbekend",
                "hoort": begrippen.kort("categorieen", str(lid["categorie"])),
                "leeftijd": lid.get("leeftijdsklasse"),
                "mag": mag,
                "niet": niet,
            }
        )
    return sorted(mensen, key=lambda een: str(een["naam"]))


def _doelen(
    personen: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[tuple[str, str]]:
    codes = {
        doel
        for persoon in personen
        for soort in persoon["soorten"]
        for een in soort["gegevens"]
        if een["mag"]
        for doel in een["doelen"]
    }
    return [(code, begrippen.kort("doelen", code)) for code in sorted(codes)]


def _taken(gegevens: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Where the law asks it: for which task of its own the sender gives this."""
    taken: dict[str, str] = {}
    for een in gegevens:
        for grond in een["gronden"]:
            taken |= grond["taakgrondslagen"] or {}
    return sorted(taken.items())


def opdracht_uit(verzoek: Verzoek, concept: Mapping[str, Any], stap: int) -> dict[str, Any]:
    """The order the service gets, from the fields of the form."""
    delen = []
    for handvat in verzoek.keuzes("deel"):
        persoon, soort, gegeven, gronden = verzoek.lijst_achter(handvat)
        deel = {"persoon": persoon, "gegevenssoort": soort, "grondslag": gronden[0]}
        if gegeven:
            deel["gegeven"] = gegeven
        if verzoek.veld("taak"):
            deel["kenmerken"] = {"taakgrondslag": verzoek.veld("taak")}
        delen.append(deel)
    afweging: dict[str, Any] = {naam: True for naam in AFWEGING if verzoek.veld(naam)}
    opdracht = {
        "groep": concept["groep"],
        "ontvanger": concept["aan"],
        "ontvangendeMedewerker": verzoek.veld("medewerker"),
        "stap": stap,
        "doel": verzoek.veld("doel"),
        "afweging": {**afweging, "motivering": verzoek.veld("motivering")},
        "onderdelen": delen,
    }
    if verzoek.veld("antwoord_op"):
        opdracht["inReactieOp"] = verzoek.veld("antwoord_op")
    return opdracht


def ontbreekt(opdracht: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody forgot: the field, and what is asked."""
    regels = (
        ("medewerker", bool(opdracht["ontvangendeMedewerker"]), "Kies bij wie het aankomt."),
        ("gegevens", bool(opdracht["onderdelen"]), "Kies ten minste één gegeven."),
        ("doel", bool(opdracht["doel"]), "Kies waarvoor de ander het krijgt."),
        ("motivering", bool(opdracht["afweging"]["motivering"]), "Schrijf op waarom dit nodig is."),
    )
    return [(veld, zin) for veld, goed, zin in regels if not goed]


async def neem_over(verzoek: Verzoek) -> Response:
    """The form came in: on to the preview, or back with what is missing."""
    concept = concept_van(verzoek)
    toestand = await verzoek.api.haal(f"/groepen/{concept['groep']}")
    opdracht = opdracht_uit(verzoek, concept, toestand["stap"])
    concept["keuze"] = {naam: een for naam, een in verzoek.velden.items() if naam != "_csrf"}
    concept["opdracht"] = opdracht
    concept["antwoord_op"] = verzoek.veld("antwoord_op")
    await verzoek.bewaar()
    fouten = ontbreekt(opdracht)
    if fouten:
        return await stel_samen(verzoek, fouten)
    return verzoek.naar(f"/geven/{verzoek.deel('concept')}/voorbeeld")


SCHERMEN = (
    Scherm("ontvanger", "GET", "/groepen/{groep:uuid}/geven", kies_ontvanger, "verstrekken", 1),
    Scherm("begin-geven", "POST", "/groepen/{groep:uuid}/geven", begin, "verstrekken", 1),
    Scherm("geven", "GET", "/geven/{concept}", stel_samen, "verstrekken", 2),
    Scherm("overnemen", "POST", "/geven/{concept}", neem_over, "verstrekken", 3),
)

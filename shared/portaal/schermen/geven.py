"""S10: put together what one party gets, on one page; what may not is shown beside the choice.

What was chosen waits at the service, for who chose it, as codes and identifiers only: no value and
no name of anybody. Every opening asks the service again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier.gevenconcept import (
    Geefconcept,
    keuze_uit,
    leg_weg,
    plaats_van,
    uit_bewaard,
    van_adres,
    zoek,
)
from shared.portaal.formulier.gevenkeuzes import AFWEGING, GEVEN, ontvangers, toon_niemand
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import telwoord
from shared.portaal.woorden import Woordenlijst

_TITEL = "Gegevens geven"
_NAMEN = "naam,leeftijd"
_ZONDER_EIGEN = 4
_EIGEN_NODIG = "Zet bij elk gegeven dat een eigen motivering vraagt het vinkje dat u die opschreef."


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
    """A message to this party: a new one, or what one was putting together for it."""
    groep, aan = verzoek.deel("groep"), verzoek.veld("aan")
    if aan not in (await verzoek.begrippen()).soorten.get("partijen", {}):
        raise NietGevonden
    eerder = await zoek(verzoek, groep, aan)
    if eerder is None or eerder.verstuurd:
        toestand = await verzoek.api.haal(f"/groepen/{groep}")
        eerder = Geefconcept(groep, aan, toestand["code"], toestand["stap"])
    eerder.antwoord_op = verzoek.veld("antwoord_op") or eerder.antwoord_op
    await leg_weg(verzoek, eerder)
    return verzoek.naar(f"/geven/{eerder.naam}")


async def begin_leeg(verzoek: Verzoek) -> Response:
    """Throw away what was chosen and written."""
    groep, aan = verzoek.deel("groep"), verzoek.deel("aan")
    toestand = await verzoek.api.haal(f"/groepen/{groep}")
    await leg_weg(verzoek, Geefconcept(groep, aan, toestand["code"], toestand["stap"]))
    return verzoek.naar(f"/geven/{groep}/{aan}")


def veranderd(
    concept: Geefconcept, stap: int, aangeboden: Iterable[str], open_vragen: Iterable[str]
) -> list[str]:
    """What became of it since: a concept that is older than what it is about says so."""
    zinnen = []
    if concept.is_begonnen and concept.stap != stap:
        zinnen.append(f"De groep is nu in stap {stap}. U begon in stap {concept.stap}.")
    weg = len(set(concept.delen) - set(aangeboden))
    if weg:
        een = "gegeven dat u koos is er niet meer, of mag"
        wat = telwoord(weg, een, "gegevens die u koos zijn er niet meer, of mogen")
        zinnen.append(f"{wat} nu niet mee.")
    if concept.antwoord_op and concept.antwoord_op not in open_vragen:
        zinnen.append("De vraag waarop u antwoordt, staat niet meer open.")
    return zinnen


async def stel_samen(
    verzoek: Verzoek,
    fouten: list[tuple[str, str]] | None = None,
    getypt: Geefconcept | None = None,
) -> Response:
    """The page with every choice, and what was chosen before, or just now."""
    groep, aan, api = verzoek.deel("groep"), verzoek.deel("aan"), verzoek.api
    begrippen = await verzoek.begrippen()
    bewaard, leden, collegas, alle_vragen, watmag = await api.samen(
        plaats_van(verzoek, groep, aan).pad,
        f"/groepen/{groep}/leden?met={_NAMEN}",
        f"/collegas?partij={quote(aan, safe='')}&paginagrootte=100",
        f"/informatieverzoeken?groep={groep}&richting=in&paginagrootte=100",
        f"/groepen/{groep}/wat-mag?naar={quote(aan, safe='')}",
    )
    concept = getypt or uit_bewaard(bewaard)
    if concept is None:
        raise NietGevonden
    if concept.verstuurd:
        return verzoek.naar(f"/berichten/{concept.verstuurd}")
    personen = [een["persoonId"] for een in leden["leden"] if een["persoonId"]]
    if not personen:
        return toon_niemand(verzoek, groep, _TITEL)
    mogelijk = await api.stuur(
        "POST",
        "/verstrekkingen/_mogelijkheden",
        {"groep": groep, "ontvanger": aan, "personen": personen},
    )
    gegevens = [een for ontvanger in watmag["ontvangers"] for een in ontvanger["gegevens"]]
    mensen = _mensen(mogelijk["personen"], leden["leden"], begrippen, verzoek)
    vragen = [een for een in alle_vragen["informatieverzoeken"] if _staat_open(een, aan)]
    aangeboden = [verzoek.achter(waarde) for mens in mensen for waarde, *_ in mens["mag"]]
    return verzoek.toon(
        "geven.html",
        _TITEL,
        422 if fouten else 200,
        kruimels=[("Groepen", "/groepen"), (concept.code, f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        concept=concept,
        naam=concept.naam,
        keuze={
            **concept.keuze, "motivering": [concept.motivering],
            "deel": [verzoek.handvat(een) for een in concept.delen],
            "eigen": [verzoek.handvat(een) for een in concept.eigen],
        },
        sinds=concept.op if concept.is_begonnen and not fouten else "",
        veranderd=veranderd(concept, watmag["stap"], aangeboden, [een["id"] for een in vragen]),
        fouten=fouten or [],
        aan=begrippen.partij(aan),
        stap=watmag["stap"],
        mensen=mensen,
        ontvangers=ontvangers(collegas["collegas"], begrippen),
        doelen=_doelen(mogelijk["personen"], begrippen),
        taken=_taken(gegevens),
        vragen=vragen,
    )  # fmt: skip


def _staat_open(vraag: Mapping[str, Any], aan: str) -> bool:
    """Whether one may still answer: also once more, to what was answered before."""
    return vraag["van"] == aan and not vraag["teruggenomenOp"] and not vraag["vervallen"]


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
        mag: list[tuple[str, str, bool]] = []
        niet: list[tuple[str, list[str]]] = []
        for soort in persoon["soorten"]:
            for nummer, een in enumerate(soort["gegevens"], 1):
                titel = soort["titel"]
                if len(soort["gegevens"]) > 1:
                    titel = f"{titel}, nummer {nummer} van {len(soort['gegevens'])}"
                if een["mag"]:
                    waarde = _waarde_van(persoon["persoon"], soort["gegevenssoort"], een)
                    mag.append((verzoek.handvat(waarde), titel, een["eigenMotivering"]))
                else:
                    zinnen = [begrippen.in_woorden(reden["zin"]) for reden in een["redenen"]]
                    niet.append((titel, [*zinnen, *filter(None, [een["beletsel"]])]))
        mensen.append(
            {
                "naam": lid.get("naam") or "Naam onbekend",
                "hoort": begrippen.kort("categorieen", str(lid["categorie"])),
                "leeftijd": lid.get("leeftijdsklasse"),
                "mag": mag,
                "niet": niet,
                "pad": f"/personen/{verzoek.handvat(persoon['persoon'])}?deel=eigen",
            }
        )
    return sorted(mensen, key=lambda een: str(een["naam"]))


def _waarde_van(persoon: str, soort: str, een: Mapping[str, Any]) -> str:
    """What stands behind a choice; the last only where a motivation of its own is asked."""
    waarde: list[Any] = [persoon, soort, een["gegeven"], een["gronden"]]
    return json.dumps([*waarde, True] if een["eigenMotivering"] else waarde)


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


def opdracht_uit(verzoek: Verzoek, concept: Geefconcept, stap: int) -> dict[str, Any]:
    """The order the service gets, from the fields of the form."""
    delen = []
    for handvat in verzoek.keuzes("deel"):
        persoon, soort, gegeven, gronden, *_ = verzoek.lijst_achter(handvat)
        deel = {"persoon": persoon, "gegevenssoort": soort, "grondslag": gronden[0]}
        if gegeven:
            deel["gegeven"] = gegeven
        kenmerken: dict[str, Any] = {}
        if verzoek.veld("taak"):
            kenmerken["taakgrondslag"] = verzoek.veld("taak")
        if handvat in verzoek.keuzes("eigen"):
            kenmerken["extraMotivering"] = True
        if kenmerken:
            deel["kenmerken"] = kenmerken
        delen.append(deel)
    afweging: dict[str, Any] = {naam: True for naam in AFWEGING if verzoek.veld(naam)}
    opdracht = {
        "groep": concept.groep,
        "ontvanger": concept.aan,
        "ontvangendeMedewerker": verzoek.veld("medewerker"),
        "stap": stap,
        "doel": verzoek.veld("doel"),
        "afweging": {**afweging, "motivering": verzoek.veld("motivering")},
        "onderdelen": delen,
    }
    if verzoek.veld("antwoord_op"):
        opdracht["inReactieOp"] = verzoek.veld("antwoord_op")
    return opdracht


def ontbreekt(opdracht: Mapping[str, Any], *, gemotiveerd: bool = True) -> list[tuple[str, str]]:
    """What somebody forgot: the field, and what is asked. `gemotiveerd`: what asks a motivation of
    its own has one."""
    regels = (
        ("medewerker", bool(opdracht["ontvangendeMedewerker"]), "Kies bij wie het aankomt."),
        ("gegevens", bool(opdracht["onderdelen"]), "Kies ten minste één gegeven."),
        ("gegevens", gemotiveerd, _EIGEN_NODIG),
        ("doel", bool(opdracht["doel"]), "Kies waarvoor de ander het krijgt."),
        ("motivering", bool(opdracht["afweging"]["motivering"]), "Schrijf op waarom dit nodig is."),
    )
    return [(veld, zin) for veld, goed, zin in regels if not goed]


async def neem_over(verzoek: Verzoek) -> Response:
    """The form came in: kept, and on to the preview, or back with what is missing."""
    concept = await van_adres(verzoek)
    if concept.verstuurd:
        return verzoek.naar(f"/berichten/{concept.verstuurd}")
    toestand = await verzoek.api.haal(f"/groepen/{concept.groep}")
    concept.stap = toestand["stap"]
    concept.opdracht = opdracht_uit(verzoek, concept, concept.stap)
    concept.keuze = keuze_uit(verzoek, AFWEGING)
    concept.delen = [json.dumps(verzoek.lijst_achter(een)) for een in verzoek.keuzes("deel")]
    concept.motivering = verzoek.veld("motivering")
    concept.antwoord_op = verzoek.veld("antwoord_op")
    concept.eigen = [
        een for een in concept.delen if verzoek.handvat(een) in verzoek.keuzes("eigen")
    ]
    zonder = [een for een in concept.delen if een not in concept.eigen]
    kaal = any(len(json.loads(een)) > _ZONDER_EIGEN for een in zonder)
    fouten = ontbreekt(concept.opdracht, gemotiveerd=not kaal)
    try:
        await leg_weg(verzoek, concept)
    except ApiFout as fout:
        if not fout.fouten:
            raise
        fouten += [("motivering", str(een.get("melding", ""))) for een in fout.fouten]
    if fouten:
        return await stel_samen(verzoek, fouten, concept)
    return verzoek.naar(f"/geven/{concept.naam}/voorbeeld")


SCHERMEN = (
    Scherm("ontvanger", "GET", "/groepen/{groep:uuid}/geven", kies_ontvanger, "verstrekken", 1),
    Scherm("begin-geven", "POST", "/groepen/{groep:uuid}/geven", begin, "verstrekken", 3),
    Scherm("geven", "GET", GEVEN, stel_samen, "verstrekken", 2),
    Scherm("overnemen", "POST", GEVEN, neem_over, "verstrekken", 5),
    Scherm("begin-leeg", "POST", f"{GEVEN}/leeg", begin_leeg, "verstrekken", 2),
)

"""S19: the groepsscan. Facts and care apart; it stays here, and who walks the beat fills it in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import vraagregel
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import (
    GEHEIM,
    KEUZE,
    LIJST,
    TEKST,
    Fouten,
    Invulblad,
    Invulveld,
)
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import moment

LEZEN, SCHRIJVEN = "groepsscan.lezen", "groepsscan.schrijven"
SOORTEN = (
    ("misdrijf", "Een strafbaar feit"),
    ("overlast", "Overlast"),
    ("zorg", "Zorg: ik maak mij zorgen over hem"),
)
_AARD = (
    ("feit", "Een feit: ik zag het zelf, of het staat vast"),
    ("oordeel", "Een oordeel: zo denk ik erover"),
)
_SOORTNAMEN = {"misdrijf": "Strafbaar feit", "overlast": "Overlast", "zorg": "Zorg"}


async def toon_groepen(verzoek: Verzoek) -> Response:
    """The groups of one's task: where there is something to fill in."""
    begrippen = await verzoek.begrippen()
    groepen = await verzoek.api.haal("/groepen")
    return verzoek.toon(
        "politie/groepsscans.html",
        "Groepsscan",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groepen=[een for een in groepen["groepen"] if not een["afgeslotenOp"]],
    )


def signaalregels(signalen: Iterable[Mapping[str, Any]], hier: str) -> list[dict[str, Any]]:
    """What somebody wrote about one person."""
    return [
        {
            "tekst": een["omschrijving"],
            "soort": _SOORTNAMEN.get(een["soort"], ""),
            "op": een["aangemaaktOp"],
            "weg": f"{hier}/signalen/{een['id']}/weg",
        }
        for een in signalen
    ]


async def toon_scan(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The scan of a group: what is in it for who reads it; to begin or fill in for who writes."""
    begrippen = await verzoek.begrippen()
    groep = verzoek.deel("groep")
    api = verzoek.api
    toestand, scans, vragen = await asyncio.gather(
        api.haal(f"/groepen/{groep}"),
        api.haal(f"/groepen/{groep}/groepsscans"),
        api.haal("/informatieverzoeken", groep=groep, richting="in", paginagrootte=100),
    )
    lijst = scans["groepsscans"]
    laatste = lijst[-1] if lijst else None
    hier = f"/groepen/{groep}/groepsscan"
    personen: list[dict[str, Any]] = []
    weggelaten = 0
    if laatste is not None and verzoek.sessie.mag(LEZEN):
        scan = await api.haal(f"/groepen/{groep}/groepsscans/{laatste['id']}")
        bij = f"{hier}/{laatste['id']}"
        weggelaten = scan["weggelaten"]
        personen = [
            {
                "naam": een["naam"] or "Naam niet voor uw functie",
                "pad": f"/personen/{verzoek.handvat(een['persoonId'])}",
                "feiten": signaalregels(een["feiten"], bij),
                "oordelen": signaalregels(een["oordelen"], bij),
                "zorg": signaalregels(een["zorgsignalen"], bij),
            }
            for een in scan["personen"]
        ]
    mogelijk = [
        (een["id"], f"{vraagregel(een, begrippen)['titel']}, {moment(een['gemaaktOp'])}")
        for een in vragen["informatieverzoeken"]
        if not een["teruggenomenOp"] and een["id"] not in {scan["verzoekId"] for scan in lijst}
    ]
    vorm = Invulblad(_beginvelden(mogelijk), "Begin een groepsscan", hier)
    return verzoek.toon(
        "politie/groepsscan.html",
        "Groepsscan",
        422 if fouten else 200,
        kruimels=[("Groepsscan", "/groepsscan"), (toestand["code"], f"/groepen/{groep}")],
        hier="/groepsscan",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        laatste=laatste,
        personen=personen,
        weggelaten=weggelaten,
        leest=verzoek.sessie.mag(LEZEN),
        invullen=f"{hier}/{laatste['id']}/signaal" if laatste else "",
        formulier=vorm.met(verzoek.velden, fouten) if mogelijk else None,
    )


def _beginvelden(vragen: list[tuple[str, str]]) -> tuple[Invulveld, ...]:
    return (Invulveld("verzoekId", "Bij welke vraag hoort de scan?", LIJST, keuzes=vragen),)


async def begin(verzoek: Verzoek) -> Response:
    """Begin one, because another party asked with a reason."""
    groep = verzoek.deel("groep")

    async def doe(inhoud: dict[str, Any]) -> str:
        await verzoek.api.stuur("POST", f"/groepen/{groep}/groepsscans", inhoud)
        return f"/groepen/{groep}/groepsscan"

    return await dien_in(verzoek, _beginvelden([]), doe, toon_scan)


def signaalvelden(mensen: list[tuple[str, str]]) -> tuple[Invulveld, ...]:
    return (
        Invulveld("persoonId", "Over wie gaat het?", GEHEIM, keuzes=mensen),
        Invulveld("soort", "Wat was het?", KEUZE, keuzes=SOORTEN),
        Invulveld("omschrijving", "Wat zag u?", TEKST, hint="Schrijf niets over anderen."),
        Invulveld("aard", "Is dit een feit of een oordeel?", KEUZE, keuzes=_AARD),
    )


async def toon_signaal(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """One large form, made for a telephone: about whom, what, and fact or judgement."""
    begrippen = await verzoek.begrippen()
    groep, scan = verzoek.deel("groep"), verzoek.deel("scan")
    toestand, leden = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"),
        verzoek.api.haal(f"/groepen/{groep}/leden", met="naam,leeftijd"),
    )
    mensen = sorted(
        (f"{een['naam'] or 'Naam onbekend'}, {een['leeftijdsklasse'] or 'leeftijd onbekend'}",
         verzoek.handvat(een["persoonId"]))
        for een in leden["leden"]
    )  # fmt: skip
    hier = f"/groepen/{groep}/groepsscan/{scan}/signaal"
    velden = signaalvelden([(handvat, naam) for naam, handvat in mensen])
    return verzoek.toon(
        "politie/signaal.html",
        "Wat zag u?",
        422 if fouten else 200,
        kruimels=[
            ("Groepsscan", "/groepsscan"),
            (toestand["code"], f"/groepen/{groep}/groepsscan"),
        ],
        hier="/groepsscan",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        gedaan=verzoek.vraag("gedaan") == "ja",
        formulier=Invulblad(velden, "Zet dit in de groepsscan", hier).met(verzoek.velden, fouten),
    )


async def voeg_toe(verzoek: Verzoek) -> Response:
    """Put it in the scan, and ready for the next."""
    groep, scan = verzoek.deel("groep"), verzoek.deel("scan")

    async def doe(inhoud: dict[str, Any]) -> str:
        pad = f"/groepen/{groep}/groepsscans/{scan}/signalen"
        await verzoek.api.stuur("POST", pad, inhoud, koppen=verzoek.een_keer)
        return f"/groepen/{groep}/groepsscan/{scan}/signaal?gedaan=ja"

    return await dien_in(verzoek, signaalvelden([]), doe, toon_signaal)


async def haal_weg(verzoek: Verzoek) -> Response:
    """Take something out again."""
    groep, scan, signaal = (verzoek.deel(een) for een in ("groep", "scan", "signaal"))
    await verzoek.api.stuur("DELETE", f"/groepen/{groep}/groepsscans/{scan}/signalen/{signaal}")
    return verzoek.naar(f"/groepen/{groep}/groepsscan")


_GROEP = "/groepen/{groep:uuid}/groepsscan"
_SIGNAAL = f"{_GROEP}/{{scan:uuid}}/signaal"
_WEG = f"{_GROEP}/{{scan:uuid}}/signalen/{{signaal:uuid}}/weg"
SCHERMEN = (
    Scherm("groepsscans", "GET", "/groepsscan", toon_groepen, SCHRIJVEN, 1),
    Scherm("groepsscan", "GET", _GROEP, toon_scan, SCHRIJVEN, 4),
    Scherm("begin-groepsscan", "POST", _GROEP, begin, SCHRIJVEN, 5),
    Scherm("signaal", "GET", _SIGNAAL, toon_signaal, SCHRIJVEN, 2),
    Scherm("zet-signaal", "POST", _SIGNAAL, voeg_toe, SCHRIJVEN, 3),
    Scherm("haal-signaal-weg", "POST", _WEG, haal_weg, SCHRIJVEN, 1),
)

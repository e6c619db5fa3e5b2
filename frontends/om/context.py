"""Contextinformatie with its thirty days, and S21: the officer of a case, only his own cases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from frontends.om.onderzoek import LEZEN, officieren
from shared.portaal.formulier.gevenkeuzes import ontvangers
from shared.portaal.personen.delen import ontvangenregel
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import DAG, KEUZES, LIJST, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import schuilnummer, telwoord
from shared.portaal.woorden import Woordenlijst

ZAKEN = "zaken.behandelen"
_STANDEN = {
    "doorgegeven": "Bij de officier van de zaak",
    "toegevoegd": "In het strafdossier",
    "vervallen": "Vernietigd",
}


def contextregels(
    lijst: Iterable[Mapping[str, Any]], begrippen: Woordenlijst, verzoek: Verzoek
) -> list[dict[str, Any]]:
    """What there is, how long it may still be here, and where it went."""
    regels = []
    for een in lijst:
        gegeven, doorgifte = een["gegeven"], een["doorgifte"]
        over = een["dagenOver"]
        soort = (gegeven or doorgifte)["gegevenssoort"]
        regels.append(
            {
                "id": gegeven["id"] if gegeven else "",
                "doorgifte": doorgifte["id"] if doorgifte else "",
                "titel": begrippen.kort("gegevenssoorten", soort),
                "nummer": schuilnummer(gegeven["betrokkene"]) if gegeven else "",
                "inhoud": ontvangenregel(gegeven, begrippen, verzoek) if gegeven else None,
                "over": "" if over is None else f"Nog {telwoord(over, 'dag', 'dagen')} hier",
                "dringend": over is not None and over <= 7,
                "stand": _STANDEN.get(doorgifte["stand"], "") if doorgifte else "",
                "open": bool(doorgifte) and doorgifte["stand"] == "doorgegeven",
            }
        )
    return regels


def _doorgeefvelden(
    gegevens: list[tuple[str, str]], zaken: list[tuple[str, str]]
) -> tuple[Invulveld, ...]:
    return (
        Invulveld("gegevens", "Wat geeft u door?", KEUZES, keuzes=gegevens),
        Invulveld("zaak", "Naar welke zaak?", LIJST, keuzes=zaken),
    )


async def toon_context(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """What came for criminal cases: give it to the officer of a case, or it goes after 30 days."""
    begrippen = await verzoek.begrippen()
    groep, api = verzoek.deel("groep"), verzoek.api
    toestand, lijst, onderzoeken, collegas = await asyncio.gather(
        api.haal(f"/groepen/{groep}"),
        api.haal(f"/groepen/{groep}/contextinformatie", paginagrootte=100),
        api.haal(f"/groepen/{groep}/onderzoeken", paginagrootte=50),
        api.haal("/collegas", partij=verzoek.bediening.portaal.partij, paginagrootte=100),
    )
    namen = dict(officieren(collegas["collegas"], begrippen))
    regels = contextregels(lijst["contextinformatie"], begrippen, verzoek)
    zaken = [
        (f"{zaak['id']}/{zaak['zaakofficier']}",
         f"{zaak['nummer']}, {namen.get(zaak['zaakofficier'], 'een collega')}")
        for een in onderzoeken["onderzoeken"] if een["loopt"] for zaak in een["zaken"]
    ]  # fmt: skip
    gegevens = [
        (een["id"], f"{een['titel']} over {een['nummer']}")
        for een in regels
        if een["id"] and not een["doorgifte"]
    ]
    vorm = Invulblad(_doorgeefvelden(gegevens, zaken), "Geef dit door", f"/groepen/{groep}/context")
    return verzoek.toon(
        "om/context.html",
        "Contextinformatie",
        422 if fouten else 200,
        kruimels=[("Onderzoek", "/onderzoek"), (toestand["code"], f"/groepen/{groep}")],
        hier="/onderzoek",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        regels=regels,
        zaken=zaken,
        formulier=vorm.met(verzoek.velden, fouten) if gegevens and zaken else None,
        weggelaten=lijst["weggelaten"],
    )


async def geef_door(verzoek: Verzoek) -> Response:
    """Give it to the officer of one case."""
    groep = verzoek.deel("groep")

    async def doe(inhoud: dict[str, Any]) -> str:
        zaak, _, officier = inhoud["zaak"].partition("/")
        await verzoek.api.stuur(
            "POST", "/contextinformatie/_doorgeven",
            {"gegevens": inhoud["gegevens"], "zaak": zaak, "zaakofficier": officier},
        )  # fmt: skip
        return f"/groepen/{groep}/context"

    return await dien_in(verzoek, _doorgeefvelden([], []), doe, toon_context)


async def toon_zaken(verzoek: Verzoek) -> Response:
    """Only the cases of who looks."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal("/zaken", paginagrootte=100)
    return verzoek.toon(
        "om/zaken.html",
        "Zaken",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        zaken=lijst["zaken"],
    )


def _instemmingvelden(collegas: list[tuple[str, str]]) -> tuple[Invulveld, ...]:
    return (
        Invulveld("doorgifte", "Wat zit in het strafdossier?", LIJST),
        Invulveld("van", "Wie bij de bron stemde in?", LIJST, keuzes=collegas),
        Invulveld("op", "Op welke dag?", DAG),
    )


async def toon_zaak(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """What was given for this case, and the form to say that it is in the file of the case."""
    begrippen = await verzoek.begrippen()
    zaak = verzoek.deel("zaak")
    lijst, collegas = await asyncio.gather(
        verzoek.api.haal(f"/zaken/{zaak}/contextinformatie", paginagrootte=100),
        verzoek.api.haal("/collegas", paginagrootte=100),
    )
    regels = contextregels(lijst["contextinformatie"], begrippen, verzoek)
    eigen = verzoek.bediening.portaal.partij
    anderen = [een for een in collegas["collegas"] if een["partij"] != eigen]
    te_doen = [(een["doorgifte"], een["titel"]) for een in regels if een["open"]]
    _, *rest = _instemmingvelden(ontvangers(anderen, begrippen))
    velden = (Invulveld("doorgifte", "Wat zit in het strafdossier?", LIJST, keuzes=te_doen), *rest)
    vorm = Invulblad(velden, "Leg vast dat het in het dossier zit", f"/zaken/{zaak}")
    return verzoek.toon(
        "om/zaak.html",
        "Zaak",
        422 if fouten else 200,
        kruimels=[("Zaken", "/zaken")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        regels=regels,
        formulier=vorm.met(verzoek.velden, fouten) if te_doen else None,
        weggelaten=lijst["weggelaten"],
    )


async def voeg_toe(verzoek: Verzoek) -> Response:
    """It is in the file of the case: then it disappears from here."""
    zaak = verzoek.deel("zaak")

    async def doe(inhoud: dict[str, Any]) -> str:
        doorgifte = inhoud.pop("doorgifte")
        pad = f"/contextinformatie/{doorgifte}/_toevoegen"
        await verzoek.api.stuur("POST", pad, {"instemming": inhoud})
        return f"/zaken/{zaak}"

    return await dien_in(verzoek, _instemmingvelden([]), doe, toon_zaak)


_CONTEXT = "/groepen/{groep:uuid}/context"
_ZAAK = "/zaken/{zaak:uuid}"
SCHERMEN = (
    Scherm("context", "GET", _CONTEXT, toon_context, LEZEN, 4),
    Scherm("geef-context-door", "POST", _CONTEXT, geef_door, LEZEN, 5),
    Scherm("zaken", "GET", "/zaken", toon_zaken, ZAKEN, 1),
    Scherm("zaak", "GET", _ZAAK, toon_zaak, ZAKEN, 2),
    Scherm("voeg-context-toe", "POST", _ZAAK, voeg_toe, ZAKEN, 3),
)

"""T1: ask the log. A question waits in the session; its address says nothing about anybody."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import dag, lees_dag, opsomming
from shared.portaal.woorden import Woordenlijst

KEUZES = ("afzender", "ontvanger", "uitkomst", "soort")
_SOORTEN = {"afzender": "partijen", "ontvanger": "partijen", "uitkomst": "uitkomsten"}
_FACETTEN = ["afzender", "ontvanger", "uitkomst", "gegevenssoort"]
_FACETNAMEN = {
    "afzender": "Wie gaf", "ontvanger": "Wie kreeg", "uitkomst": "Hoe het afliep",
    "gegevenssoort": "Welke gegevens",
}  # fmt: skip
_SOORT = "toezicht"
_DAGEN = 31
_PER_KEER = 50
_KLEUREN = {"aanvaard": "goed", "geweigerd": "fout", "niet-aanvaard": "fout"}


def uitwisselingregel(een: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """One exchange as a sentence."""
    woorden = een["inWoorden"]
    wat = opsomming(woorden["gegevenssoorten"]) or woorden["stuk"] or woorden["soort"]
    mocht = not een["redenen"]
    zin = f"{woorden['afzender']} {'gaf' if mocht else 'wilde geven'} aan {woorden['ontvanger']}"
    aantal = len(een["betrokkenen"])
    return {
        "id": een["id"],
        "zin": f"{zin[:1].upper()}{zin[1:]}: {wat}",
        "over": f"over {aantal} {'persoon' if aantal == 1 else 'personen'}" if aantal else "",
        "op": een["tijdstip"],
        "blad": een["bladnummer"],
        "stap": een["stap"],
        "uitkomst": woorden["uitkomst"],
        "kleur": _KLEUREN.get(een["uitkomst"], ""),
        "waarom": [begrippen.in_woorden(reden["uitleg"]) for reden in een["redenen"][:1]],
    }


def _als_moment(waarde: date) -> str:
    return datetime(waarde.year, waarde.month, waarde.day, tzinfo=UTC).isoformat()[:19] + "Z"


def _leeg(vandaag: date) -> dict[str, Any]:
    """The question nobody asked yet: the last month."""
    van = vandaag - timedelta(days=_DAGEN)
    return {"soort": _SOORT, "van": van.isoformat(), "tot": vandaag.isoformat(), "keuze": {}}


def verzoek_van(vraag: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of the gateway: the last day counts whole."""
    tot = date.fromisoformat(vraag["tot"]) + timedelta(days=1)
    return {
        "periode": {
            "van": _als_moment(date.fromisoformat(vraag["van"])),
            "tot": _als_moment(tot),
        },
        **{naam: een for naam, een in vraag["keuze"].items() if een},
        "facetten": _FACETTEN,
    }


async def toon_uitwisselingen(verzoek: Verzoek, fout: str = "") -> Response:
    """The answer to the question of this address, or of the last month."""
    naam = verzoek.vraag("vraag")
    vraag = verzoek.sessie.vragen.get(naam) or _leeg(verzoek.vandaag)
    if vraag["soort"] != _SOORT:
        raise NietGevonden
    begrippen = await verzoek.begrippen()
    pad = "/uitwisselingen/_zoek"
    inhoud: dict[str, Any] = verzoek_van(vraag)
    if vraag.get("zoekvraag"):
        pad, inhoud = f"/zoekvragen/{vraag['zoekvraag']}/_beantwoord", {"parameters": {}}
    antwoord, zoekvragen = await asyncio.gather(
        verzoek.api.stuur("POST", f"{pad}?paginagrootte={_PER_KEER}", inhoud),
        verzoek.api.haal("/zoekvragen"),
    )
    eenvoudig = [
        (een["naam"], een["titel"])
        for een in zoekvragen["zoekvragen"]
        if not een["parameters"] and een["over"] == "uitwisselingen"
    ]
    return verzoek.toon(
        "uitwisselingen.html",
        "Uitwisselingen",
        422 if fout else 200,
        fout=fout,
        vraag=vraag,
        van=_nl(vraag["van"]),
        tot=_nl(vraag["tot"]),
        gekozen=_gekozen(vraag, begrippen, dict(eenvoudig)),
        lijsten={naam: _keuzelijst(naam, begrippen) for naam in KEUZES},
        zoekvragen=eenvoudig,
        regels=[uitwisselingregel(een, begrippen) for een in antwoord["uitwisselingen"]],
        aantal=antwoord["aantal"],
        meer=bool(antwoord["volgende"]),
        grootte=antwoord["grootte"],
        facetten=[
            (_FACETNAMEN[naam], [(een["inWoorden"], een["aantal"]) for een in waarden])
            for naam, waarden in antwoord["facetten"].items()
            if naam in _FACETNAMEN and waarden
        ],
    )


def _nl(waarde: str) -> str:
    een = date.fromisoformat(waarde)
    return f"{een.day:02}-{een.month:02}-{een.year}"


def _keuzelijst(naam: str, begrippen: Woordenlijst) -> list[tuple[str, str]]:
    rijen = begrippen.soorten.get(_SOORTEN.get(naam, "soorten"), {})
    return [(code, str(rij["kort"])) for code, rij in rijen.items()]


def _gekozen(
    vraag: Mapping[str, Any], begrippen: Woordenlijst, zoekvragen: Mapping[str, str]
) -> str:
    """What was asked, as a sentence above the answer."""
    if vraag.get("zoekvraag"):
        return zoekvragen.get(vraag["zoekvraag"], "Uw vraag")
    delen = [f"van {dag(vraag['van'])} tot en met {dag(vraag['tot'])}"]
    for naam in KEUZES:
        if vraag["keuze"].get(naam):
            kort = begrippen.kort(_SOORTEN.get(naam, "soorten"), vraag["keuze"][naam])
            delen.append(f"{_GEKOZEN[naam]} {kort}")
    if vraag["keuze"].get("betrokkene"):
        delen.append("over één schuilnummer")
    return f"Alles {', '.join(delen)}"


_GEKOZEN = {"afzender": "van", "ontvanger": "aan", "uitkomst": "dat afliep als:", "soort": "soort:"}


async def vraag_het_log(verzoek: Verzoek) -> Response:
    """Keep the question and show its answer."""
    van, tot = lees_dag(verzoek.veld("van")), lees_dag(verzoek.veld("tot"))
    if verzoek.veld("zoekvraag"):
        vraag = _leeg(verzoek.vandaag) | {"zoekvraag": verzoek.veld("zoekvraag")}
    elif van is None or tot is None or van > tot:
        zin = "Schrijf beide dagen als 31-12-2026, en de eerste niet na de laatste."
        return await toon_uitwisselingen(verzoek, zin)
    else:
        keuze = {naam: verzoek.veld(naam) for naam in (*KEUZES, "betrokkene")}
        vraag = {
            "soort": _SOORT, "van": van.isoformat(), "tot": tot.isoformat(), "keuze": keuze,
        }  # fmt: skip
    naam = secrets.token_hex(4)
    verzoek.sessie.vragen[naam] = vraag
    await verzoek.bewaar()
    return verzoek.naar(f"/uitwisselingen?vraag={naam}")


SCHERMEN = (
    Scherm("uitwisselingen", "GET", "/uitwisselingen", toon_uitwisselingen, None, 2),
    Scherm("vraag-log", "POST", "/uitwisselingen", vraag_het_log, None, 2),
)

"""S23: what goes when and why, and what is gone, in numbers. Nobody stands in it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import Response

from shared.portaal.beeld.bewaarkalender import (
    Kalender,
    korte_maand,
    lange_maand,
    maanden_van,
    teken_kalender,
    zin_van,
)
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.gegevens import leesbaar
from shared.portaal.verzoek import NietGevonden, Verzoek
from shared.portaal.weergave import hoofdletter
from shared.portaal.woorden import Woordenlijst, eigen_woord

_MAAND = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_PER_KEER = 100
_PLANRECHTEN = ("personen.vernietigen", "toezicht.lezen")
VERNIETIGEN = _PLANRECHTEN[0]


def kalender_uit(antwoord: Mapping[str, Any]) -> Kalender:
    """From what the service counted to a picture."""
    aantallen: dict[tuple[str, str], int] = {}
    for vak in antwoord["vakken"]:
        plek = (vak["wat"], vak["maand"])
        aantallen[plek] = aantallen.get(plek, 0) + vak["aantal"]
    gebruikt = {wat for wat, _ in aantallen}
    return Kalender(
        maanden_van(date.fromisoformat(antwoord["van"]), date.fromisoformat(antwoord["tot"])),
        tuple((wat, titel) for wat, titel in antwoord["soorten"].items() if wat in gebruikt),
        aantallen,
    )


def per_maand(
    antwoord: Mapping[str, Any], regels: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The same as a list: of each month what goes, how many, and why."""
    maanden: dict[str, list[dict[str, Any]]] = {}
    for vak in antwoord["vakken"]:
        regel = regels.get(vak["regel"] or "", {})
        maanden.setdefault(vak["maand"], []).append(
            {
                "code": vak["wat"],
                "wat": antwoord["soorten"].get(vak["wat"], ""),
                "aantal": vak["aantal"],
                "waarom": regel.get("zin") or eigen_woord("bewaren", "eigen_termijn"),
                "bron": ", ".join(een for een in (
                    f"convenant {regel['convenant']}" if regel.get("convenant") else "",
                    regel.get("wet") or "",
                ) if een),
            }
        )  # fmt: skip
    return [
        {"maand": maand, "naam": lange_maand(maand), "rijen": rijen}
        for maand, rijen in sorted(maanden.items())
    ]


def telregels(aantallen: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many of what, in words; what is nothing is not there."""
    return [
        (hoofdletter(leesbaar(naam).replace("_", " ")), aantal)
        for naam, aantal in sorted(aantallen.items())
        if aantal
    ]


def verklaringregel(een: Mapping[str, Any]) -> dict[str, Any]:
    """One destruction: when, why, and of how much."""
    return {
        "pad": f"/bewaren/verklaringen/{een['id']}",
        "op": een["vernietigdOp"],
        "waarom": een["titel"],
        "aantallen": telregels(een["aantallen"]),
        "totaal": sum(een["aantallen"].values()),
        "blad": een["bladnummer"],
        "convenant": een["convenant"],
    }


def planregel(een: Mapping[str, Any]) -> dict[str, Any]:
    """One plan: why, and whose turn it is."""
    return {
        "pad": f"/bewaren/plannen/{een['id']}",
        "waarom": een["titel"],
        "reden": een["reden"],
        "op": een["opgesteldOp"],
        "stand": eigen_woord("planstand", een["stand"]),
        "open": een["stand"] == "voorgesteld",
    }


def mag_plannen(verzoek: Verzoek) -> bool:
    """Whether he sees who somebody proposes to destroy."""
    return any(verzoek.sessie.mag(recht) for recht in _PLANRECHTEN)


async def _niets() -> Mapping[str, Any]:
    return {"vernietigingsplannen": []}


async def toon_bewaren(verzoek: Verzoek) -> Response:
    """The calendar, the plans that wait, and what is gone."""
    begrippen = await verzoek.begrippen()
    api = verzoek.api
    kalender, termijnen, verklaringen, plannen = await asyncio.gather(
        api.haal("/bewaarkalender"),
        api.haal("/bewaartermijnen"),
        api.haal("/vernietigingsverklaringen", paginagrootte=100),
        api.haal("/vernietigingsplannen", paginagrootte=100) if mag_plannen(verzoek) else _niets(),
    )
    regels = {een["code"]: een for een in termijnen["termijnen"]}
    beeld = kalender_uit(kalender)
    return verzoek.toon(
        "bewaren/bewaren.html",
        "Bewaren",
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        breed=Markup(teken_kalender(beeld)),  # noqa: S704 - escaped in the drawing
        smal=Markup(teken_kalender(beeld, smal=True)),  # noqa: S704
        zin=zin_van(beeld),
        beeld=beeld,
        kort=korte_maand,
        maanden=per_maand(kalender, regels),
        van=kalender["van"],
        tot=kalender["tot"],
        plannen=[planregel(een) for een in plannen["vernietigingsplannen"]],
        mag_plannen=mag_plannen(verzoek),
        verklaringen=[verklaringregel(een) for een in verklaringen["vernietigingsverklaringen"]],
    )


async def toon_verklaring(verzoek: Verzoek) -> Response:
    """One declaration, to read."""
    begrippen = await verzoek.begrippen()
    een = await verzoek.api.haal(f"/vernietigingsverklaringen/{verzoek.deel('verklaring')}")
    return verzoek.toon(
        "bewaren/verklaring.html",
        "Verklaring van vernietiging",
        kruimels=[("Bewaren", "/bewaren")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        een=verklaringregel(een),
        groep=een["groep"],
    )


async def druk_verklaring(verzoek: Verzoek) -> Response:
    """The same on paper."""
    pad = f"/vernietigingsverklaringen/{verzoek.deel('verklaring')}/document"
    return verzoek.geef_bestand(
        await verzoek.api.haal(pad), "verklaring-van-vernietiging", verzoek.deel("verklaring")
    )


def postregel(
    een: Mapping[str, Any],
    soorten: Mapping[str, str],
    groepen: Mapping[str, str],
    begrippen: Woordenlijst,
) -> dict[str, Any]:
    """One thing: what, when, and why as the service says it."""
    soort = een["gegevenssoort"]
    return {
        "wat": begrippen.kort("gegevenssoorten", soort) if soort else soorten.get(een["wat"], ""),
        "dag": een["dag"],
        "zin": een["zin"] or eigen_woord("bewaren", "waarom_elders"),
        "groep": een["groep"] if een["groep"] in groepen else "",
        "groepscode": groepen.get(een["groep"] or "", ""),
    }


async def toon_lijst(verzoek: Verzoek) -> Response:
    """A month, or one kind in it; codes only in the address."""
    maand, wat = verzoek.vraag("maand"), verzoek.vraag("wat")
    if not _MAAND.fullmatch(maand):
        raise NietGevonden
    gekozen = {"maand": maand, "wat": wat, "na": verzoek.vraag("na"), "paginagrootte": _PER_KEER}
    vraag = urlencode({naam: een for naam, een in gekozen.items() if een})
    begrippen = await verzoek.begrippen()
    lijst, termijnen, groepen = await verzoek.api.samen(
        f"/bewaarlijst?{vraag}", "/bewaartermijnen", "/groepen"
    )
    codes = {een["id"]: een["code"] for een in groepen["groepen"]}
    soorten, hier = termijnen["soorten"], {"maand": maand, "wat": wat}
    return verzoek.toon(
        "bewaren/lijst.html",
        "Wat er weggaat",
        kruimels=[("Bewaren", "/bewaren")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        maand=lange_maand(maand),
        soort=soorten.get(wat, ""),
        rijen=[postregel(een, soorten, codes, begrippen) for een in lijst["items"]],
        alles=f"/bewaren/lijst?maand={maand}" if wat else "",
        verder=f"/bewaren/lijst?{urlencode({**hier, 'na': lijst['volgende']})}"
        if lijst["volgende"]
        else "",
    )


_VERKLARING = "/bewaren/verklaringen/{verklaring:uuid}"
SCHERMEN = (
    Scherm("bewaren", "GET", "/bewaren", toon_bewaren, "raadplegen", 4),
    Scherm("bewaarlijst", "GET", "/bewaren/lijst", toon_lijst, "raadplegen", 1),
    Scherm("verklaring", "GET", _VERKLARING, toon_verklaring, "raadplegen", 1),
    Scherm("druk-verklaring", "GET", f"{_VERKLARING}/document", druk_verklaring, "raadplegen", 1),
)

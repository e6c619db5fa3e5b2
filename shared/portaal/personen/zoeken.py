"""S6: find a person by name and date of birth. One question at a time: each is logged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.personen.weergave import geboren, lees_geboren
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.velden import JA, Fouten, Invulblad, Invulveld
from shared.portaal.vraagbladen.vraagblad import dien_in, fouten_uit, toon_vraagblad

_KENMERK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_GEBOREN = "Zoals 3-2-2010. Weet u de dag niet, dan 2-2010 of 2010."
ZOEKVELDEN = (
    Invulveld(
        "naam", "Voornaam en achternaam",
        hint="De hele naam. Wat erop lijkt wordt ook gevonden; alleen een achternaam niet.",
    ),
    Invulveld("geboortedatum", "Geboortedatum", hint=_GEBOREN, verplicht=False),
)  # fmt: skip
NIEUWVELDEN = (
    Invulveld("naam", "Naam"),
    Invulveld("geboortedatum", "Geboortedatum", hint=_GEBOREN, verplicht=False),
    Invulveld("adres", "Adres", verplicht=False),
    Invulveld("woonplaats", "Woonplaats", verplicht=False),
    Invulveld("telefoon", "Telefoon", verplicht=False),
    Invulveld("email", "E-mailadres", verplicht=False),
)
_ANDER_MENS = Invulveld(
    "anderMens",
    "Ik ging na dat dit een ander is dan wie met deze naam beperking kreeg",
    JA,
    verplicht=False,
)
DATUMFOUT = ("geboortedatum", f"Deze geboortedatum lezen wij niet. {_GEBOREN}")


def persoonsregel(persoon: Mapping[str, Any], verzoek: Verzoek) -> dict[str, Any]:
    """Somebody as one tells him apart from another."""
    return {
        "pad": f"/personen/{verzoek.handvat(persoon['id'])}",
        "naam": persoon["naam"] or "Naam niet voor uw functie",
        "geboren": geboren(persoon["geboortedatum"]),
        "waar": ", ".join(een for een in (persoon["adres"], persoon["woonplaats"]) if een),
        "eigen": persoon["herkomst"] == "eigen",
        "sinds": persoon["aangemaaktOp"],
    }


def datum_goed(inhoud: dict[str, Any]) -> bool:
    """Whether the date of birth, if any, is one; it is then as the service wants it."""
    getypt = inhoud.get("geboortedatum")
    if getypt is None:
        return True
    gelezen = lees_geboren(getypt)
    inhoud["geboortedatum"] = gelezen
    return gelezen is not None


def getypt_bij_zoeken(verzoek: Verzoek) -> dict[str, str]:
    """What somebody looked for, to record him with when he is not there."""
    return {een.id: verzoek.veld(een.id) for een in ZOEKVELDEN}


async def toon_zoeken(
    verzoek: Verzoek, fouten: Fouten = (), gevonden: Mapping[str, Any] | None = None
) -> Response:
    """The form, and what the last question found."""
    begrippen = await verzoek.begrippen()
    vorm = Invulblad(ZOEKVELDEN, "Zoek", "/personen", fouten, dict(verzoek.velden))
    antwoord = gevonden or {}
    return verzoek.toon(
        "personen/zoeken.html",
        "Personen zoeken",
        422 if fouten else 200,
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        formulier=vorm,
        gezocht=gevonden is not None,
        personen=[persoonsregel(een, verzoek) for een in antwoord.get("personen", ())],
        voorstellen=[persoonsregel(een, verzoek) for een in antwoord.get("voorstellen", ())],
        beperkt=antwoord.get("beperkt"),
        zoekvelden=getypt_bij_zoeken(verzoek),
        daarna="",
    )


async def zoek(verzoek: Verzoek) -> Response:
    """The question itself; what came out is on the same page."""
    inhoud = {een.id: verzoek.veld(een.id) for een in ZOEKVELDEN if verzoek.veld(een.id)}
    if "naam" not in inhoud:
        return await toon_zoeken(verzoek, [("naam", "Vul een naam in.")])
    if not datum_goed(inhoud):
        return await toon_zoeken(verzoek, [DATUMFOUT])
    try:
        gevonden = await verzoek.api.stuur("POST", "/personen/_zoek", inhoud)
    except ApiFout as fout:
        if not fout.fouten:
            raise
        return await toon_zoeken(verzoek, fouten_uit(fout, ZOEKVELDEN))
    return await toon_zoeken(verzoek, gevonden=gevonden)


def _nieuwvelden(verzoek: Verzoek) -> tuple[Invulveld, ...]:
    """Who handles requests also says whether somebody of that name is another."""
    behandelt = verzoek.sessie.mag("rechtenverzoeken.behandelen")
    return (*NIEUWVELDEN, _ANDER_MENS) if behandelt else NIEUWVELDEN


_DAARNA = "daarna"


async def begin_nieuw(verzoek: Verzoek) -> Response:
    """The same form after a search: what was typed there stands in it."""
    return await toon_nieuw(verzoek)


def _verder(verzoek: Verzoek, persoon: str) -> str:
    """Where who recorded somebody was going with him; else to his own page. Only what is a group
    or somebody of this session."""
    soort, _, kenmerk = verzoek.veld(_DAARNA).partition(":")
    handvat = verzoek.handvat(persoon)
    if soort == "groep" and _KENMERK.fullmatch(kenmerk):
        return f"/personen/{handvat}/groep?groep={kenmerk}"
    if soort == "kind":
        verzoek.achter(kenmerk)
        return f"/personen/{kenmerk}/ouders?ouder={handvat}"
    return f"/personen/{handvat}"


def _terug(verzoek: Verzoek) -> str:
    soort, _, kenmerk = verzoek.veld(_DAARNA).partition(":")
    if soort == "groep" and _KENMERK.fullmatch(kenmerk):
        return f"/groepen/{kenmerk}/leden/erbij"
    if soort == "kind":
        verzoek.achter(kenmerk)
        return f"/personen/{kenmerk}/ouders"
    return "/personen"


async def toon_nieuw(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """The form for somebody who is not in the file yet."""
    daarna = verzoek.veld(_DAARNA)
    velden = tuple(replace(een, begin=verzoek.veld(een.id)) for een in _nieuwvelden(verzoek))
    vorm = Invulblad(
        velden, "Leg deze persoon vast", "/personen/nieuw",
        verborgen={_DAARNA: daarna} if daarna else {},
    )  # fmt: skip
    return await toon_vraagblad(
        verzoek,
        "Persoon vastleggen",
        vorm.met(verzoek.velden, fouten),
        kruimels=[("Personen", "/personen")],
        uitleg="Zoek eerst of hij er al is. Niemand hoort er twee keer in te staan.",
        terug=_terug(verzoek),
    )


async def maak(verzoek: Verzoek) -> Response:
    """Record him, and open his page."""

    async def doe(inhoud: dict[str, Any]) -> str:
        nieuw = await verzoek.api.stuur("POST", "/personen", inhoud, koppen=verzoek.een_keer)
        return _verder(verzoek, nieuw["id"])

    getypt = verzoek.veld("geboortedatum")
    if getypt and lees_geboren(getypt) is None:
        return await toon_nieuw(verzoek, [DATUMFOUT])

    async def met_datum(inhoud: dict[str, Any]) -> str:
        datum_goed(inhoud)
        return await doe(inhoud)

    return await dien_in(verzoek, _nieuwvelden(verzoek), met_datum, toon_nieuw)


SCHERMEN = (
    Scherm("personen", "GET", "/personen", toon_zoeken, "personen.lezen", 0),
    Scherm("zoek-persoon", "POST", "/personen", zoek, "personen.lezen", 1),
    Scherm("nieuwe-persoon", "GET", "/personen/nieuw", toon_nieuw, "personen.schrijven", 0),
    Scherm("begin-persoon", "POST", "/personen/nieuw/begin", begin_nieuw, "personen.schrijven", 0),
    Scherm("maak-persoon", "POST", "/personen/nieuw", maak, "personen.schrijven", 1),
)

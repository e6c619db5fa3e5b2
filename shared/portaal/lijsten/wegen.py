"""S9: weigh everybody on a list of names, one person a form; and fix the list, on its own page."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.formulier import concepten
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import KEUZE, Veld
from shared.portaal.lijsten.regels import OPEN, STANDEN, WEG, naam_van, persoonregel, voortgang
from shared.portaal.portaal import Scherm
from shared.portaal.schermen.bezig import HIER
from shared.portaal.schermen.wegen import stappad
from shared.portaal.verzoek import Verzoek

_LIJSTSTANDEN = {OPEN: "Open", "vastgesteld": "Vastgesteld", "opgeruimd": "Opgeruimd"}
VRAAG = (
    Veld(
        "besluit", "Hoort deze persoon bij de groep?", KEUZE,
        opties=(("blijft", "Ja, blijft op de lijst"), (WEG, "Nee, gaat van de lijst")),
    ),
    Veld("reden", "Waarom?", hint="Dit blijft bij deze persoon, en gaat weg als hij weggaat."),
)  # fmt: skip


async def toon_lijsten(verzoek: Verzoek) -> Response:
    """The lists of a group, without anybody on them."""
    groep = verzoek.deel("groep")
    begrippen = await verzoek.begrippen()
    toestand, lijsten = await asyncio.gather(
        verzoek.api.haal(f"/groepen/{groep}"), verzoek.api.haal(f"/groepen/{groep}/namenlijsten")
    )
    return verzoek.toon(
        "lijsten/lijsten.html",
        "De namenlijst",
        kruimels=[("Groepen", "/groepen"), (toestand["code"], f"/groepen/{groep}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        groep=toestand,
        lijsten=[
            {
                **een,
                "staat": _LIJSTSTANDEN.get(een["stand"], "Open"),
                "open": een["stand"] == OPEN,
                "naam": naam_van(een),
            }
            for een in lijsten["namenlijsten"]
        ],
        er_is_een_open=any(een["stand"] == OPEN for een in lijsten["namenlijsten"]),
    )


async def stel_samen(verzoek: Verzoek) -> Response:
    """A new list, of everybody who belongs to the group now."""
    groep = verzoek.deel("groep")
    lijst = await verzoek.api.stuur("POST", f"/groepen/{groep}/namenlijsten", {})
    return verzoek.naar(f"/groepen/{groep}/namenlijsten/{lijst['id']}")


async def toon_lijst(verzoek: Verzoek) -> Response:
    """Everybody on the list by name: one reading of each, which the service logs."""
    pad = f"/groepen/{verzoek.deel('groep')}/namenlijsten/{verzoek.deel('lijst')}"
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal(pad)
    eigen = verzoek.bediening.portaal.partij
    regels = [persoonregel(een, begrippen, eigen) for een in lijst["regels"]]
    return verzoek.toon(
        "lijsten/lijst.html",
        "De namenlijst wegen",
        kruimels=_kruimels(verzoek),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        pad=pad,
        lijsten=f"/groepen/{verzoek.deel('groep')}/namenlijsten",
        stappad=_stap(verzoek),
        naam=naam_van(lijst),
        lijst=lijst,
        open=lijst["stand"] == OPEN,
        regels=sorted(regels, key=lambda een: (een["gewogen"], een["naam"])),
        telt=voortgang(lijst["regels"]),
    )


def _stap(verzoek: Verzoek) -> str:
    groep = verzoek.deel("groep")
    return stappad(verzoek.bediening.portaal, groep) or f"/groepen/{groep}"


def _kruimels(verzoek: Verzoek) -> list[tuple[str, str]]:
    groep = verzoek.deel("groep")
    return [("Groepen", "/groepen"), ("De namenlijst", f"/groepen/{groep}/namenlijsten")]


async def _weegblad(verzoek: Verzoek) -> Blad:
    pad = f"/groepen/{verzoek.deel('groep')}/namenlijsten/{verzoek.deel('lijst')}"
    begrippen = await verzoek.begrippen()
    regel = await verzoek.api.haal(f"{pad}/regels/{verzoek.deel('regel')}")
    beeld = persoonregel(regel, begrippen, verzoek.bediening.portaal.partij)
    inhoud = None
    if beeld["gewogen"]:
        inhoud = {
            "besluit": regel["stand"],
            "reden": (beeld["wegingen"] or [{"reden": ""}])[-1]["reden"],
        }
    return Blad(
        sleutel=concepten.sleutel_van(verzoek, "weging", regel["id"], (regel["persoonId"],)),
        titel="Eén persoon wegen",
        knop="Leg deze weging vast",
        velden=VRAAG,
        inhoud=inhoud,
        merk=regel["etag"],
        groepstekst=False,
        terug=pad,
        kruimels=[*_kruimels(verzoek), ("Wegen", pad)],
        sjabloon="lijsten/wegen.html",
        zet={"mens": beeld},
    )


async def toon_weging(verzoek: Verzoek) -> Response:
    """One person: what is known, by whom, and the two answers."""
    return await toon(verzoek, await _weegblad(verzoek))


async def weeg(verzoek: Verzoek) -> Response:
    """What was decided about this person, and why; then to the list."""
    pad = f"/groepen/{verzoek.deel('groep')}/namenlijsten/{verzoek.deel('lijst')}"

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        weging = f"{pad}/regels/{verzoek.deel('regel')}/weging"
        await verzoek.api.stuur("PUT", weging, inhoud, koppen=koppen)
        return pad

    return await verwerk(verzoek, await _weegblad(verzoek), stuur, lambda: _weegblad(verzoek))


async def toon_vaststellen(verzoek: Verzoek, fout: str = "") -> Response:
    """Who is destroyed today, and a number to type before it happens."""
    pad = f"/groepen/{verzoek.deel('groep')}/namenlijsten/{verzoek.deel('lijst')}"
    begrippen = await verzoek.begrippen()
    lijst, merk = await verzoek.api.haal_met_merk(pad)
    telt = voortgang(lijst["regels"])
    eigen = verzoek.bediening.portaal.partij
    regels = [persoonregel(een, begrippen, eigen) for een in lijst["regels"]]
    return verzoek.toon(
        "lijsten/vaststellen.html",
        "De namenlijst vaststellen",
        422 if fout else 200,
        kruimels=[*_kruimels(verzoek), ("Wegen", pad)],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        pad=pad,
        stappad=_stap(verzoek),
        lijst=lijst,
        merk=merk,
        telt=telt,
        weg=sorted(een["naam"] for een in regels if een["stand"] == STANDEN[WEG][0]),
        blijven=sorted(een["naam"] for een in regels if een["stand"] != STANDEN[WEG][0]),
        aandacht=[een for een in regels if een["let_op"] and een["kleur"] == "goed"],
        klaar=telt["gewogen"] == telt["alle"] and lijst["stand"] == OPEN,
        fout=fout,
    )


async def stel_vast(verzoek: Verzoek) -> Response:
    """Fix the list that was read: only with the number typed, and on exactly that version."""
    pad = f"/groepen/{verzoek.deel('groep')}/namenlijsten/{verzoek.deel('lijst')}"
    if verzoek.veld("aantal") != verzoek.veld("moet"):
        return await toon_vaststellen(
            verzoek, f"Typ van hoeveel mensen de gegevens weggaan: {verzoek.veld('moet')}."
        )
    try:
        loopt = await verzoek.api.stuur_lang(
            f"{pad}/_vaststellen", {}, koppen={"If-Match": verzoek.veld("merk")}
        )
    except ApiFout as fout:
        if fout.status not in (409, 412) or fout.redenen:
            raise
        return await toon_vaststellen(verzoek, fout.zin)
    return verzoek.naar(HIER if loopt else f"{pad}/bevestigingen")


async def toon_bevestigingen(verzoek: Verzoek) -> Response:
    """Which other holders say that it is gone with them too."""
    pad = f"/groepen/{verzoek.deel('groep')}/namenlijsten/{verzoek.deel('lijst')}"
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal(f"{pad}/bevestigingen")
    return verzoek.toon(
        "lijsten/bevestigingen.html",
        "Is het overal weg?",
        kruimels=_kruimels(verzoek),
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        rijen=[
            {
                "partij": begrippen.partij(een["partij"]),
                "klaar": een["bevestigdOp"],
                "uiterlijk": een["uiterlijk"],
                "te_laat": een["teLaat"],
            }
            for een in lijst["bevestigingen"]
        ],
        groep=verzoek.deel("groep"),
    )


_PAD = "/groepen/{groep:uuid}/namenlijsten"
_LIJST = f"{_PAD}/{{lijst:uuid}}"
_LEZEN, _WEGEN, _VAST = "namenlijsten.lezen", "namenlijsten.schrijven", "namenlijsten.vaststellen"
SCHERMEN = (
    Scherm("namenlijsten", "GET", _PAD, toon_lijsten, _LEZEN, 2),
    Scherm("stel-samen", "POST", _PAD, stel_samen, _WEGEN, 1),
    Scherm("namenlijst", "GET", _LIJST, toon_lijst, _LEZEN, 1),
    Scherm("wegen", "GET", f"{_LIJST}/regels/{{regel:uuid}}", toon_weging, _WEGEN, 2),
    Scherm("weeg", "POST", f"{_LIJST}/regels/{{regel:uuid}}", weeg, _WEGEN, 6),
    Scherm("lijst-vaststellen", "GET", f"{_LIJST}/vaststellen", toon_vaststellen, _VAST, 1),
    Scherm("stel-lijst-vast", "POST", f"{_LIJST}/vaststellen", stel_vast, _VAST, 2),
    Scherm("bevestigingen", "GET", f"{_LIJST}/bevestigingen", toon_bevestigingen, _LEZEN, 1),
)

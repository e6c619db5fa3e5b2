"""The answer to somebody's request: what he gets of his data, read again, and the letter itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.betrokkenen.werk import (
    BEHANDELEN,
    BEVESTIGEN,
    KIJKNA,
    TWEEDE,
    nakijkvelden,
)
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.vraagbladen.rijen import Ding
from shared.portaal.vraagbladen.velden import Fouten, Invulblad
from shared.portaal.vraagbladen.vraagblad import dien_in
from shared.portaal.weergave import hoofdletter, lees_getal, opsomming


async def toon_antwoord(verzoek: Verzoek) -> Response:
    """The answer as one document: who decided what, who got data before, where he can complain."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("verzoek")
    pad = f"/rechtenverzoeken/{id_}"
    antwoord, keuzes = await asyncio.gather(
        verzoek.api.haal(f"{pad}/antwoord"), verzoek.api.haal("/keuzelijsten")
    )
    uitkomsten = keuzes["rechtenverzoeken"]["uitkomsten"]
    return verzoek.toon(
        "betrokkenen/antwoord.html",
        "Antwoord",
        kruimels=[("Verzoeken", "/verzoeken"), ("Verzoek", f"/verzoeken/{id_}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        antwoord=antwoord,
        behandeld=begrippen.partij(antwoord["behandeldDoor"]),
        ontvangers=opsomming([begrippen.partij(een) for een in antwoord["ontvangers"]]),
        verteld=opsomming([begrippen.partij(een) for een in antwoord["verteldAan"]]),
        delen=[{**een, "zin": _zin(een, uitkomsten)} for een in antwoord["delen"]],
        basis=f"/verzoeken/{id_}",
    )  # fmt: skip


def _zin(deel: Ding, uitkomsten: Mapping[str, str]) -> str:
    """What one party decided; who has nothing about him gives nothing."""
    if not deel["uitkomst"]:
        return f"{hoofdletter(deel['naam'])} besliste nog niet."
    if deel["inBestand"] is False and not deel["gronden"]:
        return f"{deel['naam']} vond niets over u in haar bestand."
    return f"{deel['naam']} {uitkomsten[deel['uitkomst']]}."


async def druk_antwoord(verzoek: Verzoek) -> Response:
    """The answer on paper."""
    pad = f"/rechtenverzoeken/{verzoek.deel('verzoek')}/_druk"
    return verzoek.geef_bestand(
        await verzoek.api.stuur("POST", pad), "antwoord-op-verzoek", verzoek.deel("verzoek")
    )


async def toon_afschrift(verzoek: Verzoek, fouten: Fouten = ()) -> Response:
    """What he gets of his data, to be read again by a person before it goes."""
    begrippen = await verzoek.begrippen()
    id_ = verzoek.deel("verzoek")
    afschrift = await verzoek.api.haal(f"/rechtenverzoeken/{id_}/afschrift")
    hier = f"/verzoeken/{id_}/afschrift"
    klaar = (
        afschrift["nagekekenOp"] or afschrift["wachtOpTweede"]
        or not verzoek.sessie.mag(BEHANDELEN)
    )  # fmt: skip
    vorm = Invulblad(
        nakijkvelden(afschrift), "Nagekeken", hier,
        verborgen={"versie": str(afschrift["versie"])},
    )  # fmt: skip
    return verzoek.toon(
        "betrokkenen/afschrift.html",
        "Wat hij van zijn gegevens krijgt",
        422 if fouten else 200,
        kruimels=[("Verzoeken", "/verzoeken"), ("Verzoek", f"/verzoeken/{id_}")],
        functienaam=begrippen.kort("functies", verzoek.sessie.functie),
        op=afschrift["opgesteldOp"],
        nagekeken=afschrift["nagekekenOp"],
        vervangen=len(afschrift["vervangen"]),
        delen=afschrift["inWoorden"],
        wacht_op_tweede=afschrift["wachtOpTweede"],
        weg=afschrift["wegInWoorden"],
        tweede=verzoek.sessie.mag(BEVESTIGEN) and afschrift["wachtOpTweede"],
        versie=afschrift["versie"],
        formulier=None if klaar else vorm.met(verzoek.velden, fouten),
        terug=f"/verzoeken/{id_}",
    )  # fmt: skip


async def kijk_als_tweede(verzoek: Verzoek) -> Response:
    """As the second: what is left out may be left out, all of it, or nothing."""
    id_ = verzoek.deel("verzoek")
    oordeel = {
        "versie": lees_getal(verzoek.veld("versie")) or 0,
        "akkoord": verzoek.veld("akkoord") == "ja",
    }
    await verzoek.api.stuur("POST", f"/rechtenverzoeken/{id_}{TWEEDE}", oordeel)
    return verzoek.naar(f"/verzoeken/{id_}/afschrift")


async def kijk_na(verzoek: Verzoek) -> Response:
    """That a person read it again, and what has to go."""
    id_ = verzoek.deel("verzoek")
    pad = f"/rechtenverzoeken/{id_}"
    afschrift = await verzoek.api.haal(f"{pad}/afschrift")
    if verzoek.veld("gelezen") != "ja":
        return await toon_afschrift(verzoek, [("gelezen", "Zeg dat u het helemaal las.")])

    async def doe(inhoud: dict[str, Any]) -> str:
        inhoud.pop("gelezen", None)
        versie = lees_getal(verzoek.veld("versie")) or afschrift["versie"]
        await verzoek.api.stuur("POST", f"{pad}{KIJKNA}", {**inhoud, "versie": versie})
        return f"/verzoeken/{id_}"

    return await dien_in(verzoek, nakijkvelden(afschrift), doe, toon_afschrift)


_EEN = "/verzoeken/{verzoek:uuid}"
SCHERMEN = (
    Scherm("verzoekantwoord", "GET", f"{_EEN}/antwoord", toon_antwoord, BEHANDELEN, 2),
    Scherm("druk-antwoord", "POST", f"{_EEN}/druk", druk_antwoord, BEHANDELEN, 1),
    Scherm(
        "afschrift", "GET", f"{_EEN}/afschrift", toon_afschrift, f"{BEHANDELEN}|{BEVESTIGEN}", 1
    ),
    Scherm("tweede-afschrift", "POST", f"{_EEN}/afschrift/tweede", kijk_als_tweede, BEVESTIGEN, 1),
    Scherm("kijk-afschrift-na", "POST", f"{_EEN}/afschrift", kijk_na, BEHANDELEN, 3),
)

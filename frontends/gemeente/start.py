"""The start decision: what counts as evidence, what does not and why, and laying it ready.

Two reports may be of one incident; the service points that out, and a human says so here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from frontends.gemeente.invullen import bewijszin, lees_stand
from shared.portaal.formulier.concepten import sleutel_van
from shared.portaal.formulier.invullen import Blad, toon, verwerk
from shared.portaal.formulier.vraag import Veld
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import Woordenlijst

_MOTIVERING = (Veld("motivering", "Waarom begint de aanpak nu?"),)
_SAMEN = (Veld("reden", "Waarom is het één incident?"),)


def incidenten(
    meldingen: Iterable[Mapping[str, Any]], begrippen: Woordenlijst
) -> list[dict[str, Any]]:
    """The reports by incident, the oldest first; each with whether it counts, or why not."""
    per: dict[str, dict[str, Any]] = {}
    for een in sorted(meldingen, key=lambda melding: str(melding["datum"])):
        incident = per.setdefault(een["incident"], {"meldingen": [], "telt": False})
        incident["telt"] = incident["telt"] or een["telt"]
        incident["meldingen"].append(
            {
                "id": een["melding"],
                "bron": begrippen.kort("meldingsbronnen", een["bron"]),
                "datum": een["datum"],
                "telt": een["telt"],
                "waarom": een["waaromNiet"] or "",
            }
        )
    return [{**een, "nummer": nummer} for nummer, een in enumerate(per.values(), 1)]


async def _blad(verzoek: Verzoek) -> Blad:
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    (criteria, merk), voorstellen, interventies, (verband, _) = await asyncio.gather(
        api.haal_met_merk(f"/groepen/{groep}/startcriteria"),
        api.haal(f"/groepen/{groep}/meldingen/samenvoegvoorstellen"),
        api.haal(f"/groepen/{groep}/interventies"),
        lees_stand(verzoek, f"/groepen/{groep}/groepsverband"),
    )
    return Blad(
        sleutel=sleutel_van(verzoek, "start", groep),
        titel="Het startbesluit",
        inleiding="De burgemeester besluit of de aanpak begint. U zet het klaar, op wat hier telt.",
        knop="Zet klaar voor de burgemeester",
        velden=_MOTIVERING,
        merk=merk,
        terug=f"/groepen/{groep}/stap",
        kruimels=[("Groepen", "/groepen"), ("Deze stap", f"/groepen/{groep}/stap")],
        sjabloon="gemeente/start.html",
        zet={
            "groep": groep,
            "criteria": criteria,
            "telt": bewijszin(criteria, begrippen),
            "incidenten": incidenten(criteria["meldingen"], begrippen),
            "ontbreekt": [str(een["uitleg"]) for een in criteria["ontbreekt"]],
            "paren": [een for een in voorstellen["voorstellen"] if len(een["meldingen"]) > 1],
            "interventies": [een for een in interventies["interventies"] if not een["vervallenOp"]],
            "verband": verband,
        },
    )


async def toon_start(verzoek: Verzoek) -> Response:
    """The evidence, counted by the service, and the form below it."""
    return await toon(verzoek, await _blad(verzoek))


async def zet_klaar(verzoek: Verzoek) -> Response:
    """Lay the decision ready on exactly the evidence that was on the page."""
    groep = verzoek.deel("groep")

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        pad = f"/groepen/{groep}/startbesluiten"
        concept = await verzoek.api.stuur("POST", pad, inhoud, koppen=koppen)
        return f"/ondertekenen/concept/{concept['id']}"

    return await verwerk(verzoek, await _blad(verzoek), stuur, lambda: _blad(verzoek))


async def _samenblad(verzoek: Verzoek) -> Blad:
    groep, api = verzoek.deel("groep"), verzoek.api
    begrippen = await verzoek.begrippen()
    (een, _), (ander, merk) = await asyncio.gather(
        api.haal_met_merk(f"/meldingen/{verzoek.deel('melding')}"),
        api.haal_met_merk(f"/meldingen/{verzoek.deel('andere')}"),
    )
    paar = [{**rij, "bron": begrippen.kort("meldingsbronnen", rij["bron"])} for rij in (een, ander)]
    return Blad(
        sleutel=sleutel_van(verzoek, "incident", verzoek.deel("andere")),
        titel="Is dit één incident?",
        inleiding="Twee meldingen van hetzelfde incident tellen als één.",
        knop="Ja, dit is één incident",
        velden=_SAMEN,
        merk=merk,
        terug=f"/groepen/{groep}/start",
        kruimels=[("Groepen", "/groepen"), ("Het startbesluit", f"/groepen/{groep}/start")],
        sjabloon="gemeente/incident.html",
        zet={"paar": paar, "incident": een["incident"]},
    )


async def toon_samen(verzoek: Verzoek) -> Response:
    """Two reports beside each other."""
    return await toon(verzoek, await _samenblad(verzoek))


async def voeg_samen(verzoek: Verzoek) -> Response:
    """A human says that they are one incident, and why."""
    groep, blad = verzoek.deel("groep"), await _samenblad(verzoek)

    async def stuur(inhoud: dict[str, Any], koppen: Mapping[str, str]) -> str:
        inhoud["incident"] = blad.zet["incident"]
        pad = f"/meldingen/{verzoek.deel('andere')}/incident"
        await verzoek.api.stuur("PUT", pad, inhoud, koppen=koppen)
        return f"/groepen/{groep}/start"

    return await verwerk(verzoek, blad, stuur, lambda: _samenblad(verzoek))


_PAD = "/groepen/{groep:uuid}/start"
_PAAR = f"{_PAD}/{{melding:uuid}}/{{andere:uuid}}"
SCHERMEN = (
    Scherm("start", "GET", _PAD, toon_start, "raadplegen", 5),
    Scherm("zet-klaar", "POST", _PAD, zet_klaar, "ondertekenen", 11),
    Scherm("incident", "GET", _PAAR, toon_samen, "dossier.schrijven", 3),
    Scherm("voeg-samen", "POST", _PAAR, voeg_samen, "dossier.schrijven", 7),
)

"""T8: the covenant as rules: every gate, reading and ground, and how many decisions rest on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter
from shared.portaal.woorden import Woordenlijst

_TELT = ("poort", "reden", "interpretatie", "grondslag")


def poorten_van(begrippen: Woordenlijst, aantal: Mapping[str, Mapping[str, int]]) -> list[Any]:
    """Every gate with its reasons, and how often each closed."""
    redenen = begrippen.soorten.get("redenen", {})
    return [
        {
            "code": code,
            "kort": hoofdletter(str(poort["kort"])),
            "zin": poort["zin"],
            "aantal": aantal["poort"].get(code, 0),
            "redenen": [
                {
                    **rij,
                    "zin": begrippen.in_woorden(str(rij["zin"])),
                    "aantal": aantal["reden"].get(naam, 0),
                }
                for naam, rij in redenen.items()
                if str(rij["poort"]) == code
            ],
        }
        for code, poort in begrippen.soorten.get("poorten", {}).items()
    ]


def lijst_van(soort: str, begrippen: Woordenlijst, aantal: Mapping[str, int]) -> list[Any]:
    """Every reading or ground with its words, and how many decisions rest on it; most first."""
    rijen = [
        {**rij, "code": code, "aantal": aantal.get(code, 0)}
        for code, rij in begrippen.soorten.get(soort, {}).items()
    ]
    return sorted(rijen, key=lambda rij: -rij["aantal"])


async def toon_regels(verzoek: Verzoek) -> Response:
    """All rules, counted over the whole log."""
    begrippen = await verzoek.begrippen()
    alles = {**vragen.nieuw(verzoek.vandaag), "van": "2019-01-01"}
    antwoord = await verzoek.api.stuur(
        "POST",
        "/uitwisselingen/_zoek?paginagrootte=1",
        {**vragen.filters(alles), "facetten": list(_TELT)},
    )
    aantal = {
        naam: {str(een["waarde"]): een["aantal"] for een in antwoord["facetten"][naam]}
        for naam in _TELT
    }
    return verzoek.toon(
        "toezicht/regels.html",
        "Regels",
        aantal=antwoord["aantal"],
        poorten=poorten_van(begrippen, aantal),
        uitleg=lijst_van("interpretaties", begrippen, aantal["interpretatie"]),
        gronden=lijst_van("grondslagen", begrippen, aantal["grondslag"]),
    )


async def toon_bestand(verzoek: Verzoek) -> Response:
    """The covenant file as it is."""
    return verzoek.toon(
        "toezicht/bestand.html", "Het convenantbestand",
        kruimels=[("Regels", "/regels")], tekst=await verzoek.api.tekst("/convenant"),
    )  # fmt: skip


SCHERMEN = (
    Scherm("regels", "GET", "/regels", toon_regels, CONTROLEREN, 1),
    Scherm("convenantbestand", "GET", "/regels/bestand", toon_bestand, CONTROLEREN, 1),
)

"""T8: the covenant as rules: every gate, reading and ground, and how many decisions rest on it.

And what would have come of last month's decisions if a rule had been another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from shared.portaal.api import ApiFout
from shared.portaal.portaal import Scherm
from shared.portaal.toezicht import vragen
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, lees_dag, nl_dag
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


async def toon_anders(verzoek: Verzoek, **waarden: Any) -> Response:  # noqa: ANN401
    """Ask what another rule would have meant."""
    leeg = vragen.nieuw(verzoek.vandaag)
    velden: dict[str, Any] = {
        "van": verzoek.veld("van") or nl_dag(leeg["van"]),
        "tot": verzoek.veld("tot") or nl_dag(leeg["tot"]),
        "oud": verzoek.velden.get("oud", [""])[0],
        "nieuw": verzoek.velden.get("nieuw", [""])[0],
        "fouten": [],
        "uit": None,
    }
    velden |= waarden
    return verzoek.toon(
        "toezicht/anders.html", "Als een regel anders was", 422 if velden["fouten"] else 200,
        kruimels=[("Regels", "/regels")], **velden,
    )  # fmt: skip


async def herhaal(verzoek: Verzoek) -> Response:
    """Take the decisions of a period again, with the rules of then or with a changed file."""
    van, tot = lees_dag(verzoek.veld("van")), lees_dag(verzoek.veld("tot"))
    if van is None or tot is None or van > tot:
        zin = "Schrijf beide dagen als 31-12-2026, en de eerste niet na de laatste."
        return await toon_anders(verzoek, fouten=[("van", zin)])
    vraag = {"van": van.isoformat(), "tot": tot.isoformat(), "keuze": {}}
    inhoud: dict[str, Any] = vragen.filters(vraag)
    oud = verzoek.velden.get("oud", [""])[0].replace("\r\n", "\n")
    nieuw = verzoek.velden.get("nieuw", [""])[0].replace("\r\n", "\n")
    if oud.strip() or nieuw.strip():
        inhoud["wijzigingen"] = [{"oud": oud, "nieuw": nieuw}]
    try:
        uit = await verzoek.api.stuur("POST", "/uitwisselingen/_herhaal", inhoud)
    except ApiFout as fout:
        if fout.status != 400:
            raise
        meldingen = [een["melding"] for een in fout.fouten] or [fout.zin]
        return await toon_anders(verzoek, fouten=[("oud", zin) for zin in meldingen])
    begrippen = await verzoek.begrippen()
    return await toon_anders(verzoek, uit=uitkomst_van(uit, begrippen))


def uitkomst_van(uit: Mapping[str, Any], begrippen: Woordenlijst) -> dict[str, Any]:
    """What came of it, in words."""
    return {
        **{naam: uit[naam] for naam in ("aantal", "herhaald", "gelijk", "grootte")},
        "weg": uit["nietMeer"],
        "meer": uit["volgende"] is not None,
        "gewijzigd": uit["convenant"] is not None,
        "anders": [
            {
                "id": een["id"],
                "op": een["tijdstip"],
                "zin": hoofdletter(
                    f"{een['inWoorden']['soort']} van {een['inWoorden']['afzender']} "
                    f"aan {een['inWoorden']['ontvanger']}"
                ),
                "was": begrippen.kort("besluiten", een["was"]),
                "wordt": begrippen.kort("besluiten", een["wordt"]),
                "zelfde": een["was"] == een["wordt"],
                "redenen": [begrippen.in_woorden(zin) for zin in een["redenen"]],
            }
            for een in uit["anders"]
        ],
    }


SCHERMEN = (
    Scherm("regels", "GET", "/regels", toon_regels, CONTROLEREN, 1),
    Scherm("convenantbestand", "GET", "/regels/bestand", toon_bestand, CONTROLEREN, 1),
    Scherm("regel-anders", "GET", "/regels/anders", toon_anders, CONTROLEREN, 0),
    Scherm("herhaal", "POST", "/regels/anders", herhaal, CONTROLEREN, 1),
)

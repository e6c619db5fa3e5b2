"""The parts of a person's page. Each asks the service once, and only when somebody opens it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from shared.portaal.personen.weergave import ingevuld, veldnaam
from shared.portaal.portaal import Persoonsdeel
from shared.portaal.schermen.gegevens import als_tekst, waarde_van
from shared.portaal.verzoek import Verzoek
from shared.portaal.weergave import hoofdletter, opsomming
from shared.portaal.woorden import Woordenlijst, eigen_woord

_VERDWENEN = ("vervangen", "ingetrokken")


async def eigen(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """What we recorded ourselves, by kind."""
    begrippen = await verzoek.begrippen()
    alles = await verzoek.api.haal(f"/personen/{persoon}/eigen-gegevens")
    hier = f"/personen/{verzoek.handvat(persoon)}/eigen"
    woorden = verzoek.bediening.portaal.keuzewoorden
    return {
        "soorten": [
            {
                "titel": hoofdletter(soort["meervoud"]),
                "naam": soort["naam"],
                "nieuw": f"{hier}/{soort['pad']}",
                "meer": soort["meer"],
                "weggelaten": soort["weggelaten"],
                "gegevens": [
                    {
                        "titel": begrippen.kort("gegevenssoorten", een["gegevenssoort"]),
                        "op": een["vastgelegdOp"],
                        "regels": ingevuld(een["gegevens"], begrippen, woorden)
                        + ingevuld(een["afgeleid"], begrippen, woorden),
                        "pad": f"{hier}/{soort['pad']}/{een['id']}",
                        "fout": f"/verbeteringen/nieuw/{verzoek.handvat(_eigen(persoon, een))}",
                    }
                    for een in soort["gegevens"]
                ],
            }
            for soort in alles["soorten"]
        ]
    }


def _eigen(persoon: str, een: Mapping[str, Any]) -> str:
    """Which own record a correction is about, for an address that says nothing."""
    return json.dumps(
        {"persoon": persoon, "gegevenssoort": een["gegevenssoort"], "gegeven": een["id"]}
    )


def ontvangenregel(
    een: Mapping[str, Any], begrippen: Woordenlijst, verzoek: Verzoek
) -> dict[str, Any]:
    """One received item in words: what, from whom, on which ground, until when and why."""
    grond = begrippen.kort("grondslagen", een["grondslag"]) if een["grondslag"] else ""
    artikel = f", convenant {een['convenantartikel']}" if een["convenantartikel"] else ""
    return {
        "titel": hoofdletter(begrippen.kort("gegevenssoorten", een["gegevenssoort"])),
        "waarde": waarde_van(een["gegevens"]) if een["gegevens"] else "Er staat hier niets meer.",
        "van": hoofdletter(begrippen.partij(een["bron"])),
        "op": een["ontvangenOp"],
        "grond": f"{hoofdletter(grond)}{artikel}" if grond else "",
        "doel": begrippen.kort("doelen", een["doel"]) if een["doel"] else "",
        "betwist": een["betwist"],
        "stand": eigen_woord("ontvangenstand", een["status"]),
        "verdwenen": een["status"] in _VERDWENEN,
        "opgeschort": een["status"] == "opgeschort",
        "tot": een["vervaltOp"],
        "uitleg": een.get("bewaaruitleg") or "",
        "fout": f"/verbeteringen/nieuw/{verzoek.handvat(een['id'])}",
        "actief": een["status"] == "actief",
    }


def betwist_eerst(regels: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What somebody disputes comes first, then the newest."""
    nieuw_eerst = sorted(regels, key=lambda een: str(een["op"]), reverse=True)
    return sorted(nieuw_eerst, key=lambda een: not (een["betwist"] or een["opgeschort"]))


async def ontvangen(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """What others gave us about him; what was replaced or taken back stands apart."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal("/ontvangen-gegevens", persoon=persoon, paginagrootte=100)
    regels = betwist_eerst(
        ontvangenregel(een, begrippen, verzoek) for een in lijst["ontvangenGegevens"]
    )
    return {
        "gegevens": [een for een in regels if not een["verdwenen"]],
        "verdwenen": [een for een in regels if een["verdwenen"]],
        "meer": bool(lijst["volgende"]),
    }


async def verstrekt(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """Who got what about him."""
    begrippen = await verzoek.begrippen()
    lijst = await verzoek.api.haal(f"/personen/{persoon}/verstrekt", paginagrootte=100)
    return {
        "verstrekt": [
            {
                "pad": f"/berichten/{een['bericht']}",
                "titel": f"{begrippen.kort('soorten', een['soort'])} aan "
                f"{begrippen.partij(een['ontvanger'])}",
                "wat": opsomming(
                    [begrippen.kort("gegevenssoorten", soort) for soort in een["gegevenssoorten"]]
                ),
                "op": een["op"],
                "stand": eigen_woord("status", een["status"]),
            }
            for een in reversed(lijst["verstrekt"])
        ],
        "meer": bool(lijst["volgende"]),
    }


async def wijzigingen(verzoek: Verzoek, persoon: str) -> Mapping[str, Any]:
    """What was corrected about who he is, when and why."""
    lijst = await verzoek.api.haal(f"/personen/{persoon}/correcties")
    return {
        "wijzigingen": [
            {
                "op": een["tijdstip"],
                "reden": een["reden"],
                "oud": [(veldnaam(lid), als_tekst(oud)) for lid, oud in een["oudeWaarden"].items()],
            }
            for een in reversed(lijst["correcties"])
        ]
    }


GEDEELD = (
    Persoonsdeel(
        "eigen", "Wat wij zelf vastlegden", "Onze eigen gegevens, per soort.",
        eigen, "personen/eigen.html", "dossier.lezen",
    ),
    Persoonsdeel(
        "ontvangen", "Wat wij kregen", "Van wie, op welke grond, en tot wanneer.",
        ontvangen, "personen/ontvangen.html", "ontvangen.lezen",
    ),
    Persoonsdeel(
        "gegeven", "Wie iets van ons kreeg", "Welke gegevens, aan wie, en wanneer.",
        verstrekt, "personen/verstrekt.html", "personen.lezen",
    ),
    Persoonsdeel(
        "wijzigingen", "Wat er aan hem is verbeterd", "Naam, adres en wat nog meer bij hem staat.",
        wijzigingen, "personen/wijzigingen.html", "personen.lezen",
    ),
)  # fmt: skip

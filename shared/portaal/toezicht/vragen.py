"""A question to the log as somebody put it, and how it is said in a sentence. Pure.

A question waits in the session under a short name; that name is all an address says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shared.portaal.weergave import dag, schuilnummer
from shared.portaal.woorden import Woordenlijst, eigen_woorden

SOORT = "toezicht"
BESTANDEN = "/bestanden"
"""Where the files are that somebody asked for."""
DAGEN = 31
LIJSTEN: Mapping[str, str] = {
    "soort": "soorten", "afzender": "partijen", "ontvanger": "partijen", "stap": "stappen",
    "doel": "doelen", "kanaal": "kanalen", "stuk": "stukken", "uitkomst": "uitkomsten",
    "gezegd": "gezegd", "inhoud": "inhoud", "gegevenssoort": "gegevenssoorten",
    "categorie": "categorieen", "poort": "poorten", "reden": "redenen",
    "interpretatie": "interpretaties", "grondslag": "grondslagen", "plicht": "plichten",
    "bladsoort": "bladsoorten", "lezing": "leessoorten", "groepsbesluit": "groepsbesluiten",
    "incident": "incidentsoorten",
}  # fmt: skip
"""What can be asked that is a code, and the list of words it is in."""
_GETALLEN = frozenset({"stap", "poort", "categorie"})
FACETTEN = ("afzender", "ontvanger", "uitkomst", "gegevenssoort", "reden", "interpretatie", "groep")


def nieuw(vandaag: date) -> dict[str, Any]:
    """The question nobody asked yet: the last month."""
    van = vandaag - timedelta(days=DAGEN)
    return {"soort": SOORT, "van": van.isoformat(), "tot": vandaag.isoformat(), "keuze": {}}


def periode(vraag: Mapping[str, Any]) -> dict[str, str]:
    """From the first day up to the end of the last."""
    tot = date.fromisoformat(vraag["tot"]) + timedelta(days=1)
    return {"van": _als_moment(date.fromisoformat(vraag["van"])), "tot": _als_moment(tot)}


def _als_moment(waarde: date) -> str:
    return datetime(waarde.year, waarde.month, waarde.day, tzinfo=UTC).isoformat()[:19] + "Z"


def filters(vraag: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of the gateway."""
    gekozen = {naam: een for naam, een in vraag["keuze"].items() if een not in (None, "")}
    return {"periode": vraag.get("periode") or periode(vraag), **gekozen}


def uit_antwoord(antwoord: Mapping[str, Any]) -> dict[str, Any]:
    """The filters the gateway read, as it says them with its answer."""
    over = dict(antwoord["vraag"])
    return {"periode": {"van": over.pop("van"), "tot": over.pop("tot")}, **over}


def met(
    vraag: Mapping[str, Any], ingevuld: Mapping[str, Any] | None, naam: str, waarde: str
) -> dict[str, Any]:
    """The same question with one thing more. `ingevuld`: what a question of the list asked."""
    keuze: dict[str, Any] = dict(vraag["keuze"])
    verder = {k: v for k, v in vraag.items() if k not in ("zoekvraag", "parameters", "over")}
    if ingevuld is not None:
        keuze = {k: v for k, v in ingevuld.items() if k != "periode"}
        verder["periode"] = ingevuld["periode"]
    keuze[naam] = int(waarde) if naam in _GETALLEN else waarde
    return {**verder, "keuze": keuze}


def in_woorden(vraag: Mapping[str, Any], begrippen: Woordenlijst) -> str:
    """What was asked, as a sentence above the answer."""
    woorden: Mapping[str, str] = eigen_woorden()["zoekkeuze"]
    delen = (
        [] if vraag.get("periode") else [f"van {dag(vraag['van'])} tot en met {dag(vraag['tot'])}"]
    )
    for naam, waarde in vraag["keuze"].items():
        if waarde in (None, "") or naam not in woorden:
            continue
        delen.append(woorden[naam].format(waarde_in_woorden(naam, waarde, begrippen)))
    return f"Alles {', '.join(delen)}" if delen else "Alles"


def waarde_in_woorden(naam: str, waarde: Any, begrippen: Woordenlijst) -> str:  # noqa: ANN401
    """One value: the word of a code, or so much of a reference that one can tell it apart."""
    lijst = LIJSTEN.get(naam)
    if lijst == "stappen":
        return str(waarde)
    if lijst is not None:
        return begrippen.kort(lijst, str(waarde))
    return schuilnummer(str(waarde))


def facetten_van(
    facetten: Mapping[str, Sequence[Mapping[str, Any]]] | None, begrippen: Woordenlijst
) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Per facet its name, and per value the code to ask on with, its words, and how often."""
    namen: Mapping[str, str] = eigen_woorden()["facet"]
    uit = []
    for naam, waarden in (facetten or {}).items():
        rijen = [
            (
                str(een["waarde"]),
                een["inWoorden"] or waarde_in_woorden(naam, een["waarde"], begrippen),
                een["aantal"],
            )
            for een in waarden
            if een["waarde"] is not None
        ]
        if rijen and naam in namen:
            uit.append((naam, namen[naam], rijen))
    return uit

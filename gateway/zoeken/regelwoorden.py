"""A line of an answer in the shape of the API, with the words beside its codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.zoekregister.regels import Regel
from shared.bericht.tijd import utc_tekst
from shared.convenant.regels.woordenboek import Woordenboek
from shared.leesbaar.tijd import lokaal

IN_WOORDEN = "inWoorden"


WOORDLIJSTEN: Mapping[str, str] = {
    "soort": "soorten",
    "afzender": "partijen",
    "ontvanger": "partijen",
    "stap": "stappen",
    "doel": "doelen",
    "kanaal": "kanalen",
    "functie": "functies",
    "ontvangendeFunctie": "functies",
    "stuk": "stukken",
    "besluit": "besluiten",
    "uitkomst": "uitkomsten",
    "gezegd": "gezegd",
    "inhoud": "inhoud",
    "categorieen": "categorieen",
    "gegevenssoorten": "gegevenssoorten",
    "grondslagen": "grondslagen",
    "interpretaties": "interpretaties",
    "poorten": "poorten",
}
"""Members of a line that are codes, and the list of words each is in."""


_FUNCTIE_BIJ: Mapping[str, str] = {"functie": "afzender", "ontvangendeFunctie": "ontvanger"}


def als_dict(regel: Regel, woorden: Woordenboek) -> dict[str, Any]:
    """A line in the shape of the API."""
    waarden = _codes(regel)
    return {**waarden, "inWoorden": in_woorden(waarden, woorden)}


def _codes(regel: Regel) -> dict[str, Any]:
    return {
        "id": regel.bericht,
        "bladnummer": regel.bladnummer,
        "tijdstip": utc_tekst(regel.tijdstip),
        "lokaleTijd": lokaal(regel.tijdstip).isoformat(timespec="seconds"),
        "soort": regel.soort,
        "afzender": regel.afzender,
        "ontvanger": regel.ontvanger,
        "groep": regel.groep,
        "stap": regel.stap,
        "doel": regel.doel,
        "kanaal": regel.kanaal,
        "medewerker": regel.medewerker,
        "functie": regel.functie,
        "ontvangendeMedewerker": regel.ontvangende_medewerker,
        "ontvangendeFunctie": regel.ontvangende_functie,
        "inReactieOp": regel.in_reactie_op,
        "stuk": regel.stuk,
        "overleg": regel.overleg,
        "uiting": regel.uiting,
        "besluit": regel.besluit,
        "uitkomst": regel.uitkomst.value,
        "bevestigingBladnummer": regel.bevestiging,
        "gezegd": None if regel.gezegd is None else regel.gezegd.stand.value,
        "gezegdBladnummer": None if regel.gezegd is None else regel.gezegd.bladnummer,
        "inhoud": None if regel.inhoud is None else regel.inhoud.stand.value,
        "inhoudBladnummer": None if regel.inhoud is None else regel.inhoud.bladnummer,
        **regel.lijsten,
        "redenen": list(regel.redenen),
        "plichten": [
            {"code": p.code, "uiterlijk": p.uiterlijk, "vervuldBladnummer": p.vervuld}
            for p in regel.plichten
        ],
    }


def in_woorden(waarden: Mapping[str, Any], woorden: Woordenboek) -> dict[str, Any]:
    """The words of every code in a line: a text, a list of texts, or null where there is none."""
    uit: dict[str, Any] = {}
    for naam, lijst in WOORDLIJSTEN.items():
        waarde = waarden.get(naam)
        bij = waarden.get(_FUNCTIE_BIJ.get(naam, ""))
        if isinstance(waarde, list):
            uit[naam] = [woorden.tekst(lijst, een) for een in waarde]
        else:
            uit[naam] = None if waarde is None else woorden.tekst(lijst, waarde, bij)
    return uit

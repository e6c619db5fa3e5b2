"""The lines of an answer as a file: CSV for a spreadsheet, JSON Lines for a program.

Every code has its words beside it, and every moment the time in the Netherlands.

CSV: semicolons, CRLF, UTF-8 with a byte order mark, which is what a Dutch spreadsheet opens
without asking. Values come from messages, also refused ones, and may be anything: a cell that a
spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from gateway.zoeken.regels import Regel
from shared.bericht.tijd import utc_tekst
from shared.convenant.woordenboek import Woordenboek
from shared.leesbaar.tijd import lokaal

_BOM = "\ufeff"
_FORMULE = frozenset("=+-@\t\r\n|%")
_AANHALING = frozenset("\"'")
_BROK = 64 * 1024

_PLICHTEN = "plichten"
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


def als_jsonl(regels: Iterable[Regel], woorden: Woordenboek) -> Iterator[bytes]:
    """One JSON object a line."""
    yield from jsonregels(als_dict(regel, woorden) for regel in regels)


def als_csv(
    regels: Iterable[Regel], kolommen: Iterable[str], woorden: Woordenboek
) -> Iterator[bytes]:
    """A heading with `kolommen`, and a row a line; behind each code a column with its words."""
    namen = [naam for naam in kolommen if naam != IN_WOORDEN]

    def rij(regel: Regel) -> list[Any]:
        waarden = als_dict(regel, woorden)
        return [cel for naam in namen for cel in _cellen(naam, waarden, woorden)]

    yield from tabel([kop for naam in namen for kop in _koppen(naam)], map(rij, regels))


def jsonregels(objecten: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Each as one line of JSON."""
    yield from _brokken(
        json.dumps(een, ensure_ascii=False, separators=(",", ":")) + "\n" for een in objecten
    )


def tabel(koppen: list[str], rijen: Iterable[list[Any]]) -> Iterator[bytes]:
    """A table a spreadsheet opens: a heading and these rows."""

    def teksten() -> Iterator[str]:
        yield _BOM + _rij(koppen)
        for rij in rijen:
            yield _rij([_cel(cel) for cel in rij])

    yield from _brokken(teksten())


def _koppen(naam: str) -> list[str]:
    return [naam, f"{naam}InWoorden"] if naam in WOORDLIJSTEN or naam == _PLICHTEN else [naam]


def _cellen(naam: str, waarden: Mapping[str, Any], woorden: Woordenboek) -> list[Any]:
    """The cell of a column, and that of its words. A local time is one a spreadsheet reads."""
    waarde = waarden[naam]
    if naam == "lokaleTijd":
        return [rekenbladtijd(datetime.fromisoformat(waarde))]
    if naam == _PLICHTEN:
        zinnen = [_plicht(een, woorden) for een in waarde]
        return [[een["code"] for een in waarde], "; ".join(zinnen)]
    return [waarde, waarden[IN_WOORDEN][naam]] if naam in WOORDLIJSTEN else [waarde]


def rekenbladtijd(moment: datetime) -> str:
    """A local time as a spreadsheet reads it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _rij(cellen: list[str]) -> str:
    vak = io.StringIO()
    csv.writer(vak, delimiter=";", lineterminator="\r\n").writerow(cellen)
    return vak.getvalue()


def _cel(waarde: Any) -> str:  # noqa: ANN401 - elke JSON-waarde
    if waarde is None:
        tekst = ""
    elif isinstance(waarde, list):
        tekst = ", ".join(_element(element) for element in waarde)
    else:
        tekst = str(waarde)
    return "'" + tekst if _is_formule(tekst) else tekst


def _is_formule(tekst: str) -> bool:
    """Whether some spreadsheet would calculate with it.

    They look past spaces, quotes and what cannot be seen, and take the wide signs for the plain.
    """
    for teken in tekst:
        if unicodedata.normalize("NFKC", teken) in _FORMULE:
            return True
        onzichtbaar = teken.isspace() or unicodedata.category(teken) in ("Cc", "Cf")
        if not onzichtbaar and teken not in _AANHALING:
            return False
    return False


def _element(element: Any) -> str:  # noqa: ANN401 - elke JSON-waarde
    return _reden(element) if isinstance(element, dict) else str(element)


def _plicht(plicht: Mapping[str, Any], woorden: Woordenboek) -> str:
    """A duty in words; open only where the log would show that it was met."""
    woord = woorden.woord(_PLICHTEN, plicht["code"])
    tekst = str(plicht["code"]) if woord is None else woord.tekst.rstrip(".")
    dag = f" (uiterlijk {plicht['uiterlijk']})" if plicht["uiterlijk"] else ""
    if plicht["vervuldBladnummer"] is not None:
        return f"{tekst}{dag}: vervuld, zie blad {plicht['vervuldBladnummer']}"
    return f"{tekst}{dag}: open" if woord is not None and woord.blijkt else f"{tekst}{dag}"


def _reden(reden: Mapping[str, Any]) -> str:
    """A reason in words, with the sources it rests on."""
    bronnen = (
        f"artikel {reden['convenant']} van het convenant" if reden["convenant"] else None,
        reden["wet"],
        f"uitleg {reden['interpretatie']}" if reden["interpretatie"] else None,
    )
    rust_op = "; ".join(bron for bron in bronnen if bron)
    return f"{reden['uitleg']} ({rust_op})" if rust_op else str(reden["uitleg"])


def _brokken(teksten: Iterable[str]) -> Iterator[bytes]:
    vol: list[str] = []
    tekens = 0
    for tekst in teksten:
        vol.append(tekst)
        tekens += len(tekst)
        if tekens >= _BROK:
            yield "".join(vol).encode()
            vol, tekens = [], 0
    if vol:
        yield "".join(vol).encode()

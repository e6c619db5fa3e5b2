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

from gateway.zoeken.regelwoorden import IN_WOORDEN, WOORDLIJSTEN, als_dict
from gateway.zoekregister.regels import Regel
from shared.convenant.regels.woordenboek import Woordenboek

_BOM = "\ufeff"
_FORMULE = frozenset("=+-@\t\r\n|%")
_AANHALING = frozenset("\"'")
_BROK = 64 * 1024

_PLICHTEN = "plichten"


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

"""The lines of an answer as a file: CSV for a spreadsheet, JSON Lines for a program.

Every code has its words beside it, and every moment the time in the Netherlands.

Values come from messages, also refused ones, and may be anything; `rekenblad` sees to it that a
spreadsheet does not calculate with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from gateway.zoeken.regelwoorden import IN_WOORDEN, WOORDLIJSTEN, als_dict
from gateway.zoekregister.regels import Regel
from shared.convenant.regels.woordenboek import Woordenboek
from shared.leesbaar.rekenblad import in_brokken, rekenbladtijd, tabel

PDF: Final = "application/pdf"
_PLICHTEN = "plichten"
VORMEN: Final = {
    "csv": ("text/csv; charset=utf-8", "uitwisselingen.csv"),
    "jsonl": ("application/jsonl", "uitwisselingen.jsonl"),
    "parquet": ("application/vnd.apache.parquet", "uitwisselingen.parquet"),
    "bewijsbundel": ("application/zip", "bewijs.zip"),
    "rapport": (PDF, "rapport.pdf"),
}
BLADMEDIA: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
_BLADKOPPEN = ["bladnummer", "bladsoort", "titel", "tijdstip", "lokaleTijd", "zin", "inhoud"]


def koppen_van(naam: str) -> dict[str, str]:
    """The headers of a file of this name."""
    return {"Content-Disposition": f'attachment; filename="{naam}"'}


def regelbrokken(
    regels: Iterable[Regel], vorm: str, kolommen: Iterable[str], woorden: Woordenboek
) -> Iterator[bytes]:
    """Exchanges, as CSV with these columns or as JSON Lines."""
    return als_jsonl(regels, woorden) if vorm == "jsonl" else als_csv(regels, kolommen, woorden)


def bladbrokken(regels: Iterable[Any], vorm: str) -> Iterator[bytes]:
    """Leaves in words, as searching gives them, as CSV or JSON Lines."""
    if vorm == "csv":
        return tabel(_BLADKOPPEN, map(_bladcellen, regels))
    return jsonregels(een.model_dump(mode="json", by_alias=True) for een in regels)


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
        cellen = (cel for naam in namen for cel in _cellen(naam, waarden, woorden))
        return [_in_woorden(cel) for cel in cellen]

    yield from tabel([kop for naam in namen for kop in _koppen(naam)], map(rij, regels))


def jsonregels(objecten: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Each as one line of JSON."""
    yield from in_brokken(
        json.dumps(een, ensure_ascii=False, separators=(",", ":")) + "\n" for een in objecten
    )


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


def _in_woorden(cel: Any) -> Any:  # noqa: ANN401 - elke JSON-waarde
    if not isinstance(cel, list):
        return cel
    return [_reden(een) if isinstance(een, dict) else een for een in cel]


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


def _bladcellen(een: Any) -> list[Any]:  # noqa: ANN401 - een regel zoals _zoek haar geeft
    woorden, moment = een.in_woorden, een.model_dump(mode="json")["tijdstip"]
    inhoud = "\n".join(
        "  " * regel.diepte + (f"{regel.naam}: {regel.waarde}" if regel.waarde else regel.naam)
        for regel in woorden.regels
    )
    return [
        een.bladnummer,
        een.bladsoort,
        woorden.titel,
        moment,
        rekenbladtijd(woorden.lokale_tijd),
        woorden.zin,
        inhoud,
    ]

"""In which forms an answer comes as a file, whoever waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gateway.bundels.klaarzetten import PDF, ZIP
from gateway.uitvoer.export import als_csv, als_jsonl, jsonregels
from gateway.zoeken.bladen import Gevondenblad
from gateway.zoeken.bladrouter import bladregel
from gateway.zoeken.bladvormen import Bladregelvorm
from gateway.zoeken.vormen import Regelvorm
from gateway.zoekregister.regels import Regel
from shared.convenant.regels.woordenboek import Woordenboek
from shared.leesbaar.bladtekst import Bladlezer
from shared.leesbaar.rekenblad import rekenbladtijd, tabel

VORMEN: Final = {
    "csv": ("text/csv; charset=utf-8", "uitwisselingen.csv"),
    "jsonl": ("application/jsonl", "uitwisselingen.jsonl"),
    "parquet": ("application/vnd.apache.parquet", "uitwisselingen.parquet"),
    "bewijsbundel": (ZIP, "bewijs.zip"),
    "rapport": (PDF, "rapport.pdf"),
}
BLADMEDIA: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
_KOPPEN = ["bladnummer", "bladsoort", "titel", "tijdstip", "lokaleTijd", "zin", "inhoud"]


def koppen_van(naam: str) -> dict[str, str]:
    """The headers of a file of this name."""
    return {"Content-Disposition": f'attachment; filename="{naam}"'}


def regelbrokken(regels: Iterator[Regel], vorm: str, woorden: Woordenboek) -> Iterator[bytes]:
    """Exchanges, as CSV or JSON Lines."""
    if vorm == "jsonl":
        return als_jsonl(regels, woorden)
    kolommen = [veld.alias or naam for naam, veld in Regelvorm.model_fields.items()]
    return als_csv(regels, kolommen, woorden)


def bladbrokken(bladen: Iterator[Gevondenblad], vorm: str, lezer: Bladlezer) -> Iterator[bytes]:
    """Leaves in words, as CSV or JSON Lines."""
    regels = (bladregel(een, lezer) for een in bladen)
    if vorm == "csv":
        return tabel(_KOPPEN, map(_cellen, regels))
    return jsonregels(een.model_dump(mode="json", by_alias=True) for een in regels)


def _cellen(een: Bladregelvorm) -> list[Any]:
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

"""What came back from the gateway: a JSON document, or a domain error in its place.

A document is not verified here. An error says whether the same again can help; no caller of this
module sees a status code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from shared.bericht.fouten import BerichtFout
from shared.bericht.jsonvorm import lees_json
from shared.partij.fouten import NietGevonden
from shared.partij.gatewayfouten import (
    BerichtBestaatAl,
    BuitenTijdvenster,
    GatewayFout,
    GatewayKentOnsNiet,
    GatewayLater,
    GatewayOnbereikbaar,
    GatewayWeigert,
    GroepsbesluitKanNiet,
    InvoerAfgekeurd,
    ToetsingWeigert,
)
from shared.tijd.klok import nu_utc
from shared.verzenden.gateway.poort import Document
from shared.web.meldingen import Invoerfout
from shared.web.proces.clients import Antwoord
from shared.web.verzoek.herkansing import MAX_WACHT, gevraagd_geduld

_BUITEN_TIJDVENSTER = "tijdstip-buiten-venster"
# The message is at fault, not the moment: the same bytes will be refused again.
_NOOIT = frozenset({400, 406, 411, 413, 414, 415, 422, 431})


def uitkomst(antwoord: Antwoord) -> Document:
    """The document of a 2xx; raises the error anything else means."""
    document = als_document(antwoord.inhoud)
    if 200 <= antwoord.status < 300:
        if document is None:
            raise GatewayOnbereikbaar("De gateway gaf een antwoord dat geen JSON-object is.")
        return document
    raise als_fout(antwoord, document or {})


def als_fout(antwoord: Antwoord, probleem: Document) -> Exception:
    """From a problem document to what it means for the one who asked."""
    status = antwoord.status
    melding = _melding(status, probleem)
    if status == 404:
        return NietGevonden(str(probleem.get("detail") or melding))
    if status == 403 and isinstance(probleem.get("redenen"), list):
        return _weigering(probleem)
    if status == 403:
        return GatewayKentOnsNiet(melding)
    if status == 400 and str(probleem.get("type", "")).endswith(_BUITEN_TIJDVENSTER):
        return BuitenTijdvenster(melding)
    if status == 409:
        redenen = probleem.get("redenen")
        if isinstance(redenen, list):
            return GroepsbesluitKanNiet(str(probleem.get("detail") or melding), redenen)
        return BerichtBestaatAl(melding, str(probleem.get("detail") or melding))
    if status in _NOOIT:
        fouten = _fouten(probleem)
        return InvoerAfgekeurd(melding, fouten) if fouten else GatewayWeigert(melding)
    wacht = gevraagd_geduld(antwoord.koppen, nu_utc(), MAX_WACHT)
    return GatewayOnbereikbaar(melding) if wacht is None else GatewayLater(melding, wacht)


def _weigering(probleem: Document) -> ToetsingWeigert:
    """A refusal with its reasons: the whole decision where the gateway gives it."""
    besluit = probleem.get("besluit")
    if not isinstance(besluit, dict) or besluit.get("redenen") != probleem["redenen"]:
        besluit = {"besluit": "geweigerd", "redenen": probleem["redenen"], "grondslagen": [],
                   "plichten": []}  # fmt: skip
    bladnummer = probleem.get("bladnummer")
    return ToetsingWeigert(besluit, bladnummer if isinstance(bladnummer, int) else None)


def _melding(status: int, probleem: Document) -> str:
    """The gateway's own words, with every fault it lists; they hold no content of a message."""
    zinnen = [str(probleem.get("detail") or probleem.get("title") or "geen uitleg")]
    zinnen += [f"{fout.pad}: {fout.melding}" for fout in _fouten(probleem)]
    return f"De gateway antwoordde met {status}: {' '.join(zinnen)}"


def _fouten(probleem: Document) -> list[Invoerfout]:
    fouten = probleem.get("fouten")
    rijen = fouten if isinstance(fouten, list) else []
    return [Invoerfout(str(f.get("pad")), str(f.get("melding"))) for f in rijen
            if isinstance(f, dict)]  # fmt: skip


def als_document(tekst: bytes) -> Document | None:
    """A JSON object; ``None`` for anything else."""
    try:
        waarde = lees_json(tekst)
    except BerichtFout:
        return None
    return waarde if isinstance(waarde, dict) else None


def bladnummer_uit(document: Document) -> int:
    """The leaf an answer names. Raises ``GatewayFout`` without one."""
    nummer = document.get("bladnummer")
    if not isinstance(nummer, int):
        raise GatewayFout("Het antwoord van de gateway heeft geen bladnummer.")
    return nummer


def lijst_uit(document: Document, naam: str) -> list[Document]:
    """The list an answer holds. Raises ``GatewayFout`` without one."""
    lijst = document.get(naam)
    if not isinstance(lijst, list) or not all(isinstance(rij, dict) for rij in lijst):
        raise GatewayFout(f"Het antwoord van de gateway heeft geen lijst {naam}.")
    return lijst


def als_bytes(waarde: Mapping[str, Any]) -> bytes:
    """A document as it is posted."""
    return json.dumps(waarde, ensure_ascii=False, separators=(",", ":")).encode()

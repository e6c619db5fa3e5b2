"""The shape of a message's body: one object with a kop and, sealed, the content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonLimieten, lees_json
from shared.bericht.koppen import TRANSACTIE_ID
from shared.bericht.limieten import Berichtlimieten
from shared.bericht.sleutels.versleuteling import is_jwe_vorm
from shared.convenant.begrippen import Convenantregels
from shared.convenant.verzoek import Kop, OngeldigToetsverzoek, lees_kop
from shared.tijd.kenmerk import is_uuid7

Fout: TypeAlias = tuple[str, str]

_LEDEN = ("kop", "inhoud")


def lees_body(body: bytes, limieten: Berichtlimieten, fouten: list[Fout]) -> dict[str, Any]:
    """The body as an object; an empty one when it is none, with the fault noted."""
    grenzen = JsonLimieten(max_bytes=limieten.max_body_bytes, max_diepte=limieten.max_json_diepte)
    try:
        document = lees_json(body, limieten=grenzen)
    except OngeldigeJson as fout:
        fouten.append(("", fout.melding))
        return {}
    if not isinstance(document, dict):
        fouten.append(("", "het bericht is geen JSON-object"))
        return {}
    fouten += [(f"/{naam}", "ontbreekt") for naam in _LEDEN if naam not in document]
    fouten += [
        (f"/{_pointer(naam)}", "hoort niet in een bericht")
        for naam in document
        if naam not in _LEDEN
    ]
    inhoud = document.get("inhoud")
    kop_bytes = len(body) - (len(inhoud) if isinstance(inhoud, str) else 0)
    if kop_bytes > limieten.max_kop_bytes:
        melding = f"is met {kop_bytes} bytes groter dan {limieten.max_kop_bytes} bytes"
        fouten.append(("/kop", melding))
    return document


def lees_berichtkop(document: Mapping[str, Any], fouten: list[Fout]) -> Kop | None:
    """The typed kop, or None with every fault noted."""
    if "kop" not in document:
        return None
    try:
        return lees_kop(document["kop"])
    except OngeldigToetsverzoek as fout:
        fouten += [(f"/kop{een.pad}", een.melding) for een in fout.fouten]
        return None


def lees_inhoud(document: Mapping[str, Any], fouten: list[Fout]) -> str | None:
    """The compact JWE, or None when there is no content; anything else is a fault."""
    inhoud = document.get("inhoud")
    if inhoud is None:
        return None
    if isinstance(inhoud, str) and is_jwe_vorm(inhoud):
        return inhoud
    fouten.append(("/inhoud", "is geen JWE in compacte vorm en niet null"))
    return ""


def fouten_in_id(kop: Kop, transactie_id: str | None) -> list[Fout]:
    """A message has one id, in one spelling, and the transaction carries the same."""
    fouten = []
    if not is_uuid7(kop.id):
        fouten.append(("/kop/id", "is geen UUIDv7 in kleine letters"))
    if transactie_id is not None and transactie_id != kop.id:
        fouten.append((TRANSACTIE_ID, f"de kop {TRANSACTIE_ID} is niet gelijk aan kop.id"))
    return fouten


def fouten_in_samenhang(
    kop: Kop, inhoud: str | None, regels: Convenantregels | None = None
) -> list[Fout]:
    """Content and the kop's commitment on it come together.

    What is said goes without content: that is delivered after it was said. Which channels are by
    mouth only the rules tell; without them a message may be such a one.
    """
    fouten = []
    if inhoud is not None and kop.inhoud_commitment is None:
        fouten.append(("/kop/inhoudCommitment", "ontbreekt bij een bericht met inhoud"))
    if regels is None:
        return fouten
    kanaal = regels.kanalen.get(kop.kanaal)
    mondeling = kanaal is not None and kanaal.mondeling
    if mondeling and inhoud is not None:
        fouten.append(("/inhoud", "volgt pas nadat het is gezegd, en is hier leeg"))
    if not mondeling and inhoud is None and kop.inhoud_commitment is not None:
        fouten.append(("/inhoud", "ontbreekt, maar de kop bindt zich aan inhoud"))
    return fouten


def _pointer(naam: str) -> str:
    return naam[:60].replace("~", "~0").replace("/", "~1")

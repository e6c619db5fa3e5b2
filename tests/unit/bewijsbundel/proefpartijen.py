"""Wat de partijen van een verzonnen log over zichzelf tekenden."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from shared.bericht.partijen.partijdocument import (
    GEBRUIK,
    GetekendDocument,
    onderteken_partijdocument,
    schrijf_partijdocument,
)
from shared.bericht.tijd import utc_tekst
from tests.unit.bewijsbundel.proefbundel import NU, certificaat, ondertekenaar
from tests.unit.logboek.hulp import blad_bytes, getuigesleutel


def partijblad(partij: str) -> bytes:
    """Wat een partij over zichzelf zegt, met het certificaat waarmee zij tekent."""
    return partijbladen(partij, {})[0]


def partijbladen(
    partij: str, *versies: Mapping[str, Any], tekenaars: Sequence[str] | None = None
) -> list[bytes]:
    """Van elke versie een blad, elk op het vorige; `tekenaars` tekenen in plaats van de partij."""
    cert, bladen, vorige = certificaat(partij), [], None
    getuige = getuigesleutel().vkey if partij == "politie" else None
    for nummer, anders in enumerate(versies):
        moment = NU + timedelta(seconds=nummer)
        namen = {rol: [anders.get(rol, cert.x5t_s256)] for rol in GEBRUIK}
        leden = {naam: waarde for naam, waarde in anders.items() if naam not in GEBRUIK}
        velden = {
            "code": partij, "oin": cert.oin, "naam": cert.organisatie, "versie": nummer + 1,
            "tijdstip": utc_tekst(moment), "vorige": vorige, "actief": True, "dpia": "2026-01-05",
            "endpoint": f"https://{partij}.example", "getuige": getuige, "certificaten": namen,
            **leden,
        }  # fmt: skip
        getekend = onderteken_partijdocument(
            schrijf_partijdocument(velden),
            ondertekenaar(partij if tekenaars is None else tekenaars[nummer]),
        )
        vorige = getekend.digest
        bladen.append(als_partijblad(partij, getekend, moment))
    return bladen


def als_partijblad(
    partij: str, getekend: GetekendDocument, moment: datetime = NU, **anders: Any
) -> bytes:
    """Een document zoals het in het log staat; `anders` vervangt leden."""
    velden = {
        "code": partij,
        "document": json.loads(getekend.inhoud),
        "digest": getekend.digest,
        "payloadSignature": getekend.handtekening,
        **anders,
    }
    return blad_bytes("partij", moment, **velden)

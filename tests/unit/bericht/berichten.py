"""Berichten voor de tests: verzendklaar, als document, en met de koppen die erbij horen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from shared.bericht.bericht import VerzendklaarBericht
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from tests.hulp.koppen import maak_bericht
from tests.unit.bericht.hulp import (
    NU,
    REGELS,
    VECTOREN,
    certificaat,
    een_inhoud,
    gebonden,
    ondertekenaar,
    ontvanger,
)

Koppen = Sequence[tuple[Any, Any]]
ID = VECTOREN["kop"]["id"]


def verzendklaar(soort: str = "rsa") -> VerzendklaarBericht:
    inhoud = een_inhoud()
    return maak_bericht(
        gebonden(inhoud=inhoud), inhoud, ondertekenaar(soort), certificaat(ontvanger()), NU, REGELS
    )


def als_body(document: object) -> bytes:
    return json.dumps(document).encode()


def als_document(bericht: VerzendklaarBericht) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(bericht.body)
    return document


def koppen_bij(body: bytes, id_: str = ID, soort: str = "rsa") -> Koppen:
    """De koppen die een afzender met deze sleutel bij deze body zet."""
    digest = digest_header(body)
    return [
        ("Digest", digest),
        ("Payload-Signature", onderteken_digest(ondertekenaar(soort), digest, NU)),
        ("Fsc-Transaction-Id", id_),
    ]


def delen(bericht: VerzendklaarBericht) -> tuple[bytes, Koppen]:
    """De body en de koppen, zoals `OntvangenBericht.lees` ze wil."""
    return bericht.body, bericht.koppen

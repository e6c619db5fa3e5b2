"""Wat een partij over zichzelf tekent, met de sleutels van de proef-PKI."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from deploy.pki import Pki, Sleutelpaar
from shared.bericht.partijen.partijbestand import LEEG, Partijbestand, vul_aan
from shared.bericht.partijen.partijdocument import lees_partijdocument, verschillen
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from tests.hulp.klok import VasteKlok

EERSTE = VasteKlok().nu - timedelta(hours=1)
"""Het moment van het eerste document; elk volgende is een seconde later."""


def tekenaar(paar: Sleutelpaar) -> BestandsOndertekenaar:
    """De ondertekenaar over een sleutel in een bestand."""
    return BestandsOndertekenaar.uit_pem(paar.sleutel.read_bytes(), paar.certificaat.read_bytes())


def documenten_van(
    pki: Pki,
    code: str,
    bestand: Partijbestand = LEEG,
    *,
    tekent: BestandsOndertekenaar | None = None,
    certificaten: dict[str, Sequence[Certificaat]] | None = None,
    nu: datetime | None = None,
    **anders: Any,
) -> Partijbestand:
    """Het bestand van een partij met een document erbij, als er iets verandert.

    `tekent`: met een andere sleutel dan de gewone. `certificaten`: per doel andere dan op schijf.
    """
    paden = pki.deelnemers[code]
    assert paden.versleuteling is not None
    op_schijf = {
        "transport": [paden.transport],
        "ondertekening": [paden.ondertekening],
        "versleuteling": [paden.versleuteling],
    }
    lezen = {
        rol: [Certificaat.uit_pem(paar.certificaat.read_bytes()) for paar in paren]
        for rol, paren in op_schijf.items()
    }
    velden = {
        "code": code,
        "oin": paden.deelnemer.oin,
        "naam": paden.deelnemer.naam,
        "actief": True,
        "dpia": "2026-11-01",
        "endpoint": f"https://{code}.example",
        "getuige": None,
        **anders,
    }
    moment = nu or EERSTE + timedelta(seconds=len(bestand.keten))
    ondertekenaar = tekent or tekenaar(paden.ondertekening)
    nieuw = vul_aan(bestand, velden, {**lezen, **(certificaten or {})}, ondertekenaar, moment)
    if not bestand.keten:
        return nieuw
    laatste, volgende = (lees_partijdocument(een.inhoud) for een in nieuw.keten[-2:])
    return nieuw if verschillen(laatste, volgende) else bestand

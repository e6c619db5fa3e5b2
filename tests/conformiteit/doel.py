"""Wat deze suite van een omgeving moet weten om haar te kunnen toetsen: adressen en sleutels.

Een JSON-bestand, zodat de suite ook op een omgeving te richten is die zij niet zelf startte:
``DRIEHOEK_DOEL=pad/naar/doel.json pytest tests/conformiteit``. Vorm::

    {"gateway": "https://…", "diensten": {"<partij>": "https://…"}, "vertrouwen": "<pem>",
     "logVkey": "…",
     "partijen": {"<partij>": {"oin": "…", "transport": ["<pem>", "<sleutelpem>"],
       "ondertekening": ["<pem>", "<sleutelpem>"], "versleuteling": "<pem>",
       "medewerkers": {"<functie>": "<autorisatie>"}}}}

Elk bestand staat er met zijn pad in. ``medewerkers``: aan wie bij een partij te schrijven is; een
ontvanger neemt alleen aan wat voor een eigen medewerker komt.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

from tests.conformiteit.profiel import Paar


@dataclass(frozen=True)
class Partij:
    """One party with its own keys, and the certificate others encrypt for."""

    code: str
    oin: str
    transport: tuple[str, str]
    ondertekening: Paar
    versleuteling: x509.Certificate
    medewerkers: dict[str, str]


@dataclass(frozen=True)
class Doel:
    """The environment under test."""

    gateway: str
    diensten: dict[str, str]
    vertrouwen: str
    log_vkey: str
    partijen: dict[str, Partij]

    @classmethod
    def lees(cls, pad: Path) -> Doel:
        document: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
        return cls(
            gateway=document["gateway"],
            diensten=document["diensten"],
            vertrouwen=document["vertrouwen"],
            log_vkey=document["logVkey"],
            partijen={
                code: Partij(
                    code,
                    rij["oin"],
                    (rij["transport"][0], rij["transport"][1]),
                    Paar.lees(*(Path(bestand).read_bytes() for bestand in rij["ondertekening"])),
                    x509.load_pem_x509_certificate(Path(rij["versleuteling"]).read_bytes()),
                    rij["medewerkers"],
                )
                for code, rij in document["partijen"].items()
            },
        )

"""Wat deze suite van een omgeving moet weten om haar te kunnen toetsen: adressen en sleutels.

Een JSON-bestand, zodat de suite ook op een omgeving te richten is die zij niet zelf startte:
``DRIEHOEK_DOEL=pad/naar/doel.json pytest tests/conformiteit``. Vorm::

    {"gateway": "https://…", "diensten": {"<partij>": "https://…"}, "vertrouwen": "<pem>",
     "logVkey": "…", "gatewayOndertekening": "<pem>",
     "partijen": {"<partij>": {"oin": "…", "transport": ["<pem>", "<sleutelpem>"],
       "ondertekening": ["<pem>", "<sleutelpem>"], "versleuteling": "<pem>"}}}

Elk bestand staat er met zijn pad in.
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
                )
                for code, rij in document["partijen"].items()
            },
        )

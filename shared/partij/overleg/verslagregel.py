"""A line of the verslag: which personal data were shared, by whom, to whom, on what ground. Pure.

It names kinds and pseudonyms, never what was said (covenant 6.2 and 6.4; readings E7 and F2). The
log holds a commitment to it: whoever has the line and its salt can show that this is what was
written down, and whoever has not learns nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from shared.bericht.jsonvorm import b64url, jcs

ZOUT_BYTES = 32

_VAN_ONDERDEEL = ("betrokkene", "categorie", "gegevenssoort", "grondslag", "aard")


def verslagregel(kop: Mapping[str, Any]) -> dict[str, Any]:
    """The line about a message that was spoken, from its kop."""
    return {
        "bericht": kop["id"],
        "tijdstip": kop["tijdstip"],
        "kanaal": kop["kanaal"],
        "afzender": kop["afzender"],
        "medewerker": kop["medewerker"],
        "ontvanger": kop["ontvanger"],
        "ontvangendeMedewerker": kop["ontvangendeMedewerker"],
        "doel": kop["doel"],
        "gedeeld": [
            {naam: onderdeel[naam] for naam in _VAN_ONDERDEEL} for onderdeel in kop["onderdelen"]
        ],
    }


def bindwaarde(regel: Mapping[str, Any], zout: bytes) -> str:
    """The commitment: b64url(SHA-256(salt || JCS(line)))."""
    return b64url(sha256(zout + jcs(dict(regel))).digest())

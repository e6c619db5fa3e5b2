"""What a party says about the secrecy that holds for it, in what it signs (covenant 7.2; G7).

The member may be left out: a document without it is what it was before there was one.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.bericht.jsonvorm import jcs
from shared.convenant.vorm import Datum, Vorm


class Geheimhoudingsverklaring(Vorm):
    """``vanaf``: the day it holds from. ``door``: who said so for the party, by function."""

    tekst: Annotated[str, StringConstraints(min_length=1, max_length=8000)]
    vanaf: Datum
    door: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n\r]*$")]
    versie: Annotated[int, Field(ge=1, le=1000)]

    @property
    def vingerafdruk(self) -> str:
        """Which statement it is, whatever else the document says."""
        waarde = {
            "tekst": self.tekst,
            "vanaf": self.vanaf.isoformat(),
            "door": self.door,
            "versie": self.versie,
        }
        return hashlib.sha256(jcs(waarde)).hexdigest()

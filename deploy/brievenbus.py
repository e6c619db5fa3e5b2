"""The letters about somebody made and handed over, as the regisseur does it: for demo and tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from shared.convenant.termijnen import datum_nl
from shared.partij.web.versies import etag_van

Stuur = Callable[[str, Any, dict[str, str]], Any]
"""Sends a document to a path with headers; the answer."""


def geef_brieven(stuur: Stuur, persoon: str) -> list[str]:
    """Hands over every letter about somebody that did not go yet; which kinds these were."""
    weg = []
    for brief in stuur(f"/personen/{persoon}/brieven", {}, {})["brieven"]:
        if brief["stand"] != "gereed":
            continue
        gemaakt = datetime.fromisoformat(brief["aangemaaktOp"])
        overhandigd = {"wijze": "overhandigd", "op": datum_nl(gemaakt).isoformat()}
        gezien = {"If-Match": etag_van(brief["id"], brief["versie"])}
        stuur(f"/brieven/{brief['id']}/_verstuurd", overhandigd, gezien)
        weg.append(str(brief["soort"]))
    return weg

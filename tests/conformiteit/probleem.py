"""What every refusal has to look like (RFC 9457, NLgov API Design Rules)."""

from __future__ import annotations

import re
from typing import Any

import httpx

PROBLEEM = "application/problem+json"
VASTE_KOPPEN = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def eis_vaste_koppen(antwoord: httpx.Response) -> None:
    """The headers every response carries, whatever it says."""
    koppen = antwoord.headers
    for naam, waarde in VASTE_KOPPEN.items():
        assert koppen.get(naam) == waarde, f"{naam}: {koppen.get(naam)!r}"
    assert "frame-ancestors 'none'" in koppen.get("content-security-policy", "")
    assert "max-age=" in koppen.get("strict-transport-security", "")
    assert re.fullmatch(r"\d+\.\d+\.\d+", koppen.get("api-version", "")), koppen.get("api-version")


def eis_probleem(antwoord: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document, after checking that it is one of this status."""
    assert antwoord.status_code == status, f"{antwoord.status_code}: {antwoord.text[:2000]}"
    assert antwoord.headers["content-type"].split(";")[0] == PROBLEEM
    probleem: dict[str, Any] = antwoord.json()
    assert probleem["status"] == status
    for lid in ("title", "detail"):
        assert isinstance(probleem[lid], str)
        assert probleem[lid].strip()
    assert "Traceback" not in antwoord.text
    eis_vaste_koppen(antwoord)
    return probleem


def fouten(probleem: dict[str, Any]) -> dict[str, str]:
    """Every fault the problem lists, by the place it is about."""
    return {fout["pad"]: fout["melding"] for fout in probleem["fouten"]}


def poorten(probleem: dict[str, Any]) -> list[int]:
    """The gates that closed, sorted, each once."""
    return sorted({reden["poort"] for reden in probleem["redenen"]})

"""Appointing the auditor over all parties: every party signs, for an assignment and a period.

Each party's own system signs on behalf of the official the covenant names for it (9.1, 13.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from deploy.lokaal import Lokaal
from deploy.partijsysteem import Partijsysteem
from deploy.pki import Pki
from shared.bericht.tijd import utc_tekst
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.tijd.kenmerk import uuid7

OPDRACHT = "wettelijke-audit"
_GELDIG_DAGEN = 180


class AanstellingMislukt(Exception):
    """A signature was not taken; the text says what the gateway answered."""


def stel_aan(lokaal: Lokaal, pki: Pki, wie: str, autorisaties: Mapping[str, str]) -> dict[str, Any]:
    """Have all parties sign that ``wie`` (an authorisation) looks over all of them.

    ``autorisaties``: by the account's ``sub``, who signs for each party is among them. An
    appointment that holds is left as it is. Returns the document that was signed.
    """
    functies = {
        rij.partij: rij.functies for rij in standaard_convenant().aanstellingen.ondertekenaars
    }
    with ExitStack() as stapel:
        systemen = {
            partij: stapel.enter_context(Partijsysteem(lokaal, pki, partij)) for partij in functies
        }
        geldend = _geldend(next(iter(systemen.values())), wie)
        if geldend is not None:
            return geldend
        document = _document(wie)
        for partij, systeem in systemen.items():
            account = lokaal.account(partij, functies[partij][0])
            handtekening = systeem.teken(document, autorisaties[account.sub])
            _eis_ok(
                systeem.gateway.put(
                    f"/aanstellingen/{document['id']}",
                    json={"aanstelling": document, **handtekening},
                )
            )
    return document


def _document(wie: str) -> dict[str, Any]:
    nu = datetime.now(UTC)
    vandaag = datum_nl(nu)
    return {
        "id": uuid7(nu),
        "versie": 1,
        "tijdstip": utc_tekst(nu),
        "autorisatie": wie,
        "opdracht": OPDRACHT,
        "van": vandaag.isoformat(),
        "tot": (vandaag + timedelta(days=_GELDIG_DAGEN)).isoformat(),
    }


def _geldend(systeem: Partijsysteem, wie: str) -> dict[str, Any] | None:
    lijst = _eis_ok(systeem.gateway.get("/aanstellingen")).json()["aanstellingen"]
    documenten: list[dict[str, Any]] = [een["aanstelling"] for een in lijst if een["geldt"]]
    return next((een for een in documenten if een["autorisatie"] == wie), None)


def _eis_ok(antwoord: httpx.Response) -> httpx.Response:
    if antwoord.is_error:
        raise AanstellingMislukt(f"De aanstelling van de auditor: {antwoord.text[:500]}")
    return antwoord

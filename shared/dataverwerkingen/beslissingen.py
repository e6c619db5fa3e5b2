"""How a toetsing becomes a record of the Authorization Decision Log."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from shared.convenant.begrippen import Convenantregels
from shared.dataverwerkingen.regels import Beslissing, Deel, Status, Verwijzing
from shared.web.beschrijving.operaties import Operatie, nu_ms


def _versie() -> str:
    try:
        return version("driehoek")
    except PackageNotFoundError:
        return "bron"


PROGRAMMA: Final = Verwijzing(f"urn:driehoek:toetsing:{_versie()}")
"""Which program decided, and in which version."""


def convenant_als_beleid(regels: Convenantregels) -> Verwijzing:
    """The rules that were decided on: this very file, by its hash."""
    return Verwijzing(f"urn:driehoek:convenant:{regels.id}:{regels.versie}#sha256={regels.hash}")


def beslissing_in(
    operatie: Operatie,
    *,
    request: Deel,
    response: Deel,
    policies: Deel,
    information: Deel,
    configuration: Deel,
    transactie_id: str | None = None,
) -> Beslissing:
    """A decision taken within an operation, as a span of its own below it."""
    return Beslissing(
        trace_id=operatie.spoor.trace_id,
        span_id=os.urandom(8).hex(),
        ouder_id=operatie.spoor.span_id,
        tijdstip_ms=nu_ms(),
        status=Status.OK,
        request=request,
        response=response,
        policies=policies,
        information=information,
        configuration=configuration,
        transactie_id=transactie_id,
    )

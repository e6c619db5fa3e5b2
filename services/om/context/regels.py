"""Which received items are context to a criminal case: by the covenant's retention rows. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.bestand.ontvangen.herkomst import laatste_dagen
from shared.convenant.regels.laden import Convenantregels


def is_context(
    regels: Convenantregels, kop: Mapping[str, Any], kopdeel: Mapping[str, Any], ontvangen: date
) -> bool:
    """Whether a row of the covenant lets this item go to a case within its term (8.1)."""
    return any(rij.voor_zaak for rij, _ in laatste_dagen(regels, kop, kopdeel, ontvangen))


def dagen_over(vervalt_op: date | None, vandaag: date) -> int:
    """How many days after today the item may still be here; negative once it is too late.

    An item without a last day has none to spare: it may not stay as context.
    """
    return -1 if vervalt_op is None else (vervalt_op - vandaag).days

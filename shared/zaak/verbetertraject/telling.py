"""How many corrections a function does not get to see."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.zaak.verbetering.opslag import zoek
from shared.zaak.verbetering.tabellen import VerbeteringRij


def tel_buiten(
    sessie: Session, wie: Medewerker, waarden: Mapping[str, str | None], lopend: bool | None
) -> int:
    """How many corrections are left out: of kinds the function does not read."""
    if wie.soorten is None:
        return 0
    vraag = zoek(na=None, hoogstens=1, waarden=waarden, lopend=lopend, taak=wie.taak)
    buiten = vraag.limit(None).order_by(None).where(~wie.gelezen(VerbeteringRij.gegevenssoort))
    return sessie.scalar(select(func.count()).select_from(buiten.subquery())) or 0

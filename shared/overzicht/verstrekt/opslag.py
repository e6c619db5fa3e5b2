"""What was sent about a person, by message."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij


def berichten_over(
    persoon_id: str, *, na: str | None, hoogstens: int, wie: Medewerker
) -> Select[UitgaandRij]:
    """The messages with something about this person that this official reads, in order of sending,
    within his task."""
    erover = select(UitgaandOnderdeelRij.bericht_id).where(
        UitgaandOnderdeelRij.persoon_id == persoon_id,
        wie.gelezen(UitgaandOnderdeelRij.gegevenssoort),
    )
    vraag = select(UitgaandRij).where(UitgaandRij.bericht_id.in_(erover))
    if na is not None:
        vraag = vraag.where(UitgaandRij.bericht_id > na)
    return (
        vraag.where(wie.taak.rijen(UitgaandRij.groep))
        .order_by(UitgaandRij.bericht_id)
        .limit(hoogstens)
    )


def soorten_over(
    sessie: Session, persoon_id: str, berichten: list[str], wie: Medewerker
) -> dict[str, list[str]]:
    """By message, which kinds of data about this person were in it, in their order; only those that
    this official reads."""
    vraag = (
        select(UitgaandOnderdeelRij.bericht_id, UitgaandOnderdeelRij.gegevenssoort)
        .where(
            UitgaandOnderdeelRij.persoon_id == persoon_id,
            UitgaandOnderdeelRij.bericht_id.in_(berichten),
            wie.gelezen(UitgaandOnderdeelRij.gegevenssoort),
        )
        .order_by(UitgaandOnderdeelRij.bericht_id, UitgaandOnderdeelRij.volgnummer)
    )
    per_bericht: dict[str, list[str]] = {}
    for bericht, soort in sessie.execute(vraag):
        per_bericht.setdefault(bericht, []).append(soort)
    return per_bericht

"""Requests for information between two parties (covenant 4.1, step 2: every answer answers one).

A request is a message of its own; this register keeps who asked whom, whether it was answered and
whether it was taken back. The question is content and stays in the sealed message.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.taakgrens import ALLES, Taakgrens
from shared.verzenden.stukken.antwoorden import met_gegevens
from shared.verzenden.tabellen import InformatieverzoekRij


def leg_vast(sessie: Session, kop: Mapping[str, Any], richting: str, nu: datetime) -> None:
    """Registers a request that was sent (``uit``) or received (``in``)."""
    sessie.add(
        InformatieverzoekRij(
            id=kop["id"],
            richting=richting,
            groep=kop["groep"],
            van=kop["afzender"],
            aan=kop["ontvanger"],
            medewerker=kop["medewerker"],
            ontvangende_medewerker=kop["ontvangendeMedewerker"],
            gemaakt_op=nu,
        )
    )


def markeer_beantwoord(sessie: Session, kop: Mapping[str, Any], nu: datetime) -> None:
    """A delivered message with data that names a request answers it.

    The first such answer counts, and only one between the same two parties in the other direction;
    it goes before an answer without data (``stukken.antwoorden``).
    """
    verzoek = _genoemd(sessie, kop)
    if verzoek is None or not kop["onderdelen"] or met_gegevens(sessie, verzoek):
        return
    if (verzoek.van, verzoek.aan) == (kop["ontvanger"], kop["afzender"]):
        verzoek.beantwoord_door, verzoek.beantwoord_op = kop["id"], nu


def markeer_ingetrokken(sessie: Session, kop: Mapping[str, Any], nu: datetime) -> None:
    """A withdrawal that names a request takes it back: only whoever asked can (``van``)."""
    verzoek = _genoemd(sessie, kop)
    if verzoek is not None and (verzoek.van, verzoek.aan) == (kop["afzender"], kop["ontvanger"]):
        verzoek.ingetrokken_op = verzoek.ingetrokken_op or nu


def _genoemd(sessie: Session, kop: Mapping[str, Any]) -> InformatieverzoekRij | None:
    """The request this names, if it is about the same group."""
    genoemd = kop.get("inReactieOp")
    verzoek = None if genoemd is None else sessie.get(InformatieverzoekRij, genoemd)
    return None if verzoek is None or verzoek.groep != kop["groep"] else verzoek


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    richting: str | None = None,
    groep: str | None = None,
    te_beantwoorden: bool | None = None,
    taak: Taakgrens = ALLES,
) -> Select[InformatieverzoekRij]:
    """Requests, by direction, group and whether an answer is still due, within a task."""
    vraag = select(InformatieverzoekRij).order_by(InformatieverzoekRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(InformatieverzoekRij.id > na)
    if richting is not None:
        vraag = vraag.where(InformatieverzoekRij.richting == richting)
    if groep is not None:
        vraag = vraag.where(InformatieverzoekRij.groep == groep)
    if te_beantwoorden is not None:
        open_ = InformatieverzoekRij.beantwoord_door.is_(
            None
        ) & InformatieverzoekRij.ingetrokken_op.is_(None)
        vraag = vraag.where(open_ if te_beantwoorden else ~open_)
    return vraag.where(taak.rijen(InformatieverzoekRij.groep))


def is_open(verzoek: InformatieverzoekRij) -> bool:
    """Whether an answer is still due."""
    return verzoek.beantwoord_door is None and verzoek.ingetrokken_op is None

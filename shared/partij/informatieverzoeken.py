"""Requests for information between two parties (covenant 4.1, step 2: every answer answers one).

A request is a message of its own; this register keeps who asked whom and whether it was answered.
Only the parties and the reason matter; the reason is content and stays in the sealed message.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.partij.uitwisseling_modellen import InformatieverzoekRij

SOORT = "informatieverzoek"
ANTWOORD = "verstrekking"


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
    """A delivered disclosure that names a request answers it; the first answer counts.

    Only an answer between the same two parties counts, in the other direction.
    """
    if kop["soort"] != ANTWOORD or kop["inReactieOp"] is None:
        return
    verzoek = sessie.get(InformatieverzoekRij, kop["inReactieOp"])
    if verzoek is None or verzoek.beantwoord_door is not None:
        return
    if (verzoek.van, verzoek.aan) == (kop["ontvanger"], kop["afzender"]):
        verzoek.beantwoord_door, verzoek.beantwoord_op = kop["id"], nu


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    richting: str | None = None,
    groep: str | None = None,
    te_beantwoorden: bool | None = None,
    groepen: frozenset[str] | None = None,
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
        beantwoord = InformatieverzoekRij.beantwoord_door
        vraag = vraag.where(beantwoord.is_(None) if te_beantwoorden else beantwoord.is_not(None))
    if groepen is not None:
        vraag = vraag.where(InformatieverzoekRij.groep.in_(groepen))
    return vraag

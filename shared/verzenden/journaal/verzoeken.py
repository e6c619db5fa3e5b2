"""Requests for information between two parties (covenant 4.1, step 2: every answer answers one).

A request is a message of its own; this register keeps who asked whom, whether it was answered and
whether it was taken back. The question is content and stays in the sealed message. One that was not
answered in the step it was asked in, or before its group ended, has lapsed: nobody awaits it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from shared.bestand.groepen.groepsverloop import laatste_momenten
from shared.bestand.groepen.tabellen import GroepsmomentRij
from shared.bestand.toegang.taakgrens import ALLES, Taakgrens
from shared.convenant.einde import ACTIEF, loopt
from shared.partij.bladeren import vanaf
from shared.partij.fouten import Conflict
from shared.verzenden.journaal.journaal import IN
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
            stap=kop["stap"],
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
    nieuwste: bool = False,
) -> Select[InformatieverzoekRij]:
    """Requests, by direction, group and whether an answer is still due, within a task."""
    vraag = select(InformatieverzoekRij).limit(hoogstens)
    vraag = vanaf(vraag, InformatieverzoekRij.id, na, nieuwste=nieuwste)
    if richting is not None:
        vraag = vraag.where(InformatieverzoekRij.richting == richting)
    if groep is not None:
        vraag = vraag.where(InformatieverzoekRij.groep == groep)
    if te_beantwoorden is not None:
        open_ = (
            InformatieverzoekRij.beantwoord_door.is_(None)
            & InformatieverzoekRij.ingetrokken_op.is_(None)
            & ~_is_vervallen()
        )
        vraag = vraag.where(open_ if te_beantwoorden else ~open_)
    return vraag.where(taak.rijen(InformatieverzoekRij.groep))


def waarom_vervallen(verzoek: InformatieverzoekRij, stap: int, *, loopt: bool) -> str | None:
    """Why nobody awaits an answer to this open request any more, with its group in this step."""
    if verzoek.beantwoord_door is not None or verzoek.ingetrokken_op is not None:
        return None
    if not loopt:
        return "De aanpak van deze groep is geëindigd."
    if verzoek.stap is not None and stap > verzoek.stap:
        return f"Dit is gevraagd in stap {verzoek.stap}; de groep staat nu in stap {stap}."
    return None


def vervallen(sessie: Session, verzoeken: Sequence[InformatieverzoekRij]) -> dict[str, str]:
    """By id why each of these has lapsed, as this party last saw their groups."""
    momenten = laatste_momenten(sessie, {verzoek.groep for verzoek in verzoeken})
    redenen = {}
    for verzoek in verzoeken:
        moment = momenten.get(verzoek.groep)
        if moment is not None:
            gaat = loopt(moment.status, moment.eindcriterium)
            reden = waarom_vervallen(verzoek, moment.stap, loopt=gaat)
            if reden is not None:
                redenen[verzoek.id] = reden
    return redenen


def eis_te_beantwoorden(sessie: Session, verzoek: InformatieverzoekRij) -> None:
    """Refuses to answer or hand on what nobody awaits (any more). Raises ``Conflict``."""
    if verzoek.richting != IN:
        raise Conflict("Dit informatieverzoek is van u; de ander beantwoordt het.")
    _eis_gevraagd(sessie, verzoek)
    if verzoek.beantwoord_door is not None:
        zin = "met gegevens" if met_gegevens(sessie, verzoek) else "al"
        raise Conflict(f"Dit informatieverzoek is {zin} beantwoord.")


def eis_nog_gevraagd(sessie: Session, bericht: str | None) -> None:
    """No data go out as the answer to a request that nobody asks any more. Raises ``Conflict``.

    What names another kind of message, or an own request, is not this rule's.
    """
    verzoek = None if bericht is None else sessie.get(InformatieverzoekRij, bericht)
    if verzoek is not None and verzoek.richting == IN:
        _eis_gevraagd(sessie, verzoek)


def _eis_gevraagd(sessie: Session, verzoek: InformatieverzoekRij) -> None:
    if verzoek.ingetrokken_op is not None:
        raise Conflict("Dit informatieverzoek is ingetrokken; er is niets te beantwoorden.")
    reden = vervallen(sessie, [verzoek]).get(verzoek.id)
    if reden is not None:
        raise Conflict(f"Dit informatieverzoek is vervallen. {reden}")


def _is_vervallen() -> ColumnElement[bool]:
    """The same as a condition on an open request."""
    ander = aliased(GroepsmomentRij)
    laatste = select(func.max(ander.volgnummer)).where(ander.groep == GroepsmomentRij.groep)
    return exists().where(
        GroepsmomentRij.groep == InformatieverzoekRij.groep,
        GroepsmomentRij.volgnummer == laatste.scalar_subquery(),
        or_(
            GroepsmomentRij.status != ACTIEF,
            GroepsmomentRij.eindcriterium.is_not(None),
            GroepsmomentRij.stap > InformatieverzoekRij.stap,
        ),
    )

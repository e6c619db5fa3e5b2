"""What the gemeente adds to a group's timeline: signals, documents and actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from services.gemeente.aanpak.soorten import SOORTEN as DOCUMENTSOORTEN
from services.gemeente.aanpak.tabellen import ActieRij, ActieverloopRij, DocumentversieRij
from services.gemeente.signalering.tabellen import SignaalRij, SignaalversieRij
from services.gemeente.start.tabellen import (
    HerbeoordelingRij,
    InterventieRij,
    MeldingRij,
    MeldingversieRij,
)
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, laad_soorten
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Path(__file__).parent / "tijdlijnsoorten.toml")
_PADEN = {soort.code: soort.pad for soort in DOCUMENTSOORTEN}


def _feiten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    yield from _signalen(blik)
    yield from _documenten(blik)
    yield from _acties(blik)
    yield from _start(blik)


def _signalen(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    """Each signal and what became of it; the first that counts is the beginning of it all."""
    vraag = select(SignaalRij).where(SignaalRij.groep == blik.groep)
    rijen = blik.sessie.scalars(vraag.order_by(SignaalRij.vastgelegd_op, SignaalRij.id)).all()
    pad = f"/groepen/{blik.groep}/signalen"
    telt = [rij for rij in rijen if not rij.ingetrokken and rij.verwijderd_op is None]
    for rij in telt[:1]:
        yield _SOORTEN["signalen-begin"].feit(
            rij.id, rij.vastgelegd_op, partij=rij.van, door=rij.vastgelegd_door, pad=pad
        )
    for rij in rijen:
        if rij.verwijderd_op is not None:
            yield _SOORTEN["signaal-verwijderd"].feit(
                rij.id, rij.verwijderd_op, door=rij.verwijderd_door, pad=pad
            )
            continue
        yield _SOORTEN["signaal"].feit(
            rij.id,
            rij.vastgelegd_op,
            partij=rij.van,
            door=rij.vastgelegd_door,
            pad=f"/signalen/{rij.id}",
            woorden={"soort": rij.soort},
        )
    yield from _signaalversies(blik)


def _signaalversies(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(SignaalversieRij)
        .join(SignaalRij, SignaalRij.id == SignaalversieRij.signaal)
        .where(SignaalRij.groep == blik.groep)
        .order_by(SignaalversieRij.signaal, SignaalversieRij.versie)
    )
    vorige: SignaalversieRij | None = None
    for rij in blik.sessie.scalars(vraag):
        if vorige is not None and vorige.signaal == rij.signaal:
            yield _SOORTEN[_wat_er_gebeurde(vorige.inhoud, rij.inhoud)].feit(
                f"{rij.signaal}:{rij.versie:06}",
                rij.tijdstip,
                door=rij.door,
                pad=f"/signalen/{rij.signaal}/versies",
            )
        vorige = rij


def _wat_er_gebeurde(was: Mapping[str, Any], is_nu: Mapping[str, Any]) -> str:
    if is_nu["ingetrokken"]:
        return "signaal-ingetrokken"
    geplaatst = "groep" in was and was["groep"] is None and is_nu["groep"] is not None
    return "signaal-geplaatst" if geplaatst else "signaal-verbeterd"


def _documenten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = select(DocumentversieRij).where(DocumentversieRij.groep == blik.groep)
    for rij in blik.sessie.scalars(vraag):
        code = "document-vastgesteld" if rij.vastgesteld else "document-geschreven"
        pad = _PADEN.get(rij.soort)
        yield _SOORTEN[code].feit(
            f"{rij.soort}:{rij.versie:06}",
            rij.tijdstip,
            door=rij.door,
            pad=None if pad is None else f"/{pad}/{blik.groep}/versies",
            woorden={"document": rij.soort.replace("-", " ")},
        )


def _acties(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(ActieverloopRij, ActieRij.partij)
        .join(ActieRij, ActieRij.id == ActieverloopRij.actie)
        .where(ActieRij.groep == blik.groep)
    )
    for rij, partij in blik.sessie.execute(vraag):
        yield _SOORTEN["actie"].feit(
            f"{rij.actie}:{rij.versie:06}",
            rij.tijdstip,
            partij=partij,
            door=rij.door,
            pad=f"/acties/{rij.actie}",
            woorden={"status": "afgesproken" if rij.versie == 1 else rij.status},
        )


def _start(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    """What the start decision rests on, and when some of it fell away."""
    pad = f"/groepen/{blik.groep}"
    versies = select(MeldingversieRij).join(MeldingRij, MeldingRij.id == MeldingversieRij.melding)
    for rij in blik.sessie.scalars(versies.where(MeldingRij.groep == blik.groep)):
        yield _SOORTEN["melding"].feit(
            f"{rij.melding}:{rij.versie:06}", rij.tijdstip, door=rij.door, pad=f"{pad}/meldingen"
        )
    for een in blik.sessie.scalars(
        select(InterventieRij).where(InterventieRij.groep == blik.groep)
    ):
        yield _SOORTEN["interventie"].feit(
            een.id, een.vastgelegd_op, door=een.vastgelegd_door, pad=f"{pad}/interventies"
        )
    for vraag in blik.sessie.scalars(
        select(HerbeoordelingRij).where(HerbeoordelingRij.groep == blik.groep)
    ):
        yield _SOORTEN["start-herbeoordeling"].feit(
            vraag.id, vraag.ontstaan_op, pad=f"{pad}/herbeoordelingen"
        )


EIGEN = Tijdlijnbron(_SOORTEN, _feiten)

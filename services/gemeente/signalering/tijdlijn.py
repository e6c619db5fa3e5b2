"""What signals add to the timeline of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from services.gemeente.signalering.tabellen import SignaalRij, SignaalversieRij
from shared.partij.poorten.soorten import laad_soorten
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, Tijdlijnsoort
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit

_SOORTEN = laad_soorten(Tijdlijnsoort, Path(__file__).parent / "tijdlijnsoorten.toml")


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


SIGNAALFEITEN = Tijdlijnbron(_SOORTEN, _signalen)

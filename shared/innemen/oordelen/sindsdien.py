"""What came between the announcement of words and their content (profile, 2, by mouth).

Between the two lie days. What was taken back since, who was destroyed here since and a group of
which the approach ended since do not come back with content that is late. The gateway refuses it
too; here it is judged on the own file alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.bestand.groepen.groepsverloop import laatste_momenten
from shared.bestand.ontvangen.weigering import NIET_HIER, REGELS, VERNIETIGD, Weigering
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.convenant.berichtsoorten import deelnemercategorie, wil_lopende_groep
from shared.convenant.einde import loopt
from shared.convenant.regels.laden import Convenantregels
from shared.verzenden.journaal.berichtenboek import Berichtenboek, Plaats
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import OpruimingRij

Kop = Mapping[str, Any]


def bezwaren_sindsdien(
    sessie: Session, regels: Convenantregels, kop: Kop, aangekondigd_op: datetime
) -> Iterator[Weigering]:
    """Why this content, announced at that moment, is not taken in any more."""
    boek = Berichtenboek(sessie, regels)
    bericht = boek.zoek(kop["id"])
    if bericht is None or boek.is_ingetrokken(bericht):
        yield Weigering(NIET_HIER, "Wat is aangekondigd, is ingetrokken.")
        return
    if any(boek.staat_niet(Plaats(bericht, plaats)) for plaats in range(len(kop["onderdelen"]))):
        yield Weigering(NIET_HIER, "Iets van wat is aangekondigd, is ingetrokken.")
    if _vernietigd(sessie, regels, kop, aangekondigd_op):
        yield Weigering(VERNIETIGD, "Iemand in dit bericht is hier sindsdien vernietigd.")
    if _is_geeindigd(sessie, regels, kop):
        yield Weigering(REGELS, "De aanpak van deze groep is sindsdien geëindigd.")


def _vernietigd(
    sessie: Session, regels: Convenantregels, kop: Kop, aangekondigd_op: datetime
) -> bool:
    """Whether somebody in it was destroyed here: by himself, or with others of the group.

    Of who went with a group the link from pseudonym to person is gone; which pseudonyms went, the
    record of it tells.
    """
    wie = {deel["betrokkene"] for deel in kop["onderdelen"]}
    wie |= {deel["kind"] for deel in kop["onderdelen"] if deel.get("kind") is not None}
    if not wie or kop["groep"] is None:
        return False
    grafsteen = (
        select(PersoonRij.id)
        .join(GroepslidRij, GroepslidRij.persoon_id == PersoonRij.id)
        .where(
            GroepslidRij.groep == kop["groep"],
            GroepslidRij.betrokkene.in_(wie),
            PersoonRij.vernietigd_op >= aangekondigd_op,
        )
    )
    if sessie.scalars(grafsteen).first() is not None:
        return True
    deelnemer = deelnemercategorie(regels)
    return any(
        _ging_mee(opruiming, deel, is_deelnemer=deel["categorie"] == deelnemer)
        for opruiming in sessie.scalars(_opruimingen(kop["groep"], aangekondigd_op))
        for deel in kop["onderdelen"]
    )


def _ging_mee(opruiming: OpruimingRij, deel: Mapping[str, Any], *, is_deelnemer: bool) -> bool:
    """Of a group go those it names, or else all that do not stay; a parent goes by the child."""
    namen = {deel["betrokkene"], deel.get("kind")}
    if opruiming.verwijderen is not None:
        return not namen.isdisjoint(opruiming.verwijderen)
    return (opruiming.alles or not is_deelnemer) and namen.isdisjoint(opruiming.behoud)


def _opruimingen(groep: str, sinds: datetime) -> Select[OpruimingRij]:
    """Destructions of people of a group that began, and were not over at that moment. That old
    items lapsed says nothing about new ones."""
    return select(OpruimingRij).where(
        OpruimingRij.groep == groep,
        OpruimingRij.grond != Grond.TERMIJN,
        OpruimingRij.begonnen_op.is_not(None),
        or_(OpruimingRij.gedaan_op.is_(None), OpruimingRij.gedaan_op >= sinds),
    )


def _is_geeindigd(sessie: Session, regels: Convenantregels, kop: Kop) -> bool:
    if kop["groep"] is None or not wil_lopende_groep(regels, kop["soort"]):
        return False
    if sessie.get(GroepseindeRij, kop["groep"]) is not None:
        return True
    moment = laatste_momenten(sessie, [kop["groep"]]).get(kop["groep"])
    return moment is not None and not loopt(moment.status, moment.eindcriterium)

"""Every query on under which pseudonyms somebody is known, here and at the other parties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.logtermijnen import langste_bladtermijn
from shared.convenant.termijnen import begin_nl, datum_nl, min_
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import VERTELT, Besluitstand, stuk_met_rol
from shared.zaak.rechten.opslag import AANGEKOMEN
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij


def namen_per_partij(sessie: Session, persoon_id: str) -> dict[str, set[str]]:
    """By party that gave or got data about this person, the pseudonyms it knows him under."""
    gekregen = (
        select(UitgaandRij.ontvanger, UitgaandOnderdeelRij.betrokkene)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(
            UitgaandOnderdeelRij.persoon_id == persoon_id,
            UitgaandRij.status.in_(AANGEKOMEN),
        )
    )
    gegeven = (
        select(InkomendRij.afzender, OntvangenGegevenRij.betrokkene)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(OntvangenGegevenRij.persoon_id == persoon_id)
    )
    namen: dict[str, set[str]] = {}
    for vraag in (gekregen, gegeven):
        for partij, betrokkene in sessie.execute(vraag):
            namen.setdefault(partij, set()).add(betrokkene)
    return namen


def nog_te_vertellen(
    sessie: Session, regels: Convenantregels, zelf: str, rij: RechtenverzoekRij
) -> dict[str, list[str]]:
    """Whom this party still tells of it, and under which pseudonyms.

    Who took it tells everybody; any other party whoever still decides and shares a pseudonym with
    it, and did not name him itself: who took it may share none with that one.
    """
    code = stuk_met_rol(regels, VERTELT)
    namen = {} if rij.persoon_id is None else namen_per_partij(sessie, rij.persoon_id)
    weten_het = opslag.heeft_bericht(sessie, rij.id, code)
    op_naam = opslag.heeft_bericht(sessie, rij.id, code, genoemd=True)
    anderen = set(regels.partijen) - {zelf}
    if not rij.eigen:
        op_naam |= opslag.noemden_hem(sessie, rij.id)
        delen = opslag.delen(sessie, [rij.id])[rij.id]
        anderen &= {deel.partij for deel in delen if deel.besluitstand != Besluitstand.VAST}
    nog: dict[str, list[str]] = {}
    for partij in sorted(anderen):
        bekend = sorted(namen.get(partij, ()))
        if bekend and partij not in op_naam:
            nog[partij] = bekend
        elif rij.eigen and partij not in weten_het:
            nog[partij] = []
    return nog


def namen_van(sessie: Session, persoon_id: str) -> frozenset[str]:
    """Every pseudonym under which he is, or was, known here."""
    vragen = (
        select(GroepslidRij.betrokkene).where(GroepslidRij.persoon_id == persoon_id),
        select(UitgaandOnderdeelRij.betrokkene).where(
            UitgaandOnderdeelRij.persoon_id == persoon_id
        ),
    )
    return frozenset(naam for vraag in vragen for naam in sessie.scalars(vraag))


def plaatsen_per_partij(sessie: Session, persoon_id: str) -> list[dict[str, Any]]:
    """By party that gave or got data about him, and by group: pseudonyms and the last step."""
    gekregen = (
        select(UitgaandRij.kop, UitgaandRij.ontvanger, UitgaandOnderdeelRij.betrokkene)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(UitgaandOnderdeelRij.persoon_id == persoon_id, UitgaandRij.status.in_(AANGEKOMEN))
    )
    gegeven = (
        select(InkomendRij.kop, InkomendRij.afzender, OntvangenGegevenRij.betrokkene)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(OntvangenGegevenRij.persoon_id == persoon_id)
    )
    gezien: dict[tuple[str, str], tuple[int, set[str]]] = {}
    for vraag in (gekregen, gegeven):
        for kop, partij, betrokkene in sessie.execute(vraag):
            stap, namen = gezien.get((partij, kop["groep"]), (0, set()))
            gezien[partij, kop["groep"]] = (max(stap, kop["stap"] or 0), {*namen, betrokkene})
    return [
        {"partij": partij, "groep": groep, "stap": stap or None, "betrokkenen": sorted(namen)}
        for (partij, groep), (stap, namen) in sorted(gezien.items())
    ]


def ontvangers_van(sessie: Session, persoon_id: str | None, sinds: datetime) -> list[str]:
    """The parties that got data about this person since then."""
    vraag = (
        select(UitgaandRij.ontvanger)
        .join(UitgaandOnderdeelRij, UitgaandOnderdeelRij.bericht_id == UitgaandRij.bericht_id)
        .where(
            UitgaandOnderdeelRij.persoon_id == persoon_id,
            UitgaandRij.gemaakt_op >= sinds,
            UitgaandRij.status.in_(AANGEKOMEN),
        )
        .distinct()
    )
    return sorted(sessie.scalars(vraag))


def onthoud_ontvangers(
    sessie: Session, regels: Convenantregels, partij: str, rij: RechtenverzoekRij, nu: datetime
) -> None:
    """Writes down with the own part to whom data of his went: he hears that also when everything
    of him is destroyed before the answer (11.4; H12). It names parties, and nobody."""
    deel = sessie.get(RechtendeelRij, (rij.id, partij))
    if deel is not None and rij.persoon_id is not None:
        vanaf = begin_nl(min_(datum_nl(nu), langste_bladtermijn(regels)))
        deel.ontvangers = ontvangers_van(sessie, rij.persoon_id, vanaf)


def personen_onder(sessie: Session, betrokkenen: Iterable[str]) -> frozenset[str]:
    """The persons known here under these pseudonyms."""
    vraag = select(GroepslidRij.persoon_id).where(GroepslidRij.betrokkene.in_(list(betrokkenen)))
    return frozenset(sessie.scalars(vraag))

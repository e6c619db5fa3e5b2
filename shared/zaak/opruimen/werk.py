"""Work that follows from terms and ages, told per group: an item never says about whom it is.

A birthday is somebody's date of birth, so an age that is coming up is told by the month.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from shared.bericht.personen.geboortedatum import Geboortedatum, vroegst
from shared.bericht.tijd import lees_utc
from shared.bestand.ontvangen.gegevens import Gegevenstatus
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.bestand.leeftijd import eerste_dag_erbuiten, leeftijd_erbuiten
from shared.convenant.bestand.model import Categorie
from shared.convenant.termijnen import datum_nl, plus
from shared.opslag.vast import porties
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond, Lijststand
from shared.zaak.lijsten.tabellen import OpruimingRij
from shared.zaak.lijsten.termijnen import vernietigen_na_nettolijst, vernietigen_op
from shared.zaak.opruimen.opruimen import kopdeel_van

_BEWAREN = uit("bewaren-herzien")
_LEEFTIJD = uit("leeftijdsgrens")
_VERNIETIGING = uit("vernietiging-loopt", "bevestiging-schuldig")


def _te_herzien(blik: Werkblik) -> Iterator[Werkstuk]:
    """Received items whose term asks for a human, per group and day.

    Where this party reviews a final list of the group, that review is the item already.
    """
    soort = _BEWAREN["bewaren-herzien"]
    assert soort.vooraf is not None  # noqa: S101 - for the type checker: the packaged file
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(
            OntvangenGegevenRij.vervalt_op <= plus(blik.vandaag, soort.vooraf),
            OntvangenGegevenRij.status == Gegevenstatus.ACTIEF,
            blik.gelezen(OntvangenGegevenRij.gegevenssoort),
            blik.taak.rijen(OntvangenGegevenRij.groep),
        )
    )
    aantallen: Counter[tuple[str, date]] = Counter()
    sinds: dict[tuple[str, date], datetime] = {}
    netto: dict[str, bool] = {}
    for rij, kop in blik.sessie.execute(vraag):
        assert rij.vervalt_op is not None  # noqa: S101 - for the type checker: in the question
        if rij.groep not in netto:
            netto[rij.groep] = opslag.heeft_opruiming(blik.sessie, rij.groep, Grond.NETTOLIJST)
        if _mens_beslist(blik, rij, kop, netto=netto[rij.groep]):
            sleutel = (rij.groep, rij.vervalt_op)
            aantallen[sleutel] += 1
            sinds[sleutel] = min(sinds.get(sleutel, rij.ontvangen_op), rij.ontvangen_op)
    for (groep, dag), aantal in aantallen.items():
        if not _heeft_eigen_lijst(blik, groep):
            yield soort.stuk(
                f"{groep}:{dag.isoformat()}",
                sinds=sinds[(groep, dag)],
                pad=f"/ontvangen-gegevens?groep={groep}",
                groep=groep,
                uiterlijk=dag,
                aantal=aantal,
            )


def _mens_beslist(
    blik: Werkblik, rij: OntvangenGegevenRij, kop: dict[str, object], *, netto: bool
) -> bool:
    """Not what is destroyed by itself on that very day. ``netto``: there is a final list."""
    bepaal = vernietigen_na_nettolijst if netto else vernietigen_op
    vanzelf = bepaal(blik.regels, kop, kopdeel_van(rij), datum_nl(rij.ontvangen_op))
    return vanzelf is None or rij.vervalt_op is None or vanzelf > rij.vervalt_op


def _heeft_eigen_lijst(blik: Werkblik, groep: str) -> bool:
    lijst = opslag.lijst_in_gebruik(blik.sessie, groep)
    return lijst is not None and lijst.stand == Lijststand.VASTGESTELD


def _leeftijden(blik: Werkblik) -> Iterator[Werkstuk]:
    """Groups in which somebody leaves the ages of a category within the month."""
    gevonden: dict[tuple[str, int, date], datetime] = {}
    leden = _leden(blik)
    geboren = _geboren(blik, [persoon_id for _, zijn in leden for persoon_id in zijn])
    for lid, zijn in leden:
        categorie = blik.regels.categorieen[lid.categorie]
        for persoon_id in zijn:
            maand = _maand(geboren.get(persoon_id), categorie)
            if maand is not None and _LEEFTIJD["leeftijdsgrens"].zichtbaar(maand, blik.vandaag):
                sleutel = (lid.groep, lid.categorie, maand)
                gevonden[sleutel] = min(gevonden.get(sleutel, lid.aangemaakt_op), lid.aangemaakt_op)
    for (groep, nummer, maand), sinds in gevonden.items():
        categorie = blik.regels.categorieen[nummer]
        yield _LEEFTIJD["leeftijdsgrens"].stuk(
            f"{groep}:{nummer}:{maand.isoformat()[:7]}",
            sinds=sinds,
            # Only who has reached that age is among those; of who soon will, there is the group.
            pad=f"/groepen/{groep}/{'leeftijdsgrenzen' if maand <= blik.vandaag else 'leden'}",
            groep=groep,
            uiterlijk=maand,
            leeftijd=leeftijd_erbuiten(categorie),
            categorie=categorie.titel,
        )


def _leden(blik: Werkblik) -> list[tuple[GroepslidRij, list[str]]]:
    """Members in whose category one grows too old, with whose age that is: of a parent the child's.

    Everybody at once: how many there are is not the number of questions.
    """
    vraag = select(GroepslidRij).where(
        GroepslidRij.beeindigd_op.is_(None), blik.taak.rijen(GroepslidRij.groep)
    )
    categorieen = blik.regels.categorieen
    leden = [
        lid
        for lid in blik.sessie.scalars(vraag)
        if leeftijd_erbuiten(categorieen[lid.categorie]) is not None and blik.actief(lid.groep)
    ]
    van_kind = {een for een, rij in categorieen.items() if rij.kind_verplicht}
    kinderen = _kinderen(blik, [lid for lid in leden if lid.categorie in van_kind])
    return [
        (lid, kinderen[lid.groep, lid.kind] if lid.categorie in van_kind else [lid.persoon_id])
        for lid in leden
    ]


def _kinderen(
    blik: Werkblik, ouders: Sequence[GroepslidRij]
) -> Mapping[tuple[str, str | None], list[str]]:
    """Who hide behind the pseudonyms that these name as their child, by group and pseudonym."""
    namen = sorted({lid.kind for lid in ouders if lid.kind is not None})
    rij, gevonden = GroepslidRij, defaultdict[tuple[str, str | None], list[str]](list)
    for deel in porties(namen):
        vraag = select(rij.groep, rij.betrokkene, rij.persoon_id).where(rij.betrokkene.in_(deel))
        for groep, betrokkene, persoon_id in blik.sessie.execute(vraag.order_by(rij.id)):
            gevonden[groep, betrokkene].append(persoon_id)
    return gevonden


def _geboren(blik: Werkblik, personen: Iterable[str]) -> dict[str, Geboortedatum | None]:
    """Of who can be read; who is destroyed at this very moment is nobody to look at."""
    register = PersonenRegister(blik.sessie, blik.kluis)
    gelezen = register.lees_meer(set(personen))
    return {wie: persoon.geboortedatum for wie, persoon in gelezen.items()}


def _maand(geboren: Geboortedatum | None, categorie: Categorie) -> date | None:
    """The first day of the month in which somebody is too old, or can be."""
    dag = None if geboren is None else eerste_dag_erbuiten(vroegst(geboren), categorie)
    return None if dag is None else dag.replace(day=1)


def _vernietigingen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Destructions asked before today that are not done: something stands in the way."""
    vraag = select(OpruimingRij).where(
        OpruimingRij.gedaan_op.is_(None),
        # That one waits for a restriction to end: nobody has to do anything.
        OpruimingRij.grond != Grond.NA_BEPERKING,
        blik.taak.rijen(OpruimingRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        if datum_nl(rij.gemaakt_op) < blik.vandaag:
            yield _VERNIETIGING["vernietiging-loopt"].stuk(
                rij.id,
                sinds=rij.gemaakt_op,
                pad=f"/groepen/{rij.groep}/vernietigingen/{rij.id}",
                groep=rij.groep,
            )


def _schuldig(blik: Werkblik) -> Iterator[Werkstuk]:
    """A final list of which this party has not confirmed, by the end of the day it was sent on,
    that who is off it is gone here: also who was away that day and hears of it later."""
    vraag = (
        select(OpruimingRij, InkomendRij.kop, UitgaandRij.status)
        .join(InkomendRij, InkomendRij.bericht_id == OpruimingRij.bericht_id)
        .outerjoin(UitgaandRij, UitgaandRij.bericht_id == OpruimingRij.bevestiging_id)
        .where(OpruimingRij.grond == Grond.NETTOLIJST, blik.taak.rijen(OpruimingRij.groep))
    )
    for rij, kop, status in blik.sessie.execute(vraag):
        dag = datum_nl(lees_utc(kop["tijdstip"]))
        if status != Verzendstatus.AFGELEVERD and dag < blik.vandaag:
            yield _VERNIETIGING["bevestiging-schuldig"].stuk(
                rij.id,
                sinds=rij.gemaakt_op,
                pad=f"/groepen/{rij.groep}/vernietigingen/{rij.id}",
                groep=rij.groep,
                uiterlijk=dag,
                partij=blik.naam(kop["afzender"]),
            )


def _vernietigen(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _vernietigingen(blik)
    yield from _schuldig(blik)


TERMIJNEN = Werkbron(_BEWAREN, _te_herzien)
LEEFTIJDEN = Werkbron(_LEEFTIJD, _leeftijden)
VERNIETIGINGEN = Werkbron(_VERNIETIGING, _vernietigen)

"""In which reports a member of the group is involved, and what of that the retention clock reads.

A report is about the group and names nobody. Once somebody is a member, an official may say that
this report was about him too: only from such a report, and from recorded nuisance by that person,
it counts how long he stays after the group closed (covenant 5.1, 8.1; H1, H2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.gemeente.gegevens.bronnen import OVERLAST, OverlastInvoer, OverlastRij
from services.gemeente.start.tabellen import MeldingpersoonRij, MeldingRij, MeldingversieRij
from shared.bestand.dossier.dossier import Dossier
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.termijnen import datum_nl
from shared.kluis.fouten import SleutelVernietigd
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, Vernietigd
from shared.partij.meldingenbron import Melding
from shared.partij.persoon import Persoon
from shared.tijd.kenmerk import uuid7

NIET_KORTER: Final = (
    "De groep is afgesloten. Van haar meldingen hangt af hoe lang iemand nog blijft, en dat maakt "
    "niemand alleen korter. Moet er iemand eerder weg, stel dan een vernietigingsplan voor "
    "(POST /v1/vernietigingsplannen): daarover beslist een ander."
)


def betrek(sessie: Session, melding: MeldingRij, persoon: str, nu: datetime, door: str) -> None:
    """This member was involved in this report; saying it again changes nothing.

    Raises ``NietGevonden`` for somebody who is no member, ``Conflict`` for a withdrawn report.
    """
    if melding.ingetrokken:
        raise Conflict("Deze melding is ingetrokken; daar is niemand bij betrokken.")
    _eis_lid(sessie, melding.groep, persoon)
    if persoon not in betrokken_bij(sessie, melding.id):
        sessie.add(
            MeldingpersoonRij(
                id=uuid7(nu),
                melding=melding.id,
                groep=melding.groep,
                persoon_id=persoon,
                vastgelegd_op=nu,
                vastgelegd_door=door,
            )
        )
        sessie.flush()


def haal_los(sessie: Session, melding: MeldingRij, persoon: str) -> None:
    """It was a mistake: this person was not involved. Repeatable."""
    sessie.execute(
        delete(MeldingpersoonRij).where(
            MeldingpersoonRij.melding == melding.id, MeldingpersoonRij.persoon_id == persoon
        )
    )


def betrokken_bij(sessie: Session, melding: str) -> list[str]:
    """The persons involved in this report, in the order in which that was recorded."""
    vraag = select(MeldingpersoonRij.persoon_id).where(MeldingpersoonRij.melding == melding)
    return list(sessie.scalars(vraag.order_by(MeldingpersoonRij.id)))


def _eis_lid(sessie: Session, groep: str, persoon: str) -> None:
    vraag = select(GroepslidRij.id).where(
        GroepslidRij.groep == groep, GroepslidRij.persoon_id == persoon
    )
    if sessie.scalars(vraag).first() is None:
        raise NietGevonden("Deze persoon is geen lid van de groep.")


class EigenMeldingen:
    """The gemeente's own reports about people, for the retention clock."""

    def lees(
        self, sessie: Session, dienst: Dienst, groep: str, personen: Collection[str]
    ) -> Mapping[str, Sequence[Melding]]:
        """By person the group's reports with that person in it, and the recorded nuisance."""
        gevonden: dict[str, list[Melding]] = {persoon: [] for persoon in personen}
        for persoon, melding in _uit_groep(sessie, groep, personen):
            gevonden[persoon].append(melding)
        for persoon in sorted(personen):
            gevonden[persoon].extend(_uit_dossier(sessie, dienst, persoon))
        return gevonden


def _uit_groep(
    sessie: Session, groep: str, personen: Collection[str]
) -> Iterator[tuple[str, Melding]]:
    """A report counts once it says so: not before it, its link, or its present day is recorded."""
    vraag = (
        select(MeldingpersoonRij, MeldingRij)
        .join(MeldingRij, MeldingRij.id == MeldingpersoonRij.melding)
        .where(MeldingRij.groep == groep, MeldingRij.ingetrokken.is_(False))
        .order_by(MeldingpersoonRij.id)
    )
    for link, rij in sessie.execute(vraag):
        if link.persoon_id in personen:
            for datum, sinds in _dagen(sessie, rij.id):
                vastgelegd = max(datum_nl(sinds), datum_nl(link.vastgelegd_op))
                yield link.persoon_id, Melding(datum, vastgelegd)


def _dagen(sessie: Session, melding: str) -> list[tuple[date, datetime]]:
    """Of which day the file said this report was, since when."""
    vraag = select(MeldingversieRij).where(MeldingversieRij.melding == melding)
    versies = sessie.scalars(vraag.order_by(MeldingversieRij.versie)).all()
    return _zonder_teruggenomen(
        [(date.fromisoformat(een.inhoud["datum"]), een.tijdstip) for een in versies]
    )


def _zonder_teruggenomen(dagen: list[tuple[date, datetime]]) -> list[tuple[date, datetime]]:
    """A correction to an earlier day takes a later one back, whenever it was made; one to a later
    day counts from when it was made, so that nobody stays longer by what is typed afterwards."""
    nu = dagen[-1][0]
    return [(min(dag, nu), sinds) for dag, sinds in dagen]


def _uit_dossier(sessie: Session, dienst: Dienst, persoon: str) -> Iterator[Melding]:
    """Recorded nuisance by this person; of who is destroyed nothing can be read any more."""
    vraag = select(OverlastRij).where(OverlastRij.persoon_id == persoon).order_by(OverlastRij.id)
    rijen = sessie.scalars(vraag).all()
    if not rijen:
        return
    dossier = Dossier(sessie, dienst.kluis, dienst.klok, OVERLAST.soort)
    try:
        open_ = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon)
        reeksen = [_dossierdagen(dossier, open_, rij.id) for rij in rijen]
    except (Vernietigd, SleutelVernietigd):
        return
    for reeks in reeksen:
        for datum, sinds in reeks:
            yield Melding(datum, datum_nl(sinds))


def _dossierdagen(
    dossier: Dossier[OverlastRij, OverlastInvoer], persoon: Persoon, gegeven: str
) -> list[tuple[date, datetime]]:
    """Of which day this record said the nuisance was, since when."""
    stuk = dossier.lees(persoon, gegeven)
    dagen, sinds = [], stuk.aangemaakt_op
    for correctie in dossier.historie(persoon, gegeven):
        if "datum" in correctie.oud:
            dagen.append((date.fromisoformat(correctie.oud["datum"]), sinds))
            sinds = correctie.tijdstip
    return _zonder_teruggenomen([*dagen, (stuk.invoer.datum, sinds)])


def laatste_groepsmeldingen(sessie: Session, einden: Mapping[str, date]) -> Mapping[str, date]:
    """Of groups that ended the day of the last report that was of, and known on, that day (H2)."""
    laatste: dict[str, date] = {}
    for portie in porties(sorted(einden)):
        vraag = select(MeldingRij.id, MeldingRij.groep).where(
            MeldingRij.groep.in_(portie), MeldingRij.ingetrokken.is_(False)
        )
        for melding, groep in sessie.execute(vraag):
            for dag, sinds in _dagen(sessie, melding):
                if max(dag, datum_nl(sinds)) <= einden[groep]:
                    laatste[groep] = max(dag, laatste.get(groep, dag))
    return laatste

"""Destroying a person: first the key, for good; then what is left is tidied to a tombstone."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels import opslag as aanpakopslag
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.bestand.zoekvakken.tabellen import ZoekvaklidRij, ZoekvakRij
from shared.opslag.basis import Basis
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst

_EIGEN = (PersoonRij, CorrectieRij, AanpaksleutelRij, ZoekvakRij, ZoekvaklidRij)


def vernietig_persoon(
    dienst: Dienst,
    persoon_id: str,
    *,
    door: str | None,
    grond: str,
    verklaar: Callable[[Session], None] | None = None,
) -> None:
    """Destroys a person with all own records and history (covenant 8.2). Repeatable.

    From the moment the keys are gone everything sealed under them is unreadable, in every copy: the
    person, own records, corrections, and what every group's approach brought. Tidying the rows
    comes after, with what the database itself keeps of older versions, the blind index above all:
    from that a name can be guessed by who has its key. If it is interrupted, calling again finishes
    it. Raises ``NietGevonden`` for an unknown person. ``verklaar``: called once, in the transaction
    that makes the tombstone; without, who calls this declares it in another way.
    """
    klaar = False
    while not klaar:
        with dienst.transactie() as sessie:
            sleutels = sleutels_van(dienst, sessie, persoon_id)
        # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
        dienst.kluis.vernietig_alle(sleutels | sluit_vakken(dienst, [persoon_id]))
        with dienst.transactie() as sessie:
            aanpakopslag.vergrendel_persoon(sessie, persoon_id)
            # A message that came in between may have been kept under a key of its own.
            over = sleutels_van(dienst, sessie, persoon_id)
            klaar = over <= sleutels
            if klaar and over:
                maak_leeg(dienst, sessie, [persoon_id], door=door, grond=grond)
                if verklaar is not None:
                    verklaar(sessie)
    # Also for who asks again: the service may have died just before this.
    wis_resten(dienst.engine, geraakte_tabellen(dienst))


def sleutels_van(dienst: Dienst, sessie: Session, persoon_id: str) -> set[str]:
    """Every key of a person: of the own task and of every approach; none once destroyed."""
    eigen = PersonenRegister(sessie, dienst.kluis, dienst.klok).sleutel_van(persoon_id)
    if eigen is None:
        return set()
    return {eigen} | aanpakopslag.van_personen(sessie, [persoon_id])


def maak_leeg(
    dienst: Dienst, sessie: Session, personen: Collection[str], *, door: str | None, grond: str
) -> None:
    """Tidies what these persons leave behind, after the keys were destroyed. Repeatable.

    One statement a table for many of them: a day on which a thousand people go is no thousand
    times one person.
    """
    register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
    for portie in porties(sorted(personen)):
        aanpakopslag.wis_van(sessie, portie)
        register.maak_leeg(portie, door=door, grond=grond)
        for onderwerp in dienst.bijdragen.meegaand:
            onderwerp.neem_weg(sessie, portie)
        for tabel in dienst.bijdragen.dossiers:
            sessie.execute(delete(tabel).where(tabel.__table__.c.persoon_id.in_(portie)))


def geraakte_tabellen(dienst: Dienst) -> list[str]:
    """The tables in which ``maak_leeg`` leaves older versions behind."""
    mee = [rij for onderwerp in dienst.bijdragen.meegaand for rij in onderwerp.rijen]
    rijen: list[type[Basis]] = [*_EIGEN, *mee, *dienst.bijdragen.dossiers]
    return [rij.__tablename__ for rij in rijen]

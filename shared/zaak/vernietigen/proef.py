"""What a plan would destroy, in numbers: nothing changes by looking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.dossier.bronnen import Dossierbron
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import CorrectieRij, GroepslidRij
from shared.opslag.basis import Basis
from shared.partij.dienst import Dienst
from shared.verzenden.tabellen import UitgaandOnderdeelRij
from shared.zaak.lijsten.tabellen import LijstregelRij
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.begrippen import Proef

_OVERAL: dict[str, type[Basis]] = {
    "ontvangenGegevens": OntvangenGegevenRij,
    "verzondenOnderdelen": UitgaandOnderdeelRij,
    "lidmaatschappen": GroepslidRij,
    "lijstregels": LijstregelRij,
    "correcties": CorrectieRij,
}


def categorieen(dienst: Dienst) -> dict[str, type[Basis]]:
    """The kinds of own records of this party, each a category for the archivist."""
    return {
        bron.soort.tabel.__tablename__: bron.soort.tabel
        for bron in dienst.partij.bronnen.values()
        if isinstance(bron, Dossierbron)
    }


def namen_van(dienst: Dienst) -> list[str]:
    """How those kinds are called."""
    bronnen = dienst.partij.bronnen.values()
    return sorted({bron.soort.naam_meervoud for bron in bronnen if isinstance(bron, Dossierbron)})


def bekijk(dienst: Dienst, sessie: Session, personen: Sequence[str], dag: date) -> Proef:
    """What is here of each of these persons, and which of it no archivist approved."""
    eigen = categorieen(dienst)
    per_persoon = {
        persoon: {
            wat: aantal
            for wat, tabel in {**eigen, **_OVERAL}.items()
            if (aantal := _tel(sessie, tabel, persoon))
        }
        for persoon in personen
    }
    hier = {wat for aantallen in per_persoon.values() for wat in aantallen} & eigen.keys()
    return Proef(per_persoon, sorted(hier - goedgekeurd(sessie, dag)))


def goedgekeurd(sessie: Session, dag: date) -> set[str]:
    """The categories an archivist approved, for that day."""
    return {code for code, akkoord in opslag.akkoorden(sessie).items() if akkoord.geldt(dag)}


def _tel(sessie: Session, tabel: type[Basis], persoon: str) -> int:
    kolom = tabel.__table__.c.persoon_id
    return sessie.scalar(select(func.count()).select_from(tabel).where(kolom == persoon)) or 0

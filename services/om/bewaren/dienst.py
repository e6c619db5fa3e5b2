"""A term on an own record: what it may say, of which record, and sealed."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from services.om.bewaren.soorten import SOORT, SOORTEN
from services.om.bewaren.tabellen import WjsgtermijnRij
from services.om.bewaren.termijnen import wjsgtermijnen
from services.om.bewaren.vormen import (
    Termijninvoer,
)
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, OngeldigeInvoer
from shared.partij.persoon import Persoon
from shared.partij.zegel import open_json, verzegel_json
from shared.web.meldingen import Invoerfout


def keur(invoer: Termijninvoer, vandaag: date) -> None:
    """Raises ``OngeldigeInvoer`` with every fault."""
    fouten = []
    if invoer.categorie not in wjsgtermijnen():
        wel = ", ".join(wjsgtermijnen())
        fouten.append(Invoerfout("/categorie", f"staat niet in de tabel; wel: {wel}"))
    for pad, dag in (("/afgedaanOp", invoer.afgedaan_op), ("/overledenOp", invoer.overleden_op)):
        if dag is not None and dag > vandaag:
            fouten.append(Invoerfout(pad, "ligt in de toekomst"))
    if fouten:
        raise OngeldigeInvoer(fouten)


def lees_persoon(dienst: Dienst, sessie: Session, wie: Medewerker, persoon: str) -> Persoon:
    """A person within the task of who asks."""
    wie.eis_persoon(sessie, persoon)
    return PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon)


def soort_van(sessie: Session, persoon: Persoon, gegeven: str) -> str:
    """The kind of this person's record; only kinds to which the Wjsg terms apply."""
    for code, soort in SOORTEN.items():
        rij = sessie.get(soort.tabel, gegeven)
        if rij is not None and rij.persoon_id == persoon.id:
            return code
    raise NietGevonden("Dit gegeven staat hier niet bij deze persoon.")


def vul(
    rij: WjsgtermijnRij, dienst: Dienst, persoon: Persoon, invoer: Termijninvoer, wie: Medewerker
) -> None:
    """The row says this now: sealed, with the last day it may stay."""
    termijn = wjsgtermijnen()[invoer.categorie]
    inhoud = invoer.model_dump(mode="json", by_alias=True)
    rij.zegel = verzegel_json(dienst.kluis, persoon.sleutel_id, _plaats(rij.id), inhoud)
    rij.vernietigen_na = termijn.laatste_dag(invoer.afgedaan_op, invoer.overleden_op)
    rij.versie += 1
    rij.gewijzigd_op, rij.gewijzigd_door = dienst.klok(), wie.autorisatie_id


def open_termijn(dienst: Dienst, persoon: Persoon, rij: WjsgtermijnRij) -> Termijninvoer:
    """What was recorded."""
    return Termijninvoer.model_validate(
        open_json(dienst.kluis, persoon.sleutel_id, _plaats(rij.id), rij.zegel)
    )


def _plaats(gegeven: str) -> str:
    return f"{SOORT}/{gegeven}"

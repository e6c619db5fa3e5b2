"""A child is no parent: who can be on record as one, by the dates in the own file (4.1, 4.3)."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.orm import Session

from shared.bericht.personen.persoonscontrole import is_te_jong_als_ouder
from shared.bestand.personen.persoonsvelden import zonder_beperkt
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.persoon import Persoon


def te_jong_als_ouder(sessie: Session, dienst: Dienst, ouder_id: str, kind_id: str) -> str | None:
    """Why this person cannot be on record as a parent of that one; ``None``: he can, or nobody
    knows when he was born."""
    ouder, kind = (_lees(sessie, dienst, een) for een in (ouder_id, kind_id))
    if ouder is None or ouder.geboortedatum is None:
        return None
    geboren = None if kind is None else kind.geboortedatum
    vandaag = datum_nl(dienst.klok())
    for categorie in dienst.regels.categorieen.values():
        if categorie.kind_verplicht and is_te_jong_als_ouder(
            ouder.geboortedatum, geboren, categorie, vandaag
        ):
            return (
                f"is te jong: een ouder of wettelijk vertegenwoordiger is minstens "
                f"{categorie.jaren_ouder} jaar ouder dan het kind"
            )
    return None


def meld_ouder_gaat(sessie: Session, dienst: Dienst, kind_id: str, door: str) -> None:
    """Tells who keeps whether people were informed that somebody stops being a parent here."""
    informatie = dienst.partij.informatie
    if informatie is None:
        return
    with suppress(NietGevonden, Vernietigd):
        kind = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(kind_id)
        informatie.ouder_gaat(sessie, dienst.regels, kind, door)


def _lees(sessie: Session, dienst: Dienst, persoon_id: str) -> Persoon | None:
    try:
        persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon_id)
    except (NietGevonden, Vernietigd):
        return None
    # What is refused would say how old somebody is whose date of birth nobody uses now.
    return zonder_beperkt(sessie, dienst.regels, persoon)

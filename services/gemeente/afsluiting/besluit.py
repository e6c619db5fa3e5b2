"""The closing as it would be taken today, and what it sets going once it is taken (5.3; 4.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.acties.begrippen import AF
from services.gemeente.acties.dienst import Acties
from services.gemeente.acties.tabellen import ActieRij
from services.gemeente.afsluiting.begrippen import OpenActie
from services.gemeente.groepsdocumenten.dienst import Documenten
from shared.partij.besluitconcept import Concept, Genomen
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict

AFSLUITING = "afsluiting"


@dataclass(frozen=True)
class Afsluitsteller:
    """Composes the closing out of what was prepared, and carries out what was agreed with it."""

    pad: str = "/v1/groepen/{groepId}/afsluitingen"

    def gegevens(self, sessie: Session, dienst: Dienst, concept: Concept) -> Mapping[str, Any]:  # noqa: ARG002 - the port's
        """The end criterion. Raises ``Conflict`` when an action was agreed on since."""
        genoemd = {een["actie"] for een in concept.inhoud["restacties"]}
        nieuw = [actie.id for actie in openstaand(sessie, concept.groep) if actie.id not in genoemd]
        if nieuw:
            raise Conflict(
                f"Er zijn sindsdien acties afgesproken die nog openstaan: {', '.join(nieuw)}. "
                "Laat de afsluiting opnieuw voorbereiden."
            )
        return {"eindcriterium": concept.inhoud["eindcriterium"]}

    def is_genomen(self, sessie: Session, dienst: Dienst, genomen: Genomen) -> None:
        """Lays the decision down, and allots what is left."""
        concept, door = genomen.concept, genomen.door
        documenten = Documenten(sessie, genomen.op)
        documenten.schrijf(concept.groep, AFSLUITING, concept.inhoud, _altijd, door)
        acties = Acties(sessie, genomen.op, door, dienst.partij.code)
        _deel_toe(sessie, acties, concept.groep, concept.inhoud["restacties"])
        documenten.stel_vast(concept.groep, AFSLUITING, _altijd, door)


def openstaand(sessie: Session, groep: str) -> list[OpenActie]:
    """The actions about a group that have not ended."""
    vraag = select(ActieRij).where(ActieRij.groep == groep, ActieRij.status.not_in(AF))
    return [
        OpenActie(rij.id, rij.versie, rij.omschrijving, rij.partij, rij.eigenaar, rij.uiterlijk)
        for rij in sessie.scalars(vraag.order_by(ActieRij.id))
    ]


def _deel_toe(
    sessie: Session, acties: Acties, groep: str, restacties: Sequence[Mapping[str, str]]
) -> None:
    """What still stands open becomes a rest action; what ended meanwhile stays as it is."""
    genoemd = {een["actie"]: een for een in restacties}
    for een in openstaand(sessie, groep):
        nieuw = genoemd.get(een.id)
        if nieuw is None:
            acties.maak_restactie(een.id, een.eigenaar, een.uiterlijk)
        else:
            acties.maak_restactie(een.id, nieuw["eigenaar"], date.fromisoformat(nieuw["uiterlijk"]))


def _altijd(_: int) -> bool:
    """Nobody edits this document: it is what was signed."""
    return True

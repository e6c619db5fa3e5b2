"""The start decision as it stands today, and what is kept of it once it is taken (5.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from services.gemeente.groepsdocumenten.dienst import Documenten
from services.gemeente.groepsdocumenten.stapeisen import Documenteisen
from services.gemeente.indeling.dienst import INDELING
from services.gemeente.start.begrippen import Startcijfers, tel
from services.gemeente.start.opslag import Startboek
from shared.bericht.jsonvorm import jcs
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.besluitconcept import Concept, Genomen
from shared.partij.dienst import Dienst
from shared.partij.fouten import PartijFout

START, EERSTE_STAP = "start", 1


class StartNietCompleet(PartijFout):
    """The evidence is not enough (any more); ``redenen`` says everything that is missing."""

    def __init__(self, redenen: Sequence[Mapping[str, Any]]) -> None:
        super().__init__("Er is nog niet genoeg voor een startbesluit; zie redenen.")
        self.redenen = list(redenen)


@dataclass(frozen=True)
class Startstand:
    """The evidence today, everything that is missing, and the mark of what was shown."""

    cijfers: Startcijfers
    redenen: list[dict[str, Any]]
    merk: str


def startstand(sessie: Session, dienst: Dienst, groep: str) -> Startstand:
    """What is recorded about the group, held against the covenant's criteria on this day."""
    vandaag, boek = datum_nl(dienst.klok()), Startboek(sessie, dienst.klok(), "")
    cijfers = tel(boek.beeld(groep), vandaag, dienst.regels)
    redenen = [reden.als_dict() for reden in cijfers.ontbreekt]
    documenten = Documenten(sessie, dienst.klok())
    redenen += Documenteisen().ontbreekt(sessie, dienst, groep, EERSTE_STAP)
    if dienst.regels.indelingen and documenten.zoek(groep, INDELING) is None:
        zin = (
            "Van deze groep ligt nog niet vast waarom zij onder het convenant valt; deel haar "
            "eerst in."
        )
        redenen.append({"code": "INDELING_ONTBREEKT", "uitleg": zin})
    gezien = sha256(jcs({"groep": groep, **cijfers.gegevens()})).hexdigest()
    return Startstand(cijfers, redenen, gezien)


@dataclass(frozen=True)
class Startsteller:
    """Composes the start decision of the day on which it is read."""

    pad: str = "/v1/groepen/{groepId}/startbesluiten"

    def gegevens(self, sessie: Session, dienst: Dienst, concept: Concept) -> Mapping[str, Any]:
        """The counts of today. Raises ``StartNietCompleet`` when they do not do (any more)."""
        stand = startstand(sessie, dienst, concept.groep)
        if stand.redenen:
            raise StartNietCompleet(stand.redenen)
        return stand.cijfers.gegevens()

    def is_genomen(self, sessie: Session, dienst: Dienst, genomen: Genomen) -> None:
        """Keeps what was signed, and the reports it rests on."""
        concept, gegevens = genomen.concept, dict(genomen.besluit["gegevens"])
        op = date.fromisoformat(gegevens["datum"])
        boek = Startboek(sessie, genomen.op, genomen.door)
        cijfers = tel(boek.beeld(concept.groep), op, dienst.regels)
        bewijs = cijfers.onder({melding["incident"] for melding in gegevens["meldingen"]})
        boek.onthoud_besluit(
            concept.groep,
            datum=op,
            gegevens=gegevens,
            bewijs=[een.melding.id for een in bewijs],
            motivering=str(concept.inhoud["motivering"]),
            bladnummer=genomen.bladnummer,
            genomen_op=genomen.op,
            genomen_door=genomen.door,
            voorbereid_door=concept.opgesteld_door,
        )
        sessie.flush()
        # What was withdrawn while the gateway decided falls away now.
        for een in bewijs:
            if een.waarom_niet is not None:
                kijk_opnieuw(boek, dienst.regels, dienst.klok(), concept.groep, een.melding.id)


def kijk_opnieuw(
    boek: Startboek, alle_regels: Convenantregels, nu: datetime, groep: str, melding: str
) -> None:
    """Asks to look again when the decision no longer rests on enough without this report."""
    # Of two reports that fall away at once, the second to look sees that the first is gone.
    besluit = boek.startbesluit(groep, slot=True)
    if besluit is None or melding not in besluit.bewijs:
        return
    regels = alle_regels.start
    cijfers = tel(boek.beeld(groep), besluit.datum, alle_regels)
    over = {
        een.melding.incident
        for een in cijfers.meldingen
        if een.waarom_niet is None and een.melding.id in besluit.bewijs
    }
    if len(over) < regels.aantal:
        boek.vraag_herbeoordeling(
            groep,
            melding=melding,
            uiterlijk=plus(datum_nl(nu), regels.herbeoordeling),
            over=len(over),
            nodig=regels.aantal,
            eigenaar=besluit.voorbereid_door,
        )

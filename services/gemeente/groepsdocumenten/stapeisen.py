"""What a step still asks of this file: answers to its questions, and documents laid down (4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from services.gemeente.groepsdocumenten.begrippen import openstaand
from services.gemeente.groepsdocumenten.dienst import Documenten
from services.gemeente.groepsdocumenten.soorten import stapcode
from shared.partij.dienst import Dienst


@dataclass(frozen=True)
class Documenteisen:
    """Reads the documents of the group."""

    def ontbreekt(
        self, sessie: Session, dienst: Dienst, groep: str, stap: int
    ) -> list[dict[str, Any]]:
        """Every open question and every document that is not laid down."""
        rij, documenten = dienst.regels.stappen[stap], Documenten(sessie, dienst.klok())
        redenen: list[dict[str, Any]] = []
        if rij.antwoorden_nodig:
            gegeven = documenten.zoek(groep, stapcode(stap))
            inhoud = None if gegeven is None else gegeven.inhoud
            redenen += [_vraag(stap, vraag) for vraag in openstaand(rij.vragen, inhoud)]
        for soort in rij.documenten:
            document = documenten.zoek(groep, soort)
            if document is None or not document.vastgesteld:
                redenen.append(_document(stap, dienst.regels.stukken[soort].titel))
        return redenen


def _vraag(stap: int, vraag: str) -> dict[str, Any]:
    zin = (
        f"De vraag '{vraag}' van stap {stap} heeft nog geen antwoord. Beantwoord haar, of zeg "
        "waarom zij niet van toepassing is."
    )
    return {"code": "STAPVRAAG_OPEN", "convenant": "4.1", "uitleg": zin}


def _document(stap: int, titel: str) -> dict[str, Any]:
    zin = f"Stap {stap} is pas klaar als dit is vastgesteld: {titel}."
    return {"code": "STAPDOCUMENT_ONTBREEKT", "convenant": "4.1", "uitleg": zin}

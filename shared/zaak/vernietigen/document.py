"""A verklaring van vernietiging on paper: what, how many, when and why; of whom, nobody can say."""

from __future__ import annotations

from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.convenant.vernietigen.gronden import gronden
from shared.drukwerk.opgemaakt import Afdeling, Document, Druktabel
from shared.zaak.vernietigen.tabellen import VerklaringRij


def als_stuk(rij: VerklaringRij, regels: Convenantregels, partij: str) -> Document:
    """The document, ready to print."""
    hier = regels.partijen[partij]
    grond = gronden().get(rij.grond)
    waarom = rij.grond if grond is None else grond.titel
    artikel = "" if grond is None else f" (artikel {grond.convenant} van het convenant)"
    blad = "nog niet" if rij.bladnummer is None else f"blad {rij.bladnummer}"
    return Document(
        titel="Verklaring van vernietiging",
        afzender=hier.naam,
        kenmerk=rij.id,
        kopregels=(
            ("Vernietigd op", datum_nl(rij.vernietigd_op).strftime("%d-%m-%Y")),
            ("Grond", f"{waarom}{artikel}"),
            ("In het logboek", blad),
        ),
        afdelingen=(
            Afdeling(
                "Wat is vernietigd",
                (
                    f"{hier.naam} verklaart dat het volgende is vernietigd, met alle kopieën en "
                    "reservekopieën: de sleutel waaronder het verzegeld was bestaat niet meer. Van "
                    "wie het was staat hier niet, en is niet meer na te gaan.",
                    Druktabel(
                        "Aantallen per soort",
                        ("Soort", "Aantal"),
                        [(wat, str(hoeveel)) for wat, hoeveel in sorted(rij.aantallen.items())],
                        (3, 1),
                    ),
                ),
            ),
        ),
    )

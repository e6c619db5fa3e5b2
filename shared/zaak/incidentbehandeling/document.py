"""The report to the supervisor, prepared: what the register knows, in the order it is asked in.

Of how many people and of whom nothing is here: who reports adds that at the supervisor itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from shared.convenant.begrippen import Convenantregels
from shared.drukwerk.opgemaakt import Afdeling, Document, Druktabel
from shared.leesbaar.tijd import moment_tekst
from shared.zaak.incidenten.begrippen import Incidentbesluitstand
from shared.zaak.incidenten.inzicht import Incidentblik


def regels_van(
    een: Incidentblik, regels: Convenantregels, partij: str
) -> Iterator[tuple[str, str]]:
    """What is asked, and what the register says of it."""
    rij = een.rij
    hier = regels.partijen[partij]
    yield "Wie meldt", f"{hier.naam}, voor {hier.verwerkingsverantwoordelijke}"
    yield "Onder welke wet", hier.regime
    yield "Kenmerk van het incident", rij.id
    yield "Wie het vond", regels.titel_van(rij.van)
    yield "Ontdekt op", rij.ontdekt_op.isoformat("T", "minutes")
    yield "Aard van de inbreuk", rij.aard
    yield "Wat er is gebeurd", rij.omschrijving or "De tekst wacht nog op beoordeling."
    yield "Genomen maatregelen", rij.maatregelen or "Nog geen."
    for klok in een.klokken:
        gedaan = (
            "nog niet" if klok.gestopt_op is None else klok.gestopt_op.isoformat("T", "minutes")
        )
        wat = regels.incidenten.klokken[klok.code]
        yield (
            f"Termijn: {wat.titel}",
            (f"uiterlijk {klok.uiterlijk.isoformat('T', 'minutes')}; gedaan: {gedaan}"),
        )
    for besluit in een.besluiten:
        if besluit.stand == Incidentbesluitstand.GELDT:
            yield f"Besluit ({besluit.soort})", f"{besluit.keuze}: {besluit.reden}"
            grond = regels.incidenten.gronden.get(besluit.grond or "")
            if grond is not None and besluit.herbeoordelen_voor is not None:
                yield (
                    "Grond om niet of later te informeren",
                    (
                        f"{grond.wet}; {besluit.noodzaak}; opnieuw bekeken op "
                        f"{besluit.herbeoordelen_voor.isoformat()}"
                    ),
                )
    for taak in een.taken:
        stand = taak.uitkomst or f"loopt, uiterlijk {taak.uiterlijk.isoformat()}"
        yield f"Vervolg ({taak.soort})", stand
    for melding in een.toezicht:
        yield f"Gemeld door {regels.titel_van(melding.partij)}", melding.gemeld.isoformat()


def als_tekst(regels: list[tuple[str, str]], vandaag_nl: str) -> str:
    """The same as plain text that can be copied."""
    kop = f"Melding van een inbreuk aan de toezichthouder, opgesteld op {vandaag_nl}"
    return "\n".join([kop, "", *(f"{vraag}: {antwoord}" for vraag, antwoord in regels), ""])


def als_document(
    kenmerk: str, regels: list[tuple[str, str]], afzender: str, nu: datetime
) -> Document:
    """The same on paper, tagged: what is asked beside what is known."""
    return Document(
        titel="Melding van een inbreuk aan de toezichthouder",
        afzender=afzender,
        kenmerk=kenmerk,
        kopregels=(("Opgesteld op", moment_tekst(nu)),),
        afdelingen=(
            Afdeling(
                "Wat het register ervan weet",
                (
                    "Hoeveel mensen het zijn en om welke gegevens het gaat, vult u aan bij de "
                    "toezichthouder zelf. In dit document staat niemand.",
                    Druktabel(
                        "Wat de toezichthouder vraagt, en het antwoord",
                        ("Vraag", "Antwoord"),
                        regels,
                        (2, 3),
                    ),
                ),
            ),
        ),
        vertrouwelijk="Vertrouwelijk: alleen voor wie het incident behandelt en de toezichthouder.",
    )

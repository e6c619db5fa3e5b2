"""Which criteria of a start decision are not met, and which reports count for it (E12)."""

from datetime import date

from shared.convenant.begrippen import Startcriteria
from shared.convenant.termijnen import min_
from shared.convenant.toestandvorm import Startbesluit


def meldingen_die_tellen(besluit: Startbesluit, criteria: Startcriteria) -> int:
    """The number of distinct incidents that count as evidence for a start decision (E12)."""
    return len(
        {
            melding.incident
            for melding in besluit.meldingen
            if waarom_niet(melding.bron, melding.datum, besluit.datum, criteria) is None
        }
    )


def waarom_niet(bron: str, datum: date, op: date, criteria: Startcriteria) -> str | None:
    """Why a report is no evidence for a start decision of the day ``op``; None: it is (E12)."""
    if bron not in criteria.bronnen:
        return "bron"
    if datum > op:
        return "te-nieuw"
    return "te-oud" if datum < min_(op, criteria.venster) else None


def startgebreken(besluit: Startbesluit, criteria: Startcriteria) -> list[tuple[str, str, str]]:
    """The start criteria that are not met: (reason, what was found, what is needed)."""
    gebreken = []
    if not besluit.groepsverband:
        gebreken.append(("START_GROEPSVERBAND", "", ""))
    aantal = meldingen_die_tellen(besluit, criteria)
    if aantal < criteria.aantal:
        gebreken.append(("START_MELDINGEN", str(aantal), str(criteria.aantal)))
    if not besluit.eerdere_interventie:
        gebreken.append(("START_INTERVENTIE", "", ""))
    return gebreken

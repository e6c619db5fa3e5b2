"""What goes in the months ahead, in numbers: by month and by kind, and nobody's name.

The same rows and the same judgement as what destroys, asked of what is on file now. What comes in
later, a group that closes or somebody who looks again changes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.scherm import scherm_opzij
from shared.bestand.dossier.bewaring import eigen_dingen
from shared.bestand.ontvangen.gegevens import IN_HET_BESTAND
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.bewaren.oordeel import eerste_dag_na, oordeel
from shared.convenant.bewaren.regels import Bewaarregels, bewaarregels
from shared.convenant.termijnen import Termijn
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.partij.poorten.meegaand import vastgehouden
from shared.zaak.bewaren.eigen import wie_een_aanpak_houdt
from shared.zaak.bewaren.einden import dagen_van
from shared.zaak.bewaren.opslag import bekende_einden, einde_van
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.opruimen.opruimplan import vast_in_groep, vast_voor

EIGEN, ONTVANGEN, CONTACT, PERSOON = "eigen", "ontvangen", "contact", "persoon"
_DIRECT = Termijn(0, 0)


@dataclass(frozen=True, slots=True)
class Vak:
    """One cell: in this month so many of this kind; ``regel`` where one row says so."""

    maand: str
    wat: str
    regel: str | None
    aantal: int


@scherm_opzij()
def kalender(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None, van: date, tot: date
) -> list[Vak]:
    """The cells of these days, both counted; what is overdue already stands in the first month."""
    bewaard = bewaarregels(dienst.regels)
    telling: Counter[tuple[str, str, str | None]] = Counter()
    for dag, wat, regel, aantal in _alles(sessie, dienst, meldingen, bewaard):
        if dag <= tot:
            telling[max(dag, van).isoformat()[:7], wat, regel] += aantal
    return [
        Vak(maand, wat, regel, aantal)
        for (maand, wat, regel), aantal in sorted(
            telling.items(), key=lambda een: (een[0][0], een[0][1], een[0][2] or "")
        )
    ]


def _alles(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None, bewaard: Bewaarregels
) -> Iterator[tuple[date, str, str | None, int]]:
    rijen = bewaard.over(EIGEN)
    for _, ding in eigen_dingen(sessie, dienst, wie_een_aanpak_houdt(sessie)):
        weg = oordeel(rijen, ding).weg
        if weg is not None:
            yield weg.op, EIGEN, weg.regel.code, 1
    yield from _ontvangen(sessie, dienst)
    yield from _mensen(sessie, dienst, meldingen)


def _ontvangen(sessie: Session, dienst: Dienst) -> Iterator[tuple[date, str, None, int]]:
    """By the last day that is kept with each item; then it goes, or a human looks again."""
    rij = OntvangenGegevenRij
    houvast = vastgehouden(sessie, dienst.bijdragen.vasthoudingen)
    vraag = (
        select(rij.vervalt_op, rij.categorie, func.count())
        .where(
            rij.vervalt_op.is_not(None),
            rij.status.in_(IN_HET_BESTAND),
            rij.persoon_id.not_in(houvast.geheel),
        )
        .group_by(rij.vervalt_op, rij.categorie)
    )
    # Nobody knows when what is held goes.
    deelnemer = deelnemercategorie(dienst.regels)
    for laatste, categorie, aantal in sessie.execute(vraag):
        assert laatste is not None  # noqa: S101 - for the type checker: in the question
        wat = CONTACT if categorie == deelnemer else ONTVANGEN
        yield eerste_dag_na(laatste, _DIRECT), wat, None, aantal


def _mensen(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None
) -> Iterator[tuple[date, str, str, int]]:
    """Who leaves the file after their group ended."""
    for groep in sorted(bekende_einden(sessie)):
        einde = einde_van(sessie, groep)
        if einde is not None:
            vast = vast_in_groep(sessie, vast_voor(dienst, sessie, Grond.AFGESLOTEN), groep)
            dagen = dagen_van(sessie, dienst, meldingen, groep, einde)
            for dag in (dagen[persoon] for persoon in dagen.keys() - vast):
                yield dag.dag, PERSOON, str(dag.waarom), 1

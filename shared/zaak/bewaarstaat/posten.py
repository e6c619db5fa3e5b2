"""Everything here that goes by itself or is looked at again, each with its day: the same rows and
the same judgement as what destroys, asked of what is on file now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.dossier.bewaring import eigen_dingen
from shared.bestand.ontvangen.gegevens import IN_HET_BESTAND
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.bewaren.oordeel import Stap, eerste_dag_na, oordeel
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import Termijn
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.partij.poorten.meegaand import vastgehouden
from shared.zaak.bewaarstaat.begrippen import uiterste_begin
from shared.zaak.bewaarstaat.ruimen import blik_op, dingen_van
from shared.zaak.bewaren.eigen import wie_een_aanpak_houdt
from shared.zaak.bewaren.einden import dagen_van
from shared.zaak.bewaren.opslag import bekende_einden, einde_van
from shared.zaak.bewaren.zinnen import stapzin, vertrekzin
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.opruimen.opruimplan import vast_in_groep, vast_voor

EIGEN, ONTVANGEN, CONTACT, PERSOON = "eigen", "ontvangen", "contact", "persoon"
_DIRECT: Final = Termijn(0, 0)


@dataclass(frozen=True, slots=True)
class Post:
    """One thing and the day it goes. ``regel``: the row that says so; of a received item ``None``,
    because more than one may. ``zin``: when and why; of a received item in its own explanation.
    """

    op: date
    wat: str
    id: str
    regel: str | None = None
    groep: str | None = None
    gegevenssoort: str | None = None
    stap: Stap | None = None
    woorden: str | None = None
    persoon: str | None = field(default=None, repr=False)

    @property
    def zin(self) -> str | None:
        """When and why, in one sentence."""
        return self.woorden if self.stap is None else stapzin(self.stap)


def posten(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None, tot: date
) -> Iterator[Post]:
    """What goes up to and including this day, in no order; what is held does not go."""
    bronnen = (
        _eigen(sessie, dienst),
        _bewaringen(sessie, dienst, tot),
        _ontvangen(sessie, dienst, tot),
        _mensen(sessie, dienst, meldingen),
    )
    for bron in bronnen:
        yield from (een for een in bron if een.op <= tot)


def vaste_posten(sessie: Session, dienst: Dienst, vandaag: date) -> Iterator[Post]:
    """What would have gone by this day and is held: the day is when it would have."""
    rijen = bewaarregels(dienst.regels).over(EIGEN)
    houvast = vastgehouden(sessie, dienst.bijdragen.vasthoudingen)
    mensen = sorted(houvast.personen)
    if not mensen:
        return
    for _, ding in eigen_dingen(sessie, dienst, wie_een_aanpak_houdt(sessie), mensen):
        daarna = oordeel(rijen, ding).daarna
        if daarna is not None and daarna.op <= vandaag:
            yield Post(daarna.op, EIGEN, ding.id, daarna.regel.code)
    rij = OntvangenGegevenRij
    vraag = select(rij.id, rij.vervalt_op, rij.gegevenssoort, rij.persoon_id).where(
        rij.vervalt_op < vandaag, rij.persoon_id.in_(mensen), rij.status.in_(IN_HET_BESTAND)
    )
    for kenmerk, laatste, soort, persoon in sessie.execute(vraag):
        if laatste is not None and houvast.begin(persoon, soort, kenmerk):
            yield Post(eerste_dag_na(laatste, _DIRECT), ONTVANGEN, kenmerk)


def _eigen(sessie: Session, dienst: Dienst) -> Iterator[Post]:
    rijen = bewaarregels(dienst.regels).over(EIGEN)
    for _, ding in eigen_dingen(sessie, dienst, wie_een_aanpak_houdt(sessie)):
        weg = oordeel(rijen, ding).weg
        if weg is not None:
            yield Post(
                weg.op, EIGEN, ding.id, weg.regel.code, persoon=ding.persoon,
                gegevenssoort=ding.gegevenssoort, stap=weg,
            )  # fmt: skip


def _bewaringen(sessie: Session, dienst: Dienst, tot: date) -> Iterator[Post]:
    """What is kept to account for."""
    bewaard = bewaarregels(dienst.regels)
    for bewaring in dienst.bijdragen.bewaringen:
        rijen = bewaard.over(bewaring.wat)
        voor = uiterste_begin(rijen, tot)
        if voor is None:
            continue
        for ding in dingen_van(blik_op(sessie, dienst, voor), bewaring):
            weg = oordeel(rijen, ding).weg
            if weg is not None:
                yield Post(
                    weg.op, ding.wat, ding.id, weg.regel.code, ding.groep, stap=weg,
                    persoon=ding.persoon,
                )  # fmt: skip


def _ontvangen(sessie: Session, dienst: Dienst, tot: date) -> Iterator[Post]:
    """By the last day that is kept with each item; then it goes, or a human looks again."""
    rij = OntvangenGegevenRij
    houvast = vastgehouden(sessie, dienst.bijdragen.vasthoudingen)
    vraag = select(
        rij.id, rij.vervalt_op, rij.categorie, rij.groep, rij.gegevenssoort, rij.persoon_id
    ).where(rij.vervalt_op.is_not(None), rij.vervalt_op < tot, rij.status.in_(IN_HET_BESTAND))
    deelnemer = deelnemercategorie(dienst.regels)
    for kenmerk, laatste, categorie, groep, soort, persoon in sessie.execute(vraag):
        # Nobody knows when what is held goes.
        if laatste is not None and not houvast.begin(persoon, soort, kenmerk):
            wat = CONTACT if categorie == deelnemer else ONTVANGEN
            op = eerste_dag_na(laatste, _DIRECT)
            yield Post(op, wat, kenmerk, None, groep, soort, persoon=persoon)


def _mensen(sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None) -> Iterator[Post]:
    """Who leaves the file after their group ended."""
    bewaard = bewaarregels(dienst.regels).regels
    for groep in sorted(bekende_einden(sessie)):
        einde = einde_van(sessie, groep)
        if einde is None:
            continue
        vast = vast_in_groep(sessie, vast_voor(dienst, sessie, Grond.AFGESLOTEN), groep)
        dagen = dagen_van(sessie, dienst, meldingen, groep, einde)
        for persoon in sorted(dagen.keys() - vast):
            dag = dagen[persoon]
            code = str(dag.waarom)
            zin = vertrekzin(dienst.regels, bewaard[code], einde, dag)
            yield Post(dag.dag, PERSOON, persoon, code, groep, woorden=zin, persoon=persoon)

"""Everything here that goes by itself or is looked at again, each with its day: the same rows and
the same judgement as what destroys, asked of what is on file now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import is_vernietigd
from shared.bestand.afscherming.lezing import scherm_opzij, scherm_terug
from shared.bestand.afscherming.opslag import vernietigden
from shared.bestand.dossier.bewaring import eigen_dingen
from shared.bestand.leden.leeftijd import leeftijdseinden
from shared.bestand.nodig.leeg import lege_dingen
from shared.bestand.ontvangen.gegevens import IN_HET_BESTAND
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.bewaren.oordeel import Ding, Stap, eerste_dag_na, oordeel
from shared.convenant.bewaren.regels import Bewaarregel, bewaarregels
from shared.convenant.termijnen import Termijn, datum_nl
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.partij.poorten.meegaand import vastgehouden
from shared.zaak.bewaarstaat.begrippen import uiterste_begin
from shared.zaak.bewaarstaat.ruimen import DOSSIER, blik_op, dingen_van, dossierdingen
from shared.zaak.bewaren.eigen import mag_nu, wie_een_aanpak_houdt
from shared.zaak.bewaren.einden import dagen_van
from shared.zaak.bewaren.opslag import bekende_einden, einde_van
from shared.zaak.bewaren.uitleg import zin_per_gegeven
from shared.zaak.bewaren.zinnen import stapzin, vertrekzin
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.opruimen.onderhoud import lijsteinden
from shared.zaak.opruimen.opruimplan import vast_in_groep, vast_voor, wie_gaan

EIGEN, ONTVANGEN, CONTACT, PERSOON = "eigen", "ontvangen", "contact", "persoon"
LID, _LIJST, _LEEFTIJD, _KIND = "lid", "lijst", "leeftijd", "leeftijdKind"
_OPGESTELD: Final = "opgesteld"
_DIRECT: Final = Termijn(0, 0)


@dataclass(frozen=True, slots=True)
class Post:
    """One thing and the day it goes. ``regel``: the row that says so; of a received item ``None``,
    because more than one may. ``zin``: when and why; of a received item only with ``met_zinnen``.
    ``wacht``: an archivist has to agree first; until then it stays.
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
    wacht: bool = False

    @property
    def zin(self) -> str | None:
        """When and why, in one sentence."""
        return self.woorden if self.stap is None else stapzin(self.stap, wacht=self.wacht)


def posten(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None, tot: date
) -> Iterator[Post]:
    """What goes up to and including this day, in no order; what is held does not go."""
    with scherm_terug():
        # Who is restricted is held, so he stands in neither; and nothing of his is opened.
        lijsten, te_oud = list(_lijsten(sessie, dienst)), list(_leden(sessie, dienst))
    mensen = list(_mensen(sessie, dienst, meldingen))
    uit_groep = _vertrek((*mensen, *lijsten))
    leden = [een for een in te_oud if _gaat_zelf(een, uit_groep)]
    # Who leaves a group takes along what it brought.
    uit_groep = _vertrek((*mensen, *lijsten, *leden))
    bronnen = (
        _eigen(sessie, dienst),
        _bewaringen(sessie, dienst, tot),
        _vooruitzichten(sessie, dienst, tot),
        (een for een in _ontvangen(sessie, dienst, tot) if _gaat_zelf(een, uit_groep)),
        lijsten,
        mensen,
        leden,
        _lege(sessie, dienst),
    )
    for bron in bronnen:
        yield from (een for een in bron if een.op <= tot)


@scherm_opzij()
def met_zinnen(sessie: Session, dienst: Dienst, deel: Sequence[Post]) -> list[Post]:
    """The same, of received items too when and why each goes, or is looked at again."""
    rij, zinnen = OntvangenGegevenRij, dict[str, str]()
    for portie in porties([een.id for een in deel if een.zin is None]):
        gevonden = sessie.scalars(select(rij).where(rij.id.in_(portie))).all()
        zinnen |= zin_per_gegeven(sessie, dienst, gevonden)
    return [een if een.zin else replace(een, woorden=zinnen.get(een.id)) for een in deel]


def vaste_posten(sessie: Session, dienst: Dienst, vandaag: date) -> Iterator[Post]:
    """What would have gone by this day and is held: the day is when it would have."""
    rijen = bewaarregels(dienst.regels).over(EIGEN)
    houvast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    mensen = sorted(houvast.personen)
    if not mensen:
        return
    for _, ding in eigen_dingen(sessie, dienst, wie_een_aanpak_houdt(sessie), mensen):
        daarna = oordeel(rijen, ding).daarna
        if daarna is not None and daarna.op <= vandaag:
            yield Post(daarna.op, EIGEN, ding.id, daarna.regel.code)
    personen = bewaarregels(dienst.regels).over(PERSOON)
    for ding in lege_dingen(sessie, dienst):
        daarna = oordeel(personen, ding).daarna
        if daarna is not None and daarna.op <= vandaag:
            yield Post(daarna.op, PERSOON, ding.id, daarna.regel.code)
    rij = OntvangenGegevenRij
    vraag = select(rij.id, rij.vervalt_op, rij.gegevenssoort, rij.persoon_id).where(
        rij.vervalt_op < vandaag, rij.persoon_id.in_(mensen), rij.status.in_(IN_HET_BESTAND)
    )
    for kenmerk, laatste, soort, persoon in sessie.execute(vraag):
        if laatste is not None and houvast.begin(persoon, soort, kenmerk):
            yield Post(eerste_dag_na(laatste, _DIRECT), ONTVANGEN, kenmerk)


def _eigen(sessie: Session, dienst: Dienst) -> Iterator[Post]:
    vandaag = datum_nl(dienst.klok())
    rijen, nu = bewaarregels(dienst.regels).over(EIGEN), mag_nu(sessie, dienst, vandaag)
    for soort, ding in eigen_dingen(sessie, dienst, wie_een_aanpak_houdt(sessie)):
        weg, zeker = oordeel(rijen, ding).weg, oordeel(nu(soort.code), ding).weg
        if weg is not None and zeker is not None and zeker.op <= max(weg.op, vandaag):
            weg = zeker
        if weg is not None:
            yield Post(
                weg.op, EIGEN, ding.id, weg.regel.code, persoon=ding.persoon,
                gegevenssoort=ding.gegevenssoort, stap=weg, wacht=weg != zeker,
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
            yield from _van_ding(rijen, ding)


def _van_ding(rijen: Sequence[Bewaarregel], ding: Ding) -> Iterator[Post]:
    weg = oordeel(rijen, ding).weg
    if weg is not None:
        yield Post(
            weg.op, ding.wat, ding.id, weg.regel.code, ding.groep, stap=weg, persoon=ding.persoon
        )


def _vooruitzichten(sessie: Session, dienst: Dienst, tot: date) -> Iterator[Post]:
    """Dossiers of groups, and what subjects take away in their own part of the work."""
    bewaard = bewaarregels(dienst.regels)
    for ding in dossierdingen(sessie, dienst):
        yield from _van_ding(bewaard.over(DOSSIER), ding)
    for een in dienst.bijdragen.vooruitzichten:
        rijen = bewaard.over(een.wat)
        voor = uiterste_begin(rijen, tot)
        if voor is not None:
            for ding in een.dingen(blik_op(sessie, dienst, voor)):
                yield from _van_ding(rijen, ding)


def _lege(sessie: Session, dienst: Dienst) -> Iterator[Post]:
    """Of whom nothing is left but a name."""
    rijen = bewaarregels(dienst.regels).over(PERSOON)
    for ding in lege_dingen(sessie, dienst):
        yield from _van_ding(rijen, ding)


def _lijsten(sessie: Session, dienst: Dienst) -> Iterator[Post]:
    """Lists that never became final, and who leaves with one; not of a group that ended (H7)."""
    rijen, einden = bewaarregels(dienst.regels).over(_LIJST), bekende_einden(sessie)
    for een in lijsteinden(sessie, dienst):
        ding = Ding(een.id, _LIJST, {_OPGESTELD: een.opgesteld}, groep=een.groep)
        for post in _van_ding(rijen, ding):
            yield post
            if een.groep in einden:
                continue
            grond = Grond.GEEN_NETTOLIJST
            for wie in sorted(wie_gaan(dienst, sessie, een.groep, grond, een.blijft)):
                yield replace(post, wat=PERSOON, id=wie, persoon=wie)


def _leden(sessie: Session, dienst: Dienst) -> Iterator[Post]:
    """Who grows out of the covenant (A4, D6)."""
    rijen = bewaarregels(dienst.regels).over(LID)
    vast: dict[str, set[str]] = {}
    for een in leeftijdseinden(sessie, dienst):
        if een.groep not in vast:
            houvast = vast_voor(dienst, sessie, Grond.TERMIJN)
            vast[een.groep] = vast_in_groep(sessie, houvast, een.groep)
        if een.persoon not in vast[een.groep]:
            begin = {_KIND if een.van_kind else _LEEFTIJD: een.sinds}
            ding = Ding(een.persoon, LID, begin, groep=een.groep, persoon=een.persoon)
            yield from _van_ding(rijen, ding)


def _vertrek(gaan: Iterable[Post]) -> Mapping[tuple[str | None, str], date]:
    """By group and person the first day on which he leaves it."""
    dagen: dict[tuple[str | None, str], date] = {}
    for een in gaan:
        if een.persoon is not None:
            wie = (een.groep, een.persoon)
            dagen[wie] = min(een.op, dagen.get(wie, een.op))
    return dagen


def _gaat_zelf(een: Post, vertrek: Mapping[tuple[str | None, str], date]) -> bool:
    """Whether it is still there on its own day."""
    dag = None if een.persoon is None else vertrek.get((een.groep, een.persoon))
    return dag is None or een.op <= dag


def _ontvangen(sessie: Session, dienst: Dienst, tot: date) -> Iterator[Post]:
    """By the last day that is kept with each item; then it goes, or a human looks again."""
    rij = OntvangenGegevenRij
    houvast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    vraag = select(
        rij.id, rij.vervalt_op, rij.categorie, rij.groep, rij.gegevenssoort, rij.persoon_id
    ).where(
        rij.vervalt_op.is_not(None),
        rij.vervalt_op < tot,
        rij.status.in_(IN_HET_BESTAND),
        ~is_vernietigd(rij.persoon_id),
    )
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
        for persoon in sorted(dagen.keys() - vast - vernietigden(sessie, dagen)):
            dag = dagen[persoon]
            code = str(dag.waarom)
            zin = vertrekzin(dienst.regels, bewaard[code], einde, dag)
            yield Post(dag.dag, PERSOON, persoon, code, groep, woorden=zin, persoon=persoon)

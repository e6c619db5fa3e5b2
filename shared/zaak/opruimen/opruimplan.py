"""What one destruction of a group's copies takes: which persons, lists and keys.

What goes: whom nothing else here needs, whole; of somebody in the party's own file, or in another
group, only what this group brought (reading H3). Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.aanpakeinde.einde import aanpakeindesleutels, wie_heel_gaat
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import Vastgehouden, vastgehouden
from shared.verzenden.stukken.opslag import gedeeld_met
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Lijstsoort
from shared.zaak.lijsten.tabellen import NamenlijstRij, OpruimingRij

HERSTEL = "herstel"
"""The ground of what was destroyed before, and came back with an older copy: nothing holds that."""


class Gemeld(TypedDict):
    """What is destroyed of what one party gave: by pseudonym, and the messages nothing is left of.

    A pseudonym is told only to who knows it.
    """

    betrokkenen: list[str]
    berichten: list[str]


@dataclass(frozen=True)
class Plan:
    """What one destruction takes. ``weg``: whole persons; ``los``: only their part in the group.

    ``regels`` are entries of lists; ``sleutels`` every key to destroy, one of nobody among them:
    messages that were about somebody who goes are closed with it. ``deelnemers`` are own officials
    about whom something was sent; ``gemeld``: what each other party hears of it. ``vast``: the
    pseudonyms of who would go and stays, because something holds what is here of them.
    """

    weg: frozenset[str]
    los: frozenset[str]
    regels: tuple[str, ...]
    sleutels: frozenset[str] = field(repr=False)
    dode_sleutel: str = field(repr=False)
    deelnemers: tuple[str, ...] = ()
    gemeld: Mapping[str, Gemeld] = field(default_factory=dict)
    vast: tuple[str, ...] = ()

    @property
    def personen(self) -> list[str]:
        return sorted(self.weg | self.los)


def maak_plan(dienst: Dienst, sessie: Session, opruiming: OpruimingRij, dode: str) -> Plan:
    """Who and what goes; ``dode``: a key of nobody, to close with what was about who goes."""
    groep = opruiming.groep
    houvast = vast_voor(dienst, sessie, opruiming.grond)
    zouden = _wie_gaan(dienst, sessie, opruiming)
    vast = zouden & vast_in_groep(sessie, houvast, groep)
    weg_uit_groep = zouden - vast
    lijsten = opslag.lijsten(sessie, groep)
    regels = opslag.regels_van(sessie, [lijst.id for lijst in lijsten])
    voorbij = {lijst.id for lijst in lijsten if is_voorbij(sessie, lijst)}
    vervallen = [r for r in regels if r.persoon_id in weg_uit_groep or r.lijst_id in voorbij]
    vervallen = [r for r in vervallen if r.persoon_id not in vast]
    weg = wie_heel_gaat(dienst, sessie, groep, weg_uit_groep, houvast.personen)
    deelnemers = _deelnemers(sessie, groep) if opruiming.alles else ()
    sleutels = {regel.sleutel_id for regel in vervallen} | {dode}
    sleutels |= aanpakeindesleutels(dienst, sessie, groep, [*weg_uit_groep, *deelnemers], weg)
    return Plan(
        weg=weg,
        los=frozenset(weg_uit_groep - weg),
        regels=tuple(regel.id for regel in vervallen),
        sleutels=frozenset(sleutels),
        dode_sleutel=dode,
        deelnemers=deelnemers,
        gemeld=_gemeld(sessie, opruiming, weg_uit_groep),
        vast=_namen(sessie, groep, vast),
    )


def vast_voor(dienst: Dienst, sessie: Session, grond: str) -> Vastgehouden:
    """What is not destroyed by itself now, when it would be on this ground."""
    return vastgehouden(
        sessie, dienst.regels, () if grond == HERSTEL else dienst.bijdragen.vasthoudingen
    )


def vast_in_groep(sessie: Session, vast: Vastgehouden, groep: str) -> set[str]:
    """Who stays in the group: of whom everything is held, or something that came for it."""
    rij = OntvangenGegevenRij
    blijft = set(vast.geheel)
    for portie in porties(sorted(vast.personen - vast.geheel)):
        vraag = select(rij.persoon_id, rij.gegevenssoort, rij.id).where(
            rij.groep == groep, rij.persoon_id.in_(portie)
        )
        blijft |= {een[0] for een in sessie.execute(vraag) if vast.begin(*een)}
    return blijft


def _namen(sessie: Session, groep: str, personen: set[str]) -> tuple[str, ...]:
    leden = opslag.leden(sessie, groep) if personen else ()
    return tuple(sorted({lid.betrokkene for lid in leden if lid.persoon_id in personen}))


def _deelnemers(sessie: Session, groep: str) -> tuple[str, ...]:
    """Own officials about whom something was sent: they go under no pseudonym."""
    vraag = (
        select(UitgaandOnderdeelRij.persoon_id)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            UitgaandOnderdeelRij.persoon_id == UitgaandOnderdeelRij.betrokkene,
        )
        .distinct()
    )
    return tuple(sessie.scalars(vraag))


def _gemeld(sessie: Session, opruiming: OpruimingRij, gaan: set[str]) -> dict[str, Gemeld]:
    """What is told to whoever gave something of it, and to whoever asked."""
    vraag = (
        select(
            InkomendRij.afzender, InkomendRij.bericht_id, OntvangenGegevenRij.betrokkene,
            OntvangenGegevenRij.persoon_id,
        )
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(OntvangenGegevenRij.groep == opruiming.groep)
    )  # fmt: skip
    namen: dict[str, set[str]] = {}
    berichten: dict[tuple[str, str], bool] = {}
    for afzender, bericht_id, betrokkene, persoon_id in sessie.execute(vraag):
        gaat = persoon_id in gaan
        if gaat:
            namen.setdefault(afzender, set()).add(betrokkene)
        berichten[afzender, bericht_id] = berichten.get((afzender, bericht_id), True) and gaat
    if opruiming.van is not None:
        namen[opruiming.van] = _gedeeld(sessie, opruiming.groep, opruiming.van, gaan)
    return {
        partij: Gemeld(
            betrokkenen=sorted(bekend),
            berichten=sorted(b for (van, b), weg in berichten.items() if van == partij and weg),
        )
        for partij, bekend in sorted(namen.items())
    }


def _gedeeld(sessie: Session, groep: str, partij: str, gaan: set[str]) -> set[str]:
    """The pseudonyms that this party knows of whoever goes."""
    leden = opslag.leden(sessie, groep)
    namen = {lid.betrokkene for lid in leden if lid.persoon_id in gaan}
    return namen & gedeeld_met(sessie, groep, partij)


def is_voorbij(sessie: Session, lijst: NamenlijstRij) -> bool:
    """A gathered list once there is a final one, and a final one once there is a next."""
    if lijst.soort == Lijstsoort.BRUTO:
        return True
    nieuwste = opslag.vastgestelde_lijst(sessie, lijst.groep)
    return nieuwste is not None and lijst.id < nieuwste.id


def _wie_gaan(dienst: Dienst, sessie: Session, opruiming: OpruimingRij) -> set[str]:
    """Persons of the group that do not stay.

    Whoever carries a pseudonym that stays, stays; a parent stays as long as the child does.
    """
    groep = opruiming.groep
    leden = opslag.leden(sessie, groep)
    if opruiming.verwijderen is not None:
        return _genoemden(leden, set(opruiming.verwijderen))
    blijft = {lid.persoon_id for lid in leden if lid.betrokkene in opruiming.behoud}
    namen = {lid.betrokkene for lid in leden if lid.persoon_id in blijft}
    blijft |= {lid.persoon_id for lid in leden if lid.kind in namen}
    if not opruiming.alles:
        deelnemer = deelnemercategorie(dienst.regels)
        blijft |= {lid.persoon_id for lid in leden if lid.categorie == deelnemer}
        blijft |= set(
            sessie.scalars(
                select(OntvangenGegevenRij.persoon_id).where(
                    OntvangenGegevenRij.groep == groep, OntvangenGegevenRij.categorie == deelnemer
                )
            )
        )
    return personen_van(dienst, sessie, groep) - blijft


def personen_van(dienst: Dienst, sessie: Session, groep: str) -> set[str]:
    """Everybody of whom this party has something because of the group."""
    allen = {lid.persoon_id for lid in opslag.leden(sessie, groep)}
    allen |= set(
        sessie.scalars(
            select(OntvangenGegevenRij.persoon_id).where(OntvangenGegevenRij.groep == groep)
        )
    )
    allen |= {
        regel.persoon_id
        for regel in opslag.regels_van(sessie, [een.id for een in opslag.lijsten(sessie, groep)])
    }
    for tabel in dienst.bijdragen.groepsrijen:
        kolommen = tabel.__table__.c
        allen |= set(sessie.scalars(select(kolommen.persoon_id).where(kolommen.groep == groep)))
    return allen


def wie_gaan(
    dienst: Dienst, sessie: Session, groep: str, grond: str, behoud: Sequence[str]
) -> set[str]:
    """Who would leave the group now if this were asked: everybody but who stays, or is held."""
    vraag = OpruimingRij(groep=groep, grond=grond, behoud=list(behoud), alles=False)
    gaan = _wie_gaan(dienst, sessie, vraag)
    return gaan - vast_in_groep(sessie, vast_voor(dienst, sessie, grond), groep)


def _genoemden(leden: Sequence[GroepslidRij], namen: set[str]) -> set[str]:
    """Whoever goes by one of these pseudonyms, and a parent of whom no child is left."""
    gaan = {lid.persoon_id for lid in leden if lid.betrokkene in namen}
    weg = {lid.betrokkene for lid in leden if lid.persoon_id in gaan}
    ouders = {lid.persoon_id for lid in leden if lid.kind in weg}
    blijvers = {lid.persoon_id for lid in leden if lid.kind is not None and lid.kind not in weg}
    return gaan | (ouders - blijvers)

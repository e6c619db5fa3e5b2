"""Everything this party has about one person, for the request that asks it (covenant 11.1, a).

What is here, where it came from and on what ground, what went to whom, who looked, and how long it
stays. It is one read, recorded with the request as its reason. To whom data went is held against
the log: ``in_log`` says that its leaf names this very message.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.dossier.bronnen import Dossierbron
from shared.bestand.dossier.dossier import Dossier, Dossiersoort
from shared.bestand.ontvangen.gegevens import eerst_ontvangen, open_gegeven
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.toegang.tabellen import RaadplegingRij
from shared.convenant.begrippen import Plichtregel
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.persoon import Persoon
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.verzenden.uitbak.bewijscontrole import lees_blad
from shared.verzenden.uitbak.zegel import Uitbakzegel
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.lijsten import opslag as lijstopslag
from shared.zaak.lijsten.termijnen import geldende_dagen
from shared.zaak.opruimen.opruimen import kopdeel_van
from shared.zaak.rechten import bekenden, opslag
from shared.zaak.rechten.begrippen import RAADPLEEGSOORT
from shared.zaak.rechten.ontvangers import Ontvangers, zoek_ontvangers
from shared.zaak.rechten.opslag import eis_in_taak
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from shared.zaak.verzameling.registers import Register, verzamel_registers

_ALLES = 100_000


class Bladlezer(Protocol):
    """Where a leaf of the log is asked."""

    async def blad(self, bladnummer: int) -> dict[str, Any]:
        """One leaf with its proof."""
        ...


@dataclass(frozen=True)
class Eigengegeven:
    """An own record."""

    id: str
    soort: str
    gegevenssoort: str
    vastgelegd_op: datetime
    gegevens: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Gekregengegeven:
    """A received item, with every term that holds for it."""

    rij: OntvangenGegevenRij
    afzender: str
    gegevens: Mapping[str, Any] | None = field(repr=False)
    termijnen: Sequence[tuple[Plichtregel, date]]


@dataclass(frozen=True)
class Gegevengegeven:
    """What went to another party. ``in_log``: its leaf says so; ``None``: nobody can say now."""

    bericht: str
    soort: str
    partij: str
    gegevenssoort: str
    grondslag: str | None
    op: datetime
    status: str
    bladnummer: int | None
    in_log: bool | None
    gegevens: Mapping[str, Any] | None = field(repr=False)


@dataclass(frozen=True)
class Verzameling:
    """Everything. ``overleggen``: the meetings in which something of him was said."""

    verzoek: str
    op: datetime
    persoon: Persoon = field(repr=False)
    leden: Sequence[GroepslidRij]
    eigen: Sequence[Eigengegeven]
    gekregen: Sequence[Gekregengegeven]
    gegeven: Sequence[Gegevengegeven]
    lezingen: Sequence[RaadplegingRij]
    registers: Sequence[Register]
    overleggen: Sequence[str]
    ontvangers: Ontvangers | None = None


async def verzamel(u: Uitwisseling, wie: Medewerker, verzoek: str) -> Verzameling:
    """Collects it. Raises ``Conflict`` while it is not known who asks, or whom it is about."""
    gevonden = await asyncio.to_thread(_verzamel, u, wie, verzoek)
    bladen = {
        een.bladnummer: een.bericht
        for een in gevonden.gegeven
        if een.bladnummer is not None and een.status in opslag.AANGEKOMEN
    }
    in_log = {
        nummer: await _noemt(u.gateway, nummer, bericht) for nummer, bericht in bladen.items()
    }
    ontvangers = await zoek_ontvangers(u, gevonden.persoon.id)
    gegeven = [replace(een, in_log=in_log.get(een.bladnummer or -1)) for een in gevonden.gegeven]
    return replace(gevonden, gegeven=gegeven, ontvangers=ontvangers)


def eis_te_verzamelen(rij: RechtenverzoekRij) -> str:
    """Whom it is about. Raises ``Conflict`` where nothing may be collected (yet)."""
    if rij.eigen and rij.identiteit is None:
        raise Conflict("Stel eerst vast wie het verzoek deed. Pas dan wordt er iets verzameld.")
    if rij.persoon_id is None:
        raise Conflict(
            "Dit verzoek is van niemand in uw bestand. Leg eerst vast van wie het is, of antwoord "
            "dat u niets van hem heeft."
        )
    return rij.persoon_id


def _verzamel(u: Uitwisseling, wie: Medewerker, kenmerk: str) -> Verzameling:
    dienst = u.dienst
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        persoon_id = eis_te_verzamelen(rij)
        eis_in_taak(sessie, wie, rij)
        persoon = PersonenRegister(sessie, dienst.kluis).lees(persoon_id)
        # Before this read itself is among them.
        lezingen = _lezingen(sessie, persoon_id)
        leg_raadpleging_vast(
            sessie, dienst.klok, wie, "raadplegen", RAADPLEEGSOORT,
            [Geraadpleegd(kenmerk, persoon_id)],
        )  # fmt: skip
        sessie.flush()
        gevonden = Verzameling(
            verzoek=kenmerk,
            op=nu,
            persoon=persoon,
            leden=_leden(sessie, persoon_id),
            eigen=_eigen(u, sessie, persoon),
            gekregen=_gekregen(u, sessie, persoon_id),
            gegeven=_gegeven(u, sessie, persoon_id),
            lezingen=lezingen,
            registers=verzamel_registers(
                sessie, dienst, persoon, bekenden.namen_van(sessie, persoon_id), eigen_tabellen(u)
            ),
            overleggen=_overleggen(sessie, persoon_id),
        )
        sessie.expunge_all()
        return gevonden


def _leden(sessie: Session, persoon_id: str) -> Sequence[GroepslidRij]:
    vraag = select(GroepslidRij).where(GroepslidRij.persoon_id == persoon_id)
    return sessie.scalars(vraag.order_by(GroepslidRij.id)).all()


def _lezingen(sessie: Session, persoon_id: str) -> Sequence[RaadplegingRij]:
    vraag = select(RaadplegingRij).where(RaadplegingRij.persoon_id == persoon_id)
    return sessie.scalars(vraag.order_by(RaadplegingRij.id)).all()


def _eigen(u: Uitwisseling, sessie: Session, persoon: Persoon) -> list[Eigengegeven]:
    """Every own record of every kind this party keeps, also what nobody uses any more (Wpg 14);
    several kinds may share one table."""
    dienst = u.dienst
    return [
        Eigengegeven(
            id=stuk.id,
            soort=soort.naam,
            gegevenssoort=soort.soort_van(stuk.invoer),
            vastgelegd_op=stuk.aangemaakt_op,
            gegevens=stuk.invoer.model_dump(mode="json", by_alias=True),
        )
        for _, soort in sorted(_eigen_soorten(u).items())
        for stuk in Dossier(sessie, dienst.kluis, dienst.klok, soort, alles=True).lijst(
            persoon, na=None, limiet=_ALLES
        )
    ]


def _eigen_soorten(u: Uitwisseling) -> Mapping[str, Dossiersoort[Any, Any]]:
    bronnen = [een for een in u.partij.bronnen.values() if isinstance(een, Dossierbron)]
    return {bron.soort.code: bron.soort for bron in bronnen}


def eigen_tabellen(u: Uitwisseling) -> set[str]:
    """The tables whose rows come back as own records; every other one is a register."""
    return {soort.tabel.__tablename__ for soort in _eigen_soorten(u).values()}


def _gekregen(u: Uitwisseling, sessie: Session, persoon_id: str) -> list[Gekregengegeven]:
    gekregen = []
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(OntvangenGegevenRij.persoon_id == persoon_id)
        .order_by(OntvangenGegevenRij.id)
    )
    for rij, kop in sessie.execute(vraag):
        dag = lijstopslag.laatst_vastgesteld(sessie, rij.groep)
        ervoor = dag is not None and rij.ontvangen_op <= dag
        op_lijst = datum_nl(dag) if dag is not None and ervoor else None
        eerst = eerst_ontvangen(sessie, rij)
        termijnen = geldende_dagen(u.dienst.regels, kop, kopdeel_van(rij), eerst, op_lijst)
        gegevens = open_gegeven(u.dienst.kluis, rij)
        gekregen.append(Gekregengegeven(rij, kop["afzender"], gegevens, termijnen))
    return gekregen


def _gegeven(u: Uitwisseling, sessie: Session, persoon_id: str) -> list[Gegevengegeven]:
    vraag = (
        select(UitgaandOnderdeelRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(UitgaandOnderdeelRij.persoon_id == persoon_id)
        .order_by(UitgaandOnderdeelRij.bericht_id, UitgaandOnderdeelRij.volgnummer)
    )
    zegel = Uitbakzegel(u.dienst.kluis)
    return [
        Gegevengegeven(
            bericht=bericht.bericht_id,
            soort=bericht.soort,
            partij=bericht.ontvanger,
            gegevenssoort=deel.gegevenssoort,
            grondslag=bericht.kop["onderdelen"][deel.volgnummer]["grondslag"],
            op=bericht.gemaakt_op,
            status=bericht.status,
            bladnummer=bericht.bladnummer,
            in_log=None,
            gegevens=zegel.open_deel(deel) if deel.inhoud else None,
        )
        for deel, bericht in sessie.execute(vraag)
    ]


def _overleggen(sessie: Session, persoon_id: str) -> list[str]:
    gekregen = (
        select(InkomendRij.kop)
        .join(OntvangenGegevenRij, OntvangenGegevenRij.bericht_id == InkomendRij.bericht_id)
        .where(OntvangenGegevenRij.persoon_id == persoon_id)
    )
    gegeven = (
        select(UitgaandRij.kop)
        .join(UitgaandOnderdeelRij, UitgaandOnderdeelRij.bericht_id == UitgaandRij.bericht_id)
        .where(UitgaandOnderdeelRij.persoon_id == persoon_id)
    )
    koppen = [kop for vraag in (gekregen, gegeven) for kop in sessie.scalars(vraag)]
    return sorted({kop["overleg"] for kop in koppen if kop.get("overleg")})


async def _noemt(gateway: Bladlezer, nummer: int, bericht: str) -> bool | None:
    """Whether this leaf is about this message; ``None`` while the log cannot be asked."""
    try:
        antwoord = await gateway.blad(nummer)
    except GatewayFout:
        return None
    try:
        blad = json.loads(lees_blad(str(antwoord.get("blad", ""))))
    except (BewijsOnvoldoende, ValueError):
        return False
    return isinstance(blad, dict) and blad.get("kop", {}).get("id") == bericht

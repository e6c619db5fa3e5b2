"""Says to people why and when somebody leaves: the clock's own reasons, in sentences.

What is shown is computed by what destroys, so a sentence cannot say something else than happens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import vernietigden
from shared.bestand.ontvangen.gegevens import eerst_ontvangen
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.begrippen import Plichtregel
from shared.convenant.bewaren.oordeel import Ding, houdt_vast
from shared.convenant.bewaren.regels import Bewaarregel, bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.partij.poorten.meegaand import Vastgehouden
from shared.zaak.bewaren.einden import dagen_van
from shared.zaak.bewaren.klok import Bewaardag, Einde
from shared.zaak.bewaren.ontvangen import stappen_van
from shared.zaak.bewaren.opslag import einde_van
from shared.zaak.bewaren.zinnen import stapzin, vertrekwoorden, vertrekzin
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.opruimen.opruimen import kopdeel_van
from shared.zaak.opruimen.opruimplan import vast_in_groep, vast_voor

_LOOPT = "loopt"
_PERSOON, _ONTVANGEN = "persoon", "ontvangen"


@dataclass(frozen=True)
class Redenzin:
    """A reason in a sentence, with where it comes from; ``interpretatie`` is a text."""

    code: str
    uitleg: str
    zin: str
    convenant: str | None
    interpretatie: str | None


@dataclass(frozen=True)
class Gegeventermijn:
    """A received item: until which day it may stay without being looked at, by which rows, and of
    each what then happens and why. ``houdt``: why it stays for now all the same.
    """

    id: str
    gegevenssoort: str
    uiterlijk: date | None
    rijen: Sequence[tuple[Plichtregel, date, str]]
    houdt: str | None = None


@dataclass(frozen=True)
class Vertrek:
    """When and why one person leaves the group here.

    ``dag`` is ``None`` while the group runs, or while something holds him; ``bij_sluiten_vandaag``
    is the day it would be then.
    """

    persoon: str
    betrokkenen: Sequence[str]
    dag: date | None
    bij_sluiten_vandaag: date | None
    reden: Redenzin
    gegevens: Sequence[Gegeventermijn]


@dataclass(frozen=True)
class Groepsvertrek:
    """A group: since when it is closed, and when and why everybody leaves."""

    gesloten_op: date | None
    mensen: Sequence[Vertrek]


def vertrek_uit(
    sessie: Session,
    dienst: Dienst,
    bron: Meldingenbron | None,
    wie: Medewerker,
    groep: str,
    gezien: Einde | None,
) -> Groepsvertrek:
    """Of everybody in the group when and why they leave; of items what the function reads.

    ``gezien``: how the gateway says it ended just now; else what this party remembers counts.
    """
    einde = gezien or einde_van(sessie, groep)
    vandaag = Einde(datum_nl(dienst.klok()))
    dagen = dagen_van(sessie, dienst, bron, groep, einde or vandaag)
    weg = vernietigden(sessie, dagen)
    namen: dict[str, list[str]] = {}
    for lid in opslag.leden(sessie, groep):
        namen.setdefault(lid.persoon_id, []).append(lid.betrokkene)
    houvast = vast_voor(dienst, sessie, Grond.AFGESLOTEN)
    vast = vast_in_groep(sessie, houvast, groep)
    gegevens = _termijnen(sessie, dienst, wie, groep, houvast)
    mensen = [
        Vertrek(
            persoon=persoon,
            betrokkenen=tuple(namen[persoon]),
            dag=None if einde is None or persoon in vast else een.dag,
            bij_sluiten_vandaag=een.dag if einde is None and persoon not in vast else None,
            reden=_met_houvast(
                dienst,
                _reden(dienst, einde, een),
                houvast.sinds(persoon) if persoon in vast else {},
            ),
            gegevens=tuple(gegevens.get(persoon, ())),
        )
        for persoon, een in sorted(dagen.items())
        if persoon not in weg
    ]
    return Groepsvertrek(None if einde is None else einde.gesloten_op, mensen)


def _reden(dienst: Dienst, einde: Einde | None, dag: Bewaardag) -> Redenzin:
    code, regels = _LOOPT if einde is None else str(dag.waarom), dienst.regels
    rij = bewaarregels(regels).regels[code]
    uitleg = (rij.uitleg or rij.omdat).format_map(vertrekwoorden(regels, einde, dag))
    return Redenzin(
        code=code,
        uitleg=uitleg,
        zin=uitleg if einde is None else vertrekzin(regels, rij, einde, dag),
        convenant=rij.convenant,
        interpretatie=regels.interpretaties.get(rij.interpretatie or ""),
    )


def _met_houvast(dienst: Dienst, reden: Redenzin, sinds: Mapping[str, date]) -> Redenzin:
    """Of who is held first that, and then what happens once nothing holds him."""
    stap = houdt_vast(*_ding(dienst, _PERSOON, sinds))
    if stap is None:
        return reden
    zin = stapzin(stap)
    return Redenzin(
        code=stap.regel.code,
        uitleg=f"{zin} {reden.uitleg}",
        zin=f"{zin} {reden.zin}",
        convenant=stap.regel.convenant,
        interpretatie=dienst.regels.interpretaties.get(stap.regel.interpretatie or ""),
    )


def _ding(
    dienst: Dienst, wat: str, sinds: Mapping[str, date]
) -> tuple[Sequence[Bewaarregel], Ding]:
    return bewaarregels(dienst.regels).over(wat), Ding(id="", wat=wat, begin=sinds)


def _termijnen(
    sessie: Session, dienst: Dienst, wie: Medewerker, groep: str, houvast: Vastgehouden
) -> dict[str, list[Gegeventermijn]]:
    vastgesteld = opslag.laatst_vastgesteld(sessie, groep)
    vraag = (
        select(OntvangenGegevenRij, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(OntvangenGegevenRij.groep == groep, wie.gelezen(OntvangenGegevenRij.gegevenssoort))
        .order_by(OntvangenGegevenRij.id)
    )
    per_persoon: dict[str, list[Gegeventermijn]] = {}
    for rij, kop in sessie.execute(vraag):
        per_persoon.setdefault(rij.persoon_id, []).append(
            _termijn(sessie, dienst, rij, kop, vastgesteld, houvast)
        )
    return per_persoon


def _termijn(
    sessie: Session,
    dienst: Dienst,
    rij: OntvangenGegevenRij,
    kop: Mapping[str, Any],
    vastgesteld: datetime | None,
    houvast: Vastgehouden,
) -> Gegeventermijn:
    """One received item; ``vastgesteld``: when the list of its group last became final."""
    ervoor = vastgesteld is not None and rij.ontvangen_op <= vastgesteld
    op_lijst = datum_nl(vastgesteld) if vastgesteld is not None and ervoor else None
    bewaard, ontvangen = bewaarregels(dienst.regels), eerst_ontvangen(sessie, rij)
    stappen = stappen_van(dienst.regels, bewaard, kop, kopdeel_van(rij), ontvangen, op_lijst)
    houdt = houdt_vast(
        *_ding(dienst, _ONTVANGEN, houvast.begin(rij.persoon_id, rij.gegevenssoort, rij.id))
    )
    return Gegeventermijn(
        rij.id,
        rij.gegevenssoort,
        rij.vervalt_op,
        tuple((plicht, dag, stapzin(stap)) for plicht, dag, stap in stappen),
        None if houdt is None else stapzin(houdt),
    )


def zin_per_gegeven(
    sessie: Session, dienst: Dienst, rijen: Sequence[OntvangenGegevenRij]
) -> dict[str, str]:
    """Of received items the sentence that says when each goes and why: the first term to end, or
    what holds it. Of an item without a term nothing."""
    oorsprongen = {rij.oorsprong for rij in rijen}
    vraag = select(InkomendRij.bericht_id, InkomendRij.kop).where(
        InkomendRij.bericht_id.in_(oorsprongen)
    )
    koppen = {bericht: kop for bericht, kop in sessie.execute(vraag)}
    dagen = {groep: opslag.laatst_vastgesteld(sessie, groep) for groep in {r.groep for r in rijen}}
    houvast = vast_voor(dienst, sessie, Grond.AFGESLOTEN)
    zinnen = {}
    for rij in rijen:
        een = _termijn(sessie, dienst, rij, koppen[rij.oorsprong], dagen[rij.groep], houvast)
        eerste = min(een.rijen, key=lambda stap: stap[1], default=None)
        zin = een.houdt or (None if eerste is None else eerste[2])
        if zin is not None:
            zinnen[rij.id] = zin
    return zinnen

"""Work that follows from meetings and words: tell whether it was said, lay the verslag down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from shared.bericht.tijd import lees_utc
from shared.bestand.ontvangen.tabellen import InkomendeInhoudRij, InkomendRij
from shared.convenant.poorten.deelname import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.tabellen import UitingRij, Uitingstand, Verzendstatus
from shared.verzenden.uitbak.uitingen import berichten_van
from shared.zaak.overleg import opslag
from shared.zaak.overleg.tabellen import VerslagRij

_SOORTEN = uit(
    "mondeling-bevestigen", "mondeling-vervallen",
    "verslag-vaststellen", "verslag-aanvullen",
)  # fmt: skip
_AANVAARD = "aanvaard"

_Bijeen = dict[str, tuple[datetime, str]]
"""Per meeting: when something was said there last, and about which group."""


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _te_bevestigen(blik)
    yield from _vervallen(blik)
    yield from _zonder_verslag(blik)


def _te_bevestigen(blik: Werkblik) -> Iterator[Werkstuk]:
    """It may be said, to everybody who hears it, and nobody told whether it was."""
    vraag = select(UitingRij).where(
        UitingRij.stand == Uitingstand.OPEN, blik.taak.rijen(UitingRij.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        statussen = {een.status for een in berichten_van(blik.sessie, rij.id)}
        if statussen == {Verzendstatus.AANGEKONDIGD}:
            yield _SOORTEN["mondeling-bevestigen"].stuk(
                rij.id,
                sinds=rij.gemaakt_op,
                pad=f"/uitingen/{rij.id}",
                groep=rij.groep,
                eigenaar=rij.medewerker,
                uiterlijk=datum_nl(rij.gemaakt_op),
            )


def _vervallen(blik: Werkblik) -> Iterator[Werkstuk]:
    """The meeting was called off while this waited to be said: nobody got it."""
    vraag = select(UitingRij).where(
        UitingRij.stand == Uitingstand.NIET_GEZEGD,
        UitingRij.bevestigd_door.is_(None),
        blik.taak.rijen(UitingRij.groep),
    )
    for rij in blik.sessie.scalars(vraag):
        yield _SOORTEN["mondeling-vervallen"].stuk(
            rij.id,
            sinds=rij.gemaakt_op,
            pad=f"/uitingen/{rij.id}",
            groep=rij.groep,
            eigenaar=rij.medewerker,
        )


def _zonder_verslag(blik: Werkblik) -> Iterator[Werkstuk]:
    """Meetings that are over, planned here or in which this party spoke or heard something."""
    gezegd = _gezegd(blik)
    vast = _laatste_versies(blik)
    for rij in blik.sessie.scalars(opslag.gepland_in(blik.taak)):
        einde, eigen = lees_utc(rij.document["einde"]), gezegd.pop(rij.id, {})
        groepen = opslag.groepen_van(blik.sessie, rij.id)
        if einde >= blik.nu or not mag_erbij(blik, groepen, rij.document["soort"]):
            continue
        if rij.id in vast:
            yield from _aan_te_vullen(rij.id, eigen, vast[rij.id])
        elif eigen or not rij.document["afgelast"]:
            yield _SOORTEN["verslag-vaststellen"].stuk(
                rij.id,
                sinds=einde,
                pad=f"/overleggen/{rij.id}/verslag",
                groep=groepen[0],
                eigenaar=rij.gewijzigd_door,
            )
    for overleg, uitingen in gezegd.items():
        yield from _van_een_ander(blik, overleg, uitingen, vast)


def _van_een_ander(
    blik: Werkblik, overleg: str, uitingen: _Bijeen, vast: Mapping[str, VerslagRij]
) -> Iterator[Werkstuk]:
    """Of a meeting of another party only what was said is known here, and the day."""
    laatste, groep = max(uitingen.values())
    if datum_nl(laatste) >= blik.vandaag or not mag_erbij(blik, [groep], None):
        return
    if overleg in vast:
        yield from _aan_te_vullen(overleg, uitingen, vast[overleg])
        return
    yield _SOORTEN["verslag-vaststellen"].stuk(
        overleg, sinds=laatste, pad=f"/overleggen/{overleg}/verslag", groep=groep
    )


def _aan_te_vullen(overleg: str, uitingen: _Bijeen, vast: VerslagRij) -> Iterator[Werkstuk]:
    """Something was told after the verslag was laid down."""
    stond_er = {regel["uiting"] for naam in ("gezegd", "gehoord") for regel in vast.inhoud[naam]}
    nieuw = [moment for uiting, moment in uitingen.items() if uiting not in stond_er]
    if nieuw:
        laatste, groep = max(nieuw)
        yield _SOORTEN["verslag-aanvullen"].stuk(
            overleg,
            sinds=laatste,
            pad=f"/overleggen/{overleg}/verslag",
            groep=groep,
            eigenaar=vast.vastgesteld_door,
        )


def _gezegd(blik: Werkblik) -> dict[str, _Bijeen]:
    """Per meeting the uitingen this party spoke, or heard and got the content of."""
    gevonden: dict[str, _Bijeen] = {}
    eigen = select(UitingRij).where(
        UitingRij.overleg.is_not(None),
        UitingRij.stand == Uitingstand.BEVESTIGD,
        blik.taak.rijen(UitingRij.groep),
    )
    for rij in blik.sessie.scalars(eigen):
        moment = rij.gezegd_op or rij.gemaakt_op
        gevonden.setdefault(str(rij.overleg), {})[rij.id] = (moment, rij.groep)
    vraag = (
        select(InkomendRij.kop, InkomendeInhoudRij.ontvangen_op)
        .join(InkomendeInhoudRij, InkomendeInhoudRij.bericht_id == InkomendRij.bericht_id)
        .where(InkomendeInhoudRij.status == _AANVAARD, blik.taak.rijen(InkomendRij.groep))
    )
    for kop, ontvangen_op in blik.sessie.execute(vraag):
        if kop["overleg"] is not None:
            gevonden.setdefault(kop["overleg"], {})[kop["uiting"]] = (ontvangen_op, kop["groep"])
    return gevonden


def _laatste_versies(blik: Werkblik) -> dict[str, VerslagRij]:
    vraag = select(VerslagRij).order_by(VerslagRij.overleg, VerslagRij.versie)
    return {rij.overleg: rij for rij in blik.sessie.scalars(vraag)}


def mag_erbij(blik: Werkblik, groepen: list[str], soort: str | None) -> bool:
    """Whom the covenant keeps out of the meeting today cannot open its verslag: no such work.

    Of which kind another party's meeting is nobody here knows; then any kind will do.
    """
    if blik.groepen is None:
        return True
    soorten = list(blik.regels.overlegsoorten) if soort is None else [soort]
    standen: list[Mapping[str, Any] | None] = [blik.groepen.get(groep) for groep in groepen]
    return all(
        beletsel_op_dag(blik.regels, blik.partij, een, stand, blik.vandaag) is None
        for stand in standen
        for een in soorten
    )


OVERLEG = Werkbron(_SOORTEN, _werk)

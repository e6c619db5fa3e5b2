"""What requests of people show to who oversees: every clock that runs, and what was dealt with."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, or_, select

from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, uit
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import Besluitstand, Verzoekstand, eerste
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

_BESLISSEN, _ANTWOORDEN, _KLAAR = "verzoek-beslissen", "verzoek-antwoorden", "verzoek-afgehandeld"
_UITVOEREN = "verzoek-uitvoeren"
_SOORTEN = uit(_BESLISSEN, _ANTWOORDEN, _UITVOEREN, _KLAAR)


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    tabel = RechtenverzoekRij
    afgehandeld = tabel.stand == Verzoekstand.AFGEHANDELD
    vraag = select(tabel).where(
        or_(
            ~afgehandeld,
            tabel.klok.is_not(None),
            and_(afgehandeld, tabel.gewijzigd_op >= blik.sinds),
        ),
        blik.taak.personen_of_geen(tabel.persoon_id),
    )
    rijen = blik.sessie.scalars(vraag.order_by(tabel.id)).all()
    delen = opslag.delen(blik.sessie, [rij.id for rij in rijen])
    for rij in rijen:
        nog = list(_van_uitvoeren(blik, rij, delen[rij.id]))
        yield from nog
        if rij.stand == Verzoekstand.AFGEHANDELD and not nog:
            yield _SOORTEN[_KLAAR].regel(
                rij.id, sinds=rij.gemaakt_op, pad=_pad(rij), gedaan_op=rij.gewijzigd_op,
                recht=_recht(blik, rij),
            )  # fmt: skip
        elif rij.stand == Verzoekstand.OPEN:
            yield from _van_delen(blik, rij, delen[rij.id])


def _van_uitvoeren(
    blik: Toezichtblik, rij: RechtenverzoekRij, delen: list[RechtendeelRij]
) -> Iterator[Toezichtregel]:
    """What was granted is not done with the answer: its clock runs until it is."""
    for deel in delen:
        if opslag.wacht_op_uitvoering(blik.regels, rij, deel):
            yield _SOORTEN[_UITVOEREN].regel(
                rij.id, sinds=rij.gemaakt_op, pad=_pad(rij), recht=_recht(blik, rij),
                uiterlijk=opslag.uiterlijk_van_deel(blik.regels, rij, deel),
            )  # fmt: skip


def _van_delen(
    blik: Toezichtblik, rij: RechtenverzoekRij, delen: list[RechtendeelRij]
) -> Iterator[Toezichtregel]:
    """The part of every party has its own clocks; who took the request also answers the person."""
    for deel in delen:
        if deel.besluitstand == Besluitstand.VAST:
            continue
        for klok in opslag.klokken_van_deel(blik.regels, rij, deel):
            yield _SOORTEN[_BESLISSEN].regel(
                rij.id, volg=f"{deel.partij}:{klok.regel.deel}", sinds=rij.gemaakt_op,
                pad=_pad(rij), uiterlijk=klok.uiterlijk, partij=blik.naam(deel.partij),
                recht=_recht(blik, rij), wet=klok.regel.wet or klok.regel.regime,
            )  # fmt: skip
    if rij.eigen:
        leidt = eerste(
            klok for deel in delen for klok in opslag.klokken_van_deel(blik.regels, rij, deel)
        )
        yield _SOORTEN[_ANTWOORDEN].regel(
            rij.id, sinds=rij.gemaakt_op, pad=_pad(rij), recht=_recht(blik, rij),
            uiterlijk=None if leidt is None else leidt.uiterlijk,
        )  # fmt: skip


def _recht(blik: Toezichtblik, rij: RechtenverzoekRij) -> str:
    return blik.regels.betrokkenenrechten.soorten.get(rij.recht, rij.recht)


def _pad(rij: RechtenverzoekRij) -> str:
    return f"/rechtenverzoeken/{rij.id}"


VERZOEKEN = Toezichtbron(_SOORTEN, _regels)

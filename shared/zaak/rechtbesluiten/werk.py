"""What awaits people once it was decided: carry it out, and deal with a complaint or a claim."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.rechtbesluiten.begrippen import BEPERKEN, VERBETEREN
from shared.zaak.rechtbesluiten.vervolg import nog_nodig
from shared.zaak.rechten.begrippen import AFSCHRIFT, VERNIETIGEN, Besluitstand, Verzoekstand
from shared.zaak.rechten.opslag import uiterlijk_van_deel, wacht_op_uitvoering
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

_VERNIETIGEN, _RECHTZETTEN = "rechtenverzoek-vernietigen", "rechtenverzoek-rechtzetten"
_UITVOEREN, _VERVOLGEN = "rechtenverzoek-uitvoeren", "rechtenverzoek-vervolgen"
_GEVEN, _VOLGEN = "rechtenverzoek-geven", "rechtenverzoek-volgen"
_SOORTEN = uit(_VERNIETIGEN, _RECHTZETTEN, _UITVOEREN, _VERVOLGEN, _GEVEN, _VOLGEN)
_SOORT_VAN = {VERNIETIGEN: _VERNIETIGEN, VERBETEREN: _RECHTZETTEN}


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    rechten = blik.regels.betrokkenenrechten
    vraag = (
        select(RechtenverzoekRij, RechtendeelRij)
        .join(RechtendeelRij, RechtendeelRij.verzoek == RechtenverzoekRij.id)
        .where(
            RechtendeelRij.partij == blik.partij,
            RechtendeelRij.besluitstand == Besluitstand.VAST,
            RechtendeelRij.uitgevoerd_op.is_(None),
        )
        .order_by(RechtenverzoekRij.id)
    )
    for rij, deel in blik.sessie.execute(vraag):
        if wacht_op_uitvoering(blik.regels, rij, deel):
            yield from _van_deel(blik, rij, deel)
    open_ = select(RechtenverzoekRij).where(
        RechtenverzoekRij.stand == Verzoekstand.OPEN,
        RechtenverzoekRij.eigen,
        RechtenverzoekRij.recht.in_(rechten.vervolg),
    )
    for rij in blik.sessie.scalars(open_.order_by(RechtenverzoekRij.id)):
        nodig = nog_nodig(blik.sessie, blik.regels, rij)
        if nodig:
            yield _stuk(_VERVOLGEN, blik, rij, rij.klok, wat=nodig[0])


def _van_deel(blik: Werkblik, rij: RechtenverzoekRij, deel: RechtendeelRij) -> Iterator[Werkstuk]:
    """Who does it, and who handles the request and sees to it that it is done."""
    rechten = blik.regels.betrokkenenrechten
    gevolg, geheel = rechten.gevolgen[rij.recht], deel.uitkomst == rechten.toewijzing
    dag = uiterlijk_van_deel(blik.regels, rij, deel)
    if gevolg == AFSCHRIFT:
        # Who took it gives it with the answer; everybody else gives his own part.
        yield _stuk(_GEVEN, blik, rij, dag)
    elif not geheel or gevolg == BEPERKEN:
        yield _stuk(_UITVOEREN, blik, rij, dag)
    else:
        yield _stuk(_VOLGEN, blik, rij, dag)
        if gevolg != VERNIETIGEN or deel.besloten_door != blik.wie:
            yield _stuk(_SOORT_VAN[gevolg], blik, rij, dag)


def _stuk(
    soort: str, blik: Werkblik, rij: RechtenverzoekRij, dag: date | None, wat: str = ""
) -> Werkstuk:
    return _SOORTEN[soort].stuk(
        rij.id,
        sinds=rij.gemaakt_op,
        pad=f"/rechtenverzoeken/{rij.id}",
        uiterlijk=dag,
        recht=blik.regels.betrokkenenrechten.soorten.get(rij.recht, rij.recht),
        wat=wat,
    )


GEVOLGWERK = Werkbron(_SOORTEN, _werk)

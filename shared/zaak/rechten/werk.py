"""What awaits people because somebody made a request: who is it, tell, coordinate, answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    Besluitstand,
    Verzoekstand,
    afstemmen_tot,
    eerste,
)
from shared.zaak.rechten.bekenden import nog_te_vertellen
from shared.zaak.rechten.inzicht import wie_ontbreekt
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

_WIE, _VERTELLEN = "rechtenverzoek-wie", "rechtenverzoek-vertellen"
_AFSTEMMEN, _BESLISSEN = "rechtenverzoek-afstemmen", "rechtenverzoek-beslissen"
_BEVESTIGEN, _BEANTWOORDEN = "rechtenverzoek-bevestigen", "rechtenverzoek-beantwoorden"
_SOORTEN = uit(_WIE, _VERTELLEN, _AFSTEMMEN, _BESLISSEN, _BEVESTIGEN, _BEANTWOORDEN)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = select(RechtenverzoekRij).where(RechtenverzoekRij.stand == Verzoekstand.OPEN)
    for rij in blik.sessie.scalars(vraag.order_by(RechtenverzoekRij.id)):
        deel = blik.sessie.get(RechtendeelRij, (rij.id, blik.partij))
        yield from _aan_het_begin(blik, rij, deel)
        if rij.eigen and _alles_besloten(blik, rij):
            yield _stuk(_BEANTWOORDEN, blik, rij, dag=_eerste_dag(blik, rij))
        if deel is None or deel.besluitstand == Besluitstand.VAST:
            continue
        if deel.besluitstand == Besluitstand.VOORGESTELD and deel.besloten_door != blik.wie:
            yield _stuk(_BEVESTIGEN, blik, rij)
        if deel.voorstel is None:
            yield _stuk(_AFSTEMMEN, blik, rij)
        if deel.besluitstand is None:
            yield _stuk(_BESLISSEN, blik, rij, dag=_eerste_dag(blik, rij, blik.partij))


def _aan_het_begin(
    blik: Werkblik, rij: RechtenverzoekRij, deel: RechtendeelRij | None
) -> Iterator[Werkstuk]:
    """Whom it is of, and who hears that: before the parties are done coordinating."""
    vast = rij.identiteit is not None or not rij.eigen
    beslist = deel is not None and deel.besluitstand is None
    if not vast or (beslist and wie_ontbreekt(blik.regels, rij)):
        yield _stuk(_WIE, blik, rij)
    niet = nog_te_vertellen(blik.sessie, blik.regels, blik.partij, rij) if vast else ()
    if niet:
        yield _stuk(_VERTELLEN, blik, rij, partij=", ".join(blik.naam(een) for een in niet))


def _alles_besloten(blik: Werkblik, rij: RechtenverzoekRij) -> bool:
    delen = opslag.delen(blik.sessie, [rij.id])[rij.id]
    return all(deel.besluitstand == Besluitstand.VAST for deel in delen)


def _eerste_dag(blik: Werkblik, rij: RechtenverzoekRij, partij: str | None = None) -> date | None:
    klok = eerste(
        klok
        for deel in opslag.delen(blik.sessie, [rij.id])[rij.id]
        if partij in (None, deel.partij)
        for klok in opslag.klokken_van_deel(blik.regels, rij, deel)
    )
    return None if klok is None else klok.uiterlijk


def _stuk(
    soort: str,
    blik: Werkblik,
    rij: RechtenverzoekRij,
    partij: str = "",
    dag: date | None = None,
) -> Werkstuk:
    return _SOORTEN[soort].stuk(
        rij.id,
        sinds=rij.gemaakt_op,
        pad=f"/rechtenverzoeken/{rij.id}",
        uiterlijk=dag or afstemmen_tot(blik.regels, rij.ontvangen_op),
        recht=_titel(blik, rij),
        partij=partij,
    )


def _titel(blik: Werkblik, rij: RechtenverzoekRij) -> str:
    return blik.regels.betrokkenenrechten.soorten.get(rij.recht, rij.recht)


RECHTENWERK = Werkbron(_SOORTEN, _werk)

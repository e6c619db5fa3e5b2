"""What awaits people because somebody made a request: who is it, tell, coordinate, answer."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.rechten import opslag
from shared.zaak.rechten.begrippen import (
    VERTELT,
    Verzoekstand,
    afstemmen_tot,
    eerste,
    klokken_van,
    stuk_met_rol,
)
from shared.zaak.rechten.tabellen import RechtendeelRij, RechtenverzoekRij

_WIE, _VERTELLEN = "rechtenverzoek-wie", "rechtenverzoek-vertellen"
_AFSTEMMEN, _BESLISSEN = "rechtenverzoek-afstemmen", "rechtenverzoek-beslissen"
_SOORTEN = uit(_WIE, _VERTELLEN, _AFSTEMMEN, _BESLISSEN)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = select(RechtenverzoekRij).where(RechtenverzoekRij.stand == Verzoekstand.OPEN)
    for rij in blik.sessie.scalars(vraag.order_by(RechtenverzoekRij.id)):
        yield from _aan_het_begin(blik, rij)
        deel = blik.sessie.get(RechtendeelRij, (rij.id, blik.partij))
        if deel is None:
            continue
        if deel.voorstel is None:
            yield _stuk(_AFSTEMMEN, blik, rij)
        klok = eerste(
            klokken_van(blik.regels, blik.partij, rij.recht, rij.ontvangen_op, verlengd=False)
        )
        if klok is not None:
            yield _SOORTEN[_BESLISSEN].stuk(
                rij.id,
                sinds=rij.gemaakt_op,
                pad=f"/rechtenverzoeken/{rij.id}",
                uiterlijk=klok.uiterlijk,
                recht=_titel(blik, rij),
            )


def _aan_het_begin(blik: Werkblik, rij: RechtenverzoekRij) -> Iterator[Werkstuk]:
    """Of who took it: the others hear of it before the parties are done coordinating."""
    if not rij.eigen:
        return
    if rij.identiteit is None:
        yield _stuk(_WIE, blik, rij)
        return
    weten_het = opslag.heeft_bericht(blik.sessie, rij.id, stuk_met_rol(blik.regels, VERTELT))
    niet = sorted(set(blik.regels.partijen) - {blik.partij} - weten_het)
    if niet:
        yield _stuk(_VERTELLEN, blik, rij, partij=", ".join(blik.naam(een) for een in niet))


def _stuk(soort: str, blik: Werkblik, rij: RechtenverzoekRij, partij: str = "") -> Werkstuk:
    return _SOORTEN[soort].stuk(
        rij.id,
        sinds=rij.gemaakt_op,
        pad=f"/rechtenverzoeken/{rij.id}",
        uiterlijk=afstemmen_tot(blik.regels, rij.ontvangen_op),
        recht=_titel(blik, rij),
        partij=partij,
    )


def _titel(blik: Werkblik, rij: RechtenverzoekRij) -> str:
    return blik.regels.betrokkenenrechten.soorten.get(rij.recht, rij.recht)


RECHTENWERK = Werkbron(_SOORTEN, _werk)

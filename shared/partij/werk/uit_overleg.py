"""Work that follows from meetings and words: say whether it was said, lay the verslag down."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from shared.bericht.tijd import lees_utc
from shared.convenant.overleg import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.partij.overleg.modellen import GeplandOverlegRij, OverlegreeksRij, VerslagRij
from shared.partij.uitwisseling_modellen import (
    UitgaandRij,
    UitingRij,
    Uitingstand,
    Verzendstatus,
)
from shared.partij.werk.bron import Werkblik, Werkbron, uit
from shared.partij.werk.werkstuk import Werkstuk

_SOORTEN = uit("mondeling-bevestigen", "verslag-vaststellen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _te_bevestigen(blik)
    yield from _zonder_verslag(blik)


def _te_bevestigen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Something could have been said and nobody told, or the gateway does not know it yet."""
    aangekondigd = select(UitgaandRij.bericht_id).where(
        UitgaandRij.uiting == UitingRij.id, UitgaandRij.status == Verzendstatus.AANGEKONDIGD
    )
    vraag = select(UitingRij).where(
        or_(
            (UitingRij.stand == Uitingstand.OPEN) & aangekondigd.exists(),
            UitingRij.stand == Uitingstand.TE_BEVESTIGEN,
        )
    )
    for rij in blik.sessie.scalars(vraag):
        overleg = blik.sessie.get(GeplandOverlegRij, rij.overleg) if rij.overleg else None
        einde = None if overleg is None else lees_utc(overleg.document["einde"])
        yield _SOORTEN["mondeling-bevestigen"].stuk(
            rij.id,
            sinds=rij.gemaakt_op,
            pad=f"/uitingen/{rij.id}",
            groep=rij.groep,
            eigenaar=rij.medewerker,
            uiterlijk=None if einde is None else datum_nl(einde),
        )


def _zonder_verslag(blik: Werkblik) -> Iterator[Werkstuk]:
    """Meetings of this party that are over and of which no verslag was laid down."""
    verslag = select(VerslagRij.overleg).where(VerslagRij.overleg == GeplandOverlegRij.id).exists()
    vraag = (
        select(GeplandOverlegRij, OverlegreeksRij.groep)
        .join(OverlegreeksRij, OverlegreeksRij.id == GeplandOverlegRij.reeks)
        .where(~verslag)
    )
    for rij, groep in blik.sessie.execute(vraag):
        einde = lees_utc(rij.document["einde"])
        if einde < blik.nu and not rij.document["afgelast"] and _mag_erbij(blik, rij, groep):
            yield _SOORTEN["verslag-vaststellen"].stuk(
                rij.id,
                sinds=einde,
                pad=f"/overleggen/{rij.id}/verslag",
                groep=groep,
                eigenaar=rij.gewijzigd_door,
            )


def _mag_erbij(blik: Werkblik, rij: GeplandOverlegRij, groep: str) -> bool:
    """Whom the covenant keeps out of the meeting today cannot open its verslag: no such work."""
    if blik.groepen is None:
        return True
    soort, stand = rij.document["soort"], blik.groepen.get(groep)
    return beletsel_op_dag(blik.regels, blik.partij, soort, stand, blik.vandaag) is None


OVERLEG = Werkbron(_SOORTEN, _werk)

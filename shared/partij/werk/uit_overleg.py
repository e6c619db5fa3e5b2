"""Work that follows from meetings and words: say whether it was said, lay the verslag down."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select

from shared.bericht.tijd import lees_utc
from shared.convenant.overleg import beletsel_op_dag
from shared.convenant.termijnen import datum_nl
from shared.partij.overleg.modellen import (
    GeplandOverlegRij,
    MondelingRij,
    OverlegreeksRij,
    VerslagRij,
)
from shared.partij.uitwisseling_modellen import UitgaandRij, Verzendstatus
from shared.partij.werk.bron import Werkblik, Werkbron, uit
from shared.partij.werk.werkstuk import Werkstuk

_SOORTEN = uit("mondeling-bevestigen", "verslag-vaststellen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    yield from _te_bevestigen(blik)
    yield from _zonder_verslag(blik)


def _te_bevestigen(blik: Werkblik) -> Iterator[Werkstuk]:
    """Nobody told whether the words were spoken, or the gateway has not confirmed it yet."""
    vraag = (
        select(MondelingRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == MondelingRij.bericht_id)
        .where(
            UitgaandRij.status == Verzendstatus.AFGELEVERD,
            or_(
                MondelingRij.gedeeld.is_(None),
                MondelingRij.gedeeld.is_(True) & MondelingRij.bladnummer.is_(None),
            ),
        )
    )
    for rij, bericht in blik.sessie.execute(vraag):
        overleg = blik.sessie.get(GeplandOverlegRij, rij.overleg) if rij.overleg else None
        einde = None if overleg is None else lees_utc(overleg.document["einde"])
        yield _SOORTEN["mondeling-bevestigen"].stuk(
            rij.bericht_id,
            sinds=bericht.gemaakt_op,
            pad=f"/mondelinge-verstrekkingen/{rij.bericht_id}",
            groep=bericht.groep,
            eigenaar=bericht.medewerker,
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

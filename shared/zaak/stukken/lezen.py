"""Reading stukken: what is given and received, its versions, and its content.

Reading content is recorded. What is kept apart is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.partij.fouten import GeenToegang
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import (
    GENUMMERD_LEZEN,
    RAADPLEEGSOORT,
    Richting,
    Stukstand,
)
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.stukken.vlaggen import is_genummerd, is_van_overleg
from shared.verzenden.stukken.zicht import eis_zichtbaar
from shared.verzenden.uitbak.stukinhoud import open_inhoud
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.stukken.uitkomst import eis_gegeven, verzonden
from shared.zaak.stukken.vormen import StukMetInhoudUit, StukUit, stuk_met_inhoud_uit, stuk_uit

_DICHT = (Stukstand.APART, Stukstand.AFGEWEZEN)


def als_lijst(
    sessie: Session, rijen: Sequence[GroepsstukRij], regels: Convenantregels
) -> list[StukUit]:
    """These versions, each with what came of it with its receivers."""
    berichten = opslag.berichten_van(sessie, [rij.id for rij in rijen])
    alle = [een for groep in berichten.values() for een in groep]
    per_id = verzonden(sessie, alle)
    return [stuk_uit(rij, berichten.get(rij.id, ()), per_id, regels) for rij in rijen]


def lees(u: Uitwisseling, wie: Medewerker, kenmerk: str) -> StukMetInhoudUit:
    """One version with its content. Raises ``NietGevonden``, ``GeenToegang``."""
    with u.dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk, vergrendel=True)
        eis_zichtbaar(wie, rij)
        _eis_genummerd(u.dienst.regels, wie, rij)
        _eis_geen_verslag(u.dienst.regels, rij)
        gegevens = None if rij.stand in _DICHT else _gegevens(u, sessie, rij)
        if gegevens is not None:
            gelezen = [Geraadpleegd(rij.id, None)]
            leg_raadpleging_vast(sessie, u.dienst.klok, wie, "raadplegen", RAADPLEEGSOORT, gelezen)
            if rij.richting == Richting.IN and rij.aan in (None, wie.autorisatie_id):
                rij.gelezen_op = rij.gelezen_op or u.dienst.klok()
        sessie.flush()
        (stuk,) = als_lijst(sessie, [rij], u.dienst.regels)
    return stuk_met_inhoud_uit(stuk, gegevens)


def versies(u: Uitwisseling, wie: Medewerker, kenmerk: str) -> list[StukUit]:
    """Every version of the stuk this is one of, without content."""
    with u.dienst.lezend() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        eis_zichtbaar(wie, rij)
        vraag = opslag.versies(rij).where(opslag.in_beeld(wie.taak, wie.autorisatie_id))
        rijen = sessie.scalars(vraag).all()
        return als_lijst(sessie, rijen, u.dienst.regels)


def stand_na_versturen(u: Uitwisseling, kenmerk: str) -> tuple[StukUit, bool]:
    """A stuk that was just given, and whether everything about it is at rest.

    Raises ``ToetsingWeigert`` when every receiver was refused it, ``NietBezorgd`` when no message
    will ever arrive.
    """
    with u.dienst.lezend() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        rust = eis_gegeven(sessie, kenmerk)
        (stuk,) = als_lijst(sessie, [rij], u.dienst.regels)
        return stuk, rust


def _gegevens(u: Uitwisseling, sessie: Session, rij: GroepsstukRij) -> dict[str, Any] | None:
    stuk = open_inhoud(sessie, u.dienst.kluis, u.opslag.zegel, rij)
    return None if stuk is None else dict(stuk.gegevens)


def _eis_genummerd(regels: Convenantregels, wie: Medewerker, rij: GroepsstukRij) -> None:
    if is_genummerd(regels, rij.soort) and GENUMMERD_LEZEN not in wie.rechten:
        raise GeenToegang("Dit stuk is voor wie over de groep beslist; uw functie leest het niet.")


def _eis_geen_verslag(regels: Convenantregels, rij: GroepsstukRij) -> None:
    """Who was there, and whether he may know of the meeting today, is asked at the meeting."""
    if is_van_overleg(regels, rij.soort):
        raise GeenToegang("Het verslag van een overleg leest wie erbij was, bij het overleg zelf.")

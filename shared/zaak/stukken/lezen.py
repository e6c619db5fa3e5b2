"""Reading stukken: what is given and received, its versions, and its content.

Reading content is recorded. What is kept apart is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.convenant.begrippen import Convenantregels
from shared.partij.fouten import GeenToegang
from shared.partij.gatewayfouten import ToetsingWeigert
from shared.verzenden.fouten import NietBezorgd
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import (
    GENUMMERD_LEZEN,
    RAADPLEEGSOORT,
    Richting,
    Stukstand,
)
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.stukinhoud import open_inhoud
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.stukken.intrekken import eis_zichtbaar
from shared.zaak.stukken.vlaggen import is_genummerd
from shared.zaak.stukken.vormen import StukMetInhoudUit, StukUit, stuk_met_inhoud_uit, stuk_uit

_DICHT = (Stukstand.APART, Stukstand.AFGEWEZEN)


def als_lijst(
    sessie: Session, rijen: Sequence[GroepsstukRij], regels: Convenantregels
) -> list[StukUit]:
    """These versions, each with what came of it with its receivers."""
    berichten = opslag.berichten_van(sessie, [rij.id for rij in rijen])
    verzonden = _verzonden(sessie, [een for groep in berichten.values() for een in groep])
    return [stuk_uit(rij, berichten.get(rij.id, ()), verzonden, regels) for rij in rijen]


def lees(u: Uitwisseling, wie: Medewerker, kenmerk: str) -> StukMetInhoudUit:
    """One version with its content. Raises ``NietGevonden``, ``GeenToegang``."""
    with u.dienst.transactie() as sessie:
        rij = opslag.lees(sessie, kenmerk, vergrendel=True)
        eis_zichtbaar(wie, rij)
        _eis_genummerd(u.dienst.regels, wie, rij)
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
        berichten = opslag.berichten(sessie, kenmerk)
        verzonden = _verzonden(sessie, berichten)
        laatste = [
            verzonden[een.intrekking or een.bericht_id]
            for een in berichten
            if een.ingetrokken_op is None
        ]
        _eis_een_gegeven(laatste)
        rust = all(een.status not in _LOOPT for een in laatste)
        return stuk_uit(rij, berichten, verzonden, u.dienst.regels), rust


_LOOPT = (Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE)


def _eis_een_gegeven(berichten: Sequence[UitgaandRij]) -> None:
    geweigerd = [een for een in berichten if een.status == Verzendstatus.GEWEIGERD]
    door_toetsing = [een for een in geweigerd if (een.besluit or {}).get("redenen")]
    if berichten and len(door_toetsing) == len(berichten):
        een = door_toetsing[0]
        raise ToetsingWeigert(een.besluit or {}, een.bladnummer, een.bericht_id)
    if berichten and all(een.status == Verzendstatus.DOOD for een in berichten):
        een = berichten[0]
        raise NietBezorgd(een.laatste_fout or "Het bericht is niet bezorgd.", een.bericht_id)


def _verzonden(sessie: Session, berichten: Sequence[StukberichtRij]) -> dict[str, UitgaandRij]:
    namen = {naam for een in berichten for naam in (een.bericht_id, een.intrekking) if naam}
    vraag = select(UitgaandRij).where(UitgaandRij.bericht_id.in_(namen))
    return {rij.bericht_id: rij for rij in sessie.scalars(vraag)}


def _gegevens(u: Uitwisseling, sessie: Session, rij: GroepsstukRij) -> dict[str, Any] | None:
    stuk = open_inhoud(sessie, u.dienst.kluis, u.opslag.zegel, rij)
    return None if stuk is None else dict(stuk.gegevens)


def _eis_genummerd(regels: Convenantregels, wie: Medewerker, rij: GroepsstukRij) -> None:
    if is_genummerd(regels, rij.soort) and GENUMMERD_LEZEN not in wie.rechten:
        raise GeenToegang("Dit stuk is voor wie over de groep beslist; uw functie leest het niet.")

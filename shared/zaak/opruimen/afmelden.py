"""A received stuk that is not kept here: destroyed, and its giver is told so (8.2).

That is one in which somebody was recognised, and one whose record was deleted here. The message has
a key of its own, so every copy of it is unreadable at once. Repeatable: what a killed process left
is found again by its state.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.vernietigd.onverklaard import meld_vernietigd
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.verzenden.samenstellen.vernietigingsmelding import Vernietiging, stel_melding_samen
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitbak.opslag import Verzendopslag

GROND = "afgemeld"
_TABELLEN = ("inkomend", "aparte_tekst", "aparte_inzage")


@dataclass(frozen=True)
class _Weg:
    """A stuk to be destroyed, with the keys it is sealed under."""

    id: str
    sleutels: tuple[str, ...]
    melding: Vernietiging


def meld_af(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Destroys what is not kept and promises the message that says so; how many."""
    with dienst.transactie() as sessie:
        te_doen = [_weg(sessie, rij) for rij in opslag.af_te_melden(sessie)]
    if not te_doen:
        return 0
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle([sleutel for een in te_doen for sleutel in een.sleutels])
    for een in te_doen:
        _meld(dienst, uitbak, een)
    wis_resten(dienst.engine, _TABELLEN)
    return len(te_doen)


def _weg(sessie: Session, rij: GroepsstukRij) -> _Weg:
    bericht = sessie.get_one(InkomendRij, rij.id)
    melding = Vernietiging(
        naar=rij.van,
        groep=bericht.groep,
        stap=bericht.kop["stap"],
        berichten=(rij.id,),
        in_reactie_op=rij.id,
    )
    return _Weg(rij.id, tuple(bericht.sleutels), melding)


def _meld(dienst: Dienst, uitbak: Verzendopslag, weg: _Weg) -> None:
    nu = dienst.klok()
    samenstelling = stel_melding_samen(dienst, weg.melding)
    belofte = uitbak.bereid_belofte_voor(samenstelling, nu)
    with dienst.transactie() as sessie:
        rij = opslag.lees(sessie, weg.id, vergrendel=True)
        if rij.afgemeld_met is not None:
            return
        sluit_geheim(sessie, [rij.id])
        rij.afgemeld_met = samenstelling.kop.id
        meld_vernietigd(sessie, dienst, GROND, {InkomendRij.__tablename__: 1})
        uitbak.beloof_later(sessie, belofte, nu)

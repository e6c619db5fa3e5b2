"""The final list as the other holders get it: which of the pseudonyms they have are to go (8.1).

Who made it final said so once; every other holder hears it the same day, in a stuk that says
nothing about anybody. It is noted with the list before anybody is destroyed here, and promised in
the transaction that notes with which message: a process killed in between repeats nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Stuk
from shared.convenant.berichtsoorten import nettolijststuk
from shared.convenant.regels.laden import Convenantregels
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op
from shared.verzenden.stukken import opslag as stukopslag
from shared.verzenden.stukken.opslag import gedeeld_met
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.versturen.gegevenstuk import Gegevenstuk, leg_gegeven_vast
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Lijststand, waarom_niet_te_melden
from shared.zaak.lijsten.tabellen import LijstbevestigingRij

_MISLUKT = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


@dataclass(frozen=True)
class Lijstzending:
    """The final list for one holder. ``verwijderen``: pseudonyms it has, of who is off the list."""

    lijst_id: str
    groep: str
    stap: int
    partij: str
    verwijderen: tuple[str, ...]
    medewerker: str
    ontvangende_medewerker: str | None = None


def eis_te_melden(regels: Convenantregels, partij: str, groep: Mapping[str, Any]) -> None:
    """Refuses a final list in a step in which the other holders cannot be told. ``Conflict``."""
    zin = waarom_niet_te_melden(regels, partij, groep)
    if zin is not None:
        raise Conflict(zin)


def te_verwijderen(sessie: Session, groep: str, behoud: Sequence[str], partij: str) -> list[str]:
    """The pseudonyms of who is off the list that this holder has; a parent goes with the child.

    Only what went between this party and the holder tells that it has one (``houders``).
    """
    leden = opslag.leden(sessie, groep)
    blijft = {lid.persoon_id for lid in leden if lid.betrokkene in behoud}
    namen = {lid.betrokkene for lid in leden if lid.persoon_id in blijft}
    blijft |= {lid.persoon_id for lid in leden if lid.kind in namen}
    weg = {lid.betrokkene for lid in leden if lid.persoon_id not in blijft}
    return sorted(weg & gedeeld_met(sessie, groep, partij))


def beloof_wachtende(dienst: Dienst, uitbak: Verzendopslag) -> None:
    """Promises every final list a holder was not sent yet."""
    with dienst.transactie() as sessie:
        zendingen = [
            Lijstzending(
                lijst_id=lijst.id,
                groep=lijst.groep,
                stap=rij.stap,
                partij=rij.partij,
                verwijderen=tuple(rij.verwijderen or ()),
                medewerker=lijst.vastgesteld_door or "",
            )
            for lijst, rij in opslag.niet_verstuurd(sessie)
            if rij.stap is not None
        ]
    for zending in zendingen:
        with suppress(Conflict):  # Somebody else was just before.
            beloof(dienst, uitbak, zending)


def beloof(dienst: Dienst, uitbak: Verzendopslag, zending: Lijstzending) -> str:
    """Promises the final list to one holder and notes with which message; that message's id.

    Raises ``Conflict`` for a list that is not final, or one this holder has or is getting.
    """
    nu = dienst.klok()
    code = nettolijststuk(dienst.regels)
    with dienst.transactie() as sessie:
        al_gegeven = sessie.get(GroepsstukRij, zending.lijst_id)
        versie = (
            stukopslag.volgende_versie(sessie, code, zending.groep)
            if al_gegeven is None
            else al_gegeven.versie
        )
    samenstelling = _stel_samen(dienst, zending, versie)
    belofte = uitbak.bereid_belofte_voor(samenstelling, nu)
    with dienst.transactie() as sessie:
        rij = voor_houder(sessie, zending.groep, zending.lijst_id, zending.partij, vergrendel=True)
        rij.bericht_id, rij.stap = samenstelling.kop.id, zending.stap
        # To every holder it is one and the same stuk, with its own part for each.
        gegeven = Gegevenstuk(zending.lijst_id, zending.groep, versie, (samenstelling,))
        leg_gegeven_vast(sessie, uitbak, gegeven, (belofte,), nu)
    return samenstelling.kop.id


def voor_houder(
    sessie: Session, groep: str, lijst_id: str, partij: str, *, vergrendel: bool = False
) -> LijstbevestigingRij:
    """What a final list says to this holder, if it still has to be told. Raises ``Conflict``."""
    lijst = opslag.lijst(sessie, groep, lijst_id)
    if lijst.stand != Lijststand.VASTGESTELD:
        raise Conflict("Alleen een vastgestelde nettolijst gaat naar de anderen.")
    rij = sessie.get(LijstbevestigingRij, (lijst_id, partij), with_for_update=vergrendel or None)
    if rij is None:
        raise Conflict("Deze partij krijgt deze lijst niet.")
    eerder = sessie.get(UitgaandRij, rij.bericht_id) if rij.bericht_id else None
    if rij.bevestigd_op is not None or (eerder is not None and eerder.status not in _MISLUKT):
        raise Conflict("Deze partij heeft de nettolijst al, of hij is onderweg.")
    return rij


def _stel_samen(dienst: Dienst, zending: Lijstzending, versie: int) -> Samenstelling:
    regels, nu = dienst.regels, dienst.klok()
    code = nettolijststuk(regels)
    stuk = regels.stukken[code]
    lid = stuk.pseudoniemen
    assert lid is not None  # noqa: S101 - for the type checker: that is what this stuk is found by
    kop = stel_kop_op(
        Afzender(dienst.partij.code, regels, zending.medewerker, nu),
        uuid7(nu),
        soort=stuk.soort,
        ontvanger=zending.partij,
        ontvangende_medewerker=zending.ontvangende_medewerker,
        groep=zending.groep,
        stap=zending.stap,
        stuk=code,
    )
    return Samenstelling(kop, (), None, Stuk(code, versie, {lid: list(zending.verwijderen)}))

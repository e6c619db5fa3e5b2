"""Destroying once more what an older copy of the file brought back (covenant 8.2; reading H11).

Two things say what that is, and neither is in the file. The kluis of now: a key that was destroyed
stays destroyed, so whoever has rows under it goes. And the log: what this party told the others it
had destroyed since. Both may be done again and again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.personen.vernietiging import geraakte_tabellen, maak_leeg
from shared.bestand.tabellen import PersoonRij
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7
from shared.verzenden.tabellen import UitgaandOnderdeelRij
from shared.zaak.lijsten.tabellen import LijstregelRij, OpruimingRij
from shared.zaak.opruimen.opruimen import TABELLEN, neem_uit_alles, voer_opruiming_uit
from shared.zaak.opruimen.verlopen import ruim_gegevens

GROND = "herstel"


def ruim_vernietigden(dienst: Dienst) -> dict[str, int]:
    """Takes out every row of whom the kluis of now has no key left; how many persons and items."""
    with dienst.transactie() as sessie:
        personen = _personen(sessie)
        sleutels = {*personen.values(), *_losse_sleutels(sessie)}
    dood = dienst.kluis.vernietigde(sleutels)
    gaan = {persoon: sleutel for persoon, sleutel in personen.items() if sleutel in dood}
    with dienst.transactie() as sessie:
        if dood:
            neem_uit_alles(sessie, sorted(gaan), dood, min(dood))
        for persoon_id in sorted(gaan):
            maak_leeg(dienst, sessie, persoon_id, door=None, grond=GROND)
        over = select(OntvangenGegevenRij.id).where(OntvangenGegevenRij.sleutel_id.in_(dood))
        gegevens = list(sessie.scalars(over))
    # Of somebody who stays: what was received under a key of its own that is gone.
    ruim_gegevens(dienst, gegevens, GROND)
    wis_resten(dienst.engine, (*TABELLEN, *geraakte_tabellen(dienst)))
    return {"personen": len(gaan), "ontvangenGegevens": len(gegevens)}


def speel_bericht_na(dienst: Dienst, kop: Mapping[str, Any]) -> None:
    """What one own vernietigingsbericht of the log says was destroyed, destroyed again."""
    weg, groep = kop["vernietigd"], kop["groep"]
    with dienst.transactie() as sessie:
        vraag = select(OntvangenGegevenRij.id).where(
            OntvangenGegevenRij.bericht_id.in_(weg["berichten"])
        )
        gegevens = list(sessie.scalars(vraag))
        sluit_geheim(sessie, weg["berichten"])
    ruim_gegevens(dienst, gegevens, GROND)
    if groep is not None and (weg["betrokkenen"] or weg["heleGroep"]):
        voer_opruiming_uit(dienst, _nieuwe(dienst, groep, weg))


def _nieuwe(dienst: Dienst, groep: str, weg: Mapping[str, Any]) -> str:
    """Asked, and told already: the message in the log is what told it."""
    nu = dienst.klok()
    rij = OpruimingRij(
        id=uuid7(nu),
        groep=groep,
        grond=GROND,
        behoud=[],
        verwijderen=None if weg["heleGroep"] else list(weg["betrokkenen"]),
        alles=bool(weg["heleGroep"]),
        gemaakt_op=nu,
        gemeld_op=nu,
    )
    with dienst.transactie() as sessie:
        sessie.add(rij)
        return rij.id


def _personen(sessie: Session) -> dict[str, str]:
    """Everybody who is not a tombstone yet, with the key."""
    vraag = select(PersoonRij.id, PersoonRij.sleutel_id).where(PersoonRij.sleutel_id.is_not(None))
    return {persoon: sleutel for persoon, sleutel in sessie.execute(vraag) if sleutel is not None}


def _losse_sleutels(sessie: Session) -> set[str]:
    """Keys under which something about somebody is sealed besides his own."""
    kolommen = (
        OntvangenGegevenRij.sleutel_id,
        UitgaandOnderdeelRij.sleutel_id,
        LijstregelRij.sleutel_id,
    )
    return {sleutel for kolom in kolommen for sleutel in sessie.scalars(select(kolom).distinct())}

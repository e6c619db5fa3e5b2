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

from shared.bestand.aanpakeinde.einde import aanpakeindetabellen, ruim_aanpakdelen
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import sluit_geheim
from shared.bestand.personen.herindexeren import herstel_vakken
from shared.bestand.personen.vernietiging import maak_leeg
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import Aanpakeinde
from shared.tijd.kenmerk import uuid7
from shared.zaak.lijsten.tabellen import LijstregelRij, OpruimingRij
from shared.zaak.opruimen.opruimen import LIJSTTABELLEN, ruim_regels, voer_opruiming_uit
from shared.zaak.opruimen.opruimplan import HERSTEL
from shared.zaak.opruimen.verlopen import ruim_gegevens


def ruim_vernietigden(dienst: Dienst) -> dict[str, int]:
    """Takes out every row of which the kluis of now has no key left; how many persons and items."""
    with dienst.transactie() as sessie:
        personen, delen = _personen(sessie), _aanpakdelen(sessie)
        regels = {rij.id: rij.sleutel_id for rij in sessie.scalars(select(LijstregelRij))}
    sleutels = {*personen.values(), *regels.values(), *(een for d in delen.values() for een in d)}
    dood = dienst.kluis.vernietigde(sleutels)
    gaan = {persoon for persoon, sleutel in personen.items() if sleutel in dood}
    with dienst.transactie() as sessie:
        ruim_regels(sessie, [regel for regel, sleutel in regels.items() if sleutel in dood])
        for groep, wie in sorted(_einden(sessie, delen, dood, gaan).items()):
            ruim_aanpakdelen(dienst, sessie, Aanpakeinde(groep, tuple(sorted(wie)), min(dood)))
        maak_leeg(dienst, sessie, gaan, door=None, grond=HERSTEL)
        over = select(OntvangenGegevenRij.id).where(OntvangenGegevenRij.sleutel_id.in_(dood))
        gegevens = list(sessie.scalars(over))
    # Of somebody who stays in the approach: received items whose own last day came.
    ruim_gegevens(dienst, gegevens, HERSTEL, ook_vast=True)
    herstel_vakken(dienst)
    wis_resten(dienst.engine, (*LIJSTTABELLEN, *aanpakeindetabellen(dienst)))
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
    ruim_gegevens(dienst, gegevens, HERSTEL, ook_vast=True)
    if groep is not None and (weg["betrokkenen"] or weg["heleGroep"]):
        voer_opruiming_uit(dienst, _nieuwe(dienst, groep, weg))


def _nieuwe(dienst: Dienst, groep: str, weg: Mapping[str, Any]) -> str:
    """Asked, and told already: the message in the log is what told it."""
    nu = dienst.klok()
    rij = OpruimingRij(
        id=uuid7(nu),
        groep=groep,
        grond=HERSTEL,
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


_Delen = Mapping[tuple[str, str], Mapping[str, str]]
"""Of a person in a group: every key of that approach, with what it is for."""


def _aanpakdelen(sessie: Session) -> _Delen:
    delen: dict[tuple[str, str], dict[str, str]] = {}
    for rij in sessie.scalars(select(AanpaksleutelRij)):
        delen.setdefault((rij.groep, rij.persoon_id), {})[rij.sleutel_id] = rij.doel
    return delen


def _einden(
    sessie: Session, delen: _Delen, dood: frozenset[str], gaan: set[str]
) -> dict[str, set[str]]:
    """For whom the approach of a group is over: who goes, and of whom every purpose lost its key.

    One purpose alone may have ended by itself: then only what was under that key goes.
    """
    einden: dict[str, set[str]] = {}
    for (groep, persoon_id), sleutels in delen.items():
        doelen = {doel for sleutel, doel in sleutels.items() if sleutel in dood}
        if persoon_id in gaan or (doelen == set(Doel) and set(sleutels) <= dood):
            einden.setdefault(groep, set()).add(persoon_id)
    for tabel in (OntvangenGegevenRij, GroepslidRij):
        kolommen = tabel.__table__.c
        vraag = select(kolommen.groep, kolommen.persoon_id).where(kolommen.persoon_id.in_(gaan))
        for groep, persoon_id in sessie.execute(vraag):
            einden.setdefault(groep, set()).add(persoon_id)
    return einden

"""The periodic work on what must go by itself: terms, groups that ended, lists never made final,
announcements of what was not said; and laying the file beside the log.

A command under a lock in the database, run by cron or the like (covenant 5.1, 8.1; readings E16,
H1, H2, H3, H7, H13, H15, H16). It asks the gateway how every group stands that this file knows, so
a party that took no part in a decision learns of it too. What it does depends on the file, the day
and the day a group really closed: a run that was killed or comes late is simply done again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.partij import Partij
from shared.partijdienst.geheel import Geheel
from shared.partijdienst.onderdelen import maak_aansluiter, maak_verklaringmelder
from shared.partijdienst.onderwerpen import onderwerpen_van
from shared.partijdienst.tabellen import OnderhoudsbeurtRij
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.bewaarstaat.stand import schrijf_stand
from shared.zaak.bewaren.einden import onthoud_einde, vraag_vertrek
from shared.zaak.opruimen.leeftijd import ruim_na_leeftijd
from shared.zaak.opruimen.onderhoud import behandel_lijsten, bekende_groepen
from shared.zaak.opruimen.opruimer import werk_af
from shared.zaak.tafel.vertrek import neem_contact_terug
from shared.zaak.vernietigen.uitvoeren import verklaar_beurt

_log = structlog.get_logger(__name__)
_SLOT = "onderhoud"


class OnderhoudLooptAl(Conflict):
    """Another run holds the lock."""


async def draai_onderhoud(geheel: Geheel, slot: timedelta) -> Mapping[str, int]:
    """One run; what it did, in numbers. ``slot``: how long a run may take before another may begin.

    Raises ``OnderhoudLooptAl``. ``groepenOnbekend`` in the outcome says of how many groups the
    gateway gave no state; everything that needs no state has been done then all the same.
    """
    with scherm_opzij():
        return await _draai(geheel, slot)


async def _draai(geheel: Geheel, slot: timedelta) -> Mapping[str, int]:
    u = geheel.uitwisseling
    beurt = await asyncio.to_thread(_begin, u.dienst, slot)
    uitkomst: Counter[str] = Counter()
    # What a killed run left comes first: who goes today is asked on what is there then.
    uitkomst["opruimingen"] += await asyncio.to_thread(werk_af, u.dienst, u.opslag)
    groepen = await asyncio.to_thread(bekende_groepen, u.dienst)
    for groep in sorted(groepen):
        await asyncio.to_thread(_verleng, u.dienst, beurt, slot)
        stand = await _stand(u, groep)
        if stand is None:
            uitkomst["groepenOnbekend"] += 1
        await asyncio.to_thread(_behandel_groep, u.dienst, u.partij, groep, stand)
        weg, te_zien = await asyncio.to_thread(ruim_na_leeftijd, u.dienst, groep)
        uitkomst.update({"naLeeftijd": weg, "leeftijdsgrenzen": te_zien})
    uitkomst["opruimingen"] += await asyncio.to_thread(behandel_lijsten, u.dienst, u.opslag)
    uitkomst["contactIngetrokken"] += await asyncio.to_thread(
        neem_contact_terug, u.dienst, u.opslag
    )
    for onderwerp in onderwerpen_van(u.partij):
        for eigen in onderwerp.onderhoud:
            await asyncio.to_thread(_verleng, u.dienst, beurt, slot)
            uitkomst.update(await asyncio.to_thread(eigen, u.dienst))
    uitkomst["teLaat"] = await asyncio.to_thread(schrijf_stand, u.dienst, u.partij.meldingen)
    uitkomst.update(await maak_aansluiter(geheel).ronde())
    # What was destroyed since, while somebody kept reading, may still lie in the database's log.
    await asyncio.to_thread(wis_resten, u.dienst.engine)
    await asyncio.to_thread(_rond_af, u.dienst, beurt, uitkomst)
    # With what went, and that this run was: each a leaf of the log.
    uitkomst.update(await maak_verklaringmelder(geheel).ronde())
    _log.info("onderhoud gedaan", aantal=uitkomst["opruimingen"])
    return dict(uitkomst)


def _begin(dienst: Dienst, slot: timedelta) -> str:
    """Takes the lock; a run whose time is up lost it."""
    nu = dienst.klok()
    beurt = uuid7(nu)
    try:
        with dienst.transactie() as sessie:
            vorige = sessie.scalars(
                select(OnderhoudsbeurtRij).where(OnderhoudsbeurtRij.slot == _SLOT).with_for_update()
            ).one_or_none()
            if vorige is not None and vorige.tot > nu:
                raise OnderhoudLooptAl("Er loopt al een onderhoudsbeurt.")
            if vorige is not None:
                vorige.slot = None
                sessie.flush()
            sessie.add(OnderhoudsbeurtRij(id=beurt, slot=_SLOT, begonnen_op=nu, tot=nu + slot))
    except IntegrityError:
        raise OnderhoudLooptAl("Er loopt al een onderhoudsbeurt.") from None
    return beurt


def _verleng(dienst: Dienst, beurt: str, slot: timedelta) -> None:
    """A run that takes long keeps its lock; one that another took over stops here.

    Each step may be repeated, and counts only what it finds, so that what it did stands.
    """
    with dienst.transactie() as sessie:
        rij = sessie.get_one(OnderhoudsbeurtRij, beurt, with_for_update=True)
        if rij.slot is None:
            raise OnderhoudLooptAl("Een andere onderhoudsbeurt nam deze over.")
        rij.tot = dienst.klok() + slot


def _rond_af(dienst: Dienst, beurt: str, uitkomst: Mapping[str, int]) -> None:
    with dienst.transactie() as sessie:
        rij = sessie.get_one(OnderhoudsbeurtRij, beurt)
        rij.slot, rij.klaar_op, rij.uitkomst = None, dienst.klok(), dict(uitkomst)
        # Also when nothing went: that somebody looked is what the others can count on.
        aantallen = {"beurten": 1, **{wat: een for wat, een in uitkomst.items() if een > 0}}
        verklaar_beurt(sessie, beurt, rij.klaar_op, aantallen)


async def _stand(u: Uitwisseling, groep: str) -> dict[str, Any] | None:
    try:
        return await u.gateway.groep(groep)
    except (GatewayFout, NietGevonden) as fout:
        _log.error("groep onbekend bij onderhoud", fout=type(fout).__name__)
        return None


def _behandel_groep(
    dienst: Dienst, partij: Partij, groep: str, stand: Mapping[str, Any] | None
) -> None:
    """A group that ended: remember on which day, and ask for who must be gone by now.

    Without a state, by what is remembered.
    """
    if stand is not None:
        onthoud_einde(dienst, groep, stand)
    vraag_vertrek(dienst, partij.meldingen, groep)

"""Wie een bundel maakt wacht even op de getuigen, en nooit lang."""

from __future__ import annotations

import asyncio
import threading

import httpx

from gateway.getuigen.ronde import Getuigenronde
from gateway.getuigen.uitgave import Uitgaven
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import maak_blad
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver
from tests.integratie.getuigen.test_vijandige_getuige import (
    ANDEREN,
    KWAAD,
    LOG,
    SLEUTELS,
    Kring,
    eerlijk,
    kring,
    log,
)

__all__ = ["kring", "log"]
"""De kring van getuigen, hier ook."""


def _nog_een_blad(kring: Kring) -> None:
    with Logschrijver(kring.engine, LOG) as schrijver:
        schrijver.voeg_toe_sync(maak_blad("configuratie", utc_tekst(kring.klok()), proef=99))


def test_meteen_vraagt_iedereen_om_het_log_van_nu(kring: Kring) -> None:
    async def werk() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            ronde = Getuigenronde(kring.engine, client, LOG.verificatiesleutel, 3600.0, kring.klok)
            await ronde.meteen()
            await asyncio.to_thread(_nog_een_blad, kring)
            await ronde.meteen()

    asyncio.run(werk())
    laatste = Uitgaven(kring.engine, LOG.verificatiesleutel).laatste()
    assert laatste is not None
    assert laatste.grootte == Loglezer(kring.engine).stand().grootte
    assert set(laatste.aanwezig) == set(SLEUTELS)


def test_op_wie_zwijgt_wordt_niet_gewacht(kring: Kring) -> None:
    verder = threading.Event()

    def zwijgt(checkpoint: str, sleutel: Notitiesleutel) -> tuple[int, bytes]:
        verder.wait(30)
        return eerlijk(checkpoint, sleutel)

    kring.getuigen[KWAAD].antwoordt = zwijgt

    async def werk() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            ronde = Getuigenronde(
                kring.engine, client, LOG.verificatiesleutel, 3600.0, kring.klok,
                haast_seconden=0.2,
            )  # fmt: skip
            await ronde.meteen()
        assert not verder.is_set()
        verder.set()

    asyncio.run(werk())
    laatste = Uitgaven(kring.engine, LOG.verificatiesleutel).laatste()
    assert laatste is None or KWAAD not in laatste.aanwezig


def test_een_late_handtekening_haalt_het_checkpoint_van_later_niet_weg(kring: Kring) -> None:
    verder = threading.Event()

    def traag(checkpoint: str, sleutel: Notitiesleutel) -> tuple[int, bytes]:
        verder.wait(30)
        return eerlijk(checkpoint, sleutel)

    kring.getuigen[KWAAD].antwoordt = traag

    async def werk() -> None:
        eerste = asyncio.create_task(kring.ronde())
        uitgaven = Uitgaven(kring.engine, LOG.verificatiesleutel)
        while (nu := uitgaven.laatste()) is None or set(nu.aanwezig) != set(ANDEREN):
            assert not eerste.done()
            await asyncio.sleep(0.01)
        await asyncio.to_thread(_nog_een_blad, kring)
        kring.getuigen[KWAAD].antwoordt = eerlijk
        assert await kring.ronde()
        verder.set()
        assert await eerste

    asyncio.run(werk())
    laatste = Uitgaven(kring.engine, LOG.verificatiesleutel).laatste()
    assert laatste is not None
    assert laatste.grootte == Loglezer(kring.engine).stand().grootte
    assert set(laatste.aanwezig) == set(SLEUTELS)

"""Een vraag krijgt nooit antwoord van een zoekregister dat achterloopt."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, select

from gateway.zoekregister.opruiming import verwijder_uit_register
from gateway.zoekregister.opslag import Registeropslag
from gateway.zoekregister.register import Bijgewerkt, Zoekregister, lees_grootte
from gateway.zoekregister.tabellen import (
    UitwisselingRij,
    ZoekbitsRij,
    ZoekgebeurtenisRij,
    ZoekvernietigingRij,
)
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.opslag import lees_stand
from shared.logboek.schrijver import Logschrijver, Schrijfgrenzen, Uitstel
from shared.opslag.engine import lezend
from tests.integratie.gateway.zoekproef import Proef, draaiende_proef

TABELLEN = (UitwisselingRij, ZoekbitsRij, ZoekgebeurtenisRij, ZoekvernietigingRij)
NIET_VANZELF = Schrijfgrenzen(uitstel=Uitstel(bladen=10_000, seconden=3600))


@pytest.fixture
def proef(databank_url: str) -> Iterator[Proef]:
    with draaiende_proef(databank_url) as gevonden:
        yield gevonden


def _standen(verbinding: Connection) -> tuple[int, int]:
    stand = lees_stand(verbinding)
    assert stand is not None
    return stand.grootte, lees_grootte(verbinding)


def test_een_vraag_haalt_in_wat_er_nog_niet_in_staat(proef: Proef) -> None:
    register = Zoekregister(standaard_convenant())
    with Logschrijver(
        proef.engine, proef.sleutel, NIET_VANZELF, bijwerking=register.neem_op
    ) as schrijver:
        schrijver.voeg_toe_sync(*proef.maker.bladen(7))
        with lezend(proef.engine).connect() as verbinding:
            log, bij = _standen(verbinding)
            assert bij == log - 7
        assert proef.zoeken.grootte() == log
        with Bijgewerkt(proef.engine, register).connect() as verbinding:
            assert _standen(verbinding) == (log, log)
        schrijver.voeg_toe_sync(*proef.maker.bladen(2))
    with lezend(proef.engine).connect() as verbinding:
        assert _standen(verbinding) == (log + 2, log + 2), "wie stopt laat niets liggen"


def test_ook_wat_een_ander_proces_schreef(proef: Proef) -> None:
    with Logschrijver(proef.engine, proef.sleutel) as ander:
        ander.voeg_toe_sync(*proef.maker.bladen(1500))
    with lezend(proef.engine).connect() as verbinding:
        log, bij = _standen(verbinding)
    assert bij == log - 1500
    assert proef.zoeken.grootte() == log


def test_tegelijk_inhalen_en_schrijven_geeft_hetzelfde_register(proef: Proef) -> None:
    register = Zoekregister(standaard_convenant())
    bijgewerkt = Bijgewerkt(proef.engine, register)
    grenzen = Schrijfgrenzen(uitstel=Uitstel(bladen=9, seconden=0.001))

    def vraag(_: int) -> bool:
        with lezend(proef.engine).connect() as verbinding:
            log, _bij = _standen(verbinding)
        with bijgewerkt.connect() as verbinding:
            return lees_grootte(verbinding) >= log

    with (
        Logschrijver(proef.engine, proef.sleutel, grenzen, bijwerking=register.neem_op) as een,
        Logschrijver(proef.engine, proef.sleutel) as ander,
        ThreadPoolExecutor(3) as pool,
    ):
        vragen = [pool.submit(vraag, nummer) for nummer in range(20)]
        for ronde in range(40):
            schrijver = ander if ronde % 3 == 0 else een
            schrijver.voeg_toe_sync(*proef.maker.bladen(ronde % 4 + 1))
        assert all(klaar.result() for klaar in vragen)
    with bijgewerkt.connect() as verbinding:
        log, bij = _standen(verbinding)
    assert bij == log
    voor = _inhoud(proef)
    assert register.herbouw(proef.engine) == log
    assert _inhoud(proef) == voor


def test_wie_snoeit_heeft_het_register_voor_zich(proef: Proef) -> None:
    """Wie intussen bijwerkte, schreef in dezelfde blokken: wat de een zette, wiste de ander."""

    def pak_register() -> int:
        with proef.engine.begin() as verbinding:
            return Registeropslag(verbinding).grootte(slot=True)

    log = proef.zoeken.grootte()
    with ThreadPoolExecutor(1) as pool:
        with proef.engine.begin() as verbinding:
            verwijder_uit_register(verbinding, [0, 1])
            klaar = pool.submit(pak_register)
            with pytest.raises(TimeoutError):
                klaar.result(timeout=1)
        assert klaar.result(timeout=60) == log


def test_wie_herbouwt_wacht_op_wie_bijwerkt(proef: Proef) -> None:
    register = Zoekregister(standaard_convenant())
    eerste, bladen = proef.zoeken.grootte(), list(proef.maker.bladen(300))
    with Logschrijver(proef.engine, proef.sleutel) as ander:
        ander.voeg_toe_sync(*bladen)
    with ThreadPoolExecutor(1) as pool:
        with proef.engine.begin() as verbinding:
            register.neem_op(verbinding, eerste, bladen)
            klaar = pool.submit(register.herbouw, proef.engine)
            with pytest.raises(TimeoutError):
                klaar.result(timeout=1)
        assert klaar.result(timeout=60) == eerste + 300


def _inhoud(proef: Proef) -> list[list[tuple[object, ...]]]:
    with proef.engine.connect() as verbinding:
        return [
            sorted(map(tuple, verbinding.execute(select(tabel.__table__))), key=repr)
            for tabel in TABELLEN
        ]

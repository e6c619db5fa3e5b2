"""Wat om een beurt heen gebeurt: wat erna wordt vastgelegd, wat iets achterloopt, wie wordt
afgewacht."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from itertools import chain

import pytest
from sqlalchemy import Connection, Engine, text

from shared.logboek.bladen import Blad
from shared.logboek.fouten import LogNietBeschikbaar
from shared.logboek.lezer import Loglezer
from shared.logboek.schrijver import Logschrijver, Schrijfgrenzen, Uitstel
from tests.integratie.logboek.hulp import blad
from tests.unit.logboek.hulp import logsleutel

LANG = 3600.0


class Vastlegging:
    """Legt vast wat een beurt vraagt, en ziet wat er dan al in het log staat."""

    def __init__(self, lezer: Loglezer, fout: Exception | None = None) -> None:
        self._lezer = lezer
        self.fout = fout
        self.beurten: list[list[int]] = []

    def __call__(self, gevraagd: Sequence[int]) -> None:
        for nummer in gevraagd:
            assert self._lezer.blad(nummer), "het blad ligt vast voor er iets over wordt vastgelegd"
        if self.fout is not None:
            raise self.fout
        self.beurten.append(list(gevraagd))


async def _schrijf(schrijver: Logschrijver, nummer: int, *, verantwoord: bool = True) -> int:
    geschreven = await schrijver.voer_uit(
        lambda _: ([blad(nummer)], nummer), nawerk=(lambda wat: wat) if verantwoord else None
    )
    return geschreven.bladnummers[0]


def test_wat_een_beurt_vraagt_ligt_vast_voor_iemand_het_hoort(
    engine: Engine, lezer: Loglezer
) -> None:
    na = Vastlegging(lezer)

    async def alles(schrijver: Logschrijver) -> None:
        async def een(nummer: int) -> None:
            assert await _schrijf(schrijver, nummer) == nummer
            assert nummer in [een for beurt in na.beurten for een in beurt]
            assert nummer < lezer.stand().grootte

        await asyncio.gather(*(een(nummer) for nummer in range(40)))

    with Logschrijver(engine, logsleutel(), nabewerking=na) as schrijver:
        asyncio.run(alles(schrijver))
    assert sorted(chain.from_iterable(na.beurten)) == [*range(40)]
    assert len(na.beurten) < 40, "een beurt wordt samen vastgelegd"


def test_zonder_vastlegging_hoort_alleen_wie_erom_vroeg_de_fout(
    engine: Engine, lezer: Loglezer
) -> None:
    na = Vastlegging(lezer, LogNietBeschikbaar("de databank is vol"))
    bezig, vrij = threading.Event(), threading.Event()

    def houd_op(_: Connection) -> tuple[list[Blad], None]:
        bezig.set()
        assert vrij.wait(30)
        return [blad(0)], None

    async def samen(schrijver: Logschrijver) -> list[object]:
        eerst = asyncio.create_task(schrijver.voer_uit(houd_op))
        await asyncio.to_thread(bezig.wait, 30)
        rest = [
            asyncio.create_task(_schrijf(schrijver, 1)),
            asyncio.create_task(_schrijf(schrijver, 2, verantwoord=False)),
        ]
        await asyncio.sleep(0)
        assert schrijver.wachtend == 2
        vrij.set()
        await eerst
        return await asyncio.gather(*rest, return_exceptions=True)

    with Logschrijver(engine, logsleutel(), nabewerking=na) as schrijver:
        mislukt, gelukt = asyncio.run(samen(schrijver))
    assert mislukt is na.fout
    assert gelukt == 2
    assert lezer.stand().grootte == 3, "het blad staat er: er is besloten, maar niets gaat verder"


def test_wat_een_taak_zelf_fout_doet_hoort_zij_en_de_schrijver_gaat_door(
    engine: Engine, lezer: Loglezer
) -> None:
    na = Vastlegging(lezer)

    def stuk(_: object) -> int:
        raise RuntimeError("niemand had dit bedacht")

    async def schrijf(schrijver: Logschrijver) -> None:
        with pytest.raises(RuntimeError):
            await schrijver.voer_uit(lambda _: ([blad(0)], None), nawerk=stuk)
        assert await asyncio.wait_for(_schrijf(schrijver, 1), 30) == 1

    with Logschrijver(engine, logsleutel(), nabewerking=na) as schrijver:
        asyncio.run(schrijf(schrijver))


def test_niets_te_verantwoorden_vraagt_niets(engine: Engine, lezer: Loglezer) -> None:
    na = Vastlegging(lezer, AssertionError("hier is niets vast te leggen"))

    async def schrijf(schrijver: Logschrijver) -> None:
        await schrijver.voer_uit(lambda _: ([blad(1)], None), nawerk=lambda _: None)

    with Logschrijver(engine, logsleutel(), nabewerking=na) as schrijver:
        asyncio.run(schrijf(schrijver))
    assert na.beurten == []


# --- wat iets achterloopt -------------------------------------------------------------------------


class Bijhouder:
    """Houdt van elk blad het nummer bij, in dezelfde databank; slaat over wat het al heeft."""

    def __init__(self, engine: Engine) -> None:
        with engine.begin() as verbinding:
            verbinding.execute(text("CREATE TABLE bij (nummer INTEGER PRIMARY KEY)"))
        self._engine = engine
        self.keren = 0

    def neem_op(self, verbinding: Connection, eerste: int, bladen: Sequence[Blad]) -> None:
        self.keren += 1
        for nummer in range(len(self._lees(verbinding)), eerste + len(bladen)):
            verbinding.execute(text("INSERT INTO bij VALUES (:nummer)"), {"nummer": nummer})

    def gehad(self) -> list[int]:
        with self._engine.connect() as verbinding:
            return self._lees(verbinding)

    def _lees(self, verbinding: Connection) -> list[int]:
        return list(verbinding.scalars(text("SELECT nummer FROM bij ORDER BY nummer")))


def _wacht_op(bij: Bijhouder, nummers: list[int]) -> None:
    grens = time.monotonic() + 30
    while bij.gehad() != nummers:
        assert time.monotonic() < grens
        time.sleep(0.01)


def _grenzen(bladen: int, seconden: float) -> Schrijfgrenzen:
    return Schrijfgrenzen(uitstel=Uitstel(bladen, seconden))


def test_wat_achterloopt_komt_na_zoveel_bladen_bij(engine: Engine) -> None:
    bij = Bijhouder(engine)
    with Logschrijver(engine, logsleutel(), _grenzen(5, LANG), bijwerking=bij.neem_op) as schrijver:
        for nummer in range(4):
            schrijver.voeg_toe_sync(blad(nummer))
        assert bij.gehad() == []
        schrijver.voeg_toe_sync(blad(4), blad(5))
        assert bij.gehad() == [*range(6)]
        schrijver.voeg_toe_sync(blad(6))
        assert bij.gehad() == [*range(6)]
    assert bij.gehad() == [*range(7)], "wie stopt laat niets liggen"
    assert bij.keren == 2


def test_wat_achterloopt_komt_ook_bij_als_er_niets_meer_bij_komt(engine: Engine) -> None:
    bij = Bijhouder(engine)
    with Logschrijver(
        engine, logsleutel(), _grenzen(99, 0.01), bijwerking=bij.neem_op
    ) as schrijver:
        schrijver.voeg_toe_sync(blad(0))
        _wacht_op(bij, [0])


def test_een_ander_proces_schreef_ertussen(engine: Engine) -> None:
    bij = Bijhouder(engine)
    een = Logschrijver(engine, logsleutel(), _grenzen(3, LANG), bijwerking=bij.neem_op)
    ander = Logschrijver(engine, logsleutel())
    with een, ander:
        een.voeg_toe_sync(blad(0))
        ander.voeg_toe_sync(blad(1), blad(2))
        een.voeg_toe_sync(blad(3))
        assert bij.gehad() == []
        een.voeg_toe_sync(blad(4), blad(5), blad(6))
        assert bij.gehad() == [*range(7)]


def test_lukt_bijwerken_niet_dan_staat_het_log_er_en_later_wel(engine: Engine) -> None:
    bij, stuk, mislukt = Bijhouder(engine), [True], threading.Event()

    def neem_op(verbinding: Connection, eerste: int, bladen: Sequence[Blad]) -> None:
        if stuk:
            mislukt.set()
            raise RuntimeError("het register is er even niet")
        bij.neem_op(verbinding, eerste, bladen)

    grenzen = _grenzen(99, 0.01)
    with Logschrijver(engine, logsleutel(), grenzen, bijwerking=neem_op) as schrijver:
        assert schrijver.voeg_toe_sync(blad(0)).bladnummers == (0,)
        assert mislukt.wait(30)
        assert bij.gehad() == []
        stuk.clear()
        _wacht_op(bij, [0])


# --- wie wordt afgewacht --------------------------------------------------------------------------


def test_een_beurt_wacht_op_wie_onderweg_is(engine: Engine) -> None:
    grenzen = Schrijfgrenzen(wacht_seconden=30)
    # De transacties zelf: het adres van een die voorbij is krijgt een volgende.
    beurten: list[object] = []

    def tel(verbinding: Connection) -> tuple[list[Blad], None]:
        beurten.append(verbinding.get_transaction())
        return [blad(len(beurten))], None

    async def alles(schrijver: Logschrijver) -> None:
        async def een(pas_na: float) -> None:
            with schrijver.onderweg:
                await asyncio.sleep(pas_na)
                await schrijver.voer_uit(tel)

        await asyncio.gather(een(0), een(0.05), een(0.1))

    with Logschrijver(engine, logsleutel(), grenzen) as schrijver:
        asyncio.run(alles(schrijver))
    assert len(beurten) == 3
    assert all(een is beurten[0] for een in beurten)


def test_wie_alleen_is_wacht_op_niemand(engine: Engine) -> None:
    async def een(schrijver: Logschrijver) -> None:
        with schrijver.onderweg:
            await asyncio.wait_for(schrijver.voer_uit(lambda _: ([blad(1)], None)), 20)
        # Ook wie niets aankondigt, zoals een beheerder, wacht niet.
        await asyncio.wait_for(schrijver.voeg_toe(blad(2)), 20)

    with Logschrijver(engine, logsleutel(), Schrijfgrenzen(wacht_seconden=LANG)) as schrijver:
        asyncio.run(een(schrijver))

"""Schrijven in het log: samen in één commit, alleen met gevolg, of helemaal niet."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, text

from shared.logboek.bladen import Blad
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.fouten import LogNietBeschikbaar
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import bladhash, controleer_consistentie, controleer_inclusie
from shared.logboek.opslag import LOG_BLAD, LOG_STAND, Logstand
from shared.logboek.schrijver import Logschrijver, Schrijfgrenzen, volgend_bladnummer
from tests.integratie.logboek.hulp import blad
from tests.unit.logboek.hulp import logsleutel


def _controleer_boom(lezer: Loglezer, grootte: int) -> Logstand:
    """Elk blad is met een bewijs terug te vinden onder het ondertekende checkpoint."""
    stand = lezer.stand()
    checkpoint, _ = open_checkpoint(stand.checkpoint, logsleutel().verificatiesleutel)
    assert (checkpoint.grootte, checkpoint.wortel) == (stand.grootte, stand.wortel)
    assert stand.grootte == grootte
    for bewezen in lezer.bewezen_bladen(range(grootte)):
        hash_ = bladhash(bewezen.inhoud)
        controleer_inclusie(hash_, bewezen.nummer, grootte, bewezen.bewijs, checkpoint.wortel)
    return stand


def test_zestig_gelijktijdige_verzoeken_krijgen_elk_hun_eigen_blad(
    engine: Engine, lezer: Loglezer
) -> None:
    async def alles(schrijver: Logschrijver) -> list[int]:
        async def een(nummer: int) -> int:
            geschreven = await schrijver.voer_uit(lambda _: ([blad(nummer)], nummer))
            assert geschreven.uitkomst == nummer
            assert geschreven.bladnummers[0] < geschreven.stand.grootte
            assert lezer.blad(geschreven.bladnummers[0]) == blad(nummer).inhoud
            return geschreven.bladnummers[0]

        return await asyncio.gather(*(een(n) for n in range(600)))

    with Logschrijver(engine, logsleutel()) as schrijver:
        nummers = asyncio.run(alles(schrijver))
    assert sorted(nummers) == list(range(600))
    stand = _controleer_boom(lezer, 600)
    assert stand == schrijver.stand


def test_elke_beurt_bouwt_aantoonbaar_voort_op_de_vorige(engine: Engine, lezer: Loglezer) -> None:
    standen = []
    with Logschrijver(engine, logsleutel()) as schrijver:
        for beurt in (1, 254, 1, 1, 40):
            geschreven = schrijver.voeg_toe_sync(*(blad(n) for n in range(beurt)))
            standen.append(geschreven.stand)
    assert [s.grootte for s in standen] == [1, 255, 256, 257, 297]
    for oud in standen:
        for nieuw in standen[standen.index(oud) :]:
            bewijs = lezer.consistentiebewijs(oud.grootte, nieuw.grootte)
            controleer_consistentie(oud.grootte, nieuw.grootte, bewijs, oud.wortel, nieuw.wortel)
        assert lezer.wortel(oud.grootte) == oud.wortel


def test_mislukte_opdracht_laat_geen_spoor_na_en_raakt_de_anderen_niet(
    engine: Engine, lezer: Loglezer
) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("CREATE TABLE register (id INTEGER PRIMARY KEY, blad BIGINT)"))

    def registreer(nummer: int) -> object:
        def opdracht(verbinding: Connection) -> tuple[list[Blad], int]:
            plek = volgend_bladnummer(verbinding)
            verbinding.execute(
                text("INSERT INTO register VALUES (:id, :blad)"), {"id": nummer, "blad": plek}
            )
            if nummer % 3 == 0:
                raise ValueError(f"opdracht {nummer} mislukt")
            return [blad(nummer)], plek

        return opdracht

    async def alles(schrijver: Logschrijver) -> list[object]:
        opdrachten = [schrijver.voer_uit(registreer(n)) for n in range(90)]  # type: ignore[arg-type]
        return await asyncio.gather(*opdrachten, return_exceptions=True)

    with Logschrijver(engine, logsleutel()) as schrijver:
        uitkomsten = asyncio.run(alles(schrijver))
        # Een dubbele sleutel in het register: een fout van de databank zelf, midden in de beurt.
        with pytest.raises(Exception, match=r"(?i)unique"):
            schrijver.voer_uit_sync(registreer(1))  # type: ignore[arg-type]
    mislukt = [n for n, u in enumerate(uitkomsten) if isinstance(u, ValueError)]
    assert mislukt == list(range(0, 90, 3))
    _controleer_boom(lezer, 60)
    with engine.connect() as verbinding:
        rijen = verbinding.execute(text("SELECT id, blad FROM register ORDER BY id")).all()
    assert [rij.id for rij in rijen] == [n for n in range(90) if n % 3]
    for rij in rijen:
        assert lezer.blad(rij.blad) == blad(rij.id).inhoud


def test_opdracht_zonder_bladen_mag_en_verandert_het_log_niet(
    engine: Engine, lezer: Loglezer
) -> None:
    with Logschrijver(engine, logsleutel()) as schrijver:
        voor = schrijver.voeg_toe_sync(blad(1)).stand
        geschreven = schrijver.voer_uit_sync(lambda _: ([], "alleen gekeken"))
    assert (geschreven.uitkomst, geschreven.bladnummers) == ("alleen gekeken", ())
    assert geschreven.stand == voor == lezer.stand()


def test_opdracht_die_geen_bladen_geeft_is_een_programmeerfout(engine: Engine) -> None:
    with Logschrijver(engine, logsleutel()) as schrijver:
        with pytest.raises(TypeError, match="maak_blad"):
            schrijver.voer_uit_sync(lambda _: ([b"bytes"], None))  # type: ignore[list-item, return-value]
        assert schrijver.voeg_toe_sync(blad(1)).bladnummers == (0,)


def test_opdracht_met_meer_bladen_krijgt_opeenvolgende_nummers(engine: Engine) -> None:
    with Logschrijver(engine, logsleutel()) as schrijver:
        schrijver.voeg_toe_sync(blad(0))
        geschreven = schrijver.voer_uit_sync(lambda v: ([blad(1), blad(2)], volgend_bladnummer(v)))
    assert (geschreven.bladnummers, geschreven.uitkomst) == ((1, 2), 1)
    with engine.connect() as verbinding, pytest.raises(LogNietBeschikbaar):
        volgend_bladnummer(verbinding)


def test_volle_wachtrij_weigert_meteen(engine: Engine, lezer: Loglezer) -> None:
    bezig, vrij = threading.Event(), threading.Event()

    def wacht(_: Connection) -> tuple[list[Blad], None]:
        bezig.set()
        assert vrij.wait(30)
        return [blad(0)], None

    schrijver = Logschrijver(engine, logsleutel(), Schrijfgrenzen(max_wachtrij=2))
    with schrijver, ThreadPoolExecutor(3) as pool:
        eerste = pool.submit(schrijver.voer_uit_sync, wacht)
        assert bezig.wait(30)
        wachtend = [pool.submit(schrijver.voeg_toe_sync, blad(n)) for n in (1, 2)]
        while schrijver.wachtend < 2:  # beide staan in de rij
            assert not any(w.done() for w in wachtend)
        with pytest.raises(LogNietBeschikbaar, match="overbelast"):
            schrijver.voeg_toe_sync(blad(3))
        vrij.set()
        assert eerste.result(30).bladnummers == (0,)
        assert {w.result(30).bladnummers[0] for w in wachtend} == {1, 2}
    _controleer_boom(lezer, 3)


def test_stoppen_maakt_af_wat_wacht_en_neemt_niets_meer_aan(
    engine: Engine, lezer: Loglezer
) -> None:
    schrijver = Logschrijver(engine, logsleutel(), Schrijfgrenzen(max_beurt=3))
    schrijver.start()

    async def plaats_en_stop() -> list[int]:
        wachtend = [asyncio.ensure_future(schrijver.voeg_toe(blad(n))) for n in range(20)]
        await asyncio.sleep(0)
        await asyncio.to_thread(schrijver.stop)
        return [g.bladnummers[0] for g in await asyncio.gather(*wachtend)]

    assert asyncio.run(plaats_en_stop()) == list(range(20))
    schrijver.stop()
    with pytest.raises(LogNietBeschikbaar, match="neemt nu niets op"):
        schrijver.voeg_toe_sync(blad(99))
    _controleer_boom(lezer, 20)


def test_wie_opgeeft_voor_zijn_beurt_laat_geen_blad_na(engine: Engine, lezer: Loglezer) -> None:
    bezig, vrij = threading.Event(), threading.Event()

    def wacht(_: Connection) -> tuple[list[Blad], None]:
        bezig.set()
        assert vrij.wait(30)
        return [blad(0)], None

    async def verloop(schrijver: Logschrijver) -> None:
        eerste = asyncio.ensure_future(schrijver.voer_uit(wacht))
        await asyncio.to_thread(bezig.wait, 30)
        opgegeven = asyncio.ensure_future(schrijver.voeg_toe(blad(1)))
        blijver = asyncio.ensure_future(schrijver.voeg_toe(blad(2)))
        await asyncio.sleep(0)
        opgegeven.cancel()
        await asyncio.sleep(0)
        vrij.set()
        await eerste
        assert (await blijver).bladnummers == (1,)
        assert opgegeven.cancelled()

    with Logschrijver(engine, logsleutel()) as schrijver:
        asyncio.run(verloop(schrijver))
    assert [lezer.blad(n) for n in range(2)] == [blad(0).inhoud, blad(2).inhoud]


def test_tweede_schrijver_op_dezelfde_databank_splijt_het_log_niet(
    engine: Engine, lezer: Loglezer
) -> None:
    with (
        Logschrijver(engine, logsleutel()) as een,
        Logschrijver(engine, logsleutel()) as twee,
        ThreadPoolExecutor(8) as pool,
    ):

        def schrijf(nummer: int) -> int:
            schrijver = een if nummer % 2 else twee
            return schrijver.voeg_toe_sync(blad(nummer)).bladnummers[0]

        nummers = list(pool.map(schrijf, range(300)))
    assert sorted(nummers) == list(range(300))
    _controleer_boom(lezer, 300)


def test_verdwenen_opslag_is_geen_log_en_daarna_gaat_het_weer(
    engine: Engine, lezer: Loglezer
) -> None:
    with Logschrijver(engine, logsleutel()) as schrijver:
        schrijver.voeg_toe_sync(blad(0))
        with engine.begin() as verbinding:
            verbinding.execute(text("ALTER TABLE log_tegel RENAME TO log_tegel_weg"))
        # De bladen zijn al ingevoegd als de tegel mislukt: alles moet terug.
        with pytest.raises(LogNietBeschikbaar):
            schrijver.voeg_toe_sync(blad(1))
        with engine.begin() as verbinding:
            verbinding.execute(text("ALTER TABLE log_tegel_weg RENAME TO log_tegel"))
        assert schrijver.voeg_toe_sync(blad(2)).bladnummers == (1,)
    _controleer_boom(lezer, 2)
    assert lezer.blad(1) == blad(2).inhoud


def test_gewiste_stand_terwijl_er_geschreven_wordt_stopt_het_log(engine: Engine) -> None:
    with Logschrijver(engine, logsleutel()) as schrijver:
        schrijver.voeg_toe_sync(blad(0))
        with engine.begin() as verbinding:
            verbinding.execute(LOG_STAND.delete())
        with pytest.raises(LogNietBeschikbaar):
            schrijver.voeg_toe_sync(blad(1))
        with engine.connect() as verbinding:
            assert len(verbinding.execute(LOG_BLAD.select()).all()) == 1


def test_niet_gestart_of_dubbel_gestart(engine: Engine) -> None:
    schrijver = Logschrijver(engine, logsleutel())
    with pytest.raises(LogNietBeschikbaar):
        schrijver.voeg_toe_sync(blad(0))
    with pytest.raises(LogNietBeschikbaar):
        _ = schrijver.stand
    with schrijver:
        assert schrijver.open
        with pytest.raises(LogNietBeschikbaar, match="draait al"):
            schrijver.start()
    assert not schrijver.open


@pytest.mark.parametrize("tussen", [0, 3, 1500])
def test_gevraagd_bewijs_hoort_bij_de_boom_tot_en_met_het_eigen_blad(
    engine: Engine, tussen: int
) -> None:
    """Het bewijs van een eerder blad, ook als er intussen veel bij is gekomen."""

    async def verloop(schrijver: Logschrijver) -> None:
        eerste = (await schrijver.voeg_toe(blad(0))).bladnummers[0]
        samen = [schrijver.voeg_toe(*(blad(n) for n in range(1, tussen + 1)))] if tussen else []
        gevraagd = schrijver.voer_uit(lambda _: ([blad(-1)], None), bewijs_van=eerste)
        *_, geschreven = await asyncio.gather(*samen, gevraagd)
        inclusie = geschreven.inclusie
        assert inclusie is not None
        assert (inclusie.bladnummer, inclusie.grootte) == (0, geschreven.bladnummers[0] + 1)
        controleer_inclusie(
            bladhash(blad(0).inhoud), 0, inclusie.grootte, inclusie.bewijs, inclusie.wortel
        )
        assert inclusie.wortel == Loglezer(engine).wortel(inclusie.grootte)

    with Logschrijver(engine, logsleutel()) as schrijver:
        asyncio.run(verloop(schrijver))
    # Na een herstart is het geheugen leeg en komt het bewijs uit de opslag.
    with Logschrijver(engine, logsleutel()) as schrijver:
        later = asyncio.run(_met_bewijs(schrijver, 0))
    assert later == tuple(Loglezer(engine).inclusiebewijs(0))


async def _met_bewijs(schrijver: Logschrijver, nummer: int) -> tuple[bytes, ...]:
    geschreven = await schrijver.voer_uit(lambda _: ([blad(-2)], None), bewijs_van=nummer)
    assert geschreven.inclusie is not None
    return geschreven.inclusie.bewijs


def test_vreemde_uitzondering_in_een_opdracht_laat_niemand_wachten(
    engine: Engine, lezer: Loglezer
) -> None:
    def stopt(_: Connection) -> tuple[list[Blad], None]:
        raise StopIteration

    async def verloop(schrijver: Logschrijver) -> list[object]:
        opdrachten = (schrijver.voer_uit(stopt), *(schrijver.voeg_toe(blad(n)) for n in range(5)))
        async with asyncio.timeout(30):
            return await asyncio.gather(*opdrachten, return_exceptions=True)

    with Logschrijver(engine, logsleutel()) as schrijver:
        fout, *geschreven = asyncio.run(verloop(schrijver))
    assert isinstance(fout, RuntimeError)
    assert not any(isinstance(g, BaseException) for g in geschreven)
    _controleer_boom(lezer, 5)


def test_wachter_in_een_gesloten_lus_houdt_de_schrijver_niet_tegen(
    engine: Engine, lezer: Loglezer
) -> None:
    bezig, vrij = threading.Event(), threading.Event()

    def wacht(_: Connection) -> tuple[list[Blad], None]:
        bezig.set()
        assert vrij.wait(30)
        return [blad(0)], None

    async def ga_weg(schrijver: Logschrijver) -> None:
        taak = asyncio.ensure_future(schrijver.voer_uit(wacht))
        await asyncio.to_thread(bezig.wait, 30)
        taak.cancel()

    with Logschrijver(engine, logsleutel()) as schrijver:
        asyncio.run(ga_weg(schrijver))
        vrij.set()
        assert schrijver.voeg_toe_sync(blad(1)).bladnummers == (1,)
    _controleer_boom(lezer, 2)

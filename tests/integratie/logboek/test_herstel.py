"""Een bewaard log dat zichzelf tegenspreekt gaat niet open; een gedood proces verliest niets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from shared.logboek.aangroei import Aangroei
from shared.logboek.bladen import lees_blad
from shared.logboek.fouten import LogBeschadigd, LogNietBeschikbaar
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import bladhash
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import Logstand, lees_stand, verwijder_inhoud, zet_stand
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from tests.integratie.logboek.hulp import blad
from tests.unit.logboek.hulp import logsleutel

HIER = Path(__file__).resolve()


def _vul(engine: Engine, aantal: int = 300) -> None:
    with Logschrijver(engine, logsleutel()) as schrijver:
        schrijver.voeg_toe_sync(*(blad(n) for n in range(aantal)))


def _sql(opdracht: str, **waarden: object) -> Callable[[Connection], None]:
    def bederf(verbinding: Connection) -> None:
        assert verbinding.execute(text(opdracht), waarden).rowcount == 1

    return bederf


def _oude_stand(verbinding: Connection) -> None:
    """Wie de databank een stuk terugzet, houdt een oud maar echt checkpoint over."""
    stand = lees_stand(verbinding)
    assert stand is not None
    zet_stand(verbinding, Logstand(stand.grootte - 1, stand.wortel, stand.checkpoint))


BEDERF: dict[str, tuple[Callable[[Connection], None], str]] = {
    "blad aan het eind weg": (_sql("DELETE FROM log_blad WHERE nummer = 299"), "meer of minder"),
    "blad erbij geschoven": (
        _sql(
            "INSERT INTO log_blad (nummer, soort, tijdstip, inhoud, bladhash) "
            "SELECT 300, soort, tijdstip, inhoud, bladhash FROM log_blad WHERE nummer = 7"
        ),
        "meer of minder",
    ),
    "blad in de rand gewijzigd": (
        _sql("UPDATE log_blad SET inhoud = :b WHERE nummer = 290", b=blad(1).inhoud),
        "horen niet bij zijn tegels",
    ),
    "tegel van de rand weg": (
        _sql("DELETE FROM log_tegel WHERE niveau = 0 AND nummer = 1"),
        "ontbreekt",
    ),
    "tegel van de rand gewijzigd": (
        _sql("UPDATE log_tegel SET hashes = :h WHERE niveau = 0 AND nummer = 1", h=b"x" * 32 * 44),
        "andere wortel",
    ),
    "tegel van de rand te kort": (
        _sql("UPDATE log_tegel SET hashes = :h WHERE niveau = 1 AND nummer = 0", h=b""),
        "breedte",
    ),
    "wortel gewijzigd": (_sql("UPDATE log_stand SET wortel = :w", w=b"x" * 32), "iets anders"),
    "grootte gewijzigd": (_oude_stand, "iets anders"),
    "checkpoint gewijzigd": (
        _sql("UPDATE log_stand SET checkpoint = replace(checkpoint, '300', '301')"),
        "niet van dit log",
    ),
}


@pytest.mark.parametrize(("bederf", "melding"), BEDERF.values(), ids=BEDERF.keys())
def test_log_dat_zichzelf_tegenspreekt_gaat_niet_open(
    engine: Engine, bederf: Callable[[Connection], None], melding: str
) -> None:
    _vul(engine)
    with engine.begin() as verbinding:
        bederf(verbinding)
    with pytest.raises(LogBeschadigd, match=melding):
        Logschrijver(engine, logsleutel()).start()


@pytest.mark.parametrize(
    "sleutel", [logsleutel(zaad=9), logsleutel("ander.example/log")], ids=["sleutel", "naam"]
)
def test_log_gaat_niet_open_met_een_andere_sleutel_of_naam(
    engine: Engine, sleutel: Notitiesleutel
) -> None:
    _vul(engine, 1)
    with pytest.raises(LogBeschadigd, match="niet van dit log"):
        Logschrijver(engine, sleutel).start()


def test_rand_die_onder_de_schrijver_verandert_stopt_het_schrijven(engine: Engine) -> None:
    _vul(engine)
    with Logschrijver(engine, logsleutel()) as schrijver:
        with engine.begin() as verbinding:
            _oude_stand(verbinding)
        with pytest.raises(LogNietBeschikbaar) as fout:
            schrijver.voeg_toe_sync(blad(1))
        assert isinstance(fout.value.__cause__, LogBeschadigd)


def test_log_met_opgeschoonde_bladen_gaat_open_en_groeit_verder(engine: Engine) -> None:
    _vul(engine)
    with engine.begin() as verbinding:
        assert verwijder_inhoud(verbinding, [400]) == 0
        assert verwijder_inhoud(verbinding, range(300)) == 300
        assert verwijder_inhoud(verbinding, range(300)) == 0
    with Logschrijver(engine, logsleutel()) as schrijver:
        assert schrijver.voeg_toe_sync(blad(300)).bladnummers == (300,)
    lezer = Loglezer(engine)
    assert lezer.inclusiebewijs(5)
    assert lezer.blad(300) == blad(300).inhoud


def test_gedood_proces_verliest_niets_wat_het_bevestigde(engine: Engine) -> None:
    """SIGKILL midden in het schrijven; wat het kind meldde staat er, en de boom klopt."""
    url = engine.url.render_as_string(hide_password=False)
    kind = subprocess.Popen(
        [sys.executable, str(HIER.with_name("kind_schrijver.py")), url],
        stdout=subprocess.PIPE,
        cwd=HIER.parents[3],
        env={**os.environ, "PYTHONPATH": str(HIER.parents[3])},
        text=True,
    )
    assert kind.stdout is not None
    bevestigd: dict[int, int] = {}
    with kind, kind.stdout:
        for regel in kind.stdout:
            waarde, _, nummer = regel.strip().partition(" ")
            if not regel.endswith("\n"):
                break
            bevestigd[int(nummer)] = int(waarde)
            if len(bevestigd) == 400:
                kind.send_signal(signal.SIGKILL)
    assert kind.returncode == -signal.SIGKILL
    assert len(bevestigd) >= 400
    opnieuw = maak_engine(url)
    try:
        lezer = Loglezer(opnieuw)
        with _geopend(opnieuw) as schrijver:
            grootte = schrijver.stand.grootte
            assert grootte > max(bevestigd)
            for nummer, waarde in bevestigd.items():
                assert lees_blad(lezer.blad(nummer)).velden["proef"] == waarde
            nagerekend = Aangroei()
            nagerekend.voeg_toe(bladhash(rij.inhoud or b"") for rij in lezer.bladen(0, grootte))
            assert (nagerekend.grootte, nagerekend.wortel()) == (grootte, schrijver.stand.wortel)
            assert schrijver.voeg_toe_sync(blad(-1)).bladnummers == (grootte,)
    finally:
        opnieuw.dispose()


def _geopend(engine: Engine) -> Logschrijver:
    """Open het log; een server kan de afgebroken verbinding nog even in handen hebben."""
    schrijver = Logschrijver(engine, logsleutel())
    grens = time.monotonic() + 30
    while True:
        try:
            with engine.begin() as verbinding:
                lees_stand(verbinding, slot=True)
        except Exception:
            if time.monotonic() > grens:
                raise
            time.sleep(0.1)
        else:
            return schrijver

"""`driehoek herstel` zoals een beheerder het draait: maken, nakijken, oefenen, terugzetten."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from deploy.pki import Pki
from services.politie.partij import POLITIE
from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.bestand.tabellen import PersoonRij
from shared.cli.hoofd import main as driehoek
from shared.opslag.engine import maak_engine
from shared.opslag.reservekopie import KopieMislukt
from shared.partijdienst.oefenplek import oefenplek, oefenurl
from shared.partijdienst.opdracht import main
from tests.hulp.databank import maak_databank, nieuw_op, programmas_van_de_server
from tests.integratie.installatie import Installatie, kopie_van, richt_in


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Installatie:
    return richt_in(tmp_path_factory.mktemp("installatie"), pki)


@pytest.fixture
def hier(voorbeeld: Installatie, tmp_path: Path) -> Installatie:
    return kopie_van(voorbeeld, tmp_path)


def _vernietig(hier: Installatie, persoon: str) -> None:
    with hier.register() as register:
        sleutel = register.sleutel_van(persoon)
        assert sleutel is not None
        with hier.kluis() as kluis:
            kluis.vernietig(sleutel)
        register.maak_leeg([persoon], door=None, grond="verzoekBetrokkene")


def test_een_backup_is_van_de_eigenaar_en_zonder_hoofdsleutel(
    hier: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    assert naar.stat().st_mode & 0o777 == 0o700
    assert {pad.stat().st_mode & 0o777 for pad in naar.iterdir()} == {0o600}
    bron = json.loads(hier.hoofdsleutel.read_text())
    geheim = [bron["hoofdsleutel"], *bron["tijdperken"].values()]
    assert geheim[1:], "anders is er niets te verraden"
    for pad in naar.iterdir():
        assert not any(een.encode() in pad.read_bytes() for een in geheim)
    lijst = json.loads((naar / "back-up.json").read_text())
    assert lijst["tijdperk"] in bron["tijdperken"]
    assert all(een["revisies"] and een["bytes"] for een in lijst["kopieen"])
    assert "De hoofdsleutel zit er niet in." in capsys.readouterr().out

    assert hier.herstel("maak", "--naar", str(naar)) == 1
    assert "bestaat al, en wordt niet overschreven" in capsys.readouterr().err
    bij_de_sleutel = hier.hoofdsleutel.parent / "back-up"
    assert hier.herstel("maak", "--naar", str(bij_de_sleutel)) == 1
    assert "ligt bij de hoofdsleutel" in capsys.readouterr().err
    assert not bij_de_sleutel.exists()


def test_wat_niet_meer_heel_is_wordt_niet_teruggezet(
    hier: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    assert hier.herstel("controleer", str(naar)) == 0
    assert "gaat open met de hoofdsleutel van nu" in capsys.readouterr().out
    kopie = naar / "bestand.kopie"
    inhoud = bytearray(kopie.read_bytes())
    inhoud[len(inhoud) // 2] ^= 1
    kopie.write_bytes(inhoud)
    for opdracht in ("controleer", "oefen", "zet-terug"):
        assert hier.herstel(opdracht, str(naar)) == 1
        assert "de controlesom klopt niet" in capsys.readouterr().err
    (naar / "back-up.json").unlink()
    assert hier.herstel("controleer", str(naar)) == 1
    assert "is geen back-up: back-up.json ontbreekt" in capsys.readouterr().err


def test_terugzetten_overschrijft_niets(
    hier: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    was = hier.bestand.read_bytes()
    assert hier.herstel("zet-terug", str(naar)) == 1
    assert "bestaat al, en wordt niet overschreven" in capsys.readouterr().err
    assert hier.bestand.read_bytes() == was


def test_een_oefening_verandert_niets_en_zegt_wie_er_weg_is(
    hier: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    # De back-up is van voor een nieuwe versie van het programma: een tabel is er nog niet.
    with closing(sqlite3.connect(hier.bestand)) as bestand, bestand:
        bestand.execute("DROP TABLE voorkeur")
        bestand.execute("DELETE FROM alembic_version WHERE version_num = 'voorkeuren_0001'")
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    assert main(POLITIE, ["migreer", "--config", str(hier.config)]) == 0
    _vernietig(hier, hier.personen[0])
    was = hier.hoofdsleutel.read_bytes(), hier.bestand.read_bytes()
    assert hier.herstel("oefen", str(naar)) == 0
    uit = capsys.readouterr().out
    assert "De back-up is van een eerdere versie van het programma." in uit
    assert "Sinds de back-up vernietigd, en nu weer weg: 1 persoon." in uit
    assert "Te lezen: 3 personen; niet te lezen: 0 personen." in uit
    assert (hier.hoofdsleutel.read_bytes(), hier.bestand.read_bytes()) == was
    with hier.register() as register:
        assert register.lees(hier.personen[1]).naam == "Verzonneling 1"


@pytest.mark.postgresql
def test_op_postgresql_oefent_u_in_databanken_die_weer_weg_zijn(
    postgres_server: str,
    pki: Pki,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", f"{programmas_van_de_server()}:{os.environ['PATH']}")
    with nieuw_op(postgres_server) as plek:
        hier = richt_in(tmp_path, pki, lambda naam: plek(naam.replace("-", "_")))
        naar, url = hier.buiten / "maandag", hier.instellingen.database.url
        assert hier.herstel("maak", "--naar", str(naar)) == 0
        assert hier.herstel("controleer", str(naar)) == 0
        _vernietig(hier, hier.personen[0])
        was = hier.hoofdsleutel.read_bytes(), _tel_personen(url)
        voor = _databanken(postgres_server)

        # Een vorige oefening is gedood: zij ligt er nog.
        maak_databank(postgres_server, oefenurl(url, naar))
        with oefenplek(url, naar):
            assert hier.herstel("oefen", str(naar)) == 1
        assert "Er loopt al een oefening" in capsys.readouterr().err
        maak_databank(postgres_server, oefenurl(url, naar))
        with psycopg.connect(postgres_server, autocommit=True) as server:
            server.execute("CREATE ROLE buitenstaander LOGIN")
        try:
            buiten = make_url(url).set(username="buitenstaander", password=None)
            van_buiten = oefenplek(buiten.render_as_string(hide_password=False), naar)
            with pytest.raises(KopieMislukt, match="gebruiker uit de configuratie mag"), van_buiten:
                pytest.fail("hij mag geen databank maken")
        finally:
            with psycopg.connect(postgres_server, autocommit=True) as server:
                server.execute("DROP ROLE buitenstaander")

        assert hier.herstel("oefen", str(naar)) == 0
        uit = capsys.readouterr().out
        assert "Sinds de back-up vernietigd, en nu weer weg: 1 persoon." in uit
        assert "Te lezen: 3 personen; niet te lezen: 0 personen." in uit
        assert _databanken(postgres_server) == voor
        assert (hier.hoofdsleutel.read_bytes(), _tel_personen(url)) == was
        with hier.register() as register:
            assert register.lees(hier.personen[1]).naam == "Verzonneling 1"

        # Een back-up van PostgreSQL gaat niet een bestand van SQLite in.
        tekst = hier.config.read_text(encoding="utf-8")
        hier.config.write_text(tekst.replace(url, f"sqlite:///{tmp_path / 'x.sqlite'}"))
        assert hier.herstel("oefen", str(naar)) == 1
        assert "in de back-up is dit postgresql" in capsys.readouterr().err


def _databanken(server: str) -> set[str]:
    with psycopg.connect(server) as verbinding:
        return {naam for (naam,) in verbinding.execute("SELECT datname FROM pg_database")}


def _tel_personen(url: str) -> int | None:
    engine = maak_engine(url)
    with engine.connect() as verbinding:
        levend = select(func.count()).where(PersoonRij.sleutel_id.is_not(None))
        aantal = verbinding.scalar(levend)
    engine.dispose()
    return aantal


def test_terug_zonder_gateway_start_de_dienst_niet_en_zegt_wat_u_doet(
    hier: Installatie, capfd: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    _vernietig(hier, hier.personen[0])
    for pad in hier.bestand.parent.glob(f"{hier.bestand.name}*"):
        pad.unlink()
    assert hier.herstel("zet-terug", str(naar)) == 1
    gelezen = capfd.readouterr()
    assert "Dat is nog niet af: de dienst start niet." in gelezen.out
    assert "het bestand blijft gemerkt" in gelezen.err
    assert main(POLITIE, ["--config", str(hier.config)]) == 2
    assert "is teruggezet uit een kopie van" in capfd.readouterr().err
    # Wie al weg was is nu al weer weg; wie er nog is, is te lezen.
    with hier.register() as register:
        assert register.kop(hier.personen[0]).vernietigd_op is not None
        assert register.lees(hier.personen[3]).naam == "Verzonneling 3"


# Het echte proces, dat sneuvelt als het een beperking onthoudt: net ervoor en net erna.
_BEPERKT_EN_STERFT = """
import asyncio, os, signal, sys
from pathlib import Path
from services.politie.partij import POLITIE
from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.kluis.geheugen import Geheugen
from shared.partijdienst.opstarten import open_stil
from shared.partijdienst.transport import maak_client
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import nu_utc
from shared.web.instellingen.instellingen import laad_instellingen
config, moment, persoon = sys.argv[1:]
echt = Geheugen.onthoud
def sterf(zelf, wat):
    vast = any(een.vast for een in wat)
    if not vast:
        echt(zelf, wat)
    if vast is (moment == "na het bestand"):
        os.kill(os.getpid(), signal.SIGKILL)
Geheugen.onthoud = sterf
async def beperk():
    instellingen = laad_instellingen(Path(config))
    async with open_stil(POLITIE, instellingen, maak_client, nu_utc) as geheel:
        with geheel.dienst.transactie() as sessie:
            nu = nu_utc()
            sessie.add(BeperkingRij(
                id=uuid7(nu), persoon_id=persoon, verzoek=uuid7(nu), sinds=nu, door=uuid7(nu),
            ))
asyncio.run(beperk())
"""


def _beperk_en_sterf(hier: Installatie, moment: str, persoon: str) -> None:
    opdracht = [sys.executable, "-c", _BEPERKT_EN_STERFT, str(hier.config), moment, persoon]
    gedood = subprocess.run(opdracht, capture_output=True, check=False)
    assert gedood.returncode == -signal.SIGKILL, gedood.stderr.decode()


def _beperkt(hier: Installatie) -> set[str]:
    engine = maak_engine(hier.instellingen.database.url)
    with engine.connect() as verbinding:
        gevonden = set(verbinding.scalars(select(BeperkingRij.persoon_id)))
    engine.dispose()
    return gevonden


def test_een_beperking_staat_er_na_terugzetten_weer_ook_als_het_proces_sneuvelde(
    hier: Installatie, capfd: pytest.CaptureFixture[str]
) -> None:
    voor, na = hier.personen[:2]
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    _beperk_en_sterf(hier, "voor het bestand", voor)
    assert _beperkt(hier) == set()
    assert main(POLITIE, ["onderhoud", "--config", str(hier.config)]) == 0
    assert _beperkt(hier) == set(), "wie het opnieuw doet heeft er een"
    _beperk_en_sterf(hier, "voor het bestand", voor)
    _beperk_en_sterf(hier, "na het bestand", na)
    assert _beperkt(hier) == {na}
    for pad in hier.bestand.parent.glob(f"{hier.bestand.name}*"):
        pad.unlink()
    assert hier.herstel("zet-terug", str(naar)) == 1
    assert "het bestand blijft gemerkt" in capfd.readouterr().err
    # Te veel liever dan te weinig: van de eerste weet niemand of het bestand hem had.
    assert _beperkt(hier) == {voor, na}


def test_met_een_kluis_die_even_oud_is_start_de_dienst_niet_en_staat_er_waarom(
    hier: Installatie, capfd: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    kluis = Path(make_url(hier.instellingen.kluis.url).database or "")
    for weg in (hier.bestand, kluis):
        for pad in weg.parent.glob(f"{weg.name}*"):
            pad.unlink()
    assert hier.herstel("zet-terug", str(naar)) == 1
    assert "Deze kluis weet niet van de kopie van" in capfd.readouterr().err
    assert main(POLITIE, ["--config", str(hier.config)]) == 2
    assert "is teruggezet uit een kopie van" in capfd.readouterr().err
    toch = ["naspelen", "--config", str(hier.config), "--met-deze-kluis"]
    assert main(POLITIE, toch) == 1
    assert "Het log van de gateway is nu niet te lezen" in capfd.readouterr().err


def test_een_kluis_van_voor_de_laatste_vernietiging_wordt_niet_teruggezet(
    hier: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    naar = hier.buiten / "maandag"
    assert hier.herstel("maak", "--naar", str(naar)) == 0
    _vernietig(hier, hier.personen[0])
    kluis = Path(make_url(hier.instellingen.kluis.url).database or "")
    for weg in (hier.bestand, kluis):
        for pad in weg.parent.glob(f"{weg.name}*"):
            pad.unlink()
    assert hier.herstel("zet-terug", str(naar)) == 1
    assert "zij gaat met opzet niet meer open" in capsys.readouterr().err
    assert not hier.bestand.exists()
    assert not kluis.exists()


def test_na_dertig_dagen_moet_een_backup_weg(
    hier: Installatie, capsys: pytest.CaptureFixture[str]
) -> None:
    for naam, dag in (("oud", "2026-01-01"), ("nieuw", "")):
        assert hier.herstel("maak", "--naar", str(hier.buiten / naam)) == 0
        pad = hier.buiten / naam / "back-up.json"
        lijst = json.loads(pad.read_text())
        lijst["gemaaktOp"] = f"{dag}T03:00:00+00:00" if dag else lijst["gemaaktOp"]
        pad.write_text(json.dumps(lijst))
    capsys.readouterr()
    verloop = ["herstel", "verloop", str(hier.buiten)]
    assert driehoek(verloop) == 1
    uit = capsys.readouterr().out
    assert "oud: politie" in uit
    assert "MOET WEG" in uit
    assert hier.herstel("oefen", str(hier.buiten / "oud")) == 1
    assert "Gooi haar weg en neem een jongere." in capsys.readouterr().err
    assert driehoek([*verloop, "--verwijder"]) == 0
    assert [pad.name for pad in hier.buiten.iterdir()] == ["nieuw"]
    assert driehoek(verloop) == 0

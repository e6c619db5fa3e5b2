"""Dezelfde zaak met elke databank op PostgreSQL, en als die van de gateway weg is.

De partijen ondertekenen hier met P-256 in plaats van RSA: ook dat is het profiel.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL
from sqlalchemy import make_url

from tests.e2e.bewijs import alles_tot_nu, bladen_van, haal_bundel, verifieer
from tests.e2e.kantoor import ANALIST, PARKETSECRETARIS, REGISSEUR, deel
from tests.e2e.storing import buitenstaander, zonder
from tests.e2e.verloop import NAAR_GEMEENTE, QUIRIËN, VERHUISD, Verloop, speel
from tests.e2e.wereld import Wereld
from tests.e2e.zoeken import gevonden, gevonden_in, naalden

pytestmark = pytest.mark.postgresql


def test_een_hele_zaak_op_postgresql(
    wereld_op_postgresql: Wereld, postgres_server: str, tmp_path: Path
) -> None:
    wereld = wereld_op_postgresql
    verloop = speel(wereld)
    assert {stand["status"] for stand in verloop.berichten.values()} == {"afgeleverd"}
    zaak, persoon = verloop.zaak, verloop.bij["gemeente", "quirien"]
    adressen = {
        rij["status"]: rij["gegevens"]["adres"]
        for rij in zaak.ontvangen(REGISSEUR)
        if (rij["persoon"], rij["gegevenssoort"]) == (persoon, "NAW")
    }
    assert adressen == {"actief": VERHUISD, "vervangen": QUIRIËN["adres"]}
    for wie, aantal in ((REGISSEUR, 5), (ANALIST, 2), (PARKETSECRETARIS, 1)):
        assert len({rij["bericht"] for rij in zaak.ontvangen(wie)}) == aantal
    _eis_wacht_op_de_databank(wereld, postgres_server, tmp_path)
    _eis_wacht_op_de_kluis(verloop, postgres_server)
    bundel = haal_bundel(wereld, alles_tot_nu(), tmp_path / "alles.zip")
    bladen = bladen_van(bundel)
    assert [blad["bladnummer"] for blad in bladen] == list(range(len(bladen)))
    klaar = verifieer(bundel, "--vertrouwen", str(wereld.omgeving.pki.vertrouwen))
    assert klaar.returncode == 0, klaar.stdout[-3000:]
    wat = naalden(verloop)
    assert gevonden((wereld.omgeving.paden.map / "uitvoer").iterdir(), wat) == []
    tabellen = {url: b"".join(_alle_rijen(url)) for url in _databanken(wereld)}
    assert len(tabellen) == 7
    assert all(
        verloop.zaak.id.encode() in rijen for url, rijen in tabellen.items() if "kluis" not in url
    )
    assert gevonden_in(tabellen, wat) == []


def _eis_wacht_op_de_databank(wereld: Wereld, beheer: str, map_: Path) -> None:
    """The gateway's database goes away under it: 503 and nothing forwarded; then on again."""
    with buitenstaander(wereld, map_) as buiten:
        groep = buiten.nieuwe_groep()
        bericht = buiten.verstrekking(groep)
        with _dicht(beheer, _naam(_databanken(wereld)[0])):
            antwoord = buiten.stuur(bericht)
            assert antwoord.status_code == 503, antwoord.text
            assert int(antwoord.headers["retry-after"]) > 0
        kenmerk = bericht.kop["id"]
        assert wereld.alles(REGISSEUR, "/journaal", "journaal", bericht=kenmerk) == []
        antwoord = buiten.stuur(bericht)
        assert antwoord.status_code == 201, antwoord.text


def _eis_wacht_op_de_kluis(verloop: Verloop, beheer: str) -> None:
    """The kluis of the sender away while a message waits: what is sealed waits, and goes after."""
    wereld, zaak = verloop.wereld, verloop.zaak
    delen = [deel(verloop.bij["politie", "quirien"], "NAW", NAAR_GEMEENTE)]
    opdracht = zaak.opdracht(REGISSEUR, delen, stap=3)
    (kluis,) = (_naam(url) for url in _databanken(wereld) if "politie_kluis" in url)
    with zonder(wereld, "gateway"):
        toegezegd = wereld.als(ANALIST).stuur("/verstrekkingen", opdracht)
        with _dicht(beheer, kluis):
            # Een aantal rondes van de uitbak, die elk mislukken; te zien is daar niets van.
            time.sleep(1.5)
    assert zaak.wacht_op(ANALIST, toegezegd["id"])["status"] == "afgeleverd"
    assert len(zaak.ontvangen(REGISSEUR, toegezegd["id"])) == 1


def _databanken(wereld: Wereld) -> list[str]:
    """The urls of every database of the environment, out of each part's own configuration."""
    urls = []
    for een in wereld.omgeving.lokaal.onderdelen:
        tekst = wereld.omgeving.paden.config(een.code).read_text(encoding="utf-8")
        config = tomllib.loads(tekst)
        urls += [config[naam]["url"] for naam in ("database", "kluis") if naam in config]
    return urls


def _naam(url: str) -> str:
    naam = make_url(url).database
    assert naam
    return naam


def _alle_rijen(url: str) -> Iterator[bytes]:
    """Every row of every table as text; bytes appear in hex."""
    pg_url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(pg_url, autocommit=True) as verbinding:
        tabellen = verbinding.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        for (tabel,) in tabellen:
            vraag = SQL("SELECT t::text FROM {} t").format(SQL(tabel))
            for (rij,) in verbinding.execute(vraag):
                yield rij.encode()


@contextmanager
def _dicht(beheer: str, databank: str) -> Iterator[None]:
    """As long as this lasts nobody gets into the database, and whoever was in it is thrown out."""
    with psycopg.connect(beheer, autocommit=True) as verbinding:
        verbinding.execute(f"ALTER DATABASE {databank} ALLOW_CONNECTIONS false")
        verbinding.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [databank],
        )
        try:
            yield
        finally:
            verbinding.execute(f"ALTER DATABASE {databank} ALLOW_CONNECTIONS true")

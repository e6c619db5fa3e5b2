"""Het zoekregister naast een lezing van alle bladen: dezelfde vragen, dezelfde antwoorden."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, select

from deploy.bench.zoekbladen import BEGIN, Bladenmaker
from gateway.kern import MIGRATIES
from gateway.modellen import Basis
from gateway.zoeken.export import als_csv, als_dict, als_jsonl
from gateway.zoeken.facetten import ENKELVOUDIG, Facet, tel
from gateway.zoeken.modellen import UitwisselingRij, ZoekbitsRij, ZoekgebeurtenisRij
from gateway.zoeken.regels import lees_regels
from gateway.zoeken.register import Zoekregister
from gateway.zoeken.selectie import Selectie
from gateway.zoeken.vraag import Zoekopdracht
from shared.logboek.bladen import Blad
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.migratie import migreer
from tests.integratie.gateway.naslag_zoeken import Naslag

BLADEN = 2500
VRAGEN = 1000
ZAAD = 20190716
_TABELLEN = (UitwisselingRij, ZoekbitsRij, ZoekgebeurtenisRij)


@dataclass
class Proef:
    engine: Engine
    naslag: Naslag
    sleutel: Notitiesleutel

    @property
    def grootte(self) -> int:
        return len(self.naslag.bladen)


@pytest.fixture
def proef(databank_url: str) -> Iterator[Proef]:
    """Een log met verzonnen bladen, geschreven als door de gateway: met het register erbij."""
    migreer(databank_url, MIGRATIES, Basis.metadata)
    engine = maak_engine(databank_url)
    bladen: list[Blad] = list(Bladenmaker(ZAAD, per_dag=100, mensen=40).bladen(BLADEN))
    sleutel = Notitiesleutel("proef.example/log", Ed25519PrivateKey.generate())
    register = Zoekregister()
    with Logschrijver(engine, sleutel, bijwerking=register.neem_op) as schrijver:
        for begin in range(0, BLADEN, 250):
            schrijver.voeg_toe_sync(*bladen[begin : begin + 250])
    yield Proef(engine, Naslag(bladen), sleutel)
    engine.dispose()


def _willekeurige_vraag(naslag: Naslag, kans: random.Random) -> dict[str, Any]:
    """Een periode en een paar eisen; meestal uit een echt besluit, zodat er iets te vinden is."""
    begin = BEGIN + timedelta(days=kans.randrange(0, 20))
    vraag: dict[str, Any] = {"van": begin, "tot": begin + timedelta(days=kans.randrange(1, 40))}
    velden = kans.choice(naslag.besluiten)[2]
    kop, besluit = velden["kop"], velden["besluit"]
    bron = kans.choice([*besluit["grondslagen"], *besluit["redenen"], {}])
    onderdeel = kans.choice([*kop["onderdelen"], {}])
    plicht = kans.choice([*besluit["plichten"], {}])
    mogelijk = {
        **{naam: kop[naam] for naam in ("soort", "afzender", "ontvanger", "groep", "stap")},
        "doel": kop["doel"],
        "kanaal": kop["kanaal"],
        "medewerker": kans.choice((kop["medewerker"], kop["ontvangendeMedewerker"])),
        "uitkomst": naslag.uitkomst(velden),
        **{n: onderdeel.get(n) for n in ("betrokkene", "gegevenssoort", "grondslag", "categorie")},
        "convenantartikel": (bron.get("convenant") or "").split(" en ")[0] or None,
        "wetsartikel": bron.get("wet"),
        "interpretatie": bron.get("interpretatie"),
        "poort": bron.get("poort"),
        "plicht": plicht.get("code"),
    }
    gekozen = kans.sample(sorted(mogelijk), kans.choice((0, 1, 1, 2, 3)))
    vraag |= {naam: mogelijk[naam] for naam in gekozen if mogelijk[naam] is not None}
    if vraag.get("plicht") == "VERSLAG" and kans.random() < 0.7:
        vraag["plicht_open"] = kans.random() < 0.5
    elif "plicht" in vraag and plicht.get("uiterlijk") and kans.random() < 0.5:
        vraag["plicht_uiterlijk_voor"] = (begin + timedelta(days=35)).date()
    return vraag


def test_duizend_willekeurige_vragen_geven_precies_de_passende_besluiten(proef: Proef) -> None:
    kans = random.Random(ZAAD)
    gevonden = 0
    with lezend(proef.engine).connect() as verbinding:
        for _ in range(VRAGEN):
            vraag = _willekeurige_vraag(proef.naslag, kans)
            partij = kans.choice((None, None, "politie", "om", "gemeente"))
            selectie = Selectie(verbinding, Zoekopdracht(**vraag), partij, proef.grootte)
            verwacht = proef.naslag.nummers(vraag, partij)
            assert list(selectie.nummers()) == verwacht, vraag
            assert selectie.aantal() == len(verwacht), vraag
            gevonden += bool(verwacht)
    # De vragen zijn niet allemaal raak en niet allemaal mis.
    assert VRAGEN // 4 < gevonden < VRAGEN


def test_de_facetten_tellen_op_tot_het_geheel(proef: Proef) -> None:
    kans = random.Random(ZAAD + 1)
    with lezend(proef.engine).connect() as verbinding:
        for _ in range(60):
            vraag = _willekeurige_vraag(proef.naslag, kans)
            selectie = Selectie(verbinding, Zoekopdracht(**vraag), None, proef.grootte)
            aantal, tellingen = tel(verbinding, selectie, list(Facet), proef.grootte)
            regels = lees_regels(verbinding, list(selectie.nummers()), proef.grootte)
            assert aantal == len(regels)
            for facet in ENKELVOUDIG:
                geteld = dict(tellingen[facet.value])
                waarden = Counter(
                    None if als_dict(regel)[facet.value] is None else str(als_dict(regel)[facet])
                    for regel in regels
                )
                assert geteld == dict(waarden), (facet, vraag)


def test_een_vraag_van_toen_geeft_het_antwoord_van_toen(proef: Proef) -> None:
    kans = random.Random(ZAAD + 2)
    eerder = proef.grootte // 2
    toen = Naslag(proef.naslag.bladen[:eerder])
    with lezend(proef.engine).connect() as verbinding:
        for _ in range(150):
            vraag = _willekeurige_vraag(toen, kans)
            selectie = Selectie(verbinding, Zoekopdracht(**vraag), None, eerder)
            assert list(selectie.nummers()) == toen.nummers(vraag, None), vraag


def test_de_export_heeft_precies_de_regels_van_de_vraag(proef: Proef) -> None:
    opdracht = Zoekopdracht(
        van=datetime(2026, 1, 1, tzinfo=UTC),
        tot=datetime(2026, 3, 1, tzinfo=UTC),
        afzender="politie",
    )
    with lezend(proef.engine).connect() as verbinding:
        nummers = list(Selectie(verbinding, opdracht, None, proef.grootte).nummers())
        regels = lees_regels(verbinding, nummers, proef.grootte)
    assert len(nummers) > 100
    jsonl = [json.loads(rij) for rij in b"".join(als_jsonl(regels)).decode().splitlines()]
    assert [rij["bladnummer"] for rij in jsonl] == nummers
    tekst = b"".join(als_csv(regels, list(jsonl[0]))).decode("utf-8-sig")
    tabel = list(csv.DictReader(io.StringIO(tekst), delimiter=";"))
    assert [int(rij["bladnummer"]) for rij in tabel] == nummers
    assert [rij["id"] for rij in tabel] == [rij["id"] for rij in jsonl]


def test_het_register_is_altijd_uit_de_bladen_opnieuw_te_maken(proef: Proef) -> None:
    voor = _inhoud(proef.engine)
    assert Zoekregister().herbouw(proef.engine) == proef.grootte
    assert _inhoud(proef.engine) == voor


def _inhoud(engine: Engine) -> list[list[tuple[Any, ...]]]:
    with lezend(engine).connect() as verbinding:
        return [
            sorted((tuple(rij) for rij in verbinding.execute(select(tabel.__table__))), key=repr)
            for tabel in _TABELLEN
        ]

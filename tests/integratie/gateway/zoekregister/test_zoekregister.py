"""Het zoekregister naast een lezing van alle bladen: dezelfde vragen, dezelfde antwoorden.

Duizend willekeurige vragen met elk filter en elke rol (op PostgreSQL een deel), en van elk antwoord
ook de tellingen en de drie bestanden die iemand kan meenemen.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import islice
from typing import Any, cast

import pytest
from arro3.io import read_parquet
from sqlalchemy import Engine, select, text

from gateway.kern import MIGRATIES
from gateway.registers.tabellen import Basis
from gateway.toegang.zicht import Raadpleger
from gateway.uitvoer.export import als_csv, als_jsonl
from gateway.uitvoer.parquet import SCHEMA, schrijf_parquet
from gateway.zoekregister.facetten import ENKELVOUDIG, Facet, tel
from gateway.zoekregister.register import Zoekregister, lees_grootte
from gateway.zoekregister.selectie import Selectie
from gateway.zoekregister.tabellen import (
    UitwisselingRij,
    ZoekbitsRij,
    ZoekgebeurtenisRij,
    ZoekvernietigingRij,
)
from gateway.zoekregister.vraag import Zoekopdracht
from shared.bericht.tijd import utc_tekst
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.regels.woordenboek import woordenboek_van
from shared.leesbaar.bladtekst import Bladlezer
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.migratie import migreer
from tests.hulp.omvang import VERDER
from tests.integratie.gateway.naslag_zoeken import Naslag
from tests.integratie.gateway.zoekproef import (
    ROLLEN,
    ZAAD,
    Proef,
    draaiende_proef,
    willekeurige_vragen,
)

WOORDEN = Bladlezer(woordenboek_van(standaard_convenant())).woorden
VRAGEN = {"sqlite": 250 * VERDER, "postgresql": 100 * VERDER}
_TABELLEN = (UitwisselingRij, ZoekbitsRij, ZoekgebeurtenisRij, ZoekvernietigingRij)


@pytest.fixture
def proef(databank_url: str) -> Iterator[Proef]:
    with draaiende_proef(databank_url) as gevonden:
        yield gevonden


def test_willekeurige_vragen_geven_precies_de_passende_besluiten(proef: Proef) -> None:
    kans, gevonden = random.Random(ZAAD), Counter[str]()
    aantal = VRAGEN[proef.engine.dialect.name]
    for nummer, vraag in enumerate(islice(willekeurige_vragen(proef.naslag, kans), aantal)):
        partij = kans.choice(ROLLEN)
        verwacht = proef.naslag.nummers(vraag, partij)
        if verwacht:
            gevonden.update([*vraag, str(partij)])
        _controleer_tellingen(proef, vraag, partij, verwacht, kans.sample(list(Facet), 2))
        _controleer_bestanden(proef, vraag, partij, verwacht, helemaal=nummer % 10 == 0)
    nodig = {veld.name for veld in fields(Zoekopdracht)} | set(map(str, ROLLEN))
    assert nodig == set(gevonden), "elk filter en elke rol heeft iets gevonden"
    assert min(gevonden.values()) >= aantal // 100, gevonden


def _controleer_tellingen(
    proef: Proef,
    vraag: dict[str, Any],
    partij: str | None,
    verwacht: list[int],
    facetten: list[Facet],
) -> None:
    with lezend(proef.engine).connect() as verbinding:
        selectie = Selectie(verbinding, Zoekopdracht(**vraag), partij, proef.grootte)
        aantal, tellingen = tel(verbinding, selectie, facetten, proef.grootte)
    assert aantal == len(verwacht), vraag
    for facet in facetten:
        geteld = dict(tellingen[facet.value])
        assert geteld == proef.naslag.telling(verwacht, facet.value), (facet, vraag)
        if facet in ENKELVOUDIG:
            assert sum(geteld.values()) == aantal


def _controleer_bestanden(
    proef: Proef, vraag: dict[str, Any], partij: str | None, verwacht: list[int], *, helemaal: bool
) -> None:
    wie = Raadpleger(partij, None, None)
    regels = list(proef.zoeken.alle_regels(Zoekopdracht(**vraag), wie, proef.grootte))
    jsonl = [json.loads(rij) for rij in b"".join(als_jsonl(regels, WOORDEN)).splitlines()]
    assert [rij["bladnummer"] for rij in jsonl] == verwacht, vraag
    tekst = b"".join(als_csv(regels, SCHEMA.names, WOORDEN)).decode("utf-8-sig")
    tabel = csv.DictReader(io.StringIO(tekst), delimiter=";")
    paren = [(int(rij["bladnummer"]), rij["id"]) for rij in tabel]
    assert paren == [(rij["bladnummer"], rij["id"]) for rij in jsonl]
    bestand = io.BytesIO()
    schrijf_parquet(iter(regels), bestand, {}, WOORDEN)
    kolommen = SCHEMA.names if helemaal else ["bladnummer", "id"]
    assert lees_parquet(bestand, kolommen) == [{k: rij[k] for k in kolommen} for rij in jsonl]


def lees_parquet(bestand: io.BytesIO, namen: Sequence[str]) -> list[dict[str, Any]]:
    """De rijen, met tijden en dagen geschreven zoals JSON ze schrijft."""
    bestand.seek(0)
    rijen = []
    for brok in read_parquet(bestand):
        kolommen = [brok.column(naam).to_pylist() for naam in namen]
        rijen += [dict(zip(namen, rij, strict=True)) for rij in zip(*kolommen, strict=True)]
    return cast("list[dict[str, Any]]", _als_json(rijen))


def _als_json(waarde: object) -> object:
    if isinstance(waarde, datetime):
        return utc_tekst(waarde)
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, dict):
        return {naam: _als_json(lid) for naam, lid in waarde.items()}
    return [_als_json(lid) for lid in waarde] if isinstance(waarde, list) else waarde


def test_een_vraag_van_toen_geeft_het_antwoord_van_toen(proef: Proef) -> None:
    kans = random.Random(ZAAD + 2)
    eerder = proef.grootte // 2
    toen = Naslag(proef.naslag.bladen[:eerder])
    with lezend(proef.engine).connect() as verbinding:
        for vraag in islice(willekeurige_vragen(toen, kans), 150):
            selectie = Selectie(verbinding, Zoekopdracht(**vraag), None, eerder)
            assert list(selectie.nummers()) == toen.nummers(vraag, None), vraag


def test_het_register_is_altijd_uit_de_bladen_opnieuw_te_maken(proef: Proef) -> None:
    voor = _inhoud(proef.engine)
    assert Zoekregister(standaard_convenant()).herbouw(proef.engine) == proef.grootte
    assert _inhoud(proef.engine) == voor


def _inhoud(engine: Engine) -> list[list[tuple[Any, ...]]]:
    with lezend(engine).connect() as verbinding:
        return [
            sorted((tuple(rij) for rij in verbinding.execute(select(tabel.__table__))), key=repr)
            for tabel in _TABELLEN
        ]


def test_een_register_van_voor_deze_versie_begint_opnieuw(databank_url: str) -> None:
    """Wat er stond volgt uit de bladen; de start vult het aan met wat het toen niet wist."""
    eerder = [locatie for locatie in MIGRATIES if locatie.parent.name != "zoekregister"]
    migreer(databank_url, eerder)
    engine = maak_engine(databank_url)
    with engine.begin() as verbinding:
        verbinding.execute(text("INSERT INTO zoekstand (id, grootte) VALUES (1, 7)"))
        verbinding.execute(
            text("INSERT INTO zoekinformatie VALUES ('om', :betrokkene, 'open', 3)"),
            {"betrokkene": "0193aaaa-0000-7000-8000-000000000021"},
        )
    engine.dispose()
    migreer(databank_url, MIGRATIES, Basis.metadata)
    engine = maak_engine(databank_url)
    with lezend(engine).connect() as verbinding:
        assert lees_grootte(verbinding) == 0
        assert verbinding.execute(text("SELECT * FROM zoekinformatie")).all() == []
    engine.dispose()

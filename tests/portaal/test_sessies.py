"""Hoe lang iemand ingelogd blijft, en wat de databank van een portaal prijsgeeft: niets."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.opslag.engine import maak_engine
from shared.opslag.migratie import migreer
from shared.opslag.sessies import sessie_maker
from shared.portaal.handvat import HandvatOnbekend, lees_handvat, maak_handvat, sleutel_voor
from shared.portaal.sessies.opslag import Sessieopslag
from shared.portaal.sessies.sessie import Sessie
from shared.portaal.sessies.tabellen import MIGRATIES, Portaalbasis

NU = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
EINDE = NU + timedelta(hours=8)


def _minuten(aantal: float) -> datetime:
    return NU + timedelta(minutes=aantal)


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "portaal.sqlite"


@pytest.fixture
def opslag(pad: Path) -> Iterator[Sessieopslag]:
    migreer(f"sqlite:///{pad}", [MIGRATIES], Portaalbasis.metadata)
    engine = maak_engine(f"sqlite:///{pad}")
    yield Sessieopslag(sessie_maker(engine), timedelta(minutes=15))
    engine.dispose()


def _sessie() -> Sessie:
    return Sessie(
        "rhea@x.example", "Rhea Verzonnen", "regisseur", ["raadplegen"], "token-van-rhea", "c", "n"
    )


def test_een_kwartier_stilte_is_uitgelogd_en_elke_klik_begint_opnieuw(opslag: Sessieopslag) -> None:
    geheim = secrets.token_bytes(32)
    opslag.begin(geheim, _sessie(), NU, EINDE)
    assert opslag.lees(geheim, _minuten(14), telt=True) is not None
    assert opslag.lees(geheim, _minuten(28), telt=True) is not None
    assert opslag.lees(geheim, _minuten(43.1), telt=True) is None
    assert opslag.lees(geheim, _minuten(43.2), telt=True) is None


def test_wat_de_pagina_zelf_vraagt_houdt_niemand_ingelogd(opslag: Sessieopslag) -> None:
    geheim = secrets.token_bytes(32)
    opslag.begin(geheim, _sessie(), NU, EINDE)
    for minuut in range(1, 15):
        assert opslag.lees(geheim, _minuten(minuut), telt=False) is not None
    assert opslag.lees(geheim, _minuten(15), telt=False) is None


def test_na_acht_uur_is_iedereen_uitgelogd_ook_wie_bezig_is(opslag: Sessieopslag) -> None:
    geheim = secrets.token_bytes(32)
    opslag.begin(geheim, _sessie(), NU, EINDE)
    for minuut in range(10, 480, 10):
        gevonden = opslag.lees(geheim, _minuten(minuut), telt=True)
        assert gevonden is not None
        assert gevonden[1].einde <= EINDE
    assert opslag.lees(geheim, EINDE, telt=True) is None


def test_wie_de_databank_heeft_leest_niets_en_is_niemand(opslag: Sessieopslag, pad: Path) -> None:
    geheim = secrets.token_bytes(32)
    opslag.begin(geheim, _sessie(), NU, EINDE)
    ruw = b"".join(een.read_bytes() for een in pad.parent.iterdir())
    for woord in (b"Rhea", b"token-van-rhea", b"regisseur", geheim):
        assert woord not in ruw
    assert opslag.lees(secrets.token_bytes(32), NU, telt=True) is None


def test_wat_iemand_koos_blijft_tot_het_uitloggen_en_dan_niet(opslag: Sessieopslag) -> None:
    geheim, sessie = secrets.token_bytes(32), _sessie()
    opslag.begin(geheim, sessie, NU, EINDE)
    sessie.vragen["a1"] = {"groep": "g"}
    opslag.bewaar(geheim, sessie)
    gevonden = opslag.lees(geheim, NU, telt=True)
    assert gevonden is not None
    assert gevonden[0].vragen == {"a1": {"groep": "g"}}
    opslag.eindig(geheim)
    opslag.bewaar(geheim, sessie)
    assert opslag.lees(geheim, NU, telt=True) is None


def test_wat_verlopen_is_gaat_weg_als_de_volgende_inlogt(opslag: Sessieopslag, pad: Path) -> None:
    oud = secrets.token_bytes(32)
    opslag.begin(oud, _sessie(), NU, EINDE)
    opslag.begin(secrets.token_bytes(32), _sessie(), _minuten(20), EINDE)
    assert opslag.lees(oud, _minuten(1), telt=True) is None


def test_een_adres_van_de_ene_sessie_zegt_de_andere_niets() -> None:
    een, ander = (sleutel_voor(secrets.token_bytes(32), "handvat") for _ in range(2))
    handvat = maak_handvat(een, "0193aaaa-0000-7000-8000-0000000000a1")
    assert handvat == maak_handvat(een, "0193aaaa-0000-7000-8000-0000000000a1")
    assert lees_handvat(een, handvat) == "0193aaaa-0000-7000-8000-0000000000a1"
    for sleutel, waarde in ((ander, handvat), (een, handvat[:-2] + "AA"), (een, "x"), (een, "")):
        with pytest.raises(HandvatOnbekend):
            lees_handvat(sleutel, waarde)

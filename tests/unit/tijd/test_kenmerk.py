"""Elk bericht een eigen nummer, op volgorde van tijd, in één schrijfwijze."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.bericht.tijd import lees_utc, utc_tekst
from shared.tijd.kenmerk import gemaakt_op, is_uuid7, uuid7

BEGIN = datetime(2026, 11, 23, 12, tzinfo=UTC)


def milliseconden(id_: str) -> int:
    return uuid.UUID(id_).int >> 80


def test_nummer_is_een_uuidv7_met_het_tijdstip_voorop() -> None:
    id_ = uuid7(BEGIN + timedelta(days=3000))

    assert is_uuid7(id_)
    assert uuid.UUID(id_).version == 7
    assert uuid.UUID(id_).variant == uuid.RFC_4122
    assert milliseconden(id_) == int((BEGIN + timedelta(days=3000)).timestamp() * 1000)


def test_nummers_in_een_milliseconde_lopen_op_en_zijn_uniek() -> None:
    moment = BEGIN + timedelta(days=3001)
    ids = [uuid7(moment) for _ in range(5000)]

    assert ids == sorted(set(ids))


def test_klok_die_even_terugloopt_breekt_de_volgorde_niet() -> None:
    moment = BEGIN + timedelta(days=3002)
    eerst, later = uuid7(moment), uuid7(moment - timedelta(seconds=30))

    assert eerst < later


def test_klok_die_ver_wordt_teruggezet_begint_een_nieuwe_reeks() -> None:
    uuid7(BEGIN + timedelta(days=3003))
    vroeger = uuid7(BEGIN)

    assert milliseconden(vroeger) == int(BEGIN.timestamp() * 1000)


def test_nummers_uit_verschillende_threads_zijn_uniek() -> None:
    moment = BEGIN + timedelta(days=3004)
    with ThreadPoolExecutor(8) as werkers:
        ids = list(werkers.map(lambda _: uuid7(moment), range(2000)))

    assert len(set(ids)) == 2000


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "0193aaaa-0000-4000-8000-000000000900",
        "0193aaaa-0000-7000-7000-000000000900",
        "0193aaaa-0000-7000-c000-000000000900",
        "0193AAAA-0000-7000-8000-000000000900",
        "0193aaaa000070008000000000000900",
        "{0193aaaa-0000-7000-8000-000000000900}",
        "urn:uuid:0193aaaa-0000-7000-8000-000000000900",
        "0193aaaa-0000-7000-8000-000000000900\n",
        " 0193aaaa-0000-7000-8000-000000000900",
        "0193aaaa-0000-7000-8000-00000000090٠",
    ],
)
def test_andere_schrijfwijze_is_geen_nummer(tekst: str) -> None:
    assert not is_uuid7(tekst)


def test_tijdstip_gaat_in_utc_over_de_draad() -> None:
    zomer = datetime(2026, 7, 1, 14, 30, 15, 999_999, tzinfo=timezone(timedelta(hours=2)))

    assert utc_tekst(zomer) == "2026-07-01T12:30:15Z"
    assert lees_utc("2026-07-01T12:30:15Z") == zomer.replace(microsecond=0)
    assert lees_utc("2026-07-01T12:30:15.5Z").microsecond == 500_000
    with pytest.raises(ValueError, match="tijdzone"):
        utc_tekst(datetime(2026, 7, 1))  # noqa: DTZ001


def test_een_kenmerk_zegt_van_welk_moment_het_is() -> None:
    moment = BEGIN + timedelta(days=3005, milliseconds=7)

    assert gemaakt_op(uuid7(moment)) == moment

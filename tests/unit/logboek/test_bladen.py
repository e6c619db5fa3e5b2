"""Wat een blad van het log mag zijn."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.logboek.bladen import Bladsoort, lees_blad, maak_blad, tijdstip_tekst
from shared.logboek.fouten import BladOngeldig
from tests.unit.logboek.hulp import VECTOREN, blad_bytes

NU = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def test_bladen_van_het_profiel_worden_byte_voor_byte_hetzelfde_gemaakt() -> None:
    for tekst in VECTOREN["logboek"]["bladen"]:
        ruw = base64.b64decode(tekst)
        gelezen = lees_blad(ruw)
        velden = {k: w for k, w in gelezen.velden.items() if k not in ("v", "soort", "tijdstip")}
        assert blad_bytes(gelezen.soort, gelezen.tijdstip, **velden) == ruw


def test_blad_draagt_versie_soort_tijdstip_en_sleutel() -> None:
    blad = maak_blad("incident", NU, sleutel="0193", melding="M-1")
    assert blad.inhoud == (
        b'{"melding":"M-1","soort":"incident","tijdstip":"2026-11-23T11:00:00Z","v":2}'
    )
    assert (blad.soort, blad.tijdstip, blad.sleutel) == (Bladsoort.INCIDENT, NU, "0193")


def test_tijdstip_staat_altijd_in_utc() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert tijdstip_tekst(datetime(2026, 11, 23, 12, 0, tzinfo=amsterdam)) == "2026-11-23T11:00:00Z"
    assert tijdstip_tekst(NU.replace(microsecond=123456)) == "2026-11-23T11:00:00.123Z"
    assert tijdstip_tekst(NU.replace(microsecond=999)) == "2026-11-23T11:00:00Z"
    with pytest.raises(BladOngeldig, match="tijdzone"):
        maak_blad("incident", datetime(2026, 11, 23))  # noqa: DTZ001 - daar gaat het om


@pytest.mark.parametrize("soort", ["", "Besluit", "foto", "verstrekking"])
def test_soort_buiten_de_lijst_komt_het_log_niet_in(soort: str) -> None:
    with pytest.raises(BladOngeldig, match="soort"):
        maak_blad(soort, NU)


@pytest.mark.parametrize(
    "tijdstip",
    [
        "2026-11-23T11:00:00+00:00",
        "2026-11-23T11:00:00",
        "2026-02-30T11:00:00Z",
        "nu",
        "2026-11-23",
    ],
)
def test_tijdstip_zonder_z_of_dat_niet_bestaat_wordt_geweigerd(tijdstip: str) -> None:
    with pytest.raises(BladOngeldig, match="tijdstip"):
        maak_blad("incident", tijdstip)


def test_vaste_velden_kunnen_niet_worden_overschreven() -> None:
    with pytest.raises(BladOngeldig, match="vast"):
        maak_blad("incident", NU, v=3)


def test_wat_geen_canonieke_vorm_heeft_wordt_geen_blad() -> None:
    for waarde in (float("nan"), 2**60, "\ud800", NU):
        with pytest.raises(BladOngeldig):
            maak_blad("incident", NU, waarde=waarde)


def test_blad_blijft_onder_64_kib() -> None:
    leeg = len(blad_bytes("incident", NU, x=""))
    assert len(blad_bytes("incident", NU, x="a" * (0xFFFF - leeg))) == 0xFFFF
    with pytest.raises(BladOngeldig, match="64 KiB"):
        maak_blad("incident", NU, x="a" * (0x10000 - leeg))
    with pytest.raises(BladOngeldig, match="64 KiB"):
        lees_blad(b" " * 0x10000)


@pytest.mark.parametrize(
    ("ruw", "fout"),
    [
        (b"", "te lezen"),
        (b"[]", "object"),
        (b'{"soort":"incident", "tijdstip":"2026-11-23T11:00:00Z","v":2}', "canonieke"),
        (b'{"tijdstip":"2026-11-23T11:00:00Z","soort":"incident","v":2}', "canonieke"),
        (b'{"soort":"incident","soort":"incident","tijdstip":"x","v":2}', "te lezen"),
        (b'{"soort":"incident","tijdstip":"2026-11-23T11:00:00Z","v":1}', "versie"),
        (b'{"soort":"incident","tijdstip":"2026-11-23T11:00:00Z","v":true}', "versie"),
        (b'{"soort":"incident","tijdstip":"2026-11-23T11:00:00Z"}', "versie"),
        (b'{"soort":"anders","tijdstip":"2026-11-23T11:00:00Z","v":2}', "soort"),
        (b'{"soort":["incident"],"tijdstip":"2026-11-23T11:00:00Z","v":2}', "soort"),
        (b'{"soort":"incident","tijdstip":7,"v":2}', "tijdstip"),
    ],
)
def test_vreemd_blad_wordt_niet_gelezen(ruw: bytes, fout: str) -> None:
    with pytest.raises(BladOngeldig, match=fout):
        lees_blad(ruw)

"""Wat een ander over later zegt (Retry-After, RFC 9110): seconden, of een datum."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest

from shared.web.verzoek.herkansing import gevraagd_geduld

NU = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
UUR = 3600.0


@pytest.mark.parametrize(
    ("waarde", "geduld"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("  120 ", 120.0),
        ("999999999999999999999", UUR),
        ("Mon, 23 Nov 2026 12:02:00 GMT", 120.0),
        ("Monday, 23-Nov-26 12:02:00 GMT", 120.0),
        ("Mon Nov 23 12:02:00 2026", 120.0),
        ("Mon, 23 Nov 2026 13:02:00 +0100", 120.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2099 11:00:00 GMT", UUR),
        ("", None),
        ("morgen", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("Mon, 99 Nov 2026 12:02:00 GMT", None),
    ],
)
def test_geduld_in_seconden_of_tot_een_datum(waarde: str, geduld: float | None) -> None:
    koppen = httpx.Headers([(b"Retry-After", waarde.encode())])
    assert gevraagd_geduld(koppen, NU, UUR) == geduld


def test_wie_niets_zegt_vraagt_niets() -> None:
    assert gevraagd_geduld(httpx.Headers(), NU, UUR) is None

"""Wat de gateway over later zegt telt, hoe zij het ook schrijft."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from shared.partij.gatewayfouten import GatewayLater, GatewayOnbereikbaar
from shared.verzenden.gateway.antwoord import als_fout
from shared.web.proces.clients import Antwoord

DAG = 24 * 3600.0
OVER_EEN_WEEK = format_datetime(datetime.now(UTC) + timedelta(days=7), usegmt=True)


@pytest.mark.parametrize(
    ("waarde", "seconden"),
    [("120", 120.0), ("99999999999", DAG), (OVER_EEN_WEEK, DAG),
     ("Mon, 23 Nov 2015 12:00:00 GMT", 0.0)],
    ids=["seconden", "te lang", "over een week", "geweest"],
)  # fmt: skip
def test_later_is_seconden_of_een_datum(waarde: str, seconden: float) -> None:
    fout = als_fout(Antwoord(503, httpx.Headers({"Retry-After": waarde}), b""), {})
    assert isinstance(fout, GatewayLater)
    assert fout.opnieuw_na == seconden


@pytest.mark.parametrize("waarde", ["", "straks", "-1"])
def test_wie_niets_zegt_wordt_gewoon_later_weer_gevraagd(waarde: str) -> None:
    fout = als_fout(Antwoord(503, httpx.Headers({"Retry-After": waarde}), b""), {})
    assert type(fout) is GatewayOnbereikbaar

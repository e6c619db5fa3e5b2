"""A log line is a leak: what may be in one, and what never is."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog

from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.logregels import stel_logregels_in
from shared.web.proces.app import maak_app
from shared.web.spoor import lees_spoor

NAAM = "Bartje Verzonnen"


@pytest.fixture
def uitvoer() -> Iterator[io.StringIO]:
    wortel = logging.getLogger()
    oud = (wortel.handlers[:], wortel.level)
    stroom = io.StringIO()
    stel_logregels_in("politie", stroom)
    yield stroom
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    wortel.handlers[:], niveau = oud
    wortel.setLevel(niveau)


def _regels(uitvoer: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(regel) for regel in uitvoer.getvalue().splitlines()]


def test_een_sleutel_buiten_de_lijst_valt_weg_en_dat_staat_er(uitvoer: io.StringIO) -> None:
    structlog.get_logger().info("bericht verzonden", transactieId="7", naam=NAAM, body=NAAM)
    (regel,) = _regels(uitvoer)
    assert regel["transactieId"] == "7"
    assert regel["weggelaten"] == ["body", "naam"]
    assert regel["onderdeel"] == "politie"
    assert NAAM not in uitvoer.getvalue()


def test_een_bibliotheek_meldt_haar_fout_zonder_de_waarden(uitvoer: io.StringIO) -> None:
    logger = logging.getLogger("een.bibliotheek")
    try:
        raise ValueError(NAAM)
    except ValueError:
        logger.exception("rij %s niet gelezen", NAAM)
    (regel,) = _regels(uitvoer)
    assert regel["event"] == "rij %s niet gelezen"
    assert regel["fout"] == "builtins.ValueError"
    assert NAAM not in uitvoer.getvalue()


def test_een_verzoek_laat_alleen_zijn_vorm_achter(
    uitvoer: io.StringIO, instellingen: Instellingen
) -> None:
    router = maak_router("personen")

    @router.get("/personen/{nummer}", **operatie("leesPersoon", "Lees", antwoord={}))
    async def lees(nummer: str, q: str) -> dict[str, str]:
        raise RuntimeError(f"{NAAM} {nummer}")

    app = maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])

    async def doe() -> None:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://test"
        ) as client:
            pad = "/v1/personen/geheim-7"
            await client.get(pad, params={"q": NAAM}, headers={"X-Naam": NAAM})

    asyncio.run(doe())
    fout, verzoek = _regels(uitvoer)
    assert fout["fout"] == "builtins.RuntimeError"
    assert verzoek["event"] == "verzoek"
    assert verzoek["pad"] == "/v1/personen/{nummer}"
    assert verzoek["status"] == 500
    assert verzoek["traceId"] == fout["traceId"]
    for geheim in (NAAM, "geheim-7", "Verzonnen"):
        assert geheim not in uitvoer.getvalue()


TRACE, OUDER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_een_trace_van_buiten_wordt_voortgezet() -> None:
    spoor = lees_spoor(f"00-{TRACE}-{OUDER}-00".encode())
    assert (spoor.trace_id, spoor.ouder_id, spoor.vlaggen) == (TRACE, OUDER, "00")
    assert spoor.span_id != OUDER
    assert spoor.traceparent == f"00-{TRACE}-{spoor.span_id}-00"


def test_een_nieuwere_versie_van_trace_context_wordt_gelezen() -> None:
    assert lees_spoor(f"01-{TRACE}-{OUDER}-01-nieuw".encode()).trace_id == TRACE


@pytest.mark.parametrize(
    "kop",
    [
        None,
        b"",
        b"onzin",
        f"ff-{TRACE}-{OUDER}-01".encode(),
        f"00-{'0' * 32}-{OUDER}-01".encode(),
        f"00-{TRACE}-{'0' * 16}-01".encode(),
        f"00-{TRACE.upper()}-{OUDER}-01".encode(),
        f"00-{TRACE}-{OUDER}-01-nieuw".encode(),
        f"00-{TRACE}-{OUDER}-01\n".encode(),
    ],
)
def test_een_kapotte_trace_begint_opnieuw(kop: bytes | None) -> None:
    spoor = lees_spoor(kop)
    assert spoor.trace_id != TRACE
    assert spoor.ouder_id is None


class _VolleSchijf(io.StringIO):
    """Neemt niets meer aan, zoals een bestand op een volle schijf."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("niveau", ["info", "warning", "error", "exception", "critical"])
def test_een_regel_die_niet_te_schrijven_is_houdt_het_werk_niet_op(
    uitvoer: io.StringIO, niveau: str
) -> None:
    stel_logregels_in("politie", _VolleSchijf())
    getattr(structlog.get_logger(), niveau)("bericht verzonden", transactieId="7")
    logging.getLogger("een.bibliotheek").error("iets mis")

"""Wat een partij haar eigen mensen vertelt over wat een ander over zichzelf zegt."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from shared.meldingen.gebeurtenis import CloudEvent
from shared.meldingen.opslag import MELDING, METADATA
from shared.partijdienst.bezorging import maak_brief
from shared.verzenden.partijdocumenten.geheugen import Bericht, Gewijzigd
from shared.verzenden.partijdocumenten.ketens import Afwijking
from shared.verzenden.partijdocumenten.vertellen import Verteller

NU = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
VERTELLER = Verteller(
    "00000099000000003000", "om", "https://om.example/v1", ("webhook", "mail:piket@om.example")
)


def _verteld(bericht: Bericht) -> tuple[list[str], dict[str, Any]]:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with Session(engine) as sessie:
        VERTELLER(sessie, bericht, NU)
        rijen = sessie.execute(select(MELDING.c.bestemming, MELDING.c.inhoud)).all()
    engine.dispose()
    gebeurtenissen = [json.loads(rij.inhoud) for rij in rijen]
    assert all(een == gebeurtenissen[0] for een in gebeurtenissen)
    return [rij.bestemming for rij in rijen], gebeurtenissen[0]


def test_een_wijziging_noemt_wat_er_anders_is_en_wat_te_doen() -> None:
    wat = ("certificaten.ondertekening", "endpoint")
    bestemmingen, gebeurtenis = _verteld(Gewijzigd("politie", 3, wat))
    assert bestemmingen == ["webhook", "mail:piket@om.example"]
    assert gebeurtenis["type"] == "nl.driehoek.partij.gewijzigd"
    data = gebeurtenis["data"]
    assert (data["partij"], data["versie"], data["wijzigingen"]) == ("politie", 3, list(wat))
    brief = maak_brief(
        CloudEvent("1", gebeurtenis["source"], gebeurtenis["type"], "politie", NU, data)
    )
    assert "endpoint" in brief.onderwerp
    assert "weiger" in brief.tekst
    assert "https://om.example/v1/partijdocumenten" in brief.tekst


def test_wat_een_partij_niet_zei_is_ernstig() -> None:
    _, gebeurtenis = _verteld(Afwijking("politie", "SHA-256=x", "Zij tekende dit niet."))
    assert gebeurtenis["type"] == "nl.driehoek.partij.afwijking"
    assert gebeurtenis["data"]["ernst"] == "hoog"
    assert gebeurtenis["data"]["melding"] == "Zij tekende dit niet."

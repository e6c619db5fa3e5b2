"""Wie een partij is, zegt de controleur; wat zij over zichzelf zegt, tekent zij zelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shared.bericht.jsonvorm import jcs, lees_json
from shared.bericht.partijen.partijdocument import GetekendDocument
from shared.bewijsbundel.controle import Vertrouwd, verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport
from tests.unit.bewijsbundel.proefbundel import (
    NU,
    Proefbundel,
    besluitblad,
    bevestigingsblad,
    certificaat,
    toetsverzoek,
)
from tests.unit.bewijsbundel.proefpartijen import als_partijblad, partijblad, partijbladen

PINS = {partij: certificaat(partij).oin for partij in ("politie", "gemeente")}
Controle = Callable[..., list[tuple[str, int | None]]]


@pytest.fixture
def controleer(tmp_path: Path) -> Controle:
    def voer_uit(
        *bladen: bytes, partijen: Mapping[str, str] = PINS
    ) -> list[tuple[str, int | None]]:
        return [(f.soort.value, f.blad) for f in _rapport(tmp_path, bladen, partijen).fouten]

    return voer_uit


def _rapport(map_: Path, bladen: tuple[bytes, ...], partijen: Mapping[str, str]) -> Bundelrapport:
    pad = Proefbundel(bladen=bladen).schrijf(map_ / "b.zip")
    return verifieer_bundel(pad, Vertrouwd(partijen=partijen))


def _getekend(blad: bytes) -> GetekendDocument:
    velden: Any = lees_json(blad)
    return GetekendDocument(jcs(velden["document"]), velden["payloadSignature"])


def test_een_keten_die_klopt_en_wie_de_partijen_zijn(tmp_path: Path) -> None:
    bladen = (
        *partijbladen("politie", {}, {"endpoint": "https://elders.example"}),
        partijblad("gemeente"),
        besluitblad(),
        bevestigingsblad(),
    )
    rapport = _rapport(tmp_path, bladen, PINS)
    assert rapport.in_orde
    assert [(een.code, een.oin, een.vastgezet) for een in rapport.partijen] == [
        ("gemeente", PINS["gemeente"], True),
        ("politie", PINS["politie"], True),
    ]
    assert not any("--partij" in opmerking for opmerking in rapport.opmerkingen)


def test_de_bundel_zegt_niet_wie_een_partij_is(controleer: Controle, tmp_path: Path) -> None:
    """De aanval van K2 op de auditor: een ander dan de politie, in alles wat de bundel zegt."""
    vals = als_partijblad("politie", _getekend(partijblad("gemeente")))
    assert controleer(vals) == [("partij-klopt-niet", 0)]
    verwisseld = {"politie": PINS["gemeente"]}
    bladen = (partijblad("politie"), besluitblad())
    assert controleer(*bladen, partijen=verwisseld)[0] == ("partij-klopt-niet", 0)
    assert controleer(besluitblad(), partijen=verwisseld) == [("andere-ondertekenaar", 0)]
    rapport = _rapport(tmp_path, bladen, {})
    assert rapport.in_orde
    assert any("--partij" in opmerking for opmerking in rapport.opmerkingen)


def test_een_ander_zet_er_geen_document_achter(controleer: Controle) -> None:
    bladen = partijbladen("politie", {}, {"dpia": None}, tekenaars=["politie", "gemeente"])
    assert controleer(*bladen) == [("partij-klopt-niet", 1)]


def test_overslaan_en_terugdraaien_vallen_op(controleer: Controle) -> None:
    eerste, tweede, derde = partijbladen("politie", {}, {"dpia": None}, {"actief": False})
    assert controleer(eerste, derde) == [("partij-klopt-niet", 1)]
    assert controleer(eerste, tweede, eerste) == [("partij-klopt-niet", 2)]
    # Alleen een later document: van wie het is staat vast, waarop het bouwt niet.
    assert controleer(derde) == []


@pytest.mark.parametrize(
    "anders",
    [{"document": None}, {"document": {}}, {"payloadSignature": "x"}, {"digest": "anders"},
     {"code": 7}, {"payloadSignature": None}],
    ids=str,
)  # fmt: skip
def test_een_blad_zonder_getekend_document_is_niet_van_die_partij(
    controleer: Controle, anders: dict[str, Any]
) -> None:
    blad = als_partijblad("politie", _getekend(partijblad("politie")), NU, **anders)
    assert controleer(blad) == [("partij-klopt-niet", 0)]


def test_een_besluit_rust_op_de_dpia_die_de_partij_zelf_noemt(controleer: Controle) -> None:
    zonder = partijbladen("gemeente", {"dpia": None})
    assert controleer(*zonder, besluitblad()) == [("partij-klopt-niet", 1)]
    toestand = toetsverzoek("mag-politie-gemeente-stap2", 1)["toestand"]
    assert toestand["partijen"]["gemeente"]["dpiaGoedgekeurd"] is True


def test_de_getuige_is_die_de_partij_zelf_noemt(controleer: Controle) -> None:
    assert controleer(*partijbladen("politie", {"getuige": None})) == [
        ("medeondertekening-ongeldig", None)
    ]

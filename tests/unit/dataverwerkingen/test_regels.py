"""Een logregel die de standaard niet toelaat, bestaat niet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.dataverwerkingen.regels import (
    DELEN,
    Beslissing,
    OngeldigeLogregel,
    Status,
    Verwerking,
    Verwijzing,
    in_groep,
    persoon,
    pseudoniem,
)

SLEUTEL = bytes(range(32))
REGEL = Verwerking(
    trace_id="4b" * 16,
    span_id="0a" * 8,
    ouder_id=None,
    naam="leesPersoon",
    status=Status.OK,
    begin_ms=1000,
    einde_ms=1001,
    activiteit="https://partij.example/v1/verwerkingsactiviteiten/dossier-1",
    betrokkene=pseudoniem(SLEUTEL, persoon("p")),
    betrokkene_type="persoon",
)


@pytest.mark.parametrize(
    "anders",
    [
        {"trace_id": "0" * 32},
        {"trace_id": "4B" * 16},
        {"span_id": "0" * 16},
        {"ouder_id": "kort"},
        {"naam": ""},
        {"einde_ms": 999},
        {"begin_ms": -1},
        {"activiteit": "dossier"},
        {"betrokkene": "Ties Bedachtema"},
        {"betrokkene_type": ""},
    ],
    ids=lambda anders: next(iter(anders)),
)
def test_wat_de_standaard_niet_toelaat_wordt_geweigerd(anders: dict[str, Any]) -> None:
    with pytest.raises(OngeldigeLogregel):
        replace(REGEL, **anders)


def test_wie_belde_staat_er_alleen_als_er_gebeld_is() -> None:
    assert "dpl.core.foreign_operation.processor" not in REGEL.attributen()
    gebeld = replace(REGEL, verwerker="00000001003214345000")
    assert gebeld.attributen()["dpl.core.foreign_operation.processor"] == "00000001003214345000"


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_een_pseudoniem_is_vast_per_mens_en_niets_zonder_sleutel(een: str, ander: str) -> None:
    assert pseudoniem(SLEUTEL, persoon(een)) == pseudoniem(SLEUTEL, persoon(een))
    assert pseudoniem(SLEUTEL, persoon(een)) != pseudoniem(SLEUTEL[::-1], persoon(een))
    assert pseudoniem(SLEUTEL, persoon(een)) != pseudoniem(SLEUTEL, in_groep("g", een))
    if een != ander:
        assert pseudoniem(SLEUTEL, persoon(een)) != pseudoniem(SLEUTEL, persoon(ander))


@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_elk_deel_van_een_besluit_staat_op_precies_een_plek(verwezen: list[bool]) -> None:
    delen = {
        naam: Verwijzing(f"urn:{naam}") if hier else {"inhoud": naam}
        for naam, hier in zip(DELEN, verwezen, strict=True)
    }
    besluit = Beslissing(
        trace_id="4b" * 16, span_id="0a" * 8, ouder_id=None, tijdstip_ms=1, status=Status.OK,
        **delen,  # type: ignore[arg-type]
    )  # fmt: skip
    namen = [*besluit.attributen(), *besluit.inhoud()]
    assert sorted(namen) == sorted(f"adl.core.{naam}" for naam in DELEN)


def test_een_verwijzing_wijst_ergens_naar() -> None:
    vol: dict[str, Any] = {naam: {"iets": 1} for naam in DELEN} | {"policies": Verwijzing("")}
    with pytest.raises(OngeldigeLogregel, match="policies"):
        Beslissing("4b" * 16, "0a" * 8, None, 1, Status.OK, **vol)

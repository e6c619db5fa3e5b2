"""The profile's own worked cases come out as they are labelled."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.unit.convenant.gevallenbouw import PROFIEL, TOEGESTAAN, beslis

GEVALLEN = sorted((PROFIEL / "gevallen").glob("*.json"))


def test_de_gevallen_van_het_profiel_zijn_er() -> None:
    assert len(GEVALLEN) >= 15


@pytest.mark.parametrize("pad", GEVALLEN, ids=lambda pad: pad.stem)
def test_geval_uit_het_profiel(pad: Path) -> None:
    geval = json.loads(pad.read_text("utf-8"))
    besluit = beslis(geval["toetsverzoek"])
    assert {"besluit": besluit.besluit, "poorten": list(besluit.poorten)} == geval["verwacht"]


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_elke_toegestane_stroom_mag_en_past_op_het_schema(naam: str) -> None:
    schema = json.loads((PROFIEL / "toetsverzoek.schema.json").read_text("utf-8"))
    verzoek = TOEGESTAAN[naam]()
    jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(verzoek)
    assert beslis(verzoek).redenen == ()

"""The profile's own worked cases come out as they are labelled."""

import json
from pathlib import Path

import jsonschema
import pytest

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.hulp.profiel import gevallen, lees
from tests.unit.convenant.gevallen import TOEGESTAAN
from tests.unit.convenant.gevallenbouw import beslis

SCHEMA = jsonschema.Draft202012Validator(
    lees("toetsverzoek.schema.json"),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)


@pytest.mark.parametrize("pad", gevallen("gevallen"), ids=lambda pad: pad.stem)
def test_geval_uit_het_profiel(pad: Path) -> None:
    geval = json.loads(pad.read_text("utf-8"))
    SCHEMA.validate(geval["toetsverzoek"])
    besluit = beslis(geval["toetsverzoek"])
    verwacht = geval["verwacht"]
    sluit, mag = set(verwacht["poorten"]), set(verwacht.get("mag", ()))
    assert besluit.besluit == verwacht["besluit"]
    assert sluit <= set(besluit.poorten) <= sluit | mag
    assert list(besluit.poorten) == sorted(set(besluit.poorten))


@pytest.mark.parametrize("pad", gevallen("ongeldig"), ids=lambda pad: pad.stem)
def test_invoerfout_uit_het_profiel_wordt_niet_beslist(pad: Path) -> None:
    geval = json.loads(pad.read_text("utf-8"))
    assert geval["verwacht"] == "invoerfout"
    with pytest.raises(OngeldigToetsverzoek) as gevangen:
        lees_toetsverzoek(geval["toetsverzoek"], standaard_convenant())
    assert all(fout.pad and fout.melding for fout in gevangen.value.fouten)


@pytest.mark.parametrize("naam", TOEGESTAAN)
def test_elke_toegestane_stroom_mag_en_past_op_het_schema(naam: str) -> None:
    verzoek = TOEGESTAAN[naam]()
    SCHEMA.validate(verzoek)
    assert beslis(verzoek).redenen == ()

"""De snelle controle op de canonieke vorm zegt precies wat RFC 8785 zegt."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.bericht.jsonvorm import jcs
from shared.logboek.bladen import lees_blad
from shared.logboek.fouten import BladOngeldig
from tests.hulp.omvang import omvang
from tests.unit.logboek.hulp import blad_bytes

NU = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)

tekens = st.characters(codec="utf-8", exclude_characters="\x00")
lastig = st.sampled_from(["\ufb33", "😀", "\r", "\x7f", "1.5", ",1e3", ":1234567890123456"])
teksten = st.text(tekens, max_size=8) | lastig
# Daarbuiten is een getal niet meer precies en wordt het geen blad: zie onderaan.
gebroken = st.floats(-(2.0**53) + 1, 2.0**53 - 1)
getallen = st.integers(-(2**53) + 1, 2**53 - 1) | gebroken
waarden = st.recursive(
    st.none() | st.booleans() | getallen | teksten,
    lambda deel: st.lists(deel, max_size=4) | st.dictionaries(teksten, deel, max_size=4),
    max_leaves=12,
)
objecten = st.dictionaries(teksten, waarden, max_size=5)


@given(objecten)
@settings(max_examples=omvang(50), deadline=None)
def test_elk_gemaakt_blad_wordt_weer_gelezen(velden: dict[str, object]) -> None:
    inhoud = blad_bytes("incident", NU, inhoud=velden)
    assert lees_blad(inhoud).velden["inhoud"] == json.loads(jcs(velden))


@given(objecten, st.booleans(), st.booleans())
@settings(max_examples=omvang(50), deadline=None)
def test_andere_schrijfwijze_van_hetzelfde_is_geen_blad(
    velden: dict[str, object], gesorteerd: bool, ascii_: bool
) -> None:
    goed = blad_bytes("incident", NU, inhoud=velden)
    anders = json.dumps(
        json.loads(goed), sort_keys=gesorteerd, ensure_ascii=ascii_, separators=(",", ":")
    ).encode()
    if anders == goed:
        assert lees_blad(anders).velden["inhoud"] == json.loads(jcs(velden))
    else:
        with pytest.raises(BladOngeldig, match=r"canonieke|te lezen"):
            lees_blad(anders)


@pytest.mark.parametrize("getal", [2.0**53, 1e16, -1e20, 1e21, -1.5e300])
def test_getal_dat_niet_terug_te_lezen_is_wordt_geen_blad(getal: float) -> None:
    with pytest.raises(BladOngeldig, match="te groot"):
        blad_bytes("incident", NU, getal=getal)

"""Een groep wordt ingedeeld in de woorden van het convenant; wat daar niet staat kan niet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.convenant.bestand.indelingen import indelingsfouten
from shared.convenant.regels.laden import InconsistentConvenant, laad_convenant, standaard_convenant

ASSEN = standaard_convenant().indelingen
GOED = {
    "aantasting": ["overlast", "openbare-orde-en-veiligheid"],
    "groepssoort": ["los-vaste-groep"],
    "gedrag": ["crimineel"],
}


def _paden(anders: dict[str, list[str]]) -> list[str]:
    return [fout.pad for fout in indelingsfouten({**GOED, **anders}, ASSEN)]


def test_een_groep_is_overlast_of_schade_of_allebei() -> None:
    for waarden in (["overlast"], ["openbare-orde-en-veiligheid"], GOED["aantasting"]):
        assert _paden({"aantasting": waarden}) == []
    assert _paden({"aantasting": []}) == ["/aantasting"]


@pytest.mark.parametrize(
    ("anders", "paden"),
    [
        ({"groepssoort": ["groep", "fluide-netwerk"]}, ["/groepssoort"]),
        ({"groepssoort": ["bende"]}, ["/groepssoort/0"]),
        ({"gedrag": ["crimineel", "crimineel"]}, ["/gedrag/1"]),
        ({"leeftijd": ["jong"]}, ["/leeftijd"]),
        ({"gedrag": [], "aantasting": ["ruzie"]}, ["/aantasting/0", "/gedrag"]),
    ],
)
def test_elke_fout_wordt_genoemd(anders: dict[str, list[str]], paden: list[str]) -> None:
    assert _paden(anders) == paden


@given(
    st.dictionaries(
        st.sampled_from([*ASSEN, "verzonnen"]),
        st.lists(
            st.sampled_from([w for a in ASSEN.values() for w in a.waarden] + ["x"]), max_size=4
        ),
    )
)
def test_zonder_fout_is_elke_as_gevuld_met_bekende_waarden(keuze: dict[str, list[str]]) -> None:
    if list(indelingsfouten(keuze, ASSEN)):
        return
    assert keuze.keys() == ASSEN.keys()
    for code, waarden in keuze.items():
        assert waarden
        assert set(waarden) <= ASSEN[code].waarden.keys()
        assert ASSEN[code].meerdere or len(waarden) == 1


def test_een_convenant_zonder_indeling_is_onvolledig() -> None:
    bron = standaard_convenant().bron.decode()
    begin = bron.index("[indelingen.aantasting]")
    zonder = bron[:begin] + bron[bron.index("# --- Partijen ---") :]
    with pytest.raises(InconsistentConvenant) as gevangen:
        laad_convenant(zonder.encode())
    assert {fout.pad for fout in gevangen.value.fouten} == {"/indelingen", "/randvoorwaarden"}


def test_een_as_zonder_waarden_maakt_het_bestand_ongeldig() -> None:
    bron = standaard_convenant().bron.decode()
    kaal = bron.replace(
        'overlast = "overlast"\n'
        'openbare-orde-en-veiligheid = "(mogelijke) schade voor de openbare orde en veiligheid"\n',
        "",
    )
    with pytest.raises(InconsistentConvenant):
        laad_convenant(kaal.encode())

"""Een bestand dat geen TOML is: waar het misgaat en wat er hoort, in het Nederlands."""

import tomllib

import pytest

from shared.convenant.regels.laden import InconsistentConvenant, laad_convenant, standaard_convenant
from shared.convenant.regels.tomlfout import toml_fout


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("a = 1\nb = \n", "regel 2, kolom 5: hier hoort een waarde"),
        ("a = 1\nb 2\n", "regel 2, kolom 3: na een naam hoort een ="),
        ("a = 1\na = 2\n", "regel 2, kolom 6: deze naam staat er al"),
        ("[a]\n[a]\n", "regel 2, kolom 3: deze tabel staat er al"),
        ('a = "b\n', "regel 1, kolom 7: dit teken mag hier niet staan"),
        ('a = """b', "aan het einde van het bestand: een tekst heeft geen sluitend"),
        ("a = [1\n", "een lijst heeft geen ]"),
        ("a = 1 b = 2\n", "regel 1, kolom 7: na de waarde hoort een nieuwe regel"),
        ("[a\n", "regel 1, kolom 3: de kop van een tabel heeft geen ]"),
        ("= 1\n", "regel 1, kolom 1: hier hoort een naam met een waarde"),
    ],
)
def test_een_fout_staat_er_met_regel_en_kolom(tekst: str, zin: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as fout:
        tomllib.loads(tekst)
    assert zin in toml_fout(fout.value)


@pytest.mark.parametrize(
    ("was", "wordt", "zin"),
    [
        ("\ntitel = ", "\ntietel = ", "/convenant/tietel: komt in een convenantbestand niet voor"),
        ("\ntitel = ", "\ntitel ", "het bestand is geen TOML: regel "),
    ],
)
def test_een_tikfout_in_het_convenantbestand_is_er_een_in_een_bestand(
    was: str, wordt: str, zin: str
) -> None:
    bron = standaard_convenant().bron.decode()
    assert was in bron
    with pytest.raises(InconsistentConvenant) as fout:
        laad_convenant(bron.replace(was, wordt, 1).encode())
    assert zin in str(fout.value)
    assert "bericht niet voor" not in str(fout.value)

"""Where a TOML file stops being one, in Dutch: the library says it in English only."""

from __future__ import annotations

import re
import tomllib
from typing import Final

_PLEK: Final = re.compile(r"\(at line (\d+), column (\d+)\)\Z", re.ASCII)
# Hoe de zin van de bibliotheek begint, en wat er dan aan de hand is.
_OORZAKEN: Final = (
    ("Invalid value", "hier hoort een waarde; tekst staat tussen aanhalingstekens"),
    ("Expected '=' after a key", "na een naam hoort een ="),
    ("Cannot overwrite", "deze naam staat er al"),
    ("Cannot declare", "deze tabel staat er al"),
    ("Duplicate inline table key", "deze naam staat er al"),
    ("Cannot mutate", "deze tabel is al af en kan niet worden aangevuld"),
    ("Cannot redefine", "deze tabel is al af en kan niet worden aangevuld"),
    ("Expected newline", "na de waarde hoort een nieuwe regel"),
    ("Illegal character", "dit teken mag hier niet staan"),
    ("Unterminated string", "een tekst heeft geen sluitend aanhalingsteken"),
    ("Expected \"'", "een tekst heeft geen sluitend aanhalingsteken"),
    ("Found invalid character", "dit teken mag hier niet staan"),
    ("Unescaped", "een \\ in een tekst hoort dubbel (\\\\)"),
    ("Unclosed array", "een lijst heeft geen ]"),
    ("Unclosed inline table", "een tabel heeft geen }"),
    ("Expected ']'", "de kop van een tabel heeft geen ]"),
    ("Invalid initial character for a key", "hier hoort een naam"),
    ("Invalid statement", "hier hoort een naam met een waarde, of een [tabel]"),
    ("Invalid date", "deze datum bestaat niet"),
)


def toml_fout(fout: tomllib.TOMLDecodeError | UnicodeDecodeError | RecursionError) -> str:
    """What to mend and where: `regel 7, kolom 12: na een naam hoort een =`."""
    if isinstance(fout, UnicodeDecodeError):
        return f"het is geen UTF-8 (byte {fout.start + 1})"
    if isinstance(fout, RecursionError):
        return "het zit te diep in elkaar"
    tekst = str(fout)
    plek = _PLEK.search(tekst)
    waar = f"regel {plek[1]}, kolom {plek[2]}" if plek else "aan het einde van het bestand"
    waarom = next((zin for begin, zin in _OORZAKEN if tekst.startswith(begin)), None)
    return f"{waar}: {waarom or 'hier staat iets wat geen TOML is'}"

"""De tekst van een PDF zoals een schermlezer haar krijgt: via de tekentabellen van de letters."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

_HEX = rb"<([0-9A-Fa-f]+)>"
_PAAR = re.compile(_HEX + rb"\s*" + _HEX)
_REEKS = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*" + _HEX)


def tekst_van(pdf: pikepdf.Pdf) -> str:
    """Alle tekst, bladzijde na bladzijde, met één spatie tussen de woorden."""
    stukken = [_van_bladzijde(bladzijde) for bladzijde in pdf.pages]
    return re.sub(r"\s+", " ", "".join(stukken))


def _van_bladzijde(bladzijde: Any) -> str:
    letters = {naam: _tabel(letter) for naam, letter in bladzijde.Resources.Font.items()}
    tekst, tabel = [], {}
    for operanden, operator in pikepdf.parse_content_stream(bladzijde):
        naam = str(operator)
        if naam == "Tf":
            tabel = letters[str(operanden[0])]
        elif naam == "BT":
            tekst.append(" ")
        elif naam in ("Tj", "TJ"):
            delen = operanden[0] if naam == "TJ" else [operanden[0]]
            tekst += [_lees(bytes(d), tabel) for d in delen if isinstance(d, pikepdf.String)]
    return "".join(tekst)


def _lees(tekens: bytes, tabel: dict[int, str]) -> str:
    codes = (int.from_bytes(tekens[i : i + 2], "big") for i in range(0, len(tekens), 2))
    return "".join(tabel.get(code, "�") for code in codes)


def _tabel(letter: Any) -> dict[int, str]:
    """Van teken in de letter naar tekst, uit haar ToUnicode."""
    bron = letter.ToUnicode.read_bytes()
    tabel: dict[int, str] = {}
    for blok in re.findall(rb"beginbfchar(.*?)endbfchar", bron, re.DOTALL):
        for code, doel in _PAAR.findall(blok):
            tabel[int(code, 16)] = bytes.fromhex(doel.decode()).decode("utf-16-be")
    for blok in re.findall(rb"beginbfrange(.*?)endbfrange", bron, re.DOTALL):
        for van, tot, doel in _REEKS.findall(blok):
            begin = int(doel, 16)
            for plek in range(int(tot, 16) - int(van, 16) + 1):
                tabel[int(van, 16) + plek] = chr(begin + plek)
    return tabel

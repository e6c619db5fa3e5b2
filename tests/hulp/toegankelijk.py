"""Kijkt een PDF na zoals een schermlezer haar nodig heeft: wat er van PDF/UA-1 te tellen is.

Wat een mens moet zien (of de woorden kloppen, of de volgorde zinnig is) staat hier niet in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_KOP = re.compile(r"H([1-6])")
_TEKENT = frozenset(
    ("Tj", "TJ", "'", '"', "f", "f*", "F", "S", "s", "B", "B*", "b", "b*", "Do", "sh")
)


@dataclass(frozen=True)
class Knoop:
    """Een element uit de boom van de structuur."""

    soort: str
    element: Any
    onder: tuple[Knoop, ...]

    def alle(self) -> Iterator[Knoop]:
        yield self
        for een in self.onder:
            yield from een.alle()


def structuur(pdf: pikepdf.Pdf) -> Knoop:
    """De boom, met de wortel bovenaan."""
    wortel = pdf.Root.StructTreeRoot
    return Knoop("wortel", wortel, tuple(_kinderen(wortel.get("/K"))))


def ontoegankelijk(pdf: pikepdf.Pdf) -> list[str]:
    """Elke fout, in gewone woorden; een lege lijst als er geen is."""
    if pdf.Root.get("/StructTreeRoot") is None:
        return ["er zijn geen labels (StructTreeRoot)"]
    boom = structuur(pdf)
    return [
        *_van_het_document(pdf),
        *_koppen([int(m[1]) for een in boom.alle() if (m := _KOP.fullmatch(een.soort))]),
        *(fout for een in boom.alle() if een.soort == "Table" for fout in _tabel(een)),
        *(
            "een beeld heeft geen tekst (Alt)"
            for een in boom.alle()
            if een.soort == "Figure" and not str(een.element.get("/Alt", "")).strip()
        ),
        *(fout for nummer, blad in enumerate(pdf.pages, 1) for fout in _bladzijde(nummer, blad)),
    ]


def _kinderen(inhoud: Any) -> Iterator[Knoop]:
    if isinstance(inhoud, pikepdf.Array):
        for een in inhoud:
            yield from _kinderen(een)
    elif isinstance(inhoud, pikepdf.Dictionary) and inhoud.get("/S") is not None:
        yield Knoop(str(inhoud.S).strip("/"), inhoud, tuple(_kinderen(inhoud.get("/K"))))


def _van_het_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "de labels tellen niet (MarkInfo Marked)"
    if not str(pdf.Root.get("/Lang", "")).startswith("nl"):
        yield "de taal is niet Nederlands (Lang)"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "een lezer toont de bestandsnaam en niet de titel (DisplayDocTitle)"
    with pdf.open_metadata() as meta:
        if not str(meta.get("dc:title", "")).strip():
            yield "er is geen titel (dc:title)"
        if meta.get("pdfuaid:part") != "1":
            yield "het document zegt niet dat het PDF/UA-1 is"


def _koppen(hoogtes: list[int]) -> Iterator[str]:
    if not hoogtes:
        yield "er is geen enkele kop"
    vorige = 0
    for hoogte in hoogtes:
        if hoogte > vorige + 1:
            yield f"na een kop op hoogte {vorige} komt er een op hoogte {hoogte}"
        vorige = hoogte


def _tabel(tabel: Knoop) -> Iterator[str]:
    rijen = [een for een in tabel.alle() if een.soort == "TR"]
    if not any(vak.soort == "TH" for rij in rijen for vak in rij.onder):
        yield "een tabel heeft geen kopvakken (TH)"
    if len({sum(vak.soort in ("TH", "TD") for vak in rij.onder) for rij in rijen}) > 1:
        yield "de rijen van een tabel hebben niet evenveel vakken"


def _bladzijde(nummer: int, blad: Any) -> Iterator[str]:
    if str(blad.get("/Tabs", "")) != "/S":
        yield f"bladzijde {nummer}: de tab volgt de structuur niet"
    for naam, letter in blad.Resources.get("/Font", {}).items():
        if letter.get("/ToUnicode") is None:
            yield f"bladzijde {nummer}: van letter {naam} is niet te zeggen welk teken het is"
    if (los := _zonder_label(blad)) > 0:
        yield f"bladzijde {nummer}: {los} keer inhoud zonder label"


def _zonder_label(blad: Any) -> int:
    """Hoe vaak er iets getekend wordt dat niet bij de structuur hoort en geen versiering is."""
    open_, los = [], 0
    for operanden, operator in pikepdf.parse_content_stream(blad):
        naam = str(operator)
        if naam in ("BDC", "BMC"):
            artefact = str(operanden[0]) == "/Artifact"
            genummerd = naam == "BDC" and "/MCID" in operanden[1]
            open_.append(artefact or genummerd)
        elif naam == "EMC":
            open_.pop()
        elif naam in _TEKENT and not any(open_):
            los += 1
    return los

"""Does a name in the covenant file refer to something that exists? Shared by its checks."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from shared.convenant.bestand.eisen import fouten_in
from shared.convenant.bestand.model import Convenantbestand
from shared.convenant.bestand.rijen import VoorwaardeRij
from shared.convenant.bestand.typen import ALLE
from shared.convenant.termijnen import OngeldigeTermijn, Termijn
from shared.convenant.vorm import Fout, json_pointer

Pad = tuple[int | str, ...]


class Verwijzingen:
    """The names a file defines; each method yields what refers to nothing."""

    def __init__(self, bestand: Convenantbestand) -> None:
        self._b = bestand
        self.categorienummers = getallen(bestand.categorieen)
        self.stapnummers = {stap.nummer for stap in bestand.stappen}

    def voorwaarden(self, rijen: Sequence[VoorwaardeRij], pad: Pad) -> Iterator[Fout]:
        """Conditions whose own fields do not fit together, or name no category."""
        for nummer, rij in enumerate(rijen):
            for melding in fouten_in(rij):
                yield Fout(json_pointer((*pad, nummer)), melding)
            yield from self.categorielijst(rij.categorieen, (*pad, nummer, "categorieen"))

    def partij(self, code: str, pad: Pad) -> Iterator[Fout]:
        """A party that does not exist."""
        yield from bestaan((code,), self._b.partijen, pad, "partij")

    def partijlijst(self, codes: Iterable[str] | None, pad: Pad) -> Iterator[Fout]:
        """Parties that do not exist."""
        yield from bestaan(codes or (), self._b.partijen, pad, "partij")

    def partijen_of_alle(self, codes: Iterable[str], pad: Pad) -> Iterator[Fout]:
        """Parties that do not exist; ``*`` is every party."""
        yield from bestaan(codes, set(self._b.partijen) | {ALLE}, pad, "partij")

    def categorielijst(self, nummers: Iterable[int] | None, pad: Pad) -> Iterator[Fout]:
        """Categories that do not exist."""
        yield from bestaan(nummers or (), self.categorienummers, pad, "categorie")

    def staplijst(self, nummers: Iterable[int], pad: Pad) -> Iterator[Fout]:
        """Steps that do not exist."""
        yield from bestaan(nummers, self.stapnummers, pad, "stap")

    def kanaallijst(self, codes: Iterable[str] | None, pad: Pad) -> Iterator[Fout]:
        """Channels that do not exist."""
        yield from bestaan(codes or (), self._b.kanalen, pad, "kanaal")

    def soortlijst(self, codes: Iterable[str] | None, pad: Pad) -> Iterator[Fout]:
        """Kinds of data that do not exist."""
        yield from bestaan(codes or (), self._b.gegevenssoorten, pad, "gegevenssoort")


def bestaan(
    waarden: Iterable[object], verzameling: Collection[Any], pad: Pad, wat: str
) -> Iterator[Fout]:
    """Values that are not in the collection; ``wat`` is what they are called."""
    for waarde in waarden:
        if waarde not in verzameling:
            yield Fout(json_pointer(pad), f"{wat} '{waarde}' bestaat niet")


def precies(tabel: Collection[str], verwacht: frozenset[str], pad: Pad) -> Iterator[Fout]:
    """Rows the code cannot handle, and rows it needs but does not find."""
    for code in sorted(set(tabel) - verwacht):
        yield Fout(json_pointer((*pad, code)), "deze soort bestaat niet")
    for code in sorted(verwacht - set(tabel)):
        yield Fout(json_pointer((*pad, code)), "ontbreekt, maar is verplicht")


def termijn(tekst: str | None, pad: Pad) -> Iterator[Fout]:
    """A text that is no term."""
    if tekst is None:
        return
    try:
        Termijn.lees(tekst)
    except OngeldigeTermijn as fout:
        yield Fout(json_pointer(pad), str(fout))


def getallen(namen: Iterable[str]) -> set[int]:
    """The names that are numbers, as numbers."""
    return {int(naam) for naam in namen if is_getal(naam)}


def is_getal(naam: str) -> bool:
    """Whether a name is a number as it is written: no signs, no leading zeroes."""
    return naam.isascii() and naam.isdecimal() and str(int(naam)) == naam

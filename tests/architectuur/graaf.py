"""De importgraaf van het huis, en wat er aan te tellen is: kamers, verdiepingen, pijlen, kringen.

Een doos is een kamer, een onderwerp van een kamer, of een bestand. Een pijl van A naar B is: iets
in A importeert iets in B, hoe vaak ook, ook in een functie en ook alleen voor de typen. Een doos
staat op verdieping 1 als zij niets kent, en anders een hoger dan het hoogste dat zij kent; dozen
die elkaar over en weer kennen (een kring) staan naast elkaar. Lege `__init__.py`'s en revisies van
de databank tellen niet mee: die maken elk gemiddelde lager en zeggen niets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from tests.architectuur.bron import PRODUCT, Bestand, Import, imports, pythonbestanden

Graaf = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Maat:
    """De cijfers van een stuk van het huis.

    `terug`: pijlen tegen de volgorde in; waar geen volgorde is, pijlen binnen een kring.
    """

    dozen: int
    verdiepingen: int
    pijlen: int
    terug: int
    kringen: int


def telt_mee(bestand: Bestand) -> bool:
    """Of een bestand een doos is."""
    leeg = bestand.pad.endswith("__init__.py") and len(bestand.boom.body) <= 1
    return not leeg and "/migraties/" not in bestand.pad


def kamer_van(pad: str) -> str:
    """De kamer van een bestand: een map van `shared` of `services`, of gateway of deploy."""
    delen = pad.split("/")
    return "/".join(delen[:2]) if delen[0] in ("shared", "services") else delen[0]


def bestandsgraaf(bestanden: Iterable[Bestand]) -> dict[str, frozenset[str]]:
    """Welk bestand welk ander importeert, naar module."""
    alle = tuple(bestanden)
    bekend = {een.module for een in alle}
    return {
        een.module: frozenset(doel for nodig in imports(een) for doel in _doelen(nodig, bekend))
        - {een.module}
        for een in alle
    }


def _doelen(nodig: Import, bekend: set[str]) -> Iterator[str]:
    """De modules die een import noemt: `from a import b` is `a.b` als dat een module is."""
    modules = [f"{nodig.module}.{naam}" for naam in nodig.namen]
    gevonden = [module for module in modules if module in bekend]
    yield from gevonden
    if nodig.module in bekend and (not modules or len(gevonden) < len(modules)):
        yield nodig.module


def vouw(graaf: Graaf, doos: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """Dezelfde graaf, met elke module in haar doos."""
    gevouwen: dict[str, set[str]] = defaultdict(set)
    for van, naar in graaf.items():
        gevouwen[doos(van)] |= {doos(doel) for doel in naar}
    return {een: frozenset(naar - {een}) for een, naar in gevouwen.items()}


def binnen(graaf: Graaf, dozen: Iterable[str]) -> dict[str, frozenset[str]]:
    """Alleen deze dozen, en de pijlen ertussen."""
    houd = frozenset(dozen)
    return {een: naar & houd for een, naar in graaf.items() if een in houd}


def hoogten(graaf: Graaf) -> dict[str, int]:
    """De verdieping van elke doos."""
    hoogte: dict[str, int] = {}
    for groep in _samenhangend(graaf):
        onder = [hoogte[doel] for een in groep for doel in graaf[een] if doel in hoogte]
        hoogte |= dict.fromkeys(groep, 1 + max(onder, default=0))
    return hoogte


def kringen(graaf: Graaf) -> list[list[str]]:
    """Dozen die elkaar kennen, al is het langs een omweg."""
    return [sorted(groep) for groep in _samenhangend(graaf) if len(groep) > 1]


def _samenhangend(graaf: Graaf) -> list[list[str]]:
    """De sterk samenhangende delen (Tarjan), van onder naar boven."""
    nummer: dict[str, int] = {}
    laagste: dict[str, int] = {}
    stapel: list[str] = []
    delen: list[list[str]] = []

    def bezoek(een: str) -> None:
        nummer[een] = laagste[een] = len(nummer)
        stapel.append(een)
        for doel in sorted(graaf[een] & graaf.keys()):
            if doel not in nummer:
                bezoek(doel)
            if doel in stapel:
                laagste[een] = min(laagste[een], laagste[doel])
        if laagste[een] == nummer[een]:
            begin = stapel.index(een)
            delen.append(stapel[begin:])
            del stapel[begin:]

    for een in sorted(graaf):
        if een not in nummer:
            bezoek(een)
    return delen


def meet(graaf: Graaf, volgorde: Mapping[str, int] | None = None) -> Maat:
    """De cijfers van een graaf, met de volgorde die zij hoort te hebben als die er is."""
    pijlen = [(van, naar) for van, doelen in graaf.items() for naar in doelen]
    rond = kringen(graaf)
    if volgorde is None:
        terug = sum(any(van in kring and naar in kring for kring in rond) for van, naar in pijlen)
    else:
        terug = sum(volgorde[naar] >= volgorde[van] for van, naar in pijlen)
    hoogste = max(hoogten(graaf).values(), default=0)
    return Maat(len(graaf), hoogste, len(pijlen), terug, len(rond))


@cache
def huis() -> dict[str, frozenset[str]]:
    """Welk bestand van het product welk ander importeert."""
    return bestandsgraaf(een for een in pythonbestanden(*PRODUCT) if telt_mee(een))


@cache
def kamers() -> dict[str, str]:
    """De kamer van elke module die meetelt."""
    alle = pythonbestanden(*PRODUCT)
    return {een.module: kamer_van(een.pad) for een in alle if telt_mee(een)}


@cache
def kamergraaf() -> dict[str, frozenset[str]]:
    """Welke kamer welke kent."""
    return vouw(huis(), kamers().__getitem__)


def graaf_in(kamer: str) -> dict[str, frozenset[str]]:
    """Welk bestand van een kamer welk ander van haar kent."""
    return binnen(huis(), [module for module, eigen in kamers().items() if eigen == kamer])


def onderwerpen_in(kamer: str) -> dict[str, frozenset[str]]:
    """Welk onderwerp van een kamer welk ander kent."""
    begin = kamer.replace("/", ".") + "."
    return vouw(graaf_in(kamer), lambda module: module.removeprefix(begin).split(".")[0])


def gemiddelde_hoogte(*welke: str) -> float:
    """De gemiddelde verdieping van een bestand in zijn kamer."""
    return fmean(hoogte for een in welke for hoogte in hoogten(graaf_in(een)).values())


def vergeet() -> None:
    """Laat de graaf gaan."""
    for gelezen in (huis, kamers, kamergraaf):
        gelezen.cache_clear()

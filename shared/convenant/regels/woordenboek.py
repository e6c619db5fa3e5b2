"""What the covenant's codes are called: lists of codes with words, article, law and reading.

Pure. For screens, lists, leaves that are read aloud and reports. The words are those of the
covenant file and nothing else; a code of a version that is gone is looked up in that version.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.model import Berichtsoort, Convenantbestand, Kanaal
from shared.convenant.bestand.rijen import (
    GroepsbesluitRij,
    Incidentgrond,
    Incidentklok,
    StukRij,
)
from shared.convenant.bestand.typen import Bronverwijzing
from shared.convenant.regels.bouw import BEWAARTEKST, BEWAARTERMIJN
from shared.convenant.regels.laden import lees_convenantbestand

__all__ = ["Woord", "Woordenboek", "woordenboek", "woordenboek_van"]

_INVULPLEK: Final = re.compile(r"\{[a-z]+\}")
#: Between the code of a party and that of a function there.
_BIJ: Final = "/"


@dataclass(frozen=True, slots=True)
class Woord:
    """A code in words. ``mag``: it may be used somewhere; else ``tekst`` is why it may not.

    ``partij``: of a function, the party it exists at. ``poort``: of a reason, the gate that closes.
    ``blijkt``: of a duty, that the log shows when it is met; of another nobody can say it is open.
    In the sentence of a reason an ellipsis stands for what the message says there.
    """

    code: str
    tekst: str
    convenant: str | None = None
    wet: str | None = None
    interpretatie: str | None = None
    mag: bool = True
    partij: str | None = None
    poort: int | None = None
    blijkt: bool = False


class Woordenboek:
    """Lists of words by name. Safe to share between threads: it never changes."""

    def __init__(
        self, lijsten: Mapping[str, tuple[Woord, ...]], eerder: "Woordenboek | None"
    ) -> None:
        self.lijsten = lijsten
        self._op_code: dict[tuple[str, str], Woord] = {} if eerder is None else {**eerder._op_code}
        for naam, woorden in lijsten.items():
            self._op_code |= {(naam, woord.code): woord for woord in reversed(woorden)}
            self._op_code |= {
                (naam, f"{woord.partij}{_BIJ}{woord.code}"): woord for woord in woorden
                if woord.partij is not None
            }  # fmt: skip

    def woord(self, lijst: str, code: object, partij: str | None = None) -> Woord | None:
        """The word of a code; None for one that no version of the covenant knows.

        ``partij``: of a function, where it is held.
        """
        bij = None if partij is None else self._op_code.get((lijst, f"{partij}{_BIJ}{code}"))
        return bij or self._op_code.get((lijst, str(code)))

    def tekst(self, lijst: str, code: object, partij: str | None = None) -> str:
        """A code in words; the code itself where nobody knows it."""
        gevonden = self.woord(lijst, code, partij)
        return str(code) if gevonden is None else gevonden.tekst

    def met(self, lijsten: Mapping[str, tuple[Woord, ...]]) -> "Woordenboek":
        """The same with more lists, of what is no code of the covenant."""
        return Woordenboek({**self.lijsten, **lijsten}, self)


@lru_cache(maxsize=16)
def woordenboek(bron: bytes, *eerdere: bytes) -> Woordenboek:
    """The words of a covenant file, its exact bytes; ``eerdere``: of versions that went before.

    A code that only an earlier version has is called what it was called there, the newest of them
    first. `InconsistentConvenant` for a file that is no covenant.
    """
    eerder = woordenboek(*eerdere) if eerdere else None
    bestand = lees_convenantbestand(bron)
    return Woordenboek(MappingProxyType({**_lijsten(bestand)}), eerder)


def woordenboek_van(regels: Convenantregels) -> Woordenboek:
    """The words of one version."""
    return woordenboek(regels.bron)


def _lijsten(rij: Convenantbestand) -> dict[str, tuple[Woord, ...]]:
    nee = rij.geweigerd
    return {
        "partijen": tuple(
            Woord(code, een.titel, interpretatie=een.interpretatie)
            for code, een in rij.partijen.items()
        ),
        "functies": tuple(_functies(rij)),
        "rechten": _teksten(rij.rechten),
        "soorten": _titels(rij.soorten),
        "kanalen": (*_titels(rij.kanalen), *_geweigerd(nee.kanalen)),
        "overlegsoorten": _teksten(rij.overlegsoorten),
        "overleglocaties": (*_teksten(rij.overleglocaties), *_geweigerd(nee.overleglocaties)),
        "stappen": tuple(Woord(str(stap.nummer), stap.naam) for stap in rij.stappen),
        "poorten": _teksten(rij.poorten),
        "doelen": _teksten(rij.doelen),
        "categorieen": tuple(Woord(code, een.titel) for code, een in rij.categorieen.items()),
        "gegevenssoorten": tuple(_gegevenssoorten(rij)),
        "grondslagen": (
            *(
                Woord(code, een.titel, een.convenant, een.wet, een.interpretatie)
                for code, een in rij.grondslagen.items()
            ),
            *_geweigerd(nee.grondslagen),
        ),
        "taakgrondslagen": (*_teksten(rij.taakgrondslagen), *_geweigerd(nee.taakgrondslagen)),
        "toezicht": _teksten(rij.toezicht),
        "beslissingen": (*_teksten(rij.beslissingen), *_geweigerd(nee.beslissingen)),
        "subdoelen": _teksten(rij.subdoelen),
        "wpgbronnen": (*_teksten(rij.wpgbronnen), *_geweigerd(nee.wpgbronnen)),
        "meldingsbronnen": (
            *(Woord(bron, bron) for bron in rij.start.bronnen), *_geweigerd(nee.meldingsbronnen),
        ),
        "stukken": _titels(rij.stukken),
        "ontvangstredenen": _teksten(rij.ontvangstredenen),
        "aanvaardredenen": _teksten(rij.aanvaardredenen),
        "antwoordredenen": (*_teksten(rij.ontvangstredenen), *_teksten(rij.aanvaardredenen)),
        "eindcriteria": _teksten(rij.eindcriteria),
        "randvoorwaarden": _teksten(rij.randvoorwaarden),
        "uitzonderingsgronden": _teksten(rij.uitzonderingsgronden),
        "plichten": tuple(_plichten(rij)),
        "verbeteraard": _teksten(rij.correcties.fouten),
        "incidentgronden": _titels(rij.incidenten.gronden),
        "incidentklokken": _titels(rij.incidenten.klokken),
        "indelingen": tuple(
            Woord(code, een.titel, een.convenant, interpretatie=een.interpretatie)
            for code, een in rij.indelingen.items()
        ),
        "indelingswaarden": tuple(
            woord for een in rij.indelingen.values() for woord in _teksten(een.waarden)
        ),
        "groepsbesluiten": _titels(rij.groepsbesluiten),
        "aanstellingsopdrachten": _teksten(rij.aanstellingen.opdrachten),
        "interpretaties": _teksten(rij.interpretaties),
        "redenen": tuple(
            _met_bron(code, _INVULPLEK.sub("…", reden.uitleg), reden, poort=reden.poort)
            for code, reden in rij.redenen.items()
        ),
    }  # fmt: skip


def _teksten(rijen: Mapping[str, str]) -> tuple[Woord, ...]:
    return tuple(Woord(code, tekst) for code, tekst in rijen.items())


def _geweigerd(rijen: Mapping[str, str]) -> Iterator[Woord]:
    return (Woord(code, waarom, mag=False) for code, waarom in rijen.items())


def _titels(
    rijen: Mapping[
        str, Berichtsoort | Kanaal | StukRij | GroepsbesluitRij | Incidentgrond | Incidentklok
    ],
) -> tuple[Woord, ...]:
    return tuple(_met_bron(code, rij.titel, rij) for code, rij in rijen.items())


def _met_bron(code: str, tekst: str, bron: Bronverwijzing, poort: int | None = None) -> Woord:
    return Woord(code, tekst, bron.convenant, bron.wet, bron.interpretatie, poort=poort)


def _functies(rij: Convenantbestand) -> Iterator[Woord]:
    for partij, een in rij.partijen.items():
        for code, functie in {**rij.functies, **een.functies}.items():
            yield Woord(code, functie.titel, partij=partij)


def _gegevenssoorten(rij: Convenantbestand) -> Iterator[Woord]:
    for code, soort in rij.gegevenssoorten.items():
        artikelen = sorted({regel.convenant for regel in soort.regels})
        yield Woord(code, soort.titel, " en ".join(artikelen))
    yield from _geweigerd(rij.geweigerd.gegevenssoorten)


def _plichten(rij: Convenantbestand) -> Iterator[Woord]:
    gezien: set[str] = set()
    for plicht in rij.plichten:
        if plicht.code not in gezien:
            gezien.add(plicht.code)
            woord = _met_bron(plicht.code, plicht.tekst, plicht)
            yield replace(woord, blijkt=plicht.code in rij.vervullingen)
    artikelen: Iterable[str] = {een.convenant for een in rij.bewaartermijnen if een.convenant}
    bron = "; ".join(sorted(artikelen))
    yield Woord(BEWAARTERMIJN, BEWAARTEKST, bron, blijkt=BEWAARTERMIJN in rij.vervullingen)

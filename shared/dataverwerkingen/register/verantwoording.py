"""What a party answers for where no program can see it: read from the data file. Pure.

Who of the joint controllers takes which right and which duty to inform (3.5), where each party
published the covenant (10.1), and what a party says of what it does outside this system (7.1, 9.1,
9.2, 9.5). The program does not judge whether it is so: it shows it to everybody, names who said it,
and says what is missing or past its day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.typen import ALLE
from shared.convenant.vorm import Fout
from shared.dataverwerkingen.register.vorm import Publicatierij, Registerbestand, Taakrij

_VERZONNEN: Final = (
    "Dit komt uit het bestand van het programma en is verzonnen; de partij noemde nog geen eigen "
    "bestand in haar instellingen."
)


@dataclass(frozen=True, slots=True)
class Verdeeldetaak:
    """One right or duty, and which parties take it."""

    wat: str
    wie: tuple[str, ...]
    recht: str | None
    convenant: str
    wet: str | None


@dataclass(frozen=True, slots=True)
class Taakverdeling:
    """The arrangement between the joint controllers."""

    kern: str
    convenant: str
    wet: str
    taken: tuple[Verdeeldetaak, ...]


@dataclass(frozen=True, slots=True)
class Publicatie:
    """Where and when one party published the covenant; empty when it does not say."""

    partij: str
    url: str | None
    datum: date | None


@dataclass(frozen=True, slots=True)
class Partijverklaring:
    """What this party says about one subject; empty when it says nothing."""

    onderwerp: str
    titel: str
    convenant: str
    tekst: str | None
    door: str | None
    op: date | None
    herzien: date | None


@dataclass(frozen=True, slots=True)
class Verantwoording:
    """All of it, for one deployable; one that is no party has no statements of its own.

    ``verzonnen``: it comes from the data file of the program, and no party said it.
    """

    regeling: Taakverdeling
    publicaties: tuple[Publicatie, ...]
    verklaringen: tuple[Partijverklaring, ...]
    verzonnen: bool

    def waarschuwingen(self, vandaag: date) -> tuple[str, ...]:
        """What is missing, or past the day it would be looked at again."""
        eerst = (_VERZONNEN,) if self.verzonnen else ()
        return (*eerst, *self._onbekend(), *self._achterstallig(vandaag))

    def als_dict(self, vandaag: date) -> dict[str, Any]:
        """As JSON, with the warnings of today."""
        kaal = asdict(self)
        del kaal["verzonnen"]
        return {**kaal, "waarschuwingen": list(self.waarschuwingen(vandaag))}

    def _onbekend(self) -> Iterator[str]:
        for een in self.publicaties:
            if een.url is None:
                yield f"Niet bekend is waar en wanneer {een.partij} dit convenant publiceerde."

    def _achterstallig(self, vandaag: date) -> Iterator[str]:
        for een in self.verklaringen:
            waar = f"{een.titel} (artikel {een.convenant})"
            if een.herzien is None:
                yield f"Hierover heeft deze partij niets vastgelegd: {waar}."
            elif een.herzien < vandaag:
                yield f"Dit moest voor {een.herzien.isoformat()} opnieuw zijn bekeken: {waar}."


def stel_verantwoording_op(
    bestand: Registerbestand, regels: Convenantregels, onderdeel: str, *, verzonnen: bool
) -> Verantwoording:
    """From rows to what ``onderdeel`` shows."""
    regeling = bestand.regeling
    return Verantwoording(
        Taakverdeling(
            kern=regeling.kern,
            convenant=regeling.convenant,
            wet=regeling.wet,
            taken=tuple(_taak(rij, regels) for rij in regeling.taken),
        ),
        tuple(
            _publicatie(partij.naam, bestand.onderdelen[code].publicatie)
            for code, partij in regels.partijen.items()
            if code in bestand.onderdelen
        ),
        tuple(_verklaringen(bestand, onderdeel)) if onderdeel in regels.partijen else (),
        verzonnen,
    )


def controleer_verantwoording(bestand: Registerbestand, regels: Convenantregels) -> Iterator[Fout]:
    """Every name that refers to nothing, and every right nobody takes."""
    rechten = regels.betrokkenenrechten.soorten
    for nummer, taak in enumerate(bestand.regeling.taken):
        for partij in sorted(set(taak.partijen) - {ALLE} - regels.partijen.keys()):
            yield Fout(f"/regeling/taken/{nummer}/partijen", f"'{partij}' is geen partij")
        if taak.recht is not None and taak.recht not in rechten:
            yield Fout(
                f"/regeling/taken/{nummer}/recht",
                f"'{taak.recht}' is geen recht van een betrokkene",
            )
    genoemd = {taak.recht for taak in bestand.regeling.taken}
    for recht in rechten:
        if recht not in genoemd:
            yield Fout("/regeling/taken", f"zegt niet wie het recht '{recht}' op zich neemt")
    for code, rij in bestand.onderdelen.items():
        for nummer, een in enumerate(rij.verklaringen):
            if een.onderwerp not in bestand.verklaringen:
                yield Fout(
                    f"/onderdelen/{code}/verklaringen/{nummer}/onderwerp",
                    f"'{een.onderwerp}' staat niet bij de onderwerpen",
                )


def _taak(rij: Taakrij, regels: Convenantregels) -> Verdeeldetaak:
    return Verdeeldetaak(
        wat=rij.wat,
        wie=tuple(
            partij.naam
            for code, partij in regels.partijen.items()
            if code in rij.partijen or ALLE in rij.partijen
        ),
        recht=rij.recht,
        convenant=rij.convenant,
        wet=rij.wet,
    )


def _publicatie(naam: str, rij: Publicatierij | None) -> Publicatie:
    if rij is None:
        return Publicatie(naam, None, None)
    return Publicatie(naam, rij.url, rij.datum)


def _verklaringen(bestand: Registerbestand, onderdeel: str) -> Iterator[Partijverklaring]:
    gezegd = {een.onderwerp: een for een in bestand.onderdelen[onderdeel].verklaringen}
    for code, onderwerp in bestand.verklaringen.items():
        een = gezegd.get(code)
        yield Partijverklaring(
            onderwerp=code,
            titel=onderwerp.titel,
            convenant=onderwerp.convenant,
            tekst=None if een is None else een.tekst,
            door=None if een is None else een.door,
            op=None if een is None else een.op,
            herzien=None if een is None else een.herzien,
        )

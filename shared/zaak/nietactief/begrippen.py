"""What a look back asks, and what is wrong with a test of what it found (8.1; H4, H5). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shared.convenant.bestand.nietactief import NietActief
from shared.web.meldingen import Invoerfout

TOETSEN: Final = "nietactief.toetsen"
PERSOON, ONTVANGEN = "persoon", "ontvangen"
"""Sources of an item, beside the codes of the party's own kinds of record."""
GROND: Final = "actualiteit"
"""Why an item is destroyed that is not correct any more."""


@dataclass(frozen=True)
class Bewaarditem:
    """One thing that is kept about somebody. ``bron``: whose record it is, or what kind of own."""

    id: str
    bron: str
    gegevenssoort: str | None
    van: str
    gegevens: Mapping[str, Any] = field(repr=False)

    @property
    def eigen(self) -> bool:
        """Whether this party can correct it."""
        return self.bron != ONTVANGEN


@dataclass(frozen=True)
class Uitkomst:
    """What somebody found of one item, and what it has to say instead."""

    item: str
    uitslag: str
    reden: str | None = None
    gegevens: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Terugblikvraag:
    """Why somebody looks, and for whom."""

    aanleiding: str
    reden: str
    groep: str | None = None
    nieuwe_groep: str | None = None
    naam: str | None = field(default=None, repr=False)
    geboortedatum: Any = field(default=None, repr=False)


def vraagfouten(rij: NietActief, vraag: Terugblikvraag) -> Iterator[Invoerfout]:
    """Everything this reason asks for that is missing, and what it does not ask for."""
    aanleiding = rij.aanleidingen.get(vraag.aanleiding)
    if aanleiding is None:
        wel = ", ".join(rij.aanleidingen)
        yield Invoerfout("/aanleiding", f"staat niet in het convenant; kies uit: {wel}")
        return
    zo = f"bij deze aanleiding ({aanleiding.titel})"
    yield from _lid("/groep", vraag.groep, zo, nodig=aanleiding.van_de_groep)
    yield from _lid("/nieuweGroep", vraag.nieuwe_groep, zo, nodig=aanleiding.nieuwe_groep)
    yield from _lid("/naam", vraag.naam, zo, nodig=not aanleiding.van_de_groep)
    yield from _lid("/geboortedatum", vraag.geboortedatum, zo, nodig=not aanleiding.van_de_groep)
    if vraag.groep is not None and vraag.groep == vraag.nieuwe_groep:
        yield Invoerfout("/nieuweGroep", "is de groep die is afgesloten; noem de groep die loopt")


def _lid(pad: str, waarde: object, zo: str, *, nodig: bool) -> Iterator[Invoerfout]:
    if nodig and waarde is None:
        yield Invoerfout(pad, f"ontbreekt; {zo} hoort dit erbij")
    if not nodig and waarde is not None:
        yield Invoerfout(pad, f"hoort er {zo} niet bij; laat het weg")


def toetsfouten(
    rij: NietActief, items: Sequence[Bewaarditem], uitkomsten: Sequence[Uitkomst]
) -> Iterator[Invoerfout]:
    """Each item once, with an outcome that exists and what that outcome needs (H5)."""
    bekend, genoemd = {een.id: een for een in items}, set()
    for nummer, een in enumerate(uitkomsten):
        pad = f"/uitkomsten/{nummer}"
        item = bekend.get(een.item)
        if item is None:
            yield Invoerfout(f"{pad}/item", "is niets dat hier over deze persoon wordt getoetst")
            continue
        if een.item in genoemd:
            yield Invoerfout(f"{pad}/item", "staat er twee keer")
        genoemd.add(een.item)
        yield from _uitslagfouten(rij, item, een, pad)
    for kenmerk in bekend.keys() - genoemd:
        zin = f"zeg ook van {kenmerk} of het nog klopt; wat niemand toetst gaat niet open"
        yield Invoerfout("/uitkomsten", zin)
    yield from _zonder_persoon(rij, bekend, uitkomsten)


def _uitslagfouten(
    rij: NietActief, item: Bewaarditem, een: Uitkomst, pad: str
) -> Iterator[Invoerfout]:
    uitslag = rij.uitslagen.get(een.uitslag)
    if uitslag is None:
        wel = ", ".join(rij.uitslagen)
        yield Invoerfout(f"{pad}/uitslag", f"bestaat niet; kies uit: {wel}")
        return
    if uitslag.verbetert and not item.eigen:
        zin = "kan niet: alleen wie het gaf verbetert dit gegeven; vraag het daar opnieuw"
        yield Invoerfout(f"{pad}/uitslag", zin)
    for lid, waarde in (("gegevens", een.gegevens), ("reden", een.reden)):
        zo = f"bij de uitslag '{uitslag.titel}'"
        yield from _lid(f"{pad}/{lid}", waarde, zo, nodig=uitslag.verbetert)


def _zonder_persoon(
    rij: NietActief, bekend: Mapping[str, Bewaarditem], uitkomsten: Sequence[Uitkomst]
) -> Iterator[Invoerfout]:
    """Where it is not clear any more who somebody is, nothing about him is."""
    blijft = [
        (nummer, bekend[een.item].bron)
        for nummer, een in enumerate(uitkomsten)
        if een.item in bekend and een.uitslag in rij.uitslagen and rij.uitslagen[een.uitslag].blijft
    ]
    heeft_persoon = any(een.bron == PERSOON for een in bekend.values())
    if heeft_persoon and blijft and PERSOON not in {bron for _, bron in blijft}:
        for nummer, _ in blijft:
            zin = "kan niet blijven: u zegt dat niet meer klopt wie deze persoon is"
            yield Invoerfout(f"/uitkomsten/{nummer}/uitslag", zin)

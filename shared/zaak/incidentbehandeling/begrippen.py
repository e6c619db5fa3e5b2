"""What may be decided about an incident, and when it may be closed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import plus
from shared.web.meldingen import Invoerfout
from shared.zaak.incidenten.begrippen import (
    KEUZES,
    UITGESTELD,
    Incidentbesluitsoort,
    Incidentbesluitstand,
    Incidentuitslag,
)
from shared.zaak.incidenten.begrippen import Incidenttaaksoort as Taak
from shared.zaak.incidenten.inzicht import Incidentblik


@dataclass(frozen=True)
class Voorgesteld:
    """A decision as somebody proposes it."""

    soort: Incidentbesluitsoort
    keuze: Incidentuitslag
    reden: str = field(repr=False)
    grond: str | None
    noodzaak: str | None = field(repr=False)
    herbeoordelen_voor: date | None


def gronden_van(regels: Convenantregels, partij: str) -> list[str]:
    """The grounds of the law this party works under."""
    regime = regels.partijen[partij].regime
    return [code for code, rij in regels.incidenten.gronden.items() if regime in rij.regimes]


def besluitfouten(
    wat: Voorgesteld, regels: Convenantregels, partij: str, vandaag: date
) -> Iterator[Invoerfout]:
    """Everything that is wrong with proposing this, with the spot (I4, I5)."""
    if wat.keuze not in KEUZES[wat.soort]:
        yield Invoerfout("/keuze", f"kies bij dit besluit: {', '.join(KEUZES[wat.soort])}")
        return
    if wat.keuze not in UITGESTELD:
        for naam, waarde in (
            ("grond", wat.grond),
            ("noodzaak", wat.noodzaak),
            ("herbeoordelenVoor", wat.herbeoordelen_voor),
        ):
            if waarde is not None:
                yield Invoerfout(f"/{naam}", "hoort alleen bij later of niet informeren")
        return
    mag = gronden_van(regels, partij)
    if wat.grond not in mag:
        yield Invoerfout("/grond", f"kies de grond van uw eigen wet: {', '.join(mag)}")
    if wat.noodzaak is None:
        yield Invoerfout("/noodzaak", "ontbreekt: zeg waarom het voor die grond nodig is")
    uiterst = plus(vandaag, regels.herbeoordelen_binnen)
    if wat.herbeoordelen_voor is None or not vandaag < wat.herbeoordelen_voor <= uiterst:
        zin = f"kies een dag na vandaag en uiterlijk {uiterst.isoformat()}"
        yield Invoerfout("/herbeoordelenVoor", zin)


def beletsels(een: Incidentblik, gemeld: bool) -> list[str]:
    """What still has to be done before it may be closed. ``gemeld``: this party reported it."""
    geldt = {b.soort: b.keuze for b in een.besluiten if b.stand == Incidentbesluitstand.GELDT}
    toezicht = geldt.get(Incidentbesluitsoort.TOEZICHT)
    betrokkene = geldt.get(Incidentbesluitsoort.BETROKKENE)
    wacht = any(b.stand == Incidentbesluitstand.VOORSTEL for b in een.besluiten)
    gedaan = {taak.soort for taak in een.taken if taak.afgerond_op is not None}
    meldt = gemeld or toezicht == Incidentuitslag.MELDEN
    spreekt = een.rij.eigen and (meldt or bool(een.toezicht))
    over: Sequence[tuple[bool, str]] = (
        (bool(een.niet_bij), "niet elke andere partij heeft het"),
        (not gemeld and toezicht is None, "er is niet besloten of de toezichthouder het hoort"),
        (
            not gemeld and toezicht == Incidentuitslag.MELDEN,
            "het is nog niet gemeld bij de toezichthouder",
        ),
        (betrokkene is None, "er is niet besloten of de betrokkenen het horen"),
        (betrokkene in UITGESTELD, "de betrokkenen weten het nog niet; dat wordt herbeoordeeld"),
        (
            betrokkene == Incidentuitslag.INFORMEREN and Taak.INFORMEREN not in gedaan,
            "er staat nergens hoe en wanneer de betrokkenen het hoorden; dat is een taak",
        ),
        (meldt and Taak.ONDERZOEK not in gedaan, "er is geen nader onderzoek gedaan (9.4)"),
        (spreekt and Taak.WOORDVOERING not in gedaan, "er is geen woordvoering afgestemd (9.4)"),
        (wacht, "een besluit wacht op een tweede"),
        (any(t.afgerond_op is None for t in een.taken), "niet elke taak is afgerond"),
    )
    return [zin for is_zo, zin in over if is_zo]

"""What an official asks: a stuk for one or more parties. Its shape, and all that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from shared.bericht.inhoud import Stuk
from shared.bestand.zonderpersonen.bevestiging import bevestigingsfouten
from shared.convenant.begrippen import Convenantregels
from shared.convenant.verzoek import Kop
from shared.convenant.vorm import Datum
from shared.partij.web.vormen import Kenmerk, Partijcode
from shared.verzenden.samenstellen.opdracht import Bevestiging, Code, Opdrachtmodel
from shared.verzenden.samenstellen.vormcontrole import stukfouten
from shared.verzenden.stukken.begrippen import is_deelbaar
from shared.verzenden.stukken.vlaggen import gaat_eigen_weg, zelf_te_geven
from shared.web.meldingen import Invoerfout

MAX_ONTVANGERS = 20


class Geadresseerde(Opdrachtmodel):
    """One receiver."""

    partij: Partijcode
    medewerker: Kenmerk | None = Field(
        default=None, description="De autorisatie van wie het krijgt; leeg: wie daar dienst heeft."
    )


class Stukopdracht(Opdrachtmodel):
    """An order to give a stuk. The service gives it its version."""

    stuk: Code = Field(description="Welk stuk, uit het convenant.")
    groep: Kenmerk | None = Field(
        default=None, description="De groep; leeg alleen waar het convenant dat toelaat."
    )
    stap: int | None = Field(
        default=None, ge=1, le=7, description="De stap van de groep; leeg: de huidige stap."
    )
    ontvangers: list[Geadresseerde] = Field(min_length=1, max_length=MAX_ONTVANGERS)
    gegevens: dict[str, Any] = Field(
        description="De inhoud, precies in de vorm die het convenant aan dit stuk geeft."
    )
    in_reactie_op: Kenmerk | None = Field(
        default=None,
        description="Het stuk of bericht waar dit op slaat. Een eigen stuk dat op zichzelf staat: "
        "dit is daar een volgende versie van.",
    )
    bevestigd_zonder_personen: Bevestiging = False


class Antwoordopdracht(Opdrachtmodel):
    """An answer to a request that gives no data."""

    antwoord: Code = Field(description="Welk antwoord, uit het convenant.")
    verwacht: Datum | None = Field(
        default=None, description="Wanneer het echte antwoord komt (JJJJ-MM-DD), als het later is."
    )
    toelichting: str | None = Field(default=None, description="Waarom, zonder iemand te noemen.")
    medewerker: Kenmerk | None = Field(
        default=None, description="Wie het krijgt; leeg: wie het vroeg."
    )
    bevestigd_zonder_personen: Bevestiging = False


@dataclass(frozen=True)
class Ontvangervoorbeeld:
    """What the toetsing says now about giving it to one receiver."""

    kop: Kop
    besluit: Mapping[str, Any]
    toestand: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Stukvoorbeeld:
    """What would be given, and to whom it may."""

    stuk: Stuk
    ontvangers: tuple[Ontvangervoorbeeld, ...]


def fouten_in(
    opdracht: Stukopdracht, regels: Convenantregels, partij: str, *, eigen_weg: bool = False
) -> Iterator[Invoerfout]:
    """Everything that is wrong with the order by itself, its content included.

    ``eigen_weg``: the service composed it, of what the official did (``vlaggen.gaat_eigen_weg``).
    """
    rij = regels.stukken.get(opdracht.stuk)
    if rij is None or not is_deelbaar(regels, opdracht.stuk):
        wel = ", ".join(zelf_te_geven(regels, partij))
        yield Invoerfout("/stuk", f"is geen stuk dat men deelt; kies een van: {wel}")
    elif gaat_eigen_weg(regels, opdracht.stuk) and not eigen_weg:
        zin = "stelt de dienst zelf op: van een namenlijst, of bij een antwoord dat u geeft"
        yield Invoerfout("/stuk", zin)
    if opdracht.groep is None and rij is not None and not rij.zonder_groep:
        yield Invoerfout("/groep", "ontbreekt: dit stuk gaat over een groep")
    if opdracht.groep is None and opdracht.stap is not None:
        yield Invoerfout("/stap", "hoort bij een groep; laat het weg")
    yield from _ontvangerfouten(opdracht, regels, partij)
    yield from _bronfouten(opdracht, regels, partij)
    if rij is not None:
        stuk = Stuk(opdracht.stuk, 1, opdracht.gegevens)
        bevestigd = opdracht.bevestigd_zonder_personen
        yield from stukfouten(stuk, regels, partij, bevestigd=bevestigd)
        if rij.draagt_op:
            yield from _functiefouten(opdracht, regels)
        if rij.legt_vast:
            # What another party keeps on record about a group: its writer is asked (D4).
            yield from bevestigingsfouten(bevestigd=bevestigd)


def _functiefouten(opdracht: Stukopdracht, regels: Convenantregels) -> Iterator[Invoerfout]:
    """Who is to see to an action works at the party that gets it: else nobody there would."""
    functie = opdracht.gegevens.get("functie")
    for een in opdracht.ontvangers:
        functies = regels.functies.get(een.partij, {})
        if functie is not None and functies and functie not in functies:
            zin = f"werkt niet bij {regels.titel_van(een.partij)}; wel: {', '.join(functies)}"
            yield Invoerfout("/gegevens/functie", zin)


def _bronfouten(
    opdracht: Stukopdracht, regels: Convenantregels, partij: str
) -> Iterator[Invoerfout]:
    """What another party saw it says itself: then it can correct it and take it back (E12)."""
    bron = opdracht.gegevens.get("bron")
    if opdracht.stuk == regels.signalen.stuk and bron in set(regels.partijen) - {partij}:
        yield Invoerfout("/gegevens/bron", f"is een ander; die geeft het zelf. Kies {partij}")


def _ontvangerfouten(
    opdracht: Stukopdracht, regels: Convenantregels, partij: str
) -> Iterator[Invoerfout]:
    """A message to nobody would wait for ever: there is no certificate to seal it for."""
    andere = sorted(set(regels.partijen) - {partij})
    gezien: set[str] = set()
    for nummer, een in enumerate(opdracht.ontvangers):
        pad = f"/ontvangers/{nummer}/partij"
        if een.partij not in andere:
            yield Invoerfout(pad, f"kies een andere partij bij het convenant: {', '.join(andere)}")
        elif een.partij in gezien:
            yield Invoerfout(pad, "staat er al; een partij krijgt een stuk één keer")
        gezien.add(een.partij)

"""What a form asks, and how it stands on a page. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

TEKST, REGEL, DAG, KEUZE, LIJST, JA = "tekst", "regel", "dag", "keuze", "lijst", "ja"
VERBORGEN, KEUZES, GEHEIM, MOMENT = "verborgen", "keuzes", "handvat", "moment"
SLEUTEL = "_sleutel"
JA_GEZEGD = "ja"
VERSIES = ("merk", "versie")
"""Under which name a form holds the version of what it changes."""
INTUSSEN = (
    "Intussen veranderde iemand dit. Uw tekst staat er nog. Kijk bij elk veld wat er nu staat. "
    "Verstuurt u het opnieuw, dan komt uw tekst ervoor in de plaats."
)
Fouten: TypeAlias = Sequence[tuple[str, str]]
"""What is wrong, each at the name of its field; without one it is about the whole form. What begins
with a slash is the address of where it is put right."""


@dataclass(frozen=True)
class Invulveld:
    """One field. `naam`: its member on the wire, with a dot where it is inside another; `soort`:
    how it is filled in; `begin`: what stands there before anybody typed."""

    naam: str
    vraag: str
    soort: str = REGEL
    hint: str = ""
    verplicht: bool = True
    keuzes: Sequence[tuple[str, str]] = ()
    begin: str = ""

    @property
    def id(self) -> str:
        """Its name in the page."""
        return self.naam.replace(".", "-")


@dataclass(frozen=True)
class Invulblad:
    """A form as a page shows it. `concept`: where its text is kept until it is sent; `bewaard`:
    what the page says of what was kept."""

    velden: tuple[Invulveld, ...]
    knop: str
    naar: str
    fouten: Fouten = ()
    waarden: Mapping[str, Sequence[str]] = field(default_factory=dict)
    verborgen: Mapping[str, str] = field(default_factory=dict)
    gevaar: bool = False
    voor: str = ""
    concept: str = ""
    bewaard: str = ""
    sleutel: str = field(default_factory=lambda: secrets.token_hex(16))

    def id(self, veld: Invulveld) -> str:
        """Its name on the page; where a page has more forms, with that of the form before it."""
        return f"{self.voor}-{veld.id}" if self.voor else veld.id

    def waarde(self, veld: Invulveld) -> str:
        """What stands in the field: what was typed, else what it begins with."""
        getypt = self.waarden.get(veld.id)
        return getypt[0] if getypt else ("" if self.waarden else veld.begin)

    def gekozen(self, veld: Invulveld, keuze: str) -> bool:
        """Whether this choice is made."""
        if veld.id in self.waarden:
            return keuze in self.waarden[veld.id]
        return not self.waarden and keuze in veld.begin.split("|")

    def fout(self, veld: Invulveld) -> str:
        """What is wrong with this field."""
        return " ".join(zin for naam, zin in self.fouten if naam == self.id(veld))

    def nu(self, veld: Invulveld) -> str:
        """What the record says, where somebody changed it while this was written."""
        if INTUSSEN not in (zin for _, zin in self.fouten) or veld.begin == self.waarde(veld):
            return ""
        keuzes = dict(veld.keuzes)
        return ", ".join(keuzes.get(een, een) for een in veld.begin.split("|"))

    def met(self, getypt: Mapping[str, Sequence[str]], fouten: Fouten) -> Invulblad:
        """The same, with what was typed and what is wrong with it."""
        if not fouten:
            return self
        sleutel = next(iter(getypt.get(SLEUTEL, ())), "") or self.sleutel
        return replace(self, waarden=dict(getypt), fouten=fouten, sleutel=sleutel)

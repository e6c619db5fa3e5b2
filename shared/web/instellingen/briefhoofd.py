"""How a party presents itself in a letter: nothing of that is in code."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.web.instellingen.bezorging import Mailadres
from shared.web.instellingen.deel import Deel

Briefregel = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Briefhoofd(Deel):
    """The sender of a letter, as it stands at its head and under it."""

    naam: Briefregel = Field(examples=["Gemeente Voorbeeldstad"])
    """Wie de brief stuurt, groot bovenaan."""
    onderdeel: Briefregel | None = Field(default=None, examples=["Directie Veiligheid"])
    """De afdeling, onder de naam."""
    adresregels: tuple[Briefregel, ...] = Field(
        min_length=1, max_length=6, examples=[["Postbus 1", "1000 AA Voorbeeldstad"]]
    )
    """Het postadres, een regel per tekst."""
    plaats: Briefregel = Field(examples=["Voorbeeldstad"])
    """De plaats voor de datum."""
    telefoon: Briefregel = Field(examples=["010 - 000 00 00"])
    """Het nummer waar iemand met vragen belt."""
    email: Mailadres = Field(examples=["privacy@voorbeeldstad.example"])
    """Het adres waar iemand een verzoek of een vraag heen mailt."""
    ondertekenaar: Briefregel = Field(examples=["A. Voorbeeld"])
    """De naam onder de brief."""
    functie: Briefregel = Field(examples=["burgemeester van Voorbeeldstad"])
    """De functie onder die naam."""
    kleur: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")] = "#1f3b57"
    """De kleur van naam en koppen (#rrggbb), donker genoeg om op wit te lezen."""

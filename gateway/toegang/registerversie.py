"""Which thing in a register a signed document is about, in which version, since when.

All three are under the signature: so it holds for nothing else, and an older document undoes
nothing when somebody hands it in again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gateway.fouten import IdAlGebruikt, InvoerOngeldig
from shared.bericht.sleutels.handtekening import TIJDVENSTER


@dataclass(frozen=True, slots=True)
class Registerversie:
    """As the document states it."""

    id: str
    versie: int
    tijdstip: datetime

    def controleer(self, kenmerk: str, nu: datetime) -> None:
        """Of the thing the address names, and not from the future. Raises `InvoerOngeldig`."""
        fouten = []
        if self.id != kenmerk:
            fouten.append(("/id", "is een ander kenmerk dan in het adres"))
        if self.tijdstip > nu + TIJDVENSTER:
            fouten.append(("/tijdstip", "ligt in de toekomst"))
        if fouten:
            raise InvoerOngeldig("Het document klopt niet.", tuple(fouten))

    def is_herhaling(self, laatste: int | None, *, zelfde_inhoud: bool) -> bool:
        """Whether this very version is registered already; `IdAlGebruikt` for a version passed by.

        `laatste`: the version registered last, if any.
        """
        if laatste is None or self.versie > laatste:
            return False
        if self.versie == laatste and zelfde_inhoud:
            return True
        raise IdAlGebruikt(
            f"Hiervan is versie {laatste} al geregistreerd. Een lagere of dezelfde versie met een "
            "andere inhoud telt niet; dien een volgende in."
        )

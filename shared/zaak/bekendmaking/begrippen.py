"""What is recorded of giving something to a derde, and what can never go (7.1, 7.3, 7.5). Pure.

The system gives nothing to a derde: this is the record of what a party did under its own law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from shared.convenant.begrippen import Convenantregels
from shared.web.meldingen import Invoerfout

VASTLEGGEN: Final = "bekendmakingen.vastleggen"


@dataclass(frozen=True)
class Bekendgemaakt:
    """Who got what, on what, when, by whose order, and about whom."""

    soort: str
    derde: str
    voorschrift: str
    gegevenssoorten: tuple[str, ...]
    gegeven_op: date
    opdrachtgever: str
    personen: tuple[str, ...]
    geheimhouding: str | None = None
    beveiliging: str | None = None

    @property
    def teksten(self) -> Mapping[str, str | None]:
        """Everything that is free text, by its place."""
        return {
            "/derde": self.derde,
            "/voorschrift": self.voorschrift,
            "/geheimhouding": self.geheimhouding,
            "/beveiliging": self.beveiliging,
        }


def eigen_soorten(regels: Convenantregels, partij: str) -> frozenset[str]:
    """The kinds of data that can be this party's own."""
    return frozenset(
        code
        for code, soort in regels.gegevenssoorten.items()
        if any(van == partij for van, _ in soort.regels)
    )


def fouten(
    regels: Convenantregels, partij: str, wat: Bekendgemaakt, vandaag: date
) -> Iterator[Invoerfout]:
    """Everything that is missing, and whatever can never go to a derde."""
    rij = regels.bekendmakingen.soorten.get(wat.soort)
    if rij is None:
        wel = ", ".join(regels.bekendmakingen.soorten)
        yield Invoerfout("/soort", f"staat niet in het convenant; kies uit: {wel}")
    elif rij.gelijke_voorwaarden:
        for lid in ("geheimhouding", "beveiliging"):
            if getattr(wat, lid) is None:
                zin = f"ontbreekt; zeg hoe de derde dezelfde {lid} geeft als het convenant (7.3)"
                yield Invoerfout(f"/{lid}", zin)
    if wat.gegeven_op > vandaag:
        yield Invoerfout("/gegevenOp", "ligt in de toekomst")
    if wat.gegeven_op < regels.ondertekend:
        zin = f"ligt voor het convenant; noem een dag vanaf {regels.ondertekend.isoformat()}"
        yield Invoerfout("/gegevenOp", zin)
    yield from _soortfouten(wat.gegevenssoorten, eigen_soorten(regels, partij))
    if len(set(wat.personen)) != len(wat.personen):
        yield Invoerfout("/personen", "noemt iemand twee keer")


def _soortfouten(soorten: Sequence[str], eigen: frozenset[str]) -> Iterator[Invoerfout]:
    for nummer, soort in enumerate(soorten):
        if soort not in eigen:
            zin = (
                "is geen soort die van uw eigen partij is; wat u binnen het verband kreeg gaat "
                f"niet naar een derde (7.5). Eigen soorten: {', '.join(sorted(eigen))}"
            )
            yield Invoerfout(f"/gegevenssoorten/{nummer}", zin)

"""Who sees to an action: a function at a party, or somebody there, and who does it under him. Pure.

An executor is no party: he is a word in the action, and gets nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.gemeente.acties.begrippen import Bijstelling
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import opdrachtstuk
from shared.web.meldingen import Invoerfout

Collegas = Mapping[str, Mapping[str, Any]]
"""Valid authorisations, by reference: of which party and in which function."""


@dataclass(frozen=True)
class Eigenaarskeuze:
    """Who is named in an action of this party. ``moet``: somebody has to be, or a function."""

    partij: str
    wie: Bijstelling
    moet: bool


def eigenaarsfouten(
    regels: Convenantregels, eigen: str, genoemd: Eigenaarskeuze, collegas: Collegas
) -> Iterator[Invoerfout]:
    """Everything that is wrong with who is named."""
    partij, wie = genoemd.partij, genoemd.wie
    functies = _keuzes(regels, "functie", regels.functies.get(partij, {}))
    collega = collegas.get(wie.eigenaar or "", {})
    if wie.eigenaar is not None and collega.get("partij") != partij:
        zin = f"is geen geldige autorisatie van {regels.titel_van(partij)}; wijs iemand anders aan"
        yield Invoerfout("/eigenaar", zin)
    elif wie.eigenaar is not None and partij != eigen and collega.get("functie") not in functies:
        # Anders stond de actie hier al, en kreeg die partij haar nooit.
        zin = f"heeft een functie die geen acties op zich neemt; wel: {', '.join(functies)}"
        yield Invoerfout("/eigenaar", zin)
    if wie.functie is not None and wie.functie not in functies:
        zin = f"werkt niet bij {regels.titel_van(partij)}; wel: {', '.join(functies)}"
        yield Invoerfout("/functie", zin)
    uitvoerders = _keuzes(regels, "uitvoerder")
    if wie.uitvoerder is not None and wie.uitvoerder not in uitvoerders:
        zin = f"voert geen acties uit onder een eigenaar; wel: {', '.join(uitvoerders)}"
        yield Invoerfout("/uitvoerder", zin)
    if not genoemd.moet or wie.eigenaar is not None:
        return
    if partij == eigen:
        yield Invoerfout("/eigenaar", "ontbreekt: wijs een collega aan die ervoor zorgt")
    elif wie.functie is None:
        zin = f"ontbreekt: noem wie er bij {regels.titel_van(partij)} voor zorgt, of zijn functie"
        yield Invoerfout("/functie", zin)


def met_functie(wie: Bijstelling, collegas: Collegas) -> Bijstelling:
    """The same, with the function of whoever is named."""
    functie = collegas.get(wie.eigenaar or "", {}).get("functie")
    return wie if wie.functie is not None or functie is None else replace(wie, functie=functie)


def _keuzes(
    regels: Convenantregels, lid: str, alleen: Mapping[str, object] | None = None
) -> list[str]:
    """The codes the covenant file has for this member of an action."""
    waarden = regels.stukken[opdrachtstuk(regels)].vorm[lid].waarden
    return [waarde for waarde in waarden if alleen is None or waarde in alleen]

"""Wat er met een voornemen mis kan zijn, en wat de rand dan antwoordt."""

from __future__ import annotations

from shared.partij.fouten import PartijFout
from shared.web.problemen import Foutrij, foutrij


class AlVoorgenomen(PartijFout):
    """Over deze persoon is er al een."""


PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(AlVoorgenomen, 409, "Al voorgenomen", naam="al-voorgenomen"),
)

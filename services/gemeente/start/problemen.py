"""From the errors of the start to a status: a row in the one table of ``shared.web``."""

from __future__ import annotations

from services.gemeente.start.besluit import StartNietCompleet
from shared.web.problemen import Foutrij, Uitleg, foutrij

PROBLEMEN: tuple[Foutrij, ...] = (
    foutrij(
        StartNietCompleet,
        409,
        "Startbesluit kan nog niet",
        lambda fout: Uitleg(detail=fout.melding, extra={"redenen": fout.redenen}),
        naam="startbesluit-kan-nog-niet",
    ),
)

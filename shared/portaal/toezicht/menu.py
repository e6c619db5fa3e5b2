"""The screens and the menu of the auditor."""

from __future__ import annotations

from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.schermen import rechten
from shared.portaal.toezicht import logboek, uitwisselingen, verhaal

MENU = (
    Menupunt("Uitwisselingen", "/uitwisselingen"),
    Menupunt("Alarmen", "/alarmen"),
    Menupunt("Logboek", "/logboek"),
)
SCHERMEN: tuple[Scherm, ...] = (
    *rechten.ALTIJD,
    *uitwisselingen.SCHERMEN,
    *verhaal.SCHERMEN,
    *logboek.SCHERMEN,
)

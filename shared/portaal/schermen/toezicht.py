"""The screens of the auditor."""

from __future__ import annotations

from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.schermen import rechten

MENU: tuple[Menupunt, ...] = ()
SCHERMEN: tuple[Scherm, ...] = (*rechten.ALTIJD,)

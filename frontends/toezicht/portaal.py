"""The portal of the auditor, who belongs to no party: it asks the gateway only."""

from __future__ import annotations

from pathlib import Path

from shared.portaal.portaal import Portaal
from shared.portaal.toezicht.menu import MENU, SCHERMEN

TOEZICHT = Portaal(
    code="toezicht",
    naam="Toezicht",
    bron="gateway",
    menu=MENU,
    schermen=SCHERMEN,
    thema=Path(__file__).with_name("thema.css"),
)

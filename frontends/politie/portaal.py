"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from shared.portaal.partij import MENU, SCHERMEN
from shared.portaal.portaal import Portaal

POLITIE = Portaal(
    code="politie",
    naam="Politie-eenheid Rotterdam",
    bron="politie",
    begin={"teamchef": "/ondertekenen"},
    partij="politie",
    menu=MENU,
    schermen=SCHERMEN,
    thema=Path(__file__).with_name("thema.css"),
)

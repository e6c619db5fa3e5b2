"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from shared.portaal.partij import MENU, SCHERMEN
from shared.portaal.portaal import Portaal

GEMEENTE = Portaal(
    code="gemeente",
    naam="Gemeente Rotterdam",
    bron="gemeente",
    begin={"burgemeester": "/ondertekenen"},
    partij="gemeente",
    menu=MENU,
    schermen=SCHERMEN,
    thema=Path(__file__).with_name("thema.css"),
)

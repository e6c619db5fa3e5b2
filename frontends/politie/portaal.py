"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from frontends.politie import groepsscan
from shared.portaal.partij import MENU, SCHERMEN
from shared.portaal.portaal import Menupunt, Portaal

POLITIE = Portaal(
    code="politie",
    naam="Politie-eenheid Rotterdam",
    bron="politie",
    begin={"teamchef": "/ondertekenen", "wijkagent": "/groepsscan"},
    partij="politie",
    menu=(*MENU[:2], Menupunt("Groepsscan", "/groepsscan", groepsscan.SCHRIJVEN), *MENU[2:]),
    schermen=(*SCHERMEN, *groepsscan.SCHERMEN),
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    thema=Path(__file__).with_name("thema.css"),
)

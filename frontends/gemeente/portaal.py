"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from frontends.gemeente import brieven
from shared.portaal.partij import MENU, SCHERMEN
from shared.portaal.portaal import Menupunt, Portaal

GEMEENTE = Portaal(
    code="gemeente",
    naam="Gemeente Rotterdam",
    bron="gemeente",
    begin={"burgemeester": "/ondertekenen"},
    partij="gemeente",
    menu=(*MENU[:4], Menupunt("Brieven", "/brieven", brieven.LEZEN), *MENU[4:]),
    schermen=(*SCHERMEN, *brieven.SCHERMEN),
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    persoonsdelen=(brieven.BRIEFDEEL,),
    thema=Path(__file__).with_name("thema.css"),
)

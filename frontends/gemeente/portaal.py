"""The portal of this party: its name, its API, and what is its own."""

from __future__ import annotations

from pathlib import Path

from frontends.gemeente import acties, besluiten, brieven, invullen, signalen, stap, start
from shared.portaal.partij import MENU, SCHERMEN
from shared.portaal.portaal import Menupunt, Portaal

GEMEENTE = Portaal(
    code="gemeente",
    naam="Gemeente Rotterdam",
    bron="gemeente",
    begin={"burgemeester": "/ondertekenen"},
    partij="gemeente",
    menu=(
        MENU[0],
        signalen.MENU,
        *MENU[1:4],
        Menupunt("Brieven", "/brieven", brieven.LEZEN),
        *MENU[4:],
    ),
    schermen=(
        *SCHERMEN,
        *stap.SCHERMEN,
        *invullen.SCHERMEN,
        *signalen.SCHERMEN,
        *start.SCHERMEN,
        *besluiten.SCHERMEN,
        *acties.SCHERMEN,
        *brieven.SCHERMEN,
    ),
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    persoonsdelen=(brieven.BRIEFDEEL,),
    thema=Path(__file__).with_name("thema.css"),
)

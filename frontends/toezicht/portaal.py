"""The portal of the auditor, who belongs to no party: it asks the gateway only."""

from __future__ import annotations

from pathlib import Path

from frontends.toezicht import convenant
from shared.portaal.audit.menu import MENU, SCHERMEN
from shared.portaal.portaal import Portaal

TOEZICHT = Portaal(
    code="toezicht",
    naam="Toezicht",
    bron="gateway",
    menu=MENU,
    schermen=SCHERMEN,
    openbaar=convenant.OPENBAAR,
    wegwijzer=("Lees het convenant, zonder in te loggen", convenant.PAD),
    sjablonen=(Path(__file__).with_name("sjablonen"),),
    thema=Path(__file__).with_name("thema.css"),
)

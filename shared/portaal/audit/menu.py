"""The screens and the menu of who watches the log: over all parties, or of one's own party."""

from __future__ import annotations

from dataclasses import replace

from shared.portaal.audit import anders, medewerkers, nakijken, vragenlijst
from shared.portaal.portaal import Menupunt, Scherm
from shared.portaal.schermen import rechten
from shared.portaal.toezicht import (
    alarmen,
    groep,
    inzien,
    klaargezet,
    logboek,
    meenemen,
    overzicht,
    regels,
    uitwisselingen,
    verhaal,
)
from shared.portaal.toezicht.bladen import CONTROLEREN

_POORT = "gateway"
_LOG = "Het log"
MENU = tuple(
    Menupunt(tekst, pad, CONTROLEREN, groep=groep_)
    for tekst, pad, groep_ in (
        ("Vragen", vragenlijst.HIER, _LOG),
        ("Uitwisselingen", "/uitwisselingen", _LOG),
        ("Alarmen", "/alarmen", "Toezicht"),
        ("Logboek", "/logboek", _LOG),
        ("Regels", "/regels", _LOG),
    )
)
_SCHERMEN: tuple[Scherm, ...] = (
    *vragenlijst.SCHERMEN,
    *medewerkers.SCHERMEN,
    *nakijken.SCHERMEN,
    *uitwisselingen.SCHERMEN,
    *meenemen.SCHERMEN,
    *klaargezet.SCHERMEN,
    *verhaal.SCHERMEN,
    *groep.SCHERMEN,
    *alarmen.SCHERMEN,
    *logboek.SCHERMEN,
    *regels.SCHERMEN,
    *anders.SCHERMEN,
)
SCHERMEN = (*rechten.ALTIJD, *_SCHERMEN)
PARTIJMENU = (
    Menupunt("Toezicht", "/toezicht", overzicht.TOEZICHT, eerst=True, groep="Toezicht"),
    Menupunt("Inzien", "/inzien", inzien.LEESSPOOR, groep="Toezicht"),
    *MENU,
)
PARTIJSCHERMEN = (
    *overzicht.SCHERMEN,
    *inzien.SCHERMEN,
    *(replace(een, bron=_POORT) for een in _SCHERMEN),
)
"""In the portal of a party: its own file, and the log through the gateway, which shows who checks
there only what that party sent or received."""

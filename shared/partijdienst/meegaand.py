"""What goes along with somebody who is destroyed, of every subject that keeps something."""

from __future__ import annotations

from typing import Final

from shared.bestand.bewaking.lokrecords import LOKRECORDS
from shared.bestand.leden.groepsleden import LIDMAATSCHAPPEN
from shared.bestand.leden.vertegenwoordigers import VERTEGENWOORDIGERS
from shared.bestand.personen.sleutelregister import SLEUTELS
from shared.bestand.toegang.spoor import ALARMSPOOR
from shared.zaak.verbetering.opslag import VERBETERINGEN

MEEGAAND: Final = (
    LIDMAATSCHAPPEN,
    VERTEGENWOORDIGERS,
    LOKRECORDS,
    ALARMSPOOR,
    SLEUTELS,
    VERBETERINGEN,
)
"""Own records of a party come with its declaration (``Partij.dossiers``)."""

"""Who read what and whose authorisation it was, until the term of accounting for it is over."""

from __future__ import annotations

from shared.bestand.sporen.bewaring import AUTORISATIENAMEN, LEZINGEN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="bestand/sporen",
    bewaringen=(LEZINGEN, AUTORISATIENAMEN),
)

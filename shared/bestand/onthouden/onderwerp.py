"""What an older copy of the file may not undo, kept beside it."""

from __future__ import annotations

from shared.bestand.onthouden.aanvullen import vul_aan
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(naam="bestand/onthouden", onderhoud=(vul_aan,))

"""De afzender van een brief in een test: verzonnen, en uit de instellingen."""

from __future__ import annotations

from typing import Any

BRIEFHOOFD: dict[str, Any] = {
    "naam": "Gemeente Verzonnenwaard",
    "onderdeel": "Directie Veiligheid",
    "adresregels": ["Postbus 1", "1000 AA Verzonnenwaard"],
    "plaats": "Verzonnenwaard",
    "telefoon": "010 - 000 00 00",
    "email": "privacy@verzonnenwaard.example",
    "ondertekenaar": "B. Verzonnen",
    "functie": "burgemeester van Verzonnenwaard",
}

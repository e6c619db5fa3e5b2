"""What people asked and has no answer yet, kept beside the file."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.onthouden.verzoeken import OPEN_VERZOEKEN

ONDERWERP = Onderwerp(naam="zaak/onthouden", onthoudbronnen=(OPEN_VERZOEKEN,))

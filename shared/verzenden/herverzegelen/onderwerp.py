"""What is from before every purpose had a key of its own goes under those keys."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.herverzegelen.herverzegelen import herverzegel

ONDERWERP = Onderwerp(
    naam="verzenden/herverzegelen",
    onderhoud=(herverzegel,),
)

"""Who comes in, as a parameter of a router: the rights that many of them ask."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from shared.bestand.toegang.medewerker import Medewerker, medewerker

Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
"""Who reads what this party has about its groups."""

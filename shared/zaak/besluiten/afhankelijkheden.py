"""What the routers of decisions are given."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from shared.bestand.toegang.medewerker import Medewerker, medewerker

Ondertekenaar = Annotated[Medewerker, Depends(medewerker("ondertekenen"))]
"""Who may put the party's signature under a decision, if the function fits its kind."""

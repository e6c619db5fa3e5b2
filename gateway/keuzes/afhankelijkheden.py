"""What endpoints depend on: the covenant's codes in words."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from gateway.keuzes.vertaling import Vertaling
from shared.web.verzoek.onderdelen import van

VertalingAfh = Annotated[Vertaling, Depends(van(Vertaling))]

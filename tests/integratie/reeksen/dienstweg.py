from __future__ import annotations
from tests.integratie.reeksen.zaak import Zaak
def leg_mensen_vast(zaak: Zaak, partij: str) -> None: ...
def stuur(zaak: Zaak) -> bool: return False

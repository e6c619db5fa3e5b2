"""Criminal investigations into a group."""

from __future__ import annotations

from pathlib import Path

from services.om.onderzoek.dienst import IsGegeven
from services.om.onderzoek.router import onderzoeken_router
from services.om.onderzoek.tijdlijn import ONDERZOEKSFEITEN
from services.om.onderzoek.werk import ONDERZOEKSWERK
from shared.partij.onderwerp import Onderwerp


def onderwerp(is_gegeven: IsGegeven) -> Onderwerp:
    """``is_gegeven``: whether this went along to a criminal case, which another subject knows."""
    return Onderwerp(
        naam="om/onderzoek",
        routers=(lambda: onderzoeken_router(is_gegeven),),
        migraties=Path(__file__).parent / "migraties",
        werk=(ONDERZOEKSWERK,),
        tijdlijn=(ONDERZOEKSFEITEN,),
    )

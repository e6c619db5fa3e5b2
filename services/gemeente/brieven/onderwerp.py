"""The letters of the burgemeester to whom data are used of."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from services.gemeente.brieven.nodig import eis_brieven, weten_het
from services.gemeente.brieven.opslag import maak_leeg
from services.gemeente.brieven.router import brieven_router
from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.brieven.toezicht import INFORMEERTOEZICHT
from services.gemeente.brieven.werk import BRIEVEN
from services.gemeente.informatiestatus.router import informatiestatus_router
from shared.partij.onderwerp import Onderwerp
from shared.partij.poorten.meegaand import Meegaand

ONDERWERP = Onderwerp(
    naam="gemeente/brieven",
    routers=(brieven_router, partial(informatiestatus_router, eis_brieven, weten_het)),
    migraties=Path(__file__).parent / "migraties",
    dossiers=(BriefRij,),
    groepsrijen=(BriefRij,),
    meegaand=(Meegaand((BriefRij,), maak_leeg),),
    werk=(BRIEVEN,),
    toezicht=(INFORMEERTOEZICHT,),
)

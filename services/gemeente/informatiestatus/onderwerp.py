"""Whether somebody was informed; its operations are with the letters, from which that follows."""

from __future__ import annotations

from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from services.gemeente.informatiestatus.werk import INFORMEREN
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/informatiestatus",
    dossiers=(InformatiestatusRij,),
    werk=(INFORMEREN,),
)

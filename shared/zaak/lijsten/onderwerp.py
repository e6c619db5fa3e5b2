"""The list of names of a group, on its way to be final."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.lijsten.opslag import LIJSTREGELS, plaatsen
from shared.zaak.lijsten.problemen import PROBLEMEN
from shared.zaak.lijsten.seinen import BEVESTIGSEINEN, LIJSTSEINEN
from shared.zaak.lijsten.tijdlijn import LIJSTFEITEN
from shared.zaak.lijsten.voortgang import LIJSTVOORTGANG
from shared.zaak.lijsten.werk import LIJSTEN

ONDERWERP = Onderwerp(
    naam="zaak/lijsten",
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    werk=(LIJSTEN,),
    voortgangen=(LIJSTVOORTGANG,),
    tijdlijn=(LIJSTFEITEN,),
    plaatsen=(plaatsen,),
    meegaand=(LIJSTREGELS,),
    seinen=(
        LIJSTSEINEN,
        BEVESTIGSEINEN,
    ),
)

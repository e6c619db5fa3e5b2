"""Who must go, and what goes with them."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.opruimen.seinen import OPRUIMSEINEN
from shared.zaak.opruimen.tijdlijn import OPRUIMING
from shared.zaak.opruimen.toezicht import VERNIETIGTOEZICHT
from shared.zaak.opruimen.verlopen import ruim_verlopen
from shared.zaak.opruimen.werk import LEEFTIJDEN, TERMIJNEN, VERNIETIGINGEN

ONDERWERP = Onderwerp(
    naam="zaak/opruimen",
    werk=(
        TERMIJNEN,
        LEEFTIJDEN,
        VERNIETIGINGEN,
    ),
    toezicht=(VERNIETIGTOEZICHT,),
    tijdlijn=(OPRUIMING,),
    seinen=(OPRUIMSEINEN,),
    onderhoud=(ruim_verlopen,),
)

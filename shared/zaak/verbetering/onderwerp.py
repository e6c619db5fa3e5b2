"""What somebody said is wrong, and what is on hold for it."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.verbetering.herverzegelen import herverzegel_verbeteringen
from shared.zaak.verbetering.opslag import AANPAKVERBETERINGEN, VERBETERINGEN, in_verbetering
from shared.zaak.verbetering.tabellen import (
    VerbeteringBerichtRij,
    VerbeteringOntvangerRij,
    VerbeteringRij,
    VerbetermeldingRij,
)

ONDERWERP = Onderwerp(
    naam="zaak/verbetering",
    migraties=Path(__file__).parent / "migraties",
    meegaand=(VERBETERINGEN,),
    werkhouders=(in_verbetering,),
    aanpakdelen=(AANPAKVERBETERINGEN,),
    onderhoud=(herverzegel_verbeteringen,),
    berichthouders=(
        VerbeteringRij.melding_bericht,
        VerbetermeldingRij.bericht_id,
        VerbeteringOntvangerRij.origineel,
        VerbeteringBerichtRij.bericht_id,
        VerbeteringBerichtRij.origineel,
    ),
)

"""Documents of the approach, as facts."""

from __future__ import annotations

from services.gemeente.groepsdocumenten.tabellen import DocumentversieRij, GroepsdocumentRij
from services.gemeente.groepsdocumenten.tijdlijn import DOCUMENTFEITEN
from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/groepsdocumenten",
    tijdlijn=(DOCUMENTFEITEN,),
    groepsdelen=(groepsdeel(GroepsdocumentRij), groepsdeel(DocumentversieRij)),
)

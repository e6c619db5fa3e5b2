"""The screens and the menu of every party: which exist, and who sees them."""

from __future__ import annotations

from dataclasses import replace

from shared.portaal.acties import ontvangen
from shared.portaal.audit.menu import PARTIJMENU, PARTIJSCHERMEN
from shared.portaal.beheer.techniek import MENU as BEHEERMENU
from shared.portaal.beheer.techniek import SCHERMEN as BEHEERSCHERMEN
from shared.portaal.betrokkenen import (
    antwoord,
    bekendmakingen,
    beperkingen,
    dubbelen,
    incidenten,
    verzoeken,
)
from shared.portaal.bewaren import kalender, plannen, selectielijst, vernietiging
from shared.portaal.formulier import concepten
from shared.portaal.leden import lid, ouders
from shared.portaal.lijsten import wegen
from shared.portaal.overleg import agenda, gezegd, notulen, vergadering
from shared.portaal.personen import eigen, persoon, verbeteren, zoeken
from shared.portaal.personen import ontvangen as gekregen
from shared.portaal.portaal import Menupunt, Persoonsdeel, Scherm
from shared.portaal.schermen import (
    berichten,
    bezig,
    geven,
    groep,
    groepen,
    ondertekenen,
    rechten,
    tijdlijn,
    voorbeeld,
    vragen,
    werklijst,
)
from shared.portaal.terugblik import beginnen, toetsen
from shared.portaal.werk import aanstellingen, leeftijd, logalarm, taken, teksten

DELEN: tuple[Persoonsdeel, ...] = (ouders.DEEL,)
"""What every party adds to the page of a person."""
MENU: tuple[Menupunt, ...] = (
    Menupunt("Werklijst", "/werklijst", "raadplegen|beheren", telt="/werklijst/aantal"),
    Menupunt("Groepen", "/groepen", "raadplegen", groep="Groepen"),
    Menupunt("Personen", "/personen", "personen.lezen", groep="Personen"),
    Menupunt("Ontvangen", "/ontvangen", "ontvangen.lezen", groep="Personen"),
    replace(agenda.MENU, groep="Groepen"),
    Menupunt("Berichten", "/berichten", "raadplegen", groep="Groepen"),
    Menupunt("Bewaren", "/bewaren", "raadplegen", groep="Personen"),
    Menupunt("Verzoeken", "/verzoeken", "rechtenverzoeken.lezen", groep="Rechten en incidenten"),
    Menupunt("Ondertekenen", "/ondertekenen", "ondertekenen", groep="Groepen"),
    *PARTIJMENU,
    *BEHEERMENU,
    Menupunt("Incidenten", "/incidenten", "incidenten.melden", groep="Rechten en incidenten"),
    Menupunt("Mijn rechten", "/mijn-rechten", groep="Beheer"),
)
SCHERMEN: tuple[Scherm, ...] = (
    *rechten.ALTIJD,
    *rechten.SCHERMEN,
    *werklijst.SCHERMEN,
    *bezig.SCHERMEN,
    *groepen.SCHERMEN,
    *groep.SCHERMEN,
    *tijdlijn.SCHERMEN,
    *berichten.SCHERMEN,
    *geven.SCHERMEN,
    *voorbeeld.SCHERMEN,
    *vragen.SCHERMEN,
    *ondertekenen.SCHERMEN,
    *zoeken.SCHERMEN,
    *persoon.SCHERMEN,
    *lid.SCHERMEN,
    *ouders.SCHERMEN,
    *eigen.SCHERMEN,
    *gekregen.SCHERMEN,
    *verbeteren.SCHERMEN,
    *kalender.SCHERMEN,
    *plannen.SCHERMEN,
    *selectielijst.SCHERMEN,
    *vernietiging.SCHERMEN,
    *beginnen.SCHERMEN,
    *toetsen.SCHERMEN,
    *verzoeken.SCHERMEN,
    *dubbelen.SCHERMEN,
    *antwoord.SCHERMEN,
    *verzoeken.DOEN,
    *beperkingen.SCHERMEN,
    *bekendmakingen.SCHERMEN,
    *incidenten.SCHERMEN,
    *concepten.SCHERMEN,
    *wegen.SCHERMEN,
    *ontvangen.SCHERMEN,
    *agenda.SCHERMEN,
    *vergadering.SCHERMEN,
    *gezegd.SCHERMEN,
    *notulen.SCHERMEN,
    *taken.SCHERMEN,
    *teksten.SCHERMEN,
    *leeftijd.SCHERMEN,
    *aanstellingen.SCHERMEN,
    *logalarm.SCHERMEN,
    *PARTIJSCHERMEN,
    *BEHEERSCHERMEN,
)

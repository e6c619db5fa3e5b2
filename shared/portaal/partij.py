"""The screens and the menu of every party: which exist, and who sees them."""

from __future__ import annotations

from shared.portaal.acties import ontvangen
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
from shared.portaal.toezicht.menu import PARTIJMENU, PARTIJSCHERMEN
from shared.portaal.werk import aanstellingen, leeftijd, logalarm, taken, teksten

DELEN: tuple[Persoonsdeel, ...] = (ouders.DEEL,)
"""What every party adds to the page of a person."""
MENU: tuple[Menupunt, ...] = (
    Menupunt("Werklijst", "/werklijst", "raadplegen|beheren", telt="/werklijst/aantal"),
    Menupunt("Groepen", "/groepen", "raadplegen"),
    Menupunt("Personen", "/personen", "personen.lezen"),
    Menupunt("Ontvangen", "/ontvangen", "ontvangen.lezen"),
    agenda.MENU,
    Menupunt("Berichten", "/berichten", "raadplegen"),
    Menupunt("Bewaren", "/bewaren", "raadplegen"),
    Menupunt("Verzoeken", "/verzoeken", "rechtenverzoeken.lezen"),
    Menupunt("Ondertekenen", "/ondertekenen", "ondertekenen"),
    *PARTIJMENU,
    *BEHEERMENU,
    Menupunt("Incidenten", "/incidenten", "incidenten.melden"),
    Menupunt("Mijn rechten", "/mijn-rechten"),
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

"""Who knows whom: which pseudonyms this party and another exchanged, and what a first list brought.

Both parties keep the same registers of what went between them, so they agree on which pseudonyms
the other has. Of what a third party gave either of them, neither can tell.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.convenant.berichtsoorten import deelnemercategorie
from shared.convenant.regels.laden import Convenantregels
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.termijnen import eerste_gegevensstap

_NOOIT = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD, Verzendstatus.VERVALLEN)


def gedeeld_met(sessie: Session, groep: str, partij: str) -> set[str]:
    """The pseudonyms under which this party gave the other something, or got something from it."""
    gestuurd = (
        select(UitgaandOnderdeelRij.betrokkene)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(
            UitgaandRij.groep == groep,
            UitgaandRij.ontvanger == partij,
            UitgaandRij.status.not_in(_NOOIT),
        )
    )
    gekregen = (
        select(OntvangenGegevenRij.betrokkene)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.bericht_id)
        .where(OntvangenGegevenRij.groep == groep, InkomendRij.afzender == partij)
    )
    return {*sessie.scalars(gestuurd), *sessie.scalars(gekregen)}


def brutolijst(sessie: Session, regels: Convenantregels, groep: str, vaststeller: str) -> set[str]:
    """Who is here because of the first list alone (5.1), by pseudonym.

    That is whoever came from the party that gathers it, in the first step with names, and with whom
    ``vaststeller`` has nothing to do, under no pseudonym: it cannot have left him on the final
    list, nor named him. Who stays all the same, comes again by an ordinary disclosure. Officials
    are on no list.
    """
    stap = eerste_gegevensstap(regels)
    vraag = (
        select(OntvangenGegevenRij.betrokkene, InkomendRij.kop)
        .join(InkomendRij, InkomendRij.bericht_id == OntvangenGegevenRij.oorsprong)
        .where(
            OntvangenGegevenRij.groep == groep,
            OntvangenGegevenRij.categorie != deelnemercategorie(regels),
            InkomendRij.afzender == regels.namenlijsten.brutolijst,
        )
    )
    erop = {betrokkene for betrokkene, kop in sessie.execute(vraag) if kop["stap"] == stap}
    bekend = gedeeld_met(sessie, groep, vaststeller)
    leden = opslag.leden(sessie, groep)
    gekend = {lid.persoon_id for lid in leden if lid.betrokkene in bekend}
    return erop - bekend - {lid.betrokkene for lid in leden if lid.persoon_id in gekend}

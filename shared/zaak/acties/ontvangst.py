"""An action another party gave: it is here from the moment it counts until it is taken back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from shared.partij.poorten.stukvastlegger import Geldendstuk
from shared.tijd.kenmerk import uuid7
from shared.zaak.acties import opslag
from shared.zaak.acties.begrippen import Actiegebeurtenis, Actiestand, na_nieuwe_versie
from shared.zaak.acties.tabellen import OntvangenActieRij


def neem_op(sessie: Session, stuk: Geldendstuk) -> None:
    """A new action, or another version of one that is here: that one asks to be answered again."""
    rij = opslag.van_gever(sessie, stuk.van, stuk.onderwerp)
    nieuw = rij is None
    if rij is None:
        rij = OntvangenActieRij(
            id=uuid7(stuk.op),
            van=stuk.van,
            actie=stuk.onderwerp,
            stand=Actiestand.OPEN,
            versie=0,
            ontvangen_op=stuk.op,
        )
        sessie.add(rij)
    _neem_over(rij, stuk)
    wat = Actiegebeurtenis.GEKREGEN if nieuw else Actiegebeurtenis.BIJGESTELD
    opslag.noteer(sessie, rij, wat, stuk.bericht_id, door=stuk.medewerker, nu=stuk.op)


def neem_terug(sessie: Session, stuk: Geldendstuk, nu: datetime) -> None:
    """Its giver took it back: nothing is to be done any more, and what it asked is gone.

    Of one that was done already it stays that it was.
    """
    rij = opslag.van_gever(sessie, stuk.van, stuk.onderwerp)
    if rij is None or rij.stuk != stuk.bericht_id:
        return
    rij.teruggenomen_op, rij.omschrijving = nu, None
    wat = Actiegebeurtenis.TERUGGENOMEN
    opslag.noteer(sessie, rij, wat, stuk.bericht_id, door=stuk.medewerker, nu=nu)


def _neem_over(rij: OntvangenActieRij, stuk: Geldendstuk) -> None:
    gegevens = stuk.gegevens
    rij.groep = stuk.groep or rij.groep
    rij.stuk, rij.stukversie, rij.teruggenomen_op = stuk.bericht_id, stuk.versie, None
    rij.doel, rij.omschrijving = gegevens["doel"], gegevens["omschrijving"]
    rij.eigenaar, rij.functie = gegevens.get("eigenaar"), gegevens.get("functie")
    rij.uitvoerder = gegevens.get("uitvoerder")
    rij.uiterlijk = date.fromisoformat(gegevens["uiterlijk"])
    rij.restactie = gegevens.get("restactie") is True
    rij.stand = na_nieuwe_versie(Actiestand(rij.stand))

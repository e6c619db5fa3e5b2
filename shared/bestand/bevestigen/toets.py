"""The rules an authorisation keeps, when it is asked for and again when it is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from shared.bestand.toegang.autorisaties import Autorisatiegegevens
from shared.bestand.toegang.bevoegdheid import BEHEREN, functies_van, is_systeem, rechten_van
from shared.bestand.toegang.medewerker import Beheerder
from shared.bestand.toegang.systemen import registratiefouten, staat_in
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import GeenToegang, OngeldigeInvoer
from shared.web.meldingen import Invoerfout


def toets(sessie: Session, dienst: Dienst, wie: Beheerder, gegevens: Autorisatiegegevens) -> None:
    """Raises ``GeenToegang`` for what he may not give, ``OngeldigeInvoer`` with every fault."""
    rechten = rechten_van(dienst.regels, dienst.partij.code, gegevens.functie)
    if wie.eerste and BEHEREN not in rechten:
        raise GeenToegang(
            "Registreer eerst uw eigen autorisatie als beheerder, met uw verklaringen. Daarna "
            "registreert u de anderen."
        )
    zichzelf = (gegevens.uitgever, gegevens.sub) == (wie.uitgever, wie.sub)
    if zichzelf and BEHEREN not in rechten:
        raise GeenToegang(
            "Niemand geeft zichzelf een functie met toegang tot gegevens. Vraag een andere "
            "beheerder om dit te doen."
        )
    functies = functies_van(dienst.regels, dienst.partij.code)
    borg = sessie.get(AutorisatieRij, gegevens.verantwoordelijke or "")
    fouten = [
        *_fouten(gegevens, functies, datum_nl(dienst.klok())),
        *registratiefouten(
            gegevens,
            systeem=is_systeem(dienst.regels, dienst.partij.code, gegevens.functie),
            staat_ervoor=borg is not None and staat_in(borg, dienst),
        ),
    ]
    if fouten:
        raise OngeldigeInvoer(fouten)


def _fouten(
    gegevens: Autorisatiegegevens, functies: frozenset[str], vandaag: date
) -> Iterator[Invoerfout]:
    if gegevens.functie not in functies:
        zin = f"is geen functie van deze partij; wel: {', '.join(sorted(functies))}"
        yield Invoerfout("/functie", zin)
    for naam, dag in (("geheimhouding", gegevens.geheimhouding), ("vog", gegevens.vog)):
        if dag is not None and dag > vandaag:
            yield Invoerfout(f"/{naam}", "ligt in de toekomst")

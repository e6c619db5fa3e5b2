"""Programs with an authorisation of their own: what a party's own system may do here.

A function marked ``systeem`` in the covenant file is for a program and for nobody else. Such a
program reads and does nothing more, with the rights of its function as far as the colleague who
answers for it has them too, now; when he loses his authorisation it stops with him. The gateway
hears nothing of it: it is nobody's official. Why: ``docs/besluiten/0034-systemen.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

from sqlalchemy.orm import Session

from shared.bestand.toegang.autorisaties import Autorisatiegegevens
from shared.bestand.toegang.bevoegdheid import (
    Bevoegdheid,
    is_systeem,
    ontbrekende_waarborgen,
    rechten_van,
)
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import GeenToegang
from shared.web.meldingen import Invoerfout

LEEST = ("GET", "HEAD")
_VAN_EEN_MENS = {
    "geheimhouding": "een programma ondertekent geen geheimhoudingsverklaring; laat dit leeg",
    "vog": "een programma heeft geen VOG; laat dit leeg",
    "email": "een programma is niet te mailen; dat is wie ervoor verantwoordelijk is",
    "telefoon": "een programma is niet te bellen; dat is wie ervoor verantwoordelijk is",
}


def eis_eigen_token(*, systeem: bool, van_programma: bool) -> None:
    """Refuses a person's token for a program's authorisation, and the other way round."""
    if systeem and not van_programma:
        raise GeenToegang(
            "Deze autorisatie is van een programma, en u kwam met het token van een mens. Laat het "
            "programma zelf een token halen (client credentials)."
        )
    if van_programma and not systeem:
        raise GeenToegang(
            "Dit token is van een programma, en de autorisatie bij dit account van een medewerker. "
            "Laat de beheerder het programma als systeem autoriseren, met een verantwoordelijke."
        )


def eis_alleen_lezen(*, leest: bool) -> None:
    """Refuses a program that would do anything but read."""
    if not leest:
        raise GeenToegang(
            "Een programma leest alleen. Laat een medewerker dit doen, met zijn eigen token."
        )


def eis_een_mens() -> NoReturn:
    """Refuses a program what takes a person whichever way it is asked, reading included."""
    raise GeenToegang(
        "Dit is alleen voor een medewerker, ook om te lezen. Laat een collega met het recht "
        "daartoe het opvragen of doen, met zijn eigen token."
    )


def registratiefouten(
    gegevens: Autorisatiegegevens, *, systeem: bool, staat_ervoor: bool
) -> Iterator[Invoerfout]:
    """What a registration asks of a program or of a person, and not of the other.

    ``staat_ervoor``: whether who is named to answer for it is a colleague who can (``staat_in``).
    """
    wie = gegevens.verantwoordelijke
    if not systeem:
        if wie is not None:
            yield Invoerfout("/verantwoordelijke", "hoort alleen bij een programma; laat dit leeg")
        return
    for veld, zin in _VAN_EEN_MENS.items():
        if getattr(gegevens, veld) is not None:
            yield Invoerfout(f"/{veld}", zin)
    if wie is None:
        zin = "ontbreekt: noem de autorisatie van de collega die voor dit programma instaat"
        yield Invoerfout("/verantwoordelijke", zin)
    elif not staat_ervoor:
        zin = "is geen collega met een volledige, geldige autorisatie"
        yield Invoerfout("/verantwoordelijke", zin)


def bevoegdheid_van_verantwoordelijke(
    sessie: Session, dienst: Dienst, rij: AutorisatieRij
) -> Bevoegdheid:
    """What the colleague may who answers for this program; refuses once he no longer can."""
    mens = sessie.get(AutorisatieRij, rij.verantwoordelijke or "")
    if mens is None or not staat_in(mens, dienst):
        raise GeenToegang(
            "Dit programma staat stil: wie ervoor instaat heeft geen volledige, geldige "
            "autorisatie meer. Vraag uw beheerder om een andere verantwoordelijke."
        )
    return Bevoegdheid.van(mens, dienst.regels, dienst.partij.code)


def staat_in(rij: AutorisatieRij, dienst: Dienst) -> bool:
    """Whether somebody can answer for a program today: a person with everything in order."""
    systeem = is_systeem(dienst.regels, dienst.partij.code, rij.functie)
    return not systeem and not ontbrekende_waarborgen(rij, datum_nl(dienst.klok()))


def wat_mag(
    sessie: Session, dienst: Dienst, rij: AutorisatieRij
) -> tuple[frozenset[str], list[str]]:
    """What somebody's rights are, and what is missing for them to count."""
    regels, partij = dienst.regels, dienst.partij.code
    rechten = rechten_van(regels, partij, rij.functie)
    systeem = is_systeem(regels, partij, rij.functie)
    ontbreekt = ontbrekende_waarborgen(rij, datum_nl(dienst.klok()), systeem=systeem)
    if not systeem:
        return rechten, ontbreekt
    try:
        return rechten & bevoegdheid_van_verantwoordelijke(sessie, dienst, rij).rechten, ontbreekt
    except GeenToegang as fout:
        return frozenset(), [*ontbreekt, fout.melding]

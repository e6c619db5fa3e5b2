"""Telling everybody who holds something of one person how it is now, by ordinary corrections (6.5).

Each record that is not what was given any more is corrected in each group in which it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import Verbeterstand
from shared.zaak.verbetering.ketens import Ketens
from shared.zaak.verbetering.opslag import Eigenplek, eigen_van_deel
from shared.zaak.verbetertraject.starten import Starten
from shared.zaak.verbetertraject.toezeggingen import Toezegger
from shared.zaak.verbetertraject.traject import Verbeteringen
from shared.zaak.verbetertraject.vormen import Besluit, EigenGegeven, Start


@dataclass(frozen=True)
class Achterhaald:
    """An own record that others hold as it was."""

    groep: str
    plek: Eigenplek


def zet_recht(
    u: Uitwisseling, wie: Medewerker, persoon_id: str, aard: str, reden: str
) -> list[str]:
    """Starts and settles a correction of each record that differs; their ids. Repeatable.

    Raises as a correction does: also for a word in the reason that identifies somebody.
    """
    with u.dienst.lezend() as sessie:
        verschillen = list(_verschillen(sessie, u, wie, persoon_id))
    return [_verbeter(u, wie, een, aard, reden) for een in verschillen]


def _verbeter(u: Uitwisseling, wie: Medewerker, een: Achterhaald, aard: str, reden: str) -> str:
    plek = een.plek
    eigen = EigenGegeven(
        groep=een.groep,
        persoon=plek.persoon_id,
        gegevenssoort=plek.gegevenssoort,
        gegeven=plek.gegeven_id,
    )
    verbetering = Starten(u, wie).start(Start(aard=aard, reden=reden, eigen=eigen))
    Verbeteringen(u, wie).beslis(
        verbetering, Verbeterstand.BEVESTIGD, Besluit(reden=reden), lambda _: True
    )
    return verbetering


def _verschillen(
    sessie: Session, u: Uitwisseling, wie: Medewerker, persoon_id: str
) -> Iterator[Achterhaald]:
    regels = u.dienst.regels
    berichten, ketens = Toezegger(u, wie).berichten(sessie), Ketens(sessie, regels)
    for groep, plek in _plekken(sessie, u, persoon_id):
        houders = opslag.houders(sessie, regels, groep, plek)
        staat = [laatste for houder in houders if (laatste := ketens.laatste(houder)) is not None]
        try:
            nu = jcs(
                dict(berichten.huidig(persoon_id, plek.gegevenssoort, plek.gegeven_id).gegevens)
            )
        except (NietGevonden, Vernietigd):
            continue
        if any(jcs(berichten.verstuurd(deel)) != nu for _, deel in staat):
            yield Achterhaald(groep, plek)


def _plekken(sessie: Session, u: Uitwisseling, persoon_id: str) -> Iterator[tuple[str, Eigenplek]]:
    vraag = (
        select(UitgaandRij.groep, UitgaandOnderdeelRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(UitgaandOnderdeelRij.persoon_id == persoon_id, UitgaandRij.groep.is_not(None))
    )
    gezien = {
        (groep, eigen_van_deel(u.dienst.regels, deel))
        for groep, deel in sessie.execute(vraag)
        if groep is not None
    }
    yield from sorted(gezien, key=str)

"""Telling everybody who holds something of one person how it is now, by ordinary corrections (6.5).

Each record that is not what was given any more is corrected in each group in which it was given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import jcs
from shared.bestand.dossier.bewaring import eigen_soorten
from shared.bestand.personen.register import SOORT as PERSOON
from shared.bestand.tabellen import CorrectieRij, GroepslidRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import intrekkingssoort
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.verbetering import opslag
from shared.zaak.verbetering.begrippen import Kant, Verbeterstand
from shared.zaak.verbetering.ketens import Ketens
from shared.zaak.verbetering.opslag import Eigenplek, eigen_van_deel
from shared.zaak.verbetering.tabellen import VerbeteringRij
from shared.zaak.verbetertraject.starten import Starten
from shared.zaak.verbetertraject.toezeggingen import Toezegger
from shared.zaak.verbetertraject.traject import Verbeteringen
from shared.zaak.verbetertraject.vormen import Besluit, EigenGegeven, Start


@dataclass(frozen=True)
class Achterhaald:
    """An own record that others hold as it was. ``weg``: here it is no more."""

    groep: str
    plek: Eigenplek
    partijen: frozenset[str]
    weg: bool


def zet_recht(
    u: Uitwisseling, wie: Medewerker, persoon_id: str, aard: str, reden: str
) -> list[str]:
    """Starts and settles a correction of each record that differs; their ids. Repeatable.

    Raises as a correction does: also for a word in the reason that identifies somebody.
    """
    with u.dienst.lezend() as sessie:
        verschillen = list(achterhaald(sessie, u, wie, persoon_id))
    return [_verbeter(u, wie, een, aard, reden) for een in verschillen if not een.weg]


def is_veranderd(sessie: Session, dienst: Dienst, persoon_id: str, sinds: datetime) -> bool:
    """Whether anything about this person was corrected or recorded in the own file since then, or
    by who gave it: only the source puts right what came from another (6.5)."""
    rij = CorrectieRij
    van_hem = (rij.persoon_id == persoon_id, rij.soort == PERSOON, rij.tijdstip >= sinds)
    vragen = [select(rij.id).where(*van_hem)]
    vragen += [
        select(tabel.id).where(tabel.persoon_id == persoon_id, tabel.gewijzigd_op >= sinds)
        for tabel in (soort.tabel for soort in eigen_soorten(dienst))
    ]
    eigen = any(sessie.scalars(vraag.limit(1)).first() is not None for vraag in vragen)
    return eigen or bool(door_de_bron(sessie, persoon_id, sinds))


def door_de_bron(sessie: Session, persoon_id: str, sinds: datetime) -> list[str]:
    """The corrections of what another gave about him that its source confirmed, or took it back,
    since then."""
    rij = VerbeteringRij
    vraag = select(rij.id).where(
        rij.persoon_id == persoon_id,
        rij.kant == Kant.ONTVANGER,
        rij.stand.in_((Verbeterstand.BEVESTIGD, Verbeterstand.INGETROKKEN)),
        rij.besloten_op >= sinds,
    )
    return list(sessie.scalars(vraag.order_by(rij.id)))


def is_weggehaald(sessie: Session, dienst: Dienst, persoon_id: str, sinds: datetime) -> bool:
    """Whether something given about him was taken back since then, or he is in no group here."""
    lid, uit = GroepslidRij, UitgaandRij
    over_hem = select(UitgaandOnderdeelRij.bericht_id).where(
        UitgaandOnderdeelRij.persoon_id == persoon_id
    )
    terug = select(uit.bericht_id).where(
        uit.soort == intrekkingssoort(dienst.regels),
        uit.gemaakt_op >= sinds,
        uit.in_reactie_op.in_(over_hem),
    )
    nog_in = select(lid.id).where(lid.persoon_id == persoon_id, lid.beeindigd_op.is_(None))
    return (
        sessie.scalars(terug.limit(1)).first() is not None
        or sessie.scalars(nog_in.limit(1)).first() is None
    )


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


def achterhaald(
    sessie: Session, u: Uitwisseling, wie: Medewerker, persoon_id: str
) -> Iterator[Achterhaald]:
    """Everything of this person that somebody holds otherwise than it is here now."""
    regels = u.dienst.regels
    berichten, ketens = Toezegger(u, wie).berichten(sessie), Ketens(sessie, regels)
    for groep, plek in _plekken(sessie, u, persoon_id):
        if plek.gegevenssoort not in u.dienst.partij.bronnen:
            continue
        staat = [
            (houder.partij, laatste[1])
            for houder in opslag.houders(sessie, regels, groep, plek)
            if (laatste := ketens.laatste(houder)) is not None
        ]
        nu: bytes | None = None
        try:
            eigen = berichten.huidig(persoon_id, plek.gegevenssoort, plek.gegeven_id)
            nu = jcs(dict(eigen.gegevens))
        except (NietGevonden, Vernietigd):
            pass
        anders = frozenset(van for van, deel in staat if jcs(berichten.verstuurd(deel)) != nu)
        if anders:
            yield Achterhaald(groep, plek, anders, weg=nu is None)


def _plekken(sessie: Session, u: Uitwisseling, persoon_id: str) -> Iterator[tuple[str, Eigenplek]]:
    vraag = (
        select(UitgaandRij.groep, UitgaandRij.kop, UitgaandOnderdeelRij)
        .join(UitgaandRij, UitgaandRij.bericht_id == UitgaandOnderdeelRij.bericht_id)
        .where(UitgaandOnderdeelRij.persoon_id == persoon_id, UitgaandRij.groep.is_not(None))
    )
    gezien = {
        (groep, eigen_van_deel(u.dienst.regels, deel))
        for groep, kop, deel in sessie.execute(vraag)
        # Word to a source that what it gave is wrong is no record of one's own.
        if groep is not None and kop["onderdelen"][deel.volgnummer]["herkomst"] == "eigen"
    }
    yield from sorted(gezien, key=str)

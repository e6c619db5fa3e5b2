"""Seals what is from before there was a key per purpose under those keys (ADR 0053).

Part of the periodic work, a message at a time and a portion of messages in a transaction: a run
that is killed leaves each message as it was or done, and the next one finds the rest. Once nothing
is left it finds nothing. From then on ending a group's approach closes, in every copy that is made
from now on, also what came or went before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels
from shared.bestand.apart.opslag import herverzegel_apart
from shared.bestand.ontvangen.gegevens import gegevenplaats
from shared.bestand.ontvangen.tabellen import InkomendRij, OntvangenGegevenRij
from shared.bestand.ontvangen.zegel import geheimplaats
from shared.bestand.tabellen import PersoonRij
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.zegellagen import Lagen
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij
from shared.verzenden.uitbak.zegel import uitbakplaats

_BERICHTEN = 50
"""Messages in one transaction."""
_RIJEN = (OntvangenGegevenRij, InkomendRij, UitgaandRij, UitgaandOnderdeelRij)
_Zoeker: TypeAlias = Callable[[Session, str], Sequence[str]]
_Doener: TypeAlias = Callable[[Session, Dienst, str], None]


def herverzegel(dienst: Dienst) -> Mapping[str, int]:
    """One run; how many messages. Repeatable."""
    aantal = 0
    for zoek, doe in ((_oude_ontvangen, _ontvangen), (_oude_verzonden, _verzonden)):
        na = ""
        while True:
            with dienst.transactie() as sessie:
                berichten = zoek(sessie, na)
                for bericht in berichten:
                    doe(sessie, dienst, bericht)
            if not berichten:
                break
            aantal, na = aantal + len(berichten), berichten[-1]
    if not aantal:
        return {}
    # The older version was sealed under a key that stays.
    wis_resten(dienst.engine, [*(rij.__tablename__ for rij in _RIJEN), "aparte_tekst"])
    return {"herverzegeld": aantal}


def _oude_ontvangen(sessie: Session, na: str) -> Sequence[str]:
    """Messages with an item that is under the person's own key still."""
    rij = OntvangenGegevenRij
    vraag = (
        select(rij.bericht_id)
        .join(PersoonRij, PersoonRij.sleutel_id == rij.sleutel_id)
        .where(rij.bericht_id > na)
        .distinct()
        .order_by(rij.bericht_id)
        .limit(_BERICHTEN)
    )
    return sessie.scalars(vraag).all()


def _oude_verzonden(sessie: Session, na: str) -> Sequence[str]:
    rij = UitgaandOnderdeelRij
    vraag = (
        select(rij.bericht_id)
        .join(PersoonRij, PersoonRij.sleutel_id == rij.sleutel_id)
        .join(UitgaandRij, UitgaandRij.bericht_id == rij.bericht_id)
        .where(rij.bericht_id > na, UitgaandRij.groep.is_not(None))
        .distinct()
        .order_by(rij.bericht_id)
        .limit(_BERICHTEN)
    )
    return sessie.scalars(vraag).all()


def _ontvangen(sessie: Session, dienst: Dienst, bericht_id: str) -> None:
    """The items of one received message, and what was written along with them."""
    bericht = sessie.get_one(InkomendRij, bericht_id, with_for_update=True)
    rijen = sessie.scalars(
        select(OntvangenGegevenRij)
        .where(OntvangenGegevenRij.bericht_id == bericht_id)
        .with_for_update()
    ).all()
    gebruikt = {*bericht.sleutels, *(rij.sleutel_id for rij in rijen)}
    for groep in {rij.groep for rij in rijen}:
        naar_nieuw = _nieuwe(sessie, dienst, groep, gebruikt, Doel.ONTVANGEN)
        lagen = Lagen(dienst.kluis)
        for rij in rijen:
            if rij.groep == groep and rij.sleutel_id in naar_nieuw:
                oud, rij.sleutel_id = rij.sleutel_id, naar_nieuw[rij.sleutel_id]
                plaats = gegevenplaats(rij.id)
                rij.inhoud = lagen.over([oud], [rij.sleutel_id], rij.inhoud, plaats)
        sleutels = _anders(bericht.sleutels, naar_nieuw)
        plaats = geheimplaats(bericht_id)
        bericht.geheim = lagen.over(bericht.sleutels, sleutels, bericht.geheim, plaats)
        bericht.sleutels = sleutels
        herverzegel_apart(sessie, lagen, bericht_id, naar_nieuw)


def _verzonden(sessie: Session, dienst: Dienst, bericht_id: str) -> None:
    """The parts of one sent message, what was written along, and the bytes that are kept."""
    bericht = sessie.get_one(UitgaandRij, bericht_id, with_for_update=True)
    delen = sessie.scalars(
        select(UitgaandOnderdeelRij)
        .where(UitgaandOnderdeelRij.bericht_id == bericht_id)
        .with_for_update()
    ).all()
    if bericht.groep is None:
        return
    gebruikt = {*bericht.sleutels, *(deel.sleutel_id for deel in delen)}
    naar_nieuw, lagen = (
        _nieuwe(sessie, dienst, bericht.groep, gebruikt, Doel.WERK),
        Lagen(dienst.kluis),
    )
    for deel in delen:
        if deel.sleutel_id in naar_nieuw:
            van = [een for een in (deel.sleutel_id, deel.eigen_sleutel) if een is not None]
            naar = _anders(van, naar_nieuw)
            plaats = uitbakplaats(bericht_id, str(deel.volgnummer))
            deel.inhoud = lagen.over(van, naar, deel.inhoud, plaats) or b""
            deel.sleutel_id = naar[0]
    naar = _anders(bericht.sleutels, naar_nieuw)
    oud = bericht.sleutels
    plaats = uitbakplaats(bericht_id, "geheim")
    bericht.geheim = lagen.over(oud, naar, bericht.geheim, plaats) or b""
    bericht.body = lagen.over(oud, naar, bericht.body, uitbakplaats(bericht_id, "body"))
    levering = uitbakplaats(bericht_id, "levering")
    bericht.levering = lagen.over(oud, naar, bericht.levering, levering)
    bericht.sleutels = naar


def _nieuwe(
    sessie: Session, dienst: Dienst, groep: str, sleutels: Collection[str], doel: Doel
) -> dict[str, str]:
    """By own key of a person, the key of this purpose of this group; made where there is none."""
    vraag = select(PersoonRij.sleutel_id, PersoonRij.id).where(PersoonRij.sleutel_id.in_(sleutels))
    eigen = {sleutel: persoon for sleutel, persoon in sessie.execute(vraag) if sleutel is not None}
    levend = eigen.keys() - dienst.kluis.vernietigde(eigen)
    wie = {eigen[sleutel] for sleutel in levend}
    nieuw = Aanpaksleutels(sessie, dienst.kluis, dienst.klok).van(groep, wie, doel)
    return {sleutel: nieuw[eigen[sleutel]] for sleutel in levend}


def _anders(sleutels: Sequence[str], naar_nieuw: Mapping[str, str]) -> list[str]:
    return [naar_nieuw.get(een, een) for een in sleutels]

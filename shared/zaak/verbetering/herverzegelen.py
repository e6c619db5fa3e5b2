"""Corrections from before every purpose had a key of its own go under that key (ADR 0053, 0063).

Like the messages: a portion in a transaction, a killed run leaves each as it was or done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels
from shared.bestand.tabellen import PersoonRij
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.zegellagen import Lagen
from shared.zaak.verbetering.begrippen import Kant, meldingplaats, redenplaats
from shared.zaak.verbetering.opslag import meldingen_van
from shared.zaak.verbetering.tabellen import VerbeteringRij, VerbetermeldingRij

_VERBETERINGEN = 50
"""In one transaction."""
_RIJEN = (VerbeteringRij, VerbetermeldingRij)


def herverzegel_verbeteringen(dienst: Dienst) -> Mapping[str, int]:
    """One run; how many corrections. Repeatable."""
    aantal, na = 0, ""
    while True:
        with dienst.transactie() as sessie:
            rijen = _oude(sessie, na)
            for rij in rijen:
                _herverzegel(sessie, dienst, rij)
            gedaan = [rij.id for rij in rijen]
        if not gedaan:
            break
        aantal, na = aantal + len(gedaan), gedaan[-1]
    if not aantal:
        return {}
    # The older version was sealed under a key that stays.
    wis_resten(dienst.engine, [rij.__tablename__ for rij in _RIJEN])
    return {"verbeteringenHerverzegeld": aantal}


def _oude(sessie: Session, na: str) -> Sequence[VerbeteringRij]:
    """Corrections that are under the person's own key still."""
    rij = VerbeteringRij
    vraag = (
        select(rij)
        .join(PersoonRij, PersoonRij.sleutel_id == rij.sleutel_id)
        .where(rij.id > na)
        .order_by(rij.id)
        .limit(_VERBETERINGEN)
        .with_for_update(of=rij)
    )
    return sessie.scalars(vraag).all()


def _herverzegel(sessie: Session, dienst: Dienst, rij: VerbeteringRij) -> None:
    doel = Doel.ONTVANGEN if rij.kant == Kant.ONTVANGER else Doel.WERK
    sleutels = Aanpaksleutels(sessie, dienst.kluis, dienst.klok)
    naar = sleutels.van(rij.groep, [rij.persoon_id], doel)[rij.persoon_id]
    lagen, van = Lagen(dienst.kluis), [rij.sleutel_id]
    rij.zegel = lagen.over(van, [naar], rij.zegel, redenplaats(rij.id, "reden"))
    rij.besluitzegel = lagen.over(van, [naar], rij.besluitzegel, redenplaats(rij.id, "besluit"))
    for een in meldingen_van(sessie, rij.id):
        plaats = meldingplaats(f"{een.bericht_id}/{een.volgnummer}")
        een.zegel = lagen.over(van, [naar], een.zegel, plaats) or b""
    rij.sleutel_id = naar

"""Signals from before every purpose had a key of its own go under that key (ADR 0053, 0063).

A row does not say under which key it is. One that was made after the key of this purpose was is
under it; of the others each is tried with the person's own key.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import exists, select

from services.politie.groepsscan.dienst import plaats_van
from services.politie.groepsscan.tabellen import GroepsscansignaalRij
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels, open_onder
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.tabellen import PersoonRij
from shared.kluis.fouten import ZegelGebroken
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.partij.fouten import Vernietigd
from shared.partij.zegel import verzegel_json


def herverzegel_signalen(dienst: Dienst) -> Mapping[str, int]:
    """One run; how many signals. Repeatable."""
    rij, sleutel = GroepsscansignaalRij, AanpaksleutelRij
    eerder = exists().where(
        sleutel.persoon_id == rij.persoon_id,
        sleutel.groep == rij.groep,
        sleutel.doel == Doel.WERK,
        sleutel.gemaakt_op < rij.aangemaakt_op,
    )
    vraag = select(rij, PersoonRij.sleutel_id).join(PersoonRij, PersoonRij.id == rij.persoon_id)
    aantal, kluis = 0, dienst.kluis
    with dienst.transactie() as sessie:
        sleutels = Aanpaksleutels(sessie, kluis, dienst.klok)
        gevonden = sessie.execute(vraag.where(~eerder).order_by(rij.id).with_for_update(of=rij))
        for een, eigen in gevonden.all():
            plaats = plaats_van(een.id)
            try:
                inhoud = open_onder(kluis, [eigen] if eigen else [], plaats, een.zegel)
            except (ZegelGebroken, Vernietigd):
                continue
            naar = sleutels.van(een.groep, [een.persoon_id], Doel.WERK)[een.persoon_id]
            een.zegel = verzegel_json(kluis, naar, plaats, inhoud)
            aantal += 1
    if not aantal:
        return {}
    # The older version was sealed under a key that stays.
    wis_resten(dienst.engine, [rij.__tablename__])
    return {"scansignalenHerverzegeld": aantal}

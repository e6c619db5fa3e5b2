"""Moving persons to another vak: their index there is worked out anew from what is sealed.

Done before the key of a vak is destroyed, in a transaction of its own: at every moment each living
person stands under a key that is there. Who is to be destroyed stays where he is until his key goes
with that of the vak, so that a destruction that does not come through leaves him findable too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.personen.register import persoonplaats, zoekindex
from shared.bestand.personen.sleutelregister import sleutelplaats
from shared.bestand.personen.sleuteltabellen import ExterneSleutelRij
from shared.bestand.tabellen import PersoonRij
from shared.bestand.zoekvakken import opslag
from shared.bestand.zoekvakken.vakken import LEDEN, Zoekvakken
from shared.kluis.kluis import Zegelstuk
from shared.partij.dienst import Dienst


def sluit_vakken(dienst: Dienst, personen: Collection[str]) -> frozenset[str]:
    """Moves everybody else out of the vakken of these persons; the keys to destroy with theirs.

    Call it before their keys are destroyed, outside a transaction. Repeatable.
    """
    if not personen:
        return frozenset()
    with dienst.transactie() as sessie:
        vakken = opslag.sluit(sessie, personen, dienst.klok())
        blijvers = opslag.leden(sessie, vakken) - set(personen)
        _verhuis(sessie, dienst, sorted(blijvers))
    return vakken


def herstel_vakken(dienst: Dienst) -> Mapping[str, int]:
    """Moves who stands under a key that is gone: an older file was put back. Repeatable.

    Until then nobody finds them, and a message about one would make a second of him.
    """
    with dienst.lezend() as sessie:
        vakken = opslag.alle_vakken(sessie)
    dood = dienst.kluis.vernietigde(vakken)
    if not dood:
        return {}
    aantal = 0
    for vak in sorted(dood):
        with dienst.transactie() as sessie:
            opslag.sluit_vak(sessie, vak, dienst.klok())
            leden = sorted(opslag.leden(sessie, [vak]))
            _verhuis(sessie, dienst, leden)
            aantal += len(leden)
            opslag.ruim_lege(sessie)
    return {"uitVerlorenZoekvak": aantal}


def ververs_vakken(dienst: Dienst, meld: Callable[[int, int], object]) -> int:
    """Every vak under a new key, and the old keys destroyed; how many. Repeatable, while running.

    ``meld`` hears after each how many of how many are done.
    """
    with dienst.lezend() as sessie:
        vakken = sorted(opslag.alle_vakken(sessie))
    for klaar, vak in enumerate(vakken, 1):
        with dienst.transactie() as sessie:
            opslag.sluit_vak(sessie, vak, dienst.klok())
            _verhuis(sessie, dienst, sorted(opslag.leden(sessie, [vak])))
        meld(klaar, len(vakken))
    dienst.kluis.vernietig_alle(vakken)
    with dienst.transactie() as sessie:
        opslag.ruim_lege(sessie)
    return len(vakken)


def verhuis_oude_indexen(dienst: Dienst) -> Mapping[str, int]:
    """Puts everybody of before there were vakken in one; then the one old key goes. Repeatable."""
    aantal, na = 0, ""
    while True:
        with dienst.transactie() as sessie:
            portie = opslag.zonder_vak(sessie, na, LEDEN)
            _verhuis(sessie, dienst, portie)
        aantal += len(portie)
        if len(portie) < LEDEN:
            break
        na = portie[-1]
    oud = dienst.kluis.oude_indexsleutel()
    if oud is not None:
        dienst.kluis.vernietig_alle([oud])
    return {"naarZoekvak": aantal} if aantal else {}


def _verhuis(sessie: Session, dienst: Dienst, personen: Sequence[str]) -> None:
    vakken = Zoekvakken(sessie, dienst.kluis, dienst.klok)
    vraag = (
        select(PersoonRij)
        .where(PersoonRij.id.in_(personen), PersoonRij.sleutel_id.is_not(None))
        .order_by(PersoonRij.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rijen = [(rij, str(rij.sleutel_id), rij.zegel or b"") for rij in sessie.scalars(vraag)]
    geopend = dienst.kluis.open_alle(
        [Zegelstuk(sleutel, zegel, persoonplaats(r.id).encode()) for r, sleutel, zegel in rijen]
    )
    for (rij, sleutel, _), plat in zip(rijen, geopend, strict=True):
        if plat is None:
            # His key is gone already: he goes with this vak, and is tidied by who destroyed him.
            continue
        index = vakken.verplaats(rij.id)
        rij.zoekindex = zoekindex(index, json.loads(plat))
        eigen = select(ExterneSleutelRij).where(ExterneSleutelRij.persoon_id == rij.id)
        for externe in sessie.scalars(eigen):
            plaats = sleutelplaats(externe.id).encode()
            waarden = json.loads(dienst.kluis.open(sleutel, externe.zegel, plaats))
            externe.zoekindex = index.externe_sleutel(waarden["systeem"], waarden["sleutel"])
    sessie.flush()

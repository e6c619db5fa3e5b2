"""Moving persons to another vak: their index there is worked out anew from what is sealed.

Done before the key of a vak is destroyed, in a transaction of its own: at every moment each living
person stands under a key that is there. Who is to be destroyed stays where he is until his key goes
with that of the vak, so that a destruction that does not come through leaves him findable too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.bestand.personen.register import persoonplaats, zoekindex
from shared.bestand.personen.sleutelregister import sleutelplaats
from shared.bestand.personen.sleuteltabellen import ExterneSleutelRij
from shared.bestand.tabellen import PersoonRij
from shared.bestand.zoekvakken import opslag
from shared.bestand.zoekvakken.vakken import LEDEN, Zoekvakken
from shared.kluis.blindeindex import BlindeIndex
from shared.kluis.zegel import Zegelstuk
from shared.opslag.vast import porties
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
    for portie in porties(personen):
        geopend = _open_personen(sessie, dienst, portie)
        for erin, index in vakken.verplaats(sorted(geopend)):
            sessie.execute(
                update(PersoonRij),
                [{"id": een, "zoekindex": zoekindex(index, geopend[een])} for een in erin],
            )
            _herindexeer_sleutels(sessie, dienst, erin, index)


def _open_personen(
    sessie: Session, dienst: Dienst, personen: Collection[str]
) -> dict[str, Mapping[str, Any]]:
    """What is sealed of each, with their rows held. Without who has no key any more.

    Whoever lost it goes with this vak, and is tidied by who destroyed him.
    """
    vraag = (
        select(PersoonRij.id, PersoonRij.sleutel_id, PersoonRij.zegel)
        .where(PersoonRij.id.in_(personen), PersoonRij.sleutel_id.is_not(None))
        .order_by(PersoonRij.id)
        .with_for_update()
    )
    rijen = [(kenmerk, str(s), zegel or b"") for kenmerk, s, zegel in sessie.execute(vraag)]
    geopend = dienst.kluis.open_alle(
        [Zegelstuk(s, zegel, persoonplaats(kenmerk).encode()) for kenmerk, s, zegel in rijen]
    )
    return {
        rij[0]: json.loads(plat)
        for rij, plat in zip(rijen, geopend, strict=True)
        if plat is not None
    }


def _herindexeer_sleutels(
    sessie: Session, dienst: Dienst, personen: Sequence[str], index: BlindeIndex
) -> None:
    """The external keys of these persons, in the vak they are in now."""
    rij = ExterneSleutelRij
    vraag = (
        select(rij.id, rij.zegel, PersoonRij.sleutel_id)
        .join(PersoonRij, PersoonRij.id == rij.persoon_id)
        .where(rij.persoon_id.in_(personen))
    )
    rijen = [(kenmerk, zegel, str(s)) for kenmerk, zegel, s in sessie.execute(vraag)]
    geopend = dienst.kluis.open_alle(
        [Zegelstuk(s, zegel, sleutelplaats(kenmerk).encode()) for kenmerk, zegel, s in rijen]
    )
    nieuw = []
    for (kenmerk, _, _), plat in zip(rijen, geopend, strict=True):
        if plat is not None:
            waarden = json.loads(plat)
            waarde = index.externe_sleutel(waarden["systeem"], waarden["sleutel"])
            nieuw.append({"id": kenmerk, "zoekindex": waarde})
    if nieuw:
        sessie.execute(update(rij), nieuw)

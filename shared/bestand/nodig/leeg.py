"""Of whom there is nothing here but his name, and since when: nothing recorded, nothing received,
no place in a group, on no list, in no work under way (AVG 5(1)(e), Wpg 4(2)).

The day counts from when he was last entered or corrected, and from when the last work or place he
had ended: who was only just entered, before anything is recorded about him, has the term of the row
for that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from datetime import datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.dossier.bewaring import regime_van
from shared.bestand.nodig.oordeel import Gaat, eigen_tabellen, nog_nodig
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.oudleden.tabellen import OudlidRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij, VertegenwoordigerRij
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import vastgehouden

PERSOON: Final = "persoon"
_ZONDER_IETS: Final = "zonderIets"


@scherm_opzij()
def lege_dingen(sessie: Session, dienst: Dienst, persoon: str | None = None) -> Iterator[Ding]:
    """Everybody of whom nothing else is left, with what holds him; or only this one, if so."""
    wie = None if persoon is None else _met_nakomelingen(sessie, persoon)
    dagen = _namen(sessie, dienst, wie)
    nodig = nog_nodig(sessie, dienst, dagen.keys(), Gaat(kaal=True))
    dagen = {een: op for een, op in dagen.items() if een not in nodig}
    vast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen)
    for mensen in porties(sorted(dagen)):
        for een, op in _geweest(sessie, dienst, mensen):
            dagen[een] = max(dagen[een], op)
    _zolang_het_kind(sessie, dagen, vast.personen)
    regime = regime_van(dienst)
    for een, op in sorted(dagen.items()):
        if persoon in (None, een):
            begin = {_ZONDER_IETS: datum_nl(op), **vast.sinds(een)}
            yield Ding(een, PERSOON, begin, regime=regime, persoon=een)


def _namen(
    sessie: Session, dienst: Dienst, personen: Collection[str] | None
) -> dict[str, datetime]:
    """The living of whom there is no record and no place; when each was last entered."""
    rij, lid = PersoonRij, GroepslidRij
    kolommen = [
        *(tabel.c.persoon_id for tabel in eigen_tabellen(dienst)),
        OntvangenGegevenRij.persoon_id,
    ]
    vraag = select(rij.id, rij.gewijzigd_op).where(
        rij.sleutel_id.is_not(None),
        ~exists().where(lid.persoon_id == rij.id, lid.beeindigd_op.is_(None)),
        *(~exists().where(kolom == rij.id) for kolom in kolommen),
    )
    if personen is not None:
        vraag = vraag.where(rij.id.in_(personen))
    return {wie: op for wie, op in sessie.execute(vraag)}


def _geweest(
    sessie: Session, dienst: Dienst, personen: Collection[str]
) -> Iterator[tuple[str, datetime]]:
    """Of these what there was, with when it ended or was made."""
    lid, rij = GroepslidRij, VertegenwoordigerRij
    for kolom, moment in (
        (lid.persoon_id, lid.beeindigd_op),
        (OudlidRij.persoon_id, OudlidRij.sinds),
        (rij.ouder_id, rij.aangemaakt_op),
        (rij.kind_id, rij.aangemaakt_op),
    ):
        for wie, op in sessie.execute(select(kolom, moment).where(kolom.in_(personen))):
            if op is not None:
                yield wie, op
    for werk in dienst.bijdragen.werkhouders:
        for wie, op in werk(sessie, personen):
            if op is not None:
                yield wie, op


def _zolang_het_kind(sessie: Session, dagen: dict[str, datetime], vast: Set[str]) -> None:
    """A parent stays as long as a child of his does, whatever there is of himself."""
    rij = VertegenwoordigerRij
    paren = [
        (ouder, kind)
        for mensen in porties(sorted(dagen))
        for ouder, kind in sessie.execute(
            select(rij.ouder_id, rij.kind_id).where(rij.ouder_id.in_(mensen))
        )
    ]
    klaar = False
    while not klaar:
        klaar = True
        for ouder, kind in paren:
            if ouder not in dagen:
                continue
            if kind not in dagen or kind in vast:
                del dagen[ouder]
                klaar = False
            elif dagen[kind] > dagen[ouder]:
                dagen[ouder] = dagen[kind]
                klaar = False


def _met_nakomelingen(sessie: Session, persoon: str) -> set[str]:
    rij, allen, nieuw = VertegenwoordigerRij, {persoon}, {persoon}
    while nieuw:
        gevonden = sessie.scalars(select(rij.kind_id).where(rij.ouder_id.in_(nieuw)))
        nieuw = set(gevonden) - allen
        allen |= nieuw
    return allen

"""What retention shows to who oversees: what goes when and went, what is overdue, what is held."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.convenant.bewaren.regels import Bewaarregels, bewaarregels
from shared.convenant.termijnen import begin_nl, datum_nl
from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, uit
from shared.zaak.bewaarstaat.tabellen import BewaarstandRij
from shared.zaak.bewaren.geteld import PERSONEN
from shared.zaak.bewaren.tabellen import VernietigdtalRij

_GAAT, _VAST, _WEG = "termijn-gaat", "termijn-vast", "termijn-gedaan"
_SOORTEN = uit(_GAAT, _VAST, _WEG)
_PAD = "/bewaarlijst"


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    if not blik.taak.alles:
        # A number over groups outside the task still says who is there.
        return
    bewaard = bewaarregels(blik.regels)
    for rij in blik.sessie.scalars(select(BewaarstandRij)):
        pad = f"{_PAD}?maand={max(rij.dag, blik.vandaag).isoformat()[:7]}&wat={rij.wat}"
        # Nobody knows when what is held goes.
        yield _SOORTEN[_VAST if rij.vast else _GAAT].regel(
            f"{rij.dag.isoformat()}:{rij.wat}", sinds=begin_nl(rij.dag), pad=pad,
            uiterlijk=None if rij.vast else rij.dag, aantal=rij.aantal,
            wat=bewaard.soorten[rij.wat],
        )  # fmt: skip
    yield from _gedaan(blik, bewaard)


def _gedaan(blik: Toezichtblik, bewaard: Bewaarregels) -> Iterator[Toezichtregel]:
    vraag = select(VernietigdtalRij).where(VernietigdtalRij.dag >= datum_nl(blik.sinds))
    for rij in blik.sessie.scalars(vraag):
        regel = bewaard.regels.get(rij.regel)
        waarom = "wie niets meer heeft" if rij.regel == PERSONEN else rij.regel
        yield _SOORTEN[_WEG].regel(
            f"{rij.dag.isoformat()}:{rij.regel}", sinds=begin_nl(rij.dag),
            gedaan_op=begin_nl(rij.dag), pad="/vernietigingsverklaringen", aantal=rij.aantal,
            waarom=waarom if regel is None else regel.titel,
        )  # fmt: skip


BEWAARTOEZICHT = Toezichtbron(_SOORTEN, _regels)

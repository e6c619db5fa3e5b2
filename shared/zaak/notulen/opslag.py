"""Queries on the reports of meetings: they are stukken, and nothing is kept beside those.

Works on the session it is given; no commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.taak import Taak
from shared.partij.zegel import Kluispoort
from shared.verzenden.stukken.begrippen import Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitbak.stukinhoud import open_inhoud
from shared.verzenden.uitbak.zegel import Uitbakzegel
from shared.zaak.notulen.begrippen import Notulen, Reactie, tekenkenmerk_van, verslagstukken

_TELT = (Stukstand.GELDT, Stukstand.ONDERWEG)
"""Of an own one also while it is under way: it was said, and nobody takes its place."""


def van_groepen(sessie: Session, regels: Convenantregels, taak: Taak) -> Sequence[GroepsstukRij]:
    """The latest version of every report about a group of the task."""
    return _rijen(sessie, verslagstukken(regels).verslag, taak.rijen(GroepsstukRij.groep))


def versies(
    sessie: Session, regels: Convenantregels, verslag: str, van: str
) -> Sequence[GroepsstukRij]:
    """Every version that counted, the first one first."""
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.soort == verslagstukken(regels).verslag,
        GroepsstukRij.onderwerp == verslag,
        GroepsstukRij.van == van,
        GroepsstukRij.stand.in_((*_TELT, Stukstand.VERVANGEN)),
    )
    return sessie.scalars(vraag.order_by(GroepsstukRij.versie)).all()


def verloop(
    sessie: Session, regels: Convenantregels, verslag: str
) -> Iterator[tuple[GroepsstukRij, bool]]:
    """Everything that was given of a report, each with whether it is what a party said of it."""
    codes = verslagstukken(regels)
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.soort.in_((codes.verslag, codes.reactie)),
        GroepsstukRij.onderwerp == verslag,
        GroepsstukRij.stand.in_((*_TELT, Stukstand.VERVANGEN)),
    )
    for rij in sessie.scalars(vraag.order_by(GroepsstukRij.op, GroepsstukRij.id)):
        yield rij, rij.soort == codes.reactie


def apart_gehouden(sessie: Session, regels: Convenantregels, verslag: str) -> bool:
    """Whether a version waits here until somebody decided about its texts."""
    vraag = select(GroepsstukRij.id).where(
        GroepsstukRij.soort == verslagstukken(regels).verslag,
        GroepsstukRij.onderwerp == verslag,
        GroepsstukRij.stand == Stukstand.APART,
    )
    return sessie.scalars(vraag.limit(1)).first() is not None


def lees(
    sessie: Session, kluis: Kluispoort, regels: Convenantregels, rij: GroepsstukRij
) -> Notulen | None:
    """A version with what every party said of it; None when its content is no longer here."""
    stuk = open_inhoud(sessie, kluis, Uitbakzegel(kluis), rij)
    if stuk is None or rij.groep is None:
        return None
    return Notulen(
        van=rij.van,
        groep=rij.groep,
        versie=rij.versie,
        gegevens=stuk.gegevens,
        tekenkenmerk=tekenkenmerk_van(stuk),
        reacties=dict(_reacties(sessie, kluis, regels, rij.onderwerp)),
    )


def _reacties(
    sessie: Session, kluis: Kluispoort, regels: Convenantregels, verslag: str
) -> Iterator[tuple[str, Reactie]]:
    soort = verslagstukken(regels).reactie
    for rij in _rijen(sessie, soort, GroepsstukRij.onderwerp == verslag):
        stuk = open_inhoud(sessie, kluis, Uitbakzegel(kluis), rij)
        if stuk is not None:
            yield rij.van, Reactie.van(stuk.gegevens)


def _rijen(sessie: Session, soort: str, welke: ColumnElement[bool]) -> list[GroepsstukRij]:
    """Per giver and subject the latest version that counts."""
    vraag = (
        select(GroepsstukRij)
        .where(GroepsstukRij.soort == soort, GroepsstukRij.stand.in_(_TELT), welke)
        .order_by(GroepsstukRij.versie, GroepsstukRij.id)
    )
    return list({(rij.van, rij.onderwerp): rij for rij in sessie.scalars(vraag)}.values())

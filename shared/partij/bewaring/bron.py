"""The port through which a subject hands over what it keeps and the rows on keeping say the end of.

Each subject declares its own (``Onderwerp.bewaringen``): what there is and from when its terms
count, and how it goes. Whether and when is said by the rows, in one place for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, CursorResult, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bewaren.oordeel import Ding
from shared.opslag.basis import Basis
from shared.opslag.vast import porties
from shared.partij.poorten.meegaand import Vastgehouden

LEZING, AUTORISATIE = "lezing", "autorisatie"
"""What the rows on keeping call things that several subjects keep a part of."""

Houder = InstrumentedAttribute[Any]
"""A column that names a message its row still needs: what it names stays as long as it does."""


@dataclass(frozen=True)
class Bewaarblik:
    """What a source looks at. ``voor``: only what began on this day or before; ``None``: all.

    ``einden``: the groups that ended, each with the day of that; ``vast``: what is not destroyed
    now; ``houders``: where other subjects name the messages they need; ``vastleggers``: the kinds
    of stuk that this party puts on a record of its own.
    """

    sessie: Session
    regels: Convenantregels = field(repr=False)
    partij: str
    voor: date | None
    einden: Mapping[str, date]
    vast: Vastgehouden = field(repr=False)
    houders: Sequence[Houder] = ()
    vastleggers: Collection[str] = ()

    def gehouden(self, berichten: Iterable[str]) -> set[str]:
        """Of these messages, those that a row elsewhere still needs."""
        nodig: set[str] = set()
        for portie in porties(sorted(set(berichten))):
            for kolom in self.houders:
                nodig |= set(self.sessie.scalars(select(kolom).where(kolom.in_(portie))))
        return nodig


def wis(sessie: Session, kolom: InstrumentedAttribute[Any], ids: Sequence[str]) -> int:
    """Deletes the rows that have one of these in this column; how many."""
    opdracht = delete(kolom.class_).where(kolom.in_(ids))
    uitkomst = sessie.execute(opdracht.execution_options(synchronize_session=False))
    return int(cast("CursorResult[Any]", uitkomst).rowcount)


def geen_sleutels(_: Session, __: Sequence[str]) -> Collection[str]:
    """Of what is sealed under no key of its own."""
    return ()


@dataclass(frozen=True)
class Bewaring:
    """``wat``: what the rows call it; ``rijen``: the tables it reaches.

    ``sleutels``: keys that are of these things alone. ``neem_weg``: these things, no more at once
    than one question holds, after their keys were destroyed; repeatable; how many were there.
    """

    wat: str
    rijen: tuple[type[Basis], ...]
    dingen: Callable[[Bewaarblik], Iterable[Ding]]
    neem_weg: Callable[[Session, Sequence[str]], int]
    sleutels: Callable[[Session, Sequence[str]], Collection[str]] = geen_sleutels


@dataclass(frozen=True)
class Groepsdeel:
    """What a subject keeps of a group as a whole and of nobody in it: a part of its dossier, which
    goes at once.

    ``groepen``: of which groups it has any; ``open``: of which something still has to be done.
    ``sleutels``: keys that are of this alone. ``neem_weg``: all of one group, after those keys were
    destroyed; repeatable; how many rows of its first table.
    """

    rijen: tuple[type[Basis], ...]
    groepen: Callable[[Session], Collection[str]]
    neem_weg: Callable[[Session, str], int]
    sleutels: Callable[[Session, str], Collection[str]] = lambda _sessie, _groep: ()
    open: Callable[[Session], Collection[str]] = lambda _sessie: ()


def groepsdeel(
    rij: type[Basis],
    *kinderen: Houder,
    nog_te_doen: ColumnElement[bool] | None = None,
) -> Groepsdeel:
    """A table with a ``groep``, and the columns by which others hang on a row of it."""
    k = rij.__table__.c

    def groepen(sessie: Session) -> Collection[str]:
        return set(sessie.scalars(select(k.groep).distinct()))

    def neem_weg(sessie: Session, groep: str) -> int:
        for kolom in kinderen:
            van_groep = kolom.in_(select(k.id).where(k.groep == groep))
            sessie.execute(delete(kolom.class_).where(van_groep))
        uitkomst = sessie.execute(delete(rij).where(k.groep == groep))
        return int(cast("CursorResult[Any]", uitkomst).rowcount)

    klassen = dict.fromkeys(cast("type[Basis]", kolom.class_) for kolom in kinderen)
    rijen = (rij, *klassen)
    if nog_te_doen is None:
        return Groepsdeel(rijen, groepen, neem_weg)
    open_ = select(k.groep).where(nog_te_doen).distinct()
    return Groepsdeel(rijen, groepen, neem_weg, open=lambda sessie: set(sessie.scalars(open_)))


Groepsmeldingen: TypeAlias = Callable[[Session, Mapping[str, date]], Mapping[str, date]]
"""Of groups that ended (each with the day of that) the day of the last own report about it that was
of, and known on, that day or before."""


@dataclass(frozen=True)
class Vooruitzicht:
    """What a subject takes away in its own part of the periodic work, to be seen beforehand.

    ``dingen``: the same things it asks the rows about then, so that both come to the same day.
    """

    wat: str
    dingen: Callable[[Bewaarblik], Iterable[Ding]]

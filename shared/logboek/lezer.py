"""Reading the log: leaves, proofs, checkpoints, tiles.

Every method is one short reading transaction of its own; nothing is kept in memory that grows
with the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Row, select

from shared.logboek import merkle, opslag
from shared.logboek.bladen import BewezenBlad
from shared.logboek.fouten import BladOpgeschoond, LogBeschadigd, MerkleFout
from shared.logboek.opslag import LOG_BLAD, Logstand
from shared.logboek.tegels import (
    TEGEL_BREEDTE,
    Tegelhashes,
    Tegelpad,
    bladtegel,
    tegelbreedte,
)
from shared.opslag.engine import lezend


@dataclass(frozen=True, slots=True)
class Bladrij:
    """A stored leaf. `inhoud` is None when its body was pruned."""

    nummer: int
    soort: str
    tijdstip: datetime
    inhoud: bytes | None
    sleutel: str | None


class Loglezer:
    """Reads the log in `engine`'s database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = lezend(engine)

    def stand(self) -> Logstand:
        """The last durable state; `LogBeschadigd` when the log was never opened."""
        with self._engine.connect() as verbinding:
            return _stand(verbinding)

    def blad(self, nummer: int) -> bytes:
        """Bytes of one leaf. Faults: `MerkleFout` (no such leaf), `BladOpgeschoond`,
        `LogBeschadigd` (it is not what the tree has of it)."""
        with self._engine.connect() as verbinding:
            inhoud = _inhoud(verbinding, nummer)
            eis_ongewijzigd(_hashes(verbinding), nummer, inhoud)
            return inhoud

    def bladen(self, van: int, tot: int) -> list[Bladrij]:
        """Leaves with numbers from `van` up to but not including `tot`."""
        with self._engine.connect() as verbinding:
            vraag = _RIJEN.where(LOG_BLAD.c.nummer >= van, LOG_BLAD.c.nummer < tot)
            return [_rij(r) for r in verbinding.execute(vraag.order_by(LOG_BLAD.c.nummer))]

    def zoek(
        self,
        *,
        soort: str | None = None,
        sleutel: str | None = None,
        van: datetime | None = None,
        tot: datetime | None = None,
        na: int = -1,
        limiet: int = 100,
    ) -> list[Bladrij]:
        """A page of leaves in order of number, after leaf `na`.

        `van` and `tot` bound the leaf's tijdstip: from, and up to but not including.
        """
        vraag = _RIJEN.where(LOG_BLAD.c.nummer > na).order_by(LOG_BLAD.c.nummer).limit(limiet)
        if soort is not None:
            vraag = vraag.where(LOG_BLAD.c.soort == soort)
        if sleutel is not None:
            vraag = vraag.where(LOG_BLAD.c.sleutel == sleutel)
        if van is not None:
            vraag = vraag.where(LOG_BLAD.c.tijdstip >= van)
        if tot is not None:
            vraag = vraag.where(LOG_BLAD.c.tijdstip < tot)
        with self._engine.connect() as verbinding:
            return [_rij(r) for r in verbinding.execute(vraag)]

    def nummers_van(self, sleutel: str) -> list[int]:
        """Numbers of the leaves stored under this key, oldest first."""
        with self._engine.connect() as verbinding:
            return opslag.nummers_van(verbinding, sleutel)

    def inclusiebewijs(self, nummer: int, grootte: int | None = None) -> list[bytes]:
        """Proof that leaf `nummer` is in the tree of `grootte` leaves (default: the last)."""
        with self._engine.connect() as verbinding:
            doel = _grootte(verbinding, grootte)
            return merkle.inclusiebewijs(nummer, doel, _hashes(verbinding))

    def consistentiebewijs(self, van: int, naar: int | None = None) -> list[bytes]:
        """Proof that the tree of `van` leaves is the beginning of the one of `naar` leaves."""
        with self._engine.connect() as verbinding:
            doel = _grootte(verbinding, naar)
            return merkle.consistentiebewijs(van, doel, _hashes(verbinding))

    def wortel(self, grootte: int) -> bytes:
        """Root of the tree of the first `grootte` leaves."""
        with self._engine.connect() as verbinding:
            return merkle.wortel(_grootte(verbinding, grootte), _hashes(verbinding))

    def deelbomen(self, van: int, tot: int) -> list[bytes]:
        """Hashes of the fewest complete subtrees that are leaves `van` to before `tot`."""
        with self._engine.connect() as verbinding:
            hashes = _hashes(verbinding)
            return [hashes(*plek) for plek in merkle.deelbomen(van, _grootte(verbinding, tot))]

    def tegel(self, pad: Tegelpad) -> bytes:
        """Contents of a tile as C2SP tlog-tiles serves it; `MerkleFout` when there is no such.

        A pruned leaf in an entry tile has length 0, which no leaf has; a tile with nothing else is
        no longer available (`BladOpgeschoond`). `LogBeschadigd` when a leaf is not the tree's.
        """
        with self._engine.connect() as verbinding:
            bestaat = tegelbreedte(pad.niveau or 0, pad.nummer, _stand(verbinding).grootte)
            if pad.breedte > bestaat:
                raise MerkleFout("Deze tegel heeft het log niet.")
            if pad.niveau is None:
                return _bladtegel(verbinding, pad)
            tegel = opslag.lees_tegel(verbinding, pad.niveau, pad.nummer)
            return tegel[: pad.breedte * merkle.HASH_BYTES]

    def bewezen_bladen(
        self,
        nummers: Sequence[int],
        grootte: int | None = None,
        opgeschoond: list[int] | None = None,
    ) -> Iterator[BewezenBlad]:
        """Leaves with their proofs, in the order asked; ascending numbers read fewest tiles.

        A leaf whose body was pruned is left out and its number added to `opgeschoond`; without
        that list it raises `BladOpgeschoond`.
        """
        with self._engine.connect() as verbinding:
            doel, hashes = _grootte(verbinding, grootte), _hashes(verbinding)
            for nummer in nummers:
                try:
                    inhoud = _inhoud(verbinding, nummer)
                except BladOpgeschoond:
                    if opgeschoond is None:
                        raise
                    opgeschoond.append(nummer)
                    continue
                eis_ongewijzigd(hashes, nummer, inhoud)
                bewijs = merkle.inclusiebewijs(nummer, doel, hashes)
                yield BewezenBlad(nummer, inhoud, tuple(bewijs))


def eis_ongewijzigd(hashes: merkle.Hashlezer, nummer: int, inhoud: bytes) -> None:
    """`LogBeschadigd` when these bytes are not those that were hashed into the tree."""
    if merkle.bladhash(inhoud) != hashes(0, nummer):
        raise LogBeschadigd(f"Blad {nummer} is niet meer wat het was toen het werd geschreven.")


_RIJEN = select(
    LOG_BLAD.c.nummer, LOG_BLAD.c.soort, LOG_BLAD.c.tijdstip, LOG_BLAD.c.inhoud, LOG_BLAD.c.sleutel
)


def _rij(rij: Row[int, str, datetime, bytes | None, str | None]) -> Bladrij:
    inhoud = None if rij.inhoud is None else bytes(rij.inhoud)
    return Bladrij(rij.nummer, rij.soort, rij.tijdstip, inhoud, rij.sleutel)


def _stand(verbinding: Connection) -> Logstand:
    stand = opslag.lees_stand(verbinding)
    if stand is None:
        raise LogBeschadigd("Het log is nog niet geopend: er is geen stand.")
    return stand


def _grootte(verbinding: Connection, gevraagd: int | None) -> int:
    grootte = _stand(verbinding).grootte
    if gevraagd is None:
        return grootte
    if not 0 <= gevraagd <= grootte:
        raise MerkleFout(f"Het log heeft nog geen {gevraagd} bladen.")
    return gevraagd


def _hashes(verbinding: Connection) -> Tegelhashes:
    return Tegelhashes(lambda niveau, nummer: opslag.lees_tegel(verbinding, niveau, nummer))


def _inhoud(verbinding: Connection, nummer: int) -> bytes:
    rij = verbinding.execute(
        select(LOG_BLAD.c.inhoud).where(LOG_BLAD.c.nummer == nummer)
    ).one_or_none()
    if rij is None:
        raise MerkleFout(f"Blad {nummer} bestaat niet.")
    if rij.inhoud is None:
        raise BladOpgeschoond(f"De inhoud van blad {nummer} is na de bewaartermijn verwijderd.")
    return bytes(rij.inhoud)


def _bladtegel(verbinding: Connection, pad: Tegelpad) -> bytes:
    begin = pad.nummer * TEGEL_BREEDTE
    vraag = select(LOG_BLAD.c.inhoud).where(
        LOG_BLAD.c.nummer >= begin, LOG_BLAD.c.nummer < begin + pad.breedte
    )
    bladen = verbinding.scalars(vraag.order_by(LOG_BLAD.c.nummer)).all()
    if all(blad is None for blad in bladen):
        raise BladOpgeschoond("Van deze tegel zijn alle bladen na de bewaartermijn verwijderd.")
    hashes = _hashes(verbinding)
    for nummer, blad in enumerate(bladen, begin):
        if blad is not None:
            eis_ongewijzigd(hashes, nummer, bytes(blad))
    return bladtegel(b"" if blad is None else bytes(blad) for blad in bladen)

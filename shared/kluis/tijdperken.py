"""The epoch: the layer that can be destroyed so that no older copy of the kluis opens.

person key, wrapped under the epoch key; epoch key, wrapped by the key source under a secret of
that epoch. A rotation goes in this order, all of it under one lock:

1. the source makes the secret of the new epoch (durable);
2. one transaction: new epoch row, every key rewrapped, old epoch row deleted, commit;
3. the source loses the secret of the old epoch.

Killed before the commit of 2, the old epoch is whole; after it, the new one is. What is left over
in the source is lost by `ruim_op`, at the next rotation or start. `ruim_op` is safe because it
runs under the same lock and only when the source holds the epoch that this kluis is in.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, text, update

from shared.kluis.fouten import KluisNietBeschikbaar, TijdperkOnbekend
from shared.kluis.sleutelbron import Sleutelbron
from shared.kluis.tabellen import Sleutel, Tijdperk
from shared.kluis.zegel import nieuwe_sleutel, ontzegel, samen, verzegel
from shared.tijd.klok import Klok

_SLOT = 0x4B4C_5549_5300_0001  # advisory lock number on PostgreSQL
_PORTIE = 500
_HOORT_NIET_BIJ_ELKAAR = (
    "kluis en sleutelbron horen niet bij elkaar. Is de kluis een kopie van voor de laatste "
    "vernietiging, dan is zij met opzet onleesbaar: zet de nieuwste kopie terug"
)


@dataclass(frozen=True)
class Stand:
    """The epoch row as read. `gewikkeld` is None while the first epoch is being made."""

    id: str
    volgnummer: int
    gewikkeld: bytes | None


class Tijdperken:
    """Keeps the epoch of one kluis. Safe to use from threads."""

    def __init__(self, engine: Engine, bron: Sleutelbron, klok: Klok) -> None:
        self._engine = engine
        self._bron = bron
        self._klok = klok
        self._slot = threading.Lock()
        self._onthouden: tuple[int, str, bytes] | None = None

    @contextmanager
    def alleen(self) -> Iterator[Connection]:
        """A transaction in which nobody else touches the epoch or adds a key."""
        with self._engine.begin() as verbinding:
            if verbinding.dialect.name == "postgresql":
                verbinding.execute(text(f"SELECT pg_advisory_xact_lock({_SLOT})"))
            yield verbinding

    @contextmanager
    def samen_met_anderen(self) -> Iterator[Connection]:
        """A transaction in which keys may be added: the epoch stays put until it ends."""
        with self._engine.begin() as verbinding:
            if verbinding.dialect.name == "postgresql":
                verbinding.execute(text(f"SELECT pg_advisory_xact_lock_shared({_SLOT})"))
            yield verbinding

    def stand(self, verbinding: Connection) -> Stand | None:
        """The current epoch, or None in a kluis that was never used."""
        rij = verbinding.execute(
            select(Tijdperk.id, Tijdperk.volgnummer, Tijdperk.gewikkeld)
            .order_by(Tijdperk.volgnummer.desc())
            .limit(1)
        ).one_or_none()
        return None if rij is None else Stand(rij.id, rij.volgnummer, rij.gewikkeld)

    def sleutel(self, stand: Stand) -> bytes:
        """The epoch key. Faults: `TijdperkOnbekend` when the epoch is over."""
        with self._slot:
            if self._onthouden is not None and self._onthouden[1] == stand.id:
                return self._onthouden[2]
        if stand.gewikkeld is None:
            raise TijdperkOnbekend
        sleutel = self._bron.ontwikkel(stand.id, stand.gewikkeld)
        self._onthoud(stand, sleutel)
        return sleutel

    def richt_in(self) -> None:
        """Make the first epoch. The row comes first, so that a crash leaves no orphan secret."""
        with self.alleen() as verbinding:
            if self.stand(verbinding) is None:
                if self._bron.tijdperken():
                    raise KluisNietBeschikbaar(_HOORT_NIET_BIJ_ELKAAR)
                self._voeg_toe(verbinding, Stand(str(uuid.uuid4()), 1, None))
        with self.alleen() as verbinding:
            stand = self.stand(verbinding)
            if stand is None or stand.gewikkeld is not None:
                return
            self._bron.maak_tijdperk(stand.id)
            gewikkeld = self._bron.wikkel(stand.id, nieuwe_sleutel())
            verbinding.execute(
                update(Tijdperk).where(Tijdperk.id == stand.id).values(gewikkeld=gewikkeld)
            )

    def ruim_op(self, verbinding: Connection) -> None:
        """Lose what an interrupted rotation left in the source. Only inside `alleen`."""
        stand = self.stand(verbinding)
        in_bron = self._bron.tijdperken()
        if stand is None:
            if in_bron:
                raise KluisNietBeschikbaar(_HOORT_NIET_BIJ_ELKAAR)
            return
        if stand.gewikkeld is None:
            return
        if stand.id not in in_bron:
            raise KluisNietBeschikbaar(_HOORT_NIET_BIJ_ELKAAR)
        for tijdperk in in_bron - {stand.id}:
            self._bron.vernietig_tijdperk(tijdperk)

    def rouleer(self, verbinding: Connection) -> None:
        """Steps 1 and 2, up to the commit. Only inside `alleen`; then `ruim_op`."""
        oud = self.stand(verbinding)
        if oud is None:
            raise KluisNietBeschikbaar(_HOORT_NIET_BIJ_ELKAAR)
        oude_sleutel = self.sleutel_zeker(oud)
        nieuw_id, nieuwe = str(uuid.uuid4()), nieuwe_sleutel()
        self._bron.maak_tijdperk(nieuw_id)
        nieuw = Stand(nieuw_id, oud.volgnummer + 1, self._bron.wikkel(nieuw_id, nieuwe))
        self._voeg_toe(verbinding, nieuw)
        self._herwikkel(verbinding, (oud, oude_sleutel), (nieuw, nieuwe))
        verbinding.execute(delete(Tijdperk).where(Tijdperk.id == oud.id))

    def sleutel_zeker(self, stand: Stand) -> bytes:
        """The epoch key, in a transaction that holds the epoch: it must be there."""
        try:
            return self.sleutel(stand)
        except TijdperkOnbekend as fout:
            raise KluisNietBeschikbaar(_HOORT_NIET_BIJ_ELKAAR) from fout

    def vergeet(self) -> None:
        """Drop the epoch key from memory."""
        with self._slot:
            self._onthouden = None

    def _onthoud(self, stand: Stand, sleutel: bytes) -> None:
        with self._slot:
            # A slow reader of the old epoch must not bring its key back.
            if self._onthouden is None or self._onthouden[0] < stand.volgnummer:
                self._onthouden = (stand.volgnummer, stand.id, sleutel)

    def _voeg_toe(self, verbinding: Connection, stand: Stand) -> None:
        verbinding.execute(
            insert(Tijdperk).values(
                id=stand.id,
                volgnummer=stand.volgnummer,
                gewikkeld=stand.gewikkeld,
                gemaakt=self._klok(),
            )
        )

    def _herwikkel(
        self, verbinding: Connection, van: tuple[Stand, bytes], naar: tuple[Stand, bytes]
    ) -> None:
        (oud, oude_sleutel), (nieuw, nieuwe_sleutel) = van, naar
        opdracht = (
            update(Sleutel)
            .where(Sleutel.id == bindparam("sleutel"))
            .values(tijdperk_id=nieuw.id, gewikkeld=bindparam("wikkel"))
        )
        for portie in self._porties(verbinding, oud.id):
            waarden = []
            for sleutel_id, gewikkeld in portie:
                sleutel = ontwikkel(oude_sleutel, gewikkeld, oud.id, sleutel_id)
                nieuw_gewikkeld = wikkel(nieuwe_sleutel, sleutel, nieuw.id, sleutel_id)
                waarden.append({"sleutel": sleutel_id, "wikkel": nieuw_gewikkeld})
            verbinding.execute(opdracht, waarden)

    def _porties(self, verbinding: Connection, tijdperk: str) -> Iterator[list[tuple[str, bytes]]]:
        vanaf = str(uuid.UUID(int=0))
        while True:
            rijen = verbinding.execute(
                select(Sleutel.id, Sleutel.gewikkeld)
                .where(Sleutel.tijdperk_id == tijdperk, Sleutel.id > vanaf)
                .order_by(Sleutel.id)
                .limit(_PORTIE)
            ).all()
            if not rijen:
                return
            yield [(rij.id, rij.gewikkeld) for rij in rijen]
            vanaf = rijen[-1].id


def wikkel(tijdperksleutel: bytes, sleutel: bytes, tijdperk: str, sleutel_id: str) -> bytes:
    """Wrap a person key, bound to its epoch and its own id."""
    return verzegel(tijdperksleutel, sleutel, _wikkelcontext(tijdperk, sleutel_id))


def ontwikkel(tijdperksleutel: bytes, gewikkeld: bytes, tijdperk: str, sleutel_id: str) -> bytes:
    """Undo `wikkel`. Faults: `ZegelGebroken`."""
    return ontzegel(tijdperksleutel, gewikkeld, _wikkelcontext(tijdperk, sleutel_id))


def _wikkelcontext(tijdperk: str, sleutel_id: str) -> bytes:
    return samen(b"driehoek/kluis/wikkel/1", tijdperk.encode(), sleutel_id.encode())

"""A key per betrokkene, in a database apart, that can be destroyed for good.

What was sealed under a destroyed key opens for nobody, also not from an older copy of the file
next to an older copy of the kluis (covenant 8.2: destroyed means irrecoverable, copies and
back-ups included). How that works and what it costs: `tijdperken.py` and the decision record.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, insert, or_, select

from shared.kluis.blindeindex import BlindeIndex, blinde_index
from shared.kluis.fouten import (
    KluisNietBeschikbaar,
    SleutelOnbekend,
    SleutelVernietigd,
    TijdperkOnbekend,
    vertaald,
)
from shared.kluis.geheugen import Geheugen
from shared.kluis.sleutelbron import Sleutelbron
from shared.kluis.tabellen import Onthouden, Sleutel, Tijdperk, Vernietigd
from shared.kluis.tijdperken import Stand, Tijdperken, ontwikkel, wikkel
from shared.kluis.zegel import (
    Zegelstuk,
    Zegelwens,
    nieuwe_sleutel,
    ontzegel,
    samen,
    verzegel,
)
from shared.opslag.engine import lezend
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import VasteVerzameling
from shared.tijd.klok import Klok, nu_utc

_INDEXSLEUTEL = "blinde-index/1"
_SLOTSLEUTEL = "slotnaam/1"
_PORTIE = 500
_POGINGEN = 3
# Bij elke verzegeling nodig, dus één keer samengesteld.
_LEES_SLEUTELS = VasteVerzameling(
    lambda binnen: (
        select(
            Sleutel.id,
            Sleutel.gewikkeld,
            Tijdperk.id.label("tijdperk_id"),
            Tijdperk.volgnummer,
            Tijdperk.gewikkeld.label("tijdperk_gewikkeld"),
        )
        .join(Tijdperk, Tijdperk.id == Sleutel.tijdperk_id)
        .where(binnen(Sleutel.id))
    )
)


@dataclass(frozen=True)
class Vernietiging:
    """What one destruction did. Ids in `onbekend` are no key of this kluis: look why."""

    vernietigd: frozenset[str]
    al_vernietigd: frozenset[str]
    onbekend: frozenset[str]


class Kluis:
    """The kluis of one party. Safe to use from threads; several processes may share one.

    No person key stays in memory after a call. Every method may raise `KluisNietBeschikbaar`.
    Call `controleer` once at start.
    """

    def __init__(self, engine: Engine, sleutelbron: Sleutelbron, *, klok: Klok = nu_utc) -> None:
        self._engine = engine
        self._lezen = lezend(engine)
        self._klok = klok
        self._tijdperken = Tijdperken(engine, sleutelbron, klok)
        self.geheugen = Geheugen(engine, self)

    def controleer(self) -> None:
        """Check that kluis and key source belong together; finish an interrupted destruction."""
        with vertaald():
            self._tijdperken.richt_in()
            with self._tijdperken.alleen() as verbinding:
                self._tijdperken.ruim_op(verbinding)
                stand = self._tijdperken.stand(verbinding)
                if stand is not None:
                    self._tijdperken.sleutel_zeker(stand)

    def maak_sleutel(self) -> str:
        """Make a key for one person; gives its id, which says nothing about the person."""
        return self._maak(naam=None)

    def verzegel(self, sleutel_id: str, plat: bytes, context: bytes) -> bytes:
        """Seal bytes under the key of a person, bound to their place (`zegelcontext`).

        Faults: `SleutelVernietigd`, `SleutelOnbekend`.
        """
        return self.verzegel_alle(sleutel_id, [(plat, context)])[0]

    def verzegel_alle(self, sleutel_id: str, stukken: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
        """Seal several `(plat, context)` of one person for the price of one look-up."""
        gewenst = _als_id(sleutel_id)
        sleutel = self._sleutel(gewenst)
        return [verzegel(sleutel, plat, _plaats(gewenst, context)) for plat, context in stukken]

    def verzegel_meer(self, stukken: Sequence[Zegelwens]) -> list[bytes | None]:
        """Seal several values, each under the keys of everybody in it; None where one is destroyed.

        One look-up for all of them. Faults: `SleutelOnbekend`.
        """
        ids = {een: _als_id(een) for sleutel_ids, _, _ in stukken for een in sleutel_ids}
        sleutels = self._sleutels(frozenset(ids.values()))
        return [
            _in_lagen([(ids[een], sleutels[ids[een]]) for een in sleutel_ids], plat, context)
            for sleutel_ids, plat, context in stukken
        ]

    def open(self, sleutel_id: str, verzegeld: bytes, context: bytes) -> bytes:
        """Open what was sealed. Faults: `SleutelVernietigd`, `SleutelOnbekend`, `ZegelGebroken`."""
        gewenst = _als_id(sleutel_id)
        return ontzegel(self._sleutel(gewenst), verzegeld, _plaats(gewenst, context))

    def open_alle(self, stukken: Sequence[Zegelstuk]) -> list[bytes | None]:
        """Open many values of many persons, for a list or a search; None where destroyed.

        Faults: `SleutelOnbekend`, `ZegelGebroken`.
        """
        ids = [_als_id(stuk.sleutel_id) for stuk in stukken]
        sleutels = self._sleutels(frozenset(ids))
        geopend: list[bytes | None] = []
        for gewenst, stuk in zip(ids, stukken, strict=True):
            sleutel = sleutels[gewenst]
            context = _plaats(gewenst, stuk.context)
            geopend.append(sleutel and ontzegel(sleutel, stuk.verzegeld, context))
        return geopend

    def vernietig(self, sleutel_id: str) -> None:
        """Destroy the key of one person. Again is allowed. Faults: `SleutelOnbekend`.

        Done when this returns; after `KluisNietBeschikbaar` call it again until it returns.
        """
        if self.vernietig_alle([sleutel_id]).onbekend:
            raise SleutelOnbekend(sleutel_id)

    def vernietig_alle(self, sleutel_ids: Iterable[str]) -> Vernietiging:
        """Destroy several keys at the price of one rotation (rewrapping all others once)."""
        gewenst = frozenset(_als_id(sleutel_id) for sleutel_id in sleutel_ids)
        with vertaald():
            with self._tijdperken.alleen() as verbinding:
                self._tijdperken.ruim_op(verbinding)
                uitkomst = self._verdeel(verbinding, gewenst)
                if uitkomst.vernietigd:
                    self._wis(verbinding, uitkomst.vernietigd)
                    self._tijdperken.rouleer(verbinding)
            if uitkomst.vernietigd:
                self._rond_af()
            else:
                self._tijdperken.vergeet()
                with self._tijdperken.alleen() as verbinding:
                    self._tijdperken.ruim_op(verbinding)
        return uitkomst

    def ververs(self) -> None:
        """A new epoch: epoch key and master key anew, every key rewrapped. Destroys nobody's key.

        Again is allowed; what a killed process left is tidied first.
        """
        with vertaald():
            with self._tijdperken.alleen() as verbinding:
                self._tijdperken.ruim_op(verbinding)
                if self._tijdperken.stand(verbinding) is None:
                    return
                self._tijdperken.rouleer(verbinding)
            self._rond_af()

    def _rond_af(self) -> None:
        """After the commit of a rotation: the old epoch goes, here and in the source."""
        self._tijdperken.vergeet()
        with self._tijdperken.alleen() as verbinding:
            self._tijdperken.ruim_op(verbinding)
        wis_resten(self._engine, tuple(een.__tablename__ for een in (Sleutel, Tijdperk, Onthouden)))

    def vernietigde(self, sleutel_ids: Iterable[str]) -> frozenset[str]:
        """Which of these keys this kluis destroyed: what an older file still holds of them goes."""
        gewenst = frozenset(_als_id(sleutel_id) for sleutel_id in sleutel_ids)
        with vertaald(), self._lezen.connect() as verbinding:
            return _lees_vernietigd(verbinding, gewenst)

    def index_onder(self, sleutel_id: str) -> BlindeIndex:
        """The blind index under one key. Holds the key: use it and let it go.

        Faults: `SleutelVernietigd`, `SleutelOnbekend`.
        """
        return BlindeIndex(self._sleutel(_als_id(sleutel_id)))

    def indexen(self, sleutel_ids: Iterable[str]) -> dict[str, BlindeIndex]:
        """By key, of those that are there, and of before there were several.

        For who looks for somebody without knowing under which key he is. Faults: `SleutelOnbekend`.
        """
        oud = self.oude_indexsleutel()
        ids = [_als_id(sleutel_id) for sleutel_id in sleutel_ids]
        sleutels = self._sleutels(frozenset(ids if oud is None else [*ids, oud]))
        return {een: BlindeIndex(s) for een, s in sleutels.items() if s is not None}

    def oude_indexsleutel(self) -> str | None:
        """The key of the one index there was before there were several; None once destroyed."""
        with vertaald(), self._lezen.connect() as verbinding:
            return _zoek_naam(verbinding, _INDEXSLEUTEL)

    def slotnaam(self, *delen: str) -> str:
        """A name for what only one at a time may do, that says nothing. Never store it.

        Nothing that is kept is under this key, so it need not be destroyed with anybody.
        """
        with vertaald():
            with self._lezen.connect() as verbinding:
                sleutel_id = _zoek_naam(verbinding, _SLOTSLEUTEL)
            if sleutel_id is None:
                sleutel_id = self._maak(naam=_SLOTSLEUTEL)
        return blinde_index(self._sleutel(sleutel_id), "slot", *delen)

    def _maak(self, naam: str | None) -> str:
        # A named key is made once; a key of a person may be made by many at the same time.
        slot = self._tijdperken.samen_met_anderen if naam is None else self._tijdperken.alleen
        with vertaald():
            for _ in range(_POGINGEN):
                with slot() as verbinding:
                    stand = self._tijdperken.stand(verbinding)
                    if stand is not None and stand.gewikkeld is not None:
                        bestaand = None if naam is None else _zoek_naam(verbinding, naam)
                        return bestaand or self._voeg_toe(verbinding, stand, naam)
                self._tijdperken.richt_in()
        raise KluisNietBeschikbaar("het eerste tijdperk is niet te maken")

    def _voeg_toe(self, verbinding: Connection, stand: Stand, naam: str | None) -> str:
        sleutel_id = str(uuid.uuid4())
        tijdperksleutel = self._tijdperken.sleutel_zeker(stand)
        verbinding.execute(
            insert(Sleutel).values(
                id=sleutel_id,
                naam=naam,
                tijdperk_id=stand.id,
                gewikkeld=wikkel(tijdperksleutel, nieuwe_sleutel(), stand.id, sleutel_id),
                gemaakt=self._klok(),
            )
        )
        return sleutel_id

    def _sleutel(self, sleutel_id: str) -> bytes:
        sleutel = self._sleutels(frozenset({sleutel_id}))[sleutel_id]
        if sleutel is None:
            raise SleutelVernietigd(sleutel_id)
        return sleutel

    def _sleutels(self, sleutel_ids: frozenset[str]) -> dict[str, bytes | None]:
        """The keys; None for a destroyed one. Faults: `SleutelOnbekend`."""
        for _ in range(_POGINGEN):
            try:
                with vertaald(), self._lezen.connect() as verbinding:
                    return self._lees_sleutels(verbinding, sleutel_ids)
            except TijdperkOnbekend:
                # A rotation went by between reading the row and asking the source: read again.
                continue
        raise KluisNietBeschikbaar(
            "de sleutelbron heeft geen geheim voor het tijdperk van deze kluis"
        )

    def _lees_sleutels(
        self, verbinding: Connection, sleutel_ids: frozenset[str]
    ) -> dict[str, bytes | None]:
        gevonden: dict[str, bytes | None] = {}
        for sleutel_id, gewikkeld, *tijdperk in _LEES_SLEUTELS.alle(verbinding, list(sleutel_ids)):
            stand = Stand(*tijdperk)
            tijdperksleutel = self._tijdperken.sleutel(stand)
            gevonden[sleutel_id] = ontwikkel(tijdperksleutel, gewikkeld, stand.id, sleutel_id)
        gemist = sleutel_ids - gevonden.keys()
        vernietigd = _lees_vernietigd(verbinding, gemist)
        for sleutel_id in gemist:
            if sleutel_id not in vernietigd:
                raise SleutelOnbekend(sleutel_id)
            gevonden[sleutel_id] = None
        return gevonden

    def _verdeel(self, verbinding: Connection, gewenst: frozenset[str]) -> Vernietiging:
        bestaand: set[str] = set()
        for portie in _in_porties(gewenst):
            bestaand.update(
                verbinding.scalars(
                    # A named key is of the kluis itself and is nobody's to destroy, but for that
                    # of the index of before there were several.
                    select(Sleutel.id).where(
                        Sleutel.id.in_(portie),
                        or_(Sleutel.naam.is_(None), Sleutel.naam == _INDEXSLEUTEL),
                    )
                )
            )
        al_vernietigd = _lees_vernietigd(verbinding, gewenst)
        return Vernietiging(frozenset(bestaand), al_vernietigd, gewenst - bestaand - al_vernietigd)

    def _wis(self, verbinding: Connection, sleutel_ids: frozenset[str]) -> None:
        nu = self._klok()
        for portie in _in_porties(sleutel_ids):
            verbinding.execute(delete(Sleutel).where(Sleutel.id.in_(portie)))
            verbinding.execute(delete(Onthouden).where(Onthouden.sleutel_id.in_(portie)))
            verbinding.execute(
                insert(Vernietigd),
                [{"sleutel_id": sleutel_id, "tijdstip": nu} for sleutel_id in portie],
            )


def _zoek_naam(verbinding: Connection, naam: str) -> str | None:
    return verbinding.scalar(select(Sleutel.id).where(Sleutel.naam == naam))


def _lees_vernietigd(verbinding: Connection, sleutel_ids: Iterable[str]) -> frozenset[str]:
    gevonden: set[str] = set()
    for portie in _in_porties(sleutel_ids):
        gevonden.update(
            verbinding.scalars(
                select(Vernietigd.sleutel_id).where(Vernietigd.sleutel_id.in_(portie))
            )
        )
    return frozenset(gevonden)


def _in_porties(sleutel_ids: Iterable[str]) -> Iterator[list[str]]:
    """Some databases bound the number of parameters of one statement."""
    rij = sorted(sleutel_ids)
    for begin in range(0, len(rij), _PORTIE):
        yield rij[begin : begin + _PORTIE]


def _als_id(sleutel_id: str) -> str:
    try:
        return str(uuid.UUID(sleutel_id))
    except ValueError as fout:
        raise SleutelOnbekend(sleutel_id) from fout


def _plaats(sleutel_id: str, context: bytes) -> bytes:
    return samen(b"driehoek/kluis/zegel/1", sleutel_id.encode(), context)


def _in_lagen(
    lagen: Sequence[tuple[str, bytes | None]], plat: bytes, context: bytes
) -> bytes | None:
    if not lagen:
        raise ValueError("Zonder sleutel wordt niets verzegeld.")
    for sleutel_id, sleutel in lagen:
        if sleutel is None:
            return None
        plat = verzegel(sleutel, plat, _plaats(sleutel_id, context))
    return plat

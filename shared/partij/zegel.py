"""Sealing of content: JSON in, sealed bytes out, under the key of one betrokkene.

Everything about a person is sealed under that person's own key, so that destroying the key makes
the file, its history and every older copy unreadable at once (covenant 8.2).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy.orm import Session

from shared.kluis.blindeindex import BlindeIndex
from shared.kluis.fouten import SleutelVernietigd
from shared.kluis.geheugen import Geheugen
from shared.kluis.zegel import Zegelstuk
from shared.partij.fouten import Vernietigd
from shared.tijd.klok import Klok, nu_utc

_KLUIS, _KLOK = "kluis", "klok"


class Kluispoort(Protocol):
    """What a party's file needs of the key store; ``shared.kluis.Kluis`` fits."""

    @property
    def geheugen(self) -> Geheugen:
        """What is remembered of people beside the file."""
        ...

    def maak_sleutel(self) -> str:
        """A new key; returns its id."""
        ...

    def verzegel(self, sleutel_id: str, plat: bytes, context: bytes) -> bytes:
        """Seals; ``context`` is authenticated, so a seal cannot be moved to another row."""
        ...

    def verzegel_meer(
        self, stukken: Sequence[tuple[Sequence[str], bytes, bytes]]
    ) -> list[bytes | None]:
        """Seals each under all its keys with one look-up; ``None`` where one was destroyed."""
        ...

    def open(self, sleutel_id: str, verzegeld: bytes, context: bytes) -> bytes:
        """Opens what was sealed under the same key and context."""
        ...

    def vernietig(self, sleutel_id: str) -> None:
        """Destroys the key, irrecoverably."""
        ...

    def vernietig_alle(self, sleutel_ids: Iterable[str]) -> object:
        """Destroys several keys at the price of one."""
        ...

    def vernietigde(self, sleutel_ids: Iterable[str]) -> frozenset[str]:
        """Which of these keys were destroyed."""
        ...

    def open_alle(self, stukken: Sequence[Zegelstuk]) -> list[bytes | None]:
        """Opens many values of many persons; ``None`` for whom the key was destroyed."""
        ...

    def ververs(self) -> None:
        """The layers that wrap the keys, anew; nobody's key is destroyed."""
        ...

    def index_onder(self, sleutel_id: str) -> BlindeIndex:
        """The blind index under one key: equal for equal persons, meaningless without the key."""
        ...

    def indexen(self, sleutel_ids: Iterable[str]) -> dict[str, BlindeIndex]:
        """By key, those under each of these keys, and the one of before there were several."""
        ...

    def oude_indexsleutel(self) -> str | None:
        """The key of that one, while it is there."""
        ...

    def slotnaam(self, *delen: str) -> str:
        """A name for a lock that says nothing about what is in it; never stored."""
        ...


def bind_kluis(sessie: Session, kluis: Kluispoort) -> None:
    """Gives a session its party's key store, for data sources that only receive the session."""
    sessie.info[_KLUIS] = kluis


def bind_klok(sessie: Session, klok: Klok) -> None:
    """Gives a session its service's clock, for data sources that only receive the session."""
    sessie.info[_KLOK] = klok


def klok_van(sessie: Session) -> Klok:
    """The clock bound to this session, else the real one."""
    klok: Klok = sessie.info.get(_KLOK, nu_utc)
    return klok


def kluis_van(sessie: Session) -> Kluispoort:
    """The key store bound to this session; a session without one is a fault in composition."""
    kluis: Kluispoort = sessie.info[_KLUIS]
    return kluis


def verzegel_json(
    kluis: Kluispoort, sleutel_id: str, context: str, waarde: Mapping[str, Any]
) -> bytes:
    """Seals a JSON object for the row that ``context`` names."""
    return kluis.verzegel(sleutel_id, als_json(waarde), context.encode())


def als_json(waarde: Mapping[str, Any]) -> bytes:
    """A JSON object as the bytes that are sealed."""
    return json.dumps(dict(waarde), ensure_ascii=False, separators=(",", ":")).encode()


def open_json(kluis: Kluispoort, sleutel_id: str, context: str, verzegeld: bytes) -> dict[str, Any]:
    """Opens what ``verzegel_json`` sealed; raises ``Vernietigd`` when the key is gone."""
    try:
        plat = kluis.open(sleutel_id, verzegeld, context.encode())
    except SleutelVernietigd as fout:
        raise Vernietigd("De gegevens van deze persoon zijn vernietigd.") from fout
    inhoud: dict[str, Any] = json.loads(plat)
    return inhoud


def open_json_alle(
    kluis: Kluispoort, stukken: Sequence[tuple[str, str, bytes]]
) -> list[dict[str, Any] | None]:
    """The same for many rows, each ``(sleutel_id, context, verzegeld)``, for one look-up.

    ``None`` where the key is gone.
    """
    if not stukken:
        return []
    zegels = [
        Zegelstuk(sleutel_id, verzegeld, context.encode())
        for sleutel_id, context, verzegeld in stukken
    ]
    return [None if plat is None else json.loads(plat) for plat in kluis.open_alle(zegels)]

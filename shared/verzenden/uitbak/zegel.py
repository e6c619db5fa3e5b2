"""Seals what an outbox or inbox row holds, so that destroying a person makes it unreadable.

What concerns several people at once (motivation, salt, the bytes to post) is sealed in layers, one
per person's key: destroying any of them closes it (covenant 8.2). A message about nobody gets a
key of its own; so does what is to be said, which is destroyed whole when it is not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from shared.partij.fouten import Vernietigd
from shared.partij.zegel import Kluispoort, als_json
from shared.partij.zegellagen import Geheim, Lagen
from shared.verzenden.samenstellen.samenstelling import Deel
from shared.verzenden.tabellen import Fase, UitgaandOnderdeelRij, UitgaandRij

_PLAATSEN: dict[str, str] = {Fase.BERICHT: "body", Fase.INHOUD: "levering"}


class Verzegeld(NamedTuple):
    """A new message's sealed columns. ``delen``: in the order of the kop."""

    geheim: bytes
    body: bytes | None
    delen: tuple[bytes, ...]


class Uitbakzegel:
    """The seals of an outbox row, each bound to its place."""

    def __init__(self, kluis: Kluispoort) -> None:
        self._lagen = Lagen(kluis)

    def sleutels(self, delen: Sequence[Deel], eigen: str | None = None) -> list[str]:
        """The keys of a message: of everybody in it, and one of its own where it has that."""
        van_personen = [deel.sleutel_id for deel in delen]
        return self._lagen.sleutels(van_personen if eigen is None else [*van_personen, eigen])

    def maak_sleutel(self) -> str:
        """A key for one message."""
        return self._lagen.kluis.maak_sleutel()

    def verzegel_geheim(self, sleutels: Sequence[str], bericht_id: str, geheim: Geheim) -> bytes:
        return self._lagen.verzegel(
            sleutels, geheim.als_bytes(), uitbakplaats(bericht_id, "geheim")
        )

    def open_geheim(self, rij: UitgaandRij) -> Geheim:
        if not rij.geheim:
            raise Vernietigd("Gegevens in dit bericht zijn vernietigd.")
        plat = self._lagen.open(rij.sleutels, rij.geheim, uitbakplaats(rij.bericht_id, "geheim"))
        return Geheim.uit_bytes(plat)

    def verzegel_bytes(
        self, sleutels: Sequence[str], bericht_id: str, fase: str, body: bytes
    ) -> bytes:
        """The bytes to post: the message, or the content of what was said."""
        return self._lagen.verzegel(sleutels, body, uitbakplaats(bericht_id, _PLAATSEN[fase]))

    def open_bytes(self, rij: UitgaandRij, fase: str) -> bytes | None:
        """The bytes to post, where they are kept. Raises ``Vernietigd``."""
        verzegeld = rij.levering if fase == Fase.INHOUD else rij.body
        if verzegeld is None:
            return None
        plaats = uitbakplaats(rij.bericht_id, _PLAATSEN[fase])
        return self._lagen.open(rij.sleutels, verzegeld, plaats)

    def verzegel_nieuw(
        self,
        bericht_id: str,
        sleutels: Sequence[str],
        geheim: Geheim,
        body: bytes | None,
        delen: Sequence[Deel],
        eigen: str | None,
    ) -> Verzegeld:
        """All of a message that is promised, with one look-up of keys. Raises ``Vernietigd``.

        Each part is under the key of whom it is about, and under the message's own where it has
        one.
        """
        stukken = [(sleutels, geheim.als_bytes(), uitbakplaats(bericht_id, "geheim"))]
        if body is not None:
            stukken.append((sleutels, body, uitbakplaats(bericht_id, _PLAATSEN[Fase.BERICHT])))
        for nummer, deel in enumerate(delen):
            van_deel = _deelsleutels(deel.sleutel_id, eigen)
            stukken.append(
                (van_deel, als_json(deel.gegevens), uitbakplaats(bericht_id, str(nummer)))
            )
        alle = iter(self._lagen.verzegel_meer(stukken))
        return Verzegeld(next(alle), None if body is None else next(alle), tuple(alle))

    def open_deel(self, rij: UitgaandOnderdeelRij) -> dict[str, Any]:
        """What was sent about one person. Raises ``Vernietigd``."""
        sleutels = _deelsleutels(rij.sleutel_id, rij.eigen_sleutel)
        plaats = uitbakplaats(rij.bericht_id, str(rij.volgnummer))
        gegevens: dict[str, Any] = json.loads(self._lagen.open(sleutels, rij.inhoud, plaats))
        return gegevens


def _deelsleutels(sleutel_id: str, eigen: str | None) -> list[str]:
    return [sleutel_id] if eigen is None else [sleutel_id, eigen]


def uitbakplaats(bericht_id: str, wat: str) -> str:
    """Where a part of an outgoing message is sealed for."""
    return f"uitgaand/{bericht_id}/{wat}"

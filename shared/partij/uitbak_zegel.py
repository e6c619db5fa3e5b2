"""Seals what an outbox or inbox row holds, so that destroying a person makes it unreadable.

What concerns several people at once (motivation, salt, the bytes to post) is sealed in layers, one
per person's key: destroying any of them closes it (covenant 8.2). A message about nobody gets a
key of its own.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.kluis.fouten import SleutelVernietigd
from shared.partij.fouten import Vernietigd
from shared.partij.samenstellen import Deel
from shared.partij.uitwisseling_modellen import UitgaandOnderdeelRij, UitgaandRij
from shared.partij.zegel import Kluispoort, open_json, verzegel_json


@dataclass(frozen=True)
class Geheim:
    """What may not stand in plain columns. ``verzoek`` recognises a repeated order."""

    motivering: str | None = field(repr=False)
    zout: bytes | None = field(repr=False)
    verzoek: str | None = None

    def als_bytes(self) -> bytes:
        zout = None if self.zout is None else base64.b64encode(self.zout).decode()
        return json.dumps(
            {"motivering": self.motivering, "zout": zout, "verzoek": self.verzoek}
        ).encode()

    @classmethod
    def uit_bytes(cls, data: bytes) -> Geheim:
        waarden = json.loads(data)
        zout = waarden["zout"]
        return cls(
            waarden["motivering"],
            None if zout is None else base64.b64decode(zout),
            waarden["verzoek"],
        )


class Lagen:
    """Sealing under several keys at once."""

    def __init__(self, kluis: Kluispoort) -> None:
        self.kluis = kluis

    def sleutels(self, van_personen: Iterable[str]) -> list[str]:
        """The keys a message depends on, each once; a new one when it is about nobody."""
        return list(dict.fromkeys(van_personen)) or [self.kluis.maak_sleutel()]

    def verzegel(self, sleutels: Sequence[str], plat: bytes, context: str) -> bytes:
        """One layer per key, the first innermost."""
        for sleutel in sleutels:
            plat = self.kluis.verzegel(sleutel, plat, context.encode())
        return plat

    def open(self, sleutels: Sequence[str], verzegeld: bytes, context: str) -> bytes:
        """Raises ``Vernietigd`` when any of the keys is gone."""
        try:
            for sleutel in reversed(sleutels):
                verzegeld = self.kluis.open(sleutel, verzegeld, context.encode())
        except SleutelVernietigd as fout:
            raise Vernietigd("Gegevens in dit bericht zijn vernietigd.") from fout
        return verzegeld


class Uitbakzegel:
    """The seals of an outbox row, each bound to its place."""

    def __init__(self, kluis: Kluispoort) -> None:
        self._lagen = Lagen(kluis)

    def sleutels(self, delen: Sequence[Deel]) -> list[str]:
        return self._lagen.sleutels(deel.sleutel_id for deel in delen)

    def verzegel_geheim(self, sleutels: Sequence[str], bericht_id: str, geheim: Geheim) -> bytes:
        return self._lagen.verzegel(sleutels, geheim.als_bytes(), _plaats(bericht_id, "geheim"))

    def open_geheim(self, rij: UitgaandRij) -> Geheim:
        plat = self._lagen.open(rij.sleutels, rij.geheim, _plaats(rij.bericht_id, "geheim"))
        return Geheim.uit_bytes(plat)

    def verzegel_body(self, sleutels: Sequence[str], bericht_id: str, body: bytes) -> bytes:
        return self._lagen.verzegel(sleutels, body, _plaats(bericht_id, "body"))

    def open_body(self, rij: UitgaandRij) -> bytes | None:
        if rij.body is None:
            return None
        return self._lagen.open(rij.sleutels, rij.body, _plaats(rij.bericht_id, "body"))

    def verzegel_deel(self, bericht_id: str, volgnummer: int, deel: Deel) -> bytes:
        plaats = _plaats(bericht_id, str(volgnummer))
        return verzegel_json(self._lagen.kluis, deel.sleutel_id, plaats, deel.gegevens)

    def open_deel(self, rij: UitgaandOnderdeelRij) -> dict[str, Any]:
        plaats = _plaats(rij.bericht_id, str(rij.volgnummer))
        return open_json(self._lagen.kluis, rij.sleutel_id, plaats, rij.inhoud)


def _plaats(bericht_id: str, wat: str) -> str:
    return f"uitgaand/{bericht_id}/{wat}"

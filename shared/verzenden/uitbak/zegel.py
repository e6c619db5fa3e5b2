"""Seals what an outbox or inbox row holds, so that destroying a person makes it unreadable.

What concerns several people at once (motivation, salt, the bytes to post) is sealed in layers, one
per person's key: destroying any of them closes it (covenant 8.2). A message about nobody gets a
key of its own; so does what is to be said, which is destroyed whole when it is not.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.bericht.inhoud import Stuk
from shared.kluis.fouten import SleutelVernietigd
from shared.partij.fouten import Vernietigd
from shared.partij.zegel import Kluispoort, als_json
from shared.verzenden.samenstellen.samenstelling import Deel
from shared.verzenden.uitbak.tabellen import Fase, UitgaandOnderdeelRij, UitgaandRij

_PLAATSEN: dict[str, str] = {Fase.BERICHT: "body", Fase.INHOUD: "levering"}


@dataclass(frozen=True)
class Geheim:
    """What may not stand in plain columns. ``verzoek`` recognises a repeated order."""

    motivering: str | None = field(repr=False)
    zout: bytes | None = field(repr=False)
    verzoek: str | None = None
    stuk: Stuk | None = field(default=None, repr=False)

    def als_bytes(self) -> bytes:
        zout = None if self.zout is None else base64.b64encode(self.zout).decode()
        stuk = None if self.stuk is None else self.stuk.als_dict()
        return json.dumps(
            {"motivering": self.motivering, "zout": zout, "verzoek": self.verzoek, "stuk": stuk}
        ).encode()

    @classmethod
    def uit_bytes(cls, data: bytes) -> Geheim:
        waarden = json.loads(data)
        zout, stuk = waarden["zout"], waarden.get("stuk")
        return cls(
            waarden["motivering"],
            None if zout is None else base64.b64decode(zout),
            waarden["verzoek"],
            None if stuk is None else Stuk(stuk["soort"], stuk["versie"], stuk["gegevens"]),
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

    def sleutels(self, delen: Sequence[Deel], eigen: str | None = None) -> list[str]:
        """The keys of a message: of everybody in it, and one of its own where it has that."""
        van_personen = [deel.sleutel_id for deel in delen]
        return self._lagen.sleutels(van_personen if eigen is None else [*van_personen, eigen])

    def maak_sleutel(self) -> str:
        """A key for one message."""
        return self._lagen.kluis.maak_sleutel()

    def verzegel_geheim(self, sleutels: Sequence[str], bericht_id: str, geheim: Geheim) -> bytes:
        return self._lagen.verzegel(sleutels, geheim.als_bytes(), _plaats(bericht_id, "geheim"))

    def open_geheim(self, rij: UitgaandRij) -> Geheim:
        if not rij.geheim:
            raise Vernietigd("Gegevens in dit bericht zijn vernietigd.")
        plat = self._lagen.open(rij.sleutels, rij.geheim, _plaats(rij.bericht_id, "geheim"))
        return Geheim.uit_bytes(plat)

    def verzegel_bytes(
        self, sleutels: Sequence[str], bericht_id: str, fase: str, body: bytes
    ) -> bytes:
        """The bytes to post: the message, or the content of what was said."""
        return self._lagen.verzegel(sleutels, body, _plaats(bericht_id, _PLAATSEN[fase]))

    def open_bytes(self, rij: UitgaandRij, fase: str) -> bytes | None:
        """The bytes to post, where they are kept. Raises ``Vernietigd``."""
        verzegeld = rij.levering if fase == Fase.INHOUD else rij.body
        if verzegeld is None:
            return None
        plaats = _plaats(rij.bericht_id, _PLAATSEN[fase])
        return self._lagen.open(rij.sleutels, verzegeld, plaats)

    def verzegel_deel(
        self, bericht_id: str, volgnummer: int, deel: Deel, eigen: str | None = None
    ) -> bytes:
        """Under the key of whom it is about, and under the message's own where it has one."""
        sleutels = _deelsleutels(deel.sleutel_id, eigen)
        return self._lagen.verzegel(
            sleutels, als_json(deel.gegevens), _plaats(bericht_id, str(volgnummer))
        )

    def open_deel(self, rij: UitgaandOnderdeelRij) -> dict[str, Any]:
        """What was sent about one person. Raises ``Vernietigd``."""
        sleutels = _deelsleutels(rij.sleutel_id, rij.eigen_sleutel)
        plaats = _plaats(rij.bericht_id, str(rij.volgnummer))
        gegevens: dict[str, Any] = json.loads(self._lagen.open(sleutels, rij.inhoud, plaats))
        return gegevens


def _deelsleutels(sleutel_id: str, eigen: str | None) -> list[str]:
    return [sleutel_id] if eigen is None else [sleutel_id, eigen]


def _plaats(bericht_id: str, wat: str) -> str:
    return f"uitgaand/{bericht_id}/{wat}"

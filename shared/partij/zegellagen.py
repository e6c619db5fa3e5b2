"""Sealing under several keys at once: destroying any of them closes it (covenant 8.2)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from shared.bericht.inhoud import Stuk
from shared.kluis.fouten import SleutelVernietigd
from shared.partij.fouten import Vernietigd
from shared.partij.zegel import Kluispoort


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

    def verzegel_meer(self, stukken: Iterable[tuple[Sequence[str], bytes, str]]) -> list[bytes]:
        """The same for several: keys, value and place. Raises ``Vernietigd`` where a key is gone.

        One look-up of keys for all of them.
        """
        gevonden = self.kluis.verzegel_meer([(s, plat, waar.encode()) for s, plat, waar in stukken])
        verzegeld = [een for een in gevonden if een is not None]
        if len(verzegeld) < len(gevonden):
            raise Vernietigd("Gegevens in dit bericht zijn vernietigd.")
        return verzegeld

    def open(self, sleutels: Sequence[str], verzegeld: bytes, context: str) -> bytes:
        """Raises ``Vernietigd`` when any of the keys is gone."""
        try:
            for sleutel in reversed(sleutels):
                verzegeld = self.kluis.open(sleutel, verzegeld, context.encode())
        except SleutelVernietigd as fout:
            raise Vernietigd("Gegevens in dit bericht zijn vernietigd.") from fout
        return verzegeld

    def over(
        self, van: Sequence[str], naar: Sequence[str], zegel: bytes | None, context: str
    ) -> bytes | None:
        """The same under other keys. Of what a key is gone of nothing can be read: then nothing."""
        if not zegel or list(van) == list(naar):
            return zegel
        try:
            return self.verzegel(naar, self.open(van, zegel, context), context)
        except Vernietigd:
            return None

"""Tiles of the log, in the layout of C2SP tlog-tiles: paths, contents and a reader over them.

Pure. A tile holds up to 256 hashes: at tile level 0 leaf hashes, above that the roots of full
tiles of the level below. An entry tile holds the leaves themselves, each behind its length as a
big-endian uint16, which is why a leaf is under 64 KiB.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from shared.logboek.fouten import MerkleFout
from shared.logboek.merkle import HASH_BYTES, knoophash

TEGEL_HOOGTE = 8
TEGEL_BREEDTE = 1 << TEGEL_HOOGTE
MAX_NIVEAU = 63
MAX_BLAD_BYTES = 0xFFFF

_PAD = re.compile(
    r"tile/(?P<niveau>entries|[0-9]{1,2})/(?P<nummer>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<breedte>[1-9][0-9]{0,2}))?"
)

Tegellezer = Callable[[int, int], bytes]
"""`tegel(niveau, nummer)`: the stored hashes of that tile, at least as wide as the size needs."""


@dataclass(frozen=True)
class Tegelpad:
    """A parsed tile path. `niveau` None means an entry tile; `breedte` 256 means a full tile."""

    niveau: int | None
    nummer: int
    breedte: int = TEGEL_BREEDTE

    def __str__(self) -> str:
        return tegelpad(self.niveau, self.nummer, self.breedte)


def tegelpad(niveau: int | None, nummer: int, breedte: int = TEGEL_BREEDTE) -> str:
    """Path of a tile without leading slash: `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>…`."""
    if niveau is not None and not 0 <= niveau <= MAX_NIVEAU:
        raise MerkleFout(f"Tegelniveau {niveau} bestaat niet.")
    if nummer < 0 or not 1 <= breedte <= TEGEL_BREEDTE:
        raise MerkleFout("Een tegel heeft een nummer vanaf 0 en een breedte van 1 tot en met 256.")
    cijfers = str(nummer)
    cijfers = cijfers.zfill(-(-len(cijfers) // 3) * 3)
    groepen = [cijfers[i : i + 3] for i in range(0, len(cijfers), 3)]
    delen = "".join(f"x{groep}/" for groep in groepen[:-1]) + groepen[-1]
    staart = "" if breedte == TEGEL_BREEDTE else f".p/{breedte}"
    return f"tile/{'entries' if niveau is None else niveau}/{delen}{staart}"


def lees_tegelpad(pad: str) -> Tegelpad:
    """Parse a tile path strictly: only the one spelling `tegelpad` writes is accepted."""
    gevonden = _PAD.fullmatch(pad) if len(pad) <= 64 and pad.isascii() else None
    if gevonden is None:
        raise MerkleFout("Dit is geen pad van een tegel.")
    niveau = None if gevonden["niveau"] == "entries" else int(gevonden["niveau"])
    nummer = int(gevonden["nummer"].replace("x", "").replace("/", ""))
    breedte = int(gevonden["breedte"]) if gevonden["breedte"] else TEGEL_BREEDTE
    # Eén schrijfwijze per tegel: voorloopnullen en .p/256 zouden dezelfde tegel twee paden geven.
    if tegelpad(niveau, nummer, breedte) != pad:
        raise MerkleFout("Dit is geen pad van een tegel.")
    return Tegelpad(niveau, nummer, breedte)


def tegelbreedte(niveau: int, nummer: int, grootte: int) -> int:
    """Number of hashes in a tile for a tree of `grootte` leaves; 0 when it does not exist."""
    aantal = (grootte >> (TEGEL_HOOGTE * niveau)) - nummer * TEGEL_BREEDTE
    return max(0, min(TEGEL_BREEDTE, aantal))


def bladtegel(bladen: Iterable[bytes]) -> bytes:
    """Contents of an entry tile: every leaf behind its uint16 length."""
    delen: list[bytes] = []
    for blad in bladen:
        if len(blad) > MAX_BLAD_BYTES:
            raise MerkleFout("Een blad van 64 KiB of meer past niet in een tegel.")
        delen += (len(blad).to_bytes(2, "big"), blad)
    return b"".join(delen)


def lees_bladtegel(inhoud: bytes) -> list[bytes]:
    """The leaves of an entry tile; refuses a tile that is cut off or has more than 256."""
    bladen: list[bytes] = []
    plek = 0
    while plek < len(inhoud):
        lengte = int.from_bytes(inhoud[plek : plek + 2], "big")
        blad = inhoud[plek + 2 : plek + 2 + lengte]
        if plek + 2 > len(inhoud) or len(blad) != lengte or len(bladen) == TEGEL_BREEDTE:
            raise MerkleFout("De tegel met bladen is niet heel.")
        bladen.append(blad)
        plek += 2 + lengte
    return bladen


class Tegelhashes:
    """A `Hashlezer` over tiles: answers any complete subtree, with a small cache.

    A tile that was read is expanded to all its inner nodes once, so a run of proofs over
    neighbouring leaves costs one tile read each 256 leaves. `tegel(niveau, nummer)` may give a
    wider tile than some earlier size had; a narrower one is a fault.
    """

    def __init__(self, tegel: Tegellezer, cache: int = 64) -> None:
        self._tegel = tegel
        self._cache: OrderedDict[tuple[int, int], Sequence[Sequence[bytes]]] = OrderedDict()
        self._maximum = cache

    def __call__(self, niveau: int, index: int) -> bytes:
        tegelniveau, hoogte = divmod(niveau, TEGEL_HOOGTE)
        nummer, plek = divmod(index, TEGEL_BREEDTE >> hoogte)
        lagen = self._lagen(tegelniveau, nummer)
        if plek >= len(lagen[hoogte]):
            raise MerkleFout(f"Tegel {tegelpad(tegelniveau, nummer)} is smaller dan gevraagd.")
        return lagen[hoogte][plek]

    def _lagen(self, niveau: int, nummer: int) -> Sequence[Sequence[bytes]]:
        sleutel = (niveau, nummer)
        lagen = self._cache.get(sleutel)
        if lagen is None:
            lagen = _vouw_uit(self._tegel(niveau, nummer))
            self._cache[sleutel] = lagen
            if len(self._cache) > self._maximum:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(sleutel)
        return lagen


def _vouw_uit(tegel: bytes) -> Sequence[Sequence[bytes]]:
    """All complete subtrees inside a tile: layer h holds those of height h (0 to 7)."""
    if len(tegel) % HASH_BYTES or len(tegel) > TEGEL_BREEDTE * HASH_BYTES:
        raise MerkleFout("Een tegel bestaat uit ten hoogste 256 hashes van 32 bytes.")
    laag = [tegel[i : i + HASH_BYTES] for i in range(0, len(tegel), HASH_BYTES)]
    lagen = [laag]
    for _ in range(1, TEGEL_HOOGTE):
        laag = [knoophash(laag[i], laag[i + 1]) for i in range(0, len(laag) - 1, 2)]
        lagen.append(laag)
    return lagen

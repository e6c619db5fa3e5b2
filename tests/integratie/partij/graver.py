"""Een programma dat alles heeft: elk bestand van toen en elke sleutel van nu. Het probeert alles.

Het kent geen plaatsen en geen tabellen. Wat verzegeld is gaat open met elke sleutel die er
tekst uit haalt: het controlegetal van AES-GCM slaat het over, en dan doet de plaats er niet toe.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.blindeindex import blinde_index, normaliseer_naam
from shared.kluis.fouten import KluisFout
from shared.kluis.tijdperken import ontwikkel

_KOP, _MERK = 13, 16
_LAGEN = 16


def sleutels_uit(kluis: Path, hoofdsleutel: Path) -> list[bytes]:
    """Elke sleutel in deze kluis die deze sleutelbron nog ontsluit, van wie of wat ook."""
    bron = BestandsSleutelbron(hoofdsleutel, test_toegestaan=True)
    gevonden: list[bytes] = []
    with sqlite3.connect(kluis) as verbinding:
        tijdperken = list(verbinding.execute("SELECT id, gewikkeld FROM kluis_tijdperk"))
        rijen = list(verbinding.execute("SELECT id, tijdperk_id, gewikkeld FROM kluis_sleutel"))
    for tijdperk, gewikkeld in tijdperken:
        try:
            sleutel = bron.ontwikkel(tijdperk, gewikkeld)
        except KluisFout:
            continue
        gevonden += [ontwikkel(sleutel, g, t, s) for s, t, g in rijen if t == tijdperk]
    return gevonden


def opengemaakt(bestand: Path, sleutels: Sequence[bytes]) -> bytes:
    """Alles wat uit dit bestand met deze sleutels te lezen is, achter elkaar."""
    return b"\n".join(
        plat for waarde in _waarden(bestand) for plat in _open(waarde, sleutels, _LAGEN)
    )


def te_toetsen(
    bestand: Path, sleutels: Sequence[bytes], namen: Sequence[tuple[str, str]]
) -> set[str]:
    """Van wie met een van deze sleutels na te gaan is dat hij in dit bestand stond."""
    inhoud = bestand.read_bytes() + b"".join(
        deel.read_bytes() for deel in bestand.parent.glob(f"{bestand.name}-*")
    )
    return {
        naam
        for naam, geboren in namen
        for sleutel in sleutels
        if blinde_index(sleutel, "persoon", normaliseer_naam(naam), geboren).encode() in inhoud
    }


def _waarden(bestand: Path) -> Iterator[bytes]:
    with sqlite3.connect(bestand) as verbinding:
        vraag = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for (tabel,) in list(verbinding.execute(vraag)):
            for rij in verbinding.execute(f'SELECT * FROM "{tabel}"'):  # noqa: S608 - eigen namen
                yield from (waarde for waarde in rij if isinstance(waarde, bytes))


def _open(verzegeld: bytes, sleutels: Sequence[bytes], lagen: int) -> Iterator[bytes]:
    if lagen == 0 or len(verzegeld) <= _KOP + _MERK or verzegeld[0] != 1:
        return
    beginwaarde = verzegeld[1:_KOP] + b"\x00\x00\x00\x02"
    for sleutel in sleutels:
        lezer = Cipher(AES(sleutel), CTR(beginwaarde)).decryptor()
        begin = lezer.update(verzegeld[_KOP : _KOP + 8])
        if begin[:1] == b"\x01":
            heel = begin + lezer.update(verzegeld[_KOP + 8 : -_MERK])
            yield from _open(heel, sleutels, lagen - 1)
        elif all(32 <= teken < 127 for teken in begin):
            yield begin + lezer.update(verzegeld[_KOP + 8 : -_MERK])

"""What goes between a log and a witness: the request of C2SP tlog-witness, `add-checkpoint`.

Pure. The body is a line `old <size>`, the consistency proof (a base64 hash a line), an empty line,
and the checkpoint as a signed note. The witness answers with its cosignature lines.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.merkle import HASH_BYTES
from shared.logboek.notitie import MAX_NOTITIE_BYTES

MAX_BEWIJS = 63
"""Hashes in a consistency proof: no tree is deeper (C2SP tlog-witness)."""

GROOTTE_TYPE = "text/x.tlog.size"
_MAX_CIJFERS = 19


@dataclass(frozen=True, slots=True)
class Getuigenverzoek:
    """`oud`: the size the witness is thought to have signed last; `bewijs` leads on from it."""

    oud: int
    bewijs: tuple[bytes, ...]
    notitie: str


def schrijf_verzoek(oud: int, bewijs: Sequence[bytes], notitie: str) -> bytes:
    """The body of an `add-checkpoint`."""
    hashes = "".join(f"{base64.b64encode(een).decode()}\n" for een in bewijs)
    return f"old {oud}\n{hashes}\n{notitie}".encode()


def lees_verzoek(body: bytes) -> Getuigenverzoek:
    """Parse strictly; `NotitieOngeldig` says what is wrong. Nothing is verified yet."""
    if len(body) > MAX_NOTITIE_BYTES:
        raise NotitieOngeldig("Het verzoek is groter dan een checkpoint met bewijs kan zijn.")
    try:
        kop, leeg, notitie = body.decode("utf-8").partition("\n\n")
    except UnicodeDecodeError as fout:
        raise NotitieOngeldig("Het verzoek is geen tekst in UTF-8.") from fout
    eerste, *hashes = kop.split("\n")
    if not leeg or not notitie:
        raise NotitieOngeldig("Het verzoek heeft geen lege regel met daarachter een checkpoint.")
    if len(hashes) > MAX_BEWIJS:
        raise NotitieOngeldig(f"Een bewijs heeft hoogstens {MAX_BEWIJS} hashes.")
    return Getuigenverzoek(_lees_oud(eerste), tuple(map(_lees_hash, hashes)), notitie)


def lees_grootte(tekst: bytes) -> int:
    """The size in a witness's 409 answer; `NotitieOngeldig` for anything else."""
    cijfers = tekst.decode("ascii", "replace").removesuffix("\n")
    if not cijfers.isascii() or not cijfers.isdigit() or len(cijfers) > _MAX_CIJFERS:
        raise NotitieOngeldig("De getuige noemt geen grootte.")
    return int(cijfers)


def _lees_oud(regel: str) -> int:
    woord, _, cijfers = regel.partition(" ")
    gewoon = cijfers.isascii() and cijfers.isdigit() and len(cijfers) <= _MAX_CIJFERS
    if woord != "old" or not gewoon or str(int(cijfers)) != cijfers:
        raise NotitieOngeldig("De eerste regel is niet 'old' met een gewoon getal.")
    return int(cijfers)


def _lees_hash(regel: str) -> bytes:
    try:
        hash_ = base64.b64decode(regel, validate=True)
    except (binascii.Error, ValueError) as fout:
        raise NotitieOngeldig("Een regel van het bewijs is geen base64.") from fout
    if len(hash_) != HASH_BYTES or base64.b64encode(hash_).decode() != regel:
        raise NotitieOngeldig("Een regel van het bewijs is geen hash van 32 bytes.")
    return hash_

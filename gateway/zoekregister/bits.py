"""Sets of leaf numbers as bits: one block of leaves is one integer, one bit a leaf.

Pure. Intersecting two sets of thousands of leaves is one machine operation per word, counting is
`int.bit_count`. A block with few leaves is stored as a list of places, so that a value that
occurs once costs a few bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

BLOK = 4096
"""Leaves in a block. Stored sets depend on it: changing it asks for a rebuild."""

_PLAATSEN, _BITS = 1, 0
_MAX_PLAATSEN = 128


def naar_bytes(bits: int) -> bytes:
    """The stored form of a block's set; the same set always gives the same bytes."""
    if bits.bit_count() <= _MAX_PLAATSEN:
        plaatsen = list(dalend(bits))
        return bytes([_PLAATSEN]) + struct.pack(f"<{len(plaatsen)}H", *plaatsen)
    return bytes([_BITS]) + bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def uit_bytes(opgeslagen: bytes) -> int:
    """The set that `naar_bytes` stored."""
    if opgeslagen[0] == _BITS:
        return int.from_bytes(opgeslagen[1:], "little")
    bits = 0
    for plaats in struct.unpack(f"<{(len(opgeslagen) - 1) // 2}H", opgeslagen[1:]):
        bits |= 1 << plaats
    return bits


def dalend(bits: int) -> Iterator[int]:
    """The places in a set, highest first."""
    while bits:
        plaats = bits.bit_length() - 1
        yield plaats
        bits ^= 1 << plaats


def onder(grens: int) -> int:
    """The set of all places below `grens`; empty for 0 and less."""
    return (1 << grens) - 1 if grens > 0 else 0

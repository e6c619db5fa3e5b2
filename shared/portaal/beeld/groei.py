"""That the log only grew: the proof between two sizes, step by step, worked out here. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.logboek.fouten import BewijsOngeldig
from shared.logboek.merkle import controleer_consistentie, knoophash


@dataclass(frozen=True)
class Groeistap:
    """One hash the log gave, and what the root of then and of now are with it."""

    gegeven: bytes
    ook_toen: bool
    toen: bytes
    nu: bytes


@dataclass(frozen=True)
class Groei:
    """Every step from what both have in common to both roots, and whether it ends there."""

    begin: bytes
    stappen: tuple[Groeistap, ...]
    klopt: bool


def reken_groei(van: int, tot: int, bewijs: Sequence[bytes], toen: bytes, nu: bytes) -> Groei:
    """Work out the whole path (RFC 9162, 2.1.4.2); a proof of the wrong form does not hold."""
    try:
        controleer_consistentie(van, tot, bewijs, toen, nu)
        klopt = True
    except (BewijsOngeldig, ValueError):
        klopt = False
    pad = [toen, *bewijs] if van & (van - 1) == 0 else list(bewijs)
    if van == tot or not pad:
        return Groei(toen, (), klopt)
    fn, sn = van - 1, tot - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    eerder = later = pad[0]
    stappen = []
    for gegeven in pad[1:]:
        ook_toen = bool(fn & 1) or fn == sn
        if ook_toen:
            eerder, later = knoophash(gegeven, eerder), knoophash(gegeven, later)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            later = knoophash(later, gegeven)
        fn, sn = fn >> 1, sn >> 1
        stappen.append(Groeistap(gegeven, ook_toen, eerder, later))
    return Groei(pad[0], tuple(stappen), klopt)

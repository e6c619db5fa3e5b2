"""The Merkle tree of the log: hashes, roots and proofs (RFC 6962; RFC 9162 for verification).

Pure. A tree is read through a `Hashlezer`: `hashes(niveau, index)` gives the hash of the complete
subtree of 2**niveau leaves that starts at leaf index * 2**niveau. Niveau 0 are the leaf hashes.
Every function asks the reader only for subtrees that are complete within the size it was given,
so one reader serves every earlier size of the same log.

Hashes are 32 bytes (SHA-256). Numbers of leaves count from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from shared.logboek.fouten import BewijsOngeldig, MerkleFout

HASH_BYTES = 32
Hashlezer = Callable[[int, int], bytes]

LEGE_WORTEL = sha256(b"").digest()


def bladhash(inhoud: bytes) -> bytes:
    """Hash of a leaf with these bytes (RFC 6962, 2.1: prefix 0x00)."""
    return sha256(b"\x00" + inhoud).digest()


def knoophash(links: bytes, rechts: bytes) -> bytes:
    """Hash of an inner node over its two children (RFC 6962, 2.1: prefix 0x01)."""
    return sha256(b"\x01" + links + rechts).digest()


def wortel(grootte: int, hashes: Hashlezer) -> bytes:
    """Root of the tree of the first `grootte` leaves; of the empty tree SHA-256 of nothing."""
    if grootte < 0:
        raise MerkleFout("Een boom heeft geen negatieve grootte.")
    if grootte == 0:
        return LEGE_WORTEL
    return _deelwortel(0, grootte, hashes)


def inclusiebewijs(nummer: int, grootte: int, hashes: Hashlezer) -> list[bytes]:
    """Proof that leaf `nummer` is in the tree of size `grootte` (RFC 6962, 2.1.1).

    The list runs from the leaf's sibling up to the root's child, as `controleer_inclusie` and
    RFC 9162 read it.
    """
    if not 0 <= nummer < grootte:
        raise MerkleFout(f"Blad {nummer} bestaat niet in een boom van {grootte} bladen.")
    bewijs: list[bytes] = []
    begin, eind = 0, grootte
    while eind - begin > 1:
        midden = begin + _splitsing(eind - begin)
        if nummer < midden:
            bewijs.append(_deelwortel(midden, eind, hashes))
            eind = midden
        else:
            bewijs.append(_deelwortel(begin, midden, hashes))
            begin = midden
    bewijs.reverse()
    return bewijs


def consistentiebewijs(oud: int, nieuw: int, hashes: Hashlezer) -> list[bytes]:
    """Proof that the tree of size `oud` is the beginning of the one of size `nieuw`.

    RFC 6962, 2.1.2. Equal sizes give an empty proof. From size 0 there is nothing to prove,
    and a proof for it would convince of anything: refused.
    """
    if not 0 < oud <= nieuw:
        raise MerkleFout(f"Van grootte {oud} naar {nieuw} bestaat geen consistentiebewijs.")
    bewijs: list[bytes] = []
    begin, eind = 0, nieuw
    heel = True  # of de oude boom precies de deelboom [begin, oud) is en dus bij de lezer bekend
    while eind != oud:
        midden = begin + _splitsing(eind - begin)
        if oud <= midden:
            bewijs.append(_deelwortel(midden, eind, hashes))
            eind = midden
        else:
            bewijs.append(_deelwortel(begin, midden, hashes))
            begin, heel = midden, False
    if not heel:
        bewijs.append(_deelwortel(begin, eind, hashes))
    bewijs.reverse()
    return bewijs


def controleer_inclusie(
    hash_van_blad: bytes, nummer: int, grootte: int, bewijs: Sequence[bytes], wortelhash: bytes
) -> None:
    """Check an inclusion proof (RFC 9162, 2.1.3.2); `BewijsOngeldig` when it does not hold."""
    if not 0 <= nummer < grootte:
        raise BewijsOngeldig(f"Blad {nummer} valt buiten een boom van {grootte} bladen.")
    _controleer_hashmaten(hash_van_blad, wortelhash, *bewijs)
    positie, laatste, uitkomst = nummer, grootte - 1, hash_van_blad
    for stap in bewijs:
        if laatste == 0:
            raise BewijsOngeldig("Het inclusiebewijs is langer dan deze boom toelaat.")
        if positie & 1 or positie == laatste:
            uitkomst = knoophash(stap, uitkomst)
            positie, laatste = _klim(positie, laatste)
        else:
            uitkomst = knoophash(uitkomst, stap)
        positie, laatste = positie >> 1, laatste >> 1
    if laatste != 0:
        raise BewijsOngeldig("Het inclusiebewijs is korter dan deze boom vraagt.")
    if uitkomst != wortelhash:
        raise BewijsOngeldig("Het inclusiebewijs komt niet uit op de wortel van de boom.")


def controleer_consistentie(
    oud: int, nieuw: int, bewijs: Sequence[bytes], oude_wortel: bytes, nieuwe_wortel: bytes
) -> None:
    """Check a consistency proof (RFC 9162, 2.1.4.2); `BewijsOngeldig` when it does not hold."""
    if not 0 < oud <= nieuw:
        raise BewijsOngeldig(f"Van grootte {oud} naar {nieuw} bestaat geen consistentiebewijs.")
    _controleer_hashmaten(oude_wortel, nieuwe_wortel, *bewijs)
    if oud == nieuw:
        if bewijs or oude_wortel != nieuwe_wortel:
            raise BewijsOngeldig("Twee bomen van gelijke grootte horen dezelfde wortel te hebben.")
        return
    if not bewijs:
        raise BewijsOngeldig("Het consistentiebewijs is leeg.")
    uit_oud, uit_nieuw = _loop_consistentie(oud, nieuw, bewijs, oude_wortel)
    if uit_oud != oude_wortel:
        raise BewijsOngeldig("Het consistentiebewijs komt niet uit op de oude wortel.")
    if uit_nieuw != nieuwe_wortel:
        raise BewijsOngeldig("Het consistentiebewijs komt niet uit op de nieuwe wortel.")


def deelbomen(begin: int, eind: int) -> Iterator[tuple[int, int]]:
    """The fewest complete subtrees that together are leaves [begin, eind): (niveau, index) each."""
    while begin < eind:
        niveau = (eind - begin).bit_length() - 1
        if begin:
            niveau = min(niveau, (begin & -begin).bit_length() - 1)
        yield niveau, begin >> niveau
        begin += 1 << niveau


def zusters(nummer: int, grootte: int) -> list[tuple[int, int]]:
    """Which leaves [begin, eind) each hash of an inclusion proof is about, in its order."""
    gevonden: list[tuple[int, int]] = []
    begin, eind = 0, grootte
    while eind - begin > 1:
        midden = begin + _splitsing(eind - begin)
        if nummer < midden:
            gevonden.append((midden, eind))
            eind = midden
        else:
            gevonden.append((begin, midden))
            begin = midden
    gevonden.reverse()
    return gevonden


def wortel_uit(begin: int, eind: int, bekend: Mapping[tuple[int, int], bytes]) -> bytes:
    """Root of leaves [begin, eind) from hashes of parts of it; `MerkleFout` when one lacks.

    `bekend`: by leaves [begin, eind) of a node of the tree, its hash.
    """
    hash_ = bekend.get((begin, eind))
    if hash_ is not None:
        return hash_
    if eind - begin <= 1:
        raise MerkleFout(f"Van blad {begin} is de hash er niet.")
    midden = begin + _splitsing(eind - begin)
    links = wortel_uit(begin, midden, bekend)
    return knoophash(links, wortel_uit(midden, eind, bekend))


def _loop_consistentie(
    oud: int, nieuw: int, bewijs: Sequence[bytes], oude_wortel: bytes
) -> tuple[bytes, bytes]:
    """Steps 2 to 6 of RFC 9162, 2.1.4.2: the old and the new root that the proof leads to."""
    # Een oude boom met een macht van twee bladen is zelf de eerste knoop; die staat niet in bewijs.
    pad = [oude_wortel, *bewijs] if oud & (oud - 1) == 0 else list(bewijs)
    positie, laatste = oud - 1, nieuw - 1
    while positie & 1:
        positie, laatste = positie >> 1, laatste >> 1
    uit_oud = uit_nieuw = pad[0]
    for stap in pad[1:]:
        if laatste == 0:
            raise BewijsOngeldig("Het consistentiebewijs is langer dan deze bomen toelaten.")
        if positie & 1 or positie == laatste:
            uit_oud, uit_nieuw = knoophash(stap, uit_oud), knoophash(stap, uit_nieuw)
            positie, laatste = _klim(positie, laatste)
        else:
            uit_nieuw = knoophash(uit_nieuw, stap)
        positie, laatste = positie >> 1, laatste >> 1
    if laatste != 0:
        raise BewijsOngeldig("Het consistentiebewijs is korter dan deze bomen vragen.")
    return uit_oud, uit_nieuw


def _klim(positie: int, laatste: int) -> tuple[int, int]:
    """Skip the levels on which the right edge has no sibling."""
    while not positie & 1 and positie:
        positie, laatste = positie >> 1, laatste >> 1
    return positie, laatste


def _splitsing(aantal: int) -> int:
    """Largest power of two below `aantal` (RFC 6962, 2.1: k)."""
    return 1 << ((aantal - 1).bit_length() - 1)


def _deelwortel(begin: int, eind: int, hashes: Hashlezer) -> bytes:
    """Root of leaves [begin, eind); `begin` is a multiple of the enclosing power of two."""
    aantal = eind - begin
    if aantal & (aantal - 1) == 0:
        niveau = aantal.bit_length() - 1
        return hashes(niveau, begin >> niveau)
    midden = begin + _splitsing(aantal)
    return knoophash(_deelwortel(begin, midden, hashes), _deelwortel(midden, eind, hashes))


def _controleer_hashmaten(*hashes: bytes) -> None:
    if any(len(h) != HASH_BYTES for h in hashes):
        raise BewijsOngeldig("Een hash in het bewijs is geen 32 bytes lang.")

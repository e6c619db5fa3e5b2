"""Signed notes: verifier keys, signing and opening (C2SP signed-note, Ed25519 and cosignature/v1).

Pure. A note is a text, an empty line and one or more signature lines. Opening a note verifies
every signature by a known key; the result is a different type from the text that came in, so
nothing can be read from a note that was not verified. `controlepunt.py` builds on this.

Parsing is strict: UTF-8, no control characters but newline, one canonical base64 spelling.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shared.logboek.fouten import NotitieOngeldig

# Grenzen van wat wij lezen; de norm vraagt ten minste 16 handtekeningen.
MAX_NOTITIE_BYTES = 64 * 1024
MAX_HANDTEKENINGEN = 100

_STREEP = "\u2014 "
_SLEUTELID_BYTES = 4
_HANDTEKENING_BYTES = 64
_TIJD_BYTES = 8


class Soort(IntEnum):
    """Signature types of C2SP signed-note that this log uses."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True)
class Verificatiesleutel:
    """A public key with its name: what a vkey says (C2SP signed-note, "Verifier keys")."""

    naam: str
    soort: Soort
    publiek: bytes

    @property
    def sleutelid(self) -> bytes:
        """First four bytes of SHA-256(name, newline, type, public key)."""
        return sleutelid(self.naam, self.soort, self.publiek)

    @property
    def vkey(self) -> str:
        """`name+hex8+base64(type ‖ public key)`."""
        gegevens = _b64(bytes([self.soort]) + self.publiek)
        return f"{self.naam}+{self.sleutelid.hex()}+{gegevens}"

    def controleer(self, tekst: bytes, handtekening: bytes) -> Handtekening:
        """Verify what follows the key ID in a signature line, over the note's text."""
        tijd: int | None = None
        bericht = tekst
        if self.soort is Soort.COSIGNATURE:
            tijd = int.from_bytes(handtekening[:_TIJD_BYTES], "big")
            handtekening = handtekening[_TIJD_BYTES:]
            if tijd >= 1 << 63:
                raise NotitieOngeldig(
                    f"De medeondertekening van {self.naam} heeft geen geldige tijd."
                )
            bericht = medeondertekend_bericht(tekst, tijd)
        try:
            Ed25519PublicKey.from_public_bytes(self.publiek).verify(handtekening, bericht)
        except (InvalidSignature, ValueError) as fout:
            raise NotitieOngeldig(f"De handtekening van {self.naam} klopt niet.") from fout
        return Handtekening(self, tijd)


@dataclass(frozen=True)
class Handtekening:
    """A verified signature. `tijd`: seconds since 1970, only of a cosignature."""

    sleutel: Verificatiesleutel
    tijd: int | None


@dataclass(frozen=True)
class GeopendeNotitie:
    """A note of which every signature by a known key was verified, and at least one is."""

    tekst: str
    handtekeningen: tuple[Handtekening, ...]

    def van(self, sleutel: Verificatiesleutel) -> Handtekening | None:
        """The verified signature by this key, or None when the note has none."""
        return next((h for h in self.handtekeningen if h.sleutel == sleutel), None)


class Notitiesleutel:
    """A private Ed25519 key with its name: signs notes as a log, or cosigns as a witness."""

    def __init__(self, naam: str, sleutel: Ed25519PrivateKey, soort: Soort = Soort.ED25519) -> None:
        publiek = sleutel.public_key().public_bytes_raw()
        controleer_naam(naam)
        self._sleutel = sleutel
        self.verificatiesleutel = Verificatiesleutel(naam, soort, publiek)

    @property
    def naam(self) -> str:
        """Name of the key as it stands in signature lines."""
        return self.verificatiesleutel.naam

    @property
    def vkey(self) -> str:
        """The verifier key to publish."""
        return self.verificatiesleutel.vkey

    def regel(self, tekst: str, tijd: int | None = None) -> str:
        """Signature line with newline over a note's text; a cosignature needs `tijd` (seconds)."""
        bericht, voorzet = tekst.encode(), b""
        if self.verificatiesleutel.soort is Soort.COSIGNATURE:
            if tijd is None or not 0 <= tijd < 1 << 63:
                raise NotitieOngeldig("Een medeondertekening draagt een tijdstip in seconden.")
            bericht, voorzet = medeondertekend_bericht(bericht, tijd), tijd.to_bytes(8, "big")
        inhoud = self.verificatiesleutel.sleutelid + voorzet + self._sleutel.sign(bericht)
        return f"{_STREEP}{self.naam} {_b64(inhoud)}\n"


def onderteken_notitie(tekst: str, sleutel: Notitiesleutel) -> str:
    """A whole note: text, empty line, one signature line."""
    _controleer_tekst(tekst)
    return f"{tekst}\n{sleutel.regel(tekst)}"


def open_notitie(notitie: str | bytes, bekend: Iterable[Verificatiesleutel]) -> GeopendeNotitie:
    """Open a note (C2SP signed-note): unknown keys are ignored, a failing known key rejects it.

    A second signature by the same known key is verified like the first and reported once. No
    signature by a known key: rejected.
    """
    tekst, regels = splits_notitie(notitie)
    sleutels = {(s.naam, s.sleutelid): s for s in bekend}
    gevonden: dict[Verificatiesleutel, Handtekening] = {}
    for naam, id_, handtekening in regels:
        sleutel = sleutels.get((naam, id_))
        if sleutel is not None:
            gecontroleerd = sleutel.controleer(tekst.encode(), handtekening)
            gevonden.setdefault(sleutel, gecontroleerd)
    if not gevonden:
        raise NotitieOngeldig("De notitie is door geen enkele bekende sleutel ondertekend.")
    return GeopendeNotitie(tekst, tuple(gevonden.values()))


def splits_notitie(notitie: str | bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """Split without verifying: the text, and (name, key ID, signature) of every line."""
    ruw = _lees_tekens(notitie)
    tekst, scheiding, blok = ruw.rpartition("\n\n")
    if not scheiding or not blok.endswith("\n"):
        raise NotitieOngeldig("De notitie heeft geen blok met handtekeningen.")
    regels = blok[:-1].split("\n")
    if len(regels) > MAX_HANDTEKENINGEN:
        raise NotitieOngeldig(f"De notitie heeft meer dan {MAX_HANDTEKENINGEN} handtekeningen.")
    return tekst + "\n", [_lees_regel(regel) for regel in regels]


def lees_vkey(vkey: str) -> Verificatiesleutel:
    """Parse a verifier key; refuses another type than 0x01 and 0x04 and a key ID that is off."""
    naam, _, rest = vkey.partition("+")
    id_, _, gegevens = rest.partition("+")
    controleer_naam(naam)
    ruw = _ontb64(gegevens, "De sleutel")
    try:
        soort = Soort(ruw[0]) if ruw else None
    except ValueError:
        soort = None
    if soort is None or len(ruw) != 33:
        raise NotitieOngeldig("De sleutel is geen Ed25519-sleutel van een log of een getuige.")
    sleutel = Verificatiesleutel(naam, soort, ruw[1:])
    if sleutel.sleutelid.hex() != id_:
        raise NotitieOngeldig("Het kenmerk in de sleutel hoort niet bij deze naam en sleutel.")
    return sleutel


def sleutelid(naam: str, soort: Soort, publiek: bytes) -> bytes:
    """Key ID of a note key."""
    return sha256(naam.encode() + b"\n" + bytes([soort]) + publiek).digest()[:_SLEUTELID_BYTES]


def medeondertekend_bericht(tekst: bytes, tijd: int) -> bytes:
    """What a cosignature/v1 signs: header line, time line and the note's text."""
    return b"cosignature/v1\ntime %d\n" % tijd + tekst


def controleer_naam(naam: str) -> None:
    """A key name is not empty and has no whitespace, plus or control characters."""
    if not naam or "+" in naam or any(t.isspace() or t < " " for t in naam):
        raise NotitieOngeldig("De naam van een sleutel is leeg of bevat een spatie of plusteken.")


def _lees_tekens(notitie: str | bytes) -> str:
    if len(notitie) > MAX_NOTITIE_BYTES:
        raise NotitieOngeldig("De notitie is te groot.")
    try:
        ruw = notitie if isinstance(notitie, str) else notitie.decode("utf-8")
        ruw.encode("utf-8")
    except UnicodeError as fout:
        raise NotitieOngeldig("De notitie is geen geldige UTF-8.") from fout
    _controleer_tekst(ruw)
    return ruw


def _controleer_tekst(tekst: str) -> None:
    if not tekst.endswith("\n"):
        raise NotitieOngeldig("De tekst van een notitie eindigt op een regeleinde.")
    if any(teken < " " and teken != "\n" for teken in tekst):
        raise NotitieOngeldig("De notitie bevat een stuurteken.")


def _lees_regel(regel: str) -> tuple[str, bytes, bytes]:
    naam, spatie, gegevens = regel.removeprefix(_STREEP).partition(" ")
    if not regel.startswith(_STREEP) or not spatie:
        raise NotitieOngeldig("Een handtekeningregel heeft niet de vorm '— naam handtekening'.")
    controleer_naam(naam)
    ruw = _ontb64(gegevens, "Een handtekening")
    if len(ruw) <= _SLEUTELID_BYTES:
        raise NotitieOngeldig("Een handtekening in de notitie is te kort.")
    return naam, ruw[:_SLEUTELID_BYTES], ruw[_SLEUTELID_BYTES:]


def _b64(gegevens: bytes) -> str:
    return base64.b64encode(gegevens).decode()


def _ontb64(tekst: str, wat: str) -> bytes:
    """Strict base64: alphabet, padding and unused bits as an encoder writes them."""
    try:
        ruw = base64.b64decode(tekst, validate=True)
    except (binascii.Error, ValueError) as fout:
        raise NotitieOngeldig(f"{wat} is geen base64.") from fout
    if _b64(ruw) != tekst:
        raise NotitieOngeldig(f"{wat} is niet op de vaste wijze als base64 geschreven.")
    return ruw

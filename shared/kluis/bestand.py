"""The key source as one file of its owner alone.

The file holds a secret and a master key per epoch. The key that wraps an epoch key is HKDF-SHA-256
(RFC 5869) over both, so neither part alone opens anything; a new epoch renews both. The file is
replaced as a whole: written aside, synced, renamed, and the old bytes overwritten.

Keep exactly one copy of this file and overwrite it after each destruction; see the decision
record on the kluis for why an archive of old copies undoes destruction.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shared.kluis.fouten import KluisNietBeschikbaar, OngeldigeSleutelbron, TijdperkOnbekend
from shared.kluis.zegel import SLEUTEL_BYTES, nieuwe_sleutel, ontzegel, samen, verzegel

_SOORT = "driehoek-sleutelbron"
_VERSIE = 1
_MAXIMALE_BYTES = 1_000_000


# Without a repr: it holds keys, and a traceback may print what it finds.
@dataclass(frozen=True, repr=False)
class _Inhoud:
    test: bool
    hoofdsleutel: bytes
    tijdperken: dict[str, bytes]
    hoofdsleutels: dict[str, bytes]

    def als_bytes(self) -> bytes:
        waarden = {
            "soort": _SOORT,
            "versie": _VERSIE,
            "test": self.test,
            "hoofdsleutel": base64.b64encode(self.hoofdsleutel).decode(),
            "tijdperken": {
                naam: base64.b64encode(geheim).decode() for naam, geheim in self.tijdperken.items()
            },
            "hoofdsleutels": {
                naam: base64.b64encode(sleutel).decode()
                for naam, sleutel in self.hoofdsleutels.items()
            },
        }
        return json.dumps(waarden, indent=2).encode() + b"\n"


class BestandsSleutelbron:
    """A `Sleutelbron` in a file with mode 0600, shared safely by processes and threads.

    Faults, also at construction: `OngeldigeSleutelbron` when the file is missing, readable by
    others, a link, not ours, or made for tests while `test_toegestaan` is false (production).
    """

    def __init__(self, pad: Path, *, test_toegestaan: bool = False) -> None:
        self._pad = pad
        self._test_toegestaan = test_toegestaan
        with self._slot():
            self._kladbestand.unlink(missing_ok=True)
            self._lees()

    @classmethod
    def maak(cls, pad: Path, *, test: bool = False) -> Self:
        """Make a new file with a random master key. An existing file is never overwritten."""
        inhoud = _Inhoud(test=test, hoofdsleutel=nieuwe_sleutel(), tijdperken={}, hoofdsleutels={})
        try:
            _schrijf_nieuw(pad, inhoud.als_bytes())
        except FileExistsError as fout:
            raise OngeldigeSleutelbron(
                f"{pad} bestaat al. Een sleutelbron overschrijven maakt de kluis onleesbaar; "
                "kies een ander pad."
            ) from fout
        except FileNotFoundError as fout:
            raise OngeldigeSleutelbron(f"De map {pad.parent} bestaat niet.") from fout
        _sync_map(pad.parent)
        return cls(pad, test_toegestaan=test)

    def tijdperken(self) -> frozenset[str]:
        """The epochs the file holds a secret for."""
        with self._slot():
            return frozenset(self._lees().tijdperken)

    def maak_tijdperk(self, tijdperk: str) -> None:
        """Add a random secret, under a master key of its own; durable when this returns."""
        with self._slot():
            inhoud = self._lees()
            if tijdperk not in inhoud.tijdperken:
                nieuw = {**inhoud.tijdperken, tijdperk: nieuwe_sleutel()}
                onder = {**inhoud.hoofdsleutels, tijdperk: nieuwe_sleutel()}
                self._vervang(replace(inhoud, tijdperken=nieuw, hoofdsleutels=onder))

    def vernietig_tijdperk(self, tijdperk: str) -> None:
        """Remove the secret with its master key, and overwrite the bytes they stood in."""
        with self._slot():
            inhoud = self._lees()
            if tijdperk in inhoud.tijdperken:
                over = {naam: g for naam, g in inhoud.tijdperken.items() if naam != tijdperk}
                onder = {naam: s for naam, s in inhoud.hoofdsleutels.items() if naam != tijdperk}
                eerste = inhoud.hoofdsleutel
                if onder.keys() >= over.keys():
                    # The one for all epochs, of before each had its own, is nobody's any more.
                    eerste = nieuwe_sleutel()
                self._vervang(
                    replace(inhoud, hoofdsleutel=eerste, tijdperken=over, hoofdsleutels=onder)
                )

    def wikkel(self, tijdperk: str, sleutel: bytes) -> bytes:
        """Wrap an epoch key."""
        return verzegel(self._wikkelsleutel(tijdperk), sleutel, _context(tijdperk))

    def ontwikkel(self, tijdperk: str, gewikkeld: bytes) -> bytes:
        """Unwrap an epoch key."""
        return ontzegel(self._wikkelsleutel(tijdperk), gewikkeld, _context(tijdperk))

    def _wikkelsleutel(self, tijdperk: str) -> bytes:
        with self._slot():
            inhoud = self._lees()
        geheim = inhoud.tijdperken.get(tijdperk)
        if geheim is None:
            raise TijdperkOnbekend
        afleiding = HKDF(
            algorithm=SHA256(), length=SLEUTEL_BYTES, salt=None, info=_context(tijdperk)
        )
        hoofdsleutel = inhoud.hoofdsleutels.get(tijdperk, inhoud.hoofdsleutel)
        return afleiding.derive(hoofdsleutel + geheim)

    @property
    def _kladbestand(self) -> Path:
        return self._pad.with_name(self._pad.name + ".nieuw")

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """One at a time, over processes and threads; the lock outlives no process."""
        pad = self._pad.with_name(self._pad.name + ".slot")
        with _bruikbaar(self._pad):
            fd = os.open(pad, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)

    def _lees(self) -> _Inhoud:
        with _bruikbaar(self._pad):
            fd = os.open(self._pad, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        try:
            _controleer_rechten(self._pad, os.fstat(fd))
            ruw = os.read(fd, _MAXIMALE_BYTES)
        finally:
            os.close(fd)
        inhoud = _ontleed(self._pad, ruw)
        if inhoud.test and not self._test_toegestaan:
            raise OngeldigeSleutelbron(
                f"{self._pad} is een sleutelbron voor tests en mag niet in productie. "
                "Maak een eigen sleutelbron aan."
            )
        return inhoud

    def _vervang(self, inhoud: _Inhoud) -> None:
        """Old or new, never half: after a crash at any point one of the two is in place."""
        with _bruikbaar(self._pad):
            self._kladbestand.unlink(missing_ok=True)
            _schrijf_nieuw(self._kladbestand, inhoud.als_bytes())
            oud = os.open(self._pad, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                self._kladbestand.replace(self._pad)
                _sync_map(self._pad.parent)
                _overschrijf(oud)
            finally:
                os.close(oud)


def _context(tijdperk: str) -> bytes:
    return samen(b"driehoek/kluis/tijdperk/1", tijdperk.encode())


@contextmanager
def _bruikbaar(pad: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as fout:
        raise OngeldigeSleutelbron(f"Er is geen sleutelbron op {pad}.") from fout
    except OSError as fout:
        raise KluisNietBeschikbaar(
            f"de sleutelbron {pad} is niet te gebruiken ({fout.strerror})"
        ) from fout


def _controleer_rechten(pad: Path, stand: os.stat_result) -> None:
    if not stat.S_ISREG(stand.st_mode) or stand.st_nlink != 1:
        raise OngeldigeSleutelbron(f"{pad} moet een gewoon bestand zijn zonder tweede naam (link).")
    if stand.st_uid != os.geteuid():
        raise OngeldigeSleutelbron(f"{pad} is van een andere gebruiker dan die van dit proces.")
    if stat.S_IMODE(stand.st_mode) & 0o077:
        raise OngeldigeSleutelbron(f"{pad} is leesbaar voor anderen. Doe: chmod 600 {pad}")


def _ontleed(pad: Path, ruw: bytes) -> _Inhoud:
    try:
        waarden = json.loads(ruw)
        if (waarden["soort"], waarden["versie"]) != (_SOORT, _VERSIE):
            raise ValueError
        inhoud = _Inhoud(
            # Only an explicit false makes it fit for production.
            test=waarden["test"] is not False,
            hoofdsleutel=base64.b64decode(waarden["hoofdsleutel"], validate=True),
            tijdperken={
                naam: base64.b64decode(geheim, validate=True)
                for naam, geheim in waarden["tijdperken"].items()
            },
            # Not there in a file of before each epoch had a master key of its own.
            hoofdsleutels={
                naam: base64.b64decode(sleutel, validate=True)
                for naam, sleutel in waarden.get("hoofdsleutels", {}).items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        inhoud = None
    if inhoud is None or not _hele_sleutels(inhoud):
        # Without the cause: its text may quote the file, and the file holds keys.
        raise OngeldigeSleutelbron(f"{pad} is geen sleutelbron van versie {_VERSIE}.")
    return inhoud


def _hele_sleutels(inhoud: _Inhoud) -> bool:
    sleutels = (
        inhoud.hoofdsleutel,
        *inhoud.tijdperken.values(),
        *inhoud.hoofdsleutels.values(),
    )
    return all(len(sleutel) == SLEUTEL_BYTES for sleutel in sleutels)


def _schrijf_nieuw(pad: Path, inhoud: bytes) -> None:
    fd = os.open(pad, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(fd, "wb") as bestand:
            bestand.write(inhoud)
            bestand.flush()
            os.fsync(bestand.fileno())
    except OSError:
        with suppress(OSError):
            pad.unlink()
        raise


def _overschrijf(fd: int) -> None:
    """Zero the old file behind its last handle. A copying file system may keep blocks anyway."""
    os.pwrite(fd, bytes(os.fstat(fd).st_size), 0)
    os.fsync(fd)


def _sync_map(pad: Path) -> None:
    fd = os.open(pad, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)

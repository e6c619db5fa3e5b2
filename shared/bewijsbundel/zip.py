"""Reading the ZIP of a bundle that anyone may have made.

Nothing is unpacked to disk; names are compared, never followed. Every size is counted while
reading, whatever the ZIP says of itself.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.vorm import (
    BLADEN,
    CERTIFICAATMAP,
    CERTIFICAATNAAM,
    VERPLICHT,
    Bundellimieten,
)
from shared.logboek.fouten import LogboekFout
from shared.opslag.bestandsfout import waarom_niet_zin

_ZIPFOUTEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_SLOT = struct.Struct("<4s4H2LH")
_BEGINMERK, _SLOTMERK, _SLOT64MERK = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_SLOT64_BYTES = 20
_MAX_INGANG_BYTES = 512
_BROK = 1 << 18


class BundelOnleesbaar(LogboekFout):
    """The file is no ZIP that can be read within the limits."""


class Bundelbestand:
    """An opened bundle. Context manager; `BundelOnleesbaar` when it does not open."""

    def __init__(self, pad: Path, limieten: Bundellimieten, bevindingen: Bevindingen) -> None:
        self._limieten = limieten
        self._bevindingen = bevindingen
        try:
            self._bestand: BinaryIO = pad.open("rb")
        except ValueError as fout:
            raise BundelOnleesbaar("Dit is geen naam van een bestand.") from fout
        except OSError as fout:
            raise BundelOnleesbaar(waarom_niet_zin(fout)) from fout
        try:
            _controleer_slot(self._bestand, limieten)
            self._archief = zipfile.ZipFile(self._bestand)
        except _ZIPFOUTEN as fout:
            self._bestand.close()
            raise BundelOnleesbaar("Het bestand is geen leesbare ZIP.") from fout
        except BaseException:
            self._bestand.close()
            raise
        self._ingangen = self._neem_ingangen()

    def __enter__(self) -> Bundelbestand:
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        self._archief.close()
        self._bestand.close()

    @property
    def certificaten(self) -> list[str]:
        """Names of the certificate files, sorted."""
        return sorted(naam for naam in self._ingangen if CERTIFICAATNAAM.fullmatch(naam))

    def lees(self, naam: str) -> bytes | None:
        """A small file whole, None (and a fault) when it is missing or cannot be read."""
        inhoud = b""
        for brok in self._brokken(naam):
            inhoud += brok
            if len(inhoud) > self._limieten.max_klein_bytes:
                self._bevindingen.fout(Foutsoort.BESTAND_ONLEESBAAR, f"{naam} is te groot.")
                return None
        return inhoud if self._heel else None

    def regels(self) -> Iterator[bytes]:
        """The lines of the leaves file, without newline; stops, with a fault, at a limit."""
        rest, gelezen, aantal = b"", 0, 0
        for brok in self._brokken(BLADEN):
            gelezen += len(brok)
            *regels, rest = (rest + brok).split(b"\n")
            for regel in [*regels, rest]:
                if len(regel) > self._limieten.max_regel_bytes:
                    self._te_groot(f"regel {aantal + 1} is te lang")
                    return
            for regel in regels:
                if aantal == self._limieten.max_regels:
                    self._te_groot("het bestand is te groot")
                    return
                aantal += 1
                yield regel
            if gelezen > self._limieten.max_bladen_bytes:
                self._te_groot("het bestand is te groot")
                return
        if rest:
            yield rest

    def _te_groot(self, waarom: str) -> None:
        melding = f"{BLADEN} is niet verder gelezen: {waarom}."
        self._bevindingen.fout(Foutsoort.BESTAND_ONLEESBAAR, melding)

    def _brokken(self, naam: str) -> Iterator[bytes]:
        """Contents piece by piece; a broken file ends early, with a fault."""
        self._heel = False
        ingang = self._ingangen.get(naam)
        if ingang is None:
            return
        # Alleen deflate geeft de uitgepakte bytes in brokken die wij kiezen.
        if ingang.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            melding = f"{naam} is op een ongebruikelijke wijze ingepakt."
            self._bevindingen.fout(Foutsoort.BESTAND_ONLEESBAAR, melding)
            return
        try:
            with self._archief.open(ingang) as stroom:
                while brok := stroom.read(_BROK):
                    yield brok
            self._heel = True
        except _ZIPFOUTEN:
            melding = f"{naam} is beschadigd of niet te lezen."
            self._bevindingen.fout(Foutsoort.BESTAND_ONLEESBAAR, melding)

    def _neem_ingangen(self) -> dict[str, zipfile.ZipInfo]:
        """The files of the profile; any other name, and any name twice, is a fault."""
        lijst = [i for i in self._archief.infolist() if i.filename != CERTIFICAATMAP]
        for naam, keren in Counter(ingang.filename for ingang in lijst).items():
            if keren > 1:
                self._bevindingen.fout(
                    Foutsoort.BESTAND_ONVERWACHT, f"{_leesbaar(naam)} zit {keren} keer in de ZIP."
                )
            if naam not in VERPLICHT and not CERTIFICAATNAAM.fullmatch(naam):
                self._bevindingen.fout(
                    Foutsoort.BESTAND_ONVERWACHT,
                    f"{_leesbaar(naam)} hoort niet in een bewijsbundel.",
                )
        ingangen = {ingang.filename: ingang for ingang in lijst}
        for naam in VERPLICHT:
            if naam not in ingangen:
                self._bevindingen.fout(
                    Foutsoort.BESTAND_ONTBREEKT, f"{naam} ontbreekt in de bundel."
                )
        return ingangen


def _controleer_slot(bestand: BinaryIO, limieten: Bundellimieten) -> None:
    """Look at the end record before `zipfile` builds a list as long as the file says."""
    grootte = bestand.seek(0, 2)
    if grootte > limieten.max_zip_bytes:
        raise BundelOnleesbaar("Het bestand is te groot voor een bewijsbundel.")
    if grootte < _SLOT.size:
        raise BundelOnleesbaar("Het bestand is geen leesbare ZIP.")
    begin = max(0, grootte - _SLOT.size - _SLOT64_BYTES)
    bestand.seek(begin)
    staart = bestand.read()
    merk, _, _, _, ingangen, omvang, _, commentaar = _SLOT.unpack(staart[-_SLOT.size :])
    if merk != _SLOTMERK or commentaar or staart.startswith(_SLOT64MERK):
        raise BundelOnleesbaar("Het bestand is geen leesbare ZIP, of draagt er iets achteraan.")
    if ingangen > limieten.max_ingangen or omvang > limieten.max_ingangen * _MAX_INGANG_BYTES:
        raise BundelOnleesbaar("De ZIP bevat te veel bestanden voor een bewijsbundel.")
    bestand.seek(0)
    if bestand.read(len(_BEGINMERK)) != _BEGINMERK:
        raise BundelOnleesbaar("Het bestand is geen leesbare ZIP, of er staat iets vóór.")
    bestand.seek(0)


def _leesbaar(naam: str) -> str:
    """A name of a stranger's making, safe on a terminal."""
    return ascii(naam[:80])

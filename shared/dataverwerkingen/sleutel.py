"""The key under which a deployable makes pseudonyms for its log: a file of its own.

Lose it and nobody, we included, can say any more whom a record is about. So it is kept as long as
the records are, apart from them, and it is never rotated within that term.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from shared.dataverwerkingen.regels import SLEUTELLENGTE
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout

_SOORT = "driehoek-pseudoniemsleutel"
_PLAATS = "verwerkingenlog.sleutel"


def maak_sleutel(pad: Path, *, test: bool) -> None:
    """Write a new key, readable by the owner alone. ``FileExistsError`` when there is one."""
    inhoud = {"soort": _SOORT, "test": test, "sleutel": os.urandom(SLEUTELLENGTE).hex()}
    bestand = os.open(pad, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(bestand, "w", encoding="utf-8") as uit:
        json.dump(inhoud, uit)
        uit.flush()
        os.fsync(uit.fileno())


def lees_sleutel(pad: Path, *, test_toegestaan: bool) -> bytes:
    """The key; ``OngeldigeInstellingen`` for anything else, or for a test key in production."""
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
        sleutel = bytes.fromhex(inhoud["sleutel"])
        goed = inhoud["soort"] == _SOORT and len(sleutel) == SLEUTELLENGTE
        test = bool(inhoud["test"])
    except (ValueError, KeyError, TypeError):
        goed, test, sleutel = False, False, b""
    if not goed:
        raise _fout("is geen pseudoniemsleutel; maak er een met driehoek pseudoniemsleutel")
    if test and not test_toegestaan:
        raise _fout("is een sleutel om mee te testen; die mag niet in productie")
    return sleutel


def _fout(zin: str) -> OngeldigeInstellingen:
    return OngeldigeInstellingen("deze configuratie", (Invoerfout(_PLAATS, zin),))

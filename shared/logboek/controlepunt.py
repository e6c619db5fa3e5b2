"""Checkpoints: what the log signs about its tree, and what witnesses cosign.

Pure (C2SP tlog-checkpoint and tlog-cosignature). `Checkpoint` is what a verified note says;
`open_checkpoint` is the only way from text to `Checkpoint` for anyone who must trust it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass

from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.merkle import HASH_BYTES
from shared.logboek.notitie import (
    GeopendeNotitie,
    Notitiesleutel,
    Soort,
    Verificatiesleutel,
    onderteken_notitie,
    open_notitie,
    splits_notitie,
)

# Ruimer dan welk log ook; houdt int() op vreemde tekst klein.
_MAX_CIJFERS = 19


@dataclass(frozen=True)
class Checkpoint:
    """Origin (the log's name), number of leaves, root; extension lines only if there are any."""

    herkomst: str
    grootte: int
    wortel: bytes
    uitbreiding: tuple[str, ...] = ()

    def tekst(self) -> str:
        """The note text that is signed: every line ends in a newline."""
        regels = (self.herkomst, str(self.grootte), base64.b64encode(self.wortel).decode())
        return "".join(f"{regel}\n" for regel in (*regels, *self.uitbreiding))


def lees_checkpoint(tekst: str) -> Checkpoint:
    """Parse a checkpoint's note text; for untrusted notes use `open_checkpoint`."""
    regels = tekst.split("\n")
    if len(regels) < 4 or regels[-1] or not all(regels[:-1]):
        raise NotitieOngeldig("Een checkpoint heeft ten minste drie regels en geen lege regel.")
    herkomst, grootte, wortel, *uitbreiding = regels[:-1]
    return Checkpoint(herkomst, _lees_grootte(grootte), _lees_wortel(wortel), tuple(uitbreiding))


def onderteken_checkpoint(checkpoint: Checkpoint, sleutel: Notitiesleutel) -> str:
    """The log's signed note over its checkpoint; the key carries the log's name."""
    if sleutel.verificatiesleutel.soort is not Soort.ED25519:
        raise NotitieOngeldig("Een log tekent met een gewone Ed25519-sleutel.")
    if sleutel.naam != checkpoint.herkomst:
        raise NotitieOngeldig("De sleutel van het log heet anders dan het log.")
    return onderteken_notitie(checkpoint.tekst(), sleutel)


def open_checkpoint(
    notitie: str | bytes,
    logsleutel: Verificatiesleutel,
    getuigen: Iterable[Verificatiesleutel] = (),
) -> tuple[Checkpoint, GeopendeNotitie]:
    """Verify a checkpoint note: by the log itself, under the log's own name.

    Signatures by known witnesses are verified too; one that fails rejects the note. Which
    witnesses did sign is in the opened note; how many are enough is for the caller.
    """
    if logsleutel.soort is not Soort.ED25519:
        raise NotitieOngeldig("De sleutel van het log is een sleutel van een getuige.")
    geopend = open_notitie(notitie, [logsleutel, *getuigen])
    if geopend.van(logsleutel) is None:
        raise NotitieOngeldig("Het log zelf heeft dit checkpoint niet ondertekend.")
    checkpoint = lees_checkpoint(geopend.tekst)
    if checkpoint.herkomst != logsleutel.naam:
        raise NotitieOngeldig("Het checkpoint is van een ander log dan de sleutel.")
    return checkpoint, geopend


def voeg_samen(notitie: str, anderen: Iterable[str]) -> str:
    """One note with the signature lines of all of them; only notes over the same text."""
    tekst, _ = splits_notitie(notitie)
    regels = dict.fromkeys(notitie[len(tekst) + 1 :].splitlines(keepends=True))
    for andere in anderen:
        if splits_notitie(andere)[0] != tekst:
            raise NotitieOngeldig("Deze medeondertekening hoort bij een ander checkpoint.")
        regels.update(dict.fromkeys(andere[len(tekst) + 1 :].splitlines(keepends=True)))
    return tekst + "\n" + "".join(regels)


def _lees_grootte(tekst: str) -> int:
    cijfers = tekst.isascii() and tekst.isdigit() and len(tekst) <= _MAX_CIJFERS
    if not cijfers or str(int(tekst)) != tekst:
        raise NotitieOngeldig("De grootte in het checkpoint is geen gewoon getal.")
    return int(tekst)


def _lees_wortel(tekst: str) -> bytes:
    try:
        wortel = base64.b64decode(tekst, validate=True)
    except (binascii.Error, ValueError) as fout:
        raise NotitieOngeldig("De wortel in het checkpoint is geen base64.") from fout
    if len(wortel) != HASH_BYTES or base64.b64encode(wortel).decode() != tekst:
        raise NotitieOngeldig("De wortel in het checkpoint is geen hash van 32 bytes.")
    return wortel

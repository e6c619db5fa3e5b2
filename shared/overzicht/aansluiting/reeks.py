"""A stretch of the log as the gateway hands it over: bytes in, proven leaves out. Pure.

Nothing of it is believed: the checkpoint carries the log's signature, and each leaf its proof
against that checkpoint. Left to the caller: that the checkpoint goes with all this party saw and
cosigned (``getuigen/geheugen.py``). That a leaf is *not* among them is the word of the gateway,
and is held against the own file.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.controlepunt import Checkpoint, open_checkpoint
from shared.logboek.fouten import LogboekFout
from shared.logboek.merkle import bladhash, controleer_inclusie
from shared.logboek.notitie import Verificatiesleutel
from shared.verzenden.fouten import BewijsOnvoldoende


class _Vorm(BaseModel):
    # Unknown members are let through: a newer gateway may say more than this party reads.
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class _Regel(_Vorm):
    bladnummer: int = Field(ge=0)
    blad: str
    bewijs: list[str]


class _Reeks(_Vorm):
    vanaf: int = Field(ge=0)
    tot: int = Field(ge=0)
    grootte: int = Field(ge=0)
    checkpoint: str
    bladen: list[_Regel]


@dataclass(frozen=True)
class Reeks:
    """Proven leaves by number; the gateway says there are no others for us up to ``tot``."""

    vanaf: int
    tot: int
    checkpoint: Checkpoint
    notitie: str
    bladen: Mapping[int, GelezenBlad]


def lees_reeks(document: object, vanaf: int, logsleutel: Verificatiesleutel) -> Reeks:
    """The stretch that begins at ``vanaf``. Raises ``BewijsOnvoldoende`` for what does not hold."""
    try:
        vorm = _Reeks.model_validate(document)
    except ValidationError as fout:
        plaatsen = ", ".join("/".join(map(str, f["loc"])) for f in fout.errors()[:5])
        raise BewijsOnvoldoende(f"Het stuk van het log mist of vervormt: {plaatsen}.") from None
    try:
        checkpoint, _ = open_checkpoint(vorm.checkpoint, logsleutel)
        if vorm.vanaf != vanaf or not vanaf <= vorm.tot <= checkpoint.grootte:
            raise BewijsOnvoldoende("De gateway gaf een ander stuk van het log dan gevraagd.")
        bladen = {regel.bladnummer: _bewezen(regel, checkpoint) for regel in vorm.bladen}
    except LogboekFout as fout:
        raise BewijsOnvoldoende(f"Het stuk van het log is niet bewezen: {fout}") from fout
    if not all(vanaf <= nummer < vorm.tot for nummer in bladen):
        raise BewijsOnvoldoende("De gateway gaf bladen buiten het gevraagde stuk van het log.")
    return Reeks(vanaf, vorm.tot, checkpoint, vorm.checkpoint, bladen)


def _bewezen(regel: _Regel, checkpoint: Checkpoint) -> GelezenBlad:
    inhoud = _base64(regel.blad)
    bewijs = [_base64(knoop) for knoop in regel.bewijs]
    controleer_inclusie(
        bladhash(inhoud), regel.bladnummer, checkpoint.grootte, bewijs, checkpoint.wortel
    )
    return lees_blad(inhoud)


def _base64(tekst: str) -> bytes:
    try:
        return base64.b64decode(tekst, validate=True)
    except (binascii.Error, ValueError):
        raise BewijsOnvoldoende("Het stuk van het log is geen geldige base64.") from None

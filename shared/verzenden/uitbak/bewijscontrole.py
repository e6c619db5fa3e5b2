"""Checks what the gateway answers before a message counts as delivered (profile, 2 and 3).

Bytes in, verified type out. The order of checks:

1. the answer has the shape of the profile and is about this message;
2. the receipt is signed by the receiver's registered signing certificate, which is trusted and
   carries the receiver's OIN, and is about this message;
3. the checkpoint is signed by the log this party knows;
4. the leaf is this decision: the kop, digest and signature that were sent, and the decision
   the answer states;
5. the leaf is in the tree of that checkpoint.

Left to the caller: that this checkpoint extends the last one seen (``getuigen/geheugen.py``).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.bericht.fouten import BerichtFout
from shared.bericht.jsonvorm import lees_json
from shared.bericht.ontvangst import Ontvangst, verifieer_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.convenant.verzoek import Kop
from shared.logboek.controlepunt import Checkpoint, open_checkpoint
from shared.logboek.fouten import LogboekFout
from shared.logboek.merkle import bladhash, controleer_inclusie
from shared.logboek.notitie import Verificatiesleutel
from shared.verzenden.fouten import BewijsOnvoldoende


class _Vorm(BaseModel):
    # Unknown members are let through: a newer gateway may say more than this party reads.
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class OntvangstVorm(_Vorm):
    """The receiver's receipt: its exact text and the receiver's signature over it."""

    inhoud: str
    handtekening: str


class LogboekVorm(_Vorm):
    """Where the decision stands in the log, and the proof of it."""

    bladnummer: int = Field(ge=0)
    grootte: int = Field(ge=1)
    bewijs: list[str]
    checkpoint: str
    blad: str | None = None


class AntwoordVorm(_Vorm):
    """The gateway's 201, not yet verified."""

    id: str
    besluit: dict[str, Any]
    ontvangst: OntvangstVorm
    logboek: LogboekVorm


@dataclass(frozen=True)
class Verzonden:
    """What left, to compare the answer with.

    ``digest`` and ``payload_signature`` are the message's, which the decision is about;
    ``ontvangen_digest`` is of what the receipt is about: the message, or the content of what was
    said, delivered later.
    """

    bericht_id: str
    digest: str
    payload_signature: str
    ontvangen_digest: str
    kop: Kop


@dataclass(frozen=True)
class Afleverbewijs:
    """A verified answer: the message reached the receiver and the decision is in the log."""

    ontvangst: Ontvangst
    besluit: Mapping[str, Any]
    bladnummer: int
    checkpoint: Checkpoint
    checkpoint_notitie: str


def lees_antwoord(document: object) -> AntwoordVorm:
    """Step 1, the shape. Raises ``BewijsOnvoldoende``."""
    try:
        return AntwoordVorm.model_validate(document)
    except ValidationError as fout:
        plaatsen = ", ".join("/".join(map(str, f["loc"])) for f in fout.errors())
        raise BewijsOnvoldoende(
            f"Het antwoord van de gateway mist of vervormt: {plaatsen}."
        ) from None


def lees_blad(tekst: str) -> bytes:
    """A leaf's bytes out of their base64. Raises ``BewijsOnvoldoende``."""
    return _base64(tekst, "Het blad")


def controleer_antwoord(
    antwoord: AntwoordVorm,
    blad: bytes,
    verzonden: Verzonden,
    *,
    ontvanger: Certificaat,
    ontvanger_oin: str,
    vertrouwen: Vertrouwenslijst,
    logsleutel: Verificatiesleutel,
    nu: datetime,
) -> Afleverbewijs:
    """Steps 1 to 5 of the module. Raises ``BewijsOnvoldoende`` with what does not hold."""
    if antwoord.id != verzonden.bericht_id:
        raise BewijsOnvoldoende("Het antwoord van de gateway gaat over een ander bericht.")
    ontvangst = _controleer_ontvangst(
        antwoord.ontvangst, verzonden, ontvanger, ontvanger_oin, vertrouwen, nu
    )
    checkpoint = _open_checkpoint(antwoord.logboek, logsleutel)
    _controleer_blad(blad, antwoord, verzonden)
    _controleer_inclusie(blad, antwoord.logboek, checkpoint)
    return Afleverbewijs(
        ontvangst=ontvangst,
        besluit=antwoord.besluit,
        bladnummer=antwoord.logboek.bladnummer,
        checkpoint=checkpoint,
        checkpoint_notitie=antwoord.logboek.checkpoint,
    )


def _controleer_ontvangst(
    vorm: OntvangstVorm,
    verzonden: Verzonden,
    certificaat: Certificaat,
    oin: str,
    vertrouwen: Vertrouwenslijst,
    nu: datetime,
) -> Ontvangst:
    try:
        vertrouwen.controleer(certificaat, nu)
        ontvangst = verifieer_ontvangst(vorm.inhoud, vorm.handtekening, certificaat, nu=nu)
    except BerichtFout as fout:
        raise BewijsOnvoldoende(f"De ontvangstbevestiging klopt niet: {fout.melding}") from fout
    if certificaat.oin != oin:
        raise BewijsOnvoldoende("Het certificaat onder de ontvangst is van een andere organisatie.")
    if (ontvangst.id, ontvangst.digest) != (verzonden.bericht_id, verzonden.ontvangen_digest):
        raise BewijsOnvoldoende("De ontvangstbevestiging gaat over een ander bericht.")
    return ontvangst


@lru_cache(maxsize=64)
def _open(notitie: str, logsleutel: Verificatiesleutel) -> Checkpoint:
    """A checkpoint whose signature holds. Messages decided on together are under the same one."""
    return open_checkpoint(notitie, logsleutel)[0]


def _open_checkpoint(logboek: LogboekVorm, logsleutel: Verificatiesleutel) -> Checkpoint:
    try:
        checkpoint = _open(logboek.checkpoint, logsleutel)
    except LogboekFout as fout:
        raise BewijsOnvoldoende(f"Het checkpoint van het logboek klopt niet: {fout}") from fout
    if checkpoint.grootte != logboek.grootte:
        raise BewijsOnvoldoende("Het checkpoint heeft een andere grootte dan het antwoord noemt.")
    return checkpoint


def _controleer_blad(blad: bytes, antwoord: AntwoordVorm, verzonden: Verzonden) -> None:
    try:
        inhoud = lees_json(blad)
    except BerichtFout as fout:
        raise BewijsOnvoldoende("Het blad in het logboek is onleesbaar.") from fout
    verwacht = {
        "soort": "besluit",
        "kop": verzonden.kop.als_json(),
        "digest": verzonden.digest,
        "payloadSignature": verzonden.payload_signature,
        "besluit": antwoord.besluit,
    }
    if not isinstance(inhoud, dict):
        raise BewijsOnvoldoende("Het blad in het logboek is geen object.")
    anders = [naam for naam, waarde in verwacht.items() if inhoud.get(naam) != waarde]
    if anders:
        raise BewijsOnvoldoende(
            f"Het blad in het logboek is niet dit besluit; anders zijn: {', '.join(anders)}."
        )


def _controleer_inclusie(blad: bytes, logboek: LogboekVorm, checkpoint: Checkpoint) -> None:
    bewijs = [_base64(knoop, "Het bewijs") for knoop in logboek.bewijs]
    try:
        controleer_inclusie(
            bladhash(blad), logboek.bladnummer, checkpoint.grootte, bewijs, checkpoint.wortel
        )
    except LogboekFout as fout:
        raise BewijsOnvoldoende(f"Het besluit staat niet bewezen in het logboek: {fout}") from fout


def _base64(tekst: str, wat: str) -> bytes:
    try:
        return base64.b64decode(tekst, validate=True)
    except (binascii.Error, ValueError):
        raise BewijsOnvoldoende(f"{wat} is geen geldige base64.") from None

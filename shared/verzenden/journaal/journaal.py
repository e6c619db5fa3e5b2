"""This party's own record of sending and receiving, to be laid beside the exchange log.

Whoever reconciles later needs: which message, which bytes (digest), with whom, decided how, in
which leaf under which checkpoint, and the receipt. No content, no names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.taakgrens import ALLES, Taakgrens
from shared.tijd.kenmerk import uuid7
from shared.verzenden.journaal.tabellen import JournaalRij

UIT = "uit"
ALLEN = "*"
IN = "in"
ONDERTEKEND, BEEINDIGD = "ondertekend", "beeindigd"


@dataclass(frozen=True)
class Bewijsstuk:
    """What proves the outcome: leaf, checkpoint and the receipt's exact text with signature."""

    bladnummer: int | None = None
    checkpoint: str | None = None
    ontvangst: str | None = None
    handtekening: str | None = None


GEEN_BEWIJS = Bewijsstuk()


def noteer(
    sessie: Session,
    kop: Mapping[str, Any],
    *,
    richting: str,
    handeling: str,
    nu: datetime,
    digest: str | None,
    besluit: str | None = None,
    bewijs: Bewijsstuk = GEEN_BEWIJS,
) -> None:
    """Adds a line about the message with this kop, in the caller's transaction."""
    waarden = regelwaarden(
        kop, richting=richting, handeling=handeling, nu=nu, digest=digest, besluit=besluit,
        bewijs=bewijs,
    )  # fmt: skip
    sessie.add(JournaalRij(**waarden))


def regelwaarden(
    kop: Mapping[str, Any],
    *,
    richting: str,
    handeling: str,
    nu: datetime,
    digest: str | None,
    besluit: str | None,
    bewijs: Bewijsstuk,
) -> dict[str, Any]:
    """The values of one line."""
    return {
        "id": uuid7(nu),
        "tijdstip": nu,
        "richting": richting,
        "handeling": handeling,
        "bericht_id": kop["id"],
        "digest": digest,
        "tegenpartij": kop["ontvanger"] if richting == UIT else kop["afzender"],
        "soort": kop["soort"],
        "groep": kop["groep"],
        "medewerker": kop["medewerker"] if richting == UIT else kop["ontvangendeMedewerker"],
        "besluit": besluit,
        "bladnummer": bewijs.bladnummer,
        "checkpoint": bewijs.checkpoint,
        "ontvangst": bewijs.ontvangst,
        "handtekening": bewijs.handtekening,
    }


def noteer_groepsbesluit(
    sessie: Session, besluit: Mapping[str, Any], medewerker: str, digest: str, nu: datetime
) -> None:
    """Adds a line: this employee put the party's signature under this group decision."""
    sessie.add(
        JournaalRij(
            id=uuid7(nu),
            tijdstip=nu,
            richting=UIT,
            handeling=ONDERTEKEND,
            bericht_id=besluit["id"],
            digest=digest,
            tegenpartij=ALLEN,
            soort="groepsbesluit",
            groep=besluit["groep"],
            medewerker=medewerker,
            besluit=besluit["soort"],
        )
    )


def tekende(sessie: Session, groep: str, soort: str, medewerker: str) -> bool:
    """Whether this employee ever put the party's signature under such a decision on the group."""
    vraag = select(JournaalRij.id).where(
        JournaalRij.groep == groep,
        JournaalRij.handeling == ONDERTEKEND,
        JournaalRij.besluit == soort,
        JournaalRij.medewerker == medewerker,
    )
    return sessie.scalars(vraag.limit(1)).first() is not None


def noteer_aanstelling(
    sessie: Session,
    aanstelling: Mapping[str, Any],
    *,
    handeling: str,
    digest: str,
    medewerker: str,
    nu: datetime,
) -> None:
    """Adds a line: this employee signed an auditor's appointment for the party, or ended it.

    ``digest``: over what was signed.
    """
    sessie.add(
        JournaalRij(
            id=uuid7(nu),
            tijdstip=nu,
            richting=UIT,
            handeling=handeling,
            bericht_id=aanstelling["id"],
            digest=digest,
            tegenpartij=ALLEN,
            soort="aanstelling",
            groep=None,
            medewerker=medewerker,
            besluit=aanstelling["opdracht"],
        )
    )


def noteer_gebruik(
    sessie: Session,
    kop: Mapping[str, Any],
    *,
    richting: str,
    handeling: str,
    medewerker: str,
    nu: datetime,
) -> None:
    """Adds a line: this employee did something with the message that has this kop.

    No digest: that column is about the message's own bytes.
    """
    waarden = regelwaarden(
        kop, richting=richting, handeling=handeling, nu=nu, digest=None, besluit=None,
        bewijs=GEEN_BEWIJS,
    )  # fmt: skip
    sessie.add(JournaalRij(**{**waarden, "medewerker": medewerker}))


def zoek(
    *,
    na: str | None,
    hoogstens: int,
    bericht: str | None = None,
    taak: Taakgrens = ALLES,
) -> Select[JournaalRij]:
    """Lines in order of time, after line ``na``; of one message or of all, within a task."""
    vraag = select(JournaalRij).order_by(JournaalRij.id).limit(hoogstens)
    if na is not None:
        vraag = vraag.where(JournaalRij.id > na)
    if bericht is not None:
        vraag = vraag.where(JournaalRij.bericht_id == bericht)
    return vraag.where(taak.rijen(JournaalRij.groep))

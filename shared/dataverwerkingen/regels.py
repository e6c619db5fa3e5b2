"""What is recorded: a processing of data about one person, and a decision. Pure.

``Verwerking`` has the fields of Logboek Dataverwerkingen 1.0.0, ``Beslissing`` those of the
Authorization Decision Log 1.0.0. Both refuse what the standard does not admit, so that a wrong
record cannot be stored. Neither can hold a name or an employee.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

_TRACE: Final = re.compile(r"(?!0{32})[0-9a-f]{32}")
_SPAN: Final = re.compile(r"(?!0{16})[0-9a-f]{16}")
_PSEUDONIEM: Final = re.compile(r"[A-Za-z0-9_-]{43}")
SLEUTELLENGTE: Final = 32

ACTIVITEIT: Final = "dpl.core.processing_activity_id"
BETROKKENE: Final = "dpl.core.data_subject_id"
BETROKKENE_TYPE: Final = "dpl.core.data_subject_id_type"
VERWERKER: Final = "dpl.core.foreign_operation.processor"
TRANSACTIE: Final = "adl.fsc.transaction_id"
GEBEURTENIS: Final = "adl.access_evaluation"


class Status(StrEnum):
    """How an action ended; ``ERROR`` is for our own faults only, never for a refusal."""

    UNSET = "Unset"
    OK = "Ok"
    ERROR = "Error"


class OngeldigeLogregel(ValueError):
    """A record that the standard does not admit; a fault in this program."""


@dataclass(frozen=True, slots=True)
class Betrokkene:
    """Whom data are about, as this deployable knows them: never leaves it as it is."""

    soort: str
    kenmerk: str = field(repr=False)


PERSOON: Final = "persoon"
GROEPSPSEUDONIEM: Final = "groepspseudoniem"


def persoon(persoon_id: str) -> Betrokkene:
    """A person in a party's own file."""
    return Betrokkene(PERSOON, persoon_id)


def in_groep(groep: str, pseudoniem: str) -> Betrokkene:
    """Somebody known here only under the pseudonym that messages about one group carry."""
    return Betrokkene(GROEPSPSEUDONIEM, f"{groep}/{pseudoniem}")


def pseudoniem(sleutel: bytes, betrokkene: Betrokkene) -> str:
    """A keyed pseudonym: equal for the same person, meaningless without the key (43 characters)."""
    tekst = f"{betrokkene.soort}:{betrokkene.kenmerk}".encode()
    return urlsafe_b64encode(hmac.digest(sleutel, tekst, sha256)).rstrip(b"=").decode()


@dataclass(frozen=True, slots=True)
class Verwerking:
    """One processing of data about one person; times in milliseconds since 1970."""

    trace_id: str
    span_id: str
    ouder_id: str | None
    naam: str
    status: Status
    begin_ms: int
    einde_ms: int
    activiteit: str
    betrokkene: str
    betrokkene_type: str
    verwerker: str | None = None

    def __post_init__(self) -> None:
        _controleer_spoor(self.trace_id, self.span_id, self.ouder_id)
        if not self.naam or not self.betrokkene_type:
            raise OngeldigeLogregel("een verwerking heeft een naam en een soort betrokkene")
        if not 0 <= self.begin_ms <= self.einde_ms:
            raise OngeldigeLogregel("een verwerking eindigt niet voor zij begint")
        if "://" not in self.activiteit:
            raise OngeldigeLogregel("een verwerkingsactiviteit is een URI")
        if not _PSEUDONIEM.fullmatch(self.betrokkene):
            raise OngeldigeLogregel("een betrokkene staat er alleen als pseudoniem")

    def attributen(self) -> dict[str, str]:
        """The attributes under their names in the standard."""
        eigen = {
            ACTIVITEIT: self.activiteit,
            BETROKKENE: self.betrokkene,
            BETROKKENE_TYPE: self.betrokkene_type,
        }
        return eigen if self.verwerker is None else {**eigen, VERWERKER: self.verwerker}


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A part of a decision that can be read elsewhere, at this address."""

    adres: str


Deel = Verwijzing | Mapping[str, Any]
"""A part of a decision: where it is, or what it is."""
DELEN: Final = ("request", "response", "policies", "information", "configuration")


@dataclass(frozen=True, slots=True)
class Beslissing:
    """One decision about access, with all it was taken on; a refusal is no error."""

    trace_id: str
    span_id: str
    ouder_id: str | None
    tijdstip_ms: int
    status: Status
    request: Deel = field(repr=False)
    response: Deel = field(repr=False)
    policies: Deel = field(repr=False)
    information: Deel = field(repr=False)
    configuration: Deel = field(repr=False)
    transactie_id: str | None = None

    def __post_init__(self) -> None:
        _controleer_spoor(self.trace_id, self.span_id, self.ouder_id)
        if self.tijdstip_ms < 0:
            raise OngeldigeLogregel("een beslissing heeft een tijdstip")
        for naam in DELEN:
            deel = getattr(self, naam)
            if isinstance(deel, Verwijzing) and not deel.adres:
                raise OngeldigeLogregel(f"{naam} verwijst nergens naar")

    def attributen(self) -> dict[str, str]:
        """What is elsewhere, by the names of the standard."""
        verwezen = {
            f"adl.core.{naam}": deel.adres
            for naam in DELEN
            if isinstance(deel := getattr(self, naam), Verwijzing)
        }
        return verwezen if self.transactie_id is None else {
            **verwezen, TRANSACTIE: self.transactie_id
        }  # fmt: skip

    def inhoud(self) -> dict[str, Any]:
        """What is here itself, by the names of the standard."""
        return {
            f"adl.core.{naam}": dict(deel)
            for naam in DELEN
            if not isinstance(deel := getattr(self, naam), Verwijzing)
        }


def _controleer_spoor(trace_id: str, span_id: str, ouder_id: str | None) -> None:
    if not _TRACE.fullmatch(trace_id):
        raise OngeldigeLogregel("een trace_id is 16 byte, in hex, en niet nul")
    if not _SPAN.fullmatch(span_id) or (ouder_id is not None and not _SPAN.fullmatch(ouder_id)):
        raise OngeldigeLogregel("een span_id is 8 byte, in hex, en niet nul")

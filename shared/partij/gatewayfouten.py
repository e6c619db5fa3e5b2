"""Domain errors of the exchange. They know no HTTP; the edge maps them to a status.

GatewayFout (dienst)              everything that can come back instead of an answer
├── GatewayOnbereikbaar (dienst)  not now
│   └── GatewayLater              the same, with the wait the gateway asked for
└── GatewayWeigert (dienst)       the same again changes nothing
    ├── ToetsingWeigert           a gate closed; `.besluit` has every reason
    ├── BuitenTijdvenster         never decided on: the message was too old or too new
    ├── BerichtBestaatAl          the id is known with other bytes
    ├── InvoerAfgekeurd           a document does not do; `.fouten` lists everything
    └── GroepsbesluitKanNiet      the group stands otherwise; `.redenen` has every reason
PartijFout
├── BewijsOnvoldoende             an answer that does not prove what it says
├── BesluitWijktAf                gateway and party decide differently on one toestand: alarm
├── OntvangstGeweigerd            what came in may not be accepted from this caller
├── InnameWacht                   it cannot be opened or judged here now: the sender tries again
└── BerichtAnders                 a known message id came in with another digest
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.partij.dienst import GatewayOnbereikbaar, GatewayWeigert
from shared.partij.fouten import PartijFout
from shared.web.meldingen import Invoerfout


class GatewayLater(GatewayOnbereikbaar):
    """Not now, and the gateway said how many seconds to wait."""

    def __init__(self, melding: str, opnieuw_na: float) -> None:
        super().__init__(melding)
        self.opnieuw_na = opnieuw_na


class ToetsingWeigert(GatewayWeigert):
    """The toetsing refused; ``besluit`` is the decision in the profile's shape.

    ``extra``: what else the caller gets, under its names on the wire.
    """

    def __init__(
        self,
        besluit: Mapping[str, Any],
        bladnummer: int | None,
        bericht_id: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__("De toetsing weigert dit bericht. Alle redenen staan erbij.")
        self.besluit = dict(besluit)
        self.bladnummer = bladnummer
        self.bericht_id = bericht_id
        self.extra = dict(extra or {})


class BuitenTijdvenster(GatewayWeigert):
    """The gateway never decided on it: its time lies too far from the gateway's clock."""


class BerichtBestaatAl(GatewayWeigert):
    """The gateway knows this id with other bytes: a person has to find out how.

    ``uitleg``: the sentence of the gateway itself, for who asked.
    """

    def __init__(self, melding: str, uitleg: str | None = None) -> None:
        super().__init__(melding)
        self.uitleg = uitleg or melding


class InvoerAfgekeurd(GatewayWeigert):
    """The gateway's registers say otherwise than the document; every fault is there."""

    def __init__(self, melding: str, fouten: Sequence[Invoerfout]) -> None:
        super().__init__(melding)
        self.fouten = tuple(fouten)


class GroepsbesluitKanNiet(GatewayWeigert):
    """A group decision cannot be carried out as the group stands; every reason is there."""

    def __init__(self, melding: str, redenen: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(melding)
        self.redenen = [dict(reden) for reden in redenen]


class BewijsOnvoldoende(PartijFout):
    """Receipt, proof, checkpoint or consistency does not hold: not delivered, tried again."""


class NietBezorgd(PartijFout):
    """A message was given up at once: the gateway will never take it as it is."""

    def __init__(self, melding: str, bericht_id: str) -> None:
        super().__init__(melding)
        self.bericht_id = bericht_id


class BesluitWijktAf(PartijFout):
    """Two decisions on one toestand differ. Nothing may leave until somebody knows why."""


class OntvangstGeweigerd(PartijFout):
    """The delivery does not come from the gateway, or carries no decision for this message."""


class InnameWacht(PartijFout):
    """Our own keys or settings stand in the way. Nothing is signed: the message is not at fault."""


class BerichtAnders(PartijFout):
    """The same message id with another digest."""

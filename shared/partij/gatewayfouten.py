"""What can come back from the gateway instead of an answer. It knows no HTTP.

GatewayFout
├── GatewayOnbereikbaar      not now
│   ├── GatewayKentOnsNiet   it says that this party is nobody there
│   └── GatewayLater         the same, with the wait the gateway asked for
└── GatewayWeigert           the same again changes nothing
    ├── ToetsingWeigert      a gate closed; `.besluit` has every reason
    ├── BuitenTijdvenster    never decided on: the message was too old or too new
    ├── BerichtBestaatAl     the id is known with other bytes
    ├── InvoerAfgekeurd      a document does not do; `.fouten` lists everything
    └── GroepsbesluitKanNiet the group stands otherwise; `.redenen` has every reason
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shared.web.meldingen import Invoerfout


class GatewayFout(Exception):
    """The gateway did not do what was asked. ``melding`` is a Dutch sentence without content."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding


class GatewayOnbereikbaar(GatewayFout):
    """Not now: no connection, or a 5xx. Trying again later is the answer."""


class GatewayKentOnsNiet(GatewayOnbereikbaar):
    """The gateway says that this party is nobody there. A mistake of its keeper, or worse."""


class GatewayWeigert(GatewayFout):
    """The gateway understood and refused; trying the same again changes nothing."""


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

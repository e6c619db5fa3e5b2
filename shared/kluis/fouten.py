"""The faults of the kluis.

KluisFout
├── SleutelVernietigd      the key of this person was destroyed: the content is gone for good
├── SleutelOnbekend        this kluis never knew the key, or was put back from before it
├── ZegelGebroken          wrong key, wrong place (context), or tampered with
├── TijdperkOnbekend       the key source has no material for this epoch (any more)
├── OngeldigeSleutelbron   the key source must not be used as it is; do not start
└── KluisNietBeschikbaar   nothing wrong with the question; try again later (web: 503)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from shared.opslag.fouten import DatabankNietBeschikbaar


class KluisFout(Exception):
    """Root. The text is Dutch and holds no content and no key."""


class SleutelVernietigd(KluisFout):
    """The key was destroyed on purpose; what it sealed cannot be read by anyone."""

    def __init__(self, sleutel_id: str) -> None:
        super().__init__("De sleutel van deze persoon is vernietigd; de inhoud is onleesbaar.")
        self.sleutel_id = sleutel_id


class SleutelOnbekend(KluisFout):
    """No key and no record of its destruction under this id."""

    def __init__(self, sleutel_id: str) -> None:
        super().__init__("De kluis kent deze sleutel niet.")
        self.sleutel_id = sleutel_id


class ZegelGebroken(KluisFout):
    """The sealed bytes do not open under this key for this context."""

    def __init__(self) -> None:
        super().__init__(
            "Het zegel is gebroken: de bytes zijn veranderd of horen op een andere plaats."
        )


class TijdperkOnbekend(KluisFout):
    """The key source has no material for this epoch: destroyed, or another source."""

    def __init__(self) -> None:
        super().__init__("De sleutelbron heeft geen geheim voor dit tijdperk.")


class OngeldigeSleutelbron(KluisFout):
    """The key source must not be used as it is; the text says what to repair."""


class KluisNietBeschikbaar(KluisFout):
    """The kluis or its key source cannot serve now."""

    def __init__(self, oorzaak: str) -> None:
        super().__init__(f"De kluis is nu niet beschikbaar: {oorzaak}.")
        self.oorzaak = oorzaak


@contextmanager
def vertaald() -> Iterator[None]:
    """A database that cannot serve is a kluis that cannot."""
    try:
        yield
    except DatabankNietBeschikbaar as fout:
        raise KluisNietBeschikbaar(fout.oorzaak) from fout

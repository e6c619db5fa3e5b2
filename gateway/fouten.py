"""Every way in which the gateway itself can say no. None of these knows HTTP.

```
GatewayFout
├── AfzenderIsAnder            the connection is not that of the party the message names
├── GeenToegang                the caller may not see or do this
├── NietGevonden               there is no such thing in the registers
├── InvoerOngeldig             a document does not fit; `.fouten` lists everything
├── TijdstipBuitenVenster      a new message from too long ago, or from the future
├── IdAlGebruikt               the id is known, with another digest
├── BerichtIngetrokken         what did not arrive yet was taken back since
├── UitingBotst                a message does not fit the words it says to be about
├── InhoudKanNiet              content of what was said cannot be delivered (now)
├── OverlegLigtVast            something was permitted in this meeting: so much stays as it is
├── PastNietInHetLog           the decision on it is too large to record, so it is not taken
├── RegisterGewijzigd          the registers moved while the request was being handled: again
├── BerichtGeweigerd           the toetsing refused; `.besluit` and where it stands in the log
├── OntvangerOnbereikbaar      nothing came back from the receiver
├── OntvangerOnbruikbaar       something came back that is no receipt
├── HandtekeningenOnvolledig   a group decision lacks a signature, or one does not hold
├── BestandenVol               somebody has too many files waiting for him
├── NogNietKlaar               a file is still being made
└── GroepsbesluitBotst         it cannot be carried out on the group as it is now
```

Each carries one Dutch sentence in `melding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class GatewayFout(Exception):
    """Root of the tree. `melding`: one Dutch sentence for the caller."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding


class AfzenderIsAnder(GatewayFout):
    """The OIN of the connection is not that of the party in whose name is spoken."""


class GeenToegang(GatewayFout):
    """Known who calls, but this is not theirs to see or do."""


class BestandenVol(GatewayFout):
    """This asker has as many files waiting for him as there is room for."""


class NogNietKlaar(GatewayFout):
    """The file that is asked for is still being made."""


class NietGevonden(GatewayFout):
    """The registers or the log hold nothing of this name for this caller."""


class InvoerOngeldig(GatewayFout):
    """A document does not have the asked shape. `fouten`: pairs of (JSON Pointer, sentence)."""

    def __init__(self, melding: str, fouten: tuple[tuple[str, str], ...]) -> None:
        super().__init__(melding)
        self.fouten = fouten


class TijdstipBuitenVenster(GatewayFout):
    """A message never seen before, whose tijdstip lies outside the window: it was not decided."""


class IdAlGebruikt(GatewayFout):
    """This id was used before for another document."""


class BerichtIngetrokken(GatewayFout):
    """A message that never arrived, and of which something was withdrawn since: it goes nowhere."""


class UitingBotst(GatewayFout):
    """The message was not decided on: the words it names are others, said already, or gone by."""


class InhoudKanNiet(GatewayFout):
    """Content of something that was not said (yet), may not have been, or was longer ago."""


class OverlegLigtVast(GatewayFout):
    """After the first permitted message nobody is added to a meeting, and what it is stays."""


class PastNietInHetLog(GatewayFout):
    """Message, state and decision together do not fit in one leaf (64 KiB)."""


class RegisterGewijzigd(GatewayFout):
    """A certificate or party changed between verifying and deciding; the caller tries again."""


class BerichtGeweigerd(GatewayFout):
    """The toetsing refused the message, and that decision is in the log.

    `besluit`: shape of the besluit schema. `logboek`: bladnummer, grootte, bewijs, checkpoint.
    """

    def __init__(self, besluit: Mapping[str, Any], logboek: Mapping[str, Any]) -> None:
        super().__init__(
            "De toetsing staat dit bericht niet toe; bij elke reden staat wat er mis is en wat "
            "wel mag. Het besluit is vastgelegd."
        )
        self.besluit = besluit
        self.logboek = logboek


class OntvangerOnbereikbaar(GatewayFout):
    """The receiver gave no answer. The decision stands; the sender offers the message again."""


class OntvangerOnbruikbaar(GatewayFout):
    """The receiver answered with something that is no valid receipt for this message."""


class HandtekeningenOnvolledig(GatewayFout):
    """A group decision is not signed as the covenant asks. `redenen`: at least `uitleg` each."""

    def __init__(self, redenen: tuple[Mapping[str, Any], ...]) -> None:
        super().__init__("Het groepsbesluit is niet ondertekend zoals het convenant vraagt.")
        self.redenen = redenen


class GroepsbesluitBotst(GatewayFout):
    """The group is not in a state in which this can be decided. `redenen`: `uitleg` and more."""

    def __init__(self, redenen: tuple[Mapping[str, Any], ...]) -> None:
        super().__init__("Dit groepsbesluit kan niet worden genomen over de groep zoals die nu is.")
        self.redenen = redenen

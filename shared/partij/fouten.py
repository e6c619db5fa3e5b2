"""Domain errors of a party's own file. They know no HTTP; ``shared.web`` maps them to a status.

PartijFout                 everything below; ``melding`` is one Dutch sentence for the user
├── NietGevonden           no such person, record, member or authorisation
├── Vernietigd             it existed; its key is gone and so is its content
├── Conflict               it clashes with what is already in the file
├── VersieVerouderd        somebody else corrected it since it was read
├── VersieOntbreekt        a correction must name the version it corrects
├── GeenToegang            no right, no task, no (complete) authorisation
└── OngeldigeInvoer        the input breaks rules; ``fouten`` lists every one
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.web.meldingen import Invoerfout


class PartijFout(Exception):
    """Root of the tree. ``melding`` names no content about a person."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding


class NietGevonden(PartijFout):
    """The thing asked for is not in this party's file."""


class Vernietigd(PartijFout):
    """The content was destroyed: the key is gone, in every copy."""


class Conflict(PartijFout):
    """The request clashes with the state of the file."""


class VersieVerouderd(PartijFout):
    """The version named by the caller is not the current one."""


class GeenToegang(PartijFout):
    """Deny by default: no authorisation, no right or no task."""


class OngeldigeInvoer(PartijFout):
    """The input breaks one or more rules; all are listed."""

    def __init__(self, fouten: Sequence[Invoerfout]) -> None:
        super().__init__("De invoer klopt niet: " + " ".join(fout.melding for fout in fouten))
        self.fouten = tuple(fouten)

    def als_velden(self, lid: str) -> OngeldigeInvoer:
        """The same, of an order in which what is in this member is a field of its own."""
        return OngeldigeInvoer(
            [replace(een, pad=een.pad.removeprefix(f"/{lid}")) for een in self.fouten]
        )

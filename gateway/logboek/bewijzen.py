"""Proofs for answers: a leaf's place in the tree, and a signed checkpoint of a chosen size.

An answer must be the same answer when it is asked for again (profile, replay). So it is proven
against a size that follows from the leaves themselves, not against whatever size the log has at
the moment of asking; Ed25519 signs the same text the same way.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection

from shared.logboek import merkle, opslag
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.notitie import Notitiesleutel, Verificatiesleutel
from shared.logboek.schrijver import Inclusie
from shared.logboek.tegels import Tegelhashes


@dataclass(frozen=True, slots=True)
class Logbewijs:
    """Leaf `bladnummer` is in the tree of `grootte` leaves of which `checkpoint` is the note."""

    bladnummer: int
    grootte: int
    bewijs: tuple[bytes, ...]
    checkpoint: str

    def als_dict(self) -> dict[str, Any]:
        """The `logboek` member of the profile; no witness cosigned a checkpoint made just now."""
        return {
            "bladnummer": self.bladnummer,
            "grootte": self.grootte,
            "bewijs": base64_lijst(self.bewijs),
            "checkpoint": self.checkpoint,
            "getuigen": [],
        }


def base64_lijst(hashes: Sequence[bytes]) -> list[str]:
    """Hashes as the profile writes a proof."""
    return [base64.b64encode(hash_).decode("ascii") for hash_ in hashes]


class Bewijsmaker:
    """Makes proofs on a connection; signs checkpoints as the log."""

    def __init__(self, sleutel: Notitiesleutel) -> None:
        self._sleutel = sleutel

    @property
    def verificatiesleutel(self) -> Verificatiesleutel:
        """The log's public key."""
        return self._sleutel.verificatiesleutel

    def bewijs(self, verbinding: Connection, bladnummer: int, grootte: int) -> Logbewijs:
        """Proof of a leaf against the tree of the first `grootte` leaves."""
        hashes = Tegelhashes(partial(opslag.lees_tegel, verbinding))
        bewijs = tuple(merkle.inclusiebewijs(bladnummer, grootte, hashes))
        wortel = merkle.wortel(grootte, hashes)
        return self.onderteken(Inclusie(bladnummer, grootte, bewijs, wortel))

    def onderteken(self, inclusie: Inclusie) -> Logbewijs:
        """The proof with a signed checkpoint of its size."""
        checkpoint = Checkpoint(self._sleutel.naam, inclusie.grootte, inclusie.wortel)
        return Logbewijs(
            bladnummer=inclusie.bladnummer,
            grootte=inclusie.grootte,
            bewijs=inclusie.bewijs,
            checkpoint=onderteken_checkpoint(checkpoint, self._sleutel),
        )

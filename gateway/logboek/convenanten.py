"""Which covenant file was in use at a leaf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from gateway.fouten import NietGevonden
from gateway.logboek.bladen import convenantbladen
from gateway.registers.convenanten import Convenantregister
from shared.convenant.regels.laden import Convenantregels, laad_convenant


@dataclass(frozen=True, slots=True)
class Convenanten:
    """Every covenant file that was ever in use: from which leaf, and its text by hash."""

    vanaf: Sequence[tuple[int, str]]
    bronnen: Mapping[str, bytes]

    def op(self, nummer: int) -> Convenantregels:
        """The covenant that was in use at a leaf. Raises `NietGevonden`."""
        hash_ = next((hash_ for blad, hash_ in reversed(self.vanaf) if blad < nummer), None)
        if hash_ is None or hash_ not in self.bronnen:
            raise NietGevonden("Het convenant van dat moment is hier niet bewaard.")
        return laad_convenant(self.bronnen[hash_])


def convenanten_van(verbinding: Connection) -> Convenanten:
    """Out of the log, with the texts the registers keep."""
    vanaf = [
        (een.bladnummer, str(een.lees().velden["hash"])) for een in convenantbladen(verbinding)
    ]
    return Convenanten(vanaf, Convenantregister(verbinding).bronnen())

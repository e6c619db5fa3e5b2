"""Every covenant file that was ever in use, and which of them at a leaf. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gateway.fouten import NietGevonden
from shared.convenant.regels.laden import Convenantregels, laad_convenant


@dataclass(frozen=True, slots=True)
class Convenanten:
    """From which leaf each was in use, oldest first, and its text by hash."""

    vanaf: Sequence[tuple[int, str]]
    bronnen: Mapping[str, bytes]

    def op(self, nummer: int) -> Convenantregels:
        """The covenant that was in use at a leaf. Raises `NietGevonden`."""
        hash_ = next((hash_ for blad, hash_ in reversed(self.vanaf) if blad < nummer), None)
        if hash_ is None or hash_ not in self.bronnen:
            raise NietGevonden("Het convenant van dat moment is hier niet bewaard.")
        return laad_convenant(self.bronnen[hash_])

"""Who judges, carries out and signs what comes in: put together once, used by both ways in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.convenant.regels.laden import Convenantregels
from shared.innemen.bericht import Ontvangstbewijzen
from shared.innemen.bewaren.verwerking import Verwerker
from shared.innemen.oordelen.kennis import Kennislezer, Openaar
from shared.innemen.oordelen.oordeel import Oordeel
from shared.partij.poorten.stukvastlegger import Stukvastlegger
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok


class Bundelkluis(Kluispoort, Openaar, Protocol):
    """A key store that seals and opens for many persons at once."""

    def verzegel_meer(self, stukken: Sequence[tuple[str, bytes, bytes]]) -> list[bytes | None]:
        """Seals ``(sleutel_id, plat, context)``; ``None`` where the key was destroyed."""
        ...


@dataclass(frozen=True)
class Innamewerk:
    """One party's."""

    regels: Convenantregels
    kluis: Bundelkluis
    kennis: Kennislezer
    oordeel: Oordeel
    verwerker: Verwerker
    bewijzen: Ontvangstbewijzen

    @classmethod
    def van(
        cls,
        partij: str,
        regels: Convenantregels,
        kluis: Bundelkluis,
        bewijzen: Ontvangstbewijzen,
        klok: Klok,
        vastlegger: Stukvastlegger | None,
    ) -> Innamewerk:
        """Everything by these rules and on this key store."""
        return cls(
            regels=regels,
            kluis=kluis,
            kennis=Kennislezer(regels, kluis),
            oordeel=Oordeel(regels, partij),
            verwerker=Verwerker(partij, kluis, regels, klok, vastlegger),
            bewijzen=bewijzen,
        )

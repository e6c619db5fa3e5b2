"""Verklaringen van vernietiging: each signed by its party and a leaf of its own (8.2; H10).

The gateway cannot check that something is gone; it keeps that its holder said so, and when.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from gateway.fouten import GeenToegang, IdAlGebruikt, InvoerOngeldig, NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bladen import laatste_blad
from gateway.registers.beeld import Beelden, Fundament
from gateway.toegang.ondertekend import Ondertekend
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.tijd import utc_tekst
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.schrijver import volgend_bladnummer


@dataclass(frozen=True, slots=True)
class Verklaring:
    """What a party says it destroyed, in codes and numbers."""

    id: str
    partij: str
    groep: str | None
    vernietigd_op: datetime
    grond: str
    convenant: str
    aantallen: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Afgifte:
    """Opdracht for the log writer. The same document again changes nothing.

    Raises `InvoerOngeldig`, `GeenToegang`, `IdAlGebruikt` or a `BerichtFout`.
    """

    verklaring: Verklaring
    ondertekend: Ondertekend
    oin: str
    nu: datetime
    beelden: Beelden
    vertrouwen: Vertrouwenslijst

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], int]:
        beeld = self.beelden.lees(verbinding)
        partij = beeld.partij_van(self.oin)
        self.ondertekend.controleer(beeld, partij, self.vertrouwen, self.nu, niet_voor=None)
        if self.verklaring.partij != partij.code:
            raise GeenToegang("Een partij verklaart alleen wat zij zelf vernietigde.")
        sleutel = bladsleutels.verklaring(self.verklaring.id)
        bekend = self._bekend(verbinding, sleutel)
        if bekend is not None:
            return [], bekend
        fouten = tuple(self._fouten())
        if fouten:
            raise InvoerOngeldig("Deze verklaring klopt niet.", fouten)
        return [self._blad(sleutel)], volgend_bladnummer(verbinding)

    def _fouten(self) -> Iterator[tuple[str, str]]:
        if self.verklaring.vernietigd_op > self.nu:
            yield "/vernietigdOp", "ligt in de toekomst"
        if len(dict(self.verklaring.aantallen)) < len(self.verklaring.aantallen):
            yield "/aantallen", "noemt een soort twee keer"

    def _bekend(self, verbinding: Connection, sleutel: str) -> int | None:
        """Where it is in the log already; another one under this id is refused."""
        try:
            blad = laatste_blad(verbinding, sleutel)
        except NietGevonden:
            return None
        velden = json.loads(blad.inhoud)
        if (velden["partij"], velden["digest"]) != (
            self.verklaring.partij,
            self.ondertekend.digest,
        ):
            raise IdAlGebruikt("Onder dit kenmerk is al een andere verklaring afgegeven.")
        return blad.bladnummer

    def _blad(self, sleutel: str) -> Blad:
        een = self.verklaring
        return maak_blad(
            "vernietiging",
            utc_tekst(self.nu),
            sleutel=sleutel,
            register="bestand",
            id=een.id,
            partij=een.partij,
            groep=een.groep,
            vernietigdOp=utc_tekst(een.vernietigd_op),
            grond=een.grond,
            convenant=een.convenant,
            aantallen=dict(een.aantallen),
            digest=self.ondertekend.digest,
            payloadSignature=self.ondertekend.handtekening,
        )


class Verklaringen:
    """Takes verklaringen into the log. Safe to share between threads."""

    def __init__(self, fundament: Fundament) -> None:
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._vertrouwen = fundament.vertrouwen
        self._klok = fundament.klok

    async def geef_af(self, verklaring: Verklaring, ondertekend: Ondertekend, oin: str) -> int:
        """The number of its leaf; see `Afgifte`."""
        opdracht = Afgifte(
            verklaring, ondertekend, oin, self._klok(), self._beelden, self._vertrouwen
        )
        return (await self._schrijver.voer_uit(opdracht)).uitkomst

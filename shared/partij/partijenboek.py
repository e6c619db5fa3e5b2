"""The other parties as the gateway has registered them: OIN and certificates, remembered a while.

What the gateway says is not simply believed: a certificate is only handed out after it chained to
this party's own trust list, for the use asked, and carried the OIN of the party it is said to be.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from shared.bericht.certificaten import Certificaat, Gebruik, Vertrouwenslijst
from shared.bericht.fouten import CertificaatOngeldig
from shared.partij.dienst import GatewayFout, GatewayOnbereikbaar
from shared.partij.gatewayklant import Document
from shared.partij.kenmerk import Klok


class Partijenbron(Protocol):
    """Where the register is read; the gateway client fits."""

    async def partijen(self) -> list[Document]:
        """The registered parties with their certificates."""
        ...


class _Vorm(BaseModel):
    model_config = ConfigDict(
        strict=True, frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )


class _Certificaten(_Vorm):
    ondertekening: str
    versleuteling: str


class _Rij(_Vorm):
    code: str
    oin: str
    naam: str
    actief: bool
    certificaten: _Certificaten


@dataclass(frozen=True)
class Partijgegevens:
    """One registered party; its certificates passed the trust list when they were read."""

    code: str
    oin: str
    naam: str
    actief: bool
    ondertekening: Certificaat
    versleuteling: Certificaat


class Partijenboek:
    """Looks parties up. ``houdbaar``: how long an answer is used before asking again."""

    def __init__(
        self, bron: Partijenbron, vertrouwen: Vertrouwenslijst, klok: Klok, houdbaar: timedelta
    ) -> None:
        self._bron = bron
        self._vertrouwen = vertrouwen
        self._klok = klok
        self._houdbaar = houdbaar
        self._slot = asyncio.Lock()
        self._gelezen_op: datetime | None = None
        self._partijen: dict[str, Partijgegevens] = {}

    def bekend(self, code: str) -> Partijgegevens | None:
        """What is remembered and still fresh, without asking."""
        return self._partijen.get(code) if self._vers() else None

    async def zoek(self, code: str, *, opnieuw: bool = False) -> Partijgegevens:
        """A registered party. ``opnieuw``: ask the gateway even when the answer is fresh.

        Raises ``GatewayOnbereikbaar`` when the register cannot be read, or has no such party with
        usable certificates: registering one is a matter of time, not of this message.
        """
        async with self._slot:
            if opnieuw or not self._vers() or code not in self._partijen:
                await self._lees()
        gevonden = self._partijen.get(code)
        if gevonden is None:
            raise GatewayOnbereikbaar(
                f"De gateway kent geen partij {code} met bruikbare certificaten."
            )
        return gevonden

    def _vers(self) -> bool:
        return self._gelezen_op is not None and self._klok() < self._gelezen_op + self._houdbaar

    async def _lees(self) -> None:
        nu = self._klok()
        rijen = await self._bron.partijen()
        partijen = {}
        for document in rijen:
            rij = _rij(document)
            gelezen = self._controleer(rij, nu)
            if gelezen is not None:
                partijen[rij.code] = gelezen
        self._partijen, self._gelezen_op = partijen, nu

    def _controleer(self, rij: _Rij, nu: datetime) -> Partijgegevens | None:
        """A party whose certificates do not hold is a party that cannot be written to."""
        try:
            ondertekening = Certificaat.uit_pem(rij.certificaten.ondertekening)
            versleuteling = Certificaat.uit_pem(rij.certificaten.versleuteling)
            self._vertrouwen.controleer(ondertekening, nu, Gebruik.ONDERTEKENEN)
            self._vertrouwen.controleer(versleuteling, nu, Gebruik.VERSLEUTELEN)
        except CertificaatOngeldig:
            return None
        if {ondertekening.oin, versleuteling.oin} != {rij.oin}:
            return None
        return Partijgegevens(rij.code, rij.oin, rij.naam, rij.actief, ondertekening, versleuteling)


def _rij(document: Document) -> _Rij:
    try:
        return _Rij.model_validate(document)
    except ValidationError:
        raise GatewayFout("De gateway gaf een partij zonder code, OIN of certificaten.") from None

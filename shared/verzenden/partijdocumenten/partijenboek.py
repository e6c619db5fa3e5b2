"""The parties by their own signed word, remembered a while.

The gateway only carries what parties say about themselves. Who they are, this party knows by its
own configuration (the OIN of each); what they say, by documents they signed, each on the one before
it (`shared.bericht.partijen.partijdocument`). What the gateway says of a party itself is never
read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from shared.bericht.fouten import CertificaatOngeldig
from shared.bericht.partijen.partijdocument import MAX_SCHAKELS, GetekendDocument
from shared.bericht.sleutels.certificaten import Certificaat
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.partij.gatewayfouten import GatewayFout, GatewayKentOnsNiet, GatewayOnbereikbaar
from shared.tijd.klok import Klok
from shared.verzenden.gateway.poort import Document
from shared.verzenden.partijdocumenten.geheugen import Partijgeheugen
from shared.verzenden.partijdocumenten.ketens import Getoond
from shared.verzenden.partijdocumenten.ketens import Partijgegevens as Partijgegevens
from shared.web.proces.achtergrond import steeds


class Partijenbron(Protocol):
    """Where the register is read; the gateway client fits."""

    async def partijen(self) -> list[Document]:
        """What the parties said about themselves, with the certificates they name."""
        ...


class _Vorm(BaseModel):
    model_config = ConfigDict(
        strict=True, frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True
    )


class _Document(_Vorm):
    inhoud: str
    handtekening: str


class _Rij(_Vorm):
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,62}$")]
    documenten: Annotated[list[_Document], Field(max_length=MAX_SCHAKELS)]
    bewijsstukken: list[str]


class Partijenboek:
    """Looks parties up. ``houdbaar``: how long an answer is used before asking again."""

    def __init__(
        self, bron: Partijenbron, geheugen: Partijgeheugen, klok: Klok, houdbaar: timedelta
    ) -> None:
        self._bron = bron
        self._geheugen = geheugen
        self._klok = klok
        self._houdbaar = houdbaar
        self._slot = asyncio.Lock()
        self._gelezen_op: datetime | None = None
        self._partijen: Mapping[str, Partijgegevens] = {}

    def bekend(self, code: str) -> Partijgegevens | None:
        """What is remembered and still fresh, without asking."""
        return self._partijen.get(code) if self._vers() else None

    def vergeet(self) -> None:
        """Somebody decided on a document; ask and judge again at the next question."""
        self._gelezen_op = None

    async def zoek(self, code: str, *, opnieuw: bool = False) -> Partijgegevens:
        """A party. ``opnieuw``: ask the gateway even when the answer is fresh.

        Raises ``GatewayOnbereikbaar`` when the register cannot be read, or shows no document of
        this party that counts, with usable certificates: that is a matter of time, or of somebody
        who has to look, and not of this message.
        """
        async with self._slot:
            if opnieuw or not self._vers() or code not in self._partijen:
                await self._lees()
        gevonden = self._partijen.get(code)
        if gevonden is None:
            raise GatewayOnbereikbaar(
                f"Van partij {code} is geen eigen document bekend met bruikbare certificaten."
            )
        return gevonden

    async def volg(self, rust: float) -> None:
        """Look again and again, until cancelled: a change is told also when nobody sends."""
        wat, verwacht = "de documenten van de partijen bekijken", (GatewayFout, DatabankFout)
        await steeds(wat, self._kijk, rust, eerst_rust=True, verwacht=verwacht)

    async def _kijk(self) -> None:
        async with self._slot:
            await self._lees()

    def _vers(self) -> bool:
        return self._gelezen_op is not None and self._klok() < self._gelezen_op + self._houdbaar

    async def _lees(self) -> None:
        nu = self._klok()
        try:
            getoond = _getoond(await self._bron.partijen())
        except GatewayKentOnsNiet as fout:
            await in_draad(self._geheugen.niet_getoond, fout.melding)
            raise
        self._partijen = await in_draad(self._geheugen.neem, getoond)
        self._gelezen_op = nu


def _getoond(documenten: list[Document]) -> dict[str, Getoond]:
    getoond: dict[str, Getoond] = {}
    for document in documenten:
        rij = _rij(document)
        if rij.code in getoond:
            raise GatewayFout(f"De gateway toont partij {rij.code} twee keer.")
        keten = tuple(
            GetekendDocument(een.inhoud.encode("utf-8", "surrogatepass"), een.handtekening)
            for een in rij.documenten
        )
        getoond[rij.code] = Getoond(keten, _certificaten(rij.bewijsstukken))
    return getoond


def _certificaten(pems: list[str]) -> dict[str, Certificaat]:
    """By x5t#S256; one that cannot be read is not there, for whoever needs it."""
    gelezen = {}
    for pem in pems:
        with suppress(CertificaatOngeldig):
            certificaat = Certificaat.uit_pem(pem)
            gelezen[certificaat.x5t_s256] = certificaat
    return gelezen


def _rij(document: Document) -> _Rij:
    try:
        return _Rij.model_validate(document)
    except ValidationError:
        raise GatewayFout("De gateway gaf een partij zonder code of documenten.") from None

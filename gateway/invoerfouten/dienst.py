"""What is no message: refused with every fault, decided nowhere, and of it nothing is kept.

It is counted per sender, with the place of the fault: a path of the names the profile knows. Never
a value, and never a name somebody made up, for then a word of his would rest here after all
(profile, 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final, TypeAlias, get_args

from anyio import to_thread
from sqlalchemy import Connection

from gateway.invoerfouten.opslag import Invoerfoutregister, Invoerfoutstand
from gateway.registers.beeld import Beelden, Fundament
from shared.bericht.fouten import OngeldigBericht, OngeldigeJson
from shared.bericht.jsonvorm import JsonLimieten, lees_json
from shared.bericht.koppen import DIGEST, PAYLOAD_SIGNATURE, TRANSACTIE_ID
from shared.bericht.limieten import Berichtlimieten
from shared.convenant.begrippen import Convenantregels
from shared.convenant.kopvorm import Kop
from shared.convenant.vorm import Vorm
from shared.convenant.woorden import woordfouten_in_kop
from shared.logboek.bladen import Blad
from shared.logboek.fouten import LogNietBeschikbaar
from shared.opslag.engine import lezend

ONBEKEND: Final = "(onbekend)"
ELK: Final = "*"
_GEHEEL: Final = "/"
_KOPPEN: Final = frozenset({DIGEST, PAYLOAD_SIGNATURE, TRANSACTIE_ID})

Boom: TypeAlias = "dict[str, Boom]"


def plaats_van(pad: str) -> str:
    """The place a fault's path points at, in names of the profile only; a number becomes `*`."""
    if not pad.startswith("/"):
        return pad if pad in _KOPPEN else (_GEHEEL if not pad else ONBEKEND)
    delen, knoop = [""], _berichtboom()
    for deel in pad.split("/")[1:]:
        naam = ELK if ELK in knoop and deel.isdecimal() else deel
        if naam not in knoop:
            delen.append(ONBEKEND)
            break
        delen.append(naam)
        knoop = knoop[naam]
    return "/".join(delen)


@cache
def _berichtboom() -> Boom:
    return {"kop": _boom(Kop), "inhoud": {}, "id": {}}


def _boom(vorm: type[Vorm]) -> Boom:
    return {veld.alias or naam: _onder(veld.annotation) for naam, veld in vorm.model_fields.items()}


def _onder(soort: Any) -> Boom:  # noqa: ANN401 - any annotation
    if isinstance(soort, type) and issubclass(soort, Vorm):
        return _boom(soort)
    onder: Boom = {}
    for deel in get_args(soort):
        if deel is not Ellipsis:
            onder |= _onder(deel)
    is_lijst = getattr(soort, "__origin__", None) is tuple
    return {ELK: onder} if is_lijst else onder


class Invoerfouten:
    """Completes, counts and shows them. Safe to share between threads."""

    def __init__(
        self,
        fundament: Fundament,
        limieten: Berichtlimieten,
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._beelden = fundament.beelden
        self._limieten = limieten
        self._klok = fundament.klok

    async def meld(self, fout: OngeldigBericht, body: bytes, oin: str) -> OngeldigBericht:
        """The same refusal with every fault in it, counted for whose connection it came over.

        A message whose shape does not fit never came to its codes; here these are told as well.
        """
        regels = await to_thread.run_sync(self._regels)
        volledig = OngeldigBericht(_aangevuld(fout, body, regels, self._limieten))
        await self.tel((pad for pad, _ in volledig.fouten), oin)
        return volledig

    async def tel(self, paden: Iterable[str], oin: str) -> None:
        """One more offer with faults in these places, of the party behind this connection."""
        plaatsen = frozenset(map(plaats_van, paden))
        # Without its log the gateway exchanges nothing; a fault stays a fault of the sender.
        with suppress(LogNietBeschikbaar):
            await self._schrijver.voer_uit(_Telling(oin, plaatsen, self._beelden, self._klok()))

    def van(self, partij: str | None) -> list[Invoerfoutstand]:
        """The counts of a party; of all of them for None."""
        with self._engine.connect() as verbinding:
            return Invoerfoutregister(verbinding).van(partij)

    def _regels(self) -> Convenantregels:
        laatste = self._beelden.laatste
        if laatste is not None:
            return laatste.regels
        with self._engine.connect() as verbinding:
            return self._beelden.lees(verbinding).regels


@dataclass(frozen=True, slots=True)
class _Telling:
    oin: str
    plaatsen: frozenset[str]
    beelden: Beelden
    nu: datetime

    def __call__(self, verbinding: Connection) -> tuple[Sequence[Blad], None]:
        partij = self.beelden.lees(verbinding).partijen_op_oin.get(self.oin)
        if partij is not None:
            Invoerfoutregister(verbinding).tel(partij.code, self.plaatsen, self.nu)
        return [], None


def _aangevuld(
    fout: OngeldigBericht, body: bytes, regels: Convenantregels, limieten: Berichtlimieten
) -> tuple[tuple[str, str], ...]:
    """The faults told, and those in the codes of the kop; a place has one fault."""
    fouten = dict(fout.fouten)
    for een in woordfouten_in_kop(_kop(body, limieten), regels, "/kop"):
        fouten.setdefault(een.pad, een.melding)
    return tuple(fouten.items())


def _kop(body: bytes, limieten: Berichtlimieten) -> object:
    grenzen = JsonLimieten(max_bytes=limieten.max_body_bytes, max_diepte=limieten.max_json_diepte)
    try:
        document = lees_json(body, limieten=grenzen)
    except OngeldigeJson:
        return None
    return document.get("kop") if isinstance(document, dict) else None

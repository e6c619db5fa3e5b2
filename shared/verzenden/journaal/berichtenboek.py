"""What this party itself holds of an earlier message that a received one builds on (gate 5).

The own inbox and outbox tell it, in the shape of ``toestand.verwijzing``: so a receiver decides on
its own copy of the register, and an invented message is no message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendeInhoudRij, InkomendRij
from shared.convenant.berichtsoorten import is_correctie, is_intrekking
from shared.convenant.regels.laden import Convenantregels
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus

Lezer = Connection | Session
"""What a reading statement is carried out on; the fast way has no session."""

Kop = Mapping[str, Any]
_AANVAARD = "aanvaard"
_BIJ_CORRECTIE = ("eersteVerwerking", "termijnTot", "gerelateerd")


@dataclass(frozen=True)
class Eerder:
    """A message this party took in (``uit`` False), or sent and that was not refused.

    ``gezegd``: its content is here; what was announced by mouth may never have been said.
    """

    kop: Kop
    uit: bool
    gezegd: bool = True

    @property
    def id(self) -> str:
        """Its id."""
        kenmerk: str = self.kop["id"]
        return kenmerk


@dataclass(frozen=True)
class Plaats:
    """One onderdeel of one message."""

    bericht: Eerder
    nummer: int

    @property
    def deel(self) -> Kop:
        """The onderdeel in the kop."""
        gevonden: Kop = self.bericht.kop["onderdelen"][self.nummer]
        return gevonden


class Berichtenboek:
    """Reads the own inbox and outbox; each message once."""

    def __init__(self, lezer: Lezer, regels: Convenantregels) -> None:
        self._lezer = lezer
        self._regels = regels
        self._intrekkingen = tuple(code for code in regels.soorten if is_intrekking(regels, code))
        self._gelezen: dict[str, Eerder | None] = {}

    def zoek(self, bericht_id: str) -> Eerder | None:
        """The message with this id, as this party holds it."""
        if bericht_id not in self._gelezen:
            self._gelezen[bericht_id] = self._lees(bericht_id)
        return self._gelezen[bericht_id]

    def verwijzing(self, kop: Kop, eerder: Eerder) -> dict[str, Any]:
        """``toestand.verwijzing`` for a message with this kop that names ``eerder``."""
        over = {deel["betrokkene"] for deel in kop["onderdelen"]}
        onderdelen = [
            self._onderdeel(Plaats(eerder, nummer))
            for nummer, deel in enumerate(eerder.kop["onderdelen"])
            if deel["betrokkene"] in over
        ]
        return {
            "id": eerder.id,
            "soort": eerder.kop["soort"],
            "afzender": eerder.kop["afzender"],
            "ontvanger": eerder.kop["ontvanger"],
            "groep": eerder.kop["groep"],
            "onderdelen": onderdelen,
            "ingetrokken": self.is_ingetrokken(eerder),
            "vernietigd": False,
            "stuk": eerder.kop.get("stuk"),
        }

    def oorsprong(self, plaats: Plaats) -> Plaats:
        """The place at which the datum was first given: the chain followed to its beginning."""
        for verder in self.keten(plaats):
            plaats = verder
        return plaats

    def is_ingetrokken(self, bericht: Eerder) -> bool:
        """Whether the whole message was taken back, or one further up its chain (gate 5)."""
        huidig: Eerder | None = bericht
        gezien: set[str] = set()
        while huidig is not None and huidig.id not in gezien:
            gezien.add(huidig.id)
            if None in self._teruggenomen(huidig):
                return True
            huidig = self._vorige(huidig)
        return False

    def staat_niet(self, plaats: Plaats) -> bool:
        """Whether what is at this place was taken back, here or further up its chain."""
        return any(
            {None, een.nummer} & self._teruggenomen(een.bericht)
            for een in (plaats, *self.keten(plaats))
        )

    def _onderdeel(self, plaats: Plaats) -> dict[str, Any]:
        kop, deel = plaats.bericht.kop, plaats.deel
        eerst = self.oorsprong(plaats).deel.get("kenmerken") or {}
        return {
            "plaats": plaats.nummer,
            "betrokkene": deel["betrokkene"],
            "categorie": deel["categorie"],
            "gegevenssoort": deel["gegevenssoort"],
            "bron": kop["afzender"] if deel["herkomst"] == "eigen" else kop["ontvanger"],
            **{naam: eerst[naam] for naam in _BIJ_CORRECTIE if naam in eerst},
            **({"ingetrokken": True} if self.staat_niet(plaats) else {}),
        }

    def keten(self, plaats: Plaats) -> Iterator[Plaats]:
        """What this place replaced, one step at a time, as far as it is known here."""
        gezien = {plaats.bericht.id}
        while (vorige := self._vorige(plaats.bericht)) is not None:
            nummer = plaats.deel.get("vervangt")
            if nummer is None or vorige.id in gezien or nummer >= len(vorige.kop["onderdelen"]):
                return
            gezien.add(vorige.id)
            plaats = Plaats(vorige, nummer)
            yield plaats

    def _vorige(self, bericht: Eerder) -> Eerder | None:
        """The message a correction corrects."""
        kop = bericht.kop
        if not is_correctie(self._regels, kop["soort"]) or kop.get("inReactieOp") is None:
            return None
        return self.zoek(kop["inReactieOp"])

    def _teruggenomen(self, bericht: Eerder) -> set[int | None]:
        """The places of a message that its sender took back; None: all of it."""
        gevonden: set[int | None] = set()
        for (kop,) in self._lezer.execute(self._intrekkingen_van(bericht)):
            if kop["afzender"] == bericht.kop["afzender"]:
                gevonden |= {deel.get("vervangt") for deel in kop["onderdelen"]} or {None}
        return gevonden

    def _intrekkingen_van(self, bericht: Eerder) -> Select[dict[str, Any]]:
        if bericht.uit:
            return select(UitgaandRij.kop).where(
                UitgaandRij.in_reactie_op == bericht.id,
                UitgaandRij.soort.in_(self._intrekkingen),
                UitgaandRij.status != Verzendstatus.GEWEIGERD,
            )
        return select(InkomendRij.kop).where(
            InkomendRij.in_reactie_op == bericht.id,
            InkomendRij.soort.in_(self._intrekkingen),
            InkomendRij.status == _AANVAARD,
        )

    def _lees(self, bericht_id: str) -> Eerder | None:
        vraag = (
            select(InkomendRij.kop, InkomendeInhoudRij.status)
            .outerjoin(InkomendeInhoudRij, InkomendeInhoudRij.bericht_id == InkomendRij.bericht_id)
            .where(InkomendRij.bericht_id == bericht_id, InkomendRij.status == _AANVAARD)
        )
        for kop, inhoud in self._lezer.execute(vraag):
            kanaal = self._regels.kanalen.get(kop["kanaal"])
            gezegd = kanaal is None or not kanaal.mondeling or inhoud == _AANVAARD
            return Eerder(kop, uit=False, gezegd=gezegd)
        verstuurd = select(UitgaandRij.kop).where(
            UitgaandRij.bericht_id == bericht_id, UitgaandRij.status != Verzendstatus.GEWEIGERD
        )
        for (kop,) in self._lezer.execute(verstuurd):
            return Eerder(kop, uit=True)
        return None

"""Where an own record stands at whoever was given it: the latest message in that chain.

Every correction of it names that message and the place in it. A chain ends when the item was taken
back, or when its holder said that he destroyed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.convenant.berichtsoorten import intrekkingssoort
from shared.convenant.regels.laden import Convenantregels
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.zaak.verbetering.begrippen import correctiesoort
from shared.zaak.verbetering.opslag import Houder

_VERGEEFS = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)
_AANVAARD = "aanvaard"


@dataclass(frozen=True)
class Schakel:
    """One message in a chain, and the place of the item in it."""

    bericht: UitgaandRij
    plaats: int


class Ketens:
    """Reads them in the own outbox, in the caller's transaction."""

    def __init__(self, sessie: Session, regels: Convenantregels) -> None:
        self._sessie = sessie
        self._regels = regels
        self._correctie = correctiesoort(regels)
        self._intrekking = intrekkingssoort(regels)

    def laatste(self, houder: Houder) -> tuple[Schakel, UitgaandOnderdeelRij] | None:
        """The latest accepted message with the item for this holder, and what was sent in it.

        ``None`` when it was taken back, or is destroyed there or here.
        """
        schakels = list(self.schakels(houder))
        if any(self._teruggenomen(een) for een in schakels) or self._vernietigd(houder, schakels):
            return None
        laatste = schakels[-1]
        sleutel = (laatste.bericht.bericht_id, laatste.plaats)
        deel = self._sessie.get(UitgaandOnderdeelRij, sleutel)
        return None if deel is None else (laatste, deel)

    def schakels(self, houder: Houder) -> Iterator[Schakel]:
        """From the message that first gave it to the latest that arrived."""
        bericht = self._sessie.get_one(UitgaandRij, houder.origineel)
        schakel: Schakel | None = Schakel(bericht, houder.volgnummer)
        while schakel is not None:
            yield schakel
            schakel = self._volgende(schakel)

    def _volgende(self, schakel: Schakel) -> Schakel | None:
        """The correction that came in its place; of two that name the same one, the last."""
        vraag = (
            select(UitgaandRij)
            .where(
                UitgaandRij.in_reactie_op == schakel.bericht.bericht_id,
                UitgaandRij.soort == self._correctie,
                UitgaandRij.ontvanger == schakel.bericht.ontvanger,
                UitgaandRij.status == Verzendstatus.AFGELEVERD,
            )
            .order_by(UitgaandRij.bericht_id.desc())
        )
        for rij in self._sessie.scalars(vraag):
            for nummer, deel in enumerate(rij.kop["onderdelen"]):
                if deel["vervangt"] == schakel.plaats and deel["herkomst"] == "eigen":
                    return Schakel(rij, nummer)
        return None

    def _teruggenomen(self, schakel: Schakel) -> bool:
        vraag = select(UitgaandRij.kop).where(
            UitgaandRij.in_reactie_op == schakel.bericht.bericht_id,
            UitgaandRij.soort == self._intrekking,
            UitgaandRij.status.not_in(_VERGEEFS),
        )
        for kop in self._sessie.scalars(vraag):
            plaatsen = {deel["vervangt"] for deel in kop["onderdelen"]}
            if not plaatsen or schakel.plaats in plaatsen:
                return True
        return False

    def _vernietigd(self, houder: Houder, schakels: list[Schakel]) -> bool:
        """Whether its holder said so: of a message, or after it came of the person or the group."""
        eerste = schakels[0].bericht
        betrokkene = eerste.kop["onderdelen"][houder.volgnummer]["betrokkene"]
        berichten = {een.bericht.bericht_id for een in schakels}
        soorten = [code for code, rij in self._regels.soorten.items() if rij.vernietigd]
        vraag = select(InkomendRij.kop).where(
            InkomendRij.afzender == houder.partij,
            InkomendRij.soort.in_(soorten),
            InkomendRij.groep == eerste.groep,
            InkomendRij.status == _AANVAARD,
            InkomendRij.ontvangen_op >= eerste.gemaakt_op,
        )
        for kop in self._sessie.scalars(vraag):
            weg = kop.get("vernietigd") or {}
            if weg.get("heleGroep") or betrokkene in weg.get("betrokkenen", ()):
                return True
            if berichten & set(weg.get("berichten", ())):
                return True
        return False

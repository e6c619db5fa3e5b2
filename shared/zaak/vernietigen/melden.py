"""Puts verklaringen van vernietiging in the log of the gateway, each until it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import structlog

from shared.bericht.tijd import utc_tekst
from shared.convenant.vernietigen.gronden import gronden
from shared.kluis.fouten import KluisFout
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayFout, GatewayOnbereikbaar
from shared.web.beschrijving.operaties import eigen_operatie
from shared.web.proces.achtergrond import steeds
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.tabellen import VerklaringRij
from shared.zaak.vernietigen.uitvoeren import voer_plannen_uit

_log = structlog.get_logger()


class Verklaringpoort(Protocol):
    """What takes a verklaring; the gateway client fits."""

    async def geef_verklaring_af(self, document: Mapping[str, Any]) -> int:
        """``POST /v1/vernietigingsverklaringen``; the number of its leaf. Raises ``GatewayFout``.

        The same document again gives the same leaf.
        """
        ...


class Verklaringmelder:
    """One per process: finishes plans that were confirmed, and declares."""

    def __init__(self, dienst: Dienst, gateway: Verklaringpoort, rust: float) -> None:
        self._dienst = dienst
        self._gateway = gateway
        self._rust = rust

    async def draai(self) -> None:
        """A round every so often, until cancelled."""
        verwacht = (DatabankFout, KluisFout)
        await steeds("vernietigingen verklaren", self._beurt, self._rust, verwacht=verwacht)

    async def _beurt(self) -> None:
        with eigen_operatie("verklaarVernietigingen", "onderhoud"):
            await self.ronde()

    async def ronde(self) -> Mapping[str, int]:
        """One round; how many plans were carried out, and how many verklaringen are in the log."""
        gedaan = await in_draad(voer_plannen_uit, self._dienst)
        gemeld = 0
        for kenmerk, document in await in_draad(self._te_melden):
            try:
                bladnummer = await self._gateway.geef_verklaring_af(document)
            except GatewayOnbereikbaar:
                break
            except GatewayFout as fout:
                _log.error("verklaring niet aangenomen", fout=type(fout).__name__)
                continue
            await in_draad(self._onthoud, kenmerk, bladnummer)
            gemeld += 1
        return {**gedaan, "verklaringen": gemeld}

    def _te_melden(self) -> list[tuple[str, dict[str, Any]]]:
        with self._dienst.lezend() as sessie:
            partij = self._dienst.partij.code
            return [(rij.id, als_document(rij, partij)) for rij in opslag.niet_gemeld(sessie)]

    def _onthoud(self, kenmerk: str, bladnummer: int) -> None:
        with self._dienst.transactie() as sessie:
            opslag.verklaring(sessie, kenmerk).bladnummer = bladnummer


def als_document(rij: VerklaringRij, partij: str) -> dict[str, Any]:
    """What is signed: the same for the same verklaring, whenever it is made."""
    grond = gronden().get(rij.grond)
    return {
        "id": rij.id,
        "partij": partij,
        "groep": rij.groep,
        "vernietigdOp": utc_tekst(rij.vernietigd_op),
        "grond": rij.grond,
        "convenant": _ALGEMEEN if grond is None else grond.convenant,
        "aantallen": [{"wat": wat, "aantal": hoeveel} for wat, hoeveel in rij.aantallen.items()],
    }


_ALGEMEEN = "8.2"

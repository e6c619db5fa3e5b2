"""De voorstellen van de nepgateway: bewaart handtekeningen tot iedereen heeft getekend."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Scope

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from tests.integratie.partij.nepregister import REGELS

Document = dict[str, Any]
Antwoord = tuple[int, Document, dict[str, str]]
_PAD = "/v1/besluitvoorstellen"


@dataclass
class Nepvoorstellen:
    """`neem` voert een besluit met alle handtekeningen uit, zoals de rest van de nepgateway.

    Elke handtekening is die van een partij met de medewerker die voor haar besliste.
    """

    neem: Callable[[Document], tuple[int, Document]]
    nu: Callable[[], str]
    open: dict[str, Document] = field(default_factory=dict)

    def antwoord(self, scope: Scope, body: bytes, partij: str) -> Antwoord | None:
        """Het antwoord, als dit verzoek over een voorstel gaat."""
        methode, pad = scope["method"], scope["path"]
        if not pad.startswith(_PAD):
            return None
        kenmerk = pad.rpartition("/")[2]
        if methode == "GET" and b"afgedaan" in scope["query_string"]:
            return 200, {"besluitvoorstellen": []}, {}
        if methode == "GET":
            rijen = [self._vorm(een) for een in self.open.values() if partij in _tekenaars(een)]
            return 200, {"besluitvoorstellen": rijen}, {}
        if methode == "DELETE":
            return self._trek_in(kenmerk, partij)
        return self._teken(json.loads(body), partij)

    def _trek_in(self, kenmerk: str, partij: str) -> Antwoord:
        """Alleen de partij die het voorlegde."""
        voorstel = self.open.get(kenmerk)
        if voorstel is None:
            return 404, {"detail": "Dit voorstel is er niet."}, {}
        if voorstel["door"] != partij:
            return 403, {"detail": "Dit voorstel is van een ander."}, {}
        del self.open[kenmerk]
        return 204, {}, {}

    def _teken(self, ingediend: Document, partij: str) -> Antwoord:
        besluit = ingediend["besluit"]
        soort = (besluit["groep"], besluit["soort"])
        anderen = [
            een
            for kenmerk, een in self.open.items()
            if kenmerk != besluit["id"]
            and (een["besluit"]["groep"], een["besluit"]["soort"]) == soort
        ]
        if anderen:
            redenen = [{"uitleg": "Er ligt al zo'n voorstel."}]
            return 409, {"detail": "Kan nu niet.", "redenen": redenen}, {}
        nieuw = {"besluit": besluit, "door": partij, "op": self.nu(), "handtekeningen": {}}
        voorstel = self.open.setdefault(besluit["id"], nieuw)
        zetting = {naam: ingediend[naam] for naam in ("medewerker", "handtekening")}
        voorstel["handtekeningen"][partij] = zetting
        document = self._vorm(voorstel)
        if document["wachtOp"]:
            return 200, {"voorstel": document, "bladnummer": None, "groep": None}, {}
        del self.open[besluit["id"]]
        handtekeningen = voorstel["handtekeningen"]
        status, gedaan = self.neem({"besluit": besluit, "handtekeningen": handtekeningen})
        return (
            (status, gedaan, {}) if status != 201 else (200, {"voorstel": document, **gedaan}, {})
        )

    @staticmethod
    def _vorm(voorstel: Document) -> Document:
        getekend = sorted(voorstel["handtekeningen"])
        return {
            "besluit": voorstel["besluit"],
            "digest": digest_header(jcs(voorstel["besluit"])),
            "voorgelegdDoor": voorstel["door"],
            "voorgelegdOp": voorstel["op"],
            "getekendDoor": getekend,
            "stand": "open",
            "antwoorden": {},
            "afgedaanOp": None,
            "wachtOp": [code for code in _tekenaars(voorstel) if code not in getekend],
        }


def _tekenaars(voorstel: Document) -> tuple[str, ...]:
    rij = REGELS.groepsbesluiten[voorstel["besluit"]["soort"]]
    return tuple(een.partij for een in rij.ondertekenaars)

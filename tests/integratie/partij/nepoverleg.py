"""De overleggen van de nepgateway: onthoudt wat is geregistreerd en wat is gezegd."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Scope

Document = dict[str, Any]
Antwoord = tuple[int, Document, dict[str, str]]


@dataclass
class Nepoverleggen:
    """`voeg_toe` zet een blad in de boom; `partij_van` zegt van wie een autorisatie is."""

    voeg_toe: Callable[..., int]
    partij_van: Callable[[str], str]
    geregistreerd: dict[str, Document] = field(default_factory=dict)
    gezegd: dict[str, Document] = field(default_factory=dict)
    weg: bool = False

    def antwoord(self, scope: Scope, body: bytes, partij: str) -> Antwoord | None:
        """Het antwoord, als dit verzoek over een overleg gaat."""
        pad, methode = scope["path"], scope["method"]
        if not pad.startswith(("/v1/overleggen", "/v1/mondelinge-verstrekkingen")):
            return None
        if self.weg:
            return 503, {"detail": "Nu even niet."}, {}
        if methode == "POST":
            return self._bevestig(json.loads(body), partij)
        kenmerk = pad.rpartition("/")[2]
        if methode == "PUT":
            return self._registreer(kenmerk, json.loads(body))
        if kenmerk == "overleggen":
            groep = parse_qs(scope["query_string"].decode())["groep"][0]
            rijen = [self._vorm(k) for k, d in self.geregistreerd.items() if d["groep"] == groep]
            return 200, {"overleggen": rijen}, {}
        if kenmerk not in self.geregistreerd or not self._hoort_erbij(kenmerk, partij):
            return 404, {"detail": "Dit overleg is er niet, of niet voor u."}, {}
        return 200, self._vorm(kenmerk), {}

    def _registreer(self, kenmerk: str, document: Document) -> Antwoord:
        if document["locatie"] == "kroeg":
            fouten = [{"pad": "/locatie", "melding": "kan niet"}]
            return 400, {"detail": "Dit kan niet.", "fouten": fouten}, {}
        self.geregistreerd[kenmerk] = document
        return 200, {"bladnummer": self.voeg_toe("configuratie", "-", id=kenmerk)}, {}

    def _bevestig(self, document: Document, partij: str) -> Antwoord:
        bekend = self.gezegd.get(document["bericht"])
        if bekend is None:
            nummer = self.voeg_toe("mondeling", "-", **document)
            bekend = {**document, "afzender": partij, "bladnummer": nummer}
            self.gezegd[document["bericht"]] = bekend
        return 201, {"bladnummer": bekend["bladnummer"]}, {}

    def _hoort_erbij(self, kenmerk: str, partij: str) -> bool:
        document = self.geregistreerd[kenmerk]
        return partij in {document["partij"], *map(self.partij_van, document["deelnemers"])}

    def _vorm(self, kenmerk: str) -> Document:
        gezegd = [
            {
                "bericht": een["bericht"],
                "afzender": een["afzender"],
                "ontvanger": "gemeente" if een["afzender"] == "politie" else "politie",
                "verslag": een["verslag"],
                "bladnummer": een["bladnummer"],
            }
            for een in self.gezegd.values()
            if een["overleg"] == kenmerk
        ]
        return {**self.geregistreerd[kenmerk], "id": kenmerk, "gezegd": gezegd}

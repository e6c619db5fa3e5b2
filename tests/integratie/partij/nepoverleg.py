"""De overleggen van de nepgateway: onthoudt wat vooraf is geregistreerd."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Scope

from shared.bericht.tijd import lees_utc
from shared.convenant.termijnen import datum_nl

Document = dict[str, Any]
Antwoord = tuple[int, Document, dict[str, str]]


@dataclass
class Nepoverleggen:
    """`voeg_toe` zet een blad in de boom; `partij_van` zegt van wie een autorisatie is.

    `uitingen_in` geeft wat een partij in een overleg zegt of te horen krijgt.
    """

    voeg_toe: Callable[..., int]
    partij_van: Callable[[str], str]
    geregistreerd: dict[str, Document] = field(default_factory=dict)
    weg: bool = False
    uitingen_in: Callable[[str, str], list[Document]] = lambda _overleg, _partij: []

    def antwoord(self, scope: Scope, body: bytes, partij: str) -> Antwoord | None:
        """Het antwoord, als dit verzoek over een overleg gaat."""
        pad, methode = scope["path"], scope["method"]
        if not pad.startswith("/v1/overleggen"):
            return None
        if self.weg:
            return 503, {"detail": "Nu even niet."}, {}
        kenmerk = pad.rpartition("/")[2]
        if methode == "PUT":
            return self._registreer(kenmerk, json.loads(body))
        if kenmerk == "overleggen":
            groep = parse_qs(scope["query_string"].decode())["groep"][0]
            rijen = [self._vorm(k) for k, d in self.geregistreerd.items() if groep in d["groepen"]]
            return 200, {"overleggen": rijen}, {}
        if kenmerk not in self.geregistreerd or partij not in self._horen_erbij(kenmerk):
            return 404, {"detail": "Dit overleg is er niet, of niet voor u."}, {}
        return 200, {**self._vorm(kenmerk), "uitingen": self.uitingen_in(kenmerk, partij)}, {}

    def toestand(self, kenmerk: str) -> Document | None:
        """Het lid `overleg` van de toestand; None: niet geregistreerd, of afgelast."""
        document = self.geregistreerd.get(kenmerk)
        if document is None or document["afgelast"]:
            return None
        vorm = {naam: document[naam] for naam in ("soort", "locatie", "deelnemers", "groepen")}
        return {"id": kenmerk, **vorm, "dag": self._dag(document).isoformat()}

    def aan_tafel(self, kenmerk: str) -> set[str]:
        """De partijen met een deelnemer die vooraf is geregistreerd."""
        return set(
            map(self.partij_van, self.geregistreerd.get(kenmerk, {"deelnemers": ()})["deelnemers"])
        )

    def _dag(self, document: Document) -> date:
        return datum_nl(lees_utc(document["begin"]))

    def _registreer(self, kenmerk: str, document: Document) -> Antwoord:
        if document["locatie"] == "kroeg":
            fouten = [{"pad": "/locatie", "melding": "kan niet"}]
            return 400, {"detail": "Dit kan niet.", "fouten": fouten}, {}
        self.geregistreerd[kenmerk] = document
        blad = {**document, "overlegsoort": document["soort"]}
        del blad["soort"]
        return 200, {"bladnummer": self.voeg_toe("overleg", "-", id=kenmerk, **blad)}, {}

    def _horen_erbij(self, kenmerk: str) -> set[str]:
        return {self.geregistreerd[kenmerk]["partij"], *self.aan_tafel(kenmerk)}

    def _vorm(self, kenmerk: str) -> Document:
        return {**self.geregistreerd[kenmerk], "id": kenmerk, "uitingen": []}

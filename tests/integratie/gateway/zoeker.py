"""Een gateway met iets om in te zoeken, en wie daarin zoekt."""

from __future__ import annotations

from typing import Any

import httpx

from tests.hulp.inloggen import Uitgever
from tests.integratie.gateway.gegevens import MEDEWERKERS
from tests.integratie.gateway.logboek.test_logboek import AUDITOR, TOEZICHT
from tests.integratie.gateway.opstelling import Opstelling

PERIODE = {"van": "2026-11-01T00:00:00Z", "tot": "2026-12-31T00:00:00Z"}
__all__ = ["AUDIT", "AUDITOR", "PERIODE", "PRIVACY", "TOEZICHT", "Zoeker"]
AUDIT, PRIVACY = "auditor@toezicht.example", "privacy@om.example"


class Zoeker:
    """Een gateway met twee verstrekkingen en een weigering, en wie daarin mag zoeken."""

    def __init__(self, gateway: Opstelling, uitgever: Uitgever) -> None:
        self.gateway = gateway
        self._uitgever = uitgever
        self.verzoek = gateway.vraag_informatie()
        self.berichten = [self._verstrek() for _ in range(2)]
        gateway.verstuur(gateway.verstrekking(None))

    def _verstrek(self) -> str:
        self.gateway.klok.vooruit(seconds=1)
        antwoord = self.gateway.verstuur(self.gateway.verstrekking(self.verzoek))
        assert antwoord.status_code == 201, antwoord.text
        return str(antwoord.json()["id"])

    def post(self, pad: str, vraag: Any, wie: str = AUDIT) -> httpx.Response:
        return self.gateway.client.vraag("POST", f"/v1{pad}", json=vraag, headers=self.koppen(wie))

    def haal(self, pad: str, wie: str = AUDIT) -> httpx.Response:
        return self.gateway.client.vraag("GET", f"/v1{pad}", headers=self.koppen(wie))

    def koppen(self, wie: str) -> dict[str, str]:
        if wie in MEDEWERKERS:
            return {"x-proef-als": wie}
        return {"Authorization": f"Bearer {self._uitgever.token(wie)}"}

    def zoek(self, wie: str = AUDIT, **vraag: Any) -> dict[str, Any]:
        antwoord = self.post("/uitwisselingen/_zoek", {"periode": PERIODE, **vraag}, wie)
        assert antwoord.status_code == 200, antwoord.text
        gevonden: dict[str, Any] = antwoord.json()
        return gevonden

    def zoek_bladen(self, wie: str = AUDIT, **vraag: Any) -> dict[str, Any]:
        antwoord = self.post("/logboek/bladen/_zoek", {"periode": PERIODE, **vraag}, wie)
        assert antwoord.status_code == 200, antwoord.text
        gevonden: dict[str, Any] = antwoord.json()
        return gevonden

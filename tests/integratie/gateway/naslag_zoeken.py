"""Zoeken zoals het bedoeld is, zonder register: elk blad lezen en kijken of het past.

Bewust een tweede lezing: wat het register met termen en verzamelingen doet, doet dit met een lus.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.logboek.bladen import Blad

Vraag = Mapping[str, Any]


@dataclass
class Naslag:
    """Alle bladen, gelezen; antwoordt op een vraag met bladnummers, nieuwste eerst."""

    bladen: Sequence[Blad]
    besluiten: list[tuple[int, datetime, dict[str, Any]]] = field(init=False)
    aflopen: dict[str, set[str]] = field(init=False)
    verslagen: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.besluiten, self.aflopen, self.verslagen = [], {}, set()
        for nummer, blad in enumerate(self.bladen):
            velden = json.loads(blad.inhoud)
            if velden["soort"] == "besluit":
                self.besluiten.append((nummer, blad.tijdstip, velden))
            elif velden["soort"] == "bevestiging":
                self.aflopen.setdefault(velden["id"], set()).add(velden["status"])
            elif velden["soort"] == "mondeling":
                self.verslagen.add(velden["bericht"])

    def nummers(self, vraag: Vraag, partij: str | None) -> list[int]:
        return [
            nummer
            for nummer, tijdstip, velden in reversed(self.besluiten)
            if vraag["van"] <= tijdstip < vraag["tot"]
            and (
                partij is None or partij in (velden["kop"]["afzender"], velden["kop"]["ontvanger"])
            )
            and all(
                self._past(naam, waarde, velden)
                for naam, waarde in vraag.items()
                if naam not in ("van", "tot", "plicht_open", "plicht_uiterlijk_voor")
            )
            and self._plicht_past(vraag, velden)
        ]

    def uitkomst(self, velden: Mapping[str, Any]) -> str:
        if velden["besluit"]["besluit"] == "geweigerd":
            return "geweigerd"
        afloop = self.aflopen.get(velden["kop"]["id"], set())
        if "aanvaard" in afloop:
            return "aanvaard"
        if "geweigerd" in afloop:
            return "niet-aanvaard"
        return "onbereikbaar" if afloop else "onderweg"

    def _past(self, naam: str, waarde: Any, velden: Mapping[str, Any]) -> bool:
        kop, besluit = velden["kop"], velden["besluit"]
        bronnen = [*besluit["grondslagen"], *besluit["redenen"]]
        if naam in ("gegevenssoort", "categorie", "grondslag", "betrokkene"):
            return any(onderdeel[naam] == waarde for onderdeel in kop["onderdelen"])
        if naam == "medewerker":
            return waarde in (kop["medewerker"], kop["ontvangendeMedewerker"])
        if naam == "poort":
            return any(reden["poort"] == waarde for reden in besluit["redenen"])
        if naam == "interpretatie":
            return any(bron["interpretatie"] == waarde for bron in bronnen)
        if naam == "wetsartikel":
            return any(bron["wet"] == waarde for bron in bronnen)
        if naam == "convenantartikel":
            return any(waarde in bron["convenant"].split(" en ") for bron in bronnen)
        if naam == "uitkomst":
            return bool(self.uitkomst(velden) == waarde)
        if naam == "plicht":
            return any(plicht["code"] == waarde for plicht in besluit["plichten"])
        return bool(kop[naam] == waarde)

    def _plicht_past(self, vraag: Vraag, velden: Mapping[str, Any]) -> bool:
        if "plicht_uiterlijk_voor" in vraag:
            voor = vraag["plicht_uiterlijk_voor"].isoformat()
            dagen = [
                plicht["uiterlijk"]
                for plicht in velden["besluit"]["plichten"]
                if plicht["code"] == vraag["plicht"] and plicht["uiterlijk"]
            ]
            if not any(dag < voor for dag in dagen):
                return False
        if "plicht_open" in vraag:
            vervuld = velden["kop"]["id"] in self.verslagen
            return bool(vervuld is not vraag["plicht_open"])
        return True

"""Zoeken zoals het bedoeld is, zonder register: elk blad lezen en kijken of het past.

Bewust een tweede lezing: wat het register met termen en verzamelingen doet, doet dit met een lus,
en welke artikelen een tekst noemt staat hier met de hand.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.logboek.bladen import Blad

Vraag = Mapping[str, Any]

# Elke wettekst in de verzonnen bladen, met de artikelen die een jurist erin leest.
ARTIKELEN = {
    "art. 16 lid 1 onder b, 2° Wpg": {"art. 16 Wpg"},
    "art. 39f Wjsg": {"art. 39f Wjsg"},
    "art. 6 lid 1 onder e AVG jo. art. 172 Gemeentewet": {"art. 6 AVG", "art. 172 Gemeentewet"},
    "art. 6 Wpg": {"art. 6 Wpg"},
    "art. 5 lid 1 AVG; art. 3 Wpg": {"art. 5 AVG", "art. 3 Wpg"},
}
_GEZEGD = ("geinformeerd", "uitzondering")
_LEEG_TELT = ("stap", "doel", "stuk", "gezegd", "inhoud", "groep")
_PER_ONDERDEEL = ("gegevenssoort", "categorie", "grondslag", "betrokkene")


@dataclass
class Beslist:
    """Eén besluit, en wat er later over bleek."""

    nummer: int
    tijdstip: datetime
    kop: dict[str, Any]
    besluit: dict[str, Any]
    aflopen: set[str] = field(default_factory=set)
    inhoud: set[str] = field(default_factory=set)
    gezegd: set[str] = field(default_factory=set)
    vervuld: set[str] = field(default_factory=set)

    def plichten(self, code: str | None = None) -> list[dict[str, Any]]:
        return [p for p in self.besluit["plichten"] if code in (None, p["code"])]

    @property
    def uitkomst(self) -> str:
        if self.besluit["besluit"] == "geweigerd":
            return "geweigerd"
        if "aanvaard" in self.aflopen:
            return "aanvaard"
        if "geweigerd" in self.aflopen:
            return "niet-aanvaard"
        if "opgevolgd" in self.aflopen:
            return "opgevolgd"
        return "onbereikbaar" if self.aflopen else "onderweg"

    @property
    def inhoudstand(self) -> str | None:
        if "aanvaard" in self.inhoud:
            return "aanvaard"
        if "geweigerd" in self.inhoud:
            return "niet-aanvaard"
        return "onbereikbaar" if self.inhoud else None

    def waarden(self, naam: str) -> set[Any]:
        """Waarop dit besluit onder deze naam gevonden kan worden."""
        if naam in _PER_ONDERDEEL:
            return {onderdeel[naam] for onderdeel in self.kop["onderdelen"]}
        bronnen = [*self.besluit["grondslagen"], *self.besluit["redenen"]]
        bijzonder: dict[str, set[Any]] = {
            "medewerker": {self.kop["medewerker"], self.kop["ontvangendeMedewerker"]},
            "poort": {reden["poort"] for reden in self.besluit["redenen"]},
            "reden": {reden["code"] for reden in self.besluit["redenen"]},
            "interpretatie": {bron["interpretatie"] for bron in bronnen},
            "wetsartikel": {artikel for bron in bronnen for artikel in ARTIKELEN[bron["wet"]]},
            "convenantartikel": {a for bron in bronnen for a in bron["convenant"].split(" en ")},
            "uitkomst": {self.uitkomst},
            "gezegd": {max(self.gezegd, default=None)},
            "inhoud": {self.inhoudstand},
            "plicht": {plicht["code"] for plicht in self.plichten()},
            "in_reactie_op": {self.kop["inReactieOp"]},
        }
        gevonden = bijzonder[naam] if naam in bijzonder else {self.kop[naam]}
        return gevonden - {None}

    def past(self, vraag: Vraag) -> bool:
        """Of dit besluit aan elke eis van de vraag voldoet."""
        return vraag["van"] <= self.tijdstip < vraag["tot"] and all(
            self._voldoet(naam, waarde, vraag)
            for naam, waarde in vraag.items()
            if naam not in ("van", "tot")
        )

    def _voldoet(self, naam: str, waarde: Any, vraag: Vraag) -> bool:
        if naam == "plicht_open":
            return (vraag["plicht"] not in self.vervuld) is waarde
        if naam == "plicht_uiterlijk_voor":
            dagen = [plicht["uiterlijk"] for plicht in self.plichten(vraag["plicht"])]
            return any(dag is not None and dag < waarde.isoformat() for dag in dagen)
        heel = [bron["wet"] for bron in (*self.besluit["grondslagen"], *self.besluit["redenen"])]
        return waarde in self.waarden(naam) or (naam == "wetsartikel" and waarde in heel)


class Naslag:
    """Alle bladen, op volgorde gelezen; antwoordt op een vraag met bladnummers, nieuwste eerst."""

    def __init__(self, bladen: Sequence[Blad]) -> None:
        self.bladen = bladen
        self.besluiten: list[Beslist] = []
        self._laatste: dict[str, Beslist] = {}
        self._geinformeerd: dict[str, set[str]] = {}
        self._vernietigd: dict[tuple[str, str], list[int]] = {}
        for nummer, blad in enumerate(bladen):
            self._lees(nummer, blad.tijdstip, json.loads(blad.inhoud))
        self._informeren()
        self._op_nummer = {een.nummer: een for een in self.besluiten}

    def nummers(self, vraag: Vraag, partij: str | None) -> list[int]:
        return [
            een.nummer
            for een in reversed(self.besluiten)
            if partij in (None, een.kop["afzender"], een.kop["ontvanger"]) and een.past(vraag)
        ]

    def telling(self, nummers: Iterable[int], facet: str) -> Counter[str | None]:
        """Hoe vaak elke waarde voorkomt; een enkelvoudige zonder waarde telt als None."""
        geteld: Counter[str | None] = Counter()
        for nummer in nummers:
            waarden = self._op_nummer[nummer].waarden(facet)
            if not waarden and facet in _LEEG_TELT:
                geteld[None] += 1
            geteld.update(map(str, waarden))
        return geteld

    def _lees(self, nummer: int, tijdstip: datetime, velden: dict[str, Any]) -> None:
        if velden["soort"] == "besluit":
            self._besluit(Beslist(nummer, tijdstip, velden["kop"], velden["besluit"]))
        elif velden["soort"] == "bevestiging":
            self._bevestiging(self._laatste[velden["id"]], velden["status"])
        elif velden["soort"] == "mondeling":
            hoe = "zonder-toestemming" if velden["zonderToestemming"] else "met-toestemming"
            for bericht in velden["berichten"]:
                self._laatste[bericht].gezegd.add(hoe)

    def _bevestiging(self, een: Beslist, status: str) -> None:
        if "aanvaard" not in een.aflopen:
            een.aflopen.add(status)
            return
        een.inhoud.add(status)
        if status == "aanvaard":
            een.vervuld.add("VERSLAG")

    def _besluit(self, nieuw: Beslist) -> None:
        eerder = self._laatste.get(nieuw.kop["id"])
        if eerder is not None:
            eerder.aflopen.add("opgevolgd")
        self.besluiten.append(nieuw)
        self._laatste[nieuw.kop["id"]] = nieuw
        if nieuw.besluit["besluit"] == "geweigerd":
            return
        for onderdeel in nieuw.kop["onderdelen"]:
            if onderdeel["informatie"] and onderdeel["informatie"]["status"] in _GEZEGD:
                gezegd = self._geinformeerd.setdefault(nieuw.kop["afzender"], set())
                gezegd.add(onderdeel["betrokkene"])
        if nieuw.kop["vernietigd"] is not None:
            self._neem_vernietiging(nieuw, nieuw.kop["vernietigd"])

    def _neem_vernietiging(self, bericht: Beslist, wat: Mapping[str, Any]) -> None:
        """Aan elk bericht dat de afzender ooit kreeg: is het hiermee helemaal weg?"""
        partij, genoemd = bericht.kop["afzender"], {*wat["berichten"], bericht.kop["inReactieOp"]}
        for mens in wat["betrokkenen"]:
            self._vernietigd.setdefault((partij, mens), []).append(bericht.nummer)
        for een in self.besluiten:
            if een.kop["ontvanger"] != partij or een.nummer >= bericht.nummer:
                continue
            laatste = self._laatste[een.kop["id"]] is een
            in_groep = wat["heleGroep"] and een.kop["groep"] == bericht.kop["groep"]
            if (laatste and een.kop["id"] in genoemd) or in_groep or self._iedereen_weg(een):
                een.vervuld |= {"BEWAARTERMIJN", "VERWIJDEREN"}

    def _iedereen_weg(self, een: Beslist) -> bool:
        mensen = een.waarden("betrokkene")
        return bool(mensen) and all(
            any(n > een.nummer for n in self._vernietigd.get((een.kop["ontvanger"], mens), []))
            for mens in mensen
        )

    def _informeren(self) -> None:
        for een in self.besluiten:
            nodig = {o["betrokkene"] for o in een.kop["onderdelen"] if o["categorie"] in (1, 2)}
            gezegd = self._geinformeerd.get(een.kop["ontvanger"], set())
            if een.plichten("INFORMEREN") and nodig and nodig <= gezegd:
                een.vervuld.add("INFORMEREN")

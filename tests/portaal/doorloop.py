"""Wie alle pagina's van een portaal langsgaat en elk formulier instuurt dat hij tegenkomt.

Er is geen lijst van schermen of velden: wat er is, staat in de pagina's zelf. Van wat twee
mensen zien, en van twee mensen op een lijst, is een genoeg.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from starlette.routing import compile_path

from shared.portaal.portaal import Portaal, Scherm
from tests.portaal.formulieren import Formulier, Gelezen, eigen_paden, lees_pagina
from tests.portaal.zaal import ZELFDE

PER_DEEL, MEEST = 2, 8
"""How often a part of a screen is opened in a portal, and a screen in all of them."""
_KENMERK = re.compile(r"[0-9a-f-]{36}|(?<==)[A-Za-z0-9_-]{40,}|(?<=vraag=)[0-9a-f]{8}")
_BEGIN = "/toegankelijkheid"
"""Everybody may open it, it asks nothing, and has the whole menu."""
_HTML = "text/html"

Inzending = Mapping[str, list[str]]
Invullen = Callable[[Formulier], Iterator[tuple[str, Inzending]]]
"""Of a form what is sent of it, one after the other, each under a name."""


@dataclass(frozen=True)
class Beeld:
    """What came of one request. `inzending`: under which name `verstuurd` was sent; `regel`: what
    the portal wrote about the page."""

    wie: str
    scherm: Scherm
    pad: str
    inzending: str
    verstuurd: Inzending
    formulier: Formulier | None
    status: int
    pagina: str
    gelezen: Gelezen
    regel: Mapping[str, Any]


@dataclass
class Doorloop:
    """All portals, by who goes through them one after the other."""

    invullen: Invullen
    geopend: Counter[object] = field(default_factory=Counter)
    gestuurd: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    beelden: list[Beeld] = field(default_factory=list)
    koeken: dict[str, dict[str, str]] = field(default_factory=dict)

    def ga(self, portaal: Portaal, wie: str, client: httpx.Client, log: Path) -> None:
        """Everything this official comes across that nobody saw before him."""
        _Gang(self, portaal, wie, client, log).ga()
        self.koeken[wie] = dict(client.cookies)


@dataclass
class _Gang:
    doorloop: Doorloop
    portaal: Portaal
    wie: str
    client: httpx.Client
    log: Path
    links: deque[str] = field(default_factory=lambda: deque([_BEGIN]))
    gezien: set[str] = field(default_factory=set)
    invullen: deque[tuple[Scherm, Formulier]] = field(default_factory=deque)
    knoppen: deque[tuple[Scherm, Formulier]] = field(default_factory=deque)

    def ga(self) -> None:
        # Eerst kijken, dan invullen, en pas als er niets meer in te vullen is op een knop drukken:
        # die verandert het meest.
        while self.links or self.invullen or self.knoppen:
            if self.links:
                self._open(self.links.popleft())
            else:
                self._vul_in(*(self.invullen or self.knoppen).popleft())

    def _open(self, pad: str) -> None:
        scherm = self._scherm("GET", pad)
        if scherm is None:
            return
        if pad == _BEGIN or self._nog_niet_gezien(scherm, pad.partition("?")[2]):
            self._verder(self._vraag(scherm, "GET", pad))

    def _nog_niet_gezien(self, scherm: Scherm, vraag: str) -> bool:
        """Another part of a page is another page; another person on it is not. What everybody
        has is seen once in every portal, and often enough in all of them together."""
        geopend, hier = self.doorloop.geopend, self.portaal.code
        deel = _KENMERK.sub("", vraag)
        if geopend[scherm.naam] >= MEEST and geopend[scherm.naam, hier]:
            return False
        if geopend[scherm.naam, hier, deel] >= PER_DEEL:
            return False
        for teller in (scherm.naam, (scherm.naam, hier), (scherm.naam, hier, deel)):
            geopend[teller] += 1
        return True

    def _vul_in(self, scherm: Scherm, formulier: Formulier) -> None:
        for naam, inzending in self.doorloop.invullen(formulier):
            methode, pad = formulier.methode, formulier.pad
            self._verder(self._vraag(scherm, methode, pad, inzending, naam, formulier))

    def _vraag(
        self,
        scherm: Scherm,
        methode: str,
        pad: str,
        inzending: Inzending | None = None,
        naam: str = "",
        formulier: Formulier | None = None,
    ) -> Beeld:
        begin = self.log.stat().st_size
        velden = {"params" if methode == "GET" else "data": inzending} if inzending else {}
        antwoord = self.client.request(methode, pad, headers=ZELFDE, **velden)
        tekst = antwoord.text if antwoord.headers.get("content-type", "").startswith(_HTML) else ""
        beeld = Beeld(
            self.wie, scherm, pad, naam, inzending or {}, formulier, antwoord.status_code, tekst,
            lees_pagina(pad, tekst), self._regel(begin),
        )  # fmt: skip
        self.doorloop.beelden.append(beeld)
        naar = antwoord.headers.get("location", "")
        verder = self._scherm("GET", naar)
        return beeld if verder is None else self._vraag(verder, "GET", naar, None, naam, formulier)

    def _regel(self, begin: int) -> Mapping[str, Any]:
        with self.log.open("rb") as bestand:
            bestand.seek(begin)
            regels = [json.loads(een) for een in bestand if een.startswith(b"{")]
        return next((een for een in regels if een["event"] == "pagina"), {})

    def _verder(self, beeld: Beeld) -> None:
        nieuw = [een for een in eigen_paden(beeld.gelezen.links) if een not in self.gezien]
        self.gezien |= set(nieuw)
        self.links += nieuw
        for een in beeld.gelezen.formulieren:
            scherm = self._scherm(een.methode, een.pad)
            if scherm is None:
                continue
            # Van knoppen naar hetzelfde scherm is er een genoeg.
            soort = (scherm.naam, een.namen if een.typt else frozenset())
            if soort in self.doorloop.gestuurd:
                continue
            self.doorloop.gestuurd.add(soort)
            (self.invullen if een.typt else self.knoppen).append((scherm, een))

    def _scherm(self, methode: str, pad: str) -> Scherm | None:
        kaal = pad.partition("?")[0]
        return next(
            (
                een
                for een in self.portaal.schermen
                if een.methode == methode and _vorm(een.pad).match(kaal)
            ),
            None,
        )


@cache
def _vorm(pad: str) -> re.Pattern[str]:
    return compile_path(pad)[0]

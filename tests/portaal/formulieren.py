"""De formulieren van een pagina, zoals een browser ze ziet: niemand houdt er een lijst van bij."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# Wat een browser vanzelf goed meestuurt; de rest van een formulier typt of kiest iemand.
CSRF = "_csrf"
_TEKST = ("text", "search", "textarea", "email", "tel", "number", "password")
_KEUZE = ("radio", "checkbox")


@dataclass
class Veld:
    """One field: how it is filled in, what stands in it, what is said about it, and what one may
    choose."""

    naam: str
    soort: str
    waarde: str = ""
    hint: str = ""
    keuzes: list[str] = field(default_factory=list)

    @property
    def typt(self) -> bool:
        """Whether somebody writes in it."""
        return self.soort in _TEKST


@dataclass
class Formulier:
    """One form of a page."""

    pad: str
    methode: str
    velden: list[Veld] = field(default_factory=list)

    @property
    def typt(self) -> bool:
        """Whether there is anything to write."""
        return any(een.typt for een in self.velden)

    @property
    def namen(self) -> frozenset[str]:
        """Which fields it has, without the number of a row."""
        return frozenset(
            ".".join(deel for deel in een.naam.split(".") if not deel.isdigit())
            for een in self.velden
        )

    def ingevuld(self, tekst: Callable[[Veld, int], str]) -> dict[str, list[str]]:
        """As somebody sends it who writes this, and chooses the first of every choice."""
        waarden: dict[str, list[str]] = {}
        for nummer, een in enumerate(self.velden):
            if een.typt:
                waarden[een.naam] = [tekst(een, nummer)]
            elif een.soort == "select":
                waarden[een.naam] = [next((k for k in een.keuzes if k), "")]
            elif een.soort == "radio":
                waarden.setdefault(een.naam, [een.waarde])
            elif een.soort == "checkbox":
                waarden.setdefault(een.naam, []).append(een.waarde)
            else:
                waarden[een.naam] = [een.waarde]
        return waarden

    def overschreven(self, tekst: str) -> dict[str, list[str]]:
        """With this in every field, also where one only chooses and what one never sees."""
        return {een.naam: [een.waarde if een.naam == CSRF else tekst] for een in self.velden}


class _Lezer(HTMLParser):
    def __init__(self, hier: str) -> None:
        super().__init__()
        self.hier = hier
        self.formulieren: list[Formulier] = []
        self.links: list[str] = []
        self.kenmerken: set[str] = set()
        self.getypt: list[str] = []
        self._open: Formulier | None = None
        self._hints: dict[str, str] = {}
        self._hint = ""
        self._beschreven: list[tuple[Veld, str]] = []
        self._select: Veld | None = None
        self._textarea: Veld | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        een = {naam: waarde or "" for naam, waarde in attrs}
        self.kenmerken |= {tag, *een}
        if tag == "a" and een.get("href"):
            self.links.append(urljoin(self.hier, een["href"]).partition("#")[0])
        elif een.get("class") == "hint" and een.get("id"):
            self._hint = een["id"]
        elif tag == "form":
            pad = urljoin(self.hier, een.get("action") or self.hier)
            self._open = Formulier(pad, een.get("method", "get").upper())
            self.formulieren.append(self._open)
        elif tag == "option" and self._select is not None:
            self._select.keuzes.append(een.get("value", ""))
        elif tag in ("input", "select", "textarea", "button") and een.get("name"):
            self._veld(tag, een)

    def _veld(self, tag: str, een: dict[str, str]) -> None:
        soort = een.get("type", "text") if tag == "input" else tag
        veld = Veld(een["name"], soort, een.get("value", "on" if soort in _KEUZE else ""))
        self._beschreven.append((veld, een.get("aria-describedby", "")))
        if self._open is not None:
            self._open.velden.append(veld)
        if tag == "select":
            self._select = veld
        elif tag == "textarea":
            self._textarea = veld
        elif veld.typt:
            self.getypt.append(veld.waarde)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea is not None:
            self.getypt.append(self._textarea.waarde)
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._hint:
            self._hints[self._hint] = data
            self._hint = ""
        if self._textarea is not None:
            self._textarea.waarde += data

    def beschrijf(self) -> None:
        """Every field its hint, which may stand after it."""
        for veld, beschrijving in self._beschreven:
            hints = (self._hints.get(een, "") for een in beschrijving.split())
            veld.hint = next((een for een in hints if een), "")


@dataclass(frozen=True)
class Gelezen:
    """What stands on a page. `kenmerken`: every tag and every attribute; `getypt`: what stands in
    the fields one writes in."""

    formulieren: list[Formulier]
    links: list[str]
    kenmerken: set[str]
    getypt: list[str]


def lees_pagina(hier: str, pagina: str) -> Gelezen:
    """Read a page that was opened at this address."""
    lezer = _Lezer(hier)
    lezer.feed(pagina)
    lezer.close()
    lezer.beschrijf()
    return Gelezen(lezer.formulieren, lezer.links, lezer.kenmerken, lezer.getypt)


def eigen_paden(links: list[str]) -> Iterator[str]:
    """The addresses of this portal among these, each once."""
    for een in dict.fromkeys(links):
        delen = urlsplit(een)
        if not delen.netloc:
            yield een

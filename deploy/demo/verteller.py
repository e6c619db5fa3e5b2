"""Tells what happens, as it happens: one line per event, with what was decided and why."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from deploy.klant import Geweigerd
from shared.convenant.regels.laden import standaard_convenant

_KLEUREN = {"gemeente": "green", "politie": "blue", "om": "magenta", "gateway": "yellow"}
_BREEDTE = 100
_INSPRINGING = " " * 13


def poort(nummer: int | str) -> str:
    """A gate as the covenant calls it: its number and its name."""
    return f"poort {nummer} ({standaard_convenant().poorten[int(nummer)]})"


class Verteller:
    """Prints the story and counts what was decided.

    ``in_het_log``: how much of what was refused got as far as the gateway, and so into the log; the
    rest was stopped by a party's own service.
    """

    def __init__(self, scherm: Console) -> None:
        self._scherm = scherm
        self._begin = time.monotonic()
        self.toegestaan = 0
        self.geweigerd = 0
        self.in_het_log = 0

    def kop(self, titel: str, uitleg: str = "") -> None:
        """A new chapter."""
        self._scherm.print()
        self._scherm.rule(f"[bold]{escape(titel)}", align="left", style="dim")
        if uitleg:
            self._regels(uitleg, "dim")

    def gebeurt(self, wie: str, wat: str) -> None:
        """Somebody does something."""
        self._regel(wie, "·", "white", wat)

    def toegestaan_door(self, wie: str, wat: str, antwoord: Mapping[str, Any]) -> None:
        """A message was permitted and delivered; ``antwoord`` is the sender's view of it."""
        self.toegestaan += 1
        self._regel(wie, "✔", "bold green", wat)
        self._gronden(antwoord)

    def stuk_gegeven(self, wie: str, wat: str, naar: Sequence[str]) -> None:
        """A stuk about the group arrived with each of them."""
        self.toegestaan += len(naar)
        self._regel(wie, "✔", "bold green", f"{wat} ({', '.join(naar)})")

    def geweigerd_door(self, wie: str, wat: str, weigering: Geweigerd) -> list[int]:
        """A message was refused, as it should; returns the closing gates."""
        redenen: Sequence[Mapping[str, Any]] = weigering.probleem.get("redenen", [])
        self.in_het_log += "bladnummer" in weigering.probleem
        poorten = self.geweigerd_om(wie, wat, redenen)
        if not redenen:
            self._regels(str(weigering), "red")
        return poorten

    def geweigerd_om(self, wie: str, wat: str, redenen: Sequence[Mapping[str, Any]]) -> list[int]:
        """The gateway refused, for these reasons; returns the closing gates."""
        self.geweigerd += 1
        self._regel(wie, "✘", "bold red", f"{wat} — geweigerd")
        for reden in redenen:
            bronnen = [f"convenant {reden['convenant']}" if reden["convenant"] else ""]
            bronnen += [reden["wet"] or "", reden["interpretatie"] or ""]
            bron = ", ".join(deel for deel in bronnen if deel)
            self._regels(f"{poort(reden['poort'])} ({bron}): {reden['uitleg']}", "red")
        return sorted({reden["poort"] for reden in redenen})

    def resultaat(self, goed: bool, wat: str) -> None:
        """The outcome of a check."""
        teken, stijl = ("✔", "bold green") if goed else ("✘", "bold red")
        self._regel("controle", teken, stijl, wat)

    def gewoon(self, tekst: str) -> None:
        """Output of a program, line by line."""
        for regel in tekst.splitlines():
            if regel.strip():
                self._regels(regel.strip(), "dim")

    def _gronden(self, antwoord: Mapping[str, Any]) -> None:
        besluit = antwoord.get("besluit") or {}
        gronden = {
            f"convenant {g['convenant']}, {g['wet']}" for g in besluit.get("grondslagen", [])
        }
        for grond in sorted(gronden):
            self._regels(f"mag op grond van {grond}", "green")

    def _regel(self, wie: str, teken: str, stijl: str, wat: str) -> None:
        tijd = f"{time.monotonic() - self._begin:6.1f}s"
        kleur = _KLEUREN.get(wie, "cyan")
        self._scherm.print(
            f"[dim]{tijd}[/dim] [{kleur}]{wie:<9}[/{kleur}] [{stijl}]{teken}[/{stijl}] "
            f"{escape(wat)}",
            highlight=False,
            soft_wrap=True,
        )

    def _regels(self, tekst: str, stijl: str) -> None:
        ingesprongen = textwrap.fill(
            tekst, _BREEDTE, initial_indent=_INSPRINGING, subsequent_indent=_INSPRINGING
        )
        self._scherm.print(f"[{stijl}]{escape(ingesprongen)}[/{stijl}]", highlight=False)

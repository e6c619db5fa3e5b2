"""A text of a request, judged: every spot that identifies somebody, as a fault of the input."""

from __future__ import annotations

from shared.vrijetekst.detectie import vind
from shared.web.meldingen import Invoerfout


def keur(pad: str, tekst: str) -> list[Invoerfout]:
    """The faults in the text at this JSON Pointer, with the exact spot; empty when it is clean."""
    return [
        Invoerfout(pad, f"teken {vondst.begin + 1} tot en met {vondst.einde}: {vondst.uitleg}")
        for vondst in vind(tekst)
    ]

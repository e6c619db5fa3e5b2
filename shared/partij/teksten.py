"""A text of a request, judged: every spot that identifies somebody, as a fault of the input."""

from __future__ import annotations

from shared.vrijetekst.detectie import vind
from shared.web.meldingen import Invoerfout


def keur(pad: str, tekst: str, *, bevestigd: bool = False) -> list[Invoerfout]:
    """The faults in the text at this JSON Pointer, with the exact spot; empty when it is clean.

    ``bevestigd``: the writer confirmed that no word in it names anybody (D4). That settles a word
    no list knows; never a known name, a number or anything else that is certain.
    """
    return [
        Invoerfout(pad, f"teken {vondst.begin + 1} tot en met {vondst.einde}: {vondst.uitleg}")
        for vondst in vind(tekst)
        if vondst.zeker or not bevestigd
    ]


def vraagt_bevestiging(tekst: str) -> bool:
    """Whether the text holds a word of which only its writer can say that it names nobody."""
    return any(not vondst.zeker for vondst in vind(tekst))

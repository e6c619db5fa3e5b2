"""A text of a request, judged: who is recognised in it and what is no plain text, as faults."""

from __future__ import annotations

from shared.vrijetekst.detectie import na_bevestiging, vind
from shared.vrijetekst.opmaak import vind_opmaak
from shared.web.meldingen import Invoerfout


def keur(pad: str, tekst: str, *, bevestigd: bool = False) -> list[Invoerfout]:
    """The faults in the text at this JSON Pointer, with the exact spot; empty when it is clean.

    ``bevestigd``: the writer confirmed that nobody is in it (D4). That settles a word that may be
    a name; never what certainly identifies somebody, nor what is no plain text.
    """
    vondsten = vind(tekst)
    if bevestigd:
        vondsten = na_bevestiging(vondsten)
    return [
        *(
            Invoerfout(pad, f"teken {vondst.begin + 1} tot en met {vondst.einde}: {vondst.uitleg}")
            for vondst in vondsten
        ),
        *(Invoerfout(pad, f"teken {een.begin + 1}: {een.uitleg}") for een in vind_opmaak(tekst)),
    ]


def vraagt_bevestiging(tekst: str) -> bool:
    """Whether the text holds something of which only its writer can say that it is nobody."""
    return any(not vondst.hard for vondst in vind(tekst))

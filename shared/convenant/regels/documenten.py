"""How the readable form of a message may be handed over (6.2 to 6.4; readings F1 and F3). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.rijen import Documenten
from shared.convenant.bestand.typen import ALLE
from shared.convenant.regels.verwijzingen import Pad, Verwijzingen, bestaan
from shared.convenant.vorm import Fout, json_pointer

__all__ = ["controleer_documenten", "documentwegen", "wachtwoord_verplicht"]


def documentwegen(regels: Convenantregels, van: str, naar: str) -> Mapping[str, str]:
    """The ways along which a document may go from one party to another, with their names."""
    open_ = {
        weg
        for regel in regels.documenten.regels
        if _noemt(regel.van, van) and _noemt(regel.naar, naar)
        for weg in regel.wegen
    }
    return {code: titel for code, titel in regels.documenten.wegen.items() if code in open_}


def wachtwoord_verplicht(regels: Convenantregels, van: str) -> bool:
    """Whether this party protects every document with a password (6.3)."""
    return _noemt(regels.documenten.wachtwoord_van, van)


def controleer_documenten(rij: Documenten, naar: Verwijzingen) -> Iterator[Fout]:
    """Names that refer to nothing, and a password that would go the way of its document."""
    pad: Pad = ("documenten",)
    yield from naar.partijen_of_alle(rij.wachtwoord_van, (*pad, "wachtwoordVan"))
    for nummer, regel in enumerate(rij.regels):
        plek: Pad = (*pad, "regels", nummer)
        yield from naar.partijen_of_alle(regel.van, (*plek, "van"))
        yield from naar.partijen_of_alle(regel.naar, (*plek, "naar"))
        yield from bestaan(regel.wegen, rij.wegen, (*plek, "wegen"), "weg")
    if rij.wachtwoord_van and not rij.wachtwoordwegen:
        yield Fout(json_pointer((*pad, "wachtwoordwegen")), "noemt geen enkele weg")
    for code in sorted(rij.wachtwoordwegen.keys() & rij.wegen.keys()):
        melding = "is ook een weg van het document; een wachtwoord gaat langs een andere"
        yield Fout(json_pointer((*pad, "wachtwoordwegen", code)), melding)


def _noemt(partijen: tuple[str, ...], partij: str) -> bool:
    return ALLE in partijen or partij in partijen

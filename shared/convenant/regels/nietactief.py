"""Do the rows about the inactive phase fit each other and the rest of the file (8.1)?"""

from collections.abc import Iterator

from shared.convenant.bestand.model import Convenantbestand
from shared.convenant.regels.verwijzingen import Pad, bestaan, termijn
from shared.convenant.vorm import Fout, json_pointer


def controleer_nietactief(bestand: Convenantbestand) -> Iterator[Fout]:
    """Kinds that do not exist, a term that is none, a trigger that leads nowhere."""
    rij, pad = bestand.niet_actief, ("nietActief",)
    yield from bestaan(rij.behoudt, bestand.gegevenssoorten, (*pad, "behoudt"), "gegevenssoort")
    yield from termijn(rij.open, (*pad, "open"))
    for code, een in rij.aanleidingen.items():
        plek: Pad = (*pad, "aanleidingen", code)
        if een.geprioriteerd and not een.nieuwe_groep:
            yield Fout(json_pointer((*plek, "geprioriteerd")), "kan alleen met een nieuwe groep")
    for code, uitslag in rij.uitslagen.items():
        if uitslag.verbetert and not uitslag.blijft:
            zin = "wat wordt verbeterd, blijft"
            yield Fout(json_pointer((*pad, "uitslagen", code, "verbetert")), zin)

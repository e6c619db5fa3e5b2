"""The one report of a meeting and what the parties said of it, from the party's own file."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.zaak.notulen import opslag
from shared.zaak.notulen.begrippen import kenmerk_van

_NOTULEN = uit("notulen", "notulen-reactie")


def _notulen(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    """Of the meetings this party may know of today; none while nobody can say which those are."""
    for overleg in (str(een["id"]) for een in blik.overleggen or ()):
        verslag = kenmerk_van(overleg, blik.groep)
        pad = f"/overleggen/{overleg}/notulen?groep={blik.groep}"
        for rij, is_reactie in opslag.verloop(blik.sessie, blik.regels, verslag):
            yield _NOTULEN["notulen-reactie" if is_reactie else "notulen"].feit(
                rij.id,
                rij.op,
                partij=rij.van,
                door=rij.medewerker,
                pad=pad if is_reactie else f"{pad}&versie={rij.versie}",
                woorden={"partij": blik.naam(rij.van), "versie": rij.versie},
            )


NOTULENFEITEN = Tijdlijnbron(_NOTULEN, _notulen)

"""Work of who may be the second person: the requests that this colleague may confirm or refuse."""

from __future__ import annotations

from collections.abc import Iterator

from shared.bestand.bevestigen.begrippen import Bevestigregels
from shared.bestand.bevestigen.kring import Kring
from shared.bestand.bevestigen.opslag import Verzoeken
from shared.bestand.toegang.bevoegdheid import rechten_van
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_SOORTEN = uit("autorisatie-bevestigen", "autorisatie-eerste-bevestigen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    """One item per request, of the kind whose right the one who looks has."""
    rechten = rechten_van(blik.regels, blik.partij, blik.functie)
    soort = next((soort for soort in _SOORTEN.values() if soort.recht in rechten), None)
    regels = Bevestigregels(blik.regels.functies[blik.partij])
    kring = Kring(blik.sessie, regels, blik.genoemd, blik.vandaag)
    for verzoek in Verzoeken(blik.sessie, blik.kluis, lambda: blik.nu).open():
        if soort is not None and kring.waarom_niet(verzoek, blik.wie) is None:
            yield soort.stuk(
                verzoek.id,
                sinds=verzoek.gevraagd_op,
                pad=f"/autorisatieverzoeken/{verzoek.id}",
                uiterlijk=verzoek.uiterlijk,
            )


BEVESTIGINGEN = Werkbron(_SOORTEN, _werk)

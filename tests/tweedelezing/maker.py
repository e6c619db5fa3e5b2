"""Random toetsverzoeken of every soort, the same ones for the same seed.

`maak` starts from a message that may go and changes nothing to four things about it; the result
is never an input error. `maak_ongeldig` gives one that is, by one fault.
"""

from __future__ import annotations

import random
from typing import Any

from tests.tweedelezing import maker_wijzigingen as toestand
from tests.tweedelezing import maker_wijzigingen_bericht as bericht
from tests.tweedelezing import maker_wijzigingen_onderdelen as onderdelen
from tests.tweedelezing.maker_fouten import FOUTEN, Fout
from tests.tweedelezing.maker_pas import laat_weg, pas
from tests.tweedelezing.maker_soorten import maak_basis

# How many things are changed; a change often changes nothing that counts.
_AANTAL = (0, 1, 1, 2, 3, 4)
_OM_HET_BERICHT = toestand.WIJZIGINGEN + bericht.WIJZIGINGEN


def maak(rng: random.Random) -> dict[str, Any]:
    """A toetsverzoek that can be decided."""
    verzoek = maak_basis(rng)
    pas(rng, verzoek)
    for _ in range(rng.choice(_AANTAL)):
        met_onderdelen = bool(verzoek["kop"]["onderdelen"]) and rng.random() < 0.5
        wijzigingen = onderdelen.WIJZIGINGEN if met_onderdelen else _OM_HET_BERICHT
        if rng.random() < 0.04:
            wijzigingen = onderdelen.WIJZIGINGEN
        rng.choice(wijzigingen)(rng, verzoek)
        pas(rng, verzoek)
    laat_weg(rng, verzoek)
    return verzoek


def maak_ongeldig(rng: random.Random) -> dict[str, Any]:
    """A toetsverzoek with one input error."""
    return maak_met_fout(rng, rng.choice(FOUTEN))


def maak_met_fout(rng: random.Random, fout: Fout) -> dict[str, Any]:
    """A toetsverzoek in which this fault was made."""
    while True:
        verzoek = maak(rng)
        if fout(rng, verzoek):
            return verzoek

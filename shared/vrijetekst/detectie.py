"""Finding what identifies somebody in a text that may only be about a group (covenant 4.1; D4).

Pure: no text leaves this module, and none is kept. Strict on purpose: a text that is stopped
wrongly is rewritten in a minute, a name that gets through stands there for years. A hard hit is
never overruled; a soft one (a word that may be a name) the writer may confirm to be nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.vrijetekst.lezing import lees
from shared.vrijetekst.namen.namen import vind_namen
from shared.vrijetekst.patronen import vind_patronen
from shared.vrijetekst.patroon import Blad, Treffer
from shared.vrijetekst.woorden import ontleed

UITLEG = {
    "naam": "hier staat een naam; schrijf bijvoorbeeld 'een van de jongeren'",
    "geboortedatum": "hier staat een geboortedatum; laat die weg",
    "leeftijd": "hier staat de leeftijd van één persoon; schrijf 'tussen 14 en 18 jaar'",
    "adres": "hier staat een adres; noem alleen de straat, het plein of de buurt",
    "postcode": "hier staat een postcode; noem alleen de buurt",
    "telefoon": "hier staat een telefoonnummer; laat het weg",
    "e-mail": "hier staat een e-mailadres; laat het weg",
    "kenteken": "hier staat een kenteken; schrijf 'een scooter' of 'een auto'",
    "sociale-media": "hier staat een account of adres op internet; laat het weg",
    "burgerservicenummer": "hier staat een nummer dat van een persoon kan zijn; laat het weg",
    "iban": "hier staat een rekeningnummer; laat het weg",
    "documentnummer": "hier staat een documentnummer; laat het weg",
    "nummer": "hier staat een nummer van een zaak, kaart of dossier; laat het weg",
    "ip-adres": "hier staat een IP-adres; laat het weg",
    "omschrijving": "hier wordt één persoon omschreven; schrijf 'een van de jongeren'",
}
UITLEG_ZACHT = {
    "naam": (
        "dit woord kan een naam zijn; schrijf het anders, of bevestig dat hier niemand in staat"
    ),
    "omschrijving": (
        "hier kan één persoon zijn omschreven; schrijf het anders, of bevestig dat hier niemand in "
        "staat"
    ),
}


@dataclass(frozen=True, slots=True)
class Vondst:
    """Something that identifies somebody: its kind, and where it stands (code points, end out).

    `hard`: no confirmation of the writer overrules it. Otherwise the writer may confirm that
    nobody is meant here (reading D4).
    """

    soort: str
    begin: int
    einde: int
    hard: bool = True

    @property
    def uitleg(self) -> str:
        """What it is and what to write instead, in Dutch; never what was found."""
        return UITLEG[self.soort] if self.hard else UITLEG_ZACHT[self.soort]


def vind(tekst: str) -> tuple[Vondst, ...]:
    """Everything found, in order; what overlaps is one, of the kind of its longest part."""
    lezing = lees(tekst)
    woorden = ontleed(lezing.tekst)
    blad = Blad(
        lezing.tekst, lezing.tekst.lower(), woorden, frozenset(woord.kaal for woord in woorden)
    )
    treffers = [*vind_patronen(blad), *vind_namen(blad)]
    treffers.sort(key=lambda treffer: (treffer.begin, -treffer.einde))
    return tuple(
        Vondst(een.soort, *lezing.spanne(een.begin, een.einde), een.hard)
        for een in _samen(treffers)
    )


def na_bevestiging(vondsten: Sequence[Vondst]) -> tuple[Vondst, ...]:
    """What still stops the text after the writer confirmed that nobody is in it: the hard hits."""
    return tuple(vondst for vondst in vondsten if vondst.hard)


def _samen(treffers: Sequence[Treffer]) -> list[Treffer]:
    """Sorted hits, with what overlaps as one stretch: no tail of a name stays unmarked.

    The stretch has the kind of its longest hard part, and is hard if any part is.
    """
    samen: list[Treffer] = []
    gewicht = (False, 0)
    for treffer in treffers:
        eigen = (treffer.hard, treffer.einde - treffer.begin)
        if not samen or treffer.begin >= samen[-1].einde:
            samen.append(treffer)
            gewicht = eigen
            continue
        vorige = samen[-1]
        soort = treffer.soort if eigen > gewicht else vorige.soort
        einde = max(treffer.einde, vorige.einde)
        samen[-1] = Treffer(soort, vorige.begin, einde, treffer.hard or vorige.hard)
        gewicht = max(gewicht, eigen)
    return samen

"""Finding what identifies somebody in a text that may only be about a group (covenant 4.1; D4).

Pure. Strict on purpose: a text that is stopped wrongly is rewritten in a minute, a name that gets
through stands there for years. What is certain cannot be overruled; of a single word that no list
knows its writer may say that it names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shared.vrijetekst.lezing import lees
from shared.vrijetekst.namen import vind_namen
from shared.vrijetekst.patronen import Treffer, vind_patronen

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
    "ip-adres": "hier staat een IP-adres; laat het weg",
}


@dataclass(frozen=True, slots=True)
class Vondst:
    """Something that identifies somebody: its kind, and where it stands (code points, end out).

    ``zeker``: it is known or has the form of what identifies somebody. Otherwise it is a single
    word that no list knows, of which only the writer can say whether it names anybody (D4).
    """

    soort: str
    begin: int
    einde: int
    zeker: bool = True

    @property
    def uitleg(self) -> str:
        """What it is and what to write instead, in Dutch; never what was found."""
        return UITLEG[self.soort]


def vind(tekst: str) -> tuple[Vondst, ...]:
    """Everything found, in order; what overlaps is one, of the kind of its longest part."""
    lezing = lees(tekst)
    treffers = [*vind_patronen(lezing.tekst)]
    onzeker = set()
    for begin, einde, zeker in vind_namen(lezing.tekst):
        treffers.append(("naam", begin, einde))
        if not zeker:
            onzeker.add(("naam", begin, einde))
    # What is certain at the same spot stays certain.
    onzeker -= {treffer for treffer in treffers if treffers.count(treffer) > 1}
    treffers.sort(key=lambda treffer: (treffer[1], -treffer[2]))
    return tuple(
        Vondst(treffer[0], *lezing.spanne(*treffer[1:]), zeker=treffer not in onzeker)
        for treffer in _samen(treffers)
    )


def _samen(treffers: Sequence[Treffer]) -> list[Treffer]:
    """Sorted hits, with what overlaps as one stretch: no tail of a name stays unmarked."""
    samen: list[Treffer] = []
    langste = 0
    for soort, begin, einde in treffers:
        lengte = einde - begin
        if not samen or begin >= samen[-1][2]:
            samen.append((soort, begin, einde))
            langste = lengte
            continue
        vorige, van, tot = samen[-1]
        samen[-1] = (soort if lengte > langste else vorige, van, max(tot, einde))
        langste = max(langste, lengte)
    return samen

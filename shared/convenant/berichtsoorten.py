"""Which kind of message is which, by what the covenant file says of it. Pure.

Code never names a kind: it asks for the one that gives data, the one that takes back, the one that
asks. So a kind may be called otherwise in another covenant.
"""

from collections.abc import Collection, Iterator, Mapping

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.inhoudsvorm import vormfouten
from shared.convenant.vorm import Fout

__all__ = [
    "bouwt_voort_op_plaats",
    "deelnemercategorie",
    "geeft_gegevens",
    "antwoordstuk",
    "gesprekskanaal",
    "gewone_verstrekking",
    "intrekkingssoort",
    "is_aanvulling",
    "is_correctie",
    "is_intrekking",
    "is_terug_te_nemen",
    "is_verzoek",
    "kan_over_personen",
    "is_ontvangstreden",
    "koppelvlak",
    "ledencategorie",
    "maatwerkstuk",
    "nettolijststuk",
    "opdrachtstuk",
    "standstuk",
    "stukinhoudfouten",
    "vernietigingssoort",
    "wil_lopende_groep",
    "verzoeksoort",
    "verzoekstuk",
]


def geeft_gegevens(regels: Convenantregels, soort: str) -> bool:
    """It gives personal data: a provision, or what comes on top of one."""
    return regels.soorten[soort].persoonsgegevens


def kan_over_personen(regels: Convenantregels, soort: str) -> bool:
    """It may have onderdelen: it gives data, or is about data that were given."""
    return regels.soorten[soort].onderdelen != "verboden"


def wil_lopende_groep(regels: Convenantregels, soort: str) -> bool:
    """It is only sent about a group of which the approach has not ended (gate 5)."""
    rij = regels.soorten[soort]
    return "status" in rij.groepseisen + rij.groepseisen_gegevens


def is_aanvulling(regels: Convenantregels, soort: str) -> bool:
    """It gives new kinds of data about people of an earlier message."""
    rij = regels.soorten[soort]
    return rij.persoonsgegevens and rij.verwijzing is not None


def is_correctie(regels: Convenantregels, soort: str) -> bool:
    """It says that something given was wrong, or how it is now (6.5)."""
    return regels.soorten[soort].regime == "verwijzing"


def is_intrekking(regels: Convenantregels, soort: str) -> bool:
    """It takes back what was sent, the whole message or places of it."""
    return regels.soorten[soort].recht_van_verwijzing


def is_terug_te_nemen(regels: Convenantregels, soort: str) -> bool:
    """It is about data of people, and whoever sent it may take it back."""
    verwijzing = regels.soorten[intrekkingssoort(regels)].verwijzing
    genoemd = verwijzing is not None and soort in verwijzing.soorten
    return genoemd and kan_over_personen(regels, soort)


def intrekkingssoort(regels: Convenantregels) -> str:
    """The kind that takes back what was sent."""
    return next(code for code, rij in regels.soorten.items() if rij.recht_van_verwijzing)


def gesprekskanaal(regels: Convenantregels) -> str:
    """The channel along which words go outside a meeting."""
    return next(code for code, rij in regels.kanalen.items() if rij.mondeling and not rij.overleg)


def is_verzoek(regels: Convenantregels, soort: str) -> bool:
    """It asks for data."""
    return regels.soorten[soort].verzoek


def bouwt_voort_op_plaats(regels: Convenantregels, soort: str) -> bool:
    """Every onderdeel of it names a place in the message it builds on."""
    verwijzing = regels.soorten[soort].verwijzing
    return verwijzing is not None and verwijzing.onderdelen == "plaats"


def gewone_verstrekking(regels: Convenantregels) -> str:
    """The kind that gives data and builds on nothing."""
    return next(
        code
        for code, rij in regels.soorten.items()
        if rij.persoonsgegevens and rij.verwijzing is None
    )


def verzoeksoort(regels: Convenantregels) -> str:
    """The kind that asks for data."""
    return next(code for code, rij in regels.soorten.items() if rij.verzoek)


def verzoekstuk(regels: Convenantregels) -> str:
    """The stuk that holds the question of a request."""
    soort = verzoeksoort(regels)
    return next(code for code, stuk in regels.stukken.items() if stuk.soort == soort)


def nettolijststuk(regels: Convenantregels) -> str:
    """The stuk that says who is off the final list, by pseudonyms the receiver has (8.1)."""
    return next(code for code, stuk in regels.stukken.items() if stuk.pseudoniemen is not None)


def antwoordstuk(regels: Convenantregels) -> str:
    """The stuk that answers a request without giving data."""
    return next(code for code, stuk in regels.stukken.items() if stuk.beantwoordt)


def opdrachtstuk(regels: Convenantregels) -> str:
    """The stuk that gives its receiver an action."""
    return next(code for code, stuk in regels.stukken.items() if stuk.draagt_op)


def standstuk(regels: Convenantregels) -> str:
    """The stuk with which who was given an action says how it stands."""
    return next(code for code, stuk in regels.stukken.items() if stuk.meldt_stand)


def voorvalstuk(regels: Convenantregels) -> str:
    """The stuk with which who finds an incident tells the others."""
    return next(code for code, stuk in regels.stukken.items() if stuk.meldt_voorval)


def toezichtstuk(regels: Convenantregels) -> str:
    """The stuk with which who reported an incident to the supervisor tells the others."""
    return next(code for code, stuk in regels.stukken.items() if stuk.meldt_toezicht)


def soorten_van(regels: Convenantregels, rechten: Collection[str]) -> frozenset[str]:
    """The kinds of messages that are work of somebody with these rights, or of nobody's."""
    return frozenset(
        code
        for code, soort in regels.soorten.items()
        if soort.recht_afzender is None or soort.recht_afzender in rechten
    )


def rechten_op_functie_alleen(regels: Convenantregels) -> frozenset[str]:
    """The rights of senders of whom only party and function count: also of who lapsed (9.3)."""
    return frozenset(
        soort.recht_afzender
        for soort in regels.soorten.values()
        if soort.autorisatie == "functie" and soort.recht_afzender is not None
    )


def maatwerkstuk(regels: Convenantregels) -> str:
    """The stuk with which a party tells that its own tailor-made work was done."""
    return next(code for code, stuk in regels.stukken.items() if stuk.maatwerk is not None)


def stukinhoudfouten(
    regels: Convenantregels, code: str, van: str, gegevens: object
) -> Iterator[Fout]:
    """Everything in which a content is not of the shape of this stuk, or not for this party.

    What a party keeps to itself (5.1; E1) is for that party: a receiver asks the shape alone.
    """
    stuk = regels.stukken[code]
    yield from vormfouten(gegevens, stuk.vorm)
    if isinstance(gegevens, Mapping):
        zin = f"laat weg: {regels.titel_van(van)} zegt hiervan alleen hoe het staat"
        yield from (Fout(f"/{naam}", zin) for naam in stuk.intern.get(van, ()) if naam in gegevens)
    if van in stuk.alleen_maatwerk and gegevens != stuk.maatwerk:
        wel = ", ".join(
            f"{naam}: {str(waarde).lower()}" for naam, waarde in (stuk.maatwerk or {}).items()
        )
        yield Fout("", f"zegt van {regels.titel_van(van)} alleen dat maatwerk is gedaan ({wel})")


def is_ontvangstreden(regels: Convenantregels, reden: str | None, *, aanvaard: bool) -> bool:
    """Whether a receipt with this outcome may say this; who accepts need not say anything."""
    return reden in (regels.aanvaardredenen if aanvaard else regels.ontvangstredenen) or (
        aanvaard and reden is None
    )


def vernietigingssoort(regels: Convenantregels) -> str:
    """The kind that says: I have destroyed this."""
    return next(code for code, rij in regels.soorten.items() if rij.vernietigd)


def koppelvlak(regels: Convenantregels) -> str:
    """The channel along which a message goes with its content, from system to system."""
    return next(code for code, rij in regels.kanalen.items() if not rij.mondeling)


def ledencategorie(regels: Convenantregels) -> int:
    """The category of the members of a group themselves: no parent of one, and no official."""
    return next(
        nummer
        for nummer, rij in regels.categorieen.items()
        if not rij.kind_verplicht and not rij.deelnemer
    )


def deelnemercategorie(regels: Convenantregels) -> int:
    """The category of who takes part himself: an official, not a person of the group (4.4)."""
    return next(nummer for nummer, rij in regels.categorieen.items() if rij.deelnemer)

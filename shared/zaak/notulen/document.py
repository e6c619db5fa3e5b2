"""The report of a meeting on paper: what who was there has, and nothing about a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shared.convenant.begrippen import Convenantregels
from shared.drukwerk.opgemaakt import Afdeling, Document, Druktabel, Lijst
from shared.leesbaar.tijd import datum_tekst
from shared.zaak.notulen.begrippen import Oordeel, Regelsoort
from shared.zaak.notulen.vormen import NotulenregelUit, NotulenUit

_OORDELEN = {
    Oordeel.OPEN: "heeft nog niet gereageerd",
    Oordeel.AKKOORD: "is het ermee eens",
    Oordeel.BEZWAAR: "wil dat er iets verandert",
}


def stel_document_op(regels: Convenantregels, notulen: NotulenUit, groep: str) -> Document:
    """What goes on paper; ``groep`` is how the group is called."""
    vast = "vastgesteld" if notulen.vastgesteld else "nog niet vastgesteld"
    return Document(
        titel=f"Verslag van het overleg van {datum_tekst(notulen.dag)}",
        afzender=regels.partijen[notulen.van].naam,
        kenmerk=notulen.overleg,
        kopregels=(
            ("Groep", groep),
            ("Versie", f"{notulen.versie}, {vast}"),
            ("Tekenkenmerk", notulen.tekenkenmerk),
        ),
        vertrouwelijk="Dit verslag is voor wie aan tafel zat, en voor wie toezicht houdt.",
        afdelingen=tuple(_afdelingen(regels, notulen)),
    )


def _afdelingen(regels: Convenantregels, notulen: NotulenUit) -> Iterator[Afdeling]:
    yield Afdeling("Wie erbij waren", (_aanwezig(regels, notulen),))
    for soort, kop in (
        (Regelsoort.BESPROKEN, "Wat is besproken"),
        (Regelsoort.OPEN, "Wat nog open staat"),
    ):
        teksten = [een.tekst for een in notulen.regels if een.soort is soort]
        if teksten:
            yield Afdeling(kop, (Lijst(teksten),))
    afspraken = [een for een in notulen.regels if een.soort is Regelsoort.AFSPRAAK]
    if afspraken:
        yield Afdeling("Wat is afgesproken", (_afspraken(regels, afspraken),))
    if notulen.gezegd:
        aantal = len(notulen.gezegd)
        keer = "één keer" if aantal == 1 else f"{aantal} keer"
        zin = (
            f"Er is {keer} iets over een persoon gezegd. Wat dat was staat hier niet in, maar in "
            "het verslag van wie het zei of hoorde."
        )
        yield Afdeling("Wat over personen is gezegd", (zin,))
    yield Afdeling("Wat elke partij ervan vindt", (_oordelen(regels, notulen),))


def _aanwezig(regels: Convenantregels, notulen: NotulenUit) -> Druktabel:
    aantallen = Counter(een.partij for een in notulen.aanwezig)
    rijen = [(regels.titel_van(partij), str(aantal)) for partij, aantal in aantallen.items()]
    return Druktabel("Hoeveel mensen van elke partij", ("Partij", "Mensen"), rijen, (3, 1))


def _afspraken(regels: Convenantregels, afspraken: list[NotulenregelUit]) -> Druktabel:
    rijen = [
        (
            een.tekst,
            "niet gezegd" if een.eigenaar is None else regels.titel_van(een.eigenaar),
            "geen dag" if een.uiterlijk is None else datum_tekst(een.uiterlijk),
            "ja" if een.gedaan else "nee",
        )
        for een in afspraken
    ]
    koppen = ("Afspraak", "Wie", "Uiterlijk", "Gedaan")
    return Druktabel("Elke afspraak, wie haar doet en wanneer", koppen, rijen, (5, 2, 2, 1))


def _oordelen(regels: Convenantregels, notulen: NotulenUit) -> Druktabel:
    rijen = [
        (
            regels.titel_van(een.partij),
            _OORDELEN[een.oordeel],
            een.toelichting or een.beletsel or "",
        )
        for een in notulen.oordelen
    ]
    return Druktabel("Per partij", ("Partij", "Oordeel", "Toelichting"), rijen, (2, 2, 3))

"""A tagged document of a title, headings, paragraphs, lists and tables: no template of one's own.

For whoever has something to hand over on paper and no letter to write: a report, minutes, the
answer to a request, a statement. Say what it says, and print it::

    from shared.drukwerk.opgemaakt import Afdeling, Document, Lijst, Druktabel, druk_document

    verslag = Document(
        titel="Verklaring van vernietiging",
        afzender="Burgemeester van Rotterdam",
        kenmerk="V-2026-0007",
        kopregels=(("Datum", "30 november 2026"), ("Opgemaakt door", "de privacyfunctionaris")),
        afdelingen=(
            Afdeling(
                "Wat is vernietigd",
                (
                    "Een alinea is een gewone tekst.",
                    Lijst(("een punt", "nog een punt")),
                    Druktabel("Aantallen per soort", ("Soort", "Aantal"), (("adres", "3"),)),
                    Afdeling("Een kop eronder", ("De koppen lopen vanzelf op de goede hoogte.",)),
                ),
            ),
        ),
    )
    pdf = druk_document(verslag, dienst.klok())                        # bytes, PDF/UA-1
    pdf = druk_document(verslag, dienst.klok(), wachtwoord="k7mp-…")   # and locked (AES-256)

Everything is set as text, never as markup. Language, title, headings in order, table headers and
page numbers come of themselves. It blocks for about a second and runs in a process of its own: from
a coroutine use ``asyncio.to_thread``. ``tests/hulp/toegankelijk.py`` checks what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from shared.drukwerk.bijlage import Bijlage
from shared.drukwerk.drukpers import druk

SJABLOON: Final = "opgemaakt.typ"
HOOGSTE_KOP: Final = 6
"""PDF has six heights of headings, and so has a reader."""


@dataclass(frozen=True, slots=True)
class Lijst:
    """Points below each other; ``genummerd`` where their order matters."""

    punten: Sequence[str]
    genummerd: bool = False


@dataclass(frozen=True, slots=True)
class Druktabel:
    """Rows under column headings. ``bijschrift`` says what the table is about, for who cannot see.

    ``breedtes``: how wide each column is beside the others; equal when empty.
    """

    bijschrift: str
    koppen: Sequence[str]
    rijen: Sequence[Sequence[str]]
    breedtes: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Afdeling:
    """A heading and what is under it: texts, lists, tables and further headings."""

    kop: str
    inhoud: Sequence[str | Lijst | Druktabel | Afdeling]


@dataclass(frozen=True, slots=True)
class Document:
    """What goes on paper. ``kopregels``: name and value, under the title.

    ``vertrouwelijk``: the sentence in the box at the top; none for what anybody may read.
    """

    titel: str
    afzender: str
    kenmerk: str
    afdelingen: Sequence[Afdeling]
    kopregels: Sequence[tuple[str, str]] = ()
    vertrouwelijk: str | None = None


def druk_document(
    document: Document,
    nu: datetime,
    wachtwoord: str | None = None,
    bijlage: Bijlage | None = None,
) -> bytes:
    """The PDF. Raises ``DrukpersFout``, and ``ValueError`` for a table whose rows do not fit."""
    return druk(sjabloon(), als_gegevens(document), nu, wachtwoord, bijlage)


@cache
def sjabloon() -> bytes:
    """The template that sets it."""
    return files(__package__).joinpath(SJABLOON).read_bytes()


def als_gegevens(document: Document) -> Mapping[str, Any]:
    """What the template reads."""
    return {
        "titel": document.titel,
        "afzender": document.afzender,
        "kenmerk": document.kenmerk,
        "vertrouwelijk": document.vertrouwelijk,
        "kopregels": [{"naam": naam, "waarde": waarde} for naam, waarde in document.kopregels],
        "blokken": [blok for een in document.afdelingen for blok in _afdeling(een, 1)],
    }


def _afdeling(afdeling: Afdeling, hoogte: int) -> list[dict[str, Any]]:
    if hoogte > HOOGSTE_KOP:
        raise ValueError(f"Er staan meer dan {HOOGSTE_KOP} koppen onder elkaar.")
    blokken: list[dict[str, Any]] = [{"soort": "kop", "hoogte": hoogte, "tekst": afdeling.kop}]
    for deel in afdeling.inhoud:
        if isinstance(deel, Afdeling):
            blokken += _afdeling(deel, hoogte + 1)
        else:
            blokken.append(_blok(deel))
    return blokken


def _blok(deel: str | Lijst | Druktabel) -> dict[str, Any]:
    if isinstance(deel, str):
        return {"soort": "alinea", "tekst": deel}
    if isinstance(deel, Lijst):
        soort = "nummers" if deel.genummerd else "punten"
        return {"soort": soort, "punten": list(deel.punten)}
    breedtes = list(deel.breedtes) or [1] * len(deel.koppen)
    if not deel.koppen or any(len(rij) != len(deel.koppen) for rij in (*deel.rijen, breedtes)):
        raise ValueError("Elke rij van een tabel heeft evenveel vakken als de tabel koppen heeft.")
    return {
        "soort": "tabel",
        "bijschrift": deel.bijschrift,
        "koppen": list(deel.koppen),
        "rijen": [list(rij) for rij in deel.rijen],
        "breedtes": breedtes,
    }

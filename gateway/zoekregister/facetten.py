"""Counts per facet: how many of the selected decisions have each value.

A facet with one value a decision adds up to the whole (what has no value counts under null); in a
facet of lists a decision counts once under each of its values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from sqlalchemy import Connection, bindparam, select

from gateway.zoekregister.bits import uit_bytes
from gateway.zoekregister.bladvraag import Bladfacet
from gateway.zoekregister.selectie import LEES_BITS, Later, Selectie
from gateway.zoekregister.tabellen import ZoekbitsRij, ZoektermRij
from gateway.zoekregister.termen import BESLUIT, Term
from gateway.zoekregister.vraag import GEZEGDEN, INHOUDSTANDEN, UITKOMSTEN, Voorwaarden


class Facet(StrEnum):
    """By what can be counted."""

    SOORT = "soort"
    AFZENDER = "afzender"
    ONTVANGER = "ontvanger"
    STAP = "stap"
    DOEL = "doel"
    KANAAL = "kanaal"
    STUK = "stuk"
    UITKOMST = "uitkomst"
    GEZEGD = "gezegd"
    INHOUD = "inhoud"
    GEGEVENSSOORT = "gegevenssoort"
    CATEGORIE = "categorie"
    POORT = "poort"
    REDEN = "reden"
    CONVENANTARTIKEL = "convenantartikel"
    WETSARTIKEL = "wetsartikel"
    INTERPRETATIE = "interpretatie"
    GRONDSLAG = "grondslag"
    PLICHT = "plicht"
    GROEP = "groep"
    MEDEWERKER = "medewerker"


ENKELVOUDIG = frozenset({
    Facet.SOORT, Facet.AFZENDER, Facet.ONTVANGER, Facet.STAP, Facet.DOEL, Facet.KANAAL,
    Facet.STUK, Facet.UITKOMST, Facet.GEZEGD, Facet.INHOUD, Facet.GROEP,
})  # fmt: skip
"""Facets of which a decision has at most one value."""

_Waarden = tuple[tuple[str, Voorwaarden], ...]
_VERDELINGEN: Mapping[Facet, _Waarden] = {
    Facet.UITKOMST: tuple(UITKOMSTEN.items()),
    Facet.GEZEGD: tuple(GEZEGDEN.items()),
    Facet.INHOUD: tuple(INHOUDSTANDEN.items()),
}
"""Facets of which a value is more than one term, or one that came later."""

Telling = list[tuple[str | None, int]]
_TERM, _BITS = ZoektermRij.__table__.c, ZoekbitsRij.__table__.c
_LEES_WAARDEN = (
    select(_TERM.waarde, _BITS.blok, _BITS.bits)
    .join_from(ZoektermRij.__table__, ZoekbitsRij.__table__, _BITS.term == _TERM.term)
    .where(
        _TERM.soort == bindparam("soort"),
        _BITS.blok >= bindparam("eerste"),
        _BITS.blok <= bindparam("laatste"),
    )
)


def tel(
    verbinding: Connection, selectie: Selectie, facetten: Sequence[Facet | Bladfacet], grootte: int
) -> tuple[int, dict[str, Telling]]:
    """How many decisions, and per facet the values with their counts, most frequent first."""
    gekozen = {blok.nummer: blok.bits for blok in selectie.blokken()}
    aantal = sum(bits.bit_count() for bits in gekozen.values())
    uit: dict[str, Telling] = {}
    for facet in facetten:
        if isinstance(facet, Facet) and facet in _VERDELINGEN:
            aantallen = _verdeling(verbinding, gekozen, grootte, _VERDELINGEN[facet])
        else:
            aantallen = _waarden(verbinding, gekozen, facet.value)
        if facet in ENKELVOUDIG and sum(aantallen.values()) < aantal:
            aantallen[None] = aantal - sum(aantallen.values())
        uit[facet.value] = sorted(aantallen.items(), key=lambda paar: (-paar[1], paar[0] or ""))
    return aantal, uit


def _waarden(
    verbinding: Connection, gekozen: Mapping[int, int], soort: str
) -> dict[str | None, int]:
    aantallen: dict[str | None, int] = defaultdict(int)
    if not gekozen:
        return aantallen
    vraag = {"soort": soort, "eerste": min(gekozen), "laatste": max(gekozen)}
    for waarde, blok, bits in verbinding.execute(_LEES_WAARDEN, vraag):
        aantal = (gekozen.get(blok, 0) & uit_bytes(bytes(bits))).bit_count()
        if aantal:
            aantallen[waarde] += aantal
    return aantallen


def _verdeling(
    verbinding: Connection, gekozen: Mapping[int, int], grootte: int, waarden: _Waarden
) -> dict[str | None, int]:
    aantallen: dict[str | None, int] = defaultdict(int)
    if not gekozen:
        return aantallen
    termen = frozenset(t for _, v in waarden for t in v.termen)
    per_blok = _lees(verbinding, termen, gekozen)
    later = Later(verbinding, frozenset(t for t in termen if t.soort != BESLUIT), grootte)
    for blok, bits in gekozen.items():
        gelezen = per_blok[blok]
        heeft = {t: later.zonder(t.sleutel, blok, gelezen.get(t.sleutel, 0)) for t in termen}
        for waarde, voorwaarden in waarden:
            over = bits
            for groep in voorwaarden.alle:
                over &= _samen(heeft[term] for term in groep)
            over &= ~_samen(heeft[term] for term in voorwaarden.geen)
            if over:
                aantallen[str(waarde)] += over.bit_count()
    return aantallen


def _lees(
    verbinding: Connection, termen: frozenset[Term], gekozen: Mapping[int, int]
) -> Mapping[int, Mapping[bytes, int]]:
    per_blok: dict[int, dict[bytes, int]] = defaultdict(dict)
    vraag = {
        "termen": [term.sleutel for term in termen],
        "eerste": min(gekozen),
        "laatste": max(gekozen),
    }
    for term, blok, bits in verbinding.execute(LEES_BITS, vraag):
        per_blok[blok][bytes(term)] = uit_bytes(bytes(bits))
    return per_blok


def _samen(sets: Iterable[int]) -> int:
    uit = 0
    for bits in sets:
        uit |= bits
    return uit

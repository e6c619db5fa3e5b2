"""Snel zoeken geeft precies het gewone antwoord: elke naam met elke naam, van voren af aan."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from shared.bestand.personen.naamgelijkenis import Gezocht, klinkt_gelijk, zelfde_letters
from shared.kluis.blindeindex import OngeldigeNaam, normaliseer_naam

# Weinig verschillende delen: dan lijken er ook echt namen op elkaar.
_DELEN = st.sampled_from(
    ["Jan", "jan", "J.", "Aziz", "Joëlle", "JOELLE", "van", "der", "vander", "El", "'t", "Berg",
     "Bergh", "Berch", "Verzon", "Ferson", "Elverzon", "Ørsted", "Orsted", "Łuk", "ß", "İ", "ij",
     "y", "-", "_", ",", "…", "\u02bc", "\u200b", "7"]
)  # fmt: skip
_NAMEN = st.one_of(
    st.builds("".join, st.lists(st.one_of(_DELEN, st.sampled_from([" ", ", "])), max_size=7)),
    st.builds(" ".join, st.lists(_DELEN, max_size=5)),
    st.text(max_size=12),
    st.text(st.characters(max_codepoint=127), max_size=12),
)


def _gewoon(naam: str) -> str | None:
    """Een naam teken voor teken, zonder kortere weg."""
    ontleed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", naam).casefold())
    delen = [""]
    for teken in ontleed:
        if teken == ",":
            delen.append("")
        elif unicodedata.category(teken) not in ("Mn", "Me", "Cf"):
            letter = teken.isalnum() and teken.isascii()
            delen[-1] += teken if letter else " " if teken.isascii() else "?"
    if "?" in "".join(delen):
        return None
    woorden = [" ".join(deel.split()) for deel in delen]
    return " ".join(filter(None, woorden[::-1] if len(woorden) == 2 else woorden))


def _lijkt_op(een: str, ander: str) -> bool:
    if zelfde_letters(een, ander):
        return True
    return klinkt_gelijk(een, ander) and normaliseer_naam(een)[0] == normaliseer_naam(ander)[0]


@given(een=_NAMEN, ander=_NAMEN)
@example(een="Yassir El Verzon", ander="Yassir Elverzon")
@example(een="Faas Verzonnenstijn", ander="F. Versonnenstein")
@example(een="van", ander="de")
def test_wie_op_iemand_lijkt_is_wie_er_gewoon_op_lijkt(een: str, ander: str) -> None:
    try:
        gezocht, daar = Gezocht(een), normaliseer_naam(ander)
    except OngeldigeNaam:
        assert not zelfde_letters(een, ander)
        assert not klinkt_gelijk(een, ander)
        return
    assert gezocht.lijkt_op(daar) == _lijkt_op(een, ander)
    assert Gezocht(ander).lijkt_op(gezocht.genormaliseerd) == _lijkt_op(ander, een)


@given(naam=_NAMEN)
@example(naam="Berg, Jan van der")
@example(naam="a,b,c")
@example(naam="A\x1f_B\n")
def test_een_naam_langs_de_korte_weg_is_dezelfde_naam(naam: str) -> None:
    verwacht = _gewoon(naam)
    if verwacht is None:
        return
    try:
        assert normaliseer_naam(naam) == verwacht
    except OngeldigeNaam:
        assert verwacht == ""

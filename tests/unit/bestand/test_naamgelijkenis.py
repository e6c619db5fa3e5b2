"""Dezelfde mens staat in twee bestanden anders geschreven; een mens vergelijkt."""

from __future__ import annotations

import pytest

from shared.bestand.personen.naamgelijkenis import Gezocht
from shared.kluis.blindeindex import OngeldigeNaam, normaliseer_naam


def lijkt_op(een: str, ander: str) -> bool:
    """Of iemand die de ene naam zoekt de andere voorgesteld krijgt."""
    try:
        return Gezocht(een).lijkt_op(normaliseer_naam(ander))
    except OngeldigeNaam:
        return False


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Yassir El Verzonni", "Yassir Elverzonni"),
        ("Jan van der Verzon", "Verzon Jan van der"),
        ("Jan van der Verzon", "Jan Verzon"),
        ("Verzon, Jan", "Jan van der Verzon"),
        ("Mu\u02bfadh Bedenksel", "Muadh Bedenksel"),
        ("Faas Verzonnenstijn", "F. Versonnenstein"),
        ("Anne-Fleur Bedenksel", "Annefleur Bedenksel"),
    ],
)
def test_wie_dezelfde_kan_zijn_wordt_voorgesteld(een: str, ander: str) -> None:
    assert lijkt_op(een, ander)
    assert lijkt_op(ander, een)


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Jan van der Verzon", "Piet van der Verzon"),
        ("Faas Bedenksel", "Faas Fabelaar"),
        ("van", "de"),
        ("…", "Faas Bedenksel"),
    ],
)
def test_wie_een_ander_is_niet(een: str, ander: str) -> None:
    assert not lijkt_op(een, ander)


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Verzon, Jan van der", "Jan van der Verzon"),
        ("Verzon\uff0c Jan van der", "jan VAN DER verzon"),
        ("Verzon,", "Verzon"),
        (", Verzon", "Verzon"),
    ],
)
def test_met_een_komma_staat_de_achternaam_voorop(een: str, ander: str) -> None:
    assert normaliseer_naam(een) == normaliseer_naam(ander)


def test_meer_komma_s_zijn_een_rij_en_geen_volgorde() -> None:
    assert normaliseer_naam("Jan, Piet, Klaas") == "jan piet klaas"

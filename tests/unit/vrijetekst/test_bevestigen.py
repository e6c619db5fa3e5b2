"""Wie schrijft mag zeggen dat een woord geen naam is; een nummer, adres of bekende naam niet."""

from __future__ import annotations

import pytest

from shared.vrijetekst.detectie import UITLEG, UITLEG_ZACHT, na_bevestiging, vind


@pytest.mark.parametrize(
    "tekst",
    [
        "Vooral Zwantinker valt op.",
        "Zwantinker is er elke avond.",
        "Gisteren hing Poppenkast daar rond.",
        "Roos was er ook bij.",
        "De zoon van de slager was erbij.",
        "Bij R.K. thuis is het rustig.",
    ],
)
def test_een_woord_dat_een_naam_kan_zijn_mag_wie_schrijft_bevestigen(tekst: str) -> None:
    vondsten = vind(tekst)
    assert vondsten
    assert na_bevestiging(vondsten) == ()
    for vondst in vondsten:
        assert "bevestig" in vondst.uitleg
        assert tekst[vondst.begin : vondst.einde] not in vondst.uitleg


@pytest.mark.parametrize(
    "tekst",
    [
        "Bel 06-12345678.",
        "Hij woont op Verzonnenstraat 12.",
        "Mail zwantink@nergens.example.",
        "Zie @zwantink010.",
        "Kevin was erbij.",
        "Mevrouw Zwantink belde.",
        "Het gaat om J. Zwantink.",
        "Een jongen van 14 jaar.",
        "Scooter 12-ABC-3.",
        "Clientnr. C000871.",
    ],
)
def test_wat_zeker_iemand_aanwijst_blijft_tegengehouden(tekst: str) -> None:
    vondsten = vind(tekst)
    assert na_bevestiging(vondsten) == vondsten != ()
    assert all("bevestig" not in vondst.uitleg for vondst in vondsten)


def test_een_bevestiging_haalt_alleen_het_twijfelgeval_weg() -> None:
    tekst = "Zwantinker is te bereiken op 06-12345678."
    zacht, hard = vind(tekst)
    assert (zacht.hard, tekst[zacht.begin : zacht.einde]) == (False, "Zwantinker")
    assert na_bevestiging((zacht, hard)) == (hard,)
    assert (hard.soort, tekst[hard.begin : hard.einde]) == ("telefoon", "06-12345678")


def test_een_twijfelgeval_naast_een_bekende_naam_is_geen_twijfelgeval() -> None:
    """Voornaam bekend, achternaam niet: samen is het iemand."""
    assert all(vondst.hard for vondst in vind("Daar stond Kevin Zwantinker."))


def test_elke_soort_heeft_haar_uitleg() -> None:
    assert UITLEG_ZACHT.keys() <= UITLEG.keys()

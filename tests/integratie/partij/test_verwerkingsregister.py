"""Wie waarvoor verantwoordelijk is, is bij elke partij zelf te lezen, door iedereen.

Convenant 1.8, 3.4 en 3.5, en wat een partij zegt over wat geen programma ziet (7.1, 9.1, 9.2, 9.5).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld

WIE = {
    "politie": ("de korpschef", "art. 31d Wpg"),
    "om": ("het College van procureurs-generaal", "26c"),
    "gemeente": ("de burgemeester van Rotterdam", "art. 30 AVG"),
}
"""Uit de wet en het convenant: wie verantwoordelijk is, en welk register hij houdt."""


@pytest.mark.parametrize("code", WIE)
def test_elke_partij_is_alleen_verantwoordelijk_voor_haar_bestand_en_wat_zij_geeft(
    gedeelde_driehoek: Wereld, code: str
) -> None:
    verantwoordelijke, register = WIE[code]
    klant, _ = Driehoek.richt_in(gedeelde_driehoek).klant(code)
    activiteiten = klant.haal("/verwerkingsactiviteiten")["verwerkingsactiviteiten"]
    assert activiteiten
    for een in activiteiten:
        assert (een["wie"]["code"], een["wie"]["rol"]) == (code, "verantwoordelijke")
        assert verantwoordelijke in een["wie"]["verantwoordelijke"]
        assert register in een["wettelijkRegister"]
        # Samen bepalen zij de aanpak; dan zijn het precies de twee anderen.
        assert len(een["gezamenlijkMet"]) in (0, 2)
    (geven,) = [een for een in activiteiten if een["code"] == "verstrekken"]
    assert len(geven["gezamenlijkMet"]) == 2


NAMEN = {
    "politie": "Politie-eenheid Rotterdam",
    "om": "Openbaar Ministerie, arrondissementsparket Rotterdam",
    "gemeente": "Burgemeester van de gemeente Rotterdam",
}
RECHTEN = {
    "inzage", "rectificatie", "wissing", "beperking", "bezwaar", "verzet", "klacht", "schade",
}  # fmt: skip
"""Uit artikel 3.5, 11 en 12, en uit de wet (J7)."""


def verantwoording(wereld: Wereld, code: str) -> dict[str, Any]:
    """Wat iemand leest die niet is aangemeld."""
    klant = wereld.bureaus[code].klant("niemand@voorbeeld.example")
    del klant.client.headers["Authorization"]
    antwoord = klant.vraag("GET", "/verwerkingsactiviteiten")
    assert antwoord.status_code == 200, antwoord.text
    gelezen: dict[str, Any] = antwoord.json()["verantwoording"]
    return gelezen


def test_bij_elke_partij_leest_iedereen_dezelfde_regeling_en_wie_welk_recht_op_zich_neemt(
    gedeelde_driehoek: Wereld,
) -> None:
    regelingen = [verantwoording(gedeelde_driehoek, code)["regeling"] for code in NAMEN]
    assert regelingen[0] == regelingen[1] == regelingen[2]
    (een, *_) = regelingen
    assert een["convenant"] == "3.5"
    assert "art. 26 AVG" in een["wet"]
    assert "alleen verantwoordelijk voor haar eigen bestand" in een["kern"]
    wie = {taak["recht"]: set(taak["wie"]) for taak in een["taken"] if taak["recht"]}
    # Bij elke partij kan iemand met elk recht terecht (art. 26 lid 3 AVG; 11.1).
    assert wie == {recht: set(NAMEN.values()) for recht in RECHTEN}


def test_wie_de_betrokkene_moet_informeren_staat_in_de_regeling(gedeelde_driehoek: Wereld) -> None:
    taken = verantwoording(gedeelde_driehoek, "gemeente")["regeling"]["taken"]
    informeren = [taak for taak in taken if "10.2" in taak["convenant"]]
    per_wet = {taak["wet"]: taak["wie"] for taak in informeren}
    assert per_wet == {
        "art. 14 AVG": [NAMEN["gemeente"]],
        "art. 24b Wpg": [NAMEN["politie"]],
        "art. 17b en 39ha Wjsg": [NAMEN["om"]],
    }


def test_van_elke_partij_staat_er_waar_en_wanneer_zij_het_convenant_publiceerde(
    gedeelde_driehoek: Wereld,
) -> None:
    for code in NAMEN:
        gezegd = verantwoording(gedeelde_driehoek, code)["publicaties"]
        assert {een["partij"] for een in gezegd} == set(NAMEN.values())
        for een in gezegd:
            assert een["url"].startswith("https://")
            assert "2019-07-16" <= een["datum"] <= "2026-11-23"


ZELF = {
    "geheimhouding": "7.1",
    "mobiele-werkplekken": "9.1",
    "gegevensdragers": "9.1",
    "betrouwbaarheid": "9.2",
    "beveiligingseisen": "9.5",
}


def test_wat_geen_programma_ziet_verklaart_elke_partij_zelf_met_wie_en_tot_wanneer(
    gedeelde_driehoek: Wereld,
) -> None:
    gezegd = {code: verantwoording(gedeelde_driehoek, code) for code in NAMEN}
    for een in gezegd.values():
        verklaringen = een["verklaringen"]
        assert {v["onderwerp"]: v["convenant"] for v in verklaringen} == ZELF
        assert all(v["tekst"] and v["door"] and v["op"] < v["herzien"] for v in verklaringen)
        # Het meegeleverde bestand is verzonnen, en zegt dat zelf.
        assert len(een["waarschuwingen"]) == 1
        assert "verzonnen" in een["waarschuwingen"][0]
    normen = {code: een["verklaringen"][-1]["tekst"] for code, een in gezegd.items()}
    assert len(set(normen.values())) == len(NAMEN)


def test_wie_tekent_zwijgt_ook_over_wat_alleen_vertrouwelijk_is(gedeelde_driehoek: Wereld) -> None:
    for code in NAMEN:
        alles = verantwoording(gedeelde_driehoek, code)["verklaringen"]
        (tekst,) = [v["tekst"] for v in alles if v["onderwerp"] == "geheimhouding"]
        assert "persoonsgegevens" in tekst
        assert "andere gegevens" in tekst
        assert "vertrouwelijk" in tekst


def test_een_dag_die_voorbij_is_staat_bij_wie_het_leest(gedeelde_driehoek: Wereld) -> None:
    eerst = gedeelde_driehoek.klok.nu
    gedeelde_driehoek.klok.vooruit(days=400)
    try:
        laat = verantwoording(gedeelde_driehoek, "politie")["waarschuwingen"]
    finally:
        gedeelde_driehoek.klok.nu = eerst
    assert sum("opnieuw zijn bekeken" in zin for zin in laat) == len(ZELF)

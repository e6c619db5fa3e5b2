"""Wiens gegevens zijn beperkt staat in geen enkele lezing, tot de beperking eindigt (11.1, c; J8).

Elke operatie die een dienst zelf beschrijft, voor elke functie, bij elk van de drie: er komt niets
van hem uit, en er wordt niets van hem gelezen om het daarna weg te laten. Wel blijft staan dat er
iemand is: anders legt een collega hem nog eens vast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.matrix import (
    REGELS,
    Inhoud,
    Operatie,
    Rijenvanger,
    is_open,
    mag,
    operaties,
)
from tests.integratie.partij.matrixbestand import vul
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import DRIE, Verzoeken

BEHANDELEN = "rechtenverzoeken.behandelen"
#: Wie nagaat wie er keek, ziet wat daarnaar is gevraagd. Wie op naam zoekt hoort dat er iemand is:
#: daarvoor wordt de naam vergeleken, en verder niets.
GAAT_DOOR = frozenset({"lijstLeesspoorvragen", "exporteerLeesspoor", "zoekLeesspoor"})
VERGELIJKT = frozenset({"zoekPersonen"})
#: Dat er een verzoek en een beperking zijn blijft staan: dat werk gaat door.
VAN_HET_VERZOEK = frozenset({"RechtenverzoekRij", "BeperkingRij"})
OVER_HEM = frozenset(REGELS.gegevenssoorten)


@dataclass
class Beperkt:
    """Een driehoek waarin iedere partij iemand kent om wie het gaat."""

    verzoeken: Verzoeken
    inhoud: dict[str, Inhoud]
    vanger: Rijenvanger
    mensen: dict[str, dict[str, Klant]]

    def lezingen(self, code: str) -> list[Operatie]:
        alle = operaties(self.verzoeken.driehoek.bureau(code).app)
        return [een for een in alle if not is_open(een) and not een.wijzigt]

    def persoon(self, code: str) -> str:
        return self.inhoud[code].objecten["personen"]


@pytest.fixture(scope="module")
def beperkt(driehoek_voor_tabellen: Wereld) -> Iterator[Beperkt]:
    driehoek_voor_tabellen.klok.nu = VasteKlok().nu
    verzoeken = Verzoeken.richt_in(driehoek_voor_tabellen)
    driehoek = verzoeken.driehoek
    driehoek.deel_de_brutolijst()
    inhoud = {code: vul(driehoek, code, letters) for code, letters in _LETTERS.items()}
    vanger = Rijenvanger()
    with vanger.luister():
        mensen = {
            code: {een: driehoek.bureau(code).medewerker(een)[0] for een in REGELS.functies[code]}
            for code in DRIE
        }
        yield Beperkt(verzoeken, inhoud, vanger, mensen)


_LETTERS = {"politie": "aap", "om": "noot", "gemeente": "mies"}


def gezien(beperkt: Beperkt, code: str) -> set[tuple[str, str]]:
    """Welke functie die geen verzoeken behandelt bij welke lezing iets van hem kreeg."""
    gevonden, inhoud, vanger = set(), beperkt.inhoud[code], beperkt.vanger
    for functie, klant in beperkt.mensen[code].items():
        if BEHANDELEN in REGELS.functies[code][functie].rechten:
            continue
        for operatie in (een for een in beperkt.lezingen(code) if mag(code, functie, een)):
            vanger.begin()
            antwoord = inhoud.vraag(klant, operatie)
            assert antwoord.status_code < 500, (operatie.naam, antwoord.text)
            gelezen = set(vanger.van(beperkt.persoon(code))) - VAN_HET_VERZOEK
            if operatie.naam in VERGELIJKT:
                gelezen = set()
            if inhoud.gelekt(antwoord.text, OVER_HEM) or gelezen:
                gevonden.add((functie, operatie.naam))
    return gevonden


@pytest.mark.parametrize("code", DRIE)
def test_wiens_gegevens_zijn_beperkt_staat_in_geen_enkele_lezing_tot_het_eindigt(
    beperkt: Beperkt, code: str
) -> None:
    voor = gezien(beperkt, code)
    assert len({naam for _, naam in voor}) > 8, "zonder beperking staat hij er"
    klant, wie = beperkt.verzoeken.klant(code), beperkt.persoon(code)
    verzoek = beperkt.verzoeken.neem_aan(code, persoon=wie, recht="beperking")["id"]
    beperking = klant.maak(f"/personen/{wie}/beperkingen", {"verzoek": verzoek})["id"]
    tijdens = {een for een in gezien(beperkt, code) if een[1] not in GAAT_DOOR}
    assert tijdens == set()
    klant.maak(f"/beperkingen/{beperking}/_opheffen", {"verteldOp": "2026-11-23"}, 200)
    assert voor <= gezien(beperkt, code), "alles is er weer"

"""Elke functie bij elke operatie van de drie diensten: precies wat haar rij zegt, en niets lekt.

De operaties komen uit de beschrijving van de diensten zelf, wat zij vragen uit een tabel die los
van de code is nagelezen, en wat een functie mag uit het convenantbestand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from shared.partij.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.matrix import (
    REGELS,
    Inhoud,
    Operatie,
    is_open,
    mag,
    operaties,
    rechten_per_operatie,
)
from tests.integratie.partij.matrixbestand import vul
from tests.integratie.partij.opstelling import Klant, Wereld

PARTIJEN = ("politie", "om", "gemeente")
_GEEN_RECHT = re.compile(r"Uw functie (?!\(.*\) leest deze soort)")


@dataclass
class Kantoren:
    """Twee groepen die niets met elkaar te maken hebben, bij drie partijen."""

    wereld: Wereld
    hier: dict[str, Inhoud] = field(default_factory=dict)
    elders: dict[str, Inhoud] = field(default_factory=dict)
    mensen: dict[tuple[str, str, str], Klant] = field(default_factory=dict)

    def operaties(self, code: str) -> list[Operatie]:
        return [een for een in operaties(self.wereld.bureaus[code].app) if not is_open(een)]

    def wie(self, code: str, functie: str, groep: str = "alle") -> Klant:
        """Iemand met deze functie, voor alle groepen of voor één."""
        sleutel = (code, functie, groep)
        if sleutel not in self.mensen:
            taak = {} if groep == "alle" else {"alleGroepen": False, "groepen": [groep]}
            sub = f"{functie}.{groep}.{nieuw_id()}@{code}.example"
            self.mensen[sleutel], _ = self.wereld.bureaus[code].medewerker(functie, sub, **taak)
        return self.mensen[sleutel]


@pytest.fixture(scope="module")
def kantoren(driehoek_voor_tabellen: Wereld) -> Kantoren:
    driehoek_voor_tabellen.klok.nu = VasteKlok().nu
    gemaakt = Kantoren(driehoek_voor_tabellen)
    for letters, waar in (("aap", gemaakt.hier), ("noot", gemaakt.elders)):
        driehoek = Driehoek.richt_in(driehoek_voor_tabellen)
        waar |= {code: vul(driehoek, code, letters) for code in PARTIJEN}
    return gemaakt


def functies(code: str) -> list[str]:
    return sorted(REGELS.functies[code])


GEVALLEN = [(code, functie) for code in PARTIJEN for functie in functies(code)]


@pytest.mark.parametrize("code", PARTIJEN)
def test_van_elke_operatie_is_bekend_wie_haar_mag_doen(kantoren: Kantoren, code: str) -> None:
    namen = [een.naam for een in operaties(kantoren.wereld.bureaus[code].app)]
    assert len(namen) == len(set(namen))
    assert set(namen) <= set(rechten_per_operatie())
    assert len(namen) > 80


@pytest.mark.parametrize(("code", "functie"), GEVALLEN)
def test_een_functie_mag_precies_wat_haar_rij_zegt(
    kantoren: Kantoren, code: str, functie: str
) -> None:
    """Wie het recht niet heeft krijgt 403 met welk recht het is; wie het heeft komt verder."""
    klant, anders = kantoren.wie(code, functie), []
    # Wat wijzigt gaat over iets dat er niet is: hier telt alleen of het mag.
    leeg = Inhoud(nieuw_id(), {"personen": nieuw_id()})
    for operatie in kantoren.operaties(code):
        inhoud = leeg if operatie.wijzigt else kantoren.hier[code]
        antwoord = inhoud.vraag(klant, operatie)
        geweigerd = antwoord.status_code == 403 and bool(_GEEN_RECHT.search(antwoord.text))
        if geweigerd == mag(code, functie, operatie) or antwoord.status_code >= 500:
            anders.append((operatie.naam, antwoord.status_code, antwoord.text[:150]))
    assert anders == []


@pytest.mark.parametrize(("code", "functie"), GEVALLEN)
def test_van_een_andere_groep_komt_er_niets_uit_en_verandert_er_niets(
    kantoren: Kantoren, code: str, functie: str
) -> None:
    klant = kantoren.wie(code, functie, kantoren.hier[code].groep)
    daar, lekken = kantoren.elders[code], []
    # Wie het recht niet heeft, kwam hierboven al niet verder.
    for operatie in [een for een in kantoren.operaties(code) if mag(code, functie, een)]:
        antwoord = daar.vraag(klant, operatie)
        gelekt = daar.gelekt(antwoord.text)
        gewijzigd = daar.wijzigde(operatie, antwoord)
        if gelekt or gewijzigd or antwoord.status_code >= 500:
            lekken.append((operatie.naam, antwoord.status_code, gelekt, antwoord.text[:150]))
    assert lekken == []


@pytest.mark.parametrize(
    ("code", "functie"),
    [geval for geval in GEVALLEN if REGELS.functies[geval[0]][geval[1]].soorten],
)
def test_een_functie_ziet_geen_soort_die_zij_niet_leest(
    kantoren: Kantoren, code: str, functie: str
) -> None:
    klant, hier, lekken = kantoren.wie(code, functie), kantoren.hier[code], []
    leest = frozenset(REGELS.functies[code][functie].soorten or ())
    dicht = frozenset(REGELS.gegevenssoorten) - leest
    assert set(hier.geheimen) & dicht
    for operatie in kantoren.operaties(code):
        if not operatie.wijzigt:
            antwoord = hier.vraag(klant, operatie)
            if gelekt := hier.gelekt(antwoord.text, dicht):
                lekken.append((operatie.naam, antwoord.status_code, gelekt))
    assert lekken == []


@pytest.mark.parametrize("code", PARTIJEN)
def test_de_fg_leest_en_wijzigt_niets(kantoren: Kantoren, code: str) -> None:
    """Hij ziet wat er is, ook wat een ander gaf; elke operatie die iets wijzigt is dicht."""
    klant, hier, open_ = kantoren.wie(code, "fg"), kantoren.hier[code], []
    for operatie in kantoren.operaties(code):
        if operatie.wijzigt:
            antwoord = hier.vraag(klant, operatie)
            if antwoord.status_code != 403 and operatie.naam != "handelWerkAf":
                open_.append((operatie.naam, antwoord.status_code))
    assert open_ == []
    persoon = klant.haal(f"/personen/{hier.objecten['personen']}")
    assert persoon["naam"] == hier.geheimen["NAW"]
    assert klant.vraag("GET", f"/ontvangen-gegevens?groep={hier.groep}").status_code == 200
    assert klant.haal("/leesspoor/vragen")["vragen"] is not None


@pytest.mark.parametrize("code", PARTIJEN)
def test_wie_de_groep_verliet_hoort_nog_bij_haar_taak(kantoren: Kantoren, code: str) -> None:
    driehoek = Driehoek.richt_in(kantoren.wereld)
    weg = vul(driehoek, code, "mies")
    pad = f"/groepen/{weg.groep}/leden/{weg.objecten['leden']}"
    klant, _ = driehoek.klant(code)
    assert klant.vraag("DELETE", pad).status_code == 204
    hier = kantoren.hier[code].groep
    lekken = []
    for functie in functies(code):
        ander = kantoren.wie(code, functie, hier)
        for operatie in [een for een in kantoren.operaties(code) if mag(code, functie, een)]:
            antwoord = weg.vraag(ander, operatie)
            gewijzigd = weg.wijzigde(operatie, antwoord)
            if gelekt := weg.gelekt(antwoord.text) or gewijzigd:
                lekken.append((functie, operatie.naam, antwoord.status_code, gelekt))
    assert lekken == []
    # Wie bij de groep van toen hoort leest nog wat er staat.
    eigen = kantoren.wie(code, "privacyfunctionaris", weg.groep)
    gezien = eigen.haal(f"/personen/{weg.objecten['personen']}")
    assert gezien["naam"] == weg.geheimen["NAW"]


@pytest.mark.parametrize("code", PARTIJEN)
def test_over_een_gesloten_groep_komt_er_niets_meer_bij(kantoren: Kantoren, code: str) -> None:
    """Wat bij een lopende groep lukt, lukt na het einde niet meer, op deze operaties na."""
    driehoek = Driehoek.richt_in(kantoren.wereld)
    inhoud = vul(driehoek, code, "vuur")
    wie = {functie: driehoek.bureau(code).medewerker(functie)[0] for functie in functies(code)}

    def gelukt() -> set[str]:
        namen = set()
        for operatie in kantoren.operaties(code):
            if operatie.methode in ("post", "put") and operatie.wijzigt:
                mogen = [klant for functie, klant in wie.items() if mag(code, functie, operatie)]
                antwoorden = [inhoud.vraag(klant, operatie) for klant in mogen]
                assert all(een.status_code < 500 for een in antwoorden), operatie.naam
                if any(een.status_code < 300 for een in antwoorden):
                    namen.add(operatie.naam)
        return namen

    open_ = gelukt()
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    for klant in wie.values():
        klant.vraag("GET", "/werklijst")
    assert gelukt() - NA_AFSLUITING == set(), "een gesloten groep"
    assert open_ - NA_AFSLUITING, "bij een lopende groep lukt er wel iets"


#: Wat na het einde nog kan: het eigen werk van een partij, dat niet over deze groep gaat of haar
#: juist afrondt.
NA_AFSLUITING: frozenset[str] = frozenset(
    {
        "maakPersoon",
        "zetLokrecord",
        "openGroep",
        "schrijfEvaluatie",
        "maakPolitiegegeven",
        "maakStrafvorderlijkGegeven",
        "maakJustitieelGegeven",
        "maakTenuitvoerleggingsgegeven",
        "maakRecenteVervolging",
        "maakOverlast",
        "maakAangesproken",
        "maakAanbod",
        "maakOuderbetrokkenheid",
    }
)

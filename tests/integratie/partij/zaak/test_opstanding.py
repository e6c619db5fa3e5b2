"""Wie vernietigd is staat uit geen enkele back-up op, en wat over een ander bekend was ook niet.

Een zaak met twaalf mensen. Na elke stap een kopie van elk bestand: het bestand van een partij, haar
kluis en haar sleutelbron. Vijf gaan van de lijst. Drie daarvan worden ook bij hun bron vernietigd;
twee kent een partij zelf, en daarvan gaat wat zij ontving. Daarna wordt elke kopie teruggezet.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.kluis.fouten import KluisNietBeschikbaar
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from tests.e2e.zoeken import gevonden, vormen
from tests.hulp.inloggen import Uitgever
from tests.hulp.vernietigen import vernietig
from tests.integratie.partij.bewaarwerk import PARTIJEN
from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.graver import opengemaakt, sleutels_uit, te_toetsen
from tests.integratie.partij.herstelwerk import draaiend, instellingen_van
from tests.integratie.partij.opstelling import wereld

FUNCTIES = {"politie": "analist", "gemeente": "regisseur", "om": "parketsecretaris"}
BEIDE = ("Tweeling Dubbelbekend", "Tobber Tweemaalbekend")
WEG = {
    "politie": ("Avontuur Alleenpolitie", "Bezem Blauwverzonnen"),
    "gemeente": ("Xylofoon Stadverzonnen",),
}
BLIJFT = {
    "politie": ("Citer Blijverman", "Draaier Blijverman", "Egel Blijverman", "Fluit Blijverman"),
    "gemeente": ("Gitaar Stadsblijver", "Harp Stadsblijver", "Iglo Stadsblijver"),
}
ALLEN = (*BEIDE, *WEG["politie"], *WEG["gemeente"], *BLIJFT["politie"], *BLIJFT["gemeente"])
DRIE = (*WEG["politie"], *WEG["gemeente"])
ZEVEN = (*BLIJFT["politie"], *BLIJFT["gemeente"])
GEBOREN = {naam: f"2010-{nummer:02}-1{nummer % 10}" for nummer, naam in enumerate(ALLEN, 1)}
NAMEN = [(naam, GEBOREN[naam]) for naam in ALLEN]


def adres(code: str, naam: str) -> str:
    """Elke partij heeft een eigen adres van iemand: zo is te zien van wie iets kwam."""
    return f"{code.title()}verzinsellaan {ALLEN.index(naam) + 101}"


@dataclass
class Zaak:
    """De driehoek, met kopieën van alles na elke stap."""

    driehoek: Driehoek
    map: Path
    kopieen: Path
    stappen: list[str] = field(default_factory=list)
    bij: dict[tuple[str, str], str] = field(default_factory=dict)

    def kopieer(self, stap: str) -> None:
        naar = self.kopieen / stap
        naar.mkdir(parents=True)
        for bestand in self.map.iterdir():
            if bestand.is_file():
                shutil.copy2(bestand, naar / bestand.name)
        self.stappen.append(stap)

    def vul(self, code: str, namen: tuple[str, ...]) -> None:
        klant, _ = self.driehoek.klant(code)
        for naam in namen:
            persoon = self.driehoek.bureau(code).persoon(
                klant, self.driehoek.groep, naam, GEBOREN[naam], adres=adres(code, naam)
            )
            if code == "gemeente":
                self.driehoek.informeer(persoon)
            self.bij[code, naam] = persoon

    def geef(self, van: str, aan: str, grondslag: str, verzoek: str | None, **meer: object) -> None:
        delen = [
            {"persoon": persoon, "gegevenssoort": soort, "grondslag": grondslag, **meer}
            for (code, _), persoon in self.bij.items()
            if code == van
            for soort in ("NAW", "GEBOORTEDATUM", "BEKENDHEID")
        ]
        self.driehoek.geef(van, aan, delen, verzoek)

    def vernietig(self, code: str, namen: tuple[str, ...]) -> None:
        een, ander = (
            self.driehoek.bureau(code).medewerker("privacyfunctionaris", f"p{n}@{code}.example")[0]
            for n in (1, 2)
        )
        for naam in namen:
            vernietig(een, ander, self.bij[code, naam])


@pytest.fixture
def zaak(uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zaak]:
    map_ = tmp_path_factory.mktemp("zaak")

    def nieuw(naam: str) -> str:
        return f"sqlite:///{map_ / naam}.sqlite"

    with wereld(PARTIJEN, nieuw, uitgever, pki, map_) as alles:
        yield Zaak(Driehoek.richt_in(alles), map_, tmp_path_factory.mktemp("kopieen"))


def _leef(zaak: Zaak) -> None:
    driehoek = zaak.driehoek
    zaak.vul("politie", (*BEIDE, *WEG["politie"], *BLIJFT["politie"]))
    zaak.vul("gemeente", (*BEIDE, *WEG["gemeente"], *BLIJFT["gemeente"]))
    zaak.kopieer("eigen")
    kenmerken = {"kenmerken": {"taakgrondslag": "GEMW172"}}
    zaak.geef("gemeente", "politie", "AVG6_1_E", driehoek.vraag("politie", "gemeente"), **kenmerken)
    zaak.geef("politie", "gemeente", "WPG16_1_B_2", driehoek.vraag("gemeente", "politie"))
    driehoek.stel_samen("politie")
    zaak.geef("politie", "om", "WPG16_1_A_2", None)
    zaak.kopieer("gedeeld")
    driehoek.kantoor.naar_stap(3)
    lijst = str(driehoek.weeg_allen(*ZEVEN)["id"])
    zaak.kopieer("gewogen")
    assert driehoek.stel_vast(lijst).status_code == 200
    zaak.kopieer("vastgesteld")
    driehoek.ruim_op()
    zaak.kopieer("opgeruimd")
    zaak.vernietig("politie", WEG["politie"])
    zaak.kopieer("politie")
    zaak.vernietig("gemeente", WEG["gemeente"])


NA_HET_OPRUIMEN = ("vastgesteld", "opgeruimd", "politie")


def _geheim_voor(code: str) -> list[str]:
    """Wat bij deze partij niet meer te lezen mag zijn; een naam die zij zelf kent mag wel."""
    geheim = [deel for naam in DRIE for deel in (naam, GEBOREN[naam])]
    geheim += [adres(een, naam) for een in ("politie", "gemeente") for naam in DRIE]
    geheim += [adres(een, naam) for een in ("politie", "gemeente") for naam in BEIDE if een != code]
    if code == "om":
        geheim += [deel for naam in BEIDE for deel in (naam, GEBOREN[naam])]
    return geheim


def _bestand(map_: Path, code: str) -> tuple[Path, Path, Path]:
    kluis, bron = map_ / f"{code}_kluis.sqlite", map_ / f"{code}.hoofdsleutel"
    return map_ / f"{code}.sqlite", kluis, bron


def test_wie_vernietigd_is_staat_uit_geen_back_up_op(
    zaak: Zaak, uitgever: Uitgever, tmp_path: Path
) -> None:
    _leef(zaak)
    for code in PARTIJEN:
        _, kluis_nu, bron_nu = _bestand(zaak.map, code)
        nu = sleutels_uit(kluis_nu, bron_nu)
        for stap in zaak.stappen:
            bestand, kluis, bron = _bestand(zaak.kopieen / stap, code)
            _niets_te_graven(code, bestand, [*nu, *sleutels_uit(kluis, bron_nu)])
            if stap == "gedeeld":
                _toen_wel(code, bestand, sleutels_uit(kluis, bron))
        _start_op_elke_kopie(zaak, code, uitgever, tmp_path)

    naalden = {
        vorm: tekst
        for naam in DRIE
        for tekst in (naam, GEBOREN[naam], adres("politie", naam), adres("gemeente", naam))
        for vorm in vormen(tekst)
        if len(vorm) > 8
    }
    bestanden = [pad for pad in zaak.map.rglob("*") if pad.is_file()]
    assert len(bestanden) >= 9
    assert gevonden(bestanden, naalden) == []


def _niets_te_graven(code: str, bestand: Path, sleutels: list[bytes]) -> None:
    gelezen = opengemaakt(bestand, sleutels)
    assert [geheim for geheim in _geheim_voor(code) if geheim.encode() in gelezen] == []
    wie = te_toetsen(bestand, sleutels, NAMEN)
    assert not wie & set(DRIE)
    if code == "om":
        assert not wie & set(BEIDE)


def _toen_wel(code: str, bestand: Path, sleutels: list[bytes]) -> None:
    """Met de sleutels van toen leest hetzelfde programma hen allemaal: anders zegt niets niets."""
    gelezen = opengemaakt(bestand, sleutels)
    van_anderen = ("politie",) if code == "om" else ("politie", "gemeente")
    verwacht = [naam for naam in ALLEN if code != "om" or naam not in (*WEG["gemeente"],)]
    verwacht = [naam for naam in verwacht if code != "om" or naam not in BLIJFT["gemeente"]]
    assert [naam for naam in verwacht if naam.encode() not in gelezen] == []
    assert all(adres(een, BEIDE[0]).encode() in gelezen for een in van_anderen)
    assert te_toetsen(bestand, sleutels, NAMEN) == set(verwacht)


def _start_op_elke_kopie(zaak: Zaak, code: str, uitgever: Uitgever, plek: Path) -> None:
    pem = zaak.driehoek.bureau(code).transport_pem
    nu = _te_lezen(zaak.driehoek.bureau(code))
    _, kluis_nu, _ = _bestand(zaak.map, code)
    for stap in zaak.stappen:
        hier = plek / f"{code}-{stap}"
        shutil.copytree(zaak.kopieen / stap, hier)
        bestand, kluis, _ = _bestand(hier, code)
        # Alleen een kopie van na de laatste vernietiging bij deze partij is nog die van nu.
        van_nu = _tijdperk(kluis) == _tijdperk(kluis_nu)
        assert not van_nu or stap in NA_HET_OPRUIMEN, stap
        if not van_nu:
            oud = _op(instellingen_van(zaak.driehoek, code), bestand, kluis)
            start = draaiend(zaak.driehoek.wereld, PARTIJEN[code], oud, uitgever, pem)
            with pytest.raises(KluisNietBeschikbaar, match="horen niet bij elkaar"), start:
                raise AssertionError("een oude kluis opende naast de sleutelbron van nu")
        terug = _op(instellingen_van(zaak.driehoek, code), bestand, None)
        with draaiend(zaak.driehoek.wereld, PARTIJEN[code], terug, uitgever, pem) as bureau:
            gelezen = _te_lezen(bureau)
            assert set(gelezen) <= set(nu), stap
            blijft = set(BLIJFT.get(code, ())) | (set(BEIDE) if code != "om" else set())
            assert {naam for naam in gelezen if naam in blijft} == blijft
            _te_zoeken(bureau, gelezen)


def _tijdperk(kluis: Path) -> str:
    with closing(sqlite3.connect(f"file:{kluis}?mode=ro", uri=True)) as open_:
        (rij,) = open_.execute("SELECT id FROM kluis_tijdperk").fetchall()
    return str(rij[0])


def _op(nu: PartijInstellingen, bestand: Path, kluis: Path | None) -> PartijInstellingen:
    anders = {"database": nu.database.model_copy(update={"url": f"sqlite:///{bestand}"})}
    if kluis is not None:
        anders["kluis"] = nu.kluis.model_copy(update={"url": f"sqlite:///{kluis}"})
    return nu.model_copy(update=anders)


def _klant(bureau: Bureau) -> Klant:
    return bureau.klant(f"{FUNCTIES[bureau.code]}.vast@{bureau.code}.example")


def _te_lezen(bureau: Bureau) -> Mapping[str, object]:
    """Iedereen die de API van deze dienst nog geeft, en dat er van de anderen niets bij staat."""
    klant = _klant(bureau)
    gelezen = {}
    for persoon in klant.haal("/personen")["personen"]:
        antwoord = klant.vraag("GET", f"/personen/{persoon['id']}")
        assert antwoord.status_code in (200, 410), antwoord.text
        assert [een for een in _geheim_voor(bureau.code) if een in antwoord.text] == []
        if antwoord.status_code == 200:
            gelezen[antwoord.json()["naam"]] = antwoord.json()
    return gelezen


def _te_zoeken(bureau: Bureau, gelezen: Mapping[str, object]) -> None:
    """Zoeken vindt wie er is, en niemand anders."""
    klant = _klant(bureau)
    for naam, geboren in NAMEN:
        gezocht = klant.maak("/personen/_zoek", {"naam": naam, "geboortedatum": geboren}, 200)
        assert [een["naam"] for een in gezocht["personen"]] == ([naam] if naam in gelezen else [])

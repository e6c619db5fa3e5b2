"""Wat opvalt in het eigen bestand van een partij: een lokrecord, en steeds opnieuw proberen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from shared.bestand.bewaking.tabellen import LokrecordRij
from shared.bestand.toegang.tabellen import AlarmspoorRij
from shared.partijdienst.onderdelen import maak_bestandswacht
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor

SPOORVRAAG = {
    "van": "2026-11-01", "tot": "2026-11-30", "bevestigdZonderPersonen": True,
    "reden": "Een betrokkene vroeg wie er in zijn gegevens keek.",
}  # fmt: skip


class Bewaakt:
    """Een kantoor met een lokrecord in de groep, en wie erop toeziet."""

    def __init__(self, kantoor: Kantoor) -> None:
        self.kantoor = kantoor
        kantoor.wereld.gateway.alarmen.clear()
        sub = f"privacy.{kantoor.groep}@politie.example"
        self.toezicht, self.toezicht_id = kantoor.politie.medewerker("privacyfunctionaris", sub)
        self.lok = kantoor.persoon("Wolf Lokvogel", "2009-05-06")
        self.pad = f"/personen/{self.lok}"
        self.wacht = maak_bestandswacht(kantoor.politie.geheel)
        self.rond()
        self.begin: set[str] = set()
        self.begin_nu()

    def begin_nu(self) -> None:
        """Wat er nu al staat is niet nieuw."""
        self.begin = {een["id"] for een in self.alarmen()}

    def zet(self) -> None:
        gezet = self.toezicht.vraag("PUT", f"{self.pad}/lokrecord")
        assert gezet.status_code == 200, gezet.text

    def rond(self) -> None:
        """De wacht kijkt, en wat te melden is gaat naar de gateway."""
        wereld = self.kantoor.wereld
        while wereld.doe(self.wacht.ronde()):
            pass
        while wereld.doe(self.kantoor.politie.geheel.bezorger.ronde()):
            pass

    def alarmen(self) -> list[dict[str, Any]]:
        gevonden: list[dict[str, Any]] = self.toezicht.haal("/alarmen?paginagrootte=200")["alarmen"]
        return gevonden

    def nieuw(self) -> list[tuple[str, str]]:
        """De alarmen sinds het begin van deze test: regel en medewerker."""
        self.rond()
        # Niet wat er achteraan staat: elke test begint op hetzelfde uur, en de lijst is op tijd.
        nieuw = (een for een in self.alarmen() if een["id"] not in self.begin)
        return [(een["regel"], een["onderwerp"]) for een in nieuw]


@pytest.fixture
def eigen_mensen() -> bool:
    """De bewaking telt per mens: van wie hier leest mag er niets anders meetellen."""
    return True


@pytest.fixture
def bewaakt(kantoor: Kantoor) -> Iterator[Bewaakt]:
    yield Bewaakt(kantoor)
    # Wat deze test naliet telt niet mee voor de volgende.
    kantoor.wereld.klok.vooruit(hours=13)


def test_een_lokrecord_openen_of_vinden_is_meteen_een_alarm(bewaakt: Bewaakt) -> None:
    kantoor, analist = bewaakt.kantoor, bewaakt.kantoor.analist
    gewoon = analist.haal(bewaakt.pad)
    bewaakt.rond()
    bewaakt.zet()
    # In een lijst staan is niet genoeg, en aan het lokrecord is niets te zien.
    analist.haal(f"/groepen/{kantoor.groep}/leden")
    assert bewaakt.nieuw() == []
    assert analist.haal(bewaakt.pad) == gewoon
    assert bewaakt.nieuw() == [("lokrecord-geraakt", kantoor.analist_id)]
    (aangifte,) = kantoor.wereld.gateway.alarmen
    assert (aangifte["regel"], aangifte["aantal"]) == ("lokrecord-geraakt", 1)
    assert aangifte["onderwerp"] == kantoor.analist_id
    assert bewaakt.lok not in str(aangifte)

    # Nog eens kijken is hetzelfde alarm; later gericht zoeken een nieuw.
    analist.haal(f"{bewaakt.pad}/correcties")
    assert len(bewaakt.nieuw()) == 1
    kantoor.wereld.klok.vooruit(minutes=2)
    vraag = {"naam": "Wolf Lokvogel", "geboortedatum": "2009-05-06"}
    assert analist.vraag("POST", "/personen/_zoek", json=vraag).json()["personen"]
    assert len(bewaakt.nieuw()) == 2
    assert len({een["id"] for een in kantoor.wereld.gateway.alarmen}) == 2


def test_wie_naar_zijn_eigen_spoor_of_heel_veel_vraagt_valt_op(bewaakt: Bewaakt) -> None:
    def vraag(**wat: str) -> None:
        antwoord = bewaakt.toezicht.maak("/leesspoor/_zoek", {**SPOORVRAAG, **wat}, 200)
        assert antwoord["regels"] is not None

    for _ in range(24):
        vraag(persoon=bewaakt.lok)
    assert bewaakt.nieuw() == []
    vraag(medewerker=bewaakt.kantoor.analist_id)
    assert bewaakt.nieuw() == [("leesspoor-veel", bewaakt.toezicht_id)]
    vraag(medewerker=bewaakt.toezicht_id)
    assert bewaakt.nieuw()[1:] == [("leesspoor-zelf", bewaakt.toezicht_id)]


def test_elke_gerichte_lijst_en_een_wijziging_die_niets_wijzigt_is_ook_openen(
    bewaakt: Bewaakt,
) -> None:
    kantoor, analist = bewaakt.kantoor, bewaakt.kantoor.analist
    etag = analist.vraag("GET", bewaakt.pad).headers["ETag"]
    bewaakt.rond()
    bewaakt.zet()
    lijsten = [
        f"{bewaakt.pad}/politiegegevens",
        f"{bewaakt.pad}/vertegenwoordigers",
        f"/ontvangen-gegevens?persoon={bewaakt.lok}",
        f"/verbeteringen?persoon={bewaakt.lok}",
    ]
    for nummer, lijst in enumerate(lijsten, 1):
        analist.haal(lijst)
        assert bewaakt.nieuw() == [("lokrecord-geraakt", kantoor.analist_id)] * nummer, lijst
        kantoor.wereld.klok.vooruit(minutes=2)
    niets = {"naam": "Wolf Lokvogel", "reden": "Zo heet hij al."}
    antwoord = analist.vraag("PATCH", bewaakt.pad, json=niets, headers={"If-Match": etag})
    assert (antwoord.status_code, antwoord.headers["ETag"]) == (200, etag)
    assert len(bewaakt.nieuw()) == len(lijsten) + 1


def test_een_lokrecord_gaat_nergens_heen_en_de_weigering_verraadt_niets(bewaakt: Bewaakt) -> None:
    kantoor, buiten = bewaakt.kantoor, bewaakt.kantoor
    bewaakt.zet()
    los = buiten.analist.maak("/personen", {"naam": "Roos Nergens", "geboortedatum": "2010-01-01"})
    weigeringen = [_verstrek(kantoor, persoon) for persoon in (bewaakt.lok, los["id"])]
    assert [een[0] for een in weigeringen] == [400, 400]
    assert weigeringen[0][1] == weigeringen[1][1]
    assert kantoor.wereld.gateway.aangeboden == [] or bewaakt.lok not in str(
        kantoor.wereld.gateway.aangeboden
    )
    assert bewaakt.nieuw() == [("lokrecord-geraakt", kantoor.analist_id)]


def _verstrek(kantoor: Kantoor, persoon: str) -> tuple[int, Any]:
    opdracht = {
        "ontvanger": "gemeente",
        "ontvangendeMedewerker": kantoor.regisseur_id,
        "groep": kantoor.groep,
        "doel": "D1",
        "onderdelen": [{"persoon": persoon, "gegevenssoort": "NAW", "grondslag": "WPG16_1_B_2"}],
        "afweging": {"noodzaak": True, "proportionaliteit": True, "subsidiariteit": True},
    }
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    return antwoord.status_code, antwoord.json().get("fouten")


def test_alleen_wie_lokrecords_beheert_ziet_welke_het_zijn(bewaakt: Bewaakt) -> None:
    kantoor = bewaakt.kantoor
    bewaakt.zet()
    auditor, _ = kantoor.politie.medewerker("auditor", f"auditor.{kantoor.groep}@politie.example")
    for wie in (kantoor.analist, auditor):
        assert wie.vraag("GET", "/lokrecords").status_code == 403
        assert wie.vraag("PUT", f"{bewaakt.pad}/lokrecord").status_code == 403
        assert wie.vraag("DELETE", f"{bewaakt.pad}/lokrecord").status_code == 403
    gevonden = bewaakt.toezicht.haal("/lokrecords")["lokrecords"]
    (eigen,) = [een for een in gevonden if een["persoonId"] == bewaakt.lok]
    assert eigen["gezetDoor"] == bewaakt.toezicht_id
    weg = bewaakt.toezicht.vraag("DELETE", f"{bewaakt.pad}/lokrecord")
    assert weg.status_code == 204
    assert bewaakt.toezicht.vraag("DELETE", f"{bewaakt.pad}/lokrecord").status_code == 404
    kantoor.analist.haal(bewaakt.pad)
    assert bewaakt.nieuw() == []


def test_een_vernietigde_persoon_is_geen_lokrecord_meer(bewaakt: Bewaakt) -> None:
    bewaakt.zet()
    bewaakt.kantoor.analist.haal(bewaakt.pad)
    bewaakt.kantoor.politie.vernietig(bewaakt.lok)
    with bewaakt.kantoor.politie.uitwisseling.dienst.lezend() as sessie:
        for tabel in (LokrecordRij, AlarmspoorRij):
            vraag = select(func.count()).where(tabel.persoon_id == bewaakt.lok)
            assert sessie.scalar(vraag) == 0


def test_wie_steeds_wordt_geweigerd_valt_op(bewaakt: Bewaakt) -> None:
    kantoor = bewaakt.kantoor
    vreemde = kantoor.politie.klant(f"vreemde.{kantoor.groep}@politie.example")
    for _ in range(4):
        assert kantoor.analist.vraag("GET", "/lokrecords").status_code == 403
        assert vreemde.vraag("GET", bewaakt.pad).status_code == 403
    assert bewaakt.nieuw() == []
    for wie in (kantoor.analist, vreemde):
        assert _geweigerd(wie, bewaakt.pad)
    gevonden = bewaakt.nieuw()
    assert {regel for regel, _ in gevonden} == {"bestand-geweigerd"}
    assert len({wie for _, wie in gevonden}) == len(gevonden) == 2
    assert kantoor.analist_id in {wie for _, wie in gevonden}


def _geweigerd(wie: Klant, pad: str) -> bool:
    return wie.vraag("PUT", f"{pad}/lokrecord").status_code == 403


def test_wie_in_korte_tijd_veel_mensen_leest_valt_op(bewaakt: Bewaakt) -> None:
    kantoor, analist = bewaakt.kantoor, bewaakt.kantoor.analist
    personen = [kantoor.persoon(f"Nummer Verzonnen{n}", "2010-02-03") for n in range(40)]
    bewaakt.rond()
    kantoor.wereld.klok.vooruit(minutes=11)
    bewaakt.begin_nu()
    for _ in range(3):
        for persoon in personen[:39]:
            analist.haal(f"/personen/{persoon}")
    assert bewaakt.nieuw() == [], "dezelfde mensen steeds opnieuw is geen stoot"
    analist.haal(f"/personen/{personen[39]}")
    assert bewaakt.nieuw() == [("bestand-stoot", kantoor.analist_id)]
    (aangifte,) = [a for a in kantoor.wereld.gateway.alarmen if a["regel"] == "bestand-stoot"]
    assert aangifte["onderwerp"] == kantoor.analist_id
    assert not any(persoon in str(aangifte) for persoon in personen)


def test_is_de_gateway_weg_dan_komt_het_alarm_later(bewaakt: Bewaakt) -> None:
    wereld = bewaakt.kantoor.wereld
    bewaakt.zet()
    wereld.gateway.weg = True
    bewaakt.kantoor.analist.haal(bewaakt.pad)
    assert len(bewaakt.nieuw()) == 1
    assert wereld.gateway.alarmen == []
    wereld.gateway.weg = False
    wereld.klok.vooruit(minutes=10)
    bewaakt.rond()
    assert [een["regel"] for een in wereld.gateway.alarmen] == ["lokrecord-geraakt"]

"""Een bewezen tegenspraak in het log houdt alles tegen, en die stop heft niemand alleen op."""

from __future__ import annotations

from typing import Any

import pytest

from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.verzenden.getuigen.tabellen import GezienCheckpointRij
from shared.verzenden.getuigen.tegenspraak import lees_tegenspraak
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepgateway import LOGNAAM


class Stilstand:
    """De politie met een alarm over het log, en twee mensen die erover oordelen."""

    def __init__(self, kantoor: Kantoor) -> None:
        self.kantoor, self.u = kantoor, kantoor.politie.uitwisseling
        self.getuigen = kantoor.politie.geheel.getuigen
        kantoor.verstrek(kantoor.persoon())
        self.privacy, self.privacy_id = self._iemand("privacyfunctionaris")
        self.chef, self.chef_id = self._iemand("teamchef")
        self.begin = {een.id for een in self.getuigen.alarmboek.alle()}

    def _iemand(self, functie: str) -> tuple[Klant, str]:
        sub = f"{functie}.{self.kantoor.groep}@politie.example"
        return self.kantoor.politie.medewerker(functie, sub)

    def gezien(self) -> str:
        with self.u.dienst.lezend() as sessie:
            return sessie.get_one(GezienCheckpointRij, LOGNAAM).notitie

    def vals(self, grootte: int) -> str:
        """Een checkpoint van deze grootte dat het log ook ondertekende, met een andere wortel."""
        punt = Checkpoint(LOGNAAM, grootte, b"\x01" * 32)
        return onderteken_checkpoint(punt, self.kantoor.wereld.gateway.boom.notitiesleutel)

    def betrap(self) -> str:
        eerder = self.gezien()
        later = self.vals(int(eerder.split("\n")[1]))
        self.getuigen.alarmboek.meld(LOGNAAM, eerder, later, "Twee geschiedenissen.")
        (nieuw,) = {een.id for een in self.getuigen.alarmboek.alle()} - self.begin
        return nieuw

    def oordeel(self, wie: Klant, alarm: str, met: str, status: int = 200) -> dict[str, Any]:
        antwoord = wie.vraag(
            "POST",
            f"/logalarmen/{alarm}/_erken",
            json={"verderMet": met, "reden": "Verzonnen: uitgezocht met de anderen."},
        )
        assert antwoord.status_code == status, antwoord.text
        document: dict[str, Any] = antwoord.json()
        return document


@pytest.fixture
def stilstand(kantoor: Kantoor) -> Stilstand:
    return Stilstand(kantoor)


def test_twee_mensen_moeten_los_van_elkaar_tot_hetzelfde_komen(stilstand: Stilstand) -> None:
    alarm = stilstand.betrap()
    eerste = stilstand.oordeel(stilstand.privacy, alarm, "eerder")
    assert (eerste["erkendOp"], eerste["voorgesteldDoor"]) == (None, stilstand.privacy_id)
    assert eerste["voorgesteldVerderMet"] == "eerder"
    assert stilstand.getuigen.alarmboek.open() == 1, "er gaat nog niets uit"

    zelf = stilstand.oordeel(stilstand.privacy, alarm, "eerder", 409)
    assert "niemand heft een bewezen stop alleen op" in zelf["detail"]
    anders = stilstand.oordeel(stilstand.chef, alarm, "later")
    assert (anders["erkendOp"], anders["voorgesteldVerderMet"]) == (None, "later")
    assert stilstand.getuigen.alarmboek.open() == 1

    gelezen = stilstand.chef.haal(f"/logalarmen/{alarm}")
    assert gelezen["voorgesteldDoor"] == stilstand.chef_id
    stilstand.oordeel(stilstand.privacy, alarm, "eerder")
    klaar = stilstand.oordeel(stilstand.chef, alarm, "eerder")
    assert (klaar["erkendDoor"], klaar["voorgesteldDoor"]) == (
        stilstand.chef_id, stilstand.privacy_id,
    )  # fmt: skip
    assert stilstand.getuigen.alarmboek.open() == 0
    stilstand.oordeel(stilstand.privacy, alarm, "later", 409)


def test_wat_niet_bewezen_is_houdt_niets_tegen_en_vraagt_een_oordeel(stilstand: Stilstand) -> None:
    eerder = stilstand.gezien()
    later = stilstand.vals(int(eerder.split("\n")[1]) + 1)
    tegenspraak = lees_tegenspraak(eerder, later, stilstand.getuigen.logsleutel)
    alarm = stilstand.getuigen.alarmboek.ontvang(tegenspraak, eerder, later, "gemeente")
    assert stilstand.getuigen.alarmboek.open() == 0
    assert stilstand.oordeel(stilstand.privacy, alarm, "eerder")["erkendOp"] is not None


def test_wie_er_niet_over_gaat_oordeelt_niet(stilstand: Stilstand) -> None:
    alarm = stilstand.betrap()
    analist = stilstand.kantoor.analist
    assert analist.vraag("GET", f"/logalarmen/{alarm}").status_code == 403
    stilstand.oordeel(analist, alarm, "later", 403)
    for wie in (stilstand.privacy, stilstand.chef):
        stilstand.oordeel(wie, alarm, "eerder")

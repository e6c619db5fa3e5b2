"""Elke partij kijkt wat zij zelf van iemand weet; dat er gezocht is, ligt vast."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.tabellen import RaadplegingRij
from tests.integratie.diensten.opstelling import Opstelling

FUNCTIES = {"politie": "analist", "om": "parketsecretaris", "gemeente": "regisseur"}
BEKEND = {"naam": "Sprokkel Verzinsel", "geboortedatum": "2010-06-07"}
ONBEKEND = {"naam": "Niemand Bedenksel", "geboortedatum": "2011-08-09"}


@pytest.mark.parametrize("opstelling", FUNCTIES, indirect=True)
def test_elke_partij_zoekt_in_haar_eigen_bestand_en_dat_ligt_vast(opstelling: Opstelling) -> None:
    klant = opstelling.medewerker(FUNCTIES[opstelling.dienst.partij.code])
    persoon = klant.maak("/personen", BEKEND)
    gevonden = [
        [rij["id"] for rij in klant.vraag("POST", "/personen/_zoek", json=wie).json()["personen"]]
        for wie in (BEKEND, ONBEKEND)
    ]
    assert gevonden == [[persoon["id"]], []]
    with opstelling.dienst.transactie() as sessie:
        rijen = sessie.scalars(select(RaadplegingRij).order_by(RaadplegingRij.id)).all()
        vastgelegd = [(rij.handeling, rij.persoon_id) for rij in rijen]
    assert vastgelegd == [("zoeken", persoon["id"]), ("zoeken", None)]


@pytest.mark.parametrize("opstelling", FUNCTIES, indirect=True)
def test_elke_partij_kan_zeggen_of_zij_iemand_kent(opstelling: Opstelling) -> None:
    klant = opstelling.medewerker(FUNCTIES[opstelling.dienst.partij.code])
    persoon_id = str(klant.maak("/personen", BEKEND)["id"])
    bron = opstelling.dienst.partij.bronnen["BEKENDHEID"]
    with opstelling.dienst.transactie() as sessie:
        persoon = PersonenRegister(sessie, opstelling.dienst.kluis).lees(persoon_id)
        bekend = bron.lees(sessie, persoon, None)
    assert (dict(bekend.gegevens), bekend.herkomst) == ({"bekend": True}, "eigen")

"""Zonder sluitend bewijs is er niets afgeleverd, ook al zegt de gateway van wel."""

from __future__ import annotations

from typing import Any

import pytest

from shared.logboek.controlepunt import Checkpoint
from shared.logboek.merkle import wortel
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.getuigen.geheugen import Getuige
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepgateway import LOGNAAM


@pytest.fixture
def opdracht(kantoor: Kantoor) -> dict[str, Any]:
    return kantoor.opdracht(kantoor.persoon(), kantoor.vraag_om_informatie())


@pytest.mark.parametrize(
    ("storing", "wat"),
    [
        ("valse-ontvangst", "ontvangstbevestiging"),
        ("andere-ontvangst", "ontvangstbevestiging"),
        ("vals-bewijs", "niet bewezen"),
        ("vals-checkpoint", "checkpoint"),
        ("ander-blad", "blad"),
    ],
)
def test_een_antwoord_dat_niet_klopt_telt_niet_als_afgeleverd(
    kantoor: Kantoor, opdracht: dict[str, Any], storing: str, wat: str
) -> None:
    kantoor.wereld.gateway.storingen.append(storing)
    stand = kantoor.analist.maak("/verstrekkingen", opdracht, 202)
    assert stand["status"] == "bewijs_onvoldoende"
    assert wat in stand["laatsteFout"]
    assert stand["ontvangst"] is None
    kantoor.wereld.klok.vooruit(seconds=10)
    kantoor.politie.ronde()
    stand = kantoor.stand(stand["id"])
    assert (stand["status"], stand["laatsteFout"]) == ("afgeleverd", None)
    assert len(kantoor.ontvangen()) == 2


def test_een_logboek_met_twee_geschiedenissen_valt_door_de_mand(eigen_kantoor: Kantoor) -> None:
    kantoor = eigen_kantoor
    opdracht = kantoor.opdracht(kantoor.persoon(), kantoor.vraag_om_informatie())
    assert kantoor.analist.maak("/verstrekkingen", opdracht)["status"] == "afgeleverd"
    kantoor.wereld.gateway.storingen.append("vork")
    stand = kantoor.analist.maak("/verstrekkingen", opdracht, 202)
    assert stand["status"] == "bewijs_onvoldoende"
    assert "bouwt niet voort" in stand["laatsteFout"]
    # Ook na een herstart weet deze partij wat zij eerder zag.
    with pytest.raises(BewijsOnvoldoende, match="bouwt niet voort"):
        kantoor.wereld.doe(_na_herstart(kantoor))


async def _na_herstart(kantoor: Kantoor) -> None:
    """Een nieuwe getuige op dezelfde databank krijgt het nieuwste checkpoint van de gateway."""
    u, gateway = kantoor.politie.uitwisseling, kantoor.wereld.gateway
    getuige = Getuige(u.dienst.sessie_maker, u.dienst.lezen, u.gateway, u.dienst.klok)
    grootte = len(gateway.boom.bladen)
    checkpoint = Checkpoint(LOGNAAM, grootte, wortel(grootte, gateway.boom.hashes))
    await getuige.controleer(checkpoint, "de notitie is al gecontroleerd")


def test_zonder_blad_in_het_antwoord_wordt_het_opgevraagd(
    kantoor: Kantoor, opdracht: dict[str, Any]
) -> None:
    kantoor.wereld.gateway.storingen.append("zonder-blad")
    assert kantoor.analist.maak("/verstrekkingen", opdracht)["status"] == "afgeleverd"


def test_een_ontvanger_die_weigert_is_geen_aflevering(kantoor: Kantoor) -> None:
    """Wie jarig werd terwijl er al beslist was, heeft bij aankomst een andere leeftijdsklasse."""
    jarig = kantoor.persoon("Wimpel Proefkonijn", "2010-11-24")
    opdracht = kantoor.opdracht(jarig, kantoor.vraag_om_informatie())
    kantoor.wereld.gateway.storingen.append("sterft-voor-bezorging")
    stand = kantoor.analist.maak("/verstrekkingen", opdracht, 202)
    kantoor.wereld.klok.vooruit(hours=20)
    kantoor.politie.ronde()
    stand = kantoor.stand(stand["id"])
    assert stand["status"] == "geweigerd", stand["laatsteFout"]
    assert stand["besluit"]["besluit"] == "toegestaan"
    assert "ontvanger weigert" in stand["laatsteFout"]
    assert kantoor.ontvangen() == []

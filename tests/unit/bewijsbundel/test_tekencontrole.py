"""Wie er namens een partij besloot, en of hij daar over gaat, is aan de bundel te zien."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from tests.unit.bewijsbundel.proefbundel import (
    ID,
    NU,
    WIE,
    aanstelling,
    aanstellingsblad,
    autorisatieblad,
    groepsblad,
    handtekeningen,
    ondertekenaar,
    soorten,
)
from tests.unit.bewijsbundel.proefpartijen import partijblad
from tests.unit.logboek.hulp import blad_bytes


def test_groepsbesluit_draagt_de_handtekening_van_elke_partij(controleer: Any) -> None:
    drie = groepsblad(["politie", "om", "gemeente"], "prioritering")
    assert controleer(drie).in_orde
    assert controleer(drie).handtekeningen == 3
    anders = {"soort": "afsluiting", "groep": "een andere groep"}
    assert soorten(controleer(groepsblad(besluit=anders))) == [("handtekening-ongeldig", 0)]
    for handtekeningen_ in ({}, None, ["x"], {"gemeente": 7}, {"gemeente": {"functie": "x"}}):
        rapport = controleer(groepsblad(handtekeningen=handtekeningen_))
        assert "handtekening-ongeldig" in {fout.soort.value for fout in rapport.fouten}
    rapport = controleer(groepsblad(["politie", "gemeente"], "prioritering"))
    assert soorten(rapport) == [("handtekening-ongeldig", 0)]
    assert "mist de handtekening van om" in rapport.fouten[0].melding


def test_een_handtekening_hoort_bij_wie_er_besloot(controleer: Any) -> None:
    """Wie achteraf een ander als beslisser noemt, heeft een handtekening die niet meer klopt."""
    eerlijk = json.loads(groepsblad())["handtekeningen"]
    ander = {"gemeente": {**eerlijk["gemeente"], "medewerker": WIE["politie"][0]}}
    assert soorten(controleer(groepsblad(handtekeningen=ander))) == [("handtekening-ongeldig", 0)]


def test_wie_over_een_groep_besluit_doet_dat_in_zijn_functie(controleer: Any) -> None:
    regisseur = handtekeningen(
        {"soort": "afsluiting", "groep": ID.format(50)}, ["gemeente"], {"gemeente": "regisseur"}
    )
    rapport = controleer(groepsblad(handtekeningen=regisseur))
    assert soorten(rapport) == [("ondertekenaar-onbevoegd", 0)]
    assert controleer(groepsblad(soort="stap", handtekeningen={})).fouten


@pytest.mark.parametrize(
    "anders",
    [
        {"functie": "regisseur"},
        {"partij": "politie"},
        {"vog": False},
        {"geldigTot": "2026-11-22"},
        {"geldigTot": "ooit"},
    ],
)
def test_de_autorisatie_in_de_bundel_zegt_of_hij_die_functie_had(
    controleer: Any, anders: dict[str, Any]
) -> None:
    assert controleer(autorisatieblad("gemeente"), groepsblad()).in_orde
    gevonden = soorten(controleer(autorisatieblad("gemeente", anders), groepsblad()))
    assert gevonden[-1] == ("ondertekenaar-onbevoegd", 1)


def test_een_auditor_over_allen_is_door_elke_partij_aangesteld(controleer: Any) -> None:
    rapport = controleer(aanstellingsblad())
    assert rapport.in_orde
    assert rapport.handtekeningen == 3
    rapport = controleer(aanstellingsblad(["politie", "gemeente"]))
    assert soorten(rapport) == [("ondertekenaar-onbevoegd", 0)]
    assert "het Openbaar Ministerie ontbreekt" in rapport.fouten[0].melding
    beheerder = handtekeningen(aanstelling(), list(WIE), {"politie": "beheerder"})
    rapport = controleer(aanstellingsblad(handtekeningen=beheerder))
    assert soorten(rapport) == [("ondertekenaar-onbevoegd", 0)]
    langer = aanstelling(tot="2031-01-01")
    rapport = controleer(
        aanstellingsblad(aanstelling=langer, handtekeningen=handtekeningen(langer, list(WIE)))
    )
    assert soorten(rapport) == [("blad-ongeldig", 0)]
    assert "uiterlijk 2027-11-23" in rapport.fouten[0].melding
    stiekem = aanstellingsblad(aanstelling=langer)
    assert ("handtekening-ongeldig", 0) in soorten(controleer(stiekem))


def test_groepsbesluit_dat_het_convenant_niet_kent(controleer: Any) -> None:
    for besluit in ({"soort": "heropenen"}, {"soort": 7}, None):
        rapport = controleer(groepsblad(besluit=besluit))
        assert ("toetsing-onmogelijk", 0) in soorten(rapport)


def test_autorisatie_is_getekend_door_de_partij_die_zij_noemt(controleer: Any) -> None:
    digest = digest_header(b"een autorisatie")
    velden = {
        "digest": digest,
        "payloadSignature": onderteken_digest(ondertekenaar("politie"), digest, NU),
    }
    registraties = (partijblad("politie"), partijblad("gemeente"))
    eigen = blad_bytes("autorisatie", NU, partij="politie", **velden)
    assert controleer(*registraties, eigen).handtekeningen == 3
    andermans = blad_bytes("autorisatie", NU, partij="gemeente", **velden)
    assert soorten(controleer(*registraties, andermans)) == [("andere-ondertekenaar", 2)]

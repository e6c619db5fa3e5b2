"""Een klacht en een claim: wat ermee wordt gedaan, en dan pas een antwoord."""

from __future__ import annotations

import pytest

from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import Verzoeken


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


@pytest.mark.parametrize(
    ("recht", "stappen"),
    [("klacht", ["bevestigd", "oordeel"]), ("schade", ["bevestigd", "beoordeeld"])],
)
def test_een_klacht_en_een_claim_krijgen_een_vervolg_en_dan_pas_een_antwoord(
    verzoeken: Verzoeken, recht: str, stappen: list[str]
) -> None:
    verzoek = verzoeken.neem_aan("om", recht=recht, omschrijving="Zo ging het mis (v).")["id"]
    verzoeken.vertel("om", verzoek)
    for code in ("om", "politie", "gemeente"):
        verzoeken.doe(code, verzoek, "_afstemmen", voorstel="toewijzen")
        verzoeken.doe(code, verzoek, "_beslis", uitkomst="toegewezen")
    assert "rechtenverzoek-vervolgen" in verzoeken.werk("om", verzoek)
    fout = verzoeken.doe("om", verzoek, "vervolg", 400, stap="gelijk", op="2030-01-01")
    assert [een["pad"] for een in fout["fouten"]] == ["/stap", "/op"]
    for stap in stappen:
        nog = verzoeken.doe("om", verzoek, "_beantwoord", 409)
        assert "Leg eerst vast" in nog["detail"]
        verzoeken.doe(
            "om", verzoek, "vervolg", 201, stap=stap, op="2026-11-23", toelichting="Gedaan (v)."
        )
    gezien = verzoeken.klant("om").haal(f"/rechtenverzoeken/{verzoek}/vervolg")["vervolg"]
    assert [een["stap"] for een in gezien] == stappen
    assert "rechtenverzoek-vervolgen" not in verzoeken.werk("om", verzoek)
    antwoord = verzoeken.klant("om").haal(f"/rechtenverzoeken/{verzoek}/antwoord")
    assert "functionaris gegevensbescherming" in " ".join(antwoord["klachtroutes"])
    assert antwoord["kosten"] == "geen"
    assert verzoeken.doe("om", verzoek, "_beantwoord")["stand"] == "afgehandeld"


def test_een_claim_gaat_door_naar_een_andere_partij_en_wordt_niet_om_die_ander_geweigerd(
    verzoeken: Verzoeken,
) -> None:
    """K1: wie het deed is geen grond om te weigeren; de claim staat er en gaat door."""
    verzoek = verzoeken.neem_aan("gemeente", recht="schade")["id"]
    verteld = verzoeken.vertel("gemeente", verzoek)
    assert {een["partij"] for een in verteld["berichten"]} == {"om", "politie"}
    stap = {"stap": "doorgegeven", "op": "2026-11-23", "naar": "politie"}
    uit = verzoeken.doe("gemeente", verzoek, "vervolg", 201, **stap)
    assert [een["naar"] for een in uit["vervolg"]] == ["politie"]
    assert verzoeken.lees("politie", verzoek)["recht"] == "schade"
    inzage = verzoeken.neem_aan("gemeente")["id"]
    verzoeken.doe("gemeente", inzage, "vervolg", 409, **stap)

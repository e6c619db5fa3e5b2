"""Wie van de lijst gaat is dezelfde dag overal weg; wie dat niet bevestigt is te laat."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import OpruimingRij
from shared.zaak.lijstinzicht.beletsel import WachtOp, wacht_op
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, Driehoek
from tests.integratie.partij.kantoor import iemand
from tests.integratie.partij.nepregister import REGELS
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import nieuwe_dag

HOUDERS = ("politie", "om")


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    ingericht = nieuwe_dag(gedeelde_driehoek)
    ingericht.kantoor.naar_stap(2)
    return ingericht


def _werk(driehoek: Driehoek, code: str, soort: str) -> list[dict[str, Any]]:
    pad = f"/werklijst?groep={driehoek.groep}&soort={soort}"
    werk: list[dict[str, Any]] = driehoek.klant(code)[0].haal(pad)["werk"]
    return werk


def _over_wie(driehoek: Driehoek, soort: str) -> set[str]:
    """Over welke houders de gemeente dit op haar werklijst heeft."""
    titels = [stuk["titel"] for stuk in _werk(driehoek, "gemeente", soort)]
    return {code for code in HOUDERS if any(REGELS.titel_van(code) in een for een in titels)}


def _te_laat(driehoek: Driehoek) -> set[str]:
    return _over_wie(driehoek, "bevestiging-te-laat")


def _schuldig(driehoek: Driehoek) -> set[str]:
    """Wie het op zijn eigen werklijst heeft."""
    return {code for code in HOUDERS if _werk(driehoek, code, "bevestiging-schuldig")}


def _namen(driehoek: Driehoek, code: str) -> set[str]:
    klant = driehoek.klant(code)[0]
    leden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    return {klant.haal(f"/personen/{lid['persoonId']}")["naam"] for lid in leden}


def _ronden(driehoek: Driehoek, *codes: str) -> None:
    """Wat de achtergrondtaak en de uitbak doen, nu."""
    for code in codes:
        driehoek.wereld.doe(driehoek.bureau(code).geheel.opruimer.ronde())
        driehoek.bureau(code).ronde()


def test_wie_niet_bevestigt_staat_de_dag_erna_bij_de_gemeente_en_bij_zichzelf(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    assert (_te_laat(driehoek), _schuldig(driehoek)) == (set(), set())
    _ronden(driehoek, "gemeente", "om")
    driehoek.wereld.klok.vooruit(days=1)
    assert (_te_laat(driehoek), _schuldig(driehoek)) == ({"politie"}, {"politie"})
    (stuk,) = _werk(driehoek, "politie", "bevestiging-schuldig")
    assert stuk["uiterlijk"] == "2026-11-23"
    klant = driehoek.klant("politie")[0]
    stand = klant.haal(stuk["pad"])
    assert (stand["wachtOp"], stand["status"]) == ("aankomen", "wachtend")
    assert (stand["waarom"], stand["gevraagdDoor"]) == ("na de nettolijst", "gemeente")
    elders = stuk["pad"].replace(driehoek.groep, stuk["onderwerp"])
    assert klant.vraag("GET", elders).status_code in (403, 404)
    _ronden(driehoek, "politie")
    stand = klant.haal(stuk["pad"])
    assert (stand["wachtOp"], stand["status"]) == (None, "afgeleverd")
    assert (_te_laat(driehoek), _schuldig(driehoek)) == (set(), set())


def test_wie_toezicht_houdt_ziet_een_vernietiging_die_wacht_en_een_die_is_gedaan(
    driehoek: Driehoek,
) -> None:
    fg, _ = iemand(driehoek.bureau("politie"), "fg")

    def vernietigingen() -> list[dict[str, Any]]:
        alle = fg.haal("/toezichtoverzicht?rubriek=vernietigingen&paginagrootte=200")["regels"]
        return [een for een in alle if een["groep"] == driehoek.groep]

    driehoek.naar_netto()
    driehoek.wereld.klok.vooruit(days=1)
    (wacht,) = vernietigingen()
    assert (wacht["soort"], wacht["urgentie"]) == ("vernietiging-gevraagd", "te_laat")
    _ronden(driehoek, "politie")
    (gedaan,) = vernietigingen()
    assert (gedaan["soort"], gedaan["stand"]) == ("vernietiging-gedaan", "gedaan")
    assert gedaan["gedaanOp"] is not None
    assert "na de nettolijst" in gedaan["titel"]
    assert not any(naam in gedaan["titel"] for naam, _ in (KNIKKER, DROMER))
    driehoek.wereld.klok.vooruit(days=40)
    assert vernietigingen() == [], "na een maand vraagt men met een dag"
    alle = fg.haal("/toezichtoverzicht?sinds=2026-11-01&stand=gedaan&paginagrootte=200")["regels"]
    assert gedaan["onderwerp"] in {een["onderwerp"] for een in alle}


def test_een_houder_die_drie_dagen_weg_is_is_te_laat_en_ruimt_op_zodra_hij_terug_is(
    driehoek: Driehoek,
) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.kantoor.naar_stap(3)
    lijst = str(driehoek.weeg_allen(STERRIN[0])["id"])
    driehoek.wereld.sluit_af("om")
    vast = driehoek.stel_vast(lijst)
    assert vast.status_code == 200, vast.text
    _ronden(driehoek, "gemeente", "politie")
    for _ in range(3):
        driehoek.wereld.klok.vooruit(days=1)
        driehoek.bureau("gemeente").ronde()
        # De ene houder wacht niet op de andere.
        assert _namen(driehoek, "politie") == {STERRIN[0]}
        assert _te_laat(driehoek) == {"om"}
    assert KNIKKER[0] in _namen(driehoek, "om")
    driehoek.wereld.sluit_aan("om")
    driehoek.wereld.klok.vooruit(hours=8)
    driehoek.bureau("gemeente").ronde()
    # Hij hoort het nu, en was al te laat.
    assert (_te_laat(driehoek), _schuldig(driehoek)) == ({"om"}, {"om"})
    _ronden(driehoek, "om")
    assert (_te_laat(driehoek), _schuldig(driehoek)) == (set(), set())
    assert not {KNIKKER[0], DROMER[0]} & _namen(driehoek, "om")
    bevestigd = driehoek.bevestigingen(lijst)
    assert {code: een["stand"] for code, een in bevestigd.items()} == dict.fromkeys(
        HOUDERS, "bevestigd"
    )


def test_elke_houder_bevestigt_met_een_eigen_bericht_en_een_eigen_blad(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    boom = driehoek.wereld.gateway.boom
    bladen = [json.loads(blad) for blad in boom.bladen if driehoek.groep.encode() in blad]
    van = {
        blad["kop"]["afzender"]: blad["kop"]
        for blad in bladen
        if blad.get("kop", {}).get("vernietigd") is not None
        and blad["kop"]["ontvanger"] == "gemeente"
    }
    assert van.keys() == set(HOUDERS)
    for code, kop in van.items():
        netto = driehoek.wereld.gateway.berichten[kop["inReactieOp"]]
        assert netto.ontvangen.kop_json["stuk"] == "nettolijst", code


@pytest.mark.parametrize(
    ("gezet", "status", "wacht"),
    [
        ((), None, WachtOp.UITVOEREN),
        (("begonnen_op",), None, WachtOp.AFRONDEN),
        (("begonnen_op", "gedaan_op"), None, WachtOp.MELDEN),
        (("begonnen_op", "gedaan_op", "gemeld_op"), "dood", WachtOp.AANKOMEN),
        (("begonnen_op", "gedaan_op", "gemeld_op"), "afgeleverd", None),
    ],
)
def test_een_vernietiging_wacht_op_een_ding_tegelijk(
    gezet: tuple[str, ...], status: str | None, wacht: WachtOp | None
) -> None:
    rij = OpruimingRij(
        grond=Grond.NETTOLIJST, van="gemeente", **dict.fromkeys(gezet, VasteKlok().nu)
    )
    assert wacht_op(rij, status) == wacht
    if not gezet:
        rij.grond = Grond.NA_BEPERKING
        assert wacht_op(rij, status) == WachtOp.BEPERKING

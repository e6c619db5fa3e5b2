"""Voor het samenstellen: wat het eigen bestand van deze mensen heeft, en wat daarvan mag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.opdrachten import geteld
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.stroomzaak import ANDEREN, DOSSIER, LID, OUDER, Stroomzaak
from tests.integratie.partij.voorbeeldgegevens import GEBOREN

PAD = "/verstrekkingen/_mogelijkheden"


@pytest.fixture(scope="module")
def zaak(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stroomzaak]:
    with Stroomzaak.op_sqlite(uitgever, pki, tmp_path_factory.mktemp("aanbod")) as gevonden:
        yield gevonden


def _vraag(zaak: Stroomzaak, van: str, naar: str, *rollen: str) -> dict[str, dict[str, Any]]:
    """Per persoon de soorten, elk met haar eigen gegevens."""
    klant, _ = zaak.driehoek.klant(van)
    personen = [zaak.mensen[van, rol] for rol in rollen]
    vraag = {"groep": zaak.driehoek.groep, "ontvanger": naar, "personen": personen}
    antwoord = klant.maak(PAD, vraag, 200)
    return {
        een["persoon"]: {soort["gegevenssoort"]: soort for soort in een["soorten"]}
        for een in antwoord["personen"]
    }


@pytest.mark.parametrize("van", sorted(ANDEREN))
@pytest.mark.parametrize("stap", [3, 4, 5])
def test_wat_het_zegt_dat_mag_gaat_door_en_de_rest_wordt_geweigerd(
    zaak: Stroomzaak, van: str, stap: int
) -> None:
    zaak.zet(stap)
    for naar in ANDEREN[van]:
        gevonden = _vraag(zaak, van, naar, LID, OUDER)
        for rol in (LID, OUDER):
            soorten = gevonden[zaak.mensen[van, rol]]
            assert set(DOSSIER[van]) <= set(soorten)
            for soort, rij in soorten.items():
                (gegeven,) = rij["gegevens"]
                assert (rij["aantal"], rij["mag"]) == (1, int(gegeven["mag"]))
                deel = zaak.deel(van, naar, soort, rol)
                assert gegeven["gegeven"] == deel.get("gegeven")
                doel = (gegeven["doelen"] or ["D1"])[0]
                antwoord = zaak.geef(van, naar, [deel], stap, doel=doel)
                mag = "koppelvlak" in gegeven["kanalen"]
                assert zaak.kwam_aan(naar, antwoord) is mag, (naar, rol, soort)
                assert bool(gegeven["redenen"]) is not gegeven["mag"]


def test_wat_op_termijn_is_mag_niet_meer_en_er_staat_waarom(zaak: Stroomzaak) -> None:
    zaak.zet(3)
    oud = zaak.nieuw("politie", "gemeente", "WPG8", eersteVerwerking="2025-10-01")
    soort = _vraag(zaak, "politie", "gemeente", LID)[zaak.mensen["politie", LID]]["WPG8"]
    per_gegeven = {een["gegeven"]: een for een in soort["gegevens"]}
    geweigerd = per_gegeven[oud["gegeven"]]
    assert [een["code"] for een in geweigerd["redenen"]] == ["WPG8_EEN_JAAR"]
    assert geweigerd["redenen"][0]["zin"].startswith("Dit gegeven is langer dan een jaar")
    assert (soort["aantal"], soort["mag"]) == (2, 1)


def test_wat_een_ander_gaf_telt_mee_maar_geeft_men_niet_door(zaak: Stroomzaak) -> None:
    zaak.zet(3)
    (kind,) = [
        lid for lid in zaak.driehoek.klant("gemeente")[0].haal(
            f"/groepen/{zaak.driehoek.groep}/leden?met=naam,bron"
        )["leden"] if lid["bronnen"] == ["politie"]
    ][:1]  # fmt: skip
    klant, _ = zaak.driehoek.klant("gemeente")
    vraag = {
        "groep": zaak.driehoek.groep, "ontvanger": "om", "personen": [kind["persoonId"]],
    }  # fmt: skip
    (persoon,) = klant.maak(PAD, vraag, 200)["personen"]
    naam = {een["gegevenssoort"]: een for een in persoon["soorten"]}["NAW"]
    assert naam["ontvangen"] >= 1
    assert naam["mag"] == 0
    assert "DOORVERSTREKKING" in [r["code"] for r in naam["gegevens"][0]["redenen"]]


def test_van_wie_drieentwintig_is_vraagt_het_bestand_of_de_medewerker_een_eigen_motivering(
    zaak: Stroomzaak,
) -> None:
    zaak.zet(3)
    rol = zaak.iemand("politie", "Tijm", GEBOREN["23"])

    def soorten() -> dict[str, dict[str, Any]]:
        return _vraag(zaak, "politie", "gemeente", rol)[zaak.mensen["politie", rol]]

    zaak.nieuw("politie", "gemeente", "WPG8", rol, extraMotivering=None)
    naam, (zonder,) = soorten()["NAW"]["gegevens"][0], soorten()["WPG8"]["gegevens"]
    assert (naam["mag"], naam["eigenMotivering"]) == (True, True)
    assert (zonder["mag"], zonder["eigenMotivering"]) == (False, False)
    assert [een["code"] for een in zonder["redenen"]] == ["LEEFTIJD_MOTIVERING"]
    deel = zaak.deel("politie", "gemeente", "NAW", rol)
    assert not zaak.kwam_aan("gemeente", zaak.geef("politie", "gemeente", [deel]))
    verklaard = {**deel, "kenmerken": {"extraMotivering": True}}
    assert zaak.kwam_aan("gemeente", zaak.geef("politie", "gemeente", [verklaard]))
    zaak.nieuw("politie", "gemeente", "WPG8", rol, extraMotivering="Hij stuurt de anderen aan.")
    assert sorted(een["mag"] for een in soorten()["WPG8"]["gegevens"]) == [False, True]


def test_wat_er_van_iemand_bij_komt_kost_de_databank_geen_opdracht_meer(zaak: Stroomzaak) -> None:
    zaak.zet(3)
    engine = zaak.driehoek.bureau("politie").uitwisseling.dienst.engine

    def opdrachten() -> tuple[int, int]:
        with geteld(engine) as gezien:
            gevonden = _vraag(zaak, "politie", "gemeente", LID, OUDER)
        # Per soort een vraag, naar allebei tegelijk.
        assert sum("FROM politiegegeven" in een for een in gezien) == 2
        return len(gezien), sum(r["aantal"] for een in gevonden.values() for r in een.values())

    voor, waren = opdrachten()
    for rol in (LID, OUDER):
        for soort in ("WPG8", "WPG13"):
            zaak.nieuw("politie", "gemeente", soort, rol)
    assert opdrachten() == (voor, waren + 4)
    assert voor <= 18


def test_het_is_het_lezen_van_deze_mensen(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    vraag = {"groep": kantoor.groep, "ontvanger": "gemeente", "personen": [persoon]}
    kantoor.analist.maak(PAD, vraag, 200)
    assert ("verstrekking", None, persoon) in kantoor.gelezen(kantoor.politie)


def test_zonder_verzoek_zegt_het_dat_dat_er_eerst_moet_zijn(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    vraag = {"groep": kantoor.groep, "ontvanger": "gemeente", "personen": [persoon]}
    for verwacht in (0, 1):
        (een,) = kantoor.analist.maak(PAD, vraag, 200)["personen"]
        naam = {soort["gegevenssoort"]: soort for soort in een["soorten"]}["NAW"]
        assert naam["mag"] == verwacht
        kantoor.vraag_om_informatie()


def test_wie_geen_lid_is_en_wie_er_niet_is_zijn_een_fout_op_hun_plaats(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    vreemd = kantoor.analist.maak(
        "/personen", {"naam": "Tjibbe Nergenshuizen", "geboortedatum": "2009-03-01"}
    )["id"]
    vraag = {
        "groep": kantoor.groep, "ontvanger": "gemeente", "personen": [persoon, vreemd, nieuw_id()],
    }  # fmt: skip
    antwoord = kantoor.analist.vraag("POST", PAD, json=vraag)
    assert antwoord.status_code == 400
    assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/personen/1", "/personen/2"]
    # Een groep is groter dan een bladzijde: het scherm vraagt haar in een keer.
    velen = {**vraag, "personen": [persoon, *(nieuw_id() for _ in range(159))]}
    fouten = kantoor.analist.vraag("POST", PAD, json=velen).json()["fouten"]
    assert {een["pad"] for een in fouten} >= {"/personen/1", "/personen/26", "/personen/159"}
    for ontvanger in ("politie", "school"):
        antwoord = kantoor.analist.vraag("POST", PAD, json={**vraag, "ontvanger": ontvanger})
        assert [een["pad"] for een in antwoord.json()["fouten"]] == ["/ontvanger"]
    te_veel = {**vraag, "personen": [nieuw_id() for _ in range(26)]}
    assert kantoor.analist.vraag("POST", PAD, json=te_veel).status_code == 400


def test_een_lokrecord_is_niemand_in_de_groep_en_laat_een_spoor_na(kantoor: Kantoor) -> None:
    lok = kantoor.persoon("Hommel Verzinsel", "2009-01-02")
    privacy, _ = kantoor.politie.medewerker(
        "privacyfunctionaris", f"privacy.{nieuw_id()}@politie.example"
    )
    assert privacy.vraag("PUT", f"/personen/{lok}/lokrecord").status_code in (200, 201)
    vraag = {"groep": kantoor.groep, "ontvanger": "gemeente", "personen": [lok]}
    antwoord = kantoor.analist.vraag("POST", PAD, json=vraag)
    assert antwoord.status_code == 400
    assert "geen lid" in antwoord.json()["fouten"][0]["melding"]


def test_wie_niet_verstrekt_vraagt_dit_niet(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    wijkagent, _ = kantoor.politie.medewerker(
        "wijkagent", f"wijkagent.{nieuw_id()}@politie.example"
    )
    vraag = {"groep": kantoor.groep, "ontvanger": "gemeente", "personen": [persoon]}
    assert wijkagent.vraag("POST", PAD, json=vraag).status_code == 403

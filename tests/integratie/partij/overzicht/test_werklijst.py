"""Wat er op iemand wacht: elke functie haar eigen werk, en weg als het gedaan is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.hulp.opdrachten import geteld
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import groep_in_stap
from tests.integratie.partij.stapklaar import beantwoord

BEVESTIGD = {"bevestigdZonderPersonen": True}


def werk(klant: Klant, vraag: str = "") -> dict[str, Any]:
    lijst: dict[str, Any] = klant.haal(f"/werklijst{vraag}")
    return lijst


def soorten(kantoor: Kantoor, klant: Klant) -> list[str]:
    """De soorten werk van iemand in de groep van deze test."""
    lijst = werk(klant, f"?groep={kantoor.groep}")
    return [stuk["soort"] for stuk in lijst["werk"]]


def taak(kantoor: Kantoor, klant: Klant, status: int = 201, **anders: Any) -> httpx.Response:
    invoer = {
        "groep": kantoor.groep,
        "titel": "Plan een schouw bij het winkelcentrum",
        "uiterlijk": "2026-11-27",
        **BEVESTIGD,
        **anders,
    }
    antwoord = klant.vraag("POST", "/taken", json=invoer)
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def doe(
    klant: Klant, gemaakt: httpx.Response, wat: str, verwacht: int = 200, /, **invoer: Any
) -> httpx.Response:
    """Een stap met een taak, vanaf de versie in `gemaakt`."""
    koppen = {"If-Match": gemaakt.headers["etag"]}
    pad = f"/taken/{gemaakt.json()['id']}"
    methode, pad = ("PATCH", pad) if wat == "wijzig" else ("POST", f"{pad}/_{wat}")
    lichaam = {"json": {**BEVESTIGD, **invoer}} if invoer else {}
    antwoord = klant.vraag(methode, pad, headers=koppen, **lichaam)
    assert antwoord.status_code == verwacht, antwoord.text
    return antwoord


def test_een_verzoek_wacht_op_de_analist_tot_het_is_beantwoord(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    (stuk,) = [
        s
        for s in werk(kantoor.analist, f"?groep={kantoor.groep}")["werk"]
        if s["soort"] == "informatieverzoek"
    ]
    assert stuk["pad"] == f"/informatieverzoeken/{verzoek}"
    assert stuk["eigenaar"] == kantoor.analist_id
    assert stuk["groepscode"] == kantoor.wereld.gateway.groepen[kantoor.groep]["code"]
    assert stuk["uiterlijk"] == "2026-12-07"
    assert stuk["functies"] == ["analist", "teamchef"]
    assert "informatieverzoek" not in soorten(kantoor, kantoor.regisseur)
    persoon = kantoor.persoon()
    kantoor.analist.maak("/verstrekkingen", kantoor.opdracht(persoon, verzoek))
    assert "informatieverzoek" not in soorten(kantoor, kantoor.analist)


def test_wie_de_groep_niet_in_zijn_taak_heeft_ziet_er_niets_van(kantoor: Kantoor) -> None:
    kantoor.vraag_om_informatie()
    ander, _ = kantoor.politie.medewerker(
        "teamchef",
        f"ander.{kantoor.groep}@politie.example",
        alleGroepen=False,
        groepen=[nieuw_id()],
    )
    assert soorten(kantoor, ander) == []
    wijkagent, _ = kantoor.politie.medewerker("wijkagent", f"wijk.{kantoor.groep}@politie.example")
    assert "informatieverzoek" not in soorten(kantoor, wijkagent)
    auditor, _ = kantoor.politie.medewerker("auditor", f"audit.{kantoor.groep}@politie.example")
    assert soorten(kantoor, auditor) == []


def test_leden_komen_op_de_lijst_en_de_lijst_gaat_weg(kantoor: Kantoor) -> None:
    kantoor.persoon()
    assert "lijst-samenstellen" in soorten(kantoor, kantoor.analist)
    kantoor.analist.maak(f"/groepen/{kantoor.groep}/namenlijsten", {})
    nu = soorten(kantoor, kantoor.analist)
    assert "lijst-samenstellen" not in nu
    assert "lijst-versturen" in nu


def test_wie_binnenkort_te_oud_is_staat_er_zonder_geboortedag(kantoor: Kantoor) -> None:
    kantoor.persoon("Sterrin Nooitgedacht", "2002-12-19")
    (stuk,) = [
        s
        for s in werk(kantoor.analist, f"?groep={kantoor.groep}")["werk"]
        if s["soort"] == "leeftijdsgrens"
    ]
    assert stuk["uiterlijk"] == "2026-12-01"
    assert "24" in stuk["titel"]
    assert "2026-12-19" not in str(stuk)
    assert "Sterrin" not in str(stuk)


def test_wie_al_lang_te_oud_is_staat_er_niet_alsof_het_nog_moet_komen(kantoor: Kantoor) -> None:
    kantoor.persoon("Sterrin Nooitgedacht", "2000-05-19")
    (stuk,) = [
        s
        for s in werk(kantoor.analist, f"?groep={kantoor.groep}")["werk"]
        if s["soort"] == "leeftijdsgrens"
    ]
    assert "is 24 of ouder of wordt dat binnenkort" in stuk["titel"]
    assert stuk["pad"] == f"/groepen/{kantoor.groep}/leeftijdsgrenzen"
    (grens,) = kantoor.analist.haal(stuk["pad"])["leeftijdsgrenzen"]
    assert grens["sinds"] == "2024-05-19"


def test_een_geweigerd_bericht_blijft_tot_iemand_zegt_dat_het_klaar_is(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    opdracht = kantoor.opdracht(persoon, None)
    geweigerd = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert geweigerd.status_code == 403
    (stuk,) = [
        s
        for s in werk(kantoor.analist, f"?groep={kantoor.groep}")["werk"]
        if s["soort"] == "bericht-geweigerd"
    ]
    assert stuk["afvinken"] is True
    pad = f"/werklijst/{stuk['id']}/_afhandelen"
    fout = kantoor.analist.vraag("POST", pad, json={"reden": "Gebeld met Sterrin Nooitgedacht."})
    assert fout.status_code == 400
    klaar = kantoor.analist.vraag("POST", pad, json={"reden": "De weigering is terecht."})
    assert klaar.status_code == 204, klaar.text
    assert "bericht-geweigerd" not in soorten(kantoor, kantoor.analist)
    assert kantoor.analist.vraag("POST", pad, json={"reden": "Nog eens."}).status_code == 404


def test_wat_vanzelf_verdwijnt_is_niet_af_te_vinken(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    pad = f"/werklijst/informatieverzoek/{verzoek}/_afhandelen"
    antwoord = kantoor.analist.vraag("POST", pad, json={"reden": "Doen we niet."})
    assert antwoord.status_code == 409


def test_is_de_gateway_weg_dan_is_de_lijst_er_nog_en_zegt_wat_er_mist(kantoor: Kantoor) -> None:
    kantoor.vraag_om_informatie()
    kantoor.wereld.gateway.weg = True
    lijst = werk(kantoor.analist, f"?groep={kantoor.groep}")
    assert lijst["volledig"] is False
    assert [s["soort"] for s in lijst["werk"]] == ["informatieverzoek"]
    assert lijst["werk"][0]["groepscode"] is None


def test_de_driehoek_wacht_op_ieders_handtekening(kantoor: Kantoor) -> None:
    kantoor.naar_stap(4)
    beantwoord(kantoor, 4)
    teamchef, _ = kantoor.politie.medewerker("teamchef", f"chef.{kantoor.groep}@politie.example")
    tekenen = f"?groep={kantoor.groep}&soort=besluit-ondertekenen"
    assert "besluit-ondertekenen" not in soorten(kantoor, teamchef)
    assert "besluit-voorbereiden" in soorten(kantoor, kantoor.regisseur)
    vraag = {
        "groep": kantoor.groep,
        "soort": "prioritering",
        "gegevens": {"prioritering": "ja", "randvoorwaarden": []},
    }
    concept = kantoor.regisseur.maak("/besluitconcepten", vraag)
    # Wie het voorbereidde is klaar; wie het neemt is aan zet, en bij een ander is er nog niets.
    assert {"besluit-voorbereiden", "besluit-ondertekenen"}.isdisjoint(
        soorten(kantoor, kantoor.regisseur)
    )
    (stuk,) = werk(kantoor.burgemeester, tekenen)["werk"]
    assert stuk["pad"] == f"/besluitconcepten/{concept['id']}"
    assert stuk["functies"] == ["burgemeester"]
    assert werk(teamchef, tekenen)["werk"] == []
    kantoor.neem(concept)
    assert werk(kantoor.burgemeester, tekenen)["werk"] == []
    (stuk,) = werk(teamchef, tekenen)["werk"]
    assert stuk["pad"] == f"/besluitvoorstellen/{concept['id']}"
    assert werk(kantoor.analist, tekenen)["werk"] == []
    voorstel = teamchef.haal(stuk["pad"])
    teamchef.maak(f"{stuk['pad']}/_onderteken", {"digest": voorstel["digest"]}, 200)
    assert "besluit-ondertekenen" not in soorten(kantoor, teamchef)


def test_de_gemeente_ziet_vragen_acties_en_wie_geinformeerd_moet_worden(kantoor: Kantoor) -> None:
    regisseur = kantoor.regisseur
    assert "stapvragen" in soorten(kantoor, regisseur)
    antwoorden = {"antwoorden": ["Er is overlast."] * 5, **BEVESTIGD}
    vragen = regisseur.vraag("PUT", f"/stapantwoorden/{kantoor.groep}/2", json=antwoorden)
    assert vragen.status_code == 200, vragen.text
    assert "stapvragen" not in soorten(kantoor, regisseur)
    persoon = kantoor.gemeente.persoon(regisseur, kantoor.groep, "Dromer Fabelaar", "2009-06-07")
    informeren = f"?groep={kantoor.groep}&soort=informeren"
    engine = kantoor.gemeente.uitwisseling.dienst.engine
    with geteld(engine) as met_een:
        (stuk,) = werk(regisseur, informeren)["werk"]
    assert stuk["uiterlijk"] == "2026-12-23"
    # Wie erbij komt kost de databank geen opdracht meer.
    ander = kantoor.gemeente.persoon(regisseur, kantoor.groep, "Sterrin Fabelaar", "2009-06-08")
    with geteld(engine) as met_twee:
        assert len(werk(regisseur, informeren)["werk"]) == 2
    assert len(met_twee) == len(met_een)
    assert regisseur.geef_brieven(ander) == ["jongere"]
    assert regisseur.geef_brieven(persoon) == ["jongere"]
    assert "informeren" not in soorten(kantoor, regisseur)


def test_een_brief_staat_op_de_lijst_tot_zij_weg_is(kantoor: Kantoor) -> None:
    regisseur, groep = kantoor.regisseur, kantoor.groep
    persoon = kantoor.gemeente.persoon(regisseur, groep, "Knikker Fabelaar", "2008-06-07")
    gemaakt = regisseur.vraag("POST", f"/personen/{persoon}/brieven")
    assert gemaakt.status_code == 200, gemaakt.text
    (brief,) = gemaakt.json()["brieven"]
    (stuk,) = werk(regisseur, f"?groep={groep}&soort=brief-versturen")["werk"]
    assert (stuk["onderwerp"], stuk["uiterlijk"]) == (brief["id"], "2026-12-23")
    pad = f"/brieven/{brief['id']}"
    etag = regisseur.vraag("GET", pad).headers["ETag"]
    weg = {"wijze": "overhandigd", "op": "2026-11-23"}
    gezet = regisseur.vraag("POST", f"{pad}/_verstuurd", json=weg, headers={"If-Match": etag})
    assert gezet.status_code == 200, gezet.text
    assert werk(regisseur, f"?groep={groep}&soort=brief-versturen")["werk"] == []
    (regel,) = regisseur.haal(f"/informeerstanden?groep={groep}")["personen"]
    assert (regel["persoonId"], regel["stand"], regel["metBrief"]) == (
        persoon, "geinformeerd", True,
    )  # fmt: skip
    # Wie alleen invult dat iemand het weet, hoort welke brief nog weg moet.
    ander = kantoor.gemeente.persoon(regisseur, groep, "Dromer Fabelaar", "2008-06-08")
    zelf = {"status": "geinformeerd", "geinformeerdOp": "2026-11-23", "wijze": "verzonden"}
    geweigerd = regisseur.vraag("PUT", f"/personen/{ander}/informatiestatus", json=zelf)
    assert geweigerd.status_code == 409, geweigerd.text
    personen = regisseur.haal(f"/informeerstanden?groep={groep}&stand=geinformeerd")["personen"]
    assert {een["persoonId"]: een["metBrief"] for een in personen} == {persoon: True}


def test_de_beheerder_ziet_welke_autorisatie_afloopt(kantoor: Kantoor) -> None:
    beheerder, _ = kantoor.politie.medewerker("beheerder", f"bh.{kantoor.groep}@politie.example")
    _, bijna = kantoor.politie.medewerker(
        "analist", f"bijna.{kantoor.groep}@politie.example", geldigTot="2026-12-10"
    )
    stukken = {s["onderwerp"]: s for s in werk(beheerder, "?paginagrootte=200")["werk"]}
    assert stukken[bijna]["uiterlijk"] == "2026-12-10"
    assert kantoor.analist_id not in stukken
    # En op welke VOG iemand al bijna vijf jaar werkt, of langer.
    oud, jong = (
        kantoor.politie.medewerker(
            "analist", f"vog.{vog}.{kantoor.groep}@politie.example", vog=vog
        )[1]
        for vog in ("2022-02-23", "2022-02-24")
    )
    vogs = werk(beheerder, "?soort=vog-vernieuwen&paginagrootte=200")["werk"]
    gevonden = {een["onderwerp"]: (een["uiterlijk"], een["pad"]) for een in vogs}
    assert gevonden.get(oud) == ("2027-02-23", f"/autorisaties/{oud}")
    assert jong not in gevonden
    for soort in ("autorisatie-verloopt", "vog-vernieuwen"):
        assert werk(kantoor.analist, f"?soort={soort}")["werk"] == []


def test_filters_aantallen_en_de_plek_in_de_lijst(kantoor: Kantoor) -> None:
    begin = date(2026, 11, 23)
    gemaakt = [
        taak(kantoor, kantoor.analist, uiterlijk=(begin + timedelta(days=n)).isoformat())
        for n in (0, 1, 2, 20)
    ]
    _, collega = kantoor.politie.medewerker("teamchef", f"coll.{kantoor.groep}@politie.example")
    taak(kantoor, kantoor.analist, eigenaar=collega, uiterlijk="2026-11-24")
    vraag = f"?groep={kantoor.groep}&soort=taak"
    alles = werk(kantoor.analist, vraag)
    assert alles["aantallen"] == {
        "totaal": 5,
        "perSoort": {"taak": 5},
        "perUrgentie": {"te_laat": 0, "vandaag": 1, "deze_week": 3, "later": 1},
    }
    assert len(werk(kantoor.analist, f"{vraag}&van=mij")["werk"]) == 4
    assert len(werk(kantoor.analist, f"{vraag}&urgentie=vandaag")["werk"]) == 1
    eerste = werk(kantoor.analist, f"{vraag}&paginagrootte=2")
    tweede = werk(kantoor.analist, f"{vraag}&paginagrootte=2&cursor={eerste['volgende']}")
    terug = werk(kantoor.analist, f"{vraag}&paginagrootte=2&cursor={tweede['vorige']}")
    assert terug["werk"] == eerste["werk"]
    for klaar in gemaakt[:2]:
        doe(kantoor.analist, klaar, "afronden", uitkomst="Gedaan.")
    weer = werk(kantoor.analist, f"{vraag}&paginagrootte=2&cursor={tweede['positie']}")
    nog = {stuk["id"] for stuk in tweede["werk"]} - {f"taak/{k.json()['id']}" for k in gemaakt[:2]}
    assert {stuk["id"] for stuk in weer["werk"]} >= nog
    ander = kantoor.analist.vraag("GET", f"/v1/werklijst?cursor={tweede['positie']}"[3:])
    assert ander.status_code == 400


def test_een_taak_gaat_van_hand_tot_hand_en_niemand_overschrijft_een_ander(
    kantoor: Kantoor,
) -> None:
    chef, chef_id = kantoor.politie.medewerker("teamchef", f"tc.{kantoor.groep}@politie.example")
    gemaakt = taak(kantoor, kantoor.analist)
    overgenomen = doe(chef, gemaakt, "overnemen")
    assert overgenomen.json()["eigenaar"] == chef_id
    te_laat = doe(kantoor.analist, gemaakt, "wijzig", 412, uiterlijk="2026-12-01")
    assert te_laat.json()["wijzigingen"] == [
        {
            "versie": 2,
            "handeling": "overgenomen",
            "door": chef_id,
            "tijdstip": "2026-11-23T10:00:00Z",
            "velden": ["eigenaar"],
        }
    ]
    assert chef_id in te_laat.json()["detail"]
    pad = f"/taken/{gemaakt.json()['id']}"
    zonder = kantoor.analist.vraag("PATCH", pad, json={"uiterlijk": "2026-12-01"})
    assert zonder.status_code == 428
    doe(chef, overgenomen, "overnemen", 409)
    terug = doe(chef, overgenomen, "overdragen", eigenaar=kantoor.analist_id)
    klaar = doe(kantoor.analist, terug, "afronden", uitkomst="De schouw staat op donderdag.")
    doe(kantoor.analist, klaar, "afronden", 409, uitkomst="Nog eens.")
    verloop = kantoor.analist.haal(f"{pad}/verloop")["verloop"]
    assert [v["handeling"] for v in verloop] == ["gemaakt", "overgenomen", "overgedragen", "klaar"]
    assert "taak" not in soorten(kantoor, kantoor.analist)
    (in_lijst,) = kantoor.analist.haal(f"/taken?groep={kantoor.groep}")["taken"]
    assert in_lijst["stand"] == "klaar"


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"titel": "Bel Sterrin Nooitgedacht op 06-12345678"}, "/titel"),
        ({"uiterlijk": "2026-11-22"}, "/uiterlijk"),
        ({"eigenaar": nieuw_id()}, "/eigenaar"),
    ],
)
def test_een_taak_die_niet_kan_zegt_wat_er_mis_is(
    kantoor: Kantoor, anders: dict[str, Any], pad: str
) -> None:
    antwoord = taak(kantoor, kantoor.analist, 400, **anders)
    assert pad in {fout["pad"] for fout in antwoord.json()["fouten"]}


def test_een_taak_gaat_niet_naar_wie_de_groep_niet_heeft(kantoor: Kantoor) -> None:
    elders, elders_id = kantoor.politie.medewerker(
        "teamchef", f"el.{kantoor.groep}@politie.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    taak(kantoor, kantoor.analist, 400, eigenaar=elders_id)
    # Een programma leest alleen; aan zijn verklaringen ligt het niet.
    _, programma = kantoor.politie.medewerker("systeemaccount", f"{nieuw_id()}.example")
    (fout,) = taak(kantoor, kantoor.analist, 400, eigenaar=programma).json()["fouten"]
    assert "is van een programma" in fout["melding"]
    taak(kantoor, elders, 403)
    gemaakt = taak(kantoor, kantoor.analist)
    assert elders.vraag("GET", f"/taken/{gemaakt.json()['id']}").status_code == 403
    assert elders.haal(f"/taken?groep={kantoor.groep}")["taken"] == []


def test_een_groep_die_niemand_meer_heeft_geeft_geen_werk(kantoor: Kantoor) -> None:
    kantoor.persoon()
    stand = groep_in_stap(kantoor.groep, 2, status="afgesloten", eindcriterium="doelen-behaald")
    kantoor.wereld.gateway.groepen[kantoor.groep] = stand
    assert soorten(kantoor, kantoor.analist) == []


def test_een_groep_in_de_laatste_stap_die_niemand_afsluit_blijft_op_de_lijst(
    kantoor: Kantoor,
) -> None:
    """Zolang de groep niet is afgesloten gaat niemand weg; daarom vraagt de lijst erom."""
    kantoor.naar_stap(6, prioritering="ja")
    assert "groep-afsluiten" not in soorten(kantoor, kantoor.regisseur)
    kantoor.naar_stap(7, prioritering="ja")
    vraag = f"?groep={kantoor.groep}&soort=groep-afsluiten"
    (stuk,) = werk(kantoor.regisseur, vraag)["werk"]
    assert (stuk["uiterlijk"], stuk["pad"]) == (
        "2026-12-07", f"/groepen/{kantoor.groep}/afsluiting",
    )  # fmt: skip
    assert "afsluiting" in stuk["titel"]
    # De burgemeester bereidt niets voor, en een andere partij sluit deze groep niet.
    assert werk(kantoor.burgemeester, vraag)["werk"] == []
    assert werk(kantoor.analist, vraag)["werk"] == []
    kantoor.wereld.klok.vooruit(days=20)
    (stuk,) = werk(kantoor.regisseur, vraag)["werk"]
    assert stuk["urgentie"] == "te_laat"
    kantoor.naar_stap(7, prioritering="ja", status="afgesloten", eindcriterium="overlast_gestopt")
    assert werk(kantoor.regisseur, vraag)["werk"] == []

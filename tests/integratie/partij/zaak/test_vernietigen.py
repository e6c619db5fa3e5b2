"""Een mens laat iets vernietigen: eerst op proef, en niet zonder een tweede (H10)."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from shared.bestand.werkzaamheden.dienst import ruim_werkzaamheden
from shared.bestand.werkzaamheden.opslag import leg_vast
from shared.partijdienst.onderdelen import maak_verklaringmelder
from shared.zaak.vernietigen.begrippen import Planstand
from shared.zaak.vernietigen.tabellen import VernietigingsplanRij
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.pdftekst import tekst_van
from tests.integratie.diensten.test_dossiers import ART8
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor

PAD = "/vernietigingsplannen"
REDEN = "De aanpak heeft deze gegevens niet meer nodig."


@pytest.fixture
def eigen_mensen() -> bool:
    return True


def _plan(*personen: str, **anders: Any) -> dict[str, Any]:
    return {
        "personen": list(personen),
        "grond": "nietMeerNodig",
        "reden": REDEN,
        "bevestigdZonderPersonen": True,
        **anders,
    }


def _twee(kantoor: Kantoor) -> tuple[Klant, Klant]:
    """Twee privacyfunctionarissen van de politie."""
    een, _ = kantoor.politie.medewerker("privacyfunctionaris", f"p1.{kantoor.groep}@p.example")
    ander, _ = kantoor.politie.medewerker("privacyfunctionaris", f"p2.{kantoor.groep}@p.example")
    return een, ander


def _werk(wie: Klant, plan: str) -> set[str]:
    stukken = wie.haal("/werklijst")["werk"]
    return {stuk["soort"] for stuk in stukken if stuk["onderwerp"] == plan}


def _per_een(klant: Klant, wat: str) -> list[dict[str, Any]]:
    """Een lijst, een per bladzijde."""
    gevonden: list[dict[str, Any]] = []
    na = ""
    while True:
        blad = klant.haal(f"/{wat}?paginagrootte=1{na}")
        gevonden += blad[wat]
        if blad["volgende"] is None:
            return gevonden
        na = f"&na={blad['volgende']}"


def test_een_proef_telt_en_verandert_niets(kantoor: Kantoor) -> None:
    wie, _ = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    gegeven = {**ART8, "omschrijving": "Verzonnen waarneming."}
    kantoor.analist.maak(f"/personen/{persoon}/politiegegevens", gegeven)
    proef = wie.maak(f"{PAD}/_proef", {"personen": [persoon]}, 200)
    assert proef["aantallen"] == {"personen": 1, "politiegegeven": 1, "lidmaatschappen": 1}
    assert proef["zonderAkkoord"] == ["politiegegeven"]
    assert kantoor.analist.haal(f"/personen/{persoon}")["naam"] == "Loper Bedenksel"
    assert kantoor.analist.vraag("POST", f"{PAD}/_proef", json={}).status_code == 403


def test_wie_het_voorstelt_beslist_niet_en_een_ander_wel(kantoor: Kantoor) -> None:
    een, ander = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    plan = een.maak(PAD, _plan(persoon))
    ernaast = een.maak(PAD, _plan(persoon))["id"]
    assert (plan["stand"], plan["aantallen"]) == ("voorgesteld", None)
    bevestig = f"{PAD}/{plan['id']}/_bevestig"
    geweigerd = een.vraag("POST", bevestig)
    assert geweigerd.status_code == 403
    assert "een ander beslist" in geweigerd.json()["detail"]
    assert kantoor.analist.haal(f"/personen/{persoon}")["naam"] == "Loper Bedenksel"
    assert _werk(een, plan["id"]) == set()
    assert _werk(ander, plan["id"]) == {"vernietiging-bevestigen"}

    gedaan = ander.maak(bevestig, {}, 200)
    assert gedaan["stand"] == "uitgevoerd"
    assert gedaan["aantallen"] == {"personen": 1, "lidmaatschappen": 1}
    assert kantoor.analist.vraag("GET", f"/personen/{persoon}").status_code == 410
    assert een.haal(f"{PAD}/{plan['id']}")["proef"]["personen"] == []
    assert ander.vraag("POST", bevestig).status_code == 409, "een keer is genoeg"
    # Een ander plan over wie er niet meer is, is gesloten en geeft geen tweede verklaring.
    te_laat = ander.vraag("POST", f"{PAD}/{ernaast}/_bevestig")
    assert (te_laat.status_code, "is al vernietigd" in te_laat.json()["detail"]) == (409, True)
    assert een.haal(f"{PAD}/{ernaast}")["stand"] == "ingetrokken"
    assert _werk(ander, ernaast) == set()
    assert _werk(ander, plan["id"]) == set()


def test_wie_toezicht_houdt_ziet_een_plan_van_begin_tot_eind_en_beslist_er_niet_over(
    kantoor: Kantoor,
) -> None:
    een, ander = _twee(kantoor)
    fg, _ = kantoor.politie.medewerker("fg", f"fg.{kantoor.groep}@p.example")
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    plan = een.maak(PAD, _plan(persoon))["id"]

    def gezien() -> list[tuple[str, str]]:
        alle = fg.haal("/toezichtoverzicht?rubriek=vernietigingen&paginagrootte=200")["regels"]
        return [(regel["soort"], regel["stand"]) for regel in alle if regel["onderwerp"] == plan]

    assert gezien() == [("plan-wacht", "open")]
    assert fg.haal(f"{PAD}/{plan}")["stand"] == "voorgesteld"
    assert fg.vraag("POST", f"{PAD}/{plan}/_bevestig").status_code == 403
    ander.maak(f"{PAD}/{plan}/_bevestig", {}, 200)
    assert gezien() == [("plan-gedaan", "gedaan")]


def test_van_een_plan_blijft_een_verklaring_zonder_namen_op_papier_en_in_het_log(
    kantoor: Kantoor,
) -> None:
    een, ander = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    plan = een.maak(PAD, _plan(persoon))
    ander.maak(f"{PAD}/{plan['id']}/_bevestig", {}, 200)
    eerder = len(kantoor.wereld.gateway.verklaringen)
    melder = maak_verklaringmelder(kantoor.politie.geheel)
    assert kantoor.wereld.doe(melder.ronde())["verklaringen"] >= 1
    assert kantoor.wereld.doe(melder.ronde())["verklaringen"] == 0, "een keer is genoeg"
    (blad,) = kantoor.wereld.gateway.verklaringen[eerder:][-1:]
    assert (blad["grond"], blad["convenant"]) == ("nietMeerNodig", "5.1")
    assert {"wat": "personen", "aantal": 1} in blad["aantallen"]
    assert persoon not in str(blad)

    # Hoe oud ook: elke verklaring en elk plan is te vinden, een bladzijde tegelijk.
    alle = _per_een(een, "vernietigingsverklaringen")
    assert [rij["id"] for rij in alle] == sorted((rij["id"] for rij in alle), reverse=True)
    (rij,) = [rij for rij in alle if rij["id"] == blad["id"]]
    assert rij["bladnummer"] is not None
    assert _per_een(een, "vernietigingsplannen")[0]["id"] == plan["id"]
    document = een.haal(f"/vernietigingsverklaringen/{blad['id']}/document")
    with pikepdf.open(BytesIO(b64decode(document["document"]))) as pdf:
        tekst = tekst_van(pdf)
    assert "Verklaring van vernietiging" in tekst
    assert "voor de aanpak niet meer nodig" in tekst
    assert "Loper" not in tekst


def test_geweigerd_of_ingetrokken_weet_niemand_meer_wie_erin_stond(kantoor: Kantoor) -> None:
    een, ander = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    for wie, hoe, stand in ((ander, "_weiger", "geweigerd"), (een, "_intrekken", "ingetrokken")):
        plan = een.maak(PAD, _plan(persoon))
        anders = een if wie is ander else ander
        assert anders.vraag("POST", f"{PAD}/{plan['id']}/{hoe}").status_code == 403
        assert wie.maak(f"{PAD}/{plan['id']}/{hoe}", {}, 200)["stand"] == stand
        assert een.haal(f"{PAD}/{plan['id']}")["proef"]["personen"] == []
        assert ander.vraag("POST", f"{PAD}/{plan['id']}/_bevestig").status_code == 409
    assert kantoor.analist.haal(f"/personen/{persoon}")["naam"] == "Loper Bedenksel"


def test_alle_fouten_in_een_plan_worden_genoemd_en_er_staat_niets(kantoor: Kantoor) -> None:
    een, _ = _twee(kantoor)
    stond = len(een.haal(PAD)["vernietigingsplannen"])
    fout = _plan(
        kantoor.groep, grond="zomaar", reden="Bel Sanne Jansen op 06-12345678.",
        bevestigdZonderPersonen=False,
    )  # fmt: skip
    antwoord = een.vraag("POST", PAD, json=fout)
    assert antwoord.status_code == 400
    paden = [een["pad"] for een in antwoord.json()["fouten"]]
    assert {"/grond", "/personen/0", "/reden", "/bevestigdZonderPersonen"} <= set(paden)
    assert len(een.haal(PAD)["vernietigingsplannen"]) == stond


def test_de_reden_van_een_plan_noemt_niemand_die_erin_staat(kantoor: Kantoor) -> None:
    """Zij blijft staan als hij weg is, en staat op schijf. Bevestigen helpt daar niet bij."""
    een, _ = _twee(kantoor)
    wie = kantoor.analist.maak(
        "/personen", {"naam": "Lommer van Verdicht", "geboortedatum": "2008-02-03"}
    )["id"]
    for reden in ("Lommer moet weg.", "De zaak van lommer verdicht is klaar."):
        antwoord = een.vraag("POST", PAD, json=_plan(wie, reden=reden))
        assert antwoord.status_code == 400
        (fout,) = antwoord.json()["fouten"]
        assert (fout["pad"], "zonder naam" in fout["melding"]) == ("/reden", True)
    een.maak(PAD, _plan(wie, reden="Van hem is niets meer nodig."))


def test_wat_convenant_noch_wet_eist_wacht_op_de_archivaris(kantoor: Kantoor) -> None:
    een, ander = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    gegeven = {**ART8, "omschrijving": "Verzonnen waarneming."}
    kantoor.analist.maak(f"/personen/{persoon}/politiegegevens", gegeven)
    wacht = een.vraag("POST", PAD, json=_plan(persoon, grond="termijn"))
    assert wacht.status_code == 409
    assert "politiegegeven" in wacht.json()["detail"]
    assert _werk(een, "politiegegeven") == {"selectielijst-akkoord"}
    # Wat de wet eist, houdt een ontbrekend akkoord niet op.
    assert een.maak(PAD, _plan(persoon, grond="onrechtmatig"))["stand"] == "voorgesteld"
    # En wie dit niet zelf vroeg, heeft het ook niet gevraagd.
    niet_gevraagd = een.vraag("POST", PAD, json=_plan(persoon, grond="verzoekBetrokkene"))
    assert [een["pad"] for een in niet_gevraagd.json()["fouten"]] == ["/personen/0"]

    akkoord = {
        "selectielijst": "Selectielijst politie 2017",
        "nummer": "12.3",
        "archivaris": "de archivaris, besluit 2026-114",
        "akkoordOp": "2026-11-01",
        "geldigTot": "2026-12-31",
    }
    lijst = {rij["categorie"]: rij for rij in een.haal("/selectielijst")["categorieen"]}
    assert lijst["politiegegeven"] == {
        "categorie": "politiegegeven", "geldt": False, "akkoord": None,
    }  # fmt: skip
    antwoord = een.vraag("PUT", "/selectielijst/politiegegeven", json=akkoord)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.json()["geldt"] is True
    # Niemand vervangt ongezien wat een ander vastlegde.
    pad, gelezen = "/selectielijst/politiegegeven", {"If-Match": antwoord.headers["ETag"]}
    assert een.vraag("GET", pad).headers["ETag"] == gelezen["If-Match"]
    assert een.vraag("PUT", pad, json=akkoord).status_code == 428
    kantoor.wereld.klok.vooruit(minutes=1)
    assert een.vraag("PUT", pad, json=akkoord, headers=gelezen).status_code == 200
    assert een.vraag("PUT", pad, json=akkoord, headers=gelezen).status_code == 412
    assert _werk(een, "politiegegeven") == set()
    plan = een.maak(PAD, _plan(persoon, grond="termijn"))
    # Wie beslist kijkt opnieuw: intussen is het akkoord verlopen.
    kantoor.wereld.klok.vooruit(days=60)
    laat = ander.vraag("POST", f"{PAD}/{plan['id']}/_bevestig")
    assert laat.status_code == 409, laat.text
    assert kantoor.analist.haal(f"/personen/{persoon}")["naam"] == "Loper Bedenksel"


def test_wie_zelf_iets_vroeg_krijgt_eerst_antwoord(kantoor: Kantoor) -> None:
    """Ook als hij het vroeg nadat het plan er lag (11.1)."""
    een, ander = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    plan = een.maak(PAD, _plan(persoon))
    vraag = {"recht": "inzage", "ontvangenOp": "2026-11-23", "persoon": persoon}
    een.maak("/rechtenverzoeken", vraag)
    geweigerd = ander.vraag("POST", f"{PAD}/{plan['id']}/_bevestig")
    assert geweigerd.status_code == 409
    assert "Beantwoord dat eerst" in geweigerd.json()["detail"]
    assert een.vraag("POST", PAD, json=_plan(persoon)).status_code == 409
    assert kantoor.analist.haal(f"/personen/{persoon}")["naam"] == "Loper Bedenksel"
    niet_gevraagd = een.vraag("POST", PAD, json=_plan(persoon, grond="verzoekBetrokkene"))
    assert niet_gevraagd.status_code == 400, "inzage is geen verzoek om te wissen"


def test_wie_in_de_aanpak_werkt_hoort_dat_iemand_eruit_gaat_en_dat_hij_weg_is(
    kantoor: Kantoor,
) -> None:
    een, ander = _twee(kantoor)
    buiten, _ = kantoor.politie.medewerker(
        "analist", f"b.{kantoor.groep}@p.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    persoon = kantoor.persoon("Duiker Bedenksel", "2009-08-07")
    plan = een.maak(PAD, _plan(persoon))["id"]

    def ziet(wie: Klant) -> dict[str, str]:
        stukken = wie.haal("/werklijst?paginagrootte=200")["werk"]
        return {een["soort"]: een["groep"] for een in stukken if een["onderwerp"] == plan}

    assert ziet(kantoor.analist) == {"vernietiging-raakt-aanpak": kantoor.groep}
    assert (ziet(buiten), persoon in kantoor.analist.vraag("GET", "/werklijst").text) == ({}, False)
    ander.maak(f"{PAD}/{plan}/_bevestig", {}, 200)
    assert ziet(kantoor.analist) == {"vernietigd-in-aanpak": kantoor.groep}
    assert ziet(buiten) == {}
    kantoor.wereld.klok.vooruit(days=15)
    assert ziet(kantoor.analist) == {}


def test_een_plan_dat_niet_doorgaat_of_over_niemand_in_een_aanpak_gaat_zegt_daar_niets(
    kantoor: Kantoor,
) -> None:
    een, ander = _twee(kantoor)
    in_de_groep = kantoor.persoon("Wimpel Bedenksel", "2009-08-07")
    los = kantoor.analist.maak("/personen", {"naam": "Los Bedenksel"})["id"]
    plannen = [een.maak(PAD, _plan(wie))["id"] for wie in (in_de_groep, str(los))]
    ander.maak(f"{PAD}/{plannen[0]}/_weiger", {}, 200)
    gezien = kantoor.analist.haal("/werklijst?paginagrootte=200")["werk"]
    assert {stuk["onderwerp"] for stuk in gezien}.isdisjoint(plannen)


def test_wie_niet_wacht_ziet_hoe_ver_het_is_en_een_ander_ziet_het_niet(kantoor: Kantoor) -> None:
    een, ander = _twee(kantoor)
    mensen = [kantoor.persoon(f"{naam} Bedenksel", "2009-08-07") for naam in ("Loper", "Duiker")]
    plan = een.maak(PAD, _plan(*mensen))["id"]
    antwoord = ander.vraag(
        "POST", f"{PAD}/{plan}/_bevestig", headers={"Prefer": "respond-async, wait=0"}
    )
    assert (antwoord.status_code, antwoord.json()["id"]) == (202, plan), antwoord.text
    assert antwoord.headers["Preference-Applied"] == "respond-async"
    assert int(antwoord.headers["Retry-After"]) > 0
    werk = "/werkzaamheden/" + antwoord.headers["Location"].rpartition("/werkzaamheden/")[2]
    kantoor.wereld.doe(kantoor.politie.geheel.uitloop.uitgewerkt())
    klaar = ander.haal(werk)
    assert (klaar["stand"], klaar["gedaan"], klaar["totaal"]) == ("klaar", 2, 2)
    assert klaar["zin"] == "Klaar: 2 van 2 personen vernietigd."
    assert ander.haal(klaar["resultaat"])["stand"] == "uitgevoerd"
    assert "Retry-After" not in ander.vraag("GET", werk).headers
    assert not any(wie in str(klaar) for wie in mensen)
    # Ook wie het voorstelde begon het niet.
    assert een.vraag("GET", werk).status_code == 404
    assert plan not in str(een.haal("/werkzaamheden"))
    assert kantoor.analist.vraag("GET", f"/personen/{mensen[0]}").status_code == 410


def test_werk_dat_bleef_liggen_zegt_dat_en_gaat_verder_zonder_iets_dubbel_te_doen(
    kantoor: Kantoor,
) -> None:
    een, ander = _twee(kantoor)
    persoon = kantoor.persoon("Loper Bedenksel", "2009-08-07")
    plan = een.maak(PAD, _plan(persoon))["id"]
    # Zo laat een dienst het achter die wordt gedood nadat het ja er staat.
    dienst = kantoor.politie.geheel.dienst
    wie = ander.haal("/autorisaties/mij")["id"]
    with dienst.transactie() as sessie:
        rij = sessie.get_one(VernietigingsplanRij, plan)
        rij.stand, rij.aantallen = Planstand.BEVESTIGD, {"personen": 1}
        kenmerk = leg_vast(sessie, "vernietigingsplan", plan, 1, door=wie, nu=dienst.klok())
    pad = f"/werkzaamheden/{kenmerk}"
    antwoord = ander.vraag("GET", pad)
    bezig = antwoord.json()
    assert (bezig["stand"], bezig["gedaan"], bezig["resultaat"]) == ("bezig", 0, None)
    assert "0 van 1 persoon vernietigd. U kunt weggaan" in bezig["zin"]
    assert antwoord.headers["Retry-After"] == "2"
    kantoor.wereld.klok.vooruit(minutes=11)
    stokt = ander.haal(pad)
    assert (stokt["stand"], "vraag de beheerder" in stokt["zin"]) == ("stokt", True)
    # Ook na een maand is het te zien zolang het niet klaar is.
    kantoor.wereld.klok.vooruit(days=31)
    ruim_werkzaamheden(dienst)
    assert ander.haal(pad)["stand"] == "stokt"

    melder = maak_verklaringmelder(kantoor.politie.geheel)
    assert kantoor.wereld.doe(melder.ronde())["vernietigingsplannen"] == 1
    assert kantoor.wereld.doe(melder.ronde())["vernietigingsplannen"] == 0, "een keer is genoeg"
    assert (ander.haal(pad)["stand"], ander.haal(pad)["gedaan"]) == ("klaar", 1)
    assert ruim_werkzaamheden(dienst)["werkzaamheden"] == 1
    assert ander.vraag("GET", pad).status_code == 404
    assert ander.haal(f"{PAD}/{plan}")["stand"] == "uitgevoerd", "wat eruit kwam blijft"

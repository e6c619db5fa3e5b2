"""Een scherm vult zijn keuzes uit de API: aan wie, en met welke codes."""

from __future__ import annotations

from shared.bestand.registreren.melder import Autorisatiemelder
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor


def test_een_ander_is_te_vinden_zonder_naam_en_een_collega_met_naam(kantoor: Kantoor) -> None:
    wereld = kantoor.wereld
    for bureau in (kantoor.politie, kantoor.gemeente):
        wereld.doe(Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende())
    gezien = kantoor.regisseur.haal("/collegas?functie=analist&paginagrootte=100")["collegas"]
    (analist,) = [een for een in gezien if een["id"] == kantoor.analist_id]
    assert (analist["partij"], analist["naam"]) == ("politie", None)
    eigen = kantoor.regisseur.haal("/collegas?partij=gemeente&paginagrootte=100")["collegas"]
    (zelf,) = [een for een in eigen if een["id"] == kantoor.regisseur_id]
    assert (zelf["functie"], bool(zelf["naam"]), zelf["geldig"]) == ("regisseur", True, True)


def test_de_lijst_van_collegas_bladert(kantoor: Kantoor) -> None:
    gezien: list[str] = []
    na = ""
    while True:
        pagina = kantoor.regisseur.haal(f"/collegas?paginagrootte=2{na}")
        gezien += [een["id"] for een in pagina["collegas"]]
        if pagina["volgende"] is None:
            break
        na = f"&na={pagina['volgende']}"
    alle = kantoor.regisseur.haal("/collegas?paginagrootte=100")["collegas"]
    assert gezien == [een["id"] for een in alle]


def test_elke_keuze_die_de_api_aanbiedt_kent_het_convenant(kantoor: Kantoor) -> None:
    keuzes = kantoor.analist.haal("/keuzelijsten")
    aan_gemeente = {
        een["gegevenssoort"]: een for een in keuzes["gegevens"] if een["naar"] == "gemeente"
    }
    assert set(aan_gemeente["NAW"]["stappen"]) >= {2, 3}
    assert "WPG16_1_B_2" in {grond["code"] for grond in aan_gemeente["NAW"]["grondslagen"]}
    assert set(keuzes["doelen"]) == {"D1", "D2"}
    over_deelnemers = {code for code, een in aan_gemeente.items() if een["deelnemer"]}
    assert over_deelnemers == {"CONTACT_DEELNEMER"}
    assert not any(een["gegevenssoort"].startswith("B_") for een in keuzes["gegevens"])


def test_ook_de_vaste_waarden_van_een_formulier_zijn_op_te_vragen(kantoor: Kantoor) -> None:
    keuzes = kantoor.regisseur.haal("/keuzelijsten")
    waarden = keuzes["stukwaarden"]
    assert waarden["antwoord"]["antwoord"] == ["niets_bekend", "geen_grond", "later"]
    assert "jongerenwerk" in waarden["signaal"]["bron"]
    verzoek = keuzes["rechtenverzoeken"]
    assert verzoek["voorstellen"] == ["toewijzen", "deels_toewijzen", "afwijzen"]
    assert set(verzoek["nietNoemen"]) < set(verzoek["gronden"])
    assert [(een["categorie"], een["bijKind"]) for een in keuzes["lidsoorten"]] == [
        (1, False), (2, True),
    ]  # fmt: skip
    assert keuzes["verbeteraard"]["verwisseld"] == "het gaat over iemand anders"
    assert "wettelijke-audit" in keuzes["aanstellingsopdrachten"]


def test_een_code_heet_overal_hetzelfde(kantoor: Kantoor) -> None:
    soorten = kantoor.analist.haal("/begrippen")["soorten"]
    kort = {
        (soort, een["code"]): een["kort"]
        for soort, lijst in soorten.items()
        for een in lijst["begrippen"]
    }
    keuzes = kantoor.analist.haal("/keuzelijsten")
    for lijst in ("partijen", "stappen", "doelen", "kanalen", "randvoorwaarden", "eindcriteria"):
        assert keuzes[lijst]
        for code, titel in keuzes[lijst].items():
            assert kort[lijst, code] == titel
    for een in keuzes["gegevens"]:
        assert kort["gegevenssoorten", een["gegevenssoort"]] == een["titel"]
    assert kantoor.regisseur.haal("/begrippen")["soorten"] == soorten


def test_begrippen_zijn_op_soort_te_vragen_en_een_onbekende_is_een_fout(kantoor: Kantoor) -> None:
    een = kantoor.analist.haal("/begrippen?soort=stappen")["soorten"]
    assert list(een) == ["stappen"]
    eerste = een["stappen"]["begrippen"][0]
    assert (eerste["code"], eerste["convenant"], len(eerste["vragen"])) == ("1", "4.1", 2)
    antwoord = kantoor.analist.vraag("GET", "/begrippen?soort=onzin")
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "query:soort"


def test_wie_een_stuk_kiest_dat_er_niet_is_leest_wat_hij_zelf_kan_geven(kantoor: Kantoor) -> None:
    for klant, van, naar in (
        (kantoor.analist, "politie", "gemeente"), (kantoor.regisseur, "gemeente", "politie"),
    ):  # fmt: skip
        vraag = {
            "stuk": "brief", "groep": kantoor.groep, "ontvangers": [{"partij": naar}],
            "gegevens": {}, "bevestigdZonderPersonen": True,
        }  # fmt: skip
        antwoord = klant.vraag("POST", "/stukken", json=vraag)
        assert antwoord.status_code == 400, antwoord.text
        (melding,) = [f["melding"] for f in antwoord.json()["fouten"] if f["pad"] == "/stuk"]
        genoemd = melding.partition("kies een van: ")[2].split(", ")
        kan = {een["stuk"] for een in klant.haal("/keuzelijsten")["stukken"]}
        assert set(genoemd) == kan, van
        assert ("probleemdefinitie" in genoemd) == (van == "gemeente")


def test_welke_stukken_men_aan_wie_kan_geven_en_welke_de_dienst_zelf_opstelt(
    kantoor: Kantoor,
) -> None:
    van_politie, van_gemeente = (
        {(een["stuk"], een["naar"]): een for een in klant.haal("/keuzelijsten")["stukken"]}
        for klant in (kantoor.analist, kantoor.regisseur)
    )
    signaal = van_politie["signaal", "gemeente"]
    assert (signaal["stappen"], signaal["zonderGroep"]) == ([1, 2, 3, 4, 5, 6], True)
    assert ("probleemdefinitie", "om") in van_gemeente
    assert "probleemdefinitie" not in {stuk for stuk, _ in van_politie}
    zelf = {"nettolijst", "driehoeklijst", "antwoord", "vraag", "incident"}
    assert zelf.isdisjoint(stuk for stuk, _ in {*van_politie, *van_gemeente})
    assert all(naar != "politie" for _, naar in van_politie)


def test_over_een_groep_die_er_niet_is_wordt_niets_vastgelegd(kantoor: Kantoor) -> None:
    onbekend = nieuw_id()
    persoon = kantoor.analist.maak(
        "/personen", {"naam": "Tjibbe Nergenshuizen", "geboortedatum": "2009-03-01"}
    )
    lid = {"persoonId": persoon["id"], "categorie": 1}
    assert kantoor.analist.vraag(
        "POST", f"/groepen/{onbekend}/leden", json=lid
    ).status_code == 404  # fmt: skip
    signaal = {
        "soort": "waarneming",
        "bron": "jongerenwerk",
        "datum": "2026-11-20",
        "plek": "het plein",
        "omschrijving": "Een groep maakt lawaai.",
        "bevestigdZonderPersonen": True,
    }
    for groep, status in ((onbekend, 404), (kantoor.groep, 201)):
        antwoord = kantoor.regisseur.vraag("POST", f"/groepen/{groep}/signalen", json=signaal)
        assert antwoord.status_code == status, antwoord.text
    taak = {
        "groep": onbekend, "titel": "Plan een schouw", "uiterlijk": "2026-12-01",
        "bevestigdZonderPersonen": True,
    }  # fmt: skip
    assert kantoor.regisseur.vraag("POST", "/taken", json=taak).status_code == 404


def test_bij_een_gesloten_groep_komt_niets_meer(kantoor: Kantoor) -> None:
    groep = nieuw_id()
    stand = {
        **kantoor.wereld.gateway.groepen[kantoor.groep],
        "id": groep,
        "code": f"G-{groep[-6:]}",
    }
    kantoor.wereld.gateway.groepen[groep] = {**stand, "stap": 7, "status": "afgesloten"}
    antwoord = kantoor.regisseur.vraag(
        "POST",
        f"/groepen/{groep}/interventies",
        json={
            "partij": "gemeente",
            "datum": "2026-11-01",
            "omschrijving": "Toezicht.",
            "overlastVerminderd": False,
            "bevestigdZonderPersonen": True,
        },
    )
    assert antwoord.status_code == 409, antwoord.text
    assert "geëindigd" in antwoord.json()["detail"]


def test_wie_over_de_groep_beslist_leest_wat_er_over_de_groep_staat(kantoor: Kantoor) -> None:
    burgemeester, _ = kantoor.gemeente.medewerker(
        "burgemeester", f"burgemeester.{kantoor.groep}@gemeente.example"
    )
    for pad in ("signalen", "meldingen", "herbeoordelingen", "startcriteria"):
        burgemeester.haal(f"/groepen/{kantoor.groep}/{pad}")
    acties = burgemeester.vraag("GET", f"/groepen/{kantoor.groep}/acties")
    assert acties.status_code == 403

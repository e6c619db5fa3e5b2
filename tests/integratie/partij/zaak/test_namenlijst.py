"""Van brutolijst naar nettolijst, bij drie partijen (convenant 5.1 en 8.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.pki import Pki
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.driehoek import DROMER, KNIKKER, STERRIN, TAAK, Driehoek
from tests.integratie.partij.opstelling import wereld

PARTIJEN = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}


@pytest.fixture
def driehoek(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Driehoek]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Driehoek.richt_in(alles)


def namen(driehoek: Driehoek, code: str) -> set[str]:
    """Wie een partij in haar bestand nog kan lezen."""
    klant = driehoek.klant(code)[0]
    personen = klant.haal("/personen")["personen"]
    levend = [p["id"] for p in personen if p["vernietigdOp"] is None]
    return {klant.haal(f"/personen/{persoon}")["naam"] for persoon in levend}


def _lijstwerk(driehoek: Driehoek) -> list[str]:
    """Wat er op de werklijst van de regisseur over de lijst staat."""
    werk = driehoek.kantoor.regisseur.haal("/werklijst?paginagrootte=100")["werk"]
    return [een["soort"] for een in werk if een["soort"].startswith("lijst-")]


def test_brutolijst_verdwijnt_bij_ontvangst_nettolijst(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    assert namen(driehoek, "om") == {STERRIN[0], KNIKKER[0]}
    lijst = driehoek.weeg_allen(STERRIN[0])
    bekend = {r["naam"]: (r["bronnen"], r["bekend"]) for r in lijst["regels"]}
    assert bekend[STERRIN[0]] == (
        ["gemeente", "politie"],
        {"gemeente": True, "om": None, "politie": True},
    )
    assert bekend[KNIKKER[0]][1]["gemeente"] is False

    assert "stap 3, 4, 5, 6" in driehoek.lijst()["nogNiet"]
    assert driehoek.lijst()["nietOpDeLijst"] == 0
    assert _lijstwerk(driehoek) == ["lijst-wacht-op-stap"]
    te_vroeg = driehoek.stel_vast(lijst["id"])
    assert (te_vroeg.status_code, "stap 3, 4, 5, 6" in te_vroeg.json()["detail"]) == (409, True)
    driehoek.kantoor.naar_stap(3)
    assert driehoek.lijst()["nogNiet"] is None
    assert _lijstwerk(driehoek) == ["lijst-vaststellen"]
    assert driehoek.stel_vast(lijst["id"]).status_code == 200
    # Dezelfde dag: wat de gemeente van Knikker ontving is weg; haar eigen Dromer blijft van haar.
    assert namen(driehoek, "gemeente") == {STERRIN[0], DROMER[0]}
    assert [r["naam"] for r in driehoek.lijst()["regels"]] == [STERRIN[0]]
    assert driehoek.lijst()["voorlopig"] is True
    leden = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    assert len({lid["persoonId"] for lid in leden}) == 1

    # En de anderen hebben het zonder dat iemand erom vroeg.
    standen = {b["stand"] for b in driehoek.bevestigingen(lijst["id"]).values()}
    assert standen == {"ontvangen"}
    driehoek.ruim_op()

    # Het om kreeg zijn brutolijst van de politie: wie de gemeente daarvan hield, hoort het zo niet.
    assert namen(driehoek, "om") == set()
    assert namen(driehoek, "politie") == {STERRIN[0], KNIKKER[0]}, "Knikker is van de politie zelf"
    for code, aantal in (("politie", 1), ("om", 0)):
        klant = driehoek.klant(code)[0]
        leden = klant.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
        assert len({lid["persoonId"] for lid in leden}) == aantal
        ontvangen = klant.haal(f"/ontvangen-gegevens?groep={driehoek.groep}")["ontvangenGegevens"]
        assert {g["persoon"] for g in ontvangen} == {lid["persoonId"] for lid in leden}
    (bruto,) = driehoek.kantoor.analist.haal(driehoek.pad)["namenlijsten"]
    assert (bruto["soort"], bruto["stand"]) == ("bruto", "opgeruimd")

    # Wie blijft, komt daar met een gewone verstrekking terug.
    driehoek.geef_wie_blijft_aan_om()
    assert namen(driehoek, "om") == {STERRIN[0]}


def test_elke_houder_bevestigt_vanzelf_en_de_eigenaar_ziet_wie_te_laat_is(
    driehoek: Driehoek,
) -> None:
    lijst = driehoek.naar_netto()
    voor = driehoek.bevestigingen(lijst)
    assert {een["uiterlijk"] for een in voor.values()} == {"2026-11-23"}
    assert not any(een["teLaat"] for een in voor.values())
    driehoek.wereld.klok.vooruit(days=1)
    assert all(een["teLaat"] for een in driehoek.bevestigingen(lijst).values())
    driehoek.ruim_op()
    na = driehoek.bevestigingen(lijst)
    assert {(een["stand"], een["teLaat"]) for een in na.values()} == {("bevestigd", False)}
    verklaring = driehoek.secretaris.haal(f"/groepen/{driehoek.groep}/vernietigingen")
    (een,) = verklaring["vernietigingen"]
    assert (een["grond"], een["gevraagdDoor"]) == ("nettolijst", "gemeente")
    assert een["aantallen"]["personen"] == 2


def test_een_bevestiging_zegt_onder_welke_pseudoniemen_er_iets_weg_is(driehoek: Driehoek) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    verstuurd = driehoek.kantoor.regisseur.haal(f"/verstrekkingen?groep={driehoek.groep}")
    gegeven = [v["id"] for v in verstuurd["verstrekkingen"] if v["soort"] == "verstrekking"]
    berichten = driehoek.wereld.gateway.berichten
    (dromer,) = {
        deel.onderdeel.betrokkene
        for bericht in gegeven
        for deel in berichten[bericht].delen
        if deel.vernietigd
    }
    analist = driehoek.kantoor.analist
    (kop,) = [
        analist.haal(f"/verstrekkingen/{v['id']}/inhoud")["kop"]
        for v in analist.haal(f"/verstrekkingen?groep={driehoek.groep}")["verstrekkingen"]
        if v["soort"] == "vernietigingsbericht"
    ]
    assert dromer in kop["vernietigd"]["betrokkenen"]
    assert (kop["vernietigd"]["heleGroep"], kop["stap"], kop["medewerker"]) == (False, 3, None)


def test_sneuvelt_de_dienst_na_het_vaststellen_dan_horen_de_anderen_het_toch(
    driehoek: Driehoek, monkeypatch: pytest.MonkeyPatch
) -> None:
    driehoek.deel_de_brutolijst()
    driehoek.kantoor.naar_stap(3)
    lijst = driehoek.weeg_allen(STERRIN[0])["id"]

    class Stroomuitval(BaseException):
        pass

    stroom_weg = asyncio.Event()

    async def sterf() -> int:
        await stroom_weg.wait()
        raise Stroomuitval

    with monkeypatch.context() as uitval:
        uitval.setattr(driehoek.bureau("gemeente").geheel.opruimer, "ronde", sterf)
        antwoord = driehoek.stel_vast(lijst, Prefer="respond-async")
        assert antwoord.status_code == 202, antwoord.text
        stroom_weg.set()
        driehoek.wereld.doe(driehoek.bureau("gemeente").geheel.uitloop.uitgewerkt())
    assert {b["stand"] for b in driehoek.bevestigingen(lijst).values()} == {"niet_verstuurd"}
    assert namen(driehoek, "gemeente") == {STERRIN[0], KNIKKER[0], DROMER[0]}
    werk = "/werkzaamheden/" + antwoord.headers["Location"].rpartition("/")[2]
    bezig = driehoek.kantoor.regisseur.haal(werk)
    assert (bezig["stand"], bezig["gedaan"], bezig["totaal"]) == ("bezig", 0, 3)
    driehoek.wereld.doe(driehoek.bureau("gemeente").geheel.opruimer.ronde())
    # Hier is het weg, en de anderen hebben het nog niet gehoord.
    assert driehoek.kantoor.regisseur.haal(werk)["zin"].startswith("1 van 3 partijen klaar.")
    driehoek.ruim_op()
    driehoek.bureau("gemeente").ronde()
    klaar = driehoek.kantoor.regisseur.haal(werk)
    assert (klaar["stand"], klaar["gedaan"]) == ("klaar", 3)
    assert driehoek.kantoor.regisseur.haal(klaar["resultaat"])["bevestigingen"]
    driehoek.ruim_op()
    assert {b["stand"] for b in driehoek.bevestigingen(lijst).values()} == {"bevestigd"}
    assert namen(driehoek, "om") == set()
    gestuurd = driehoek.kantoor.regisseur.haal(f"/verstrekkingen?groep={driehoek.groep}")
    soorten = [v["soort"] for v in gestuurd["verstrekkingen"]]
    assert soorten.count("groepsbericht") == 2


def test_de_nettolijst_noemt_alleen_pseudoniemen_die_de_ander_heeft(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    # Het om vroeg de gemeente wie zij kent: van wie zij noemde, weet zij dat het om die heeft.
    delen = [
        {
            "persoon": driehoek.personen[f"gemeente:{DROMER[0]}"],
            "gegevenssoort": soort,
            "grondslag": "AVG6_1_E",
            "kenmerken": TAAK,
        }
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    driehoek.geef("gemeente", "om", delen, driehoek.vraag("om", "gemeente"))
    leden = driehoek.kantoor.regisseur.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    ontvangen = {g["betrokkene"] for g in driehoek.kantoor.ontvangen()}
    naam = {
        lid["betrokkene"]: driehoek.kantoor.regisseur.haal(f"/personen/{lid['persoonId']}")["naam"]
        for lid in leden
    }
    knikker = {b for b in naam if naam[b] == KNIKKER[0]}
    dromer = {b for b in naam if naam[b] == DROMER[0]}
    assert (knikker <= ontvangen, dromer & ontvangen) == (True, set())
    driehoek.kantoor.naar_stap(3)
    lijst = driehoek.weeg_allen(STERRIN[0])["id"]
    assert driehoek.stel_vast(lijst).status_code == 200
    # Dat de politie Knikker aan het om noemde, weet de gemeente niet; zij noemt hem daar dus niet.
    for partij, verwacht in (("politie", knikker | dromer), ("om", dromer)):
        bericht = driehoek.bevestigingen(lijst)[partij]["bericht"]
        inhoud = driehoek.kantoor.regisseur.haal(f"/verstrekkingen/{bericht}/inhoud")
        assert inhoud["stuk"]["gegevens"] == {"verwijderen": sorted(verwacht)}
        assert (inhoud["kop"]["stuk"], inhoud["kop"]["onderdelen"]) == ("nettolijst", [])
    driehoek.ruim_op()
    assert namen(driehoek, "om") == set(), "Dromer is genoemd, Knikker stond op zijn brutolijst"


def test_een_nettolijst_met_iemand_die_niet_gewogen_is_kan_niet(driehoek: Driehoek) -> None:
    driehoek.persoon("gemeente", STERRIN)
    driehoek.persoon("gemeente", ("Oudere Verzinsel", "2002-11-24"))
    driehoek.persoon("gemeente", KNIKKER)
    lijst = driehoek.stel_samen("gemeente")
    op_naam = {regel["naam"]: regel for regel in lijst["regels"]}
    for naam in (STERRIN[0], "Oudere Verzinsel"):
        assert driehoek.weeg(lijst["id"], op_naam[naam], "blijft").status_code == 200
    driehoek.persoon("gemeente", DROMER)
    # Een van hen wordt 24 terwijl er wordt gewogen.
    driehoek.wereld.klok.vooruit(days=1)

    geweigerd = driehoek.stel_vast(lijst["id"])
    assert geweigerd.status_code == 409
    fouten = {fout["pad"]: fout["melding"] for fout in geweigerd.json()["fouten"]}
    assert fouten.pop(f"/regels/{op_naam[KNIKKER[0]]['id']}") == "is nog niet gewogen"
    assert "24+" in fouten.pop(f"/regels/{op_naam['Oudere Verzinsel']['id']}")
    assert [melding for melding in fouten.values()] == [
        "is lid van de groep en staat nog niet op de lijst"
    ]
    let_op = {r["naam"]: r["letOp"] is not None for r in driehoek.lijst()["regels"]}
    assert let_op["Oudere Verzinsel"]
    assert not let_op[STERRIN[0]]


def test_twee_mensen_wegen_dezelfde_persoon(driehoek: Driehoek) -> None:
    driehoek.persoon("gemeente", STERRIN)
    lijst = driehoek.stel_samen("gemeente")
    (regel,) = lijst["regels"]
    assert driehoek.weeg(lijst["id"], regel, "blijft").status_code == 200
    assert driehoek.weeg(lijst["id"], regel, "verwijderd").status_code == 412
    (nu,) = driehoek.lijst()["regels"]
    assert (nu["stand"], [w["handeling"] for w in nu["wegingen"]]) == ("blijft", ["blijft"])
    assert driehoek.weeg(lijst["id"], nu, "verwijderd").status_code == 200
    geen = driehoek.weeg(lijst["id"], {"id": driehoek.groep, "etag": nu["etag"]}, "blijft")
    assert geen.status_code == 404
    niemand = driehoek.stel_vast(lijst["id"])
    assert (niemand.status_code, "Sluit de groep af" in niemand.json()["detail"]) == (409, True)


def test_twee_schrijfwijzen_worden_aangewezen_en_een_mens_besluit(driehoek: Driehoek) -> None:
    driehoek.persoon("gemeente", ("Faas Verzonnenstijn", "2010-02-03"))
    driehoek.persoon("gemeente", ("Faas Versonnenstein", "2010-02-03"))
    driehoek.persoon("gemeente", KNIKKER)
    lijst = driehoek.stel_samen("gemeente")
    pad = f"{driehoek.pad}/{lijst['id']}"
    (paar,) = driehoek.kantoor.regisseur.haal(f"{pad}/samenvoegvoorstellen")["voorstellen"]
    assert paar["gelijkIn"] == ["geboortedatum", "klank"]
    samen = driehoek.kantoor.regisseur.vraag(
        "PUT",
        f"{pad}/regels/{paar['regel']['id']}/zelfde-persoon",
        json={"andereRegel": paar["andereRegel"]["id"], "reden": "Zelfde adres (verzonnen)."},
        headers={"If-Match": paar["regel"]["etag"]},
    )
    assert samen.status_code == 200, samen.text
    mee = samen.json()
    assert driehoek.weeg(lijst["id"], mee, "verwijderd").status_code == 409
    ander = next(r for r in driehoek.lijst()["regels"] if r["id"] == paar["andereRegel"]["id"])
    assert driehoek.weeg(lijst["id"], ander, "blijft").status_code == 200
    standen = {r["id"]: r["stand"] for r in driehoek.lijst()["regels"]}
    assert standen[mee["id"]] == "blijft"
    assert driehoek.kantoor.regisseur.haal(f"{pad}/samenvoegvoorstellen")["voorstellen"] == []
    # Wordt een van de twee vernietigd, dan is die van de lijst, en staat de ander er voor zichzelf.
    driehoek.bureau("gemeente").vernietig(driehoek.personen[f"gemeente:{ander['naam']}"])
    regels = {regel["naam"]: regel for regel in driehoek.lijst()["regels"]}
    assert regels.keys() == {mee["naam"], KNIKKER[0]}
    assert (regels[mee["naam"]]["stand"], regels[mee["naam"]]["samenMet"]) == ("te_wegen", None)
    assert driehoek.weeg(lijst["id"], regels[mee["naam"]], "blijft").status_code == 200
    assert driehoek.weeg(lijst["id"], regels[KNIKKER[0]], "verwijderd").status_code == 200
    driehoek.kantoor.naar_stap(3)
    assert driehoek.stel_vast(lijst["id"]).status_code == 200


def test_een_lijst_kan_niet_voor_het_startbesluit_en_niet_bij_wie_er_geen_maakt(
    driehoek: Driehoek,
) -> None:
    driehoek.kantoor.naar_stap(1, startbesluit=None)
    te_vroeg = driehoek.kantoor.regisseur.vraag("POST", driehoek.pad)
    assert (te_vroeg.status_code, "startbesluit" in te_vroeg.json()["detail"]) == (409, True)
    driehoek.kantoor.naar_stap(4)
    verkeerd = driehoek.kantoor.regisseur.vraag("POST", driehoek.pad)
    assert (verkeerd.status_code, "stap 4" in verkeerd.json()["detail"]) == (409, True)
    assert driehoek.secretaris.vraag("POST", driehoek.pad).status_code == 403


def test_een_geweigerde_nettolijst_blijft_niet_ontvangen_en_kan_opnieuw(
    driehoek: Driehoek,
) -> None:
    driehoek.deel_de_brutolijst()
    lijst = driehoek.weeg_allen(STERRIN[0])["id"]
    driehoek.kantoor.naar_stap(3)
    assert driehoek.verstuur(lijst, "om").status_code == 409, "nog niet vastgesteld"
    with driehoek.verkeerde_sleutel("om"):
        assert driehoek.stel_vast(lijst).status_code == 200
    standen = {p: b["stand"] for p, b in driehoek.bevestigingen(lijst).items()}
    assert standen == {"om": "niet_ontvangen", "politie": "ontvangen"}
    assert namen(driehoek, "om") == {STERRIN[0], KNIKKER[0]}
    assert driehoek.verstuur(lijst, "om").json()["status"] == "afgeleverd"
    assert driehoek.verstuur(lijst, "om").status_code == 409, "al ontvangen"
    driehoek.ruim_op()
    assert driehoek.bevestigingen(lijst)["om"]["stand"] == "bevestigd"


def test_wat_alleen_voor_de_aanpak_was_vastgelegd_gaat_mee_weg(driehoek: Driehoek) -> None:
    driehoek.deel_de_brutolijst()
    analist = driehoek.kantoor.analist
    verzoek = driehoek.vraag("gemeente", "politie")
    scan = analist.maak(f"/groepen/{driehoek.groep}/groepsscans", {"verzoekId": verzoek})["id"]
    pad = f"/groepen/{driehoek.groep}/groepsscans/{scan}"
    for naam in (STERRIN[0], KNIKKER[0]):
        signaal = {
            "persoonId": driehoek.personen[f"politie:{naam}"],
            "soort": "overlast",
            "aard": "feit",
            "omschrijving": "Gezien op het plein (verzonnen).",
        }
        analist.maak(f"{pad}/signalen", signaal)
    verstuurd = [
        v["id"]
        for v in analist.haal("/verstrekkingen?paginagrootte=200")["verstrekkingen"]
        if v["soort"] == "verstrekking" and v["groep"] == driehoek.groep
    ]
    assert len(verstuurd) == 2
    lijst = driehoek.weeg_allen(STERRIN[0])["id"]
    driehoek.kantoor.naar_stap(3)
    assert driehoek.stel_vast(lijst).status_code == 200
    driehoek.ruim_op()

    assert [p["naam"] for p in analist.haal(pad)["personen"]] == [STERRIN[0]]
    for bericht in verstuurd:
        assert analist.vraag("GET", f"/verstrekkingen/{bericht}/inhoud").status_code == 410
        assert analist.haal(f"/verstrekkingen/{bericht}")["status"] == "afgeleverd"
    verklaring = analist.haal(f"/groepen/{driehoek.groep}/vernietigingen")["vernietigingen"][0]
    assert verklaring["aantallen"]["aanpakgegevens"] == 1


def test_elk_half_jaar_wordt_iedereen_opnieuw_gewogen_en_wie_niet_meer_nodig_is_gaat_weg(
    driehoek: Driehoek,
) -> None:
    driehoek.deel_de_brutolijst()
    eerste = driehoek.stel_samen("gemeente")
    for regel in eerste["regels"]:
        besluit = "verwijderd" if regel["naam"] == DROMER[0] else "blijft"
        if regel["naam"] == KNIKKER[0]:
            driehoek.informeer(regel["persoonId"])
        assert driehoek.weeg(eerste["id"], regel, besluit).status_code == 200
    driehoek.kantoor.naar_stap(3)
    assert driehoek.stel_vast(eerste["id"]).status_code == 200
    driehoek.ruim_op()
    assert namen(driehoek, "politie") == {STERRIN[0], KNIKKER[0]}

    driehoek.wereld.klok.vooruit(days=170)
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    tweede = driehoek.stel_samen("gemeente")
    assert (tweede["id"] != eerste["id"], tweede["stand"], tweede["voorlopig"]) == (
        True,
        "open",
        False,
    )
    assert {r["stand"] for r in tweede["regels"]} == {"te_wegen"}
    for regel in tweede["regels"]:
        besluit = "blijft" if regel["naam"] == STERRIN[0] else "verwijderd"
        assert driehoek.weeg(tweede["id"], regel, besluit).status_code == 200
    standen = driehoek.kantoor.regisseur.haal(driehoek.pad)["namenlijsten"]
    assert [een["stand"] for een in standen] == ["vastgesteld", "open"], "de oude geldt nog"
    assert driehoek.stel_vast(tweede["id"]).status_code == 200
    standen = driehoek.kantoor.regisseur.haal(driehoek.pad)["namenlijsten"]
    assert [een["stand"] for een in standen] == ["opgeruimd", "vastgesteld"]
    ontvangen = driehoek.kantoor.ontvangen()
    # Een half jaar vanaf het opnieuw wegen.
    assert {een["vervaltOp"] for een in ontvangen} == {"2027-11-12"}
    driehoek.ruim_op()
    leden = driehoek.kantoor.analist.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    assert {lid["persoonId"] for lid in leden} == {driehoek.personen[f"politie:{STERRIN[0]}"]}

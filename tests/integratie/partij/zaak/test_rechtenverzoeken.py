"""Een verzoek van een betrokkene: aangenomen waar hij komt, en elke partij met haar klokken."""

from __future__ import annotations

import json

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import in_een_blad
from tests.integratie.partij.verzoekwerk import GETOOND, Verzoeken


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


@pytest.mark.parametrize("code", ["gemeente", "politie", "om"])
def test_elke_partij_neemt_elk_verzoek_aan_met_de_klokken_van_elke_wet(
    verzoeken: Verzoeken, code: str
) -> None:
    inzage = verzoeken.neem_aan(code)
    klokken = {
        deel["partij"]: (deel["regime"], [k["uiterlijk"] for k in deel["klokken"]])
        for deel in inzage["delen"]
    }
    assert klokken == {
        "gemeente": ("AVG", ["2026-12-23"]),
        "politie": ("Wpg", ["2027-01-04"]),
        "om": ("Wjsg", ["2026-12-21", "2027-01-04"]),
    }
    assert (inzage["uiterlijk"], inzage["afstemmenTot"]) == ("2026-12-21", "2026-12-03")
    assert (inzage["van"], inzage["eigen"], inzage["stand"]) == (code, True, "open")
    for recht in ("rectificatie", "wissing", "beperking", "klacht", "schade"):
        ander = verzoeken.neem_aan(code, recht=recht)
        assert {d["partij"] for d in ander["delen"]} == {"gemeente", "politie", "om"}
        assert ander["uiterlijk"] == "2026-12-21", (
            "vier weken bij politie en OM gaat voor een maand"
        )
    bezwaar = verzoeken.neem_aan(code, recht="bezwaar")
    assert [d["partij"] for d in bezwaar["delen"]] == ["gemeente"], "alleen onder de AVG"
    verzet = verzoeken.neem_aan(code, recht="verzet")
    assert [d["partij"] for d in verzet["delen"]] == ["om"], "alleen onder de Wjsg"


def test_een_verzoek_staat_op_de_werklijst_tot_de_anderen_het_weten(verzoeken: Verzoeken) -> None:
    verzoek = verzoeken.neem_aan("politie", identiteit=None)
    assert verzoeken.werk("politie", verzoek["id"]) == {
        "rechtenverzoek-wie": "2026-12-03",
        "rechtenverzoek-afstemmen": "2026-12-03",
        "rechtenverzoek-beslissen": "2027-01-04",
    }
    geweigerd = verzoeken.klant("politie").vraag(
        "POST", f"/rechtenverzoeken/{verzoek['id']}/_vertel"
    )
    assert geweigerd.status_code == 409, "zolang niet vaststaat wie het vraagt"
    pad = f"/rechtenverzoeken/{verzoek['id']}"
    etag = verzoeken.klant("politie").vraag("GET", pad).headers["ETag"]
    wie = {"identiteit": GETOOND}
    for koppen, status in (({}, 428), ({"If-Match": '"anders"'}, 412), ({"If-Match": etag}, 200)):
        antwoord = verzoeken.klant("politie").vraag("PUT", f"{pad}/wie", json=wie, headers=koppen)
        assert antwoord.status_code == status, antwoord.text
    assert "rechtenverzoek-vertellen" in verzoeken.werk("politie", verzoek["id"])
    verteld = verzoeken.vertel("politie", verzoek["id"])
    assert {(een["partij"], een["status"], een["genoemd"]) for een in verteld["berichten"]} == {
        ("gemeente", "afgeleverd", False), ("om", "afgeleverd", False),
    }  # fmt: skip
    assert "rechtenverzoek-vertellen" not in verzoeken.werk("politie", verzoek["id"])
    assert len(verzoeken.vertel("politie", verzoek["id"])["berichten"]) == 2, "niemand twee keer"


def test_alleen_wie_gegevens_gaf_of_kreeg_hoort_van_wie_het_verzoek_is(
    verzoeken: Verzoeken,
) -> None:
    verzoeken.driehoek.deel_de_brutolijst()
    dromer = ("Dromer Fabelaar", "2009-06-07")
    verzoek = verzoeken.neem_aan(
        "gemeente", persoon=verzoeken.persoon("gemeente", dromer), omschrijving="Wil alles zien."
    )
    verteld = verzoeken.vertel("gemeente", verzoek["id"])
    assert {(een["partij"], een["genoemd"]) for een in verteld["berichten"]} == {
        ("politie", True), ("om", False),
    }  # fmt: skip
    bij_politie = verzoeken.lees("politie", verzoek["id"])
    assert (bij_politie["van"], bij_politie["eigen"], bij_politie["omschrijving"]) == (
        "gemeente", False, None,
    )  # fmt: skip
    gekend = verzoeken.driehoek.klant("politie")[0].haal(f"/personen/{bij_politie['persoon']}")
    assert gekend["naam"] == dromer[0]
    bij_om = verzoeken.lees("om", verzoek["id"])
    assert (bij_om["persoon"], bij_om["inBestand"]) == (None, None)
    assert [een["uiterlijk"] for een in (bij_politie, bij_om)] == ["2026-12-21"] * 2
    assert set(verzoeken.werk("om", verzoek["id"])) == {
        "rechtenverzoek-wie", "rechtenverzoek-afstemmen", "rechtenverzoek-beslissen",
    }  # fmt: skip
    assert not in_een_blad(verzoeken.driehoek, verzoek["id"]), "het log weet niet van welk verzoek"


def test_partijen_stemmen_af_en_geen_klok_staat_stil(verzoeken: Verzoeken) -> None:
    verzoek = verzoeken.neem_aan("gemeente")["id"]
    verzoeken.vertel("gemeente", verzoek)
    fout = verzoeken.doe("om", verzoek, "_afstemmen", 400, voorstel="misschien")
    assert [een["pad"] for een in fout["fouten"]] == ["/voorstel"]
    naam = verzoeken.doe(
        "om", verzoek, "_afstemmen", 400, voorstel="afwijzen",
        toelichting="Jan de Vries (12-03-2011) loopt in een onderzoek.",
    )  # fmt: skip
    assert {een["pad"] for een in naam["fouten"]} == {"/toelichting"}
    verzoeken.doe(
        "om", verzoek, "_afstemmen", voorstel="deels_toewijzen",
        toelichting="Wij geven alles behalve wat een lopend onderzoek schaadt.",
        bevestigdZonderPersonen=True,
    )  # fmt: skip
    for code in ("gemeente", "politie"):
        gelezen = verzoeken.lees(code, verzoek)
        (deel,) = [een for een in gelezen["delen"] if een["partij"] == "om"]
        assert (deel["voorstel"], deel["voorstelToelichting"]) == (
            "deels_toewijzen", "Wij geven alles behalve wat een lopend onderzoek schaadt.",
        )  # fmt: skip
        assert gelezen["uiterlijk"] == "2026-12-21"
    assert "rechtenverzoek-afstemmen" not in verzoeken.werk("om", verzoek)
    verloop = verzoeken.klant("politie").haal(f"/rechtenverzoeken/{verzoek}/verloop")["verloop"]
    assert [(een["gebeurtenis"], een["partij"]) for een in verloop] == [
        ("ontvangen", "gemeente"), ("afgestemd", "om"),
    ]  # fmt: skip


def test_wie_jonger_is_dan_zestien_vraagt_onder_wpg_en_wjsg_met_zijn_vertegenwoordiger(
    verzoeken: Verzoeken,
) -> None:
    verzoeken.driehoek.deel_de_brutolijst()
    wie = verzoeken.persoon("politie", ("Knikker Bedenksel", "2011-04-05"))
    alleen = verzoeken.neem_aan("politie", persoon=wie)
    wacht = {een["partij"]: een["wachtOpVertegenwoordiger"] for een in alleen["delen"]}
    assert wacht == {"gemeente": False, "politie": True, "om": True}
    met_ouder = verzoeken.neem_aan("politie", persoon=wie, vertegenwoordiger="ouder")
    assert not any(een["wachtOpVertegenwoordiger"] for een in met_ouder["delen"])
    # Een kind machtigt niemand.
    gemachtigd = verzoeken.neem_aan("politie", persoon=wie, vertegenwoordiger="gemachtigde")
    wacht = {een["partij"]: een["wachtOpVertegenwoordiger"] for een in gemachtigd["delen"]}
    assert wacht == {"gemeente": False, "politie": True, "om": True}


def test_een_ouder_of_voogd_vraagt_niets_voor_wie_zelf_kan_vragen(verzoeken: Verzoeken) -> None:
    """Het antwoord ging anders naar een ander dan wie het aangaat; machtigen kan wel."""
    wie = verzoeken.driehoek.persoon("politie", ("Oever Bedenksel", "2010-11-23"))
    jonger = verzoeken.driehoek.persoon("politie", ("Duin Bedenksel", "2010-11-24"))
    for vertegenwoordiger in ("ouder", "voogd"):
        namens = {"vertegenwoordiger": vertegenwoordiger}
        fout = verzoeken.neem_aan("politie", 400, persoon=wie, **namens)
        assert [een["pad"] for een in fout["fouten"]] == ["/vertegenwoordiger"]
        verzoeken.neem_aan("politie", persoon=jonger, **namens)
        verzoek, pad = verzoeken.neem_aan("politie", **namens)["id"], "/rechtenverzoeken/"
        klant = verzoeken.klant("politie")
        etag = klant.vraag("GET", f"{pad}{verzoek}").headers["ETag"]
        later = klant.vraag(
            "PUT", f"{pad}{verzoek}/wie", headers={"If-Match": etag},
            json={"persoon": wie, "identiteit": GETOOND, **namens},
        )  # fmt: skip
        assert later.status_code == 400, later.text
        assert verzoeken.lees("politie", verzoek)["persoon"] is None
    assert verzoeken.neem_aan("politie", persoon=wie, vertegenwoordiger="gemachtigde")


def test_elke_fout_in_een_verzoek_wordt_genoemd_en_er_blijft_niets(verzoeken: Verzoeken) -> None:
    eerst = len(
        verzoeken.klant("om").haal("/rechtenverzoeken?paginagrootte=200")["rechtenverzoeken"]
    )
    fout = verzoeken.neem_aan(
        "om", 400, recht="gelijk_krijgen", ontvangenOp="2030-01-01",
        identiteit={"wijze": "gegokt", "op": "2030-01-01"}, vertegenwoordiger="buurman",
    )  # fmt: skip
    assert [een["pad"] for een in fout["fouten"]] == [
        "/recht", "/ontvangenOp", "/identiteit/wijze", "/identiteit/op", "/vertegenwoordiger",
    ]  # fmt: skip
    assert "schade" in fout["fouten"][0]["melding"], "wat wel kan staat erbij"
    lang_geleden = verzoeken.neem_aan(
        "om", 400, ontvangenOp="1900-01-01", identiteit={"wijze": "getoond", "op": "2019-07-15"}
    )
    assert [een["pad"] for een in lang_geleden["fouten"]] == ["/ontvangenOp", "/identiteit/op"]
    assert all("2019-07-16" in een["melding"] for een in lang_geleden["fouten"])
    onbekend = verzoeken.neem_aan("om", 400, persoon=nieuw_id())
    assert [een["pad"] for een in onbekend["fouten"]] == ["/persoon"]
    nu = verzoeken.klant("om").haal("/rechtenverzoeken?paginagrootte=200")["rechtenverzoeken"]
    assert len(nu) == eerst


def test_dezelfde_opdracht_onder_dezelfde_sleutel_is_hetzelfde_verzoek(
    verzoeken: Verzoeken,
) -> None:
    invoer = {"recht": "inzage", "ontvangenOp": "2026-11-23"}
    koppen = {"Idempotency-Key": f"verzoek-{nieuw_id()}"}
    klant = verzoeken.klant("gemeente")
    eerste, tweede = (
        klant.vraag("POST", "/rechtenverzoeken", json=invoer, headers=koppen) for _ in range(2)
    )
    assert (eerste.status_code, eerste.json()["id"]) == (201, tweede.json()["id"])
    anders = klant.vraag(
        "POST", "/rechtenverzoeken", json={**invoer, "recht": "wissing"}, headers=koppen
    )
    assert anders.status_code == 409


def test_een_oude_sleutel_geeft_niets_terug_van_wie_is_vernietigd(verzoeken: Verzoeken) -> None:
    wie = verzoeken.driehoek.persoon("politie", ("Oude Sleutel", "2008-02-06"))
    klant, koppen = verzoeken.klant("politie"), {"Idempotency-Key": f"verzoek-{nieuw_id()}"}
    invoer = {"recht": "inzage", "ontvangenOp": "2026-11-23", "persoon": wie}
    eerste = klant.vraag("POST", "/rechtenverzoeken", json=invoer, headers=koppen)
    assert eerste.status_code == 201, eerste.text
    verzoeken.driehoek.wereld.bureaus["politie"].laat_gaan(wie)
    for nogmaals in (invoer, {"recht": "wissing", "ontvangenOp": "2026-11-23"}):
        antwoord = klant.vraag("POST", "/rechtenverzoeken", json=nogmaals, headers=koppen)
        assert antwoord.status_code == 409, antwoord.text
        assert eerste.json()["id"] not in antwoord.text


def test_wie_wordt_vernietigd_laat_een_verzoek_zonder_naam_achter(verzoeken: Verzoeken) -> None:
    verzoeken.driehoek.deel_de_brutolijst()
    wie = verzoeken.persoon("politie", ("Knikker Bedenksel", "2011-04-05"))
    verzoek = verzoeken.neem_aan("politie", persoon=wie, omschrijving="Wil weg.")["id"]
    assert verzoeken.lees("politie", verzoek)["omschrijving"] == "Wil weg."
    verzoeken.driehoek.wereld.bureaus["politie"].laat_gaan(wie)
    over = verzoeken.lees("politie", verzoek)
    assert (over["persoon"], over["omschrijving"], over["recht"]) == (None, None, "inzage")


def test_een_partij_verzamelt_alles_over_wie_het_vraagt_en_dat_wordt_vastgelegd(
    verzoeken: Verzoeken,
) -> None:
    wie = verzoeken.deel("Wolk Verzinsel")
    driehoek, klant = verzoeken.driehoek, verzoeken.klant("politie")
    analist, analist_id = driehoek.klant("politie")
    # Het oudste gebruikt niemand meer (art. 8 lid 6 Wpg): het is er nog, en van hem.
    for dag, wat in (("2026-09-01", "Vernielde een bushokje"), ("2020-09-01", "Bekladde een muur")):
        analist.maak(
            f"/personen/{wie}/politiegegevens",
            {
                "artikel": "8", "eersteVerwerking": dag, "aard": "feit",
                "derdenVerwijderd": True, "omschrijving": f"{wat} (verzonnen).",
            },
        )  # fmt: skip
    assert len(analist.haal(f"/personen/{wie}/politiegegevens")["items"]) == 1
    zonder = verzoeken.neem_aan("politie", persoon=wie, identiteit=None)["id"]
    geweigerd = klant.vraag("POST", "/betrokkenen/_verzamel", json={"verzoek": zonder})
    assert geweigerd.status_code == 409, "eerst staat vast wie het vraagt"
    verzoek = verzoeken.neem_aan("politie", persoon=wie)["id"]
    alles = klant.maak("/betrokkenen/_verzamel", {"verzoek": verzoek}, 200)
    assert alles["persoon"]["naam"] == "Wolk Verzinsel"
    assert [een["gegevenssoort"] for een in alles["eigen"]] == ["WPG8", "WPG8"]
    assert [een["gegevens"]["omschrijving"] for een in alles["eigen"]] == [
        "Vernielde een bushokje (verzonnen).", "Bekladde een muur (verzonnen).",
    ]  # fmt: skip
    assert {(een["bron"], een["regime"]) for een in alles["ontvangen"]} == {("gemeente", "AVG")}
    assert all(een["grondslag"] and een["termijnen"] for een in alles["ontvangen"])
    assert {(een["partij"], een["inLog"]) for een in alles["verstrekt"]} == {
        ("gemeente", True), ("om", True),
    }  # fmt: skip
    assert (alles["ontvangers"], alles["ontvangersVanaf"]) == (["gemeente", "om"], "2022-11-23")
    assert {een["soort"] for een in alles["lezingen"]} >= {"namenlijst"}
    assert analist_id not in json.dumps(alles), "wel dat er iemand keek, niet welke collega"
    assert len(alles["groepen"]) == 2, "onder twee pseudoniemen"
    gelezen = driehoek.kantoor.gelezen(driehoek.bureau("politie"))
    assert ("verzoek_betrokkene", verzoek, wie) in gelezen
    assert (
        analist.vraag("POST", "/betrokkenen/_verzamel", json={"verzoek": verzoek}).status_code
        == 403
    )


def test_wat_partijen_over_een_verzoek_schrijven_leest_alleen_wie_verzoeken_behandelt(
    verzoeken: Verzoeken,
) -> None:
    """Een klacht gaat misschien over wie anders de berichten leest (9.1)."""
    driehoek = verzoeken.driehoek
    wie = driehoek.persoon("gemeente", ("Klaver Verdicht", "2008-02-05"))
    verzoek = verzoeken.neem_aan("gemeente", persoon=wie, recht="klacht")
    (eerste, _) = verzoeken.vertel("gemeente", verzoek["id"])["berichten"]
    pad = f"/verstrekkingen/{eerste['bericht']}"
    regisseur, behandelaar = driehoek.klant("gemeente")[0], verzoeken.klant("gemeente")
    for een in (pad, f"{pad}/inhoud"):
        assert regisseur.vraag("GET", een).status_code == 403
    assert behandelaar.vraag("GET", pad).status_code == 200
    lijst = "/verstrekkingen?soort=rechtenverzoek"
    assert regisseur.haal(lijst)["verstrekkingen"] == []
    assert eerste["bericht"] in str(behandelaar.haal(lijst))

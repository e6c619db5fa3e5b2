"""Wie vindt dat iets onjuist of onvolledig is, zet het recht bij iedereen (convenant 6.5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.driehoek import STERRIN
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verbeterzaak import REDEN, Zaak, nieuwe_zaak, standen


@pytest.fixture
def zaak(gedeelde_driehoek: Wereld) -> Zaak:
    return nieuwe_zaak(gedeelde_driehoek)


def test_de_bron_verbetert_en_iedereen_die_het_kreeg_hoort_het(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen(lid="adres")
    assert (verbetering["reden"], verbetering["lid"]) == (REDEN, "adres")
    assert (verbetering["stand"], verbetering["aard"]) == ("open", "onjuist")
    assert standen(verbetering) == {"gemeente": "onderweg", "om": "onderweg"}
    zaak.bezorg()
    for bij in ("gemeente", "om"):
        oud, nu = zaak.ontvangen(bij)
        assert (oud["status"], nu["status"], nu["betwist"]) == ("vervangen", "opgeschort", False)
        assert nu["gegevens"] == oud["gegevens"], "de waarde verandert nog niet"
        assert oud["vervangenDoor"] == nu["id"]
        # Van het gegeven naar de verbetering, en terug.
        daar = zaak.lees(nu["verbetering"], bij)
        assert (daar["nieuwGegeven"], daar["meldingVan"], daar["reden"]) == (
            nu["id"], "politie", REDEN,
        )  # fmt: skip

    assert "nog hetzelfde" in zaak.beslis("_bevestig", verbetering["id"], 409)["detail"]
    zaak.verbeter_bestand()
    besloten = zaak.beslis("_bevestig", verbetering["id"])
    assert (besloten["stand"], besloten["lopend"]) == ("bevestigd", True)
    zaak.bezorg()
    for bij in ("gemeente", "om"):
        *_, vorige, nieuw = zaak.ontvangen(bij)
        assert zaak.standen(bij) == ["vervangen", "vervangen", "actief"]
        assert nieuw["gegevens"]["adres"] == "Proefpad 7"
        assert "verbetering" not in nieuw["gegevens"]
        assert vorige["vervangenDoor"] == nieuw["id"]
        daar = zaak.lees(nieuw["verbetering"], bij)
        assert (daar["stand"], daar["nieuwGegeven"]) == ("bevestigd", nieuw["id"])
        # Wie bij de ander alleen uit berichten bestaat, heet en woont nu ook daar zo.
        persoon = zaak.d.klant(bij)[0].haal(f"/personen/{nieuw['persoon']}")
        assert persoon["adres"] == "Proefpad 7"
    klaar = zaak.lees(verbetering["id"])
    assert (standen(klaar), klaar["lopend"]) == (
        {"gemeente": "bevestigd", "om": "bevestigd"},
        False,
    )
    for een in klaar["ontvangers"]:
        assert [b["fase"] for b in een["berichten"]] == ["onderzoek", "bevestigd"]
        assert {b["soort"] for b in een["berichten"]} == {"correctie"}
        assert {b["status"] for b in een["berichten"]} == {"afgeleverd"}
        assert een["origineel"] == zaak.aan[een["partij"]]
    # Het andere gegeven uit hetzelfde bericht bleef al die tijd gewoon in gebruik.
    assert zaak.standen("om", "GEBOORTEDATUM") == ["actief"]


def test_elke_houder_hoort_het_met_het_laatste_bericht_in_zijn_eigen_keten(zaak: Zaak) -> None:
    """Elke correctie noemt wat deze houder het laatst kreeg, en de plaats daarin."""
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    for partij in ("gemeente", "om"):
        onderzoek, bevestigd = zaak.koppen(verbetering["id"], partij)
        assert (onderzoek["inReactieOp"], bevestigd["inReactieOp"]) == (
            zaak.aan[partij], onderzoek["id"],
        )  # fmt: skip
        for kop in (onderzoek, bevestigd):
            (deel,) = kop["onderdelen"]
            assert (deel["vervangt"], deel["herkomst"], deel["grondslag"]) == (0, "eigen", None)
            assert (kop["doel"], kop["afweging"]) == (None, None)


def test_een_ontvanger_vindt_de_fout_en_de_bron_vertelt_het_ook_de_ander(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente")
    assert (eigen["kant"], eigen["bron"], eigen["lid"]) == ("ontvanger", "politie", "adres")
    assert zaak.standen("gemeente") == ["opgeschort"]
    zaak.bezorg("gemeente")
    (bij_bron,) = zaak.lijst("politie", "&kant=bron")
    assert (bij_bron["meldingVan"], bij_bron["stand"]) == ("gemeente", "open")
    assert standen(bij_bron) == {"gemeente": "niet_verteld", "om": "niet_verteld"}
    # De bron leest wat er gemeld is: welk lid, en wat eraan mankeert; nooit een andere waarde.
    (melding,) = zaak.lees(bij_bron["id"])["meldingen"]
    assert (melding["partij"], melding["lid"], melding["fout"], melding["reden"]) == (
        "gemeente", "adres", "onjuist", REDEN,
    )  # fmt: skip
    # Wat van een ander is, beslist een ander.
    assert zaak.beslis("_afwijzen", eigen["id"], 409, bij="gemeente")["detail"].startswith(
        "Het geg"
    )

    zaak.vertel(bij_bron["id"])
    zaak.bezorg("politie")
    assert zaak.standen("om") == zaak.standen("gemeente") == ["vervangen", "opgeschort"]
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", bij_bron["id"])
    zaak.bezorg("politie")
    assert zaak.lees(eigen["id"], "gemeente")["stand"] == "bevestigd"
    for bij in ("gemeente", "om"):
        assert zaak.standen(bij) == ["vervangen", "vervangen", "actief"]
        assert zaak.ontvangen(bij)[-1]["gegevens"]["adres"] == "Proefpad 7"
    assert zaak.lijst("politie", "&lopend=true") == []
    assert [v["id"] for v in zaak.lijst("politie", "&lopend=false")] == [bij_bron["id"]]


def test_de_melding_zelf_draagt_geen_waarde_en_gaat_alleen_naar_de_bron(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente")
    (kop,) = zaak.koppen(eigen["id"], "politie", bij="gemeente")
    (deel,) = kop["onderdelen"]
    assert (kop["soort"], kop["ontvanger"], kop["inReactieOp"]) == (
        "correctie", "politie", zaak.aan["gemeente"],
    )  # fmt: skip
    assert (deel["herkomst"], deel["vervangt"], deel["gegevenssoort"]) == ("ontvangen", 0, "NAW")
    assert standen(zaak.lees(eigen["id"], "gemeente")) == {"politie": "onderweg"}
    zaak.bezorg("gemeente")
    assert zaak.lijst("om") == []


def test_melden_twee_ontvangers_hetzelfde_dan_is_het_een_zaak(zaak: Zaak) -> None:
    zaak.meld("gemeente")
    zaak.meld("om", aard="achterhaald", lid="woonplaats")
    zaak.bezorg("gemeente", "om")
    (bij_bron,) = zaak.lijst("politie")
    meldingen = zaak.lees(bij_bron["id"])["meldingen"]
    assert {(m["partij"], m["lid"], m["fout"]) for m in meldingen} == {
        ("gemeente", "adres", "onjuist"), ("om", "woonplaats", "achterhaald"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"aard": "anders"}, "/aard"),
        ({"lid": "schoenmaat"}, "/lid"),
        ({"reden": "Vraag het aan Dwarrel Testerman."}, "/reden"),
        ({"voorstel": {"adres": "Proefpad 7"}}, "/voorstel"),
    ],
)
def test_wat_een_melding_niet_kan_zeggen_wordt_geweigerd(
    zaak: Zaak, anders: dict[str, Any], pad: str
) -> None:
    geweigerd = zaak.meld("gemeente", 400, **anders)
    assert {fout["pad"] for fout in geweigerd["fouten"]} == {pad}
    assert "Dwarrel" not in str(geweigerd)
    assert zaak.standen("gemeente") == ["actief"]


def test_afgewezen_is_weer_in_gebruik_en_blijft_als_betwist_zichtbaar(zaak: Zaak) -> None:
    eigen = zaak.meld("om")
    zaak.bezorg("om")
    (bij_bron,) = zaak.lijst("politie")
    zaak.beslis("_afwijzen", bij_bron["id"])
    zaak.bezorg("politie")
    *_, gegeven = zaak.ontvangen("om")
    assert (gegeven["status"], gegeven["betwist"]) == ("actief", True)
    daar = zaak.lees(eigen["id"], "om")
    assert (daar["stand"], daar["besluitreden"]) == (
        "afgewezen", "Nagekeken in de bron (verzonnen).",
    )  # fmt: skip
    # Ook wie niets meldde hoort dat er iets betwist was; de waarde is dezelfde.
    *_, elders = zaak.ontvangen("gemeente")
    assert (elders["status"], elders["gegevens"]) == ("actief", gegeven["gegevens"])
    # Nieuwe feiten: opnieuw melden mag.
    zaak.meld("om")


def test_wat_niet_gegeven_had_mogen_worden_neemt_de_bron_overal_terug(zaak: Zaak) -> None:
    eigen = zaak.meld("gemeente", aard="verwisseld", lid=None)
    zaak.bezorg("gemeente")
    (bij_bron,) = zaak.lijst("politie")
    zaak.beslis("_intrekken", bij_bron["id"])
    zaak.bezorg("politie")
    for bij in ("gemeente", "om"):
        assert set(zaak.standen(bij)) == {"ingetrokken"}
        assert {g["gegevens"] is None for g in zaak.ontvangen(bij)} == {True}
        assert zaak.standen(bij, "GEBOORTEDATUM") == ["actief"]
    assert zaak.lees(eigen["id"], "gemeente")["stand"] == "ingetrokken"
    klaar = zaak.lees(bij_bron["id"])
    assert (klaar["stand"], klaar["lopend"]) == ("ingetrokken", False)
    assert standen(klaar) == {"gemeente": "ingetrokken", "om": "ingetrokken"}
    # Er is nergens meer iets te verbeteren.
    assert "niemand" in zaak.start_eigen(409)["detail"]


def test_wat_betwist_is_gaat_niet_weg_en_telt_niet_mee(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    d = zaak.d
    opdracht = d.kantoor.opdracht(zaak.sterrin, d.vraag("gemeente", "politie"), soorten=("NAW",))
    geweigerd = d.kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert geweigerd.status_code == 409
    assert verbetering["id"] in geweigerd.json()["detail"]
    ander = d.kantoor.opdracht(
        zaak.sterrin, d.vraag("gemeente", "politie"), soorten=("GEBOORTEDATUM",)
    )
    assert d.kantoor.analist.vraag("POST", "/verstrekkingen", json=ander).status_code == 201
    zaak.bezorg()
    lijst = d.stel_samen("gemeente")
    (regel,) = [r for r in lijst["regels"] if r["naam"] == STERRIN[0]]
    assert regel["bronnen"] == ["politie"], "het adres telt niet, de geboortedatum wel"
    assert f"verbetering {verbetering['id']}" in zaak.start_eigen(409)["detail"]


def test_onvolledig_wordt_ook_met_een_correctie_aangevuld(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen(aard="onvolledig", lid="woonplaats")
    zaak.bezorg()
    zaak.verbeter_bestand(woonplaats="Ergensdorp")
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    soorten = {b["soort"] for een in stand["ontvangers"] for b in een["berichten"]}
    assert soorten == {"correctie"}
    assert standen(stand) == {"gemeente": "bevestigd", "om": "bevestigd"}
    *_, nieuw = zaak.ontvangen("gemeente")
    assert (nieuw["status"], nieuw["gegevens"]["woonplaats"]) == ("actief", "Ergensdorp")


def test_een_verbetering_kan_ook_na_afloop_en_wacht_op_wie_weg_is(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    zaak.d.kantoor.naar_stap(7, status="afgesloten", eindcriterium="doelen_gehaald")
    zaak.d.wereld.sluit_af("om")
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert standen(stand) == {"gemeente": "bevestigd", "om": "onderweg"}
    assert (stand["lopend"], stand["stand"]) == (True, "bevestigd")
    assert "al gehoord" in zaak.vertel(verbetering["id"], status=409)["detail"]
    zaak.d.wereld.sluit_aan("om")
    zaak.d.wereld.klok.vooruit(minutes=10)
    zaak.bezorg("politie")
    assert zaak.lees(verbetering["id"])["lopend"] is False
    assert zaak.ontvangen("om")[-1]["gegevens"]["adres"] == "Proefpad 7"


def test_wie_weg_was_tot_er_was_beslist_hoort_alles_en_gebruikt_het_laatste(zaak: Zaak) -> None:
    zaak.d.wereld.sluit_af("om")
    verbetering = zaak.start_eigen()
    zaak.bezorg("politie")
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    zaak.d.wereld.sluit_aan("om")
    zaak.d.wereld.klok.vooruit(minutes=10)
    zaak.bezorg("politie")
    actief = [g for g in zaak.ontvangen("om") if g["status"] == "actief"]
    assert [g["gegevens"]["adres"] for g in actief] == ["Proefpad 7"]
    assert "opgeschort" not in zaak.standen("om")
    assert zaak.lees(verbetering["id"])["lopend"] is False


def test_weigert_een_ontvanger_de_verbetering_dan_gaat_later_wat_er_dan_in_het_bestand_staat(
    zaak: Zaak,
) -> None:
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    zaak.verbeter_bestand()
    with zaak.d.verkeerde_sleutel("gemeente"):
        zaak.beslis("_bevestig", verbetering["id"])
        zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert (standen(stand), stand["lopend"]) == (
        {"gemeente": "niet_aangekomen", "om": "bevestigd"},
        True,
    )
    (fout,) = [
        b["laatsteFout"] for e in stand["ontvangers"] for b in e["berichten"] if b["laatsteFout"]
    ]
    assert "ONLEESBAAR" in fout
    # De gemeente gebruikt het betwiste gegeven nog steeds niet, en het bestand gaat verder.
    assert zaak.standen("gemeente") == ["vervangen", "opgeschort"]
    zaak.verbeter_bestand(adres="Laatstelaan 3")

    zaak.vertel(verbetering["id"])
    zaak.bezorg("politie")
    stand = zaak.lees(verbetering["id"])
    assert (standen(stand), stand["lopend"]) == (
        {"gemeente": "bevestigd", "om": "bevestigd"},
        False,
    )
    *_, nieuw = zaak.ontvangen("gemeente")
    assert (nieuw["status"], nieuw["gegevens"]["adres"]) == ("actief", "Laatstelaan 3")
    # Wie het eerste besluit al hoorde, krijgt de latere wijziging met een nieuwe verbetering.
    assert zaak.ontvangen("om")[-1]["gegevens"]["adres"] == "Proefpad 7"
    zaak.vertel(verbetering["id"], status=409)
    weer = zaak.start_eigen()
    zaak.bezorg("politie")
    zaak.beslis("_bevestig", weer["id"])
    zaak.bezorg("politie")
    for bij in ("gemeente", "om"):
        assert zaak.ontvangen(bij)[-1]["gegevens"]["adres"] == "Laatstelaan 3"
        assert zaak.standen(bij).count("actief") == 1


def test_wie_de_soort_niet_leest_ziet_de_reden_niet_en_hoort_dat_er_iets_is(zaak: Zaak) -> None:
    gemeld = zaak.meld("gemeente")
    burgemeester = zaak.d.kantoor.burgemeester
    antwoord = burgemeester.vraag("GET", f"/verbeteringen/{gemeld['id']}")
    assert antwoord.status_code == 403
    assert REDEN not in antwoord.text
    pagina = burgemeester.haal(f"/verbeteringen?groep={zaak.d.groep}")
    assert (pagina["verbeteringen"], pagina["weggelaten"]) == ([], 1)

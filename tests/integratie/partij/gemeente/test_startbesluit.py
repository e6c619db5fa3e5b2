"""Van meldingen naar een startbesluit: het systeem telt, een mens beslist op wat er geteld is."""

from __future__ import annotations

import pytest

from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.startbewijs import (
    BEVESTIGD,
    MOTIVERING,
    bereid_voor,
    bewijs,
    herbeoordelingen,
    meld,
    met_etag,
    neem,
    rond_af,
    trek_in,
)


@pytest.fixture
def stap_een(kantoor: Kantoor) -> Kantoor:
    kantoor.naar_stap(1, startbesluit=None)
    return kantoor


def test_het_besluit_rust_op_precies_wat_er_is_geteld(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    criteria = stap_een.regisseur.haal(f"/groepen/{stap_een.groep}/startcriteria")
    assert (criteria["incidenten"], criteria["ontbreekt"]) == (3, [])
    concept = bereid_voor(stap_een).json()
    assert (concept["stand"], concept["uTekent"], concept["tekentIn"]) == (
        "open", False, ["burgemeester"],
    )  # fmt: skip
    # Voorbereiden is geen besluit: bij de gateway is nog niets.
    besluiten = stap_een.wereld.gateway.besluiten
    assert not [b for b in besluiten if b["besluit"]["groep"] == stap_een.groep]
    genomen = stap_een.neem(concept).json()
    assert (genomen["stand"], genomen["bladnummer"]) == ("genomen", 3)
    (gestuurd,) = [b for b in besluiten if b["besluit"]["groep"] == stap_een.groep]
    assert gestuurd["besluit"] == concept["besluit"]
    assert gestuurd["handtekeningen"]["gemeente"]["medewerker"] == stap_een.burgemeester_id
    meldingen = gestuurd["besluit"]["gegevens"]["meldingen"]
    assert [len(melding["incident"]) for melding in meldingen] == [43, 43, 43]
    assert len({melding["incident"] for melding in meldingen}) == 3
    hier = {melding["incident"] for melding in criteria["meldingen"]}
    assert hier.isdisjoint(melding["incident"] for melding in meldingen)
    besluit = stap_een.regisseur.haal(f"/groepen/{stap_een.groep}/startbesluiten")
    assert besluit["gegevens"] == gestuurd["besluit"]["gegevens"]
    assert (besluit["genomenDoor"], besluit["voorbereidDoor"]) == (
        stap_een.burgemeester_id, stap_een.regisseur_id,
    )  # fmt: skip
    assert besluit["motivering"] == MOTIVERING["motivering"]


def test_de_regisseur_neemt_het_besluit_niet_dat_hij_voorbereidt(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    concept = bereid_voor(stap_een).json()
    pad = f"/besluitconcepten/{concept['id']}/_onderteken"
    antwoord = stap_een.regisseur.vraag("POST", pad, json={"digest": concept["digest"]})
    assert antwoord.status_code == 403
    assert "burgemeester" in antwoord.json()["detail"]
    besluiten = stap_een.wereld.gateway.besluiten
    assert not [b for b in besluiten if b["besluit"]["groep"] == stap_een.groep]
    # Er ligt één concept tegelijk; ingetrokken is er plaats voor een ander.
    assert bereid_voor(stap_een).status_code == 409
    intrekken = f"/besluitconcepten/{concept['id']}"
    assert stap_een.regisseur.vraag("DELETE", intrekken).status_code == 204
    assert stap_een.regisseur.vraag("DELETE", intrekken).status_code == 409
    assert bereid_voor(stap_een).status_code == 201
    te_laat = stap_een.burgemeester.vraag("POST", pad, json={"digest": concept["digest"]})
    assert te_laat.status_code == 409


def test_de_burgemeester_ziet_het_op_zijn_werklijst_met_het_bewijs_van_vandaag(
    stap_een: Kantoor,
) -> None:
    meldingen = bewijs(stap_een)
    concept = bereid_voor(stap_een).json()
    werk = f"/werklijst?groep={stap_een.groep}&soort=besluit-ondertekenen"
    (stuk,) = stap_een.burgemeester.haal(werk)["werk"]
    assert stuk["pad"] == f"/besluitconcepten/{concept['id']}"
    assert stap_een.regisseur.haal(werk)["werk"] == []
    # Komt er bewijs bij, dan is dit niet meer wat de regisseur zag: wie tekent, leest het opnieuw.
    meld(stap_een, "2026-11-01", bron="jongerenwerk")
    pad = f"/besluitconcepten/{concept['id']}"
    oud = stap_een.burgemeester.vraag(
        "POST", f"{pad}/_onderteken", json={"digest": concept["digest"]}
    )
    assert oud.status_code == 409
    nu = stap_een.burgemeester.haal(pad)
    assert len(nu["besluit"]["gegevens"]["meldingen"]) == 4
    # Valt er te veel weg, dan kan het niet meer, en staat er waarom.
    for melding in meldingen[:2]:
        assert trek_in(stap_een, melding).status_code == 200
    weg = stap_een.burgemeester.haal(pad)
    assert (weg["besluit"], weg["digest"]) == (None, None)
    assert [reden["code"] for reden in weg["redenen"]] == ["START_MELDINGEN"]
    niet = stap_een.burgemeester.vraag("POST", f"{pad}/_onderteken", json={"digest": nu["digest"]})
    assert niet.status_code == 409
    assert [reden["code"] for reden in niet.json()["redenen"]] == ["START_MELDINGEN"]


def test_zonder_bewijs_staat_er_alles_wat_ontbreekt_en_gaat_er_niets_weg(
    stap_een: Kantoor,
) -> None:
    antwoord = bereid_voor(stap_een)
    assert antwoord.status_code == 409
    assert [reden["code"] for reden in antwoord.json()["redenen"]] == [
        "START_GROEPSVERBAND", "START_MELDINGEN", "START_INTERVENTIE", "STAPVRAAG_OPEN",
        "STAPVRAAG_OPEN",
        "INDELING_ONTBREEKT",
    ]  # fmt: skip
    assert all(reden["uitleg"] for reden in antwoord.json()["redenen"])
    besluiten = stap_een.wereld.gateway.besluiten
    assert not [b for b in besluiten if b["besluit"]["groep"] == stap_een.groep]
    pad = f"/groepen/{stap_een.groep}/startbesluiten"
    assert stap_een.regisseur.vraag("GET", pad).status_code == 404


def test_een_vraag_van_stap_een_die_open_staat_houdt_het_besluit_tegen(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    pad = f"/stapantwoorden/{stap_een.groep}/1"

    def beantwoord(*antwoorden: str | None) -> None:
        etag = stap_een.regisseur.vraag("GET", pad).headers["etag"]
        antwoord = stap_een.regisseur.vraag(
            "PUT", pad, json={"antwoorden": antwoorden, **BEVESTIGD}, headers={"If-Match": etag}
        )
        assert antwoord.status_code == 200, antwoord.text

    zin = "De groep zoekt elkaar op bij het winkelcentrum."
    for antwoorden in ((zin, None), (None, zin), (None, None)):
        beantwoord(*antwoorden)
        te_vroeg = bereid_voor(stap_een)
        assert te_vroeg.status_code == 409
        assert [r["code"] for r in te_vroeg.json()["redenen"]] == [
            "STAPVRAAG_OPEN" for een in antwoorden if een is None
        ]
    beantwoord(zin, zin)
    assert bereid_voor(stap_een).status_code == 201


def test_niemand_tikt_een_startbesluit_zelf(stap_een: Kantoor) -> None:
    besluit = {
        "id": stap_een.groep,
        "groep": stap_een.groep,
        "soort": "start",
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": {},
    }
    vragen = {
        "/groepsbesluiten/_onderteken": {"besluit": besluit},
        "/besluitconcepten": {naam: besluit[naam] for naam in ("groep", "soort", "gegevens")},
    }
    for pad, vraag in vragen.items():
        antwoord = stap_een.burgemeester.vraag("POST", pad, json=vraag)
        assert antwoord.status_code == 400
        assert "/startbesluiten" in antwoord.json()["fouten"][0]["melding"]


def test_wie_iets_anders_zag_beslist_niet(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    pad = f"/groepen/{stap_een.groep}"
    gezien = stap_een.regisseur.vraag("GET", f"{pad}/startcriteria").headers["etag"]
    meld(stap_een, "2026-11-01")
    post = ("POST", f"{pad}/startbesluiten")
    koppen = {"If-Match": gezien}
    assert stap_een.regisseur.vraag(*post, json=MOTIVERING, headers=koppen).status_code == 412
    assert stap_een.regisseur.vraag(*post, json=MOTIVERING).status_code == 428


def test_twee_bronnen_over_een_avond_tellen_als_een_en_dat_is_terug_te_draaien(
    stap_een: Kantoor,
) -> None:
    een = meld(stap_een, "2026-10-01", bronkenmerk="P-1")
    ander = meld(stap_een, "2026-10-02", bron="stadsbeheer")
    pad = f"/groepen/{stap_een.groep}"
    (voorstel,) = stap_een.regisseur.haal(f"{pad}/meldingen/samenvoegvoorstellen")["voorstellen"]
    assert set(voorstel["meldingen"]) == {een["id"], ander["id"]}
    incident = f"/meldingen/{ander['id']}/incident"
    keuze = {"incident": een["incident"], "reden": "Zelfde avond.", **BEVESTIGD}
    lezen = f"/meldingen/{ander['id']}"
    assert met_etag(stap_een, "PUT", incident, keuze, lezen).status_code == 200
    assert stap_een.regisseur.haal(f"{pad}/startcriteria")["incidenten"] == 1
    terug = {"incident": ander["incident"], "reden": "Toch niet.", **BEVESTIGD}
    assert met_etag(stap_een, "PUT", incident, terug, lezen).status_code == 200
    assert stap_een.regisseur.haal(f"{pad}/startcriteria")["incidenten"] == 2
    versies = stap_een.regisseur.haal(f"/meldingen/{ander['id']}/versies")["versies"]
    assert [v["reden"] for v in versies] == [None, "Zelfde avond.", "Toch niet."]
    onbekend = {"incident": "verzonnen", "reden": "Zomaar.", **BEVESTIGD}
    assert met_etag(stap_een, "PUT", incident, onbekend, lezen).status_code == 400
    for kenmerk in ("P-1", "p-1"):
        meld(stap_een, "2026-10-01", 409, bronkenmerk=kenmerk)
    meld(stap_een, "2026-10-01", bronkenmerk="p-1", bron="stadsbeheer")
    onbekend_bron = meld(stap_een, "2026-10-01", 400, bron="buurvrouw")
    assert [fout["pad"] for fout in onbekend_bron["fouten"]] == ["/bron"]


def test_twee_mensen_verbeteren_dezelfde_melding(stap_een: Kantoor) -> None:
    melding = meld(stap_een, "2026-10-01")
    pad = f"/meldingen/{melding['id']}"
    etag = stap_een.regisseur.vraag("GET", pad).headers["etag"]
    wijziging = {"datum": "2026-09-30", "reden": "De bron noemde de verkeerde dag.", **BEVESTIGD}
    antwoorden = [
        stap_een.regisseur.vraag("PATCH", pad, json=wijziging, headers={"If-Match": etag})
        for _ in range(2)
    ]
    assert [een.status_code for een in antwoorden] == [200, 412]
    assert stap_een.regisseur.vraag("PATCH", pad, json=wijziging).status_code == 428


def test_in_een_melding_staat_niemand_en_geen_dag_van_morgen(stap_een: Kantoor) -> None:
    fouten = meld(stap_een, "2026-11-24", 400, omschrijving="Zorivanio B. gooide de ruit in.")[
        "fouten"
    ]
    assert {fout["pad"] for fout in fouten} == {"/datum", "/omschrijving"}
    assert "Zorivanio" not in str(fouten)


def test_eindigen_kan_pas_als_de_aanpak_is_afgesloten(stap_een: Kantoor) -> None:
    meldingen = bewijs(stap_een)
    neem(stap_een)
    assert trek_in(stap_een, meldingen[2]).status_code == 200
    (vraag,) = herbeoordelingen(stap_een)
    assert rond_af(stap_een, vraag["id"], "eindigt").status_code == 409
    stap_een.naar_stap(7, status="afgesloten", eindcriterium="overlast_gestopt")
    assert rond_af(stap_een, vraag["id"], "eindigt").json()["uitkomst"] == "eindigt"


def test_valt_het_antwoord_van_de_gateway_weg_dan_is_het_besluit_er_toch(
    stap_een: Kantoor,
) -> None:
    bewijs(stap_een)
    concept = bereid_voor(stap_een).json()
    besluiten = stap_een.wereld.gateway.groepsbesluiten
    besluiten.antwoord_kwijt = True
    try:
        antwoord = stap_een.neem(concept, 503)
    finally:
        besluiten.antwoord_kwijt = False
    pad = f"/groepen/{stap_een.groep}/startbesluiten"
    # Wie het eerst kijkt vraagt hetzelfde nog eens, met dezelfde handtekening.
    besluit = stap_een.regisseur.haal(pad)
    assert besluit["genomenDoor"] == stap_een.burgemeester_id
    gestuurd = [b for b in besluiten.ingediend if b["besluit"]["groep"] == stap_een.groep]
    assert len(gestuurd) == 2
    assert gestuurd[0] == gestuurd[1]
    # Ook wie tekende en geen antwoord kreeg, vraagt het gewoon nog eens.
    nogmaals = stap_een.burgemeester.vraag(
        "POST", f"/besluitconcepten/{concept['id']}/_onderteken", json={"digest": concept["digest"]}
    )
    assert (antwoord.status_code, nogmaals.status_code) == (503, 200)
    assert nogmaals.json()["stand"] == "genomen"


def test_kwam_het_nooit_aan_dan_is_er_niets_besloten_en_kan_het_opnieuw(stap_een: Kantoor) -> None:
    bewijs(stap_een)
    concept = bereid_voor(stap_een).json()
    digest = {"digest": concept["digest"]}
    pad = f"/besluitconcepten/{concept['id']}"
    stap_een.burgemeester.haal(pad)
    gateway = stap_een.wereld.gateway
    gateway.groepsbesluiten.botst = [{"poort": 5, "uitleg": "Nu niet."}]
    try:
        antwoord = stap_een.burgemeester.vraag("POST", f"{pad}/_onderteken", json=digest)
    finally:
        gateway.groepsbesluiten.botst = []
    assert (antwoord.status_code, antwoord.json()["redenen"][0]["uitleg"]) == (409, "Nu niet.")
    besluitpad = f"/groepen/{stap_een.groep}/startbesluiten"
    assert stap_een.regisseur.vraag("GET", besluitpad).status_code == 404
    assert stap_een.burgemeester.haal(pad)["stand"] == "open"
    assert stap_een.burgemeester.maak(f"{pad}/_onderteken", digest, 200)["stand"] == "genomen"

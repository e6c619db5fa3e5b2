"""Wat de gateway aflevert: alleen echt, alleen hierheen, en precies wat de kop zegt."""

from __future__ import annotations

import json
from typing import Any

import pytest

from deploy.pki import Pki
from shared.bericht.inhoud import InhoudOnderdeel, platte_tekst, stel_inhoud_op
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.tijd.kenmerk import nieuw_pseudoniem
from tests.hulp.certificaten import nog_een_certificaat
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.koppen import kop_met_inhoud
from tests.hulp.storing import weigerende_databank
from tests.hulp.web import als_organisatie
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.kantoor import Kantoor

GEHEIMEN = ("Dwarrel", "Testerman", "2015-03-04", "Nergenshuizen")


@pytest.fixture
def post(kantoor: Kantoor, pki: Pki) -> Postbode:
    wie = {"politie": kantoor.analist_id, "gemeente": kantoor.regisseur_id}
    return Postbode(kantoor.wereld, pki, kantoor.groep, wie)


def test_een_goed_bericht_wordt_aangenomen_met_een_ondertekende_ontvangst(post: Postbode) -> None:
    bericht = post.bericht()
    antwoord = post.lever_af(bericht)
    assert (antwoord.status_code, antwoord.json()["status"]) == (200, "aanvaard")
    assert antwoord.json()["digest"] == bericht.digest
    assert antwoord.headers["payload-signature"]
    assert post.status(bericht) == ("aanvaard", 2)
    assert post.journaal(bericht) == ["ontvangen"]


def test_elk_ontvangen_gegeven_heeft_grond_doel_bron_en_een_laatste_dag(post: Postbode) -> None:
    kenmerk = post.neem()
    for rij in post.rijen(kenmerk):
        assert (rij.status, rij.grondslag, rij.doel) == ("actief", "WPG16_1_B_1", "D1")
        assert (rij.bron, rij.oorsprong, rij.regime) == ("politie", kenmerk, "Wpg")
        assert rij.vervalt_op is not None


def test_hetzelfde_bericht_krijgt_dezelfde_ontvangst(post: Postbode) -> None:
    bericht = post.bericht()
    een = post.lever_af(bericht)
    post.wereld.klok.vooruit(seconds=1)
    twee = post.lever_af(bericht)
    assert een.content == twee.content
    assert een.headers["payload-signature"] == twee.headers["payload-signature"]
    assert post.status(bericht) == ("aanvaard", 2)


def test_hetzelfde_id_met_andere_inhoud_is_een_conflict(post: Postbode) -> None:
    kop = post.kop()
    bericht = post.bericht(kop)
    post.lever_af(bericht)
    assert post.lever_af(post.bericht(kop)).status_code == 409
    assert post.status(bericht) == ("aanvaard", 2)


def test_alleen_de_gateway_mag_afleveren_en_van_een_ander_wordt_niets_gelezen(
    post: Postbode, kantoor: Kantoor
) -> None:
    gateway = post.wereld.gateway
    bericht = post.bericht()
    ander = als_organisatie(kantoor.gemeente.app, kantoor.politie.transport_pem)
    assert post.wereld.doe(gateway.lever_af(ander, bericht)).status_code == 403
    # Ook onzin krijgt dat antwoord: eerst wie, dan pas wat.
    onzin = post.wereld.doe(gateway.lever_af(ander, bericht, Digest="onzin"))
    assert onzin.status_code == 403
    assert post.wereld.doe(gateway.lever_af(kantoor.gemeente.app, bericht)).status_code == 401
    assert post.status(bericht) == (None, 0)


def test_een_ander_certificaat_van_de_gateway_levert_niets_af(
    post: Postbode, kantoor: Kantoor, pki: Pki
) -> None:
    nieuw = nog_een_certificaat(pki, "gateway").pem.decode()
    ander = als_organisatie(kantoor.gemeente.app, nieuw)
    bericht = post.bericht()
    antwoord = post.wereld.doe(post.wereld.gateway.lever_af(ander, bericht))
    assert antwoord.status_code == 401
    assert "geregistreerd" in antwoord.json()["detail"]
    assert post.status(bericht) == (None, 0)


@pytest.mark.parametrize(
    "anders",
    [
        {"ontvanger": "politie"},
        {"besluit": "geweigerd"},
        {"id": nieuw_id()},
        {"digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="},
    ],
)
def test_een_besluit_dat_niet_bij_dit_bericht_hoort_telt_niet(
    post: Postbode, anders: dict[str, Any]
) -> None:
    bericht = post.bericht()
    besluit = post.wereld.gateway.gateway_besluit(bericht, **anders)
    antwoord = post.lever_af(bericht, Gateway_Besluit=besluit)
    assert antwoord.status_code == 403
    assert "payload-signature" not in antwoord.headers
    assert post.status(bericht) == (None, 0)


def test_zonder_besluit_of_met_een_valse_handtekening_gaat_er_niets_in(post: Postbode) -> None:
    bericht = post.bericht()
    assert post.lever_af(bericht, Gateway_Besluit=None).status_code == 403
    goed = post.wereld.gateway.gateway_besluit(bericht)
    kop, lading, handtekening = goed.split(".")
    vals = f"{kop}.{lading}.{handtekening[:-4]}AAAA"
    assert post.lever_af(bericht, Gateway_Besluit=vals).status_code == 400
    assert post.status(bericht) == (None, 0)


def test_de_handtekening_van_een_ander_dan_de_afzender_wordt_geweigerd(post: Postbode) -> None:
    assert post.weiger(tekent="gemeente") == "HANDTEKENING"


def test_een_bericht_voor_een_ander_wordt_geweigerd(post: Postbode) -> None:
    bericht = post.bericht({**post.kop(), "ontvanger": "om"})
    besluit = post.wereld.gateway.gateway_besluit(bericht, ontvanger="gemeente")
    antwoord = post.lever_af(bericht, Gateway_Besluit=besluit)
    assert (antwoord.json()["status"], antwoord.json()["reden"]) == (
        "geweigerd", "ANDERE_ONTVANGER",
    )  # fmt: skip
    assert post.status(bericht) == ("geweigerd", 0)


def test_inhoud_voor_een_andere_sleutel_is_onleesbaar(post: Postbode) -> None:
    assert post.weiger(voor="politie") == "ONLEESBAAR"


def test_wat_er_naast_de_inhoud_bij_zit_maakt_haar_onleesbaar(post: Postbode) -> None:
    kop, inhoud = post.kop(), post.inhoud()
    gebonden = kop_met_inhoud(kop, inhoud, {})
    document = json.loads(platte_tekst(gebonden, inhoud))
    document["bijlage"] = "Dwarrel Testerman"
    plat = json.dumps(document).encode()
    plat += b" " * (-len(plat) % 1024)
    assert post.weiger(kop, inhoud, plat=plat) == "ONLEESBAAR"


def test_inhoud_die_bij_een_andere_kop_hoort_wijkt_af(post: Postbode) -> None:
    kop, inhoud = post.kop(), post.inhoud()
    andere = kop_met_inhoud(post.kop(), inhoud, {})
    assert post.weiger(kop, inhoud, plat=platte_tekst(andere, inhoud)) == "INHOUD_WIJKT_AF"


def test_andere_inhoud_dan_waaraan_de_kop_zich_bindt_wijkt_af(post: Postbode) -> None:
    kop, inhoud = post.kop(), post.inhoud()
    gebonden = kop_met_inhoud(kop, inhoud, {})
    anders = post.inhoud({"naam": "Dwarrel Testerman"}, {"geboortedatum": "2010-03-04"})
    assert post.weiger(kop, inhoud, plat=platte_tekst(gebonden, anders)) == "INHOUD_WIJKT_AF"


@pytest.mark.parametrize("volgorde", [(1, 0), (0,), (0, 1, 1)])
def test_een_ander_aantal_of_een_andere_volgorde_wijkt_af(
    post: Postbode, volgorde: tuple[int, ...]
) -> None:
    delen = post.inhoud().over
    inhoud = stel_inhoud_op([delen[n] for n in volgorde], "Nodig.")
    assert post.weiger(post.kop(), inhoud) == "INHOUD_WIJKT_AF"


def test_een_ander_dan_de_kop_noemt_wijkt_af(post: Postbode) -> None:
    inhoud = post.inhoud(wie=[post.betrokkene, nieuw_pseudoniem()])
    assert post.weiger(post.kop(), inhoud) == "INHOUD_WIJKT_AF"


@pytest.mark.parametrize(
    "gegevens",
    [
        {"naam": "Dwarrel Testerman", "bsn": "000000000"},
        {"woonplaats": "Nergenshuizen"},
        {"naam": ["Dwarrel"]},
    ],
)
def test_een_gegeven_dat_de_vorm_van_zijn_soort_niet_heeft_wordt_geweigerd(
    post: Postbode, gegevens: dict[str, Any]
) -> None:
    inhoud = post.inhoud(gegevens, {"geboortedatum": "2010-03-04"})
    assert post.weiger(post.kop(), inhoud) == "VORM"


def test_een_weigering_zegt_een_code_en_niets_over_wie_het_gaat(post: Postbode) -> None:
    inhoud = post.inhoud({"naam": "Dwarrel Testerman"}, {"geboortedatum": "2015-03-04"})
    bericht = post.bericht(post.kop(), inhoud)
    antwoord = post.lever_af(bericht)
    assert (antwoord.json()["status"], antwoord.json()["reden"]) == ("geweigerd", "LEEFTIJD")
    assert not any(geheim in antwoord.text for geheim in GEHEIMEN)
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        rij = sessie.get_one(InkomendRij, bericht.kop.id)
        opgeslagen = str({k.name: getattr(rij, k.name) for k in rij.__table__.columns})
    assert not any(geheim in opgeslagen for geheim in GEHEIMEN)
    # Ook een weigering is een antwoord dat zich herhaalt.
    assert post.lever_af(bericht).content == antwoord.content


def test_wie_al_bekend_is_wordt_niet_nog_eens_ingeschreven(
    post: Postbode, kantoor: Kantoor
) -> None:
    naam = f"Fluitje {kantoor.groep[-4:]}"
    eigen = kantoor.regisseur.maak("/personen", {"naam": naam, "geboortedatum": "2010-03-04"})["id"]
    post.neem(post.kop(), post.inhoud({"naam": naam.upper()}, {"geboortedatum": "2010-03-04"}))
    assert {g["persoon"] for g in kantoor.ontvangen()} == {eigen}
    # Onder hetzelfde pseudoniem, nu zonder naam: nog steeds dezelfde persoon.
    kop = post.kop([post.deel("GEBOORTEDATUM")])
    post.neem(kop, post.inhoud({"geboortedatum": "2010-03-04"}, soorten=("GEBOORTEDATUM",)))
    assert {g["persoon"] for g in kantoor.ontvangen()} == {eigen}


def test_bij_twee_mensen_met_dezelfde_naam_en_geboortedatum_wordt_niet_gegokt(
    post: Postbode, kantoor: Kantoor
) -> None:
    naam = f"Ruisvoorn {kantoor.groep[-4:]}"
    tweeling = {
        kantoor.regisseur.maak("/personen", {"naam": naam, "geboortedatum": "2010-03-04"})["id"]
        for _ in range(2)
    }
    post.neem(post.kop(), post.inhoud({"naam": naam}, {"geboortedatum": "2010-03-04"}))
    (gevonden,) = {g["persoon"] for g in kantoor.ontvangen()}
    assert gevonden not in tweeling


def test_een_ontvangen_persoon_wordt_aangevuld_en_nooit_overschreven(
    post: Postbode, kantoor: Kantoor
) -> None:
    kop = post.kop([post.deel("GEBOORTEDATUM")])
    post.neem(kop, post.inhoud({"geboortedatum": "2010-03-04"}, soorten=("GEBOORTEDATUM",)))
    (persoon,) = {g["persoon"] for g in kantoor.ontvangen()}
    assert kantoor.regisseur.haal(f"/personen/{persoon}")["naam"] is None
    post.neem()
    post.neem(post.kop(), post.inhoud({"naam": "Heel Anders"}, {"geboortedatum": "2010-09-09"}))
    gelezen = kantoor.regisseur.haal(f"/personen/{persoon}")
    assert (gelezen["naam"], gelezen["geboortedatum"]) == ("Plofje Oefenaar", "2010-03-04")


def test_wie_hier_vernietigd_is_begint_opnieuw(post: Postbode, kantoor: Kantoor) -> None:
    post.neem()
    (persoon,) = {g["persoon"] for g in kantoor.ontvangen()}
    kantoor.gemeente.vernietig(persoon)
    assert {g["gegevens"] for g in kantoor.ontvangen()} <= {None}
    kenmerk = post.neem()
    nieuw = [g for g in kantoor.ontvangen() if g["bericht"] == kenmerk]
    assert nieuw[0]["gegevens"]["naam"] == "Plofje Oefenaar"
    assert nieuw[0]["persoon"] != persoon


def test_is_de_schijf_vol_dan_wordt_er_niets_ondertekend(post: Postbode) -> None:
    bericht = post.bericht()
    with weigerende_databank(post.bureau.uitwisseling.dienst.engine, "inkomend"):
        antwoord = post.lever_af(bericht)
    assert antwoord.status_code == 503
    assert "payload-signature" not in antwoord.headers
    assert int(antwoord.headers["Retry-After"]) > 0
    assert post.lever_af(bericht).json()["status"] == "aanvaard"


def test_een_fout_halverwege_laat_niets_achter(post: Postbode) -> None:
    bericht = post.bericht()
    with weigerende_databank(post.bureau.uitwisseling.dienst.engine, "journaal"):
        assert post.lever_af(bericht).status_code == 503
    assert post.status(bericht) == (None, 0)
    assert post.lever_af(bericht).json()["status"] == "aanvaard"
    assert post.status(bericht) == ("aanvaard", 2)


def test_een_ander_regime_en_een_eigen_bewaartermijn(post: Postbode, kantoor: Kantoor) -> None:
    """Een oud politiegegeven leeft hier niet langer dan bij de bron (H13)."""
    kenmerken = {"eersteVerwerking": "2022-01-31", "gerelateerd": True}
    kop = post.kop([post.deel("WPG8", aard="oordeel", kenmerken=kenmerken)])
    inhoud = post.inhoud({"omschrijving": "Gezien op het plein."}, soorten=("WPG8",))
    post.neem(kop, inhoud)
    (gegeven,) = kantoor.ontvangen()
    assert (gegeven["regime"], gegeven["aard"]) == ("Wpg", "oordeel")
    assert (gegeven["eersteVerwerking"], gegeven["vervaltOp"]) == ("2022-01-31", "2027-01-31")


def test_contactgegevens_van_een_deelnemer_gaan_niet_over_een_lid(
    post: Postbode, kantoor: Kantoor
) -> None:
    deel = post.deel(
        "CONTACT_DEELNEMER",
        betrokkene=kantoor.analist_id,
        categorie=3,
        leeftijdsklasse=None,
        grondslag="AVG6_1_E",
        kenmerken=None,
    )
    delen = [InhoudOnderdeel(kantoor.analist_id, "CONTACT_DEELNEMER", {"naam": "Mare Verzonnen"})]
    post.neem(post.kop([deel]), stel_inhoud_op(delen, "Nodig."))
    (rij,) = post.rijen()
    assert (rij.categorie, rij.grondslag, rij.doel) == (3, "AVG6_1_E", "D1")

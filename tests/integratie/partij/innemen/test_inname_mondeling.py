"""Wat wordt gezegd: eerst een aankondiging, en pas na het zeggen de inhoud."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from deploy.pki import Pki
from shared.bericht.inhoud import Inhoud
from shared.bestand.ontvangen.tabellen import InkomendeInhoudRij
from shared.partijdienst.onderhoud import draai_onderhoud
from shared.partijdienst.tabellen import OnderhoudsbeurtRij
from shared.verzenden.tabellen import InformatieverzoekRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.nepregister import Bericht
from tests.integratie.partij.opstelling import Wereld


@pytest.fixture
def post(gedeelde_driehoek: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(gedeelde_driehoek, pki)


def _bel(bode: Postbode, *soorten: str, **anders: Any) -> tuple[Bericht, Inhoud]:
    """Een aankondiging die wordt aanvaard, en de inhoud die na het gesprek volgt."""
    kop, inhoud = bode.over(*(soorten or ("NAW", "GEBOORTEDATUM")))
    gebeld = {"kanaal": "telefoon", "uiting": nieuw_id(), **anders}
    bericht, status, reden = bode.stuur({**kop, **gebeld}, inhoud, mee=False)
    assert (status, reden) == ("aanvaard", None)
    return bericht, inhoud


def _uitkomst(bode: Postbode, bericht: Bericht, inhoud: Inhoud, **anders: Any) -> Any:
    antwoord = bode.lever_inhoud_af(bericht, bode.levering(bericht, inhoud, **anders))
    assert antwoord.status_code == 200, antwoord.text
    return antwoord.json()["status"], antwoord.json()["reden"]


def test_een_aankondiging_wordt_aanvaard_en_laat_nog_niets_achter(post: Postbode) -> None:
    voor = post.aantallen()
    bericht, _ = _bel(post)
    assert post.status(bericht) == ("aanvaard", 0)
    assert post.journaal(bericht) == ["aangekondigd"]
    assert post.aantallen() == voor


def test_na_het_zeggen_komt_de_inhoud_er_net_zo_in_als_geschreven(post: Postbode) -> None:
    bericht, inhoud = _bel(post)
    antwoord = post.lever_inhoud_af(bericht, post.levering(bericht, inhoud))
    assert antwoord.json()["status"] == "aanvaard"
    assert bericht.levering is not None
    assert antwoord.json()["digest"] == bericht.levering.digest
    assert antwoord.headers["payload-signature"]
    assert post.journaal(bericht) == ["aangekondigd", "ontvangen"]
    for rij in post.rijen(str(bericht.kop.id)):
        assert (rij.status, rij.doel, rij.grondslag) == ("actief", "D1", "WPG16_1_B_1")
        assert (rij.bron, rij.oorsprong) == ("politie", str(bericht.kop.id))


def test_dezelfde_bytes_krijgen_dezelfde_ontvangst_en_andere_een_conflict(
    post: Postbode,
) -> None:
    bericht, inhoud = _bel(post)
    levering = post.levering(bericht, inhoud)
    een = post.lever_inhoud_af(bericht, levering)
    post.wereld.klok.vooruit(seconds=3)
    twee = post.lever_inhoud_af(bericht, levering)
    assert een.content == twee.content
    assert een.headers["payload-signature"] == twee.headers["payload-signature"]
    # Dezelfde inhoud, opnieuw versleuteld: andere bytes.
    assert post.lever_inhoud_af(bericht, post.levering(bericht, inhoud)).status_code == 409
    assert post.status(bericht) == ("aanvaard", 2)


def test_ook_een_weigering_van_de_inhoud_herhaalt_zich_en_is_de_laatste(post: Postbode) -> None:
    bericht, inhoud = _bel(post)
    fout = post.levering(
        bericht, post.inhoud({"naam": "Heel Anders"}, {"geboortedatum": "2010-03-04"})
    )
    een = post.lever_inhoud_af(bericht, fout)
    assert (een.json()["status"], een.json()["reden"]) == ("geweigerd", "INHOUD_WIJKT_AF")
    assert post.lever_inhoud_af(bericht, fout).content == een.content
    assert post.lever_inhoud_af(bericht, post.levering(bericht, inhoud)).status_code == 409
    assert post.status(bericht) == ("aanvaard", 0)


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"tekent": "om"}, "HANDTEKENING"),
        ({"voor": "politie"}, "ONLEESBAAR"),
        ({"plat": b"geen inhoud" + b" " * 1013}, "ONLEESBAAR"),
    ],
)
def test_inhoud_die_niet_klopt_wordt_geweigerd(
    post: Postbode, anders: dict[str, Any], reden: str
) -> None:
    bericht, inhoud = _bel(post)
    assert _uitkomst(post, bericht, inhoud, **anders) == ("geweigerd", reden)
    assert post.status(bericht) == ("aanvaard", 0)
    assert post.journaal(bericht) == ["aangekondigd", "geweigerd"]


@pytest.mark.parametrize(
    "anders",
    [
        {"bladnummer": 1},
        {"ontvanger": "om"},
        {"besluit": "geweigerd"},
        {"id": nieuw_id()},
        {"digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="},
    ],
)
def test_zonder_het_besluit_over_deze_aankondiging_gaat_de_inhoud_er_niet_in(
    post: Postbode, anders: dict[str, Any]
) -> None:
    bericht, inhoud = _bel(post)
    levering = post.levering(bericht, inhoud)
    gateway = post.wereld.gateway
    besluit = gateway.gateway_besluit(bericht, **{"digest": levering.digest, **anders})
    antwoord = post.lever_inhoud_af(bericht, levering, Gateway_Besluit=besluit)
    assert antwoord.status_code == 403
    assert post.status(bericht) == ("aanvaard", 0)


def test_inhoud_zonder_aankondiging_is_er_niet(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    bericht = post.bericht({**kop, "kanaal": "telefoon", "uiting": nieuw_id()}, inhoud, mee=False)
    assert post.lever_inhoud_af(bericht, post.levering(bericht, inhoud)).status_code == 404
    geschreven, _, _ = post.stuur(*post.over("NAW"))
    _, ander = post.over("NAW")
    assert post.lever_inhoud_af(geschreven, post.levering(geschreven, ander)).status_code == 404


def test_de_inhoud_gaat_niet_mee_met_de_aankondiging(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    gebeld = {**kop, "kanaal": "telefoon", "uiting": nieuw_id()}
    assert post.weiger(gebeld, inhoud) == "REGELS"


def test_ook_een_aankondiging_wordt_aan_de_eigen_regels_getoetst(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM")
    delen = [{**deel, "herkomst": "ontvangen"} for deel in kop["onderdelen"]]
    gebeld = {**kop, "kanaal": "telefoon", "uiting": nieuw_id(), "onderdelen": delen}
    assert post.weiger(gebeld, inhoud, mee=False) == "REGELS"


def test_de_leeftijd_blijkt_pas_uit_de_inhoud(post: Postbode) -> None:
    kop, inhoud = post.over("NAW", "GEBOORTEDATUM", geboren="1999-03-04")
    gebeld = {**kop, "kanaal": "telefoon", "uiting": nieuw_id()}
    bericht, status, _ = post.stuur(gebeld, inhoud, mee=False)
    assert status == "aanvaard"
    assert _uitkomst(post, bericht, inhoud) == ("geweigerd", "LEEFTIJD")
    assert post.status(bericht) == ("aanvaard", 0)


def test_wat_is_ingetrokken_voor_het_is_afgeleverd_komt_er_niet_meer_in(post: Postbode) -> None:
    bericht, inhoud = _bel(post)
    post.neem(post.vervolg("intrekking", str(bericht.kop.id)))
    assert _uitkomst(post, bericht, inhoud) == ("geweigerd", "NIET_HIER")


def test_ook_als_maar_een_plaats_is_ingetrokken_komt_er_niets_in(post: Postbode) -> None:
    bericht, inhoud = _bel(post)
    kop = post.vervolg("intrekking", str(bericht.kop.id), [post.vervolgdeel("GEBOORTEDATUM", 1)])
    post.neem(kop)
    assert _uitkomst(post, bericht, inhoud) == ("geweigerd", "NIET_HIER")
    assert post.rijen(str(bericht.kop.id)) == []
    # Wat nog mag, zegt de bron opnieuw.
    opnieuw, inhoud = _bel(post, "NAW")
    assert _uitkomst(post, opnieuw, inhoud) == ("aanvaard", None)


def test_op_wat_nog_niet_is_gezegd_bouwt_niets_voort(post: Postbode) -> None:
    bericht, inhoud = _bel(post)
    deel = post.vervolgdeel("NAW", 0)
    kop = post.vervolg("correctie", str(bericht.kop.id), [deel])
    anders = post.inhoud({"naam": "Plofje Oefenaarster"}, soorten=("NAW",))
    assert post.weiger(kop, anders) == "NIET_HIER"
    assert _uitkomst(post, bericht, inhoud) == ("aanvaard", None)
    post.neem(post.vervolg("correctie", str(bericht.kop.id), [deel]), anders)


def test_een_vraag_die_is_gesteld_ligt_er_pas_als_zij_is_gezegd(post: Postbode) -> None:
    bode = post.tussen("politie", "gemeente")
    kop = bode.kop(
        [], soort="informatieverzoek", stuk="vraag", doel=None, afweging=None,
        kanaal="telefoon", uiting=nieuw_id(),
    )  # fmt: skip
    vraag = bode.stuk("vraag", vraag="Wat speelt er op het plein?", uiterlijk="2026-12-07")
    bericht, status, reden = bode.stuur(kop, vraag, mee=False)
    assert (status, reden) == ("aanvaard", None)
    assert not _verzoeken(bode)
    assert _uitkomst(bode, bericht, vraag) == ("aanvaard", None)
    assert _verzoeken(bode) == [str(bericht.kop.id)]
    assert bode.driehoek is not None
    gelezen = bode.driehoek.kantoor.regisseur.haal(f"/informatieverzoeken/{bericht.kop.id}")
    assert gelezen["vraag"] == "Wat speelt er op het plein?"


def _verzoeken(bode: Postbode) -> list[str]:
    with bode.bureau.uitwisseling.dienst.lezend() as sessie:
        vraag = select(InformatieverzoekRij.id).where(
            InformatieverzoekRij.groep == bode.groep, InformatieverzoekRij.richting == "in"
        )
        return list(sessie.scalars(vraag))


# --- Wat niet is gezegd ---


def test_een_aankondiging_die_verliep_laat_alleen_een_regel_in_het_journaal_achter(
    post: Postbode,
) -> None:
    voor = post.aantallen()
    gezegd, inhoud = _bel(post)
    assert _uitkomst(post, gezegd, inhoud) == ("aanvaard", None)
    met_gezegd = post.aantallen()
    bericht, _ = _bel(post)
    # Vijf werkdagen om het nog af te leveren: daarna niet meer.
    post.wereld.klok.nu += timedelta(days=6)
    assert _onderhoud(post)["vervallenAankondigingen"] == 0
    post.wereld.klok.nu += timedelta(days=2)
    assert _onderhoud(post)["vervallenAankondigingen"] > 0
    assert _onderhoud(post)["vervallenAankondigingen"] == 0
    assert post.status(bericht) == (None, 0)
    assert post.journaal(bericht) == ["aangekondigd"]
    assert post.status(gezegd) == ("aanvaard", 2)
    assert post.aantallen() == met_gezegd != voor


def test_wat_te_laat_komt_wordt_niet_meer_aangenomen(post: Postbode) -> None:
    bericht, inhoud = _bel(post)
    post.wereld.klok.nu += timedelta(days=8)
    assert _uitkomst(post, bericht, inhoud) == ("geweigerd", "NIET_BEVESTIGD")
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        assert sessie.get_one(InkomendeInhoudRij, bericht.kop.id).status == "geweigerd"


def test_een_oude_aankondiging_komt_niet_opnieuw_binnen(post: Postbode) -> None:
    bericht, _ = _bel(post)
    post.wereld.klok.nu += timedelta(days=8)
    _onderhoud(post)
    antwoord = post.lever_af(bericht)
    assert (antwoord.json()["status"], antwoord.json()["reden"]) == (
        "geweigerd", "NIET_BEVESTIGD",
    )  # fmt: skip


def _onderhoud(post: Postbode) -> Any:
    geheel = post.bureau.geheel
    with geheel.dienst.transactie() as sessie:
        sessie.execute(delete(OnderhoudsbeurtRij))
    return post.wereld.doe(draai_onderhoud(geheel, timedelta(minutes=10)))


# --- Aan tafel ---


def test_recent_vervolgd_wordt_gezegd_en_komt_leeg_aan(post: Postbode) -> None:
    """Van de woorden komt niets op schrift: alleen dat het is verteld."""
    bode, kenmerk = _vertel_van_een_vervolging(post)
    (rij,) = bode.rijen(kenmerk)
    assert (rij.gegevenssoort, rij.status) == ("RECENT_VERVOLGD", "actief")
    assert bode.driehoek is not None
    pad = f"/ontvangen-gegevens?groep={bode.groep}"
    gelezen = bode.driehoek.kantoor.regisseur.haal(pad)["ontvangenGegevens"]
    assert {} in [g["gegevens"] for g in gelezen if g["gegevenssoort"] == "RECENT_VERVOLGD"]


def test_ook_een_verbetering_wordt_gebeld_als_het_gegeven_alleen_wordt_gezegd(
    post: Postbode,
) -> None:
    bode, kenmerk = _vertel_van_een_vervolging(post)
    kop = bode.vervolg(
        "correctie", kenmerk, [bode.vervolgdeel("RECENT_VERVOLGD", 0)],
        kanaal="telefoon", uiting=nieuw_id(),
    )  # fmt: skip
    inhoud = bode.inhoud(soorten=("RECENT_VERVOLGD",))
    assert bode.weiger({**kop, "id": nieuw_id(), "kanaal": "koppelvlak", "uiting": None}, inhoud)
    bericht, status, reden = bode.stuur(kop, inhoud, mee=False)
    assert (status, reden) == ("aanvaard", None)
    assert [rij.status for rij in bode.rijen(kenmerk)] == ["actief"]
    assert _uitkomst(bode, bericht, inhoud) == ("aanvaard", None)
    assert [rij.status for rij in bode.rijen(kenmerk)] == ["vervangen"]
    assert [rij.status for rij in bode.rijen(str(bericht.kop.id))] == ["actief"]


def _vertel_van_een_vervolging(post: Postbode) -> tuple[Postbode, str]:
    bode = post.tussen("om", "gemeente")
    bode.geef("NAW", "GEBOORTEDATUM")
    bericht, inhoud = _bel(bode, "RECENT_VERVOLGD")
    assert _uitkomst(bode, bericht, inhoud) == ("aanvaard", None)
    return bode, str(bericht.kop.id)


def test_wie_maar_enkele_soorten_mag_lezen_leest_alleen_die(post: Postbode) -> None:
    bode = post.tussen("gemeente", "politie")
    bode.geef("NAW", "GEBOORTEDATUM")
    kop, inhoud = bode.over("TEL_EMAIL")
    bode.neem({**kop, "stap": 5}, inhoud)
    kop, inhoud = bode.over("BEKENDHEID")
    tafel = {"kanaal": "overleg", "overleg": nieuw_id(), "uiting": nieuw_id()}
    bericht, status, reden = bode.stuur({**kop, **tafel}, inhoud, mee=False)
    assert (status, reden) == ("aanvaard", None)
    assert _uitkomst(bode, bericht, inhoud) == ("aanvaard", None)
    wijkagent, _ = bode.bureau.medewerker("wijkagent", f"wijk.{bode.groep}@politie.example")
    soorten = {
        g["gegevenssoort"]
        for g in wijkagent.haal(f"/ontvangen-gegevens?groep={bode.groep}")["ontvangenGegevens"]
    }
    assert soorten == {"NAW", "GEBOORTEDATUM", "BEKENDHEID"}

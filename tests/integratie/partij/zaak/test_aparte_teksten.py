"""Een tekst die iemand aanwijst komt binnen, maar niemand leest haar voor er over is beslist."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from deploy.pki import Pki
from shared.bestand.apart.tabellen import AparteInzageRij, AparteTekstRij
from shared.bestand.ontvangen.zegel import open_motivering, open_stuk
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import GeenToegang
from shared.zaak.apart.dienst import AparteTeksten
from tests.integratie.partij.afleveren import Postbode, bij_de_driehoek
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.voorbeeldgegevens import WAARDEN

NAAM = "Dwarrel Testerman"
WIJST_AAN = f"Vraag het aan {NAAM}, die weet er meer van."
WIJST_NIEMAND_AAN = "Er zijn drie meldingen over het plein gedaan."
REDEN = {"reden": "Nakijken of hier iemand in staat."}


@pytest.fixture
def post(gedeelde_driehoek: Wereld, pki: Pki) -> Postbode:
    return bij_de_driehoek(gedeelde_driehoek, pki)


@pytest.fixture
def regisseur(post: Postbode) -> Klant:
    assert post.driehoek is not None
    return post.driehoek.kantoor.regisseur


def _stuur(post: Postbode, motivering: str) -> str:
    kop, _ = post.over("NAW", "GEBOORTEDATUM")
    return post.neem(kop, post.inhoud(motivering=motivering), apart=motivering == WIJST_AAN)


def _vraag(post: Postbode, vraag: str) -> str:
    kop = post.kop([], soort="informatieverzoek", stuk="vraag", doel=None, afweging=None)
    inhoud = post.stuk("vraag", vraag=vraag, uiterlijk="2026-12-07")
    return post.neem(kop, inhoud, apart=vraag == WIJST_AAN)


def _apart(post: Postbode, klant: Klant, vraag: str = "") -> list[dict[str, Any]]:
    pagina = klant.haal(f"/aparte-teksten?groep={post.groep}{vraag}")
    rijen: list[dict[str, Any]] = pagina["aparteTeksten"]
    return rijen


def _motivering(post: Postbode, kenmerk: str) -> str | None:
    u = post.bureau.uitwisseling
    with u.dienst.lezend() as sessie:
        return open_motivering(sessie, u.dienst.kluis, kenmerk)


def test_het_bericht_komt_binnen_en_alleen_de_tekst_wacht(post: Postbode, regisseur: Klant) -> None:
    kenmerk = _stuur(post, WIJST_AAN)
    assert [rij.status for rij in post.rijen(kenmerk)] == ["actief", "actief"]
    assert _motivering(post, kenmerk) is None
    (een,) = _apart(post, regisseur)
    assert (een["bericht"], een["plek"], een["stand"]) == (kenmerk, "/motivering", "open")
    assert (een["afzender"], een["soort"], een["stuk"]) == ("politie", "verstrekking", None)
    assert NAAM not in str(een)


def test_een_tekst_die_niemand_aanwijst_wacht_niet(post: Postbode, regisseur: Klant) -> None:
    kenmerk = _stuur(post, WIJST_NIEMAND_AAN)
    assert _motivering(post, kenmerk) == WIJST_NIEMAND_AAN
    assert _apart(post, regisseur) == []


def test_wie_kijkt_zegt_waarom_en_dat_ligt_vast(post: Postbode, regisseur: Klant) -> None:
    _stuur(post, WIJST_AAN)
    (een,) = _apart(post, regisseur)
    pad = f"/aparte-teksten/{een['id']}"
    assert regisseur.vraag("POST", f"{pad}/_bekijk", json={}).status_code == 400
    gelezen = regisseur.maak(f"{pad}/_bekijk", REDEN, 200)
    assert gelezen["tekst"] == WIJST_AAN
    (vondst,) = [v for v in gelezen["vondsten"] if v["soort"] == "naam"][:1]
    assert NAAM.split()[0] in WIJST_AAN[vondst["begin"] : vondst["einde"]]
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        inzage = sessie.scalars(
            select(AparteInzageRij).where(AparteInzageRij.tekst_id == een["id"])
        ).one()
        assert inzage.door == post.medewerkers["gemeente"]
        assert inzage.zegel is not None
        assert REDEN["reden"].encode() not in inzage.zegel


def test_niemand_beslist_ongezien(post: Postbode, regisseur: Klant) -> None:
    _stuur(post, WIJST_AAN)
    (een,) = _apart(post, regisseur)
    for besluit in ("_vrijgeven", "_afwijzen"):
        pad = f"/aparte-teksten/{een['id']}/{besluit}"
        assert regisseur.vraag("POST", pad, json=REDEN).status_code == 409
    assert [rij["stand"] for rij in _apart(post, regisseur)] == ["open"]


def test_vrijgegeven_is_gewoon_te_lezen(post: Postbode, regisseur: Klant) -> None:
    kenmerk = _stuur(post, WIJST_AAN)
    een = _beslis(post, regisseur, "_vrijgeven")
    assert (een["stand"], een["beslotenDoor"]) == ("vrijgegeven", post.medewerkers["gemeente"])
    assert _motivering(post, kenmerk) == WIJST_AAN
    assert _apart(post, regisseur, "&stand=open") == []


def test_afgewezen_is_weg(post: Postbode, regisseur: Klant) -> None:
    kenmerk = _stuur(post, WIJST_AAN)
    een = _beslis(post, regisseur, "_afwijzen")
    assert _motivering(post, kenmerk) is None
    with post.bureau.uitwisseling.dienst.lezend() as sessie:
        assert sessie.get_one(AparteTekstRij, een["id"]).zegel is None
    for wat in ("_bekijk", "_vrijgeven", "_afwijzen"):
        antwoord = regisseur.vraag("POST", f"/aparte-teksten/{een['id']}/{wat}", json=REDEN)
        assert antwoord.status_code == 409
    assert [rij.status for rij in post.rijen(kenmerk)] == ["actief", "actief"]


def test_van_een_vraag_wacht_alleen_de_tekst(post: Postbode, regisseur: Klant) -> None:
    kenmerk = _vraag(post, WIJST_AAN)
    gelezen = regisseur.haal(f"/informatieverzoeken/{kenmerk}")
    assert (gelezen["vraag"], gelezen["uiterlijk"]) == (None, "2026-12-07")
    (een,) = _apart(post, regisseur)
    assert (een["plek"], een["stuk"]) == ("/stuk/gegevens/vraag", "vraag")
    _beslis(post, regisseur, "_vrijgeven")
    assert regisseur.haal(f"/informatieverzoeken/{kenmerk}")["vraag"] == WIJST_AAN


def test_van_elke_plek_in_een_stuk_wordt_apart_beslist(post: Postbode, regisseur: Klant) -> None:
    kop = post.kop([], soort="groepsbericht", stuk="signaal", doel=None, afweging=None, stap=3)
    signaal = post.stuk(
        "signaal", soort="signaal", bron="politie", datum="2026-11-20",
        plek=f"Bij het huis van {NAAM}", omschrijving=WIJST_AAN,
    )  # fmt: skip
    bericht, status, reden = post.stuur(kop, signaal)
    assert (status, reden) == ("aanvaard", "APART"), "de afzender hoort dat het apart staat"
    assert {een["plek"] for een in _apart(post, regisseur)} == {
        "/stuk/gegevens/plek", "/stuk/gegevens/omschrijving",
    }  # fmt: skip
    u = post.bureau.uitwisseling
    with u.dienst.lezend() as sessie:
        stuk = open_stuk(sessie, u.dienst.kluis, bericht.kop.id)
    assert stuk is not None
    assert stuk.gegevens == {**signaal.stuk.gegevens, "plek": None, "omschrijving": None}


def test_de_reden_van_een_verbetering_wacht_ook(post: Postbode, regisseur: Klant) -> None:
    eerst = _stuur(post, WIJST_NIEMAND_AAN)
    deel = post.vervolgdeel("NAW", 0)
    inhoud = post.inhoud(
        {**WAARDEN["NAW"], "verbetering": "onderzoek"}, soorten=("NAW",), motivering=WIJST_AAN
    )
    post.neem(post.vervolg("correctie", eerst, [deel]), inhoud, apart=True)
    assert [een["soort"] for een in _apart(post, regisseur)] == ["correctie"]
    (verbetering,) = regisseur.haal(f"/verbeteringen?groep={post.groep}")["verbeteringen"]
    gelezen = regisseur.haal(f"/verbeteringen/{verbetering['id']}")
    assert NAAM not in str(gelezen)


def test_wie_de_groep_niet_in_zijn_taak_heeft_of_niet_ontvangt_komt_er_niet_bij(
    post: Postbode, regisseur: Klant
) -> None:
    _stuur(post, WIJST_AAN)
    (een,) = _apart(post, regisseur)
    pad = f"/aparte-teksten/{een['id']}/_bekijk"
    elders = {"alleGroepen": False, "groepen": ["0193aaaa-0000-7000-8000-0000000000aa"]}
    ander, _ = post.bureau.medewerker("regisseur", f"e.{post.groep}@gemeente.example", **elders)
    assert _apart(post, ander) == []
    assert ander.vraag("POST", pad, json=REDEN).status_code == 403
    fg, _ = post.bureau.medewerker("fg", f"fg.{post.groep}@gemeente.example")
    assert len(_apart(post, fg)) == 1
    assert fg.vraag("POST", pad, json=REDEN).status_code == 403


def test_wie_is_vernietigd_neemt_de_tekst_mee(post: Postbode, regisseur: Klant) -> None:
    kenmerk = _stuur(post, WIJST_AAN)
    (persoon,) = {rij.persoon_id for rij in post.rijen(kenmerk)}
    post.bureau.vernietig(persoon)
    (een,) = _apart(post, regisseur)
    pad = f"/aparte-teksten/{een['id']}/_bekijk"
    assert regisseur.vraag("POST", pad, json=REDEN).status_code == 410


def test_wat_is_ingetrokken_hoeft_niemand_meer_te_bekijken(
    post: Postbode, regisseur: Klant
) -> None:
    kenmerk = _stuur(post, WIJST_AAN)
    assert "tekst-beoordelen" in _werk(post, regisseur)
    post.neem(post.vervolg("intrekking", kenmerk))
    (een,) = _apart(post, regisseur)
    pad = f"/aparte-teksten/{een['id']}/_bekijk"
    assert regisseur.vraag("POST", pad, json=REDEN).status_code == 410
    assert "tekst-beoordelen" not in _werk(post, regisseur)


def _werk(post: Postbode, klant: Klant) -> set[str]:
    return {stuk["soort"] for stuk in klant.haal(f"/werklijst?groep={post.groep}")["werk"]}


def _beslis(post: Postbode, klant: Klant, besluit: str) -> dict[str, Any]:
    (een,) = _apart(post, klant)
    pad = f"/aparte-teksten/{een['id']}"
    klant.maak(f"{pad}/_bekijk", REDEN, 200)
    uitkomst: dict[str, Any] = klant.maak(f"{pad}/{besluit}", REDEN, 200)
    return uitkomst


def test_wat_zeker_iemand_noemt_geeft_niemand_vrij(post: Postbode, regisseur: Klant) -> None:
    kop, _ = post.over("NAW", "GEBOORTEDATUM")
    hard = "Geboren op 3-4-2009, Kerkstraat 12, zegt mevrouw Testerman."
    kenmerk = post.neem(kop, post.inhoud(motivering=hard), apart=True)
    (een,) = _apart(post, regisseur)
    pad = f"/aparte-teksten/{een['id']}"
    regisseur.maak(f"{pad}/_bekijk", REDEN, 200)
    antwoord = regisseur.vraag("POST", f"{pad}/_vrijgeven", json=REDEN)
    assert (antwoord.status_code, "Wijs haar af" in antwoord.text) == (409, True)
    assert _motivering(post, kenmerk) is None
    regisseur.maak(f"{pad}/_afwijzen", REDEN, 200)


def test_wie_een_soort_in_het_bericht_niet_leest_leest_de_tekst_ook_niet(
    post: Postbode, regisseur: Klant
) -> None:
    _stuur(post, WIJST_AAN)
    (een,) = _apart(post, regisseur)
    leest_naam = Medewerker(
        post.medewerkers["gemeente"], "proef", frozenset(), None, soorten=frozenset({"NAW"})
    )
    with pytest.raises(GeenToegang, match="GEBOORTEDATUM"):
        AparteTeksten(post.bureau.uitwisseling.dienst, leest_naam).bekijk(een["id"], "Nakijken.")

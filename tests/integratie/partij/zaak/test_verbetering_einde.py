"""Waar een verbetering ophoudt: wat er niet meer is, niet meer mag, of verdwijnt."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from deploy.pki import Pki
from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.personen.vernietiging import vernietig_persoon
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.opruimen.opruimen import vraag_opruiming
from tests.integratie.partij.afleveren import Postbode
from tests.integratie.partij.driehoek import STERRIN
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verbeterzaak import PARTIJEN, Zaak, nieuwe_zaak, standen


@pytest.fixture
def zaak(gedeelde_driehoek: Wereld) -> Zaak:
    return nieuwe_zaak(gedeelde_driehoek)


# --- Wie het niet meer heeft ---


def test_wie_het_vernietigde_antwoordt_dat_en_krijgt_niets_terug(zaak: Zaak) -> None:
    (gegeven,) = zaak.ontvangen("om")
    dienst = zaak.d.bureau("om").uitwisseling.dienst
    vernietig_persoon(dienst, gegeven["persoon"], door=None, grond="termijn")
    verbetering = zaak.start_eigen()
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    assert standen(stand) == {"gemeente": "bevestigd", "om": "vernietigd"}
    (fout,) = [
        b["laatsteFout"] for e in stand["ontvangers"] for b in e["berichten"] if b["laatsteFout"]
    ]
    assert "VERNIETIGD" in fout
    _zeg_het_anders(zaak)
    assert standen(zaak.lees(verbetering["id"])) == {"gemeente": "bevestigd", "om": "vernietigd"}
    zaak.verbeter_bestand()
    zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg()
    assert zaak.lees(verbetering["id"])["lopend"] is False
    assert zaak.ontvangen("om") == [], "van wie weg is staat er niets meer"
    assert zaak.d.klant("om")[0].haal(f"/groepen/{zaak.d.groep}/leden")["leden"] == []


def _zeg_het_anders(zaak: Zaak) -> None:
    """De zin is voor mensen: hoe hij luidt, beslist nergens over."""
    with zaak.d.bureau("politie").uitwisseling.dienst.transactie() as sessie:
        geweigerd = UitgaandRij.status == Verzendstatus.GEWEIGERD
        sessie.execute(
            update(UitgaandRij).where(geweigerd).values(laatste_fout="Bij ons is niets.")
        )


def test_wie_vertelt_dat_hij_het_vernietigde_hoeft_niets_meer_te_horen(
    zaak: Zaak, pki: Pki
) -> None:
    zaak.d.wereld.sluit_af("om")
    verbetering = zaak.start_eigen()
    zaak.bezorg("politie")
    (bij_om,) = {g["betrokkene"] for g in zaak.ontvangen("om")}
    _meld_vernietiging(zaak, pki, [bij_om])
    stand = zaak.lees(verbetering["id"])
    assert standen(stand) == {"gemeente": "bevestigd", "om": "vernietigd"}
    zaak.verbeter_bestand()
    besloten = zaak.beslis("_bevestig", verbetering["id"])
    zaak.bezorg("politie")
    (om,) = [een for een in besloten["ontvangers"] if een["partij"] == "om"]
    assert "bevestigd" not in {b["fase"] for b in om["berichten"]}
    assert zaak.lees(verbetering["id"])["lopend"] is False


def _meld_vernietiging(zaak: Zaak, pki: Pki, betrokkenen: list[str]) -> None:
    """Het vernietigingsbericht van het OM, rechtstreeks bezorgd: niemand beslist erover."""
    wie = {code: zaak.d.klant(code)[1] for code in PARTIJEN}
    bode = Postbode(zaak.d.wereld, pki, zaak.d.groep, wie, "om", "politie")
    weg = {"berichten": [], "betrokkenen": betrokkenen, "heleGroep": False}
    kop = bode.kop(
        [], soort="vernietigingsbericht", doel=None, afweging=None, stap=2, vernietigd=weg,
        medewerker=None, ontvangendeMedewerker=None,
    )  # fmt: skip
    bode.neem(kop)


# --- Wat niet meer gegeven mag worden ---


def test_wat_niet_meer_mag_worden_gegeven_wordt_bij_een_verbetering_teruggenomen(
    zaak: Zaak,
) -> None:
    """Een politiegegeven van meer dan vijf jaar oud gaat niet nog eens de deur uit (poort 9)."""
    oud = zaak.geef_politiegegeven("2021-12-15")
    verbetering = zaak.start_over(oud)
    zaak.bezorg()
    assert zaak.standen("gemeente", "WPG8") == ["vervangen", "opgeschort"]
    zaak.d.wereld.klok.vooruit(days=40)
    zaak.beslis("_afwijzen", verbetering["id"])
    zaak.bezorg()
    stand = zaak.lees(verbetering["id"])
    assert standen(stand) == {"gemeente": "ingetrokken"}
    assert [b["soort"] for b in stand["ontvangers"][0]["berichten"]] == ["correctie", "intrekking"]
    assert set(zaak.standen("gemeente", "WPG8")) == {"ingetrokken"}


def test_een_ontvanger_kan_niet_melden_over_wat_niet_in_gebruik_is(zaak: Zaak) -> None:
    zaak.start_eigen()
    zaak.bezorg()
    *_, opgeschort = zaak.ontvangen("gemeente")
    document = {"ontvangen": {"gegeven": opgeschort["id"]}}
    assert zaak.start("gemeente", document, 409)["detail"]


# --- Wat er met de persoon meegaat ---


def test_met_de_persoon_verdwijnt_ook_de_verbetering(zaak: Zaak) -> None:
    zaak.start_eigen()
    zaak.bezorg()
    (daar,) = zaak.lijst("gemeente")
    for code, persoon in (("politie", zaak.sterrin), ("gemeente", daar["persoon"])):
        dienst = zaak.d.bureau(code).uitwisseling.dienst
        vernietig_persoon(dienst, persoon, door=None, grond="termijn")
        assert zaak.lijst(code) == []
    analist = zaak.d.klant("politie")[0]
    assert analist.vraag("GET", f"/verbeteringen/{daar['id']}").status_code == 404
    # Niets te verbeteren, en niets komt terug.
    zaak.start_eigen(410)


def test_na_een_opruiming_is_er_niets_te_verbeteren_en_blijft_er_geen_woord_over(
    zaak: Zaak,
) -> None:
    zaak.start_eigen()
    eigen = zaak.d.persoon("gemeente", STERRIN)
    zaak.bezorg()
    (daar,) = zaak.lijst("gemeente")
    for code in ("gemeente", "politie"):
        u = zaak.d.bureau(code).geheel
        with u.dienst.transactie() as sessie:
            vraag_opruiming(sessie, u.dienst, zaak.d.groep, Grond.AFGESLOTEN, alles=True)
        zaak.d.wereld.doe(u.opruimer.ronde())
        assert zaak.lijst(code) == []
        assert zaak.d.klant(code)[0].haal(f"/groepen/{zaak.d.groep}/leden")["leden"] == []
    with zaak.d.bureau("gemeente").uitwisseling.dienst.lezend() as sessie:
        assert sessie.get_one(InkomendRij, daar["meldingBericht"]).geheim is None
    # De eigen persoon is er nog; verstrekt is zij in deze groep aan niemand meer.
    assert "aan niemand verstrekt" in zaak.start_eigen(409)["detail"]
    assert zaak.d.klant("gemeente")[0].haal(f"/personen/{eigen}")["herkomst"] == "eigen"


def test_lezen_wordt_vastgelegd_en_beslissen_vraagt_wat_u_las(zaak: Zaak) -> None:
    verbetering = zaak.start_eigen()
    analist = zaak.d.klant("politie")[0]
    pad = f"/verbeteringen/{verbetering['id']}"
    gelezen = zaak.d.kantoor.gelezen(zaak.d.bureau("politie"))
    assert ("verbetering", verbetering["id"], zaak.sterrin) in gelezen
    reden = {"reden": "Niets gezien."}
    assert analist.vraag("POST", f"{pad}/_afwijzen", json=reden).status_code == 428
    etag = analist.vraag("GET", pad).headers["etag"]
    zaak.beslis("_afwijzen", verbetering["id"])
    na = analist.vraag("POST", f"{pad}/_afwijzen", json=reden, headers={"If-Match": etag})
    assert (na.status_code, na.json()["detail"]) == (409, "Over deze verbetering is al besloten.")
    ander, _ = zaak.d.bureau("politie").medewerker(
        "analist", f"ander.{zaak.d.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.haal("/verbeteringen")["verbeteringen"] == []

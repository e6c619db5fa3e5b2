"""Hoe wie aan tafel zit te bereiken is: door hemzelf gegeven, en weg als hij vertrekt (4.4)."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import PersoonRij
from shared.partij.web.versies import etag_van
from tests.integratie.partij.bewaarwerk import onderhoud
from tests.integratie.partij.bureau import BEHEERDER, Klant
from tests.integratie.partij.driehoek import AFWEGING
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel

BEREIK = {"email": "mare@politie.example", "telefoon": "010 0000000"}
OPDRACHT = {"doel": "D1", "afweging": AFWEGING}


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    tafel = Tafel.richt_in(gedeelde_driehoek)
    tafel.onderzoek(stap=5, tot="2027-01-31")
    tafel.driehoek.kantoor.naar_stap(
        5, prioritering="ja", strafrechtelijkOnderzoek={"van": "2026-11-01", "tot": None}
    )
    return tafel


def _spreker(tafel: Tafel, **anders: Any) -> tuple[Klant, str, str]:
    """Een eigen analist aan tafel, die zegt hoe zij te bereiken is; en het overleg."""
    klant, wie = tafel.collega("politie", "analist", **anders)
    overleg = tafel.plan(deelnemers=[wie, *tafel.iedereen[1:]])
    antwoord = klant.vraag("PUT", "/autorisaties/mij/contact", json=BEREIK)
    assert antwoord.status_code == 200, antwoord.text
    return klant, wie, overleg


def _geef(klant: Klant, overleg: str, status: int = 200, **anders: Any) -> Any:
    pad = f"/overleggen/{overleg}/contactgegevens"
    antwoord = klant.vraag("POST", pad, json={**OPDRACHT, **anders})
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json().get("gegeven", antwoord.json())


def _bereik(klant: Klant, overleg: str, wie: str) -> Any:
    genoten = klant.haal(f"/overleggen/{overleg}/deelnemers")["deelnemers"]
    return next(een["bereik"] for een in genoten if een["id"] == wie)


def _inhoud_bij(tafel: Tafel, code: str, wie: str) -> list[bool]:
    """Of er bij een partij nog staat hoe hij te bereiken is, per keer dat zij het kreeg."""
    with tafel.bureau(code).uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.query(OntvangenGegevenRij).filter_by(betrokkene=wie, groep=tafel.groep)
        assert sessie.get(PersoonRij, wie) is None, "een deelnemer is geen persoon"
        return [rij.inhoud is not None for rij in rijen.order_by(OntvangenGegevenRij.id)]


def test_wie_aan_tafel_zit_laat_de_anderen_zien_hoe_hij_te_bereiken_is(tafel: Tafel) -> None:
    spreker, wie, overleg = _spreker(tafel)
    assert _bereik(tafel.regisseur, overleg, wie) is None
    gegeven = _geef(spreker, overleg)
    assert [(een["partij"], een["status"]) for een in gegeven] == [
        ("gemeente", "afgeleverd"), ("om", "afgeleverd"),
    ], gegeven  # fmt: skip
    for klant in (tafel.regisseur, tafel.secretaris):
        bereik = _bereik(klant, overleg, wie)
        assert {naam: bereik[naam] for naam in BEREIK} == BEREIK
        assert bereik["naam"] == "Mare Verzonnenstein"
    assert _bereik(spreker, overleg, wie)["email"] == BEREIK["email"]
    # Twee keer is een keer.
    assert _geef(spreker, overleg) == gegeven
    # Wie er niet bij is, ziet het niet.
    collega, _ = tafel.collega("gemeente", "regisseur")
    antwoord = collega.vraag("GET", f"/overleggen/{overleg}/deelnemers")
    assert antwoord.status_code == 403
    soorten = [soort for soort, _, _ in tafel.driehoek.kantoor.gelezen(tafel.bureau("om"))]
    assert "deelnemercontact" in soorten


def test_wijzigt_hij_het_zelf_dan_gaat_het_oude_overal_weg(tafel: Tafel) -> None:
    spreker, wie, overleg = _spreker(tafel)
    _geef(spreker, overleg)
    tafel.wereld.klok.vooruit(minutes=1)
    nieuw = {**BEREIK, "telefoon": "010 1111111"}
    koppen = {"If-Match": etag_van(wie, 1)}
    gezet = spreker.vraag("PUT", "/autorisaties/mij/contact", json=nieuw, headers=koppen)
    assert gezet.status_code == 200, gezet.text
    tafel.wereld.klok.vooruit(minutes=1)
    _geef(spreker, overleg)
    tafel.ronde()
    for code, klant in (("gemeente", tafel.regisseur), ("om", tafel.secretaris)):
        assert _bereik(klant, overleg, wie)["telefoon"] == nieuw["telefoon"]
        assert _inhoud_bij(tafel, code, wie) == [False, True]


def test_loopt_zijn_autorisatie_af_dan_is_het_bij_iedere_ontvanger_weg(tafel: Tafel) -> None:
    spreker, wie, overleg = _spreker(tafel, geldigTot="2026-11-30")
    _geef(spreker, overleg)
    onderhoud(tafel.driehoek, "politie")
    tafel.ronde()
    assert _bereik(tafel.regisseur, overleg, wie) is not None, "nog is hij er"
    tafel.wereld.klok.vooruit(days=8)
    # Meteen niet meer te zien, en na het onderhoud bij iedereen weg.
    assert _bereik(tafel.regisseur, overleg, wie) is None
    assert _inhoud_bij(tafel, "gemeente", wie) == [True]
    assert onderhoud(tafel.driehoek, "politie")["contactIngetrokken"] == 2
    tafel.ronde()
    for code in ("gemeente", "om"):
        assert _inhoud_bij(tafel, code, wie) == [False]
    assert onderhoud(tafel.driehoek, "politie")["contactIngetrokken"] == 0


def test_wordt_zijn_autorisatie_ingetrokken_dan_neemt_een_collega_het_terug(tafel: Tafel) -> None:
    spreker, wie, overleg = _spreker(tafel)
    _geef(spreker, overleg)
    bureau = tafel.bureau("politie")
    beheerder = bureau.klant(BEHEERDER)
    lijst = beheerder.vraag("GET", f"/autorisaties/{wie}")
    stand = lijst.json()
    velden = (
        "sub", "functie", "naam", "aangewezen", "geheimhouding", "vog", "geldigTot", "alleGroepen",
    )  # fmt: skip
    invoer = {naam: stand[naam] for naam in velden} | {"geautoriseerd": False}
    koppen = {"If-Match": lijst.headers["ETag"]}
    bureau.zet_autorisatie(f"/autorisaties/{wie}", invoer, 200, headers=koppen)
    bureau.meld()
    assert _bereik(tafel.regisseur, overleg, wie) is None
    onderhoud(tafel.driehoek, "politie")
    tafel.ronde()
    for code in ("gemeente", "om"):
        assert _inhoud_bij(tafel, code, wie) == [False]


def test_wat_niet_mag_zegt_waarom_en_gaat_niet_weg(tafel: Tafel) -> None:
    spreker, wie, overleg = _spreker(tafel)
    gegeven = _geef(spreker, overleg, doel="D5")
    assert {een["status"] for een in gegeven} == {"geweigerd"}
    assert {reden["poort"] for een in gegeven for reden in een["redenen"]} == {10}
    assert _bereik(tafel.regisseur, overleg, wie) is None
    vreemd = _geef(spreker, overleg, 400, groep="0193aaaa-0000-7000-8000-0000000000ff")
    assert [fout["pad"] for fout in vreemd["fouten"]] == ["/groep"]

"""Na het afsluiten gaat verder wat nog moet, bij wie het doet, en iedereen weet wie wat doet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.integratie.partij.actiewerk import BEVESTIGD, Aanpak
from tests.integratie.partij.bewaarwerk import onderhoud
from tests.integratie.partij.gemeente.test_afsluiting import BESLUIT
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import bij, lees


@pytest.fixture
def aanpak(gedeelde_driehoek: Wereld) -> Iterator[Aanpak]:
    """Een groep in stap 6, bij een gateway die zelf over groepen beslist."""
    opgesteld = Aanpak.richt_in(gedeelde_driehoek)
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = True
    yield opgesteld
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = False


def _sluit(aanpak: Aanpak, *rest: dict[str, Any]) -> None:
    pad = f"/groepen/{aanpak.groep}/afsluiting"
    etag = aanpak.regisseur.vraag("GET", pad).headers["etag"]
    concept = aanpak.regisseur.vraag(
        "POST", f"/groepen/{aanpak.groep}/afsluitingen",
        json={**BESLUIT, **BEVESTIGD, "restacties": list(rest)}, headers={"If-Match": etag},
    )  # fmt: skip
    assert concept.status_code == 201, concept.text
    aanpak.driehoek.kantoor.neem(concept.json())


def _rest(aanpak: Aanpak, actie: dict[str, Any], partij: str) -> dict[str, Any]:
    wie = aanpak.driehoek.klant(partij)[1]
    return {"actie": actie["id"], "eigenaar": wie, "uiterlijk": "2027-05-01"}


def _geef_alles(aanpak: Aanpak) -> Any:
    return aanpak.regisseur.maak(f"/groepen/{aanpak.groep}/acties/_geef", {}, 200)


def test_een_restactie_gaat_na_het_afsluiten_verder_bij_wie_haar_doet(aanpak: Aanpak) -> None:
    politie, om = aanpak.spreek_af("politie"), aanpak.spreek_af("om", doel="G2")
    hier = aanpak.een_bij("politie")["id"]
    aanpak.meld("politie", hier, "aanvaard")
    _sluit(aanpak, _rest(aanpak, politie, "politie"), _rest(aanpak, om, "om"))
    # De burgemeester besloot; de regisseur vertelt het, en tot dan staat dat op de werklijst.
    werk = aanpak.werk("gemeente")
    assert (werk.count("actie-geven"), werk.count("restacties-geven")) == (2, 1)
    gegeven = _geef_alles(aanpak)
    assert {een["id"]: een["teGeven"] for een in gegeven["acties"]} == {
        politie["id"]: False, om["id"]: False,
    }  # fmt: skip
    assert aanpak.werk("gemeente") == []

    rest = aanpak.een_bij("politie")
    assert (rest["id"], rest["restactie"], rest["uiterlijk"], rest["stand"]) == (
        hier, True, "2027-05-01", "open",
    )  # fmt: skip
    assert aanpak.werk("politie") == ["ontvangen-actie-beantwoorden"]
    aanpak.meld("politie", hier, "aanvaard")
    aanpak.driehoek.wereld.klok.vooruit(days=1)
    onderhoud(aanpak.driehoek, "politie")
    assert len(aanpak.bij("politie")) == 1, "zolang er iets moet blijft het dossier van de groep"
    aanpak.meld("politie", hier, "gedaan", effect="Er wordt niet meer geklaagd.")
    onderhoud(aanpak.driehoek, "politie")
    assert aanpak.bij("politie") == [], "daarna bewaart alleen de gemeente het"
    klaar = aanpak.volg(politie["id"])
    assert (klaar["status"], klaar["effect"]) == ("gereed", "Er wordt niet meer geklaagd.")
    assert aanpak.volg(om["id"])["status"] == "open"


def test_elke_partij_weet_welke_restacties_er_zijn_en_van_wie(aanpak: Aanpak) -> None:
    politie, om = aanpak.spreek_af("politie"), aanpak.spreek_af("om")
    _sluit(aanpak, _rest(aanpak, politie, "politie"), _rest(aanpak, om, "om"))
    eerste = _geef_alles(aanpak)["restacties"]
    for code in ("politie", "om"):
        (stuk,) = bij(aanpak.driehoek, code, "&stuk=restacties")
        acties = lees(aanpak.driehoek, code, stuk["id"])["gegevens"]["acties"]
        assert {(een["actie"], een["partij"], een["uiterlijk"]) for een in acties} == {
            (politie["id"], "politie", "2027-05-01"), (om["id"], "om", "2027-05-01"),
        }  # fmt: skip
    assert _geef_alles(aanpak) == {"acties": [], "restacties": None}, "dezelfde lijst gaat een keer"
    aanpak.stel_bij(om["id"], uiterlijk="2027-06-01")
    assert aanpak.werk("gemeente") == ["restacties-geven"]
    tweede = _geef_alles(aanpak)["restacties"]
    assert tweede not in (None, eerste)
    for code in ("politie", "om"):
        (stuk,) = bij(aanpak.driehoek, code, "&stuk=restacties")
        assert stuk["versie"] == 2
        (oud,) = bij(aanpak.driehoek, code, "&stuk=restacties&stand=vervangen")
        assert lees(aanpak.driehoek, code, oud["id"])["gegevens"] is not None


def test_een_nieuwe_restactie_kan_ook_nog_na_het_afsluiten(aanpak: Aanpak) -> None:
    _sluit(aanpak)
    aanpak.spreek_af("politie", 409)
    rest = aanpak.spreek_af("politie", restactie=True)
    assert (rest["restactie"], rest["stukstand"]) == (True, "geldt")
    hier = aanpak.een_bij("politie")
    assert hier["restactie"] is True
    aanpak.meld("politie", hier["id"], "geweigerd", reden="Dat doet de wijk zelf al.")
    assert aanpak.volg(rest["id"])["status"] == "teruggegeven"
    aanpak.laat_vervallen(rest["id"])
    assert aanpak.een_bij("politie")["teruggenomenOp"] is not None


def test_een_partij_die_weg_was_toen_er_werd_afgesloten_hoort_het_later(aanpak: Aanpak) -> None:
    politie = aanpak.spreek_af("politie")
    _sluit(aanpak, _rest(aanpak, politie, "politie"))
    aanpak.weg("politie")
    (onderweg,) = _geef_alles(aanpak)["acties"]
    assert (onderweg["teGeven"], onderweg["stukstand"]) == (False, "onderweg")
    for _ in range(3):
        aanpak.driehoek.wereld.klok.vooruit(days=1)
        aanpak.driehoek.bureau("gemeente").ronde()
    aanpak.terug("politie")
    aanpak.driehoek.wereld.klok.vooruit(minutes=10)
    aanpak.driehoek.bureau("gemeente").ronde()
    assert [een["restactie"] for een in aanpak.bij("politie")] == [True]
    assert len(bij(aanpak.driehoek, "politie", "&stuk=restacties")) == 1


def test_een_taak_en_een_actie_zijn_bij_elke_partij_een_inspanning(aanpak: Aanpak) -> None:
    zin = "inspanning, niet afdwingbaar bij de burgerlijke rechter"
    aanpak.spreek_af("om")
    assert aanpak.een_bij("om")["aard"]["zin"] == zin
    for code in ("gemeente", "politie", "om"):
        taak = aanpak.klant(code).maak(
            "/taken",
            {"groep": aanpak.groep, "titel": "Plan een schouw", "uiterlijk": "2026-12-01",
             **BEVESTIGD},
        )  # fmt: skip
        assert taak["aard"] == {"code": "inspanning", "zin": zin}

"""Twee partijen, of twee collega's, die tegelijk aan een actie werken; en een partij die weg is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.actiewerk import BEVESTIGD, TOEZICHT, Aanpak
from tests.integratie.partij.opstelling import Wereld

SIGNAAL = {
    "soort": "waarneming", "bron": "jongerenwerk", "datum": "2026-11-20", "plek": "het plein",
    "omschrijving": "Elke vrijdagavond veel lawaai.", **BEVESTIGD,
}  # fmt: skip
MELDING = {
    "bron": "stadsbeheer", "bronkenmerk": None, "datum": "2026-10-12", "plek": "het plein",
    "omschrijving": "Drie banken vernield.", **BEVESTIGD,
}  # fmt: skip


@pytest.fixture
def aanpak(gedeelde_driehoek: Wereld) -> Aanpak:
    return Aanpak.richt_in(gedeelde_driehoek)


def test_dezelfde_melding_onder_dezelfde_sleutel_gaat_een_keer(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    aanpak.meld("politie", actie, "aanvaard")
    etag, sleutel = aanpak.etag("politie", actie), f"meld-{aanpak.groep}"
    for _ in range(2):
        aanpak.meld("politie", actie, "bezig", etag=etag, sleutel=sleutel, voortgang="Begonnen.")
    aanpak.meld("politie", actie, "bezig", 412, etag=etag, voortgang="Begonnen.")
    ander = aanpak.meld("politie", actie, "bezig", 409, etag=etag, sleutel=sleutel, effect="Iets.")
    assert "al gebruikt" in ander["detail"]
    assert [een["status"] for een in aanpak.verloop(gegeven["id"])] == ["open", "aanvaard", "bezig"]
    assert len(aanpak.verloop_bij("politie", actie)) == 3


def test_van_twee_collegas_die_tegelijk_melden_leest_de_tweede_eerst_opnieuw(
    aanpak: Aanpak,
) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    koppen = {"If-Match": aanpak.etag("politie", actie)}
    pad = f"/ontvangen-acties/{actie}/_meld"
    vragen: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", pad, {"json": {"stand": "aanvaard"}, "headers": koppen}),
        (
            "POST", pad,
            {"json": {"stand": "geweigerd", "reden": "Te druk.", "bevestigdZonderPersonen": True},
             "headers": koppen},
        ),
    ]  # fmt: skip
    antwoorden = aanpak.klant("politie").tegelijk(*vragen)
    assert sorted(een.status_code for een in antwoorden) == [201, 412]
    (gelukt,) = (een.json() for een in antwoorden if een.status_code == 201)
    verwacht = {"aanvaard": "aanvaard", "geweigerd": "teruggegeven"}[gelukt["stand"]]
    assert aanpak.volg(gegeven["id"])["status"] == verwacht
    assert len(aanpak.verloop(gegeven["id"])) == 2


def test_wat_elkaar_kruist_is_bij_allebei_hetzelfde_en_niets_is_weg(aanpak: Aanpak) -> None:
    """De gemeente stelt bij terwijl de politie aanneemt wat er eerst stond."""
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    aanpak.weg("politie")
    bijgesteld = aanpak.stel_bij(gegeven["id"], uiterlijk="2027-03-01")
    assert (bijgesteld["stukstand"], bijgesteld["stukversie"]) == ("onderweg", 2)
    aanpak.meld("politie", actie, "aanvaard")
    # De melding gaat over de vorige versie: zij staat er, en over deze is nog niets gezegd.
    kruis = aanpak.verloop(gegeven["id"])[-1]
    assert (kruis["van"], kruis["stukversie"], kruis["status"]) == ("politie", 1, "open")
    assert aanpak.volg(gegeven["id"])["status"] == "open"
    aanpak.terug("politie")
    _bezorg(aanpak)
    hier = aanpak.een_bij("politie")
    assert (hier["stand"], hier["uiterlijk"], hier["stukversie"]) == ("open", "2027-03-01", 2)
    assert [een["gebeurtenis"] for een in aanpak.verloop_bij("politie", actie)] == [
        "gekregen", "gemeld", "bijgesteld",
    ]  # fmt: skip
    aanpak.meld("politie", actie, "aanvaard")
    assert aanpak.volg(gegeven["id"])["status"] == "aanvaard"


def test_wat_klaar_is_blijft_klaar_ook_als_er_een_andere_versie_onderweg_was(
    aanpak: Aanpak,
) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    aanpak.meld("politie", actie, "aanvaard")
    aanpak.weg("politie")
    aanpak.stel_bij(gegeven["id"], uiterlijk="2027-03-01")
    aanpak.meld("politie", actie, "gedaan", effect="Het is rustig.")
    assert aanpak.volg(gegeven["id"])["status"] == "gereed"
    aanpak.terug("politie")
    _bezorg(aanpak)
    assert aanpak.een_bij("politie")["stand"] == "gedaan"
    assert aanpak.werk("politie") == aanpak.werk("gemeente") == []


def test_terugnemen_en_klaar_melden_die_elkaar_kruisen(aanpak: Aanpak) -> None:
    gegeven = aanpak.spreek_af("politie")
    actie = aanpak.een_bij("politie")["id"]
    aanpak.meld("politie", actie, "aanvaard")
    aanpak.weg("politie")
    weg = aanpak.laat_vervallen(gegeven["id"])
    assert weg["status"] == "vervallen"
    aanpak.meld("politie", actie, "gedaan", effect="Het is rustig.")
    # Zij verviel, en dat het gedaan was blijft te lezen.
    hier = aanpak.volg(gegeven["id"])
    assert (hier["status"], hier["effect"]) == ("vervallen", "Het is rustig.")
    aanpak.terug("politie")
    _bezorg(aanpak)
    daar = aanpak.een_bij("politie")
    assert (daar["stand"], daar["teruggenomenOp"] is not None) == ("gedaan", True)


def test_een_partij_die_drie_dagen_weg_is_krijgt_de_laatste_versie_een_keer(
    aanpak: Aanpak,
) -> None:
    aanpak.weg("politie")
    gegeven = aanpak.spreek_af("politie")
    assert (gegeven["stukstand"], gegeven["teGeven"]) == ("onderweg", False)
    aanpak.stel_bij(gegeven["id"], omschrijving="Elke avond toezicht.")
    tweede = aanpak.spreek_af("politie", doel="G2")
    aanpak.laat_vervallen(tweede["id"])
    for _ in range(3):
        aanpak.driehoek.wereld.klok.vooruit(days=1)
        aanpak.driehoek.bureau("gemeente").ronde()
    assert aanpak.bij("politie") == []
    aanpak.terug("politie")
    _bezorg(aanpak)
    hier = aanpak.een_bij("politie")
    assert (hier["actie"], hier["omschrijving"]) == (gegeven["id"], "Elke avond toezicht.")
    aanpak.meld("politie", hier["id"], "aanvaard")
    assert aanpak.volg(gegeven["id"])["status"] == "aanvaard"
    assert aanpak.volg(tweede["id"])["status"] == "vervallen"
    assert aanpak.werk("gemeente") == []


def test_zonder_gateway_gaat_er_niets_en_er_blijft_staan_wat_er_te_geven_is(
    aanpak: Aanpak,
) -> None:
    gegeven = aanpak.spreek_af("om")
    gateway = aanpak.driehoek.wereld.gateway
    gateway.weg = True
    anders = aanpak.stel_bij(gegeven["id"], uiterlijk="2027-03-01")
    assert (anders["teGeven"], anders["stukversie"]) == (True, 1)
    gateway.weg = False
    assert aanpak.werk("gemeente") == ["actie-geven"]
    assert aanpak.een_bij("om")["uiterlijk"] == "2027-02-01"
    gegeven = aanpak.regisseur.maak(f"/acties/{gegeven['id']}/_geef", {}, 200)
    assert (gegeven["teGeven"], gegeven["stukversie"]) == (False, 2)
    assert aanpak.een_bij("om")["uiterlijk"] == "2027-03-01"
    # Nog eens geven geeft niets.
    aanpak.regisseur.maak(f"/acties/{gegeven['id']}/_geef", {}, 200)
    assert aanpak.een_bij("om")["stukversie"] == 2
    assert aanpak.werk("gemeente") == []


def test_wie_tegelijk_geeft_geeft_een_keer(aanpak: Aanpak) -> None:
    gateway = aanpak.driehoek.wereld.gateway
    gegeven = aanpak.spreek_af("om")
    gateway.weg = True
    aanpak.stel_bij(gegeven["id"], uiterlijk="2027-03-01")
    gateway.weg = False
    pad = f"/acties/{gegeven['id']}/_geef"
    antwoorden = aanpak.regisseur.tegelijk(*[("POST", pad, {})] * 3)
    assert [een.status_code for een in antwoorden] == [200] * 3
    assert aanpak.een_bij("om")["stukversie"] == 2
    assert [e["gebeurtenis"] for e in aanpak.verloop_bij("om", aanpak.een_bij("om")["id"])] == [
        "gekregen", "bijgesteld",
    ]  # fmt: skip


def _bezorg(aanpak: Aanpak) -> None:
    """Alles wat nog wacht gaat, van wie ook."""
    aanpak.driehoek.wereld.klok.vooruit(minutes=10)
    for code in ("gemeente", "politie", "om"):
        aanpak.driehoek.bureau(code).ronde()


@pytest.mark.parametrize("soort", ["acties", "meldingen", "signalen"])
def test_een_opdracht_die_een_portaal_nog_eens_stuurt_is_er_een(aanpak: Aanpak, soort: str) -> None:
    regisseur, pad = aanpak.regisseur, f"/groepen/{aanpak.groep}/{soort}"
    actie = {
        "doel": "G1", "omschrijving": TOEZICHT, "partij": "politie", "uiterlijk": "2027-02-01",
        "eigenaar": aanpak.driehoek.klant("politie")[1], **BEVESTIGD,
    }  # fmt: skip
    tekst = {"acties": actie, "meldingen": MELDING, "signalen": SIGNAAL}[soort]

    def stuur(sleutel: str, status: int, **anders: Any) -> Any:
        kop = {"Idempotency-Key": sleutel}
        antwoord = regisseur.vraag("POST", pad, json={**tekst, **anders}, headers=kop)
        assert antwoord.status_code == status, antwoord.text
        return antwoord.json()

    def kenmerken() -> list[str]:
        return sorted(een["id"] for een in regisseur.haal(pad)[soort])

    sleutel = nieuw_id()
    opdracht = {"json": tekst, "headers": {"Idempotency-Key": sleutel}}
    samen = regisseur.tegelijk(("POST", pad, opdracht), ("POST", pad, opdracht))
    assert [een.status_code for een in samen] == [201, 201], [een.text for een in samen]
    (eerste,) = {een.json()["id"] for een in samen}
    assert stuur(sleutel, 201)["id"] == eerste
    assert kenmerken() == [eerste]
    anders = stuur(sleutel, 409, omschrijving="Iets anders op het plein.")
    assert "andere opdracht" in anders["detail"]
    tweede = stuur(nieuw_id(), 201)["id"]
    assert kenmerken() == sorted([eerste, tweede])
    assert len(aanpak.bij("politie")) == (2 if soort == "acties" else 0)


def test_een_verwijderd_signaal_komt_met_dezelfde_opdracht_niet_terug(aanpak: Aanpak) -> None:
    regisseur, pad = aanpak.regisseur, f"/groepen/{aanpak.groep}/signalen"
    kop = {"Idempotency-Key": nieuw_id()}
    gemaakt = regisseur.vraag("POST", pad, json=SIGNAAL, headers=kop)
    versie = {"If-Match": gemaakt.headers["ETag"]}
    weg = regisseur.vraag("DELETE", f"/signalen/{gemaakt.json()['id']}", headers=versie)
    assert weg.status_code == 204, weg.text
    opnieuw = regisseur.vraag("POST", pad, json=SIGNAAL, headers=kop)
    assert opnieuw.status_code == 409
    assert "is er niet meer" in opnieuw.json()["detail"]

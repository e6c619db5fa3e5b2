"""Wat de gateway aflevert: alleen echt, alleen hierheen, en precies wat de kop zegt."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from shared.bericht.bericht import OntvangenBericht, maak_bericht
from shared.bericht.inhoud import Inhoud, InhoudOnderdeel, kop_met_inhoud, stel_inhoud_op
from shared.bericht.sleutels import BestandsOndertekenaar
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.partij.innameopslag import Innameopslag
from shared.partij.kenmerk import nieuw_id, nieuw_pseudoniem
from shared.partij.uitwisseling_modellen import InkomendRij, OntvangenGegevenRij
from tests.hulp.web import als_organisatie
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepgateway import _Bericht


class Aflevering:
    """Een bericht van de politie aan de gemeente, zoals de gateway het in handen heeft."""

    def __init__(self, kantoor: Kantoor, pki: Pki) -> None:
        self.kantoor = kantoor
        self.pki = pki
        self.betrokkene = nieuw_pseudoniem()

    def kop(self, **anders: Any) -> dict[str, Any]:
        deel = {
            "betrokkene": self.betrokkene, "categorie": 1, "leeftijdsklasse": "16-17",
            "kind": None, "grondslag": "WPG16_1_B_2", "herkomst": "eigen", "bijzonder": False,
            "aard": "feit", "derdenVerwijderd": True, "kenmerken": None, "informatie": None,
        }  # fmt: skip
        return {
            "versie": "1",
            "id": nieuw_id(),
            "tijdstip": "2026-11-23T10:00:00Z",
            "convenant": "rotterdam-groepsaanpak-2019",
            "soort": "verstrekking",
            "afzender": "politie",
            "ontvanger": "gemeente",
            "medewerker": self.kantoor.analist_id,
            "ontvangendeMedewerker": self.kantoor.regisseur_id,
            "groep": self.kantoor.groep,
            "stap": 2,
            "doel": "D1",
            "kanaal": "koppelvlak",
            "onderdelen": [
                {**deel, "gegevenssoort": "NAW"},
                {**deel, "gegevenssoort": "GEBOORTEDATUM"},
            ],
            "inReactieOp": None,
            **anders,
        }

    def inhoud(self, naam: str = "Plofje Oefenaar", geboren: str = "2010-03-04") -> Inhoud:
        delen = [
            InhoudOnderdeel(self.betrokkene, "NAW", {"naam": naam, "woonplaats": "Nergenshuizen"}),
            InhoudOnderdeel(self.betrokkene, "GEBOORTEDATUM", {"geboortedatum": geboren}),
        ]
        return stel_inhoud_op(delen, "Nodig.")

    def bericht(
        self,
        kop: dict[str, Any] | None = None,
        inhoud: Inhoud | None = None,
        *,
        tekent: str = "politie",
        voor: str = "gemeente",
    ) -> _Bericht:
        paar = self.pki.deelnemers[tekent].ondertekening
        ondertekenaar = BestandsOndertekenaar.uit_pem(
            paar.sleutel.read_bytes(), paar.certificaat.read_bytes()
        )
        gateway = self.kantoor.wereld.gateway
        inhoud = inhoud or self.inhoud()
        kop = kop_met_inhoud(kop or self.kop(), inhoud)
        nu = self.kantoor.wereld.klok()
        certificaat = gateway.partijen[voor].versleuteling
        klaar = maak_bericht(kop, inhoud, ondertekenaar, certificaat, nu)
        ontvangen = OntvangenBericht.lees(klaar.body, klaar.koppen)
        return _Bericht(ontvangen.digest, ontvangen, 1, {"besluit": "toegestaan"})

    def lever_af(self, bericht: _Bericht, **koppen: str | None) -> httpx.Response:
        app = self.kantoor.wereld.gateway.partijen["gemeente"].app
        assert app is not None
        return self.kantoor.wereld.doe(self.kantoor.wereld.gateway.lever_af(app, bericht, **koppen))

    def bewaard(self, bericht: _Bericht) -> tuple[str | None, int]:
        """De status in de inbak, en hoeveel gegevens er van bewaard zijn."""
        with self.kantoor.gemeente.uitwisseling.lezend() as sessie:
            kenmerk = bericht.ontvangen.kop.id
            rij = sessie.get(InkomendRij, kenmerk)
            aantal = sessie.query(OntvangenGegevenRij).filter_by(bericht_id=kenmerk).count()
            return (None if rij is None else rij.status), aantal


@pytest.fixture
def aflevering(kantoor: Kantoor, pki: Pki) -> Aflevering:
    return Aflevering(kantoor, pki)


def test_een_goed_bericht_wordt_aangenomen_met_een_ondertekende_ontvangst(
    aflevering: Aflevering,
) -> None:
    bericht = aflevering.bericht()
    antwoord = aflevering.lever_af(bericht)
    assert (antwoord.status_code, antwoord.json()["status"]) == (200, "aanvaard")
    assert antwoord.json()["digest"] == bericht.digest
    assert aflevering.bewaard(bericht) == ("aanvaard", 2)


def test_hetzelfde_bericht_krijgt_dezelfde_ontvangst(aflevering: Aflevering) -> None:
    bericht = aflevering.bericht()
    een = aflevering.lever_af(bericht)
    aflevering.kantoor.wereld.klok.vooruit(seconds=1)
    twee = aflevering.lever_af(bericht)
    assert een.content == twee.content
    assert een.headers["payload-signature"] == twee.headers["payload-signature"]
    assert aflevering.bewaard(bericht) == ("aanvaard", 2)


def test_hetzelfde_id_met_andere_inhoud_is_een_conflict(aflevering: Aflevering) -> None:
    kop = aflevering.kop()
    bericht = aflevering.bericht(kop)
    aflevering.lever_af(bericht)
    assert aflevering.lever_af(aflevering.bericht(kop)).status_code == 409
    assert aflevering.bewaard(bericht) == ("aanvaard", 2)


def test_alleen_de_gateway_mag_afleveren(aflevering: Aflevering) -> None:
    wereld = aflevering.kantoor.wereld
    bericht = aflevering.bericht()
    ander = als_organisatie(
        aflevering.kantoor.gemeente.app, aflevering.kantoor.politie.transport_pem
    )
    antwoord = wereld.doe(wereld.gateway.lever_af(ander, bericht))
    assert antwoord.status_code == 403
    niemand = aflevering.kantoor.gemeente.app
    assert wereld.doe(wereld.gateway.lever_af(niemand, bericht)).status_code == 401
    assert aflevering.bewaard(bericht) == (None, 0)


@pytest.mark.parametrize(
    ("anders", "status"),
    [
        ({"ontvanger": "politie"}, 403),
        ({"besluit": "geweigerd"}, 403),
        ({"id": nieuw_id()}, 403),
        ({"digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="}, 403),
    ],
)
def test_een_besluit_dat_niet_bij_dit_bericht_hoort_telt_niet(
    aflevering: Aflevering, anders: dict[str, Any], status: int
) -> None:
    bericht = aflevering.bericht()
    besluit = aflevering.kantoor.wereld.gateway.gateway_besluit(bericht, **anders)
    antwoord = aflevering.lever_af(bericht, Gateway_Besluit=besluit)
    assert antwoord.status_code == status
    assert "payload-signature" not in antwoord.headers
    assert aflevering.bewaard(bericht) == (None, 0)


def test_zonder_besluit_of_met_een_valse_handtekening_gaat_er_niets_in(
    aflevering: Aflevering,
) -> None:
    bericht = aflevering.bericht()
    assert aflevering.lever_af(bericht, Gateway_Besluit=None).status_code == 403
    gateway = aflevering.kantoor.wereld.gateway
    goed = gateway.gateway_besluit(bericht)
    kop, lading, handtekening = goed.split(".")
    vals = f"{kop}.{lading}.{handtekening[:-4]}AAAA"
    assert aflevering.lever_af(bericht, Gateway_Besluit=vals).status_code == 400
    assert aflevering.bewaard(bericht) == (None, 0)


def test_de_handtekening_van_een_ander_dan_de_afzender_wordt_geweigerd(
    aflevering: Aflevering,
) -> None:
    bericht = aflevering.bericht(tekent="gemeente")
    antwoord = aflevering.lever_af(bericht)
    assert (antwoord.status_code, antwoord.json()["status"]) == (200, "geweigerd")
    assert aflevering.bewaard(bericht) == ("geweigerd", 0)


def test_een_bericht_voor_een_ander_wordt_geweigerd(aflevering: Aflevering) -> None:
    bericht = aflevering.bericht(aflevering.kop(ontvanger="om"))
    besluit = aflevering.kantoor.wereld.gateway.gateway_besluit(bericht, ontvanger="gemeente")
    antwoord = aflevering.lever_af(bericht, Gateway_Besluit=besluit)
    assert antwoord.json()["status"] == "geweigerd"
    assert aflevering.bewaard(bericht) == ("geweigerd", 0)


def test_inhoud_voor_een_andere_sleutel_wordt_geweigerd(aflevering: Aflevering) -> None:
    bericht = aflevering.bericht(voor="politie")
    antwoord = aflevering.lever_af(bericht)
    assert antwoord.json()["status"] == "geweigerd"
    assert aflevering.bewaard(bericht) == ("geweigerd", 0)


def test_een_leeftijd_die_niet_bij_de_geboortedatum_past_wordt_geweigerd_zonder_gegevens(
    aflevering: Aflevering, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Een eerlijke afzender maakt dit niet; deze wel.
    monkeypatch.setattr("shared.bericht.bericht.verschillen_met_kop", lambda *_: [])
    bericht = aflevering.bericht(inhoud=aflevering.inhoud("Dwarrel Testerman", "2015-03-04"))
    monkeypatch.undo()
    antwoord = aflevering.lever_af(bericht)
    assert antwoord.json()["status"] == "geweigerd"
    for geheim in ("Dwarrel", "Testerman", "2015", "Nergenshuizen"):
        assert geheim not in antwoord.text
    assert aflevering.bewaard(bericht) == ("geweigerd", 0)
    # Ook een weigering is een antwoord dat zich herhaalt.
    assert aflevering.lever_af(bericht).content == antwoord.content


def test_iets_anders_dan_aangekondigd_wordt_geweigerd(
    aflevering: Aflevering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.bericht.bericht.verschillen_met_kop", lambda *_: [])
    kop = aflevering.kop()
    kop["onderdelen"] = kop["onderdelen"][:1]
    bericht = aflevering.bericht(kop)
    monkeypatch.undo()
    assert aflevering.lever_af(bericht).json()["status"] == "geweigerd"
    assert aflevering.bewaard(bericht) == ("geweigerd", 0)


def test_een_bericht_over_personen_zonder_groep_wordt_geweigerd(aflevering: Aflevering) -> None:
    bericht = aflevering.bericht(aflevering.kop(groep=None, soort="correctie"))
    assert aflevering.lever_af(bericht).json()["status"] == "geweigerd"


def test_wie_al_bekend_is_wordt_niet_nog_eens_ingeschreven(aflevering: Aflevering) -> None:
    kantoor = aflevering.kantoor
    naam = f"Fluitje {kantoor.groep[-4:]}"
    eigen = kantoor.regisseur.maak("/personen", {"naam": naam, "geboortedatum": "2010-03-04"})["id"]
    aflevering.lever_af(aflevering.bericht(inhoud=aflevering.inhoud(naam.upper())))
    assert {g["persoon"] for g in kantoor.ontvangen()} == {eigen}
    # Onder hetzelfde pseudoniem, nu zonder naam: nog steeds dezelfde persoon.
    kop = aflevering.kop()
    kop["onderdelen"] = kop["onderdelen"][1:]
    inhoud = stel_inhoud_op(aflevering.inhoud().onderdelen[1:], None)
    aflevering.lever_af(aflevering.bericht(kop, inhoud))
    assert {g["persoon"] for g in kantoor.ontvangen()} == {eigen}


def test_bij_twee_mensen_met_dezelfde_naam_en_geboortedatum_wordt_niet_gegokt(
    aflevering: Aflevering,
) -> None:
    kantoor = aflevering.kantoor
    naam = f"Ruisvoorn {kantoor.groep[-4:]}"
    tweeling = {
        kantoor.regisseur.maak("/personen", {"naam": naam, "geboortedatum": "2010-03-04"})["id"]
        for _ in range(2)
    }
    aflevering.lever_af(aflevering.bericht(inhoud=aflevering.inhoud(naam)))
    (gevonden,) = {g["persoon"] for g in kantoor.ontvangen()}
    assert gevonden not in tweeling


def test_een_ontvangen_persoon_wordt_aangevuld_en_nooit_overschreven(
    aflevering: Aflevering,
) -> None:
    kantoor = aflevering.kantoor
    kop = aflevering.kop()
    kop["onderdelen"] = kop["onderdelen"][1:]
    alleen_datum = stel_inhoud_op(aflevering.inhoud().onderdelen[1:], None)
    aflevering.lever_af(aflevering.bericht(kop, alleen_datum))
    (persoon,) = {g["persoon"] for g in kantoor.ontvangen()}
    assert kantoor.regisseur.haal(f"/personen/{persoon}")["naam"] is None
    aflevering.lever_af(aflevering.bericht())
    aflevering.lever_af(aflevering.bericht(inhoud=aflevering.inhoud("Heel Anders", "2010-09-09")))
    gelezen = kantoor.regisseur.haal(f"/personen/{persoon}")
    assert (gelezen["naam"], gelezen["geboortedatum"]) == ("Plofje Oefenaar", "2010-03-04")


def test_wie_hier_vernietigd_is_begint_opnieuw(aflevering: Aflevering) -> None:
    kantoor = aflevering.kantoor
    aflevering.lever_af(aflevering.bericht())
    (persoon,) = {g["persoon"] for g in kantoor.ontvangen()}
    fg, _ = kantoor.gemeente.medewerker("fg", f"fg.{kantoor.groep}@gemeente.example")
    assert fg.vraag("DELETE", f"/personen/{persoon}?grond=termijn").status_code == 204
    assert {g["gegevens"] for g in kantoor.ontvangen()} <= {None}
    bericht = aflevering.bericht()
    assert aflevering.lever_af(bericht).json()["status"] == "aanvaard"
    nieuw = [g for g in kantoor.ontvangen() if g["bericht"] == bericht.ontvangen.kop.id]
    assert nieuw[0]["gegevens"]["naam"] == "Plofje Oefenaar"
    assert nieuw[0]["persoon"] != persoon


def test_is_de_schijf_vol_dan_wordt_er_niets_ondertekend(
    aflevering: Aflevering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: Any, **__: Any) -> bool:
        raise DatabankNietBeschikbaar("de schijf is vol")

    bericht = aflevering.bericht()
    monkeypatch.setattr(Innameopslag, "_bewaar", vol)
    antwoord = aflevering.lever_af(bericht)
    assert antwoord.status_code == 503
    assert "payload-signature" not in antwoord.headers
    assert int(antwoord.headers["Retry-After"]) > 0
    monkeypatch.undo()
    assert aflevering.lever_af(bericht).json()["status"] == "aanvaard"


def test_een_fout_halverwege_laat_niets_achter(
    aflevering: Aflevering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struikel(*_: Any, **__: Any) -> None:
        raise DatabankNietBeschikbaar("de verbinding met de databank is weg")

    bericht = aflevering.bericht()
    monkeypatch.setattr("shared.partij.informatieverzoeken.markeer_beantwoord", struikel)
    assert aflevering.lever_af(bericht).status_code == 503
    assert aflevering.bewaard(bericht) == (None, 0)
    monkeypatch.undo()
    assert aflevering.lever_af(bericht).json()["status"] == "aanvaard"
    assert aflevering.bewaard(bericht) == ("aanvaard", 2)


def test_een_ander_regime_en_een_eigen_bewaartermijn(aflevering: Aflevering) -> None:
    """Een oud politiegegeven leeft hier niet langer dan bij de bron (H13)."""
    kantoor = aflevering.kantoor
    kop = aflevering.kop(stap=3)
    kop["onderdelen"] = [
        {
            **kop["onderdelen"][0],
            "gegevenssoort": "WPG8",
            "aard": "oordeel",
            "kenmerken": {"eersteVerwerking": "2022-01-31", "gerelateerd": True},
        }
    ]
    delen = [InhoudOnderdeel(aflevering.betrokkene, "WPG8", {"adres": "Plein 1", "naam": "Niet"})]
    aflevering.lever_af(aflevering.bericht(kop, stel_inhoud_op(delen, "Nodig.")))
    (gegeven,) = kantoor.ontvangen()
    assert (gegeven["regime"], gegeven["aard"]) == ("Wpg", "oordeel")
    assert (gegeven["eersteVerwerking"], gegeven["vervaltOp"]) == ("2022-01-31", "2027-01-31")
    # Een adres in een politiegegeven is niet het adres van de persoon.
    persoon = kantoor.regisseur.haal(f"/personen/{gegeven['persoon']}")
    assert (persoon["naam"], persoon["adres"]) == (None, None)

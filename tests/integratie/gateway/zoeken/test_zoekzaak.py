"""Eén zaak van begin tot eind in het zoeken: verstrekt, verbeterd, vernietigd, en wie dat ziet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.pki import Pki
from gateway.toegang.toegang import account_van
from shared.tijd.kenmerk import uuid7
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import bladen_van, controleer_log
from tests.integratie.gateway.gegevens import autorisatie, onderdeel
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway
from tests.integratie.gateway.sjabloon import SqliteSjabloon

PERIODE = {"van": "2026-11-01T00:00:00Z", "tot": "2027-12-31T00:00:00Z"}
TOEZICHT = {
    "auditor": ("gemeente", "auditor"),
    "fg-gemeente": ("gemeente", "fg"),
    "privacy-om": ("om", "privacyfunctionaris"),
    "privacy-politie": ("politie", "privacyfunctionaris"),
}


class Zaak:
    """De gateway, en wie er toezicht houdt."""

    def __init__(self, gateway: Opstelling, uitgever: Uitgever) -> None:
        self.gateway, self._uitgever = gateway, uitgever
        self.verwijzingen: dict[str, str] = {}
        for naam, (partij, functie) in TOEZICHT.items():
            self.verwijzingen[naam] = uuid7(gateway.klok())
            document = autorisatie(partij, functie, account=account_van(uitgever.url, naam))
            antwoord = gateway.zet_autorisatie(self.verwijzingen[naam], document, partij)
            assert antwoord.status_code == 200, antwoord.text
        stel_aan(gateway, self.verwijzingen["auditor"])

    def verstuur(self, soort: str, van: str, naar: str, op: str | None, **anders: Any) -> str:
        self.gateway.klok.vooruit(seconds=1)
        kop = self.gateway.kop(soort, van, naar, inReactieOp=op, **anders)
        antwoord = self.gateway.verstuur(self.gateway.onderteken(kop))
        assert antwoord.status_code == 201, antwoord.text
        return str(antwoord.json()["id"])

    def verstrekking(self, verzoek: str) -> str:
        self.gateway.klok.vooruit(seconds=1)
        antwoord = self.gateway.verstuur(self.gateway.verstrekking(verzoek))
        assert antwoord.status_code == 201, antwoord.text
        return str(antwoord.json()["id"])

    def verbetering(self, bericht: str) -> str:
        return self.verstuur(
            "correctie", "politie", "gemeente", bericht,
            onderdelen=[onderdeel("NAW", grondslag=None, vervangt=0)],
        )  # fmt: skip

    def vernietiging(self, bericht: str) -> str:
        weg = {"berichten": [bericht], "betrokkenen": [], "heleGroep": False}
        return self.verstuur("vernietigingsbericht", "gemeente", "politie", None, vernietigd=weg)

    def vraag(self, naam: str, pad: str, **document: Any) -> Any:
        koppen = {"Authorization": f"Bearer {self._uitgever.token(naam)}"}
        antwoord = self.gateway.client.vraag("POST", f"/v1{pad}", json=document, headers=koppen)
        return antwoord.json() if antwoord.status_code == 200 else antwoord.status_code

    def verhaal(self, naam: str, bericht: str) -> Any:
        koppen = {"Authorization": f"Bearer {self._uitgever.token(naam)}"}
        antwoord = self.gateway.client.vraag("GET", f"/v1/uitwisselingen/{bericht}", headers=koppen)
        return antwoord.json() if antwoord.status_code == 200 else antwoord.status_code

    def gevonden(self, naam: str, pad: str = "/uitwisselingen/_zoek", **vraag: Any) -> list[str]:
        antwoord = self.vraag(naam, pad, **vraag)
        return [rij["id"] for rij in antwoord["uitwisselingen"]]


@pytest.fixture
def zaak(
    pki: Pki, tmp_path: Path, sqlite_sjabloon: SqliteSjabloon, vaste_klok: VasteKlok, net: Net,
    uitgever: Uitgever,
) -> Iterator[Zaak]:  # fmt: skip
    url = sqlite_sjabloon.kopie(tmp_path)
    with draaiende_gateway(
        pki, tmp_path, url, vaste_klok, net, oidc=uitgever.oidc(), migreren=False
    ) as gateway:
        yield Zaak(gateway, uitgever)
    controleer_log(gateway)


def test_verbetering_en_vernietiging_horen_bij_het_verhaal(zaak: Zaak) -> None:
    verzoek = zaak.gateway.vraag_informatie()
    bericht = zaak.verstrekking(verzoek)
    verbeterd, vernietigd = zaak.verbetering(bericht), zaak.vernietiging(bericht)
    verhaal = zaak.verhaal("auditor", bericht)
    assert [rij["id"] for rij in verhaal["eerder"]] == [verzoek]
    assert [rij["id"] for rij in verhaal["later"]] == [verbeterd, vernietigd]
    (besluit,) = verhaal["besluiten"]
    (termijn,) = [p for p in besluit["plichten"] if p["code"] == "BEWAARTERMIJN"]
    op_nummer = {blad["bladnummer"]: blad["soort"] for blad in verhaal["bladen"]}
    assert termijn["vervuldBladnummer"] == verhaal["later"][1]["bladnummer"]
    assert list(op_nummer.values()) == ["besluit", "bevestiging", "besluit"]
    assert verhaal["later"][0]["inReactieOp"] == bericht
    assert termijn["vervuldBladnummer"] in op_nummer


def test_wie_toezicht_houdt_ziet_wat_zijn_partij_verstuurde_of_ontving(zaak: Zaak) -> None:
    """De onafhankelijke auditor ziet alles, de FG van de een niets van de ander."""
    verzoek = zaak.gateway.vraag_informatie()
    bericht = zaak.verstrekking(verzoek)
    naar_om = zaak.verstuur("informatieverzoek", "om", "politie", None, stuk="vraag")
    alles = [naar_om, bericht, verzoek]
    gezien = {naam: zaak.gevonden(naam, periode=PERIODE) for naam in TOEZICHT}
    assert gezien == {
        "auditor": alles,
        "privacy-politie": alles,
        "fg-gemeente": [bericht, verzoek],
        "privacy-om": [naar_om],
    }
    assert zaak.verhaal("privacy-om", bericht) == 404
    assert zaak.verhaal("fg-gemeente", bericht)["uitkomst"] == "aanvaard"
    lezers = {blad["autorisatie"] for blad in bladen_van(zaak.gateway, "raadpleging")}
    assert lezers == set(zaak.verwijzingen.values())


def test_na_de_termijn_staan_brief_en_bewaartermijn_op_de_lijst(zaak: Zaak) -> None:
    verzoek = zaak.gateway.vraag_informatie()
    blijft, vernietigd = zaak.verstrekking(verzoek), zaak.verstrekking(verzoek)
    zaak.vernietiging(vernietigd)
    bewaren, brief = (
        f"/zoekvragen/{naam}/_beantwoord"
        for naam in ("bewaartermijn-verlopen", "informatiebrief-te-laat")
    )
    zaak.gateway.klok.vooruit(days=30)
    assert zaak.gevonden("auditor", bewaren) == zaak.gevonden("auditor", brief) == []
    zaak.gateway.klok.vooruit(days=1)
    assert zaak.gevonden("auditor", bewaren) == [blijft]
    assert zaak.gevonden("privacy-om", bewaren) == []
    zaak.gateway.klok.vooruit(days=10)
    assert zaak.gevonden("auditor", brief) == [vernietigd, blijft]

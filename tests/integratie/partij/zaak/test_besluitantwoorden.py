"""Nee, of ja mits: door drie diensten en de echte gateway, met de reden bij wie haar leest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self, cast

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from deploy.pki import Pki
from shared.bericht.inhoud import Stuk
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.besluitwerk import ADVIES, JA
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.conftest import SOORTEN, databanken
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.keten import Keten, draaiende_keten
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stapklaar import STAPPEN, beantwoord, stel_vast
from tests.integratie.partij.startbewijs import bereid_voor, bewijs

REDEN = "De avonden in het weekend zijn nog niet gedekt."
BESLIST = {"gemeente": "burgemeester", "politie": "teamchef", "om": "officier"}


@pytest.fixture(scope="module", params=SOORTEN)
def keten(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Keten]:
    map_ = tmp_path_factory.mktemp("keten")
    with databanken(request, map_) as nieuw, draaiende_keten(nieuw, uitgever, pki, map_) as alles:
        yield alles


@dataclass
class Tafel:
    """Een groep in stap 4 met het advies bij iedereen, en wie er bij elke partij beslist."""

    keten: Keten
    kantoor: Kantoor
    beslist: dict[str, Klant]
    advies: str = ""

    @classmethod
    def richt_in(cls, keten: Keten) -> Self:
        keten.klok.nu = VasteKlok().nu
        keten.weg.clear()
        beslist = {c: keten.collega(c, functie) for c, functie in BESLIST.items()}
        regisseur = keten.collega("gemeente", "regisseur")
        analist = keten.collega("politie", "analist")
        groep = str(regisseur[0].maak("/groepen", {})["groep"]["id"])
        wereld = cast("Wereld", None)
        kantoor = Kantoor(wereld, groep, *analist, *regisseur, "", beslist["gemeente"])
        tafel = cls(keten, kantoor, {c: klant for c, (klant, _) in beslist.items()})
        tafel._naar_stap_vier()
        return tafel

    @property
    def groep(self) -> str:
        return self.kantoor.groep

    def _naar_stap_vier(self) -> None:
        bewijs(self.kantoor)
        self.kantoor.neem(bereid_voor(self.kantoor).json())
        for stap in (3, 4):
            beantwoord(self.kantoor, stap - 1)
            for soort in STAPPEN[stap - 1].documenten:
                stel_vast(self.kantoor, soort)
            vraag = {"groep": self.groep, "soort": "stap", "gegevens": {"stap": stap}}
            assert self.kantoor.regisseur.maak("/besluitvoorstellen", vraag)["bladnummer"]
        beantwoord(self.kantoor, 4)
        gegeven = self.kantoor.regisseur.maak(
            "/stukken",
            {
                "stuk": "advies",
                "groep": self.groep,
                "ontvangers": [{"partij": "politie"}, {"partij": "om"}],
                "gegevens": ADVIES,
                "bevestigdZonderPersonen": True,
            },
        )
        self.advies = gegeven["id"]

    def leg_voor(self, **anders: Any) -> str:
        """De regisseur zet klaar, de burgemeester leest het advies en tekent."""
        vraag = {"groep": self.groep, "soort": "prioritering", "gegevens": {**JA, **anders}}
        concept = self.kantoor.regisseur.maak("/besluitconcepten", vraag)
        self.beslist["gemeente"].haal(f"/stukken/{self.advies}")
        assert self.kantoor.neem(concept).json()["stand"] == "voorgelegd"
        return str(concept["id"])

    def lees(self, code: str, kenmerk: str) -> dict[str, Any]:
        """Het voorstel en de stukken eronder, in de eigen dienst."""
        voorstel: dict[str, Any] = self.beslist[code].haal(f"/besluitvoorstellen/{kenmerk}")
        for stuk in voorstel["stukken"]:
            assert self.beslist[code].haal(f"/stukken/{stuk['stuk']}")["gegevens"] == ADVIES
        return voorstel

    def teken(self, code: str, kenmerk: str) -> dict[str, Any]:
        digest = self.lees(code, kenmerk)["digest"]
        pad = f"/besluitvoorstellen/{kenmerk}/_onderteken"
        getekend: dict[str, Any] = self.beslist[code].maak(pad, {"digest": digest}, 200)
        return getekend

    def zeg(self, code: str, kenmerk: str, digest: str, **anders: Any) -> httpx.Response:
        """Deze partij zegt nee, of wat `anders` zegt."""
        vraag = {
            "digest": digest, "antwoord": "nee", "reden": REDEN, "bevestigdZonderPersonen": True,
            **anders,
        }  # fmt: skip
        pad = f"/besluitvoorstellen/{kenmerk}/_antwoord"
        return self.beslist[code].vraag("POST", pad, json=vraag)

    def uitkomsten(self, code: str) -> list[dict[str, Any]]:
        pad = f"/groepen/{self.groep}/besluituitkomsten"
        gevonden: list[dict[str, Any]] = self.beslist[code].haal(pad)["besluituitkomsten"]
        return gevonden

    def werk(self, klant: Klant, soort: str) -> list[dict[str, Any]]:
        vraag = f"/werklijst?groep={self.groep}&soort={soort}"
        gevonden: list[dict[str, Any]] = klant.haal(vraag)["werk"]
        return gevonden

    def tijdlijn(self, code: str) -> list[str]:
        feiten = self.beslist[code].haal(f"/groepen/{self.groep}/tijdlijn")["feiten"]
        return [feit["titel"] for feit in feiten if feit["soort"].startswith("voorstel-")]


@pytest.fixture
def tafel(keten: Keten) -> Tafel:
    return Tafel.richt_in(keten)


def test_de_drie_lezen_hetzelfde_advies_en_tekenen_daarover(tafel: Tafel) -> None:
    kenmerk = tafel.leg_voor()
    verwacht = [Stuk("advies", 1, ADVIES).digest]
    for code in ("politie", "om"):
        ongelezen = tafel.beslist[code].haal(f"/besluitvoorstellen/{kenmerk}")
        assert [stuk["digest"] for stuk in ongelezen["stukken"]] == verwacht
        pad = f"/besluitvoorstellen/{kenmerk}/_onderteken"
        niet = tafel.beslist[code].vraag("POST", pad, json={"digest": ongelezen["digest"]})
        assert niet.status_code == 409
        getekend = tafel.teken(code, kenmerk)
    assert (getekend["groepNa"]["stap"], getekend["bladnummer"] is not None) == (5, True)
    stand = tafel.beslist["om"].haal(f"/groepen/{tafel.groep}")
    assert (stand["prioritering"], "stukken" in stand) == ("ja", False)


def test_een_nee_eindigt_het_voorstel_en_de_reden_is_bij_wie_tekent(tafel: Tafel) -> None:
    kenmerk = tafel.leg_voor()
    tafel.teken("politie", kenmerk)
    digest = tafel.lees("om", kenmerk)["digest"]
    gezegd = tafel.zeg("om", kenmerk, digest)
    assert gezegd.status_code == 200, gezegd.text
    assert gezegd.json()["uitkomst"] == "afgewezen"
    # Nog eens hetzelfde, omdat het antwoord wegviel, geeft hetzelfde.
    assert tafel.zeg("om", kenmerk, digest).json() == gezegd.json()
    for code in ("gemeente", "politie"):
        (uitkomst,) = tafel.uitkomsten(code)
        assert (uitkomst["uitkomst"], uitkomst["getekendDoor"]) == (
            "afgewezen", ["gemeente", "politie"],
        )  # fmt: skip
        (antwoord,) = uitkomst["antwoorden"]
        assert (antwoord["partij"], antwoord["antwoord"]) == ("om", "nee")
        gelezen = tafel.beslist[code].haal(f"/stukken/{antwoord['stuk']}")
        assert gelezen["gegevens"] == {"besluit": kenmerk, "antwoord": "nee", "reden": REDEN}
        assert tafel.tijdlijn(code) == [
            "Voorstel afgewezen door het Openbaar Ministerie: prioritering door de driehoek"
        ]
        weg = tafel.beslist[code].vraag("GET", f"/besluitvoorstellen/{kenmerk}")
        assert weg.status_code == 404
    (werk,) = tafel.werk(tafel.kantoor.regisseur, "besluit-afgewezen")
    assert "afgewezen door het Openbaar Ministerie" in werk["titel"]
    assert tafel.werk(tafel.beslist["politie"], "besluit-afgewezen") == []
    assert tafel.beslist["om"].haal(f"/groepen/{tafel.groep}")["stap"] == 4


def test_ja_mits_komt_terug_bij_wie_het_maakte_en_die_legt_een_nieuw_voorstel_voor(
    tafel: Tafel,
) -> None:
    kenmerk = tafel.leg_voor()
    digest = tafel.lees("politie", kenmerk)["digest"]
    mits = {"antwoord": "ja_mits", "randvoorwaarden": ["extra-toezicht"]}
    assert tafel.zeg("politie", kenmerk, digest, **mits).json()["uitkomst"] == "teruggegeven"
    (werk,) = tafel.werk(tafel.kantoor.regisseur, "besluit-aanpassen")
    assert werk["titel"].startswith("Ja, mits van de politie: pas het voorstel")
    assert tafel.werk(tafel.kantoor.regisseur, "besluit-voorbereiden") == []
    assert tafel.werk(tafel.beslist["om"], "besluit-ondertekenen") == []
    (uitkomst,) = tafel.uitkomsten("gemeente")
    gevraagd = uitkomst["antwoorden"][0]["randvoorwaarden"]
    assert gevraagd == ["extra-toezicht"]
    nieuw = tafel.leg_voor(randvoorwaarden=[*JA["randvoorwaarden"], *gevraagd])
    assert tafel.werk(tafel.kantoor.regisseur, "besluit-aanpassen") == []
    tafel.teken("om", nieuw)
    assert tafel.teken("politie", nieuw)["groepNa"]["stap"] == 5
    assert tafel.tijdlijn("om") == ["Ja, mits van de politie: prioritering door de driehoek"]


@dataclass
class _Ertussen:
    """Terwijl de reden bij de politie aankomt, trekt de burgemeester het voorstel in."""

    app: Any
    burgemeester: Klant
    kenmerk: str
    antwoorden: list[int] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.antwoorden:
            pad = f"/v1/besluitvoorstellen/{self.kenmerk}"
            self.antwoorden.append((await self.burgemeester.client.delete(pad)).status_code)
        await self.app(scope, receive, send)


def test_een_antwoord_kruist_de_intrekking_en_de_reden_wordt_teruggenomen(tafel: Tafel) -> None:
    kenmerk = tafel.leg_voor()
    digest = tafel.lees("om", kenmerk)["digest"]
    politie = tafel.keten.bureaus["politie"]
    gewoon = politie.app
    ertussen = _Ertussen(gewoon, tafel.beslist["gemeente"], kenmerk)
    politie.app = cast("FastAPI", ertussen)
    try:
        te_laat = tafel.zeg("om", kenmerk, digest)
    finally:
        politie.app = gewoon
    assert ertussen.antwoorden == [204]
    assert te_laat.status_code == 409, te_laat.text
    assert "ingetrokken door wie het voorlegde" in te_laat.json()["detail"]
    for code in BESLIST:
        pad = f"/stukken?groep={tafel.groep}&stuk=besluitantwoord"
        assert {een["stand"] for een in tafel.beslist[code].haal(pad)["stukken"]} == {"ingetrokken"}
        (uitkomst,) = tafel.uitkomsten(code)
        assert (uitkomst["uitkomst"], uitkomst["antwoorden"]) == ("ingetrokken", [])
    assert tafel.zeg("om", kenmerk, digest).status_code == 404


def test_twee_partijen_tekenen_tegelijk_en_het_besluit_is_er_een_keer(tafel: Tafel) -> None:
    kenmerk = tafel.leg_voor()
    digest = tafel.lees("om", kenmerk)["digest"]
    tafel.lees("politie", kenmerk)
    pad = f"/v1/besluitvoorstellen/{kenmerk}/_onderteken"

    async def samen() -> list[httpx.Response]:
        klanten = [tafel.beslist[code].client for code in ("politie", "om")]
        vragen = [klant.post(pad, json={"digest": digest}) for klant in klanten]
        return list(await asyncio.gather(*vragen))

    antwoorden = [een.json() for een in tafel.keten.doe(samen())]
    genomen = [een for een in antwoorden if een["bladnummer"] is not None]
    assert len(genomen) == 1
    assert genomen[0]["wachtOp"] == []
    groep = tafel.beslist["politie"].haal(f"/groepen/{tafel.groep}")
    assert [een["stap"] for een in groep["verloop"]] == [1, 2, 3, 4, 5]


def test_wie_voorlegde_of_niet_beslist_zegt_geen_nee(tafel: Tafel) -> None:
    kenmerk = tafel.leg_voor()
    digest = tafel.lees("om", kenmerk)["digest"]
    eigen = tafel.zeg("gemeente", kenmerk, digest, reden=None)
    assert eigen.status_code == 403
    assert "Trek het in" in eigen.json()["detail"]
    vraag = {"digest": digest, "antwoord": "nee", "reden": REDEN, "bevestigdZonderPersonen": True}
    pad = f"/besluitvoorstellen/{kenmerk}/_antwoord"
    assert tafel.kantoor.analist.vraag("POST", pad, json=vraag).status_code == 403
    ander = tafel.zeg("om", kenmerk, "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=")
    assert ander.status_code == 409
    assert tafel.uitkomsten("om") == []


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"reden": None}, "/reden"),
        ({"reden": "Bel 0612345678 hierover."}, "/reden"),
        ({"antwoord": "ja_mits"}, "/randvoorwaarden"),
        ({"antwoord": "ja_mits", "randvoorwaarden": ["zelf-bedacht"]}, "/randvoorwaarden/0"),
        ({"randvoorwaarden": ["extra-toezicht"]}, "/randvoorwaarden"),
    ],
)
def test_een_antwoord_dat_niet_kan_zegt_waar_en_er_gaat_niets_weg(
    tafel: Tafel, anders: dict[str, Any], pad: str
) -> None:
    kenmerk = tafel.leg_voor()
    digest = tafel.lees("om", kenmerk)["digest"]
    fout = tafel.zeg("om", kenmerk, digest, **anders)
    assert fout.status_code == 400, fout.text
    assert {een["pad"] for een in fout.json()["fouten"]} == {pad}
    stukken = tafel.beslist["om"].haal(f"/stukken?groep={tafel.groep}&stuk=besluitantwoord")
    assert stukken["stukken"] == []
    assert tafel.uitkomsten("om") == []


def test_de_reden_wacht_op_een_partij_die_weg_is_en_de_uitkomst_niet(tafel: Tafel) -> None:
    kenmerk = tafel.leg_voor()
    digest = tafel.lees("om", kenmerk)["digest"]
    tafel.keten.weg.add("politie")
    assert tafel.zeg("om", kenmerk, digest).json()["uitkomst"] == "afgewezen"
    (uitkomst,) = tafel.uitkomsten("politie")
    assert (uitkomst["uitkomst"], uitkomst["antwoorden"][0]["stuk"]) == ("afgewezen", None)
    tafel.keten.klok.vooruit(days=3)
    tafel.keten.weg.clear()
    tafel.keten.bureaus["om"].ronde()
    (uitkomst,) = tafel.uitkomsten("politie")
    stuk = uitkomst["antwoorden"][0]["stuk"]
    assert tafel.beslist["politie"].haal(f"/stukken/{stuk}")["gegevens"]["reden"] == REDEN

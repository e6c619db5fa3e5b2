"""Acties langs de echte gateway: van afspraak tot klaar, en wat ervan in geen blad staat."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from deploy.pki import Pki
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.gemeente.test_aanpak import PLAN
from tests.integratie.partij.gemeente.test_afsluiting import BESLUIT
from tests.integratie.reeksen.stelsel import Stelsel, draaiend_stelsel
from tests.integratie.reeksen.zaak import Zaak

BEVESTIGD = {"bevestigdZonderPersonen": True}
WERKT = {"gemeente": "regisseur", "politie": "analist", "om": "parketsecretaris"}
MENSEN = [
    *WERKT.items(), ("gemeente", "burgemeester"), ("politie", "teamchef"), ("om", "officier"),
]  # fmt: skip


@pytest.fixture(scope="module")
def stelsel(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stelsel]:
    map_ = Path(tmp_path_factory.mktemp("stelsel"))
    with draaiend_stelsel(uitgever, pki, map_, functies=MENSEN) as gevonden:
        yield gevonden


@dataclass
class Kamer:
    """Een groep die de driehoek echt aanpakt, met het plan dat de gemeente eraan geeft."""

    stelsel: Stelsel
    zaak: Zaak

    @classmethod
    def open(cls, stelsel: Stelsel) -> Self:
        kamer = cls(stelsel, Zaak.in_stap(stelsel, random.Random(1), 5))
        kamer.doe("gemeente", "PUT", f"/plannen-van-aanpak/{kamer.groep}", {**PLAN, **BEVESTIGD})
        return kamer

    @property
    def groep(self) -> str:
        return self.zaak.groep

    def wie(self, code: str) -> str:
        return self.stelsel.gekend[code, WERKT[code]]

    def vraag(
        self, code: str, methode: str, pad: str, inhoud: Any = None, etag: str = "",
        functie: str = "",
    ) -> httpx.Response:  # fmt: skip
        wie = self.stelsel.gekend[code, functie or WERKT[code]]
        koppen = {"If-Match": etag} if etag else {}
        return self.stelsel.bij(code, wie, methode, pad, json=inhoud, headers=koppen)

    def doe(self, code: str, methode: str, pad: str, inhoud: Any = None, **anders: Any) -> Any:
        antwoord = self.vraag(code, methode, pad, inhoud, **anders)
        assert antwoord.is_success, f"{methode} {pad}: {antwoord.status_code} {antwoord.text}"
        return antwoord.json()

    def spreek_af(self, partij: str, doel: str, **anders: Any) -> str:
        document = {
            "doel": doel,
            "omschrijving": "Elke vrijdag toezicht bij het winkelcentrum.",
            "partij": partij,
            "eigenaar": self.wie(partij),
            "uiterlijk": "2027-02-01",
            **BEVESTIGD,
            **anders,
        }
        pad = f"/groepen/{self.groep}/acties"
        return str(self.doe("gemeente", "POST", pad, document)["id"])

    def bij(self, code: str) -> dict[str, Any]:
        (een,) = self.doe(code, "GET", f"/groepen/{self.groep}/ontvangen-acties")["acties"]
        return dict(een)

    def meld(self, code: str, stand: str, **tekst: Any) -> None:
        pad = f"/ontvangen-acties/{self.bij(code)['id']}"
        etag = self.vraag(code, "GET", pad).headers["etag"]
        self.doe(code, "POST", f"{pad}/_meld", {"stand": stand, **BEVESTIGD, **tekst}, etag=etag)

    def stand(self, actie: str) -> tuple[str, str | None, str | None]:
        een = self.doe("gemeente", "GET", f"/acties/{actie}")
        return een["status"], een["voortgang"], een["effect"]

    def sluit(self, *restacties: dict[str, Any]) -> None:
        pad = f"/groepen/{self.groep}/afsluiting"
        etag = self.vraag("gemeente", "GET", pad).headers["etag"]
        keuze = {**BESLUIT, "restacties": list(restacties)}
        concept = self.doe("gemeente", "POST", f"{pad}en", keuze, etag=etag)
        teken = f"/besluitconcepten/{concept['id']}"
        gelezen = self.doe("gemeente", "GET", teken, functie="burgemeester")
        self.doe(
            "gemeente", "POST", f"{teken}/_onderteken", {"digest": gelezen["digest"]},
            functie="burgemeester",
        )  # fmt: skip


def test_de_taken_uit_het_plan_staan_bij_elke_partij_en_worden_daar_gedaan(
    stelsel: Stelsel,
) -> None:
    kamer = Kamer.open(stelsel)
    politie, om = kamer.spreek_af("politie", "G1"), kamer.spreek_af("om", "G2")
    eigen = kamer.spreek_af("gemeente", "G1", uitvoerder="stadsbeheer")
    pad = f"/plannen-van-aanpak/{kamer.groep}"
    etag = kamer.vraag("gemeente", "GET", pad).headers["etag"]
    kamer.doe("gemeente", "POST", f"{pad}/_vaststellen", etag=etag)
    kamer.doe("gemeente", "POST", f"{pad}/_deel")
    for code in ("politie", "om"):
        (plan,) = kamer.doe(code, "GET", f"/stukken?groep={kamer.groep}&stuk=plan-van-aanpak")[
            "stukken"
        ]
        assert kamer.doe(code, "GET", f"/stukken/{plan['id']}")["gegevens"] == PLAN
        assert kamer.bij(code)["stand"] == "open"
        kamer.meld(code, "aanvaard")
    assert [kamer.stand(een)[0] for een in (politie, om, eigen)] == ["aanvaard"] * 2 + ["open"]
    kamer.zaak.verder()
    kamer.meld("politie", "bezig", voortgang="Vier avonden gelopen.")
    kamer.meld("politie", "gedaan", effect="De helft minder meldingen.")
    assert kamer.stand(politie) == (
        "gereed", "Vier avonden gelopen.", "De helft minder meldingen.",
    )  # fmt: skip
    kamer.meld("om", "geweigerd", reden="Dit is geen taak van ons.")
    terug = kamer.doe("gemeente", "GET", f"/acties/{om}")
    assert (terug["status"], terug["reden"]) == ("teruggegeven", "Dit is geen taak van ons.")


def test_een_restactie_wordt_bij_het_afsluiten_toegedeeld_en_daarna_gedaan(
    stelsel: Stelsel,
) -> None:
    kamer = Kamer.open(stelsel)
    actie = kamer.spreek_af("politie", "G1")
    kamer.meld("politie", "aanvaard")
    rest = {"actie": actie, "eigenaar": kamer.wie("politie"), "uiterlijk": "2027-05-01"}
    kamer.sluit(rest)
    gegeven = kamer.doe("gemeente", "POST", f"/groepen/{kamer.groep}/acties/_geef")
    assert [een["id"] for een in gegeven["acties"]] == [actie]
    hier = kamer.bij("politie")
    assert (hier["restactie"], hier["uiterlijk"], hier["stand"]) == (True, "2027-05-01", "open")
    (lijst,) = kamer.doe("om", "GET", f"/stukken?groep={kamer.groep}&stuk=restacties")["stukken"]
    (wie,) = kamer.doe("om", "GET", f"/stukken/{lijst['id']}")["gegevens"]["acties"]
    assert (wie["actie"], wie["partij"]) == (actie, "politie")
    kamer.meld("politie", "aanvaard")
    kamer.meld("politie", "gedaan", effect="Het is er rustig.")
    assert kamer.stand(actie)[0] == "gereed"


def test_van_maatwerk_hoort_de_gemeente_dat_het_is_gedaan(stelsel: Stelsel) -> None:
    kamer = Kamer.open(stelsel)
    pad = f"/groepen/{kamer.groep}/maatwerk"
    om = {
        "soort": "zaken-koppelen",
        "recidivebeperkend": True,
        "intern": "De zaken over deze groep gaan samen op zitting.",
        **BEVESTIGD,
    }
    eigen = {"omschrijving": "Elke vrijdag een extra ronde.", **BEVESTIGD}
    for code, inhoud in (("om", om), ("politie", eigen), ("gemeente", eigen)):
        maatwerk = kamer.doe(code, "POST", pad, inhoud)
        assert kamer.doe(code, "GET", pad)["maatwerk"] == [maatwerk]
        if code != "gemeente":
            kamer.doe(code, "POST", f"/maatwerk/{maatwerk['id']}/_terugkoppelen")
    stukken = kamer.doe("gemeente", "GET", f"/stukken?groep={kamer.groep}&stuk=terugkoppeling")
    assert {een["van"] for een in stukken["stukken"]} == {"om", "politie"}
    for een in stukken["stukken"]:
        gegevens = kamer.doe("gemeente", "GET", f"/stukken/{een['id']}")["gegevens"]
        assert gegevens == {"onderwerp": "maatwerk", "gedaan": True}

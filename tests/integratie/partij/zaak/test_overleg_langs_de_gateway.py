"""Een overleg langs de echte gateway: vooraf, aan de deur, aan tafel, en het ene verslag erna."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import httpx
import pytest

from deploy.pki import Pki
from shared.bericht.tijd import utc_tekst
from tests.hulp.inloggen import Uitgever
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.reeksen.stelsel import Stelsel, draaiend_stelsel
from tests.integratie.reeksen.zaak import Zaak

BEVESTIGD = {"bevestigdZonderPersonen": True}
WERKT = {"gemeente": "regisseur", "politie": "analist", "om": "parketsecretaris"}
MENSEN = [*WERKT.items(), ("gemeente", "burgemeester"), ("politie", "teamchef")]
AFWEGING = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
    "motivering": "Wie samen overlegt moet elkaar kunnen bereiken.",
}


@pytest.fixture(scope="module")
def stelsel(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stelsel]:
    map_ = Path(tmp_path_factory.mktemp("stelsel"))
    with draaiend_stelsel(uitgever, pki, map_, functies=MENSEN) as gevonden:
        yield gevonden


@dataclass
class Kamer:
    """Een groep in stap 3, en een overleg van de gemeente over een uur."""

    stelsel: Stelsel
    zaak: Zaak
    overleg: str = ""

    @classmethod
    def open(cls, stelsel: Stelsel, soort: str, *erbij: str) -> Self:
        kamer = cls(stelsel, Zaak.in_stap(stelsel, random.Random(1), 3), nieuw_id())
        reeks = nieuw_id()
        document = {
            "groep": kamer.zaak.groep,
            "doel": "De overlast op het verzonnen plein terugbrengen.",
            "frequentie": "elke maand",
            "samenstelling": ["regisseur", "analist", "parketsecretaris", "teamchef"],
            **BEVESTIGD,
        }
        kamer.doe("gemeente", "PUT", f"/overlegreeksen/{reeks}", document)
        begin = stelsel.klok() + timedelta(hours=1)
        kamer.doe(
            "gemeente", "PUT", kamer.pad,
            {
                "reeksen": [reeks],
                "soort": soort,
                "locatie": "gemeente",
                "begin": utc_tekst(begin),
                "einde": utc_tekst(begin + timedelta(hours=1)),
                "deelnemers": [kamer.wie(code) for code in erbij],
            },
        )  # fmt: skip
        return kamer

    @property
    def pad(self) -> str:
        return f"/overleggen/{self.overleg}"

    def begin(self) -> None:
        self.stelsel.klok.vooruit(hours=1, minutes=5)

    def wie(self, code: str, functie: str = "") -> str:
        return self.stelsel.gekend[code, functie or WERKT[code]]

    def vraag(
        self, code: str, methode: str, pad: str, inhoud: Any = None, etag: str = ""
    ) -> httpx.Response:
        koppen = {"If-Match": etag} if etag else {}
        return self.stelsel.bij(code, self.wie(code), methode, pad, json=inhoud, headers=koppen)

    def doe(self, code: str, methode: str, pad: str, inhoud: Any = None, **anders: Any) -> Any:
        antwoord = self.vraag(code, methode, pad, inhoud, **anders)
        assert antwoord.is_success, f"{methode} {pad}: {antwoord.status_code} {antwoord.text}"
        return antwoord.json()

    def werk(self, code: str) -> set[str]:
        lijst = self.doe(code, "GET", f"/werklijst?groep={self.zaak.groep}")["werk"]
        return {een["soort"] for een in lijst}


def test_drie_partijen_hebben_een_verslag_en_wat_is_afgesproken_komt_bij_ieder(
    stelsel: Stelsel,
) -> None:
    kamer = Kamer.open(stelsel, "driehoek", "gemeente", "politie", "om")
    dag = stelsel.klok().date().isoformat()
    (een,) = kamer.doe("om", "GET", f"/overleggen?van={dag}&tot={dag}")["overleggen"]
    assert [wie["functie"] for wie in een["aanTafel"]] == list(WERKT.values())
    kamer.begin()
    # Aan de deur komt de teamchef erbij; dat staat in het log, en de politie ziet het.
    chef = kamer.wie("politie", "teamchef")
    kamer.doe("gemeente", "POST", f"{kamer.pad}/_toelaten", {
        "deelnemer": chef, "naamGecontroleerd": True})  # fmt: skip
    assert kamer.doe("politie", "GET", kamer.pad)["deelnemers"][-1] == chef
    afspraak = {
        "soort": "afspraak",
        "tekst": "De politie loopt elke week een ronde over het plein.",
        "door": chef,
        "eigenaar": "politie",
        "uiterlijk": "2027-02-01",
    }
    notulen = f"{kamer.pad}/notulen"
    (regel,) = kamer.doe("gemeente", "PUT", notulen, {"regels": [afspraak], **BEVESTIGD})["regels"]
    for code in ("politie", "om"):
        assert "notulen-ondertekenen" in kamer.werk(code)
        kamer.doe(code, "POST", f"{notulen}/_onderteken", {"versie": 1, "akkoord": True})
    assert "afspraak-nakomen" in kamer.werk("politie")
    kamer.doe("politie", "POST", f"{notulen}/_gedaan", {"regel": regel["regel"]})
    gelezen = [kamer.doe(code, "GET", notulen) for code in WERKT]
    assert gelezen[0] == gelezen[1] == gelezen[2]
    assert (gelezen[0]["vastgesteld"], gelezen[0]["regels"][0]["gedaan"]) == (True, True)
    assert "afspraak-nakomen" not in kamer.werk("politie")


def test_zonder_onderzoek_blijft_het_om_buiten_agenda_deur_en_verslag(stelsel: Stelsel) -> None:
    kamer = Kamer.open(stelsel, "structureel", "gemeente", "politie")
    kamer.begin()
    deur = {"deelnemer": kamer.wie("om"), "naamGecontroleerd": True}
    antwoord = kamer.vraag("gemeente", "POST", f"{kamer.pad}/_toelaten", deur)
    assert antwoord.status_code == 400, antwoord.text
    (fout,) = antwoord.json()["fouten"]
    assert (fout["pad"], "strafrechtelijk onderzoek" in fout["melding"]) == ("/deelnemer", True)
    regel = {"soort": "besproken", "tekst": "De overlast nam af.", "door": kamer.wie("politie")}
    kamer.doe("gemeente", "PUT", f"{kamer.pad}/notulen", {"regels": [regel], **BEVESTIGD})
    assert kamer.doe("politie", "GET", f"{kamer.pad}/notulen")["versie"] == 1
    for pad in (kamer.pad, f"{kamer.pad}/notulen"):
        assert kamer.vraag("om", "GET", pad).status_code == 404
    stukken = kamer.doe("om", "GET", f"/stukken?groep={kamer.zaak.groep}")["stukken"]
    assert stukken == []


def test_wie_aan_tafel_zit_is_te_bereiken_en_wordt_geen_persoon(stelsel: Stelsel) -> None:
    kamer = Kamer.open(stelsel, "structureel", "gemeente", "politie")
    etag = kamer.vraag("gemeente", "GET", "/autorisaties/mij/contact").headers["etag"]
    bereik = {"email": "guusje@gemeente.example", "telefoon": "010 0000000"}
    kamer.doe("gemeente", "PUT", "/autorisaties/mij/contact", bereik, etag=etag)
    opdracht = {"doel": "D1", "afweging": AFWEGING}
    (gegeven,) = kamer.doe("gemeente", "POST", f"{kamer.pad}/contactgegevens", opdracht)["gegeven"]
    assert (gegeven["partij"], gegeven["status"]) == ("politie", "afgeleverd"), gegeven
    genoten = kamer.doe("politie", "GET", f"{kamer.pad}/deelnemers")["deelnemers"]
    (regisseur,) = (een for een in genoten if een["partij"] == "gemeente")
    assert {naam: regisseur["bereik"][naam] for naam in bereik} == bereik
    assert kamer.vraag("politie", "GET", f"/personen/{regisseur['id']}").status_code == 404

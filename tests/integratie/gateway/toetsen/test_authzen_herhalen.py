"""Wie het logboek controleert neemt een besluit opnieuw, op de toestand die hij meegeeft."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.pki import Pki
from gateway.toegang.toegang import account_van
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.hulp.profiel import gevallen
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, waarom
from tests.integratie.gateway.gegevens import PRIVACY, autorisatie
from tests.integratie.gateway.logboek.test_verantwoording import log_van
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway
from tests.integratie.gateway.sjabloon import SqliteSjabloon
from tests.integratie.gateway.toetsen.test_authzen import vraag

WIE = "privacy@politie.example"


@pytest.fixture(scope="module")
def uitgever() -> Iterator[Uitgever]:
    with draaiende_uitgever() as uitgever:
        yield uitgever


class Toezicht:
    """Een gateway met iemand die het recht heeft het logboek te controleren."""

    def __init__(self, gateway: Opstelling, uitgever: Uitgever) -> None:
        self.gateway = gateway
        self._uitgever = uitgever

    def vraag(self, document: dict[str, Any]) -> httpx.Response:
        token = self._uitgever.token(WIE)
        return self.gateway.post(
            "/access/v1/evaluation", document, als=None, Authorization=f"Bearer {token}"
        )


@pytest.fixture
def toezicht(
    pki: Pki, tmp_path: Path, sqlite_sjabloon: SqliteSjabloon, vaste_klok: VasteKlok, net: Net,
    uitgever: Uitgever,
) -> Iterator[Toezicht]:  # fmt: skip
    url = sqlite_sjabloon.kopie(tmp_path)
    with draaiende_gateway(
        pki, tmp_path, url, vaste_klok, net, migreren=False, oidc=uitgever.oidc()
    ) as gateway:
        document = autorisatie(
            "politie", "privacyfunctionaris", account=account_van(uitgever.url, WIE)
        )
        gezet = gateway.zet_autorisatie(PRIVACY["politie"], document, "politie")
        assert gezet.status_code == 200
        yield Toezicht(gateway, uitgever)


@pytest.mark.parametrize("geval", gevallen("gevallen"), ids=lambda pad: pad.stem)
def test_elk_uitgewerkt_geval_krijgt_opnieuw_hetzelfde_besluit(
    toezicht: Toezicht, geval: Path
) -> None:
    inhoud = json.loads(geval.read_text(encoding="utf-8"))
    verzoek, verwacht = inhoud["toetsverzoek"], inhoud["verwacht"]
    antwoord = toezicht.vraag(vraag(verzoek["kop"], toestand=verzoek["toestand"]))
    assert antwoord.status_code == 200, antwoord.text
    context = antwoord.json()["context"]
    assert antwoord.json()["decision"] is (verwacht["besluit"] == "toegestaan")
    poorten = {reden["poort"] for reden in context["redenen"]}
    zeker = set(verwacht["poorten"])
    assert zeker <= poorten <= zeker | set(verwacht.get("mag", ()))
    assert context["toestand"] == verzoek["toestand"]
    assert log_van(toezicht.gateway).beslissingen(limiet=5)


@pytest.mark.parametrize("geval", gevallen("ongeldig"), ids=lambda pad: pad.stem)
def test_een_invoerfout_wordt_niet_beslist(toezicht: Toezicht, geval: Path) -> None:
    verzoek = json.loads(geval.read_text(encoding="utf-8"))["toetsverzoek"]
    antwoord = toezicht.vraag(vraag(verzoek["kop"], toestand=verzoek["toestand"]))
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"]
    assert log_van(toezicht.gateway).beslissingen(limiet=5) == []


def test_een_woord_in_de_toestand_dat_niemand_kent_is_een_invoerfout(toezicht: Toezicht) -> None:
    gateway = toezicht.gateway
    gateway.vraag_informatie()
    blad = bladen_van(gateway, "besluit")[-1]
    assert toezicht.vraag(vraag(blad["kop"], toestand=blad["toestand"])).json()["decision"] is True
    krom = {**blad["toestand"], "groep": {**blad["toestand"]["groep"], "eindcriterium": "zomaar"}}
    antwoord = toezicht.vraag(vraag({**blad["kop"], "stuk": "zomaar"}, toestand=krom))
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [
        "/context/kop/stuk", "/context/toestand/groep/eindcriterium",
    ]  # fmt: skip


def test_wie_controleert_vraagt_niet_namens_een_partij(toezicht: Toezicht) -> None:
    kop = koppen.groepsbericht(
        toezicht.gateway.klok(), "politie", "gemeente", inhoudCommitment="A" * 43
    )
    assert waarom(toezicht.vraag(vraag(kop))).startswith("403 Geen toegang: Zonder toestand")

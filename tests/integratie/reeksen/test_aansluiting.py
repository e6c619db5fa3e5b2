"""Langs de diensten en de echte gateway: een partij vindt zelf wat niet in het log staat."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.partijdienst.onderdelen import maak_aansluiter, maak_bestandswacht
from tests.hulp.web import als_organisatie
from tests.integratie.reeksen import ontwerp as maak
from tests.integratie.reeksen.stelsel import DRIE, Stelsel
from tests.integratie.reeksen.zaak import Zaak

ZAAD = 20261129


def _ronde(stelsel: Stelsel, partij: str) -> Mapping[str, int]:
    return stelsel.doe(maak_aansluiter(stelsel.bureaus[partij].geheel).ronde())


def _stand(stelsel: Stelsel, partij: str) -> dict[str, Any]:
    wie = stelsel.gekend[partij, "privacyfunctionaris"]
    antwoord = stelsel.bij(partij, wie, "GET", "/aansluiting")
    assert antwoord.status_code == 200, antwoord.text
    gelezen: dict[str, Any] = antwoord.json()
    return gelezen


def _vraag(stelsel: Stelsel, groep: str) -> str:
    """Een informatieverzoek van de gemeente aan de politie, langs haar dienst."""
    antwoord = stelsel.bij(
        "gemeente",
        stelsel.gekend["gemeente", "regisseur"],
        "POST",
        "/informatieverzoeken",
        json={
            "groep": groep,
            "ontvanger": "politie",
            "ontvangendeMedewerker": stelsel.gekend["politie", "analist"],
            "vraag": "Wie horen er bij deze groep?",
        },
    )
    assert antwoord.status_code == 201, antwoord.text
    return str(antwoord.json()["id"])


@pytest.fixture
def zaak(stelsel: Stelsel) -> Zaak:
    return Zaak.in_stap(stelsel, random.Random(ZAAD), 3)


def test_alles_wat_langs_de_diensten_ging_sluit_bij_elke_partij_aan(
    stelsel: Stelsel, zaak: Zaak
) -> None:
    voor = {partij: _stand(stelsel, partij)["aangesloten"] for partij in DRIE}
    for _ in range(2):
        _vraag(stelsel, zaak.groep)
    stelsel.klok.vooruit(minutes=2)
    gezien = {partij: _ronde(stelsel, partij) for partij in DRIE}
    assert [een["logverschillen"] for een in gezien.values()] == [0, 0, 0]
    assert _stand(stelsel, "politie")["aangesloten"] == voor["politie"] + 2
    for partij in DRIE:
        stand = _stand(stelsel, partij)
        assert (stand["wachtend"], stand["openVerschillen"]) == (0, 0)
    # Alleen wat er te lezen viel staat in het log; wie niets kreeg, laat ook niets na.
    grootte = _grootte(stelsel)
    assert all(_ronde(stelsel, partij)["aangesloten"] == 0 for partij in DRIE)
    assert _grootte(stelsel) == grootte


def _grootte(stelsel: Stelsel) -> int:
    return int(stelsel.vraag("om", "GET", "/v1/logboek/checkpoint").text.split("\n")[1])


def test_een_gesmokkelde_intrekking_wist_en_wordt_meteen_gevonden(
    stelsel: Stelsel, zaak: Zaak
) -> None:
    """De aanvaller heeft alles van de gateway en de sleutel van de politie; het log schrijft hij
    niet, want dat ondertekenen de partijen mee."""
    verzoek = _vraag(stelsel, zaak.groep)
    stelsel.klok.vooruit(seconds=1)
    kop = maak.kop_van(
        zaak, "intrekking", "gemeente", "politie", rechten_van="informatieverzoek",
        inReactieOp=verzoek,
    )  # fmt: skip
    kop |= {
        "medewerker": stelsel.gekend["gemeente", "regisseur"],
        "ontvangendeMedewerker": stelsel.gekend["politie", "analist"],
    }
    antwoord = _smokkel(stelsel, kop, "politie", bladnummer=_grootte(stelsel) - 1)
    assert antwoord.json()["status"] == "aanvaard"

    stelsel.klok.vooruit(minutes=2)
    assert _ronde(stelsel, "politie")["logverschillen"] == 1
    (verschil,) = _stand(stelsel, "politie")["verschillen"]
    assert (verschil["bericht"], verschil["partij"]) == (kop["id"], "gemeente")
    wacht = maak_bestandswacht(stelsel.bureaus["politie"].geheel)
    while stelsel.doe(wacht.ronde()):
        pass
    wie = stelsel.gekend["politie", "privacyfunctionaris"]
    alarmen = stelsel.bij("politie", wie, "GET", "/alarmen?paginagrootte=200").json()["alarmen"]
    assert [een["onderwerp"] for een in alarmen if een["regel"] == "niet-in-het-log"] == [
        "gemeente"
    ]
    # Wat niet door de gateway ging, is bij haar ook niet ingetrokken.
    assert _ronde(stelsel, "gemeente")["logverschillen"] == 0


def _smokkel(
    stelsel: Stelsel, kop: Mapping[str, Any], naar: str, *, bladnummer: int
) -> httpx.Response:
    """Levert zelf af, met de verbinding en de handtekening van de gateway."""
    body = json.dumps({"kop": dict(kop), "inhoud": None}).encode()
    digest, nu = digest_header(body), stelsel.klok()
    besluit = GatewayBesluit(str(kop["id"]), digest, naar, "toegestaan", bladnummer, nu)
    koppen = {
        "Content-Type": "application/json",
        "Digest": digest,
        "Payload-Signature": onderteken_digest(stelsel.ondertekenaar(kop["afzender"]), digest, nu),
        "Gateway-Besluit": onderteken_gateway_besluit(stelsel.ondertekenaar("gateway"), besluit),
    }
    pem = stelsel.pki.deelnemers["gateway"].transport.certificaat.read_text()
    app = als_organisatie(stelsel.bureaus[naar].app, pem)

    async def lever() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://partij.example"
        ) as client:
            return await client.post("/v1/ontvangsten", content=body, headers=koppen)

    return stelsel.doe(lever())

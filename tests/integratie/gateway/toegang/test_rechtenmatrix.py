"""Elke operatie van de gateway voor elke functie van elke partij, en voor elke partij zelf.

De operaties komen uit haar eigen beschrijving. De verhouding is hier die tot een bericht: afzender
of ontvanger, of geen van beide. Groepen kent de gateway zonder personen, en wie er lid is niet:
wat een functie binnen haar partij mag zien, beproeft `tests/integratie/partij`.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from deploy.pki import Pki
from gateway.toegang.toegang import account_van
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.gegevens import BETROKKENE, GROEP, autorisatie
from tests.integratie.gateway.logboek.test_logboek import AUDITOR
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import ALS, Opstelling, draaiende_gateway
from tests.integratie.gateway.sjabloon import SqliteSjabloon

REGELS = standaard_convenant()
KANTEN, BUITENSTAANDER = ("politie", "gemeente"), "om"
MENSEN = [(partij, functie) for partij in (*KANTEN, "om") for functie in REGELS.functies[partij]]
AUDIT = "auditor@toezicht.example"
#: Hier is geen naam voor nodig: of de gateway leeft, wat zij doet en volgens welk register, en wat
#: iedereen van het convenant mag weten.
OPEN = frozenset({
    "leesGezondheid", "leesGereedheid", "leesVerwerkingsactiviteit", "lijstVerwerkingsactiviteiten",
    "leesAuthzenConfiguratie", "leesOpenbaarConvenant",
})  # fmt: skip
_METHODEN = ("get", "post", "put", "patch", "delete")
_NIET_BINNEN = (401, 403)


@dataclass(frozen=True)
class Operatie:
    """Een operatie, met wie zich ervoor kan melden en een voorbeeld van wat erin gaat."""

    naam: str
    methode: str
    pad: str
    wie: frozenset[str]
    voorbeeld: Any


@dataclass
class Matrix:
    """Een gateway met berichten tussen twee partijen, en van elke functie iemand."""

    gateway: Opstelling
    uitgever: Uitgever
    berichten: list[str] = field(default_factory=list)
    blad: int = 0

    @property
    def operaties(self) -> list[Operatie]:
        document = self.gateway.app.openapi()
        return [
            Operatie(
                naam=een["operationId"],
                methode=methode.upper(),
                pad=urlsplit(punt.get("servers", document["servers"])[0]["url"]).path + pad,
                wie=frozenset(naam for eis in een.get("security", ()) for naam in eis),
                voorbeeld=een.get("requestBody", {})
                .get("content", {})
                .get("application/json", {})
                .get("example"),
            )
            for pad, punt in document["paths"].items()
            for methode, een in punt.items()
            if methode in _METHODEN
        ]

    def vraag(self, operatie: Operatie, **koppen: str) -> httpx.Response:
        """De operatie over het laatste bericht, met deze koppen."""
        kenmerken = {
            "id": GROEP if operatie.naam == "leesGroep" else self.berichten[-1],
            "nummer": str(self.blad),
            "niveau": "0",
            "pad": f"000.p/{self.blad + 1}",
        }
        delen = operatie.pad.split("/")
        pad = "/".join(
            kenmerken.get(deel.strip("{}"), self.berichten[-1]) if deel[:1] == "{" else deel
            for deel in delen
        )
        anders: dict[str, Any] = {"params": {"groep": GROEP}} if _met_groep(operatie) else {}
        if operatie.voorbeeld is not None:
            anders["json"] = self._over(operatie.voorbeeld)
        return self.gateway.client.vraag(operatie.methode, pad, headers=koppen, **anders)

    def _over(self, voorbeeld: Any) -> Any:
        """Het voorbeeld, over deze berichten en over elke dag."""
        tekst = json.dumps(voorbeeld)
        tekst = tekst.replace("0193aaaa-0000-7000-8000-000000000900", self.berichten[-1])
        over = json.loads(tekst)
        if isinstance(over, dict) and "periode" in over:
            return {"periode": {"van": "2026-01-01T00:00:00Z", "tot": "2026-12-31T00:00:00Z"}}
        return over

    def als(self, partij: str) -> dict[str, str]:
        return {ALS: partij}

    def met(self, sub: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.uitgever.token(sub)}"}

    def gelekt(self, antwoord: httpx.Response) -> list[str]:
        """Wat er van de berichten in staat: hun kenmerken, en over wie zij gaan."""
        inhoud = b"\n".join(_uitgepakt(antwoord.content))
        return [een for een in (*self.berichten, BETROKKENE) if een.encode() in inhoud]


def _met_groep(operatie: Operatie) -> bool:
    return operatie.naam in {"leesUitingen", "leesOverleggen"}


def _uitgepakt(inhoud: bytes) -> Iterator[bytes]:
    yield inhoud
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            for naam in zip_.namelist():
                yield zip_.read(naam)


def _sub(partij: str, functie: str) -> str:
    return f"{functie}@{partij}.example"


@pytest.fixture(scope="module")
def matrix(
    pki: Pki, tmp_path_factory: pytest.TempPathFactory, sqlite_sjabloon: SqliteSjabloon
) -> Iterator[Matrix]:
    map_, klok = tmp_path_factory.mktemp("rechten"), VasteKlok()
    net = Net(pki, klok, *KANTEN, BUITENSTAANDER)
    with (
        draaiende_uitgever() as uitgever,
        draaiende_gateway(
            pki, map_, sqlite_sjabloon.kopie(map_), klok, net,
            oidc=uitgever.oidc(), migreren=False,
        ) as gateway,
    ):  # fmt: skip
        gemaakt = Matrix(gateway, uitgever)
        _zet_iedereen(gemaakt)
        gemaakt.berichten.append(gateway.vraag_informatie())
        for _ in range(2):
            antwoord = gateway.verstuur(gateway.verstrekking(gemaakt.berichten[0]))
            assert antwoord.status_code == 201, antwoord.text
            gemaakt.berichten.append(str(antwoord.json()["id"]))
            gemaakt.blad = antwoord.json()["logboek"]["bladnummer"]
        yield gemaakt


def _zet_iedereen(matrix: Matrix) -> None:
    gateway, url = matrix.gateway, matrix.uitgever.url
    for nummer, (partij, functie) in enumerate(MENSEN):
        document = autorisatie(partij, functie, account=account_van(url, _sub(partij, functie)))
        verwijzing = f"0193aaaa-0000-7000-8000-0000000a{nummer:04x}"
        # Een programma handelt nooit namens een partij: dat komt er niet in, en dus nergens bij.
        verwacht = 400 if REGELS.functies[partij][functie].systeem else 200
        assert gateway.zet_autorisatie(verwijzing, document, partij).status_code == verwacht
    document = autorisatie("gemeente", "auditor", account=account_van(url, AUDIT))
    assert gateway.zet_autorisatie(AUDITOR, document, "gemeente").status_code == 200
    stel_aan(gateway, AUDITOR)


def _mag_controleren(partij: str, functie: str) -> bool:
    return "controleren" in REGELS.functies[partij][functie].rechten


def test_zonder_zich_te_melden_is_er_niets(matrix: Matrix) -> None:
    assert {een.naam for een in matrix.operaties if not een.wie} <= OPEN
    binnen = [
        (een.naam, antwoord.status_code)
        for een in matrix.operaties
        if een.wie and (antwoord := matrix.vraag(een)).status_code != 401
    ]
    assert binnen == []


@pytest.mark.parametrize(("partij", "functie"), MENSEN)
def test_een_functie_komt_alleen_binnen_om_te_controleren_en_alleen_bij_wat_van_haar_partij_is(
    matrix: Matrix, partij: str, functie: str
) -> None:
    mag, fouten, gezien = _mag_controleren(partij, functie), [], set()
    koppen = matrix.met(_sub(partij, functie))
    for operatie in (een for een in matrix.operaties if een.wie):
        antwoord = matrix.vraag(operatie, **koppen)
        dicht = antwoord.status_code in _NIET_BINNEN
        gelekt = matrix.gelekt(antwoord)
        gezien.update(gelekt)
        hoort_dicht = not mag or "medewerker" not in operatie.wie
        lek = gelekt and (not mag or partij == BUITENSTAANDER)
        if (hoort_dicht and not dicht) or lek or antwoord.status_code >= 500:
            fouten.append((operatie.naam, antwoord.status_code, gelekt, antwoord.text[:150]))
    assert fouten == []
    if mag and partij in KANTEN:
        assert gezien == {*matrix.berichten, BETROKKENE}, "anders zegt niet lekken niets"


@pytest.mark.parametrize("partij", [*KANTEN, BUITENSTAANDER])
def test_een_partij_ziet_van_een_bericht_alleen_iets_als_zij_het_gaf_of_kreeg(
    matrix: Matrix, partij: str
) -> None:
    gezien: dict[str, list[str]] = {}
    for operatie in (een for een in matrix.operaties if "organisatie" in een.wie):
        antwoord = matrix.vraag(operatie, **matrix.als(partij))
        assert antwoord.status_code < 500, operatie.naam
        if gelekt := matrix.gelekt(antwoord):
            gezien[operatie.naam] = gelekt
    if partij == BUITENSTAANDER:
        assert gezien == {}
    else:
        alles = {wat for gelekt in gezien.values() for wat in gelekt}
        assert alles == {*matrix.berichten, BETROKKENE}


def test_wie_door_allen_is_aangesteld_ziet_het_wel(matrix: Matrix) -> None:
    gezien: set[str] = set()
    for operatie in (een for een in matrix.operaties if "medewerker" in een.wie):
        gezien.update(matrix.gelekt(matrix.vraag(operatie, **matrix.met(AUDIT))))
    assert gezien == {*matrix.berichten, BETROKKENE}

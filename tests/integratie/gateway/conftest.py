"""Eén PKI per testrun, één gateway per test, op SQLite en op PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.pki import Pki, maak_pki
from gateway.toegang.toegang import account_van
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import controleer_log
from tests.integratie.gateway.gegevens import autorisatie
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway
from tests.integratie.gateway.sjabloon import PostgresSjabloon, SqliteSjabloon
from tests.integratie.gateway.zoeker import AUDIT, AUDITOR, PRIVACY, TOEZICHT, Zoeker


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    """Certificaten die gelden op de vaste klok én op de klok van de machine."""
    return maak_pki(
        tmp_path_factory.mktemp("pki"), rsa_bits=2048, nu=datetime(2024, 1, 1, tzinfo=UTC)
    )


@pytest.fixture
def net(pki: Pki, vaste_klok: VasteKlok) -> Net:
    return Net(pki, vaste_klok, "politie", "gemeente", "om")


@pytest.fixture
def kale_gateway(
    pki: Pki, tmp_path: Path, databank_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Een gateway die voor het eerst start: partijen en convenant, nog geen groep of mensen."""
    with draaiende_gateway(pki, tmp_path, databank_url, vaste_klok, net) as opstelling:
        yield opstelling
    controleer_log(opstelling)


@pytest.fixture(scope="session")
def sqlite_sjabloon(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> SqliteSjabloon:
    return SqliteSjabloon.maak(pki, tmp_path_factory.mktemp("sjabloon"))


@pytest.fixture(scope="session")
def postgres_sjabloon(
    pki: Pki, tmp_path_factory: pytest.TempPathFactory, postgres_server: str
) -> Iterator[PostgresSjabloon]:
    sjabloon = PostgresSjabloon.maak(pki, tmp_path_factory.mktemp("sjabloon"), postgres_server)
    yield sjabloon
    sjabloon.ruim_op()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def ingericht_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Een databank met een groep in stap 2 en van elke partij één medewerker."""
    if request.param == "sqlite":
        sjabloon: SqliteSjabloon = request.getfixturevalue("sqlite_sjabloon")
        yield sjabloon.kopie(tmp_path)
        return
    op_server: PostgresSjabloon = request.getfixturevalue("postgres_sjabloon")
    with op_server.kopie() as url:
        yield url


@pytest.fixture
def gateway(
    pki: Pki, tmp_path: Path, ingericht_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Een gateway met een groep in stap 2 en van elke partij één medewerker.

    Na elke test: het log klopt, en van alles wat werd doorgestuurd staat het besluit erin.
    """
    with draaiende_gateway(
        pki, tmp_path, ingericht_url, vaste_klok, net, migreren=False
    ) as opstelling:
        yield opstelling
    controleer_log(opstelling)


@pytest.fixture
def gateway_met_leeg_blad(
    pki: Pki, tmp_path: Path, ingericht_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Dezelfde gateway, voor wie bladen leeg maakt: die zijn daarna niet meer na te rekenen."""
    with draaiende_gateway(
        pki, tmp_path, ingericht_url, vaste_klok, net, migreren=False
    ) as opstelling:
        yield opstelling


@pytest.fixture
def balie(
    pki: Pki, tmp_path: Path, sqlite_sjabloon: SqliteSjabloon, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Dezelfde gateway op SQLite alleen: voor wat al aan de balie wordt geweigerd of gelezen."""
    url = sqlite_sjabloon.kopie(tmp_path)
    with draaiende_gateway(pki, tmp_path, url, vaste_klok, net, migreren=False) as opstelling:
        yield opstelling
    controleer_log(opstelling)


@pytest.fixture(scope="module")
def uitgever() -> Iterator[Uitgever]:
    with draaiende_uitgever() as gevonden:
        yield gevonden


@pytest.fixture
def gateway_met_inlog(
    pki: Pki, tmp_path: Path, ingericht_url: str, vaste_klok: VasteKlok, net: Net,
    uitgever: Uitgever,
) -> Iterator[Opstelling]:  # fmt: skip
    """Dezelfde gateway, waar een mens met een token leest; met nog geen auditor."""
    with draaiende_gateway(
        pki, tmp_path, ingericht_url, vaste_klok, net, oidc=uitgever.oidc(), migreren=False
    ) as opstelling:
        yield opstelling


@pytest.fixture
def zoeker(gateway_met_inlog: Opstelling, uitgever: Uitgever) -> Zoeker:
    gateway = gateway_met_inlog
    for verwijzing, partij, functie, sub in (
        (AUDITOR, "gemeente", "auditor", AUDIT),
        (TOEZICHT, "om", "privacyfunctionaris", PRIVACY),
    ):
        document = autorisatie(partij, functie, account=account_van(uitgever.url, sub))
        assert gateway.zet_autorisatie(verwijzing, document, partij).status_code == 200
    stel_aan(gateway, AUDITOR)
    return Zoeker(gateway, uitgever)

"""Politie en gemeente aan één gateway, op SQLite en op PostgreSQL.

`kantoor` deelt de diensten met de andere tests van zijn bestand en krijgt een eigen groep;
`eigen_kantoor` krijgt eigen diensten, voor tests die iets blijvend stukmaken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.pki import Pki, maak_pki
from deploy.uitgifte import Doel
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.partij.partij import Partij
from tests.hulp.certificaten import nog_een_certificaat, schrijf_paar
from tests.hulp.databank import NieuweDatabank, nieuw_op
from tests.hulp.inloggen import Uitgever, draaiende_uitgever
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Wereld, wereld

PARTIJEN = {"politie": POLITIE, "gemeente": GEMEENTE}
SOORTEN = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(scope="session")
def uitgever() -> Iterator[Uitgever]:
    with draaiende_uitgever() as gevonden:
        yield gevonden


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    # Geldig voor de klok van de test en voor de echte, want de server kijkt naar de echte.
    moment = min(datetime.now(UTC), VasteKlok().nu)
    map_ = tmp_path_factory.mktemp("pki")
    return maak_pki(map_, ondertekening="p256", rsa_bits=2048, nu=moment)


@pytest.fixture(scope="session")
def met_nieuwe_sleutel(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """De gemeente wisselt van sleutel: in haar instellingen staan de oude en de nieuwe.

    Een keer gemaakt: een RSA-sleutel maken kost meer dan een wereld starten.
    """
    paden = pki.deelnemers["gemeente"].versleuteling
    assert paden is not None
    nieuw = schrijf_paar(
        nog_een_certificaat(pki, "gemeente", Doel.VERSLEUTELING), tmp_path_factory.mktemp("sleutel")
    )
    oud = {"certificaat": str(paden.certificaat), "sleutel": str(paden.sleutel)}
    return {"versleuteling": {**oud, "andere": [nieuw]}}


@pytest.fixture(scope="module", params=SOORTEN)
def gedeelde_wereld(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Wereld]:
    with _wereld_op(request, PARTIJEN, uitgever, pki, tmp_path_factory.mktemp("wereld")) as alles:
        yield alles


@pytest.fixture(scope="module", params=SOORTEN)
def gedeelde_driehoek(
    request: pytest.FixtureRequest,
    uitgever: Uitgever,
    pki: Pki,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Wereld]:
    """De drie partijen, gedeeld door de tests van een bestand."""
    drie = {**PARTIJEN, "om": OM}
    with _wereld_op(request, drie, uitgever, pki, tmp_path_factory.mktemp("driehoek")) as alles:
        yield alles


@pytest.fixture(scope="module")
def driehoek_voor_tabellen(
    uitgever: Uitgever, pki: Pki, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Wereld]:
    """De drie partijen, voor een lange tabel van regels: die hangt niet van de database af.

    Wat er wordt bewaard en hoe, beproeven de andere bestanden op elke database.
    """
    map_ = tmp_path_factory.mktemp("tabellen")
    with wereld({**PARTIJEN, "om": OM}, _sqlite(map_), uitgever, pki, map_) as alles:
        yield alles


@pytest.fixture
def kantoor(gedeelde_wereld: Wereld, eigen_mensen: bool) -> Kantoor:
    """Een nieuwe dag: de klok terug, geen storingen, iedereen bereikbaar."""
    gedeelde_wereld.klok.nu = VasteKlok().nu
    gedeelde_wereld.gateway.storingen.clear()
    gedeelde_wereld.gateway.weg = False
    for code in gedeelde_wereld.bureaus:
        gedeelde_wereld.sluit_aan(code)
    return Kantoor.richt_in(gedeelde_wereld, eigen_mensen=eigen_mensen)


@pytest.fixture
def eigen_mensen() -> bool:
    """Wie telt wat iemand eerder deed, zet dit in zijn bestand op True en krijgt nieuwe mensen."""
    return False


@pytest.fixture
def eigen_kantoor(
    nieuwe_plek: NieuweDatabank, uitgever: Uitgever, pki: Pki, tmp_path: Path
) -> Iterator[Kantoor]:
    with wereld(PARTIJEN, nieuwe_plek, uitgever, pki, tmp_path) as alles:
        yield Kantoor.richt_in(alles)


@contextmanager
def _wereld_op(
    request: pytest.FixtureRequest,
    partijen: Mapping[str, Partij],
    uitgever: Uitgever,
    pki: Pki,
    map_: Path,
) -> Iterator[Wereld]:
    with databanken(request, map_) as nieuw:
        extra = {"gemeente": request.getfixturevalue("met_nieuwe_sleutel")}
        with wereld(partijen, nieuw, uitgever, pki, map_, extra) as alles:
            yield alles


@contextmanager
def databanken(request: pytest.FixtureRequest, map_: Path) -> Iterator[NieuweDatabank]:
    """Nieuwe databanken van de soort waarmee deze test draait."""
    if request.param == "sqlite":
        yield _sqlite(map_)
    else:
        with nieuw_op(request.getfixturevalue("postgres_server")) as nieuw:
            yield nieuw


def _sqlite(map_: Path) -> NieuweDatabank:
    return lambda naam: f"sqlite:///{map_ / naam}.sqlite"

"""Een handtekening telt als het certificaat toen niet was ingetrokken."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from deploy.pki import Pki, maak_pki, standaard_deelnemers
from shared.bericht.fouten import CertificaatIngetrokken, CertificaatOngeldig
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.intrekkingen import Intrekkingslijsten, lees_intrekkingen
from tests.hulp.certificaten import intrekkingslijst
from tests.hulp.klok import VasteKlok

TOEN = VasteKlok()()
DAG = timedelta(days=1)


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    (politie,) = (een for een in standaard_deelnemers() if een.code == "politie")
    map_ = tmp_path_factory.mktemp("pki")
    return maak_pki(map_, [politie], ondertekening="p256", rsa_bits=2048, nu=TOEN - 30 * DAG)


def _pem(pki: Pki) -> str:
    pad: Path = pki.deelnemers["politie"].ondertekening.certificaat
    return pad.read_text(encoding="ascii")


def _controleer(pki: Pki, inhoud: bytes, op: datetime, *, streng: bool = True) -> None:
    bundel = pki.vertrouwen.read_bytes()
    lijsten = Intrekkingslijsten.van(lees_intrekkingen(inhoud, bundel), streng=streng)
    Vertrouwenslijst.uit_pem(bundel, lijsten).controleer(Certificaat.uit_pem(_pem(pki)), op)


def test_wat_voor_de_intrekking_is_getekend_blijft_goed(pki: Pki) -> None:
    lijst = intrekkingslijst(pki, _pem(pki), nu=TOEN)
    _controleer(pki, lijst, TOEN - DAG)
    for later in (timedelta(0), DAG):
        with pytest.raises(CertificaatIngetrokken, match="is ingetrokken"):
            _controleer(pki, lijst, TOEN + later)


def test_een_gestolen_sleutel_telt_niet_vanaf_de_dag_dat_hij_weg_kan_zijn(pki: Pki) -> None:
    lijst = intrekkingslijst(pki, _pem(pki), nu=TOEN, vermoed=TOEN - 2 * DAG)
    _controleer(pki, lijst, TOEN - 3 * DAG)
    with pytest.raises(CertificaatIngetrokken):
        _controleer(pki, lijst, TOEN - DAG)


def test_een_lijst_van_later_zegt_ook_iets_over_toen(pki: Pki) -> None:
    _controleer(pki, intrekkingslijst(pki, nu=TOEN + 20 * DAG), TOEN)


def test_een_lijst_die_al_was_verlopen_zegt_niets_en_dat_is_dan_een_nee(pki: Pki) -> None:
    oud = intrekkingslijst(pki, nu=TOEN - 20 * DAG)
    with pytest.raises(CertificaatOngeldig, match="niet vast te stellen"):
        _controleer(pki, oud, TOEN)
    _controleer(pki, oud, TOEN, streng=False)


def test_een_lijst_van_een_ander_distributiepunt_zegt_niets_over_dit_certificaat(pki: Pki) -> None:
    punt = x509.IssuingDistributionPoint(
        full_name=[x509.UniformResourceIdentifier("https://ca.example/deel-2.crl")],
        relative_name=None, only_contains_user_certs=False, only_contains_ca_certs=False,
        only_some_reasons=None, indirect_crl=False, only_contains_attribute_certs=False,
    )  # fmt: skip
    deel = intrekkingslijst(pki, nu=TOEN, extensie=punt)
    with pytest.raises(CertificaatOngeldig, match="niet vast te stellen"):
        _controleer(pki, deel, TOEN)
    _controleer(pki, deel + intrekkingslijst(pki, nu=TOEN), TOEN)
    # Wat er wel in staat is ingetrokken, waar die lijst ook vandaan komt.
    with pytest.raises(CertificaatIngetrokken):
        _controleer(pki, intrekkingslijst(pki, _pem(pki), nu=TOEN, extensie=punt), TOEN)

"""Wie er aan de lijn is: het certificaat van die organisatie, en dat nog geldt."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from fastapi import FastAPI

from deploy.pki import Pki, Sleutelpaar
from deploy.uitgifte import Uitgegeven
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.intrekkingen import fouten_in
from shared.web.aanmelding.identiteit import Transportcontrole
from shared.web.aanmelding.intrekkingen import Intrekkingen
from shared.web.aanmelding.transportregister import VastRegister
from tests.hulp.certificaten import intrekkingslijst, nog_een_certificaat, wortel_van
from tests.hulp.web import als_organisatie
from tests.unit.web.conftest import maak_instellingen
from tests.unit.web.proefapp import bouw, is_probleem, vrager

NU = datetime.now(UTC)


def _pem(paar: Sleutelpaar) -> str:
    return paar.certificaat.read_text(encoding="ascii")


def _nieuw(pki: Pki, code: str) -> str:
    return nog_een_certificaat(pki, code).pem.decode()


@pytest.fixture
def app(pki: Pki) -> FastAPI:
    """Kent van politie het certificaat dat zij nu heeft, en van anderen niets."""
    app = bouw(maak_instellingen(pki))
    politie = Certificaat.uit_pem(_pem(pki.deelnemers["politie"].transport))
    app.state.transportcontrole.register = VastRegister.van([(politie.oin, politie)])
    return app


def _wie(app: FastAPI, pem: str) -> httpx.Response:
    return vrager(als_organisatie(app, pem))("GET", "/v1/wie")


def test_het_goede_oin_is_niet_genoeg_het_certificaat_moet_het_geregistreerde_zijn(
    pki: Pki, app: FastAPI
) -> None:
    assert _wie(app, _pem(pki.deelnemers["politie"].transport)).status_code == 200
    geweigerd = is_probleem(_wie(app, _nieuw(pki, "politie")), 401)
    assert "geregistreerd" in geweigerd["detail"]


def test_tijdens_een_wissel_tellen_het_oude_en_het_nieuwe(pki: Pki, app: FastAPI) -> None:
    oud, nieuw = _pem(pki.deelnemers["politie"].transport), _nieuw(pki, "politie")
    paren = [(een.oin, een) for een in map(Certificaat.uit_pem, (oud, nieuw))]
    app.state.transportcontrole.register = VastRegister.van(paren)
    assert [_wie(app, pem).status_code for pem in (oud, nieuw)] == [200, 200]
    app.state.transportcontrole.register = VastRegister.van(paren[1:])
    assert [_wie(app, pem).status_code for pem in (oud, nieuw)] == [401, 200]


def test_met_een_ondertekeningscertificaat_komt_niemand_binnen(pki: Pki, app: FastAPI) -> None:
    ondertekening = _pem(pki.deelnemers["politie"].ondertekening)
    app.state.transportcontrole.register = None
    assert "verbinden" in is_probleem(_wie(app, ondertekening), 401)["detail"]


@pytest.fixture
def lijst(app: FastAPI, pki: Pki, tmp_path: Path) -> Callable[..., None]:
    """Zet de intrekkingslijst neer zoals een ander programma dat doet: ernaast, en dan erover."""
    pad = tmp_path / "intrekkingen.pem"

    def zet(inhoud: bytes, *, streng: bool = True) -> None:
        naast = tmp_path / "nieuw.pem"
        naast.write_bytes(inhoud)
        os.replace(naast, pad)
        controle: Transportcontrole = app.state.transportcontrole
        if controle.intrekkingen is None or not streng:
            controle.intrekkingen = Intrekkingen(pad, pki.vertrouwen, streng=streng)

    return zet


def test_een_ingetrokken_certificaat_komt_er_niet_meer_in_ook_zonder_herstart(
    pki: Pki, app: FastAPI, lijst: Callable[..., None]
) -> None:
    politie, om = (_pem(pki.deelnemers[code].transport) for code in ("politie", "om"))
    lijst(intrekkingslijst(pki))
    assert [_wie(app, pem).status_code for pem in (politie, om)] == [200, 200]
    lijst(intrekkingslijst(pki, politie))
    assert "ingetrokken" in is_probleem(_wie(app, politie), 401)["detail"]
    assert _wie(app, om).status_code == 200
    lijst(b"-----BEGIN X509 CRL-----\nkapot")
    assert _wie(app, politie).status_code == 401
    assert _wie(app, om).status_code == 200


def test_een_verlopen_of_vreemde_lijst_zegt_niets_en_in_productie_komt_dan_niemand_binnen(
    pki: Pki, app: FastAPI, lijst: Callable[..., None]
) -> None:
    politie = _pem(pki.deelnemers["politie"].transport)
    lijst(intrekkingslijst(pki, dagen=-1))
    assert "vast te stellen" in is_probleem(_wie(app, politie), 401)["detail"]
    vreemd = Uitgegeven(wortel_van(pki).certificaat, ec.generate_private_key(ec.SECP256R1()))
    lijst(intrekkingslijst(pki, uitgever=vreemd))
    assert _wie(app, politie).status_code == 401
    lijst(intrekkingslijst(pki))
    assert _wie(app, politie).status_code == 200


def test_buiten_productie_telt_wat_er_in_de_lijst_staat_en_verder_niets(
    pki: Pki, app: FastAPI, lijst: Callable[..., None]
) -> None:
    politie, om = (_pem(pki.deelnemers[code].transport) for code in ("politie", "om"))
    lijst(intrekkingslijst(pki, politie, dagen=-1), streng=False)
    assert [_wie(app, pem).status_code for pem in (politie, om)] == [401, 200]


def test_een_start_in_productie_noemt_wat_er_aan_de_lijst_mankeert(pki: Pki) -> None:
    bundel = pki.vertrouwen.read_bytes()
    vreemd = Uitgegeven(wortel_van(pki).certificaat, ec.generate_private_key(ec.SECP256R1()))
    (verlopen,) = fouten_in(intrekkingslijst(pki, dagen=-1), bundel, NU)
    assert "geldt niet meer" in verlopen
    (ander,) = fouten_in(intrekkingslijst(pki, uitgever=vreemd), bundel, NU)
    assert "niet door een CA" in ander
    assert fouten_in(b"geen lijst", bundel, NU) == ["is geen leesbare CRL in PEM of DER"]
    assert fouten_in(intrekkingslijst(pki) + intrekkingslijst(pki, dagen=1), bundel, NU) == []
    der = x509.load_pem_x509_crl(intrekkingslijst(pki)).public_bytes(Encoding.DER)
    assert fouten_in(der, bundel, NU) == []


def _punt(**anders: object) -> x509.IssuingDistributionPoint:
    velden: dict[str, object] = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**(velden | anders))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("extensie", "goed"),
    [
        (_punt(only_contains_user_certs=True), True),
        (_punt(only_contains_ca_certs=True), False),
        (_punt(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})), False),
        (_punt(indirect_crl=True, only_contains_user_certs=True), False),
        (x509.DeltaCRLIndicator(3), False),
        (_punt(full_name=[x509.UniformResourceIdentifier("https://ca.example/deel-2.crl")]), False),
    ],
)
def test_een_lijst_over_een_deel_van_de_certificaten_is_geen_lijst(
    pki: Pki, extensie: x509.ExtensionType, goed: bool
) -> None:
    eigen = Certificaat.uit_pem(_pem(pki.deelnemers["politie"].transport)).x509
    lijst = intrekkingslijst(pki, extensie=extensie)
    fouten = fouten_in(lijst, pki.vertrouwen.read_bytes(), NU, [eigen])
    assert (fouten == []) == goed


def test_een_oudere_lijst_maakt_een_intrekking_niet_ongedaan(
    pki: Pki, app: FastAPI, lijst: Callable[..., None]
) -> None:
    politie = _pem(pki.deelnemers["politie"].transport)
    lijst(intrekkingslijst(pki, politie, nu=NU))
    assert _wie(app, politie).status_code == 401
    controle: Transportcontrole = app.state.transportcontrole
    assert controle.intrekkingen is not None
    assert controle.intrekkingen.wat_mankeert() is None
    lijst(intrekkingslijst(pki, nu=NU - timedelta(days=1)))
    assert "ingetrokken" in is_probleem(_wie(app, politie), 401)["detail"]
    assert "oudere lijst" in (controle.intrekkingen.wat_mankeert() or "")
    lijst(intrekkingslijst(pki, nu=NU + timedelta(seconds=5)))
    assert controle.intrekkingen.wat_mankeert() is None
    assert _wie(app, politie).status_code == 200


def test_een_dienst_waarvan_de_lijst_verdwijnt_of_stuk_is_zegt_het(
    pki: Pki, tmp_path: Path
) -> None:
    pad = tmp_path / "lijst.pem"
    pad.write_bytes(intrekkingslijst(pki))
    instellingen = maak_instellingen(pki)
    tls = instellingen.tls.model_copy(update={"intrekkingen": pad})
    gereed = vrager(bouw(instellingen.model_copy(update={"tls": tls})))
    assert gereed("GET", "/v1/gezondheid/gereed").status_code == 200
    pad.unlink()
    (fout,) = is_probleem(gereed("GET", "/v1/gezondheid/gereed"), 503)["fouten"]
    assert (fout["pad"], fout["melding"]) == ("tls.intrekkingen", "het bestand bestaat niet")
    pad.write_bytes(b"geen lijst")
    (fout,) = is_probleem(gereed("GET", "/v1/gezondheid/gereed"), 503)["fouten"]
    assert "geen leesbare CRL" in fout["melding"]
    pad.write_bytes(intrekkingslijst(pki))
    assert gereed("GET", "/v1/gezondheid/gereed").status_code == 200

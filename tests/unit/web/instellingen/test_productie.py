"""Wat een start weigert: in productie alles van een test, en buiten productie alles van echt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deploy.pki import Pki
from shared.kluis.bestand import BestandsSleutelbron
from shared.web.instellingen.deel import is_lokaal, kan_lokaal_zijn
from shared.web.instellingen.instellingen import Instellingen, laad_instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.productie import controleer_omgeving
from shared.web.limieten import Limieten, Productiegrens, Verzending
from tests.unit.web.conftest import maak_instellingen
from tests.unit.web.echteomgeving import (
    ANDER_OIN,
    OIDC,
    OIN,
    TOML,
    maak_echte_omgeving,
    schrijf,
)

KLUIS = '[kluis]\nurl = "sqlite://"\nhoofdsleutel = "kluis.sleutel"\n'


@pytest.fixture
def echt(tmp_path: Path) -> Path:
    return maak_echte_omgeving(tmp_path)


def _laad(map_: Path, *meer: str, omgeving: str = "productie") -> Instellingen:
    return laad_instellingen(schrijf(map_, "\n".join([TOML.format(omgeving=omgeving), *meer])))


def _geweigerd(instellingen: Instellingen) -> dict[str, str]:
    with pytest.raises(OngeldigeInstellingen) as gevangen:
        controleer_omgeving(instellingen)
    return {fout.pad: fout.melding for fout in gevangen.value.fouten}


def test_echte_sleutels_en_een_echte_inlog_mogen_in_productie(echt: Path) -> None:
    controleer_omgeving(_laad(echt, OIDC.format(uitgever="https://inlog.example")))


def test_productie_weigert_testcertificaten_en_hun_sleutels(pki: Pki) -> None:
    assert _geweigerd(maak_instellingen(pki, omgeving="productie")) == {
        "tls.certificaat": "is een testcertificaat",
        "tls.sleutel": "is een testsleutel",
        "tls.vertrouwen": "bevat een testwortel",
        "tls.intrekkingen": "ontbreekt: noem het bestand met intrekkingen (CRL)",
        "ondertekening.certificaat": "is een testcertificaat",
        "ondertekening.sleutel": "is een testsleutel",
    }


def test_echte_certificaten_en_sleutels_draaien_niet_buiten_productie(echt: Path) -> None:
    BestandsSleutelbron.maak(echt / "kluis.sleutel", test=False)
    geweigerd = _geweigerd(_laad(echt, KLUIS, omgeving="ontwikkeling"))
    assert set(geweigerd) == {
        "tls.certificaat", "tls.vertrouwen", "ondertekening.certificaat", "kluis.hoofdsleutel",
    }  # fmt: skip
    assert all("omgeving = 'productie'" in zin for zin in geweigerd.values())


def test_ontwikkeling_mag_wel_met_testsleutels(pki: Pki) -> None:
    controleer_omgeving(maak_instellingen(pki))


LOKAAL = (
    "http://localhost:8449", "https://localhost:8449", "https://127.0.0.1", "https://127.0.0.2",
    "https://localhost.", "https://LOCALHOST", "https://inlog.localhost", "https://127.1",
    "https://0177.0.0.1", "https://2130706433", "https://0.0.0.0", "https://[::1]",
    "https://[::ffff:127.0.0.1]", "https://[::]", "https://169.254.1.1",
)  # fmt: skip


@pytest.mark.parametrize("uitgever", LOKAAL)
def test_een_inlog_op_deze_machine_is_hoe_dan_ook_geschreven_geen_inlog(uitgever: str) -> None:
    assert kan_lokaal_zijn(uitgever)
    assert is_lokaal(uitgever) <= kan_lokaal_zijn(uitgever)
    assert not is_lokaal("http://127.1")


@pytest.mark.parametrize(
    "adres", ["https://inlog.example", "https://192.0.2.7", "https://[2001:db8::1]", "https://10.1"]
)
def test_een_adres_elders_is_niet_deze_machine(adres: str) -> None:
    assert not kan_lokaal_zijn(adres)


@pytest.mark.parametrize("uitgever", ["https://127.0.0.2", "https://localhost."])
def test_productie_weigert_een_testinlog(echt: Path, uitgever: str) -> None:
    assert set(_geweigerd(_laad(echt, OIDC.format(uitgever=uitgever)))) == {
        "oidc.uitgever", "oidc.jwks_url",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sleutels", "mag"),
    [
        ("https://inlog.example/jwks", True),
        ("https://sleutels.inlog.example/jwks", True),
        ("https://kwaad.example/jwks", False),
        ("https://kwaadinlog.example/jwks", False),
        ("https://example/jwks", False),
    ],
)
def test_de_sleutels_van_de_inlog_komen_van_de_uitgever_zelf(
    echt: Path, sleutels: str, mag: bool
) -> None:
    oidc = OIDC.format(uitgever="https://inlog.example")
    oidc = oidc.replace("https://inlog.example/jwks", sleutels)
    instellingen = _laad(echt, oidc)
    if mag:
        controleer_omgeving(instellingen)
    else:
        assert "uitgever zelf" in _geweigerd(instellingen)["oidc.jwks_url"]


@pytest.mark.parametrize("rechten", [0o604, 0o602, 0o620])
def test_productie_weigert_een_sleutel_waar_anderen_bij_kunnen(echt: Path, rechten: int) -> None:
    (echt / "sleutels/ondertekening.sleutel.pem").chmod(rechten)
    assert set(_geweigerd(_laad(echt))) == {"ondertekening.sleutel"}


@pytest.mark.parametrize("rechten", [0o777, 0o770, 0o702])
def test_productie_weigert_een_map_waarin_anderen_een_sleutel_vervangen(
    echt: Path, rechten: int
) -> None:
    (echt / "sleutels").chmod(rechten)
    geweigerd = _geweigerd(_laad(echt))
    assert set(geweigerd) == {
        "tls.certificaat", "tls.sleutel", "tls.vertrouwen", "tls.intrekkingen",
        "ondertekening.certificaat", "ondertekening.sleutel",
    }  # fmt: skip
    assert all("map waarin anderen mogen schrijven" in zin for zin in geweigerd.values())


def test_wie_de_vertrouwenslijst_kan_schrijven_bepaalt_wie_er_vertrouwd_wordt(echt: Path) -> None:
    (echt / "sleutels/wortel.pem").chmod(0o664)
    assert _geweigerd(_laad(echt)) == {"tls.vertrouwen": "is schrijfbaar voor anderen"}


@pytest.mark.parametrize("test", [True, False])
def test_productie_weigert_een_hoofdsleutel_voor_tests(echt: Path, test: bool) -> None:
    BestandsSleutelbron.maak(echt / "kluis.sleutel", test=test)
    instellingen = _laad(echt, KLUIS)
    if test:
        assert _geweigerd(instellingen) == {"kluis.hoofdsleutel": "is een testsleutel"}
    else:
        controleer_omgeving(instellingen)


def test_productie_weigert_een_vertrouwenslijst_die_niet_te_lezen_is(echt: Path) -> None:
    (echt / "sleutels/wortel.pem").write_text("geen certificaat")
    assert _geweigerd(_laad(echt)) == {"tls.vertrouwen": "is geen leesbare PEM-bundel"}


def _vervang(echt: Path, doel: str, bron: str, *delen: str) -> None:
    for deel in delen or ("pem", "sleutel.pem"):
        shutil.copy(echt / f"sleutels/{bron}.{deel}", echt / f"sleutels/{doel}.{deel}")


def test_ondertekenen_in_naam_van_een_ander_start_niet(echt: Path) -> None:
    _vervang(echt, "ondertekening", "ander")
    geweigerd = _geweigerd(_laad(echt))
    assert set(geweigerd) == {"ondertekening.certificaat"}
    assert ANDER_OIN in geweigerd["ondertekening.certificaat"]
    _vervang(echt, "ondertekening", "ander", "pem")


def test_een_sleutel_hoort_bij_zijn_certificaat(echt: Path) -> None:
    _vervang(echt, "ondertekening", "ander", "sleutel.pem")
    assert _geweigerd(_laad(echt)) == {
        "ondertekening.sleutel": "hoort niet bij ondertekening.certificaat"
    }


def test_verbinden_en_ondertekenen_gaan_met_elk_een_eigen_certificaat(echt: Path) -> None:
    _vervang(echt, "transport", "ondertekening")
    geweigerd = _geweigerd(_laad(echt))
    assert set(geweigerd) == {"tls.certificaat", "ondertekening.certificaat"}
    assert "verbinden" in geweigerd["tls.certificaat"]
    assert "dezelfde sleutel" in geweigerd["ondertekening.certificaat"]


def test_van_wie_verbinding_maakt_staat_het_certificaat_in_de_instellingen(echt: Path) -> None:
    anderen = (
        '[gateway]\nurl = "https://gateway.example"\nlog_vkey = "x"\n'
        'ondertekening_certificaat = "sleutels/ander.pem"\n'
        f'[getuigen.a]\nurl = "https://a.example"\noin = "{OIN}"\n'
        f'[getuigen.b]\nurl = "https://b.example"\noin = "{ANDER_OIN}"\n'
    )
    geweigerd = _geweigerd(_laad(echt, anderen))
    assert set(geweigerd) == {
        "gateway.transport_certificaten",
        "getuigen.a.transport_certificaten", "getuigen.b.transport_certificaten",
        "getuigen.a.oin", "getuigen.b.oin",
    }  # fmt: skip
    assert "dit onderdeel zelf" in geweigerd["getuigen.a.oin"]
    assert "de gateway" in geweigerd["getuigen.b.oin"]


def test_elke_grens_heeft_in_productie_een_bovengrens_en_de_standaard_blijft_eronder() -> None:
    for soort in (Limieten, Verzending):
        for naam, veld in soort.model_fields.items():
            grenzen = [een for een in veld.metadata if isinstance(een, Productiegrens)]
            assert len(grenzen) == 1, naam
        assert not list(soort().boven_productiegrens())


def test_een_grens_buiten_bereik_is_geen_grens(echt: Path) -> None:
    # Wat het model zelf al begrenst, komt niet eens zo ver.
    hoog = {
        tabel: [
            naam
            for naam, veld in soort.model_fields.items()
            if not any(hasattr(een, "le") or hasattr(een, "lt") for een in veld.metadata)
        ]
        for tabel, soort in (("limieten", Limieten), ("verzending", Verzending))
    }
    tekst = "\n".join(
        f"[{tabel}]\n" + "\n".join(f"{naam} = 1000000000" for naam in namen)
        for tabel, namen in hoog.items()
    )
    geweigerd = _geweigerd(_laad(echt, tekst))
    assert set(geweigerd) == {f"{tabel}.{naam}" for tabel, namen in hoog.items() for naam in namen}
    assert geweigerd["limieten.tijdvenster_seconden"] == "mag in productie hoogstens 300 zijn"

"""Een portaal start niet met wat voor een test is, en een oefening niet met wat echt is."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from deploy.configuratie import Omgevingspaden, schrijf_configuratie
from deploy.lokaal import lees_lokaal
from frontends.gemeente.portaal import GEMEENTE
from frontends.politie.portaal import POLITIE
from shared.portaal.app import maak_app
from shared.portaal.instellingen import laad_portaalinstellingen
from shared.portaal.opdracht import main
from shared.portaal.productie import controleer_portaal
from shared.web.instellingen.lezen import OngeldigeInstellingen
from tests.portaal.zaal import in_eigen_lus


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of a portal as the local environment makes it."""
    paden = Omgevingspaden(tmp_path_factory.mktemp("starten"))
    schrijf_configuratie(lees_lokaal(), paden, ondertekening="p256")
    return paden.config("portaal-gemeente")


def _anders(config: Path, *paren: tuple[str, str]) -> Path:
    tekst = config.read_text(encoding="utf-8")
    for oud, nieuw in paren:
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    pad = config.with_name("anders.toml")
    pad.write_text(tekst, encoding="utf-8")
    return pad


def test_de_oefenomgeving_mag_zo_starten(config: Path) -> None:
    controleer_portaal(laad_portaalinstellingen(config))


def test_een_productiestart_weigert_alles_van_een_test_in_een_keer(config: Path) -> None:
    pad = _anders(config, ('omgeving = "ontwikkeling"', 'omgeving = "productie"'))
    with pytest.raises(OngeldigeInstellingen) as fout:
        controleer_portaal(laad_portaalinstellingen(pad))
    plaatsen = {een.pad for een in fout.value.fouten}
    assert plaatsen >= {
        "tls.certificaat", "tls.vertrouwen", "inlog.geheim", "oidc.uitgever", "oidc.jwks_url",
        "server.publieke_url", "inlog.pogingen_per_minuut",
    }  # fmt: skip
    assert "herkenning" not in plaatsen
    zonder = re.sub(r"\[herkenning\]\n(?:\w+ = .*\n)+", "", pad.read_text(encoding="utf-8"))
    pad.write_text(zonder, encoding="utf-8")
    with pytest.raises(OngeldigeInstellingen) as fout:
        controleer_portaal(laad_portaalinstellingen(pad))
    (zin,) = (een.melding for een in fout.value.fouten if een.pad == "herkenning")
    assert "server.portalen" in zin


@pytest.mark.parametrize(
    ("oud", "nieuw", "plaats"),
    [
        ("https://localhost:8451", "http://localhost:8451", "server.publieke_url"),
        ("https://localhost:8441/v1", "http://localhost:8441/v1", "bronnen.gemeente.url"),
        ("http://localhost:8449/jwks", "http://inlog.example/jwks", "oidc.jwks_url"),
        ("portaal-gemeente.geheim", "weg.geheim", "inlog.geheim"),
    ],
)
def test_een_adres_zonder_beveiliging_of_een_bestand_dat_er_niet_is(
    config: Path, oud: str, nieuw: str, plaats: str
) -> None:
    with pytest.raises(OngeldigeInstellingen) as fout:
        laad_portaalinstellingen(_anders(config, (oud, nieuw)))
    assert plaats in {een.pad for een in fout.value.fouten}


def test_langer_dan_een_half_uur_stil_is_niet_in_te_stellen(config: Path) -> None:
    pad = config.with_name("lang.toml")
    tekst = config.read_text(encoding="utf-8")
    pad.write_text(f"{tekst}\n[sessie]\nstil_minuten = 31\n", encoding="utf-8")
    with pytest.raises(OngeldigeInstellingen):
        laad_portaalinstellingen(pad)


def test_een_portaal_start_niet_op_de_instellingen_van_een_ander(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(POLITIE, ["serveer", "--config", str(config)]) == 2
    assert "portaal-politie" in capsys.readouterr().err


def test_zonder_databank_zegt_een_start_welke_opdracht_haar_maakt(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(GEMEENTE, ["serveer", "--config", str(config)]) == 2
    assert "python -m frontends.gemeente migreer" in capsys.readouterr().err


def test_wie_te_vaak_begint_met_inloggen_moet_wachten(config: Path) -> None:
    pad = _anders(
        config,
        ("pogingen_per_minuut = 600", "pogingen_per_minuut = 3"),
        ("http://localhost:8449", "http://localhost:1"),
    )
    app = maak_app(GEMEENTE, laad_portaalinstellingen(pad))

    async def klop_aan() -> list[int]:
        vervoer = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=vervoer, base_url="https://x.example") as client:
            return [(await client.get("/inloggen/verder")).status_code for _ in range(5)]

    # De inlog is er niet; ook dat zegt de pagina in gewone woorden.
    assert in_eigen_lus(klop_aan()) == [503, 503, 503, 429, 429]

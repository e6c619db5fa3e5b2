"""What every API of ours does, whatever the router: the NLgov API Design Rules and our own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.proces.app import maak_app
from tests.hulp.web import als_organisatie
from tests.unit.web.conftest import maak_instellingen
from tests.unit.web.proefapp import GEHEIM, OORSPRONG, Vraag, bouw, is_probleem, vrager


@pytest.mark.parametrize(
    ("methode", "pad"),
    [
        ("GET", "/v1/meldingen"),
        ("GET", "/v1/bestaat-niet"),
        ("DELETE", "/v1/meldingen"),
        ("POST", "/v1/meldingen"),
        ("GET", "/v1/fouten/onbekend"),
        ("GET", "/v1/openapi.json"),
    ],
)
def test_elk_antwoord_noemt_de_versie_en_is_beveiligd(vraag: Vraag, methode: str, pad: str) -> None:
    koppen = vraag(methode, pad).headers
    assert koppen["api-version"] == "1.2.3"
    assert koppen["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in koppen["content-security-policy"]
    assert "max-age=" in koppen["strict-transport-security"]
    assert koppen["x-content-type-options"] == "nosniff"
    assert koppen["x-frame-options"] == "DENY"


def test_een_onbekend_adres_is_een_404(vraag: Vraag) -> None:
    is_probleem(vraag("GET", "/v1/bestaat-niet"), 404)
    is_probleem(vraag("GET", "/"), 404)


def test_een_schuine_streep_erachter_is_een_ander_adres(vraag: Vraag) -> None:
    is_probleem(vraag("GET", "/v1/meldingen/"), 404)


def test_een_verkeerde_methode_noemt_alle_methoden_die_wel_mogen(vraag: Vraag) -> None:
    antwoord = vraag("DELETE", "/v1/meldingen")
    is_probleem(antwoord, 405)
    assert antwoord.headers["allow"] == "GET, HEAD, POST"


def test_ook_de_beschrijving_zelf_kent_haar_methoden(vraag: Vraag) -> None:
    antwoord = vraag("POST", "/v1/openapi.json")
    is_probleem(antwoord, 405)
    assert antwoord.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("pad", ["/v1/fouten/a%00b", "/v1/meldingen?aantal=1%00"])
def test_een_nulteken_in_het_adres_is_een_400(vraag: Vraag, pad: str) -> None:
    is_probleem(vraag("GET", pad), 400)


def test_een_domeinfout_krijgt_de_status_van_zijn_rij(vraag: Vraag) -> None:
    document = is_probleem(vraag("GET", "/v1/fouten/domein"), 409)
    assert document["detail"] == "De zaak 7 staat nog open."
    assert document["zaak"] == "7"
    assert document["type"].endswith("/zaak-staat-open")


def test_een_onverwachte_fout_vertelt_niets(
    vraag: Vraag, capsys: pytest.CaptureFixture[str]
) -> None:
    antwoord = vraag("GET", "/v1/fouten/onbekend")
    is_probleem(antwoord, 500)
    assert GEHEIM not in antwoord.text
    assert GEHEIM not in capsys.readouterr().out


def test_een_databank_die_weg_is_is_een_503_zonder_uitleg(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/fouten/databank")
    is_probleem(antwoord, 503)
    assert int(antwoord.headers["retry-after"]) > 0
    assert "schijf" not in antwoord.text


def test_een_bericht_dat_niet_deugt_noemt_alle_fouten(vraag: Vraag) -> None:
    assert is_probleem(vraag("GET", "/v1/fouten/bericht"), 400)["fouten"] == [
        {"pad": "/kop/id", "melding": "ontbreekt"},
        {"pad": "Digest", "melding": "klopt niet"},
    ]
    assert "handtekening" in is_probleem(vraag("GET", "/v1/fouten/handtekening"), 400)["detail"]


def test_wie_geen_certificaat_toont_hoort_hoe_het_wel_kan(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/wie")
    is_probleem(antwoord, 401)
    assert antwoord.headers["www-authenticate"]


def test_een_certificaat_wordt_een_organisatie(
    app: FastAPI, certificaat_van: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    antwoord = vrager(als_organisatie(app, certificaat_van("om")))("GET", "/v1/wie")
    assert antwoord.json() == {"oin": "00000099000000030001"}
    assert "00000099000000030001" in capsys.readouterr().out


def test_alleen_een_bekende_oorsprong_mag_meelezen(vraag: Vraag) -> None:
    bekend = vraag("GET", "/v1/meldingen", headers={"Origin": OORSPRONG})
    assert bekend.headers["access-control-allow-origin"] == OORSPRONG
    assert bekend.headers["vary"] == "Origin"
    vreemd = vraag("GET", "/v1/meldingen", headers={"Origin": "https://kwaad.example"})
    assert "access-control-allow-origin" not in vreemd.headers


def test_de_voorvraag_van_een_bekende_oorsprong_slaagt(vraag: Vraag) -> None:
    koppen = {"Origin": OORSPRONG, "Access-Control-Request-Method": "POST"}
    antwoord = vraag("OPTIONS", "/v1/meldingen", headers=koppen)
    assert antwoord.status_code == 204
    assert "POST" in antwoord.headers["access-control-allow-methods"]
    vreemd = vraag("OPTIONS", "/v1/meldingen", headers=koppen | {"Origin": "https://kwaad.example"})
    assert "access-control-allow-methods" not in vreemd.headers


def test_iedereen_mag_de_beschrijving_van_de_api_lezen(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/openapi.json", headers={"Origin": "https://ergens.example"})
    assert antwoord.status_code == 200
    assert antwoord.headers["access-control-allow-origin"] == "*"
    assert antwoord.json()["info"]["version"] == "1.2.3"


def test_het_nummer_van_een_verzoek_komt_terug(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/meldingen", headers={"X-Request-ID": "proef-7"})
    assert antwoord.headers["x-request-id"] == "proef-7"


def test_boven_de_grens_wacht_een_verzoek_op_een_later_moment(instellingen: Instellingen) -> None:
    krap = instellingen.model_copy(update={"limieten": Limieten(max_gelijktijdig=1)})
    router = maak_router("wachten")
    binnen, verder = asyncio.Event(), asyncio.Event()

    @router.get("/wacht", **operatie("wacht", "Wacht", antwoord={}))
    async def wacht() -> dict[str, str]:
        binnen.set()
        await verder.wait()
        return {}

    app = maak_app("Proef", "Proef", "1.0.0", krap, routers=[router])

    async def doe() -> tuple[httpx.Response, ...]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
            eerste = asyncio.create_task(client.get("/v1/wacht"))
            await binnen.wait()
            tweede = await client.get("/v1/wacht")
            leeft = await client.get("/v1/gezondheid")
            verder.set()
            return await eerste, tweede, leeft

    eerste, tweede, leeft = asyncio.run(doe())
    assert (eerste.status_code, leeft.status_code) == (200, 200)
    is_probleem(tweede, 503)
    assert tweede.headers["retry-after"]


def test_gezond_is_het_proces_ook_als_de_databank_weg_is(instellingen: Instellingen) -> None:
    def kapot() -> None:
        raise DatabankNietBeschikbaar("de schijf is vol")

    vraag = vrager(bouw(instellingen, controles={"database": kapot}))
    assert vraag("GET", "/v1/gezondheid").json() == {"status": "gezond"}
    antwoord = vraag("GET", "/v1/gezondheid/gereed")
    is_probleem(antwoord, 503)
    assert "database" not in antwoord.text


def test_gereed_is_het_proces_als_alle_controles_slagen(instellingen: Instellingen) -> None:
    gedaan: list[str] = []
    controles = {naam: lambda naam=naam: gedaan.append(naam) for naam in ("database", "logboek")}
    antwoord = vrager(bouw(instellingen, controles=controles))("GET", "/v1/gezondheid/gereed")
    assert antwoord.json() == {"status": "gereed"}
    assert gedaan == ["database", "logboek"]


def test_een_router_buiten_de_afspraken_om_wordt_geweigerd(pki: Any) -> None:
    los = APIRouter()

    @los.get("/v1/los")
    async def los_eindpunt() -> dict[str, str]:
        return {}

    with pytest.raises(TypeError, match="/v1/los"):
        maak_app("Proef", "Proef", "1.0.0", maak_instellingen(pki), routers=[los])

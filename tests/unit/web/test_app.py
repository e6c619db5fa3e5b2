"""What every API of ours does, whatever the router: the NLgov API Design Rules and our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Header, Query
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from shared.bericht.fouten import HandtekeningOngeldig, OngeldigBericht
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.web.app import maak_app
from shared.web.identiteit import OrganisatieAfh
from shared.web.instellingen import Instellingen
from shared.web.limieten import Limieten
from shared.web.problemen import Uitleg, registreer_fout
from shared.web.routes import maak_router, operatie
from tests.hulp.web import als_organisatie
from tests.unit.web.conftest import maak_instellingen

GEHEIM = "Bartje Verzonnen"
OORSPRONG = "https://scherm.gemeente.example"


class Melding(BaseModel):
    model_config = ConfigDict(extra="forbid")

    naam: str = Field(max_length=20)
    aantal: int = Field(ge=0, le=9)


class OpenstaandeZaak(Exception):
    pass


registreer_fout(
    OpenstaandeZaak,
    409,
    "Zaak staat open",
    lambda fout: Uitleg(detail=f"De zaak {fout} staat nog open.", extra={"zaak": str(fout)}),
    naam="zaak-staat-open",
)

FOUTEN: dict[str, Exception] = {
    "domein": OpenstaandeZaak("7"),
    "onbekend": RuntimeError(GEHEIM),
    "databank": DatabankNietBeschikbaar("de schijf is vol"),
    "handtekening": HandtekeningOngeldig("De handtekening klopt niet."),
    "bericht": OngeldigBericht((("/kop/id", "ontbreekt"), ("Digest", "klopt niet"))),
}


def _router() -> APIRouter:
    router = maak_router("meldingen")
    voorbeeld = {"naam": "Proef", "aantal": 1}

    @router.post(
        "/meldingen",
        **operatie("maakMelding", "Maak", status=201, verzoek=voorbeeld, antwoord=voorbeeld),
    )
    async def maak(melding: Melding) -> Melding:
        return melding

    @router.get("/meldingen", **operatie("zoekMeldingen", "Zoek", antwoord=voorbeeld))
    async def zoek(
        aantal: Annotated[int, Query(le=5)] = 1,
        x_soort: Annotated[str, Header(max_length=3)] = "a",
    ) -> Melding:
        return Melding(naam=x_soort, aantal=aantal)

    @router.get("/meldingen/{nummer}", **operatie("leesMelding", "Lees", antwoord=voorbeeld))
    async def lees(nummer: int) -> Melding:
        return Melding(naam=str(nummer), aantal=1)

    @router.get("/fouten/{naam}", **operatie("leesFout", "Faal", antwoord=voorbeeld))
    async def faal(naam: str) -> Melding:
        raise FOUTEN[naam]

    @router.get("/wie", **operatie("leesWie", "Wie", antwoord={"oin": "0"}))
    async def wie(organisatie: OrganisatieAfh) -> dict[str, str]:
        return {"oin": organisatie.oin}

    @router.get(
        "/tekst", **operatie("leesTekst", "Tekst", antwoord="x", vorm="text/plain"),
        response_class=PlainTextResponse,
    )  # fmt: skip
    async def tekst() -> str:
        return "tekst"

    return router


def bouw(instellingen: Instellingen, **anders: Any) -> FastAPI:
    return maak_app(
        "Proef", "Een API om te proeven.", "1.2.3", instellingen, routers=[_router()], **anders
    )


Vraag = Callable[..., httpx.Response]


def _vrager(app: Any) -> Vraag:
    def vraag(methode: str, pad: str, **opties: Any) -> httpx.Response:
        async def doe() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
                return await client.request(methode, pad, **opties)

        return asyncio.run(doe())

    return vraag


@pytest.fixture
def app(instellingen: Instellingen) -> FastAPI:
    server = instellingen.server.model_copy(update={"cors_oorsprongen": (OORSPRONG,)})
    limieten = Limieten(max_body_bytes=1000, max_fouten=3, max_json_diepte=5)
    return bouw(instellingen.model_copy(update={"server": server, "limieten": limieten}))


@pytest.fixture
def vraag(app: FastAPI) -> Vraag:
    return _vrager(app)


def _is_probleem(antwoord: httpx.Response, status: int) -> dict[str, Any]:
    assert antwoord.status_code == status
    assert antwoord.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = antwoord.json()
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


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


def test_alle_fouten_in_de_inhoud_komen_tegelijk_terug(vraag: Vraag) -> None:
    antwoord = vraag("POST", "/v1/meldingen", json={"aantal": 12, "bsn": "x"})
    fouten = {fout["pad"]: fout["melding"] for fout in _is_probleem(antwoord, 400)["fouten"]}
    assert fouten == {
        "/naam": "ontbreekt",
        "/aantal": "mag hoogstens 9 zijn",
        "/bsn": "is hier onbekend",
    }


def test_fouten_in_vraag_en_koppen_worden_bij_naam_genoemd(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/meldingen?aantal=veel", headers={"X-Soort": "te lang"})
    paden = {fout["pad"] for fout in _is_probleem(antwoord, 400)["fouten"]}
    assert paden == {"query:aantal", "kop:x-soort"}


def test_een_nummer_dat_geen_nummer_is_is_een_400(vraag: Vraag) -> None:
    fouten = _is_probleem(vraag("GET", "/v1/meldingen/een"), 400)["fouten"]
    assert fouten == [{"pad": "pad:nummer", "melding": "moet een geheel getal zijn"}]


def test_een_lawine_van_fouten_wordt_begrensd_en_geteld(vraag: Vraag) -> None:
    veel = {f"veld{n}": n for n in range(10)} | {"naam": "x", "aantal": 1}
    fouten = _is_probleem(vraag("POST", "/v1/meldingen", json=veel), 400)["fouten"]
    assert len(fouten) == 4
    assert fouten[-1]["melding"] == "en nog 7 andere fouten"


@pytest.mark.parametrize(
    "inhoud",
    [
        b"geen json",
        b'{"naam": "x", "aantal": NaN}',
        b'{"naam": "x", "naam": "y", "aantal": 1}',
        b'{"naam": "\\ud800", "aantal": 1}',
        b'{"naam": "\xff", "aantal": 1}',
        b"[" * 400,
        b'{"aantal": ' + b"9" * 900 + b"}",
    ],
)
def test_wat_geen_nette_json_is_wordt_uitgelegd(vraag: Vraag, inhoud: bytes) -> None:
    antwoord = vraag(
        "POST", "/v1/meldingen", content=inhoud, headers={"Content-Type": "application/json"}
    )
    assert _is_probleem(antwoord, 400)["fouten"]


def test_een_ontbrekende_inhoud_is_een_400(vraag: Vraag) -> None:
    assert _is_probleem(vraag("POST", "/v1/meldingen"), 400)["fouten"] == [
        {"pad": "", "melding": "ontbreekt"}
    ]


def test_een_onbekend_adres_is_een_404(vraag: Vraag) -> None:
    _is_probleem(vraag("GET", "/v1/bestaat-niet"), 404)
    _is_probleem(vraag("GET", "/"), 404)


def test_een_schuine_streep_erachter_is_een_ander_adres(vraag: Vraag) -> None:
    _is_probleem(vraag("GET", "/v1/meldingen/"), 404)


def test_een_verkeerde_methode_noemt_alle_methoden_die_wel_mogen(vraag: Vraag) -> None:
    antwoord = vraag("DELETE", "/v1/meldingen")
    _is_probleem(antwoord, 405)
    assert antwoord.headers["allow"] == "GET, POST"


def test_ook_de_beschrijving_zelf_kent_haar_methoden(vraag: Vraag) -> None:
    antwoord = vraag("POST", "/v1/openapi.json")
    _is_probleem(antwoord, 405)
    assert antwoord.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("pad", ["/v1/fouten/a%00b", "/v1/meldingen?aantal=1%00"])
def test_een_nulteken_in_het_adres_is_een_400(vraag: Vraag, pad: str) -> None:
    _is_probleem(vraag("GET", pad), 400)


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "image/*, text/csv"])
def test_een_vorm_die_er_niet_is_is_een_406(vraag: Vraag, accept: str) -> None:
    _is_probleem(vraag("GET", "/v1/meldingen", headers={"Accept": accept}), 406)


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, application/json;q=0.1"])
def test_wie_json_ook_goed_vindt_krijgt_json(vraag: Vraag, accept: str) -> None:
    assert vraag("GET", "/v1/meldingen", headers={"Accept": accept}).status_code == 200


def test_een_adres_met_tekst_geeft_tekst(vraag: Vraag) -> None:
    assert vraag("GET", "/v1/tekst", headers={"Accept": "text/plain"}).text == "tekst"
    _is_probleem(vraag("GET", "/v1/tekst", headers={"Accept": "application/json"}), 406)


@pytest.mark.parametrize(
    "koppen",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": "application/problem+json"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        {},
    ],
)
def test_een_inhoud_in_een_andere_vorm_is_een_415(vraag: Vraag, koppen: dict[str, str]) -> None:
    antwoord = vraag("POST", "/v1/meldingen", content=b'{"naam":"x","aantal":1}', headers=koppen)
    _is_probleem(antwoord, 415)


def test_json_met_utf8_erbij_mag(vraag: Vraag) -> None:
    koppen = {"Content-Type": 'application/json; charset="UTF-8"'}
    inhoud = b'{"naam":"x","aantal":1}'
    assert vraag("POST", "/v1/meldingen", content=inhoud, headers=koppen).status_code == 201


def test_een_te_grote_inhoud_is_een_413(vraag: Vraag) -> None:
    _is_probleem(vraag("POST", "/v1/meldingen", json={"naam": "x" * 2000}), 413)


def test_een_te_grote_inhoud_zonder_lengte_vooraf_is_een_413(vraag: Vraag) -> None:
    async def stukken() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 100

    koppen = {"Content-Type": "application/json"}
    _is_probleem(vraag("POST", "/v1/meldingen", content=stukken(), headers=koppen), 413)


def test_een_domeinfout_krijgt_de_status_van_zijn_rij(vraag: Vraag) -> None:
    document = _is_probleem(vraag("GET", "/v1/fouten/domein"), 409)
    assert document["detail"] == "De zaak 7 staat nog open."
    assert document["zaak"] == "7"
    assert document["type"].endswith("/zaak-staat-open")


def test_een_onverwachte_fout_vertelt_niets(
    vraag: Vraag, capsys: pytest.CaptureFixture[str]
) -> None:
    antwoord = vraag("GET", "/v1/fouten/onbekend")
    _is_probleem(antwoord, 500)
    assert GEHEIM not in antwoord.text
    assert GEHEIM not in capsys.readouterr().out


def test_een_databank_die_weg_is_is_een_503_zonder_uitleg(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/fouten/databank")
    _is_probleem(antwoord, 503)
    assert int(antwoord.headers["retry-after"]) > 0
    assert "schijf" not in antwoord.text


def test_een_bericht_dat_niet_deugt_noemt_alle_fouten(vraag: Vraag) -> None:
    assert _is_probleem(vraag("GET", "/v1/fouten/bericht"), 400)["fouten"] == [
        {"pad": "/kop/id", "melding": "ontbreekt"},
        {"pad": "Digest", "melding": "klopt niet"},
    ]
    assert "handtekening" in _is_probleem(vraag("GET", "/v1/fouten/handtekening"), 400)["detail"]


def test_wie_geen_certificaat_toont_hoort_hoe_het_wel_kan(vraag: Vraag) -> None:
    antwoord = vraag("GET", "/v1/wie")
    _is_probleem(antwoord, 401)
    assert antwoord.headers["www-authenticate"]


def test_een_certificaat_wordt_een_organisatie(
    app: FastAPI, certificaat_van: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    antwoord = _vrager(als_organisatie(app, certificaat_van("om")))("GET", "/v1/wie")
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
    raar = vraag("GET", "/v1/meldingen", headers={"X-Request-ID": "met spatie"})
    assert raar.headers["x-request-id"] != "met spatie"


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

    async def doe() -> tuple[httpx.Response, httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
            eerste = asyncio.create_task(client.get("/v1/wacht"))
            await binnen.wait()
            tweede = await client.get("/v1/gezondheid")
            verder.set()
            return await eerste, tweede

    eerste, tweede = asyncio.run(doe())
    assert eerste.status_code == 200
    _is_probleem(tweede, 503)
    assert tweede.headers["retry-after"]


def test_gezond_is_het_proces_ook_als_de_databank_weg_is(instellingen: Instellingen) -> None:
    def kapot() -> None:
        raise DatabankNietBeschikbaar("de schijf is vol")

    vraag = _vrager(bouw(instellingen, controles={"database": kapot}))
    assert vraag("GET", "/v1/gezondheid").json() == {"status": "gezond"}
    antwoord = vraag("GET", "/v1/gezondheid/gereed")
    _is_probleem(antwoord, 503)
    assert "database" not in antwoord.text


def test_gereed_is_het_proces_als_alle_controles_slagen(instellingen: Instellingen) -> None:
    gedaan: list[str] = []
    controles = {naam: lambda naam=naam: gedaan.append(naam) for naam in ("database", "logboek")}
    antwoord = _vrager(bouw(instellingen, controles=controles))("GET", "/v1/gezondheid/gereed")
    assert antwoord.json() == {"status": "gereed"}
    assert gedaan == ["database", "logboek"]


def test_een_router_buiten_de_afspraken_om_wordt_geweigerd(pki: Any) -> None:
    los = APIRouter()

    @los.get("/v1/los")
    async def los_eindpunt() -> dict[str, str]:
        return {}

    with pytest.raises(TypeError, match="/v1/los"):
        maak_app("Proef", "Proef", "1.0.0", maak_instellingen(pki), routers=[los])

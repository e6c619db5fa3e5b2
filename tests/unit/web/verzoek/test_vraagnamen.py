"""Een naam in de vraag die niemand leest, geeft niet stilletjes alles."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from fastapi import APIRouter, Body, Depends, FastAPI, Query, Request, Response
from starlette.responses import PlainTextResponse

from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.keuzes import eis_keuze
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout
from shared.web.proces.app import maak_app
from tests.unit.web.proefapp import Vraag, is_probleem, vrager


class Bereikt:
    """Of een eindpunt is aangeroepen."""

    keren = 0


def _pagina(na: str | None = None, paginagrootte: Annotated[int, Query(le=5)] = 5) -> str:
    return f"{na} {paginagrootte}"


Pagina = Annotated[str, Depends(_pagina)]


def _router(bereikt: Bereikt) -> APIRouter:
    router = maak_router("alarmen")

    @router.get("/alarmen", **operatie("lijstAlarmen", "Lijst", antwoord={}))
    def lijst(
        pagina: Pagina,
        status: Annotated[Literal["nieuw", "klaar"] | None, Query()] = None,
        groep_id: Annotated[str | None, Query(alias="groepId")] = None,
        soort: Annotated[list[str] | None, Query()] = None,
        partij: str | None = None,
    ) -> dict[str, str]:
        eis_keuze("partij", partij, {"politie": 1, "gemeente": 2})
        bereikt.keren += 1
        return {"gevonden": f"{pagina} {status} {groep_id} {soort}"}

    @router.get("/eigen", **operatie("lijstEigen", "Lijst", antwoord={}))
    async def eigen(wie: OrganisatieAfh) -> dict[str, str]:
        bereikt.keren += 1
        return {"oin": wie.oin}

    @router.post("/ruw", response_class=PlainTextResponse, **operatie(
        "maakRuw", "Ruw", antwoord="x", vorm="text/plain",
    ))  # fmt: skip
    async def ruw(request: Request) -> Response:
        bereikt.keren += 1
        return PlainTextResponse(str(len(await request.body())))

    @router.post("/alarmen", **operatie("maakAlarm", "Maak", antwoord={}, verzoek={"n": 1}))
    async def maak(n: Annotated[int, Body(embed=True)]) -> dict[str, int]:
        bereikt.keren += 1
        return {"n": n}

    return router


@pytest.fixture
def bereikt() -> Bereikt:
    return Bereikt()


@pytest.fixture
def app(instellingen: Instellingen, bereikt: Bereikt) -> FastAPI:
    krap = instellingen.model_copy(update={"limieten": Limieten(max_fouten=20)})
    return maak_app("Proef", "Proef", "1.0.0", krap, routers=[_router(bereikt)])


@pytest.fixture
def vraag(app: FastAPI) -> Vraag:
    return vrager(app)


def _fouten(vraag: Vraag, methode: str, pad: str, **opties: object) -> list[tuple[str, str]]:
    document = is_probleem(vraag(methode, pad, **opties), 400)
    return [(fout["pad"], fout["melding"]) for fout in document["fouten"]]


def test_een_tikfout_in_een_naam_wordt_bij_naam_genoemd(vraag: Vraag, bereikt: Bereikt) -> None:
    assert _fouten(vraag, "GET", "/v1/alarmen?stauts=nieuw") == [
        ("query:stauts", "is hier onbekend; bedoelt u 'status'?")
    ]
    assert _fouten(vraag, "GET", "/v1/alarmen?Status=nieuw&groepid=7&=x")[0][0] == "query:Status"
    assert bereikt.keren == 0
    assert (
        vraag("GET", "/v1/alarmen?status=nieuw&groepId=7&na=a&paginagrootte=2").status_code == 200
    )
    assert bereikt.keren == 1


def test_wie_een_vraag_twee_keer_stelt_bedoelt_een_van_de_twee(vraag: Vraag) -> None:
    assert _fouten(vraag, "GET", "/v1/alarmen?status=nieuw&status=klaar&na=a&na=a") == [
        ("query:na", "mag maar één keer voorkomen"),
        ("query:status", "mag maar één keer voorkomen"),
    ]
    assert vraag("GET", "/v1/alarmen?soort=a&soort=b").json()["gevonden"].endswith("['a', 'b']")


def test_alle_fouten_komen_tegelijk(vraag: Vraag) -> None:
    gemeld = _fouten(vraag, "GET", "/v1/alarmen?stauts=nieuw&status=onzin&paginagrootte=9")
    assert [pad for pad, _ in gemeld] == ["query:stauts", "query:paginagrootte", "query:status"]
    ook_in = _fouten(vraag, "POST", "/v1/alarmen?x=1", json={"n": "1"})
    assert [pad for pad, _ in ook_in] == ["query:x", "/n"]


def test_een_waarde_die_niemand_kent_geeft_niet_stilletjes_niets(
    vraag: Vraag, bereikt: Bereikt
) -> None:
    zin = "moet een van deze waarden zijn: gemeente, politie"
    for onzin in ("onzin", "Politie", ""):
        pad = f"/v1/alarmen?partij={onzin}"
        assert _fouten(vraag, "GET", pad) == [("query:partij", zin)]
    assert bereikt.keren == 0
    assert vraag("GET", "/v1/alarmen?partij=politie").status_code == 200
    with pytest.raises(ProbleemFout):
        eis_keuze("soort", "onzin", [str(nummer) for nummer in range(100)])


def test_een_eindpunt_zonder_vragen_kent_er_geen(vraag: Vraag, bereikt: Bereikt) -> None:
    assert _fouten(vraag, "POST", "/v1/ruw?proef=1") == [("query:proef", "is hier onbekend")]
    assert _fouten(vraag, "GET", "/v1/gezondheid?x=1") == [("query:x", "is hier onbekend")]
    assert bereikt.keren == 0


def test_eerst_wie_dan_wat(vraag: Vraag) -> None:
    """Wie niet bekend is, hoort dat; en niets over hoe de vraag moet luiden."""
    is_probleem(vraag("GET", "/v1/eigen?x=1"), 401)


@pytest.mark.parametrize("tekst", ["%FF", "na=%C3%28", "na=%ED%A0%80"])
def test_een_vraag_die_geen_utf8_is_wordt_geweigerd(vraag: Vraag, tekst: str) -> None:
    assert _fouten(vraag, "GET", f"/v1/alarmen?{tekst}") == [("query:", "is geen geldige UTF-8")]


def test_een_lange_of_vreemde_naam_blaast_het_antwoord_niet_op(vraag: Vraag) -> None:
    ((pad, _),) = _fouten(vraag, "GET", "/v1/alarmen?" + "n" * 5000 + "=1")
    assert len(pad) < 80
    veel = "&".join(f"n{nummer}=1" for nummer in range(500))
    gemeld = _fouten(vraag, "GET", f"/v1/alarmen?{veel}")
    assert gemeld[-1] == ("", "en nog 480 andere fouten")


def test_een_volgende_vraag_heeft_geen_last_van_de_vorige(vraag: Vraag) -> None:
    _fouten(vraag, "GET", "/v1/alarmen?stauts=nieuw")
    assert vraag("GET", "/v1/alarmen").status_code == 200

"""Wat binnenkomt betekent wat er staat, bij elk eindpunt, welke typen zijn router ook gebruikt.

De modellen hier zijn met opzet gewone pydantic-modellen: de strengheid zit in de route.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError

from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.meldingen import melding
from shared.web.proces.app import maak_app
from shared.web.verzoek.vormen import Kenmerk, Tijdstip
from tests.unit.web.proefapp import Vraag, is_probleem, vrager

PERSOON = "0193aaaa-0000-4000-8000-00000000000b"


class Adres(BaseModel):
    sinds: date | None = None
    hoofd: bool = True


class Afspraak(BaseModel):
    soort: Literal["afspraak"] = "afspraak"
    geboortedatum: date = date(2009, 7, 9)
    begin: datetime = datetime(2026, 11, 23, tzinfo=UTC)
    om: time = time(9, 30)
    afgelast: bool = False
    aantal: int = 1
    deel: float = 0.5
    wie: UUID = UUID(PERSOON)
    adressen: list[Adres] = []
    per_dag: dict[date, bool] = {}
    keuze: bool | str = "x"


class Anders(BaseModel):
    soort: Literal["anders"]
    op: date


def _lopend(lopend: bool | None = None, vanaf: Annotated[date | None, Query()] = None) -> str:
    return f"{lopend} {vanaf}"


def _router() -> APIRouter:
    router = maak_router("afspraken")

    @router.post("/afspraken", **operatie("maakAfspraak", "Maak", antwoord={}, verzoek={}))
    async def maak(invoer: Annotated[Afspraak | Anders, Field(discriminator="soort")]) -> Any:
        return invoer

    @router.get("/afspraken", **operatie("zoekAfspraken", "Zoek", antwoord={}))
    async def zoek(
        lopend: Annotated[str, Depends(_lopend)],
        op: date | None = None,
        voor: AwareDatetime | None = None,
        aantal: int | None = None,
        wie: UUID | None = None,
        dagen: Annotated[list[date] | None, Query()] = None,
    ) -> dict[str, str]:
        return {"gezocht": f"{lopend} {op} {voor} {aantal} {wie} {dagen}"}

    @router.get("/personen/{wie}", **operatie("leesPersoon", "Lees", antwoord={}))
    def lees(wie: UUID, los: Kenmerk | None = None) -> dict[str, str]:
        return {"wie": str(wie), "los": str(los)}

    return router


@pytest.fixture
def vraag(instellingen: Instellingen) -> Vraag:
    return vrager(maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[_router()]))


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("geboortedatum", "09072000"),
        ("geboortedatum", 9072000),
        ("geboortedatum", "1970-04-16T00:00:00"),
        ("geboortedatum", "0001-01-01"),
        ("begin", 1795000000),
        ("begin", "1795000000"),
        ("begin", "2026-11-23"),
        ("begin", "2026-11-23T12:00:00"),
        ("begin", "0001-01-01T00:00:00+01:00"),
        ("begin", "9999-12-31T23:59:59-01:00"),
        ("om", 34200),
        ("om", "34200"),
        ("afgelast", "no"),
        ("afgelast", "on"),
        ("afgelast", "false"),
        ("afgelast", 0),
        ("afgelast", None),
        ("aantal", "1"),
        ("aantal", True),
        ("aantal", 1.5),
        ("deel", "0.5"),
        ("deel", False),
        ("wie", "524e802_061a-4778-8000-00000000000b"),
        ("wie", "+1a22268-0000-4000-8000-00000000000b"),
        ("wie", "{" + PERSOON + "}"),
        ("wie", PERSOON.replace("-", "")),
        ("wie", f"urn:uuid:{PERSOON}"),
    ],
)
def test_een_waarde_die_iets_anders_kan_betekenen_wordt_geweigerd(
    vraag: Vraag, naam: str, waarde: object
) -> None:
    antwoord = vraag("POST", "/v1/afspraken", json={"soort": "afspraak", naam: waarde})
    (fout,) = is_probleem(antwoord, 400)["fouten"]
    assert fout["pad"].endswith(f"/{naam}")


def test_ook_diep_in_de_inhoud_en_elke_fout_wordt_genoemd(vraag: Vraag) -> None:
    inhoud = {
        "soort": "afspraak",
        "adressen": [{"sinds": "2001-02-03"}, {"sinds": "0", "hoofd": "yes"}],
        "per_dag": {"20261123": True, "2026-11-23": 1},
        "wie": "x",
    }
    fouten = is_probleem(vraag("POST", "/v1/afspraken", json=inhoud), 400)["fouten"]
    assert len(fouten) == 5
    ander = vraag("POST", "/v1/afspraken", json={"soort": "anders", "op": "20261123"})
    is_probleem(ander, 400)


def test_wat_het_schema_zegt_wordt_aangenomen(vraag: Vraag) -> None:
    inhoud = {
        "soort": "afspraak",
        "geboortedatum": "2009-07-09",
        "begin": "2026-11-23T12:00:00+01:00",
        "om": "09:30",
        "afgelast": True,
        "aantal": 2.0,
        "deel": 1,
        "wie": PERSOON.upper(),
        "adressen": [{"sinds": None, "hoofd": False}],
        "per_dag": {"2026-11-23": False},
        "keuze": "no",
    }
    gemaakt = vraag("POST", "/v1/afspraken", json=inhoud).json()
    assert gemaakt["wie"] == PERSOON
    assert (gemaakt["afgelast"], gemaakt["aantal"], gemaakt["keuze"]) == (True, 2, "no")
    assert vraag("POST", "/v1/afspraken", json={"soort": "afspraak"}).status_code == 200


@pytest.mark.parametrize(
    "vraagtekst",
    [
        "lopend=on", "lopend=1", "lopend=True", "lopend=", "op=20261123", "op=0", "op=2026-1-1",
        "vanaf=1795000000", "voor=1795000000", "voor=2026-11-23", "aantal=1_0", "aantal=%2B1",
        "aantal=01", "wie=524e802_061a-4778-8000-00000000000b", "dagen=2026-11-23&dagen=0",
        "op=0001-01-01", "voor=0001-01-01T00:00:00%2B01:00",
    ],
)  # fmt: skip
def test_een_vraag_betekent_wat_er_staat(vraag: Vraag, vraagtekst: str) -> None:
    fouten = is_probleem(vraag("GET", f"/v1/afspraken?{vraagtekst}"), 400)["fouten"]
    assert fouten[0]["pad"].split(".")[0] == "query:" + vraagtekst.partition("=")[0]


def test_een_goede_vraag_wordt_beantwoord(vraag: Vraag) -> None:
    goed = "lopend=true&op=2026-11-23&voor=2026-11-23T00:00:00Z&aantal=-10&dagen=2026-11-23"
    antwoord = vraag("GET", f"/v1/afspraken?{goed}&dagen=2026-11-24&vanaf=2026-01-01&wie={PERSOON}")
    assert antwoord.json()["gezocht"].startswith("True 2026-01-01 2026-11-23 2026-11-23 00:00")


@pytest.mark.parametrize(
    "kenmerk",
    [
        "524e802_061a-4778-8000-00000000000b",
        "+1a22268-0000-4000-8000-00000000000b",
        "%7B" + PERSOON + "%7D",
        PERSOON.replace("-", ""),
        PERSOON + "%0A",
    ],
)
def test_een_kenmerk_heeft_een_schrijfwijze(vraag: Vraag, kenmerk: str) -> None:
    is_probleem(vraag("GET", f"/v1/personen/{kenmerk}"), 400)
    is_probleem(vraag("GET", f"/v1/personen/{PERSOON}?los={kenmerk}"), 400)
    goed = vraag("GET", f"/v1/personen/{PERSOON.upper()}?los={PERSOON.upper()}")
    assert goed.json() == {"wie": PERSOON, "los": PERSOON}


def test_de_beschrijving_blijft_dezelfde(instellingen: Instellingen) -> None:
    document = maak_app("P", "P", "1.0.0", instellingen, routers=[_router()]).openapi()
    velden = document["components"]["schemas"]["Afspraak"]["properties"]
    assert velden["geboortedatum"]["format"] == "date"
    assert velden["afgelast"]["type"] == "boolean"
    assert velden["wie"]["format"] == "uuid"


@pytest.mark.parametrize(
    ("soort", "waarde", "zin"),
    [
        (
            Annotated[Tijdstip, Field(ge=datetime(2000, 1, 1, tzinfo=UTC))],
            "1999-01-01T00:00:00Z",
            "moet op of na 1 januari 2000 liggen",
        ),
        (
            Annotated[Tijdstip, Field(le=datetime(2200, 1, 1, 12, 30, tzinfo=UTC))],
            "2300-01-01T00:00:00Z",
            "mag niet na 1 januari 2200 12.30 uur (UTC) liggen",
        ),
        (
            Annotated[AwareDatetime, Field(gt=datetime(2000, 1, 1, 8, 5, 3, tzinfo=UTC))],
            "1999-01-01T00:00:00Z",
            "moet na 1 januari 2000 8.05 uur (UTC) liggen",
        ),
        (
            Annotated[date, Field(lt=date(1900, 3, 1))],
            "2000-01-01",
            "moet voor 1 maart 1900 liggen",
        ),
        (Annotated[float, Field(le=0.5)], 1.0, "mag hoogstens 0,5 zijn"),
        (Annotated[float, Field(ge=1.0)], 0.5, "moet minstens 1 zijn"),
        (Annotated[int, Field(le=9)], 10, "mag hoogstens 9 zijn"),
    ],
)
def test_een_grens_staat_er_in_gewoon_nederlands(soort: Any, waarde: object, zin: str) -> None:
    with pytest.raises(ValidationError) as fout:
        TypeAdapter(soort).validate_python(waarde)
    assert melding(fout.value.errors()[0]) == zin

"""The description of an API, built from its routes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fastapi import Request, Response
from pydantic import BaseModel

from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.aanmelding.tokens import AanmeldingAfh
from shared.web.beschrijving.openapi import operaties
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import voorbeeld_instellingen
from shared.web.proces.app import maak_app


class Deel(BaseModel):
    """English, for developers."""

    soort: str


class Zaak(BaseModel):
    """English, for developers."""

    einddatum: date | None = None
    startDatum: date | None = None  # noqa: N815
    deel: Deel | None = None


def _beschrijving() -> dict[str, Any]:
    router = maak_router("zaken")
    zaak = {"einddatum": None}

    @router.post(
        "/zaken",
        **operatie(
            "maakZaak", "Maak", status=201, verzoek=zaak, antwoord=zaak, fouten=(409,),
            model=Zaak, verzoekmodel=Zaak, koppen={"Location": "Waar de zaak staat."},
        ),
    )  # fmt: skip
    async def maak(request: Request, wie: OrganisatieAfh) -> Response:
        """English, for developers."""
        return Response(await request.body(), status_code=201)

    @router.put(
        "/zaken/{nummer}",
        **operatie("wijzigZaak", "Wijzig", verzoek=zaak, antwoord=zaak, ook={201: "Nieuw."}),
    )
    async def wijzig(nummer: int, nieuw: Zaak, wie: AanmeldingAfh) -> Zaak:
        return nieuw

    @router.get("/zaken/{nummer}", **operatie("leesZaak", "Lees", antwoord=zaak))
    async def lees(nummer: int, wie: AanmeldingAfh) -> Zaak:
        return Zaak()

    elders = maak_router("toegang", basis="/access/v1")

    @elders.post(
        "/evaluation",
        **operatie(
            "beoordeel", "Beoordeel", verzoek=zaak, antwoord=zaak,
            beveiliging=("organisatie", "medewerker"),
        ),
    )  # fmt: skip
    async def beoordeel(zaak: Zaak) -> Zaak:
        return zaak

    bekend = maak_router("toegang", basis="/.well-known")

    @bekend.get("/authzen-configuration", **operatie("leesConfiguratie", "Lees", antwoord={}))
    async def configuratie() -> dict[str, str]:
        return {}

    app = maak_app(
        "Zaken", "Zaken.", "1.2.3", voorbeeld_instellingen("om"), routers=[router, elders, bekend]
    )
    return app.openapi()


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return _beschrijving()


def test_paden_zijn_betrekkelijk_aan_een_server_met_versie(document: dict[str, Any]) -> None:
    assert document["servers"][0]["url"] == "https://om.driehoek.example/v1"
    assert set(document["paths"]) >= {"/zaken", "/zaken/{nummer}", "/gezondheid"}


def test_wat_een_norm_elders_zet_noemt_zijn_eigen_server(document: dict[str, Any]) -> None:
    servers = {
        pad: item["servers"][0]["url"]
        for pad, item in document["paths"].items()
        if "servers" in item
    }
    assert servers == {
        "/evaluation": "https://om.driehoek.example/access/v1",
        "/authzen-configuration": "https://om.driehoek.example/.well-known",
    }


def test_elke_operatie_noemt_de_problemen_die_zij_kan_geven(document: dict[str, Any]) -> None:
    maak = document["paths"]["/zaken"]["post"]["responses"]
    assert set(maak) == {
        "201", "400", "401", "403", "404", "406", "409", "413", "415", "500", "503",
    }  # fmt: skip
    lees = document["paths"]["/zaken/{nummer}"]["get"]["responses"]
    assert set(lees) == {"200", "400", "401", "403", "404", "406", "500", "503"}


def test_de_beveiliging_volgt_uit_de_afhankelijkheden(document: dict[str, Any]) -> None:
    paden = document["paths"]
    assert paden["/zaken"]["post"]["security"] == [{"organisatie": []}]
    assert paden["/zaken/{nummer}"]["get"]["security"] == [{"medewerker": []}]
    assert paden["/gezondheid"]["get"]["security"] == []
    assert paden["/evaluation"]["post"]["security"] == [{"organisatie": []}, {"medewerker": []}]
    assert set(document["components"]["securitySchemes"]) == {"medewerker", "organisatie"}


def test_elk_gelukt_antwoord_noemt_de_versiekop(document: dict[str, Any]) -> None:
    for operatie_ in operaties(document):
        for status, antwoord in operatie_.inhoud["responses"].items():
            if status.startswith("2"):
                assert "API-Version" in antwoord["headers"], str(operatie_)


def test_een_eindpunt_dat_zelf_bytes_leest_wordt_toch_beschreven(document: dict[str, Any]) -> None:
    maak = document["paths"]["/zaken"]["post"]
    inhoud = maak["requestBody"]["content"]["application/json"]
    assert inhoud["schema"] == {"$ref": "#/components/schemas/Zaak"}
    assert inhoud["example"] == {"einddatum": None}
    antwoord = maak["responses"]["201"]["content"]["application/json"]
    assert antwoord["schema"] == {"$ref": "#/components/schemas/Zaak"}
    assert antwoord["example"] == {"einddatum": None}


def test_een_tweede_gelukt_antwoord_heeft_dezelfde_vorm(document: dict[str, Any]) -> None:
    antwoorden = document["paths"]["/zaken/{nummer}"]["put"]["responses"]
    assert antwoorden["201"]["content"] == antwoorden["200"]["content"]
    assert antwoorden["201"]["content"]["application/json"]["schema"]["$ref"].endswith("/Zaak")
    assert antwoorden["201"]["description"] == "Nieuw."


def test_een_datum_die_leeg_mag_zijn_houdt_zijn_vorm(document: dict[str, Any]) -> None:
    velden = document["components"]["schemas"]["Zaak"]["properties"]
    assert velden["einddatum"] == {"type": ["string", "null"], "format": "date"}
    assert velden["startDatum"]["format"] == "date"
    assert velden["deel"] == {"anyOf": [{"$ref": "#/components/schemas/Deel"}, {"type": "null"}]}


def test_er_staat_geen_engels_en_geen_422_in(document: dict[str, Any]) -> None:
    assert "English" not in str(document)
    assert "422" not in str(document)
    assert "ValidationError" not in str(document)


def test_twee_paden_met_dezelfde_naam_vallen_op() -> None:
    een, twee = maak_router("a"), maak_router("b", basis="/access/v1")

    @een.get("/x", **operatie("leesX", "Lees", antwoord={}))
    @twee.get("/x", **operatie("leesY", "Lees", antwoord={}))
    async def lees() -> dict[str, str]:
        return {}

    app = maak_app("A", "A", "1.0.0", voorbeeld_instellingen("om"), routers=[een, twee])
    with pytest.raises(ValueError, match="/x"):
        app.openapi()

"""The four running APIs do what their descriptions say, whatever is sent to them.

schemathesis makes requests out of the descriptions, good ones and broken ones, and sends them to
the real processes over mTLS with a real login. No answer may be a server error, and status, type,
headers and content must be as described.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.inrichting import richt_in, token_voor
from deploy.lokaal import lees_lokaal
from deploy.omgeving import Omgeving, vrije_poorten
from deploy.openapi import apps
from tests.hulp.beschrijving import beschrijving
from tests.hulp.omgevingen import neem_databanken_over
from tests.hulp.verdeling import is_steekproef

# Bij verdeelde tests horen deze bij elkaar: één omgeving is duur genoeg.
pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("api-gedrag")]

CONTROLES: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
VOORBEELDEN = {
    GenerationMode.POSITIVE: 2 if is_steekproef() else 3,
    GenerationMode.NEGATIVE: 1 if is_steekproef() else 2,
}
"""Requests per operation; together more than a thousand."""

FUNCTIES = {"gemeente": "regisseur", "politie": "analist", "om": "parketsecretaris"}
"""Who does the daily work at each party; authorisations are the administrator's."""


ZONDER_GEDEELDE = ("gemeente", "om")
"""What every party offers is one router in one library; it is tried at the third party only."""


@cache
def _gedeeld() -> frozenset[tuple[str, str]]:
    """Method and path of what every party offers."""
    per_partij = [
        {
            (methode, f"/v1{pad}")
            for pad, item in beschrijving(code)["paths"].items()
            for methode in item
        }
        for code in FUNCTIES
    ]
    return frozenset(set.intersection(*per_partij))


@pytest.fixture(scope="module")
def omgeving(tmp_path_factory: pytest.TempPathFactory, lege_omgeving: Path) -> Iterator[Omgeving]:
    """The gateway, the three services and the login, with every account authorised."""
    map_ = tmp_path_factory.mktemp("omgeving")
    neem_databanken_over(lege_omgeving, map_)
    gemaakt = Omgeving(map_, vrije_poorten(lees_lokaal()), ondertekening="p256")
    with gemaakt.processen:
        richt_in(gemaakt.lokaal, gemaakt.pki)
        yield gemaakt


@dataclass(frozen=True)
class Beller:
    """Who calls: a party's transport certificate, and tokens of two of a party's people."""

    basis: str
    opties: dict[str, Any]
    tokens: dict[str, str]

    def koppen(self, pad: str) -> dict[str, str]:
        functie = "beheerder" if "autorisaties" in pad else "gewoon"
        return {"Authorization": f"Bearer {self.tokens[functie]}"} if self.tokens else {}


@contextmanager
def _beller(omgeving: Omgeving, code: str) -> Iterator[Beller]:
    """Somebody with one connection, as a program has; a new one for each request cost a fifth."""
    lokaal, pki = omgeving.lokaal, omgeving.pki
    if code == "gateway":
        # Naar de gateway belt een partij.
        certificaat, tokens = pki.deelnemers["politie"].transport, {}
    else:
        # Naar een partij belt de gateway, en met een token een mens.
        certificaat = pki.deelnemers["gateway"].transport
        tokens = {
            rol: token_voor(lokaal, lokaal.account(code, functie))
            for rol, functie in (("gewoon", FUNCTIES[code]), ("beheerder", "beheerder"))
        }
    with requests.Session() as sessie:
        sessie.trust_env = False
        sessie.headers.clear()
        opties = {
            "session": sessie,
            "verify": str(pki.vertrouwen),
            "cert": (str(certificaat.certificaat), str(certificaat.sleutel)),
            "timeout": 30,
        }
        yield Beller(lokaal.onderdeel(code).url, opties, tokens)


def _met_volle_paden(document: dict[str, Any], basis: str) -> dict[str, Any]:
    """The description with paths from the root: schemathesis knows one server only."""
    paden = {}
    for pad, item in document["paths"].items():
        server = item.get("servers", document["servers"])[0]["url"]
        voor = "/" + server.split("/", 3)[3]
        paden[voor + pad] = {naam: deel for naam, deel in item.items() if naam != "servers"}
    return document | {"servers": [{"url": basis}], "paths": paden}


def _klachten(operatie: Any, beller: Beller, wijze: GenerationMode) -> Iterator[str]:
    """What is wrong with the answers of one operation, at most one complaint a mode."""

    @seed(20190523)
    @settings(
        max_examples=VOORBEELDEN[wijze],
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operatie.as_strategy(generation_mode=wijze))
    def proef(case: schemathesis.Case) -> None:
        # Een verzonnen token zou elke vraag bij de deur laten stranden.
        case.headers.pop("Authorization", None)
        case.call_and_validate(
            base_url=beller.basis,
            headers=beller.koppen(operatie.path),
            checks=CONTROLES,
            **beller.opties,
        )

    try:
        proef()
    except BaseException as fout:
        if isinstance(fout, KeyboardInterrupt | SystemExit):
            raise
        yield f"{operatie.method.upper()} {operatie.path} ({wijze.value}): {str(fout)[:1500]}"


def _wijzen(operatie: Any) -> list[GenerationMode]:
    """What fits and what does not; in a sample one of the two, always the same."""
    wijzen = [GenerationMode.POSITIVE]
    if operatie.body or operatie.query or operatie.path_parameters:
        wijzen.append(GenerationMode.NEGATIVE)
    welke = crc32(f"{operatie.method} {operatie.path}".encode()) % len(wijzen)
    return [wijzen[welke]] if is_steekproef() else wijzen


@pytest.mark.parametrize("code", sorted(apps()))
def test_een_draaiende_api_doet_wat_zijn_beschrijving_zegt(code: str, omgeving: Omgeving) -> None:
    klachten: list[str] = []
    with _beller(omgeving, code) as beller, warnings.catch_warnings():
        document = _met_volle_paden(beschrijving(code), beller.basis)
        # Waarschuwingen van de proefmaker zelf zeggen niets over onze API.
        warnings.simplefilter("ignore")
        schema = schemathesis.openapi.from_dict(document)
        operaties = [resultaat.ok() for resultaat in schema.get_all_operations()]
        for operatie in operaties:
            if code in ZONDER_GEDEELDE and (operatie.method, operatie.path) in _gedeeld():
                continue
            for wijze in _wijzen(operatie):
                klachten += _klachten(operatie, beller, wijze)
    assert len(operaties) == sum(
        methode in ("get", "put", "post", "delete", "patch")
        for item in document["paths"].values()
        for methode in item
    )
    assert not klachten, "\n\n".join(klachten)

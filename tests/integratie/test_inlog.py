"""Logging in for real: the development provider as a process, and who accepts its tokens."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from deploy.inlogklant import AanmeldenMislukt, haal_programmatoken, haal_token
from deploy.inlogprogramma import (
    BEWIJSSOORT,
    CLIENT_CREDENTIALS,
    maak_bewijs,
    schrijf_programmas,
    sleutel_van,
)
from deploy.pkce import daag_uit
from deploy.processen import Proces, Startopdracht
from shared.web.aanmelding.tokens import Tokencontrole, TokenOngeldig
from shared.web.instellingen.tabellen import Oidc
from shared.web.limieten import Limieten

SUB = "regisseur@gemeente.example"
CLIENT = "zaaksysteem.gemeente.example"
PUBLIEK = "driehoek-proef"


@pytest.fixture(scope="module")
def programmasleutel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program keeps its key."""
    return tmp_path_factory.mktemp("programma") / "sleutel.pem"


@pytest.fixture(scope="module")
def uitgever(tmp_path_factory: pytest.TempPathFactory, programmasleutel: Path) -> Iterator[str]:
    """The issuer of a running provider with one account and one program."""
    map_ = tmp_path_factory.mktemp("inlog")
    accounts = map_ / "accounts.json"
    accounts.write_text(json.dumps([{"sub": SUB, "naam": "x", "partij": "x", "functie": "x"}]))
    programmas = map_ / "programmas.json"
    programmas.write_text(schrijf_programmas({CLIENT: sleutel_van(programmasleutel)}))
    with socket.socket() as vrij:
        vrij.bind(("localhost", 0))
        poort = vrij.getsockname()[1]
    adres = f"http://localhost:{poort}"
    opdracht = Startopdracht(
        code="inlog",
        argumenten=(
            "-m", "deploy.inlog", "--poort", str(poort),
            "--accounts", str(accounts), "--publiek", PUBLIEK,
            "--programmas", str(programmas),
        ),
        gereed_url=f"{adres}/.well-known/openid-configuration",
        vertrouwen=None,
        uitvoer=map_ / "inlog.log",
    )  # fmt: skip
    proces = Proces(opdracht)
    try:
        proces.wacht_gereed()
        yield adres
    finally:
        proces.stop()


def _controle(uitgever: str, publiek: str = PUBLIEK) -> Tokencontrole:
    oidc = Oidc(uitgever=uitgever, publiek=publiek, jwks_url=f"{uitgever}/jwks", typ="at+jwt")
    return Tokencontrole(oidc, Limieten())


def test_een_medewerker_logt_in_en_een_dienst_herkent_hem(uitgever: str) -> None:
    token = haal_token(uitgever, SUB, PUBLIEK)
    aanmelding = asyncio.run(_controle(uitgever).controleer(token, datetime.now(UTC)))
    assert aanmelding.sub == SUB
    assert aanmelding.uitgever == uitgever


def test_een_token_voor_een_ander_publiek_wordt_niet_herkend(uitgever: str) -> None:
    token = haal_token(uitgever, SUB, PUBLIEK)
    with pytest.raises(TokenOngeldig, match="bedoeld"):
        asyncio.run(_controle(uitgever, "een-ander").controleer(token, datetime.now(UTC)))


def test_een_account_dat_niet_bestaat_krijgt_geen_token(uitgever: str) -> None:
    with pytest.raises(AanmeldenMislukt, match="bestaat niet"):
        haal_token(uitgever, "indringer@kwaad.example", PUBLIEK)


def test_een_programma_haalt_zelf_een_token_en_een_dienst_ziet_dat(
    uitgever: str, programmasleutel: Path
) -> None:
    """`sub` is dan de client zelf (RFC 9068, 2.2); bij een mens zijn zij verschillend."""
    for token, programma in (
        (haal_programmatoken(uitgever, CLIENT, programmasleutel), True),
        (haal_token(uitgever, SUB, PUBLIEK), False),
    ):
        aanmelding = asyncio.run(_controle(uitgever).controleer(token, datetime.now(UTC)))
        assert aanmelding.van_programma is programma
    instellingen = httpx.get(f"{uitgever}/.well-known/openid-configuration", trust_env=False).json()
    assert CLIENT_CREDENTIALS in instellingen["grant_types_supported"]
    assert "private_key_jwt" in instellingen["token_endpoint_auth_methods_supported"]


def test_wie_de_sleutel_niet_heeft_krijgt_geen_token_van_het_programma(
    uitgever: str, programmasleutel: Path, tmp_path: Path
) -> None:
    eigen, nu = sleutel_van(programmasleutel), time.time()
    goed = maak_bewijs(CLIENT, eigen, uitgever, nu)
    for bewijs, waarom in (
        (maak_bewijs(CLIENT, sleutel_van(tmp_path / "ander.pem"), uitgever, nu), "handtekening"),
        (maak_bewijs("indringer.example", eigen, uitgever, nu), "bestaat niet"),
        (maak_bewijs(CLIENT, eigen, "https://elders.example", nu), "als aud"),
        (maak_bewijs(CLIENT, eigen, uitgever, nu - 120), "exp"),
        ("geen.jwt", "geen JWT"),
        (goed, None),
        (goed, "al gebruikt"),
    ):
        antwoord = httpx.post(
            f"{uitgever}/oauth2/token",
            data={
                "grant_type": CLIENT_CREDENTIALS,
                "client_assertion_type": BEWIJSSOORT,
                "client_assertion": bewijs,
            },
            trust_env=False,
        )
        if waarom is None:
            assert antwoord.status_code == 200
        else:
            assert (antwoord.status_code, antwoord.json()["error"]) == (401, "invalid_client")
            assert waarom in antwoord.json()["error_description"]


def _autoriseer(uitgever: str, **anders: str) -> httpx.Response:
    vragen = {
        "response_type": "code",
        "client_id": PUBLIEK,
        "redirect_uri": "http://localhost/terug",
        "scope": "openid",
        "state": "s",
        "code_challenge": daag_uit("bewijs"),
        "code_challenge_method": "S256",
    } | anders
    return httpx.post(
        f"{uitgever}/oauth2/authorize", params=vragen, data={"sub": SUB}, trust_env=False
    )


@pytest.mark.parametrize(
    "anders",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge_method": ""},
        {"code_challenge": ""},
        {"redirect_uri": "https://kwaad.example/terug"},
    ],
)
def test_zonder_pkce_of_naar_een_vreemd_adres_komt_er_geen_code(
    uitgever: str, anders: dict[str, str]
) -> None:
    assert _autoriseer(uitgever, **anders).status_code == 400


def test_een_onderschepte_code_is_zonder_het_bewijs_niets_waard(uitgever: str) -> None:
    code = httpx.URL(_autoriseer(uitgever).headers["location"]).params["code"]
    antwoord = httpx.post(
        f"{uitgever}/oauth2/token",
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": "http://localhost/terug",
            "client_id": PUBLIEK,
            "code_verifier": secrets.token_urlsafe(32),
        },
        auth=(PUBLIEK, "x"),
        trust_env=False,
    )
    assert antwoord.status_code == 400
    assert antwoord.json()["error"] == "invalid_grant"


def test_wie_met_een_browser_komt_kiest_een_account_en_gaat_met_een_code_terug(
    uitgever: str,
) -> None:
    with httpx.Client(base_url=uitgever, trust_env=False) as browser:
        vragen = {
            "response_type": "code",
            "client_id": PUBLIEK,
            "redirect_uri": "http://localhost/terug",
            "scope": "openid",
            "state": "s",
            "code_challenge": daag_uit("bewijs"),
            "code_challenge_method": "S256",
        }
        pagina = browser.get("/oauth2/authorize", params=vragen)
        assert pagina.status_code == 200
        assert f'value="{SUB}"' in pagina.text
        assert not re.search(r"""(?:href|src)=["'](?:https?:)?//""", pagina.text), "van elders"

        gekozen = browser.post(str(pagina.url), data={"sub": SUB})
        terug = httpx.URL(gekozen.headers["location"])
        assert terug.host == "localhost"
        assert terug.params["code"]
        assert terug.params["state"] == "s"


def test_een_programma_leest_dat_pkce_er_is(uitgever: str) -> None:
    antwoord = httpx.get(f"{uitgever}/.well-known/openid-configuration", trust_env=False)
    assert antwoord.json()["code_challenge_methods_supported"] == ["S256"]


def test_een_vraag_die_niet_klopt_krijgt_een_pagina_en_geen_storing(uitgever: str) -> None:
    vragen = {
        "response_type": "onzin",
        "client_id": PUBLIEK,
        "redirect_uri": "http://localhost/terug",
        "code_challenge": daag_uit("bewijs"),
        "code_challenge_method": "S256",
    }
    antwoord = httpx.get(f"{uitgever}/oauth2/authorize", params=vragen, trust_env=False)
    assert antwoord.status_code in (302, 400)
    assert httpx.get(uitgever, trust_env=False).status_code == 200

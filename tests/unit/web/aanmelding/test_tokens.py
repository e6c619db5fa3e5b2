"""Access tokens of people: only what the one trusted provider issued for us gets in."""

from __future__ import annotations

import asyncio
import base64
import hmac
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from shared.web.aanmelding.tokens import AanmeldingAfh, TokenOngeldig
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.instellingen.instellingen import Instellingen
from shared.web.proces.app import maak_app
from tests.unit.web.aanmelding.tokenproef import (
    KOP,
    VREEMD,
    b64,
    controleer,
    maak_claims,
    maak_controle,
    maak_token,
    met_de_hand,
    ondertekend,
)
from tests.unit.web.aanmelding.uitgever import EC, NU, RSA, UITGEVER, Uitgever


@pytest.mark.parametrize(("sleutel", "alg"), [(RSA, "RS256"), (RSA, "PS256"), (EC, "ES256")])
def test_een_token_van_onze_uitgever_voor_ons_is_een_aanmelding(sleutel: Any, alg: str) -> None:
    aanmelding = controleer(maak_token(sleutel, alg))
    assert aanmelding.sub == "regisseur@gemeente.example"
    assert aanmelding.uitgever == UITGEVER
    assert aanmelding.claims["aud"] == "driehoek-proef"


def test_een_publiek_in_een_lijst_telt_ook() -> None:
    assert controleer(maak_token(aud=["iets", "driehoek-proef"])).sub


@pytest.mark.parametrize(
    ("anders", "woord"),
    [
        ({"iss": "https://kwaad.example"}, "uitgever"),
        ({"iss": ...}, "uitgever"),
        ({"aud": "een-ander"}, "bedoeld"),
        ({"aud": ["een-ander"]}, "bedoeld"),
        ({"aud": ...}, "bedoeld"),
        ({"sub": ...}, "medewerker"),
        ({"sub": ""}, "medewerker"),
        ({"sub": 7}, "medewerker"),
        ({"exp": ...}, "verval"),
        ({"iat": ...}, "uitgifte"),
        ({"exp": "morgen"}, "verval"),
        ({"exp": True}, "verval"),
        ({"exp": -1}, "verval"),
        ({"exp": 10**30}, "leesbaar"),
        ({"exp": 2**40}, "langer geldig"),
        ({"exp": int(NU.timestamp()) + 30 * 365 * 86400}, "langer geldig"),
        ({"iat": 0}, "langer geldig"),
        ({"exp": int(NU.timestamp()) - 11}, "verlopen"),
        ({"iat": int(NU.timestamp()) + 11}, "nog niet"),
        ({"nbf": int(NU.timestamp()) + 11}, "nog niet"),
        ({"nbf": None}, "nog niet"),
        ({"jti": ...}, "nummer"),
        ({"jti": ""}, "nummer"),
        ({"client_id": ...}, "client"),
        ({"client_id": 7}, "client"),
    ],
)
def test_een_token_met_een_verkeerde_claim_wordt_geweigerd(
    anders: dict[str, Any], woord: str
) -> None:
    with pytest.raises(TokenOngeldig, match=woord):
        controleer(maak_token(**anders))


def test_de_klok_van_de_uitgever_mag_een_beetje_afwijken() -> None:
    moment = int(NU.timestamp())
    assert controleer(maak_token(exp=moment - 9, iat=moment - 600)).sub
    assert controleer(maak_token(iat=moment + 9)).sub


def test_een_token_van_een_ander_met_dezelfde_sleutelnaam_wordt_geweigerd() -> None:
    with pytest.raises(TokenOngeldig, match="handtekening"):
        controleer(maak_token(VREEMD))


def test_een_veranderd_token_wordt_geweigerd() -> None:
    kop, _, handtekening = maak_token().split(".")
    ander = maak_token(sub="burgemeester@gemeente.example").split(".")[1]
    with pytest.raises(TokenOngeldig, match="handtekening"):
        controleer(f"{kop}.{ander}.{handtekening}")


@pytest.mark.parametrize("alg", ["none", "None", "HS256", "RS512", "", None])
def test_een_algoritme_buiten_de_lijst_wordt_geweigerd(alg: str | None) -> None:
    with pytest.raises(TokenOngeldig, match="algoritme"):
        controleer(met_de_hand({"alg": alg, "kid": "rsa"}, maak_claims()))


@pytest.mark.parametrize("vorm", ["PEM", "DER"])
def test_de_publieke_sleutel_als_geheim_voor_hmac_helpt_niet(vorm: Literal["PEM", "DER"]) -> None:
    geheim = RSA.as_bytes(vorm, private=False)

    def onderteken(alg: str) -> str:
        zonder = met_de_hand({"alg": alg, "kid": "rsa"}, maak_claims()).rstrip(".")
        mac = hmac.digest(geheim, zonder.encode(), "sha256")
        return f"{zonder}." + base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    with pytest.raises(TokenOngeldig, match="algoritme"):
        controleer(onderteken("HS256"))
    with pytest.raises(TokenOngeldig, match="handtekening"):
        controleer(onderteken("RS256"))


def test_een_symmetrische_sleutel_in_de_sleutelset_doet_niets() -> None:
    geheim = OctKey.generate_key(256, parameters={"kid": "oct"})
    uitgever = Uitgever(RSA)
    uitgever.sleutels.append(geheim.as_dict(private=True))
    token = jwt.encode({"alg": "HS256", "kid": "oct"}, maak_claims(), geheim, ["HS256"])
    with pytest.raises(TokenOngeldig):
        controleer(token, maak_controle(uitgever))
    kop = b64(b'{"alg":"RS256","typ":"at+jwt","kid":"oct"}')
    with pytest.raises(TokenOngeldig, match="sleutel"):
        controleer(".".join([kop, *token.split(".")[1:]]), maak_controle(uitgever))


@pytest.mark.parametrize(
    ("kop", "woord"),
    [
        ({"kid": ""}, "kid"),
        ({"kid": "onbekend"}, "sleutel"),
        ({"kid": "zwak"}, "sleutel"),
        ({"kid": "enc"}, "sleutel"),
        ({"kid": "ec"}, "sleutel"),
    ],
)
def test_een_sleutel_die_niet_deugt_wordt_niet_gebruikt(kop: dict[str, Any], woord: str) -> None:
    kop_ = {"alg": "RS256"} | kop
    with pytest.raises(TokenOngeldig, match=woord):
        controleer(met_de_hand(kop_, maak_claims(), b"x" * 256))


@pytest.mark.parametrize("naam", ["crit", "zip", "b64"])
def test_een_kop_die_meer_vraagt_dan_wij_kunnen_wordt_geweigerd(naam: str) -> None:
    with pytest.raises(TokenOngeldig, match="kop"):
        controleer(met_de_hand({"alg": "RS256", "kid": "rsa", naam: ["exp"]}, maak_claims()))


def test_een_adres_van_sleutels_in_het_token_wordt_niet_bezocht() -> None:
    uitgever = Uitgever(RSA)
    with pytest.raises(TokenOngeldig, match="handtekening"):
        controleer(
            maak_token(VREEMD, kop={"jku": "https://kwaad.example/jwks"}), maak_controle(uitgever)
        )
    assert uitgever.gevraagd == 1


@pytest.mark.parametrize(
    "token",
    ["", "a.b", "a.b.c.d", "....", "é.b.c", "e30.e30.", "W10.e30.x", "!!.e30.x", "x" * 9000],
)
def test_wat_geen_token_is_wordt_uitgelegd(token: str) -> None:
    with pytest.raises(TokenOngeldig):
        controleer(token)


@pytest.fixture
def wie(instellingen: Instellingen) -> Callable[..., httpx.Response]:
    """Asks an endpoint for people, over an app with the real clock."""
    router = maak_router("wie")

    @router.get("/wie", **operatie("leesWie", "Wie", antwoord={"sub": "x"}))
    async def lees(aanmelding: AanmeldingAfh) -> dict[str, str]:
        return {"sub": aanmelding.sub}

    app = maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])
    app.state.tokencontrole = maak_controle()

    def vraag(*koppen: tuple[str, str]) -> httpx.Response:
        async def doe() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
                return await client.get("/v1/wie", headers=list(koppen))

        return asyncio.run(doe())

    return vraag


def test_een_aanmelding_gaat_in_de_kop_authorization(wie: Callable[..., httpx.Response]) -> None:
    moment = int(datetime.now(UTC).timestamp())
    geldig = maak_token(iat=moment, exp=moment + 60)
    assert wie(("Authorization", f"Bearer {geldig}")).json() == {
        "sub": "regisseur@gemeente.example"
    }
    twee = wie(("Authorization", f"Bearer {geldig}"), ("Authorization", f"Bearer {geldig}"))
    assert twee.status_code == 401


@pytest.mark.parametrize(
    "claims",
    [{"exp": 2**40}, {"sub": "\ud800"}, {"exp": 2**62}, {"iat": 2**52, "exp": 2**52 + 60}],
)
def test_een_vreemd_token_is_een_401_en_geen_storing(
    wie: Callable[..., httpx.Response], claims: dict[str, object]
) -> None:
    moment = int(datetime.now(UTC).timestamp())
    inhoud = json.dumps(maak_claims(iat=moment, exp=moment + 60) | claims).encode()
    antwoord = wie(("Authorization", f"Bearer {ondertekend(KOP, inhoud)}"))
    assert antwoord.status_code == 401
    assert antwoord.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert "token" in antwoord.json()["detail"]


@pytest.mark.parametrize("kop", ["", "Basic YTpi", "Bearer", "Bearer x.y.z", "Bearer a b"])
def test_zonder_goed_token_hoort_men_hoe_het_moet(
    wie: Callable[..., httpx.Response], kop: str
) -> None:
    antwoord = wie(("Authorization", kop))
    assert antwoord.status_code == 401
    assert antwoord.headers["www-authenticate"].startswith("Bearer")
    assert antwoord.json()["detail"]


def test_zonder_kop_is_het_een_401(wie: Callable[..., httpx.Response]) -> None:
    assert wie().headers["www-authenticate"] == "Bearer"


def test_het_pakket_ecdsa_komt_er_niet_aan_te_pas() -> None:
    """kwetsbaarheden.toml leeft met een fout in dat pakket omdat wij het niet laden."""
    opdracht = "import sys, shared.web.aanmelding.tokens; sys.exit('ecdsa' in sys.modules)"
    subprocess.run([sys.executable, "-c", opdracht], check=True)

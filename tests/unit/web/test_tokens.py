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
from joserfc.jwk import OctKey, RSAKey

from shared.web.app import maak_app
from shared.web.instellingen import Instellingen, Oidc
from shared.web.limieten import Limieten
from shared.web.routes import maak_router, operatie
from shared.web.sleutelset import Sleutelset
from shared.web.tokens import Aanmelding, AanmeldingAfh, Tokencontrole, TokenOngeldig
from tests.unit.web.uitgever import EC, NU, OIDC, RSA, UITGEVER, Klok, Uitgever

VREEMD = RSAKey.generate_key(2048, parameters={"kid": "rsa"})
ZWAK = {"kty": "RSA", "kid": "zwak", "e": "AQAB", "n": "v" + "A" * 169 + "E"}
"""1024 bits."""
VERSLEUTEL = RSAKey.generate_key(2048, parameters={"kid": "enc", "use": "enc"})


def _controle(uitgever: Uitgever | None = None, oidc: Oidc = OIDC) -> Tokencontrole:
    limieten = Limieten()
    controle = Tokencontrole(oidc, limieten)
    if uitgever is None:
        uitgever = Uitgever(RSA, EC, VERSLEUTEL)
        uitgever.sleutels.append(ZWAK)
    controle.sleutels = Sleutelset(oidc, limieten, klok=Klok(), haal=uitgever)
    return controle


def _claims(**anders: object) -> dict[str, object]:
    moment = int(NU.timestamp())
    claims: dict[str, object] = {
        "iss": UITGEVER,
        "aud": "driehoek-proef",
        "sub": "regisseur@gemeente.example",
        "iat": moment - 60,
        "exp": moment + 600,
    }
    return {naam: waarde for naam, waarde in (claims | anders).items() if waarde is not ...}


def _token(
    sleutel: Any = RSA, alg: str = "RS256", kop: dict[str, Any] | None = None, **anders: object
) -> str:
    return jwt.encode(
        {"alg": alg, "kid": sleutel.kid} | (kop or {}), _claims(**anders), sleutel, [alg]
    )


def _controleer(token: str, controle: Tokencontrole | None = None) -> Aanmelding:
    return asyncio.run((controle or _controle()).controleer(token, NU))


@pytest.mark.parametrize(("sleutel", "alg"), [(RSA, "RS256"), (RSA, "PS256"), (EC, "ES256")])
def test_een_token_van_onze_uitgever_voor_ons_is_een_aanmelding(sleutel: Any, alg: str) -> None:
    aanmelding = _controleer(_token(sleutel, alg))
    assert aanmelding.sub == "regisseur@gemeente.example"
    assert aanmelding.uitgever == UITGEVER
    assert aanmelding.claims["aud"] == "driehoek-proef"


def test_een_publiek_in_een_lijst_telt_ook() -> None:
    assert _controleer(_token(aud=["iets", "driehoek-proef"])).sub


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
        ({"exp": 10**30}, "verval"),
        ({"exp": int(NU.timestamp()) - 11}, "verlopen"),
        ({"iat": int(NU.timestamp()) + 11}, "nog niet"),
        ({"nbf": int(NU.timestamp()) + 11}, "nog niet"),
        ({"nbf": None}, "nog niet"),
    ],
)
def test_een_token_met_een_verkeerde_claim_wordt_geweigerd(
    anders: dict[str, Any], woord: str
) -> None:
    with pytest.raises(TokenOngeldig, match=woord):
        _controleer(_token(**anders))


def test_de_klok_van_de_uitgever_mag_een_beetje_afwijken() -> None:
    moment = int(NU.timestamp())
    assert _controleer(_token(exp=moment - 9, iat=moment - 600)).sub
    assert _controleer(_token(iat=moment + 9)).sub


def test_een_token_van_een_ander_met_dezelfde_sleutelnaam_wordt_geweigerd() -> None:
    with pytest.raises(TokenOngeldig, match="handtekening"):
        _controleer(_token(VREEMD))


def test_een_veranderd_token_wordt_geweigerd() -> None:
    kop, _, handtekening = _token().split(".")
    ander = _token(sub="burgemeester@gemeente.example").split(".")[1]
    with pytest.raises(TokenOngeldig, match="handtekening"):
        _controleer(f"{kop}.{ander}.{handtekening}")


def _met_de_hand(kop: dict[str, Any], claims: dict[str, object], handtekening: bytes = b"") -> str:
    delen = (json.dumps(kop).encode(), json.dumps(claims).encode(), handtekening)
    return ".".join(base64.urlsafe_b64encode(deel).rstrip(b"=").decode() for deel in delen)


@pytest.mark.parametrize("alg", ["none", "None", "HS256", "RS512", "", None])
def test_een_algoritme_buiten_de_lijst_wordt_geweigerd(alg: str | None) -> None:
    with pytest.raises(TokenOngeldig, match="algoritme"):
        _controleer(_met_de_hand({"alg": alg, "kid": "rsa"}, _claims()))


@pytest.mark.parametrize("vorm", ["PEM", "DER"])
def test_de_publieke_sleutel_als_geheim_voor_hmac_helpt_niet(vorm: Literal["PEM", "DER"]) -> None:
    geheim = RSA.as_bytes(vorm, private=False)

    def onderteken(alg: str) -> str:
        zonder = _met_de_hand({"alg": alg, "kid": "rsa"}, _claims()).rstrip(".")
        mac = hmac.digest(geheim, zonder.encode(), "sha256")
        return f"{zonder}." + base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    with pytest.raises(TokenOngeldig, match="algoritme"):
        _controleer(onderteken("HS256"))
    with pytest.raises(TokenOngeldig, match="handtekening"):
        _controleer(onderteken("RS256"))


def test_een_symmetrische_sleutel_in_de_sleutelset_doet_niets() -> None:
    geheim = OctKey.generate_key(256, parameters={"kid": "oct"})
    uitgever = Uitgever(RSA)
    uitgever.sleutels.append(geheim.as_dict(private=True))
    token = jwt.encode({"alg": "HS256", "kid": "oct"}, _claims(), geheim, ["HS256"])
    with pytest.raises(TokenOngeldig):
        _controleer(token, _controle(uitgever))
    kop = base64.urlsafe_b64encode(b'{"alg":"RS256","kid":"oct"}').rstrip(b"=").decode()
    with pytest.raises(TokenOngeldig, match="sleutel"):
        _controleer(".".join([kop, *token.split(".")[1:]]), _controle(uitgever))


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
        _controleer(_met_de_hand(kop_, _claims(), b"x" * 256))


@pytest.mark.parametrize("naam", ["crit", "zip", "b64"])
def test_een_kop_die_meer_vraagt_dan_wij_kunnen_wordt_geweigerd(naam: str) -> None:
    with pytest.raises(TokenOngeldig, match="kop"):
        _controleer(_met_de_hand({"alg": "RS256", "kid": "rsa", naam: ["exp"]}, _claims()))


def test_een_adres_van_sleutels_in_het_token_wordt_niet_bezocht() -> None:
    uitgever = Uitgever(RSA)
    with pytest.raises(TokenOngeldig, match="handtekening"):
        _controleer(_token(VREEMD, kop={"jku": "https://kwaad.example/jwks"}), _controle(uitgever))
    assert uitgever.gevraagd == 1


@pytest.mark.parametrize(
    "token",
    ["", "a.b", "a.b.c.d", "....", "é.b.c", "e30.e30.", "W10.e30.x", "!!.e30.x", "x" * 9000],
)
def test_wat_geen_token_is_wordt_uitgelegd(token: str) -> None:
    with pytest.raises(TokenOngeldig):
        _controleer(token)


def test_een_identiteitstoken_is_geen_toegangstoken_als_dat_zo_is_ingesteld() -> None:
    streng = OIDC.model_copy(update={"typ": "at+jwt"})
    with pytest.raises(TokenOngeldig, match="toegangstoken"):
        _controleer(_token(kop={"typ": "JWT"}), _controle(oidc=streng))
    assert _controleer(_token(kop={"typ": "at+JWT"}), _controle(oidc=streng)).sub


@pytest.fixture
def wie(instellingen: Instellingen) -> Callable[..., httpx.Response]:
    """Asks an endpoint for people, over an app with the real clock."""
    router = maak_router("wie")

    @router.get("/wie", **operatie("leesWie", "Wie", antwoord={"sub": "x"}))
    async def lees(aanmelding: AanmeldingAfh) -> dict[str, str]:
        return {"sub": aanmelding.sub}

    app = maak_app("Proef", "Proef", "1.0.0", instellingen, routers=[router])
    app.state.tokencontrole = _controle()

    def vraag(*koppen: tuple[str, str]) -> httpx.Response:
        async def doe() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="https://test") as client:
                return await client.get("/v1/wie", headers=list(koppen))

        return asyncio.run(doe())

    return vraag


def test_een_aanmelding_gaat_in_de_kop_authorization(wie: Callable[..., httpx.Response]) -> None:
    moment = int(datetime.now(UTC).timestamp())
    geldig = _token(iat=moment, exp=moment + 60)
    assert wie(("Authorization", f"Bearer {geldig}")).json() == {
        "sub": "regisseur@gemeente.example"
    }
    twee = wie(("Authorization", f"Bearer {geldig}"), ("Authorization", f"Bearer {geldig}"))
    assert twee.status_code == 401


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
    opdracht = "import sys, shared.web.tokens; sys.exit('ecdsa' in sys.modules)"
    subprocess.run([sys.executable, "-c", opdracht], check=True)

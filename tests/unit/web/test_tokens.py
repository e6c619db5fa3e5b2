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
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
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
        {"alg": alg, "typ": "at+jwt", "kid": sleutel.kid} | (kop or {}),
        _claims(**anders),
        sleutel,
        [alg],
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
        ({"exp": -1}, "verval"),
        ({"exp": 10**30}, "leesbaar"),
        ({"exp": 2**40}, "langer geldig"),
        ({"exp": int(NU.timestamp()) + 30 * 365 * 86400}, "langer geldig"),
        ({"iat": 0}, "langer geldig"),
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


def _b64(deel: bytes) -> str:
    return base64.urlsafe_b64encode(deel).rstrip(b"=").decode()


def _met_de_hand(kop: dict[str, Any], claims: dict[str, object], handtekening: bytes = b"") -> str:
    kop = {"typ": "at+jwt"} | kop
    delen = (json.dumps(kop).encode(), json.dumps(claims).encode(), handtekening)
    return ".".join(_b64(deel) for deel in delen)


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
    kop = _b64(b'{"alg":"RS256","typ":"at+jwt","kid":"oct"}')
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


@pytest.mark.parametrize("typ", ["at+jwt", "AT+JWT", "application/at+jwt", "Application/at+JWT"])
def test_een_toegangstoken_zegt_dat_het_er_een_is(typ: str) -> None:
    assert _controleer(_token(kop={"typ": typ})).sub


@pytest.mark.parametrize("typ", ["JWT", "logout+jwt", "id+jwt", "text/at+jwt", "", "at"])
def test_een_token_van_een_ander_soort_komt_er_niet_in(typ: str) -> None:
    with pytest.raises(TokenOngeldig, match="toegangstoken"):
        _controleer(_token(kop={"typ": typ}))


def test_een_token_dat_niet_zegt_wat_het_is_komt_er_niet_in() -> None:
    inhoud = json.dumps(_claims()).encode()
    for kop in (b'{"alg":"RS256","kid":"rsa"}', b'{"alg":"RS256","kid":"rsa","typ":null}'):
        with pytest.raises(TokenOngeldig, match="toegangstoken"):
            _controleer(_ondertekend(kop, inhoud))
    mild = _controle(oidc=OIDC.model_copy(update={"typ": "JWT"}))
    assert _controleer(_ondertekend(b'{"alg":"RS256","kid":"rsa"}', inhoud), mild).sub


@pytest.mark.parametrize("claim", ["nonce", "at_hash", "c_hash", "s_hash", "events"])
@pytest.mark.parametrize("typ", ["at+jwt", "JWT"])
def test_wat_alleen_in_een_identiteits_of_uitlogtoken_staat_verraadt_het(
    claim: str, typ: Literal["at+jwt", "JWT"]
) -> None:
    mild = _controle(oidc=OIDC.model_copy(update={"typ": typ}))
    assert _controleer(_token(kop={"typ": typ}), mild).sub
    with pytest.raises(TokenOngeldig, match="toegangstoken"):
        _controleer(_token(kop={"typ": typ}, **{claim: {"x": "y"}}), mild)


def _ondertekend(kop: bytes, inhoud: bytes) -> str:
    """Met een geldige handtekening over precies deze bytes."""
    zonder = f"{_b64(kop)}.{_b64(inhoud)}"
    privaat = RSA.get_op_key("sign")
    handtekening = privaat.sign(zonder.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{zonder}.{_b64(handtekening)}"


_KOP = b'{"alg":"RS256","typ":"at+jwt","kid":"rsa"}'


def test_een_token_van_onze_eigen_hand_is_goed() -> None:
    assert _controleer(_ondertekend(_KOP, json.dumps(_claims()).encode())).sub


@pytest.mark.parametrize("deel", [0, 1, 2])
@pytest.mark.parametrize("anders", ["=", "==", "####", "\n", " ", "bits", "+/"])
def test_een_token_heeft_een_schrijfwijze(deel: int, anders: str) -> None:
    """Dezelfde bytes, anders geschreven: wie mild leest neemt het aan."""
    inhoud = json.dumps(_claims(x="???>>>")).encode()
    inhoud += b" " * (1 - len(inhoud) % 3)
    delen = _ondertekend(_KOP + b" ", inhoud).split(".")
    delen[deel] = _anders_geschreven(delen[deel], anders)
    with pytest.raises(TokenOngeldig):
        _controleer(".".join(delen))


def _anders_geschreven(tekst: str, anders: str) -> str:
    if anders == "+/":
        return tekst.translate(str.maketrans("-_", "+/")) + "+/"
    if anders != "bits":
        return tekst + anders
    alfabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return tekst[:-1] + alfabet[alfabet.index(tekst[-1]) ^ 1]


@pytest.mark.parametrize(
    "inhoud",
    [
        json.dumps(_claims()).encode("utf-16"),
        json.dumps(_claims()).encode("utf-16-le"),
        json.dumps(_claims()).encode("utf-32"),
        b"\xef\xbb\xbf" + json.dumps(_claims()).encode(),
        json.dumps(_claims(sub="\ud800")).encode(),
        json.dumps(_claims(sub="a\x00b")).encode(),
        json.dumps(_claims())[:-1].encode() + b', "sub": "burgemeester@gemeente.example"}',
        json.dumps(_claims())[:-1].encode() + b', "x": NaN}',
        json.dumps(_claims())[:-1].encode() + b', "x": 1e999}',
        json.dumps([_claims()]).encode(),
        b"[" * 5000,
        b"\xff",
        b"",
    ],
)
def test_een_inhoud_die_op_twee_manieren_te_lezen_is_wordt_geweigerd(inhoud: bytes) -> None:
    with pytest.raises(TokenOngeldig):
        _controleer(_ondertekend(_KOP, inhoud))


@pytest.mark.parametrize(
    "kop",
    [
        b"\xef\xbb\xbf" + _KOP,
        _KOP.decode().encode("utf-16"),
        _KOP[:-1] + b',"alg":"RS256"}',
        _KOP[:-1] + b',"x":"\\ud800"}',
    ],
)
def test_een_kop_die_op_twee_manieren_te_lezen_is_wordt_geweigerd(kop: bytes) -> None:
    with pytest.raises(TokenOngeldig):
        _controleer(_ondertekend(kop, json.dumps(_claims()).encode()))


def _met_rijen(*rijen: Any) -> Tokencontrole:
    uitgever = Uitgever()
    uitgever.sleutels = list(rijen)
    return _controle(uitgever)


def _rij(sleutel: Any, **anders: object) -> dict[str, object]:
    return {**sleutel.as_dict(private=False), "kid": "zelfde", **anders}


@pytest.mark.parametrize("omgekeerd", [False, True])
@pytest.mark.parametrize(
    ("rijen", "sleutel", "alg"),
    [
        (
            [
                _rij(VERSLEUTEL, use="enc", alg="RSA-OAEP"),
                _rij(RSA, use="sig", alg="RS256"),
            ],
            RSA,
            "RS256",
        ),
        ([_rij(VREEMD, alg="PS256"), _rij(RSA, alg="RS256")], RSA, "RS256"),
        ([_rij(EC), _rij(RSA)], RSA, "RS256"),
        ([_rij(EC), _rij(RSA)], EC, "ES256"),
        ([_rij(VREEMD), _rij(RSA)], RSA, "PS256"),
        ([None, _rij(RSA), 7, "x", {}, {"kid": None}, {"kid": "zelfde", "kty": 1}], RSA, "RS256"),
    ],
)
def test_van_twee_sleutels_met_een_naam_telt_de_eerste_die_past(
    rijen: list[Any], sleutel: Any, alg: str, omgekeerd: bool
) -> None:
    controle = _met_rijen(*(reversed(rijen) if omgekeerd else rijen))
    assert _controleer(_token(sleutel, alg, kop={"kid": "zelfde"}), controle).sub


@pytest.mark.parametrize(
    ("doelen", "goed"),
    [
        (["verify"], True),
        (["verify", "sign"], True),
        (["encrypt"], False),
        (["wrapKey", "encrypt"], False),
        ([], False),
        ("verify", False),
        (None, False),
        ({"verify": 1}, False),
    ],
)
def test_een_sleutel_die_niet_om_te_verifieren_is_verifieert_niets(
    doelen: object, goed: bool
) -> None:
    controle = _met_rijen(_rij(RSA, key_ops=doelen))
    token = _token(kop={"kid": "zelfde"})
    if goed:
        assert _controleer(token, controle).sub
        return
    with pytest.raises(TokenOngeldig, match="sleutel"):
        _controleer(token, controle)


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


@pytest.mark.parametrize(
    "claims",
    [{"exp": 2**40}, {"sub": "\ud800"}, {"exp": 2**62}, {"iat": 2**52, "exp": 2**52 + 60}],
)
def test_een_vreemd_token_is_een_401_en_geen_storing(
    wie: Callable[..., httpx.Response], claims: dict[str, object]
) -> None:
    moment = int(datetime.now(UTC).timestamp())
    inhoud = json.dumps(_claims(iat=moment, exp=moment + 60) | claims).encode()
    antwoord = wie(("Authorization", f"Bearer {_ondertekend(_KOP, inhoud)}"))
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
    opdracht = "import sys, shared.web.tokens; sys.exit('ecdsa' in sys.modules)"
    subprocess.run([sys.executable, "-c", opdracht], check=True)

"""Een token is van één soort, heeft één schrijfwijze, en is van een sleutel die daarvoor is."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest

from shared.web.aanmelding.tokens import Tokencontrole, TokenOngeldig
from tests.unit.web.aanmelding.tokenproef import (
    KOP,
    VERSLEUTEL,
    VREEMD,
    controleer,
    maak_claims,
    maak_controle,
    maak_token,
    ondertekend,
)
from tests.unit.web.aanmelding.uitgever import EC, OIDC, RSA, Uitgever


@pytest.mark.parametrize("typ", ["at+jwt", "AT+JWT", "application/at+jwt", "Application/at+JWT"])
def test_een_toegangstoken_zegt_dat_het_er_een_is(typ: str) -> None:
    assert controleer(maak_token(kop={"typ": typ})).sub


@pytest.mark.parametrize("typ", ["JWT", "logout+jwt", "id+jwt", "text/at+jwt", "", "at"])
def test_een_token_van_een_ander_soort_komt_er_niet_in(typ: str) -> None:
    with pytest.raises(TokenOngeldig, match="toegangstoken"):
        controleer(maak_token(kop={"typ": typ}))


def test_een_token_dat_niet_zegt_wat_het_is_komt_er_niet_in() -> None:
    inhoud = json.dumps(maak_claims()).encode()
    for kop in (b'{"alg":"RS256","kid":"rsa"}', b'{"alg":"RS256","kid":"rsa","typ":null}'):
        with pytest.raises(TokenOngeldig, match="toegangstoken"):
            controleer(ondertekend(kop, inhoud))
    mild = maak_controle(oidc=OIDC.model_copy(update={"typ": "JWT"}))
    assert controleer(ondertekend(b'{"alg":"RS256","kid":"rsa"}', inhoud), mild).sub


@pytest.mark.parametrize("claim", ["nonce", "at_hash", "c_hash", "s_hash", "events"])
@pytest.mark.parametrize("typ", ["at+jwt", "JWT"])
def test_wat_alleen_in_een_identiteits_of_uitlogtoken_staat_verraadt_het(
    claim: str, typ: Literal["at+jwt", "JWT"]
) -> None:
    mild = maak_controle(oidc=OIDC.model_copy(update={"typ": typ}))
    assert controleer(maak_token(kop={"typ": typ}), mild).sub
    with pytest.raises(TokenOngeldig, match="toegangstoken"):
        controleer(maak_token(kop={"typ": typ}, **{claim: {"x": "y"}}), mild)


@pytest.mark.parametrize("soort", ["ID", "Logout", "Refresh", "Offline"])
def test_een_soort_die_alleen_in_een_claim_staat_telt_ook(soort: str) -> None:
    mild = maak_controle(oidc=OIDC.model_copy(update={"typ": "JWT"}))
    assert controleer(maak_token(kop={"typ": "JWT"}, typ="Bearer"), mild).sub
    with pytest.raises(TokenOngeldig, match="toegangstoken"):
        controleer(maak_token(kop={"typ": "JWT"}, typ=soort), mild)


def test_een_token_van_onze_eigen_hand_is_goed() -> None:
    assert controleer(ondertekend(KOP, json.dumps(maak_claims()).encode())).sub


@pytest.mark.parametrize("deel", [0, 1, 2])
@pytest.mark.parametrize("anders", ["=", "==", "####", "\n", " ", "bits", "+/"])
def test_een_token_heeft_een_schrijfwijze(deel: int, anders: str) -> None:
    """Dezelfde bytes, anders geschreven: wie mild leest neemt het aan."""
    inhoud = json.dumps(maak_claims(x="???>>>")).encode()
    inhoud += b" " * (1 - len(inhoud) % 3)
    delen = ondertekend(KOP + b" ", inhoud).split(".")
    delen[deel] = _anders_geschreven(delen[deel], anders)
    with pytest.raises(TokenOngeldig):
        controleer(".".join(delen))


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
        json.dumps(maak_claims()).encode("utf-16"),
        json.dumps(maak_claims()).encode("utf-16-le"),
        json.dumps(maak_claims()).encode("utf-32"),
        b"\xef\xbb\xbf" + json.dumps(maak_claims()).encode(),
        json.dumps(maak_claims(sub="\ud800")).encode(),
        json.dumps(maak_claims(sub="a\x00b")).encode(),
        json.dumps(maak_claims())[:-1].encode() + b', "sub": "burgemeester@gemeente.example"}',
        json.dumps(maak_claims())[:-1].encode() + b', "x": NaN}',
        json.dumps(maak_claims())[:-1].encode() + b', "x": 1e999}',
        json.dumps([maak_claims()]).encode(),
        b"[" * 5000,
        b"\xff",
        b"",
    ],
)
def test_een_inhoud_die_op_twee_manieren_te_lezen_is_wordt_geweigerd(inhoud: bytes) -> None:
    with pytest.raises(TokenOngeldig):
        controleer(ondertekend(KOP, inhoud))


@pytest.mark.parametrize(
    "kop",
    [
        b"\xef\xbb\xbf" + KOP,
        KOP.decode().encode("utf-16"),
        KOP[:-1] + b',"alg":"RS256"}',
        KOP[:-1] + b',"x":"\\ud800"}',
    ],
)
def test_een_kop_die_op_twee_manieren_te_lezen_is_wordt_geweigerd(kop: bytes) -> None:
    with pytest.raises(TokenOngeldig):
        controleer(ondertekend(kop, json.dumps(maak_claims()).encode()))


def _met_rijen(*rijen: Any) -> Tokencontrole:
    uitgever = Uitgever()
    uitgever.sleutels = list(rijen)
    return maak_controle(uitgever)


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
    assert controleer(maak_token(sleutel, alg, kop={"kid": "zelfde"}), controle).sub


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
    token = maak_token(kop={"kid": "zelfde"})
    if goed:
        assert controleer(token, controle).sub
        return
    with pytest.raises(TokenOngeldig, match="sleutel"):
        controleer(token, controle)

"""Een ID-token geldt alleen als antwoord op de eigen vraag, van de eigen inlog, nu."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from shared.portaal.aanbieder.aanbieder import Poging
from shared.portaal.aanbieder.idtoken import IdTokenOngeldig, lees_idtoken
from shared.web.aanmelding.sleutelset import Sleutelset
from shared.web.instellingen.tabellen import Oidc
from shared.web.limieten import Limieten
from tests.portaal.zaal import in_eigen_lus

UITGEVER = "http://localhost:1"
SLEUTEL = RSAKey.generate_key(2048, parameters={"kid": "een", "alg": "RS256", "use": "sig"})
ANDER = RSAKey.generate_key(2048, parameters={"kid": "een", "alg": "RS256", "use": "sig"})
OIDC = Oidc(uitgever=UITGEVER, publiek="driehoek", jwks_url=f"{UITGEVER}/jwks")
NU = int(time.time())


def _sleutels() -> Sleutelset:
    async def haal() -> bytes:
        return json.dumps({"keys": [SLEUTEL.as_dict(private=False)]}).encode()

    return Sleutelset(OIDC, Limieten(), haal=haal)


def _claims(**anders: Any) -> dict[str, Any]:
    goed = {
        "iss": UITGEVER, "aud": ["portaal"], "sub": "rhea", "nonce": "n", "iat": NU, "exp": NU + 60,
    }  # fmt: skip
    return {naam: een for naam, een in (goed | anders).items() if een is not None}


def _lees(token: str) -> Any:
    nu = datetime.fromtimestamp(NU, UTC)
    return in_eigen_lus(lees_idtoken(token, OIDC, "portaal", "n", _sleutels(), nu))


def _teken(claims: dict[str, Any], sleutel: RSAKey = SLEUTEL, **kop: Any) -> str:
    return jwt.encode({"alg": "RS256", "kid": "een", **kop}, claims, sleutel)


def test_een_goed_token_zegt_wie_het_is() -> None:
    assert _lees(_teken(_claims()))["sub"] == "rhea"
    assert _lees(_teken(_claims(aud="portaal")))["sub"] == "rhea"


@pytest.mark.parametrize(
    "anders",
    [
        {"iss": "http://localhost:2"},
        {"aud": ["een-ander"]},
        {"aud": ["portaal", "een-ander"]},
        {"azp": "een-ander"},
        {"nonce": "oud"},
        {"nonce": None},
        {"exp": NU - 120},
        {"exp": None},
        {"iat": NU + 3600},
        {"sub": ""},
    ],
)
def test_een_token_dat_ergens_niet_klopt_wordt_geweigerd(anders: dict[str, Any]) -> None:
    with pytest.raises(IdTokenOngeldig):
        _lees(_teken(_claims(**anders)))


def test_een_token_van_een_andere_sleutel_of_zonder_handtekening_wordt_geweigerd() -> None:
    kop, inhoud, _ = _teken(_claims()).split(".")
    geheim = OctKey.import_key(b"x" * 32)
    for token in (
        _teken(_claims(), ANDER),
        _teken(_claims(), kid="twee"),
        f"{kop}.{inhoud}.",
        jwt.encode({"alg": "HS256", "kid": "een"}, _claims(), geheim),
        "geen.token",
        "a.b.c",
    ):
        with pytest.raises(IdTokenOngeldig):
            _lees(token)


def test_alles_van_een_poging_volgt_uit_een_geheim_en_niets_verraadt_het() -> None:
    een, ander = Poging(b"a" * 32), Poging(b"b" * 32)
    delen = {een.staat, een.nonce, een.bewijs, een.uitdaging}
    assert len(delen) == 4
    assert not delen & {ander.staat, ander.nonce, ander.bewijs, ander.uitdaging}
    assert len(een.bewijs) >= 43

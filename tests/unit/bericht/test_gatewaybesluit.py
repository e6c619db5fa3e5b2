"""Een ontvanger neemt niets aan zonder het woord van de gateway, en dat is niet na te maken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from joserfc import jws as jose_jws
from joserfc.jwk import ECKey

from shared.bericht.fouten import HandtekeningOngeldig, SleutelOngeldig
from shared.bericht.gatewaybesluit import (
    GatewayBesluit,
    onderteken_gateway_besluit,
    verifieer_gateway_besluit,
)
from shared.bericht.sleutels.handtekening import digest_header
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GATEWAY,
    NU,
    NU_TEKST,
    VECTOREN,
    certificaat,
    ondertekenaar,
    publiek_pem,
    uitgegeven,
)

BESLUIT = GatewayBesluit(
    id=VECTOREN["kop"]["id"],
    digest=digest_header(b"bericht"),
    ontvanger="gemeente",
    besluit="toegestaan",
    bladnummer=41,
    tijdstip=NU,
)
LADING: dict[str, Any] = {
    "id": BESLUIT.id,
    "digest": BESLUIT.digest,
    "ontvanger": "gemeente",
    "besluit": "toegestaan",
    "bladnummer": 41,
    "tijdstip": NU_TEKST,
}


def bewijs() -> Any:
    return uitgegeven("p256", GATEWAY)


def kop(**anders: Any) -> dict[str, Any]:
    basis = {"alg": "ES256", "typ": "JWT", "x5t#S256": certificaat(bewijs()).x5t_s256}
    return {naam: waarde for naam, waarde in {**basis, **anders}.items() if waarde is not ...}


def lading(**anders: Any) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in {**LADING, **anders}.items() if waarde is not ...}


def vervals(
    kop_: Any = None, lading_: Any = None, *, sleutel: Any = None, echt_alg: str = "ES256"
) -> str:
    kop_ = kop() if kop_ is None else kop_
    lading_ = LADING if lading_ is None else lading_
    return tweede.jws("ES256", sleutel or bewijs().sleutel, kop_, lading_, echt_alg=echt_alg)


def verifieer(jws: str) -> GatewayBesluit:
    return verifieer_gateway_besluit(jws, certificaat(bewijs()))


def test_besluit_van_de_gateway_komt_heen_en_terug() -> None:
    jws = onderteken_gateway_besluit(ondertekenaar("p256", GATEWAY), BESLUIT)

    assert verifieer(jws) == BESLUIT
    assert BESLUIT.toegestaan
    assert tweede.controleer_jws(jws, bewijs().certificaat) == LADING
    sleutel = ECKey.import_key(publiek_pem(bewijs().certificaat))
    gelezen = jose_jws.deserialize_compact(jws, sleutel, algorithms=["ES256"])
    assert json.loads(gelezen.payload or b"") == LADING


def test_besluit_van_een_andere_uitvoering_lezen_wij_ook() -> None:
    assert verifieer(vervals()) == BESLUIT
    assert verifieer(vervals(kop(typ=...))) == BESLUIT


def test_geweigerd_heet_niet_toegestaan() -> None:
    assert not verifieer(vervals(lading_=lading(besluit="geweigerd"))).toegestaan


def test_gateway_ondertekent_alleen_met_p256() -> None:
    with pytest.raises(SleutelOngeldig):
        onderteken_gateway_besluit(ondertekenaar("rsa", GATEWAY), BESLUIT)
    rsa = uitgegeven("rsa", GATEWAY)
    for alg in ("PS256", "ES256"):
        kop_ = kop(alg=alg, **{"x5t#S256": certificaat(rsa).x5t_s256})
        with pytest.raises(HandtekeningOngeldig):
            verifieer_gateway_besluit(
                tweede.jws("PS256", rsa.sleutel, kop_, LADING), certificaat(rsa)
            )


@pytest.mark.parametrize(
    "anders",
    [
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "PS256"},
        {"alg": "ES384"},
        {"alg": None},
        {"alg": ...},
        {"typ": "JWE"},
        {"typ": None},
        {"x5t#S256": "A" * 43},
        {"x5t#S256": ...},
        {"crit": ["b64"], "b64": False},
        {"b64": True},
        {"jwk": {"kty": "EC"}},
        {"jku": "https://kwaad.example/"},
        {"x5c": ["MIIB"]},
        {"kid": "gateway"},
    ],
    ids=lambda anders: json.dumps(anders, default=lambda _: "weg"),
)
def test_afwijkende_kop_wordt_geweigerd(anders: dict[str, Any]) -> None:
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals(kop(**anders)))


@pytest.mark.parametrize(
    "anders",
    [
        {"id": ...},
        {"id": "1"},
        {"id": None},
        {"digest": ...},
        {"digest": "SHA-256=x"},
        {"digest": 1},
        {"ontvanger": ...},
        {"ontvanger": None},
        {"besluit": "misschien"},
        {"besluit": True},
        {"besluit": ["toegestaan"]},
        {"bladnummer": -1},
        {"bladnummer": True},
        {"bladnummer": "41"},
        {"bladnummer": 41.0},
        {"bladnummer": None},
        {"tijdstip": "gisteren"},
        {"tijdstip": 1795000000},
        {"tijdstip": "2026-11-23T12:00:00+01:00"},
        {"meer": 1},
        {"ontvanger": {"diep": {"dieper": 1}}},
    ],
    ids=lambda anders: json.dumps(anders, default=lambda _: "weg"),
)
def test_echt_ondertekend_besluit_in_een_andere_vorm_wordt_geweigerd(
    anders: dict[str, Any],
) -> None:
    with pytest.raises(HandtekeningOngeldig, match="vorm van het profiel"):
        verifieer(vervals(lading_=lading(**anders)))


@pytest.mark.parametrize("ruw", [b"", b"null", b"[]", b"\xff", b'{"id":1,"id":2}', b"[" * 3000])
def test_lading_die_geen_gewoon_object_is_wordt_geweigerd(ruw: bytes) -> None:
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals(lading_=ruw))


def test_besluit_van_een_ander_dan_de_gateway_wordt_geweigerd() -> None:
    partij = uitgegeven("p256")
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals(sleutel=uitgegeven("p256", sleutelnummer=9).sleutel))
    with pytest.raises(HandtekeningOngeldig, match="ander certificaat"):
        verifieer(vervals(kop(**{"x5t#S256": certificaat(partij).x5t_s256})))
    geheim = publiek_pem(bewijs().certificaat)
    for alg in ("HS256", "ES256"):
        with pytest.raises(HandtekeningOngeldig):
            verifieer(vervals(kop(alg=alg), sleutel=geheim, echt_alg="HS256"))


def test_verminkt_besluit_wordt_geweigerd() -> None:
    goed = vervals()
    kop_, lading_, waarde = goed.split(".")
    ander = vervals(lading_=lading(bladnummer=42)).split(".")
    for vals in (
        "", "..", f"{kop_}..{waarde}", f"{kop_}.{lading_}.", f"{kop_}.{lading_}",
        f"{goed}.", f"{goed}=", f"{kop_}.{ander[1]}.{waarde}", f"{lading_}.{kop_}.{waarde}",
        f"{kop_}.{lading_}é.{waarde}", f"{kop_}.{lading_}\ud800.{waarde}", "A" * 1_000_000,
    ):  # fmt: skip
        with pytest.raises(HandtekeningOngeldig):
            verifieer(vals)

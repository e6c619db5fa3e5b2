"""De handtekening van een afzender: precies de vorm van het profiel, en anders niets."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jws as jose_jws
from joserfc.jwk import ECKey, RSAKey
from joserfc.registry import HeaderParameter

from deploy.uitgifte import Termijn
from shared.bericht.fouten import HandtekeningOngeldig
from shared.bericht.sleutels.handtekening import (
    controleer_digest,
    digest_header,
    is_digest,
    onderteken_digest,
    verifieer_digest_handtekening,
)
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GEMEENTE,
    NU,
    NU_TEKST,
    SOORTEN,
    certificaat,
    ondertekenaar,
    publiek_pem,
    uitgegeven,
)

BODY = b'{"kop": {}, "inhoud": null}'
DIGEST = digest_header(BODY)
ALG = {"rsa": "PS256", "p256": "ES256"}

Vervalser = Callable[[str], str]


def eigen_kop(soort: str, **anders: Any) -> dict[str, Any]:
    kop = tweede.jades_kop(ALG[soort], certificaat(uitgegeven(soort)).x5t_s256, NU_TEKST)
    return {naam: waarde for naam, waarde in {**kop, **anders}.items() if waarde is not ...}


def vervals(soort: str = "rsa", *, kop: Any = None, echt_alg: str = "", **anders: Any) -> str:
    """Een handtekening met de echte sleutel, over een kop die afwijkt."""
    bewijs = uitgegeven(soort)
    inhoud_kop = kop if kop is not None else eigen_kop(soort, **anders)
    return tweede.jades(ALG[soort], bewijs.sleutel, inhoud_kop, DIGEST, echt_alg=echt_alg)


def verifieer(handtekening: str, soort: str = "rsa", digest: str = DIGEST) -> Any:
    return verifieer_digest_handtekening(handtekening, digest, certificaat(uitgegeven(soort)))


@pytest.mark.parametrize("soort", SOORTEN)
def test_wat_wij_ondertekenen_leest_de_tweede_uitvoering(soort: str) -> None:
    handtekening = onderteken_digest(ondertekenaar(soort), DIGEST, NU)

    sigt = tweede.controleer_jades(handtekening, DIGEST, uitgegeven(soort).certificaat)

    assert sigt == NU_TEKST


@pytest.mark.parametrize("soort", SOORTEN)
def test_wat_de_tweede_uitvoering_ondertekent_lezen_wij(soort: str) -> None:
    assert verifieer(vervals(soort), soort) == NU


@pytest.mark.parametrize("soort", SOORTEN)
def test_wat_wij_ondertekenen_leest_ook_een_jose_bibliotheek(soort: str) -> None:
    handtekening = onderteken_digest(ondertekenaar(soort), DIGEST, NU)
    extra = {
        "sigT": HeaderParameter("tijd", "str"),
        "sigD": HeaderParameter("koppen", lambda _: None),
    }
    register = jose_jws.JWSRegistry(header_registry=extra, algorithms=[ALG[soort]])
    lezer = RSAKey if soort == "rsa" else ECKey
    sleutel = lezer.import_key(publiek_pem(uitgegeven(soort).certificaat))

    gelezen = jose_jws.deserialize_compact(
        handtekening, sleutel, registry=register, payload=f"digest: {DIGEST}".encode()
    )

    assert gelezen.headers()["sigT"] == NU_TEKST


def test_algoritme_volgt_de_sleutel() -> None:
    for soort, alg in ALG.items():
        kop = json.loads(
            tweede.ont_u(onderteken_digest(ondertekenaar(soort), DIGEST, NU).split(".")[0])
        )
        assert list(kop) == ["alg", "b64", "crit", "x5t#S256", "sigT", "sigD"]
        assert kop["alg"] == alg


@pytest.mark.parametrize(
    "anders",
    [
        {"alg": "RS256"},
        {"alg": "PS384"},
        {"alg": "PS512"},
        {"alg": "ES256"},
        {"alg": "HS256"},
        {"alg": "none"},
        {"alg": "None"},
        {"alg": "ps256"},
        {"alg": None},
        {"alg": ["PS256"]},
        {"alg": ...},
        {"b64": True},
        {"b64": 0},
        {"b64": "false"},
        {"b64": ...},
        {"crit": ["b64", "sigD"]},
        {"crit": ["b64", "sigD", "sigT", "exp"]},
        {"crit": ["b64", "sigD", "sigT", "sigT"]},
        {"crit": ["b64", "b64", "b64"]},
        {"crit": ["sigD", "sigT", "x5t#S256"]},
        {"crit": "b64,sigD,sigT"},
        {"crit": {"b64": 1, "sigD": 1, "sigT": 1}},
        {"crit": []},
        {"crit": ...},
        {"x5t#S256": ...},
        {"x5t#S256": None},
        {"x5t#S256": "A" * 43},
        {"sigT": ...},
        {"sigT": 1795000000},
        {"sigT": "2026-11-23T12:00:00"},
        {"sigT": "2026-11-23T12:00:00+00:00"},
        {"sigT": "2026-11-23T13:00:00+01:00"},
        {"sigT": "2026-11-23"},
        {"sigT": "2026-13-23T12:00:00Z"},
        {"sigT": "2026-11-23T12:00:00Z\n"},
        {"sigT": "٢٠٢٦-11-23T12:00:00Z"},
        {"sigT": "2020-01-01T00:00:00Z"},
        {"sigT": "2036-01-01T00:00:00Z"},
        {"sigD": ...},
        {"sigD": {"mId": tweede.MECHANISME, "pars": []}},
        {"sigD": {"mId": tweede.MECHANISME, "pars": ["Digest"]}},
        {"sigD": {"mId": tweede.MECHANISME, "pars": ["digest", "host"]}},
        {"sigD": {"mId": tweede.MECHANISME, "pars": ["digest", "digest"]}},
        {"sigD": {"mId": tweede.MECHANISME, "pars": "digest"}},
        {"sigD": {"mId": "http://uri.etsi.org/19182/ObjectIdByURI", "pars": ["digest"]}},
        {"sigD": {"mId": tweede.MECHANISME, "pars": ["digest"], "hashM": "S256"}},
        {"sigD": {"pars": ["digest"]}},
        {"jku": "https://kwaad.example/sleutels"},
        {"x5u": "https://kwaad.example/cert.pem"},
        {"x5c": ["MIIB"]},
        {"kid": "politie"},
        {"zip": "DEF"},
        {"exp": 1},
    ],
    ids=lambda anders: json.dumps(anders, default=lambda _: "weg")[:60],
)
def test_afwijkende_kop_wordt_geweigerd_ook_met_de_echte_sleutel(anders: dict[str, Any]) -> None:
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals(echt_alg="PS256", **anders))


def test_volgorde_van_crit_doet_er_niet_toe() -> None:
    for crit in (["b64", "sigD", "sigT"], ["sigT", "sigD", "b64"], ["sigD", "b64", "sigT"]):
        assert verifieer(vervals(crit=crit)) == NU


def test_sleutel_in_de_kop_wordt_nooit_gebruikt() -> None:
    """Een aanvaller stuurt zijn eigen sleutel mee en tekent daarmee."""
    vals = uitgegeven("rsa", sleutelnummer=7)
    jwk = RSAKey.import_key(publiek_pem(vals.certificaat)).as_dict(private=False)
    for kop in (eigen_kop("rsa"), eigen_kop("rsa", jwk=jwk)):
        with pytest.raises(HandtekeningOngeldig):
            verifieer(tweede.jades("PS256", vals.sleutel, kop, DIGEST))


@pytest.mark.parametrize("alg", ["RS256", "PS256-kort-zout"])
def test_andere_rekenwijze_onder_de_naam_ps256_wordt_geweigerd(alg: str) -> None:
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        verifieer(vervals("rsa", echt_alg=alg))


def test_es256_in_der_vorm_wordt_geweigerd() -> None:
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        verifieer(vervals("p256", echt_alg="ES256-der"), "p256")


def test_es256_met_een_ingevoegde_nul_wordt_geweigerd() -> None:
    """Hetzelfde getal, een byte langer: een tweede schrijfwijze van dezelfde handtekening."""
    kop, _, segment = vervals("p256").split(".")
    waarde = tweede.ont_u(segment)
    for langer in (b"\x00" + waarde, waarde[:32] + b"\x00" + waarde[32:]):
        with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
            verifieer(f"{kop}..{tweede.u(langer)}", "p256")


def test_echte_handtekening_met_een_opgeblazen_kop_wordt_geweigerd() -> None:
    ruim = json.dumps(eigen_kop("rsa")).encode().replace(b"{", b"{" + b" " * 4000, 1)
    with pytest.raises(HandtekeningOngeldig, match="langer dan"):
        verifieer(vervals(kop=ruim))


@pytest.mark.parametrize("soort", SOORTEN)
def test_hs256_met_de_publieke_sleutel_als_geheim_wordt_geweigerd(soort: str) -> None:
    geheim = publiek_pem(uitgegeven(soort).certificaat)
    for alg in ("HS256", ALG[soort]):
        vals = tweede.jades("HS256", geheim, eigen_kop(soort, alg=alg), DIGEST)
        with pytest.raises(HandtekeningOngeldig):
            verifieer(vals, soort)


@pytest.mark.parametrize("soort", SOORTEN)
def test_zonder_handtekening_wordt_geweigerd(soort: str) -> None:
    for alg in ("none", ALG[soort]):
        with pytest.raises(HandtekeningOngeldig):
            verifieer(tweede.jades("none", None, eigen_kop(soort, alg=alg), DIGEST), soort)


def test_rsa_handtekening_bij_een_p256_certificaat_en_omgekeerd_wordt_geweigerd() -> None:
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals("rsa"), "p256")
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals("p256"), "rsa")


@pytest.mark.parametrize("r_en_s", [(0, 0), (0, 1), (1, 0), (2**256 - 1, 2**256 - 1)])
def test_p256_met_getallen_buiten_het_bereik_wordt_geweigerd(r_en_s: tuple[int, int]) -> None:
    kop, _, _ = vervals("p256").split(".")
    waarde = b"".join(getal.to_bytes(32, "big") for getal in r_en_s)
    with pytest.raises(HandtekeningOngeldig):
        verifieer(f"{kop}..{tweede.u(waarde)}", "p256")


def test_handtekening_over_een_andere_body_wordt_geweigerd() -> None:
    with pytest.raises(HandtekeningOngeldig, match="klopt niet"):
        verifieer(vervals(), digest=digest_header(BODY + b" "))


def test_handtekening_van_een_andere_partij_wordt_geweigerd() -> None:
    van_gemeente = onderteken_digest(ondertekenaar("rsa", GEMEENTE), DIGEST, NU)
    with pytest.raises(HandtekeningOngeldig, match="ander certificaat"):
        verifieer(van_gemeente)


def test_handtekening_onder_een_vernieuwd_certificaat_met_dezelfde_sleutel_wordt_geweigerd() -> (
    None
):
    vernieuwd = uitgegeven(termijn=Termijn(NU - timedelta(days=1), NU + timedelta(days=400)))
    with pytest.raises(HandtekeningOngeldig, match="ander certificaat"):
        verifieer_digest_handtekening(vervals(), DIGEST, certificaat(vernieuwd))


def _verwissel(tekst: str) -> str:
    kop, lading, waarde = tekst.split(".")
    return f"{waarde}.{lading}.{kop}"


@pytest.mark.parametrize(
    "vervalser",
    [
        _verwissel,
        lambda t: t.replace("..", "."),
        lambda t: t.replace("..", "..."),
        lambda t: t + ".",
        lambda t: "." + t,
        lambda t: t.replace("..", f".{tweede.u(f'digest: {DIGEST}'.encode())}."),
        lambda t: t.replace("..", f".digest: {DIGEST}."),
        lambda t: t + "=",
        lambda t: t + "==",
        lambda t: t + "\n",
        lambda t: " " + t,
        lambda t: t.replace("_", "/").replace("-", "+"),
        lambda t: t[:-4],
        lambda t: t[:-1],
        lambda t: t + "AAAA",
        lambda t: t.split("..")[0] + "..",
        lambda t: ".." + t.split("..")[1],
        lambda _: "",
        lambda _: "..",
        lambda t: t.replace("e", "é", 1),
        lambda t: t + "\ud800",
        lambda t: t + "\x00",
        lambda _: "A" * 5_000_000,
        lambda _: "." * 5_000_000,
    ],
    ids=range(24),
)
def test_verminkte_handtekening_wordt_geweigerd(vervalser: Vervalser) -> None:
    echt = vervals()
    vals = vervalser(echt)
    assert vals != echt
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vals)


@pytest.mark.parametrize(
    "kop",
    [
        b"null",
        b"[]",
        b'"alg"',
        b"1",
        b"",
        b"{",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"{" + b'"a":{' * 2000,
        b"[" * 100_000,
        json.dumps({"alg": "PS256", "vulling": "x" * 100_000}).encode(),
    ],
    ids=range(11),
)
def test_kop_die_geen_gewoon_object_is_wordt_geweigerd(kop: bytes) -> None:
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals(kop=kop))


def test_naam_die_twee_keer_in_de_kop_staat_wordt_geweigerd() -> None:
    """De laatste `alg` wint bij menige lezer, de eerste bij een ander."""
    kop = json.dumps(eigen_kop("rsa"))[:-1] + ', "alg": "PS256"}'
    with pytest.raises(HandtekeningOngeldig, match="geldige JSON"):
        verifieer(vervals(kop=kop.encode()))


@pytest.mark.parametrize(
    "digest",
    [
        "",
        "SHA-256=",
        "sha-256=" + DIGEST[8:],
        DIGEST.rstrip("="),
        DIGEST + ", " + DIGEST,
        DIGEST + " ",
        "SHA-256=" + "A" * 44,
        "SHA-512=" + DIGEST[8:],
        DIGEST.replace("=", "\n="),
        "SHA-256=é",
        DIGEST[:-2] + "B=" if DIGEST[-2] == "A" else DIGEST[:-2] + "A=",
        DIGEST + "\ndigest: " + DIGEST,
    ],
    ids=range(12),
)
def test_digest_in_een_andere_vorm_wordt_geweigerd(digest: str) -> None:
    assert digest != DIGEST
    assert not is_digest(digest) or digest_header(BODY) != digest
    with pytest.raises(HandtekeningOngeldig):
        controleer_digest(BODY, digest)
    with pytest.raises(HandtekeningOngeldig):
        verifieer(vervals(), digest=digest)


def test_digest_van_precies_deze_bytes_wordt_aanvaard() -> None:
    assert tweede.digest(BODY) == DIGEST
    assert is_digest(DIGEST)
    controleer_digest(BODY, DIGEST)

"""Alleen de ontvanger opent de inhoud, en wie niet mag merkt niet waarom het niet lukt."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from joserfc import jwe as jose_jwe
from joserfc.jwk import RSAKey

from shared.bericht.fouten import CertificaatOngeldig, VersleutelingOngeldig
from shared.bericht.limieten import Berichtlimieten
from shared.bericht.sleutels.sleutels import BestandsOntsleutelaar
from shared.bericht.sleutels.versleuteling import is_jwe_vorm, ontsleutel, versleutel
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import certificaat, ontsleutelaar, ontvanger, uitgegeven

PLAT = b'{"motivering": "Wolkje Verzonnenstein"}'
Vervalser = Callable[[str], str]


def echt(alg: str = "RSA-OAEP", **anders: Any) -> str:
    return tweede.jwe(PLAT, ontvanger().certificaat, alg, **anders)


def kop(**anders: Any) -> dict[str, Any]:
    basis = {
        "alg": "RSA-OAEP",
        "enc": "A256GCM",
        "typ": "JWE",
        "x5t#S256": certificaat(ontvanger()).x5t_s256,
    }
    return {naam: waarde for naam, waarde in {**basis, **anders}.items() if waarde is not ...}


def weiger(jwe: str) -> None:
    with pytest.raises(VersleutelingOngeldig) as fout:
        ontsleutel(jwe, ontsleutelaar())
    assert fout.value.melding == VersleutelingOngeldig.MELDING
    assert fout.value.__cause__ is None


def test_wat_wij_versleutelen_opent_de_tweede_uitvoering() -> None:
    jwe = versleutel(PLAT, certificaat(ontvanger()))

    assert tweede.ont_jwe(jwe, ontvanger().sleutel) == PLAT
    assert json.loads(tweede.ont_u(jwe.split(".")[0])) == kop()


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256"])
def test_wat_de_tweede_uitvoering_versleutelt_openen_wij(alg: str) -> None:
    assert ontsleutel(echt(alg), ontsleutelaar()) == PLAT


@pytest.mark.parametrize("alg", ["RSA-OAEP", "RSA-OAEP-256"])
def test_wat_een_jose_bibliotheek_versleutelt_openen_wij(alg: str) -> None:
    sleutel = RSAKey.import_key(ontvanger().sleutel_pem)
    jwe = jose_jwe.encrypt_compact(kop(alg=alg), PLAT, sleutel, algorithms=[alg, "A256GCM"])

    assert ontsleutel(jwe, ontsleutelaar()) == PLAT


def test_twee_keer_hetzelfde_versleutelen_lijkt_niet_op_elkaar() -> None:
    een, twee = (versleutel(PLAT, certificaat(ontvanger())).split(".") for _ in range(2))

    assert een[0] == twee[0]
    assert all(links != rechts for links, rechts in zip(een[1:], twee[1:], strict=True))


def test_na_een_sleutelwissel_opent_de_oude_sleutel_wat_onderweg_was() -> None:
    nieuw = ontvanger(sleutelnummer=2)
    beide = BestandsOntsleutelaar.uit_pem(
        nieuw.sleutel_pem, nieuw.pem, (ontvanger().sleutel_pem, ontvanger().pem)
    )

    assert ontsleutel(echt(), beide) == PLAT
    assert ontsleutel(tweede.jwe(PLAT, nieuw.certificaat), beide) == PLAT
    assert [c.x5t_s256 for c in beide.certificaten] == [
        certificaat(nieuw).x5t_s256,
        certificaat(ontvanger()).x5t_s256,
    ]


def test_bericht_voor_een_ander_gaat_niet_open() -> None:
    ander = ontvanger(sleutelnummer=2)
    weiger(tweede.jwe(PLAT, ander.certificaat))
    # Ook niet als het onze certificaat noemt.
    weiger(tweede.jwe(PLAT, ander.certificaat, kop=kop()))


def test_bericht_met_onze_sleutel_onder_een_onbekend_certificaat_gaat_niet_open() -> None:
    weiger(echt(kop=kop(**{"x5t#S256": "A" * 43})))


@pytest.mark.parametrize(
    "anders",
    [
        {"zip": "DEF"},
        {"crit": ["exp"], "exp": 1},
        {"crit": []},
        {"enc": "A128GCM"},
        {"enc": "A192GCM"},
        {"enc": "A256CBC-HS512"},
        {"enc": "XC20P"},
        {"enc": None},
        {"enc": ...},
        {"alg": "dir"},
        {"alg": "RSA1_5"},
        {"alg": "RSA-OAEP-384"},
        {"alg": "A256KW"},
        {"alg": "none"},
        {"alg": None},
        {"alg": ["RSA-OAEP"]},
        {"alg": ...},
        {"typ": "JWT"},
        {"typ": ...},
        {"x5t#S256": None},
        {"x5t#S256": ...},
        {"kid": "gemeente"},
        {"jku": "https://kwaad.example/sleutels"},
        {"jwk": {"kty": "RSA"}},
        {"cty": "json"},
        {"p2c": 2_000_000_000},
    ],
    ids=lambda anders: json.dumps(anders, default=lambda _: "weg")[:60],
)
def test_afwijkende_kop_gaat_niet_open_ook_met_de_goede_sleutel(anders: dict[str, Any]) -> None:
    weiger(echt(kop=kop(**anders)))


def test_rsa1_5_gaat_niet_open_onder_welke_naam_ook() -> None:
    weiger(echt("RSA1_5"))
    weiger(echt("RSA1_5", kop=kop()))
    weiger(echt("RSA-OAEP-256", kop=kop()))
    weiger(echt("RSA-OAEP", kop=kop(alg="RSA-OAEP-256")))


@pytest.mark.parametrize("bytes_", [16, 24])
def test_kortere_inhoudssleutel_gaat_niet_open(bytes_: int) -> None:
    weiger(echt(sleutel_bytes=bytes_))


@pytest.mark.parametrize("bytes_", [8, 16, 32])
def test_iv_van_een_andere_lengte_gaat_niet_open(bytes_: int) -> None:
    weiger(echt(iv_bytes=bytes_))


@pytest.mark.parametrize("schuif", [-4, -1, 1, 4])
def test_grens_tussen_inhoud_en_tag_ligt_vast(schuif: int) -> None:
    """Dezelfde bytes achter elkaar, anders verdeeld: een tweede schrijfwijze van één bericht."""
    kop_, sleutel, iv, geheim, tag = echt().split(".")
    bytes_ = tweede.ont_u(geheim) + tweede.ont_u(tag)
    grens = len(bytes_) - 16 + schuif
    weiger(".".join([kop_, sleutel, iv, tweede.u(bytes_[:grens]), tweede.u(bytes_[grens:])]))


def test_direct_versleuteld_met_een_bekende_sleutel_gaat_niet_open() -> None:
    segment = tweede.u(json.dumps(kop(alg="dir")).encode())
    geheim = AESGCM(b"\x00" * 32).encrypt(b"\x00" * 12, PLAT, segment.encode())
    weiger(f"{segment}..{tweede.u(b'0' * 12)}.{tweede.u(geheim[:-16])}.{tweede.u(geheim[-16:])}")


@pytest.mark.parametrize(
    "ruwe_kop",
    [
        b"null",
        b"[]",
        b'"RSA-OAEP"',
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(kop()).encode()[:-1] + b', "alg": "RSA-OAEP"}',
        json.dumps(kop()).encode()[:-1] + b', "enc": "A256GCM"}',
    ],
    ids=range(9),
)
def test_kop_die_geen_gewoon_object_is_gaat_niet_open(ruwe_kop: bytes) -> None:
    weiger(echt(kop=ruwe_kop))


def _deel(nummer: int, vervalser: Vervalser) -> Vervalser:
    def vervals(jwe: str) -> str:
        delen = jwe.split(".")
        delen[nummer] = vervalser(delen[nummer])
        return ".".join(delen)

    return vervals


def _verwissel(jwe: str) -> str:
    kop_, sleutel, iv, geheim, tag = jwe.split(".")
    return ".".join([kop_, sleutel, iv, tag, geheim])


@pytest.mark.parametrize(
    "vervalser",
    [
        lambda j: j.rsplit(".", 1)[0],
        lambda j: j.split(".", 1)[1],
        lambda j: j + ".",
        lambda j: j + ".AAAA",
        lambda j: "." + j,
        lambda _: "....",
        lambda _: "",
        _verwissel,
        _deel(1, lambda _: ""),
        _deel(1, lambda s: s[:-4]),
        _deel(1, lambda s: s + "AAAA"),
        _deel(1, lambda s: s[4:]),
        _deel(2, lambda _: ""),
        _deel(2, lambda s: s[:-4]),
        _deel(2, lambda s: s + "AAAA"),
        _deel(3, lambda _: ""),
        _deel(3, lambda s: s[:-4]),
        _deel(3, lambda s: s + "AAAA"),
        _deel(4, lambda _: ""),
        _deel(4, lambda s: tweede.u(tweede.ont_u(s)[:12])),
        _deel(4, lambda s: tweede.u(tweede.ont_u(s)[:1])),
        _deel(4, lambda s: tweede.u(tweede.ont_u(s) + b"\x00")),
        _deel(4, lambda _: tweede.u(b"\x00" * 16)),
        _deel(4, lambda s: s + "=="),
        _deel(4, lambda s: s[:-1] + chr(ord(s[-1]) + 1)),
        _deel(0, lambda s: s + "="),
        _deel(0, lambda s: s + "\n"),
        _deel(3, lambda s: " " + s),
        _deel(3, lambda s: "+/" + s[2:]),
        _deel(3, lambda s: "é" + s[1:]),
        lambda j: j + "\ud800",
    ],
    ids=range(31),
)
def test_verminkte_jwe_gaat_niet_open(vervalser: Vervalser) -> None:
    goed = echt()
    vals = vervalser(goed)
    assert vals != goed
    weiger(vals)


def test_te_grote_jwe_wordt_niet_geopend() -> None:
    goed = echt()
    grens = Berichtlimieten(max_body_bytes=len(goed) - 1)
    with pytest.raises(VersleutelingOngeldig):
        ontsleutel(goed, ontsleutelaar(), grens)
    weiger("A" * 5_000_000)


def test_versleutelen_voor_een_certificaat_dat_niet_mag_ontvangen_wordt_geweigerd() -> None:
    for soort in ("p256", "rsa"):
        with pytest.raises(CertificaatOngeldig):
            versleutel(PLAT, certificaat(uitgegeven(soort)))


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("", False),
        ("a.b.c.d.e", False),
        ("eyJ9.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA", True),
        ("eyJ9.AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAA", False),
        ("eyJ9..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA", False),
        ("eyJ9.AA==.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA", False),
    ],
)
def test_gateway_herkent_de_vorm_van_een_jwe(tekst: str, verwacht: bool) -> None:
    assert is_jwe_vorm(tekst) is verwacht
    assert is_jwe_vorm(echt())

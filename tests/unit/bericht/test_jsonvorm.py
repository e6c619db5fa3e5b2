"""Een JSON-tekst heeft één lezing of wordt geweigerd; elke waarde heeft één canonieke vorm."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import pytest

from shared.bericht.jsonvorm import (
    JsonLimieten,
    OngeldigeJson,
    b64url,
    jcs,
    lees_json,
    ontb64url,
)

MILJOEN = 1_000_000


def test_gewone_tekst_wordt_gelezen_zoals_hij_er_staat() -> None:
    tekst = '{"naam": "Jaïr \\u00e9\\ud83d\\ude00", "n": [1, -2.5, true, null], "leeg": {}}'

    assert lees_json(tekst.encode()) == {
        "naam": "Jaïr é😀",
        "n": [1, -2.5, True, None],
        "leeg": {},
    }


@pytest.mark.parametrize(
    ("tekst", "deel_van_melding"),
    [
        (b'{"soort": 1, "soort": 2}', "'soort' staat twee keer"),
        (b'{"a": {"b": 1, "\\u0062": 2}}', "'b' staat twee keer"),
        (b'{"\\ud800": 1, "\\ud800": 2}', "twee keer"),
        (b"NaN", "NaN"),
        (b"[Infinity]", "Infinity"),
        (b"[-Infinity]", "-Infinity"),
        (b"1e400", "te groot"),
        (b"-1e400", "te groot"),
        (b"9007199254740992.0", "te groot"),
        (b"1e16", "te groot"),
        (b"-1e21", "te groot"),
        (b"9007199254740992", "te groot"),
        (b"-9007199254740992", "te groot"),
        (b"1" * 5000, "meer dan 40 tekens"),
        (b"0." + b"1" * MILJOEN, "meer dan 40 tekens"),
        (b'"\\ud800"', "los surrogaat"),
        (b'{"\\udfff": 1}', "los surrogaat"),
        (b'["\\ude00\\ud83d"]', "los surrogaat"),
        (b'"a\\u0000b"', "U+0000"),
        (b'"\xff"', "geen geldige UTF-8 vanaf byte 1"),
        (b'"\xed\xa0\x80"', "geen geldige UTF-8"),
        (b'"\xc0\xaf"', "geen geldige UTF-8"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b"", "geen geldige JSON"),
        (b"   ", "geen geldige JSON"),
        (b"{} {}", "geen geldige JSON"),
        (b'{"a": 1,}', "geen geldige JSON"),
        (b"{'a': 1}", "geen geldige JSON"),
        (b"[1, // niets\n2]", "regel 1"),
        (b'"regel\neinde"', "geen geldige JSON"),
        (b"\xa0{}", "geen geldige UTF-8"),
        ("\u00a0{}".encode(), "geen geldige JSON"),
        (b"01", "geen geldige JSON"),
        (b"+1", "geen geldige JSON"),
        ("١".encode(), "geen geldige JSON"),
        (b"[" * 33, "dieper genest dan 32"),
        (b"[" * MILJOEN, "dieper genest dan 32"),
        (b'{"":' * MILJOEN, "dieper genest dan 32"),
        (b'"' + b'\\"' * MILJOEN, "geen geldige JSON"),
        (b"[" * 20 + b'"' + b'[\\"' * MILJOEN, "geen geldige JSON"),
        (b"{" + b",".join(b'"%d":1' % n for n in range(100_000)) + b',"99999":1}', "twee keer"),
    ],
    ids=range(41),
)
def test_tekst_met_meer_dan_een_lezing_wordt_geweigerd(tekst: bytes, deel_van_melding: str) -> None:
    with pytest.raises(OngeldigeJson) as fout:
        lees_json(tekst)

    assert deel_van_melding in fout.value.melding
    assert fout.value.melding.endswith(".")


def test_haken_in_een_tekst_tellen_niet_als_nesting() -> None:
    assert lees_json(b'["' + b"[" * 1000 + b'\\"{{{"]') == ["[" * 1000 + '"{{{']
    assert lees_json(b'["' + b"[" * 1000 + b'{{{"]') == ["[" * 1000 + "{{{"]


@pytest.mark.parametrize("voor", [b"", b"\\n"])
def test_haken_sluiten_in_een_tekst_maakt_het_niet_ondieper(voor: bytes) -> None:
    tekst = b'["' + voor + b"]" * 1000 + b'"'

    with pytest.raises(OngeldigeJson, match="dieper genest dan 32"):
        lees_json(tekst + b"," + b"[" * 32 + b"]" * 33)


def test_nesting_tot_de_grens_mag_en_een_dieper_niet() -> None:
    assert lees_json(b"[" * 5 + b"]" * 5, max_diepte=5) == [[[[[]]]]]
    with pytest.raises(OngeldigeJson):
        lees_json(b"[" * 6 + b"]" * 6, max_diepte=5)


def test_breed_is_niet_diep() -> None:
    assert lees_json(b"[" + b"[]," * 999 + b"[]]") == [[] for _ in range(1000)]


def test_te_grote_tekst_wordt_niet_gelezen() -> None:
    with pytest.raises(OngeldigeJson, match="ten hoogste 10 bytes"):
        lees_json(b'"0123456789"', limieten=JsonLimieten(max_bytes=10))


def test_grootste_gehele_getal_dat_canoniek_kan_wordt_gelezen() -> None:
    assert lees_json(b"[9007199254740991, -9007199254740991]") == [
        9007199254740991,
        -9007199254740991,
    ]


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'.encode()),
        # RFC 8785, 3.2.3: sortering op UTF-16-eenheden, niet op codepunten.
        ({"\ufb33": 1, "\U0001f600": 2}, '{"😀":2,"\ufb33":1}'.encode()),
        ([1.0, 1e30, 1e-7, -0.0], b"[1,1e+30,1e-7,0]"),
        ('\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()),
    ],
)
def test_canonieke_vorm_volgens_rfc8785(waarde: object, verwacht: bytes) -> None:
    assert jcs(waarde) == verwacht


class Kleur(StrEnum):
    ROOD = "rood"


class Getal(IntEnum):
    EEN = 1


def test_opsommingen_staan_er_met_hun_waarde() -> None:
    assert jcs({"kleur": Kleur.ROOD, "getal": Getal.EEN, Kleur.ROOD: (True,)}) == (
        b'{"getal":1,"kleur":"rood","rood":[true]}'
    )


@pytest.mark.parametrize(
    "waarde",
    [2**53, -(2**53), float("nan"), float("inf"), "\ud800", {"\ud800": 1}, {1: 1}, {None: 1},
     {"a": 1, 1: 2}, [b"bytes"], {1, 2}, object()],
)  # fmt: skip
def test_waarde_zonder_canonieke_vorm_wordt_geweigerd(waarde: object) -> None:
    with pytest.raises(OngeldigeJson):
        jcs(waarde)


@pytest.mark.parametrize(
    "tekst",
    ["AA==", "AA=", "A", "+A", "/A", "A A", "AA\n", "\nAA", "AB", "AAB", "é", "AAAA ", "----="],
)
def test_rekkelijke_base64url_wordt_geweigerd(tekst: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        ontb64url(tekst)


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe", b"\xfb\xef\xbe", bytes(range(256))])
def test_base64url_heen_en_terug(data: bytes) -> None:
    tekst = b64url(data)

    assert ontb64url(tekst) == data
    assert not set(tekst) & set("=+/")

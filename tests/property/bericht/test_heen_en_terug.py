"""Wat erin gaat komt eruit, wat ook de inhoud is; en rommel geeft een nette weigering."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.bericht.bericht import OntvangenBericht, maak_bericht
from shared.bericht.fouten import (
    HandtekeningOngeldig,
    OngeldigBericht,
    OngeldigeJson,
    VersleutelingOngeldig,
)
from shared.bericht.gatewaybesluit import verifieer_gateway_besluit
from shared.bericht.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.inhoud import (
    InhoudOnderdeel,
    commitment,
    kop_met_inhoud,
    leeftijdsklasse,
    lees_platte_tekst,
    stel_inhoud_op,
    vergelijk,
)
from shared.bericht.jsonvorm import b64url, is_b64url, jcs, lees_json, ontb64url
from shared.bericht.versleuteling import ontsleutel
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GATEWAY,
    NU,
    VECTOREN,
    certificaat,
    een_kop,
    ondertekenaar,
    ontsleutelaar,
    ontvanger,
    uitgegeven,
)

BETROKKENE = VECTOREN["kop"]["onderdelen"][0]["betrokkene"]
ONDERDEEL = VECTOREN["kop"]["onderdelen"][0]

TEKST = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
NAAM = st.text(st.characters(max_codepoint=0xD7FF, exclude_characters="\x00"), max_size=8)
GETAL = st.integers(-(2**53) + 1, 2**53 - 1)
ZONDER_BREUKEN = st.recursive(
    st.none() | st.booleans() | GETAL | TEKST,
    lambda kind: st.lists(kind, max_size=3) | st.dictionaries(NAAM, kind, max_size=3),
    max_leaves=8,
)
MET_BREUKEN = st.recursive(
    ZONDER_BREUKEN | st.floats(-(2.0**53) + 1, 2.0**53 - 1),
    lambda kind: st.lists(kind, max_size=3) | st.dictionaries(TEKST, kind, max_size=3),
    max_leaves=8,
)
GEGEVENS = st.dictionaries(NAAM, ZONDER_BREUKEN, max_size=4)
SOORT = st.sampled_from(["NAW", "TEL_EMAIL", "WPG8", "B_OVERLAST"])

VLUG = settings(max_examples=50, deadline=None)


@VLUG
@given(
    onderdelen=st.lists(st.tuples(SOORT, GEGEVENS), max_size=4),
    motivering=st.none() | TEKST,
)
def test_elke_inhoud_komt_ongewijzigd_bij_de_ontvanger(
    onderdelen: list[tuple[str, dict[str, Any]]], motivering: str | None
) -> None:
    inhoud = stel_inhoud_op(
        (InhoudOnderdeel(BETROKKENE, soort, gegevens) for soort, gegevens in onderdelen), motivering
    )
    kop = kop_met_inhoud(
        een_kop(onderdelen=[{**ONDERDEEL, "gegevenssoort": soort} for soort, _ in onderdelen]),
        inhoud,
    )
    verzonden = maak_bericht(kop, inhoud, ondertekenaar("p256"), certificaat(ontvanger()), NU)

    bericht = OntvangenBericht.lees(verzonden.body, verzonden.koppen)
    assert bericht.inhoud is not None
    gelezen = lees_platte_tekst(ontsleutel(bericht.inhoud, ontsleutelaar()))
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, bericht.kop.tijdstip)

    assert gelezen.inhoud == inhoud
    assert commitment(inhoud) == tweede.commitment(
        inhoud.zout, [o.als_dict() for o in inhoud.onderdelen], motivering
    )


@settings(max_examples=150, deadline=None)
@given(waarde=MET_BREUKEN)
def test_canonieke_vorm_is_leesbaar_en_verandert_niet_meer(waarde: Any) -> None:
    vorm = jcs(waarde)
    assert vorm == rfc8785.dumps(waarde)

    gelezen = lees_json(vorm)

    assert jcs(gelezen) == vorm
    assert gelezen == waarde


@settings(max_examples=150, deadline=None)
@given(waarde=ZONDER_BREUKEN)
def test_canonieke_vorm_is_die_van_een_ander(waarde: Any) -> None:
    assert jcs(waarde) == tweede.canoniek(waarde) == rfc8785.dumps(waarde)


JSON_ACHTIG = st.text('{}[]":,\\u0123456789abcdefntr.eE+- \u00e9', max_size=60).map(str.encode)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=60) | JSON_ACHTIG)
@example(data=b'{"a":1,"a":1}')
@example(data=b'"\\ud83d\\ude00"')
@example(data=b"9007199254740992.0")
def test_lezer_leest_strenger_dan_de_standaard_maar_niet_anders(data: bytes) -> None:
    try:
        gelezen = lees_json(data)
    except OngeldigeJson:
        return
    assert gelezen == json.loads(data)
    assert lees_json(jcs(gelezen)) == gelezen


@settings(max_examples=200, deadline=None)
@given(tekst=st.text("ABCXYZabcxyz0189-_+/=\n ", max_size=12))
def test_base64url_heeft_een_schrijfwijze_per_waarde(tekst: str) -> None:
    if is_b64url(tekst):
        assert b64url(ontb64url(tekst)) == tekst
        return
    with pytest.raises(ValueError, match="base64url"):
        ontb64url(tekst)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=12))
def test_wat_wij_als_base64url_schrijven_lezen_wij(data: bytes) -> None:
    assert ontb64url(b64url(data)) == data


@VLUG
@given(body=st.binary(max_size=200), koppen=st.lists(st.tuples(
    st.sampled_from(["Digest", "digest", "Payload-Signature", "Fsc-Transaction-Id", "Host"]),
    st.binary(max_size=40) | st.text(max_size=40)), max_size=6))  # fmt: skip
def test_rommel_geeft_een_lijst_met_fouten(body: bytes, koppen: list[tuple[str, Any]]) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        OntvangenBericht.lees(body, koppen)
    assert fout.value.fouten


@VLUG
@given(kop=ZONDER_BREUKEN, inhoud=ZONDER_BREUKEN)
def test_elke_waarde_als_kop_of_inhoud_geeft_een_lijst_met_fouten(kop: Any, inhoud: Any) -> None:
    for document in ({"kop": kop, "inhoud": None}, {"kop": een_kop(), "inhoud": inhoud}):
        with pytest.raises(OngeldigBericht):
            OntvangenBericht.lees(json.dumps(document).encode(), [])


KOP_ACHTIG = st.dictionaries(
    st.sampled_from(["alg", "b64", "crit", "x5t#S256", "sigT", "sigD", "enc", "typ", "zip"]),
    ZONDER_BREUKEN,
    max_size=9,
)


@VLUG
@given(
    kop=ZONDER_BREUKEN | KOP_ACHTIG,
    delen=st.lists(st.binary(max_size=20).map(b64url) | st.text(max_size=10), max_size=5),
)
def test_rommel_met_een_kop_is_nooit_een_geldige_handtekening_of_jwe(
    kop: Any, delen: list[str]
) -> None:
    tekst = ".".join([b64url(json.dumps(kop).encode()), *delen])
    digest = digest_header(b"")
    with pytest.raises(HandtekeningOngeldig):
        verifieer_digest_handtekening(tekst, digest, certificaat(uitgegeven("rsa")))
    with pytest.raises(HandtekeningOngeldig):
        verifieer_gateway_besluit(tekst, certificaat(uitgegeven("p256", GATEWAY)))
    with pytest.raises(VersleutelingOngeldig):
        ontsleutel(tekst, ontsleutelaar())


@settings(max_examples=200, deadline=None)
@given(
    geboren=st.dates(date(1990, 1, 1), date(2026, 12, 31)),
    op=st.dates(date(2019, 1, 1), date(2030, 12, 31)),
)
def test_klasse_volgt_uit_het_aantal_verjaardagen(geboren: date, op: date) -> None:
    if geboren > op:
        assert leeftijdsklasse(geboren, op) == "onbekend"
        return
    verjaardagen = 0
    for jaar in range(geboren.year + 1, op.year + 1):
        schrikkel = (geboren.month, geboren.day) == (2, 29) and (
            jaar % 4 != 0 or (jaar % 100 == 0 and jaar % 400 != 0)
        )
        verjaardag = date(jaar, 3, 1) if schrikkel else geboren.replace(year=jaar)
        verjaardagen += verjaardag <= op
    klassen = ["0-11"] * 12 + ["12-15"] * 4 + ["16-17"] * 2 + ["18-23"] * 6
    assert leeftijdsklasse(geboren, op) == (klassen + ["24+"] * 100)[verjaardagen]

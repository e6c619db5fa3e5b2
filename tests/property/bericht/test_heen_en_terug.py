"""Wat erin gaat komt eruit, wat ook de inhoud is; en rommel geeft een nette weigering."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.bericht.bericht import OntvangenBericht
from shared.bericht.fouten import (
    HandtekeningOngeldig,
    OngeldigBericht,
    OngeldigeJson,
    VersleutelingOngeldig,
)
from shared.bericht.gatewaybesluit import verifieer_gateway_besluit
from shared.bericht.inhoud import (
    BLOK_BYTES,
    Inhoud,
    InhoudOnderdeel,
    Stuk,
    commitment,
    lees_platte_tekst,
    platte_tekst,
    stel_inhoud_op,
)
from shared.bericht.jsonvorm import b64url, is_b64url, jcs, lees_json, ontb64url
from shared.bericht.sleutels.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import vergelijk
from shared.convenant.bestand.inhoudsvorm import Ledenvorm, Lid
from shared.convenant.bestand.leeftijd import leeftijdsklasse
from tests.hulp.koppen import maak_bericht
from tests.hulp.omvang import omvang
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    GATEWAY,
    NU,
    REGELS,
    VANDAAG,
    VECTOREN,
    certificaat,
    een_kop,
    een_stukkop,
    gebonden,
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

VLUG = settings(max_examples=omvang(50), deadline=None)

#: Tekst zoals een mens haar tikt: zichtbaar, en zonder stuurtekens.
_ZICHTBAAR = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp", "Zs"])
_REST = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"])
REGEL = st.builds(
    str.__add__, st.text(_ZICHTBAAR, min_size=1, max_size=1), st.text(_REST, max_size=30)
)


def van_lid(lid: Lid) -> st.SearchStrategy[Any]:
    """Elke waarde die een lid van deze vorm mag hebben."""
    if lid.soort == "lijst":
        deel = van_vorm(lid.leden) if lid.leden is not None else van_lid(lid.van or lid)
        return st.lists(deel, max_size=2)
    if lid.soort == "object":
        return van_vorm(lid.leden or {})
    return {
        "regel": REGEL,
        "tekst": REGEL.map(lambda tekst: f"{tekst}\n\t{tekst}"),
        "datum": st.dates().map(date.isoformat),
        "getal": st.integers(0, lid.max or 1000),
        "vlag": st.booleans(),
        "code": st.sampled_from(lid.waarden)
        if lid.waarden
        else st.from_regex(
            lid.patroon or "x", fullmatch=True, alphabet=st.characters(codec="ascii")
        ),
        "kenmerk": st.uuids(version=4).map(str),
    }[lid.soort]


def van_vorm(vorm: Ledenvorm) -> st.SearchStrategy[dict[str, Any]]:
    """Elke inhoud van deze vorm; wat niet verplicht is staat er soms, maar leeg is zij niet."""
    return st.fixed_dictionaries(
        {naam: van_lid(lid) for naam, lid in vorm.items() if lid.verplicht},
        optional={naam: van_lid(lid) for naam, lid in vorm.items() if not lid.verplicht},
    ).filter(lambda gegevens: not vorm or bool(gegevens))


#: Soorten waarvan de inhoud niets in de kop vraagt en geen leeftijd noemt.
SOORTEN = ["NAW", "TEL_EMAIL", "BEKENDHEID", "B_OVERLAST"]
ONDERDELEN = st.lists(
    st.sampled_from(SOORTEN).flatmap(
        lambda soort: st.tuples(st.just(soort), van_vorm(REGELS.gegevenssoorten[soort].vorm))
    ),
    min_size=1,
    max_size=4,
    # Wat zegt wie iemand is, staat er van een persoon een keer.
    unique_by=lambda deel: deel[0],
)
STUKKEN = st.sampled_from(
    [naam for naam, rij in REGELS.stukken.items() if rij.soort == "groepsbericht"]
).flatmap(lambda naam: st.tuples(st.just(naam), van_vorm(REGELS.stukken[naam].vorm)))


def _kop_van(soort: str) -> dict[str, Any]:
    return {**ONDERDEEL, "gegevenssoort": soort}


def _komt_aan(kop: dict[str, Any], inhoud: Inhoud) -> None:
    """Verzend de inhoud onder deze kop en lees haar als de ontvanger."""
    klaar = gebonden(kop, inhoud)
    verzonden = maak_bericht(
        klaar, inhoud, ondertekenaar("p256"), certificaat(ontvanger()), NU, REGELS
    )
    bericht = OntvangenBericht.lees(verzonden.body, verzonden.koppen)
    bericht.eis_woorden(REGELS)
    assert bericht.inhoud is not None
    plat = ontsleutel(bericht.inhoud, ontsleutelaar())
    gelezen = lees_platte_tekst(plat)
    vergelijk(bericht.kop_json, gelezen.kop_digest, gelezen.inhoud, REGELS, VANDAAG)
    assert gelezen.inhoud == inhoud
    assert len(plat) % BLOK_BYTES == 0


@VLUG
@given(onderdelen=ONDERDELEN, motivering=st.none() | TEKST)
def test_elke_inhoud_komt_ongewijzigd_bij_de_ontvanger(
    onderdelen: list[tuple[str, dict[str, Any]]], motivering: str | None
) -> None:
    inhoud = stel_inhoud_op(
        (InhoudOnderdeel(BETROKKENE, soort, gegevens) for soort, gegevens in onderdelen), motivering
    )
    afweging = None if motivering is None else een_kop()["afweging"]
    kop = een_kop(onderdelen=[_kop_van(soort) for soort, _ in onderdelen], afweging=afweging)
    _komt_aan(kop, inhoud)


@VLUG
@given(stuk=STUKKEN, versie=st.integers(1, 1000))
def test_elk_stuk_komt_ongewijzigd_bij_de_ontvanger(
    stuk: tuple[str, dict[str, Any]], versie: int
) -> None:
    naam, gegevens = stuk
    _komt_aan(een_stukkop(naam), stel_inhoud_op((), stuk=Stuk(naam, versie, gegevens)))


@settings(max_examples=omvang(50), deadline=None)
@given(
    onderdelen=st.none() | st.lists(st.tuples(st.sampled_from(SOORTEN), GEGEVENS), max_size=4),
    motivering=st.none() | st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=2000),
    gegevens=st.none() | GEGEVENS,
)  # fmt: skip
def test_elke_inhoud_leest_terug_en_is_een_veelvoud_van_1024_bytes(
    onderdelen: list[tuple[str, dict[str, Any]]] | None,
    motivering: str | None,
    gegevens: dict[str, Any] | None,
) -> None:
    delen = None if onderdelen is None else tuple(
        InhoudOnderdeel(BETROKKENE, soort, waarden) for soort, waarden in onderdelen)  # fmt: skip
    stuk = None if gegevens is None else Stuk("signaal", 1, gegevens)
    inhoud, kop = Inhoud(delen, motivering, b"z" * 32, stuk), een_kop()
    als_json: dict[str, Any] = {
        "onderdelen": None if delen is None else [deel.als_dict() for deel in delen],
        "motivering": motivering,
        "stuk": None if stuk is None else stuk.als_dict(),
    }

    plat = platte_tekst(kop, inhoud)

    assert len(plat) % 1024 == 0
    assert lees_platte_tekst(plat).inhoud == inhoud
    assert plat == tweede.platte_tekst(kop, inhoud.zout, **als_json)
    assert commitment(inhoud) == tweede.commitment(inhoud.zout, **als_json)


@settings(max_examples=omvang(50), deadline=None)
@given(data=st.binary(max_size=2100) | ZONDER_BREUKEN.map(lambda w: json.dumps(w).encode()))
def test_rommel_is_geen_inhoud(data: bytes) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        lees_platte_tekst(data)
    assert fout.value.fouten


@settings(max_examples=omvang(37), deadline=None)
@given(waarde=MET_BREUKEN)
def test_canonieke_vorm_is_leesbaar_en_verandert_niet_meer(waarde: Any) -> None:
    vorm = jcs(waarde)
    assert vorm == rfc8785.dumps(waarde)

    gelezen = lees_json(vorm)

    assert jcs(gelezen) == vorm
    assert gelezen == waarde


@settings(max_examples=omvang(37), deadline=None)
@given(waarde=ZONDER_BREUKEN)
def test_canonieke_vorm_is_die_van_een_ander(waarde: Any) -> None:
    assert jcs(waarde) == tweede.canoniek(waarde) == rfc8785.dumps(waarde)


JSON_ACHTIG = st.text('{}[]":,\\u0123456789abcdefntr.eE+- \u00e9', max_size=60).map(str.encode)


@settings(max_examples=omvang(75), deadline=None)
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


@settings(max_examples=omvang(50), deadline=None)
@given(tekst=st.text("ABCXYZabcxyz0189-_+/=\n ", max_size=12))
def test_base64url_heeft_een_schrijfwijze_per_waarde(tekst: str) -> None:
    if is_b64url(tekst):
        assert b64url(ontb64url(tekst)) == tekst
        return
    with pytest.raises(ValueError, match="base64url"):
        ontb64url(tekst)


@settings(max_examples=omvang(50), deadline=None)
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


@settings(max_examples=omvang(50), deadline=None)
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
    klassen = ["0-11"] * 12 + ["12-15"] * 4 + ["16-17"] * 2 + ["18-22"] * 5 + ["23"]
    assert leeftijdsklasse(geboren, op) == (klassen + ["24+"] * 100)[verjaardagen]

"""Wat er versleuteld reist: de vorm, de verbinding met de kop, en een lengte die niets verraadt."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.bericht.bericht import kop_om_te_verzenden
from shared.bericht.fouten import OngeldigBericht, OngeldigeJson
from shared.bericht.inhoud import (
    BLOK_BYTES,
    MAX_VERSIE,
    Inhoud,
    InhoudOnderdeel,
    Stuk,
    commitment,
    kenmerk_commitment,
    lees_platte_tekst,
    motivering_commitment,
    platte_tekst,
    stel_inhoud_op,
)
from shared.bericht.jsonvorm import b64url
from shared.bericht.vergelijking import gebonden_leden
from shared.convenant.bestand.leeftijd import leeftijdsklasse
from tests.hulp.koppen import kop_met_inhoud
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import (
    REGELS,
    VECTOREN,
    een_inhoud,
    een_kop,
    een_onderdeel,
    een_signaal,
    een_stukkop,
    gebonden,
)

BETROKKENE = VECTOREN["kop"]["onderdelen"][0]["betrokkene"]
ANDER = "0193aaaa-0000-7000-8000-000000000099"


def leden(inhoud: Inhoud) -> dict[str, Any]:
    """De leden van de inhoud als JSON; None waar een lid er niet is."""
    return {
        "onderdelen": None
        if inhoud.onderdelen is None
        else [onderdeel.als_dict() for onderdeel in inhoud.onderdelen],
        "motivering": inhoud.motivering,
        "stuk": None if inhoud.stuk is None else inhoud.stuk.als_dict(),
    }


INHOUDEN = {
    "gegevens": een_inhoud(),
    "zonder motivering": een_inhoud(motivering=None),
    "een stuk": een_signaal(),
    "alles": een_inhoud(stuk=Stuk("signaal", 3, {"a": [1, {"b": None}], "é": "😀"})),
    "niets": stel_inhoud_op(()),
    "zonder onderdelen": Inhoud(None, None, b"x" * 32),
}


@pytest.mark.parametrize("naam", INHOUDEN)
def test_inhoud_komt_heen_en_terug(naam: str) -> None:
    inhoud, kop = INHOUDEN[naam], een_kop()
    gelezen = lees_platte_tekst(platte_tekst(kop, inhoud))
    assert gelezen.inhoud == inhoud
    assert gelezen.kop_digest == tweede.hash_u(tweede.canoniek(kop))


@pytest.mark.parametrize("naam", INHOUDEN)
def test_commitment_en_platte_tekst_rekent_een_ander_net_zo_uit(naam: str) -> None:
    """Een lid dat er niet is blijft weg; het is niet hetzelfde als null."""
    inhoud, kop = INHOUDEN[naam], een_kop()
    assert commitment(inhoud) == tweede.commitment(inhoud.zout, **leden(inhoud))
    assert platte_tekst(kop, inhoud) == tweede.platte_tekst(kop, inhoud.zout, **leden(inhoud))


def test_wat_er_niet_is_telt_niet_mee_als_leeg() -> None:
    leeg = Inhoud((), "", b"x" * 32)
    zonder = Inhoud(None, None, b"x" * 32)
    assert len({commitment(leeg), commitment(zonder), commitment(Inhoud((), None, b"x" * 32))}) == 3


# --- Opvulling ------------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", [*range(0, 40), 500, 1023, 1024, 1025, 5000])
def test_de_lengte_zegt_niets_over_de_inhoud(extra: int) -> None:
    kop, inhoud = een_kop(), een_inhoud(motivering="m" * extra)
    plat = platte_tekst(kop, inhoud)
    assert len(plat) % BLOK_BYTES == 0
    kaal = len(plat) - len(json.loads(plat)["opvulling"])
    assert len(plat) - kaal < BLOK_BYTES


def test_een_kort_en_een_lang_gegeven_zijn_even_lang() -> None:
    kort, lang = een_inhoud(motivering="Ja."), een_inhoud(motivering="Omdat het nodig is. " * 15)
    assert len(platte_tekst(een_kop(), kort)) == len(platte_tekst(een_kop(), lang))


def test_inhoud_die_niet_is_aangevuld_wordt_geweigerd() -> None:
    plat = platte_tekst(een_kop(), een_inhoud())
    for anders in (plat.replace(b'" ', b'"', 1), plat + b" ", plat[:-1] + b" }", b" " + plat):
        assert anders != plat
        assert [pad for pad, _ in fouten(anders)] == ["/opvulling"]


@pytest.mark.parametrize("opvulling", ["x", "  x  ", " \t ", "\u00a0", None, 0, []])
def test_opvulling_is_niets_dan_spaties(opvulling: object) -> None:
    document = {**geldig_document(), "opvulling": opvulling}
    paden = {pad for pad, _ in fouten(json.dumps(document).encode())}
    assert "/opvulling" in paden


# --- Verbinding met de kop ------------------------------------------------------------------------


def test_zelfde_inhoud_met_ander_zout_zegt_niets_over_elkaar() -> None:
    een, twee = een_inhoud(), een_inhoud()

    assert een.onderdelen == twee.onderdelen
    assert een.zout != twee.zout
    assert commitment(een) != commitment(twee)
    assert een.motivering is not None
    assert motivering_commitment(een.zout, een.motivering) != motivering_commitment(
        twee.zout, een.motivering
    )


def test_de_kop_bindt_zich_aan_inhoud_en_motivering() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)
    assert kop["inhoudCommitment"] == tweede.commitment(inhoud.zout, **leden(inhoud))
    assert kop["afweging"]["motivering"] == tweede.motivering(inhoud.zout, str(inhoud.motivering))
    assert kop["onderdelen"] == een_kop()["onderdelen"]


def test_een_motivering_en_een_zaak_met_dezelfde_tekst_lijken_niet_op_elkaar() -> None:
    zout = b"z" * 32
    waarden = {
        motivering_commitment(zout, "Z-1"),
        kenmerk_commitment(zout, "zaak", 0, "Z-1"),
        kenmerk_commitment(zout, "zaak", 1, "Z-1"),
    }
    assert len(waarden) == 3
    assert kenmerk_commitment(zout, "zaak", 12, "Z-1") == tweede.zaak(zout, 12, "Z-1")


def zaken() -> tuple[dict[str, Any], Inhoud]:
    """Twee strafzaken en een naam, zoals OM ze geeft."""
    soorten = ("STRAFVORDERLIJK", "NAW", "STRAFVORDERLIJK")
    om = {"kenmerken": {"jdsBevraagd": False}}
    kop = een_kop(onderdelen=[een_onderdeel(gegevenssoort=soort, **om) for soort in soorten])
    inhoud = stel_inhoud_op(
        [
            InhoudOnderdeel(BETROKKENE, "STRAFVORDERLIJK", {"zaak": "Z-1", "omschrijving": "x"}),
            InhoudOnderdeel(BETROKKENE, "NAW", {"naam": "x"}),
            InhoudOnderdeel(BETROKKENE, "STRAFVORDERLIJK", {"zaak": "Z-1", "omschrijving": "y"}),
        ]
    )
    return kop, inhoud


def test_het_zaaknummer_staat_alleen_als_verbintenis_in_de_kop_en_per_plaats_een_andere() -> None:
    kop, inhoud = zaken()
    gevuld = kop_met_inhoud(kop, inhoud, gebonden_leden(REGELS, kop["soort"]))
    kenmerken = [onderdeel["kenmerken"] for onderdeel in gevuld["onderdelen"]]
    assert kenmerken == [
        {"jdsBevraagd": False, "zaak": tweede.zaak(inhoud.zout, 0, "Z-1")},
        {"jdsBevraagd": False},
        {"jdsBevraagd": False, "zaak": tweede.zaak(inhoud.zout, 2, "Z-1")},
    ]
    assert "Z-1" not in json.dumps(gevuld)
    assert kop == zaken()[0], "de oude kop blijft zoals hij was"


def test_welk_lid_de_kop_bindt_zegt_het_convenant() -> None:
    for soort in ("verstrekking", "aanvulling"):
        assert gebonden_leden(REGELS, soort) == {"STRAFVORDERLIJK": {"zaak": "zaak"}}
    # De kop van een correctie heeft er geen kenmerk voor.
    assert gebonden_leden(REGELS, "correctie") == {}


def test_kop_zonder_inhoud_draagt_geen_commitment() -> None:
    kop = een_kop(onderdelen=[], afweging=None)
    assert kop_met_inhoud(kop, None, {})["inhoudCommitment"] is None
    assert kop_met_inhoud(kop, een_signaal(), {})["afweging"] is None
    assert kop["inhoudCommitment"] == VECTOREN["inhoudCommitment"], (
        "de oude kop blijft zoals hij was"
    )


def test_een_stuk_bindt_de_kop_ook() -> None:
    inhoud = een_signaal()
    kop = gebonden(een_stukkop(), inhoud)
    stuk = inhoud.stuk.als_dict() if inhoud.stuk else None
    assert kop["inhoudCommitment"] == tweede.commitment(inhoud.zout, onderdelen=[], stuk=stuk)


# --- Lezen ----------------------------------------------------------------------------------------


def geldig_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(VECTOREN["platteTekst"])
    return document


def fouten(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(OngeldigBericht) as gevangen:
        lees_platte_tekst(data)
    assert "Wolkje" not in gevangen.value.melding
    return list(gevangen.value.fouten)


def aangevuld(document: dict[str, Any]) -> bytes:
    """Een document als bytes, met een opvulling die klopt."""
    kaal = len(tweede.canoniek({**document, "opvulling": ""}))
    return tweede.canoniek({**document, "opvulling": " " * (-kaal % BLOK_BYTES)})


STUK = {"soort": "signaal", "versie": 1, "gegevens": {}}


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"kopDigest": "A" * 42}, "/kopDigest"),
        ({"kopDigest": None}, "/kopDigest"),
        ({"kopDigest": "9dmatS4/WZeiUqLq8rrpI0+SxODAeGnBkX16xNvBsl4"}, "/kopDigest"),
        ({"zout": b64url(b"x" * 31)}, "/zout"),
        ({"zout": b64url(b"x" * 33)}, "/zout"),
        ({"zout": 1}, "/zout"),
        ({"motivering": 1}, "/motivering"),
        ({"motivering": None}, "/motivering"),
        ({"motivering": ["a"]}, "/motivering"),
        ({"onderdelen": None}, "/onderdelen"),
        ({"onderdelen": {}}, "/onderdelen"),
        ({"onderdelen": [None]}, "/onderdelen/0"),
        ({"onderdelen": [{"betrokkene": ANDER, "gegevenssoort": "NAW"}]}, "/onderdelen/0"),
        (
            {"onderdelen": [{"betrokkene": ANDER, "gegevenssoort": "NAW", "gegevens": {}, "x": 1}]},
            "/onderdelen/0",
        ),
        (
            {"onderdelen": [{"betrokkene": "Wolkje", "gegevenssoort": "NAW", "gegevens": {}}]},
            "/onderdelen/0/betrokkene",
        ),
        (
            {"onderdelen": [{"betrokkene": ANDER, "gegevenssoort": "naam Wolkje", "gegevens": {}}]},
            "/onderdelen/0/gegevenssoort",
        ),
        (
            {"onderdelen": [{"betrokkene": ANDER, "gegevenssoort": "NAW", "gegevens": "Wolkje"}]},
            "/onderdelen/0/gegevens",
        ),
        ({"stuk": None}, "/stuk"),
        ({"stuk": {}}, "/stuk"),
        ({"stuk": {**STUK, "x": 1}}, "/stuk"),
        ({"stuk": {**STUK, "soort": "Wolkje was hier"}}, "/stuk/soort"),
        ({"stuk": {**STUK, "versie": 0}}, "/stuk/versie"),
        ({"stuk": {**STUK, "versie": True}}, "/stuk/versie"),
        ({"stuk": {**STUK, "versie": 1.0}}, "/stuk/versie"),
        ({"stuk": {**STUK, "versie": MAX_VERSIE + 1}}, "/stuk/versie"),
        ({"stuk": {**STUK, "gegevens": []}}, "/stuk/gegevens"),
    ],
)
def test_inhoud_in_een_andere_vorm_wordt_geweigerd_zonder_haar_te_herhalen(
    anders: dict[str, Any], pad: str
) -> None:
    data = aangevuld({**geldig_document(), **anders})
    assert [een for een, _ in fouten(data)] == [pad]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"Wolkje": 1, "Wolkje": 2}',
        b"\xff",
        b"[" * 100_000,
        aangevuld({**geldig_document(), "bsn": 1}),
        aangevuld({n: w for n, w in geldig_document().items() if n != "zout"}),
        json.dumps({n: w for n, w in geldig_document().items() if n != "opvulling"}).encode(),
    ],
    ids=range(10),
)
def test_inhoud_die_geen_gewoon_document_is_wordt_geweigerd(data: bytes) -> None:
    assert [pad for pad, _ in fouten(data)] == [""]


def test_alle_fouten_in_de_inhoud_worden_genoemd() -> None:
    document = {
        "kopDigest": 1, "zout": 2, "opvulling": 3, "motivering": 4, "onderdelen": 5, "stuk": 6,
    }  # fmt: skip
    assert [pad for pad, _ in fouten(json.dumps(document).encode())] == [
        "/kopDigest", "/zout", "/opvulling", "/opvulling", "/motivering", "/onderdelen", "/stuk",
    ]  # fmt: skip


def test_inhoud_zonder_canonieke_vorm_gaat_niet_op_pad() -> None:
    for waarde in (float("nan"), 2**60, date(2010, 2, 3), "\ud800"):
        with pytest.raises(OngeldigeJson):
            een_inhoud(onderdelen=(InhoudOnderdeel(BETROKKENE, "NAW", {"x": waarde}),))
        with pytest.raises(OngeldigeJson):
            een_signaal(plek=waarde)


def test_zout_is_precies_32_bytes() -> None:
    for zout in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(ValueError, match="32 bytes"):
            stel_inhoud_op((), None, zout=zout)


def test_inhoud_staat_nergens_leesbaar_in_een_logregel() -> None:
    for inhoud in (een_inhoud(), een_signaal()):
        tekst = repr(inhoud)
        for geheim in ("Wolkje", "2010", "Fantasieplein", "lawaai"):
            assert geheim not in tekst


@pytest.mark.parametrize(
    ("geboren", "op", "klasse"),
    [
        (None, date(2026, 11, 23), "onbekend"),
        (date(2026, 11, 24), date(2026, 11, 23), "onbekend"),
        (date(2026, 11, 23), date(2026, 11, 23), "0-11"),
        (date(2014, 11, 24), date(2026, 11, 23), "0-11"),
        (date(2014, 11, 23), date(2026, 11, 23), "12-15"),
        (date(2010, 11, 24), date(2026, 11, 23), "12-15"),
        (date(2010, 11, 23), date(2026, 11, 23), "16-17"),
        (date(2008, 11, 24), date(2026, 11, 23), "16-17"),
        (date(2008, 11, 23), date(2026, 11, 23), "18-22"),
        (date(2003, 11, 24), date(2026, 11, 23), "18-22"),
        (date(2003, 11, 23), date(2026, 11, 23), "23"),
        (date(2002, 11, 24), date(2026, 11, 23), "23"),
        (date(2002, 11, 23), date(2026, 11, 23), "24+"),
        (date(1900, 1, 1), date(2026, 11, 23), "24+"),
        (date(2012, 2, 29), date(2024, 2, 28), "0-11"),
        (date(2012, 2, 29), date(2024, 2, 29), "12-15"),
        (date(2008, 2, 29), date(2026, 2, 28), "16-17"),
        (date(2008, 2, 29), date(2026, 3, 1), "18-22"),
    ],
)
def test_leeftijdsklasse_wisselt_op_de_verjaardag(
    geboren: date | None, op: date, klasse: str
) -> None:
    assert leeftijdsklasse(geboren, op) == klasse


def test_wat_er_van_een_kop_wordt_gemaakt_zegt_getypt_en_als_json_hetzelfde() -> None:
    """Wie een van beide leest, leest wat de ander leest; en de kop zelf blijft wie hij was."""
    json_kop, inhoud = zaken()
    kop = kop_om_te_verzenden(json_kop)
    later = datetime(2027, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    klassen = ["18-22", None, "23"]
    op_tijd = kop.op_tijd(later, klassen)
    gebonden_kop = inhoud.bind(op_tijd, gebonden_leden(REGELS, kop.soort))
    for gemaakt in (kop, op_tijd, gebonden_kop, kop.op_tijd(later), gebonden_kop.gebonden(None)):
        assert kop_om_te_verzenden(gemaakt.als_json()) == gemaakt
    assert op_tijd.als_json()["tijdstip"] == "2027-01-02T03:04:05.678Z"
    assert [een.leeftijdsklasse for een in gebonden_kop.onderdelen] == klassen
    assert kop.als_json() == json_kop == zaken()[0]

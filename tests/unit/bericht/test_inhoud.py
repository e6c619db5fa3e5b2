"""Wat binnenkomt is wat was aangekondigd, of het blijft buiten."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared.bericht.fouten import InhoudKomtNietOvereen, OngeldigBericht, OngeldigeJson
from shared.bericht.inhoud import (
    Inhoud,
    InhoudOnderdeel,
    commitment,
    kop_digest,
    kop_met_inhoud,
    leeftijdsklasse,
    lees_platte_tekst,
    motivering_commitment,
    platte_tekst,
    stel_inhoud_op,
    vergelijk,
)
from shared.bericht.jsonvorm import b64url
from tests.unit.bericht import tweede_uitvoering as tweede
from tests.unit.bericht.hulp import NU, VECTOREN, een_inhoud, een_kop, gebonden

BETROKKENE = VECTOREN["kop"]["onderdelen"][0]["betrokkene"]
ANDER = "0193aaaa-0000-7000-8000-000000000099"


def onderdeel(nummer: int = 1, **anders: Any) -> dict[str, Any]:
    return {**een_kop()["onderdelen"][nummer], **anders}


def verschillen(
    kop: dict[str, Any], inhoud: Inhoud, digest: str | None = None, op: datetime = NU
) -> tuple[str, ...]:
    with pytest.raises(InhoudKomtNietOvereen) as fout:
        vergelijk(kop, digest or kop_digest(kop), inhoud, op)
    return fout.value.verschillen


def test_inhoud_die_bij_haar_kop_hoort_wordt_aanvaard() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)

    gelezen = lees_platte_tekst(platte_tekst(kop, inhoud))

    assert gelezen.inhoud == inhoud
    vergelijk(kop, gelezen.kop_digest, gelezen.inhoud, NU)


def test_commitment_rekent_een_ander_net_zo_uit() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)
    onderdelen = [o.als_dict() for o in inhoud.onderdelen]

    assert kop["inhoudCommitment"] == tweede.commitment(inhoud.zout, onderdelen, inhoud.motivering)
    assert kop["afweging"]["motivering"] == tweede.hash_u(
        inhoud.zout + str(inhoud.motivering).encode()
    )


def test_platte_tekst_is_canoniek() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)

    assert platte_tekst(kop, inhoud) == tweede.canoniek(
        {
            "kopDigest": tweede.hash_u(tweede.canoniek(kop)),
            "zout": tweede.u(inhoud.zout),
            "onderdelen": [o.als_dict() for o in inhoud.onderdelen],
            "motivering": inhoud.motivering,
        }
    )


def test_zelfde_inhoud_met_ander_zout_zegt_niets_over_elkaar() -> None:
    een, twee = een_inhoud(), een_inhoud()

    assert een.onderdelen == twee.onderdelen
    assert een.zout != twee.zout
    assert commitment(een) != commitment(twee)
    assert een.motivering is not None
    assert motivering_commitment(een.zout, een.motivering) != motivering_commitment(
        twee.zout, een.motivering
    )


def test_inhoud_onder_een_andere_kop_wordt_geweigerd() -> None:
    inhoud = een_inhoud()
    eigen = gebonden(inhoud=inhoud)
    andere = gebonden(een_kop(ontvanger="om"), inhoud)
    gelezen = lees_platte_tekst(platte_tekst(eigen, inhoud))

    assert verschillen(andere, gelezen.inhoud, gelezen.kop_digest) == (
        "De inhoud hoort bij een andere kop (kopDigest).",
    )


def test_andere_inhoud_onder_dezelfde_kop_wordt_geweigerd() -> None:
    kop = gebonden()
    for andere in (een_inhoud(), een_inhoud(motivering="Iets anders.")):
        assert verschillen(kop, andere) == (
            "De inhoud is niet de inhoud waaraan de kop zich bindt (commitment).",
        )


def test_kop_zonder_commitment_bindt_zich_nergens_aan() -> None:
    assert "commitment" in verschillen(een_kop(inhoudCommitment=None), een_inhoud())[0]


def test_elk_verschil_in_onderdelen_wordt_genoemd() -> None:
    inhoud = een_inhoud(
        onderdelen=(
            InhoudOnderdeel(BETROKKENE, "GEBOORTEDATUM", {"geboortedatum": "2010-02-03"}),
            InhoudOnderdeel(BETROKKENE, "WPG8", {"tekst": "verzonnen"}),
            InhoudOnderdeel(ANDER, "NAW", {"naam": "verzonnen"}),
        )
    )

    assert verschillen(gebonden(inhoud=inhoud), inhoud) == (
        f"NAW over {BETROKKENE} is aangekondigd maar niet geleverd.",
        f"WPG8 over {BETROKKENE} is geleverd maar niet aangekondigd.",
        f"NAW over {ANDER} is geleverd maar niet aangekondigd.",
    )


def test_twee_keer_leveren_wat_een_keer_is_aangekondigd_wordt_geweigerd() -> None:
    eens = een_inhoud().onderdelen
    dubbel = een_inhoud(onderdelen=(*eens, eens[0]))

    assert "geleverd maar niet" in verschillen(gebonden(inhoud=dubbel), dubbel)[0]
    kop = een_kop(onderdelen=[onderdeel(0), onderdeel(0), onderdeel(1)])
    assert "aangekondigd maar niet" in verschillen(gebonden(kop, een_inhoud()), een_inhoud())[1]
    vergelijk(bind := gebonden(kop, dubbel), kop_digest(bind), dubbel, NU)


def test_volgorde_van_onderdelen_doet_er_niet_toe() -> None:
    omgekeerd = een_inhoud(onderdelen=tuple(reversed(een_inhoud().onderdelen)))
    kop = gebonden(inhoud=omgekeerd)

    vergelijk(kop, kop_digest(kop), omgekeerd, NU)


def met_geboortedatum(waarde: object) -> Inhoud:
    return een_inhoud(
        onderdelen=(
            een_inhoud().onderdelen[0],
            InhoudOnderdeel(BETROKKENE, "GEBOORTEDATUM", {"geboortedatum": waarde}),
        )
    )


@pytest.mark.parametrize(
    ("geboren", "klasse", "past"),
    [
        ("2010-11-23", "16-17", True),
        ("2010-11-24", "16-17", False),
        ("2010-11-24", "12-15", True),
        ("2014-11-23", "12-15", True),
        ("2014-11-24", "12-15", False),
        ("2008-11-24", "16-17", True),
        ("2008-11-23", "18-23", True),
        ("2002-11-24", "18-23", True),
        ("2002-11-23", "18-23", False),
        ("2027-01-01", "16-17", False),
        ("2010-02-03", "onbekend", False),
        ("2010-02-03", "zestien", False),
    ],
)
def test_geboortedatum_past_bij_de_leeftijdsklasse_in_de_kop(
    geboren: str, klasse: str, past: bool
) -> None:
    kop = een_kop(onderdelen=[onderdeel(n, leeftijdsklasse=klasse) for n in (0, 1)])
    inhoud = met_geboortedatum(geboren)
    kop = gebonden(kop, inhoud)
    if past:
        vergelijk(kop, kop_digest(kop), inhoud, NU)
    else:
        assert "leeftijdsklasse" in verschillen(kop, inhoud)[0]
        assert geboren not in "".join(verschillen(kop, inhoud))


def test_dag_van_de_leeftijd_is_de_dag_in_amsterdam() -> None:
    """Op 22 november om 23.30 uur UTC is het in Nederland al de verjaardag."""
    inhoud = met_geboortedatum("2010-11-23")
    kop = gebonden(inhoud=inhoud)
    avond = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    vergelijk(kop, kop_digest(kop), inhoud, avond)
    assert verschillen(kop, inhoud, op=avond - timedelta(hours=1))


def test_twee_klassen_voor_een_betrokkene_passen_nooit() -> None:
    kop = een_kop(onderdelen=[onderdeel(0, leeftijdsklasse="12-15"), onderdeel(1)])

    assert "leeftijdsklasse" in verschillen(gebonden(kop), een_inhoud())[-1]


@pytest.mark.parametrize("waarde", [None, 20100203, "", "3 februari 2010", "2010-02-30", "2010-2-3",
                                    "20100203", "2010-W05-3", "２０１０-02-03"])  # fmt: skip
def test_geboortedatum_die_geen_datum_is_wordt_geweigerd(waarde: object) -> None:
    inhoud = met_geboortedatum(waarde)

    assert verschillen(gebonden(inhoud=inhoud), inhoud) == (
        f"GEBOORTEDATUM over {BETROKKENE} bevat geen datum in geboortedatum.",
    )


def test_klasse_bij_een_ouder_is_die_van_het_kind_en_wordt_niet_met_de_ouder_vergeleken() -> None:
    kop = een_kop(
        onderdelen=[onderdeel(n, categorie=2, kind=ANDER, leeftijdsklasse="12-15") for n in (0, 1)]
    )
    inhoud = met_geboortedatum("1980-01-01")
    kop = gebonden(kop, inhoud)

    vergelijk(kop, kop_digest(kop), inhoud, NU)


def test_correctie_zonder_klasse_kondigt_geen_leeftijd_aan() -> None:
    kop = een_kop(onderdelen=[onderdeel(n, leeftijdsklasse=None) for n in (0, 1)])
    kop = gebonden(kop, inhoud := een_inhoud())

    vergelijk(kop, kop_digest(kop), inhoud, NU)


def test_andere_motivering_commitment_in_de_kop_mag() -> None:
    """Het profiel geeft er geen formule voor; de inhoud staat vast door inhoudCommitment."""
    inhoud = een_inhoud()
    kop = {**gebonden(inhoud=inhoud), "afweging": VECTOREN["kop"]["afweging"]}

    vergelijk(kop, kop_digest(kop), inhoud, NU)


def test_kop_zonder_inhoud_draagt_geen_commitment() -> None:
    kop = een_kop(onderdelen=[], afweging=None)
    assert kop_met_inhoud(kop, None)["inhoudCommitment"] is None
    assert kop_met_inhoud(kop, een_inhoud())["afweging"] is None
    assert kop["inhoudCommitment"] == VECTOREN["inhoudCommitment"], (
        "de oude kop blijft zoals hij was"
    )


def geldig_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(VECTOREN["platteTekst"])
    return document


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
        ({"motivering": ["a"]}, "/motivering"),
        ({"onderdelen": None}, "/onderdelen"),
        ({"onderdelen": {}}, "/onderdelen"),
        ({"onderdelen": [None]}, "/onderdelen/0"),
        ({"onderdelen": [{"betrokkene": ANDER, "gegevenssoort": "NAW"}]}, "/onderdelen/0"),
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
    ],
)
def test_inhoud_in_een_andere_vorm_wordt_geweigerd_zonder_haar_te_herhalen(
    anders: dict[str, Any], pad: str
) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        lees_platte_tekst(json.dumps({**geldig_document(), **anders}).encode())

    assert [een for een, _ in fout.value.fouten] == [pad]
    assert "Wolkje" not in fout.value.melding


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
        json.dumps({**geldig_document(), "bsn": 1}).encode(),
    ],
    ids=range(8),
)
def test_inhoud_die_geen_gewoon_document_is_wordt_geweigerd(data: bytes) -> None:
    with pytest.raises(OngeldigBericht) as fout:
        lees_platte_tekst(data)
    assert "Wolkje" not in fout.value.melding


def test_alle_fouten_in_de_inhoud_worden_genoemd() -> None:
    document = {"kopDigest": 1, "zout": 2, "motivering": 3, "onderdelen": 4}
    with pytest.raises(OngeldigBericht) as fout:
        lees_platte_tekst(json.dumps(document).encode())
    assert [pad for pad, _ in fout.value.fouten] == [
        "/kopDigest",
        "/zout",
        "/motivering",
        "/onderdelen",
    ]


def test_inhoud_zonder_canonieke_vorm_gaat_niet_op_pad() -> None:
    for waarde in (float("nan"), 2**60, date(2010, 2, 3), "\ud800"):
        with pytest.raises(OngeldigeJson):
            een_inhoud(onderdelen=(InhoudOnderdeel(BETROKKENE, "NAW", {"x": waarde}),))


def test_zout_is_precies_32_bytes() -> None:
    for zout in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(ValueError, match="32 bytes"):
            stel_inhoud_op((), None, zout=zout)


def test_inhoud_staat_nergens_leesbaar_in_een_logregel() -> None:
    tekst = repr(een_inhoud())

    assert "Wolkje" not in tekst
    assert "2010" not in tekst
    assert "Fantasieplein" not in tekst


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
        (date(2008, 11, 23), date(2026, 11, 23), "18-23"),
        (date(2002, 11, 24), date(2026, 11, 23), "18-23"),
        (date(2002, 11, 23), date(2026, 11, 23), "24+"),
        (date(1900, 1, 1), date(2026, 11, 23), "24+"),
        (date(2012, 2, 29), date(2024, 2, 28), "0-11"),
        (date(2012, 2, 29), date(2024, 2, 29), "12-15"),
        (date(2008, 2, 29), date(2026, 2, 28), "16-17"),
        (date(2008, 2, 29), date(2026, 3, 1), "18-23"),
    ],
)
def test_leeftijdsklasse_wisselt_op_de_verjaardag(
    geboren: date | None, op: date, klasse: str
) -> None:
    assert leeftijdsklasse(geboren, op) == klasse

"""Wat binnenkomt is wat was aangekondigd, in de vorm van het convenant, of het blijft buiten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from shared.bericht.fouten import InhoudKomtNietOvereen
from shared.bericht.inhoud import (
    Inhoud,
    InhoudOnderdeel,
    Stuk,
    kop_digest,
    lees_platte_tekst,
    platte_tekst,
    stel_inhoud_op,
)
from shared.bericht.personen.persoonscontrole import geboortedata
from shared.bericht.vergelijking import (
    INHOUD_WIJKT_AF,
    LEEFTIJD,
    VORM,
    gebonden_leden,
    vergelijk,
    verschillen_met_kop,
    vorm_van_onderdeel,
)
from tests.hulp.koppen import kop_met_inhoud
from tests.unit.bericht.hulp import (
    REGELS,
    VANDAAG,
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


def gezien(
    kop: dict[str, Any], inhoud: Inhoud, digest: str | None = None, dag: date = VANDAAG
) -> InhoudKomtNietOvereen:
    with pytest.raises(InhoudKomtNietOvereen) as fout:
        vergelijk(kop, digest or kop_digest(kop), inhoud, REGELS, dag)
    return fout.value


def past(kop: dict[str, Any], inhoud: Inhoud, dag: date = VANDAAG) -> bool:
    """Of de inhoud is wat de kop aankondigt; de kop wordt eerst aan haar gebonden."""
    klaar = gebonden(kop, inhoud)
    verschillen = verschillen_met_kop(klaar, inhoud, REGELS, dag)
    if not verschillen:
        vergelijk(klaar, kop_digest(klaar), inhoud, REGELS, dag)
    return not verschillen


def met_gegevens(nummer: int, gegevens: Any) -> Inhoud:
    delen = list(een_inhoud().over)
    delen[nummer] = replace(delen[nummer], gegevens=gegevens)
    return een_inhoud(onderdelen=delen)


# --- De binding -----------------------------------------------------------------------------------


def test_inhoud_die_bij_haar_kop_hoort_wordt_aanvaard() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)
    gelezen = lees_platte_tekst(platte_tekst(kop, inhoud))
    vergelijk(kop, gelezen.kop_digest, gelezen.inhoud, REGELS, VANDAAG)


def test_inhoud_onder_een_andere_kop_wordt_geweigerd() -> None:
    inhoud = een_inhoud()
    eigen = gebonden(inhoud=inhoud)
    andere = gebonden(een_kop(ontvanger="om"), inhoud)
    gelezen = lees_platte_tekst(platte_tekst(eigen, inhoud))

    fout = gezien(andere, gelezen.inhoud, gelezen.kop_digest)
    assert fout.verschillen == ("De inhoud hoort bij een andere kop (kopDigest).",)


def test_andere_inhoud_onder_dezelfde_kop_wordt_geweigerd() -> None:
    inhoud = een_inhoud()
    kop = gebonden(inhoud=inhoud)
    anders = [
        replace(inhoud, motivering="Iets anders."),
        replace(inhoud, zout=b"x" * 32),
        replace(inhoud, stuk=Stuk("signaal", 1, {})),
        replace(inhoud, onderdelen=(replace(inhoud.over[0], gegevens={"naam": "Een ander"}),
                                    inhoud.over[1])),
    ]  # fmt: skip
    for andere in anders:
        zin = "De inhoud is niet de inhoud waaraan de kop zich bindt (commitment)."
        assert zin in gezien(kop, andere).verschillen


def test_kop_zonder_commitment_bindt_zich_nergens_aan() -> None:
    kop = een_kop(inhoudCommitment=None)
    assert "commitment" in gezien(kop, een_inhoud()).verschillen[0]


def test_de_motivering_is_die_waaraan_de_kop_zich_bindt() -> None:
    inhoud = een_inhoud()
    kop = {**gebonden(inhoud=inhoud), "afweging": VECTOREN["kop"]["afweging"]}
    assert gezien(kop, inhoud).verschillen == (
        "De motivering is niet die waaraan de kop zich bindt.",
    )
    # Een motivering aankondigen en haar niet sturen is hetzelfde.
    zonder = een_inhoud(motivering=None)
    gebonden_kop = gebonden(inhoud=zonder)
    assert gebonden_kop["afweging"] == VECTOREN["kop"]["afweging"]
    assert len(gezien(gebonden_kop, zonder).verschillen) == 1


# --- De onderdelen --------------------------------------------------------------------------------

NIET_DIE_VAN_DE_KOP = (
    "De onderdelen zijn niet die van de kop, in aantal, volgorde, betrokkene en soort."
)


@pytest.mark.parametrize(
    "delen",
    [
        een_inhoud().over[:1],
        (),
        (*een_inhoud().over, een_inhoud().over[0]),
        tuple(reversed(een_inhoud().over)),
        (replace(een_inhoud().over[0], betrokkene=ANDER), een_inhoud().over[1]),
        (replace(een_inhoud().over[0], gegevenssoort="TEL_EMAIL"), een_inhoud().over[1]),
    ],
    ids=["minder", "geen", "meer", "andere volgorde", "iemand anders", "iets anders"],
)
def test_de_onderdelen_zijn_die_van_de_kop(delen: tuple[InhoudOnderdeel, ...]) -> None:
    inhoud = een_inhoud(onderdelen=delen)
    fout = gezien(gebonden(inhoud=een_inhoud()) | {
        "inhoudCommitment": gebonden(een_kop(onderdelen=[]), inhoud)["inhoudCommitment"]
    }, inhoud)  # fmt: skip
    assert NIET_DIE_VAN_DE_KOP in fout.verschillen
    assert fout.code == INHOUD_WIJKT_AF


def test_zonder_lid_onderdelen_is_er_niets_geleverd() -> None:
    inhoud = Inhoud(None, "x", b"x" * 32)
    kop = gebonden(een_kop(onderdelen=[]), inhoud)
    vergelijk(kop, kop_digest(kop), inhoud, REGELS, VANDAAG)
    vol = een_kop(inhoudCommitment=kop["inhoudCommitment"], afweging=None)
    assert gezien(vol, inhoud).verschillen == (NIET_DIE_VAN_DE_KOP,)


# --- De vorm --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nummer", "gegevens", "plek"),
    [
        (0, {}, "Onderdeel 0/naam:"),
        (0, {"naam": ""}, "Onderdeel 0/naam:"),
        (0, {"naam": "x", "bsn": "verzonnen"}, "Onderdeel 0:"),
        (0, {"naam": ["x"]}, "Onderdeel 0/naam:"),
        (1, {"geboortedatum": "3 februari 2010"}, "Onderdeel 1/geboortedatum:"),
        (1, {"geboortedatum": "2010-02-30"}, "Onderdeel 1/geboortedatum:"),
        (1, {"geboortedatum": 20100203}, "Onderdeel 1/geboortedatum:"),
        (1, {}, "Onderdeel 1/geboortedatum:"),
    ],
)
def test_elk_onderdeel_heeft_de_vorm_van_zijn_soort(
    nummer: int, gegevens: dict[str, Any], plek: str
) -> None:
    inhoud = met_gegevens(nummer, gegevens)
    fout = gezien(gebonden(inhoud=inhoud), inhoud)
    assert fout.code == VORM
    assert len(fout.verschillen) == 1
    assert fout.verschillen[0].startswith(plek)
    assert "2010" not in fout.verschillen[0]
    assert "verzonnen" not in fout.verschillen[0]


def test_een_soort_die_het_convenant_niet_deelt_heeft_geen_vorm() -> None:
    kop = een_kop(onderdelen=[een_onderdeel(gegevenssoort="BSN")])
    inhoud = een_inhoud(onderdelen=[InhoudOnderdeel(BETROKKENE, "BSN", {"bsn": "verzonnen"})])
    fout = gezien(gebonden(kop, inhoud), inhoud)
    assert fout.code == VORM
    assert fout.verschillen == ("Onderdeel 0 is van een soort die het convenant niet deelt.",)


def een_zaak(nummer: str = "Z-1") -> tuple[dict[str, Any], Inhoud]:
    kop = een_kop(onderdelen=[een_onderdeel(gegevenssoort="STRAFVORDERLIJK")])
    gegevens = {"zaak": nummer, "omschrijving": "Een verzonnen zaak."}
    return kop, een_inhoud(onderdelen=[InhoudOnderdeel(BETROKKENE, "STRAFVORDERLIJK", gegevens)])


def test_het_zaaknummer_is_dat_waaraan_de_kop_zich_bindt() -> None:
    kop, inhoud = een_zaak()
    assert past(kop, inhoud)
    _, ander = een_zaak("Z-2")
    ander = replace(ander, zout=inhoud.zout)
    kenmerken = kop_met_inhoud(kop, inhoud, gebonden_leden(REGELS, kop["soort"]))["onderdelen"]
    geruild = gebonden(kop, ander) | {"onderdelen": kenmerken}
    assert gezien(geruild, ander).verschillen == (
        "Lid zaak van onderdeel 0 is niet dat waaraan de kop zich bindt.",
    )


def test_van_recente_vervolging_gaat_ook_achteraf_geen_woord_mee() -> None:
    """Alleen dat het is verteld (E7)."""
    kop = een_kop(onderdelen=[een_onderdeel(gegevenssoort="RECENT_VERVOLGD")])
    for gegevens, mag in (({}, True), ({"omschrijving": "verzonnen"}, False)):
        delen = [InhoudOnderdeel(BETROKKENE, "RECENT_VERVOLGD", gegevens)]
        assert past(kop, een_inhoud(onderdelen=delen)) is mag


# --- Correcties -----------------------------------------------------------------------------------


def een_correctie(herkomst: str, gegevens: dict[str, Any], soort: str = "NAW") -> bool:
    deel = een_onderdeel(gegevenssoort=soort, herkomst=herkomst, grondslag=None, vervangt=0)
    kop = een_kop(soort="correctie", onderdelen=[deel], doel=None, afweging=None)
    delen = [InhoudOnderdeel(BETROKKENE, soort, gegevens)]
    return past(kop, een_inhoud(onderdelen=delen, motivering=None))


@pytest.mark.parametrize(
    ("gegevens", "mag"),
    [
        ({"fout": "onjuist"}, True),
        ({"lid": "naam", "fout": "onjuist"}, True),
        ({"lid": "adres", "fout": "achterhaald"}, True),
        ({"lid": "geboortedatum", "fout": "onjuist"}, False),  # dat heeft deze soort niet
        ({"lid": "naam"}, False),
        ({"lid": "naam", "fout": "ik denk Wolkje"}, False),
        ({"lid": "naam", "fout": "onjuist", "naam": "Wolkje"}, False),
        ({"naam": "Wolkje"}, False),
        ({}, False),
    ],
)
def test_wie_een_fout_vindt_zegt_welk_lid_en_geen_eigen_waarde(
    gegevens: dict[str, Any], mag: bool
) -> None:
    assert een_correctie("ontvangen", gegevens) is mag


@pytest.mark.parametrize(
    ("gegevens", "mag"),
    [
        ({"naam": "Wolkje Verzonnen"}, True),
        ({"naam": "Wolkje Verzonnen", "verbetering": "bevestigd"}, True),
        ({"naam": "Wolkje Verzonnen", "verbetering": "onderzoek"}, True),
        ({"naam": "Wolkje Verzonnen", "verbetering": "afgewezen"}, True),
        ({"naam": "Wolkje Verzonnen", "verbetering": "misschien"}, False),
        ({"verbetering": "afgewezen"}, False),
        ({"lid": "naam", "fout": "onjuist"}, False),
    ],
)
def test_de_bron_geeft_de_nieuwe_waarde_en_zegt_hoe_ver_het_is(
    gegevens: dict[str, Any], mag: bool
) -> None:
    assert een_correctie("eigen", gegevens) is mag


@pytest.mark.parametrize("herkomst", ["eigen", "ontvangen"])
def test_een_correctie_van_wat_alleen_is_verteld_bevat_niets(herkomst: str) -> None:
    assert een_correctie(herkomst, {}, "RECENT_VERVOLGD")
    assert not een_correctie(herkomst, {"fout": "onjuist"}, "RECENT_VERVOLGD")


def test_verbetering_hoort_alleen_bij_een_correctie() -> None:
    inhoud = met_gegevens(0, {"naam": "Wolkje", "verbetering": "bevestigd"})
    assert not past(een_kop(), inhoud)
    naw = REGELS.gegevenssoorten["NAW"]
    assert vorm_van_onderdeel(REGELS, "verstrekking", "eigen", naw) == naw.vorm
    assert vorm_van_onderdeel(REGELS, "aanvulling", "eigen", naw) == naw.vorm


# --- Stukken --------------------------------------------------------------------------------------


def test_het_stuk_is_dat_van_de_kop_in_zijn_vorm() -> None:
    assert past(een_stukkop(), een_signaal())
    for anders in ({"plek": None}, {"datum": "gisteren"}, {"bron": "buurman"}, {"naam": "Wolkje"}):
        inhoud = een_signaal(**anders)
        assert gezien(gebonden(een_stukkop(), inhoud), inhoud).code == VORM


@pytest.mark.parametrize(
    ("kop", "inhoud"),
    [
        (een_stukkop("actie"), een_signaal()),
        (een_stukkop("signaal"), stel_inhoud_op(())),
        (een_stukkop(stuk=None), een_signaal()),  # type: ignore[arg-type]
    ],
    ids=["een ander stuk", "geen stuk", "een stuk dat de kop niet noemt"],
)
def test_een_stuk_dat_de_kop_niet_noemt_blijft_buiten(kop: dict[str, Any], inhoud: Inhoud) -> None:
    fout = gezien(gebonden(kop, inhoud), inhoud)
    assert fout.verschillen == ("Het stuk is niet het stuk dat de kop noemt.",)
    assert fout.code == INHOUD_WIJKT_AF


def test_naast_gegevens_over_personen_gaat_geen_stuk_mee() -> None:
    inhoud = een_inhoud(stuk=een_signaal().stuk)
    assert "Het stuk is niet" in gezien(gebonden(inhoud=inhoud), inhoud).verschillen[-1]


# --- Leeftijd -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geboren", "klasse", "mag"),
    [
        ("2010-11-23", "16-17", True),
        ("2010-11-24", "16-17", False),
        ("2010-11-24", "12-15", True),
        ("2014-11-23", "12-15", True),
        ("2014-11-24", "12-15", False),
        ("2008-11-24", "16-17", True),
        ("2008-11-23", "18-22", True),
        ("2003-11-24", "18-22", True),
        ("2003-11-23", "18-22", False),
        ("2003-11-23", "23", True),
        ("2002-11-24", "23", True),
        ("2002-11-23", "23", False),
        ("2027-01-01", "16-17", False),
        ("2010-02-03", "onbekend", False),
    ],
)
def test_geboortedatum_past_bij_de_leeftijdsklasse_in_de_kop(
    geboren: str, klasse: str, mag: bool
) -> None:
    kop = een_kop(onderdelen=[een_onderdeel(n, leeftijdsklasse=klasse) for n in (0, 1)])
    inhoud = met_gegevens(1, {"geboortedatum": geboren})
    assert past(kop, inhoud) is mag
    if not mag:
        fout = gezien(gebonden(kop, inhoud), inhoud)
        assert fout.code == LEEFTIJD
        assert fout.verschillen == (
            f"De geboortedatum van {BETROKKENE} past niet bij de leeftijdsklasse in de kop.",
        )
        assert geboren not in fout.verschillen[0]


def test_de_leeftijd_telt_op_de_dag_van_het_besluit() -> None:
    inhoud = met_gegevens(1, {"geboortedatum": "2010-11-23"})
    assert past(een_kop(), inhoud, VANDAAG)
    assert not past(een_kop(), inhoud, date(2026, 11, 22))


def test_twee_klassen_voor_een_betrokkene_passen_nooit() -> None:
    kop = een_kop(onderdelen=[een_onderdeel(0, leeftijdsklasse="12-15"), een_onderdeel(1)])
    fout = gezien(gebonden(kop), een_inhoud(), dag=VANDAAG)
    assert "leeftijdsklasse" in fout.verschillen[-1]


def _ouder(nummer: int, **anders: Any) -> dict[str, Any]:
    return een_onderdeel(nummer, categorie=2, betrokkene=ANDER, kind=BETROKKENE,
                         leeftijdsklasse="12-15", **anders)  # fmt: skip


def test_klasse_bij_een_ouder_is_die_van_het_kind() -> None:
    ouder = InhoudOnderdeel(ANDER, "GEBOORTEDATUM", {"geboortedatum": "1980-01-01"})
    kop = een_kop(onderdelen=[_ouder(1)])
    # De ouder zelf wordt nergens mee vergeleken.
    assert past(kop, een_inhoud(onderdelen=[ouder]))
    kind = InhoudOnderdeel(BETROKKENE, "GEBOORTEDATUM", {"geboortedatum": "2010-02-03"})
    samen = een_kop(onderdelen=[_ouder(1), een_onderdeel(1, leeftijdsklasse="12-15")])
    assert not past(samen, een_inhoud(onderdelen=[ouder, kind]))
    jonger = replace(kind, gegevens={"geboortedatum": "2012-02-03"})
    assert past(samen, een_inhoud(onderdelen=[ouder, jonger]))


def test_zonder_klasse_wordt_er_geen_leeftijd_aangekondigd() -> None:
    assert past(
        een_kop(onderdelen=[een_onderdeel(n, leeftijdsklasse=None) for n in (0, 1)]), een_inhoud()
    )


def test_wie_een_geboortedatum_heeft_staat_in_de_inhoud() -> None:
    assert geboortedata(een_inhoud(), REGELS) == {BETROKKENE: (date(2010, 2, 3),)}
    assert geboortedata(met_gegevens(1, {"geboortedatum": "gisteren"}), REGELS) == {}
    assert geboortedata(een_signaal(), REGELS) == {}
    vreemd = een_inhoud(onderdelen=[InhoudOnderdeel(BETROKKENE, "BSN", {})])
    assert geboortedata(vreemd, REGELS) == {}

"""De werklijst: de volgorde is volledig, de plek blijft, en wat gedaan is staat er niet meer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, true
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.taakgrens import ALLES
from shared.convenant.regels.laden import standaard_convenant
from shared.opslag.basis import Basis
from shared.partij.bladeren import Plek, blader
from shared.partij.poorten.werkbron import SOORTEN, Werkblik
from shared.partij.poorten.werkstuk import (
    Urgentie,
    Werkfilter,
    Werkstuk,
    op_volgorde,
    tel,
    urgentie,
)
from shared.verzenden.stukken.tabellen import VerzoekantwoordRij
from shared.verzenden.tabellen import InformatieverzoekRij, UitgaandRij
from shared.verzenden.versturen.werk import BERICHTEN
from shared.zaak.taken.tabellen import TaakRij
from shared.zaak.taken.werk import TAKEN

NU = datetime(2026, 11, 25, 10, tzinfo=UTC)
VANDAAG = date(2026, 11, 25)
dagen = st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31))


@st.composite
def werkstukken(draw: st.DrawFn) -> list[Werkstuk]:
    namen = draw(
        st.lists(
            st.tuples(st.sampled_from(sorted(SOORTEN)), st.integers(0, 30)),
            unique=True,
            max_size=30,
        )
    )
    return [
        Werkstuk(
            soort=soort,
            onderwerp=str(nummer),
            titel="Iets",
            groep=draw(st.sampled_from([None, "g1", "g2"])),
            recht="verstrekken",
            eigenaar=draw(st.sampled_from([None, "ik", "collega"])),
            sinds=NU - timedelta(days=draw(st.integers(0, 3))),
            uiterlijk=draw(dagen),
            pad="/",
        )
        for soort, nummer in namen
    ]


@given(werkstukken(), st.randoms())
def test_de_volgorde_is_volledig_en_hangt_niet_af_van_waar_het_vandaan_kwam(
    stukken: list[Werkstuk], toeval: object
) -> None:
    geschud = list(stukken)
    toeval.shuffle(geschud)  # type: ignore[attr-defined]
    assert op_volgorde(geschud) == op_volgorde(stukken)
    assert len({stuk.sleutel for stuk in stukken}) == len(stukken)
    dagen_ = [stuk.uiterlijk or date.max for stuk in op_volgorde(stukken)]
    assert dagen_ == sorted(dagen_)


@given(werkstukken(), st.integers(1, 7))
def test_wie_doorbladert_ziet_alles_een_keer(stukken: list[Werkstuk], grootte: int) -> None:
    stukken = op_volgorde(stukken)
    gezien: list[Werkstuk] = []
    plek: Plek | None = None
    while True:
        blad = blader(stukken, plek, grootte)
        gezien += blad.stukken
        if blad.volgende is None:
            break
        plek = blad.volgende
    assert gezien == stukken


@given(werkstukken(), st.data(), st.integers(1, 7))
def test_de_plek_blijft_ook_als_wat_ervoor_stond_gedaan_is_en_er_iets_bijkomt(
    stukken: list[Werkstuk], data: st.DataObject, grootte: int
) -> None:
    stukken = op_volgorde(stukken)
    blad = blader(stukken, None, grootte)
    while blad.volgende is not None and data.draw(st.booleans()):
        blad = blader(stukken, blad.volgende, grootte)
    if not blad.stukken:
        assert blad.positie is None
        return
    begin = stukken.index(blad.stukken[0])
    gedaan = data.draw(st.sets(st.integers(0, begin), max_size=begin + 1))
    erbij = [s for s in data.draw(werkstukken()) if s.sleutel < stukken[begin].sleutel]
    bekend = {(s.soort, s.onderwerp) for s in stukken}
    erbij = [s for s in erbij if (s.soort, s.onderwerp) not in bekend]
    over = [stuk for nummer, stuk in enumerate(stukken) if nummer not in gedaan]
    later = blader(op_volgorde([*over, *erbij]), blad.positie, grootte)
    verwacht = [stuk for stuk in over if stuk.sleutel >= stukken[begin].sleutel]
    assert list(later.stukken) == verwacht[:grootte]


@given(werkstukken(), st.integers(1, 7))
def test_terug_is_waar_iemand_vandaan_kwam(stukken: list[Werkstuk], grootte: int) -> None:
    stukken = op_volgorde(stukken)
    eerste = blader(stukken, None, grootte)
    assert eerste.vorige is None
    if eerste.volgende is not None:
        tweede = blader(stukken, eerste.volgende, grootte)
        assert tweede.vorige is not None
        assert blader(stukken, tweede.vorige, grootte).stukken == eerste.stukken


@given(werkstukken())
def test_de_aantallen_tellen_elk_stuk_een_keer(stukken: list[Werkstuk]) -> None:
    soorten, urgenties = tel(stukken, VANDAAG)
    assert sum(soorten.values()) == sum(urgenties.values()) == len(stukken)
    for een in Urgentie:
        gekozen = [s for s in stukken if Werkfilter(urgentie=een).past(s, VANDAAG)]
        assert len(gekozen) == urgenties[een.value]


@given(dagen)
def test_hoe_snel_volgt_alleen_uit_de_dag(uiterlijk: date | None) -> None:
    gevonden = urgentie(uiterlijk, VANDAAG)
    if uiterlijk is None or uiterlijk > date(2026, 11, 29):
        assert gevonden is Urgentie.LATER
    elif uiterlijk > VANDAAG:
        assert gevonden is Urgentie.DEZE_WEEK
    else:
        assert gevonden is (Urgentie.VANDAAG if uiterlijk == VANDAAG else Urgentie.TE_LAAT)


feiten = st.lists(
    st.tuples(
        st.sampled_from(["in", "uit"]),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["loopt", "verder", "dicht"]),
    ),
    max_size=8,
)


def _blik(sessie: Session, groepen: dict[str, dict[str, object]] | None) -> Werkblik:
    return Werkblik(
        sessie=sessie,
        kluis=None,  # type: ignore[arg-type] # deze bronnen openen niets
        regels=standaard_convenant(),
        partij="politie",
        nu=NU,
        groepen=groepen,
        sinds_stap={},
        taak=ALLES,
        wie="iemand",
        functie="analist",
        genoemd=frozenset(),
        gelezen=lambda _: true(),
    )


def _verzoek(
    nummer: int, richting: str, groep: str, *, beantwoord: bool, weg: bool
) -> InformatieverzoekRij:
    return InformatieverzoekRij(
        id=f"v{nummer}",
        richting=richting,
        groep=groep,
        van="gemeente",
        aan="politie",
        medewerker=None,
        ontvangende_medewerker=None,
        beantwoord_door="antwoord" if beantwoord else None,
        beantwoord_op=NU if beantwoord else None,
        ingetrokken_op=NU if weg else None,
        stap=2,
        gemaakt_op=NU,
    )


@settings(max_examples=25)
@given(feiten)
def test_een_verzoek_wacht_precies_zolang_het_open_is(
    gegeven: list[tuple[str, bool, bool, str]],
) -> None:
    engine = create_engine("sqlite://")
    tabellen = [
        rij.__table__
        for rij in (InformatieverzoekRij, InkomendRij, UitgaandRij, VerzoekantwoordRij)
    ]
    Basis.metadata.create_all(engine, tables=tabellen)  # type: ignore[arg-type]
    groepen: dict[str, dict[str, object]] = {
        "loopt": {"stap": 2, "status": "actief", "eindcriterium": None},
        # De stap waarin het is gevraagd is voorbij: niemand wacht er nog op.
        "verder": {"stap": 3, "status": "actief", "eindcriterium": None},
        "dicht": {"stap": 7, "status": "afgesloten", "eindcriterium": "doelen-behaald"},
    }
    with Session(engine) as sessie:
        for nummer, (richting, beantwoord, weg, groep) in enumerate(gegeven):
            sessie.add(_verzoek(nummer, richting, groep, beantwoord=beantwoord, weg=weg))
        sessie.flush()
        gevonden = {stuk.onderwerp for stuk in BERICHTEN.werk(_blik(sessie, groepen))}
        assert gevonden == {
            f"v{nummer}"
            for nummer, (richting, beantwoord, weg, groep) in enumerate(gegeven)
            if richting == "in" and not beantwoord and not weg and groep == "loopt"
        }
        # Is de gateway weg, dan weet niemand of een groep dicht is: liever te veel dan te weinig.
        zonder = {stuk.onderwerp for stuk in BERICHTEN.werk(_blik(sessie, None))}
        assert gevonden <= zonder
    engine.dispose()


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["open", "klaar", "vervallen"]), max_size=6))
def test_een_taak_staat_er_precies_zolang_hij_open_is(standen: list[str]) -> None:
    engine = create_engine("sqlite://")
    Basis.metadata.create_all(engine, tables=[TaakRij.__table__])  # type: ignore[list-item]
    with Session(engine) as sessie:
        for nummer, stand in enumerate(standen):
            sessie.add(
                TaakRij(
                    id=f"t{nummer}",
                    groep="g",
                    titel="Plan een schouw",
                    eigenaar="a",
                    uiterlijk=VANDAAG,
                    stand=stand,
                    versie=1,
                    gemaakt_op=NU,
                    gewijzigd_op=NU,
                    gewijzigd_door="a",
                )
            )
        sessie.flush()
        gevonden = [stuk.onderwerp for stuk in TAKEN.werk(_blik(sessie, {}))]
        assert gevonden == [f"t{n}" for n, stand in enumerate(standen) if stand == "open"]
    engine.dispose()


def test_elk_recht_van_een_soort_werk_kent_het_convenant() -> None:
    rechten = standaard_convenant().rechten
    assert [code for code, soort in SOORTEN.items() if soort.recht not in rechten] == []

"""Wat er telt voor een startbesluit: elk incident één keer, in het venster, van de bronnen."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gemeente.start.begrippen import Beeld, Melding, commitment, tel, zelfde_incident
from shared.convenant.regels.laden import standaard_convenant

OP = date(2026, 11, 23)
REGELS = standaard_convenant()
BRONNEN = sorted(REGELS.start.bronnen)
ZOUT = bytes(32)


def melding(nummer: int, datum: date = OP, **anders: object) -> Melding:
    velden = {"bron": BRONNEN[0], "incident": f"i{nummer}", "plek": "het plein", **anders}
    return Melding(id=f"m{nummer:03}", datum=datum, **velden)  # type: ignore[arg-type]


def beeld(
    *meldingen: Melding, interventies: tuple[date, ...] = (OP,), verband: bool = True
) -> Beeld:
    return Beeld(meldingen, interventies, verband, ZOUT)


def codes(wat: Beeld, op: date = OP) -> list[str]:
    return [reden.code for reden in tel(wat, op, REGELS).ontbreekt]


def test_drie_incidenten_een_interventie_en_groepsverband_is_genoeg() -> None:
    assert codes(beeld(melding(1), melding(2), melding(3))) == []


def test_alles_wat_ontbreekt_staat_er_tegelijk() -> None:
    niets = Beeld((), (), groepsverband=False, zout=ZOUT)
    assert codes(niets) == ["START_GROEPSVERBAND", "START_MELDINGEN", "START_INTERVENTIE"]


@pytest.mark.parametrize(
    ("anders", "waarom"),
    [
        ({"ingetrokken": True}, "ingetrokken"),
        ({"bron": "buurtbewoner"}, "bron"),
        ({"datum": date(2025, 11, 22)}, "te-oud"),
        ({"datum": date(2025, 11, 23)}, None),
        ({"datum": date(2026, 11, 24)}, "te-nieuw"),
    ],
)
def test_een_melding_telt_niet_en_dat_staat_erbij(
    anders: dict[str, object], waarom: str | None
) -> None:
    cijfers = tel(beeld(melding(1, **anders)), OP, REGELS)  # type: ignore[arg-type]
    assert [een.waarom_niet for een in cijfers.meldingen] == [waarom]
    assert len(cijfers.gegevens()["meldingen"]) == (waarom is None)


def test_het_venster_rond_een_schrikkeldag() -> None:
    op = date(2028, 2, 29)
    telt = beeld(melding(1, date(2027, 2, 28)), melding(2, op), melding(3, op))
    assert codes(telt, op) == []
    te_oud = beeld(melding(1, date(2027, 2, 27)), melding(2, op), melding(3, op))
    assert "START_MELDINGEN" in codes(te_oud, op)


def test_een_interventie_van_na_het_besluit_telt_niet() -> None:
    later = (OP + timedelta(days=1),)
    assert codes(beeld(melding(1), melding(2), melding(3), interventies=later)) == [
        "START_INTERVENTIE"
    ]


def test_wat_op_elkaar_lijkt_wordt_aangewezen_en_niet_samengevoegd() -> None:
    paar = (
        melding(1, OP, plek="Het Plein", bron=BRONNEN[0]),
        melding(2, OP - timedelta(days=1), plek="het plein.", bron=BRONNEN[1]),
    )
    elders = melding(3, OP, plek="het park")
    lang_daarna = melding(4, OP - timedelta(days=3))
    ingetrokken = melding(5, OP, ingetrokken=True)
    gevonden = zelfde_incident([*paar, elders, lang_daarna, ingetrokken])
    assert [{a.id, b.id} for a, b in gevonden] == [{"m001", "m002"}]
    assert zelfde_incident([melding(1), melding(2, incident="i1")]) == []


meldingen = st.lists(
    st.builds(
        lambda nummer, dagen, bron, incident, weg: Melding(
            f"m{nummer}", bron, OP - timedelta(days=dagen), f"i{incident}", "plein", weg
        ),
        st.integers(0, 9999),
        st.integers(-3, 400),
        st.sampled_from([*BRONNEN, "buurtbewoner"]),
        st.integers(0, 5),
        st.booleans(),
    ),
    max_size=12,
)


@given(meldingen, meldingen)
def test_een_melding_erbij_maakt_het_nooit_minder(
    er_zijn: list[Melding], erbij: list[Melding]
) -> None:
    nu = set(tel(beeld(*er_zijn), OP, REGELS).incidenten)
    straks = set(tel(beeld(*er_zijn, *erbij), OP, REGELS).incidenten)
    assert nu <= straks


@given(meldingen)
def test_de_bron_noch_de_volgorde_maakt_van_een_incident_er_twee(er_zijn: list[Melding]) -> None:
    cijfers = tel(beeld(*er_zijn), OP, REGELS)
    assert cijfers.incidenten == tel(beeld(*reversed(er_zijn)), OP, REGELS).incidenten
    assert len(set(cijfers.incidenten)) == len(cijfers.incidenten)
    gebonden = {m["incident"] for m in cijfers.gegevens()["meldingen"]}
    assert gebonden == {commitment(ZOUT, incident) for incident in cijfers.incidenten}
    assert len(gebonden) == len(cijfers.incidenten)


def test_wat_van_een_incident_weggaat_zegt_elders_niets() -> None:
    # SHA-256 over het zout en de verwijzing, zoals een ander haar uitrekent.
    bekend = commitment(ZOUT, "i1")
    verwacht = base64.urlsafe_b64encode(hashlib.sha256(bytes(32) + b"i1").digest())
    assert bekend == verwacht.decode().rstrip("=")
    assert len(bekend) == 43
    ander_zout = bytes([1]) + bytes(31)
    anders = Beeld((melding(1),), (OP,), groepsverband=True, zout=ander_zout)
    (elders,) = tel(anders, OP, REGELS).gegevens()["meldingen"]
    assert elders["incident"] not in (bekend, "i1")
    assert "i1" not in str(elders)

"""De boom met tegels en rand tegen een naïeve boom, op willekeurige groottes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.logboek import merkle
from shared.logboek.aangroei import BEWAARDE_TEGELS, Aangroei
from shared.logboek.fouten import BewijsOngeldig
from shared.logboek.tegels import Tegelhashes, lees_tegelpad, tegelbreedte, tegelpad
from tests.unit.logboek.hulp import lezer_van, naieve_wortel

MAX_BLADEN = 1500
BLADEN = [n.to_bytes(2, "big") for n in range(MAX_BLADEN)]
HASHES = [merkle.bladhash(blad) for blad in BLADEN]

groottes = st.integers(1, MAX_BLADEN)


def bewaard(delen: Sequence[int]) -> tuple[dict[tuple[int, int], bytes], Aangroei]:
    """Voeg in beurten van deze groottes toe en bewaar na elke beurt de tegels."""
    rand, opslag, begin = Aangroei(), {}, 0
    for deel in delen:
        rand.voeg_toe(HASHES[begin : begin + deel])
        begin += deel
        for tegel in rand.neem_gewijzigde_tegels():
            opslag[tegel.niveau, tegel.nummer] = tegel.hashes
    return opslag, rand


def lezer(opslag: dict[tuple[int, int], bytes]) -> Tegelhashes:
    return Tegelhashes(lambda niveau, nummer: opslag[niveau, nummer])


@given(st.lists(st.integers(0, 400), max_size=6))
@settings(max_examples=40, deadline=None)
def test_boom_in_tegels_heeft_de_wortel_van_de_naieve_boom(delen: list[int]) -> None:
    delen = delen if sum(delen) <= MAX_BLADEN else [MAX_BLADEN]
    grootte = sum(delen)
    opslag, rand = bewaard(delen)
    verwacht = naieve_wortel(BLADEN[:grootte])
    assert rand.wortel() == verwacht
    assert merkle.wortel(grootte, lezer(opslag)) == verwacht
    for (niveau, nummer), hashes in opslag.items():
        assert len(hashes) == 32 * tegelbreedte(niveau, nummer, grootte)


@given(groottes, st.lists(st.integers(1, 300), max_size=3))
@settings(max_examples=30, deadline=None)
def test_rand_die_van_opslag_komt_groeit_net_zo_verder(eerst: int, later: list[int]) -> None:
    opslag, rand = bewaard([eerst])
    hersteld = Aangroei.uit_lezer(eerst, lezer(opslag))
    assert (hersteld.grootte, hersteld.wortel()) == (rand.grootte, rand.wortel())
    for deel in later:
        nieuw = [merkle.bladhash(b"later %d" % n) for n in range(deel)]
        rand.voeg_toe(nieuw)
        hersteld.voeg_toe(nieuw)
        assert hersteld.wortel() == rand.wortel()
        assert hersteld.neem_gewijzigde_tegels() == rand.neem_gewijzigde_tegels()


@given(st.data(), st.lists(st.integers(1, 600), min_size=1, max_size=4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_rand_bewijst_elk_blad_uit_geheugen_en_opslag_samen(
    data: st.DataObject, delen: list[int], hersteld: bool
) -> None:
    """Ook midden in een beurt: wat nog niet bewaard is, staat nog in het geheugen."""
    delen = delen if sum(delen) <= MAX_BLADEN else [MAX_BLADEN]
    *bewaarde, _ = delen
    opslag, rand = bewaard(bewaarde)
    if hersteld:
        rand = Aangroei.uit_lezer(sum(bewaarde), lezer(opslag))
    rand.voeg_toe(HASHES[sum(bewaarde) : sum(delen)])
    nummer = data.draw(st.integers(0, sum(delen) - 1))
    bewijs = rand.bewijs(nummer, lezer(opslag))
    assert bewijs == merkle.inclusiebewijs(nummer, sum(delen), lezer_van(BLADEN))
    assert rand.wortel() == naieve_wortel(BLADEN[: sum(delen)])


def test_geheugen_van_de_rand_groeit_niet_mee_met_het_log() -> None:
    rand = Aangroei()
    for _ in range(40):
        rand.voeg_toe(HASHES[:256])
        rand.neem_gewijzigde_tegels()
    assert rand.grootte == 40 * 256
    assert all(len(tegels) <= BEWAARDE_TEGELS for tegels in rand._tegels)


@given(st.data(), groottes)
@settings(max_examples=60, deadline=None)
def test_inclusiebewijs_uit_tegels_is_het_naieve_en_houdt(
    data: st.DataObject, grootte: int
) -> None:
    nummer = data.draw(st.integers(0, grootte - 1))
    # Het log is intussen verder gegroeid: de tegels zijn breder dan deze grootte vraagt.
    opslag, _ = bewaard([MAX_BLADEN])
    bewijs = merkle.inclusiebewijs(nummer, grootte, lezer(opslag))
    assert bewijs == merkle.inclusiebewijs(nummer, grootte, lezer_van(BLADEN))
    wortel = naieve_wortel(BLADEN[:grootte])
    merkle.controleer_inclusie(HASHES[nummer], nummer, grootte, bewijs, wortel)
    ander = HASHES[nummer][:-1] + bytes([HASHES[nummer][-1] ^ 1])
    with pytest.raises(BewijsOngeldig):
        merkle.controleer_inclusie(ander, nummer, grootte, bewijs, wortel)


@given(st.data(), groottes)
@settings(max_examples=60, deadline=None)
def test_consistentiebewijs_uit_tegels_is_het_naieve_en_houdt(
    data: st.DataObject, nieuw: int
) -> None:
    oud = data.draw(st.integers(1, nieuw))
    opslag, _ = bewaard([MAX_BLADEN])
    bewijs = merkle.consistentiebewijs(oud, nieuw, lezer(opslag))
    assert bewijs == merkle.consistentiebewijs(oud, nieuw, lezer_van(BLADEN))
    oude_wortel, nieuwe_wortel = naieve_wortel(BLADEN[:oud]), naieve_wortel(BLADEN[:nieuw])
    merkle.controleer_consistentie(oud, nieuw, bewijs, oude_wortel, nieuwe_wortel)


@given(st.data(), groottes)
@settings(max_examples=60, deadline=None)
def test_elke_wijziging_van_een_bewijs_wordt_gezien(data: st.DataObject, nieuw: int) -> None:
    oud = data.draw(st.integers(1, nieuw))
    nummer = data.draw(st.integers(0, nieuw - 1))
    hashes = lezer(bewaard([nieuw])[0])
    oude_wortel, wortel = naieve_wortel(BLADEN[:oud]), naieve_wortel(BLADEN[:nieuw])
    inclusie = _wijzig(data, merkle.inclusiebewijs(nummer, nieuw, hashes))
    with pytest.raises(BewijsOngeldig):
        merkle.controleer_inclusie(HASHES[nummer], nummer, nieuw, inclusie, wortel)
    consistentie = _wijzig(data, merkle.consistentiebewijs(oud, nieuw, hashes))
    with pytest.raises(BewijsOngeldig):
        merkle.controleer_consistentie(oud, nieuw, consistentie, oude_wortel, wortel)


def _wijzig(data: st.DataObject, bewijs: list[bytes]) -> list[bytes]:
    """Eén bit om, een stap weg, of een stap erbij."""
    wijzigingen = ["erbij"] if not bewijs else ["bit", "weg", "erbij"]
    soort = data.draw(st.sampled_from(wijzigingen))
    plek = data.draw(st.integers(0, max(0, len(bewijs) - 1)))
    if soort == "erbij":
        return [*bewijs[:plek], data.draw(st.binary(min_size=32, max_size=32)), *bewijs[plek:]]
    if soort == "weg":
        return bewijs[:plek] + bewijs[plek + 1 :]
    bit = data.draw(st.integers(0, 255))
    getal = int.from_bytes(bewijs[plek], "big") ^ (1 << bit)
    return [*bewijs[:plek], getal.to_bytes(32, "big"), *bewijs[plek + 1 :]]


@given(st.one_of(st.none(), st.integers(0, 63)), st.integers(0, 2**56), st.integers(1, 256))
def test_elk_tegelpad_gaat_heen_en_terug(niveau: int | None, nummer: int, breedte: int) -> None:
    pad = tegelpad(niveau, nummer, breedte)
    tegel = lees_tegelpad(pad)
    assert (tegel.niveau, tegel.nummer, tegel.breedte) == (niveau, nummer, breedte)

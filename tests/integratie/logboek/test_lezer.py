"""Lezen uit het log: bladen, bladzijden, bewijzen en tegels zoals C2SP ze serveert."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from shared.logboek.bladen import maak_blad
from shared.logboek.fouten import BladOpgeschoond, LogBeschadigd, MerkleFout
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import bladhash, consistentiebewijs, controleer_inclusie, inclusiebewijs
from shared.logboek.opslag import LOG_BLAD, verwijder_inhoud
from shared.logboek.schrijver import Logschrijver
from shared.logboek.tegels import Tegelhashes, Tegelpad, lees_bladtegel, lees_tegelpad
from tests.integratie.logboek.hulp import NU, blad
from tests.unit.logboek.hulp import logsleutel

AANTAL = 600


@pytest.fixture
def gevuld(engine: Engine) -> Loglezer:
    with Logschrijver(engine, logsleutel()) as schrijver:
        for begin in range(0, AANTAL, 100):
            schrijver.voeg_toe_sync(*(blad(n) for n in range(begin, begin + 100)))
    return Loglezer(engine)


def test_bladen_komen_terug_zoals_ze_geschreven_zijn(gevuld: Loglezer) -> None:
    assert gevuld.blad(7) == blad(7).inhoud
    rijen = gevuld.bladen(598, 700)
    assert [(r.nummer, r.inhoud, r.sleutel) for r in rijen] == [
        (n, blad(n).inhoud, f"id-{n}") for n in (598, 599)
    ]
    assert {(r.soort, r.tijdstip) for r in rijen} == {("configuratie", NU)}
    with pytest.raises(MerkleFout, match="bestaat niet"):
        gevuld.blad(AANTAL)


def test_bewijs_tegen_een_eerdere_grootte_houdt_ook_nu_het_log_verder_is(gevuld: Loglezer) -> None:
    for grootte in (1, 100, 257, 513, AANTAL):
        bewijs = gevuld.inclusiebewijs(0, grootte)
        controleer_inclusie(bladhash(gevuld.blad(0)), 0, grootte, bewijs, gevuld.wortel(grootte))
    assert gevuld.inclusiebewijs(599) == gevuld.inclusiebewijs(599, AANTAL)
    assert gevuld.consistentiebewijs(300) == gevuld.consistentiebewijs(300, AANTAL)


def test_bewijs_over_wat_er_nog_niet_is_wordt_geweigerd(gevuld: Loglezer) -> None:
    with pytest.raises(MerkleFout, match="nog geen 601"):
        gevuld.inclusiebewijs(0, 601)
    with pytest.raises(MerkleFout, match="bestaat niet"):
        gevuld.inclusiebewijs(100, 100)
    with pytest.raises(MerkleFout):
        gevuld.consistentiebewijs(0, 100)


def test_bladzijden_van_een_zoekvraag_sluiten_op_elkaar_aan(engine: Engine) -> None:
    soorten = ["besluit", "bevestiging", "incident"]
    with Logschrijver(engine, logsleutel()) as schrijver:
        schrijver.voeg_toe_sync(
            *(
                maak_blad(soorten[n % 3], NU + timedelta(minutes=n), sleutel=f"m-{n // 3}")
                for n in range(90)
            )
        )
    lezer = Loglezer(engine)
    eerste = lezer.zoek(soort="besluit", limiet=20)
    tweede = lezer.zoek(soort="besluit", limiet=20, na=eerste[-1].nummer)
    assert [r.nummer for r in eerste + tweede] == list(range(0, 90, 3))
    venster = lezer.zoek(van=NU + timedelta(minutes=10), tot=NU + timedelta(minutes=13))
    assert [r.nummer for r in venster] == [10, 11, 12]
    assert [r.nummer for r in lezer.zoek(sleutel="m-4", soort="incident")] == [14]
    assert lezer.nummers_van("m-4") == [12, 13, 14]
    assert lezer.nummers_van("onbekend") == []


def test_tegels_zijn_genoeg_om_elk_bewijs_zelf_te_maken(gevuld: Loglezer) -> None:
    """Een volger van het log heeft alleen het checkpoint en de tegels nodig."""

    def tegel(niveau: int, nummer: int) -> bytes:
        vol = (AANTAL >> (8 * niveau)) - nummer * 256
        return gevuld.tegel(Tegelpad(niveau, nummer, min(256, vol)))

    hashes = Tegelhashes(tegel)
    assert inclusiebewijs(300, AANTAL, hashes) == gevuld.inclusiebewijs(300)
    assert consistentiebewijs(77, AANTAL, hashes) == gevuld.consistentiebewijs(77)
    bladen = lees_bladtegel(gevuld.tegel(lees_tegelpad("tile/entries/002.p/88")))
    assert bladen == [blad(n).inhoud for n in range(512, 600)]
    assert [bladhash(b) for b in bladen] == [hashes(0, n) for n in range(512, 600)]


@pytest.mark.parametrize(
    "pad", ["tile/0/002", "tile/0/002.p/89", "tile/0/003.p/1", "tile/1/000.p/3", "tile/2/000.p/1",
            "tile/entries/002"]
)  # fmt: skip
def test_tegel_die_het_log_nog_niet_heeft_bestaat_niet(gevuld: Loglezer, pad: str) -> None:
    with pytest.raises(MerkleFout, match="heeft het log niet"):
        gevuld.tegel(lees_tegelpad(pad))


def test_smallere_tegel_van_een_eerder_checkpoint_blijft_te_halen(gevuld: Loglezer) -> None:
    heel = gevuld.tegel(Tegelpad(0, 1))
    assert gevuld.tegel(Tegelpad(0, 1, 10)) == heel[:320]


def test_opgeschoond_blad_houdt_zijn_bewijs_maar_niet_zijn_inhoud(
    engine: Engine, gevuld: Loglezer
) -> None:
    voor = gevuld.inclusiebewijs(9)
    with engine.begin() as verbinding:
        verwijder_inhoud(verbinding, [9])
    assert gevuld.inclusiebewijs(9) == voor
    assert gevuld.zoek(sleutel="id-9")[0].inhoud is None
    with pytest.raises(BladOpgeschoond, match="blad 9"):
        gevuld.blad(9)
    with pytest.raises(BladOpgeschoond):
        list(gevuld.bewezen_bladen([9]))
    weggelaten: list[int] = []
    gegeven = gevuld.bewezen_bladen([8, 9, 10], opgeschoond=weggelaten)
    assert [blad.nummer for blad in gegeven] == [8, 10]
    assert weggelaten == [9]
    tegel = lees_tegelpad("tile/entries/000")
    bladen = lees_bladtegel(gevuld.tegel(tegel))
    assert [nummer for nummer, inhoud in enumerate(bladen) if not inhoud] == [9]
    assert bladen[8] == blad(8).inhoud
    with engine.begin() as verbinding:
        verwijder_inhoud(verbinding, range(256))
    with pytest.raises(BladOpgeschoond):
        gevuld.tegel(tegel)


def test_een_gewijzigd_blad_wordt_niet_gelezen(engine: Engine, gevuld: Loglezer) -> None:
    """Ook niet als wie het wijzigde de hash ernaast heeft aangepast."""
    vals = blad(8).inhoud
    with engine.begin() as verbinding:
        verbinding.execute(
            update(LOG_BLAD)
            .where(LOG_BLAD.c.nummer == 9)
            .values(inhoud=vals, bladhash=bladhash(vals))
        )
    for lees in (
        lambda: gevuld.blad(9),
        lambda: list(gevuld.bewezen_bladen([8, 9])),
        lambda: gevuld.tegel(lees_tegelpad("tile/entries/000")),
    ):
        with pytest.raises(LogBeschadigd, match="Blad 9"):
            lees()
    assert gevuld.blad(8) == vals


def test_log_dat_nooit_geopend_is_heeft_geen_stand(engine: Engine) -> None:
    with pytest.raises(LogBeschadigd, match="nog niet geopend"):
        Loglezer(engine).stand()

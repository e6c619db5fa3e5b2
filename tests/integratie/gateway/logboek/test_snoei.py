"""Na de bewaartermijn is weg wat er in een blad stond; dat het er stond blijft te bewijzen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, select

from gateway.logboek.snoei import PORTIE, snoei
from gateway.registers.begrippen import Groep
from gateway.registers.groepen import Groepenregister
from gateway.registers.tabellen import Basis
from gateway.snoeien import MEEGAAND
from gateway.zoekregister.register import Zoekregister
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.bladen import Blad, maak_blad
from shared.logboek.fouten import BladOpgeschoond, LogNietBeschikbaar
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import controleer_inclusie
from shared.logboek.opslag import LOG_BLAD
from shared.logboek.schrijver import Logschrijver
from shared.tijd.kenmerk import uuid7
from tests.integratie.gateway.zoekproef import Proef
from tests.integratie.gateway.zoekregister.test_zoekregister import proef

__all__ = ["proef"]

REGELS = standaard_convenant()
REGISTER = (
    "uitwisseling", "zoekterm", "zoekbits", "zoekblok", "zoekgebeurtenis", "zoekvernietiging",
)  # fmt: skip


def _leeg(engine: Engine) -> list[int]:
    with engine.connect() as verbinding:
        vraag = select(LOG_BLAD.c.nummer).where(LOG_BLAD.c.inhoud.is_(None))
        return list(verbinding.scalars(vraag.order_by(LOG_BLAD.c.nummer)))


def _rijen(engine: Engine) -> dict[str, set[tuple[Any, ...]]]:
    with engine.connect() as verbinding:
        return {
            naam: {
                tuple(map(str, rij))
                for rij in verbinding.execute(select(Basis.metadata.tables[naam]))
            }
            for naam in REGISTER
        }


def _halverwege(proef: Proef) -> date:
    """De dag waarop de helft van de bladen er was."""
    with proef.engine.connect() as verbinding:
        tijden = list(verbinding.scalars(select(LOG_BLAD.c.tijdstip).order_by(LOG_BLAD.c.nummer)))
    dag: date = tijden[len(tijden) // 2].date()
    return dag


def _over(jaren: int, dag: date) -> datetime:
    """Zo veel jaar na die dag, op de dag zelf: wat er toen was, houdt net zijn termijn."""
    return datetime(dag.year + jaren, dag.month, dag.day, 12, tzinfo=UTC)


def _snoei(
    proef: Proef, nu: datetime, bewaar_vanaf: date | None = None, per_keer: int = PORTIE
) -> int:
    bijwerking = Zoekregister(REGELS).neem_op
    with Logschrijver(proef.engine, proef.sleutel, bijwerking=bijwerking) as schrijver:
        return snoei(schrijver, REGELS, nu, bewaar_vanaf, meegaand=MEEGAAND, per_keer=per_keer)


def _schrijf(proef: Proef, *bladen: Blad) -> list[int]:
    """Zet deze bladen erbij; geeft hun nummers."""
    with Logschrijver(
        proef.engine, proef.sleutel, bijwerking=Zoekregister(REGELS).neem_op
    ) as schrijver:
        begin = Loglezer(proef.engine).stand().grootte
        schrijver.voeg_toe_sync(*bladen)
    return list(range(begin, begin + len(bladen)))


def test_het_bewijs_blijft_en_de_inhoud_gaat(proef: Proef) -> None:
    lezer, dag = Loglezer(proef.engine), _halverwege(proef)
    voor = lezer.stand()
    aantal = _snoei(proef, _over(4, dag))
    leeg = _leeg(proef.engine)
    assert (len(leeg), aantal > 100) == (aantal, True)
    stand = lezer.stand()
    assert lezer.wortel(voor.grootte) == voor.wortel
    assert lezer.consistentiebewijs(voor.grootte, stand.grootte)
    with pytest.raises(BladOpgeschoond):
        lezer.blad(leeg[0])
    for nummer in leeg[:: max(1, len(leeg) // 20)]:
        with proef.engine.connect() as verbinding:
            vraag = select(LOG_BLAD.c.bladhash).where(LOG_BLAD.c.nummer == nummer)
            bladhash = bytes(verbinding.scalars(vraag).one())
        bewijs = lezer.inclusiebewijs(nummer, stand.grootte)
        controleer_inclusie(bladhash, nummer, stand.grootte, bewijs, stand.wortel)


def test_een_weigering_gaat_na_een_jaar_en_al_het_andere_blijft_vier_jaar(proef: Proef) -> None:
    dag, besluiten = _halverwege(proef), {b.nummer: b for b in proef.naslag.besluiten}
    _snoei(proef, _over(1, dag))
    leeg = set(_leeg(proef.engine))
    assert leeg == {
        nummer
        for nummer, een in besluiten.items()
        if een.besluit["besluit"] == "geweigerd" and een.tijdstip.date() < dag
    }
    assert leeg
    _snoei(proef, _over(4, dag))
    eerder = {n for n, blad in enumerate(proef.naslag.bladen) if blad.tijdstip.date() < dag}
    later = {n for n in besluiten if n not in eerder}
    geweigerd = {n for n in later if besluiten[n].besluit["besluit"] == "geweigerd"}
    assert set(_leeg(proef.engine)) == eerder | geweigerd


def test_wat_anderen_bewijst_blijft(proef: Proef) -> None:
    altijd = _schrijf(
        proef, *(maak_blad(soort, _over(1, date(2025, 1, 1)), proef=1) for soort in _ZONDER_TERMIJN)
    )
    _snoei(proef, datetime(2040, 1, 1, tzinfo=UTC))
    lezer = Loglezer(proef.engine)
    over = [rij for rij in lezer.bladen(0, lezer.stand().grootte) if rij.inhoud is not None]
    assert [rij.nummer for rij in over if rij.soort != "vernietiging"] == altijd


_ZONDER_TERMIJN = ("partij", "convenant")


def test_over_een_groep_blijft_alles_zolang_zij_loopt_en_de_termijn_daarna(proef: Proef) -> None:
    """Een overleg over twee groepen telt vanaf de laatste die wordt afgesloten."""
    vroeg, laat = _over(0, date(2026, 2, 1)), _over(0, date(2030, 2, 1))
    with proef.engine.begin() as verbinding:
        for groep, status, op in (
            (EEN, "afgesloten", vroeg), (TWEE, "afgesloten", laat), (LOOPT, "actief", vroeg),
        ):  # fmt: skip
            _bewaar_groep(verbinding, groep, status, op)
    van = {
        wat: _schrijf(proef, blad)[0]
        for wat, blad in {
            "loopt": _besluitblad(LOOPT),
            "overleg met wat loopt": _overlegblad(EEN, LOOPT),
            "overleg over beide": _overlegblad(EEN, TWEE),
            "een": _besluitblad(EEN),
            "twee": _besluitblad(TWEE),
            "overleg over een": _overlegblad(EEN),
        }.items()
    }

    def weg(nu: datetime, per_keer: int = PORTIE) -> set[str]:
        _snoei(proef, nu, per_keer=per_keer)
        return {wat for wat, nummer in van.items() if nummer in _leeg(proef.engine)}

    assert weg(_over(4, date(2026, 2, 1))) == set()
    assert weg(_over(4, date(2026, 2, 2)), per_keer=2) == {"een", "overleg over een"}
    assert weg(_over(4, date(2030, 2, 1))) == {"een", "overleg over een"}
    alles_gesloten = {"een", "overleg over een", "twee", "overleg over beide"}
    assert weg(datetime(2060, 1, 1, tzinfo=UTC)) == alles_gesloten


EEN, TWEE, LOOPT = (f"0193aaaa-0000-7000-8000-0000000000d{n}" for n in range(3))


def _bewaar_groep(verbinding: Connection, groep: str, status: str, op: datetime) -> None:
    register = Groepenregister(verbinding)
    stand = Groep(groep[-2:], {"id": groep, "stap": 7, "status": status})
    register.bewaar(stand, op)
    register.bewaar_besluit(uuid7(op), stand, "afsluiting", "SHA-256=x", op, bladnummer=0)


def _besluitblad(groep: str) -> Blad:
    return maak_blad("groepsbesluit", _over(0, date(2026, 1, 20)), besluit={"groep": groep})


def _overlegblad(*groepen: str) -> Blad:
    return maak_blad("overleg", _over(0, date(2026, 1, 20)), groepen=list(groepen))


def test_een_autorisatie_blijft_tot_vier_jaar_nadat_zij_afliep(proef: Proef) -> None:
    (nummer,) = _schrijf(
        proef, maak_blad("autorisatie", _over(0, date(2026, 1, 20)), geldigTot="2027-06-30")
    )
    _snoei(proef, _over(4, date(2027, 6, 30)))
    assert nummer not in _leeg(proef.engine)
    _snoei(proef, _over(4, date(2027, 7, 1)))
    assert nummer in _leeg(proef.engine)


def test_de_beheerder_kan_een_termijn_alleen_langer_maken(proef: Proef) -> None:
    dag = _halverwege(proef)
    assert _snoei(proef, datetime(2040, 1, 1, tzinfo=UTC), bewaar_vanaf=dag) > 0
    over = {n for n, blad in enumerate(proef.naslag.bladen) if blad.tijdstip.date() >= dag}
    assert not over & set(_leeg(proef.engine))
    eerder = _leeg(proef.engine)
    # Een latere dag dan de termijn ruimt niets eerder op.
    assert _snoei(proef, _over(1, date(2026, 1, 1)), bewaar_vanaf=date(2039, 1, 1)) == 0
    assert _leeg(proef.engine) == eerder


def test_nog_eens_snoeien_verandert_niets(proef: Proef) -> None:
    nu = _over(4, _halverwege(proef))
    assert _snoei(proef, nu) > 0
    stand = Loglezer(proef.engine).stand()
    assert _snoei(proef, nu) == 0
    assert Loglezer(proef.engine).stand() == stand


def test_halverwege_gestorven_maakt_de_volgende_keer_af(proef: Proef) -> None:
    nu, register = _over(4, _halverwege(proef)), Zoekregister(REGELS)
    keren = iter(range(3))

    def sterf(verbinding: Connection, eerste: int, bladen: Sequence[Blad]) -> None:
        if next(keren, None) is None:
            raise RuntimeError("het proces sterft")
        register.neem_op(verbinding, eerste, bladen)

    with (
        Logschrijver(proef.engine, proef.sleutel, bijwerking=sterf) as schrijver,
        pytest.raises(LogNietBeschikbaar),
    ):
        snoei(schrijver, REGELS, nu, meegaand=MEEGAAND, per_keer=20)
    eerst = len(_leeg(proef.engine))
    assert 3 <= eerst <= 60
    rest = _snoei(proef, nu, per_keer=20)
    lezer = Loglezer(proef.engine)
    genoteerd = [
        json.loads(rij.inhoud or b"") for rij in lezer.zoek(soort="vernietiging", limiet=5000)
    ]
    assert len(_leeg(proef.engine)) == eerst + rest
    assert sum(blad["aantal"] for blad in genoteerd) == eerst + rest
    assert {blad["register"] for blad in genoteerd} == {"logboek"}


def test_het_zoekregister_vergeet_precies_wat_is_opgeruimd(proef: Proef) -> None:
    _snoei(proef, _over(4, _halverwege(proef)))
    na_snoei = _rijen(proef.engine)
    Zoekregister(REGELS).herbouw(proef.engine)
    opnieuw = _rijen(proef.engine)
    for naam in ("uitwisseling", "zoekblok", "zoekvernietiging"):
        assert na_snoei[naam] == opnieuw[naam]
    # Dat ooit aan een plicht is voldaan blijft, ook als het blad dat dat zei is opgeschoond.
    gebeurd = {rij[:2] for rij in na_snoei["zoekgebeurtenis"]}
    assert gebeurd >= {rij[:2] for rij in opnieuw["zoekgebeurtenis"]}
    over = {rij[0] for rij in na_snoei["uitwisseling"]}
    assert over
    assert {rij[0] for rij in gebeurd} <= over
    assert {rij[0] for rij in na_snoei["zoekterm"]} == {rij[0] for rij in na_snoei["zoekbits"]}

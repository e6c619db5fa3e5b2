"""Na de bewaartermijn is weg wat er in een blad stond; dat het er stond blijft te bewijzen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select

from gateway import snoei as snoeimodule
from gateway.modellen import Basis
from gateway.snoei import snoei, snoeigrens
from gateway.zoeken.register import Zoekregister
from shared.convenant.regels import standaard_convenant
from shared.logboek.fouten import BladOpgeschoond
from shared.logboek.lezer import Loglezer
from shared.logboek.merkle import controleer_inclusie
from shared.logboek.opslag import LOG_BLAD
from shared.logboek.schrijver import Logschrijver
from tests.integratie.gateway.test_zoekregister import proef
from tests.integratie.gateway.zoekproef import Proef

__all__ = ["proef"]

REGELS = standaard_convenant()
REGISTER = ("uitwisseling", "zoekterm", "zoekbits", "zoekblok", "zoekgebeurtenis")


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


def _grens(proef: Proef) -> datetime:
    """Halverwege de bladen."""
    with proef.engine.connect() as verbinding:
        tijden = list(verbinding.scalars(select(LOG_BLAD.c.tijdstip).order_by(LOG_BLAD.c.nummer)))
    return tijden[len(tijden) // 2]


def _snoei(proef: Proef, grens: datetime) -> int:
    with Logschrijver(proef.engine, proef.sleutel, bijwerking=Zoekregister().neem_op) as schrijver:
        return snoei(schrijver, REGELS, grens, datetime(2031, 1, 1, tzinfo=UTC))


def test_het_bewijs_blijft_en_de_inhoud_gaat(proef: Proef) -> None:
    lezer, grens = Loglezer(proef.engine), _grens(proef)
    voor = lezer.stand()
    aantal = _snoei(proef, grens)
    leeg = _leeg(proef.engine)
    assert (len(leeg), aantal > 100) == (aantal, True)
    stand = lezer.stand()
    assert lezer.wortel(voor.grootte) == voor.wortel
    assert lezer.consistentiebewijs(voor.grootte, stand.grootte)
    with pytest.raises(BladOpgeschoond):
        lezer.blad(leeg[0])
    for nummer in leeg[:: max(1, len(leeg) // 20)]:
        (rij,) = lezer.bladen(nummer, nummer + 1)
        assert (rij.inhoud, rij.tijdstip < grens) == (None, True)
        with proef.engine.connect() as verbinding:
            vraag = select(LOG_BLAD.c.bladhash).where(LOG_BLAD.c.nummer == nummer)
            bladhash = bytes(verbinding.scalars(vraag).one())
        bewijs = lezer.inclusiebewijs(nummer, stand.grootte)
        controleer_inclusie(bladhash, nummer, stand.grootte, bewijs, stand.wortel)


def test_wat_anderen_bewijst_blijft(proef: Proef) -> None:
    _snoei(proef, datetime(2040, 1, 1, tzinfo=UTC))
    lezer = Loglezer(proef.engine)
    over = {rij.soort for rij in lezer.bladen(0, lezer.stand().grootte) if rij.inhoud is not None}
    assert not over & (set(REGELS.logboek.soorten) - {"vernietiging"})


def test_nog_eens_snoeien_verandert_niets(proef: Proef) -> None:
    grens = _grens(proef)
    assert _snoei(proef, grens) > 0
    stand = Loglezer(proef.engine).stand()
    assert _snoei(proef, grens) == 0
    assert Loglezer(proef.engine).stand() == stand


def test_halverwege_gestorven_maakt_de_volgende_keer_af(
    proef: Proef, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snoeimodule, "PORTIE", 50)
    grens, portie = _grens(proef), snoeimodule._Portie.__call__
    keren = iter(range(3))

    def sterf(self: Any, verbinding: Any) -> Any:
        uitkomst = portie(self, verbinding)
        if next(keren, None) is None:
            raise RuntimeError("het proces sterft")
        return uitkomst

    monkeypatch.setattr(snoeimodule._Portie, "__call__", sterf)
    with pytest.raises(RuntimeError):
        _snoei(proef, grens)
    assert len(_leeg(proef.engine)) == 150
    monkeypatch.setattr(snoeimodule._Portie, "__call__", portie)
    rest = _snoei(proef, grens)
    lezer = Loglezer(proef.engine)
    genoteerd = [
        rij for rij in lezer.zoek(soort="vernietiging", limiet=5000)
        if rij.inhoud is not None and b'"register":"logboek"' in rij.inhoud
    ]  # fmt: skip
    assert len(_leeg(proef.engine)) == 150 + rest
    assert len(genoteerd) == 3 + -(-rest // 50)


def test_het_zoekregister_vergeet_precies_wat_is_opgeruimd(proef: Proef) -> None:
    _snoei(proef, _grens(proef))
    na_snoei = _rijen(proef.engine)
    Zoekregister().herbouw(proef.engine)
    opnieuw = _rijen(proef.engine)
    for naam in ("uitwisseling", "zoekblok"):
        assert na_snoei[naam] == opnieuw[naam]
    # Dat ooit aan een plicht is voldaan blijft, ook als het blad dat dat zei is opgeschoond.
    gebeurd = {rij[:2] for rij in na_snoei["zoekgebeurtenis"]}
    assert gebeurd >= {rij[:2] for rij in opnieuw["zoekgebeurtenis"]}
    over = {rij[0] for rij in na_snoei["uitwisseling"]}
    assert over
    assert {rij[0] for rij in gebeurd} <= over
    assert {rij[0] for rij in na_snoei["zoekterm"]} == {rij[0] for rij in na_snoei["zoekbits"]}


def test_de_termijn_is_die_van_het_convenant_en_wordt_alleen_langer() -> None:
    nu = datetime(2030, 6, 15, 12, tzinfo=UTC)
    zonder = snoeigrens(REGELS, nu, None)
    assert zonder.date() == date(2026, 6, 15)
    assert snoeigrens(REGELS, nu, date(2025, 1, 1)).date() == date(2025, 1, 1)
    assert snoeigrens(REGELS, nu, date(2029, 1, 1)) == zonder
    assert nu - zonder > timedelta(days=4 * 365)

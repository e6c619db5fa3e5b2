"""Het proces dat vernietigt wordt gedood, op elk moment: er blijft niets half, en niets dubbel."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from deploy.pki import Pki
from services.politie.partij import POLITIE
from shared.bestand.werkzaamheden.opslag import leg_vast
from shared.bestand.werkzaamheden.tabellen import WerkzaamheidRij
from shared.opslag.engine import maak_engine
from shared.partij.voortgang.bron import Voortgang
from shared.partijdienst.opdracht import main
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import nu_utc
from shared.zaak.vernietigen.begrippen import Planstand
from shared.zaak.vernietigen.tabellen import (
    PlanpersoonRij,
    VerklaringRij,
    VernietigingsplanRij,
)
from shared.zaak.vernietigen.uitvoeren import BEURT, PLANVOORTGANG
from tests.hulp.databank import nieuw_op
from tests.integratie.installatie import Installatie, kopie_van, richt_in

# Het echte proces, dat zichzelf doodt zodra het voor de zoveelste keer hier komt.
_GEDOOD = """
import os, signal, sys
import {module} as plek
echt, keer = plek.{functie}, [0]
def dood(*a, **k):
    keer[0] += 1
    if keer[0] == {keer}:
        os.kill(os.getpid(), signal.SIGKILL)
    return echt(*a, **k)
plek.{functie} = dood
from services.politie.partij import POLITIE
from shared.partijdienst.opdracht import main
sys.exit(main(POLITIE, ["onderhoud", "--config", sys.argv[1]]))
"""
MOMENTEN = {
    "sleutels weg, rijen niet": ("shared.bestand.personen.vernietiging", "maak_leeg", 1, 2),
    "een persoon gedaan, de tweede niet": (
        "shared.bestand.personen.vernietiging",
        "maak_leeg",
        2,
        1,
    ),
    "alles weg, de verklaring niet": (
        "shared.zaak.vernietigen.opslag",
        "vergeet_personen",
        1,
        0,
    ),
}


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Installatie:
    return richt_in(tmp_path_factory.mktemp("installatie"), pki)


def _bevestigd_plan(hier: Installatie) -> str:
    """Een plan voor de eerste twee, waar twee mensen het over eens zijn."""
    nu = nu_utc()
    plan = VernietigingsplanRij(
        id=uuid7(nu),
        grond="nietMeerNodig",
        reden="De gegevens zijn niet meer nodig.",
        stand=Planstand.BEVESTIGD,
        opgesteld_op=nu,
        opgesteld_door=uuid7(nu),
        beoordeeld_op=nu,
        beoordeeld_door=uuid7(nu),
        aantallen={"personen": 2},
    )
    engine = maak_engine(hier.instellingen.database.url)
    with Session(engine) as sessie, sessie.begin():
        sessie.add(plan)
        sessie.flush()
        for persoon in hier.personen[:2]:
            sessie.add(PlanpersoonRij(plan_id=plan.id, persoon_id=persoon))
        leg_vast(sessie, "vernietigingsplan", plan.id, 2, door=plan.beoordeeld_door or "", nu=nu)
        kenmerk = plan.id
    engine.dispose()
    return kenmerk


@pytest.mark.parametrize("moment", MOMENTEN)
def test_wat_halverwege_sneuvelt_maakt_de_volgende_ronde_af(
    moment: str, voorbeeld: Installatie, tmp_path: Path
) -> None:
    _dood_en_maak_af(kopie_van(voorbeeld, tmp_path), moment)


@pytest.mark.postgresql
def test_wat_op_postgresql_sneuvelt_maakt_de_volgende_ronde_ook_af(
    postgres_server: str, pki: Pki, tmp_path: Path
) -> None:
    with nieuw_op(postgres_server) as plek:
        hier = richt_in(tmp_path, pki, lambda naam: plek(naam.replace("-", "_")))
        _dood_en_maak_af(hier, "een persoon gedaan, de tweede niet")


def _dood_en_maak_af(hier: Installatie, moment: str) -> None:
    plan = _bevestigd_plan(hier)
    module, functie, keer, over = MOMENTEN[moment]
    programma = _GEDOOD.format(module=module, functie=functie, keer=keer)
    gedood = subprocess.run(
        [sys.executable, "-c", programma, str(hier.config)], capture_output=True, check=False
    )
    assert gedood.returncode == -signal.SIGKILL, gedood.stderr.decode()

    # De gateway is er niet: vernietigen wacht daar niet op, de verklaring blijft klaarliggen.
    engine = maak_engine(hier.instellingen.database.url)
    with Session(engine) as sessie:
        # Wie het begon ziet hoe ver het echt is, en niet wat het gedode proces nog dacht.
        assert PLANVOORTGANG.kijk(sessie, plan) == Voortgang(over)
    with engine.begin() as verbinding:
        verbinding.exec_driver_sql("UPDATE onderhoudsbeurt SET slot = NULL")
    assert main(POLITIE, ["onderhoud", "--config", str(hier.config)]) == 0
    with Session(engine) as sessie:
        rij = sessie.get_one(VernietigingsplanRij, plan)
        assert rij.stand == Planstand.UITGEVOERD
        assert PLANVOORTGANG.kijk(sessie, plan) == Voortgang(0, rij.gedaan_op)
        (werk,) = sessie.scalars(select(WerkzaamheidRij)).all()
        assert (werk.onderwerp, werk.totaal) == (plan, 2)
        van_plan = select(VerklaringRij).where(VerklaringRij.grond != BEURT)
        (verklaring,) = sessie.scalars(van_plan).all()
        assert (verklaring.bron, verklaring.aantallen) == (plan, {"personen": 2})
        assert verklaring.bladnummer is None
        assert not sessie.scalars(select(PlanpersoonRij)).all()
    engine.dispose()
    with hier.register() as register:
        for persoon in hier.personen[:2]:
            assert register.kop(persoon).vernietigd_op is not None
        for persoon in hier.personen[2:]:
            assert register.lees(persoon).naam is not None

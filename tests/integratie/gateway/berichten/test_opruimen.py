"""Als het blad zijn inhoud verliest, weet ook het register niet meer over wie het ging."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update

from gateway.berichten.opruimen import vergeet_opgeschoond
from gateway.registers.tabellen import BerichtonderdeelRij, BerichtRij
from gateway.uitingen.tabellen import UitingRij
from shared.logboek.opslag import LOG_BLAD
from shared.opslag.engine import maak_engine
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import lees_log
from tests.integratie.gateway.opstelling import Opstelling
from tests.integratie.gateway.zeggen import Spreker


def _ruim_op(gateway: Opstelling, nummers: Sequence[int]) -> dict[str, int]:
    """Leeg deze bladen; wat er daarna nog staat."""
    engine = maak_engine(gateway.instellingen.database.url)
    try:
        with engine.begin() as verbinding:
            verbinding.execute(
                update(LOG_BLAD).where(LOG_BLAD.c.nummer.in_(nummers)).values(inhoud=None)
            )
            vergeet_opgeschoond(verbinding, nummers)
            geteld = {
                tabel.__tablename__: verbinding.scalar(select(func.count()).select_from(tabel))
                for tabel in (BerichtRij, BerichtonderdeelRij, UitingRij)
            }
    finally:
        engine.dispose()
    return {naam: aantal or 0 for naam, aantal in geteld.items()}


def test_plaatsen_en_uitingen_gaan_met_hun_blad_mee(gateway_met_leeg_blad: Opstelling) -> None:
    gateway = gateway_met_leeg_blad
    gateway.naar_stap_3()
    kop = koppen.verstrekking(
        gateway.klok(), "politie", "gemeente", ["NAW", "GEBOORTEDATUM"], stap=3
    )
    bericht = gateway.onderteken(kop)
    gateway.net.weg.add("gemeente")
    assert gateway.verstuur(bericht).status_code == 503
    gateway.net.weg.clear()
    assert gateway.verstuur(bericht).status_code == 201
    spreker = Spreker(gateway)
    spreker.vraag(koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3))
    spreker.gezegd()
    log = lees_log(gateway)
    eerste, tweede, gezegd = (n for n, blad in enumerate(log) if blad["soort"] == "besluit")
    mondeling = next(n for n, blad in enumerate(log) if blad["soort"] == "mondeling")
    # Over een bericht waarover twee keer is beslist telt het laatste blad dat nog iets zegt.
    assert _ruim_op(gateway, [eerste]) == {"bericht": 2, "bericht_onderdeel": 3, "uiting": 1}
    assert _ruim_op(gateway, [tweede]) == {"bericht": 2, "bericht_onderdeel": 1, "uiting": 1}
    assert _ruim_op(gateway, [gezegd]) == {"bericht": 2, "bericht_onderdeel": 0, "uiting": 1}
    assert _ruim_op(gateway, [mondeling]) == {"bericht": 2, "bericht_onderdeel": 0, "uiting": 0}
    correctie = koppen.correctie(gateway.klok(), kop["id"], "politie", "gemeente", stap=3)
    assert gateway.redenen(correctie) == {"PLAATS_STAAT_NIET"}
    assert gateway.haal(f"/v1/uitingen/{spreker.uiting}").status_code == 404

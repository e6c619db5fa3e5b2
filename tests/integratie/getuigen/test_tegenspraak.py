"""Wat een partij van een andere over het log hoort, en wat zij zelf rondvertelt."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from shared.meldingen.bezorger import Bezorger
from shared.meldingen.opslag import METADATA as MELDINGEN
from shared.meldingen.opslag import Meldingenbak, Status
from shared.opslag.sessies import lees_sessie_maker, sessie_maker
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.getuigen.rondvertellen import Rondverteller, getuigenkanalen
from shared.verzenden.getuigen.tegenspraak import GeenTegenspraak, eis_twijfel, lees_tegenspraak
from shared.web.instellingen.tabellen import Medegetuige
from shared.web.limieten import Verzending
from tests.hulp.klok import VasteKlok
from tests.integratie.getuigen.proeflog import LOG, Log, Proef


def _meld(proef: Proef, eerder: str, later: str, van: str = "om") -> str:
    """Een andere partij meldt dat deze twee checkpoints niet bij elkaar horen."""
    sleutel = proef.log.sleutel.verificatiesleutel
    tegenspraak = lees_tegenspraak(eerder, later, sleutel)
    asyncio.run(eis_twijfel(tegenspraak, proef.log))
    return proef.alarmboek.ontvang(tegenspraak, eerder, later, van)


def test_wat_een_ander_bewijst_houdt_hier_ook_alles_tegen(proef: Proef) -> None:
    vals = proef.log.vork(5)
    kenmerk = _meld(proef, proef.log.notitie(20), vals.notitie(20))
    assert proef.alarmboek.open() == 1
    (alarm,) = proef.alarmboek.alle()
    assert (alarm.gemeld_door, alarm.bewezen) == ("om", True)
    # Hetzelfde bewijs van weer een ander, of andersom verteld, is hetzelfde alarm.
    assert _meld(proef, vals.notitie(20), proef.log.notitie(20), "gemeente") == kenmerk
    assert proef.alarmboek.open() == 1


def test_op_iemands_woord_alleen_stopt_niemand(proef: Proef) -> None:
    vals = proef.log.vork(5)
    _meld(proef, proef.log.notitie(20), vals.notitie(30))
    (alarm,) = proef.alarmboek.alle()
    assert (alarm.gemeld_door, alarm.bewezen) == ("om", False)
    assert proef.alarmboek.open() == 0


def test_wat_het_log_kan_uitleggen_of_niet_tekende_is_geen_tegenspraak(proef: Proef) -> None:
    vreemd = Log()
    for eerder, later in (
        (proef.log.notitie(20), proef.log.notitie(30)),
        (proef.log.notitie(20), proef.log.notitie(20)),
        (proef.log.notitie(20), vreemd.notitie(20)),
        ("geen notitie", proef.log.notitie(20)),
    ):
        with pytest.raises(GeenTegenspraak):
            _meld(proef, eerder, later)
    assert proef.alarmboek.alle() == []


def test_wat_hier_gevonden_wordt_gaat_naar_elke_andere_partij(engine: Engine) -> None:
    MELDINGEN.create_all(engine)
    anderen = {
        code: Medegetuige(url=f"https://{code}.example", oin="0" * 20) for code in ("om", "politie")
    }
    verteller = Rondverteller("0" * 20, "gemeente", "https://hier.example/v1", anderen, ["webhook"])
    log, klok = Log(), VasteKlok()
    boek = Alarmboek(sessie_maker(engine), lees_sessie_maker(engine), klok, verteller.zet)
    eerder, later = log.notitie(20), log.vork(5).notitie(20)
    for _ in range(2):
        boek.meld(LOG, eerder, later, "Het logboek toont twee geschiedenissen.")
    # Wat een ander meldde hoort alleen het eigen huis; die ander vertelt het zelf rond.
    tegenspraak = lees_tegenspraak(later, log.vork(6).notitie(20), log.sleutel.verificatiesleutel)
    boek.ontvang(tegenspraak, later, log.vork(6).notitie(20), "om")

    ontvangen: list[tuple[str, dict[str, Any]]] = []
    antwoorden = {"om.example": [503, 201], "politie.example": [409]}

    def neem_aan(verzoek: httpx.Request) -> httpx.Response:
        ontvangen.append((verzoek.url.host, json.loads(verzoek.content)))
        status = antwoorden[verzoek.url.host].pop(0)
        return httpx.Response(status, stream=httpx.ByteStream(b""))

    async def bezorg() -> int:
        async with httpx.AsyncClient(transport=httpx.MockTransport(neem_aan)) as client:
            kanalen = getuigenkanalen(client, anderen)
            ritme = Verzending(spreiding=0.0, maximale_pogingen=1)
            bezorger = Bezorger(engine, kanalen, ritme, klok)
            aantal = await bezorger.ronde()
            klok.vooruit(minutes=1)
            return aantal + await bezorger.ronde()

    # Twee naar het eigen huis (die weg is er hier niet), een naar politie, twee pogingen naar om.
    assert asyncio.run(bezorg()) == 5
    assert [host for host, _ in ontvangen].count("om.example") == 2
    assert all((d["eerder"], d["later"]) == (eerder, later) for _, d in ontvangen)
    with engine.connect() as verbinding:
        assert Meldingenbak(verbinding).aantal(Status.BEZORGD) == 2

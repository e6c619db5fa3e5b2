"""Logregels gaan naar een echte OTLP-ontvanger, en er raakt er geen een weg."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from shared.dataverwerkingen.beslissingen import PROGRAMMA, beslissing_in
from shared.dataverwerkingen.log import Verwerkingenlog
from shared.dataverwerkingen.opslag import VERWERKING
from shared.dataverwerkingen.regels import Verwijzing, persoon
from shared.dataverwerkingen.tabellen import UitvoerRij
from shared.dataverwerkingen.uitvoer import PORTIE, OntvangerWeg, Uitvoer
from shared.web.beschrijving.operaties import eigen_operatie

PROGRAMMABESTAND = Path(__file__).with_name("ontvanger.py")


@dataclass
class Ontvanger:
    """De ontvanger, die op bevel bezet is, weigert, sterft of terugkomt."""

    map: Path
    poort: int
    _proces: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    def start(self, stemming: str = "goed") -> None:
        self.stemming(stemming)
        opdracht = [sys.executable, str(PROGRAMMABESTAND), str(self.poort), str(self.map)]
        self._proces = subprocess.Popen(opdracht)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.poort), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("de ontvanger start niet")

    def stemming(self, stemming: str) -> None:
        (self.map / "stemming").write_text(stemming, encoding="utf-8")

    def stop(self) -> None:
        if self._proces is not None:
            self._proces.kill()
            self._proces.wait()
            self._proces = None

    def gekregen(self) -> list[dict[str, Any]]:
        bestand = self.map / "gekregen"
        tekst = bestand.read_text(encoding="utf-8") if bestand.exists() else ""
        return [json.loads(regel) for regel in tekst.splitlines()]


@pytest.fixture
def ontvanger(tmp_path: Path) -> Iterator[Ontvanger]:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    een = Ontvanger(tmp_path, poort)
    yield een
    een.stop()


def ronde(log: Verwerkingenlog, url: str) -> int:
    async def een() -> int:
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            return await Uitvoer(log, client, url, 0.01).ronde()

    return asyncio.run(een())


def schrijf(log: Verwerkingenlog, *kenmerken: str, naam: str = "leesPersoon") -> None:
    for kenmerk in kenmerken:
        with eigen_operatie(naam, "personen") as operatie:
            log.noteer(operatie, [persoon(kenmerk)])


def beslis(log: Verwerkingenlog) -> None:
    with eigen_operatie("evalueer", "toetsing") as operatie:
        deel = Verwijzing("urn:proef")
        besluit = beslissing_in(
            operatie, request=deel, response=deel, policies=deel, information=deel,
            configuration=PROGRAMMA,
        )  # fmt: skip
        log.schrijf((), [besluit])


def stand(log: Verwerkingenlog) -> tuple[int, int]:
    """Tot waar de verwerkingen zijn uitgegeven, en hoeveel er daarvan zijn geweigerd."""
    with log.engine.connect() as verbinding:
        vraag = select(UitvoerRij.tot_nummer, UitvoerRij.geweigerd)
        rij = verbinding.execute(vraag.where(UitvoerRij.soort == VERWERKING)).one_or_none()
    return (0, 0) if rij is None else (rij.tot_nummer, rij.geweigerd)


@dataclass
class Slaap:
    """Slaapt niet echt; onthoudt hoe lang er geslapen zou worden, en eindigt na zoveel keer."""

    keren: int
    pauzes: list[float] = field(default_factory=list)

    async def __call__(self, pauze: float) -> None:
        self.pauzes.append(pauze)
        if len(self.pauzes) >= self.keren:
            raise asyncio.CancelledError
        await asyncio.sleep(0)


def pauzes(log: Verwerkingenlog, url: str, keren: int) -> list[float]:
    slaap = Slaap(keren)

    async def werk() -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            with suppress(asyncio.CancelledError):
                await Uitvoer(log, client, url, 1.0).draai(slaap)

    asyncio.run(werk())
    return slaap.pauzes


def spans(ontvanger: Ontvanger) -> list[str]:
    return [een["span"] for een in ontvanger.gekregen() if een["soort"] == "span"]


def verwacht(log: Verwerkingenlog) -> list[str]:
    return [een.span_id for _, een in log.lees(na=0, limiet=1000)]


def test_verwerkingen_komen_als_spans_en_beslissingen_als_logregels(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    ontvanger.start()
    schrijf(log, "een")
    with eigen_operatie("evalueer", "toetsing") as operatie:
        besluit = beslissing_in(
            operatie,
            request={"action": {"name": "verstrekking"}},
            response={"decision": False},
            policies=Verwijzing("urn:convenant"),
            information={},
            configuration=PROGRAMMA,
            transactie_id="0197",
        )
        log.schrijf((), [besluit])
    assert ronde(log, ontvanger.url) == 2
    span, regel = ontvanger.gekregen()
    (_, verwerking), *_ = log.lees(na=0, limiet=1)
    assert (span["trace"], span["span"]) == (verwerking.trace_id, verwerking.span_id)
    assert span["attributen"] == verwerking.attributen()
    assert regel["naam"] == "adl.access_evaluation"
    assert regel["attributen"]["adl.fsc.transaction_id"] == "0197"
    assert regel["attributen"]["adl.core.policies"] == "urn:convenant"
    assert regel["inhoud"]["adl.core.response"] == {"decision": False}
    assert ronde(log, ontvanger.url) == 0, "wat bevestigd is, gaat niet nog eens"


def test_is_de_ontvanger_weg_of_bezet_dan_gaat_alles_later(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    schrijf(log, "een", "twee")
    with pytest.raises(OntvangerWeg):
        ronde(log, ontvanger.url)
    ontvanger.start("bezet")
    with pytest.raises(OntvangerWeg):
        ronde(log, ontvanger.url)
    ontvanger.stemming("goed")
    assert ronde(log, ontvanger.url) == 2
    assert spans(ontvanger) == verwacht(log)


def test_sterft_de_ontvanger_halverwege_dan_raakt_niets_weg_en_is_dubbel_te_herkennen(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    schrijf(log, "een", "twee")
    ontvanger.start("sterf")
    with pytest.raises(OntvangerWeg):
        ronde(log, ontvanger.url)
    ontvanger.stop()
    schrijf(log, "drie")
    ontvanger.start()
    assert ronde(log, ontvanger.url) == 3
    gekregen = spans(ontvanger)
    assert len(gekregen) == 5, "twee kwamen dubbel"
    assert list(dict.fromkeys(gekregen)) == verwacht(log), "en zijn aan hun span te herkennen"


def test_wat_de_ontvanger_blijvend_weigert_houdt_de_rest_niet_op(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    ontvanger.start("gedeeltelijk")
    schrijf(log, "een", "twee", "drie")
    assert ronde(log, ontvanger.url) == 3
    assert spans(ontvanger) == verwacht(log)[1:]
    ontvanger.stemming("goed")
    assert ronde(log, ontvanger.url) == 0
    assert len(verwacht(log)) == 3, "in het eigen logboek blijft alles"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_elk_antwoord_in_de_tweehonderd_is_een_ja(
    log: Verwerkingenlog, ontvanger: Ontvanger, status: int
) -> None:
    ontvanger.start(f"kaal {status}")
    schrijf(log, "een", "twee")
    assert ronde(log, ontvanger.url) == 2
    assert spans(ontvanger) == verwacht(log)
    assert ronde(log, ontvanger.url) == 0
    assert stand(log) == (2, 0)


@pytest.mark.parametrize("status", [301, 401, 403, 404, 405, 408, 415, 429, 500, 501, 502, 507])
def test_wat_de_ontvanger_nu_niet_wil_gaat_later(
    log: Verwerkingenlog, ontvanger: Ontvanger, status: int
) -> None:
    """Een verlopen toegang of een verhuisd adres kost geen enkele regel."""
    ontvanger.start(f"status {status}")
    schrijf(log, "een", "twee")
    for _ in range(3):
        with pytest.raises(OntvangerWeg):
            ronde(log, ontvanger.url)
    assert stand(log) == (0, 0)
    ontvanger.stemming("goed")
    assert ronde(log, ontvanger.url) == 2
    assert spans(ontvanger) == verwacht(log)


def test_een_te_grote_lading_gaat_in_kleinere_delen(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    ontvanger.start("hoogstens 3")
    schrijf(log, *(str(nummer) for nummer in range(10)))
    while ronde(log, ontvanger.url):
        pass
    assert spans(ontvanger) == verwacht(log)
    assert stand(log)[1] == 0


def test_wat_alleen_al_te_groot_is_wacht_tot_er_plaats_is(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    ontvanger.start("hoogstens 0")
    schrijf(log, "een", "twee")
    with pytest.raises(OntvangerWeg):
        ronde(log, ontvanger.url)
    assert stand(log) == (0, 0)
    ontvanger.stemming("goed")
    assert ronde(log, ontvanger.url) == 2


def test_een_onleesbare_regel_kost_de_andere_niets(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    ontvanger.start("kent vreemd niet")
    schrijf(log, "1", "2", "3")
    schrijf(log, "4", naam="vreemd")
    schrijf(log, "5", "6", "7")
    while ronde(log, ontvanger.url):
        pass
    alle = verwacht(log)
    assert spans(ontvanger) == alle[:3] + alle[4:]
    assert stand(log) == (7, 1)


def test_wie_alleen_beslissingen_wil_krijgt_die(log: Verwerkingenlog, ontvanger: Ontvanger) -> None:
    ontvanger.start("alleen /v1/logs")
    schrijf(log, "een")
    beslis(log)
    with pytest.raises(OntvangerWeg):
        ronde(log, ontvanger.url)
    assert [een["soort"] for een in ontvanger.gekregen()] == ["besluit"]
    assert stand(log) == (0, 0)


def test_de_pauzes_groeien_en_de_ontvanger_mag_meer_vragen(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    schrijf(log, "een")
    weg = [p for p in pauzes(log, ontvanger.url, 200) if p > 1.0]
    assert weg[:6] == [2.0, 4.0, 8.0, 16.0, 32.0, 60.0]
    ontvanger.start("status 503 900")
    assert max(pauzes(log, ontvanger.url, 2)) == 900.0
    morgen = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    ontvanger.stemming(f"status 429 {morgen}")
    assert 7000.0 < max(pauzes(log, ontvanger.url, 2)) <= 7200.0
    ontvanger.stemming("status 503 99999999999")
    assert max(pauzes(log, ontvanger.url, 2)) == 24 * 3600.0
    ontvanger.stemming("goed")
    assert ronde(log, ontvanger.url) == 1


def test_de_achtergrondtaak_werkt_een_achterstand_weg(
    log: Verwerkingenlog, ontvanger: Ontvanger
) -> None:
    with eigen_operatie("lijstPersonen", "personen") as operatie:
        log.noteer(operatie, [persoon(str(nummer)) for nummer in range(2 * PORTIE + 1)])

    async def tot_klaar() -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            taak = asyncio.create_task(Uitvoer(log, client, ontvanger.url, 0.01).draai())
            await asyncio.to_thread(ontvanger.start)
            for _ in range(400):
                if len(spans(ontvanger)) > 2 * PORTIE:
                    break
                await asyncio.sleep(0.02)
            taak.cancel()

    asyncio.run(tot_klaar())
    assert spans(ontvanger) == verwacht(log)

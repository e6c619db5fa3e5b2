"""Een bundel van een periode langs de gateway: zij toont zelf dat er niets uit weg is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gateway.toegang.toegang import account_van
from shared.bewijsbundel.controle import verifieer_bundel
from shared.bewijsbundel.rapport import Bundelrapport, Dekkingsverslag
from tests.hulp.inloggen import Uitgever
from tests.integratie.gateway.aanstellen import stel_aan
from tests.integratie.gateway.controle import lees_log
from tests.integratie.gateway.gegevens import autorisatie
from tests.integratie.gateway.opstelling import Opstelling
from tests.unit.bewijsbundel.proefbundel import herschrijf
from tests.unit.bewijsbundel.proefperiode import zonder

AUDITOR = "0193aaaa-0000-7000-8000-0000000000a1"
SUB = "auditor@toezicht.example"
ALLES = {"van": "2026-01-01T00:00:00Z", "tot": "2030-01-01T00:00:00Z"}


@pytest.fixture
def met_auditor(gateway_met_inlog: Opstelling, uitgever: Uitgever) -> Opstelling:
    """Een gateway met een auditor die alle partijen samen hebben aangesteld."""
    gateway = gateway_met_inlog
    document = autorisatie(
        "gemeente", "auditor", account=account_van(uitgever.url, SUB), geldigTot="2028-12-31"
    )
    assert gateway.zet_autorisatie(AUDITOR, document, "gemeente").status_code == 200
    stel_aan(gateway, AUDITOR)
    return gateway


def _haal(
    gateway: Opstelling, map_: Path, periode: Mapping[str, str], als: str | None, **koppen: Any
) -> Path:
    antwoord = gateway.post("/v1/bewijsbundels", {"periode": periode}, als=als, **koppen)
    assert antwoord.status_code == 200, antwoord.text
    pad = map_ / "bewijs.zip"
    pad.write_bytes(antwoord.content)
    return pad


def _heel(pad: Path) -> tuple[Bundelrapport, Dekkingsverslag]:
    rapport = verifieer_bundel(pad)
    assert [str(fout) for fout in rapport.fouten] == []
    assert rapport.dekking is not None
    return rapport, rapport.dekking


def test_de_auditor_krijgt_het_hele_log_en_ziet_dat_het_heel_is(
    met_auditor: Opstelling, uitgever: Uitgever, tmp_path: Path
) -> None:
    met_auditor.verstuur(met_auditor.verstrekking(None))
    geweigerd = next(n for n, b in enumerate(lees_log(met_auditor)) if b["soort"] == "besluit")
    wie = {"Authorization": f"Bearer {uitgever.token(SUB)}"}
    pad = _haal(met_auditor, tmp_path, ALLES, None, **wie)
    rapport, dekking = _heel(pad)
    bladen = len(lees_log(met_auditor))
    assert rapport.bladen == bladen - 1
    assert dekking.dekt == (
        f"het hele log tot de vraag: blad 0 tot en met {bladen - 2}, alle {bladen - 1} zitten erin"
    )
    # Wie een weigering wegknipt en de zoekvraag bijwerkt, wordt met haar nummer betrapt.
    rapport = verifieer_bundel(herschrijf(pad, zonder(geweigerd)))
    gevonden = {(fout.soort.value, fout.blad) for fout in rapport.fouten}
    assert ("blad-ontbreekt", geweigerd) in gevonden
    assert rapport.dekking is not None
    assert rapport.dekking.dekt == "niets; zie de fouten"


def test_een_partij_ziet_wat_er_tussen_haar_bladen_ligt_als_hash(
    gateway: Opstelling, tmp_path: Path
) -> None:
    gateway.klok.vooruit(hours=1)
    gateway.vraag_informatie()
    kop = gateway.kop("informatieverzoek", "om", "politie", stuk="vraag")
    gateway.verstuur(gateway.onderteken(kop))
    gateway.vraag_informatie()
    gateway.klok.vooruit(hours=1)
    gateway.vraag_informatie()
    gateway.klok.vooruit(hours=1)
    uur = {"van": "2026-11-23T10:30:00Z", "tot": "2026-11-23T11:30:00Z"}
    pad = _haal(gateway, tmp_path, uur, "gemeente")
    rapport, dekking = _heel(pad)
    assert rapport.bladen == 4
    assert "4 zitten erin en" in dekking.dekt
    assert [regel.split(" (")[0] for regel in dekking.niet_getoond] == [
        "2 bladen die niet voor wie vroeg zijn"
    ]
    assert "voor gemeente" in dekking.vraag


def test_de_periode_die_nog_loopt_zegt_tot_wanneer_zij_gaat(
    gateway: Opstelling, tmp_path: Path
) -> None:
    gateway.vraag_informatie()
    pad = _haal(gateway, tmp_path, {**ALLES, "van": "2026-11-23T00:00:00Z"}, "gemeente")
    _, dekking = _heel(pad)
    assert dekking.niet_getoond[-1].startswith("wat er na 2026-11-23T")

"""Bewijsbundels: wat de vrager mag zien, te controleren zonder ons, en eerlijk over wat weg is."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from gateway.kern import lees_logsleutel
from gateway.logboek.snoei import snoei
from gateway.snoeien import MEEGAAND
from gateway.zoekregister.register import Zoekregister
from shared.bewijsbundel.controle import verifieer_bundel
from shared.convenant.regels.laden import standaard_convenant
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from tests.integratie.gateway.controle import bladen_van, lees_log, waarom
from tests.integratie.gateway.gegevens import GROEP
from tests.integratie.gateway.opstelling import Opstelling


def _nummer_van(gateway: Opstelling, soort: str) -> int:
    return next(n for n, blad in enumerate(lees_log(gateway)) if blad["soort"] == soort)


def _bundel(gateway: Opstelling, tmp_path: Path, vraag: dict[str, Any], **wie: Any) -> Any:
    antwoord = gateway.post("/v1/bewijsbundels", vraag, **wie)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"] == "application/zip"
    pad = tmp_path / "bewijs.zip"
    pad.write_bytes(io.BytesIO(antwoord.content).getvalue())
    rapport = verifieer_bundel(pad)
    assert [str(fout) for fout in rapport.fouten] == []
    return rapport


def test_een_bundel_over_een_bericht_houdt_stand_zonder_ons(
    gateway: Opstelling, tmp_path: Path
) -> None:
    bericht = gateway.verstrekking(gateway.vraag_informatie())
    kenmerk = gateway.verstuur(bericht).json()["id"]
    rapport = _bundel(gateway, tmp_path, {"bericht": kenmerk})
    assert (rapport.bladen, rapport.besluiten) == (2, 1)
    assert rapport.handtekeningen == 2
    lezing = bladen_van(gateway, "raadpleging")[-1]
    assert lezing["vraag"] == {"soort": "bericht", "bericht": kenmerk, "aantal": 2}


def test_een_bundel_over_een_groep_bevat_alleen_wat_de_vrager_mag_zien(
    gateway: Opstelling, tmp_path: Path
) -> None:
    gateway.verstuur(gateway.verstrekking(gateway.vraag_informatie()))
    alles = _bundel(gateway, tmp_path, {"groep": GROEP}, als="gemeente")
    assert (alles.bladen, alles.besluiten) == (6, 2)
    van_om = _bundel(gateway, tmp_path, {"groep": GROEP}, als="om")
    assert (van_om.bladen, van_om.besluiten) == (2, 0)


def test_een_bundel_over_een_periode(gateway: Opstelling, tmp_path: Path) -> None:
    gateway.klok.vooruit(hours=1)
    gateway.vraag_informatie()
    vraag = {"periode": {"van": "2026-11-23T10:30:00Z", "tot": "2026-11-23T12:00:00Z"}}
    assert _bundel(gateway, tmp_path, vraag, als="gemeente").bladen == 2


def test_een_bundel_met_een_blad_van_een_ander_wordt_niet_gemaakt(balie: Opstelling) -> None:
    balie.vraag_informatie()
    nummer = _nummer_van(balie, "besluit")
    antwoord = balie.post("/v1/bewijsbundels", {"bladnummers": [0, nummer]}, als="om")
    assert antwoord.status_code == 404
    assert bladen_van(balie, "raadpleging") == []


def test_een_bundel_vraagt_precies_een_ding(balie: Opstelling) -> None:
    for vraag, plek in (
        ({}, ""),
        ({"bericht": GROEP, "groep": GROEP}, ""),
        ({"bladnummers": []}, "/bladnummers"),
        ({"bladnummers": [-1]}, "/bladnummers/0"),
        ({"bladnummers": [2**70]}, ""),
        ({"bladnummers": list(range(2001))}, "/bladnummers"),
        ({"periode": {"van": "2026-11-23", "tot": "2026-11-24T00:00:00Z"}}, "/periode/van"),
    ):
        antwoord = balie.post("/v1/bewijsbundels", vraag)
        assert waarom(antwoord).startswith("400 Ongeldig verzoek: "), vraag
        assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [plek], vraag


def _snoei_weigeringen(gateway: Opstelling) -> None:
    """Anderhalf jaar later: van een weigering is de termijn voorbij, van de rest niet."""
    log, regels = gateway.instellingen.log, standaard_convenant()
    assert log is not None
    engine, bijwerking = (
        maak_engine(gateway.instellingen.database.url),
        Zoekregister(regels).neem_op,
    )
    try:
        with Logschrijver(engine, lees_logsleutel(log), bijwerking=bijwerking) as schrijver:
            later = gateway.klok() + timedelta(days=550)
            assert snoei(schrijver, regels, later, meegaand=MEEGAAND) == 1
    finally:
        engine.dispose()


def test_van_wat_is_opgeschoond_zegt_een_bundel_dat_het_er_niet_in_zit(
    gateway: Opstelling, tmp_path: Path
) -> None:
    verzoek = gateway.vraag_informatie()
    weigering = gateway.verstrekking(None)
    weg = gateway.verstuur(weigering).json()["bladnummer"]
    besluit = _nummer_van(gateway, "besluit")
    _snoei_weigeringen(gateway)
    voor_groep = _bundel(gateway, tmp_path, {"groep": GROEP})
    assert (voor_groep.bladen, voor_groep.besluiten) == (4, 1)
    op_nummer = _bundel(gateway, tmp_path, {"bladnummers": [besluit, weg]})
    assert (op_nummer.bladen, op_nummer.besluiten) == (1, 1)
    for rapport in (voor_groep, op_nummer):
        (gezegd,) = [zin for zin in rapport.opmerkingen if "bewaartermijn" in zin]
        assert gezegd.endswith(f"niet in de bundel: {weg}.")
    heel = _bundel(gateway, tmp_path, {"bericht": verzoek})
    assert not any("bewaartermijn" in zin for zin in heel.opmerkingen)
    # Is er niets over, dan is er geen bundel; en een derde hoort niet eens dat er iets was.
    kenmerk = json.loads(weigering.body)["kop"]["id"]
    for vraag in ({"bladnummers": [weg]}, {"bericht": kenmerk}):
        assert gateway.post("/v1/bewijsbundels", vraag).status_code == 410, vraag
    assert gateway.post("/v1/bewijsbundels", {"bericht": kenmerk}, als="om").status_code == 404
    assert gateway.haal(f"/v1/logboek/bladen/{weg}").status_code == 410

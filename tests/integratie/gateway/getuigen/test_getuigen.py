"""Wat de getuigen ooit ondertekenden hoort bij dat checkpoint, niet bij de grootte ervan."""

from __future__ import annotations

import asyncio
import base64
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Engine

from gateway.getuigen.opslag import Getuigenregister, Medeondertekend
from gateway.getuigen.ronde import Getuigenronde
from gateway.getuigen.uitgave import Uitgaven
from shared.bewijsbundel.controle import verifieer_bundel
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint, open_checkpoint
from shared.logboek.getuigenis import lees_verzoek
from shared.logboek.lezer import Loglezer
from shared.logboek.notitie import Notitiesleutel, Soort
from shared.logboek.opslag import Logstand
from shared.opslag.engine import maak_engine
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway.omgeving import LOGNAAM
from tests.integratie.gateway.opstelling import Opstelling

GETUIGE = Notitiesleutel(
    "getuige.om.example", Ed25519PrivateKey.from_private_bytes(b"\x07" * 32), Soort.COSIGNATURE
)


@pytest.fixture
def logsleutel(balie: Opstelling) -> Notitiesleutel:
    sleutel = load_pem_private_key(balie.pki.logsleutel.read_bytes(), password=None)
    assert isinstance(sleutel, Ed25519PrivateKey)
    return Notitiesleutel(LOGNAAM, sleutel)


@pytest.fixture
def engine(balie: Opstelling) -> Iterator[Engine]:
    engine = maak_engine(balie.instellingen.database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def stand(engine: Engine, logsleutel: Notitiesleutel) -> Logstand:
    """Het log zoals het nu is; de getuige van het OM tekende bij deze grootte voor een ander log.

    Zo staat het na het terugzetten van een reservekopie, zodra het log weer even lang is.
    """
    stand = Loglezer(engine).stand()
    eerder = onderteken_checkpoint(Checkpoint(LOGNAAM, stand.grootte, b"\x09" * 32), logsleutel)
    tekst = eerder.split("\n\n")[0] + "\n"
    with engine.begin() as verbinding:
        register = Getuigenregister(verbinding)
        register.laad({"om": GETUIGE.vkey})
        register.bewaar(
            Medeondertekend(stand.grootte, eerder + GETUIGE.regel(tekst, 1_700_000_000))
        )
    return stand


def test_van_elke_dag_blijft_de_laatste_stand_die_iemand_tekende(
    balie: Opstelling, engine: Engine, stand: Logstand, logsleutel: Notitiesleutel
) -> None:
    """Wie zelf niets bewaarde begint bij de eerste; wat niet van dit log is staat er niet bij."""

    def nieuw(grootte: int, sleutel: Notitiesleutel = logsleutel) -> Medeondertekend:
        notitie = onderteken_checkpoint(Checkpoint(LOGNAAM, grootte, b"\x09" * 32), sleutel)
        tekst = notitie.split("\n\n")[0] + "\n"
        return Medeondertekend(grootte, notitie + GETUIGE.regel(tekst, 1_700_000_000))

    vreemd = Notitiesleutel(LOGNAAM, Ed25519PrivateKey.generate())
    with engine.begin() as verbinding:
        register = Getuigenregister(verbinding)
        register.bewaar_van(date(2026, 1, 1), nieuw(1))
        for dag in range(1, 32):
            for maand in (7, 8, 10):
                register.bewaar_van(date(2026, maand, dag), nieuw(2))
        register.bewaar_van(date(2026, 10, 31), nieuw(3))
        register.bewaar_van(date(2026, 11, 1), nieuw(4, vreemd))
    standen = balie.haal("/v1/logboek/standen").json()["standen"]
    assert [standen[0][lid] for lid in ("dag", "grootte", "getuigen")] == ["2026-10-31", 3, ["om"]]
    assert (standen[-1]["dag"], len(standen)) == ("2026-01-01", 60)
    assert [een["dag"] for een in standen] == sorted((een["dag"] for een in standen), reverse=True)


def test_een_teruggezet_log_geeft_niet_het_oude_checkpoint_uit(
    balie: Opstelling, stand: Logstand
) -> None:
    antwoord = balie.haal("/v1/logboek/checkpoint")
    assert antwoord.text == stand.checkpoint
    assert antwoord.headers["getuigen"] == ""
    assert "om" in antwoord.headers["getuigen-ontbreken"]


def test_een_bundel_van_een_teruggezet_log_gaat_over_dit_log(
    balie: Opstelling, stand: Logstand, tmp_path: Path
) -> None:
    antwoord = balie.post("/v1/bewijsbundels", {"bladnummers": [0, stand.grootte - 1]}, "gemeente")
    assert antwoord.headers["getuigen"] == ""
    pad = tmp_path / "bewijs.zip"
    pad.write_bytes(antwoord.content)
    assert [str(fout) for fout in verifieer_bundel(pad).fouten] == []


def test_wie_niet_mede_ondertekende_staat_bij_elk_antwoord_met_een_checkpoint(
    balie: Opstelling, tmp_path: Path
) -> None:
    ontbreekt = ["gemeente", "om", "politie"]
    bericht = balie.vraag_informatie()
    verhaal = balie.haal(f"/v1/uitwisselingen/{bericht}").json()
    assert (verhaal["getuigen"], verhaal["getuigenOntbreken"]) == ([], ontbreekt)
    periode = {"van": "2026-11-01T00:00:00Z", "tot": "2026-12-31T00:00:00Z"}
    for pad, vraag in (
        ("bewijsbundels", {"bericht": bericht}),
        ("uitwisselingen/_exporteer", {"periode": periode, "vorm": "bewijsbundel"}),
    ):
        antwoord = balie.post(f"/v1/{pad}", vraag)
        assert antwoord.headers["getuigen-ontbreken"] == ", ".join(ontbreekt)
        bundel = tmp_path / "bewijs.zip"
        bundel.write_bytes(antwoord.content)
        with zipfile.ZipFile(bundel) as archief:
            assert json.loads(archief.read("sleutels.json"))["getuigenOntbreken"] == ontbreekt
        assert any("ontbreekt" in een for een in verifieer_bundel(bundel).opmerkingen)


def test_een_teruggezet_log_laat_zich_opnieuw_mede_ondertekenen(
    engine: Engine, stand: Logstand, logsleutel: Notitiesleutel, vaste_klok: VasteKlok
) -> None:
    def teken(verzoek: httpx.Request) -> httpx.Response:
        notitie = lees_verzoek(verzoek.content).notitie
        _, geopend = open_checkpoint(notitie, logsleutel.verificatiesleutel)
        regel = GETUIGE.regel(geopend.tekst, 1_700_000_001)
        return httpx.Response(200, stream=httpx.ByteStream(regel.encode()))

    async def ronden() -> list[bool]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(teken)) as client:
            ronde = Getuigenronde(engine, client, logsleutel.verificatiesleutel, 1.0, vaste_klok)
            return [await ronde.ronde(), await ronde.ronde()]

    assert asyncio.run(ronden()) == [True, False]
    uitgave = Uitgaven(engine, logsleutel.verificatiesleutel).laatste()
    assert uitgave is not None
    assert uitgave.aanwezig == ("om",)
    assert uitgave.notitie.startswith(stand.checkpoint)


def _vals(naam: str) -> str:
    """Een regel in naam van deze getuige, zonder haar sleutel."""
    sleutel = GETUIGEN[naam].verificatiesleutel
    inhoud = base64.b64encode(sleutel.sleutelid + bytes(72)).decode()
    return f"— {sleutel.naam} {inhoud}\n"


GETUIGEN = {
    "om": GETUIGE,
    "politie": Notitiesleutel(
        "getuige.politie.example",
        Ed25519PrivateKey.from_private_bytes(b"\x08" * 32),
        Soort.COSIGNATURE,
    ),
}
RUIS = "".join(
    f"— onbekend-{n}.example {base64.b64encode(bytes([n]) * 76).decode()}\n" for n in range(98)
)


@pytest.mark.parametrize("erbij", [_vals("politie"), RUIS], ids=["vervalst", "ruis"])
def test_wat_een_getuige_meestuurt_legt_checkpoint_en_bundel_niet_plat(
    balie: Opstelling, engine: Engine, logsleutel: Notitiesleutel, vaste_klok: VasteKlok,
    tmp_path: Path, erbij: str,
) -> None:  # fmt: skip
    with engine.begin() as verbinding:
        Getuigenregister(verbinding).laad({p: s.vkey for p, s in GETUIGEN.items()})

    def antwoord(verzoek: httpx.Request) -> httpx.Response:
        tekst = lees_verzoek(verzoek.content).notitie.split("\n\n")[0] + "\n"
        regels = GETUIGE.regel(tekst, int(vaste_klok().timestamp())) + erbij
        return httpx.Response(200, stream=httpx.ByteStream(regels.encode()))

    async def ronden() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(antwoord)) as client:
            ronde = Getuigenronde(engine, client, logsleutel.verificatiesleutel, 1.0, vaste_klok)
            for _ in range(3):
                await ronde.ronde()

    asyncio.run(ronden())
    for vraag in ("", "?medeondertekend=true"):
        checkpoint = balie.haal(f"/v1/logboek/checkpoint{vraag}")
        assert checkpoint.status_code == 200
        assert checkpoint.headers["getuigen"] == "om"
        assert len(checkpoint.text.split("\n\n")[1].splitlines()) == 2
    bundel = balie.post("/v1/bewijsbundels", {"bladnummers": [0]}, "gemeente")
    assert bundel.status_code == 200
    pad = tmp_path / "bewijs.zip"
    pad.write_bytes(bundel.content)
    assert [str(fout) for fout in verifieer_bundel(pad).fouten] == []

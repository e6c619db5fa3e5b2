"""Bewijsbundels ophalen als auditor, lezen, en laten controleren in een eigen proces."""

from __future__ import annotations

import base64
import json
import ssl
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from deploy.configuratie import log_vkey
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.merkle import controleer_consistentie
from shared.logboek.notitie import lees_vkey
from tests.e2e.kantoor import AUDITOR
from tests.e2e.wereld import Wereld

DRIEHOEK = str(Path(sys.executable).with_name("driehoek"))


def alles_tot_nu() -> dict[str, Any]:
    """The question for everything the log holds."""
    straks = datetime.now(UTC) + timedelta(hours=1)
    periode = {"van": "2020-01-01T00:00:00Z", "tot": straks.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return {"periode": periode}


def haal_bundel(wereld: Wereld, vraag: dict[str, Any], pad: Path) -> Path:
    """A bundle as the auditor carries it away."""
    with wereld.klant(AUDITOR, "gateway") as klant:
        pad.write_bytes(klant.bestand("/bewijsbundels", vraag, "application/zip"))
    return pad


def bladen_van(bundel: Path) -> list[dict[str, Any]]:
    """The lines of a bundle, each with the leaf read."""
    with zipfile.ZipFile(bundel) as zip_:
        regels = [json.loads(regel) for regel in zip_.read("bladen.jsonl").splitlines()]
    return [{**regel, "gelezen": json.loads(base64.b64decode(regel["blad"]))} for regel in regels]


def verifieer(bundel: Path, *opties: str) -> subprocess.CompletedProcess[str]:
    """``driehoek bewijs verifieer`` in a process of its own."""
    return _bewijs("verifieer", str(bundel), *opties)


def vergelijk_log(*argumenten: str) -> subprocess.CompletedProcess[str]:
    """``driehoek bewijs vergelijk-log`` in a process of its own."""
    return _bewijs("vergelijk-log", *argumenten)


def _bewijs(*argumenten: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [DRIEHOEK, "bewijs", *argumenten],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def logstand(wereld: Wereld) -> str:
    """The log's signed checkpoint of now."""
    with auditor(wereld) as client:
        return client.get("/logboek/checkpoint").raise_for_status().text


def eis_vervolg(wereld: Wereld, oud: str, nieuw: str) -> None:
    """The log of the second checkpoint begins with that of the first; the gateway proves it."""
    sleutel = lees_vkey(log_vkey(wereld.omgeving.lokaal, wereld.omgeving.pki))
    van, tot = (open_checkpoint(notitie, sleutel)[0] for notitie in (oud, nieuw))
    with auditor(wereld) as client:
        vraag = {"van": van.grootte, "tot": tot.grootte}
        antwoord = client.get("/logboek/consistentie", params=vraag).raise_for_status().json()
    bewijs = [base64.b64decode(hash_) for hash_ in antwoord["bewijs"]]
    controleer_consistentie(van.grootte, tot.grootte, bewijs, van.wortel, tot.wortel)


def auditor(wereld: Wereld) -> httpx.Client:
    """The auditor's connection to the gateway, for answers that are no JSON."""
    return httpx.Client(
        base_url=f"{wereld.omgeving.lokaal.gateway.url}/v1",
        headers={"authorization": f"Bearer {wereld.token(AUDITOR)}"},
        verify=ssl.create_default_context(cafile=str(wereld.omgeving.pki.vertrouwen)),
        trust_env=False,
    )

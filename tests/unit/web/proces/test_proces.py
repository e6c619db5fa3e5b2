"""A serving process from start to stop, as an operator sees it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.pki import Pki
from deploy.processen import Proces, StartMislukt, Startopdracht

PROCES = """
import sys
from pathlib import Path
from shared.web.proces.app import maak_app
from shared.web.instellingen.instellingen import laad_instellingen
from shared.web.proces.server import serveer
instellingen = laad_instellingen(Path(sys.argv[1]))
serveer(maak_app("Proef", "Proef", "1.0.0", instellingen), instellingen)
"""


def _opdracht(map_: Path, pki: Pki, omgeving: str) -> Startopdracht:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    paar = pki.deelnemers["om"].transport
    (map_ / "proef.toml").write_text(
        f"""
omgeving = "{omgeving}"
onderdeel = "om"
[server]
poort = {poort}
publieke_url = "https://localhost:{poort}/v1"
[tls]
certificaat = "{paar.certificaat}"
sleutel = "{paar.sleutel}"
vertrouwen = "{pki.vertrouwen}"
[ondertekening]
certificaat = "{paar.certificaat}"
sleutel = "{paar.sleutel}"
[database]
url = "sqlite://"
""",
        encoding="utf-8",
    )
    return Startopdracht(
        code="proef",
        argumenten=("-c", PROCES, str(map_ / "proef.toml")),
        gereed_url=f"https://localhost:{poort}/v1/gezondheid/gereed",
        vertrouwen=pki.vertrouwen,
        uitvoer=map_ / "uitvoer.log",
    )


@pytest.mark.parametrize("teken", [signal.SIGTERM, signal.SIGINT])
def test_een_proces_stopt_netjes_en_zegt_dat(
    tmp_path: Path, pki: Pki, teken: signal.Signals
) -> None:
    opdracht = _opdracht(tmp_path, pki, "ontwikkeling")
    proces = subprocess.Popen(
        [sys.executable, *opdracht.argumenten], stdout=subprocess.PIPE, text=True
    )
    assert proces.stdout is not None
    with proces.stdout:
        eerste = json.loads(proces.stdout.readline())
        _wacht(opdracht)
        proces.send_signal(teken)
        rest = [json.loads(regel) for regel in proces.stdout]
    assert proces.wait() == 0
    assert eerste["event"] == "gestart"
    assert rest[-1]["event"] == "gestopt"


def _wacht(opdracht: Startopdracht) -> None:
    poort = int(opdracht.gereed_url.split(":")[2].split("/")[0])
    while True:
        try:
            socket.create_connection(("127.0.0.1", poort)).close()
        except ConnectionRefusedError:
            continue
        return


def test_productie_start_niet_met_testsleutels(tmp_path: Path, pki: Pki) -> None:
    proces = Proces(_opdracht(tmp_path, pki, "productie"))
    with pytest.raises(StartMislukt, match="is een testcertificaat"):
        proces.wacht_gereed()

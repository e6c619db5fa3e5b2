"""The four processes and the test login on this machine: ``make start`` and ``make stop``.

``python -m deploy.omgeving start|stop [--map MAP]``. The same class carries the demo, the
benchmark and the end-to-end tests, each in a folder and on ports of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from deploy.configuratie import DatabankUrl, Omgevingspaden, Waarde, schrijf_configuratie
from deploy.inrichting import richt_in
from deploy.lokaal import Lokaal, Onderdeel, lees_lokaal
from deploy.pki import Pki
from deploy.processen import STOP_SECONDEN, Processen, StartMislukt, Startopdracht

STANDAARD_MAP = Path("build/lokaal")
INLOG = "inlog"
_BREEDTE = 120


class Omgeving:
    """One local environment: its folder, configuration and processes."""

    def __init__(
        self,
        map_: Path,
        lokaal: Lokaal | None = None,
        *,
        databank: DatabankUrl | None = None,
        ondertekening: str = "rsa",
        extra: Mapping[str, Mapping[str, Waarde]] | None = None,
        los: bool = False,
    ) -> None:
        self.lokaal = lokaal or lees_lokaal()
        self.paden = Omgevingspaden(map_)
        self.pki: Pki = schrijf_configuratie(
            self.lokaal, self.paden, databank=databank, ondertekening=ondertekening, extra=extra
        )
        self.processen = Processen(self._opdrachten(), los=los)

    def __enter__(self) -> Omgeving:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.processen.stop_alle()

    def start(self) -> None:
        """Migrate all databases, start all processes, and wait until they can take work."""
        self.migreer()
        self.processen.start_alle()

    def migreer(self) -> None:
        """Bring every database to the newest form, all at once."""
        with ThreadPoolExecutor(max_workers=2) as werkers:
            list(werkers.map(self._migreer_een, self.lokaal.onderdelen))

    def _migreer_een(self, deel: Onderdeel) -> None:
        opdracht = [sys.executable, "-m", deel.module, "migreer"]
        klaar = subprocess.run(
            [*opdracht, "--config", str(self.paden.config(deel.code))],
            capture_output=True,
            text=True,
            check=False,
        )
        if klaar.returncode != 0:
            raise StartMislukt(
                f"De databank van '{deel.code}' is niet bij te werken:\n"
                f"{klaar.stdout}{klaar.stderr}"
            )

    def _opdrachten(self) -> list[Startopdracht]:
        inlog = Startopdracht(
            code=INLOG,
            argumenten=(
                "-m",
                "deploy.inlog",
                "--poort",
                str(self.lokaal.inlog_poort),
                "--accounts",
                str(self.paden.accounts),
                "--publiek",
                self.lokaal.publiek,
            ),
            gereed_url=f"{self.lokaal.inlog_url}/.well-known/openid-configuration",
            vertrouwen=None,
            uitvoer=self.paden.uitvoer(INLOG),
        )
        return [inlog, *(self._opdracht(deel) for deel in self.lokaal.onderdelen)]

    def _opdracht(self, deel: Onderdeel) -> Startopdracht:
        return Startopdracht(
            code=deel.code,
            argumenten=(
                "-m",
                deel.module,
                "serveer",
                "--config",
                str(self.paden.config(deel.code)),
            ),
            gereed_url=f"{deel.url}/v1/gezondheid",
            vertrouwen=self.pki.vertrouwen,
            uitvoer=self.paden.uitvoer(deel.code),
        )


def vrije_poorten(lokaal: Lokaal) -> Lokaal:
    """The same environment on free ports of this machine."""
    houders = [socket.socket() for _ in range(len(lokaal.onderdelen) + 1)]
    try:
        for houder in houders:
            houder.bind(("127.0.0.1", 0))
        poorten = [houder.getsockname()[1] for houder in houders]
    finally:
        for houder in houders:
            houder.close()
    codes = [deel.code for deel in lokaal.onderdelen]
    return lokaal.op_poorten(dict(zip(codes, poorten[1:], strict=True)), poorten[0])


def start(map_: Path, scherm: Console) -> int:
    """Start detached, register the test accounts, and show where everything is."""
    pidbestand = map_ / "pids.json"
    if any(_leeft(pid) for pid in _pids(pidbestand).values()):
        scherm.print("Er draait al een omgeving; stop haar eerst met [bold]make stop[/bold].")
        return 1
    scherm.print("Sleutels, databanken en processen klaarzetten ...")
    omgeving = Omgeving(map_, los=True)
    try:
        omgeving.start()
        richt_in(omgeving.lokaal, omgeving.paden, omgeving.pki)
    except BaseException:
        omgeving.processen.stop_alle()
        raise
    pidbestand.write_text(json.dumps(omgeving.processen.pids), encoding="utf-8")
    _toon(omgeving, scherm)
    return 0


def stop(map_: Path, scherm: Console) -> int:
    """Stop what ``start`` left running."""
    pidbestand = map_ / "pids.json"
    pids = _pids(pidbestand)
    if not pids:
        scherm.print("Er draait niets.")
        return 0
    for pid in reversed(pids.values()):
        _stuur(pid, signal.SIGTERM)
    grens = time.monotonic() + STOP_SECONDEN
    while any(_leeft(pid) for pid in pids.values()) and time.monotonic() < grens:
        time.sleep(0.1)
    for pid in pids.values():
        if _leeft(pid):
            _stuur(pid, signal.SIGKILL)
    pidbestand.unlink()
    scherm.print("Gestopt. De gegevens staan er nog; weg ermee gaat met [bold]make schoon[/bold].")
    return 0


def _pids(pidbestand: Path) -> dict[str, int]:
    """What an earlier start left running, as far as it was written down."""
    if not pidbestand.exists():
        return {}
    pids: dict[str, int] = json.loads(pidbestand.read_text(encoding="utf-8"))
    return pids


def _stuur(pid: int, teken: signal.Signals) -> None:
    try:
        os.kill(pid, teken)
    except ProcessLookupError:
        return


def _leeft(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _toon(omgeving: Omgeving, scherm: Console) -> None:
    adressen = Table(title="Adressen", title_justify="left")
    for kop in ("onderdeel", "adres", "beschrijving van de API"):
        adressen.add_column(kop)
    for deel in omgeving.lokaal.onderdelen:
        adressen.add_row(deel.code, f"{deel.url}/v1", f"{deel.url}/v1/openapi.json")
    adressen.add_row("testinlog", omgeving.lokaal.inlog_url, "OpenID Connect, zonder wachtwoord")
    accounts = Table(title="Testaccounts (alles verzonnen)", title_justify="left")
    for kop in ("inlognaam", "partij", "functie", "naam"):
        accounts.add_column(kop)
    for account in omgeving.lokaal.accounts:
        accounts.add_row(account.sub, account.partij, account.functie, account.naam)
    scherm.print(adressen, accounts)
    scherm.print(f"Vertrouw dit testcertificaat: {omgeving.pki.vertrouwen}")
    scherm.print(
        "Een token halen:  .venv/bin/python -m deploy.inlogklant "
        f"--uitgever {omgeving.lokaal.inlog_url} --publiek {omgeving.lokaal.publiek} "
        "--sub regisseur@gemeente.example",
        soft_wrap=True,
    )


def main() -> int:
    """The command line of ``make start`` and ``make stop``."""
    lezer = argparse.ArgumentParser(description=__doc__)
    lezer.add_argument("opdracht", choices=["start", "stop"])
    lezer.add_argument("--map", type=Path, default=STANDAARD_MAP, dest="map_")
    keuze = lezer.parse_args()
    # Zonder scherm (in een bestand of CI) is er geen breedte; dan liever breed dan afgekapt.
    scherm = Console(width=None if sys.stdout.isatty() else _BREEDTE)
    try:
        return (start if keuze.opdracht == "start" else stop)(keuze.map_, scherm)
    except StartMislukt as fout:
        scherm.print(str(fout), markup=False)
        return 1


if __name__ == "__main__":
    sys.exit(main())

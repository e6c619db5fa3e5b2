"""Een beheerder installeert alles uit docs/beheer.md, en de eerste vraag komt aan.

Elke opdracht onder "Installeren" wordt uitgevoerd zoals zij er staat, door elk onderdeel in een
eigen map: zo kan de handleiding niet achterraken. Wat zij van buiten verwacht (een inlog, wat
partijen elkaar per telefoon zeggen) doet deze test.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.inlogklant import haal_token
from deploy.lokaal import Account, Lokaal, Onderdeel, lees_lokaal
from deploy.omgeving import vrije_poorten
from deploy.processen import Processen, Startopdracht
from tests.e2e.kantoor import ANALIST, REGISSEUR, wacht_tot
from tests.e2e.wereld import Wereld
from tests.hulp.handleiding import WORTEL, Blok, blokken

COLLEGAS = {"gemeente": ("regisseur", "burgemeester"), "politie": ("analist",)}


@dataclass
class Beheerder:
    """Whoever installs one part, in a folder of his own, and what he has running."""

    deel: Onderdeel
    map: Path
    omgeving: dict[str, str]
    lopend: subprocess.Popen[bytes] | None = None

    def doet(self, blok: Blok) -> bool:
        """Whether this block is for him."""
        wie = "partij" if self.deel.is_partij else "gateway"
        return bool({wie, "elk", "oefenen"} & set(blok.wie))

    def voer_uit(self, blok: Blok) -> None:
        """Type the block as it stands."""
        opdracht = ["bash", "-euo", "pipefail", "-c", f"umask 077\n{blok.tekst}"]
        if "start" in blok.wie:
            with (self.map / "uitvoer.log").open("wb") as uitvoer:
                self.lopend = subprocess.Popen(
                    opdracht, cwd=self.map, env=self.omgeving, stdout=uitvoer, stderr=uitvoer
                )
            self.wacht_tot_het_leeft()
            return
        klaar = subprocess.run(
            opdracht, cwd=self.map, env=self.omgeving, capture_output=True, text=True, check=False
        )
        assert klaar.returncode == 0, (
            f"{self.deel.code}:\n{blok.tekst}\n{klaar.stdout}{klaar.stderr}"
        )

    def wacht_tot_het_leeft(self) -> None:
        """The next block asks whether it is ready; a person would look when it is up."""
        uitvoer, poging = (
            self.map / "uitvoer.log",
            ["curl", "-sk", f"{self.deel.url}/v1/gezondheid"],
        )
        wacht_tot(
            lambda: (
                self.lopend.poll() is not None
                or subprocess.run(poging, capture_output=True, check=False).returncode == 0
            ),
            f"{self.deel.code} luistert",
        )
        assert self.lopend.poll() is None, uitvoer.read_text(encoding="utf-8")

    def stop(self) -> None:
        """What was started is stopped, and nothing else."""
        if self.lopend is not None:
            self.lopend.send_signal(signal.SIGTERM)
            self.lopend.wait(30)


@pytest.fixture
def lokaal() -> Lokaal:
    return vrije_poorten(lees_lokaal())


@pytest.fixture
def inlog(lokaal: Lokaal, tmp_path: Path) -> Iterator[str]:
    """The login every organisation has already."""
    rijen = [
        {naam: getattr(een, naam) for naam in ("sub", "naam", "partij", "functie")}
        for een in lokaal.accounts
    ]
    accounts = tmp_path / "accounts.json"
    accounts.write_text(json.dumps(rijen), encoding="utf-8")
    opdracht = Startopdracht(
        "inlog",
        ("-m", "deploy.inlog", "--poort", str(lokaal.inlog_poort), "--accounts", str(accounts),
         "--publiek", lokaal.publiek),
        f"{lokaal.inlog_url}/.well-known/openid-configuration",
        None,
        tmp_path / "inlog.log",
    )  # fmt: skip
    with Processen([opdracht]):
        yield lokaal.inlog_url


@pytest.fixture
def beheerders(lokaal: Lokaal, inlog: str, tmp_path: Path) -> Iterator[list[Beheerder]]:
    """One for each part, with what he knows before he begins."""
    (tmp_path / "deel").mkdir()
    with ExitStack() as stapel:
        alle = [_beheerder(deel, lokaal, inlog, tmp_path) for deel in lokaal.onderdelen]
        for een in alle:
            stapel.callback(een.stop)
        yield alle


def _beheerder(deel: Onderdeel, lokaal: Lokaal, inlog: str, tmp_path: Path) -> Beheerder:
    map_ = tmp_path / deel.code
    (map_ / "data").mkdir(parents=True)
    anderen = [een for een in lokaal.partijen if een.code != deel.code]
    regels = [f"{een.code} {een.oin} {een.url}\n" for een in anderen]
    (map_ / "anderen.txt").write_text("".join(regels), encoding="utf-8")
    waarden = {
        "CODE": deel.code,
        "NAAM": deel.naam,
        "OIN": deel.oin,
        "HOST": "localhost",
        "POORT": str(deel.poort),
        "ADRES": deel.url,
        "LOG": lokaal.log_naam,
        "GATEWAY": lokaal.gateway.url,
        "DATABANK": f"sqlite:///{map_}/data",
        "INLOG": inlog,
        "PUBLIEK": lokaal.publiek,
        "DPIA": "2026-10-01",
        "DEEL": str(tmp_path / "deel"),
        "OMGEVING": "ontwikkeling",
        "PROEF": "--proef",
        "CA": str(tmp_path / "ca"),
    }
    if deel.is_partij:
        waarden["BEHEERDER"] = lokaal.beheerder(deel.code).sub
        waarden["TWEEDE"] = lokaal.tweede_beheerder(deel.code).sub
        waarden["BEVESTIGER"] = lokaal.account(deel.code, "privacyfunctionaris").sub
        for naam, wie in (("TOKEN", "BEHEERDER"), ("ANDER", "TWEEDE")):
            waarden[naam] = haal_token(inlog, waarden[wie], lokaal.publiek)
    pad = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return Beheerder(deel, map_, {**os.environ, **waarden, "PATH": pad})


def test_wie_de_handleiding_volgt_heeft_een_werkende_driehoek(
    beheerders: list[Beheerder], lokaal: Lokaal, tmp_path: Path
) -> None:
    stappen = [blok for blok in blokken("docs/beheer.md", "Installeren") if blok.wie]
    with ThreadPoolExecutor(max_workers=2) as draden:
        # De CA bestaat voor iemand haar iets vraagt.
        subprocess.run([sys.executable, "-m", "deploy.oefenca", str(tmp_path / "ca")], check=True)
        for blok in stappen:
            list(draden.map(lambda een, b=blok: een.voer_uit(b), filter_op(beheerders, blok)))
    vertrouwen = tmp_path / "ca" / "vertrouwen.pem"
    omgeving = SimpleNamespace(lokaal=lokaal, pki=SimpleNamespace(vertrouwen=vertrouwen))
    wereld = Wereld(omgeving, SimpleNamespace(autorisaties={}))
    try:
        _een_vraag_komt_aan(wereld, lokaal)
    finally:
        wereld.sluit()


def filter_op(beheerders: list[Beheerder], blok: Blok) -> list[Beheerder]:
    """Whoever this block is for."""
    wie = [een for een in beheerders if een.doet(blok)]
    assert wie, f"Voor wie is dit blok? {blok.wie}"
    return wie


def _een_vraag_komt_aan(wereld: Wereld, lokaal: Lokaal) -> None:
    for partij, functies in COLLEGAS.items():
        for functie in functies:
            account: Account = lokaal.account(partij, functie)
            wereld.inrichting.autorisaties[account.sub] = wereld.neem_aan(
                account.sub, partij, functie
            )
    zaak = wereld.zaak()
    vraag = zaak.vraag(REGISSEUR, ANALIST)
    (rij,) = wereld.alles(ANALIST, "/journaal", "journaal", bericht=vraag)
    assert (rij["richting"], rij["handeling"]) == ("in", "ontvangen")


def test_elke_waarde_die_een_opdracht_gebruikt_staat_uitgelegd() -> None:
    """A variable that no table explains, and no command sets, is one a reader cannot fill in."""
    teksten = [blok.tekst for blok in blokken("docs/beheer.md", "Installeren")]
    uitleg = (WORTEL / "docs/beheer.md").read_text(encoding="utf-8")
    gebruikt = {naam for tekst in teksten for naam in re.findall(r"\$\{?([A-Z]+)", tekst)}
    gezet = {naam for tekst in teksten for naam in re.findall(r"^([A-Z]+)=", tekst, re.MULTILINE)}
    genoemd = {naam for naam in gebruikt if f"`{naam}`" in uitleg or f"`${naam}`" in uitleg}
    assert gebruikt - gezet == genoemd - gezet

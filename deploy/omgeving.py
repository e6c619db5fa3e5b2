"""The four processes and the test login on this machine: ``make start`` and ``make stop``.

``python -m deploy.omgeving start|stop [--map MAP]``. The same class carries the demo, the
benchmark and the end-to-end tests, each in a folder and on ports of its own.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from deploy import draaiend
from deploy.configuratie import DatabankUrl, Omgevingspaden, Waarde, schrijf_configuratie
from deploy.inrichting import InrichtingMislukt, richt_in
from deploy.lokaal import Lokaal, lees_lokaal
from deploy.pki import Pki
from deploy.processen import STOP_SECONDEN, Processen, StartMislukt, Startopdracht

STANDAARD_MAP = Path("build/lokaal")
INLOG = "inlog"
_BREEDTE = 120


def _zwijg(_wat: str) -> None:
    return


class Omgeving:
    """One local environment: its folder, configuration and processes.

    ``behoud``: a configuration file that is there already stays as it is; ``afwijkend`` names those
    that somebody changed. ``meld`` hears of each step that takes a while.
    """

    def __init__(
        self,
        map_: Path,
        lokaal: Lokaal | None = None,
        *,
        databank: DatabankUrl | None = None,
        ondertekening: str = "rsa",
        extra: Mapping[str, Mapping[str, Waarde]] | None = None,
        los: bool = False,
        behoud: bool = False,
        meld: Callable[[str], None] = _zwijg,
    ) -> None:
        self.lokaal = lokaal or lees_lokaal()
        self.paden = Omgevingspaden(map_)
        self._meld = meld
        meld("Sleutels, certificaten en instellingen.")
        gemaakt = schrijf_configuratie(
            self.lokaal, self.paden, databank=databank, ondertekening=ondertekening, extra=extra,
            behoud=behoud,
        )  # fmt: skip
        self.pki: Pki = gemaakt.pki
        self.afwijkend = gemaakt.afwijkend
        self.processen = Processen(self._opdrachten(), los=los)

    def __enter__(self) -> Omgeving:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.processen.stop_alle()

    def start(self) -> None:
        """Migrate all databases, start all processes, and wait until they can take work."""
        self.migreer()
        aantal = len(self.lokaal.onderdelen) + len(self.lokaal.portalen) + 1
        self._meld(f"{aantal} processen starten.")
        self.processen.start_alle(lambda code: self._meld(f"{code} is gereed."))

    def migreer(self) -> None:
        """Bring every database to the newest form, all at once."""
        self._meld("Databanken.")
        with ThreadPoolExecutor(max_workers=2) as werkers:
            delen = [(deel.code, deel.module) for deel in self.lokaal.onderdelen]
            delen += [(een.onderdeel, een.module) for een in self.lokaal.portalen]
            list(werkers.map(lambda deel: self._migreer_een(*deel), delen))

    def _migreer_een(self, code: str, module: str) -> None:
        opdracht = [sys.executable, "-m", module, "migreer"]
        klaar = subprocess.run(
            [*opdracht, "--config", str(self.paden.config(code))],
            capture_output=True,
            text=True,
            check=False,
        )
        if klaar.returncode != 0:
            raise StartMislukt(
                f"De databank van '{code}' is niet bij te werken:\n{klaar.stdout}{klaar.stderr}"
            )

    def _opdrachten(self) -> list[Startopdracht]:
        inlog = Startopdracht(
            code=INLOG,
            argumenten=(
                "-m",
                "deploy.inlog",
                "--poort",
                str(self.lokaal.inlog_poort),
                "--host",
                self.lokaal.inlog_host,
                "--accounts",
                str(self.paden.accounts),
                "--programmas",
                str(self.paden.programmas),
                "--publiek",
                self.lokaal.publiek,
            ),
            gereed_url=f"{self.lokaal.inlog_url}/.well-known/openid-configuration",
            vertrouwen=None,
            uitvoer=self.paden.uitvoer(INLOG),
        )
        return [
            inlog,
            *(
                self._opdracht(deel.code, deel.module, f"{deel.url}/v1/gezondheid")
                for deel in self.lokaal.onderdelen
            ),
            *(
                self._opdracht(een.onderdeel, een.module, f"{een.url}/gezondheid")
                for een in self.lokaal.portalen
            ),
        ]

    def _opdracht(self, code: str, module: str, gereed_url: str) -> Startopdracht:
        return Startopdracht(
            code=code,
            argumenten=("-m", module, "serveer", "--config", str(self.paden.config(code))),
            gereed_url=gereed_url,
            vertrouwen=self.pki.vertrouwen,
            uitvoer=self.paden.uitvoer(code),
        )


def vrije_poorten(lokaal: Lokaal, *, portalen: bool = False) -> Lokaal:
    """The same environment on free ports of this machine; with the portals when asked for."""
    if not portalen:
        lokaal = lokaal.zonder_portalen()
    codes = [deel.code for deel in lokaal.onderdelen]
    codes += [portaal.onderdeel for portaal in lokaal.portalen]
    houders = [socket.socket() for _ in range(len(codes) + 1)]
    try:
        for houder in houders:
            houder.bind(("127.0.0.1", 0))
        poorten = [houder.getsockname()[1] for houder in houders]
    finally:
        for houder in houders:
            houder.close()
    return lokaal.op_poorten(dict(zip(codes, poorten[1:], strict=True)), poorten[0])


def bezette_poorten(lokaal: Lokaal) -> dict[str, int]:
    """The parts whose port another program listens on already, with that port."""
    poorten = {INLOG: lokaal.inlog_poort} | {deel.code: deel.poort for deel in lokaal.onderdelen}
    poorten |= {portaal.onderdeel: portaal.poort for portaal in lokaal.portalen}
    return {code: poort for code, poort in poorten.items() if not _is_vrij(poort)}


def _is_vrij(poort: int) -> bool:
    with socket.socket() as houder:
        # As a server does: a connection that just ended does not keep the port.
        houder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            houder.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True


def andere_poorten(omgeving: Omgeving) -> dict[str, int]:
    """The parts whose kept configuration has another port than this environment expects."""
    verwacht = {deel.code: deel.poort for deel in omgeving.lokaal.onderdelen}
    verwacht |= {een.onderdeel: een.poort for een in omgeving.lokaal.portalen}
    bewaard = {
        code: tomllib.loads(omgeving.paden.config(code).read_text(encoding="utf-8"))
        for code in verwacht
    }
    poorten = {code: int(een["server"]["poort"]) for code, een in bewaard.items()}
    return {code: poort for code, poort in poorten.items() if poort != verwacht[code]}


def start(map_: Path, scherm: Console) -> int:
    """Start detached, register the test accounts, and show where everything is."""
    pidbestand = map_ / "pids.json"
    if draaiend.nog_draaiend(pidbestand):
        scherm.print("Er draait al een omgeving; stop haar eerst met [bold]make stop[/bold].")
        return 1
    bezet = bezette_poorten(lees_lokaal())
    if bezet:
        welke = ", ".join(f"{poort} (voor {code})" for code, poort in bezet.items())
        scherm.print(
            f"Bezet door een ander programma: poort {welke}. Stop dat programma "
            f"(welk het is: ss -ltnp 'sport = :{next(iter(bezet.values()))}'), en start opnieuw. "
            "Moet het blijven: kies een andere poort in deploy/lokaal.toml, na 'make schoon' (dat "
            "wist de proefgegevens). Er is niets gestart.",
            soft_wrap=True,
            markup=False,
        )
        return 1
    scherm.print("Sleutels, databanken en processen klaarzetten ...")
    omgeving = Omgeving(map_, los=True, behoud=True, meld=lambda wat: scherm.print(f"  {wat}"))
    elders = andere_poorten(omgeving)
    if elders:
        welke = ", ".join(f"{code} op {poort}" for code, poort in elders.items())
        scherm.print(
            f"Deze omgeving ({map_}) is gemaakt op andere poorten dan deploy/lokaal.toml noemt: "
            f"{welke}. Was zij van de demo, dan waren de vaste poorten toen bezet: speel haar nog "
            "eens met 'make demo' terwijl er niets draait. Zet anders de poorten in lokaal.toml "
            "gelijk. Er is niets gestart.",
            soft_wrap=True,
            markup=False,
        )
        return 1
    try:
        omgeving.start()
        draaiend.leg_vast(pidbestand, omgeving.processen.pids)
        scherm.print("  Testaccounts.")
        richt_in(omgeving.lokaal, omgeving.pki)
    except BaseException:
        omgeving.processen.stop_alle()
        raise
    _toon(omgeving, scherm)
    return 0


def stop(map_: Path, scherm: Console) -> int:
    """Stop what ``start`` left running, and only that."""
    if not draaiend.stop(map_ / "pids.json", STOP_SECONDEN):
        scherm.print("Er draait niets.")
        return 0
    scherm.print("Gestopt. De gegevens staan er nog; weg ermee gaat met [bold]make schoon[/bold].")
    return 0


def _toon(omgeving: Omgeving, scherm: Console) -> None:
    lokaal = omgeving.lokaal
    _toon_portalen(lokaal, scherm)
    adressen = Table(title="De API's", title_justify="left")
    for kop in ("onderdeel", "adres", "beschrijving van de API"):
        adressen.add_column(kop)
    for deel in omgeving.lokaal.onderdelen:
        adressen.add_row(deel.code, f"{deel.url}/v1", f"{deel.url}/v1/openapi.json")
    adressen.add_row("testinlog", omgeving.lokaal.inlog_url, "OpenID Connect, zonder wachtwoord")
    scherm.print(adressen, _programmas(omgeving))
    if omgeving.afwijkend:
        scherm.print(
            f"Behouden zoals u ze wijzigde: {', '.join(omgeving.afwijkend)} in "
            f"{omgeving.paden.map}. Met [bold]make schoon[/bold] begint u opnieuw.",
            soft_wrap=True,
        )
    iemand = next(een for een in lokaal.accounts if not lokaal.is_beheerder(een))
    scherm.print(f"Vertrouw dit testcertificaat: {omgeving.pki.vertrouwen}")
    scherm.print(
        "Een token halen:  .venv/bin/python -m deploy.inlogklant "
        f"--uitgever {lokaal.inlog_url} --publiek {lokaal.publiek} --sub {iemand.sub}",
        soft_wrap=True,
    )


def _toon_portalen(lokaal: Lokaal, scherm: Console) -> None:
    """What one opens in a browser, and as whom."""
    accounts = Table(title="Open in uw browser (alles verzonnen)", title_justify="left")
    for kop in ("portaal", "log in als", "functie", "naam"):
        accounts.add_column(kop)
    for portaal in lokaal.portalen:
        mensen = [een for een in lokaal.accounts if lokaal.portaal_van(een) == portaal]
        for nummer, account in enumerate(mensen):
            adres = "" if nummer else portaal.url
            accounts.add_row(adres, account.sub, account.functie, account.naam)
        accounts.add_section()
    scherm.print(accounts)
    scherm.print(
        "Uw browser waarschuwt voor het testcertificaat: ga door, of vertrouw wat hieronder staat."
    )


def _programmas(omgeving: Omgeving) -> Table:
    tabel = Table(title="Programma's, met een eigen sleutel", title_justify="left")
    for kop in ("client", "partij", "sleutel", "wie ervoor instaat"):
        tabel.add_column(kop)
    for een in omgeving.lokaal.programmas:
        sleutel = omgeving.paden.programmasleutel(een.client)
        tabel.add_row(een.client, een.partij, str(sleutel), een.verantwoordelijke)
    return tabel


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
    except (StartMislukt, InrichtingMislukt) as fout:
        scherm.print(str(fout), markup=False)
        return 1


if __name__ == "__main__":
    sys.exit(main())

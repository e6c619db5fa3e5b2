"""The command of a portal: `python -m frontends.<naam> [serveer|migreer] --config PAD`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shared.opslag.gereedheid import Databank, eis_bijgewerkt, migreer_alle
from shared.portaal.app import maak_app
from shared.portaal.bedienen import bedien
from shared.portaal.instellingen import Portaalinstellingen, laad_portaalinstellingen
from shared.portaal.portaal import Portaal
from shared.portaal.productie import controleer_portaal
from shared.portaal.sessies.tabellen import MIGRATIES, Portaalbasis
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.meldingen import Invoerfout
from shared.web.proces.afloop import voer_uit
from shared.web.proces.geheugen import geen_geheugenafdruk
from shared.web.proces.opdrachtlezer import Opdrachtlezer


def main(portaal: Portaal, argumenten: Sequence[str] | None = None) -> int:
    """Run the portal or bring its database up to date; 2 when it may not start."""
    lezer = Opdrachtlezer(prog=f"python -m frontends.{portaal.code}", description=portaal.naam)
    lezer.add_argument("opdracht", nargs="?", choices=("serveer", "migreer"), default="serveer")
    lezer.add_argument(
        "--config", type=Path, required=True, metavar="BESTAND", help="de configuratie"
    )
    gekozen = lezer.parse_args(argumenten)
    geen_geheugenafdruk()
    return voer_uit(lambda: _doe(portaal, gekozen.opdracht, gekozen.config))


def databanken(instellingen: Portaalinstellingen) -> list[Databank]:
    """The one database of a portal, with its revisions."""
    url = instellingen.database.url
    return [Databank("database.url", url, [MIGRATIES], Portaalbasis.metadata)]


def _doe(portaal: Portaal, opdracht: str, config: Path) -> int:
    instellingen = laad_portaalinstellingen(config)
    if instellingen.onderdeel != portaal.onderdeel:
        zin = f"is '{instellingen.onderdeel}', maar dit proces is '{portaal.onderdeel}'"
        raise OngeldigeInstellingen(str(config), (Invoerfout("onderdeel", zin),))
    mist = [bron for bron in portaal.bronnen if bron not in instellingen.bronnen]
    if mist:
        raise OngeldigeInstellingen(
            str(config), tuple(Invoerfout(f"bronnen.{bron}", "ontbreekt") for bron in mist)
        )
    if opdracht == "migreer":
        migreer_alle(databanken(instellingen))
        return 0
    controleer_portaal(instellingen)
    zo = f"python -m frontends.{portaal.code} migreer --config {config}"
    eis_bijgewerkt(databanken(instellingen), zo)
    bedien(maak_app(portaal, instellingen), instellingen)
    return 0

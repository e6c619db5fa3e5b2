"""`python -m gateway [serveer|migreer|herindexeer|snoei] --config PAD`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shared.web.proces.opstart import zonder_opruimen

with zonder_opruimen():
    from gateway.app import maak_app
    from gateway.kern import databanken, lees_logsleutel
    from gateway.logboek.snoei import snoei
    from gateway.registers.beeld import Beelden
    from gateway.registers.bestand import lees_registerbestand
    from gateway.snoeien import MEEGAAND
    from gateway.zoekregister.register import Zoekregister
    from shared.dataverwerkingen.inrichten import open_verwerkingenlog
    from shared.dataverwerkingen.log import bewaargrens
    from shared.dataverwerkingen.register.eigen import register_van
    from shared.logboek.fouten import LogboekFout
    from shared.logboek.schrijver import Logschrijver
    from shared.opslag.engine import maak_engine
    from shared.opslag.gereedheid import eis_bijgewerkt, migreer_alle
    from shared.tijd.klok import nu_utc
    from shared.web.instellingen.instellingen import laad_instellingen
    from shared.web.instellingen.onderdeelsoort import GatewayInstellingen
    from shared.web.instellingen.productie import controleer_omgeving
    from shared.web.proces.afloop import voer_uit
    from shared.web.proces.geheugen import geen_geheugenafdruk
    from shared.web.proces.opdrachtlezer import Opdrachtlezer
    from shared.web.proces.server import serveer

OPDRACHTEN = ("serveer", "migreer", "herindexeer", "snoei")


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run the gateway or bring its database up to date; 2 when it may not start."""
    lezer = Opdrachtlezer(prog="python -m gateway", description="De gateway.")
    lezer.add_argument("opdracht", nargs="?", choices=OPDRACHTEN, default="serveer")
    lezer.add_argument(
        "--config", type=Path, required=True, metavar="BESTAND", help="de configuratie"
    )
    gekozen = lezer.parse_args(argumenten)
    geen_geheugenafdruk()
    return voer_uit(lambda: _doe(gekozen.opdracht, gekozen.config), LogboekFout)


def _doe(opdracht: str, config: Path) -> int:
    instellingen = laad_instellingen(config).vereis(GatewayInstellingen)
    if opdracht == "migreer":
        migreer_alle(databanken(instellingen))
        return 0
    controleer_omgeving(instellingen)
    eis_bijgewerkt(databanken(instellingen), f"python -m gateway migreer --config {config}")
    if opdracht == "herindexeer":
        _herindexeer(instellingen)
    elif opdracht == "snoei":
        _snoei(instellingen)
    else:
        serveer(maak_app(instellingen), instellingen)
    return 0


def _herindexeer(instellingen: GatewayInstellingen) -> None:
    """Make the search register again from the leaves, by the rules of the covenant file."""
    regels = lees_registerbestand(instellingen.register_.partijen).regels()
    engine = maak_engine(instellingen.database.url)
    try:
        aantal = Zoekregister(regels).herbouw(engine)
    finally:
        engine.dispose()
    print(f"Het zoekregister is opnieuw gemaakt uit {aantal} bladen.")  # noqa: T201 - idem


def _snoei(instellingen: GatewayInstellingen) -> None:
    """Remove what leaves say after their term; safe beside a running gateway."""
    engine = maak_engine(instellingen.database.url)
    try:
        with engine.connect() as verbinding:
            regels = Beelden().lees(verbinding).regels
        nu = nu_utc()
        register = Zoekregister(regels)
        register.werk_bij(engine)
        sleutel = lees_logsleutel(instellingen.log)
        with Logschrijver(engine, sleutel, bijwerking=register.neem_op) as schrijver:
            aantal = snoei(schrijver, regels, nu, instellingen.log.bewaar_vanaf, meegaand=MEEGAAND)
        with open_verwerkingenlog(register_van(regels, instellingen), instellingen) as eigen:
            logregels = eigen.ruim_op(bewaargrens(regels, nu))
    finally:
        engine.dispose()
    print(f"Van {aantal} bladen is de inhoud na haar termijn verwijderd; elk bewijs blijft.")  # noqa: T201
    print(f"Uit het logboek dataverwerkingen zijn {logregels} regels verwijderd.")  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())

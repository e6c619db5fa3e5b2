"""`python -m gateway [serveer|migreer|herindexeer|snoei] --config PAD`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from gateway.app import maak_app
from gateway.beeld import Beelden
from gateway.kern import MIGRATIES, TABELLEN, lees_logsleutel, systeemklok
from gateway.modellen import Basis
from gateway.snoei import snoei, snoeigrens
from gateway.zoeken.register import Zoekregister
from shared.dataverwerkingen.inrichten import (
    migreer_verwerkingenlog,
    open_verwerkingenlog,
    register_van,
)
from shared.dataverwerkingen.log import bewaargrens
from shared.logboek.fouten import LogboekFout
from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from shared.opslag.fouten import DatabankFout
from shared.opslag.migratie import migreer
from shared.web.instellingen import Instellingen, OngeldigeInstellingen, laad_instellingen
from shared.web.server import serveer

OPDRACHTEN = ("serveer", "migreer", "herindexeer", "snoei")


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run the gateway or bring its database up to date; 2 when it may not start."""
    lezer = argparse.ArgumentParser(prog="python -m gateway", description="De gateway.")
    lezer.add_argument("opdracht", nargs="?", choices=OPDRACHTEN, default="serveer")
    lezer.add_argument("--config", type=Path, required=True, help="pad van het configuratiebestand")
    gekozen = lezer.parse_args(argumenten)
    try:
        instellingen = laad_instellingen(gekozen.config).vereis(*TABELLEN)
        if gekozen.opdracht == "migreer":
            migreer(instellingen.database.url, MIGRATIES, Basis.metadata)
            migreer_verwerkingenlog(instellingen)
        elif gekozen.opdracht == "herindexeer":
            _herindexeer(instellingen.database.url)
        elif gekozen.opdracht == "snoei":
            _snoei(instellingen)
        else:
            serveer(maak_app(instellingen), instellingen)
    except (OngeldigeInstellingen, DatabankFout, LogboekFout) as fout:
        print(fout, file=sys.stderr)  # noqa: T201 - dit leest wie het proces start
        return 2
    return 0


def _herindexeer(url: str) -> None:
    """Make the search register again from the leaves."""
    engine = maak_engine(url)
    try:
        aantal = Zoekregister().herbouw(engine)
    finally:
        engine.dispose()
    print(f"Het zoekregister is opnieuw gemaakt uit {aantal} bladen.")  # noqa: T201 - idem


def _snoei(instellingen: Instellingen) -> None:
    """Remove what leaves say after their term; safe beside a running gateway."""
    log = instellingen.log
    assert log is not None  # noqa: S101 - for the type checker: vereis() came before
    engine = maak_engine(instellingen.database.url)
    try:
        with engine.connect() as verbinding:
            regels = Beelden().lees(verbinding).regels
        nu = systeemklok()
        grens = snoeigrens(regels, nu, log.bewaar_vanaf)
        register = Zoekregister()
        sleutel = lees_logsleutel(log)
        with Logschrijver(engine, sleutel, bijwerking=register.neem_op) as schrijver:
            aantal = snoei(schrijver, regels, grens, nu)
        with open_verwerkingenlog(register_van(regels, instellingen), instellingen) as eigen:
            logregels = eigen.ruim_op(bewaargrens(regels, nu))
    finally:
        engine.dispose()
    dag = grens.date().isoformat()
    print(f"Van {aantal} bladen van voor {dag} is de inhoud verwijderd; elk bewijs blijft.")  # noqa: T201
    print(f"Uit het logboek dataverwerkingen zijn {logregels} regels verwijderd.")  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())

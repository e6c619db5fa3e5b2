"""The command of a party: `python -m services.<partij> [OPDRACHT] --config PAD`.

serveer (as is), migreer, onderhoud: one run of the periodic work, naspelen: after a copy was put
back, destroying what was destroyed since, or ververs-sleutels: the keys of the kluis anew.
"""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from shared.bestand.personen.herindexeren import ververs_vakken
from shared.dataverwerkingen.inrichten import verwerkingendatabank
from shared.dataverwerkingen.log import bewaargrens
from shared.kluis.tabellen import MIGRATIES as KLUISMIGRATIES
from shared.logboek.fouten import LogboekFout
from shared.opslag.engine import maak_engine
from shared.opslag.gereedheid import Databank, eis_bijgewerkt, migreer_alle, werk_oude_bij
from shared.opslag.herstelmerk import eis_nagespeeld
from shared.partij.fouten import PartijFout
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.partij import Partij
from shared.partijdienst.app import maak_app
from shared.partijdienst.naspelen import (
    MET_DEZE_KLUIS,
    GeheugenTeOud,
    oefen,
    op_kopieen,
    speel_na,
)
from shared.partijdienst.onderhoud import OnderhoudLooptAl, draai_onderhoud
from shared.partijdienst.onderwerpen import migraties_van, problemen_van
from shared.partijdienst.opstarten import herstelopdracht, open_stil
from shared.partijdienst.transport import maak_client
from shared.tijd.klok import nu_utc
from shared.web import rijen
from shared.web.beschrijving.operaties import eigen_operatie
from shared.web.instellingen.instellingen import Instellingen, laad_instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from shared.web.instellingen.productie import controleer_omgeving
from shared.web.meldingen import Invoerfout
from shared.web.problemen import neem_op
from shared.web.proces.afloop import voer_uit
from shared.web.proces.geheugen import geen_geheugenafdruk
from shared.web.proces.opdrachtlezer import Opdrachtlezer
from shared.web.proces.server import serveer


def main(partij: Partij, argumenten: Sequence[str] | None = None) -> int:
    """Run the party's service or bring its databases up to date; 2 when it may not start."""
    lezer = Opdrachtlezer(prog=f"python -m services.{partij.code}", description=partij.titel)
    lezer.add_argument("opdracht", nargs="?", choices=tuple(_OPDRACHTEN), default="serveer")
    lezer.add_argument(
        "--config", type=Path, required=True, metavar="BESTAND", help="de configuratie"
    )
    lezer.add_argument(
        "--oefening", type=Path, metavar="MAP", help="bij naspelen: op kopieën in deze map"
    )
    lezer.add_argument(
        MET_DEZE_KLUIS,
        action="store_true",
        help="bij naspelen: ook als de kluis van voor de kopie kan zijn",
    )
    gekozen = lezer.parse_args(argumenten)
    if gekozen.oefening is not None and gekozen.opdracht != "naspelen":
        lezer.error("--oefening hoort bij naspelen")
    if gekozen.met_deze_kluis and gekozen.opdracht != "naspelen":
        lezer.error(f"{MET_DEZE_KLUIS} hoort bij naspelen")
    geen_geheugenafdruk()
    return voer_uit(lambda: _doe(partij, gekozen))


def _doe(partij: Partij, gekozen: Namespace) -> int:
    opdracht, config, oefening = gekozen.opdracht, gekozen.config, gekozen.oefening
    instellingen = laad_instellingen(config).vereis(PartijInstellingen)
    if oefening is not None:
        instellingen = op_kopieen(instellingen, oefening)
    _eis_zelfde_partij(partij, instellingen)
    # A command records its operations too, and tells a refusal from a failure by the same table.
    neem_op((*rijen.PROBLEMEN, *problemen_van(partij)))
    bijgewerkt: Sequence[str] = ()
    if opdracht != "migreer":
        controleer_omgeving(instellingen)
        banken = databanken(partij, instellingen)
        # A back-up of before an upgrade: its copies are brought up to date, as a restore does.
        if oefening is not None:
            bijgewerkt = werk_oude_bij(banken)
        zo = f"python -m services.{partij.code} migreer --config {config}"
        eis_bijgewerkt(banken, zo)
    if opdracht in ("serveer", "onderhoud", "ververs-sleutels"):
        _eis_nagespeeld(partij, instellingen)
    if oefening is not None:
        return _oefen(partij, instellingen, bijgewerkt)
    if gekozen.met_deze_kluis:
        return _naspelen(partij, instellingen, met_deze_kluis=True)
    return _OPDRACHTEN[opdracht](partij, instellingen)


def _eis_nagespeeld(partij: Partij, instellingen: Instellingen) -> None:
    engine = maak_engine(instellingen.database.url, pool_grootte=1)
    try:
        eis_nagespeeld(engine, herstelopdracht(partij, instellingen))
    finally:
        engine.dispose()


def _serveer(partij: Partij, instellingen: Instellingen) -> int:
    serveer(maak_app(partij, instellingen), instellingen)
    return 0


def _migreer(partij: Partij, instellingen: Instellingen) -> int:
    migreer_alle(databanken(partij, instellingen))
    return 0


def _onderhoud(partij: Partij, instellingen: Instellingen) -> int:
    """One run: 0 when all was done, 1 when of some group no state was to be had, 3 when another
    run holds the lock. What it did is one line of JSON on the output."""
    try:
        uitkomst = asyncio.run(_een_beurt(partij, instellingen))
    except OnderhoudLooptAl as fout:
        print(fout.melding, file=sys.stderr)  # noqa: T201 - dit leest wie het proces start
        return 3
    print(json.dumps(uitkomst))  # noqa: T201 - dit leest wie het proces start
    return 1 if uitkomst.get("groepenOnbekend") else 0


async def _een_beurt(partij: Partij, instellingen: Instellingen) -> Mapping[str, int]:
    async with open_stil(partij, instellingen, maak_client, nu_utc) as geheel:
        with eigen_operatie("draaiOnderhoud", "onderhoud"):
            gedaan = await draai_onderhoud(
                geheel, timedelta(seconds=instellingen.limieten.onderhoud_slot_seconden)
            )
            dienst = geheel.dienst
            log, grens = dienst.meeschrijver.log, bewaargrens(dienst.regels, nu_utc())
            verwijderd = await asyncio.to_thread(log.ruim_op, grens)
        return {**gedaan, "logregelsVerwijderd": verwijderd}


def _naspelen(partij: Partij, instellingen: Instellingen, *, met_deze_kluis: bool = False) -> int:
    """0 when the file may serve again; 1 when the gateway did not tell everything, so not yet.
    What it did is one line of JSON on the output."""
    try:
        uitkomst = asyncio.run(_speel_na(partij, instellingen, met_deze_kluis))
    except GeheugenTeOud as fout:
        print(f"{fout} Het bestand blijft gemerkt.", file=sys.stderr)  # noqa: T201 - dit leest een mens
        return 1
    except (GatewayFout, PartijFout, LogboekFout) as fout:
        zin = "Het log van de gateway is nu niet te lezen; het bestand blijft gemerkt. Draai dit "
        print(f"{zin}opnieuw als de gateway er is. ({fout})", file=sys.stderr)  # noqa: T201
        return 1
    print(json.dumps(uitkomst))  # noqa: T201 - dit leest wie het proces start
    return 1 if uitkomst.get("groepenOnbekend") else 0


async def _speel_na(
    partij: Partij, instellingen: Instellingen, met_deze_kluis: bool
) -> Mapping[str, int]:
    async with open_stil(partij, instellingen, maak_client, nu_utc) as geheel:
        with eigen_operatie("speelVernietigingenNa", "onderhoud"):
            slot = timedelta(seconds=instellingen.limieten.onderhoud_slot_seconden)
            return await speel_na(geheel, slot, met_deze_kluis=met_deze_kluis)


def _ververs_sleutels(partij: Partij, instellingen: Instellingen) -> int:
    """While the service runs; killed halfway, it is simply run again. What it did is one line of
    JSON on the output, how far it is on the other."""

    def meld(klaar: int, totaal: int) -> None:
        print(f"zoekvak {klaar} van {totaal}", file=sys.stderr)  # noqa: T201 - dit leest een mens

    async def werk() -> Mapping[str, int]:
        async with open_stil(partij, instellingen, maak_client, nu_utc) as geheel:
            with eigen_operatie("verversSleutels", "onderhoud"):
                vakken = await asyncio.to_thread(ververs_vakken, geheel.dienst, meld)
                await asyncio.to_thread(geheel.dienst.kluis.ververs)
                return {"zoekvakken": vakken, "tijdperken": 1}

    print(json.dumps(asyncio.run(werk())))  # noqa: T201 - dit leest wie het proces start
    return 0


def _oefen(partij: Partij, instellingen: Instellingen, bijgewerkt: Sequence[str]) -> int:
    """On copies, with a key source that is only read; the outcome is one line of JSON."""

    async def werk() -> Mapping[str, int]:
        async with open_stil(partij, instellingen, maak_client, nu_utc, oefening=True) as geheel:
            with eigen_operatie("oefenHerstel", "onderhoud"):
                uitkomst = await asyncio.to_thread(oefen, geheel.dienst)
        return {**uitkomst, "bijgewerkt": len(bijgewerkt)}

    print(json.dumps(asyncio.run(werk())))  # noqa: T201 - dit leest wie het proces start
    return 0


_OPDRACHTEN: Final[Mapping[str, Callable[[Partij, Instellingen], int]]] = {
    "serveer": _serveer,
    "migreer": _migreer,
    "onderhoud": _onderhoud,
    "naspelen": _naspelen,
    "ververs-sleutels": _ververs_sleutels,
}


def databanken(partij: Partij, instellingen: Instellingen) -> list[Databank]:
    """Every database of the party, with its revisions."""
    eigen = Databank("database.url", instellingen.database.url, migraties_van(partij))
    kluis = instellingen.kluis
    sleutels = [] if kluis is None else [Databank("kluis.url", kluis.url, [KLUISMIGRATIES])]
    return [eigen, *sleutels, *verwerkingendatabank(instellingen)]


def _eis_zelfde_partij(partij: Partij, instellingen: Instellingen) -> None:
    """A service on another party's settings would open the wrong file under the wrong keys."""
    if instellingen.onderdeel != partij.code:
        zin = f"is '{instellingen.onderdeel}', maar dit proces is van '{partij.code}'"
        raise OngeldigeInstellingen("deze configuratie", (Invoerfout("onderdeel", zin),))

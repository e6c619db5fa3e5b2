"""`driehoek bewijs herhaal`: take every decision again, and say which come out otherwise.

Without `--convenant` each is taken with the covenant of its time, which the bundle carries; that
shows whether what the log says still follows. With another covenant file it shows what a change of
a rule would have meant. Before that each bundle is checked as `verifieer` does it: a decision from
a bundle that was cut or forged says nothing. Exit code 0: all the same; 1: at least one differs, or
a bundle is not in order; 2: it cannot be told, also because there was no decision at all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.blad.convenantboek import Convenantboek, herhaal
from shared.bewijsbundel.controle import verifieer_bundel
from shared.bewijsbundel.rapport import Bevinding, Bevindingen, Foutsoort, TeVeelFouten
from shared.bewijsbundel.regel import lees_regel
from shared.bewijsbundel.vorm import BUNDELLIMIETEN, CONVENANT
from shared.bewijsbundel.zip import Bundelbestand, BundelOnleesbaar
from shared.cli.bewijs import gatewaybron
from shared.cli.scherm import (
    FOUT,
    GOED,
    PERIODE_OMGEKEERD,
    bestand,
    eis_te_openen,
    meervoud,
    veilig,
)
from shared.convenant.besluit import Besluit
from shared.convenant.termijnen import datum_nl
from shared.convenant.verzoek import OngeldigToetsverzoek
from shared.logboek.bladen import Bladsoort, GelezenBlad, lees_blad
from shared.logboek.fouten import LogboekFout

ONBRUIKBAAR = 2

BESCHRIJVING = """\
Neemt elk besluit in een bewijsbundel opnieuw, met het convenant van toen of met een ander, en noemt
de besluiten die dan anders uitvallen. Met --gateway komen de besluiten van de periode van de
gateway; dat u ze ophaalde staat in het logboek. Elke bundel wordt eerst op zichzelf gecontroleerd;
met wat u zelf weet (sleutels, wortels, OIN's) controleert u haar met driehoek bewijs verifieer, ook
wat --bewaar bewaarde.

Uitkomst 0: alle besluiten hetzelfde. Uitkomst 1: er verschillen besluiten, of een bundel is niet in
orde. Uitkomst 2: een bundel of een besluit erin is niet te gebruiken, de gateway gaf haar niet, of
er was geen enkel besluit.
"""


@dataclass(frozen=True)
class Herhaald:
    """One decision taken again. `fout`: why that could not be done; then there is no `besluit`."""

    bladnummer: int
    blad: GelezenBlad
    besluit: Besluit | None
    verschillen: tuple[str, ...]
    fout: str | None = None

    @property
    def verschilt(self) -> bool:
        return bool(self.verschillen)


@dataclass
class Telling:
    """All that were taken again; only those that differ or could not be taken are kept."""

    aantal: int = 0
    anders: list[Herhaald] = field(default_factory=list)
    mislukt: list[Herhaald] = field(default_factory=list)
    niet_in_orde: list[Bevinding] = field(default_factory=list)

    def neem(self, een: Herhaald) -> None:
        """Count one."""
        self.aantal += 1
        if een.fout is not None:
            self.mislukt.append(een)
        elif een.verschilt:
            self.anders.append(een)


def registreer(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes, but for the covenant and the period."""
    parser.add_argument(
        "zip", metavar="ZIP", type=bestand, nargs="?", help="de bewijsbundel; of gebruik --gateway"
    )
    gatewaybron.registreer(parser)
    parser.add_argument("--json", action="store_true", help="een regel JSON per verschil")
    parser.set_defaults(voer_uit=voer_uit)


def voer_uit(keuze: argparse.Namespace) -> int:
    """Take all again and print what differs; the exit code."""
    if keuze.zip is not None:
        eis_te_openen(keuze.zip)
    bevindingen, telling = Bevindingen(BUNDELLIMIETEN.max_fouten), Telling()
    try:
        for pad in _bundels(keuze):
            if not _in_orde(pad, telling):
                continue
            with Bundelbestand(pad, BUNDELLIMIETEN, bevindingen) as bundel:
                boek = _boek(bundel, keuze, bevindingen)
                for een in _herhaal_alle(bundel, boek, _periode(keuze)):
                    telling.neem(een)
    except (LogboekFout, gatewaybron.GatewayFout) as fout:
        print(veilig(str(fout)))
        return ONBRUIKBAAR
    except TeVeelFouten:
        pass
    for regel in _als_json(telling) if keuze.json else _als_tekst(keuze, telling):
        print(veilig(regel))
    # Wie JSON vroeg leest op stdout alleen JSON.
    for bevinding in (*telling.niet_in_orde, *bevindingen.fouten):
        print(veilig(f"FOUT  {bevinding}"), file=sys.stderr if keuze.json else sys.stdout)
    return _uitkomst(telling, bevindingen)


def _in_orde(pad: Path, telling: Telling) -> bool:
    """Whether this bundle holds as far as it shows itself; decisions that differ come later."""
    fouten = verifieer_bundel(pad).fouten
    for fout in fouten:
        if fout.soort is Foutsoort.ZIP_ONLEESBAAR:
            raise BundelOnleesbaar(fout.melding)
    ernstig = [fout for fout in fouten if fout.soort is not Foutsoort.BESLUIT_VERSCHILT]
    telling.niet_in_orde += ernstig
    return not ernstig


def _uitkomst(telling: Telling, bevindingen: Bevindingen) -> int:
    if telling.niet_in_orde:
        return FOUT
    if bevindingen.fouten or telling.mislukt or telling.aantal == 0:
        return ONBRUIKBAAR
    return FOUT if telling.anders else GOED


def _bundels(keuze: argparse.Namespace) -> Iterator[Path]:
    van, tot = _periode(keuze)
    if van > tot:
        raise gatewaybron.GatewayFout(PERIODE_OMGEKEERD)
    if (keuze.zip is None) is (keuze.gateway is None):
        raise gatewaybron.GatewayFout("Noem een bewijsbundel, of een gateway met --gateway.")
    if keuze.zip is not None:
        yield keuze.zip
        return
    with gatewaybron.maak_client(keuze) as client:
        yield from gatewaybron.Gatewaybron(client, (van, tot), keuze.bewaar).bundels()


def _boek(
    bundel: Bundelbestand, keuze: argparse.Namespace, bevindingen: Bevindingen
) -> Convenantboek:
    if keuze.convenant is not None:
        return Convenantboek.vast(keuze.convenant)
    return Convenantboek.lees(bundel.lees(CONVENANT) or b"", bevindingen)


def _periode(keuze: argparse.Namespace) -> tuple[date, date]:
    return keuze.van or date.min, keuze.tot or date.max


def _herhaal_alle(
    bundel: Bundelbestand, boek: Convenantboek, periode: tuple[date, date]
) -> Iterator[Herhaald]:
    for ruw in bundel.regels():
        regel = lees_regel(ruw)
        blad = lees_blad(regel.inhoud)
        if blad.soort is not Bladsoort.BESLUIT:
            continue
        if periode[0] <= datum_nl(blad.tijdstip) <= periode[1]:
            yield _herhaal(regel.nummer, blad, boek)


def _herhaal(nummer: int, blad: GelezenBlad, boek: Convenantboek) -> Herhaald:
    regels = boek.voor(nummer)
    if regels is None:
        return Herhaald(nummer, blad, None, (), "er is geen convenant voor dit besluit")
    try:
        besluit, verschillen = herhaal(blad.velden, regels)
    except OngeldigToetsverzoek as fout:
        return Herhaald(nummer, blad, None, (), "; ".join(map(str, fout.fouten)))
    return Herhaald(nummer, blad, besluit, tuple(verschillen))


def _als_tekst(keuze: argparse.Namespace, telling: Telling) -> Iterator[str]:
    bron = ("Bewijsbundel", keuze.zip) if keuze.zip is not None else ("Gateway", keuze.gateway)
    yield f"{bron[0]:<13} {bron[1]}"
    for een in telling.mislukt:
        yield f"FOUT  blad {een.bladnummer}: {een.fout}"
    for een in telling.anders:
        yield ""
        yield f"Blad {een.bladnummer}, {_kern(een.blad)}"
        for verschil in een.verschillen:
            yield f"  {verschil}"
        for reden in een.besluit.redenen if een.besluit is not None else ():
            artikel = f" (convenant {reden.convenant})" if reden.convenant else ""
            yield f"  poort {reden.poort}: {reden.uitleg}{artikel}"
    yield ""
    gedaan = f"{meervoud(telling.aantal, 'besluit', 'besluiten')} opnieuw genomen"
    if telling.niet_in_orde:
        yield f"NIET IN ORDE: {gedaan}; van wat niet in orde is, is niets opnieuw genomen."
    elif telling.anders:
        yield f"VERSCHIL: {gedaan}; {len(telling.anders)} vallen anders uit."
    elif telling.mislukt:
        yield f"NIET TE ZEGGEN: {len(telling.mislukt)} van de {gedaan} lukten niet."
    elif telling.aantal == 0:
        yield f"NIETS TE ZEGGEN: {gedaan}; hier was geen besluit om over te doen."
    else:
        yield f"HETZELFDE: {gedaan}; alle met dezelfde uitkomst."


def _als_json(telling: Telling) -> Iterator[str]:
    """One line per decision that differs or could not be taken."""
    for een in sorted((*telling.anders, *telling.mislukt), key=lambda een: een.bladnummer):
        regel: dict[str, Any] = {
            "bladnummer": een.bladnummer,
            "bericht": _lid(een.blad.velden.get("kop"), "id"),
            "verschillen": list(een.verschillen),
            "besluit": None if een.besluit is None else een.besluit.als_dict(),
            "fout": een.fout,
        }
        yield json.dumps(regel, ensure_ascii=False)


def _kern(blad: GelezenBlad) -> str:
    kop = blad.velden.get("kop")
    return (
        f"{blad.velden.get('tijdstip')}: {_lid(kop, 'soort')} van {_lid(kop, 'afzender')} aan "
        f"{_lid(kop, 'ontvanger')} ({_lid(kop, 'id')})"
    )


def _lid(waarde: JsonWaarde, naam: str) -> JsonWaarde:
    return waarde.get(naam) if isinstance(waarde, dict) else None

"""`driehoek herstel`: back-up, restore and drill of one party."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import datetime

from shared.cli.herstel.begrippen import (
    BEWAARTIJD,
    LIJST,
    Herstelfout,
    Inhoudslijst,
    grootte,
)
from shared.cli.scherm import FOUT, GOED, ONJUIST_GEBRUIK, bestand, meervoud, veilig
from shared.kluis.fouten import KluisFout
from shared.opslag.bestandsfout import waarom_niet
from shared.opslag.fouten import DatabankFout
from shared.tijd.klok import nu_utc
from shared.web.instellingen.instellingen import laad_instellingen
from shared.web.instellingen.lezen import OngeldigeInstellingen
from shared.web.instellingen.onderdeelsoort import PartijInstellingen

_UITLEG = """\
Maakt een back-up van één partij, kijkt haar na, zet haar terug of oefent dat. De hoofdsleutel van
de kluis gaat nooit mee: bewaar daarvan één exemplaar, ergens anders. Een back-up van een bestand
bestaat hoogstens dertig dagen. Wat sinds de back-up is vernietigd, komt niet terug.
"""
_CODES = "\nCode 0: gelukt; 1: er staat iets in de weg, en er staat wat u doet; 2: onjuist."


def registreer(onderdelen: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `herstel` with its sub-commands."""
    parser = onderdelen.add_parser(
        "herstel", help="back-up, terugzetten en oefenen, van één partij", description=_UITLEG
    )
    opdrachten = parser.add_subparsers(
        title="opdrachten", metavar="OPDRACHT", required=True, dest="opdracht"
    )
    maak = _opdracht(
        opdrachten, "maak", maak_opdracht, "maakt een back-up in een nieuwe map",
        "Kopieert bestand, kluis en logboek dataverwerkingen terwijl de dienst doorloopt.",
    )  # fmt: skip
    maak.add_argument(
        "--naar", metavar="MAP", type=bestand, required=True, help="de map; zij is er nog niet"
    )
    controleer = _opdracht(
        opdrachten, "controleer", controleer_opdracht, "kijkt een back-up na",
        "Rekent elke controlesom na, opent elke kopie en kijkt of de kluis erin nog open gaat.",
    )  # fmt: skip
    terug = _opdracht(
        opdrachten, "zet-terug", terugzet_opdracht, "zet een back-up terug op een lege plek",
        "Kijkt alles na, zet terug waar de configuratie zegt, en vernietigt daarna opnieuw wat "
        "sinds de back-up is vernietigd. Tot dat is gedaan start de dienst niet.",
    )  # fmt: skip
    oefen = _opdracht(
        opdrachten, "oefen", oefen_opdracht, "oefent het terugzetten, zonder iets te veranderen",
        "Zet de back-up terug op een tijdelijke plaats (een map; op PostgreSQL eigen databanken op "
        "dezelfde server) naast een kopie van de kluis, vernietigt daar wat sindsdien is "
        "vernietigd, telt wie te lezen is en ruimt op. De hoofdsleutel verandert niet.",
    )  # fmt: skip
    for een in (controleer, terug, oefen):
        een.add_argument("map", metavar="MAP", type=bestand, help="de map van de back-up")
    merk = _opdracht(
        opdrachten, "merk", merk_opdracht, "merkt een bestand dat anders is teruggezet",
        "Zette u de databank zelf terug (een momentopname, pg_restore), zeg dat dan hiermee: de "
        "dienst start pas als opnieuw is vernietigd wat sinds die kopie is vernietigd.",
    )  # fmt: skip
    merk.add_argument(
        "--kopie-van", metavar="MOMENT", type=_moment, required=True,
        help="wanneer de kopie is gemaakt, zoals 2026-11-29T03:00:00+01:00",
    )  # fmt: skip
    verloop = opdrachten.add_parser(
        "verloop",
        help="welke back-ups er niet meer mogen zijn",
        description="Kijkt elke map in MAP na: hoe oud is de back-up erin." + _CODES,
    )
    verloop.add_argument("map", metavar="MAP", type=bestand, help="waar de back-ups staan")
    verloop.add_argument(
        "--verwijder", action="store_true", help="gooit weg wat er niet meer mag zijn"
    )
    verloop.set_defaults(voer_uit=lambda keuze: _netjes(lambda: verloop_opdracht(keuze)))


def _opdracht(
    opdrachten: argparse._SubParsersAction[argparse.ArgumentParser],
    naam: str,
    doe: Callable[[argparse.Namespace, PartijInstellingen], int],
    kort: str,
    uitleg: str,
) -> argparse.ArgumentParser:
    parser = opdrachten.add_parser(naam, help=kort, description=uitleg + _CODES)
    parser.add_argument(
        "--config", metavar="BESTAND", type=bestand, required=True, help="de configuratie"
    )
    parser.set_defaults(voer_uit=lambda keuze: _netjes(lambda: doe(keuze, _instellingen(keuze))))
    return parser


def maak_opdracht(keuze: argparse.Namespace, instellingen: PartijInstellingen) -> int:
    """Make a back-up; returns the exit code."""
    # Pas hier: wat een dienst opent wordt ingelezen, en een andere opdracht wacht daar niet op.
    from shared.cli.herstel.maken import maak_backup

    _zeg(f"Back-up van {instellingen.onderdeel} naar {keuze.naar}")
    lijst = maak_backup(instellingen, keuze.naar, nu_utc(), _stap)
    omvang = sum(een.bytes for een in lijst.kopieen)
    _zeg(f"Klaar: {meervoud(len(lijst.kopieen), 'kopie', 'kopieën')}, {grootte(omvang)}.")
    _zeg(f"Zij mag bestaan tot {lijst.weg_op:%d-%m-%Y}. De hoofdsleutel zit er niet in.")
    return GOED


def controleer_opdracht(keuze: argparse.Namespace, instellingen: PartijInstellingen) -> int:
    """Look a back-up over; returns the exit code."""
    from shared.cli.herstel.maken import controleer_backup, sleutelbron_van

    lijst = controleer_backup(keuze.map, _stap)
    _zeg(f"Back-up van {lijst.onderdeel}, gemaakt op {lijst.gemaakt_op:%d-%m-%Y %H:%M} (UTC).")
    if lijst.tijdperk in sleutelbron_van(instellingen).tijdperken():
        _zeg("De kluis erin gaat open met de hoofdsleutel van nu.")
    else:
        _zeg(
            "De kluis erin is van voor de laatste vernietiging en gaat niet meer open; dat hoort "
            "zo. Bij terugzetten hoort de kluis van nu ernaast te staan."
        )
    return _op_tijd(lijst)


def terugzet_opdracht(keuze: argparse.Namespace, instellingen: PartijInstellingen) -> int:
    """Put a back-up back; returns the exit code."""
    from shared.cli.herstel.terugzetten import speel_na, zet_backup_terug

    lijst = zet_backup_terug(instellingen, keuze.map, nu_utc(), _stap)
    _zeg(f"Teruggezet: {lijst.onderdeel}, zoals het was op {lijst.gemaakt_op:%d-%m-%Y %H:%M}.")
    _zeg("Nu opnieuw vernietigen wat sindsdien is vernietigd:")
    if speel_na(lijst.onderdeel, keuze.config):
        _zeg("Dat is nog niet af: de dienst start niet. Doe wat er staat, en draai daarna:")
        _zeg(f"  python -m services.{lijst.onderdeel} naspelen --config {keuze.config}")
        return FOUT
    _zeg("Klaar: de dienst mag starten.")
    return GOED


def oefen_opdracht(keuze: argparse.Namespace, instellingen: PartijInstellingen) -> int:
    """Drill a restore; returns the exit code."""
    from shared.cli.herstel.terugzetten import oefen_backup

    _zeg(f"Oefening met {keuze.map}; aan de installatie verandert niets.")
    uitkomst = oefen_backup(instellingen, keuze.config, keuze.map, nu_utc(), _stap)
    leesbaar, onleesbaar = uitkomst["leesbaar"], uitkomst["onleesbaar"]
    if uitkomst["bijgewerkt"]:
        _zeg(
            "De back-up is van een eerdere versie van het programma. De kopieën zijn daarvoor "
            "bijgewerkt, de installatie niet; `zet-terug` doet hetzelfde met wat het terugzet."
        )
    _zeg(f"Sinds de back-up vernietigd, en nu weer weg: {_personen(uitkomst['personen'])}.")
    _zeg(f"Sindsdien beperkt of gevraagd, en nu weer bekend: {uitkomst['teruggelegd']}.")
    _zeg(f"Te lezen: {_personen(leesbaar)}; niet te lezen: {_personen(onleesbaar)}.")
    _zeg("Wat voor de oefening nodig was, is opgeruimd.")
    if onleesbaar:
        _zeg(
            "Wie niet te lezen is, kwam na de nieuwste kopie van de kluis, of hoort bij een andere "
            "kluis. Zoek dit uit voor u op deze back-up bouwt."
        )
    return FOUT if onleesbaar else GOED


def merk_opdracht(keuze: argparse.Namespace, instellingen: PartijInstellingen) -> int:
    """Mark a file that was put back by other means; returns the exit code."""
    from shared.cli.herstel.terugzetten import merk_bestand

    merk_bestand(instellingen, keuze.kopie_van, nu_utc())
    _zeg("Gemerkt: de dienst start niet tot dit is gedraaid:")
    _zeg(f"  python -m services.{instellingen.onderdeel} naspelen --config {keuze.config}")
    return GOED


def verloop_opdracht(keuze: argparse.Namespace) -> int:
    """Which back-ups may not be there any more; returns the exit code."""
    from shared.cli.herstel.maken import lees_backup
    from shared.cli.herstel.terugzetten import ruim_backup

    nu, weg, onaf = nu_utc(), [], []
    for map_ in sorted(een for een in keuze.map.iterdir() if een.is_dir()):
        try:
            lijst = lees_backup(map_)
        except Herstelfout:
            onaf.append(map_)
            continue
        dagen = (nu - lijst.gemaakt_op).days
        te_oud = lijst.weg_op <= nu
        wat = "MOET WEG" if te_oud else f"mag tot {lijst.weg_op:%d-%m-%Y}"
        _zeg(f"{map_.name}: {lijst.onderdeel}, {meervoud(dagen, 'dag', 'dagen')} oud, {wat}")
        weg += [map_] if te_oud else []
    for map_ in onaf:
        _zeg(f"{map_.name}: geen hele back-up ({LIJST} ontbreekt of klopt niet); kijk zelf")
    if weg and keuze.verwijder:
        for map_ in weg:
            ruim_backup(map_)
        _zeg(f"Weggegooid: {meervoud(len(weg), 'back-up', 'back-ups')}.")
        return GOED
    if weg:
        _zeg(
            f"{meervoud(len(weg), 'back-up', 'back-ups')} ouder dan {BEWAARTIJD.days} dagen. Gooi "
            "weg met --verwijder, en ook elke kopie daarvan elders."
        )
        return FOUT
    return GOED


def _op_tijd(lijst: Inhoudslijst) -> int:
    if lijst.weg_op > nu_utc():
        _zeg(f"Zij mag bestaan tot {lijst.weg_op:%d-%m-%Y}.")
        return GOED
    _zeg(f"Zij mocht bestaan tot {lijst.weg_op:%d-%m-%Y}: gooi haar weg.")
    return FOUT


def _instellingen(keuze: argparse.Namespace) -> PartijInstellingen:
    return laad_instellingen(keuze.config).vereis(PartijInstellingen)


def _netjes(doe: Callable[[], int]) -> int:
    """What stands in the way as a sentence."""
    try:
        return doe()
    except OngeldigeInstellingen as fout:
        print(veilig_regels(str(fout)), file=sys.stderr)
        return ONJUIST_GEBRUIK
    except (Herstelfout, DatabankFout, KluisFout) as fout:
        print(veilig_regels(str(fout)), file=sys.stderr)
        return FOUT
    except OSError as fout:
        waarom = waarom_niet(fout, schrijven=True)
        print(veilig(f"{fout.filename or 'Een bestand'} is niet te gebruiken: {waarom}."),
              file=sys.stderr)  # fmt: skip
        return FOUT


def veilig_regels(tekst: str) -> str:
    """Every line fit for a terminal."""
    return "\n".join(map(veilig, tekst.splitlines()))


def _personen(aantal: int) -> str:
    return meervoud(aantal, "persoon", "personen")


def _moment(tekst: str) -> datetime:
    try:
        moment = datetime.fromisoformat(tekst)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise argparse.ArgumentTypeError("schrijf een moment met zijn tijdzone erachter")
    return moment


def _stap(zin: str) -> None:
    _zeg(f"  {zin}")


def _zeg(zin: str) -> None:
    # Straks schrijft een ander proces op hetzelfde scherm: de volgorde blijft die van het werk.
    print(veilig(zin), flush=True)

"""A back-up back into an empty place, and a drill of that in a place of its own.

The kluis of now is never replaced: it alone knows what was destroyed since. Only where there is
none, the copy may take its place, and then only while the key source still knows its epoch: any
destruction since would have ended that.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from shared.cli.herstel.begrippen import Herstelfout, Inhoudslijst
from shared.cli.herstel.maken import (
    Meld,
    controleer_backup,
    log_vanaf_van,
    op_databank,
    sleutelbron_van,
    tijdperk_van,
    urls_van,
)
from shared.opslag.herstelmerk import Herstelmerk, zet_merk
from shared.opslag.reservekopie import (
    KopieMislukt,
    eis_leeg,
    is_ingericht,
    kopieer,
    soort_van,
    zet_terug,
)
from shared.partijdienst.naspelen import KOPIEEN
from shared.partijdienst.oefenplek import oefenplek
from shared.web.instellingen.onderdeelsoort import PartijInstellingen

_BESTAND = "database.url"
_KLUIS = "kluis.url"


def zet_backup_terug(
    instellingen: PartijInstellingen, map_: Path, nu: datetime, meld: Meld
) -> Inhoudslijst:
    """Checks everything first, then puts back; the file last, and marked. Faults: `Herstelfout`.

    Nothing serves from it until the destructions were done anew (`speel_na`).
    """
    lijst = _gecontroleerd(instellingen, map_, nu, meld)
    urls = urls_van(instellingen)
    terug = [plaats for plaats in urls if plaats != _BESTAND and not is_ingericht(urls[plaats])]
    _eis_kluis(instellingen, lijst, uit_backup=_KLUIS in terug)
    for plaats in (_BESTAND, *terug):
        eis_leeg(plaats, urls[plaats])
    for plaats in urls:
        if plaats not in (_BESTAND, *terug):
            meld(f"{plaats}: blijft zoals het nu is")
    merk = Herstelmerk(lijst.gemaakt_op, nu, lijst.log_vanaf)
    for plaats in terug:
        zet_terug(map_ / lijst.van(plaats).naam, urls[plaats])
        meld(f"{plaats}: teruggezet")
    zet_terug(map_ / lijst.van(_BESTAND).naam, urls[_BESTAND], lambda bank: zet_merk(bank, merk))
    meld(f"{_BESTAND}: teruggezet, en gemerkt")
    return lijst


def merk_bestand(instellingen: PartijInstellingen, kopie_van: datetime, nu: datetime) -> None:
    """Marks a file that was put back by other means. Faults: `Herstelfout`."""
    url = instellingen.database.url
    if kopie_van > nu:
        raise Herstelfout("Het moment van de kopie ligt in de toekomst.")
    if not is_ingericht(url):
        raise Herstelfout("Er staat geen databank op de url van [database].")
    vanaf = op_databank(url, log_vanaf_van)
    op_databank(url, lambda bank: zet_merk(bank, Herstelmerk(kopie_van, nu, vanaf)))


def speel_na(onderdeel: str, config: Path) -> int:
    """The party's own program does it: it knows its own tables. Its exit code."""
    for opdracht in ("migreer", "naspelen"):
        code = subprocess.call(_programma(onderdeel, opdracht, config))  # noqa: S603 - vast
        if code:
            return code
    return 0


def oefen_backup(
    instellingen: PartijInstellingen, config: Path, map_: Path, nu: datetime, meld: Meld
) -> Mapping[str, int]:
    """A restore on copies that go again, with the kluis of now as it would be then: as a copy.

    The key source is only read. Faults: `Herstelfout`.
    """
    lijst = _gecontroleerd(instellingen, map_, nu, meld)
    urls = urls_van(instellingen)
    kluis_is_er = is_ingericht(urls[_KLUIS])
    _eis_kluis(instellingen, lijst, uit_backup=not kluis_is_er)
    with tempfile.TemporaryDirectory(prefix="driehoek-oefening-") as naam, ExitStack() as stapel:
        hier = Path(naam)
        for plaats, url in urls.items():
            plek = stapel.enter_context(oefenplek(url, hier / KOPIEEN[plaats]))
            kopie = map_ / lijst.van(plaats).naam
            if plaats == _KLUIS and kluis_is_er:
                kopie = hier / "kluis.nu"
                kopieer(url, kopie)
            zet_terug(kopie, plek)
        meld("teruggezet op een tijdelijke plaats; nu naspelen")
        return _draai_oefening(instellingen.onderdeel, config, hier)


def ruim_backup(map_: Path) -> None:
    """A back-up whose time is over, away."""
    shutil.rmtree(map_)


def _gecontroleerd(
    instellingen: PartijInstellingen, map_: Path, nu: datetime, meld: Meld
) -> Inhoudslijst:
    lijst = controleer_backup(map_, meld)
    if lijst.onderdeel != instellingen.onderdeel:
        raise Herstelfout(
            f"Deze back-up is van {lijst.onderdeel}, en de configuratie van "
            f"{instellingen.onderdeel}. Neem de configuratie die erbij hoort."
        )
    if lijst.weg_op <= nu:
        raise Herstelfout(
            f"Deze back-up mocht tot {lijst.weg_op:%d-%m-%Y} worden bewaard. Gooi haar weg en neem "
            "een jongere."
        )
    for kopie in lijst.kopieen:
        if kopie.soort != (hier := soort_van(urls_van(instellingen)[kopie.plaats])):
            raise Herstelfout(
                f"{kopie.plaats}: in de back-up is dit {kopie.soort}, en in de configuratie "
                f"{hier}. Noem in de configuratie een plaats van dezelfde soort."
            )
    return lijst


def _eis_kluis(instellingen: PartijInstellingen, lijst: Inhoudslijst, *, uit_backup: bool) -> None:
    """That what will be the kluis opens with the key source of now. Faults: `Herstelfout`."""
    bekend = sleutelbron_van(instellingen).tijdperken()
    if uit_backup and lijst.tijdperk not in bekend:
        raise Herstelfout(
            "Er is geen kluis, en die in de back-up is van voor de laatste vernietiging: zij gaat "
            "met opzet niet meer open. Zet eerst de nieuwste kopie van de kluis terug."
        )
    if not uit_backup and op_databank(instellingen.kluis.url, tijdperk_van) not in bekend:
        raise Herstelfout(
            "De kluis van nu hoort niet bij de hoofdsleutel van nu. Zet eerst de nieuwste kopie "
            "van de kluis terug."
        )


def _programma(onderdeel: str, opdracht: str, config: Path) -> Sequence[str]:
    return (sys.executable, "-m", f"services.{onderdeel}", opdracht, "--config", str(config))


def _draai_oefening(onderdeel: str, config: Path, hier: Path) -> Mapping[str, int]:
    opdracht = [*_programma(onderdeel, "naspelen", config), "--oefening", str(hier)]
    gedaan = subprocess.run(opdracht, capture_output=True, text=True, check=False)  # noqa: S603
    if gedaan.returncode:
        waarom = gedaan.stderr.strip() or "kijk in het log van het programma."
        raise Herstelfout(f"De oefening lukte niet: {waarom}")
    try:
        uitkomst: Mapping[str, int] = json.loads(gedaan.stdout.strip().splitlines()[-1])
    except (ValueError, IndexError):
        raise KopieMislukt("De oefening gaf geen uitkomst.") from None
    return uitkomst

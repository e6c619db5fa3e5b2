"""Making a back-up, and looking one over."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, inspect, select

from shared.cli.herstel.begrippen import (
    BEWAARTIJD,
    LIJST,
    Herstelfout,
    Inhoudslijst,
    Kopie,
    lees_lijst,
)
from shared.kluis.geheugen import noteer_kopie
from shared.kluis.sleutelbron import Sleutelbron
from shared.kluis.tabellen import Tijdperk
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.reservekopie import eis_te_openen, kopieer, revisies_van, soort_van
from shared.partijdienst.naspelen import KOPIEEN
from shared.partijdienst.sleutelbron import maak_sleutelbron
from shared.verzenden.getuigen.tabellen import GezienCheckpointRij
from shared.web.instellingen.onderdeelsoort import PartijInstellingen

Meld = Callable[[str], None]
_T = TypeVar("_T")


def urls_van(instellingen: PartijInstellingen) -> Mapping[str, str]:
    """Every database of the party, by the place of its url; the file first.

    In this order a key is in the kluis's copy for all that the file's copy has sealed.
    """
    return {
        "database.url": instellingen.database.url,
        "kluis.url": instellingen.kluis.url,
        "verwerkingenlog.url": instellingen.verwerkingenlog.url,
    }


def sleutelbron_van(instellingen: PartijInstellingen) -> Sleutelbron:
    """The key source, to ask which epochs it knows."""
    return maak_sleutelbron(instellingen.kluis, test_toegestaan=not instellingen.productie)


def maak_backup(
    instellingen: PartijInstellingen, naar: Path, nu: datetime, meld: Meld
) -> Inhoudslijst:
    """Copies in a new folder for its owner alone. The list comes last: without it, it is none.

    Faults: `Herstelfout`, and what databases and kluis have against it; nothing is left then.
    """
    _eis_apart(instellingen, naar)
    try:
        naar.mkdir(mode=0o700)
    except FileExistsError:
        raise Herstelfout(
            f"{naar} bestaat al, en wordt niet overschreven. Noem een map die er nog niet is."
        ) from None
    except FileNotFoundError:
        raise Herstelfout(f"De map {naar.parent} bestaat niet. Maak haar aan.") from None
    try:
        lijst = _vul(instellingen, naar, nu, meld)
        _schrijf(naar / LIJST, lijst.als_tekst())
    except BaseException:
        shutil.rmtree(naar, ignore_errors=True)
        raise
    return lijst


def controleer_backup(map_: Path, meld: Meld) -> Inhoudslijst:
    """Every copy is there, is what was made, and opens. Faults: `Herstelfout`."""
    lijst = lees_backup(map_)
    for kopie in lijst.kopieen:
        pad = map_ / kopie.naam
        if not pad.is_file():
            raise Herstelfout(f"{pad} ontbreekt. Neem een andere back-up.")
        if (pad.stat().st_size, som_van(pad)) != (kopie.bytes, kopie.sha256):
            raise Herstelfout(
                f"{pad} is niet meer wat er is weggeschreven (de controlesom klopt niet). "
                "Neem een andere back-up."
            )
        eis_te_openen(pad, kopie.soort)
        meld(f"{kopie.naam}: heel, en te openen")
    return lijst


def lees_backup(map_: Path) -> Inhoudslijst:
    """The list in this folder. Faults: `Herstelfout`."""
    try:
        return lees_lijst(map_, (map_ / LIJST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise Herstelfout(
            f"{map_} is geen back-up: {LIJST} ontbreekt. Is het maken afgebroken, gooi de map "
            "dan weg en maak een nieuwe."
        ) from None
    except UnicodeDecodeError:
        raise Herstelfout(f"{map_ / LIJST} is geen tekst. Neem een andere back-up.") from None


def som_van(pad: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def _eis_apart(instellingen: PartijInstellingen, naar: Path) -> None:
    """Never in the place of the key source: who takes that place away would have both."""
    hoofdsleutel = instellingen.kluis.hoofdsleutel
    if hoofdsleutel is None:
        # It is at a service elsewhere.
        return
    bron = hoofdsleutel.resolve().parent
    if naar.resolve().is_relative_to(bron) or bron.is_relative_to(naar.resolve()):
        raise Herstelfout(
            f"{naar} ligt bij de hoofdsleutel ({bron}). Wie de een meeneemt heeft dan ook de "
            "ander. Kies een andere plaats."
        )


def _vul(instellingen: PartijInstellingen, naar: Path, nu: datetime, meld: Meld) -> Inhoudslijst:
    urls = urls_van(instellingen)
    log_vanaf = op_databank(urls["database.url"], log_vanaf_van)
    tijdperk = op_databank(urls["kluis.url"], tijdperk_van)
    if tijdperk not in sleutelbron_van(instellingen).tijdperken():
        raise Herstelfout(
            "De kluis en de hoofdsleutel van deze configuratie horen niet bij elkaar. Een back-up "
            "hiervan zou nooit meer open gaan: zet eerst de goede weer bij elkaar."
        )
    kopieen = []
    for plaats, url in urls.items():
        kopie = _kopieer(plaats, url, naar)
        meld(f"{kopie.naam}: {kopie.bytes} bytes")
        kopieen.append(kopie)
    if op_databank(urls["kluis.url"], tijdperk_van) != tijdperk:
        raise Herstelfout("Er werd net iets vernietigd. Draai dit nog eens.")
    # After the copies: by this the kluis of now is told from the one in the back-up.
    op_databank(urls["kluis.url"], lambda kluis: noteer_kopie(kluis, nu, nu - BEWAARTIJD))
    return Inhoudslijst(instellingen.onderdeel, nu, log_vanaf, tijdperk, tuple(kopieen))


def _kopieer(plaats: str, url: str, naar: Path) -> Kopie:
    pad = naar / KOPIEEN[plaats]
    revisies = op_databank(url, revisies_van)
    kopieer(url, pad)
    soort = soort_van(url)
    eis_te_openen(pad, soort)
    return Kopie(plaats, pad.name, soort, pad.stat().st_size, som_van(pad), tuple(revisies))


def op_databank(url: str, vraag: Callable[[Engine], _T]) -> _T:
    """What one question to this database gives."""
    engine = maak_engine(url, pool_grootte=1)
    try:
        return vraag(engine)
    finally:
        engine.dispose()


def tijdperk_van(engine: Engine) -> str:
    """The epoch a kluis is in. Faults: `Herstelfout` for one that was never used."""
    with lezend(engine).connect() as verbinding:
        tijdperk = verbinding.scalar(
            select(Tijdperk.id).order_by(Tijdperk.volgnummer.desc()).limit(1)
        )
    if tijdperk is None:
        raise Herstelfout("Deze kluis is nog nooit gebruikt. Start eerst de dienst.")
    return tijdperk


def log_vanaf_van(engine: Engine) -> int:
    """How much of the log the file knew of; nothing of it when it never saw any."""
    tabel = GezienCheckpointRij.__tablename__
    with lezend(engine).connect() as verbinding:
        if not inspect(verbinding).has_table(tabel):
            return 0
        return max(verbinding.scalars(select(GezienCheckpointRij.grootte)), default=0)


def _schrijf(pad: Path, tekst: str) -> None:
    fd = os.open(pad, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as bestand:
        bestand.write(tekst)
        bestand.flush()
        os.fsync(bestand.fileno())

"""A proof bundle as a report for a dossier: the same bundle, told, with the bundle inside it."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

from anyio import to_thread

from gateway.bundels.bundels import Bundel
from shared.bewijsbundel.controle import Vertrouwd
from shared.leesbaar.rapportmaker import NAAM, rapport_over

_MAKER: Final = (
    "de gateway zelf, die de bundel alleen vergeleek met wat er in de bundel staat. Doe de "
    "controle dus over"
)


async def rapport_van(bundel: Bundel, nu: datetime) -> bytes:
    """The report over a bundle, as PDF; that it was asked for is in the log as of any bundle."""
    return await to_thread.run_sync(maak_rapport, bundel, nu)


def maak_rapport(bundel: Bundel, nu: datetime) -> bytes:
    """The same, in the thread it is called in.

    Checked and set from a copy on disk that nobody else reads, gone when this returns.
    """
    with tempfile.TemporaryDirectory() as map_, bundel.bestand as bestand:
        pad = Path(map_) / NAAM
        with pad.open("wb") as kopie:
            shutil.copyfileobj(bestand, kopie)
        return rapport_over(pad, _MAKER, nu, Vertrouwd())[0]

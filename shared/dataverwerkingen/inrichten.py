"""What a deployable's settings say about its register and its record of processing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import httpx

from shared.dataverwerkingen.log import Verwerkingenlog
from shared.dataverwerkingen.register.register import Verwerkingsregister
from shared.dataverwerkingen.sleutel import lees_sleutel
from shared.dataverwerkingen.tabellen import MIGRATIES, VerwerkingenBasis
from shared.opslag.engine import maak_engine
from shared.opslag.gereedheid import Databank
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.onderdeelsoort import Verwerkend
from shared.web.instellingen.tls import clientcontext
from shared.web.proces.achtergrond import op_de_achtergrond

_WACHT: Final = 10.0


@contextmanager
def open_verwerkingenlog(
    register: Verwerkingsregister, instellingen: Instellingen
) -> Iterator[Verwerkingenlog]:
    """The log of this deployable on its own database, closed again at the end of the block.

    Raises ``OngeldigeInstellingen`` for a missing table or an unusable key.
    """
    eigen = instellingen.vereis(Verwerkend).verwerkingenlog
    sleutel = lees_sleutel(eigen.sleutel, test_toegestaan=not instellingen.productie)
    engine = maak_engine(eigen.url)
    try:
        log = Verwerkingenlog(engine, register, sleutel)
        log.open()
        yield log
    finally:
        engine.dispose()


def verwerkingendatabank(instellingen: Instellingen) -> list[Databank]:
    """The log's database with its revisions; nothing when the settings name none."""
    eigen = instellingen.verwerkingenlog
    if eigen is None:
        return []
    return [Databank("verwerkingenlog.url", eigen.url, [MIGRATIES], VerwerkingenBasis.metadata)]


@asynccontextmanager
async def lopende_uitvoer(log: Verwerkingenlog, instellingen: Instellingen) -> AsyncIterator[None]:
    """Hands records to the configured receiver for as long as the block runs; else nothing."""
    otlp = instellingen.otlp
    if otlp is None:
        yield
        return
    # Wie geen ontvanger heeft, leest ook niet in wat van protobuf is.
    from shared.dataverwerkingen.uitvoer import Uitvoer

    context = clientcontext(instellingen)
    if otlp.vertrouwen is not None:
        context.load_verify_locations(cafile=otlp.vertrouwen)
    async with httpx.AsyncClient(verify=context, trust_env=False, timeout=_WACHT) as client:
        werk = Uitvoer(log, client, otlp.url, otlp.rust_seconden).draai()
        async with op_de_achtergrond("uitvoer van telemetrie", werk):
            yield

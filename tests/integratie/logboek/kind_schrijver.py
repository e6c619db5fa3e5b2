"""Een proces dat schrijft tot het gedood wordt; meldt elk blad zodra het bevestigd is."""

from __future__ import annotations

import asyncio
import itertools
import sys

from shared.logboek.schrijver import Logschrijver
from shared.opslag.engine import maak_engine
from tests.integratie.logboek.hulp import blad
from tests.unit.logboek.hulp import logsleutel


async def schrijf_voor_altijd(schrijver: Logschrijver) -> None:
    teller = itertools.count()

    async def werk() -> None:
        while True:
            waarde = next(teller)
            geschreven = await schrijver.voer_uit(lambda _, w=waarde: ([blad(w)], None))
            sys.stdout.write(f"{waarde} {geschreven.bladnummers[0]}\n")
            sys.stdout.flush()

    await asyncio.gather(*(werk() for _ in range(16)))


if __name__ == "__main__":
    with Logschrijver(maak_engine(sys.argv[1]), logsleutel()) as schrijver_:
        asyncio.run(schrijf_voor_altijd(schrijver_))

"""Een proces dat op een gekozen moment van een vernietiging wordt gedood (SIGKILL)."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.kluis import Kluis
from shared.opslag.engine import maak_engine

MOMENTEN = {
    "voor het nieuwe geheim": False,
    "nieuw geheim half geschreven": False,
    "na het nieuwe geheim": False,
    "tijdens het herwikkelen": False,
    "net voor het vastleggen": False,
    "net na het vastleggen": True,
    "oud geheim half weggehaald": True,
    "na het verlies van het oude geheim": True,
}
"""Elk moment, en of de persoon dan al vernietigd is."""


def sterf() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class StervendeBron:
    """Een echte sleutelbron die op een moment het proces meeneemt."""

    def __init__(self, pad: Path, moment: str) -> None:
        self._echt = BestandsSleutelbron(pad, test_toegestaan=True)
        self._moment = moment

    def _bij(self, *momenten: str) -> None:
        if self._moment in momenten:
            sterf()

    def tijdperken(self) -> frozenset[str]:
        return self._echt.tijdperken()

    def maak_tijdperk(self, tijdperk: str) -> None:
        self._bij("voor het nieuwe geheim")
        if self._moment == "nieuw geheim half geschreven":
            _sterf_voor_hernoemen()
        self._echt.maak_tijdperk(tijdperk)
        self._bij("na het nieuwe geheim")

    def vernietig_tijdperk(self, tijdperk: str) -> None:
        self._bij("net na het vastleggen")
        if self._moment == "oud geheim half weggehaald":
            _sterf_voor_hernoemen()
        self._echt.vernietig_tijdperk(tijdperk)
        self._bij("na het verlies van het oude geheim")

    def wikkel(self, tijdperk: str, sleutel: bytes) -> bytes:
        return self._echt.wikkel(tijdperk, sleutel)

    def ontwikkel(self, tijdperk: str, gewikkeld: bytes) -> bytes:
        return self._echt.ontwikkel(tijdperk, gewikkeld)


def _sterf_voor_hernoemen() -> None:
    def replace(*_: object) -> Any:
        sterf()

    Path.replace = replace  # type: ignore[method-assign]


def _sterf_in_de_databank(engine: Engine, moment: str) -> None:
    def bij_opdracht(_c: object, _k: object, opdracht: str, *_: object) -> None:
        if moment == "tijdens het herwikkelen" and opdracht.startswith(
            "DELETE FROM kluis_tijdperk"
        ):
            sterf()

    def bij_vastleggen(_: object) -> None:
        if moment == "net voor het vastleggen":
            sterf()

    event.listen(engine, "before_cursor_execute", bij_opdracht)
    event.listen(engine, "commit", bij_vastleggen)


def _met_dood(url: str, pad: str, moment: str, werk: Callable[[Kluis], object]) -> None:
    engine = maak_engine(url)
    _sterf_in_de_databank(engine, moment)
    werk(Kluis(engine, StervendeBron(Path(pad), moment)))
    engine.dispose()


def vernietig_en_sterf(url: str, pad: str, moment: str, sleutel_id: str) -> None:
    _met_dood(url, pad, moment, lambda kluis: kluis.vernietig(sleutel_id))


def begin_en_sterf(url: str, pad: str, moment: str) -> None:
    _met_dood(url, pad, moment, lambda kluis: kluis.maak_sleutel())

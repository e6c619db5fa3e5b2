"""De lussen van een partij overleven een fout die niemand verwachtte.

De getuige van het log, het opruimen en het herinneren stopten dan stil tot iemand de dienst opnieuw
startte.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from structlog.testing import capture_logs

from shared.verzenden.getuigen.volger import Volger
from shared.web.proces.achtergrond import op_de_achtergrond
from shared.zaak.opruimen.opruimer import Opruimer
from shared.zaak.taken.herinneren import blijf_herinneren

RUST = 0.001


class Stuk:
    """Wat er ook van gevraagd wordt: het gaat mis zoals niemand had bedacht. Telt hoe vaak."""

    def __init__(self, keren: int) -> None:
        self._over = keren
        self.genoeg = threading.Event()

    def __getattr__(self, naam: str) -> object:
        self._over -= 1
        if self._over <= 0:
            self.genoeg.set()
        raise RuntimeError(naam)


def _volger(stuk: Stuk) -> Coroutine[Any, Any, None]:
    return Volger(stuk, None, None, RUST).draai()


def _opruimer(stuk: Stuk) -> Coroutine[Any, Any, None]:
    return Opruimer(stuk, None, RUST).draai()


def _herinneren(stuk: Stuk) -> Coroutine[Any, Any, None]:
    return blijf_herinneren(stuk, RUST)


@pytest.mark.parametrize("maak", [_volger, _opruimer, _herinneren])
def test_een_onverwachte_fout_houdt_een_lus_niet_op(
    maak: Callable[[Stuk], Coroutine[Any, Any, None]],
) -> None:
    stuk = Stuk(3)

    async def proef() -> None:
        async with op_de_achtergrond("proef", maak(stuk)):
            assert await asyncio.to_thread(stuk.genoeg.wait, 30)

    with capture_logs() as regels:
        asyncio.run(proef())
    gezegd = [regel["log_level"] for regel in regels if regel["event"].endswith("lukt nu niet")]
    assert gezegd[:2] == ["error", "error"]
    assert "achtergrondwerk is gestopt" not in {regel["event"] for regel in regels}

"""Wat een partij van het log ziet: hoe groot het is, en wat er sinds een moment bij kwam.

Er kan altijd een blad van iets anders tussen komen, zoals een alarm. Dat het log even groot bleef
is dus geen proef; wat erbij kwam en over een bericht gaat wel.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from tests.conformiteit import profiel
from tests.conformiteit.buitenstaander import Buitenstaander
from tests.conformiteit.controle import controleer_logboek


def stand(buiten: Buitenstaander, partij: str = "politie") -> profiel.Stand:
    """The log as the gateway signs it now."""
    antwoord = buiten.als(partij).get("/v1/logboek/checkpoint")
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["content-type"].startswith("text/plain")
    return profiel.open_checkpoint(antwoord.text, buiten.doel.log_vkey)


def bladen(buiten: Buitenstaander, nummers: range) -> Iterator[dict[str, Any]]:
    """What the politie may see of these leaves, each proven."""
    for nummer in nummers:
        antwoord = buiten.als("politie").get(f"/v1/logboek/bladen/{nummer}")
        if antwoord.status_code == 404:
            continue
        assert antwoord.status_code == 200, antwoord.text
        gelezen = antwoord.json()
        yield controleer_logboek(buiten.doel, gelezen, base64.b64decode(gelezen["blad"]))


def bladen_over(buiten: Buitenstaander, bericht: str, sinds: int) -> list[dict[str, Any]]:
    """The leaves since this size of the log that name this message."""
    nieuw = range(sinds, stand(buiten).grootte)
    return [blad for blad in bladen(buiten, nieuw) if bericht in json.dumps(blad)]

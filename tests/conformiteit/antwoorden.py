"""Wat de API's antwoordden, bewaard voor wie het met een gemaakte client wil nalezen.

Alleen als DRIEHOEK_ANTWOORDEN een map noemt. Per proces een bestand, per antwoord een regel JSON:
``api`` (gateway, of de code van een partij), ``methode``, ``pad``, ``status``, ``vorm`` en
``inhoud`` (base64).
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.conformiteit.doel import Doel


def bewaarders(doel: Doel) -> list[Callable[[httpx.Response], None]]:
    """Hooks of a client; none where nobody asked for it."""
    aangewezen = os.environ.get("DRIEHOEK_ANTWOORDEN")
    if not aangewezen:
        return []
    bestand = Path(aangewezen) / f"{os.getpid()}.jsonl"
    bestand.parent.mkdir(parents=True, exist_ok=True)
    codes = {url: code for code, url in doel.diensten.items()} | {doel.gateway: "gateway"}

    def bewaar(antwoord: httpx.Response) -> None:
        vraag = antwoord.request
        adres = f"{vraag.url.scheme}://{vraag.url.netloc.decode()}"
        regel = {
            "api": codes[adres],
            "methode": vraag.method.lower(),
            "pad": vraag.url.path,
            "status": antwoord.status_code,
            "vorm": antwoord.headers.get("content-type", ""),
            "inhoud": base64.b64encode(antwoord.read()).decode(),
        }
        with bestand.open("a", encoding="utf-8") as uit:
            uit.write(json.dumps(regel) + "\n")

    return [bewaar]

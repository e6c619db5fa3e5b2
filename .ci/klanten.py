"""Lees met gemaakte Python-clients elk voorbeeld uit de beschrijvingen, en antwoorden die kwamen.

    python .ci/klanten.py <beschrijvingen> <clients> [<antwoorden>]

Draait in de eigen omgeving van openapi-python-client. `<clients>` is de map met een pakket per
beschrijving; `<antwoorden>` die waarin de conformiteitssuite bewaarde wat zij terugkreeg. Een
antwoord met een status, een vorm of een veld dat de client niet kent, is een fout.
"""

from __future__ import annotations

import base64
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

TIJDSTIP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
METHODEN = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Operatie:
    """One operation: where it stands, and what the generated client reads its answers with."""

    naam: str
    patroon: re.Pattern[str]
    methode: str
    inhoud: dict[str, Any]
    lees: Callable[..., Any]
    client: Any


@cache
def _modules(code: str) -> dict[tuple[str, str], Any]:
    """The generated modules of one client, by method and path as they stand in the description."""
    gevonden = {}
    map_ = Path(importlib.import_module(f"{code}.api").__file__ or "").parent
    for pad in sorted(map_.glob("*/*.py")):
        if pad.stem == "__init__":
            continue
        module = importlib.import_module(f"{code}.api.{pad.parent.name}.{pad.stem}")
        bron = pad.read_text(encoding="utf-8")
        methode = re.search(r'"method": "(\w+)"', bron)
        adres = re.search(r'"url": "([^"]+)"', bron)
        if methode and adres:
            vorm = re.sub(r"\{\w+\}", "{}", adres.group(1))
            gevonden[methode.group(1), vorm] = module
    for pad in sorted(map_.parent.glob("models/*.py")):
        importlib.import_module(f"{code}.models.{pad.stem}")
    return gevonden


def operaties(code: str, document: dict[str, Any]) -> Iterator[Operatie]:
    """Every operation of a description; who has no module of its own is a fault."""
    client = importlib.import_module(f"{code}.client").Client(
        base_url="https://driehoek.example", raise_on_unexpected_status=True
    )
    modules = _modules(code)
    for pad, item in document["paths"].items():
        server = urlsplit(item.get("servers", document["servers"])[0]["url"]).path
        patroon = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(server + pad)))
        for methode in METHODEN:
            if methode in item:
                module = modules[methode, re.sub(r"\{\w+\}", "{}", pad)]
                yield Operatie(
                    f"{code} {methode.upper()} {pad}",
                    patroon,
                    methode,
                    item[methode],
                    module._parse_response,
                    client,
                )


def _gelijk(deel: Any) -> Any:  # noqa: ANN401 — elk JSON-deel
    """JSON in which one moment is written one way; a client may write `Z` as `+00:00`."""
    if isinstance(deel, list):
        return [_gelijk(een) for een in deel]
    if isinstance(deel, dict):
        return {naam: _gelijk(een) for naam, een in deel.items()}
    if isinstance(deel, str) and TIJDSTIP.fullmatch(deel):
        return datetime.fromisoformat(deel).astimezone(UTC).isoformat()
    return deel


def leest(operatie: Operatie, status: int, vorm: str, inhoud: bytes) -> str | None:
    """What is wrong with how the client reads this answer, or None."""
    antwoord = httpx.Response(status, content=inhoud, headers={"content-type": vorm})
    try:
        gelezen = operatie.lees(client=operatie.client, response=antwoord)
    except Exception as fout:  # noqa: BLE001 — elke fout van de client is wat we zoeken
        return f"{operatie.naam} {status}: {type(fout).__name__}: {fout}"[:600]
    if hasattr(gelezen, "to_dict") and _gelijk(gelezen.to_dict()) != _gelijk(json.loads(inhoud)):
        return f"{operatie.naam} {status}: de client leest iets anders dan er staat"
    return None


def voorbeelden(operatie: Operatie, document: dict[str, Any]) -> Iterator[tuple[int, str, bytes]]:
    """Status, media type and bytes of every example of an answer."""
    gedeeld = document["components"]["responses"]
    for status, antwoord in operatie.inhoud["responses"].items():
        uitgewerkt = (
            gedeeld[antwoord["$ref"].rpartition("/")[2]] if "$ref" in antwoord else antwoord
        )
        for vorm, media in uitgewerkt.get("content", {}).items():
            if "example" in media and vorm.endswith("json"):
                yield int(status), vorm, json.dumps(media["example"]).encode()


def bewaarde(map_: Path) -> Iterator[dict[str, Any]]:
    """Every answer that the suite kept."""
    for bestand in sorted(map_.glob("*.jsonl")):
        for regel in bestand.read_text(encoding="utf-8").splitlines():
            yield json.loads(regel)


def main(argumenten: list[str]) -> int:
    """Read everything, and say what did not go."""
    beschrijvingen, clients, *rest = map(Path, argumenten)
    sys.path.insert(0, str(clients))
    fouten: list[str | None] = []
    bekend: dict[str, list[Operatie]] = {}
    for pad in sorted(beschrijvingen.glob("*.json")):
        document = json.loads(pad.read_text(encoding="utf-8"))
        bekend[pad.stem] = list(operaties(pad.stem, document))
        fouten += [
            leest(operatie, *voorbeeld)
            for operatie in bekend[pad.stem]
            for voorbeeld in voorbeelden(operatie, document)
        ]
    gelezen = len(fouten)
    for antwoord in (een for map_ in rest for een in bewaarde(map_)):
        # Een adres of methode die er niet is, heeft geen operatie: dat is de fout van de vrager.
        for operatie in bekend[antwoord["api"]]:
            if operatie.methode == antwoord["methode"] and operatie.patroon.fullmatch(
                antwoord["pad"]
            ):
                inhoud = base64.b64decode(antwoord["inhoud"])
                fouten.append(leest(operatie, antwoord["status"], antwoord["vorm"], inhoud))
                break
    mis = [fout for fout in fouten if fout]
    sys.stdout.write("".join(f"{fout}\n" for fout in dict.fromkeys(mis)))
    sys.stdout.write(
        f"{gelezen} voorbeelden en {len(fouten) - gelezen} antwoorden gelezen, {len(mis)} fout\n"
    )
    return 1 if mis or not gelezen or (rest and len(fouten) == gelezen) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""A leaf in a bundle: `{"bladnummer", "blad", "bewijs"}`, written and read strictly."""

from __future__ import annotations

import base64
import binascii
import json

from shared.bericht.fouten import OngeldigeJson
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.logboek.bladen import BewezenBlad
from shared.logboek.fouten import LogboekFout

_VELDEN = {"bladnummer", "blad", "bewijs"}
# Een boom met meer dan 2**64 bladen bestaat niet.
_MAX_BEWIJS = 64


class RegelOngeldig(LogboekFout):
    """A line that does not have the form of the profile."""


def schrijf_regel(blad: BewezenBlad) -> bytes:
    """The line, with its newline."""
    return json.dumps(als_regel(blad), separators=(",", ":")).encode() + b"\n"


def als_regel(blad: BewezenBlad) -> dict[str, JsonWaarde]:
    """A leaf with its proof as JSON."""
    return {
        "bladnummer": blad.nummer,
        "blad": base64.b64encode(blad.inhoud).decode(),
        "bewijs": [base64.b64encode(knoop).decode() for knoop in blad.bewijs],
    }


def lees_regel(regel: bytes) -> BewezenBlad:
    """Read a line without its newline; nothing in it has been verified. `RegelOngeldig`."""
    try:
        waarde = lees_json(regel)
    except OngeldigeJson as fout:
        raise RegelOngeldig(fout.melding) from None
    return regel_uit(waarde)


def regel_uit(waarde: JsonWaarde) -> BewezenBlad:
    """What `als_regel` makes, read back; nothing in it has been verified. `RegelOngeldig`."""
    if not isinstance(waarde, dict) or waarde.keys() != _VELDEN:
        raise RegelOngeldig("Zij heeft niet precies bladnummer, blad en bewijs.")
    nummer, bewijs = waarde["bladnummer"], waarde["bewijs"]
    if not isinstance(nummer, int) or isinstance(nummer, bool) or nummer < 0:
        raise RegelOngeldig("Het bladnummer is geen nummer.")
    if not isinstance(bewijs, list) or len(bewijs) > _MAX_BEWIJS:
        raise RegelOngeldig("Het bewijs is geen lijst van hashes.")
    knopen = tuple(ontb64(knoop) for knoop in bewijs)
    return BewezenBlad(nummer, ontb64(waarde["blad"]), knopen)


def ontb64(waarde: JsonWaarde) -> bytes:
    """Strict base64 in its one spelling; `RegelOngeldig`."""
    if not isinstance(waarde, str):
        raise RegelOngeldig("Een blad of hash is geen tekst.")
    try:
        ruw = base64.b64decode(waarde, validate=True)
    except (binascii.Error, ValueError):
        raise RegelOngeldig("Een blad of hash is geen base64.") from None
    if base64.b64encode(ruw).decode() != waarde:
        raise RegelOngeldig("Een blad of hash is niet op de vaste wijze als base64 geschreven.")
    return ruw

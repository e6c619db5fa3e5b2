"""Makes one document in a process of its own, and forgets it with that process.

Setting and locking a PDF takes some 80 MB that would never come back; a service that makes a
document now and then must not stay that large. Everything goes through pipes: no file, and nothing
on the command line that another process could see.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from shared.drukwerk.afdrukken import druk_af
from shared.drukwerk.beveiligen import beveilig
from shared.drukwerk.bijlage import Bijlage, voeg_bij

TIJDSLIMIET_SECONDEN: Final = 60


class DrukpersFout(Exception):
    """The document could not be made. Says nothing of what was in it."""


def druk(
    sjabloon: bytes,
    gegevens: Mapping[str, Any],
    nu: datetime,
    wachtwoord: str | None = None,
    bijlage: Bijlage | None = None,
) -> bytes:
    """The PDF that a template (Typst source) makes of these data, locked where there is a password.

    ``bijlage`` goes inside it. Raises ``DrukpersFout``.
    """
    opdracht = {
        "sjabloon": sjabloon.decode("utf-8"),
        "gegevens": gegevens,
        "tijdstip": nu.timestamp(),
        "wachtwoord": wachtwoord,
        "bijlage": None if bijlage is None else _als_dict(bijlage),
    }
    klaar = subprocess.run(  # noqa: S603 - this interpreter, this module, nothing from outside
        [sys.executable, "-m", __name__],
        input=json.dumps(opdracht).encode(),
        capture_output=True,
        timeout=TIJDSLIMIET_SECONDEN,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
    )
    if klaar.returncode != 0:
        raise DrukpersFout
    return klaar.stdout


def main() -> int:
    """From an order on the input to a PDF on the output."""
    opdracht = json.load(sys.stdin.buffer)
    nu = datetime.fromtimestamp(opdracht["tijdstip"], UTC)
    pdf = druk_af(opdracht["sjabloon"].encode(), opdracht["gegevens"], nu)
    if opdracht["bijlage"] is not None:
        pdf = voeg_bij(pdf, _uit_dict(opdracht["bijlage"]))
    if opdracht["wachtwoord"] is not None:
        pdf = beveilig(pdf, opdracht["wachtwoord"])
    sys.stdout.buffer.write(pdf)
    return 0


def _als_dict(bijlage: Bijlage) -> dict[str, str]:
    inhoud = base64.b64encode(bijlage.inhoud).decode("ascii")
    return {"naam": bijlage.naam, "soort": bijlage.soort, "wat": bijlage.wat, "inhoud": inhoud}


def _uit_dict(velden: Mapping[str, str]) -> Bijlage:
    inhoud = base64.b64decode(velden["inhoud"])
    return Bijlage(velden["naam"], velden["soort"], velden["wat"], inhoud)


if __name__ == "__main__":
    raise SystemExit(main())

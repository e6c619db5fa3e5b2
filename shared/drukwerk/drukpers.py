"""Makes one document in a process of its own, and forgets it with that process.

Setting and locking a PDF takes some 80 MB that would never come back; a service that makes a
document now and then must not stay that large. Everything goes through pipes: no file, and nothing
on the command line that another process could see.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from shared.drukwerk.afdrukken import druk_af
from shared.drukwerk.beveiligen import beveilig

TIJDSLIMIET_SECONDEN: Final = 60


class DrukpersFout(Exception):
    """The document could not be made. Says nothing of what was in it."""


def druk(
    sjabloon: bytes, gegevens: Mapping[str, Any], nu: datetime, wachtwoord: str | None = None
) -> bytes:
    """The PDF that a template (Typst source) makes of these data, locked where there is a password.

    Raises ``DrukpersFout``.
    """
    opdracht = {
        "sjabloon": sjabloon.decode("utf-8"),
        "gegevens": gegevens,
        "tijdstip": nu.timestamp(),
        "wachtwoord": wachtwoord,
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
    if opdracht["wachtwoord"] is not None:
        pdf = beveilig(pdf, opdracht["wachtwoord"])
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

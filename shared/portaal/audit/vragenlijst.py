"""Where who checks begins: the questions he comes with, each with where the answer is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response

from shared.portaal.portaal import Scherm
from shared.portaal.toezicht.bladen import CONTROLEREN
from shared.portaal.verzoek import Verzoek
from shared.portaal.woorden import eigen_woorden

HIER = "/tien-vragen"


async def toon_vragen(verzoek: Verzoek) -> Response:
    """All of them; nothing is asked of the log until one is chosen."""
    vragen: Sequence[Mapping[str, Any]] = eigen_woorden()["tienvragen"]
    return verzoek.toon("audit/vragen.html", "Uw vragen aan het log", vragen=vragen)


SCHERMEN = (Scherm("tien-vragen", "GET", HIER, toon_vragen, CONTROLEREN, 0),)

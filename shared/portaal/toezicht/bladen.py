"""Leaves of the log, and what came with a decision, as who watches sees them. Pure."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from shared.logboek.controlepunt import lees_checkpoint
from shared.portaal.beeld.merkle import kort, reken_na, teken_bewijs
from shared.portaal.weergave import met_schuilnummers
from shared.portaal.woorden import Woordenlijst

CONTROLEREN = "controleren"
"""The right to read the log."""


def plichten_van(
    een: Mapping[str, Any], begrippen: Woordenlijst
) -> tuple[list[dict[str, Any]], list[str]]:
    """What came with a permission: what has a day or shows as done, and what always holds."""
    met_dag, blijvend = [], []
    for plicht in een["plichten"]:
        zin = begrippen.rij("plichten", plicht["code"]).get("zin")
        zin = str(zin or begrippen.kort("plichten", plicht["code"]))
        blad = plicht["vervuldBladnummer"]
        if plicht["uiterlijk"] is None and blad is None:
            blijvend.append(zin)
        else:
            met_dag.append({"zin": zin, "uiterlijk": plicht["uiterlijk"], "blad": blad})
    return met_dag, blijvend


def bladregel(een: Mapping[str, Any]) -> dict[str, Any]:
    """One leaf of any kind, as the log tells it."""
    woorden = een["inWoorden"]
    return {
        "nummer": een["bladnummer"],
        "titel": woorden["titel"],
        "zin": met_schuilnummers(woorden["zin"]),
        "op": een["tijdstip"],
    }


def bewijs_van(blad: Mapping[str, Any], grootte: int, checkpoint: str) -> dict[str, Any]:
    """One leaf with its proof worked out, as steps, as a drawing and as it is."""
    inhoud = base64.b64decode(blad["blad"])
    punt = lees_checkpoint(checkpoint.split("\n\n")[0] + "\n")
    hashes = [base64.b64decode(een) for een in blad["bewijs"]]
    bewijs = reken_na(inhoud, blad["bladnummer"], grootte, hashes, punt.wortel)
    klopt = bewijs.klopt and punt.grootte == grootte
    return {
        "nummer": blad["bladnummer"],
        "klopt": klopt,
        "aantal": len(bewijs.stappen),
        # Made by `beeld`, which escapes every text in it.
        "breed": Markup(teken_bewijs(bewijs)),  # noqa: S704
        "smal": Markup(teken_bewijs(bewijs, smal=True)),  # noqa: S704
        "begin": kort(bewijs.blad),
        "wortel": kort(bewijs.wortel),
        "stappen": [
            (nummer, kort(stap.gegeven), "links" if stap.links else "rechts", kort(stap.uitkomst))
            for nummer, stap in enumerate(bewijs.stappen, 1)
        ],
        "letterlijk": json.dumps(json.loads(inhoud), ensure_ascii=False, indent=2),
    }

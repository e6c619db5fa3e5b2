"""Waar het profiel staat: het contract waar de tests de code tegen houden.

`DRIEHOEK_PROFIEL` wijst de map aan. Zonder die instelling is het `shared/profiel` naast het
project; van een werkboom van git is dat naast het project zelf. Is zij er niet, dan valt elke test
die haar nodig heeft om: een test die zwijgt omdat zijn maatstaf ontbreekt, bewijst niets.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

INSTELLING = "DRIEHOEK_PROFIEL"
WORTEL = Path(__file__).resolve().parents[2]
_NODIG = ("toetsverzoek.schema.json", "besluit.schema.json", "vectoren/uitwisseling.json")


class ProfielOntbreekt(RuntimeError):
    """De map met het profiel is er niet, of is niet volledig."""


def zoek_profiel(omgeving: Mapping[str, str], wortel: Path) -> Path:
    """De map met het profiel; anders `ProfielOntbreekt` met waar is gezocht en wat te doen."""
    gekozen = omgeving.get(INSTELLING)
    plekken = [Path(gekozen)] if gekozen else [_naast(wortel), _naast(_project_van(wortel))]
    for plek in plekken:
        if all((plek / naam).is_file() for naam in _NODIG):
            return plek
    gezocht = " en ".join(dict.fromkeys(map(str, plekken)))
    raise ProfielOntbreekt(
        f"Het profiel staat niet (volledig) in {gezocht}. Zet de map shared/profiel naast het "
        f"project, of wijs haar aan met {INSTELLING}."
    )


def _naast(project: Path) -> Path:
    return project.parent / "shared" / "profiel"


def _project_van(wortel: Path) -> Path:
    """Van een werkboom het project waar hij bij hoort; anders de wortel zelf."""
    verwijzing = wortel / ".git"
    if not verwijzing.is_file():
        return wortel
    _, _, map_ = verwijzing.read_text(encoding="utf-8").strip().partition("gitdir: ")
    # <project>/.git/worktrees/<naam>
    return Path(map_).parents[2] if Path(map_).parent.name == "worktrees" else wortel


@cache
def profiel() -> Path:
    """De map met het profiel van deze testronde."""
    return zoek_profiel(os.environ, WORTEL)


def lees(naam: str) -> Any:
    """Een JSON-bestand uit het profiel, naar zijn pad daarin."""
    return json.loads((profiel() / naam).read_text(encoding="utf-8"))


def gevallen(soort: str) -> list[Path]:
    """De uitgewerkte gevallen (`gevallen`) of de invoerfouten (`ongeldig`)."""
    gevonden = sorted((profiel() / soort).glob("*.json"))
    if not gevonden:
        raise ProfielOntbreekt(f"In {profiel() / soort} staat geen enkel geval.")
    return gevonden

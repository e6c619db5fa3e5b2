"""What the OM's kinds of record have in common."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from shared.partij.bronnen import Gegevens
from shared.partij.dossier import Dossierinvoer, Dossierstuk

Uitkomst = Literal["overig", "sepot", "vrijspraak"]


class Ominvoer(Dossierinvoer):
    """Every item carries the attestation of Wjsg 39f(2)(b) and 51c(3)(b)."""

    herleiding_anderen_voorkomen: bool = Field(
        description="In deze vorm is het gegeven redelijkerwijs niet te herleiden tot een ander."
    )


def zonder_sepot(uitkomst: Uitkomst) -> bool:
    """Whether it does not rest on a case that ended without a penalty (covenant 5.1, D13)."""
    return uitkomst == "overig"


def attestatie(stuk: Dossierstuk[Any]) -> Gegevens:
    """The kenmerk every item of the OM carries."""
    return {"herleidingAnderenVoorkomen": stuk.invoer.herleiding_anderen_voorkomen}

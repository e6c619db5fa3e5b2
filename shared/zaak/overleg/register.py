"""A meeting as the gateway has it, read into a shape, and who may see it here.

The register is the gateway's: there everybody's identity is known beforehand (9.1), and whom the
covenant keeps out today or on its day gets nothing (5.2). What comes back is checked before it is
used; who of this party may see it is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from shared.bestand.toegang.bevoegdheid import TOEZICHT
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import GeenToegang
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.overleg.vormen import OverlegkopUit, OverlegUit

M = TypeVar("M", bound=BaseModel)

PLANNEN = "overleggen"
"""The right of who plans meetings, and tells what was said there."""


async def lees_overleg(u: Uitwisseling, kenmerk: str) -> OverlegUit:
    """Raises ``NietGevonden`` for a meeting that is not there, or not for this party today."""
    return lees_vorm(OverlegUit, await u.gateway.overleg(kenmerk), "overleg")


async def lees_overleggen(
    u: Uitwisseling, groep: str | None, van: date | None, tot: date | None
) -> list[OverlegUit]:
    """The meetings about a group, or on these days, to which this party belongs today."""
    gevonden = await u.gateway.overleggen(groep, van, tot)
    return [lees_vorm(OverlegUit, een, "overleg") for een in gevonden]


def lees_vorm(model: type[M], document: Mapping[str, Any], wat: str) -> M:
    """The gateway's document in this shape; raises ``GatewayFout`` when it has another."""
    try:
        return model.model_validate(dict(document))
    except ValidationError:
        raise GatewayFout(f"De gateway gaf een {wat} dat niet klopt.") from None


def was_erbij(wie: Medewerker, overleg: OverlegkopUit) -> bool:
    """Whether this official is a registered deelnemer, or watches over the party."""
    return wie.autorisatie_id in overleg.deelnemers or TOEZICHT in wie.rechten


def mag_zien(wie: Medewerker, overleg: OverlegkopUit) -> bool:
    """Whether this official may know of the meeting: in the task, and planning or present."""
    in_taak = any(wie.in_taak(groep) for groep in overleg.groepen)
    return in_taak and (PLANNEN in wie.rechten or was_erbij(wie, overleg))


def eis_zien(wie: Medewerker, overleg: OverlegkopUit) -> None:
    """Refuses who may not know of the meeting."""
    if not mag_zien(wie, overleg):
        raise GeenToegang(
            "Dit overleg gaat niet over een groep van uw taak, of u bent er niet voor uitgenodigd."
        )


def eis_erbij(wie: Medewerker, overleg: OverlegkopUit) -> None:
    """Refuses who was not there: a verslag is read by who attended (6.2, 6.4)."""
    eis_zien(wie, overleg)
    if not was_erbij(wie, overleg):
        raise GeenToegang(
            "U was niet als deelnemer aangemeld. Het verslag van een overleg leest wie erbij was."
        )

"""How a group and the parties stand, as the toetsing wants to know it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from shared.convenant.toestandvorm import Groep
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayOnbereikbaar
from shared.verzenden.mogelijk.denkbeeldig import Stand
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.tabellen import InformatieverzoekRij

_LEDEN = tuple(info.alias or naam for naam, info in Groep.model_fields.items())


async def stand_van(
    dienst: Dienst, boek: Partijenboek, groep: Mapping[str, Any], partijen: Iterable[str]
) -> Stand:
    """As the gateway has the group, as these parties signed about themselves, and as was asked.

    A party of which no document counts is not there: the toetsing says what that means.
    """
    bekend = {}
    for code in partijen:
        try:
            bekend[code] = (await boek.zoek(code)).toestand()
        except GatewayOnbereikbaar:
            continue
    convenant = groep.get("convenant") or {}
    verzoeken = await asyncio.to_thread(_verzoeken, dienst, str(groep["id"]))
    return Stand(
        nu=dienst.klok(),
        groep={
            **{lid: groep[lid] for lid in _LEDEN if lid in groep},
            "informatieverzoeken": verzoeken,
        },
        partijen=bekend,
        convenant={
            "id": dienst.regels.id,
            "laatsteOndertekening": dienst.regels.ondertekend.isoformat(),
            **{lid: waarde for lid, waarde in convenant.items() if waarde is not None},
        },
    )


def _verzoeken(dienst: Dienst, groep: str) -> list[dict[str, str]]:
    """What others asked here about this group and did not take back, the latest first."""
    vraag = (
        select(InformatieverzoekRij)
        .where(
            InformatieverzoekRij.groep == groep,
            InformatieverzoekRij.aan == dienst.partij.code,
            InformatieverzoekRij.ingetrokken_op.is_(None),
        )
        .order_by(InformatieverzoekRij.id.desc())
    )
    with dienst.lezend() as sessie:
        return [{"id": een.id, "van": een.van, "aan": een.aan} for een in sessie.scalars(vraag)]

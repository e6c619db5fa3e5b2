"""The agenda: which meetings there are, on which day and where, and who sits there by function.

The gateway says which meetings this party belongs to; whom the covenant keeps out today or on the
day itself does not see them (5.2). Who of this party sees them is decided as for one meeting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.fouten import OngeldigeInvoer
from shared.tijd.periode import periodefouten
from shared.verzenden.uitingen.collegas import Collega, collegas
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.overleg import opslag
from shared.zaak.overleg.register import lees_overleggen, mag_zien
from shared.zaak.overleg.vormen import OverlegUit
from shared.zaak.tafel.opslag import toelatingen
from shared.zaak.tafel.vormen import AgendaoverlegUit, AgendaUit, DeelnemerUit


async def lees_agenda(
    u: Uitwisseling, wie: Medewerker, groep: str | None, van: date | None, tot: date | None
) -> AgendaUit:
    """The meetings this official may know of: about a group, or on these days.

    Raises ``OngeldigeInvoer`` where neither is asked for, ``GeenToegang`` outside the task.
    """
    fouten = [Invoerfout(*een) for een in periodefouten(van, tot)]
    if groep is None and van is None and tot is None:
        fouten.append(Invoerfout("/groep", "ontbreekt; noem een groep, of van en tot wanneer"))
    if fouten:
        raise OngeldigeInvoer(fouten)
    if groep is not None:
        wie.eis_groep(groep)
    gezien = [een for een in await lees_overleggen(u, groep, van, tot) if mag_zien(wie, een)]
    bekend = {een.id: een for een in await collegas(u.dienst, u.gateway, None, None)}
    reeksen, deur = await asyncio.to_thread(_eigen, u, gezien)
    return AgendaUit(
        overleggen=[
            AgendaoverlegUit(
                **een.model_dump(),
                reeksen=reeksen[een.id],
                aan_tafel=[
                    _deelnemer(wie, bekend.get(wie), deur.get((een.id, wie)))
                    for wie in een.deelnemers
                ],
            )
            for een in gezien
        ]
    )


def _deelnemer(kenmerk: str, wie: Collega | None, op: datetime | None) -> DeelnemerUit:
    if wie is None:
        return DeelnemerUit(
            id=kenmerk, partij="", functie=None, geldig=False, naam=None, toegelaten_op=op
        )
    return DeelnemerUit(
        id=kenmerk,
        partij=wie.partij,
        functie=wie.functie,
        geldig=wie.geldig,
        naam=wie.naam,
        toegelaten_op=op,
    )


def _eigen(
    u: Uitwisseling, overleggen: Sequence[OverlegUit]
) -> tuple[dict[str, list[str]], dict[tuple[str, str], datetime]]:
    """Of own meetings the series, and who was let in at the door and when."""
    with u.dienst.lezend() as sessie:
        reeksen = {een.id: opslag.reeksen_van(sessie, een.id) for een in overleggen}
        rijen = toelatingen(sessie, reeksen)
        return reeksen, {(rij.overleg, rij.deelnemer): rij.op for rij in rijen}

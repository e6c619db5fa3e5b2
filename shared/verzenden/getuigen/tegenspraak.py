"""Two notes of one log held against each other, whoever brings them.

The log's own signature is under both, or it is nothing. Of equal size with another root they prove
by themselves that the log shows two histories. Of different sizes they prove nothing by themselves:
the log may or may not be able to show that the one continues the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.logboek.controlepunt import Checkpoint, lees_checkpoint, open_checkpoint
from shared.logboek.fouten import LogboekFout, NotitieOngeldig
from shared.logboek.merkle import controleer_consistentie
from shared.logboek.notitie import Verificatiesleutel, splits_notitie
from shared.partij.fouten import NietGevonden, PartijFout
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.getuigen.poort import Consistentiebron


class GeenTegenspraak(PartijFout):
    """These notes do not contradict each other, or are not both of this log."""


@dataclass(frozen=True)
class Tegenspraak:
    """Two checkpoints that do not go together. ``bewezen``: the notes alone show it."""

    eerder: Checkpoint
    later: Checkpoint
    bewezen: bool


def lees_tegenspraak(eerder: str, later: str, logsleutel: Verificatiesleutel) -> Tegenspraak:
    """Verify both notes. Raises ``GeenTegenspraak`` when there is nothing in it."""
    try:
        punten = [open_checkpoint(notitie, logsleutel)[0] for notitie in (eerder, later)]
    except NotitieOngeldig as fout:
        raise GeenTegenspraak(
            f"Alleen twee checkpoints die het log zelf ondertekende tellen: {fout}"
        ) from fout
    een, ander = punten
    if een.grootte != ander.grootte:
        return Tegenspraak(een, ander, bewezen=False)
    if een.wortel == ander.wortel:
        raise GeenTegenspraak("Dit is twee keer hetzelfde checkpoint.")
    return Tegenspraak(een, ander, bewezen=True)


async def eis_twijfel(tegenspraak: Tegenspraak, bron: Consistentiebron) -> None:
    """Refuse what the log can show to be one history. Raises ``GeenTegenspraak``.

    Whatever else comes of asking (no answer, a proof that fails) leaves the doubt as it was: it is
    the log that is under suspicion.
    """
    if tegenspraak.bewezen:
        return
    oud, nieuw = sorted((tegenspraak.eerder, tegenspraak.later), key=lambda punt: punt.grootte)
    try:
        bewijs = await bron.consistentie(oud.grootte, nieuw.grootte)
        controleer_consistentie(oud.grootte, nieuw.grootte, bewijs, oud.wortel, nieuw.wortel)
    except (GatewayFout, LogboekFout, NietGevonden, BewijsOnvoldoende):
        return
    raise GeenTegenspraak("Het log laat zien dat deze checkpoints bij één geschiedenis horen.")


def zelfde_bewijs(eerder: str, later: str, tegenspraak: Tegenspraak) -> bool:
    """Whether these two kept notes are about the same two checkpoints, whoever cosigned them."""
    bewaard = {_punt(eerder), _punt(later)}
    return bewaard == {
        (punt.grootte, punt.wortel) for punt in (tegenspraak.eerder, tegenspraak.later)
    }


def _punt(notitie: str) -> tuple[int, bytes]:
    punt = lees_checkpoint(splits_notitie(notitie)[0])
    return punt.grootte, punt.wortel

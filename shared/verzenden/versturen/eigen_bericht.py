"""The earlier message an order names, before anything is composed.

What is taken back was sent from here, about this group and to this party. A message about another
group is not what this order is about, and one outside the task is none of this official's
business: that goes for whatever names an earlier message, also for a request that is answered.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.begrippen import Convenantregels
from shared.convenant.berichtsoorten import bouwt_voort_op_plaats, is_intrekking
from shared.partij.fouten import OngeldigeInvoer
from shared.verzenden.samenstellen.opdracht import Verzendopdracht
from shared.verzenden.tabellen import UitgaandRij
from shared.web.meldingen import Invoerfout


@dataclass(frozen=True)
class _Eerder:
    """Who the other party of it is, and what it was about."""

    groep: str | None
    ander: str
    soort: str
    stap: int | None


def eis_eigen_bericht(
    sessie: Session,
    wie: Medewerker,
    regels: Convenantregels,
    opdracht: Verzendopdracht,
    soort: str,
) -> int | None:
    """The step that message was sent in, for a kind that builds on a place of one; else ``None``.

    Raises ``GeenToegang`` for a message outside the task, ``OngeldigeInvoer`` for one that does
    not fit the order. A message that names none, or one that is not here and need not be, is for
    the toetsing to refuse.
    """
    if opdracht.in_reactie_op is None:
        return None
    op_plaats = bouwt_voort_op_plaats(regels, soort)
    eerder = _zoek(sessie, opdracht.in_reactie_op, ook_ontvangen=not is_intrekking(regels, soort))
    if eerder is None and op_plaats:
        raise _fout("/inReactieOp", "Dit bericht is hier niet verstuurd.")
    if eerder is None:
        return None
    if eerder.groep is not None:
        wie.eis_groep(eerder.groep)
    if eerder.groep != opdracht.groep:
        raise _fout("/groep", "Het bericht waar dit op slaat gaat over een andere groep.")
    if not op_plaats:
        return None
    if eerder.ander != opdracht.ontvanger:
        raise _fout("/ontvanger", f"Het bericht waar dit op slaat was tussen u en {eerder.ander}.")
    verwijzing = regels.soorten[soort].verwijzing
    if verwijzing is not None and eerder.soort not in verwijzing.soorten:
        titels = ", ".join(regels.soorten[code].titel for code in verwijzing.soorten)
        raise _fout("/inReactieOp", f"Dit kan alleen bij: {titels}.")
    return eerder.stap


def _zoek(sessie: Session, bericht_id: str, *, ook_ontvangen: bool) -> _Eerder | None:
    verstuurd = sessie.get(UitgaandRij, bericht_id)
    if verstuurd is not None:
        kop = verstuurd.kop
        return _Eerder(verstuurd.groep, verstuurd.ontvanger, verstuurd.soort, kop["stap"])
    ontvangen = sessie.get(InkomendRij, bericht_id) if ook_ontvangen else None
    if ontvangen is None:
        return None
    kop = ontvangen.kop
    return _Eerder(ontvangen.groep, ontvangen.afzender, ontvangen.soort, kop["stap"])


def _fout(pad: str, zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer([Invoerfout(pad, zin)])

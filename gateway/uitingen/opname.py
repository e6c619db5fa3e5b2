"""Whether a message fits the words it says to be about, before it is decided on.

Whatever does not fit is a conflict, and no decision: of the words it names it would no longer be
clear who may hear what.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from gateway.fouten import UitingBotst
from gateway.registers.begrippen import Berichtstatus
from gateway.uitingen.begrippen import Uiting, Uitingstand
from gateway.uitingen.opslag import Uitingregister
from shared.convenant.begrippen import Convenantregels
from shared.convenant.kopvorm import Kop


def hoort_bij_uiting(kop: Kop, regels: Convenantregels) -> bool:
    """Whether this message is about words that are spoken; else its `uiting` means nothing."""
    kanaal = regels.kanalen.get(kop.kanaal)
    return kop.uiting is not None and kanaal is not None and kanaal.mondeling


def neem_op(verbinding: Connection, kop: Kop, regels: Convenantregels, nu: datetime) -> None:
    """The message joins the words it names, or begins them. Raises `UitingBotst`."""
    if not hoort_bij_uiting(kop, regels):
        return
    register, nieuw = Uitingregister(verbinding), Uiting.van(kop, nu)
    bekend = register.een(nieuw.id)
    if bekend is None:
        register.begin(nieuw)
        return
    if bekend.gedeeld != nieuw.gedeeld:
        raise UitingBotst(
            "Onder dit kenmerk wordt iets anders gezegd: een andere afzender, een ander kanaal of "
            "overleg, een andere groep, een andere soort bericht of stuk, of andere gegevens. "
            "Neem een nieuwe uiting."
        )
    if bekend.gezegd is not None:
        raise UitingBotst("Deze uiting is al bevestigd. Neem een nieuwe uiting.")
    _past_erbij(register.stand(bekend, regels), kop, nu)


def _past_erbij(stand: Uitingstand, kop: Kop, nu: datetime) -> None:
    if stand.vervallen(nu):
        raise UitingBotst("De toestemming voor deze uiting is vervallen. Neem een nieuwe uiting.")
    for bericht in stand.berichten:
        if (
            bericht.id != kop.id
            and bericht.ontvanger == kop.ontvanger
            and bericht.toegestaan
            and bericht.status is not Berichtstatus.GEWEIGERD
            and stand.staat(bericht)
        ):
            raise UitingBotst("Voor deze ontvanger is er in deze uiting al een toegestaan bericht.")

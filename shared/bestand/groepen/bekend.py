"""Whether a group exists, before anything is written about it: an address may hold a typing error.

What this party remembers of the groups is asked first; only for one it has never seen does the
gateway get a question. Call it before a transaction on the file, from a synchronous endpoint.
"""

from __future__ import annotations

from anyio import from_thread

from shared.bestand.groepen.groepsverloop import laatste_momenten
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.einde import groep_loopt, loopt
from shared.opslag.sessies import lees_sessie_maker, transactie
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict


def eis_bekende_groep(dienst: Dienst, wie: Medewerker, groep: str) -> bool:
    """Whether the group runs, as it was last seen. Raises ``GeenToegang`` outside the task,
    ``NietGevonden`` for a group that is not there, ``GatewayOnbereikbaar`` while nobody can say."""
    wie.eis_groep(groep)
    with transactie(lees_sessie_maker(dienst.engine)) as sessie:
        moment = laatste_momenten(sessie, [groep]).get(groep)
        if moment is not None:
            return loopt(moment.status, moment.eindcriterium)
    return groep_loopt(from_thread.run(dienst.gateway.groep, groep))


def eis_lopende_groep(dienst: Dienst, wie: Medewerker, groep: str) -> None:
    """The same, and ``Conflict`` for a group of which the approach has ended."""
    if not eis_bekende_groep(dienst, wie, groep):
        raise Conflict("De aanpak van deze groep is geëindigd; er komt niets meer bij.")

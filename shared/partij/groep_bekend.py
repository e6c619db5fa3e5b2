"""Whether a group exists, before anything is written about it: an address may hold a typing error.

What this party remembers of the groups is asked first; only for one it has never seen does the
gateway get a question. Call it before a transaction on the file, from a synchronous endpoint.
"""

from __future__ import annotations

from anyio import from_thread

from shared.partij.dienst import GatewayOnbereikbaar
from shared.partij.fouten import Conflict, NietGevonden
from shared.partij.tijdlijn.groepsverloop import laatste_momenten
from shared.partij.tijdlijn.tabellen import GroepsmomentRij
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling

_LOOPT = "actief"


def eis_bekende_groep(u: Uitwisseling, wie: Medewerker, groep: str) -> GroepsmomentRij:
    """How the group was seen last. Raises ``GeenToegang`` outside the task, ``NietGevonden`` for a
    group that is not there, ``GatewayOnbereikbaar`` while nobody can say."""
    wie.eis_groep(groep)
    moment = _gezien(u, groep)
    if moment is None:
        if from_thread.run(u.groepskijker.kijk) is None:
            raise GatewayOnbereikbaar(
                "Van deze groep is hier nog niets bekend en de gateway is niet te bereiken. "
                "Probeer het later opnieuw."
            )
        moment = _gezien(u, groep)
    if moment is None:
        raise NietGevonden(
            "Deze groep is niet bekend. Welke groepen er zijn, staat in GET /v1/groepen."
        )
    return moment


def eis_lopende_groep(u: Uitwisseling, wie: Medewerker, groep: str) -> None:
    """The same, and ``Conflict`` for a group of which the approach has ended."""
    if eis_bekende_groep(u, wie, groep).status != _LOOPT:
        raise Conflict("De aanpak van deze groep is geëindigd; er komt niets meer bij.")


def _gezien(u: Uitwisseling, groep: str) -> GroepsmomentRij | None:
    with u.lezend() as sessie:
        return laatste_momenten(sessie, [groep]).get(groep)

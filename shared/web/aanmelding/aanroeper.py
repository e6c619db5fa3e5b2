"""Who asks, before anything else of the request is looked at.

What an endpoint wants to know of its caller follows from its dependencies, or from what its
operation says (`beveiliging`). The route class asks it first: of who is not known, no byte of the
content is read, and nothing of the request is judged. What was found stays with the request, so
that the endpoint's own dependency costs nothing more.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network

from fastapi.dependencies.models import Dependant
from starlette.requests import Request

from shared.tijd.klok import nu_utc
from shared.web.aanmelding.identiteit import Transportcontrole, transportidentiteit
from shared.web.aanmelding.tokens import aanmelding

ORGANISATIE = "organisatie"
MEDEWERKER = "medewerker"
_ABONNEE_BITS = 64
# RFC 7239, van één schakel: een IPv6-adres staat tussen aanhalingstekens en haken.
_VOOR = re.compile(r'for=(?:"\[([0-9A-Fa-f:.]+)\]"|([0-9.]+))', re.IGNORECASE)

_AFHANKELIJKHEDEN = {aanmelding: MEDEWERKER, transportidentiteit: ORGANISATIE}


class Soort(StrEnum):
    """How a caller is known."""

    ORGANISATIE = ORGANISATIE
    MEDEWERKER = MEDEWERKER
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Aanroeper:
    """Who is on the other end: an OIN, an issuer with a subject, or no more than an address."""

    soort: Soort
    naam: str


@dataclass(frozen=True, slots=True)
class Eisen:
    """What an endpoint wants to know: all of `alle`, or, where it says so, one of `een_van`."""

    alle: frozenset[str] = frozenset()
    een_van: frozenset[str] = frozenset()

    @classmethod
    def van(cls, dependant: Dependant, genoemd: Sequence[str] | None) -> "Eisen":
        """From an endpoint's dependencies; `genoemd`: what its operation names instead."""
        if genoemd is None:
            return cls(alle=frozenset(eisen_in(dependant)))
        if len(genoemd) == 1:
            return cls(alle=frozenset(genoemd))
        return cls(een_van=frozenset(genoemd))


def eisen_in(dependant: Dependant) -> set[str]:
    """The ways to be known that an endpoint depends on, directly or through a dependency."""
    eigen = _AFHANKELIJKHEDEN.get(dependant.call) if dependant.call else None
    eisen = set() if eigen is None else {eigen}
    for onder in dependant.dependencies:
        eisen |= eisen_in(onder)
    return eisen


async def leer_kennen(request: Request, eisen: Eisen) -> Aanroeper:
    """The caller, as far as the endpoint wants to know; else the 401 that says what it wants."""
    # Wie met niets komt, hoort welke van de twee hier mag.
    request.state.ook_met_token = MEDEWERKER in eisen.een_van
    return await _vraag(request, eisen.alle or _keuze(request, eisen.een_van))


def _keuze(request: Request, een_van: Collection[str]) -> Collection[str]:
    """A token goes before a certificate: who sends one speaks for a person."""
    if MEDEWERKER in een_van and "authorization" in request.headers:
        return (MEDEWERKER,)
    return (ORGANISATIE,) if ORGANISATIE in een_van else een_van


async def _vraag(request: Request, wat: Collection[str]) -> Aanroeper:
    gevonden: Aanroeper | None = None
    if ORGANISATIE in wat:
        organisatie = await transportidentiteit(request)
        gevonden = Aanroeper(Soort.ORGANISATIE, organisatie.oin)
    if MEDEWERKER in wat:
        wie = await aanmelding(request)
        gevonden = Aanroeper(Soort.MEDEWERKER, f"{wie.uitgever} {wie.sub}")
    if gevonden is None:
        gevonden = Aanroeper(Soort.ONBEKEND, adres_van_vrager(request))
    return gevonden


def adres_van_vrager(request: Request) -> str:
    """From where somebody without an account asks.

    A portal that we know by its certificate says that of who is behind it (`Forwarded`). What
    anybody else says there counts for nothing.
    """
    host = request.client.host if request.client else ""
    gezegd = _VOOR.fullmatch(request.headers.get("forwarded", ""))
    if gezegd is None:
        return adres_van(host)
    controle: Transportcontrole = request.app.state.transportcontrole
    try:
        bezoeker = str(ip_address(gezegd[1] or gezegd[2]))
    except ValueError:
        return adres_van(host)
    return adres_van(bezoeker if controle.is_portaal(request.scope, nu_utc()) else host)


def adres_van(host: str) -> str:
    """What counts as one address: of IPv6 the network, since that is what one subscriber has."""
    try:
        adres = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if adres.version == 4 or adres.ipv4_mapped is not None:
        return str(adres)
    return str(ip_network((adres, _ABONNEE_BITS), strict=False))

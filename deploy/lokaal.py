"""The local environment as data: which processes run where, and with which test accounts.

Reads ``lokaal.toml``. Nothing here starts anything; see ``processen`` and ``omgeving``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shared.convenant.regels.laden import standaard_convenant

BESTAND = Path(__file__).with_name("lokaal.toml")
GATEWAY, LOKAAL = "gateway", "localhost"
BEHEREN = "beheren"
BEVESTIGEN = "autorisaties.bevestigen"
BESLUITEN = "ondertekenen"
"""The rights to manage accounts, to confirm what is asked for them, and to decide."""


@dataclass(frozen=True)
class Onderdeel:
    """One process of the local environment: the gateway or a party's service."""

    code: str
    naam: str
    oin: str
    module: str
    poort: int

    @property
    def is_partij(self) -> bool:
        return self.code != GATEWAY

    @property
    def url(self) -> str:
        """Root of the process, without the version path."""
        return f"https://{LOKAAL}:{self.poort}"


@dataclass(frozen=True)
class Portaal:
    """One portal: what people open in a browser, on one of the APIs."""

    code: str
    naam: str
    oin: str
    bron: str
    poort: int
    ook: tuple[str, ...] = ()
    """Other APIs that some of its screens ask."""

    @property
    def onderdeel(self) -> str:
        """How its process, its configuration and its certificate are called."""
        return f"portaal-{self.code}"

    @property
    def module(self) -> str:
        return f"frontends.{self.code}"

    @property
    def url(self) -> str:
        """What one types."""
        return f"https://{LOKAAL}:{self.poort}"


@dataclass(frozen=True)
class Account:
    """A test account at the development login; ``sub`` is also its user name."""

    sub: str
    naam: str
    partij: str
    functie: str
    over_alles: bool = False
    """The auditor whom all parties together let look over all of them."""


@dataclass(frozen=True)
class Programma:
    """A party's own system: it gets a token with the key it has, without a person.

    ``verantwoordelijke``: the account of the colleague who answers for it.
    """

    client: str
    naam: str
    partij: str
    functie: str
    verantwoordelijke: str


@dataclass(frozen=True)
class Lokaal:
    """Everything ``lokaal.toml`` says."""

    publiek: str
    log_naam: str
    convenant: str
    inlog_poort: int
    onderdelen: tuple[Onderdeel, ...]
    accounts: tuple[Account, ...]
    programmas: tuple[Programma, ...] = ()
    portalen: tuple[Portaal, ...] = ()
    inlog_host: str = LOKAAL
    """Another one than the portals have makes it another site, as it is for real."""

    @property
    def inlog_url(self) -> str:
        return f"http://{self.inlog_host}:{self.inlog_poort}"

    @property
    def gateway(self) -> Onderdeel:
        return self.onderdeel(GATEWAY)

    @property
    def partijen(self) -> tuple[Onderdeel, ...]:
        return tuple(deel for deel in self.onderdelen if deel.is_partij)

    def onderdeel(self, code: str) -> Onderdeel:
        return next(deel for deel in self.onderdelen if deel.code == code)

    def account(self, partij: str, functie: str) -> Account:
        return next(a for a in self.accounts if (a.partij, a.functie) == (partij, functie))

    @property
    def auditor(self) -> Account:
        """Who looks over all parties."""
        return next(a for a in self.accounts if a.over_alles)

    def is_beheerder(self, account: Account) -> bool:
        """Whether this account manages the accounts of its own party."""
        functie = standaard_convenant().functies[account.partij].get(account.functie)
        return functie is not None and BEHEREN in functie.rechten

    def beheerder(self, partij: str) -> Account:
        """Who manages the accounts of this party."""
        return next(a for a in self.accounts if a.partij == partij and self.is_beheerder(a))

    def tweede_beheerder(self, partij: str) -> Account:
        """Who lets in, with the first, whoever confirms first."""
        een = self.beheerder(partij)
        alle = (a for a in self.accounts if a.partij == partij and self.is_beheerder(a))
        return next(a for a in alle if a != een)

    def bevestiger(self, partij: str) -> Account:
        """Who confirms what the administrator of this party asks: he who watches over it."""
        return next(a for a in self.accounts if a.partij == partij and _bevestigt(a))

    def portaal_van(self, account: Account) -> Portaal | None:
        """Where this account logs in: with its party, or where one watches over all of them."""
        bron = GATEWAY if account.over_alles else account.partij
        return next((een for een in self.portalen if een.bron == bron), None)

    def zonder_portalen(self) -> Lokaal:
        """The same environment without what only people with a browser need."""
        return replace(self, portalen=())

    def op_poorten(self, poorten: dict[str, int], inlog_poort: int) -> Lokaal:
        """The same environment on other ports, so that tests do not collide with `make start`."""
        onderdelen = tuple(replace(deel, poort=poorten[deel.code]) for deel in self.onderdelen)
        portalen = tuple(replace(een, poort=poorten[een.onderdeel]) for een in self.portalen)
        return replace(self, onderdelen=onderdelen, portalen=portalen, inlog_poort=inlog_poort)


def _bevestigt(account: Account) -> bool:
    functie = standaard_convenant().functies[account.partij].get(account.functie)
    rechten = () if functie is None else functie.rechten
    return BEVESTIGEN in rechten and BESLUITEN not in rechten


def lees_lokaal(pad: Path = BESTAND) -> Lokaal:
    """Read the description of the local environment."""
    gegevens: dict[str, Any] = tomllib.loads(pad.read_text(encoding="utf-8"))
    return Lokaal(
        publiek=gegevens["publiek"],
        log_naam=gegevens["log_naam"],
        convenant=gegevens["convenant"],
        inlog_poort=gegevens["inlog"]["poort"],
        onderdelen=tuple(Onderdeel(**rij) for rij in gegevens["onderdeel"]),
        accounts=tuple(Account(**rij) for rij in gegevens["account"]),
        programmas=tuple(Programma(**rij) for rij in gegevens.get("programma", ())),
        portalen=tuple(
            Portaal(**{**rij, "ook": tuple(rij.get("ook", ()))})
            for rij in gegevens.get("portaal", ())
        ),
    )

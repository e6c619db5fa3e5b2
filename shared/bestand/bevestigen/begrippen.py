"""What takes a second person, and who may be that. Pure.

Nothing here knows a function by its name: the covenant file says per function whose confirmation
it takes, and is read on the strict side where it says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from shared.bestand.toegang.autorisaties import Autorisatiegegevens
from shared.bestand.toegang.bevoegdheid import BEHEREN, BEVESTIGEN, ontbrekende_waarborgen
from shared.convenant.bestand.model import Functie

Account = tuple[str, str]
"""Issuer and subject of a login."""


@dataclass(frozen=True)
class Betrokken:
    """Whom a request is about and who made it; nobody of these confirms it."""

    vrager: Account
    collega: Account
    borg: str | None
    """Of a program: the authorisation of who answers for it."""
    functie: str
    ontneemt: bool
    """It takes from who confirms longest; else it grants or widens."""


@dataclass(frozen=True)
class Kandidaat:
    """A colleague with a complete authorisation, who may be the second person.

    ``genoemd``: the configuration names him among who begins to administer. While nobody may
    confirm, his authorisation may have run out (``mag_weer_beginnen``).
    """

    id: str
    account: Account
    functie: str
    genoemd: bool


@dataclass(frozen=True)
class Bevestigregels:
    """The functions of one party, asked who confirms what."""

    functies: Mapping[str, Functie]

    def vrij(self, functie: str) -> bool:
        """Whether the covenant says that this function takes nobody's confirmation."""
        rij = self.functies.get(functie)
        return rij is not None and rij.bevestigd_door == ()

    def door(self, functie: str) -> frozenset[str]:
        """The functions that confirm this one: those named, else all; each with the right.

        Never one of a program: what a second person is for, is a person.
        """
        mag = frozenset(
            code
            for code, rij in self.functies.items()
            if BEVESTIGEN in rij.rechten and not rij.systeem
        )
        rij = self.functies.get(functie)
        genoemd = None if rij is None else rij.bevestigd_door
        return mag if genoemd is None else mag.intersection(genoemd)

    @property
    def bevestigende(self) -> frozenset[str]:
        """The functions that confirm any other."""
        return frozenset().union(*(self.door(functie) for functie in self.functies))

    def is_systeem(self, functie: str) -> bool:
        """Whether this function is for a program."""
        rij = self.functies.get(functie)
        return rij is not None and rij.systeem

    def ontbreekt(self, gegevens: Autorisatiegegevens, vandaag: date) -> list[str]:
        """Every attestation that is missing, as far as it is asked of this function."""
        systeem = self.is_systeem(gegevens.functie)
        return ontbrekende_waarborgen(gegevens, vandaag, systeem=systeem)

    def verruimt(
        self, nu: Autorisatiegegevens | None, straks: Autorisatiegegevens, vandaag: date
    ) -> bool:
        """Whether somebody may do more, more widely or longer than he may today."""
        if self.ontbreekt(straks, vandaag):
            return False
        if nu is None or self.ontbreekt(nu, vandaag):
            return True
        return (
            straks.functie != nu.functie
            or straks.geldig_tot > nu.geldig_tot
            # A program may what who answers for it may.
            or straks.verantwoordelijke != nu.verantwoordelijke
            or not _binnen(straks.groepen, nu.groepen)
        )

    def bevestigt(self, functie: str) -> frozenset[str]:
        """The functions that somebody in this one confirms."""
        return frozenset(code for code in self.functies if functie in self.door(code))

    def verliest(
        self, nu: Autorisatiegegevens, straks: Autorisatiegegevens, vandaag: date
    ) -> frozenset[str]:
        """The functions that he confirms today, and after this change not, or less long."""
        if self.ontbreekt(nu, vandaag):
            return frozenset()
        even_lang = straks.geldig_tot >= nu.geldig_tot and not self.ontbreekt(straks, vandaag)
        nog = self.bevestigt(straks.functie) if even_lang else frozenset()
        return self.bevestigt(nu.functie) - nog

    def dekken(self, wie: Set[str], functies: Set[str]) -> bool:
        """Whether colleagues in ``wie`` together confirm each of these functions."""
        return all(wie & self.door(functie) for functie in functies)

    def beheert(self, functie: str) -> bool:
        """Whether this function registers others."""
        rij = self.functies.get(functie)
        return rij is not None and BEHEREN in rij.rechten

    def waarom_niet(
        self, wat: Betrokken, wie: Kandidaat, *, begin: bool, over_genoemde: bool = False
    ) -> str | None:
        """Why this one may not be the second person; ``None``: he may.

        ``begin``: nobody at the party may confirm. Then two administrators whom the configuration
        names let the first one in, or each other again (``over_genoemde``: it is about one of
        them): each has an account and attestations of his own, and naming them is not in the
        hands of who registers.
        """
        if wie.account == wat.vrager:
            return "Wie het vraagt, bevestigt het niet. Vraag een ander."
        if wie.account == wat.collega:
            return "Niemand bevestigt zijn eigen autorisatie. Vraag een ander."
        if wie.id == wat.borg:
            return "Wie voor een programma instaat, bevestigt het niet. Vraag een ander."
        begint = wie.genoemd and self.beheert(wie.functie)
        if wat.ontneemt and (begint or wie.functie in self.bevestigende):
            return None
        if not wat.ontneemt and wie.functie in self.door(wat.functie):
            return None
        weer = over_genoemde and self.beheert(wat.functie)
        eerste = weer or not self.bevestigende or wat.functie in self.bevestigende
        if begin and begint and eerste:
            return None
        rij = self.functies.get(wie.functie)
        titel = wie.functie if rij is None else rij.titel
        return f"Uw functie ({titel}) bevestigt dit niet. {self._wie_wel(wat, begin=begin)}"

    def _wie_wel(self, wat: Betrokken, *, begin: bool) -> str:
        if begin or wat.ontneemt:
            return "Dat doet een andere beheerder, die in de configuratie staat."
        titels = sorted(self.functies[code].titel for code in self.door(wat.functie))
        return f"Dat doet een collega als {' of '.join(titels)}."


def _binnen(straks: frozenset[str] | None, nu: frozenset[str] | None) -> bool:
    return nu is None or (straks is not None and straks <= nu)

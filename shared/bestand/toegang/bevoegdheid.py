"""What an authorisation allows today: by the covenant file, its attestations and its task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.regels.laden import Convenantregels

BEHEREN = "beheren"
CONTROLEREN = "controleren"
TOEZICHT = "leesspoor.lezen"
BEVESTIGEN = "autorisaties.bevestigen"
BEHANDELEN = "rechtenverzoeken.behandelen"
"""Rights the engine itself refers to: administering authorisations; auditing the log; watching
over what the party's own people do; being the second person when a function is granted; handling
what people ask about themselves."""
VAN_HEMZELF = "incidenten.melden"
"""What every official may and no program: so it opens too what somebody keeps for himself."""


@dataclass(frozen=True)
class Bevoegdheid:
    """What somebody may: rights, kinds of data and groups; ``None`` is all of them."""

    rechten: frozenset[str]
    soorten: frozenset[str] | None
    groepen: frozenset[str] | None

    @classmethod
    def van(cls, rij: AutorisatieRij, regels: Convenantregels, partij: str) -> Bevoegdheid:
        """By the function in the covenant file and the task; an unknown function may nothing."""
        groepen = None if rij.alle_groepen else frozenset(rij.groepen)
        functie = regels.functies.get(partij, {}).get(rij.functie)
        if functie is None:
            return cls(frozenset(), frozenset(), groepen)
        soorten = None if functie.soorten is None else frozenset(functie.soorten)
        return cls(frozenset(functie.rechten), soorten, groepen)

    def voor_zover(self, ander: Bevoegdheid) -> Bevoegdheid:
        """What both may."""
        return Bevoegdheid(
            self.rechten & ander.rechten,
            _doorsnede(self.soorten, ander.soorten),
            _doorsnede(self.groepen, ander.groepen),
        )


def _doorsnede(een: frozenset[str] | None, ander: frozenset[str] | None) -> frozenset[str] | None:
    if een is None or ander is None:
        return ander if een is None else een
    return een & ander


def functies_van(regels: Convenantregels, partij: str) -> frozenset[str]:
    """The functions the covenant file knows for a party."""
    return frozenset(regels.functies.get(partij, {}))


def rechten_van(regels: Convenantregels, partij: str, functie: str) -> frozenset[str]:
    """The rights of a party's function per covenant file; an unknown function has none."""
    gevonden = regels.functies.get(partij, {}).get(functie)
    return frozenset() if gevonden is None else frozenset(gevonden.rechten)


def is_systeem(regels: Convenantregels, partij: str, functie: str) -> bool:
    """Whether this function is for a program."""
    gevonden = regels.functies.get(partij, {}).get(functie)
    return gevonden is not None and gevonden.systeem


class Verklaringen(Protocol):
    """What an authorisation says of somebody, registered or asked for."""

    @property
    def aangewezen(self) -> bool: ...
    @property
    def geautoriseerd(self) -> bool: ...
    @property
    def geheimhouding(self) -> date | None: ...
    @property
    def vog(self) -> date | None: ...
    @property
    def geldig_tot(self) -> date: ...


def ontbrekende_waarborgen(rij: Verklaringen, vandaag: date, *, systeem: bool = False) -> list[str]:
    """Every attestation that is missing or no longer valid, in Dutch (covenant 6.1, 7.1, 9.2).

    Of a program (``systeem``) only what can be asked of one.
    """
    if systeem:
        return _van_programma(rij, vandaag)
    ontbreekt = []
    if not rij.aangewezen:
        ontbreekt.append("u bent niet aangewezen")
    if not rij.geautoriseerd:
        ontbreekt.append("u bent niet geautoriseerd")
    if rij.geheimhouding is None or rij.geheimhouding > vandaag:
        ontbreekt.append("de geheimhoudingsverklaring ontbreekt")
    if rij.vog is None or rij.vog > vandaag:
        ontbreekt.append("de VOG ontbreekt")
    if rij.geldig_tot < vandaag:
        ontbreekt.append(f"de autorisatie is verlopen op {rij.geldig_tot.isoformat()}")
    return ontbreekt


def _van_programma(rij: Verklaringen, vandaag: date) -> list[str]:
    """What can be missing of a program; attestations are asked of people only."""
    gevonden = []
    if not rij.aangewezen:
        gevonden.append("het programma is niet aangewezen")
    if not rij.geautoriseerd:
        gevonden.append("het programma is niet geautoriseerd")
    if rij.geldig_tot < vandaag:
        gevonden.append(f"de autorisatie is verlopen op {rij.geldig_tot.isoformat()}")
    return gevonden


def waarom_geen_collega(rij: AutorisatieRij | None, groep: str, vandaag: date) -> str | None:
    """Why work on this group cannot be given to the holder of this authorisation; ``None``: it
    can."""
    if rij is None:
        return "is geen autorisatie van deze partij"
    if rij.verantwoordelijke is not None:
        return "is van een programma; noem de autorisatie van een collega"
    if ontbrekende_waarborgen(rij, vandaag):
        return "is van iemand met een autorisatie die niet (meer) compleet is"
    if not rij.alle_groepen and groep not in rij.groepen:
        return "is van iemand die deze groep niet in zijn taak heeft"
    return None

"""From what in later leaves it shows that a duty was met: the covenant's rows. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from shared.convenant.begrippen import Convenantregels


@dataclass(frozen=True, slots=True)
class Informeerplicht:
    """Met once the receiver says one of `statussen` of everybody in one of `categorieen`."""

    plicht: str
    statussen: tuple[str, ...]
    categorieen: frozenset[int]


@dataclass(frozen=True, slots=True)
class Vervullingen:
    """Codes of duties by what shows that they were met.

    `vernietigd`: the receiver says that it destroyed the message, each person in it or all of the
    group, or answers it so. `inhoud`: the receiver takes in the content of what was said.
    """

    vernietigd: frozenset[str]
    inhoud: frozenset[str]
    informatie: tuple[Informeerplicht, ...]


def lees_vervullingen(regels: Convenantregels) -> Vervullingen:
    """The rows of a covenant version."""
    rijen = regels.vervullingen
    return Vervullingen(
        vernietigd=frozenset(code for code, rij in rijen.items() if rij.vernietigd),
        inhoud=frozenset(code for code, rij in rijen.items() if rij.inhoud),
        informatie=tuple(
            Informeerplicht(code, rij.informatie, _categorieen(regels, code))
            for code, rij in rijen.items()
            if rij.informatie
        ),
    )


def _categorieen(regels: Convenantregels, plicht: str) -> frozenset[int]:
    """The categories a duty is about; all of them when one of its rows does not say."""
    alle = frozenset(regels.categorieen)
    rijen = [rij.categorieen for rij in regels.plichten if rij.code == plicht]
    return frozenset().union(*(alle if rij is None else rij for rij in rijen))

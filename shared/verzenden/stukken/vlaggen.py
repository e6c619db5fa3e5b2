"""What the flags of a stuk's row say about it, before anything is done with it."""

from __future__ import annotations

from shared.convenant.begrippen import Convenantregels
from shared.verzenden.stukken.begrippen import is_deelbaar


def vraagt_iets_weg(regels: Convenantregels, code: str | None) -> bool:
    """Whether something is destroyed because of it: work for after the receipt."""
    rij = regels.stukken.get(code or "")
    return rij is not None and rij.pseudoniemen is not None


def wordt_gelezen(regels: Convenantregels, code: str) -> bool:
    """Whether somebody has to read it for it to do anything."""
    rij = regels.stukken.get(code)
    return rij is not None and not (rij.pseudoniemen is not None or rij.beantwoordt)


def gaat_eigen_weg(regels: Convenantregels, code: str) -> bool:
    """Whether it is given by doing something else, and never typed.

    Making a list final, answering a request or a proposal, putting a list under numbers, reporting
    a meeting.
    """
    rij = regels.stukken.get(code)
    return (
        (rij is not None and rij.bij_besluit)
        or not wordt_gelezen(regels, code)
        or is_genummerd(regels, code)
        or is_van_overleg(regels, code)
    )


def zelf_te_geven(regels: Convenantregels, partij: str) -> list[str]:
    """The stukken an official of this party can give by hand, to whomever."""
    return [
        code
        for code in regels.stukken
        if is_deelbaar(regels, code)
        and not gaat_eigen_weg(regels, code)
        and any(van == partij != naar for van, naar in regels.stukregels[code])
    ]


def is_genummerd(regels: Convenantregels, code: str) -> bool:
    """Whether people stand in it under a number: for who decides on the group."""
    rij = regels.stukken.get(code)
    return rij is not None and rij.genummerd is not None


def is_van_overleg(regels: Convenantregels, code: str) -> bool:
    """Whether it is the report of a meeting, or what is said of one: for who was there."""
    rij = regels.stukken.get(code)
    return rij is not None and rij.overleg is not None

"""Which leaves go into a proof bundle: what is about the question, and the asker's to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from gateway.fouten import NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bladen import nog_heel, nummers_onder
from gateway.logboek.inzage import zichtbaar_blad
from gateway.registers.berichten import Berichtenregister
from gateway.toegang.zicht import Raadpleger
from gateway.zoekregister.regels import EINDELOOS, afloop_na
from shared.logboek.fouten import BladOpgeschoond


@dataclass(frozen=True, slots=True)
class Keuze:
    """Numbers of the leaves that go in, and of those that would have but say nothing anymore."""

    nummers: list[int]
    opgeschoond: list[int]


def eigen(verbinding: Connection, bericht: str, wie: Raadpleger) -> list[str]:
    """The message, if this caller may ask for it: also of what lost its body nothing shows."""
    stand = Berichtenregister(verbinding).een(bericht)
    zijn = stand is not None and wie.partij in (None, stand.afzender, stand.ontvanger)
    return [bericht] if zijn else []


def bladen_van(verbinding: Connection, berichten: Sequence[str]) -> list[int]:
    """Decisions on these messages, what came back, that they were said, and what came back then."""
    besluiten = nummers_onder(verbinding, [*map(bladsleutels.besluit, berichten)])
    terug = nummers_onder(verbinding, [*map(bladsleutels.bevestiging, berichten)])
    return sorted({*besluiten, *terug, *afloop_na(verbinding, besluiten, EINDELOOS)})


def kies(verbinding: Connection, nummers: Sequence[int], wie: Raadpleger, *, alle: bool) -> Keuze:
    """What of these the caller may see. `alle`: `NietGevonden` when one of them is not his."""
    keuze = Keuze([], [])
    for nummer in nummers:
        try:
            zichtbaar_blad(verbinding, nummer, wie)
            keuze.nummers.append(nummer)
        except BladOpgeschoond:
            keuze.opgeschoond.append(nummer)
        except NietGevonden:
            if alle:
                raise
    return keuze


def wat_er_nog_is(verbinding: Connection, nummers: Sequence[int]) -> Keuze:
    """These leaves, whose asker may see them, without those that lost their body."""
    heel = nog_heel(verbinding, nummers)
    return Keuze(
        [nummer for nummer in nummers if nummer in heel],
        [nummer for nummer in nummers if nummer not in heel],
    )

"""Who reads the log, and which leaves are theirs to see: what `toegang` decides with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.registers.berichten import Berichtenregister
from gateway.toegang.raadpleger import Raadpleger as Raadpleger
from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.tijd import utc_tekst
from shared.bewijsbundel.blad.handtekeningen import AANSTELLING
from shared.logboek.bladen import Blad, Bladsoort, GelezenBlad, maak_blad

_VOOR_ELKE_PARTIJ = frozenset({Bladsoort.GROEPSBESLUIT, Bladsoort.PARTIJ, Bladsoort.CONVENANT})
_ALARMEN = frozenset({"alarm", "alarm-overgang"})
_VAN_EEN_PARTIJ = frozenset(
    {Bladsoort.AUTORISATIE, Bladsoort.RAADPLEGING, Bladsoort.OVERLEG, Bladsoort.VERNIETIGING}
)
IEDER = "*"
"""Stands for every party, where parties are named whose it is to see something."""

_AANSTELLINGSLEDEN = frozenset({AANSTELLING, "beeindiging"})


def mag_zien(raadpleger: Raadpleger, blad: GelezenBlad, verbinding: Connection) -> bool:
    """Whether a leaf is this caller's to see. What no line here allows, is not."""
    if raadpleger.partij is None:
        return True
    partijen = zichtbaar_voor(blad.soort, blad.velden, lambda een: _wisselden(een, verbinding))
    return bool({IEDER, raadpleger.partij} & partijen)


def zichtbaar_voor(
    soort: Bladsoort,
    velden: Mapping[str, JsonWaarde],
    wisselden: Callable[[str], Collection[str]],
) -> frozenset[str]:
    """The parties whose it is to see a leaf, `IEDER` for every party; empty: of none of them.

    `wisselden`: of a message the parties that sent and received it.
    """
    if soort in _VOOR_ELKE_PARTIJ or _over_aanstelling(soort, velden):
        return frozenset({IEDER})
    if soort is Bladsoort.BESLUIT:
        return _partijen_van(velden["kop"])
    if soort is Bladsoort.BEVESTIGING:
        return frozenset(wisselden(str(velden["id"])))
    if soort is Bladsoort.MONDELING:
        berichten = _lijst(velden.get("berichten"))
        return frozenset(partij for een in berichten for partij in wisselden(str(een)))
    if soort is Bladsoort.INCIDENT and velden.get("incident") in _ALARMEN:
        return frozenset(map(str, _lijst(velden["partijen"])))
    if soort in _VAN_EEN_PARTIJ and velden.get("partij") is not None:
        return frozenset({str(velden["partij"])})
    return frozenset()


def _over_aanstelling(soort: Bladsoort, velden: Mapping[str, JsonWaarde]) -> bool:
    """An auditor's appointment is every party's: each signed it, and each may end it."""
    return soort is Bladsoort.AUTORISATIE and bool(_AANSTELLINGSLEDEN & velden.keys())


def _wisselden(bericht: str, verbinding: Connection) -> tuple[str, ...]:
    """The parties that sent and received a message."""
    stand = Berichtenregister(verbinding).een(bericht)
    return () if stand is None else (stand.afzender, stand.ontvanger)


def _lijst(waarde: object) -> Sequence[object]:
    return waarde if isinstance(waarde, list) else ()


def _partijen_van(kop: object) -> frozenset[str]:
    wie = (kop["afzender"], kop["ontvanger"]) if isinstance(kop, Mapping) else ()
    return frozenset(map(str, wie))


def raadpleging(raadpleger: Raadpleger, vraag: dict[str, Any], nu: datetime) -> Blad:
    """The leaf that says who read what; `vraag` holds references and times only."""
    return maak_blad("raadpleging", utc_tekst(nu), **raadpleger.voor_log(), vraag=vraag)

"""What the start decision can rest on: the three criteria of covenant 5.3, counted. Pure.

What counts is the covenant's own rule (`shared.convenant.poorten.groep`), the same the gateway
decides by; here it is applied to the reports the gemeente recorded, with for each the reason why
it does or does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from shared.bericht.jsonvorm import b64url
from shared.convenant.besluit import Reden
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.startcriteria import startgebreken, waarom_niet
from shared.convenant.verzoek import Startbesluit

DICHTBIJ: Final = timedelta(days=1)
INGETROKKEN: Final = "ingetrokken"
ZONDER_KENMERK: Final = "zonder-kenmerk"
UITLEG: Final[Mapping[str, str]] = MappingProxyType(
    {
        INGETROKKEN: "de melding is ingetrokken",
        ZONDER_KENMERK: "zonder kenmerk is zij bij de bron niet na te vragen",
        "bron": "deze bron telt niet voor het startbesluit",
        "te-oud": "de melding is van te lang voor het startbesluit",
        "te-nieuw": "de melding is van na het startbesluit",
    }
)


@dataclass(frozen=True)
class Melding:
    """A report as evidence. Two with the same ``incident`` are one (E12).

    ``na_te_vragen``: its source gave it itself, or it has a reference the source knows it by.
    """

    id: str
    bron: str
    datum: date
    incident: str
    plek: str
    ingetrokken: bool = False
    na_te_vragen: bool = True


@dataclass(frozen=True)
class Geteld:
    """A report and, where it does not count, why not: a key of ``UITLEG``."""

    melding: Melding
    waarom_niet: str | None


@dataclass(frozen=True)
class Beeld:
    """What is recorded about a group. ``groepsverband``: what a human declared (E11).

    ``interventies``: the days of documented interventions after which the nuisance stayed (E13).
    ``zout``: the group's salt for the commitments on its incidents; it stays here.
    """

    meldingen: Sequence[Melding]
    interventies: Sequence[date]
    groepsverband: bool
    zout: bytes = field(repr=False)


@dataclass(frozen=True)
class Startcijfers:
    """The evidence on one day. ``ontbreekt``: the covenant's reasons why it is not enough yet."""

    datum: date
    groepsverband: bool
    eerdere_interventie: bool
    meldingen: tuple[Geteld, ...]
    incidenten: tuple[str, ...]
    nodig: int
    ontbreekt: tuple[Reden, ...]
    zout: bytes = field(repr=False)

    def gegevens(self) -> dict[str, Any]:
        """The ``gegevens`` of a groepsbesluit: only what counts, in counts and dates.

        An incident is a commitment: the same one is the same here, and says nothing elsewhere.
        """
        return {
            "datum": self.datum.isoformat(),
            "groepsverband": self.groepsverband,
            "eerdereInterventie": self.eerdere_interventie,
            "meldingen": [
                {
                    "datum": een.melding.datum.isoformat(),
                    "bron": een.melding.bron,
                    "incident": commitment(self.zout, een.melding.incident),
                }
                for een in self.meldingen
                if een.waarom_niet is None
            ],
        }

    def onder(self, gebonden: Collection[str]) -> list[Geteld]:
        """The reports under a decision that names these commitments; also one withdrawn since."""
        return [
            een
            for een in self.meldingen
            if een.waarom_niet in (None, INGETROKKEN)
            and commitment(self.zout, een.melding.incident) in gebonden
        ]


def tel(beeld: Beeld, op: date, regels: Convenantregels) -> Startcijfers:
    """The evidence as it is for a start decision of the day ``op``."""
    geteld = tuple(Geteld(m, _waarom_niet(m, op, regels)) for m in _op_datum(beeld.meldingen))
    cijfers = Startcijfers(
        datum=op,
        groepsverband=beeld.groepsverband,
        eerdere_interventie=any(dag <= op for dag in beeld.interventies),
        meldingen=geteld,
        incidenten=tuple(sorted({g.melding.incident for g in geteld if g.waarom_niet is None})),
        nodig=regels.start.aantal,
        ontbreekt=(),
        zout=beeld.zout,
    )
    besluit = Startbesluit.model_validate(cijfers.gegevens())
    redenen = tuple(
        _reden(regels, code, waarde, wel)
        for code, waarde, wel in startgebreken(besluit, regels.start)
    )
    return replace(cijfers, ontbreekt=redenen)


def commitment(zout: bytes, incident: str) -> str:
    """b64url(SHA-256(salt || reference of the incident))."""
    return b64url(sha256(zout + incident.encode()).digest())


def zelfde_incident(meldingen: Sequence[Melding]) -> list[tuple[Melding, Melding]]:
    """Reports of different incidents that may well be one: same place, a day apart at most."""
    geldig = _op_datum([m for m in meldingen if not m.ingetrokken])
    return [
        (een, ander)
        for nummer, een in enumerate(geldig)
        for ander in geldig[nummer + 1 :]
        if een.incident != ander.incident
        and ander.datum - een.datum <= DICHTBIJ
        and _vlak(een.plek) == _vlak(ander.plek)
    ]


def _waarom_niet(melding: Melding, op: date, regels: Convenantregels) -> str | None:
    if melding.ingetrokken:
        return INGETROKKEN
    if not melding.na_te_vragen:
        return ZONDER_KENMERK
    return waarom_niet(melding.bron, melding.datum, op, regels.start)


def _op_datum(meldingen: Sequence[Melding]) -> list[Melding]:
    return sorted(meldingen, key=lambda melding: (melding.datum, melding.id))


def _vlak(plek: str) -> str:
    return "".join(teken for teken in plek.casefold() if teken.isalnum())


def _reden(regels: Convenantregels, code: str, waarde: str, wel: str) -> Reden:
    rij = regels.redenen[code]
    uitleg = rij.uitleg.format(waarde=waarde, wel=wel)
    return Reden(code, rij.poort, None, rij.convenant, rij.wet, rij.interpretatie, uitleg)

"""What this party remembers of the others: their documents, and what was decided here on them.

A document that follows on what was seen is kept the moment it is seen, and told to whoever
controls: it counts until somebody here refuses it. What does not follow never counts; it is kept
as evidence, told, and left as a trail for the alarm rules, once for the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.partijen.partijdocument import (
    GetekendDocument,
    Pin,
    Schakel,
    lees_partijdocument,
)
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bestand.toegang.spoor import meld_partijbeeld
from shared.convenant.termijnen import datum_nl
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.fouten import Conflict, NietGevonden
from shared.tijd.klok import Klok
from shared.verzenden.partijdocumenten.ketens import (
    Afwijking,
    Bekend,
    Getoond,
    Partijgegevens,
    Uitkomst,
    gegevens_uit,
    vergelijk,
    wijzigingen,
)
from shared.verzenden.partijdocumenten.tabellen import PartijafwijkingRij, PartijdocumentRij, Stand


@dataclass(frozen=True)
class Gewijzigd:
    """A party said something new about itself. ``wat``: which members are not as before."""

    partij: str
    versie: int
    wat: tuple[str, ...]


Bericht = Gewijzigd | Afwijking
Vertel = Callable[[Session, Bericht, datetime], None]
"""Promises the news to this party's own people, in the transaction that keeps it."""


class Partijgeheugen:
    """The documents in this party's file. ``eigen``: which party this is; ``pins``: the OIN of
    each party, its own included."""

    def __init__(
        self,
        schrijven: SessieMaker,
        lezen: SessieMaker,
        klok: Klok,
        eigen: str,
        pins: Mapping[str, str],
        vertrouwen: Vertrouwenslijst,
        vertel: Vertel,
    ) -> None:
        self._schrijven = schrijven
        self._lezen = lezen
        self._klok = klok
        self._eigen = eigen
        self._pins = dict(pins)
        self._vertrouwen = vertrouwen
        self._vertel = vertel

    def neem(self, getoond: Mapping[str, Getoond]) -> dict[str, Partijgegevens]:
        """Every party that can be used now, after looking at what the gateway shows of each."""
        nu = self._klok()
        with transactie(self._lezen) as sessie:
            bekend = _ketens(sessie)
        gegevens: dict[str, Partijgegevens] = {}
        for code in self._pins.keys() | getoond.keys():
            uitkomst = self._vergelijk(code, bekend.get(code, ()), getoond.get(code))
            if uitkomst.nieuw or uitkomst.afwijking is not None:
                self._bewaar(code, uitkomst, eerste=code not in bekend, nu=nu)
            gelezen = gegevens_uit(uitkomst.keten, self._vertrouwen, nu)
            if gelezen is not None:
                gegevens[code] = gelezen
        return gegevens

    def niet_getoond(self, melding: str) -> None:
        """The gateway refuses this party, of which it knows who it is: once a day that is told."""
        nu = self._klok()
        zin = f"De gateway weigert deze partij te tonen wie de partijen zijn: {melding}"
        afwijking = Afwijking(self._eigen, f"geweigerd {datum_nl(nu).isoformat()}", zin)
        with transactie(self._schrijven) as sessie:
            self._bewaar_afwijking(sessie, afwijking, nu)

    def _vergelijk(self, code: str, bekend: Sequence[Bekend], getoond: Getoond | None) -> Uitkomst:
        oin = self._pins.get(code)
        if oin is not None:
            return vergelijk(Pin(code, oin), bekend, getoond, self._vertrouwen)
        zin = "De gateway toont een partij die in de instellingen van deze partij niet staat."
        return Uitkomst((), 0, Afwijking(code[:63], "onbekend", zin))

    def _bewaar(self, code: str, uitkomst: Uitkomst, *, eerste: bool, nu: datetime) -> None:
        """Kept, and told but for what a party said before this one first looked."""
        with transactie(self._schrijven) as sessie:
            for plaats in range(len(uitkomst.keten) - uitkomst.nieuw, len(uitkomst.keten)):
                een = uitkomst.keten[plaats]
                if sessie.get(PartijdocumentRij, (code, plaats + 1)) is not None:
                    continue
                sessie.add(_rij(een, nu))
                if not eerste:
                    wat = tuple(wijzigingen(uitkomst.keten, plaats))
                    self._vertel(sessie, Gewijzigd(code, plaats + 1, wat), nu)
            if uitkomst.afwijking is not None:
                self._bewaar_afwijking(sessie, uitkomst.afwijking, nu)

    def _bewaar_afwijking(self, sessie: Session, afwijking: Afwijking, nu: datetime) -> None:
        sleutel = (afwijking.partij, afwijking.kenmerk)
        if sessie.get(PartijafwijkingRij, sleutel) is not None:
            return
        rij = PartijafwijkingRij(
            partij=afwijking.partij, kenmerk=afwijking.kenmerk, melding=afwijking.melding,
            gezien_op=nu,
        )  # fmt: skip
        sessie.add(rij)
        if afwijking.partij in self._pins:
            meld_partijbeeld(sessie, nu, afwijking.partij)
        self._vertel(sessie, afwijking, nu)


def alle_documenten(sessie: Session) -> list[PartijdocumentRij]:
    """Every document seen, by party and version."""
    vraag = select(PartijdocumentRij).order_by(PartijdocumentRij.partij, PartijdocumentRij.versie)
    return list(sessie.scalars(vraag))


def alle_afwijkingen(sessie: Session) -> list[PartijafwijkingRij]:
    """What was shown that did not hold, the newest first."""
    rij = PartijafwijkingRij
    return list(sessie.scalars(select(rij).order_by(rij.gezien_op.desc(), rij.partij, rij.kenmerk)))


def keten_uit(rijen: Sequence[PartijdocumentRij]) -> tuple[Bekend, ...]:
    """One party's documents, in order of version, out of its rows."""
    return tuple(_bekend(rij) for rij in rijen)


def beoordeel(
    sessie: Session, partij: str, versie: int, stand: Stand, door: str, reden: str, nu: datetime
) -> None:
    """Somebody here decides on a document. Raises ``NietGevonden`` and, twice alike, ``Conflict``.

    The same person or another may decide otherwise later: a refusal that proved a mistake.
    """
    rij = sessie.get(PartijdocumentRij, (partij, versie), with_for_update=True)
    if rij is None:
        raise NietGevonden("Van deze partij is hier geen document met dit nummer gezien.")
    if rij.stand == stand:
        raise Conflict(f"Dit document is al {stand.value}.")
    rij.stand, rij.beoordeeld_op, rij.beoordeeld_door, rij.reden = stand.value, nu, door, reden


def _ketens(sessie: Session) -> dict[str, tuple[Bekend, ...]]:
    per_partij: dict[str, list[PartijdocumentRij]] = {}
    for rij in alle_documenten(sessie):
        per_partij.setdefault(rij.partij, []).append(rij)
    return {code: keten_uit(rijen) for code, rijen in per_partij.items()}


def _bekend(rij: PartijdocumentRij) -> Bekend:
    """Out of the own file: it was verified when it was kept."""
    inhoud = rij.inhoud.encode()
    schakel = Schakel(lees_partijdocument(inhoud), GetekendDocument(inhoud, rij.handtekening))
    pems: dict[str, str] = json.loads(rij.certificaten)
    certificaten = {naam: Certificaat.uit_pem(pem) for naam, pem in pems.items()}
    return Bekend(schakel, certificaten, geweigerd=rij.stand == Stand.GEWEIGERD)


def _rij(een: Bekend, nu: datetime) -> PartijdocumentRij:
    document, getekend = een.schakel.document, een.schakel.getekend
    return PartijdocumentRij(
        partij=document.code,
        versie=document.versie,
        digest=een.schakel.digest,
        inhoud=getekend.inhoud.decode(),
        handtekening=getekend.handtekening,
        certificaten=json.dumps({naam: c.pem for naam, c in sorted(een.certificaten.items())}),
        gezien_op=nu,
        stand=Stand.GEZIEN.value,
    )

"""What the OM states about a person of its own file, and the sources that carry it.

A name, an address, that somebody is known here: such an item too may rest on a case that ended in
an acquittal, or on a query that may not be used (3.2, 5.1; B7, B10, D13). So a human states it, per
person, and without that the toetsing refuses the item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from services.om.gegevens.vormen import Omverklaring, attestatie
from services.om.verklaring.tabellen import OmverklaringRij
from shared.bestand.correcties import Correctie, leg_correctie_vast
from shared.bestand.dossier.bronnen import Gegevens
from shared.partij.fouten import NietGevonden, VersieVerouderd
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Brongegeven, Gegevensbron, Gevonden, Lezing
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok

SOORT = "omverklaring"
_NAMEN = tuple(Omverklaring.model_fields)
#: Of somebody who only came here with a message the OM has no case to rest on.
_NIETS_VAN_HIER = Omverklaring.model_construct(
    herleiding_anderen_voorkomen=True, jds_bevraagd=False, geen_sepot_of_vrijspraak=True
)


@dataclass(frozen=True)
class Verklaard:
    """A recorded statement with its version."""

    persoon_id: str
    versie: int
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    invoer: Omverklaring


class Omverklaringen:
    """Reads and writes the statement within the caller's transaction; never commits."""

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok

    def lees(self, persoon: Persoon) -> Verklaard:
        """Raises ``NietGevonden`` when nothing was stated yet."""
        rij = self._sessie.get(OmverklaringRij, persoon.id)
        if rij is None:
            raise NietGevonden("Over deze persoon is dit nog niet verklaard.")
        return _open(rij)

    def leg_vast(
        self,
        persoon: Persoon,
        invoer: Omverklaring,
        *,
        door: str,
        verwachte_versies: Callable[[int], bool],
    ) -> tuple[Verklaard, bool]:
        """Adds or replaces it; the second value tells whether it is the first.

        What it replaces stays in the history. Raises ``VersieVerouderd``.
        """
        nu = self._klok()
        rij = self._sessie.get(OmverklaringRij, persoon.id, with_for_update=True)
        if rij is None:
            rij = OmverklaringRij(persoon_id=persoon.id, versie=1, aangemaakt_op=nu)
            _vul(rij, invoer, door, nu)
            self._sessie.add(rij)
            self._sessie.flush()
            return _open(rij), True
        if not verwachte_versies(rij.versie):
            raise VersieVerouderd("Iemand anders heeft deze verklaring intussen gewijzigd.")
        oud = _open(rij).invoer
        if oud != invoer:
            rij.versie += 1
            _vul(rij, invoer, door, nu)
            correctie = Correctie(
                SOORT, persoon.id, persoon.id, rij.versie, nu, door, "Verklaring gewijzigd.",
                oud.model_dump(by_alias=True),
            )  # fmt: skip
            leg_correctie_vast(self._sessie, self._kluis, persoon.sleutel_id, correctie)
            self._sessie.flush()
        return _open(rij), False


@dataclass(frozen=True)
class Verklaarbron:
    """A source from the person file, with what was stated about that person."""

    gewoon: Gegevensbron

    @property
    def gegevenssoort(self) -> str:
        """Code of the kind in the covenant file."""
        return self.gewoon.gegevenssoort

    def lees(self, sessie: Session, persoon: Persoon, gegeven_id: str | None) -> Brongegeven:
        """The person's data; without a statement it carries none, and so may not leave."""
        return self._verklaard(
            partial(self.gewoon.lees, sessie, persoon, gegeven_id), sessie, persoon
        )

    def alle(self, sessie: Session, personen: Sequence[Persoon]) -> Mapping[str, Gevonden]:
        """As the file has it: whether it may leave, the statement says when it is read."""
        gewoon = self.gewoon.alle(sessie, personen)
        return {
            persoon.id: [
                (gegeven_id, partial(self._verklaard, lees, sessie, persoon))
                for gegeven_id, lees in gewoon[persoon.id]
            ]
            for persoon in personen
        }

    def _verklaard(self, lees: Lezing, sessie: Session, persoon: Persoon) -> Brongegeven:
        gegeven = lees()
        return replace(gegeven, kenmerken=_kenmerken(sessie, persoon), weet=_WEET)


#: Nobody attests these with a message: they are stated here, or not at all.
_WEET = frozenset(attestatie(_NIETS_VAN_HIER))


def verklaard(bronnen: Mapping[str, Gegevensbron]) -> dict[str, Gegevensbron]:
    """These sources, each with what was stated."""
    return {code: Verklaarbron(bron) for code, bron in bronnen.items()}


def _kenmerken(sessie: Session, persoon: Persoon) -> Gegevens | None:
    if persoon.herkomst != "eigen":
        return attestatie(_NIETS_VAN_HIER)
    rij = sessie.get(OmverklaringRij, persoon.id)
    return None if rij is None else attestatie(_open(rij).invoer)


def _vul(rij: OmverklaringRij, invoer: Omverklaring, door: str, nu: datetime) -> None:
    for naam in _NAMEN:
        setattr(rij, naam, getattr(invoer, naam))
    rij.gewijzigd_op, rij.gewijzigd_door = nu, door


def _open(rij: OmverklaringRij) -> Verklaard:
    waarden = {naam: getattr(rij, naam) for naam in _NAMEN}
    invoer = Omverklaring.model_validate(waarden, by_name=True)
    return Verklaard(rij.persoon_id, rij.versie, rij.aangemaakt_op, rij.gewijzigd_op, invoer)

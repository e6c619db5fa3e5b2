"""Writing, changing and laying down the documents of a group, with every version kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.groepsdocumenten.tabellen import DocumentversieRij, GroepsdocumentRij
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast
from shared.partij.fouten import Conflict, NietGevonden

Versie_eis = Callable[[int], bool]


@dataclass(frozen=True)
class Document:
    """A document, or one of its versions."""

    groep: str
    soort: str
    inhoud: dict[str, Any]
    versie: int
    vastgesteld: bool
    tijdstip: datetime
    door: str


class Documenten:
    """The documents in this party's file. Works within the caller's transaction."""

    def __init__(self, sessie: Session, nu: datetime) -> None:
        self._sessie = sessie
        self._nu = nu

    def zoek(self, groep: str, soort: str) -> Document | None:
        """The document as it is now."""
        rij = self._sessie.get(GroepsdocumentRij, (groep, soort))
        return None if rij is None else _document(rij)

    def lees(self, groep: str, soort: str) -> Document:
        """The document as it is now. Raises ``NietGevonden``."""
        gevonden = self.zoek(groep, soort)
        if gevonden is None:
            raise NietGevonden("Dit document is er nog niet.")
        return gevonden

    def versies(self, groep: str, soort: str) -> list[Document]:
        """Every version, the first one first."""
        vraag = select(DocumentversieRij).where(
            DocumentversieRij.groep == groep, DocumentversieRij.soort == soort
        )
        rijen = self._sessie.scalars(vraag.order_by(DocumentversieRij.versie))
        return [
            Document(r.groep, r.soort, r.inhoud, r.versie, r.vastgesteld, r.tijdstip, r.door)
            for r in rijen
        ]

    def schrijf(
        self, groep: str, soort: str, inhoud: Mapping[str, Any], eis: Versie_eis, door: str
    ) -> Document:
        """A new document, or a new version of it from the one the caller read; a concept again.

        Its writer confirmed that nobody is in it (D4).
        """
        rij = self._sessie.get(GroepsdocumentRij, (groep, soort), with_for_update=True)
        if rij is None:
            rij = GroepsdocumentRij(groep=groep, soort=soort, versie=0)
            self._sessie.add(rij)
        else:
            eis(rij.versie)
        rij.inhoud = dict(inhoud)
        leg_bevestiging_vast(
            self._sessie, "groepsdocument", f"{groep}:{soort}", rij.versie + 1, door=door,
            nu=self._nu,
        )  # fmt: skip
        return self._bewaar(rij, vastgesteld=False, door=door)

    def stel_vast(self, groep: str, soort: str, eis: Versie_eis, door: str) -> Document:
        """Lays down the version the caller read. Raises ``NietGevonden`` or ``Conflict``."""
        rij = self._sessie.get(GroepsdocumentRij, (groep, soort), with_for_update=True)
        if rij is None:
            raise NietGevonden("Dit document is er nog niet.")
        eis(rij.versie)
        if rij.vastgesteld:
            raise Conflict("Deze versie is al vastgesteld.")
        return self._bewaar(rij, vastgesteld=True, door=door)

    def _bewaar(self, rij: GroepsdocumentRij, *, vastgesteld: bool, door: str) -> Document:
        rij.versie += 1
        rij.vastgesteld = vastgesteld
        rij.gewijzigd_op, rij.gewijzigd_door = self._nu, door
        self._sessie.add(
            DocumentversieRij(
                groep=rij.groep,
                soort=rij.soort,
                versie=rij.versie,
                inhoud=rij.inhoud,
                vastgesteld=vastgesteld,
                tijdstip=self._nu,
                door=door,
            )
        )
        self._sessie.flush()
        return _document(rij)


def teksten(waarde: object, pad: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a document with its JSON Pointer."""
    if isinstance(waarde, str):
        yield pad, waarde
    elif isinstance(waarde, Mapping):
        for naam, deel in waarde.items():
            yield from teksten(deel, f"{pad}/{naam}")
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            yield from teksten(deel, f"{pad}/{nummer}")


def _document(rij: GroepsdocumentRij) -> Document:
    return Document(
        rij.groep, rij.soort, dict(rij.inhoud), rij.versie, rij.vastgesteld, rij.gewijzigd_op,
        rij.gewijzigd_door,
    )  # fmt: skip

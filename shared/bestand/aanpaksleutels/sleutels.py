"""Under which key something is sealed that a group's approach brought about a person.

A key is made the first time something is kept for it. Where a seal is made before the transaction
that writes the row (``kies``), the row of the key goes with that transaction (``leg_vast``); of a
transaction that rolls back a key is left that seals nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels import opslag
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.kluis.fouten import ZegelGebroken
from shared.partij.fouten import Vernietigd
from shared.partij.zegel import Kluispoort, open_json
from shared.tijd.klok import Klok


class Aanpaksleutels:
    """Finds or makes the keys of one group's approach; never commits."""

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok

    def van(self, groep: str, personen: Collection[str], doel: Doel) -> dict[str, str]:
        """The key of each, made where there is none. Raises ``Vernietigd``."""
        sleutels, nieuw = self.kies(groep, personen, doel)
        leg_vast(self._sessie, nieuw)
        return sleutels

    def kies(
        self, groep: str, personen: Collection[str], doel: Doel
    ) -> tuple[dict[str, str], list[AanpaksleutelRij]]:
        """The same without writing: the rows of the keys that were made are the second value."""
        sleutels = opslag.in_gebruik(self._sessie, groep, personen, doel)
        nieuw = [
            AanpaksleutelRij(
                sleutel_id=self._kluis.maak_sleutel(),
                persoon_id=persoon_id,
                groep=groep,
                doel=doel,
                gemaakt_op=self._klok(),
            )
            for persoon_id in sorted(set(personen) - sleutels.keys())
        ]
        return sleutels | {rij.persoon_id: rij.sleutel_id for rij in nieuw}, nieuw


def leg_vast(sessie: Session, nieuw: Sequence[AanpaksleutelRij]) -> None:
    """Keeps which keys were made. Raises ``Vernietigd`` for who was destroyed in the meantime."""
    for rij in nieuw:
        persoon = opslag.vergrendel_persoon(sessie, rij.persoon_id)
        if persoon is not None and persoon.sleutel_id is None:
            raise Vernietigd("De gegevens van deze persoon zijn vernietigd.")
        sessie.add(rij)


def open_onder(
    kluis: Kluispoort, sleutels: Collection[str], plaats: str, verzegeld: bytes
) -> dict[str, object]:
    """Opens what is sealed under one of these keys, where the row does not say which.

    Raises ``Vernietigd`` when none of them opens it and one of them is gone, ``ZegelGebroken``.
    """
    weg: Vernietigd | None = None
    for sleutel in sleutels:
        try:
            return open_json(kluis, sleutel, plaats, verzegeld)
        except ZegelGebroken:
            continue
        except Vernietigd as fout:
            weg = fout
    raise ZegelGebroken if weg is None else weg

"""External keys of persons: sealed with the person, found by a keyed index, gone with the person.

They are for the party's own system to find its own person again. No message reads them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.correcties import Correctie, leg_correctie_vast
from shared.bestand.personen.register import SOORT
from shared.bestand.personen.sleuteltabellen import ExterneSleutelRij
from shared.bestand.personen.sleutelvormen import ExterneSleutel
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.bestand.toegang.taakgrens import Taakgrens
from shared.bestand.zoekvakken.opslag import vergrendel
from shared.bestand.zoekvakken.vakken import Zoekvakken
from shared.partij.fouten import Conflict, Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.poorten.meegaand import alle_rijen
from shared.partij.zegel import Kluispoort, open_json, verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok

VELD = "externeSleutels"


class SleutelBezet(Conflict):
    """The key is of somebody else in this file: ``persoon_id``, whom no answer names."""

    def __init__(self, persoon_id: str) -> None:
        super().__init__(
            "Deze externe sleutel is in uw bestand al van een andere persoon. Verbeter die "
            "eerst, of kijk of het dezelfde persoon is."
        )
        self.persoon_id = persoon_id


class Sleutelregister:
    """Reads and writes external keys within the caller's transaction; never commits."""

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok
        self._vakken = Zoekvakken(sessie, kluis, klok)

    def van(self, personen: Collection[Persoon]) -> dict[str, list[ExterneSleutel]]:
        """The keys of each of these persons, in order of system and key."""
        sleutel_ids = {een.id: een.sleutel_id for een in personen}
        tabel = ExterneSleutelRij
        gevonden: dict[str, list[ExterneSleutel]] = {een.id: [] for een in personen}
        for rij in self._sessie.scalars(select(tabel).where(tabel.persoon_id.in_(sleutel_ids))):
            waarden = open_json(
                self._kluis, sleutel_ids[rij.persoon_id], sleutelplaats(rij.id), rij.zegel
            )
            # Not checked again: what was in order then is shown as it is.
            gevonden[rij.persoon_id].append(ExterneSleutel.model_construct(**waarden))
        return {wie: sorted(rij, key=_volgorde) for wie, rij in gevonden.items()}

    def zoek(self, gezocht: ExterneSleutel, taak: Taakgrens) -> str | None:
        """The person with exactly this key, if he belongs to the task."""
        tabel = ExterneSleutelRij
        return self._sessie.scalar(
            select(tabel.persoon_id).where(
                tabel.zoekindex.in_(self._indexen(gezocht)), taak.personen(tabel.persoon_id)
            )
        )

    def geef(self, persoon: Persoon, sleutels: Sequence[ExterneSleutel], *, door: str) -> None:
        """The keys of a person who is new. Raises ``SleutelBezet`` for a key of somebody else."""
        for sleutel in sleutels:
            self._voeg_toe(persoon, sleutel, door)
        self._sessie.flush()

    def vervang(
        self, persoon: Persoon, sleutels: Sequence[ExterneSleutel], *, reden: str, door: str
    ) -> bool:
        """All keys of a person, with what they were kept as a correction; whether any changed.

        The caller holds the person's row. Raises ``SleutelBezet`` for a key of somebody else.
        """
        oud = self.van([persoon])[persoon.id]
        if set(oud) == set(sleutels):
            return False
        tabel = ExterneSleutelRij
        index = self._vakken.van(persoon.id)
        weg = [index.externe_sleutel(*_volgorde(een)) for een in oud if een not in sleutels]
        self._sessie.execute(delete(tabel).where(tabel.zoekindex.in_(weg)))
        self.geef(persoon, [een for een in sleutels if een not in oud], door=door)
        self._leg_vast(persoon, oud, reden, door)
        return True

    def vergeet(self, personen: Collection[str]) -> int:
        """Takes the keys of these persons away, with what they were before; how many keys."""
        van_hen = ExterneSleutelRij.persoon_id.in_(personen)
        aantal = len(self._sessie.scalars(select(ExterneSleutelRij.id).where(van_hen)).all())
        self._sessie.execute(delete(ExterneSleutelRij).where(van_hen))
        vraag = select(CorrectieRij).where(
            CorrectieRij.persoon_id.in_(personen), CorrectieRij.soort == SOORT
        )
        for correctie in self._sessie.scalars(vraag):
            if VELD in correctie.velden:
                correctie.zegel = None
        self._sessie.flush()
        return aantal

    def _voeg_toe(self, persoon: Persoon, sleutel: ExterneSleutel, door: str) -> None:
        self._wacht_op_beurt(sleutel)
        bezet = select(ExterneSleutelRij.persoon_id).where(
            ExterneSleutelRij.zoekindex.in_(self._indexen(sleutel))
        )
        van_wie = self._sessie.scalar(bezet)
        if van_wie is not None:
            raise SleutelBezet(van_wie)
        kenmerk = uuid7(self._klok())
        waarden = {"systeem": sleutel.systeem, "sleutel": sleutel.sleutel}
        rij = ExterneSleutelRij(
            id=kenmerk,
            persoon_id=persoon.id,
            zegel=verzegel_json(self._kluis, persoon.sleutel_id, sleutelplaats(kenmerk), waarden),
            zoekindex=self._vakken.van(persoon.id).externe_sleutel(*_volgorde(sleutel)),
            aangemaakt_op=self._klok(),
            aangemaakt_door=door,
        )
        self._sessie.add(rij)

    def _leg_vast(
        self, persoon: Persoon, oud: Sequence[ExterneSleutel], reden: str, door: str
    ) -> None:
        """A version of the person of its own, as for every other correction."""
        rij = self._sessie.get(PersoonRij, persoon.id, with_for_update=True)
        if rij is None or rij.sleutel_id is None:
            raise Vernietigd("De gegevens van deze persoon zijn vernietigd.")
        rij.versie += 1
        rij.gewijzigd_op = self._klok()
        was = {VELD: [{"systeem": een.systeem, "sleutel": een.sleutel} for een in oud]}
        leg_correctie_vast(
            self._sessie,
            self._kluis,
            persoon.sleutel_id,
            Correctie(SOORT, rij.id, rij.id, rij.versie, rij.gewijzigd_op, door, reden, was),
        )
        self._sessie.flush()

    def _indexen(self, sleutel: ExterneSleutel) -> list[str]:
        return [een.externe_sleutel(*_volgorde(sleutel)) for een in self._vakken.alle()]

    def _wacht_op_beurt(self, sleutel: ExterneSleutel) -> None:
        """Two who give one key at once, to persons in two vakken: the second sees the first's."""
        vergrendel(self._sessie, self._kluis, [("externe-sleutel", *_volgorde(sleutel))])


def _volgorde(sleutel: ExterneSleutel) -> tuple[str, str]:
    return sleutel.systeem, sleutel.sleutel


def sleutelplaats(kenmerk: str) -> str:
    """Where an external key is sealed for."""
    return f"externe-sleutel/{kenmerk}"


SLEUTELS = alle_rijen(ExterneSleutelRij)

"""The groepsscan: the police's own look at the persons around a group (covenant 1.15; D2, E14).

Made only after the start decision and because of a reasoned, logged request; a product of the
police for the police. Nothing here is a source for a disclosure: what leaves is a politiegegeven,
with its own ground. Care signals are of this product alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services.politie.gegevens.politiegegevens import POLITIEGEGEVENS, PolitiegegevenRij
from services.politie.groepsscan.tabellen import GroepsscanRij, GroepsscansignaalRij
from services.politie.groepsscan.vormen import SignaalInvoer
from shared.bestand.aanpaksleutels import opslag as aanpakopslag
from shared.bestand.aanpaksleutels.begrippen import Doel
from shared.bestand.aanpaksleutels.sleutels import Aanpaksleutels, open_onder
from shared.bestand.afscherming.opslag import is_beperkt, verborgen_soorten
from shared.bestand.personen.persoonsvelden import verborgen_velden, zichtbaar
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.einde import groep_loopt
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.zegel import verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.verzenden.tabellen import InformatieverzoekRij
from shared.web.meldingen import Invoerfout

_BEPERKT = "is beperkt op verzoek van de betrokkene; gebruik het niet tot dat eindigt"
ZORG = "zorg"
FEIT = "feit"


@dataclass(frozen=True)
class Signaal:
    """One signal, opened."""

    rij: GroepsscansignaalRij
    omschrijving: str = field(repr=False)


@dataclass(frozen=True)
class Scanpersoon:
    """Everything the scan holds about one person."""

    persoon: Persoon
    signalen: tuple[Signaal, ...]

    def van(self, *, zorg: bool, aard: str | None = None) -> list[Signaal]:
        """Care signals, or the others of one nature."""
        return [
            s for s in self.signalen if (s.rij.soort == ZORG) == zorg and aard in (None, s.rij.aard)
        ]


class Groepsscan:
    """The use cases of one official, in the caller's transaction; never commits."""

    def __init__(self, sessie: Session, dienst: Dienst, wie: Medewerker) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._wie = wie
        self._personen = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        self._verborgen = verborgen_velden(wie, dienst.regels)

    def begin(self, groep: str, verzoek_id: str, stand: Mapping[str, Any]) -> GroepsscanRij:
        """Starts the scan a request asked for; ``stand`` is the group as the gateway has it.

        Raises ``Conflict`` before the start decision, when the group is over, or when this
        request was scanned already; ``OngeldigeInvoer`` for a request nobody made.
        """
        eis_gestart(self._dienst, stand)
        verzoek = self._sessie.get(InformatieverzoekRij, verzoek_id)
        if verzoek is None or (verzoek.richting, verzoek.groep) != ("in", groep):
            zin = "is geen informatieverzoek over deze groep aan de politie"
            raise OngeldigeInvoer([Invoerfout("/verzoekId", zin)])
        nu = self._dienst.klok()
        rij = GroepsscanRij(
            id=uuid7(nu),
            groep=groep,
            verzoek_id=verzoek_id,
            opgesteld_op=nu,
            opgesteld_door=self._wie.autorisatie_id,
        )
        try:
            with self._sessie.begin_nested():
                self._sessie.add(rij)
        except IntegrityError as fout:
            raise Conflict("Voor dit verzoek is al een groepsscan gemaakt.") from fout
        return rij

    def lijst(self, groep: str) -> Sequence[GroepsscanRij]:
        """The scans of a group, oldest first."""
        vraag = select(GroepsscanRij).where(GroepsscanRij.groep == groep).order_by(GroepsscanRij.id)
        return self._sessie.scalars(vraag).all()

    def zoek(self, groep: str, scan_id: str) -> GroepsscanRij:
        """One scan of this group. Raises ``NietGevonden``."""
        rij = self._sessie.get(GroepsscanRij, scan_id)
        if rij is None or rij.groep != groep:
            raise NietGevonden("Deze groepsscan is er niet bij deze groep.")
        return rij

    def voeg_toe(
        self, groep: str, scan_id: str, invoer: SignaalInvoer, stand: Mapping[str, Any]
    ) -> Signaal:
        """Adds a signal about a person in the police's own file, sealed for this group."""
        eis_gestart(self._dienst, stand)
        scan = self.zoek(groep, scan_id)
        persoon = self._eigen_persoon(invoer)
        rij = GroepsscansignaalRij(
            id=uuid7(self._dienst.klok()),
            scan_id=scan.id,
            groep=groep,
            persoon_id=persoon.id,
            soort=invoer.soort,
            aard=invoer.aard,
            politiegegeven_id=invoer.politiegegeven_id,
            aangemaakt_op=self._dienst.klok(),
            aangemaakt_door=self._wie.autorisatie_id,
        )
        sleutels = Aanpaksleutels(self._sessie, self._dienst.kluis, self._dienst.klok)
        rij.zegel = verzegel_json(
            self._dienst.kluis,
            sleutels.van(groep, [persoon.id], Doel.WERK)[persoon.id],
            plaats_van(rij.id),
            {"omschrijving": invoer.omschrijving},
        )
        self._sessie.add(rij)
        self._sessie.flush()
        return Signaal(rij, invoer.omschrijving)

    def verwijder(self, groep: str, scan_id: str, signaal_id: str) -> None:
        """Takes a signal out. Raises ``NietGevonden``."""
        self._signaal(groep, scan_id, signaal_id)
        self._sessie.execute(
            delete(GroepsscansignaalRij).where(GroepsscansignaalRij.id == signaal_id)
        )

    def zelfde(self, groep: str, scan_id: str, signaal_id: str, invoer: SignaalInvoer) -> Signaal:
        """What this very order added before. Raises ``NietGevonden`` once it was taken out."""
        return Signaal(self._signaal(groep, scan_id, signaal_id), invoer.omschrijving)

    def _signaal(self, groep: str, scan_id: str, signaal_id: str) -> GroepsscansignaalRij:
        rij = self._sessie.get(GroepsscansignaalRij, signaal_id)
        if rij is None or (rij.groep, rij.scan_id) != (groep, scan_id):
            raise NietGevonden("Dit signaal staat niet in deze groepsscan.")
        return rij

    def personen(self, scan_id: str) -> tuple[list[Scanpersoon], int]:
        """Everybody in the scan who can still be read, and how many signals are left out.

        Left out is what rests on a record of a kind the function does not read, and on one that is
        not there to be read: gone, or with its use restricted (covenant 11.1, c).
        """
        vraag = (
            select(GroepsscansignaalRij, PolitiegegevenRij)
            .outerjoin(
                PolitiegegevenRij, PolitiegegevenRij.id == GroepsscansignaalRij.politiegegeven_id
            )
            .where(GroepsscansignaalRij.scan_id == scan_id)
            .order_by(GroepsscansignaalRij.id)
        )
        per_persoon: dict[str, list[GroepsscansignaalRij]] = {}
        weg = 0
        for rij, gegeven in self._sessie.execute(vraag):
            if self._staat_open(rij, gegeven):
                per_persoon.setdefault(rij.persoon_id, []).append(rij)
            else:
                weg += 1
        gevonden = [self._open(persoon_id, rijen) for persoon_id, rijen in per_persoon.items()]
        return [een for een in gevonden if een is not None], weg

    def _staat_open(self, rij: GroepsscansignaalRij, gegeven: PolitiegegevenRij | None) -> bool:
        if gegeven is None:
            return rij.politiegegeven_id is None
        soort = POLITIEGEGEVENS.soort_van(gegeven)
        dicht = verborgen_soorten(self._sessie, gegeven.persoon_id)
        return self._wie.leest(soort) and soort not in dicht

    def _open(self, persoon_id: str, rijen: Sequence[GroepsscansignaalRij]) -> Scanpersoon | None:
        try:
            persoon, _ = zichtbaar(self._personen.lees(persoon_id), self._verborgen)
            signalen = tuple(Signaal(rij, self._omschrijving(persoon, rij)) for rij in rijen)
        except Vernietigd:
            return None
        return Scanpersoon(persoon, signalen)

    def _omschrijving(self, persoon: Persoon, rij: GroepsscansignaalRij) -> str:
        sleutels = aanpakopslag.van_personen(self._sessie, [persoon.id], rij.groep, Doel.WERK)
        # Before there were keys per purpose it was the person's own.
        onder = [*sorted(sleutels), persoon.sleutel_id]
        inhoud = open_onder(self._dienst.kluis, onder, plaats_van(rij.id), rij.zegel)
        return str(inhoud["omschrijving"])

    def _eigen_persoon(self, invoer: SignaalInvoer) -> Persoon:
        """Somebody in the own file, and the own record the signal rests on, if it names one."""
        fouten = []
        persoon = None
        try:
            persoon = self._personen.lees(invoer.persoon_id)
        except (NietGevonden, Vernietigd) as fout:
            fouten.append(Invoerfout("/persoonId", fout.melding))
        if invoer.politiegegeven_id is not None:
            gegeven = self._sessie.get(PolitiegegevenRij, invoer.politiegegeven_id)
            if gegeven is None or gegeven.persoon_id != invoer.persoon_id:
                zin = "is geen politiegegeven over deze persoon"
                fouten.append(Invoerfout("/politiegegevenId", zin))
            else:
                soort = POLITIEGEGEVENS.soort_van(gegeven)
                self._wie.eis_soort(soort)
                if is_beperkt(self._sessie, gegeven.persoon_id, soort, gegeven.id):
                    fouten.append(Invoerfout("/politiegegevenId", _BEPERKT))
        if fouten or persoon is None:
            raise OngeldigeInvoer(fouten)
        self._wie.eis_persoon(self._sessie, persoon.id)
        return persoon


def eis_gestart(dienst: Dienst, stand: Mapping[str, Any]) -> None:
    """Also within the police nobody looks at persons before the start decision (E14)."""
    if stand.get("startbesluit") is None:
        raise Conflict("Er is nog geen startbesluit. Een groepsscan kan pas daarna.")
    stap = dienst.regels.stappen.get(int(stand.get("stap", 0)))
    if not groep_loopt(stand) or stap is None or not stap.persoonsgegevens:
        raise Conflict("Deze groep is nu niet in een stap waarin naar personen wordt gekeken.")


def plaats_van(signaal_id: str) -> str:
    return f"groepsscansignaal/{signaal_id}"

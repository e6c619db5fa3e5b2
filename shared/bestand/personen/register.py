"""A party's own person file: sealed content, a keyed blind index, corrections with history.

The plain columns of a person say nothing about the person: an id free of meaning, where the record
came from, a version and times. All else is sealed under the person's own key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import (
    Deeldatum,
    Geboortedatum,
    lees_geboortedatum,
    vroegst,
)
from shared.bestand.afscherming.opslag import verborgen_soorten
from shared.bestand.correcties import Correctie, leg_correctie_vast
from shared.bestand.personen.geboortewijziging import meld_geboortewijziging
from shared.bestand.persoonssoorten import velden_van
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.bestand.toegang.taakgrens import ALLES, Taakgrens
from shared.bestand.zoekvakken import opslag as vakopslag
from shared.bestand.zoekvakken.vakken import Zoekvakken
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.kluis.blindeindex import BlindeIndex, OngeldigeNaam
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, Vernietigd, VersieVerouderd
from shared.partij.persoon import VELDEN, Persoon, Persoonsgegevens
from shared.partij.zegel import Kluispoort, open_json, open_json_alle, verzegel_json
from shared.tijd.kenmerk import uuid7
from shared.tijd.klok import Klok, nu_utc
from shared.web.meldingen import Invoerfout

SOORT = "persoon"
_PORTIE = 500


@dataclass(frozen=True)
class Persoonskop:
    """A person without content: what a list may show."""

    id: str
    herkomst: str
    versie: int
    aangemaakt_op: datetime
    gewijzigd_op: datetime
    vernietigd_op: datetime | None


class PersonenRegister:
    """Reads and writes persons within the caller's transaction; never commits.

    Keys live in a store apart: a key made for a transaction that rolls back is an orphan and
    harmless, and a key destroyed stays destroyed whatever happens to the row.
    """

    def __init__(self, sessie: Session, kluis: Kluispoort, klok: Klok = nu_utc) -> None:
        self._sessie = sessie
        self._kluis = kluis
        self._klok = klok
        self._vakken = Zoekvakken(sessie, kluis, klok)

    def lees(self, persoon_id: str) -> Persoon:
        """The opened person; raises ``NietGevonden`` or ``Vernietigd``."""
        return self._open(self._levende_rij(persoon_id))

    def lees_meer(self, personen: Collection[str]) -> dict[str, Persoon]:
        """The same of several, by id: those who can be read. One look-up for all of them."""
        rijen: list[PersoonRij] = []
        for begin in range(0, len(personen), _PORTIE):
            deel = sorted(personen)[begin : begin + _PORTIE]
            rijen += self._sessie.scalars(select(PersoonRij).where(PersoonRij.id.in_(deel)))
        dicht = [
            (rij, (rij.sleutel_id, persoonplaats(rij.id), rij.zegel))
            for rij in rijen
            if rij.sleutel_id is not None and rij.zegel is not None
        ]
        geopend = open_json_alle(self._kluis, [stuk for _, stuk in dicht])
        return {
            rij.id: self._uit(rij, stuk[0], waarden)
            for (rij, stuk), waarden in zip(dicht, geopend, strict=True)
            if waarden is not None
        }

    def bestaat(self, persoon_id: str) -> bool:
        """Whether the person is in the file and was not destroyed."""
        rij = self._sessie.get(PersoonRij, persoon_id)
        return rij is not None and rij.vernietigd_op is None

    def te_zien(self, mensen: Collection[str]) -> set[str]:
        """Who of these this session shows: without who is kept, or restricted for this reader."""
        gevonden: set[str] = set()
        for begin in range(0, len(mensen), _PORTIE):
            deel = sorted(mensen)[begin : begin + _PORTIE]
            gevonden.update(
                self._sessie.scalars(select(PersoonRij.id).where(PersoonRij.id.in_(deel)))
            )
        return gevonden

    def zoek(
        self, naam: str, geboortedatum: Geboortedatum, *, taak: Taakgrens = ALLES
    ) -> list[Persoon]:
        """Persons with exactly this birth date and this name (compared normalised), oldest first.

        For a machine that matches; a human looks further (``naamzoeken.Naamzoeker``). Only who
        belongs to ``taak``: of anybody else nothing is opened, so that the answer takes no longer
        for them either.
        """
        waarden = {"naam": naam, "geboortedatum": geboortedatum.isoformat()}
        indexen = [een for vak in self._vakken.alle() if (een := zoekindex(vak, waarden))]
        rijen: list[PersoonRij] = []
        for begin in range(0, len(indexen), _PORTIE):
            vraag = select(PersoonRij).where(
                PersoonRij.zoekindex.in_(indexen[begin : begin + _PORTIE]),
                taak.personen(PersoonRij.id),
            )
            rijen += self._sessie.scalars(vraag)
        return list(self._open_wat_kan(sorted(rijen, key=lambda rij: rij.id)))

    def maak(
        self,
        gegevens: Persoonsgegevens,
        *,
        door: str | None,
        herkomst: Literal["eigen", "ontvangen"] = "eigen",
        bericht_id: str | None = None,
    ) -> Persoon:
        """Adds a person under a new key of its own. ``bericht_id``: the message it came with.

        Raises ``OngeldigeInvoer`` for a birth date in the future.
        """
        nu = self._klok()
        _eis_mogelijk(gegevens, datum_nl(nu))
        persoon_id, sleutel_id = uuid7(nu), self._kluis.maak_sleutel()
        rij = PersoonRij(
            id=persoon_id,
            sleutel_id=sleutel_id,
            zegel=self._verzegel(persoon_id, sleutel_id, gegevens),
            zoekindex=self._zoekindex(persoon_id, gegevens),
            herkomst=herkomst,
            bericht_id=bericht_id,
            versie=1,
            aangemaakt_op=nu,
            aangemaakt_door=door,
            gewijzigd_op=nu,
        )
        self._sessie.add(rij)
        self._sessie.flush()
        return self._open(rij)

    def corrigeer(
        self,
        persoon_id: str,
        wijzigingen: Mapping[str, Any],
        *,
        reden: str,
        door: str | None,
        verwachte_versies: Callable[[int], bool] | None = None,
    ) -> Persoon:
        """Corrects fields; the old values and the reason are kept, sealed, as history.

        ``verwachte_versies`` says whether the current version is the one the caller read; if
        not, ``VersieVerouderd``. A correction that changes nothing leaves no trace.
        """
        rij = self._levende_rij(persoon_id, vergrendel=True)
        if verwachte_versies is not None and not verwachte_versies(rij.versie):
            raise VersieVerouderd("Iemand anders heeft deze persoon intussen gewijzigd.")
        oud = self._open(rij)
        nieuw = replace(oud.gegevens, **wijzigingen)
        velden = [veld for veld in VELDEN if getattr(nieuw, veld) != getattr(oud, veld)]
        if not velden:
            return oud
        if oud.naam is not None and nieuw.naam is None:
            raise OngeldigeInvoer(
                [Invoerfout("/naam", "kan worden verbeterd, maar niet leeggemaakt")]
            )
        rij.gewijzigd_op = self._klok()
        _eis_mogelijk(nieuw, datum_nl(rij.gewijzigd_op))
        rij.versie += 1
        rij.zegel = self._verzegel(rij.id, oud.sleutel_id, nieuw)
        rij.zoekindex = self._zoekindex(rij.id, nieuw)
        oude_waarden = {veld: _json(getattr(oud, veld)) for veld in velden}
        leg_correctie_vast(
            self._sessie,
            self._kluis,
            oud.sleutel_id,
            Correctie(
                SOORT, rij.id, rij.id, rij.versie, rij.gewijzigd_op, door, reden, oude_waarden
            ),
        )
        if "geboortedatum" in velden:
            meld_geboortewijziging(self._sessie, rij.id)
        self._sessie.flush()
        return self._open(rij)

    def vergeet(self, persoon_id: str, velden: Iterable[str]) -> None:
        """Empties fields that rest on what was taken back, and their history with them.

        Raises ``NietGevonden`` or ``Vernietigd``.
        """
        rij = self._levende_rij(persoon_id, vergrendel=True)
        oud = self._open(rij)
        nieuw = replace(oud.gegevens, **dict.fromkeys(velden))
        rij.gewijzigd_op = self._klok()
        rij.versie += 1
        rij.zegel = self._verzegel(rij.id, oud.sleutel_id, nieuw)
        rij.zoekindex = self._zoekindex(rij.id, nieuw)
        vraag = select(CorrectieRij).where(
            CorrectieRij.persoon_id == persoon_id, CorrectieRij.soort == SOORT
        )
        for correctie in self._sessie.scalars(vraag):
            if set(correctie.velden) & set(velden):
                correctie.zegel = None
        if nieuw.geboortedatum != oud.geboortedatum:
            meld_geboortewijziging(self._sessie, rij.id)
        self._sessie.flush()

    def sleutel_van(self, persoon_id: str) -> str | None:
        """The id of the person's key; ``None`` once destroyed. For destruction only."""
        return self._rij(persoon_id).sleutel_id

    def maak_leeg(self, personen: Collection[str], *, door: str | None, grond: str) -> None:
        """Empties the rows to tombstones, after the keys were destroyed. Repeatable.

        No more at once than one question holds. ``grond`` is a short code (why), never text about
        the person. Who wants to destroy a person calls ``vernietiging.vernietig_persoon``, which
        destroys the key first.
        """
        nu = self._klok()
        levend = PersoonRij.id.in_(personen), PersoonRij.sleutel_id.is_not(None)
        # In one order, so that two who destroy the same cannot wait for each other.
        slot = select(PersoonRij.id).where(*levend).order_by(PersoonRij.id).with_for_update()
        self._sessie.execute(slot)
        self._sessie.execute(
            update(PersoonRij)
            .where(*levend)
            .values(
                sleutel_id=None,
                zegel=None,
                zoekindex=None,
                vernietigd_op=nu,
                gewijzigd_op=nu,
                vernietigd_door=door,
                vernietigd_grond=grond,
            )
        )
        vakopslag.verlaat(self._sessie, personen)
        van_hen = update(CorrectieRij).where(CorrectieRij.persoon_id.in_(personen))
        self._sessie.execute(van_hen.values(zegel=None))

    def lijst(self, *, na: str | None, limiet: int, taak: Taakgrens = ALLES) -> list[Persoonskop]:
        """Persons without content, in order of id, after ``na``; at most ``limiet``.

        Only who belongs to ``taak``.
        """
        vraag = select(PersoonRij).where(taak.personen(PersoonRij.id))
        vraag = vraag.order_by(PersoonRij.id).limit(limiet)
        if na is not None:
            vraag = vraag.where(PersoonRij.id > na)
        return [_kop(rij) for rij in self._sessie.scalars(vraag)]

    def kop(self, persoon_id: str) -> Persoonskop:
        """The person without content, destroyed or not."""
        return _kop(self._rij(persoon_id))

    def _rij(self, persoon_id: str, *, vergrendel: bool = False) -> PersoonRij:
        rij = self._sessie.get(PersoonRij, persoon_id, with_for_update=vergrendel or None)
        if rij is None:
            raise NietGevonden("Deze persoon staat niet in uw bestand.")
        return rij

    def _levende_rij(self, persoon_id: str, *, vergrendel: bool = False) -> PersoonRij:
        rij = self._rij(persoon_id, vergrendel=vergrendel)
        if rij.sleutel_id is None:
            raise Vernietigd("De gegevens van deze persoon zijn vernietigd.")
        return rij

    def _open(self, rij: PersoonRij) -> Persoon:
        if rij.sleutel_id is None or rij.zegel is None:
            raise Vernietigd("De gegevens van deze persoon zijn vernietigd.")
        waarden = open_json(self._kluis, rij.sleutel_id, persoonplaats(rij.id), rij.zegel)
        return self._uit(rij, rij.sleutel_id, waarden)

    def _uit(self, rij: PersoonRij, sleutel_id: str, waarden: dict[str, Any]) -> Persoon:
        if waarden["geboortedatum"] is not None:
            waarden["geboortedatum"] = lees_geboortedatum(waarden["geboortedatum"])
        # Of one kind restricted: who only reads gets the person without it, in whichever list.
        verborgen = verborgen_soorten(self._sessie, rij.id)
        waarden |= dict.fromkeys(velden_van(verborgen, standaard_convenant()) if verborgen else ())
        herkomst: Literal["eigen", "ontvangen"] = (
            "eigen" if rij.herkomst == "eigen" else "ontvangen"
        )
        return Persoon(
            id=rij.id, sleutel_id=sleutel_id, herkomst=herkomst, versie=rij.versie, **waarden
        )

    def _open_wat_kan(self, rijen: Iterable[PersoonRij]) -> Iterator[Persoon]:
        for rij in rijen:
            try:
                yield self._open(rij)
            except Vernietigd:
                # The key was destroyed but the tombstone not yet written: unreadable is gone.
                continue

    def _verzegel(self, persoon_id: str, sleutel_id: str, gegevens: Persoonsgegevens) -> bytes:
        plaats = persoonplaats(persoon_id)
        return verzegel_json(self._kluis, sleutel_id, plaats, _waarden(gegevens))

    def _zoekindex(self, persoon_id: str, gegevens: Persoonsgegevens) -> str | None:
        return zoekindex(self._vakken.van(persoon_id), _waarden(gegevens))


def _eis_mogelijk(gegevens: Persoonsgegevens, vandaag: date) -> None:
    if gegevens.geboortedatum is not None and vroegst(gegevens.geboortedatum) > vandaag:
        raise OngeldigeInvoer([Invoerfout("/geboortedatum", "ligt in de toekomst")])


def persoonplaats(persoon_id: str) -> str:
    """Where a person's content is sealed for."""
    return f"persoon/{persoon_id}"


def geboortedatum_in(plat: bytes) -> Geboortedatum | None:
    """The date of birth in a person's opened content, for who looks at nothing else."""
    datum = json.loads(plat)["geboortedatum"]
    return None if datum is None else lees_geboortedatum(datum)


def zoekindex(index: BlindeIndex, waarden: Mapping[str, Any]) -> str | None:
    """The index of a person in a vak, of his content as it is sealed; none without name or date."""
    naam, geboren = waarden["naam"], waarden["geboortedatum"]
    if naam is None or geboren is None:
        return None
    try:
        return index.persoon(naam, lees_geboortedatum(geboren))
    except OngeldigeNaam:
        # Nothing in it to find it by; equal to every other such name if it had an index.
        return None


def _waarden(gegevens: Persoonsgegevens) -> dict[str, Any]:
    return {veld: _json(getattr(gegevens, veld)) for veld in VELDEN}


def _json(waarde: object) -> object:
    return waarde.isoformat() if isinstance(waarde, date | Deeldatum) else waarde


def _kop(rij: PersoonRij) -> Persoonskop:
    return Persoonskop(
        id=rij.id,
        herkomst=rij.herkomst,
        versie=rij.versie,
        aangemaakt_op=rij.aangemaakt_op,
        gewijzigd_op=rij.gewijzigd_op,
        vernietigd_op=rij.vernietigd_op,
    )

"""Reads what the file holds of these people, and asks the toetsing about each of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.bewaking.lokrecords import Lokrecords, ZonderLokrecords
from shared.bestand.leden.groepsleden import Groepsleden, Groepslid
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.toegang.spoor import VERSTREKKING, laat_spoor_na
from shared.convenant.berichtsoorten import gewone_verstrekking
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, OngeldigeInvoer, Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.poorten.gegevensbron import Gevonden, Lezing
from shared.verzenden.mogelijk.denkbeeldig import Denkbeeldig, Stand
from shared.verzenden.mogelijk.mogelijkheden import Echtoordeel, Onderdeeltoets
from shared.verzenden.samenstellen.beletsel import Beletsel
from shared.verzenden.samenstellen.bestandslezers import (
    Bestand,
    EenmaalGelezen,
    EenmaalGezocht,
    Eerderlezer,
)
from shared.verzenden.samenstellen.deelnemers import Deelnemersbron
from shared.verzenden.samenstellen.onderdelen import (
    gebonden_kenmerken,
    of_fout,
    onderdeel_over,
)
from shared.verzenden.samenstellen.opdracht import Onderdeelopdracht
from shared.verzenden.samenstellen.samenstelling import Afzender, Deel
from shared.web.meldingen import Invoerfout

_COMMITMENT = "0" * 43


@dataclass(frozen=True)
class Item:
    """One own datum: what the toetsing says of it, or what in the file keeps it from leaving."""

    gegeven_id: str | None
    oordeel: Echtoordeel | None
    beletsel: str | None = None

    @property
    def mag(self) -> bool:
        return self.oordeel is not None and self.oordeel.mag


@dataclass(frozen=True)
class Soortaanbod:
    """One kind: the own data, and how many were received and so are not this party's to give."""

    gegevenssoort: str
    items: tuple[Item, ...]
    ontvangen: int


@dataclass(frozen=True)
class Persoonsaanbod:
    """One person of the group."""

    lid: Groepslid
    soorten: tuple[Soortaanbod, ...]


@dataclass(frozen=True)
class _Gelezen:
    """One own datum as a message would carry it, or what in the file keeps it from that."""

    gegeven_id: str | None
    weet: frozenset[str] = frozenset()
    onderdeel: dict[str, Any] | None = None
    deel: Deel | None = None
    beletsel: str | None = None


@dataclass(frozen=True)
class _Soort:
    """What was read of one kind about one member."""

    lid: Groepslid
    code: str
    gelezen: tuple[_Gelezen, ...]
    ontvangen: int


class Aanbod:
    """For one official, one receiver, and a group as it stands.

    What is asked of the file is asked about everybody at once, and the toetsing about each thing
    that differs: how much there is of somebody is not the price of the page.
    """

    def __init__(
        self, dienst: Dienst, wie: Medewerker, beletsel: Beletsel, naar: str, stand: Stand
    ) -> None:
        self._dienst = dienst
        self._wie = wie
        self._beletsel = beletsel
        self._groep = str(stand.groep["id"])
        self._afzender = Afzender(dienst.partij.code, dienst.regels, wie.autorisatie_id, stand.nu)
        self._toets = Onderdeeltoets(Denkbeeldig(dienst.regels, dienst.partij.code, naar, stand))

    def van(self, personen: Sequence[str]) -> list[Persoonsaanbod]:
        """Reads, and leaves the trail of having read. Raises ``OngeldigeInvoer`` for who is no
        member of the group."""
        dienst = self._dienst
        lokrecords = self._lokrecords(personen)
        with dienst.transactie() as sessie:
            bestand = self._bestand(sessie, personen, lokrecords)
            leden, fouten = [], []
            for plaats, persoon_id in enumerate(personen):
                try:
                    leden.append(bestand.groepsleden.pseudoniem(self._groep, persoon_id))
                except NietGevonden as fout:
                    fouten.append(Invoerfout(f"/personen/{plaats}", fout.melding))
            if fouten:
                raise OngeldigeInvoer(fouten)
            aanbod = self._aanbod(bestand, leden)
            soort = gewone_verstrekking(dienst.regels)
            gelezen = _gelezen(aanbod)
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "raadplegen", soort, gelezen)
        return aanbod

    def _lokrecords(self, personen: Sequence[str]) -> list[str]:
        """Decoys among them: kept at once that somebody wants to give them away."""
        dienst = self._dienst
        with dienst.transactie() as sessie:
            gevonden = sorted(Lokrecords(sessie, dienst.klok).hiervan(personen))
            if gevonden:
                wie = self._wie.autorisatie_id
                laat_spoor_na(sessie, dienst.klok(), VERSTREKKING, wie, gevonden)
        return gevonden

    def _bestand(
        self, sessie: Session, personen: Sequence[str], lokrecords: Sequence[str]
    ) -> Bestand:
        dienst = self._dienst
        register = PersonenRegister(sessie, dienst.kluis, dienst.klok)
        leden = EenmaalGezocht(Groepsleden(sessie, dienst.klok), self._groep, personen)
        hier = [een for een in leden.gevonden if een not in lokrecords]
        return Bestand(
            sessie=sessie,
            personen=EenmaalGelezen(register, register.lees_meer(hier)),
            groepsleden=ZonderLokrecords(leden, lokrecords),
            bronnen=dienst.partij.bronnen,
            informatie=dienst.partij.informatie,
            deelnemers=Deelnemersbron(dienst.regels, dienst.partij.code, dienst.partij.titel),
            eerder=Eerderlezer(sessie),
        )

    def _aanbod(self, bestand: Bestand, leden: Sequence[Groepslid]) -> list[Persoonsaanbod]:
        ontvangen = self._ontvangen(bestand.sessie, leden)
        mensen = self._mensen(bestand, leden)
        gevonden = {
            code: bron.alle(bestand.sessie, list(mensen.values()))
            for code, bron in bestand.bronnen.items()
            if self._wie.leest(code)
        }
        soorten = [
            een
            for lid in leden
            if (persoon := mensen.get(lid.persoon_id)) is not None
            for een in self._soorten(bestand, lid, persoon, gevonden, ontvangen[lid.persoon_id])
        ]
        delen = [een.deel for soort in soorten for een in soort.gelezen if een.deel is not None]
        tegen = self._beletsel.per_deel(bestand.sessie, delen)
        meldingen = {
            id(deel): een.melding for deel, een in zip(delen, tegen, strict=True) if een is not None
        }
        per_persoon: dict[str, list[Soortaanbod]] = {lid.persoon_id: [] for lid in leden}
        for soort in soorten:
            items = tuple(self._item(een, meldingen) for een in soort.gelezen)
            per_persoon[soort.lid.persoon_id].append(
                Soortaanbod(soort.code, items, soort.ontvangen)
            )
        return [Persoonsaanbod(lid, tuple(per_persoon[lid.persoon_id])) for lid in leden]

    def _mensen(self, bestand: Bestand, leden: Sequence[Groepslid]) -> dict[str, Persoon]:
        """Who of them can be read."""
        gelezen = {}
        for lid in leden:
            with suppress(NietGevonden, Vernietigd):
                gelezen[lid.persoon_id] = bestand.personen.lees(lid.persoon_id)
        return gelezen

    def _soorten(
        self,
        bestand: Bestand,
        lid: Groepslid,
        persoon: Persoon,
        gevonden: Mapping[str, Mapping[str, Gevonden]],
        ontvangen: dict[str, int],
    ) -> Iterator[_Soort]:
        for code, van_allen in gevonden.items():
            gelezen = tuple(
                self._lees(bestand, lid, persoon, code, gegeven, lezing)
                for gegeven, lezing in van_allen[persoon.id]
            )
            if gelezen or ontvangen.get(code):
                yield _Soort(lid, code, gelezen, ontvangen.pop(code, 0))
        for code, aantal in sorted(ontvangen.items()):
            if self._wie.leest(code):
                yield _Soort(lid, code, (), aantal)

    def _lees(
        self,
        bestand: Bestand,
        lid: Groepslid,
        persoon: Persoon,
        code: str,
        gegeven_id: str | None,
        lees: Lezing,
    ) -> _Gelezen:
        gevraagd = Onderdeelopdracht(persoon=persoon.id, gegevenssoort=code, gegeven=gegeven_id)
        soort = gewone_verstrekking(self._dienst.regels)
        try:
            gegeven = of_fout("/gegeven", lees)
            onderdeel, deel = onderdeel_over(
                gevraagd, soort, lid, self._afzender, bestand, persoon, gegeven
            )
        except OngeldigeInvoer as fout:
            melding = " ".join(een.melding for een in fout.fouten)
            return _Gelezen(gegeven_id, beletsel=melding)
        return _Gelezen(gegeven_id, gegeven.weet, onderdeel, deel)

    def _item(self, gelezen: _Gelezen, meldingen: dict[int, str]) -> Item:
        beletsel = gelezen.beletsel or meldingen.get(id(gelezen.deel))
        if beletsel is not None or gelezen.onderdeel is None:
            return Item(gelezen.gegeven_id, None, beletsel)
        gebonden = gebonden_kenmerken(self._dienst.regels, gelezen.onderdeel["gegevenssoort"])
        onderdeel = _met_gebonden(gelezen.onderdeel, gebonden)
        return Item(gelezen.gegeven_id, self._toets.over(onderdeel, gelezen.weet))

    def _ontvangen(self, sessie: Session, leden: Sequence[Groepslid]) -> dict[str, dict[str, int]]:
        """How much of each kind was received about each of these in this group."""
        personen = [lid.persoon_id for lid in leden]
        rij = OntvangenGegevenRij
        vraag = (
            select(rij.persoon_id, rij.gegevenssoort, func.count())
            .where(rij.persoon_id.in_(personen), rij.groep == self._groep, rij.inhoud.is_not(None))
            .group_by(rij.persoon_id, rij.gegevenssoort)
        )
        gevonden: dict[str, dict[str, int]] = {een: {} for een in personen}
        for persoon, soort, aantal in sessie.execute(vraag):
            gevonden[persoon][soort] = int(aantal)
        return gevonden


def _met_gebonden(onderdeel: dict[str, Any], gebonden: frozenset[str]) -> dict[str, Any]:
    """With a commitment where sealing makes one of the content."""
    extra = dict.fromkeys(gebonden, _COMMITMENT)
    kenmerken = {**(onderdeel["kenmerken"] or {}), **extra}
    return {**onderdeel, "kenmerken": kenmerken or None}


def _gelezen(aanbod: Sequence[Persoonsaanbod]) -> list[Geraadpleegd]:
    """Everybody, and each own record that was opened."""
    return [
        Geraadpleegd(gegeven, een.lid.persoon_id)
        for een in aanbod
        for gegeven in dict.fromkeys(
            [None, *(item.gegeven_id for soort in een.soorten for item in soort.items)]
        )
    ]

"""Reads what the file holds of these people, and asks the toetsing about each of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.mogelijk.denkbeeldig import Stand
from shared.verzenden.mogelijk.mogelijkheden import Echtoordeel, over_onderdeel
from shared.verzenden.samenstellen.beletsel import Beletsel
from shared.verzenden.samenstellen.bestandslezers import Bestand, EenmaalGelezen, Eerderlezer
from shared.verzenden.samenstellen.deelnemers import Deelnemersbron
from shared.verzenden.samenstellen.onderdelen import (
    eigen_gegeven,
    gebonden_kenmerken,
    lees_onderdeel,
)
from shared.verzenden.samenstellen.opdracht import Onderdeelopdracht
from shared.verzenden.samenstellen.samenstelling import Afzender
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


class Aanbod:
    """For one official, one receiver, and a group as it stands."""

    def __init__(
        self, dienst: Dienst, wie: Medewerker, beletsel: Beletsel, naar: str, stand: Stand
    ) -> None:
        self._dienst = dienst
        self._wie = wie
        self._beletsel = beletsel
        self._naar = naar
        self._stand = stand

    def van(self, personen: Sequence[str]) -> list[Persoonsaanbod]:
        """Reads, and leaves the trail of having read. Raises ``OngeldigeInvoer`` for who is no
        member of the group."""
        dienst, groep = self._dienst, str(self._stand.groep["id"])
        lokrecords = self._lokrecords(personen)
        with dienst.transactie() as sessie:
            bestand = self._bestand(sessie, list(lokrecords))
            leden, fouten = [], []
            for plaats, persoon_id in enumerate(personen):
                try:
                    leden.append(bestand.groepsleden.pseudoniem(groep, persoon_id))
                except NietGevonden as fout:
                    fouten.append(Invoerfout(f"/personen/{plaats}", fout.melding))
            if fouten:
                raise OngeldigeInvoer(fouten)
            aanbod = [Persoonsaanbod(lid, tuple(self._soorten(bestand, lid))) for lid in leden]
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

    def _bestand(self, sessie: Session, lokrecords: list[str]) -> Bestand:
        dienst = self._dienst
        return Bestand(
            sessie=sessie,
            personen=EenmaalGelezen(PersonenRegister(sessie, dienst.kluis, dienst.klok)),
            groepsleden=ZonderLokrecords(Groepsleden(sessie, dienst.klok), lokrecords),
            bronnen=dienst.partij.bronnen,
            informatie=dienst.partij.informatie,
            deelnemers=Deelnemersbron(dienst.regels, dienst.partij.code, dienst.partij.titel),
            eerder=Eerderlezer(sessie),
        )

    def _soorten(self, bestand: Bestand, lid: Groepslid) -> Iterator[Soortaanbod]:
        try:
            persoon = bestand.personen.lees(lid.persoon_id)
        except (NietGevonden, Vernietigd):
            return
        ontvangen = self._ontvangen(bestand.sessie, lid)
        for code, bron in bestand.bronnen.items():
            if not self._wie.leest(code):
                continue
            items = tuple(
                self._item(bestand, persoon, code, gegeven)
                for gegeven in bron.welke(bestand.sessie, persoon)
            )
            if items or ontvangen.get(code):
                yield Soortaanbod(code, items, ontvangen.pop(code, 0))
        for code, aantal in sorted(ontvangen.items()):
            if self._wie.leest(code):
                yield Soortaanbod(code, (), aantal)

    def _item(self, bestand: Bestand, persoon: Persoon, code: str, gegeven: str | None) -> Item:
        gevraagd = Onderdeelopdracht(persoon=persoon.id, gegevenssoort=code, gegeven=gegeven)
        regels, stand = self._dienst.regels, self._stand
        afzender = Afzender(self._dienst.partij.code, regels, self._wie.autorisatie_id, stand.nu)
        try:
            weet = eigen_gegeven(gevraagd, code, persoon, bestand).weet
            onderdeel, deel = lees_onderdeel(
                gevraagd, gewone_verstrekking(regels), str(stand.groep["id"]), afzender, bestand
            )
            self._beletsel(bestand.sessie, [deel])
        except OngeldigeInvoer as fout:
            return Item(gegeven, None, " ".join(een.melding for een in fout.fouten))
        except Tegengehouden as fout:
            return Item(gegeven, None, fout.melding)
        gebonden = gebonden_kenmerken(regels, code)
        oordeel = over_onderdeel(
            regels, afzender.partij, self._naar, _met_gebonden(onderdeel, gebonden), weet, stand
        )
        return Item(gegeven, oordeel)

    def _ontvangen(self, sessie: Session, lid: Groepslid) -> dict[str, int]:
        """How much of each kind was received about this person in this group."""
        vraag = (
            select(OntvangenGegevenRij.gegevenssoort, func.count())
            .where(
                OntvangenGegevenRij.persoon_id == lid.persoon_id,
                OntvangenGegevenRij.groep == lid.groep,
                OntvangenGegevenRij.inhoud.is_not(None),
            )
            .group_by(OntvangenGegevenRij.gegevenssoort)
        )
        return {rij[0]: int(rij[1]) for rij in sessie.execute(vraag).all()}


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

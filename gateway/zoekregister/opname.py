"""Taking a batch of leaves into the search register, within the transaction that appends them.

What comes out depends only on the leaves and their order, never on how they were divided over
batches: that is what makes a rebuild the same register.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.toegang.zicht import zichtbaar_voor
from gateway.zoekregister.bits import BLOK
from gateway.zoekregister.opslag import Besluitrij, Laatstebesluit, Registeropslag
from gateway.zoekregister.termen import (
    AANVAARD,
    AFLOOP,
    GEZEGD,
    INHOUD,
    OPGEVOLGD,
    PLICHT,
    VERVULD,
    Beslisblad,
    Term,
    bladtermen,
    lees_besluit,
)
from gateway.zoekregister.vervulling import Informeerplicht, Vervullingen
from gateway.zoekregister.vraag import Gezegd
from shared.logboek.bladen import Bladsoort

_OVER_BERICHTEN = frozenset({Bladsoort.BESLUIT, Bladsoort.BEVESTIGING, Bladsoort.MONDELING})


@dataclass(frozen=True, slots=True)
class Bladinvoer:
    """A leaf to take in; its body is never empty (pruned leaves are left out)."""

    nummer: int
    soort: str
    tijdstip: datetime
    inhoud: bytes


class Opname:
    """One batch; made anew for each. `neem` does the whole of it."""

    def __init__(self, verbinding: Connection, vervullingen: Vervullingen) -> None:
        self._opslag = Registeropslag(verbinding)
        self._vervullingen = vervullingen
        self._besluiten: list[Beslisblad] = []
        self._bits: dict[int, dict[Term, int]] = defaultdict(lambda: defaultdict(int))
        self._gebeurtenissen: dict[tuple[int, Term], int] = {}
        self._laatste: dict[str, Laatstebesluit] = {}

    def neem(self, bladen: Iterable[Bladinvoer]) -> None:
        """Take in leaves in order of number."""
        gelezen = [(b, json.loads(b.inhoud)) for b in bladen]
        self._zoek_eerdere(gelezen)
        for blad, velden in gelezen:
            if blad.soort == Bladsoort.BESLUIT:
                self._besluit(lees_besluit(blad.nummer, blad.tijdstip, velden))
                continue
            self._ander(blad, velden)
            if blad.soort == Bladsoort.BEVESTIGING:
                self._bevestiging(str(velden["id"]).lower(), str(velden["status"]), blad.nummer)
            elif blad.soort == Bladsoort.MONDELING:
                self._gezegd(blad.nummer, velden)
        self._opslag.schrijf_tijden((blad.nummer, blad.tijdstip) for blad, _ in gelezen)
        if self._besluiten:
            self._opslag.schrijf_besluiten(self._besluiten)
        # Eerst vindbaar, dan zoeken: wat hierna komt vraagt naar besluiten, ook uit deze partij.
        self._schrijf_termen()
        self._vernietigd_in_groep()
        self._vernietigde_mensen()
        for plicht in self._vervullingen.informatie:
            self._informatie(plicht)
        self._schrijf_termen()
        self._opslag.schrijf_gebeurtenissen(self._gebeurtenissen)

    def _zoek_eerdere(self, gelezen: Sequence[tuple[Bladinvoer, Mapping[str, Any]]]) -> None:
        berichten = {
            bericht
            for blad, velden in gelezen
            if blad.soort in _OVER_BERICHTEN
            for bericht in genoemde_berichten(velden)
        }
        for eerder in self._opslag.laatste_besluiten(berichten):
            self._laatste[eerder.bericht] = eerder

    def _besluit(self, blad: Beslisblad) -> None:
        self._besluiten.append(blad)
        for term in blad.termen:
            self._zet(blad.bladnummer, term)
        eerder = self._laatste.get(blad.bericht)
        if eerder is not None:
            self._gebeurt(eerder.bladnummer, Term(AFLOOP, OPGEVOLGD), blad.bladnummer)
        self._laatste[blad.bericht] = Laatstebesluit(
            blad.bericht, blad.bladnummer, str(blad.kop["ontvanger"]), str(blad.kop["afzender"])
        )
        if not blad.vernietigt:
            return
        for bericht in genoemde_berichten({"kop": blad.kop}):
            eerder = self._laatste.get(bericht)
            if eerder is not None and eerder.ontvanger == blad.kop["afzender"]:
                for plicht in self._vervullingen.vernietigd:
                    self._gebeurt(eerder.bladnummer, Term(VERVULD, plicht), blad.bladnummer)

    def _ander(self, blad: Bladinvoer, velden: Mapping[str, Any]) -> None:
        """Any leaf but a decision: by its kind, what it names, and who may see it."""
        soort = Bladsoort(blad.soort)
        zichtbaar = zichtbaar_voor(soort, velden, self._wisselden)
        for term in bladtermen(soort, velden, zichtbaar):
            self._zet(blad.nummer, term)

    def _wisselden(self, bericht: str) -> tuple[str, ...]:
        eerder = self._laatste.get(bericht.lower())
        return () if eerder is None else (eerder.afzender, eerder.ontvanger)

    def _bevestiging(self, bericht: str, status: str, bladnummer: int) -> None:
        """What came back: on the message, and after that was accepted on what was said."""
        eerder = self._laatste.get(bericht)
        if eerder is None:
            return
        if not eerder.aanvaard:
            self._gebeurt(eerder.bladnummer, Term(AFLOOP, status), bladnummer)
            self._laatste[bericht] = eerder._replace(aanvaard=status == AANVAARD)
            return
        self._gebeurt(eerder.bladnummer, Term(INHOUD, status), bladnummer)
        for plicht in self._vervullingen.inhoud if status == AANVAARD else ():
            self._gebeurt(eerder.bladnummer, Term(VERVULD, plicht), bladnummer)

    def _gezegd(self, bladnummer: int, velden: Mapping[str, Any]) -> None:
        zonder = bool(velden["zonderToestemming"])
        hoe = Gezegd.ZONDER_TOESTEMMING if zonder else Gezegd.MET_TOESTEMMING
        for bericht in genoemde_berichten(velden):
            eerder = self._laatste.get(bericht)
            if eerder is not None:
                self._gebeurt(eerder.bladnummer, Term(GEZEGD, hoe.value), bladnummer)

    # --- plichten waarvan later blijkt dat eraan is voldaan ---------------------------------------

    def _vernietigingen(self) -> Iterator[tuple[Beslisblad, Mapping[str, Any], str]]:
        """Every statement of destruction in this batch, with each duty that it can meet."""
        for blad in self._besluiten:
            if blad.vernietigt:
                for plicht in self._vervullingen.vernietigd:
                    yield blad, blad.kop["vernietigd"], plicht

    def _vernietigd_in_groep(self) -> None:
        """All of a group: every decision on it whose message the sender received before."""
        for blad, wat, plicht in self._vernietigingen():
            groep = blad.kop["groep"]
            if not wat["heleGroep"] or groep is None:
                continue
            van = Term("ontvanger", str(blad.kop["afzender"]))
            for besluit in self._open(plicht, Term("groep", groep.lower()), van):
                if besluit < blad.bladnummer:
                    self._gebeurt(besluit, Term(VERVULD, plicht), blad.bladnummer)

    def _vernietigde_mensen(self) -> None:
        """Persons: decisions of which everybody was destroyed after it, in one leaf or in more."""
        self._opslag.schrijf_vernietigingen(
            (str(blad.kop["afzender"]), mens.lower(), blad.bladnummer)
            for blad in self._besluiten
            if blad.vernietigt
            for mens in blad.kop["vernietigd"]["betrokkenen"]
        )
        kandidaten: dict[str, set[int]] = defaultdict(set)
        for blad, wat, plicht in self._vernietigingen():
            van = Term("ontvanger", str(blad.kop["afzender"]))
            mensen = [Term("betrokkene", mens.lower()) for mens in wat["betrokkenen"]]
            if mensen:
                kandidaten[plicht] |= self._open(plicht, van, een_van=mensen)
        for plicht, nummers in kandidaten.items():
            self._iedereen_vernietigd(plicht, list(self._opslag.besluiten(nummers)))

    def _iedereen_vernietigd(self, plicht: str, besluiten: Sequence[Besluitrij]) -> None:
        over = [{mens for mens, _ in besluit.kenmerken["personen"]} for besluit in besluiten]
        weg = self._opslag.vernietigingen(set[str]().union(*over))
        for besluit, mensen in zip(besluiten, over, strict=True):
            op = _alle_na(besluit.bladnummer, [weg[besluit.ontvanger, mens] for mens in mensen])
            if op is not None:
                self._gebeurt(besluit.bladnummer, Term(VERVULD, plicht), op)

    def _open(self, plicht: str, *termen: Term, een_van: Sequence[Term] = ()) -> set[int]:
        """Decisions with these terms and this duty, not met as far as earlier batches showed."""
        vervuld = Term(VERVULD, plicht)
        alle = (*termen, Term(PLICHT, plicht))
        # Wat in deze partij bladen al vervuld bleek, kan door een ander blad eerder vervuld zijn.
        pas = {besluit for besluit, term in self._gebeurtenissen if term == vervuld}
        open_ = self._opslag.met_alle(*alle, een_van=een_van, zonder=vervuld)
        return open_ | (pas & self._opslag.met_alle(*alle, een_van=een_van) if pas else set())

    def _informatie(self, plicht: Informeerplicht) -> None:
        """Decisions of which the receiver has now said what it had to of every betrokkene."""
        kandidaten = {
            blad.bladnummer
            for blad in self._besluiten
            if any(p["code"] == plicht.plicht for p in blad.kenmerken["plichten"])
        }
        for status in plicht.statussen:
            gezegd = self._informatie_gezegd(status)
            for partij, betrokkene in self._opslag.nieuw_geinformeerd(gezegd, status):
                kandidaten |= self._opslag.met_alle(
                    Term("betrokkene", betrokkene),
                    Term("ontvanger", partij),
                    Term(PLICHT, plicht.plicht),
                )
        besluiten = [
            (een.bladnummer, [(een.ontvanger, mens) for mens in _van_wie(een.kenmerken, plicht)])
            for een in self._als_rijen(kandidaten)
        ]
        mensen = {mens for _, nodig in besluiten for _, mens in nodig}
        sinds = self._opslag.geinformeerd_sinds(mensen, plicht.statussen)
        for bladnummer, nodig in besluiten:
            if nodig and all(paar in sinds for paar in nodig):
                op = max(bladnummer, *(sinds[paar] for paar in nodig))
                self._gebeurt(bladnummer, Term(VERVULD, plicht.plicht), op)

    def _als_rijen(self, nummers: set[int]) -> Iterator[Besluitrij]:
        """These decisions; those of this batch are still at hand."""
        eigen = {blad.bladnummer: blad for blad in self._besluiten if blad.bladnummer in nummers}
        for blad in eigen.values():
            afzender, ontvanger = str(blad.kop["afzender"]), str(blad.kop["ontvanger"])
            groep = blad.kop["groep"]
            yield Besluitrij(blad.bladnummer, afzender, ontvanger, groep, dict(blad.kenmerken))
        yield from self._opslag.besluiten(nummers - eigen.keys())

    def _informatie_gezegd(self, status: str) -> dict[tuple[str, str], int]:
        """Of whom a party says this in this batch, and in which leaf first."""
        eerste: dict[tuple[str, str], int] = {}
        for blad in self._besluiten:
            for betrokkene, gezegd in blad.geinformeerd if blad.toegestaan else ():
                if gezegd == status:
                    eerste.setdefault((str(blad.kop["afzender"]), betrokkene), blad.bladnummer)
        return eerste

    # --- schrijven --------------------------------------------------------------------------------

    def _gebeurt(self, besluit: int, term: Term, bladnummer: int) -> None:
        sleutel = (besluit, term)
        self._gebeurtenissen[sleutel] = min(
            bladnummer, self._gebeurtenissen.get(sleutel, bladnummer)
        )
        self._zet(besluit, term)

    def _zet(self, bladnummer: int, term: Term) -> None:
        blok, plaats = divmod(bladnummer, BLOK)
        self._bits[blok][term] |= 1 << plaats

    def _schrijf_termen(self) -> None:
        for blok, per_term in self._bits.items():
            self._opslag.schrijf_termen(blok, per_term)
        self._bits.clear()


def _van_wie(kenmerken: Mapping[str, Any], plicht: Informeerplicht) -> set[str]:
    """Of whom something has to be said."""
    return {mens for mens, categorie in kenmerken["personen"] if categorie in plicht.categorieen}


def _alle_na(besluit: int, vernietigingen: Sequence[Sequence[int]]) -> int | None:
    """The leaf after this decision by which each of these was destroyed; None: not each of them."""
    eerste = [next((n for n in bladen if n > besluit), None) for bladen in vernietigingen]
    gedaan = [nummer for nummer in eerste if nummer is not None]
    return max(gedaan) if gedaan and len(gedaan) == len(eerste) else None


def genoemde_berichten(velden: Mapping[str, Any]) -> list[str]:
    """Ids of the messages that a leaf is about, refers to or says were destroyed."""
    kop = velden.get("kop")
    if isinstance(kop, Mapping):
        vernietigd = kop.get("vernietigd") or {}
        genoemd = [kop["id"], kop.get("inReactieOp"), *vernietigd.get("berichten", ())]
    else:
        meer = velden.get("berichten")
        genoemd = [velden.get("id"), *(meer if isinstance(meer, list) else ())]
    return [naam.lower() for naam in genoemd if isinstance(naam, str)]

"""Taking a batch of leaves into the search register, within the transaction that appends them.

What comes out depends only on the leaves and their order, never on how they were divided over
batches: that is what makes a rebuild the same register.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import Connection

from gateway.zoeken.bits import BLOK
from gateway.zoeken.opslag import Registeropslag
from gateway.zoeken.termen import (
    AFLOOP,
    OPGEVOLGD,
    PLICHT,
    VERVULD,
    Beslisblad,
    Term,
    lees_besluit,
)
from gateway.zoeken.vervulling import Lijst, Vervulling
from shared.logboek.bladen import Bladsoort


@dataclass(frozen=True, slots=True)
class Bladinvoer:
    """A leaf to take in; its body is never empty (pruned leaves are left out)."""

    nummer: int
    soort: str
    tijdstip: datetime
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class _Eerder:
    """The last decision on a message before the leaf at hand."""

    bladnummer: int
    ontvanger: str


@dataclass(frozen=True, slots=True)
class _Lijstantwoord:
    """Leaf `bladnummer` answers decision `op`, and means all before it when that is a `lijst`."""

    bladnummer: int
    op: int
    plicht: str
    lijst: Lijst


class Opname:
    """One batch; made anew for each. `neem` does the whole of it."""

    def __init__(self, verbinding: Connection, vervullingen: Sequence[Vervulling]) -> None:
        self._opslag = Registeropslag(verbinding)
        self._vervullingen = vervullingen
        self._besluiten: list[Beslisblad] = []
        self._bits: dict[int, dict[Term, int]] = defaultdict(lambda: defaultdict(int))
        self._gebeurtenissen: dict[tuple[int, Term], int] = {}
        self._laatste: dict[str, _Eerder] = {}
        self._lijstantwoorden: list[_Lijstantwoord] = []

    def neem(self, bladen: Iterable[Bladinvoer]) -> None:
        """Take in leaves in order of number."""
        soorten = {Bladsoort.BESLUIT, Bladsoort.BEVESTIGING}
        soorten |= {Bladsoort(v.blad) for v in self._vervullingen if v.blad is not None}
        gelezen = [(b, json.loads(b.inhoud)) for b in bladen if b.soort in soorten]
        self._zoek_eerdere(gelezen)
        for blad, velden in gelezen:
            if blad.soort == Bladsoort.BESLUIT:
                self._besluit(lees_besluit(blad.nummer, blad.tijdstip, velden))
            elif blad.soort == Bladsoort.BEVESTIGING:
                self._afloop(str(velden["id"]).lower(), str(velden["status"]), blad.nummer)
            else:
                self._vervuld_door_blad(blad, velden)
        if self._besluiten:
            self._opslag.schrijf_besluiten(self._besluiten)
        # Eerst vindbaar, dan zoeken: wat hierna komt vraagt naar besluiten, ook uit deze partij.
        self._schrijf_termen()
        for antwoord in self._lijstantwoorden:
            self._vervuld_door_lijst(antwoord)
        for vervulling in self._vervullingen:
            if vervulling.informatie is not None:
                self._informatie(vervulling, vervulling.informatie)
        self._schrijf_termen()
        self._opslag.schrijf_gebeurtenissen(self._gebeurtenissen)

    def _zoek_eerdere(self, gelezen: Sequence[tuple[Bladinvoer, Mapping[str, Any]]]) -> None:
        berichten = {bericht for _, velden in gelezen for bericht in genoemde_berichten(velden)}
        for bericht, bladnummer, ontvanger in self._opslag.laatste_besluiten(berichten):
            self._laatste[bericht] = _Eerder(bladnummer, ontvanger)

    def _besluit(self, blad: Beslisblad) -> None:
        self._besluiten.append(blad)
        for term in blad.termen:
            self._zet(blad.bladnummer, term)
        self._afloop(blad.bericht, OPGEVOLGD, blad.bladnummer)
        self._laatste[blad.bericht] = _Eerder(blad.bladnummer, str(blad.kop["ontvanger"]))
        antwoord_op = blad.kop.get("inReactieOp")
        eerder = None if antwoord_op is None else self._laatste.get(antwoord_op.lower())
        if eerder is None or not blad.toegestaan or eerder.ontvanger != blad.kop["afzender"]:
            return
        for vervulling in self._vervullingen:
            if vervulling.bericht != blad.kop["soort"]:
                continue
            self._gebeurt(eerder.bladnummer, Term(VERVULD, vervulling.plicht), blad.bladnummer)
            if vervulling.lijst is not None:
                self._lijstantwoorden.append(
                    _Lijstantwoord(
                        blad.bladnummer, eerder.bladnummer, vervulling.plicht, vervulling.lijst
                    )
                )

    def _afloop(self, bericht: str, waarde: str, bladnummer: int) -> None:
        eerder = self._laatste.get(bericht)
        if eerder is not None:
            self._gebeurt(eerder.bladnummer, Term(AFLOOP, waarde), bladnummer)

    def _vervuld_door_blad(self, blad: Bladinvoer, velden: Mapping[str, Any]) -> None:
        for bericht in genoemde_berichten(velden):
            eerder = self._laatste.get(bericht)
            for vervulling in self._vervullingen:
                if eerder is not None and vervulling.blad == blad.soort:
                    self._gebeurt(eerder.bladnummer, Term(VERVULD, vervulling.plicht), blad.nummer)

    def _vervuld_door_lijst(self, antwoord: _Lijstantwoord) -> None:
        """Earlier decisions in the group, to the two parties between which the list went."""
        lijst, vervuld = antwoord.lijst, Term(VERVULD, antwoord.plicht)
        # Wat in deze partij bladen al vervuld bleek, kan door de lijst nog eerder vervuld zijn.
        pas = {besluit for besluit, term in self._gebeurtenissen if term == vervuld}
        for op in self._opslag.besluiten({antwoord.op}):
            is_lijst = lijst.gegevenssoort in op.kenmerken["gegevenssoorten"]
            if op.groep is None or op.afzender != lijst.van or not is_lijst:
                continue
            for partij, stap in product((op.afzender, op.ontvanger), lijst.stappen):
                termen = (
                    Term("groep", op.groep),
                    Term("ontvanger", partij),
                    Term("stap", str(stap)),
                    Term(PLICHT, antwoord.plicht),
                )
                open_ = self._opslag.met_alle(*termen, zonder=vervuld)
                ook = pas & self._opslag.met_alle(*termen) if pas else set()
                for besluit in open_ | ook:
                    if besluit < op.bladnummer:
                        self._gebeurt(besluit, vervuld, antwoord.bladnummer)

    def _informatie(self, vervulling: Vervulling, statussen: Sequence[str]) -> None:
        """Decisions of which the receiver has now said what it had to of every betrokkene."""
        kandidaten = {
            blad.bladnummer
            for blad in self._besluiten
            if any(p["code"] == vervulling.plicht for p in blad.kenmerken["plichten"])
        }
        for status in statussen:
            for partij, betrokkene in self._opslag.nieuw_geinformeerd(self._gezegd(status), status):
                kandidaten |= self._opslag.met_alle(
                    Term("betrokkene", betrokkene),
                    Term("ontvanger", partij),
                    Term(PLICHT, vervulling.plicht),
                )
        for besluit in self._opslag.besluiten(kandidaten):
            personen = besluit.kenmerken["personen"]
            nodig = {b for b, c in personen if c in vervulling.categorieen}
            sinds = self._opslag.geinformeerd_sinds(besluit.ontvanger, nodig, statussen)
            if sinds is not None:
                term = Term(VERVULD, vervulling.plicht)
                self._gebeurt(besluit.bladnummer, term, max(besluit.bladnummer, sinds))

    def _gezegd(self, status: str) -> dict[tuple[str, str], int]:
        """Of whom a party says this in this batch, and in which leaf first."""
        eerste: dict[tuple[str, str], int] = {}
        for blad in self._besluiten:
            for betrokkene, gezegd in blad.geinformeerd if blad.toegestaan else ():
                if gezegd == status:
                    eerste.setdefault((str(blad.kop["afzender"]), betrokkene), blad.bladnummer)
        return eerste

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


def genoemde_berichten(velden: Mapping[str, Any]) -> list[str]:
    """Ids of the messages that a leaf is about or refers to."""
    kop = velden.get("kop")
    if isinstance(kop, dict):
        genoemd = [kop["id"], kop.get("inReactieOp")]
    else:
        meer = velden.get("berichten")
        lijst = meer if isinstance(meer, list) else []
        genoemd = [velden.get("id"), velden.get("bericht"), *lijst]
    return [naam.lower() for naam in genoemd if isinstance(naam, str)]

"""What a bundle covers: that a period is whole, and in words what is shown and what is not.

The number of a leaf is part of its proof, so a run of numbers has no room for another leaf. A
period is whole when the leaf before it is from before the period, the leaf after it is from after
it (or is the log's own leaf about the question), and every number between is in the bundle or named
as left out, with a reason that can be. Of what was left out the bundle gives hashes; with the
leaves themselves they must lead to the root of the checkpoint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel import vorm
from shared.bewijsbundel.dekking.vraag import Bewezen, Los, Vraagblad
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.regel import RegelOngeldig, ontb64
from shared.bewijsbundel.vorm import Weglating
from shared.logboek.bladen import BewezenBlad
from shared.logboek.controlepunt import Checkpoint
from shared.logboek.fouten import MerkleFout
from shared.logboek.merkle import HASH_BYTES, bladhash, deelbomen, wortel_uit, zusters

_REDENEN = frozenset({vorm.OPGESCHOOND, vorm.NIET_ZICHTBAAR, vorm.NA_DE_VRAAG})
Knopen = dict[tuple[int, int], bytes]
"""By leaves [begin, eind) of a node of the tree, its hash."""


@dataclass(frozen=True, slots=True)
class Periode:
    """The period of the question: from, and up to but not including."""

    van: datetime
    tot: datetime

    @classmethod
    def lees(cls, vraag: Mapping[str, JsonWaarde]) -> Periode | None:
        """None when there is no period in it."""
        try:
            periode = cls(*(datetime.fromisoformat(str(vraag[lid])) for lid in ("van", "tot")))
            return periode if periode.van < periode.tot else None
        except (KeyError, ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Dekkend:
    """A run that was shown to be whole: leaves `begin` up to but not including `eind`.

    `open`: the log's leaf about the question ends it, not the end of the period.
    """

    begin: int
    eind: int
    open: bool
    weggelaten: Sequence[Weglating]


class Dekkingscontrole:
    """Follows the leaves of a bundle of a period, and checks in the end that none is missing."""

    def __init__(self, checkpoint: Checkpoint, bevindingen: Bevindingen) -> None:
        self._checkpoint = checkpoint
        self._bevindingen = bevindingen
        self._knopen: Knopen = {}
        self._nummers: set[int] = set()

    def neem(self, blad: BewezenBlad) -> None:
        """Note one leaf of the bundle."""
        self._nummers.add(blad.nummer)
        self._knopen[blad.nummer, blad.nummer + 1] = bladhash(blad.inhoud)

    def sluit(
        self, document: Mapping[str, JsonWaarde], periode: Periode, vraag: Vraagblad
    ) -> Dekkend | None:
        """The run that the bundle covers; None, and every fault noted, when it is not whole."""
        vooraf = len(self._bevindingen.fouten)
        dekking = document.get(vorm.DEKKING)
        if not isinstance(dekking, dict):
            melding = (
                f"De bundel zegt een hele periode te zijn en toont dat niet: {vorm.DEKKING} "
                f"ontbreekt in {vorm.ZOEKVRAAG}."
            )
            self._fout(melding)
            return None
        los = Los(self._checkpoint, self._bevindingen)
        voor = self._lees_rand(los, dekking.get("voor"), "voor")
        na = self._lees_rand(los, dekking.get("na"), "na")
        self._controleer_tijden(periode, voor, na)
        begin = 0 if voor is None else voor.nummer + 1
        eind = (na or vraag.blad).nummer
        try:
            weg = list(_lees_weggelaten(dekking.get("weggelaten"), begin, eind))
        except ValueError as fout:
            self._fout(f"{vorm.ZOEKVRAAG}, weggelaten: {fout}")
            return None
        self._controleer_redenen(weg, vraag, eind if na is None else None)
        self._controleer_reeks(weg, begin, eind)
        if len(self._bevindingen.fouten) == vooraf:
            self._controleer_wortel(weg, voor, na or vraag.blad)
        heel = len(self._bevindingen.fouten) == vooraf
        return Dekkend(begin, eind, na is None, weg) if heel else None

    def _lees_rand(self, los: Los, waarde: JsonWaarde, wat: str) -> Bewezen | None:
        return None if waarde is None else los.lees(waarde, wat)

    def _controleer_tijden(
        self, periode: Periode, voor: Bewezen | None, na: Bewezen | None
    ) -> None:
        if voor is not None and voor.tijdstip >= periode.van:
            melding = "Dit blad sluit de periode van voren niet af: het is zelf uit de periode."
            self._fout(melding, voor.nummer)
        if na is not None and na.tijdstip < periode.tot:
            melding = "Dit blad sluit de periode van achteren niet af: het is van voor het einde."
            self._fout(melding, na.nummer)

    def _controleer_redenen(
        self, weg: Sequence[Weglating], vraag: Vraagblad, einde: int | None
    ) -> None:
        """`einde`: where the run ends when the leaf about the question ends it."""
        for een in weg:
            if een.waarom == vorm.NIET_ZICHTBAAR and vraag.partij is None:
                melding = (
                    f"De bladen tot en met {een.tot} zouden niet zichtbaar zijn voor wie vroeg, "
                    "maar die keek volgens het log over alle partijen heen."
                )
                self._fout(melding, een.van)
            if een.waarom == vorm.NA_DE_VRAAG and (einde is None or een.tot != einde - 1):
                self._fout("Dit blad kan niet van na de vraag zijn.", een.van)

    def _controleer_reeks(self, weg: Sequence[Weglating], begin: int, eind: int) -> None:
        buiten = sorted(n for n in self._nummers if not begin <= n < eind)
        for nummer in buiten:
            melding = "Dit blad ligt niet tussen de bladen die de periode begrenzen."
            self._bevindingen.fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding, nummer)
        bezet = sorted(
            [(n, n) for n in self._nummers if begin <= n < eind] + [(w.van, w.tot) for w in weg]
        )
        verwacht = begin
        for van, tot in [*bezet, (eind, eind)]:
            if van > verwacht:
                self._ontbreekt(verwacht, van - 1)
            elif van < verwacht:
                melding = "Dit blad zit in de bundel en staat bij wat is weggelaten."
                self._bevindingen.fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding, van)
            verwacht = max(verwacht, tot + 1)

    def _ontbreekt(self, van: int, tot: int) -> None:
        wat = "Dit blad valt" if van == tot else f"De bladen tot en met {tot} vallen"
        melding = f"{wat} in de periode, zonder in de bundel te zitten of te zijn weggelaten."
        self._bevindingen.fout(Foutsoort.BLAD_ONTBREEKT, melding, van)

    def _controleer_wortel(
        self, weg: Sequence[Weglating], voor: Bewezen | None, einde: Bewezen
    ) -> None:
        """All hashes of the run, with what lies beside it, must lead to the checkpoint's root."""
        grootte, knopen = self._checkpoint.grootte, dict(self._knopen)
        for een in weg:
            stukken = deelbomen(een.van, een.tot + 1)
            for (niveau, index), hash_ in zip(stukken, een.hashes, strict=True):
                knopen[index << niveau, (index + 1) << niveau] = hash_
        if voor is not None:
            links = knopen_van(voor.regel, grootte)
            knopen |= {k: h for k, h in links.items() if k[0] <= voor.nummer}
        rechts = knopen_van(einde.regel, grootte)
        knopen |= {k: h for k, h in rechts.items() if k[0] >= einde.nummer}
        try:
            klopt = wortel_uit(0, grootte, knopen) == self._checkpoint.wortel
        except MerkleFout:
            klopt = False
        if not klopt:
            self._fout("De hashes van wat is weggelaten komen niet uit op de wortel van het log.")

    def _fout(self, melding: str, blad: int | None = None) -> None:
        self._bevindingen.fout(Foutsoort.DEKKING_ONVOLLEDIG, melding, blad)


def knopen_van(blad: BewezenBlad, grootte: int) -> Knopen:
    """Every node of the tree that a leaf with its proof, which must hold, gives away."""
    knopen = dict(zip(zusters(blad.nummer, grootte), blad.bewijs, strict=True))
    knopen[blad.nummer, blad.nummer + 1] = bladhash(blad.inhoud)
    return knopen


def _lees_weggelaten(lijst: JsonWaarde, begin: int, eind: int) -> Iterator[Weglating]:
    """The runs left out, in order and inside [begin, eind); `ValueError` with the reason."""
    if not isinstance(lijst, list):
        raise ValueError("dit is geen lijst.")
    volgende = begin
    for een in lijst:
        match een:
            case {"bladen": [int(van), int(tot)], "waarom": str(waarom), "hashes": list(hashes)}:
                pass
            case _:
                raise ValueError("een reeks heeft niet bladen, waarom en hashes.")
        if not volgende <= van <= tot < eind:
            raise ValueError(f"de bladen {van} tot en met {tot} liggen niet op volgorde.")
        if waarom not in _REDENEN:
            raise ValueError(f"bij blad {van} staat geen bekende reden.")
        yield Weglating(van, tot, waarom, _lees_hashes(hashes, van, tot))
        volgende = tot + 1


def _lees_hashes(hashes: list[JsonWaarde], van: int, tot: int) -> tuple[bytes, ...]:
    try:
        gelezen = tuple(ontb64(hash_) for hash_ in hashes)
    except RegelOngeldig as fout:
        raise ValueError(str(fout)) from None
    nodig = sum(1 for _ in deelbomen(van, tot + 1))
    if len(gelezen) != nodig or any(len(hash_) != HASH_BYTES for hash_ in gelezen):
        raise ValueError(f"bij blad {van} horen {nodig} hashes van 32 bytes.")
    return gelezen

"""A report for the dossier: what a bundle says, how it was checked, how to check it oneself. Pure.

Made of the bundle and of what the verifier found; it adds nothing and judges nothing. The bundle is
the proof, the report is its readable form, and it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.rapport import Bundelrapport
from shared.bewijsbundel.vorm import GETUIGEN_ONTBREKEN
from shared.convenant.regels.laden import Convenantregels
from shared.convenant.regels.woordenboek import Woordenboek
from shared.leesbaar.bladtekst import Bladlezer, Leesblad, Leesregel
from shared.leesbaar.bundelbladen import Bundelblad, Onleesbaar
from shared.leesbaar.rapportwie import Genoemd
from shared.leesbaar.rijen import bladwoorden
from shared.leesbaar.samenvatting import samengevat
from shared.leesbaar.tijd import moment_tekst
from shared.leesbaar.wegwijzer import wegwijzers
from shared.logboek.bladen import Bladsoort

SJABLOON: Final = "rapport.typ"
MAX_BLADEN: Final = 400
"""How many leaves are told in full; of the others only is said how many there are."""

Stuk = dict[str, Any]


@dataclass(frozen=True)
class Rapportopdracht:
    """What a report is made of, besides the leaves.

    sha256: of the bundle's file, in hex. vraag, sleutels: what its files of those names hold.
    uitkomst: what the verifier found. maker: who made the report, as part of a sentence. opdracht:
    the command by which a reader checks the bundle. bijgevoegd: whether it is inside the report.
    """

    bestand: str
    sha256: str
    vraag: Mapping[str, JsonWaarde]
    sleutels: Mapping[str, JsonWaarde]
    uitkomst: Bundelrapport
    maker: str
    opdracht: str
    bijgevoegd: bool
    nu: datetime


@cache
def sjabloon() -> bytes:
    """The template that sets it."""
    return files(__package__).joinpath(SJABLOON).read_bytes()


def stel_rapport_op(
    opdracht: Rapportopdracht,
    bladen: Iterable[Bundelblad | Onleesbaar],
    regels: Convenantregels,
    lezer: Bladlezer,
) -> Stuk:
    """Everything the template sets, as text; ``regels`` and ``lezer``: of the newest covenant."""
    verzameld = _Verzameld(Genoemd(regels))
    for blad in bladen:
        verzameld.neem(blad)
    return _Opsteller(opdracht, verzameld, regels, lezer).rapport()


@dataclass
class _Verzameld:
    """The leaves gone by: told, counted, and what came back on each message."""

    genoemd: Genoemd
    besluiten: list[Bundelblad] = field(default_factory=list)
    anders: list[Bundelblad] = field(default_factory=list)
    soorten: Counter[str] = field(default_factory=Counter)
    uitkomsten: Counter[str] = field(default_factory=Counter)
    antwoorden: dict[str, str] = field(default_factory=dict)
    nummers: list[int] = field(default_factory=list)
    onleesbaar: int = 0

    def neem(self, blad: Bundelblad | Onleesbaar) -> None:
        """Take in one leaf."""
        if isinstance(blad, Onleesbaar):
            self.onleesbaar += 1
            return
        self.soorten[blad.tekst.titel] += 1
        self.nummers = [min([blad.nummer, *self.nummers]), max([blad.nummer, *self.nummers])]
        velden, soort = blad.blad.velden, blad.blad.soort
        if soort is Bladsoort.BEVESTIGING:
            self.antwoorden[str(velden.get("id"))] = str(velden.get("status"))
        if soort is Bladsoort.BESLUIT:
            besluit = velden.get("besluit")
            self.uitkomsten[str(besluit.get("besluit") if isinstance(besluit, dict) else "")] += 1
        plek = self.besluiten if soort is Bladsoort.BESLUIT else self.anders
        if len(plek) < MAX_BLADEN:
            plek.append(blad)
            self.genoemd.neem(blad.blad)


class _Opsteller:
    def __init__(
        self,
        opdracht: Rapportopdracht,
        verzameld: _Verzameld,
        regels: Convenantregels,
        lezer: Bladlezer,
    ) -> None:
        self._o = opdracht
        self._v = verzameld
        self._regels = regels
        self._lezer = lezer

    @property
    def _woorden(self) -> Woordenboek:
        return self._lezer.woorden

    def rapport(self) -> Stuk:
        return {
            "titel": "Rapport over een bewijsbundel",
            "kenmerk": self._o.sha256[:16],
            "convenant": self._regels.titel,
            "kop": [_rij(naam, waarde) for naam, waarde in self._kop()],
            "oordeel": self._oordeel(),
            "vraag": [_rij(naam, waarde) for naam, waarde in samengevat(self._vraag())],
            "omvang": list(self._omvang()),
            "telling": [_rij(naam, str(n)) for naam, n in self._v.soorten.most_common()],
            "besluiten": [self._blad(blad) for blad in self._v.besluiten],
            "anders": [self._blad(blad) for blad in self._v.anders if not _is_kort(blad)],
            "kort": [
                {
                    "nummer": str(blad.nummer),
                    "wanneer": moment_tekst(blad.tekst.tijdstip),
                    "zin": blad.tekst.zin,
                }
                for blad in self._v.anders
                if _is_kort(blad)
            ],
            "wie": [
                {
                    "wat": f"{een.wat[:1].upper()}{een.wat[1:]}",
                    "bij": self._partijen(een.partijen),
                    "hoe": een.hoe,
                    "verwijzingen": list(een.verwijzingen),
                }
                for een in wegwijzers(self._v.genoemd.alles(), self._regels)
            ],
            "zelf": list(self._zelf()),
            "opdracht": self._o.opdracht,
            "bijgevoegd": self._o.bijgevoegd,
            "verantwoording": list(self._verantwoording()),
        }

    def _kop(self) -> Iterator[tuple[str, str]]:
        stand = self._o.uitkomst.checkpoint
        yield "Bundel", self._o.bestand
        yield "SHA-256 van de bundel", _in_groepjes(self._o.sha256)
        yield "Rapport gemaakt", moment_tekst(self._o.nu)
        if stand is not None:
            yield "Logboek", stand.herkomst
            yield "Stand van het logboek", f"{stand.grootte} bladen"
            yield "Wortel van het logboek", _in_groepjes(stand.wortel.hex())
        yield "Mede ondertekend door", self._partijen(self._o.uitkomst.getuigen) or "niemand"
        ontbreekt = self._o.sleutels.get(GETUIGEN_ONTBREKEN)
        if isinstance(ontbreekt, list) and ontbreekt:
            yield "Niet mede ondertekend door", self._partijen([str(een) for een in ontbreekt])
        if self._o.uitkomst.medeondertekend is not None:
            yield "Laatste getuige tekende", moment_tekst(self._o.uitkomst.medeondertekend)
        for een in self._o.uitkomst.partijen:
            bron = "door u opgegeven" if een.vastgezet else "alleen volgens de bundel"
            yield self._partijen([een.code]), f"OIN {een.oin}, {een.organisatie} ({bron})"

    def _oordeel(self) -> Stuk:
        uit = self._o.uitkomst
        gecontroleerd = (
            f"{uit.bladen} bladen gelezen, {uit.besluiten} besluiten opnieuw genomen met dezelfde "
            f"uitkomst, {uit.handtekeningen} handtekeningen van partijen juist bevonden."
        )
        goed = f"De bundel is in orde. {gecontroleerd}"
        fout = f"De bundel is niet in orde. Aantal fouten: {len(uit.fouten)}. {gecontroleerd}"
        return {
            "goed": uit.in_orde,
            "tekst": goed if uit.in_orde else fout,
            "fouten": [str(een) for een in uit.fouten[:MAX_BLADEN]],
            "opmerkingen": list(uit.opmerkingen),
        }

    def _vraag(self) -> Sequence[Leesregel]:
        vraag = self._o.vraag.get("vraag")
        gelezen = self._lezer.vraag(vraag) if isinstance(vraag, dict) else ()
        gemaakt = self._o.vraag.get("gemaakt")
        beantwoord = () if gemaakt is None else self._lezer.vraag({"gemaakt": gemaakt})
        return (*gelezen, *beantwoord)

    def _omvang(self) -> Iterator[str]:
        aantal = self._v.soorten.total()
        if not aantal:
            yield "Er is geen blad te lezen."
            return
        eerste, laatste = self._v.nummers[0], self._v.nummers[-1]
        yield f"In de bundel zitten {aantal} bladen, van blad {eerste} tot en met blad {laatste}."
        for code, hoeveel in self._v.uitkomsten.most_common():
            yield f"Besluiten over berichten, {self._woorden.tekst('besluiten', code)}: {hoeveel}."
        if self._v.onleesbaar:
            yield f"Regels die geen blad zijn: {self._v.onleesbaar}."
        if (dekking := self._o.uitkomst.dekking) is not None:
            yield f"De bundel dekt: {dekking.dekt}."
            yield from (f"De bundel toont niet: {wat}." for wat in dekking.niet_getoond)
        verteld = len(self._v.besluiten) + len(self._v.anders)
        if verteld < aantal:
            yield (
                f"Let op: dit rapport vertelt {verteld} van die bladen. De andere staan alleen in "
                "de bundel; driehoek bewijs toon laat ze in woorden zien."
            )

    def _blad(self, blad: Bundelblad) -> Stuk:
        tekst: Leesblad = blad.tekst
        return {
            "titel": f"Blad {blad.nummer}: {tekst.titel}",
            "wanneer": moment_tekst(tekst.tijdstip),
            "zin": tekst.zin,
            "regels": [
                _rij(naam, waarde)
                for naam, waarde in samengevat(
                    [*(r for r in tekst.regels if not r.detail), *self._afloop(blad)]
                )
            ],
        }

    def _afloop(self, blad: Bundelblad) -> Iterator[Leesregel]:
        """What came back on a message that was let through, as far as the bundle has it."""
        kop, besluit = blad.blad.velden.get("kop"), blad.blad.velden.get("besluit")
        if blad.blad.soort is not Bladsoort.BESLUIT or not isinstance(kop, dict):
            return
        if not isinstance(besluit, dict) or besluit.get("redenen"):
            return
        antwoord = self._v.antwoorden.get(str(kop.get("id")))
        zin = "in deze bundel staat geen antwoord van de ontvanger"
        if antwoord is not None:
            zin = self._woorden.tekst("ontvangststatussen", antwoord)
        yield Leesregel("Hoe het afliep", zin)

    def _zelf(self) -> Iterator[str]:
        yield (
            "U hoeft dit rapport niet te geloven, en ook niet wie het maakte. De bundel is zonder "
            "ons te controleren, zonder netwerk en op uw eigen computer."
        )
        waar = (
            f"De bundel zit in dit bestand, als bijlage {self._o.bestand}; haal haar er met uw "
            "PDF-programma uit."
            if self._o.bijgevoegd
            else "De bundel is te groot om bij te voegen; vraag haar aan wie u dit rapport gaf."
        )
        yield (
            f"{waar} Ga na dat het dezelfde is: bereken haar SHA-256 en vergelijk die met de "
            "eerste bladzijde."
        )
        yield (
            "Vraag de sleutel van het logboek, de sleutels van de getuigen en de "
            "wortelcertificaten aan de partijen zelf, en niet aan wie u de bundel gaf. Voer dan "
            "de opdracht hieronder uit. In LEESMIJ.txt in de bundel staat hoe het zonder ons "
            "programma gaat."
        )

    def _verantwoording(self) -> Iterator[str]:
        yield (
            f"Dit rapport is gemaakt door {self._o.maker}. Het is de leesbare vorm van de bundel; "
            "de bundel zelf is het bewijs en gaat voor."
        )
        yield (
            f"De woorden zijn die van het convenant ({self._regels.id}, versie "
            f"{self._regels.versie}). Tijden zijn Nederlandse tijd, met tussen haakjes UTC."
        )

    def _partijen(self, codes: Sequence[str]) -> str:
        return ", ".join(self._woorden.tekst("partijen", code) for code in codes)


def _rij(naam: str, waarde: str) -> Stuk:
    return {"naam": naam, "waarde": waarde}


def _is_kort(blad: Bundelblad) -> bool:
    return bladwoorden().bladen[blad.blad.soort].kort


def _in_groepjes(hex_: str) -> str:
    """Sixteen signs at a time, so that a line can be broken and people can compare."""
    return " ".join(hex_[begin : begin + 16] for begin in range(0, len(hex_), 16))

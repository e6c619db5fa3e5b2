"""The question of a bundle, held against the log's own leaf about it.

Before a bundle is made the log takes in a leaf `raadpleging`: who asked, what, when, and of how
many leaves the answer was. That leaf goes along with its proof (`gevraagd` in `zoekvraag.json`).
So whoever changes the question, its time or the number of leaves is contradicted by the log, and a
leaf cannot be taken out unnoticed, whatever kind of question it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.regel import RegelOngeldig, regel_uit
from shared.bewijsbundel.vorm import GEVRAAGD, OPGESCHOOND, ZOEKVRAAG
from shared.logboek.bladen import BewezenBlad, Bladsoort, GelezenBlad, lees_blad
from shared.logboek.controlepunt import Checkpoint
from shared.logboek.fouten import BladOngeldig, MerkleFout
from shared.logboek.merkle import bladhash, controleer_inclusie

PERIODE, BERICHT, GROEP, BLADEN, EXPORT = "periode", "bericht", "groep", "bladen", "export"
SOORTEN = frozenset({PERIODE, BERICHT, GROEP, BLADEN, EXPORT})
_AANTAL = "aantal"


@dataclass(frozen=True, slots=True)
class Bewezen:
    """A leaf that was proven to stand in the log at its number, and what it says."""

    regel: BewezenBlad
    gelezen: GelezenBlad

    @property
    def nummer(self) -> int:
        """Its number in the log."""
        return self.regel.nummer

    @property
    def tijdstip(self) -> datetime:
        """When the log says it was written."""
        return self.gelezen.tijdstip


@dataclass(frozen=True, slots=True)
class Vraagblad:
    """What the log says about the question. `partij`: None for who looks over all parties."""

    blad: Bewezen
    partij: str | None
    vraag: Mapping[str, JsonWaarde]
    aantal: int
    opgeschoond: int


class Los:
    """Reads leaves that stand in `zoekvraag.json` themselves, and proves each."""

    def __init__(self, checkpoint: Checkpoint | None, bevindingen: Bevindingen) -> None:
        self._checkpoint = checkpoint
        self._bevindingen = bevindingen

    def lees(self, waarde: JsonWaarde, wat: str) -> Bewezen | None:
        """The leaf, or None and a fault. `wat`: how the fault calls it."""
        try:
            regel = regel_uit(waarde)
        except RegelOngeldig as fout:
            self._fout(Foutsoort.REGEL_ONGELDIG, f"{ZOEKVRAAG}, {wat}: {fout}")
            return None
        if not self._staat_in_log(regel, wat):
            return None
        try:
            return Bewezen(regel, lees_blad(regel.inhoud))
        except BladOngeldig as fout:
            self._fout(Foutsoort.BLAD_ONGELDIG, f"{ZOEKVRAAG}, {wat}: {fout}", regel.nummer)
            return None

    def _staat_in_log(self, regel: BewezenBlad, wat: str) -> bool:
        stand = self._checkpoint
        if stand is None:
            return False
        if regel.nummer >= stand.grootte:
            melding = f"Het checkpoint is ouder dan dit blad ({wat}): het telt {stand.grootte}."
            self._fout(Foutsoort.CHECKPOINT_TE_OUD, melding, regel.nummer)
            return False
        hash_ = bladhash(regel.inhoud)
        try:
            controleer_inclusie(hash_, regel.nummer, stand.grootte, regel.bewijs, stand.wortel)
        except MerkleFout as fout:
            melding = f"{fout} Het blad ({wat}) is gewijzigd of hoort niet in dit log."
            self._fout(Foutsoort.BEWIJS_ONGELDIG, melding, regel.nummer)
            return False
        return True

    def _fout(self, soort: Foutsoort, melding: str, blad: int | None = None) -> None:
        self._bevindingen.fout(soort, melding, blad)


def lees_vraagblad(
    document: Mapping[str, JsonWaarde], los: Los, bevindingen: Bevindingen
) -> Vraagblad | None:
    """The log's leaf about the question of this document, compared with it; None and a fault."""
    if document.get(GEVRAAGD) is None:
        melding = (
            "Dat deze vraag zo is gesteld en dit het antwoord was, is niet te zien: het blad van "
            f"het log daarover ({GEVRAAGD}) zit niet in {ZOEKVRAAG}."
        )
        bevindingen.fout(Foutsoort.VRAAG_NIET_BEWEZEN, melding)
        return None
    blad = los.lees(document[GEVRAAGD], GEVRAAGD)
    if blad is None:
        return None
    vraag = blad.gelezen.velden.get("vraag")
    if blad.gelezen.soort is not Bladsoort.RAADPLEGING or not isinstance(vraag, dict):
        melding = f"Het blad bij {GEVRAAGD} gaat niet over een vraag aan het log."
        bevindingen.fout(Foutsoort.VRAAG_NIET_BEWEZEN, melding, blad.nummer)
        return None
    rest = dict(vraag)
    aantal, weg = rest.pop(_AANTAL, None), rest.pop(OPGESCHOOND, 0)
    partij = blad.gelezen.velden.get("partij")
    gevonden = Vraagblad(
        blad, partij if isinstance(partij, str) else None, rest, _getal(aantal), _getal(weg)
    )
    _vergelijk(document, gevonden, bevindingen)
    return gevonden


def _vergelijk(
    document: Mapping[str, JsonWaarde], gevonden: Vraagblad, bevindingen: Bevindingen
) -> None:
    if document.get("vraag") != gevonden.vraag:
        melding = f"{ZOEKVRAAG} noemt een andere vraag dan volgens het log is gesteld."
        bevindingen.fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding, gevonden.blad.nummer)
    if document.get("gemaakt") != gevonden.blad.gelezen.velden["tijdstip"]:
        melding = f"{ZOEKVRAAG} noemt een andere tijd dan waarop volgens het log is gevraagd."
        bevindingen.fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding, gevonden.blad.nummer)


def controleer_aantal(
    vraag: Vraagblad, bladen: int, opgeschoond: int, bevindingen: Bevindingen
) -> bool:
    """Whether the bundle has as many leaves as the log says that the answer had."""
    goed = True
    for wat, nu, toen in (
        ("bladen", bladen, vraag.aantal),
        ("opgeschoonde bladen", opgeschoond, vraag.opgeschoond),
    ):
        if nu != toen:
            soort = Foutsoort.BLAD_ONTBREEKT if nu < toen else Foutsoort.ZOEKVRAAG_KLOPT_NIET
            melding = (
                f"Volgens het log had het antwoord op deze vraag {toen} {wat}, de bundel {nu}: er "
                f"is iets {'weggehaald' if nu < toen else 'bijgekomen'}."
            )
            bevindingen.fout(soort, melding)
            goed = False
    return goed


class Onderwerp:
    """Whether each leaf is about what was asked, as far as the leaf itself can tell."""

    def __init__(self, vraag: Mapping[str, JsonWaarde], bevindingen: Bevindingen) -> None:
        self._bevindingen = bevindingen
        self._berichten: set[JsonWaarde] = set()
        self._hoort_bij: Callable[[GelezenBlad], bool] = {
            BERICHT: lambda blad: self._over_bericht(blad, vraag.get(BERICHT)),
            GROEP: lambda blad: self._over_groep(blad, vraag.get(GROEP)),
            EXPORT: self._over_besluiten,
        }.get(str(vraag.get("soort")), lambda _: True)

    def neem(self, nummer: int, blad: GelezenBlad) -> None:
        """Check one leaf; leaves come in order of number."""
        if not self._hoort_bij(blad):
            melding = "Dit blad gaat niet over wat volgens de zoekvraag is gevraagd."
            self._bevindingen.fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding, nummer)

    def _over_bericht(self, blad: GelezenBlad, bericht: JsonWaarde) -> bool:
        return bericht in _berichten_van(blad)

    def _over_groep(self, blad: GelezenBlad, groep: JsonWaarde) -> bool:
        for lid in ("kop", "besluit"):
            deel = blad.velden.get(lid)
            if isinstance(deel, dict) and deel.get("groep") == groep:
                self._berichten.update(_berichten_van(blad))
                return True
        return not self._berichten.isdisjoint(_berichten_van(blad))

    def _over_besluiten(self, blad: GelezenBlad) -> bool:
        if blad.soort is Bladsoort.BESLUIT:
            self._berichten.update(_berichten_van(blad))
            return True
        return not self._berichten.isdisjoint(_berichten_van(blad))


def _berichten_van(blad: GelezenBlad) -> Sequence[str]:
    """The messages a leaf is about."""
    velden = blad.velden
    if blad.soort is Bladsoort.BESLUIT:
        kop = velden.get("kop")
        gevonden: JsonWaarde = [kop.get("id")] if isinstance(kop, dict) else []
    elif blad.soort is Bladsoort.MONDELING:
        gevonden = velden.get("berichten")
    else:
        gevonden = [velden.get("id")]
    return [een for een in gevonden if isinstance(een, str)] if isinstance(gevonden, list) else []


def _getal(waarde: JsonWaarde) -> int:
    return waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else -1

"""The leaves of a bundle, each in the words of the covenant of its time. Checks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.bewijsbundel.blad.convenantboek import Convenantboek
from shared.bewijsbundel.rapport import Bevindingen
from shared.bewijsbundel.regel import lees_regel
from shared.bewijsbundel.vorm import CONVENANT
from shared.bewijsbundel.zip import Bundelbestand
from shared.convenant.regels.laden import Convenantregels, standaard_convenant
from shared.convenant.regels.woordenboek import woordenboek
from shared.leesbaar.bladtekst import Bladlezer, Leesblad
from shared.logboek.bladen import GelezenBlad, lees_blad
from shared.logboek.fouten import LogboekFout


@dataclass(frozen=True, slots=True)
class Bundelblad:
    """A leaf of a bundle. `regels`: the covenant in whose words it is told."""

    nummer: int
    blad: GelezenBlad
    tekst: Leesblad
    regels: Convenantregels


@dataclass(frozen=True, slots=True)
class Onleesbaar:
    """A line that holds no leaf, and why."""

    melding: str


class Bundelbladen:
    """Reads an opened bundle; what is wrong with its covenant is among `bevindingen`."""

    def __init__(self, bundel: Bundelbestand, bevindingen: Bevindingen) -> None:
        self._bundel = bundel
        inhoud = bundel.lees(CONVENANT)
        self._boek = Convenantboek([])
        if inhoud is not None:
            self._boek = Convenantboek.lees(inhoud, bevindingen)
        self._lezers: dict[str, Bladlezer] = {}

    def __iter__(self) -> Iterator[Bundelblad | Onleesbaar]:
        """Every line, in the order of the bundle."""
        for ruw in self._bundel.regels():
            try:
                gelezen = lees_regel(ruw)
                blad = lees_blad(gelezen.inhoud)
            except LogboekFout as fout:
                yield Onleesbaar(str(fout))
                continue
            regels = self.regels_voor(gelezen.nummer)
            yield Bundelblad(gelezen.nummer, blad, self._lezer(regels).lees(blad), regels)

    def regels_voor(self, nummer: int) -> Convenantregels:
        """The covenant in force at a leaf; of a bundle without one that of this program."""
        return self._boek.voor(nummer) or standaard_convenant()

    def _lezer(self, regels: Convenantregels) -> Bladlezer:
        gevonden = self._lezers.get(regels.hash)
        if gevonden is None:
            gevonden = self._lezers[regels.hash] = Bladlezer(woordenboek(regels.bron))
        return gevonden

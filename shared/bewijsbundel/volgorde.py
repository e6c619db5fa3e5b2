"""Which leaves a bundle holds: in order, none twice, none of the search's own list missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from shared.bericht.jsonvorm import JsonWaarde
from shared.bewijsbundel.rapport import Bevindingen, Foutsoort
from shared.bewijsbundel.vorm import OPGESCHOOND, ZOEKVRAAG

_MAX_GENOEMD = 20


class Bladvolgorde:
    """Follows the numbers of the leaves as they are read."""

    def __init__(self, bevindingen: Bevindingen) -> None:
        self._bevindingen = bevindingen
        self._reeksen: list[tuple[int, int]] | None = None
        self._aantal: JsonWaarde = None
        self._gezien: set[int] = set()
        self._hoogste = -1
        self._regels = 0

    def lees_zoekvraag(self, document: Mapping[str, JsonWaarde] | None) -> None:
        """Take in the numbers that should be there; None when the file was not readable."""
        if document is None:
            return
        self._aantal = document.get("aantal")
        self._lees_opgeschoond(document.get(OPGESCHOOND))
        reeksen = document.get("bladnummers")
        if reeksen is None:
            # Dat het lid ontbreekt is al een fout.
            return
        try:
            self._reeksen = list(_lees_reeksen(reeksen))
        except ValueError as fout:
            self._fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, f"{ZOEKVRAAG}: {fout}")

    def _lees_opgeschoond(self, reeksen: JsonWaarde) -> None:
        if reeksen is None:
            return
        try:
            weg = list(_lees_reeksen(reeksen))
        except ValueError as fout:
            self._fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, f"{ZOEKVRAAG}, {OPGESCHOOND}: {fout}")
            return
        aantal = sum(tot - van + 1 for van, tot in weg)
        self._bevindingen.opmerking(
            f"Volgens {ZOEKVRAAG} is van {aantal} bladen van het antwoord de inhoud na de "
            f"bewaartermijn verwijderd; zij zitten niet in de bundel: {_genoemd(weg)}."
        )

    def neem(self, nummer: int) -> None:
        """Note one leaf."""
        self._regels += 1
        if nummer in self._gezien:
            self._fout(Foutsoort.BLAD_DUBBEL, "Dit blad zit twee keer in de bundel.", nummer)
        elif nummer < self._hoogste:
            melding = f"Dit blad staat na blad {self._hoogste}: de volgorde is gewijzigd."
            self._fout(Foutsoort.BLAD_VERPLAATST, melding, nummer)
        self._gezien.add(nummer)
        self._hoogste = max(self._hoogste, nummer)

    def sluit(self) -> None:
        """After the last leaf: what should have been there and was not, and the other way round."""
        if self._aantal is not None and self._aantal != self._regels:
            melding = f"{ZOEKVRAAG} noemt {self._aantal} bladen; het zijn er {self._regels}."
            self._fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding)
        if self._reeksen is None:
            return
        for van, tot in self._ontbrekend(self._reeksen):
            wat = "Dit blad ontbreekt" if van == tot else f"De bladen tot en met {tot} ontbreken"
            self._fout(Foutsoort.BLAD_ONTBREEKT, f"{wat} in de bundel.", van)
        begins = [van for van, _ in self._reeksen]
        for nummer in sorted(self._gezien):
            plek = bisect_right(begins, nummer) - 1
            if plek < 0 or nummer > self._reeksen[plek][1]:
                melding = f"Dit blad hoort volgens {ZOEKVRAAG} niet in de bundel."
                self._fout(Foutsoort.ZOEKVRAAG_KLOPT_NIET, melding, nummer)

    def _ontbrekend(self, reeksen: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Runs of expected numbers that were not seen; walks over what was seen, not the runs."""
        gezien = sorted(self._gezien)
        plek = 0
        for van, tot in reeksen:
            while plek < len(gezien) and gezien[plek] < van:
                plek += 1
            volgende = van
            while plek < len(gezien) and gezien[plek] <= tot:
                if gezien[plek] > volgende:
                    yield volgende, gezien[plek] - 1
                volgende = gezien[plek] + 1
                plek += 1
            if volgende <= tot:
                yield volgende, tot

    def _fout(self, soort: Foutsoort, melding: str, blad: int | None = None) -> None:
        self._bevindingen.fout(soort, melding, blad)


def _lees_reeksen(reeksen: JsonWaarde) -> Iterator[tuple[int, int]]:
    if not isinstance(reeksen, list):
        raise ValueError("bladnummers is geen lijst van reeksen.")
    vorige = -1
    for reeks in reeksen:
        match reeks:
            case [int(van), int(tot)] if vorige < van <= tot:
                yield van, tot
                vorige = tot
            case _:
                raise ValueError("de reeksen bladnummers zijn geen oplopende paren van nummers.")


def _genoemd(reeksen: list[tuple[int, int]]) -> str:
    eerste = [f"{van}" if van == tot else f"{van}-{tot}" for van, tot in reeksen[:_MAX_GENOEMD]]
    return ", ".join(eerste) + (" en meer" if len(reeksen) > _MAX_GENOEMD else "")

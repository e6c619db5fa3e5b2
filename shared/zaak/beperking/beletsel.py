"""What is contested or restricted does not leave (covenant 6.5 and 11.1, c; readings F5, J8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from shared.bestand.afscherming.tabellen import BeperkingRij
from shared.partij.dienst import Dienst
from shared.verzenden.fouten import Tegengehouden
from shared.verzenden.samenstellen.samenstelling import Deel
from shared.zaak.beperking import opslag
from shared.zaak.verbetering.opslag import open_over_personen
from shared.zaak.verbetering.tabellen import VerbeteringRij

_Rij = TypeVar("_Rij", VerbeteringRij, BeperkingRij)


class Opgeschort(Tegengehouden):
    """An own record in this message is contested; ``verbetering`` is the id of that correction."""

    def __init__(self, soort: str, verbetering: str) -> None:
        super().__init__(
            f"Dit gegeven wordt nu niet gebruikt: {soort}. Iemand vindt het onjuist of onvolledig. "
            f"Handel eerst verbetering {verbetering} af."
        )
        self.verbetering = verbetering


class Beperkt(Tegengehouden):
    """An own record in this message is restricted; ``beperking`` is the id of that."""

    def __init__(self, soort: str, beperking: str) -> None:
        super().__init__(
            f"Dit gegeven wordt nu niet gebruikt: {soort}. De betrokkene vroeg om beperking en "
            "kreeg die. Vraag de privacyfunctionaris wanneer zij eindigt."
        )
        self.beperking = beperking


class EigenBeletsel:
    """Own records that are contested (``Opgeschort``) or restricted (``Beperkt``)."""

    def __init__(self, dienst: Dienst) -> None:
        self._soorten = dienst.regels.gegevenssoorten
        self._leeftijd = {
            code: soort.titel
            for code, soort in self._soorten.items()
            if soort.persoonsvelden and soort.geboortedatum is not None
        }

    def eis_vrij(self, sessie: Session, delen: Iterable[Deel]) -> None:
        """Raises for the first that is contested, else for the first that is restricted."""
        alle = self.per_deel(sessie, list(delen))
        for soort in (Opgeschort, Beperkt):
            for een in alle:
                if isinstance(een, soort):
                    raise een

    def per_deel(self, sessie: Session, delen: Sequence[Deel]) -> list[Tegengehouden | None]:
        """What keeps each of them; contested goes first."""
        personen = {deel.persoon_id for deel in delen}
        wiens_leeftijd = {deel.leeftijd_van for deel in delen if deel.leeftijd_van is not None}
        betwist = _per_persoon(open_over_personen(sessie, sorted(personen)))
        beperkt = _per_persoon(opslag.geldend_over(sessie, sorted(personen | wiens_leeftijd)))
        return [self._wat_er_is(deel, betwist, beperkt) for deel in delen]

    def _wat_er_is(
        self,
        deel: Deel,
        betwist: Mapping[str, list[VerbeteringRij]],
        beperkt: Mapping[str, list[BeperkingRij]],
    ) -> Tegengehouden | None:
        titel = self._soorten[deel.gegevenssoort].titel
        for verbetering in betwist.get(deel.persoon_id, ()):
            hiervan = verbetering.gegevenssoort == deel.gegevenssoort
            if hiervan and verbetering.gegeven_id in (None, deel.gegeven_id):
                return Opgeschort(titel, verbetering.id)
        for beperking in beperkt.get(deel.persoon_id, ()):
            hiervan = beperking.gegevenssoort in (None, deel.gegevenssoort)
            if hiervan and beperking.gegeven_id in (None, deel.gegeven_id):
                return Beperkt(titel, beperking.id)
        return self._leeftijd_beperkt(deel.leeftijd_van, beperkt)

    def _leeftijd_beperkt(
        self, van: str | None, beperkt: Mapping[str, list[BeperkingRij]]
    ) -> Tegengehouden | None:
        """Every message says how old he is, or of a parent the child: that is using the date."""
        for beperking in beperkt.get(van or "", ()):
            van_hemzelf = beperking.gegeven_id in (None, van)
            if van_hemzelf and beperking.gegevenssoort in (None, *self._leeftijd):
                titels = ", ".join(self._leeftijd.values())
                return Beperkt(
                    self._leeftijd.get(beperking.gegevenssoort or "", titels), beperking.id
                )
        return None


def _per_persoon(rijen: Iterable[_Rij]) -> dict[str, list[_Rij]]:
    gevonden: dict[str, list[_Rij]] = {}
    for rij in rijen:
        gevonden.setdefault(str(rij.persoon_id), []).append(rij)
    return gevonden

"""Keep a filter under a name, and let it go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shared.bestand.voorkeuren import opslag
from shared.bestand.voorkeuren.tabellen import VoorkeurRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.web.teksten import keur

HOOGSTENS: Final = 20
"""How many somebody may have: more is a list to search in, and no help any more."""


@dataclass(frozen=True)
class Voorkeuren:
    """The filters of one official; nobody sees those of another."""

    dienst: Dienst
    autorisatie_id: str

    def lijst(self) -> Sequence[VoorkeurRij]:
        """All of them, by name."""
        with self.dienst.lezend() as sessie:
            return opslag.van(sessie, self.autorisatie_id)

    def bewaar(self, id_: str, scherm: str, naam: str, keuzes: Mapping[str, str]) -> VoorkeurRij:
        """Keep it, or what it is now. Raises ``OngeldigeInvoer`` (somebody is in the name) and
        ``Conflict`` (the name is taken, or there are enough)."""
        fouten = keur("/naam", naam)
        if fouten:
            raise OngeldigeInvoer(fouten)
        with self.dienst.transactie() as sessie:
            alle = opslag.van(sessie, self.autorisatie_id)
            anders = [een for een in alle if een.id != id_]
            if any((een.scherm, een.naam) == (scherm, naam) for een in anders):
                raise Conflict("U hebt al een filter met deze naam. Kies een andere naam.")
            if len(anders) >= HOOGSTENS:
                raise Conflict(f"U hebt al {HOOGSTENS} filters. Haal er eerst een weg.")
            rij = VoorkeurRij(
                autorisatie_id=self.autorisatie_id,
                id=id_,
                scherm=scherm,
                naam=naam,
                keuzes=dict(keuzes),
                gewijzigd_op=self.dienst.klok(),
            )
            return sessie.merge(rij)

    def verwijder(self, id_: str) -> None:
        """It is not wanted any more; repeatable."""
        with self.dienst.transactie() as sessie:
            opslag.verwijder(sessie, self.autorisatie_id, id_)


def ruim_voorkeuren(dienst: Dienst) -> Mapping[str, int]:
    """Part of the periodic work: those of whose authorisation is over."""
    with dienst.transactie() as sessie:
        return {"voorkeuren": opslag.ruim(sessie, datum_nl(dienst.klok()))}

"""Preparing the end of a group's approach: an end criterion, and an owner for what is left (5.3).

The regisseur prepares it on what was shown, the burgemeester takes the decision. Nothing is stored
as decided before the gateway has accepted it (`besluit.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from services.gemeente.afsluiting.begrippen import OpenActie, Restactie, restactiefouten
from services.gemeente.afsluiting.besluit import AFSLUITING, openstaand
from services.gemeente.groepsdocumenten.dienst import Document, Documenten
from shared.bericht.jsonvorm import jcs
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.besluiten.concepten import Besluitconcepten, Getoond


@dataclass(frozen=True)
class Afsluitvraag:
    """What the official decides: on which criterion, why, and who takes what is left."""

    eindcriterium: str
    motivering: str
    restacties: tuple[Restactie, ...]

    def inhoud(self) -> dict[str, Any]:
        """As it is kept in the file."""
        return {
            "eindcriterium": self.eindcriterium,
            "motivering": self.motivering,
            "restacties": [
                {
                    "actie": een.actie,
                    "eigenaar": een.eigenaar,
                    "uiterlijk": een.uiterlijk.isoformat(),
                }
                for een in self.restacties
            ],
        }


@dataclass(frozen=True)
class Afsluitstand:
    """What an end would leave open today, the decision once it was taken, and the mark of both."""

    open_acties: list[OpenActie]
    besluit: Document | None
    merk: str


class Afsluiting:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def stand(self, groep: str) -> Afsluitstand:
        """What is open and what was decided; also when the answer to it got lost."""
        self._wie.eis_groep(groep)
        await Besluitconcepten(self._u, self._wie).maak_af(groep, AFSLUITING)
        return await asyncio.to_thread(self._stand, groep)

    async def bereid_voor(
        self, groep: str, vraag: Afsluitvraag, eis: Callable[[str], bool], *, bevestigd: bool
    ) -> Getoond:
        """Prepares the decision. Raises ``OngeldigeInvoer`` with everything that is missing."""
        stand = await self.stand(groep)
        if stand.besluit is not None:
            raise Conflict("Deze groep is al afgesloten.")
        eis(stand.merk)
        eigenaars = await self._eigenaars() if vraag.restacties else {}
        fouten = self._fouten(vraag, stand.open_acties, eigenaars)
        tekst = [("/motivering", vraag.motivering)]
        eis_zonder_personen(tekst, bevestigd=bevestigd, fouten=fouten)
        concepten = Besluitconcepten(self._u, self._wie)
        return await concepten.bereid_voor(groep, AFSLUITING, vraag.inhoud(), met_tekst=True)

    async def _eigenaars(self) -> dict[str, str]:
        return {
            str(een["id"]): str(een["partij"])
            for een in await self._u.gateway.collegas()
            if een.get("geldig") is True
        }

    def _fouten(
        self, vraag: Afsluitvraag, open_acties: Sequence[OpenActie], eigenaars: Mapping[str, str]
    ) -> list[Invoerfout]:
        criteria = self._u.dienst.regels.eindcriteria
        fouten = []
        if vraag.eindcriterium not in criteria:
            zin = f"bestaat niet; kies uit: {', '.join(criteria)}"
            fouten.append(Invoerfout("/eindcriterium", zin))
        vandaag = datum_nl(self._u.dienst.klok())
        return [*fouten, *restactiefouten(open_acties, vraag.restacties, eigenaars, vandaag)]

    def _stand(self, groep: str) -> Afsluitstand:
        with self._u.dienst.lezend() as sessie:
            document = Documenten(sessie, self._u.dienst.klok()).zoek(groep, AFSLUITING)
            open_acties = openstaand(sessie, groep)
        gezien = [[actie.id, actie.versie] for actie in open_acties]
        merk = sha256(jcs({"groep": groep, "acties": gezien})).hexdigest()
        return Afsluitstand(open_acties, document, merk)

"""Classifying a group in the covenant's own words: why it falls under it, what it is, what it does.

The axes and values come from the covenant file. The document is kept with the other documents
about the group, with every version; it is about nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from services.gemeente.groepsdocumenten.dienst import Document, Documenten, Versie_eis
from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen
from shared.convenant.bestand.indelingen import indelingsfouten
from shared.convenant.einde import groep_loopt
from shared.partij.fouten import Conflict
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout

INDELING = "indeling"


class Groepsindeling:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def schrijf(
        self,
        groep: str,
        indeling: Mapping[str, Sequence[str]],
        toelichting: str,
        eis: Versie_eis,
        *,
        bevestigd: bool,
    ) -> Document:
        """Classifies a group, or classifies it anew from the version the caller read.

        Raises ``OngeldigeInvoer`` with every fault, ``Conflict`` for a group that has ended.
        """
        self._wie.eis_groep(groep)
        self._keur(indeling, toelichting, bevestigd=bevestigd)
        toestand = await self._u.gateway.groep(groep)
        if not groep_loopt(toestand):
            raise Conflict(
                "De aanpak van deze groep is geëindigd; de indeling verandert niet meer."
            )
        inhoud = {
            "indeling": {as_: list(waarden) for as_, waarden in indeling.items()},
            "toelichting": toelichting,
        }
        return await asyncio.to_thread(self._bewaar, groep, inhoud, eis)

    def lees(self, groep: str) -> Document:
        """The classification as it is now. Raises ``NietGevonden``."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            return Documenten(sessie, self._u.dienst.klok()).lees(groep, INDELING)

    def versies(self, groep: str) -> list[Document]:
        """Every version, the first one first."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            return Documenten(sessie, self._u.dienst.klok()).versies(groep, INDELING)

    def _bewaar(self, groep: str, inhoud: Mapping[str, object], eis: Versie_eis) -> Document:
        with self._u.dienst.transactie() as sessie:
            documenten = Documenten(sessie, self._u.dienst.klok())
            return documenten.schrijf(groep, INDELING, inhoud, eis, self._wie.autorisatie_id)

    def _keur(
        self, indeling: Mapping[str, Sequence[str]], toelichting: str, *, bevestigd: bool
    ) -> None:
        fouten = [
            Invoerfout(f"/indeling{fout.pad}", fout.melding)
            for fout in indelingsfouten(indeling, self._u.dienst.regels.indelingen)
        ]
        eis_zonder_personen([("/toelichting", toelichting)], bevestigd=bevestigd, fouten=fouten)

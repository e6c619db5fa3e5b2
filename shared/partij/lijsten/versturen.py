"""Sends the final list to another holder: one disclosure, one item per person who stays.

Which list an item belongs to stands inside the encrypted content; for the gateway it is a
disclosure as any other, with all its gates.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from shared.convenant.verzoek import Kenmerken
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.lijsten import opslag
from shared.partij.lijsten.begrippen import Lijststand, Regelstand
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import UitgaandRij, Verzendstatus
from shared.partij.uitwisseling_vormen import (
    Afwegingopdracht,
    Onderdeelopdracht,
    Verzendopdracht,
)
from shared.partij.verstrekken import Verstrekken
from shared.web.meldingen import Invoerfout


@dataclass(frozen=True)
class Verzending:
    """To whom the final list goes, and what the official states with it."""

    ontvanger: str
    ontvangende_medewerker: str
    doel: str
    grondslag: str
    afweging: Afwegingopdracht
    kenmerken: Kenmerken | None
    in_reactie_op: str | None


class Lijstverzending:
    """The use case of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie

    async def verstuur(self, groep: str, lijst_id: str, naar: Verzending) -> str:
        """Sends, and remembers with which message; the message's id.

        Raises ``Conflict`` when the list is not final, or this holder has it already.
        """
        self._wie.eis_groep(groep)
        opdracht = await asyncio.to_thread(self._opdracht, groep, lijst_id, naar)
        bericht_id = await Verstrekken(self._u, self._wie).verstuur(opdracht, None)
        await asyncio.to_thread(self._onthoud, lijst_id, naar.ontvanger, bericht_id)
        return bericht_id

    def _opdracht(self, groep: str, lijst_id: str, naar: Verzending) -> Verzendopdracht:
        soort = self._u.dienst.regels.namenlijsten.gegevenssoort
        with self._u.lezend() as sessie:
            lijst = opslag.lijst(sessie, groep, lijst_id)
            if lijst.stand != Lijststand.VASTGESTELD:
                raise Conflict("Alleen een vastgestelde nettolijst gaat naar de anderen.")
            rij = next(
                (r for r in opslag.bevestigingen(sessie, lijst_id) if r.partij == naar.ontvanger),
                None,
            )
            if rij is None:
                zin = "is geen andere partij die deze lijst krijgt"
                raise OngeldigeInvoer([Invoerfout("/ontvanger", zin)])
            eerder = rij.bericht_id and sessie.get(UitgaandRij, rij.bericht_id)
            mislukt = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)
            if eerder and eerder.status not in mislukt:
                raise Conflict("Deze partij heeft de nettolijst al, of hij is onderweg.")
            blijven = [
                (regel.persoon_id, regel.id)
                for regel in opslag.regels_van(sessie, [lijst_id])
                if regel.stand == Regelstand.BLIJFT
            ]
            verzoek = naar.in_reactie_op or opslag.laatste_verzoek(sessie, groep, naar.ontvanger)
        return Verzendopdracht.model_validate(
            {
                "ontvanger": naar.ontvanger,
                "ontvangende_medewerker": naar.ontvangende_medewerker,
                "groep": groep,
                "doel": naar.doel,
                "in_reactie_op": verzoek,
                "afweging": naar.afweging,
                "onderdelen": [
                    Onderdeelopdracht.model_validate(
                        {
                            "persoon": persoon,
                            "gegevenssoort": soort,
                            "gegeven": regel,
                            "grondslag": naar.grondslag,
                            "kenmerken": naar.kenmerken,
                        },
                        by_name=True,
                    )
                    for persoon, regel in blijven
                ],
            },
            by_name=True,
        )

    def _onthoud(self, lijst_id: str, partij: str, bericht_id: str) -> None:
        with self._u.dienst.transactie() as sessie:
            for rij in opslag.bevestigingen(sessie, lijst_id):
                if rij.partij == partij:
                    rij.bericht_id = bericht_id

"""Composes a message that did not arrive anew, from the file as it is now.

A refused or given-up message is never posted again as it was: the record may have been corrected,
the person may have left the group or be destroyed. Composing again reads the file again; what is
no longer there is named, and nothing goes. What the official attests is attested anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import deelnemercategorie, geeft_gegevens
from shared.convenant.verzoek import Kenmerken
from shared.partij.dienst import Dienst
from shared.partij.fouten import Conflict, NietGevonden, Vernietigd
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.samenstellen.bestandslezers import onderdelen_van
from shared.verzenden.samenstellen.opdracht import Bevestiging, Opdrachtmodel, Verzendopdracht
from shared.verzenden.tabellen import UitgaandOnderdeelRij, UitgaandRij, Verzendstatus
from shared.verzenden.uitbak.uitbak import zoek_herstel
from shared.verzenden.uitbak.zegel import Uitbakzegel
from shared.verzenden.versturen.verstrekken import Verstrekken

_NIET_AANGEKOMEN = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


class Herstelopdracht(Opdrachtmodel):
    """What differs from the message that did not arrive."""

    ontvangende_medewerker: Kenmerk | None = Field(
        default=None, description="Wie het nu krijgt; leeg: dezelfde medewerker."
    )
    kenmerken: Kenmerken | None = Field(
        default=None, description="Wat u zelf verklaart, opnieuw, over elke persoon."
    )
    bevestigd_zonder_personen: Bevestiging = False


@dataclass(frozen=True)
class _Eerder:
    """The order as it was, or the message that was composed for it already."""

    opdracht: dict[str, Any]
    herstel: str | None


class Herstellen:
    """The use case of one official."""

    def __init__(
        self, wie: Medewerker, dienst: Dienst, zegel: Uitbakzegel, verstrekken: Verstrekken
    ) -> None:
        self._wie = wie
        self._dienst = dienst
        self._zegel = zegel
        self._verstrekken = verstrekken

    async def stel_opnieuw_samen(self, bericht_id: str, anders: Herstelopdracht) -> str:
        """Sends it anew from the current file; the new message's id. Repeatable: there is one.

        Raises ``Conflict`` for a message that arrived or is under way, ``Vernietigd`` when what
        it was about is gone, and what composing raises.
        """
        eerder = await asyncio.to_thread(self._eerder, bericht_id)
        if eerder.herstel is not None:
            return eerder.herstel
        delen = [
            {**deel, "kenmerken": anders.kenmerken} if "persoon" in deel else deel
            for deel in eerder.opdracht["onderdelen"]
        ]
        opdracht = Verzendopdracht.model_validate(
            {
                **eerder.opdracht,
                "onderdelen": delen,
                "ontvangende_medewerker": anders.ontvangende_medewerker
                or eerder.opdracht["ontvangende_medewerker"],
                "bevestigd_zonder_personen": anders.bevestigd_zonder_personen,
            },
            by_name=True,
        )
        return await self._verstrekken.verstuur_opnieuw(opdracht, bericht_id)

    def _eerder(self, bericht_id: str) -> _Eerder:
        with self._dienst.lezend() as sessie:
            rij = sessie.get(UitgaandRij, bericht_id)
            if rij is None or rij.groep is None:
                raise NietGevonden("Dit bericht is hier niet verstuurd.")
            self._wie.eis_groep(rij.groep)
            regels = self._dienst.regels
            geeft = geeft_gegevens(regels, rij.soort)
            if not geeft or rij.status not in _NIET_AANGEKOMEN or rij.uiting is not None:
                raise Conflict(
                    "Alleen een schriftelijke verstrekking of aanvulling die is geweigerd of "
                    "opgegeven wordt opnieuw samengesteld."
                )
            delen = onderdelen_van(sessie, bericht_id)
            if len(delen) < len(rij.kop["onderdelen"]):
                raise Vernietigd("Waar dit bericht over ging is hier vernietigd; er gaat niets.")
            motivering = self._zegel.open_geheim(rij).motivering
            opdracht = _opdracht(rij.kop, delen, motivering, deelnemercategorie(regels))
            return _Eerder(opdracht, zoek_herstel(sessie, bericht_id))


def _opdracht(
    kop: dict[str, Any],
    delen: Sequence[UitgaandOnderdeelRij],
    motivering: str | None,
    deelnemer: int,
) -> dict[str, Any]:
    afweging = kop["afweging"]
    return {
        "soort": kop["soort"],
        "ontvanger": kop["ontvanger"],
        "ontvangende_medewerker": kop["ontvangendeMedewerker"],
        "groep": kop["groep"],
        "doel": kop["doel"],
        "kanaal": kop["kanaal"],
        "in_reactie_op": kop["inReactieOp"],
        "afweging": None
        if afweging is None
        else {
            "noodzaak": afweging.get("noodzaak"),
            "proportionaliteit": afweging.get("proportionaliteit"),
            "subsidiariteit": afweging.get("subsidiariteit"),
            "zwaarwegend_algemeen_belang": afweging.get("zwaarwegendAlgemeenBelang"),
            "motivering": motivering,
        },
        "onderdelen": [
            _deel(kop["onderdelen"][deel.volgnummer], deel, deelnemer) for deel in delen
        ],
    }


def _deel(kopdeel: dict[str, Any], deel: UitgaandOnderdeelRij, deelnemer: int) -> dict[str, Any]:
    wie = "deelnemer" if kopdeel["categorie"] == deelnemer else "persoon"
    return {
        wie: deel.persoon_id,
        "gegevenssoort": deel.gegevenssoort,
        "gegeven": deel.gegeven_id,
        "grondslag": kopdeel["grondslag"],
    }

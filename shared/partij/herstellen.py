"""Composes a message that did not arrive anew, from the file as it is now.

A refused or given-up message is never posted again as it was: the record may have been corrected,
the person may have left the group or be destroyed. Composing again reads the file again; what is
no longer there is named, and nothing goes. What the official attests is attested anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from sqlalchemy import select

from shared.convenant.verzoek import Kenmerken
from shared.partij.fouten import Conflict, NietGevonden, Vernietigd
from shared.partij.modelbasis import Kenmerk
from shared.partij.toegang import Medewerker
from shared.partij.uitbak import onderdelen_van
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import UitgaandRij, Verzendstatus
from shared.partij.uitwisseling_vormen import Opdrachtmodel, Verzendopdracht
from shared.partij.verstrekken import Verstrekken

_MERK = "opnieuw:"
_SOORTEN = ("verstrekking", "aanvulling")
_NIET_AANGEKOMEN = (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)


class Herstelopdracht(Opdrachtmodel):
    """What differs from the message that did not arrive."""

    ontvangende_medewerker: Kenmerk | None = Field(
        default=None, description="Wie het nu krijgt; leeg: dezelfde medewerker."
    )
    kenmerken: Kenmerken | None = Field(
        default=None, description="Wat u zelf verklaart, opnieuw, over elk onderdeel."
    )


@dataclass(frozen=True)
class _Eerder:
    """The order as it was, or the message that was composed for it already."""

    opdracht: dict[str, Any]
    herstel: str | None


class Herstellen:
    """The use case of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie

    async def stel_opnieuw_samen(self, bericht_id: str, anders: Herstelopdracht) -> str:
        """Sends it anew from the current file; the new message's id. Repeatable: there is one.

        Raises ``Conflict`` for a message that arrived or is under way, ``Vernietigd`` when what
        it was about is gone, and what composing raises.
        """
        eerder = await asyncio.to_thread(self._eerder, bericht_id)
        if eerder.herstel is not None:
            return eerder.herstel
        delen = [{**deel, "kenmerken": anders.kenmerken} for deel in eerder.opdracht["onderdelen"]]
        wie = anders.ontvangende_medewerker or eerder.opdracht["ontvangende_medewerker"]
        opdracht = Verzendopdracht.model_validate(
            {**eerder.opdracht, "onderdelen": delen, "ontvangende_medewerker": wie}, by_name=True
        )
        return await Verstrekken(self._u, self._wie).verstuur(opdracht, f"{_MERK}{bericht_id}")

    def _eerder(self, bericht_id: str) -> _Eerder:
        with self._u.lezend() as sessie:
            rij = sessie.get(UitgaandRij, bericht_id)
            if rij is None or rij.groep is None:
                raise NietGevonden("Dit bericht is hier niet verstuurd.")
            self._wie.eis_groep(rij.groep)
            gezegd = self._u.dienst.regels.kanalen[rij.kop["kanaal"]].mondeling
            if rij.soort not in _SOORTEN or rij.status not in _NIET_AANGEKOMEN or gezegd:
                raise Conflict(
                    "Alleen een schriftelijke verstrekking of aanvulling die is geweigerd of "
                    "opgegeven wordt opnieuw samengesteld."
                )
            vraag = select(UitgaandRij.bericht_id).where(
                UitgaandRij.idempotentiesleutel == f"{_MERK}{bericht_id}"
            )
            delen = onderdelen_van(sessie, bericht_id)
            if len(delen) < len(rij.kop["onderdelen"]):
                raise Vernietigd("Waar dit bericht over ging is hier vernietigd; er gaat niets.")
            motivering = self._u.opslag.zegel.open_geheim(rij).motivering
            return _Eerder(_opdracht(rij.kop, delen, motivering), sessie.scalars(vraag).first())


def opnieuw_van(rij: UitgaandRij) -> str | None:
    """The message that did not arrive and for which this one was composed."""
    sleutel = rij.idempotentiesleutel or ""
    return sleutel.removeprefix(_MERK) if sleutel.startswith(_MERK) else None


def _opdracht(kop: dict[str, Any], delen: Any, motivering: str | None) -> dict[str, Any]:  # noqa: ANN401 - rows
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
            {
                "persoon": deel.persoon_id,
                "gegevenssoort": deel.gegevenssoort,
                "gegeven": deel.gegeven_id,
                "grondslag": kop["onderdelen"][deel.volgnummer]["grondslag"],
            }
            for deel in delen
        ],
    }

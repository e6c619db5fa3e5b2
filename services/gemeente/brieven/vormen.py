"""What officials ask and get about letters."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

from pydantic import Field

from services.gemeente.brieven.begrippen import Informeerstand, Stand, Wijze
from services.gemeente.brieven.dienst import Leesbrief
from services.gemeente.brieven.overzicht import Informeerregel
from services.gemeente.brieven.tabellen import BriefRij
from services.gemeente.informatiestatus.termijn import Termijnaanleiding
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Uitvoermodel, Versiekop


class Verstuurd(Invoermodel):
    """That a letter went."""

    wijze: Wijze = Field(description="Met de post (verzonden), of in de hand gegeven.")
    op: date = Field(description="De dag waarop dat gebeurde; niet in de toekomst.")


class Teruggekomen(Invoermodel):
    """That a letter came back."""

    op: date = Field(description="De dag waarop de brief terugkwam.")


class BriefUit(Versiekop):
    """A letter that was made: to whom, and how it went."""

    id: str
    persoon_id: str = Field(description="Over wie de brief gaat.")
    ontvanger_id: str = Field(
        description="Aan wie zij gericht is: hijzelf, of wie hem vertegenwoordigt."
    )
    soort: str = Field(description="Welke brief: jongere, kind, vertegenwoordiger of ouder.")
    stand: Stand
    tekstversie: str = Field(description="Met welke versie van de woorden zij is gemaakt.")
    met_adres: bool = Field(description="Zonder adres is zij alleen te overhandigen.")
    gemaakt_door: str
    wijze: Wijze | None
    verstuurd_op: date | None
    verstuurd_door: str | None
    retour_op: date | None
    retour_door: str | None


class BriefMetInhoud(BriefUit):
    """A letter with its content, to print."""

    bestandsnaam: str
    document: str = Field(description="De PDF, in base64: te lezen met een schermlezer.")


class BrievenUit(Uitvoermodel):
    """The letters about a person, oldest first."""

    brieven: list[BriefUit]


class InformeerregelUit(Uitvoermodel):
    """How informing one person stands."""

    persoon_id: str
    groepen: list[str]
    stand: Informeerstand
    aanleiding: Termijnaanleiding = Field(
        description="Waar de laatste dag uit volgt (artikel 14 lid 3 AVG)."
    )
    uiterlijk: date
    te_laat: bool
    met_brief: bool = Field(description="Er ging een brief weg, en zij kwam niet terug.")
    grond: str | None = Field(description="Bij een uitzondering: welke.")
    herbeoordeling: date | None


class Informeeraantallen(Uitvoermodel):
    """How many, before any filter."""

    totaal: int
    per_stand: dict[str, int]
    te_laat: int


class InformeerstandenUit(Uitvoermodel):
    """A page of persons, and how many there are in all."""

    aantallen: Informeeraantallen
    personen: list[InformeerregelUit]
    volgende: str | None


VOORBEELD_BRIEF = "0193aaaa-0000-7000-8000-000000000e01"
_KAAL: dict[str, Any] = {
    "id": VOORBEELD_BRIEF,
    "persoonId": VOORBEELD_ID,
    "ontvangerId": VOORBEELD_ID,
    "soort": "jongere",
    "stand": "gereed",
    "tekstversie": "2026-11",
    "metAdres": True,
    "gemaaktDoor": VOORBEELD_MEDEWERKER,
    "wijze": None,
    "verstuurdOp": None,
    "verstuurdDoor": None,
    "retourOp": None,
    "retourDoor": None,
    "versie": 1,
    "aangemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}
VOORBEELD_GEREED: dict[str, Any] = _KAAL
VOORBEELD_INHOUD: dict[str, Any] = {
    **_KAAL,
    "bestandsnaam": f"brief-{VOORBEELD_BRIEF}.pdf",
    "document": "JVBERi0xLjc=",
}
VOORBEELD_VERSTUURD: dict[str, Any] = {
    **_KAAL,
    "stand": "verstuurd",
    "wijze": "verzonden",
    "verstuurdOp": "2026-12-01",
    "verstuurdDoor": VOORBEELD_MEDEWERKER,
    "versie": 2,
}
VOORBEELD_TERUG: dict[str, Any] = {
    **VOORBEELD_VERSTUURD,
    "stand": "onbestelbaar",
    "retourOp": "2026-12-08",
    "retourDoor": VOORBEELD_MEDEWERKER,
    "versie": 3,
}
VOORBEELD_STANDEN: dict[str, Any] = {
    "aantallen": {
        "totaal": 12,
        "perStand": {
            "open": 2, "gereed": 1, "onbestelbaar": 0, "uitzondering": 1, "geinformeerd": 8,
        },
        "teLaat": 1,
    },
    "personen": [
        {
            "persoonId": VOORBEELD_ID,
            "groepen": ["0193aaaa-0000-7000-8000-000000000001"],
            "stand": "open",
            "aanleiding": "vastlegging",
            "uiterlijk": "2026-12-23",
            "teLaat": False,
            "metBrief": False,
            "grond": None,
            "herbeoordeling": None,
        }
    ],
    "volgende": None,
}  # fmt: skip


def brief_uit(rij: BriefRij) -> BriefUit:
    """From row to answer."""
    return BriefUit.model_validate(_velden(rij), by_name=True)


def met_inhoud(gelezen: Leesbrief) -> BriefMetInhoud:
    """From an opened letter to the answer that holds it."""
    velden = {
        **_velden(gelezen.rij),
        "bestandsnaam": f"brief-{gelezen.rij.id}.pdf",
        "document": base64.b64encode(gelezen.pdf).decode("ascii"),
    }
    return BriefMetInhoud.model_validate(velden, by_name=True)


def regel_uit(regel: Informeerregel) -> InformeerregelUit:
    """From fact to answer."""
    velden = {naam: getattr(regel, naam) for naam in InformeerregelUit.model_fields}
    return InformeerregelUit.model_validate(
        {**velden, "groepen": list(regel.groepen)}, by_name=True
    )


def _velden(rij: BriefRij) -> dict[str, Any]:
    namen = [naam for naam in BriefUit.model_fields if naam != "aangemaakt_op"]
    return {**{naam: getattr(rij, naam) for naam in namen}, "aangemaakt_op": rij.gemaakt_op}

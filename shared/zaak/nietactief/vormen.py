"""Shapes of looking back (all examples invented)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web import voorbeelden
from shared.partij.web.namen import VOLGORDE, Naam
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Geboren, Invoermodel, Kenmerk, Tekst, Uitvoermodel
from shared.zaak.nietactief.begrippen import Uitkomst
from shared.zaak.nietactief.tabellen import TerugblikRij
from shared.zaak.nietactief.terugkijken import Terugblik

Code = Annotated[str, StringConstraints(min_length=1, max_length=40)]
_GROEP = "0193aaaa-0000-7000-8000-0000000000a1"
_TERUGBLIK = "0193aaaa-0000-7000-8000-0000000000a2"
_ITEM = "0193aaaa-0000-7000-8000-0000000000a3"

VOORBEELD_INVOER: dict[str, Any] = {
    "aanleiding": "herleving",
    "reden": "Sinds drie weken zijn er weer meldingen over deze groep.",
    "groep": _GROEP,
    "nieuweGroep": "0193aaaa-0000-7000-8000-0000000000a4",
    "naam": None,
    "geboortedatum": None,
    "bevestigdZonderPersonen": True,
}
VOORBEELD_KOP: dict[str, Any] = {
    "id": _TERUGBLIK,
    "aanleiding": "herleving",
    "groep": _GROEP,
    "nieuweGroep": VOORBEELD_INVOER["nieuweGroep"],
    "reden": VOORBEELD_INVOER["reden"],
    "gevonden": 1,
    "getoetst": 0,
    "openTot": "2026-12-07",
    "op": VOORBEELD_TIJD,
    "door": VOORBEELD_MEDEWERKER,
}
VOORBEELD: dict[str, Any] = {
    **VOORBEELD_KOP,
    "open": True,
    "personen": [
        {
            "persoonId": VOORBEELD_ID,
            "getoetst": False,
            "items": [
                {
                    "id": _ITEM,
                    "bron": "overlastgegeven",
                    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
                    "van": voorbeelden.ONTVANGER,
                    "gegevens": {"omschrijving": "Herhaald lawaai op het plein (verzonnen)."},
                }
            ],
        }
    ],
}
VOORBEELD_TOETS: dict[str, Any] = {"uitkomsten": [{"item": _ITEM, "uitslag": "achterhaald"}]}


class Terugblikinvoer(Groepstekstinvoer):
    """Why somebody looks back, and at whom."""

    aanleiding: Code = Field(description="Een van de aanleidingen in het convenant (8.1).")
    reden: Tekst = Field(description="Wat er nu speelt, zonder iets over een persoon.")
    groep: Kenmerk | None = Field(default=None, description="De groep die is afgesloten.")
    nieuwe_groep: Kenmerk | None = Field(default=None, description="De groep die nu loopt.")
    naam: Naam | None = Field(default=None, description=VOLGORDE)
    geboortedatum: Geboren | None = Field(default=None, description="De hele geboortedatum.")


class TerugblikkopUit(Uitvoermodel):
    """Who looked back, why, and at how many people; nobody is named."""

    id: str
    aanleiding: str
    groep: str | None
    nieuwe_groep: str | None
    reden: str
    gevonden: int
    getoetst: int
    open_tot: date
    op: datetime
    door: str


class ItemUit(Uitvoermodel):
    """One thing that is kept about somebody."""

    id: str
    bron: str = Field(description="persoon, ontvangen, of welk soort eigen gegeven het is.")
    gegevenssoort: str | None
    van: str = Field(description="De partij van wie het gegeven is.")
    gegevens: dict[str, Any]


class GevondenUit(Uitvoermodel):
    """Somebody who was found, with what is to be tested."""

    persoon_id: str
    getoetst: bool
    items: list[ItemUit] = Field(description="Leeg als er over deze persoon al is beslist.")


class TerugblikUit(TerugblikkopUit):
    """A look back with everything that is still to be tested."""

    open: bool = Field(description="Na `openTot` is wat er is bewaard weer dicht.")
    personen: list[GevondenUit]


class TerugblikkenUit(Uitvoermodel):
    """A page of the register."""

    terugblikken: list[TerugblikkopUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class Uitkomstinvoer(Invoermodel):
    """What somebody found of one item."""

    item: Kenmerk
    uitslag: Code
    reden: Tekst | None = Field(default=None, description="Bij een verbetering: waarom.")
    gegevens: dict[str, Any] | None = Field(
        default=None, description="Bij een verbetering: de velden zoals zij horen te zijn."
    )

    def als_uitkomst(self) -> Uitkomst:
        """As the rules take it."""
        return Uitkomst(self.item, self.uitslag, self.reden, self.gegevens)


class Toetsinvoer(Invoermodel):
    """Of each item whether it is still correct."""

    uitkomsten: list[Uitkomstinvoer] = Field(max_length=2000)


def kop_uit(rij: TerugblikRij) -> TerugblikkopUit:
    """A line of the register."""
    return TerugblikkopUit(
        id=rij.id,
        aanleiding=rij.aanleiding,
        groep=rij.groep,
        nieuwe_groep=rij.nieuwe_groep,
        reden=rij.reden,
        gevonden=rij.gevonden,
        getoetst=rij.getoetst,
        open_tot=rij.open_tot,
        op=rij.gemaakt_op,
        door=rij.gemaakt_door,
    )


def terugblik_uit(een: Terugblik) -> TerugblikUit:
    """The look with what is to be tested."""
    personen = [
        GevondenUit(
            persoon_id=wie.persoon_id,
            getoetst=wie.getoetst,
            items=[
                ItemUit(
                    id=item.id,
                    bron=item.bron,
                    gegevenssoort=item.gegevenssoort,
                    van=item.van,
                    gegevens=dict(item.gegevens),
                )
                for item in wie.items
            ],
        )
        for wie in een.personen
    ]
    return TerugblikUit(**dict(kop_uit(een.rij)), open=een.is_open, personen=personen)

"""What officials and officers ask and get about context information."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from services.om.context.dienst import Context, Contextblad
from services.om.onderzoek.vormen import VOORBEELD_ZAAK
from shared.overzicht.ontvangen.vormen import VOORBEELD_GEGEVEN, OntvangenGegevenUit, gegeven_uit
from shared.partij.dienst import Dienst
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import WEGGELATEN, Invoermodel, Kenmerk, Uitvoermodel

MAX_GEGEVENS = 200


class Doorgeefinvoer(Invoermodel):
    """Which items go to which case."""

    gegevens: list[Kenmerk] = Field(
        min_length=1, max_length=MAX_GEGEVENS, description="Alleen wat voor deze zaak nodig is."
    )
    zaak: Kenmerk = Field(description="Een zaak van het onderzoek dat nu loopt.")
    zaakofficier: Kenmerk = Field(description="De officier van die zaak, ter controle.")


class Instemminginvoer(Invoermodel):
    """Who at the source consented, and when."""

    van: Kenmerk = Field(description="De autorisatie van wie bij de bron instemde.")
    op: date


class Toevoeginvoer(Invoermodel):
    """That it is in the criminal file now."""

    instemming: Instemminginvoer = Field(
        description="Zonder instemming van de bron gaat er niets in een strafdossier."
    )


class DoorgifteUit(Uitvoermodel):
    """To which case an item was given, and whether it is in the criminal file."""

    id: str
    gegeven: str
    bericht: str = Field(description="Het bericht waarmee het kwam.")
    volgnummer: int = Field(description="Het onderdeel van dat bericht, geteld vanaf 0.")
    gegevenssoort: str
    bron: str
    zaak: str
    zaakofficier: str
    stand: str = Field(description="doorgegeven, toegevoegd, of vervallen: vernietigd.")
    doorgegeven_op: datetime
    doorgegeven_door: str
    toegevoegd_op: datetime | None
    instemming_van: str | None
    instemming_op: date | None


class ContextUit(Uitvoermodel):
    """An item of context information."""

    gegeven: OntvangenGegevenUit | None = Field(
        description="Leeg als het hier niet meer is: in een strafdossier, of vernietigd."
    )
    dagen_over: int | None = Field(description="Hoe lang het hier nog mag zijn, na vandaag.")
    doorgifte: DoorgifteUit | None


class ContextlijstUit(Uitvoermodel):
    """A page of it."""

    contextinformatie: list[ContextUit]
    volgende: str | None
    weggelaten: int = Field(description=WEGGELATEN)


class DoorgegevenUit(Uitvoermodel):
    """What was just given."""

    contextinformatie: list[ContextUit]


class EigenZaakUit(Uitvoermodel):
    """A case of the officer who asks."""

    id: str
    nummer: str
    onderzoek: str
    groep: str
    van: date
    tot: date


class EigenZakenUit(Uitvoermodel):
    """A page of them."""

    zaken: list[EigenZaakUit]
    volgende: str | None


VOORBEELD_DOORGIFTE: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000c03",
    "gegeven": VOORBEELD_GEGEVEN["id"],
    "bericht": VOORBEELD_GEGEVEN["bericht"],
    "volgnummer": 0,
    "gegevenssoort": VOORBEELD_GEGEVEN["gegevenssoort"],
    "bron": VOORBEELD_GEGEVEN["bron"],
    "zaak": VOORBEELD_ZAAK["id"],
    "zaakofficier": VOORBEELD_ZAAK["zaakofficier"],
    "stand": "doorgegeven",
    "doorgegevenOp": VOORBEELD_TIJD,
    "doorgegevenDoor": "0193aaaa-0000-7000-8000-000000000013",
    "toegevoegdOp": None,
    "instemmingVan": None,
    "instemmingOp": None,
}
VOORBEELD_CONTEXT: dict[str, Any] = {
    "gegeven": VOORBEELD_GEGEVEN,
    "dagenOver": 24,
    "doorgifte": VOORBEELD_DOORGIFTE,
}
VOORBEELD_TOEVOEGING: dict[str, Any] = {
    "instemming": {"van": "0193aaaa-0000-7000-8000-000000000012", "op": "2026-11-25"}
}
VOORBEELD_TOEGEVOEGD: dict[str, Any] = {
    "gegeven": None,
    "dagenOver": None,
    "doorgifte": {
        **VOORBEELD_DOORGIFTE,
        "stand": "toegevoegd",
        "toegevoegdOp": VOORBEELD_TIJD,
        "instemmingVan": "0193aaaa-0000-7000-8000-000000000012",
        "instemmingOp": "2026-11-25",
    },
}
VOORBEELD_EIGEN_ZAAK: dict[str, Any] = {
    "id": VOORBEELD_ZAAK["id"],
    "nummer": VOORBEELD_ZAAK["nummer"],
    "onderzoek": "0193aaaa-0000-7000-8000-000000000c01",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "van": "2026-11-24",
    "tot": "2027-02-24",
}


def context_uit(dienst: Dienst, context: Context) -> ContextUit:
    """From what was found to the answer."""
    rij = context.rij
    return ContextUit(
        gegeven=None if rij is None else gegeven_uit(dienst, rij, context.gegevens),
        dagen_over=None if rij is None else context.dagen_over,
        doorgifte=_doorgifte(context),
    )


def lijst_uit(dienst: Dienst, blad: Contextblad) -> ContextlijstUit:
    """From a page of what was found to the answer."""
    return ContextlijstUit(
        contextinformatie=[context_uit(dienst, een) for een in blad.rijen],
        volgende=blad.volgende,
        weggelaten=blad.weggelaten,
    )


def _doorgifte(context: Context) -> DoorgifteUit | None:
    rij = context.doorgifte
    if rij is None:
        return None
    hier = "vervallen" if context.rij is None else "doorgegeven"
    stand = hier if rij.toegevoegd_op is None else "toegevoegd"
    velden = {naam: getattr(rij, naam) for naam in DoorgifteUit.model_fields if naam != "stand"}
    return DoorgifteUit(stand=stand, **velden)

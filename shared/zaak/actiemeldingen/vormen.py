"""Shapes of the API of actions that other parties gave, and its examples. Everything invented."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.begrippen import Convenantregels
from shared.partij.web import voorbeelden
from shared.partij.web.afspraken import AARD, AardUit, aard_uit
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Tekst, Uitvoermodel
from shared.zaak.acties.begrippen import Actiegebeurtenis, Actiestand
from shared.zaak.acties.tabellen import OntvangenActieRij, OntvangenActieverloopRij

_ID = "0193aaaa-0000-7000-8000-0000000000a7"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_STUK = "0193aaaa-0000-7000-8000-0000000000c3"


class Actiemelding(Groepstekstinvoer):
    """How an action stands."""

    stand: Literal["aanvaard", "geweigerd", "bezig", "gedaan"]
    reden: Tekst | None = Field(
        default=None, description="Waarom de actie teruggaat; alleen bij geweigerd."
    )
    voortgang: Tekst | None = Field(default=None, description="Wat er is gebeurd.")
    effect: Tekst | None = Field(default=None, description="Wat het opleverde voor het doel.")


class OntvangenActieUit(Uitvoermodel):
    """An action as it stands."""

    id: str
    van: str = Field(description="De partij die de actie gaf.")
    actie: str = Field(description="Hoe die partij de actie noemt.")
    groep: str
    stuk: str = Field(description="Het stuk waarin zij staat; eerdere versies blijven te lezen.")
    stukversie: int
    doel: str
    omschrijving: str | None = Field(description="Leeg als de actie is teruggenomen.")
    eigenaar: str | None = Field(description="De autorisatie van wie ervoor zorgt.")
    functie: str | None = Field(description="De functie van wie ervoor zorgt.")
    uitvoerder: str | None = Field(
        description="Wie het onder de eigenaar uitvoert; die krijgt zelf niets."
    )
    uiterlijk: date
    restactie: bool = Field(description="Wat er na het afsluiten nog moet.")
    stand: Actiestand = Field(
        description="Wat er van de laatste versie is gezegd; open: nog niets."
    )
    te_laat: bool
    teruggenomen_op: datetime | None
    aard: AardUit
    versie: int
    ontvangen_op: datetime
    gewijzigd_op: datetime


class OntvangenActiesUit(Uitvoermodel):
    """A page of them."""

    acties: list[OntvangenActieUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class OntvangenVerloopUit(Uitvoermodel):
    """One thing that happened to an action."""

    versie: int
    gebeurtenis: Actiegebeurtenis
    stand: Actiestand
    stuk: str = Field(description="Het stuk waarmee het kwam of ging.")
    stukversie: int = Field(description="Welke versie van de actie toen gold.")
    uiterlijk: date
    reden: str | None
    voortgang: str | None
    effect: str | None
    tijdstip: datetime
    door: str | None


class OntvangenVerlopenUit(Uitvoermodel):
    """Everything that happened to an action."""

    verloop: list[OntvangenVerloopUit]


def actie_uit(rij: OntvangenActieRij, regels: Convenantregels, vandaag: date) -> OntvangenActieUit:
    """An action as the API shows it."""
    eigen = {"te_laat", "aard"}
    velden = {n: getattr(rij, n) for n in OntvangenActieUit.model_fields if n not in eigen}
    loopt = rij.teruggenomen_op is None and rij.stand not in (
        Actiestand.GEDAAN, Actiestand.GEWEIGERD,
    )  # fmt: skip
    return OntvangenActieUit(
        **velden, te_laat=loopt and rij.uiterlijk < vandaag, aard=aard_uit(regels)
    )


def verloop_uit(rij: OntvangenActieverloopRij) -> OntvangenVerloopUit:
    """One event as the API shows it."""
    velden = {naam: getattr(rij, naam) for naam in OntvangenVerloopUit.model_fields}
    return OntvangenVerloopUit(**velden)


MELDING: dict[str, Any] = {
    "stand": "bezig",
    "voortgang": "De eerste maand zit erop (verzonnen).",
    "effect": "Er zijn minder meldingen.",
    "bevestigdZonderPersonen": True,
}
ACTIE: dict[str, Any] = {
    "id": _ID,
    "van": voorbeelden.ONTVANGER,
    "actie": "0193aaaa-0000-7000-8000-000000000c01",
    "groep": _GROEP,
    "stuk": _STUK,
    "stukversie": 1,
    "doel": "G1",
    "omschrijving": "Twee keer per week extra toezicht bij het winkelcentrum.",
    "eigenaar": VOORBEELD_MEDEWERKER,
    "functie": None,
    "uitvoerder": None,
    "uiterlijk": "2027-02-01",
    "restactie": False,
    "stand": "aanvaard",
    "teLaat": False,
    "teruggenomenOp": None,
    "aard": AARD,
    "versie": 2,
    "ontvangenOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}
VERLOOP: dict[str, Any] = {
    "versie": 3,
    "gebeurtenis": "gemeld",
    "stand": "bezig",
    "stuk": _STUK,
    "stukversie": 1,
    "uiterlijk": "2027-02-01",
    "reden": None,
    "voortgang": MELDING["voortgang"],
    "effect": MELDING["effect"],
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_MEDEWERKER,
}

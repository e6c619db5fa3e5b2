"""Shapes of the authorisations API: bodies, answers and examples (all names invented)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from shared.bestand.toegang.autorisaties import Autorisatie, Autorisatiegegevens, Gatewaystand
from shared.partij.web.namen import Naam
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import (
    Invoermodel,
    Kenmerk,
    Regel,
    Uitvoermodel,
    Werkmail,
    Werktelefoon,
)

VOORBEELD_BEVESTIGER = "0193aaaa-0000-7000-8000-0000000000b2"
VOORBEELD_GROEP = "0193aaaa-0000-7000-8000-000000000001"
VOORBEELD_INVOER: dict[str, Any] = {
    "sub": "medewerker@voorbeeld.example",
    "naam": "Mare Verzonnen",
    "functie": "analist",
    "aangewezen": True,
    "geautoriseerd": True,
    "geheimhouding": "2026-01-15",
    "vog": "2026-01-10",
    "geldigTot": "2027-06-30",
    "alleGroepen": False,
    "groepen": [VOORBEELD_GROEP],
    "email": "mare.verzonnen@voorbeeld.example",
    "telefoon": "010 0000000",
}


class AutorisatieInvoer(Invoermodel):
    """What an administrator registers about an employee, or about a program."""

    sub: Regel = Field(
        description="Het account bij de inlogvoorziening (de claim 'sub'); van een programma is "
        "dat zijn client_id."
    )
    uitgever: Regel | None = Field(
        default=None, description="Leeg: de inlogvoorziening van deze dienst."
    )
    naam: Naam = Field(description="Blijft bij deze partij.")
    functie: Regel = Field(description="Een functie die het convenant voor deze partij kent.")
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: date | None = Field(
        description="Dag waarop de geheimhoudingsverklaring is ondertekend; leeg bij een programma."
    )
    vog: date | None = Field(
        description="Dag waarop de VOG is gezien; de inhoud hoort hier niet. Een programma heeft "
        "er geen."
    )
    geldig_tot: date = Field(description="Laatste dag waarop de autorisatie geldt.")
    alle_groepen: bool = Field(default=False, description="De taak omvat alle groepen.")
    groepen: list[Kenmerk] = Field(
        default=[], max_length=500, description="De groepen die bij de taak horen."
    )
    email: Werkmail | None = Field(
        default=None,
        description="Het adres van het werk; andere partijen kunnen het krijgen.",
    )
    telefoon: Werktelefoon | None = Field(
        default=None, description="Het nummer van het werk; andere partijen kunnen het krijgen."
    )
    verantwoordelijke: Kenmerk | None = Field(
        default=None,
        description="Alleen bij een programma: de autorisatie van de collega die ervoor instaat. "
        "Het programma ziet niet meer dan hij, en staat stil als zijn autorisatie ophoudt.",
    )

    def als_gegevens(self, uitgever: str) -> Autorisatiegegevens:
        """As the register takes it; ``uitgever`` stands in where none is named."""
        return Autorisatiegegevens(
            uitgever=self.uitgever or uitgever,
            sub=self.sub,
            naam=self.naam,
            functie=self.functie,
            aangewezen=self.aangewezen,
            geautoriseerd=self.geautoriseerd,
            geheimhouding=self.geheimhouding,
            vog=self.vog,
            geldig_tot=self.geldig_tot,
            groepen=None if self.alle_groepen else frozenset(self.groepen),
            email=self.email,
            telefoon=self.telefoon,
            verantwoordelijke=self.verantwoordelijke,
        )


class GatewaystandUit(Uitvoermodel):
    """How far the gateway knows of this version."""

    stand: Literal["wacht", "bevestigd", "geweigerd"]
    versie: int
    pogingen: int
    volgende_poging: datetime | None
    laatste_fout: str | None
    bevestigd_op: datetime | None
    bladnummer: int | None = Field(description="Het blad in het logboek van de gateway.")


class Toekenning(Uitvoermodel):
    """What somebody is, or would be, authorised to: the same in what stands and what is asked."""

    uitgever: str
    functie: str
    aangewezen: bool
    geautoriseerd: bool
    geheimhouding: date | None
    vog: date | None
    geldig_tot: date
    alle_groepen: bool
    groepen: list[str]
    verantwoordelijke: str | None = Field(
        description="Van een programma: de autorisatie van wie ervoor instaat."
    )


class AutorisatieUit(Toekenning):
    """A registered authorisation."""

    id: str
    versie: int
    gewijzigd_op: datetime
    sub: str
    naam: str
    email: str | None
    telefoon: str | None
    bevestigd_door: str | None = Field(
        description="De autorisatie van de collega die bevestigde wat hier staat."
    )
    gateway: GatewaystandUit | None = Field(
        description="Leeg bij een programma: dat handelt nooit namens de partij, dus de gateway "
        "hoort er niet van."
    )


class AutorisatiesUit(Uitvoermodel):
    """A page of authorisations."""

    autorisaties: list[AutorisatieUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class EigenAutorisatieUit(AutorisatieUit):
    """One's own authorisation, with what it allows and what is still missing."""

    rechten: list[str]
    ontbreekt: list[str]


def toekenning(gegevens: Autorisatiegegevens) -> dict[str, Any]:
    """The fields of ``Toekenning``."""
    return {
        "uitgever": gegevens.uitgever,
        "functie": gegevens.functie,
        "aangewezen": gegevens.aangewezen,
        "geautoriseerd": gegevens.geautoriseerd,
        "geheimhouding": gegevens.geheimhouding,
        "vog": gegevens.vog,
        "geldig_tot": gegevens.geldig_tot,
        "alle_groepen": gegevens.groepen is None,
        "groepen": sorted(gegevens.groepen or ()),
        "verantwoordelijke": gegevens.verantwoordelijke,
    }


def velden(autorisatie: Autorisatie) -> dict[str, Any]:
    """The fields of ``AutorisatieUit``."""
    gegevens = autorisatie.gegevens
    return {
        **toekenning(gegevens),
        "id": autorisatie.id,
        "versie": autorisatie.versie,
        "gewijzigd_op": autorisatie.gewijzigd_op,
        "sub": gegevens.sub,
        "naam": gegevens.naam,
        "email": gegevens.email,
        "telefoon": gegevens.telefoon,
        "bevestigd_door": autorisatie.bevestigd_door,
        "gateway": None if autorisatie.gateway is None else _stand_uit(autorisatie.gateway),
    }


def autorisatie_uit(autorisatie: Autorisatie) -> AutorisatieUit:
    """An authorisation as the API shows it."""
    return AutorisatieUit(**velden(autorisatie))


def _stand_uit(stand: Gatewaystand) -> GatewaystandUit:
    return GatewaystandUit.model_validate(
        {naam: getattr(stand, naam) for naam in GatewaystandUit.model_fields}
    )


VOORBEELD_UIT: dict[str, Any] = {
    "id": VOORBEELD_MEDEWERKER,
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
    "uitgever": "https://inloggen.voorbeeld.example",
    **VOORBEELD_INVOER,
    "verantwoordelijke": None,
    "bevestigdDoor": VOORBEELD_BEVESTIGER,
    "gateway": {
        "stand": "bevestigd",
        "versie": 1,
        "pogingen": 1,
        "volgendePoging": None,
        "laatsteFout": None,
        "bevestigdOp": VOORBEELD_TIJD,
        "bladnummer": 42,
    },
}

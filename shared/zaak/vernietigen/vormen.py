"""Shapes of the API of destroying by plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.vernietigen.gronden import gronden
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst, Uitvoermodel
from shared.zaak.vernietigen.begrippen import Planinvoer, Planstand, Proef
from shared.zaak.vernietigen.tabellen import VerklaringRij, VernietigingsplanRij

Personen = Annotated[list[Kenmerk], Field(min_length=1, max_length=100)]
Grondcode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z_]{0,39}$")]
Regel = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Proefinvoer(Invoermodel):
    """Whom it is about."""

    personen: Personen


class Vernietigingsplaninvoer(Groepstekstinvoer):
    """Who has to be destroyed, and why."""

    personen: Personen
    grond: Grondcode = Field(description="Waarom; zie de foutmelding voor wat er kan.")
    reden: Tekst = Field(description="Over de aanleiding; noem niemand.")

    def als_invoer(self) -> Planinvoer:
        """The same, in the terms of the subject."""
        return Planinvoer(self.personen, self.grond, self.reden, self.bevestigd_zonder_personen)


class Proefpersoon(Uitvoermodel):
    persoon_id: str
    aantallen: dict[str, int]


class ProefUit(Uitvoermodel):
    """What would be destroyed. Nothing has happened."""

    personen: list[Proefpersoon]
    aantallen: dict[str, int]
    zonder_akkoord: list[str] = Field(
        description="Eigen gegevens waarvoor de archivaris nog niet instemde."
    )

    @classmethod
    def van(cls, proef: Proef) -> ProefUit:
        """Of a dry run."""
        personen = [
            Proefpersoon(persoon_id=wie, aantallen=dict(wat))
            for wie, wat in proef.per_persoon.items()
        ]
        return cls(personen=personen, aantallen=proef.samen, zonder_akkoord=list(proef.beletsels))


class VernietigingsplanKop(Uitvoermodel):
    """A plan without who is in it."""

    id: str
    grond: str
    titel: str
    reden: str
    stand: Planstand
    opgesteld_op: datetime
    opgesteld_door: str
    beoordeeld_op: datetime | None
    beoordeeld_door: str | None
    aantallen: dict[str, int] | None = Field(description="Leeg tot iemand het bevestigde.")
    gedaan_op: datetime | None


class VernietigingsplanUit(VernietigingsplanKop):
    """A plan, with who is in it and not destroyed yet."""

    proef: ProefUit


class VernietigingsplannenUit(Uitvoermodel):
    vernietigingsplannen: list[VernietigingsplanKop]
    volgende: str | None


class VernietigingsverklaringUit(Uitvoermodel):
    """A verklaring van vernietiging: no names."""

    id: str
    groep: str | None
    grond: str
    titel: str
    convenant: str | None
    aantallen: dict[str, int]
    vernietigd_op: datetime
    bladnummer: int | None = Field(description="Leeg: nog niet in het log van de gateway.")

    @classmethod
    def van(cls, rij: VerklaringRij) -> VernietigingsverklaringUit:
        """Of a row."""
        grond = gronden().get(rij.grond)
        return cls(
            id=rij.id,
            groep=rij.groep,
            grond=rij.grond,
            titel=rij.grond if grond is None else grond.titel,
            convenant=None if grond is None else grond.convenant,
            aantallen=rij.aantallen,
            vernietigd_op=rij.vernietigd_op,
            bladnummer=rij.bladnummer,
        )


class VernietigingsverklaringenUit(Uitvoermodel):
    vernietigingsverklaringen: list[VernietigingsverklaringUit]
    volgende: str | None


class VernietigingsdocumentUit(Uitvoermodel):
    """A verklaring on paper."""

    id: str
    bestandsnaam: str
    document: str = Field(description="De PDF, in base64.")


class Akkoordinvoer(Invoermodel):
    """What an archivist approved."""

    selectielijst: Regel = Field(description="Welke lijst, met haar jaar.")
    nummer: Annotated[str, StringConstraints(min_length=1, max_length=80)] = Field(
        description="De categorie op die lijst."
    )
    archivaris: Regel = Field(description="Wie instemde: de functie, en het kenmerk van het stuk.")
    akkoord_op: date
    geldig_tot: date | None = Field(default=None, description="Leeg: tot het wordt vervangen.")


class Vastgelegd(Uitvoermodel):
    """An approval as it was recorded."""

    selectielijst: str
    nummer: str
    archivaris: str
    akkoord_op: date
    geldig_tot: date | None


class AkkoordUit(Uitvoermodel):
    """A category of own records, with the approval if there is one."""

    categorie: str
    geldt: bool = Field(description="Of de archivaris voor vandaag instemde.")
    akkoord: Vastgelegd | None


class SelectielijstUit(Uitvoermodel):
    categorieen: list[AkkoordUit]


def kop(rij: VernietigingsplanRij) -> dict[str, Any]:
    """What every form of a plan says."""
    velden = {n: getattr(rij, n) for n in VernietigingsplanKop.model_fields if n != "titel"}
    return {**velden, "titel": gronden()[rij.grond].titel}


PLAN_IN: dict[str, Any] = {
    "personen": [VOORBEELD_ID],
    "grond": "nietMeerNodig",
    "reden": "De aanpak heeft deze gegevens niet meer nodig.",
    "bevestigdZonderPersonen": True,
}
PROEF: dict[str, Any] = {
    "personen": [{"persoonId": VOORBEELD_ID, "aantallen": {"ontvangenGegevens": 3}}],
    "aantallen": {"personen": 1, "ontvangenGegevens": 3},
    "zonderAkkoord": [],
}
PLAN: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000d3",
    "grond": "nietMeerNodig",
    "titel": "voor de aanpak niet meer nodig",
    "reden": PLAN_IN["reden"],
    "stand": "voorgesteld",
    "opgesteldOp": VOORBEELD_TIJD,
    "opgesteldDoor": VOORBEELD_MEDEWERKER,
    "beoordeeldOp": None,
    "beoordeeldDoor": None,
    "aantallen": None,
    "gedaanOp": None,
}
VERKLARING: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000d4",
    "groep": None,
    "grond": "nietMeerNodig",
    "titel": "voor de aanpak niet meer nodig",
    "convenant": "5.1",
    "aantallen": {"personen": 1, "ontvangenGegevens": 3},
    "vernietigdOp": VOORBEELD_TIJD,
    "bladnummer": 42,
}
DOCUMENT: dict[str, Any] = {
    "id": VERKLARING["id"],
    "bestandsnaam": f"verklaring-{VERKLARING['id']}.pdf",
    "document": "JVBERi0xLjc=",
}
AKKOORD_IN: dict[str, Any] = {
    "selectielijst": "Selectielijst gemeenten 2020",
    "nummer": "18.1",
    "archivaris": "de gemeentearchivaris, besluit 2026-114",
    "akkoordOp": "2026-11-01",
    "geldigTot": None,
}

"""Shapes of the API of the register of incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.begrippen import Convenantregels
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.verzoek.vormen import Tijdstip
from shared.zaak.incidenten.begrippen import (
    Beschrijving,
    Incidentbesluitsoort,
    Incidentbesluitstand,
    Incidentgebeurtenis,
    Incidentstand,
    Incidenttaaksoort,
    Incidentuitslag,
    Klokstand,
    Versiestand,
)
from shared.zaak.incidenten.inzicht import Aflevering, Incidentblik
from shared.zaak.incidenten.tabellen import (
    IncidentbesluitRij,
    IncidentverloopRij,
    IncidentversieRij,
)

Incidenttekst = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)
]
"""What happened and what was done about it: nobody is recognisable in it."""


class Incidentinvoer(Groepstekstinvoer):
    """What somebody found."""

    aard: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")] = Field(
        description="Welk soort incident, uit het convenant."
    )
    ontdekt_op: Tijdstip = Field(description="Wanneer iemand het vond; vanaf dan lopen de klokken.")
    omschrijving: Incidenttekst = Field(description="Kort wat er is gebeurd, zonder iemand.")
    maatregelen: Incidenttekst | None = Field(
        default=None, description="Wat is gedaan om de gevolgen te beperken, zonder iemand."
    )
    uiting: Kenmerk | None = Field(
        default=None,
        description="Wat zonder toestemming is gezegd, als het incident daarover gaat (zie "
        "incidentvoorstellen).",
    )

    def beschrijving(self) -> Beschrijving:
        """The same, apart from who confirmed it."""
        return Beschrijving(self.aard, self.ontdekt_op, self.omschrijving, self.maatregelen)


class IncidentvoorstelUit(Uitvoermodel):
    """A report that was filled in beforehand, because something was said without permission."""

    uiting: str
    groep: str
    overleg: str | None
    aard: str
    ontdekt_op: datetime = Field(description="Wanneer het is gezegd: de strengste uitleg.")
    omschrijving: str


class IncidentvoorstellenUit(Uitvoermodel):
    """All of them that are of your task."""

    voorstellen: list[IncidentvoorstelUit]


class IncidentklokUit(Uitvoermodel):
    """What has to be done, until when, and what remains."""

    code: str
    titel: str
    uren: int = Field(description="Hoeveel uur na het ontdekken.")
    uiterlijk: datetime
    gestopt_op: datetime | None = Field(description="Wanneer het is gedaan.")
    over_minuten: int = Field(
        description="Wat er rest, of restte toen het klaar was; onder nul: te laat."
    )
    te_laat: bool
    convenant: str | None
    interpretatie: str | None
    wet: str | None


class IncidentontvangerUit(Uitvoermodel):
    """A message about it to another party."""

    partij: str
    bericht: str
    stuk: str
    stukversie: int
    status: str = Field(description="Hoe het met het bericht staat.")
    ontvangstreden: str | None = Field(
        description="Wat de ontvanger erbij zei, zoals dat een tekst daar apart staat."
    )
    bijgewerkt_op: datetime


class IncidentbesluitUit(Uitvoermodel):
    """A decision of this party about it."""

    id: str
    soort: Incidentbesluitsoort
    keuze: Incidentuitslag
    reden: str
    grond: str | None
    wet: str | None = Field(description="Het artikel van de grond.")
    noot: str | None = Field(description="Het artikel dat het convenant noemt.")
    noodzaak: str | None
    herbeoordelen_voor: date | None
    stand: Incidentbesluitstand
    door: str
    op: datetime
    tweede: str | None = Field(description="Wie er als tweede naar keek.")
    tweede_op: datetime | None
    tweede_reden: str | None


class IncidenttaakUit(Uitvoermodel):
    """Speaking to the outside, or an investigation."""

    id: str
    soort: Incidenttaaksoort
    eigenaar: str
    uiterlijk: date
    gegeven_door: str
    gegeven_op: datetime
    uitkomst: str | None
    afgerond_op: datetime | None
    afgerond_door: str | None


class ToezichtmeldingUit(Uitvoermodel):
    """That a party reported it to the supervisor."""

    partij: str
    gemeld: date
    op: datetime = Field(description="Wanneer het hier bekend werd.")


class IncidentUit(Uitvoermodel):
    """An incident as it stands."""

    id: str
    van: str = Field(description="De partij die het vond; zij stemt af.")
    eigen: bool = Field(description="Deze partij vond het.")
    stand: Incidentstand
    aard: str
    ontdekt_op: datetime = Field(
        description="Van een ander is alleen de dag bekend: dan het begin daarvan."
    )
    stukversie: int = Field(description="De versie van de tekst die telt; 0: nog geen.")
    omschrijving: str | None = Field(description="Leeg zolang de tekst apart staat.")
    maatregelen: str | None
    melder: str | None
    ontbrak: list[str] = Field(
        description="Wat er aan de autorisatie van de melder ontbrak; melden mag dan ook."
    )
    gemeld_op: datetime
    gezien_op: datetime | None = Field(
        description="Wanneer hier iemand kennisnam van wat een ander meldde."
    )
    klokken: list[IncidentklokUit]
    ontvangers: list[IncidentontvangerUit]
    besluiten: list[IncidentbesluitUit] = Field(description="Wat deze partij besloot.")
    taken: list[IncidenttaakUit]
    toezicht: list[ToezichtmeldingUit] = Field(
        description="Welke partijen het bij de toezichthouder meldden."
    )
    uitkomst: str | None = Field(description="Wat eruit kwam, als het is gesloten.")
    versie: int
    gewijzigd_op: datetime


class IncidentenUit(Uitvoermodel):
    """A page of them."""

    incidenten: list[IncidentUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class IncidentversieUit(Uitvoermodel):
    """One version of the description."""

    stukversie: int
    stand: Versiestand
    aard: str
    ontdekt_op: datetime
    omschrijving: str | None
    maatregelen: str | None
    door: str | None
    tijdstip: datetime


class IncidentgebeurtenisUit(Uitvoermodel):
    """One thing that happened to it."""

    versie: int
    gebeurtenis: Incidentgebeurtenis
    tijdstip: datetime
    partij: str
    door: str | None
    wat: dict[str, Any] = Field(description="Codes, dagen en verwijzingen; geen tekst.")


class IncidentverloopUit(Uitvoermodel):
    """Everything that happened to it."""

    verloop: list[IncidentgebeurtenisUit]
    versies: list[IncidentversieUit]


def incident_uit(blik: Incidentblik, regels: Convenantregels) -> IncidentUit:
    """An incident as the API shows it."""
    eigen = {"klokken", "ontvangers", "besluiten", "taken", "toezicht"}
    velden = {n: getattr(blik.rij, n) for n in IncidentUit.model_fields if n not in eigen}
    return IncidentUit(
        **velden,
        klokken=[_klok_uit(klok, regels) for klok in blik.klokken],
        ontvangers=[_ontvanger_uit(een) for een in blik.afleveringen],
        besluiten=[_besluit_uit(een, regels) for een in blik.besluiten],
        taken=[_velden(IncidenttaakUit, een) for een in blik.taken],
        toezicht=[_velden(ToezichtmeldingUit, een) for een in blik.toezicht],
    )


def verloop_uit(
    verloop: Sequence[IncidentverloopRij], versies: Sequence[IncidentversieRij]
) -> IncidentverloopUit:
    """Its history as the API shows it."""
    return IncidentverloopUit(
        verloop=[_velden(IncidentgebeurtenisUit, rij) for rij in verloop],
        versies=[_velden(IncidentversieUit, rij) for rij in versies],
    )


def _klok_uit(klok: Klokstand, regels: Convenantregels) -> IncidentklokUit:
    regel = regels.incidenten.klokken[klok.code]
    return IncidentklokUit(
        code=klok.code,
        titel=regel.titel,
        uren=regel.uren,
        uiterlijk=klok.uiterlijk,
        gestopt_op=klok.gestopt_op,
        over_minuten=int(klok.over.total_seconds() // 60),
        te_laat=klok.te_laat,
        convenant=regel.convenant,
        interpretatie=regel.interpretatie,
        wet=regel.wet,
    )


def _besluit_uit(rij: IncidentbesluitRij, regels: Convenantregels) -> IncidentbesluitUit:
    grond = regels.incidenten.gronden.get(rij.grond or "")
    eigen = {"wet", "noot"}
    velden = {n: getattr(rij, n) for n in IncidentbesluitUit.model_fields if n not in eigen}
    return IncidentbesluitUit(
        **velden,
        wet=None if grond is None else grond.wet,
        noot=None if grond is None else grond.noot,
    )


def _ontvanger_uit(een: Aflevering) -> IncidentontvangerUit:
    bericht, uit = een
    return IncidentontvangerUit(
        partij=bericht.partij,
        bericht=bericht.bericht_id,
        stuk=bericht.stuk,
        stukversie=bericht.stukversie,
        status=uit.status,
        ontvangstreden=uit.ontvangstreden,
        bijgewerkt_op=uit.bijgewerkt_op,
    )


def _velden(model: Any, rij: object) -> Any:  # noqa: ANN401 - any of these shapes
    return model(**{naam: getattr(rij, naam) for naam in model.model_fields})

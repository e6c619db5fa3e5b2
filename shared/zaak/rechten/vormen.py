"""Shapes of the API of requests of people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.begrippen import Convenantregels
from shared.partij.web.vormen import Invoermodel, Kenmerk, Tekst, Uitvoermodel
from shared.zaak.rechten.begrippen import (
    Antwoordvoorstel,
    Besluitstand,
    Klok,
    NieuwVerzoek,
    Verzoekgebeurtenis,
    Verzoekstand,
    Vrager,
)
from shared.zaak.rechten.inzicht import Deelblik, Verzoekblik
from shared.zaak.rechten.opslag import Aflevering
from shared.zaak.rechten.tabellen import RechtenverloopRij

Verzoekcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Grondcode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,39}$")]


class Identiteit(Invoermodel):
    """How and when it was established who asks."""

    wijze: Verzoekcode = Field(description="Hoe, uit het convenant.")
    op: date


class Wieinvoer(Invoermodel):
    """Who asks."""

    persoon: Kenmerk | None = Field(
        default=None, description="Vrager het is in het eigen bestand; leeg: hij staat er niet in."
    )
    identiteit: Identiteit | None = Field(
        default=None,
        description="Leeg zolang niet vaststaat wie het vraagt. De klokken lopen dan al.",
    )
    vertegenwoordiger: Verzoekcode | None = Field(
        default=None, description="Vraagt iemand het voor een ander: als wat, uit het convenant."
    )

    def als_wie(self) -> Vrager:
        """The same, in the terms of the register."""
        identiteit = self.identiteit
        return Vrager(
            persoon_id=self.persoon,
            identiteit=None if identiteit is None else identiteit.wijze,
            identiteit_op=None if identiteit is None else identiteit.op,
            vertegenwoordiger=self.vertegenwoordiger,
        )


class Verzoekinvoer(Wieinvoer):
    """A request as somebody brings it."""

    recht: Verzoekcode = Field(description="Wat iemand vraagt, uit het convenant.")
    ontvangen_op: date = Field(
        description="De dag waarop het verzoek kwam: de klokken lopen vanaf dan."
    )
    omschrijving: Tekst | None = Field(
        default=None, description="Wat hij precies vraagt; blijft bij deze partij."
    )

    def als_verzoek(self) -> NieuwVerzoek:
        """The same, in the terms of the register."""
        return NieuwVerzoek(self.recht, self.ontvangen_op, self.als_wie(), self.omschrijving)


class Afstemminginvoer(Groepstekstinvoer):
    """What this party proposes to the others."""

    voorstel: Verzoekcode = Field(description="Wat u voorstelt, uit het convenant.")
    toelichting: Annotated[
        str | None, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)
    ] = Field(default=None, description="Waarom, zonder iemand te noemen.")
    niet_noemen: Grondcode | None = Field(
        default=None,
        description="De grond van uw wet waarop het antwoord u niet als gever mag noemen (J10).",
    )

    def als_voorstel(self) -> Antwoordvoorstel:
        """The same, in the terms of the register."""
        return Antwoordvoorstel(self.voorstel, self.toelichting, self.niet_noemen)


class IdentiteitUit(Uitvoermodel):
    """How and when it was established who asks."""

    wijze: str
    op: date | None


class KlokUit(Uitvoermodel):
    """Until when, and where that follows from."""

    deel: str = Field(description="Het hele antwoord, of alleen het deel over de ontvangers.")
    uiterlijk: date
    convenant: str | None
    wet: str | None
    interpretatie: str | None


class VerzoekbesluitUit(Uitvoermodel):
    """What a party decided on its part; of another party only the outcome is known here."""

    stand: Besluitstand
    uitkomst: str
    op: date
    gronden: list[str]
    motivering: str | None
    waarom_niet_deels: str | None
    door: str | None
    bevestigd_door: str | None


class VerzoekdeelUit(Uitvoermodel):
    """The part of one party."""

    partij: str
    regime: str
    klokken: list[KlokUit]
    wacht_op_vertegenwoordiger: bool = Field(
        description="Vrager dit vraagt is daarvoor te jong: nodig zijn vertegenwoordiger uit."
    )
    voorstel: str | None
    voorstel_toelichting: str | None
    voorstel_op: datetime | None
    verlengd_op: date | None = Field(description="Wanneer hem is verteld dat het langer duurt.")
    niet_noemen: str | None = Field(description="De grond waarop zij niet als gever wil staan.")
    uitgevoerd_op: datetime | None = Field(description="Wat eruit volgt is gedaan.")
    besluit: VerzoekbesluitUit | None


class VerzoekberichtUit(Uitvoermodel):
    """Who was told, and how that message stands."""

    partij: str
    stuk: str
    genoemd: bool = Field(description="Met het pseudoniem waaronder die partij hem kent.")
    bericht: str
    status: str


class VerzoekUit(Uitvoermodel):
    """A request as it stands."""

    id: str
    van: str = Field(description="De partij die het aannam; zij geeft de betrokkene antwoord.")
    eigen: bool
    recht: str
    ontvangen_op: date
    stand: Verzoekstand
    persoon: str | None
    in_bestand: bool | None = Field(
        description="Of hij in het eigen bestand staat of stond; leeg: dat zei nog niemand."
    )
    identiteit: IdentiteitUit | None
    vertegenwoordiger: str | None
    omschrijving: str | None
    afstemmen_tot: date
    uiterlijk: date | None = Field(description="De vroegste klok van alle delen.")
    klok: date | None = Field(description="De klok die hier nu als eerste loopt.")
    delen: list[VerzoekdeelUit]
    berichten: list[VerzoekberichtUit]
    versie: int
    gemaakt_op: datetime
    gewijzigd_op: datetime


class VerzoekenUit(Uitvoermodel):
    """A page of them."""

    rechtenverzoeken: list[VerzoekUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class VerzoekgebeurtenisUit(Uitvoermodel):
    """One thing that happened to it."""

    versie: int
    gebeurtenis: Verzoekgebeurtenis
    tijdstip: datetime
    partij: str
    door: str | None
    wat: dict[str, Any] = Field(description="Codes en verwijzingen; geen tekst.")


class VerzoekverloopUit(Uitvoermodel):
    """Everything that happened to it."""

    verloop: list[VerzoekgebeurtenisUit]


def verzoek_uit(blik: Verzoekblik, regels: Convenantregels) -> VerzoekUit:
    """A request as the API shows it."""
    rij = blik.rij
    gelijk = ("id", "van", "eigen", "recht", "ontvangen_op", "vertegenwoordiger", "versie",
              "in_bestand",
              "klok", "gemaakt_op", "gewijzigd_op")  # fmt: skip
    identiteit = rij.identiteit
    return VerzoekUit(
        **{naam: getattr(rij, naam) for naam in gelijk},
        stand=Verzoekstand(rij.stand),
        persoon=rij.persoon_id,
        identiteit=identiteit and IdentiteitUit(wijze=identiteit, op=rij.identiteit_op),
        omschrijving=blik.omschrijving,
        afstemmen_tot=blik.afstemmen_tot,
        uiterlijk=blik.uiterlijk,
        delen=[_deel_uit(een, regels) for een in blik.delen],
        berichten=[_bericht_uit(een) for een in blik.afleveringen],
    )


def gebeurtenis_uit(rij: RechtenverloopRij) -> VerzoekgebeurtenisUit:
    """An event as the API shows it."""
    velden = VerzoekgebeurtenisUit.model_fields
    return VerzoekgebeurtenisUit(**{naam: getattr(rij, naam) for naam in velden})


def _deel_uit(een: Deelblik, regels: Convenantregels) -> VerzoekdeelUit:
    return VerzoekdeelUit(
        partij=een.rij.partij,
        regime=een.rij.regime,
        klokken=[_klok_uit(klok, regels) for klok in een.klokken],
        wacht_op_vertegenwoordiger=een.wacht,
        voorstel=een.rij.voorstel,
        voorstel_toelichting=een.toelichting,
        voorstel_op=een.rij.voorstel_op,
        verlengd_op=een.rij.verlengd_op,
        niet_noemen=een.rij.niet_noemen,
        uitgevoerd_op=een.rij.uitgevoerd_op,
        besluit=_besluit_uit(een),
    )


def _besluit_uit(een: Deelblik) -> VerzoekbesluitUit | None:
    rij = een.rij
    if rij.besluitstand is None or rij.uitkomst is None or rij.besloten_op is None:
        return None
    return VerzoekbesluitUit(
        stand=Besluitstand(rij.besluitstand),
        uitkomst=rij.uitkomst,
        op=rij.besloten_op,
        gronden=rij.gronden or [],
        motivering=een.motivering.get("motivering"),
        waarom_niet_deels=een.motivering.get("waaromNietDeels"),
        door=rij.besloten_door,
        bevestigd_door=rij.bevestigd_door,
    )


def _klok_uit(klok: Klok, regels: Convenantregels) -> KlokUit:
    regel = klok.regel
    return KlokUit(
        deel=regel.deel,
        uiterlijk=klok.uiterlijk,
        convenant=regel.convenant,
        wet=regel.wet,
        interpretatie=regels.interpretaties.get(regel.interpretatie or ""),
    )


def _bericht_uit(een: Aflevering) -> VerzoekberichtUit:
    bericht, uitgaand = een
    return VerzoekberichtUit(
        partij=bericht.partij,
        stuk=bericht.stuk,
        genoemd=bericht.genoemd,
        bericht=bericht.bericht_id,
        status=uitgaand.status,
    )

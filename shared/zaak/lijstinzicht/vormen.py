"""Shapes of the API of the lists of names, and their examples (all invented)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from shared.partij.web.versies import etag_van
from shared.partij.web.vormen import Geboren, Invoermodel, Kenmerk, Partijcode, Tekst, Uitvoermodel
from shared.zaak.lijsten.tabellen import NamenlijstRij, OpruimingRij
from shared.zaak.lijstinzicht.inzicht import Bevestigingsbeeld, Regelbeeld, Weging


class Wegingsbesluit(Invoermodel):
    """What is decided about one person, and why."""

    besluit: Literal["blijft", "verwijderd"]
    reden: Tekst = Field(description="Waarom; wordt verzegeld onder de sleutel van deze persoon.")


class ZelfdePersoon(Invoermodel):
    """A human says that two entries are one person, or takes that back."""

    andere_regel: Kenmerk | None = Field(description="Waarmee deze regel meetelt; null: toch niet.")
    reden: Tekst


class Nettoverzending(Invoermodel):
    """To whom the final list goes again."""

    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk | None = Field(
        default=None, description="De autorisatie van wie het krijgt; leeg: wie daar dienst heeft."
    )


class NamenlijstUit(Uitvoermodel):
    """A list without persons."""

    id: str
    groep: str
    soort: str = Field(description="bruto: verzameld; netto: wordt gewogen en vastgesteld.")
    stand: str = Field(description="open, vastgesteld of opgeruimd.")
    versie: int
    opgesteld_op: datetime
    opgesteld_door: str
    vastgesteld_op: datetime | None
    vastgesteld_door: str | None
    opgeruimd_op: datetime | None


class NamenlijstenUit(Uitvoermodel):
    """The lists of a group."""

    namenlijsten: list[NamenlijstUit]


class WegingUit(Uitvoermodel):
    """One step in the weighing of a person."""

    versie: int
    handeling: str
    door: str
    tijdstip: datetime
    reden: str


class RegelUit(Uitvoermodel):
    """One person on a list."""

    id: str
    etag: str = Field(description="Geef deze in If-Match mee als u deze persoon weegt.")
    versie: int
    persoon_id: str
    betrokkene: str
    naam: str | None
    geboortedatum: Geboren | None
    stand: str = Field(description="te_wegen, blijft of verwijderd.")
    samen_met: str | None = Field(description="De regel waarmee deze persoon samen wordt gewogen.")
    bronnen: list[str] = Field(description="De partijen van wie iets over deze persoon komt.")
    bekend: dict[str, bool | None] = Field(description="Per partij; null: nog niet bekend.")
    let_op: str | None = Field(description="Waarom deze persoon nu niet op de nettolijst mag.")
    wegingen: list[WegingUit]


class VolledigeLijstUit(NamenlijstUit):
    """A list with everybody on it."""

    voorlopig: bool = Field(description="Zolang de driehoek niet heeft besloten.")
    nog_niet: str | None = Field(
        description="Waarom de lijst in deze stap niet vast te stellen is; leeg: dat kan."
    )
    niet_op_de_lijst: int = Field(
        description="Hoeveel leden van de groep er niet op staan; vul de lijst met hen aan."
    )
    regels: list[RegelUit]


class VoorstelUit(Uitvoermodel):
    """Two entries that may be one person."""

    regel: RegelUit
    andere_regel: RegelUit
    gelijk_in: list[str] = Field(
        description="geboortedatum (kan dezelfde zijn), klank (van de achternaam) of letters (in "
        "een andere volgorde, aan elkaar of met een tussenvoegsel)."
    )


class VoorstellenUit(Uitvoermodel):
    """What a human may want to look at."""

    voorstellen: list[VoorstelUit]


class BevestigingUit(Uitvoermodel):
    """Where one other holder stands."""

    partij: str
    stand: str = Field(
        description="niet_verstuurd, onderweg, ontvangen, niet_ontvangen of bevestigd."
    )
    uiterlijk: date
    te_laat: bool
    bericht: str | None
    bevestigd_op: datetime | None
    bevestigd_met: str | None


class BevestigingenUit(Uitvoermodel):
    """Every other holder of the list."""

    bevestigingen: list[BevestigingUit]


class VerklaringUit(Uitvoermodel):
    """A record of destruction: what, how many, when and why; no names."""

    id: str
    groep: str
    grond: str
    gedaan_op: datetime | None
    gevraagd_door: str | None = Field(description="De partij die erom vroeg, als dat zo is.")
    aantallen: dict[str, int] | None


class VerklaringenUit(Uitvoermodel):
    """The records of destruction of a group."""

    vernietigingen: list[VerklaringUit]


def lijst_uit(rij: NamenlijstRij) -> NamenlijstUit:
    """From row to answer."""
    return NamenlijstUit(**_velden(rij))


def volledig_uit(
    rij: NamenlijstRij,
    beelden: list[Regelbeeld],
    *,
    voorlopig: bool,
    nog_niet: str | None,
    niet_op_de_lijst: int,
) -> VolledigeLijstUit:
    """A list with its opened entries."""
    regels = [regel_uit(beeld) for beeld in beelden]
    return VolledigeLijstUit(
        **_velden(rij), voorlopig=voorlopig, nog_niet=nog_niet, niet_op_de_lijst=niet_op_de_lijst,
        regels=regels,
    )  # fmt: skip


def regel_uit(beeld: Regelbeeld) -> RegelUit:
    """An opened entry."""
    return RegelUit(
        id=beeld.rij.id,
        etag=etag_van(beeld.rij.id, beeld.rij.versie),
        versie=beeld.rij.versie,
        persoon_id=beeld.persoon.id,
        betrokkene=beeld.rij.betrokkene,
        naam=beeld.persoon.naam,
        geboortedatum=beeld.persoon.geboortedatum,
        stand=beeld.rij.stand,
        samen_met=beeld.rij.samen_met,
        bronnen=list(beeld.bronnen),
        bekend=dict(beeld.bekend),
        let_op=beeld.let_op,
        wegingen=[_weging_uit(weging) for weging in beeld.wegingen],
    )


def bevestiging_uit(beeld: Bevestigingsbeeld) -> BevestigingUit:
    """Where a holder stands."""
    return BevestigingUit(
        partij=beeld.partij,
        stand=beeld.stand,
        uiterlijk=beeld.uiterlijk,
        te_laat=beeld.te_laat,
        bericht=beeld.bericht_id,
        bevestigd_op=beeld.bevestigd_op,
        bevestigd_met=beeld.bevestigd_met,
    )


def verklaring_uit(rij: OpruimingRij) -> VerklaringUit:
    """A record of destruction."""
    return VerklaringUit(
        id=rij.id,
        groep=rij.groep,
        grond=rij.grond,
        gedaan_op=rij.gedaan_op,
        gevraagd_door=rij.van,
        aantallen=rij.aantallen,
    )


def _weging_uit(weging: Weging) -> WegingUit:
    return WegingUit(
        versie=weging.versie,
        handeling=weging.handeling,
        door=weging.door,
        tijdstip=weging.tijdstip,
        reden=weging.reden,
    )


def _velden(rij: NamenlijstRij) -> dict[str, Any]:
    return {naam: getattr(rij, naam) for naam in NamenlijstUit.model_fields}

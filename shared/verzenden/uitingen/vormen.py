"""Shapes of what is said in one go: the order, what came of it, and how that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, Field

from shared.convenant.kopvorm import MAX_ONDERDELEN
from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode, Uitvoermodel
from shared.verzenden.samenstellen.opdracht import (
    Afwegingopdracht,
    Bevestiging,
    Code,
    Onderdeelbasis,
    Opdrachtmodel,
)
from shared.verzenden.versturen.voorbeeld import Voorbeeld
from shared.verzenden.versturen.vormen import VoorbeeldUit

MAX_ONTVANGERS = 20
_WAARSCHUWING = "In één zin: wie het niet mag horen, waarom niet, en wat het mogelijk zou maken."


class Zegonderdeel(Onderdeelbasis):
    """What is said about one person, once; who hears it hears it on a ground of its own."""

    grondslagen: dict[Partijcode, Code] = Field(
        default_factory=dict,
        description="Per partij die het hoort de grondslag; is er maar één, dan mag zij weg.",
    )


class Toehoorderopdracht(Opdrachtmodel):
    """A party that hears it: on the line, or what the official adds to who is at the table."""

    partij: Partijcode
    medewerker: Kenmerk | None = Field(
        default=None,
        description="Wie van die partij het hoort; in een overleg leeg: een deelnemer die het mag.",
    )
    in_reactie_op: Kenmerk | None = Field(
        default=None, description="Het verzoek of bericht waar dit voor deze partij op antwoordt."
    )


class Zegopdracht(Opdrachtmodel):
    """An order to have words decided on for everybody who hears them, before they are spoken."""

    soort: Code | None = Field(
        default=None, description="De berichtsoort uit het convenant; leeg: een verstrekking."
    )
    groep: Kenmerk
    stap: int | None = Field(default=None, ge=1, le=7, description="Leeg: de huidige stap.")
    overleg: Kenmerk | None = Field(
        default=None,
        description="Het geregistreerde overleg waarin dit wordt gezegd; leeg: aan de telefoon.",
    )
    doel: Code | None = None
    afweging: Afwegingopdracht | None = None
    bevestigd_zonder_personen: Bevestiging = False
    onderdelen: list[Zegonderdeel] = Field(
        min_length=1, max_length=MAX_ONDERDELEN, description="Wat er wordt gezegd, één keer."
    )
    toehoorders: list[Toehoorderopdracht] = Field(
        default_factory=list,
        max_length=MAX_ONTVANGERS,
        description="Wie er aan de lijn is. In een overleg volgt dat uit de deelnemers.",
    )


class Bevestigopdracht(Invoermodel):
    """Word of what was said."""

    gezegd_op: AwareDatetime = Field(description="Wanneer het is gezegd.")
    medewerker: Kenmerk | None = Field(
        default=None, description="Wie het zei; leeg: wie vroeg of het mocht."
    )
    berichten: list[Kenmerk] = Field(
        min_length=1, max_length=MAX_ONTVANGERS,
        description="De berichten van deze uiting die zijn gezegd.",
    )  # fmt: skip


@dataclass(frozen=True)
class Toehoorder:
    """A party that hears it, by whom, and what it answers; ``pad``: where it is in the order."""

    partij: str
    medewerker: str | None
    in_reactie_op: str | None
    pad: str


@dataclass(frozen=True)
class Zegvoorbeeld:
    """What one party would hear, and what the toetsing says about it now."""

    toehoorder: Toehoorder
    voorbeeld: Voorbeeld


@dataclass(frozen=True)
class Berichtstand:
    """One message of an uiting.

    ``besluit``, ``fout`` and the leaf of the decision are there once they are known.
    """

    bericht_id: str
    ontvanger: str
    medewerker: str | None
    status: str
    besluit: Mapping[str, Any]
    fout: str | None
    bladnummer: int | None

    @property
    def geweigerd(self) -> bool:
        """Whether the toetsing let it through to nobody."""
        return bool(self.besluit.get("redenen"))


@dataclass(frozen=True)
class Uitingoverzicht:
    """How an uiting stands: what may be said, and what was told of it.

    ``mag_gezegd`` and ``wacht_op`` are the gateway's, while nothing was told; then nobody has to
    be asked any more.
    """

    id: str
    groep: str
    kanaal: str
    overleg: str | None
    stand: str
    mag_gezegd: bool
    geldig_tot: datetime | None
    wacht_op: tuple[str, ...]
    gezegd_op: datetime | None
    gezegd: tuple[str, ...]
    gezegd_door: str | None
    zonder_toestemming: bool | None
    bladnummer: int | None
    berichten: tuple[Berichtstand, ...]


class UitingberichtUit(Uitvoermodel):
    """One message of an uiting: what one party hears, or may not hear, and why."""

    id: str
    ontvanger: str
    medewerker: str | None = Field(description="Wie van die partij het hoort.")
    status: str
    besluit: str | None = Field(description="Van de gateway; null zolang er niet is beslist.")
    redenen: list[dict[str, Any]] = Field(description="Waarom het niet mag, met artikel.")
    grondslagen: list[dict[str, Any]] = Field(description="Waarop het mag.")
    fout: str | None


class UitingkortUit(Uitvoermodel):
    """An uiting in a list: what was told of it here."""

    id: str
    groep: str
    kanaal: str
    overleg: str | None
    stand: str = Field(
        description="open, niet_toegestaan, te_bevestigen, bevestigd of niet_gezegd."
    )
    gezegd_op: datetime | None
    gezegd_door: str | None
    gezegd: list[str] = Field(description="De berichten die zijn gezegd.")
    zonder_toestemming: bool | None = Field(
        description="Het is gezegd terwijl het niet voor iedereen mocht: een incident."
    )
    bladnummer: int | None = Field(description="Waar in het log staat dat het is gezegd.")


class UitingenUit(Uitvoermodel):
    """A page of uitingen."""

    uitingen: list[UitingkortUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class UitingUit(UitingkortUit):
    """How an uiting stands."""

    mag_gezegd: bool = Field(description="Alleen dan mag het worden gezegd.")
    geldig_tot: datetime | None
    wacht_op: list[str] = Field(description="Partijen die er een toegestaan bericht van missen.")
    zeg_niet: list[str] = Field(description="Waarom u het niet zegt; leeg als niets dat verbiedt.")
    waarschuwing: str | None = Field(description=_WAARSCHUWING)
    berichten: list[UitingberichtUit]


class ToehoorderUit(Uitvoermodel):
    """What one party would hear, or may not."""

    partij: str
    medewerker: str | None
    mag: bool
    zeg_niet: list[str]
    voorbeeld: VoorbeeldUit


class ZegvoorbeeldUit(Uitvoermodel):
    """Whether something may be said now, for everybody who would hear it. Nothing was asked yet."""

    mag_gezegd: bool
    zeg_niet: list[str]
    waarschuwing: str | None = Field(description=_WAARSCHUWING)
    toehoorders: list[ToehoorderUit]

"""Shapes on the wire of what is said in one go, and of its content."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field

from gateway.registers.begrippen import AANVAARD, Berichtstand, Berichtstatus
from gateway.uitingen.begrippen import Gezegd, Uitingstand
from gateway.web.vormen import Kenmerk, Moment, Partijcode, Vorm

MAX_BERICHTEN = 50
"""Messages about one and the same words: one a party that hears them, and what was refused."""

_STATUS = {Berichtstatus.AFGELEVERD: AANVAARD}


class Uitingmelding(Vorm):
    """What the sender says came of it."""

    model_config = ConfigDict(strict=True)

    uiting: Kenmerk
    gezegd_op: Annotated[Moment, Field(strict=False, description="Wanneer het is gezegd.")]
    medewerker: Kenmerk = Field(description="De autorisatie van wie het zei.")
    berichten: list[Kenmerk] = Field(
        min_length=1, max_length=MAX_BERICHTEN, description="Welke van de berichten zijn gezegd."
    )


class Uitinggezegdvorm(Vorm):
    gezegd_op: AwareDatetime
    berichten: list[Kenmerk]
    zonder_toestemming: bool = Field(
        description="Het was op dat moment niet voor iedereen toegestaan; dat is een incident."
    )
    bladnummer: int = Field(ge=0, description="Waar dit in het logboek staat.")


class Uitingbericht(Vorm):
    id: Kenmerk
    ontvanger: Partijcode
    besluit: str
    status: str = Field(description="beslist, onbereikbaar, aanvaard of geweigerd")


class Uitingvorm(Vorm):
    """Words as who says them sees them; who hears them sees its own message only."""

    uiting: Kenmerk
    afzender: Partijcode
    kanaal: str
    overleg: Kenmerk | None
    groep: Kenmerk | None
    mag_gezegd: bool = Field(description="Of het nu mag worden gezegd.")
    geldig_tot: AwareDatetime = Field(description="Daarna is de toestemming vervallen.")
    berichten: list[Uitingbericht]
    wacht_op: list[Partijcode] = Field(description="Wie het hoort en nog niets heeft ingenomen.")
    gezegd: Uitinggezegdvorm | None


class Uitingenlijst(Vorm):
    uitingen: list[Uitingvorm]
    volgende: Kenmerk | None = Field(description="Geef dit mee als `na` voor de volgende pagina.")


class Inhoudinvoer(Vorm):
    """The content of what was said; it is read by `shared.bericht`."""

    id: Kenmerk
    inhoud: str = Field(description="Compacte JWE voor de ontvanger.")


def gezegdvorm(gezegd: Gezegd, zichtbaar: frozenset[str] | None = None) -> Uitinggezegdvorm:
    """What was said; of the messages only those that are the reader's to see."""
    return Uitinggezegdvorm(
        gezegd_op=gezegd.gezegd_op,
        berichten=[een for een in gezegd.berichten if zichtbaar is None or een in zichtbaar],
        zonder_toestemming=gezegd.zonder_toestemming,
        bladnummer=gezegd.bladnummer,
    )


def uitingvorm(stand: Uitingstand, partij: str | None, nu: datetime) -> Uitingvorm:
    """The words as this party may see them now; None: somebody who sees everything."""
    uiting, alles = stand.uiting, partij in (None, stand.uiting.afzender)
    berichten = [b for b in stand.berichten if alles or b.ontvanger == partij]
    zichtbaar = None if alles else frozenset(bericht.id for bericht in berichten)
    return Uitingvorm(
        uiting=uiting.id,
        afzender=uiting.afzender,
        kanaal=uiting.kanaal,
        overleg=uiting.overleg,
        groep=uiting.groep,
        mag_gezegd=stand.mag_gezegd(nu),
        geldig_tot=stand.geldig_tot.astimezone(UTC).replace(microsecond=0),
        berichten=[_bericht(bericht) for bericht in berichten],
        wacht_op=[wie for wie in stand.wacht_op if alles or wie == partij],
        gezegd=None if uiting.gezegd is None else gezegdvorm(uiting.gezegd, zichtbaar),
    )


def _bericht(bericht: Berichtstand) -> Uitingbericht:
    return Uitingbericht(
        id=bericht.id,
        ontvanger=bericht.ontvanger,
        besluit=bericht.besluit,
        status=_STATUS.get(bericht.status, bericht.status.value),
    )
